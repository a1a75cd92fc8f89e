"""Builds the graph that follows from a change: what is unchanged is not read or judged again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pyoxigraph import NamedNode, Quad, Store

from atgraph.build.again import Turn
from atgraph.build.change.changed_data import ChangedData, Seen, WrongError, read_changed
from atgraph.build.change.concepts import ONTOLOGY, check_terms
from atgraph.build.change.digests import ProgramDigests
from atgraph.build.change.memory import Memory, UnusableError
from atgraph.build.change.next_graph import (
    REGISTRY,
    Before,
    NextGraph,
    PublishedPart,
    worded_in,
)
from atgraph.build.change.places import WrittenPlaces
from atgraph.build.change.shapes_beside import Judge, ShapesBeside
from atgraph.build.change.stated_words import count_words
from atgraph.build.describe import describe_counted
from atgraph.build.editor_help import editor_help_counted
from atgraph.build.on_request import in_own_graphs
from atgraph.build.validation.checks import check_export_files, check_verbatim, finds_again
from atgraph.build.validation.chunks import judge_graph
from atgraph.build.validation.footprint import judged_quads
from atgraph.build.validation.shape_results import Finding
from atgraph.build.validation.shapes import Shapes
from atgraph.build.validation.style import check_style
from atgraph.data.transcript import Programme
from atgraph.errors import (
    VIOLATION,
    Place,
    Problem,
    QueryError,
    UnreadableError,
    ValidationError,
)
from atgraph.files import list_files, resource_folder
from atgraph.graph.query_files import read_question
from atgraph.graph.store import LINK
from atgraph.rdf.namespaces import TYPE, atg, atgd, graph
from atgraph.rdf.ontology import Ontology
from atgraph.rdf.version import SetHash
from atgraph.text import Document

Tick = Callable[[str], None]
Told = tuple[Finding, Place | None]  # what a shape says, and where that was written, if it is known
Found = TypeVar("Found", Finding, Problem)
FEW, LARGE_PART = 1_000, 10
"""A change of more statements, and of more than this part of a graph, costs more than everything.

