"""Stores without somebody, loaded anew from what is left: an engine never forgets a literal.

In a copy, which costs nothing, the statements go that lead to whoever goes; what they touch is
derived anew, and counted. A new store is loaded of the lines that the graph had before, without
those that went and with those that came. A graph kept for rollback is nearly the one that is
published, so it becomes a copy of that, loaded anew, with what sets the two apart.
"""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse, serialize

from atgraph.build.change.memory import Memory, UnusableError
from atgraph.build.change.next_graph import DATASET, Before, NextGraph, remove
from atgraph.build.class_uses import ClassUses
from atgraph.build.counts import DatasetCounts
from atgraph.build.derive import DERIVED
from atgraph.build.describe import describe_counted
from atgraph.build.editor_help import editor_help_counted
from atgraph.build.on_request import Telling, in_own_graphs
from atgraph.build.publish import UNFINISHED, Unfinished, finished_graphs, refused, writing
from atgraph.curate.removal.leftover import Leftover
from atgraph.errors import StoreError
from atgraph.graph.difference import lines_apart
from atgraph.graph.store import LINK, PUBLISHED, open_graph, reason
from atgraph.rdf.namespaces import APART, ON_REQUEST, ON_REQUEST_DERIVED
from atgraph.rdf.ontology import Ontology
from atgraph.rdf.version import SetHash

Make = Callable[[Store], Leftover]
MOST = 100_000  # statements in which a graph differs from another that is copied, not loaded
DUMP, LINES = "dump.nq", "lines.nq"
MANY = 20_000  # lines that are counted together
OWN = tuple(f" {name} .\n".encode() for name in (DATASET, *APART))  # ends of lines not carried on


@dataclass
class Reduced:
    """What is left of a graph, in a store that has what was taken out still on its disk.

    Attributes:
        store: what is published of it.
        dump: all that the graph said before, as N-Quads.
        went, came: the lines of N-Quads in which that differs from what is published of it now.
        apart: what is not published, in the graphs that publication does not read.
        version: its version.
        graphs: those that say something else.
    """

    store: Store
    dump: Path
    went: frozenset[bytes]
    came: list[bytes]
    apart: set[Quad] = field(default_factory=set)
    version: str = ""
    graphs: set[NamedNode] = field(default_factory=set)

    def lines(self) -> Iterator[bytes]:
        """Yield what is published of it as N-Quads; to read a store takes ten times as long."""
        with self.dump.open("rb") as lines:
            yield from (line for line in lines if line not in self.went and not line.endswith(OWN))
        yield from self.came


def load_stores_anew(folder: Path, make: Make, ontology: Ontology) -> set[NamedNode]:
    """Load every graph of a store folder anew, the published one first.

    Call it with the lock held. It returns the graphs in which the published one differs now, and is
    a StoreError if a graph cannot be read or written.
    """
    current = (folder / LINK).resolve()
    graphs = sorted(finished_graphs(folder).items(), reverse=True)
    paths = sorted((path for _, path in graphs), key=lambda path: path.resolve() != current)
    loaded: tuple[Reduced, Path] | None = None
    changed = set[NamedNode]()
    with scratch(folder) as rough, ahead() as pool:
        dumps = {path: pool.submit(dump_graph, path, rough / path.name) for path in paths}
        for path in paths:
            _check_graph(path)
            with writing(folder) as unfinished:
                reduced = reduce(path, dumps[path].result(), make, ontology)
                if reduced is None:
                    continue
                if not (loaded and _copied(*loaded, reduced, unfinished)):
                    load(reduced, unfinished)
                finished = unfinished.replace(path, reduced.version)
            if path.resolve() == current:
                changed = reduced.graphs
            loaded = loaded or (reduced, finished)
    return changed


def _check_graph(path: Path) -> None:
    """Raise a StoreError where a graph cannot be read, or is of an earlier version."""
    try:
        open_graph(path)
    except (OSError, ValueError, RuntimeError) as exc:
        do = "`--drop-older` deletes graphs kept for rollback, `atgraph build --full` makes one"
        raise StoreError(f"the graph cannot be read: {reason(exc)}; {do}", path) from exc


@contextlib.contextmanager
def ahead() -> Iterator[ThreadPoolExecutor]:
    """Let a thread do what is needed later; where an error ends all it begins no more."""
    pool = ThreadPoolExecutor(1)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


@contextlib.contextmanager
def scratch(folder: Path) -> Iterator[Path]:
    """Make a folder beside the graphs of a store, for copies; what a kill leaves goes next time."""
    with refused(folder):
        made = Path(tempfile.mkdtemp(prefix=f"{UNFINISHED}copy-", dir=folder))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def dump_graph(path: Path, rough: Path) -> Path:
    """Write what a graph says into a new folder as N-Quads; a StoreError if there is no room."""
    dump = rough / DUMP
    with refused(path.parent):
        rough.mkdir()
        Store.read_only(str(path)).dump(str(dump), format=RdfFormat.N_QUADS)
    return dump


