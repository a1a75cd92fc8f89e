"""A graph made of all of a data folder: read, mapped, derived and validated."""

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, serialize

from atgraph.build.change.apart import telling_again
from atgraph.build.class_uses import ClassUses
from atgraph.build.counts import DatasetCounts
from atgraph.build.derive import derive
from atgraph.build.describe import describe_counted
from atgraph.build.editor_help import editor_help_counted
from atgraph.build.interrupts import held_interrupts
from atgraph.build.map_by_processes import MANY, map_by_processes
from atgraph.build.mapped import MappedProgramme
from atgraph.build.mapping import Draft, map_registry
from atgraph.build.on_request import Telling, in_own_graphs
from atgraph.build.publish import UNFINISHED
from atgraph.build.recording import graph_digests
from atgraph.build.scope import Scope
from atgraph.build.spark import Cluster, cluster
from atgraph.build.validation.acting import check_characters
from atgraph.build.validation.checks import check_export_files, check_queries, check_verbatim
from atgraph.build.validation.chunks import Tell, check_graph
from atgraph.build.validation.doubts import Doubts
from atgraph.build.validation.returned import check_returned, known_names
from atgraph.build.validation.shape_results import Finding
from atgraph.build.validation.style import check_style
from atgraph.data.folder import DataRead, programme_folders, read_data
from atgraph.data.registry import ON_REQUEST, Registry
from atgraph.data.removed import Removed
from atgraph.errors import (
    VIOLATION,
    AtgraphError,
    Origins,
    Problem,
    SourceError,
    UnreadableError,
    ValidationError,
)
from atgraph.files import resource_folder
from atgraph.graph.graph import Graph
from atgraph.rdf.namespaces import TYPE, atg, atgd
from atgraph.rdf.ontology import Ontology
from atgraph.rdf.serialise import sorted_lines
from atgraph.rdf.version import SetHash
from atgraph.text import Document

Tick = Callable[[str], None]
Whole = Callable[["BuiltGraph"], None]


@dataclass
class BuiltGraph:
    """A graph in memory, ready to be published: its quads, and where each record was written.

    ``listed`` are the people who are listed on request, and ``apart`` what is said of them.
    """

    ontology: Ontology
    drafts: list[Draft]
    programmes: list[MappedProgramme]
    listed: frozenset[NamedNode] = frozenset()
    store: Store = field(default_factory=Store, repr=False)
    apart: set[Quad] = field(default_factory=set, repr=False)
    version: str = ""
    problems: list[Problem] = field(default_factory=list, repr=False)
    error: type[AtgraphError] = SourceError
    scope: Scope = field(default_factory=lambda: Scope(Path()), repr=False)
    registry: Registry = field(default_factory=lambda: Registry({}, {}), repr=False)
    removed: Removed = field(default_factory=Removed.none, repr=False)
    digests: dict[str, str] = field(default_factory=dict, repr=False)  # of the graphs
    telling: Telling = field(default_factory=Telling, repr=False)
    findings: list[Finding] = field(default_factory=list, repr=False)  # of shapes
    style: list[Problem] = field(default_factory=list, repr=False)
    total: int = field(default=0, repr=False)  # of the version
    counts: DatasetCounts = field(default_factory=DatasetCounts, repr=False)
    uses: ClassUses = field(default_factory=ClassUses, repr=False)
    texts: list[Path] = field(default_factory=list, repr=False)

    @property
    def people(self) -> set[NamedNode]:
        """The people who are shown."""
        found = self.store.quads_for_pattern(None, TYPE, atg("Person"), None)
        return {q.subject for q in found if isinstance(q.subject, NamedNode)} - self.listed

    @property
    def understood(self) -> bool:
        """Whether everything that people wrote was understood, so that all was looked at."""
        return self.error is ValidationError

    @property
    def violations(self) -> list[Problem]:
        """What must be mended before the graph is published."""
        return [f for f in self.problems if f.severity == VIOLATION]

    @property
    def warnings(self) -> list[Problem]:
        """What a curator should look at, and may leave as it is."""
        return [f for f in self.problems if f.severity != VIOLATION]

    @property
    def asserted(self) -> list[Quad]:
        """The quads of registry and programmes."""
        return [quad for draft in self.drafts for quad in draft.quads]

    def published(self, predicate: NamedNode | None = None) -> Iterator[Iterator[Quad]]:
        """Yield the quads of each named graph, or those of a property.

        What is said of people listed on request is left out.
        """
        for name in sorted(self.store.named_graphs(), key=str):
            quads = self.store.quads_for_pattern(None, predicate, None, name)
            yield (quad for quad in quads if quad not in self.apart)

    @property
    def origins(self) -> Origins:
        """IRI of a record or term → the line it was written on."""
        own = {iri: place for draft in self.drafts for iri, place in draft.origins.items()}
        return {**self.ontology.origins, **own}

    def __len__(self) -> int:
        """Return how many quads are published."""
        return len(self.store) - len(in_own_graphs(self.apart))