Of 20 programmes one more took 5 s, one less 3 s, and everything 7.5 s with two processes.
"""


@dataclass
class Followed:
    """What a build of a change makes.

    Attributes:
        memory: what is kept of it.
        is_changed: whether the graph says anything else than before.
        apart: what is said of people who are listed on request, in graphs of its own.
        came, went: what is published now and before alone.
        shown_again: how many people the graph before lists on request, and this one shows.
    """

    memory: Memory
    is_changed: bool = False
    apart: set[Quad] = field(default_factory=set)
    came: set[Quad] = field(default_factory=set)
    went: set[Quad] = field(default_factory=set)
    shown_again: int = 0


def follow(
    data: Path,
    store: Path,
    memory: Memory,
    program: ProgramDigests,
    copy: Callable[[Store], Store],
    tick: Tick,
    judge: Judge = judge_graph,
) -> Followed:
    """Make the graph that follows from what changed in a data folder since a build.

    ``store`` has its graph, and ``copy`` gives a copy of that to write to. Where ``program`` has
    another shape, ``judge`` gives what shapes say of the whole graph, and where it has another
    check, all of them look at it; nothing is read or mapped for that.

    Raises:
        WrongError: something is wrong, or so much changed that a look at everything does better.
        UnusableError: the ontology is another, and records may be with it, or a shape looks at the
            whole graph each time.
    """
    tick("read")
    ontology, seen = Ontology.read(resource_folder("ontology")), Seen.of(data)
    is_same, is_said = seen.is_as(memory), program.terms != memory.program.terms
    is_unchanged = is_same and program == memory.program
    with closing(ShapesBeside(ontology, judge)) as shapes, ThreadPoolExecutor(1) as opening:
        if program.shapes == memory.program.shapes and not is_same:
            shapes.begin()
        opened = opening.submit(_opened, store, memory)
        if is_said:
            check_terms(ontology, opened.result().published.store)
        if not is_unchanged:  # Python reads meanwhile
            copied = opening.submit(lambda: copy(opened.result().published.store))
        tick("map")
        changed = read_changed(data, store, memory, ontology, seen, is_said)
        memory.acting, memory.programmes = changed.acting, changed.kept
        before = opened.result()
        if is_unchanged:
            return Followed(memory)
        made = NextGraph(before, copied.result(), ontology)
        parts = {} if changed.unwritten is None else {REGISTRY: changed.unwritten.quads}
        made.say(memory, _graphs(changed, ontology if is_said else None), parts)
        if len(made.came) + len(made.went) > max(FEW, memory.size // LARGE_PART):
            raise WrongError
        described, followed = _derive_and_check(made, memory, program, changed, data, tick, shapes)
    memory.program = program
    made.take_out_apart()
    made.describe(described)
    return followed


def _opened(store: Path, memory: Memory) -> Before:
    """Open the graph beside which something is kept; an UnusableError if that is of another."""
    try:
        opened = Before.open((store / LINK).resolve())
        version = opened.whole.version
    except (OSError, ValueError, RuntimeError, QueryError) as exc:
        raise UnusableError("the graph cannot be read") from exc
    if version != memory.version:
        raise UnusableError("it is of another graph")
    return opened


def _derive_and_check(
    made: NextGraph,
    memory: Memory,
    program: ProgramDigests,
    changed: ChangedData,
    data: Path,
    tick: Tick,
    beside: ShapesBeside,
) -> tuple[list[Quad], Followed]:
    """Return the description of a graph that is as it should be, and what was made.

    A WrongError tells that something is wrong in it.
    """
    tick("derive")
    places = WrittenPlaces(changed, data, made.ontology)
    anew = program.checks != memory.program.checks
    is_right = (program.shapes, program.terms) == (memory.program.shapes, memory.program.terms)
    try:
        with ThreadPoolExecutor(2) as pool:  # Python goes on while others are asked
            shapes = pool.submit(_read_shapes, made.ontology, is_right)
            made.keep_apart(changed.listed, memory)
            made.derive()
            turn = Turn(made.before.whole, made.now, *made.changes)
            checks = iter(list_files(resource_folder("queries") / "checks", "*.rq"))
            checked = pool.submit(_check, turn, checks, anew)
            tick("validate")
            if program != memory.program:
                check_export_files(made.ontology)
                style = resource_folder("ontology") / "style"
                memory.style = _right(check_style(made.ontology, style))
            is_other = program.shapes != memory.program.shapes
            judged = pool.submit(_judge(made, memory, shapes.result(), beside, is_other))
            _keep_registry(memory, changed)
            described = _describe(made, memory, changed)
            tick("check")
            _check(turn, checks, anew)  # those that are left
            _check_texts(made, changed)
            checked.result()
            told = judged.result()
            _right([found for found, _ in told])
            memory.findings = [(found, places.of(found, made.store, at)) for found, at in told]
    except (UnreadableError, QueryError, ValidationError) as exc:  # of a shape or a check
        raise WrongError from exc
    return described


def _describe(made: NextGraph, memory: Memory, changed: ChangedData) -> tuple[list[Quad], Followed]:
    """Return the description of what is published of a graph, counted, and what was made."""
    listed = {person.value for person in changed.listed}
    again = [p for p in memory.listed if p not in listed and _is_person(made.store, p)]
    _count(made, memory, changed)
    try:
        described = describe_counted(memory.counts, made.ontology, memory.version)
        described += editor_help_counted(memory.uses)
    except ValueError as exc:  # an address that is none
        raise WrongError from exc
    memory.size = memory.counts.graphs.total() + len({*described})
    apart, came, went = in_own_graphs(made.apart), made.published_came, made.published_went
    return described, Followed(memory, True, apart, came, went, len(again))


def _is_person(store: Store, iri: str) -> bool:
    return any(store.quads_for_pattern(NamedNode(iri), TYPE, atg("Person"), None))


def _graphs(changed: ChangedData, other: Ontology | None) -> dict[NamedNode, Iterable[Quad]]:
    """Return the graphs that may say something else now, also by another ontology."""
    found: dict[NamedNode, Iterable[Quad]] = {d.graph: d.quads for d in changed.drafts}
    found |= {graph(f"programme/{name}"): () for name in changed.removed}
    if other:
        found[ONTOLOGY] = other.quads
    if changed.written is not None:
        found[REGISTRY] = changed.written.quads
    return found


def _read_shapes(ontology: Ontology, is_right: bool) -> Shapes:
    """Return the shapes; ``is_right`` says that nothing is wrong in them.

    What the description tells of questions is read too, and kept where they are read.
    """
    folder = resource_folder("ontology") / "shapes"
    shapes = Shapes.read(folder, ontology.triples, ontology.origins, is_right=is_right)
    _ = shapes.footprint
    for path in list_files(resource_folder("queries") / "ask", "*.rq"):
        read_question(path)
    return shapes


def _judge(
    made: NextGraph, memory: Memory, shapes: Shapes, beside: ShapesBeside, is_other: bool
) -> Callable[[], list[Told]]:
    """Return what asks shapes what they say, and where that was written, if that is known.

    What they said of what the change does not touch is kept, unless all is judged anew, by others.
    """
    footprint = shapes.footprint
    if footprint.unknown:
        raise UnusableError("a shape looks at the whole graph; `atgraph check` says which")
    if is_other:
        places = {finding.about.focus: place for finding, place in memory.findings}
        found = beside.judge_whole(shapes, made.store)
        return lambda: [(finding, places.get(finding.about.focus)) for finding in found]
    gone = Store()  # with what went, the graph now has all that it had before
    gone.extend(made.changes[1])
    now = judged_quads(made.store)
    focus = footprint.affected(made.delta, judged_quads(gone), now)
    once, nodes = {node.value for node in footprint.once}, {node.value for node in focus}
    kept = [pair for pair in memory.findings if pair[0].node_judged(once) not in nodes]
    cut = footprint.cut(focus, judged_quads(made.store, focus))
    return lambda: [*kept, *((finding, None) for finding in beside.judge(shapes, cut, focus))]


def _right(found: list[Found]) -> list[Found]:
    """Return what was found, if all of it is advice."""
    if any(one.severity == VIOLATION for one in found):
        raise WrongError
    return found


def _check(turn: Turn, checks: Iterable[Path], anew: bool) -> None:
    """Raise a WrongError where one of some checks finds something."""
    if finds_again(turn, checks, anew):
        raise WrongError


def _check_texts(made: NextGraph, changed: ChangedData) -> None:
    """Raise a WrongError where a passage is not what stands there in the text."""
    if check_verbatim(made.now, dict(_texts(changed.programmes)), only=True):
        raise WrongError


def _texts(programmes: Iterable[Programme]) -> Iterable[tuple[str, str]]:
    for one in programmes:
        for source in one.sources:
            text = Document.read(one.path.parent / source.text_file).text
            yield atgd(f"text_{one.id}_{source.id}").value, text


def _keep_registry(memory: Memory, changed: ChangedData) -> None:
    """Keep what there is to keep of the registry."""
    memory.registry = changed.registry_digest
    before, memory.texts = memory.texts, changed.registry.texts
    same = {n for n in memory.records if before[n] == memory.texts.get(n)}
    memory.records = {name: memory.records[name] for name in same}
    read = changed.registry.records.items()
    memory.fresh = {name: records for name, records in read if name not in same}


def _count(made: NextGraph, memory: Memory, changed: ChangedData) -> None:
    """Keep what there is to keep of the graph, which has no description yet."""
    hashed = SetHash(memory.total)
    hashed.remove(f"{quad} .\n" for quad in made.published_went)
    hashed.add(f"{quad} .\n" for quad in made.published_came)
    memory.total, memory.version = hashed.total, hashed.version
    before, now = made.before.published.store, PublishedPart(made.store, made.apart)
    came, went = made.published_came, made.published_went
    memory.counts.change(came, went, before, now)
    memory.uses.change(came, went, before, now)
    properties = worded_in((*came, *went), memory, made.ontology)
    count_words(memory.words, came, properties, 1)
    count_words(memory.words, went, properties, -1)
    memory.words = +memory.words
    memory.apart = {*made.telling.said}
    memory.listed = sorted(person.value for person in changed.listed)
    memory.names, memory.titles = sorted(made.telling.names), sorted(made.telling.titles)