def reduce(path: Path, dump: Path, make: Make, ontology: Ontology) -> Reduced | None:
    """Return what is left of a finished graph, of which there is a dump; copies lie beside that.

    Nothing is to be done where somebody was taken out of it before.

    It is a StoreError if there is no room.
    """
    before, rough = Before.open(path), dump.parent
    with refused(path.parent):
        leftover = make(before.whole.store)
        went, came = leftover.change(dump)
        if leftover.was_removed and not (went or came):
            return None
        before.published.store.backup(str(rough / PUBLISHED))
        made = NextGraph(before, Store(str(rough / PUBLISHED)), ontology)
        _say(made, went, came)
        counts, uses, hashed = _counted(before, path, dump)
        hashed.remove(f"{quad} .\n" for quad in made.published_went)
        hashed.add(f"{quad} .\n" for quad in made.published_came)
        change = made.published_came, made.published_went, before.published.store, made.store
        counts.change(*change)
        uses.change(*change)
        described = describe_counted(counts, ontology, hashed.version)
        described += editor_help_counted(uses)
        made.describe(described)
    both = made.published_came | made.published_went
    graphs = {quad.graph_name for quad in both if isinstance(quad.graph_name, NamedNode)}
    went_lines = frozenset(_lines(made.published_went))
    came_lines = _lines([*made.published_came, *described])
    apart = in_own_graphs(made.apart)
    return Reduced(made.store, dump, went_lines, came_lines, apart, hashed.version, graphs)


def _say(made: NextGraph, went: set[Quad], came: set[Quad]) -> None:
    """Take out of a copy what goes, put in what comes, and derive anew what that touches."""
    known = {
        quad
        for quad in made.before.whole.store.quads_for_pattern(None, None, None, ON_REQUEST)
        if quad.subject != DATASET
    }
    stale = {quad for quad in went if quad.graph_name in (DERIVED, ON_REQUEST_DERIVED)}
    made.went, made.came = went - stale, came
    said = (known - went) | {quad for quad in came if quad.graph_name == ON_REQUEST}
    made.telling = Telling(frozenset(said))
    made.published_went = {quad for quad in made.went if quad.graph_name != ON_REQUEST}
    made.published_came = {quad for quad in came if quad.graph_name != ON_REQUEST}
    remove(made.store, made.published_went)
    made.store.extend(made.published_came)
    made.derive()
    made.take_out_apart()
    left = {quad for quad in stale if quad in made.store}  # by a rule of an earlier version
    remove(made.store, left)
    made.published_went |= left
    made.apart -= {Quad(q.subject, q.predicate, q.object, DERIVED) for q in stale}


def _counted(before: Before, path: Path, dump: Path) -> tuple[DatasetCounts, ClassUses, SetHash]:
    """Return the numbers of a graph and the sum of its version: those kept, or counted anew."""
    with contextlib.suppress(UnusableError):
        memory = Memory.read(path)
        if memory and memory.version == before.whole.version:
            return memory.counts, memory.uses, SetHash(memory.total)
    hashed = SetHash()
    with dump.open("rb") as lines:
        while some := [*islice(lines, MANY)]:
            hashed.add(line.decode() for line in some if not line.endswith(OWN))

    def quads(named: NamedNode | None = None) -> Iterator[Quad]:
        found = before.published.store.quads_for_pattern(None, named, None, None)
        return (quad for quad in found if quad.graph_name != DATASET)

    return DatasetCounts.of(before.published.store), ClassUses.of(quads), hashed


def load(reduced: Reduced, unfinished: Unfinished) -> None:
    """Load what is left of a graph into a new store."""
    lines = reduced.dump.with_name(LINES)
    with refused(unfinished.folder), lines.open("wb") as file:
        file.writelines(reduced.lines())
    unfinished.load_whole(lines, reduced.apart)


def _copied(other: Reduced, loaded: Path, reduced: Reduced, unfinished: Unfinished) -> bool:
    """Write what is left of a graph as a copy of another that was loaded, if it is nearly that."""
    found = lines_apart(other.lines(), reduced.lines(), MOST)
    if found is None:
        return False
    went, came = (parse(b"".join(some), format=RdfFormat.N_QUADS) for some in found)
    own = loaded / PUBLISHED
    copy = unfinished.copy(Store.read_only(str(own if own.is_dir() else loaded)))
    remove(copy, went)
    copy.extend(came)
    del copy
    unfinished.end(reduced.apart)
    return True


def _lines(quads: Iterable[Quad]) -> list[bytes]:
    """Return quads as the engine writes them to a file."""
    written = serialize(quads, format=RdfFormat.N_QUADS)
    return (written or b"").splitlines(keepends=True)