def build_graph(
    data: Path,
    tick: Tick = lambda step: None,
    write: Callable[[Iterable[bytes]], None] | None = None,
    store: Path | None = None,
    jobs: int = 1,
    on: str = "",
) -> BuiltGraph:
    """Build the graph of a data folder in memory and validate it, by so many processes.

    ``write`` is called with the N-Quads of the whole graph, a piece for each named graph, before it
    is known to be valid. What the published graph of a ``store`` names is not looked at again for
    people who were removed.

    Raises:
        AtgraphError: with every problem; warnings alone raise nothing.
    """
    described: list[Quad] = []
    failed: list[ValueError] = []

    def finish(built: BuiltGraph) -> None:
        _count(built)
        try:
            described.extend(describe_counted(built.counts, built.ontology, built.version))
            described.extend(editor_help_counted(built.uses))
        except ValueError as exc:  # an address that is none: shapes say where it is written
            failed.append(exc)
            return
        if write:
            own = [*described, *in_own_graphs(built.apart)]
            pieces = (
                serialize(quads, format=RdfFormat.N_QUADS) for quads in (*built.published(), own)
            )
            write(piece for piece in pieces if piece)

    built = inspect(data, tick, finish, store=store, jobs=jobs, on=on)
    if wrong := built.violations:
        raise built.error.of(wrong)
    if failed:
        raise failed[0]
    built.store.extend(described)
    publish_apart(built)
    return built


def _count(built: BuiltGraph) -> None:
    """Digest what is published of a graph, and count it."""
    hashed = SetHash()
    for lines in map(sorted_lines, built.published()):  # a graph at a time, for they are large
        hashed.add(lines)
        built.digests |= graph_digests(lines)
    built.version, built.total = hashed.version, hashed.total
    built.counts = DatasetCounts.of(chain.from_iterable(built.published()))
    built.uses = ClassUses.of(lambda name: chain.from_iterable(built.published(name)))


def inspect(
    data: Path,
    tick: Tick = lambda step: None,
    whole: Whole = lambda built: None,
    only: Collection[str] = (),
    store: Path | None = None,
    jobs: int = 1,
    on: str = "",
) -> BuiltGraph:
    """Make what can be made of a data folder, and note all that is wrong in it.

    Shapes also look at what was understood where something else was not; rules and checks, which
    look at the graph as a whole, wait until everything is. ``whole`` is called with the graph when
    all of it is there, before shapes and checks look at it. With ``only``, the findings are those
    of these programmes, and others that are not right are left out. It is a NotFoundError if one of
    these is not there, and an AtgraphError if there is no data, or the ontology, a shape, a rule, a
    check or what exports read cannot be read or run.
    """
    tick("read")
    ontology = Ontology.read(resource_folder("ontology"))
    check_export_files(ontology)
    scope = Scope(data, only)
    scope.check_names()
    is_large = not only and (bool(on) or len(programme_folders(data)) >= MANY)
    read = read_data(data, ontology, only=() if is_large else None)
    built = BuiltGraph(ontology, [], [], scope=scope, registry=read.registry)
    if not scope.could_be_read(read):
        built.problems = scope.keep(read.problems)
        built.error = UnreadableError
        return built
    tick("map")
    with (
        # beside the store, where a build that was killed leaves nothing
        TemporaryDirectory(prefix=UNFINISHED, dir=store) if is_large else nullcontext() as files,
        cluster(on) if on else nullcontext() as workers,
    ):
        told = _map(built, read, Path(files) if files else None, store, tick, jobs, workers)
        if built.error is UnreadableError:
            return built
        if not built.violations:
            complete(built, tick)
            whole(built)
        tick("validate")
        found = _judge(built, tick, jobs, workers)
    _check(built, told, found, tick)
    return built


def _map(
    built: BuiltGraph,
    read: DataRead,
    files: Path | None,
    store: Path | None,
    tick: Tick,
    jobs: int,
    on: Cluster | None,
) -> list[Problem]:
    """Map what was read, and what of it is read only then, and return all that is wrong in it.

    Where there is a folder for ``files``, processes read and map the programmes.
    """
    registry, ontology, scope = read.registry, built.ontology, built.scope
    identities = registry.identities.values()
    built.listed = frozenset(atgd(i.id) for i in identities if i.listing == ON_REQUEST)
    written = map_registry(registry, ontology)
    if files:
        tell = tell_parts("map", tick)
        mapped = map_by_processes(scope.data, read, ontology, files, jobs, tell, on)
        if read.unreadable:
            built.problems, built.error = read.problems, UnreadableError
            return []
    else:
        programmes, printed = read.programmes, written.printed
        mapped = [MappedProgramme.of(p, registry, ontology, printed) for p in programmes]
    built.removed = registry.removed
    known = known_names(store, built.removed) if store else ()
    named = (name for one in mapped for name in one.named)
    told = [*read.problems, *check_returned(registry, named, known), *written.problems]
    told += (problem for one in mapped for problem in one.draft.problems)
    scope.use(registry, mapped)
    built.problems = scope.keep(told)
    wrong = scope.wrong_others(told)
    built.programmes = [one for one in mapped if one.path.parent not in wrong]
    built.drafts = [written, *(one.draft for one in built.programmes)]
    built.texts = [path for one in mapped for path in one.text_paths]
    if any(draft.unreadable for draft in built.drafts):
        built.error = UnreadableError
    return told


def _check(built: BuiltGraph, told: list[Problem], found: list[Problem], tick: Tick) -> None:
    """Add to what is wrong in a graph what style and checks find, beside what shapes ``found``."""
    scope = built.scope
    built.style = check_style(built.ontology, resource_folder("ontology") / "style")
    found += built.style
    acting = scope.keep(check_characters([*sorted(scope.data.rglob("*.yml")), *built.texts]))
    if built.violations:
        doubtful = (place for draft in built.drafts for place in draft.doubtful)
        left = Doubts(told, doubtful, built.origins).leave(found)
        built.problems += [*scope.keep(left), *acting]
        return
    tick("check")
    built.error = ValidationError
    kg = Graph(built.store)
    found += check_queries(kg, resource_folder("queries") / "checks", built.origins)
    found += check_verbatim(kg, _texts_of(built.programmes))
    found = scope.keep(found)
    # advice on what is wrong would only follow from it
    built.problems += [f for f in found if f.severity == VIOLATION] or found
    built.problems += acting


def _judge(built: BuiltGraph, tick: Tick, jobs: int, on: Cluster | None) -> list[Problem]:
    """Return what the shapes say of what was understood."""
    store, folder = built.store, resource_folder("ontology") / "shapes"
    if built.violations:  # then nothing is complete
        store = Store()
        for draft in built.drafts:
            draft.load(store)
    terms, origins = built.ontology.quads, built.origins
    tell = tell_parts("validate", tick)
    return check_graph(store, terms, folder, origins, jobs, tell, built.findings, on or "")


def tell_parts(step: str, tick: Tick) -> Tell:
    """Return what tells how much of a step is done, and of how much."""
    return lambda done, of: tick(f"{step} {done} of {of}")


def complete(built: BuiltGraph, tick: Tick) -> None:
    """Put ontology, drafts and what rules derive into the store; note what is not published.

    What follows only from what is said of people who are listed on request is said of them too.
    """
    store, ontology = built.store, built.ontology
    with held_interrupts():
        for draft in built.drafts:
            draft.load(store)
    built.telling = telling_again(built.listed, Telling(), store, ())
    built.apart = {*built.telling.said}
    tick("derive")
    published, more = set[Quad](), set[Quad]()
    with held_interrupts():
        store.bulk_extend(ontology.quads)
        if built.apart:
            for quad in built.apart:
                store.remove(quad)
            published = {*derive(store, ontology)}
            store.extend(built.apart)
        gone = {*published}
        for quad in derive(store, ontology):
            if quad in published:
                gone.discard(quad)
            else:
                more.add(quad)
        store.bulk_extend(published - gone)
        store.bulk_extend(more)
    if built.apart:
        built.apart |= more


def publish_apart(built: BuiltGraph) -> None:
    """Move what is said of people who are listed on request into graphs of its own."""
    for quad in built.apart:
        built.store.remove(quad)
    built.store.extend(in_own_graphs(built.apart))


def _texts_of(programmes: Iterable[MappedProgramme]) -> dict[str, str]:
    return {
        atgd(f"text_{one.id}_{source}").value: Document.read(one.path.parent / name).text
        for one in programmes
        for source, name in one.texts
    }
