"""A graph made of all of a data folder: read, mapped, derived and validated."""

from collections.abc import Callable, Collection, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from functools import cache, partial
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

from pyoxigraph import Quad, Store

from atgraph.build.built_graph import BuiltGraph
from atgraph.build.change.apart import telling_again
from atgraph.build.change.stated_words import StatedWords, count_words, used_properties, worded
from atgraph.build.derive import derive, derived_by, derived_lines, may_make, read_rules
from atgraph.build.describe import describe_counted
from atgraph.build.editor_help import editor_help_counted
from atgraph.build.interrupts import held_interrupts
from atgraph.build.map_by_processes import MANY, map_by_processes
from atgraph.build.mapped import MappedProgramme
from atgraph.build.mapping import Draft, map_registry
from atgraph.build.on_request import Telling, in_own_graphs
from atgraph.build.publish import UNFINISHED, load_lines
from atgraph.build.scope import Scope
from atgraph.build.spark import Cluster, cluster
from atgraph.build.validation.acting import check_characters
from atgraph.build.validation.checks import check_export_files, check_queries, check_verbatim
from atgraph.build.validation.chunks import Tell, check_graph
from atgraph.build.validation.doubts import Doubts
from atgraph.build.validation.footprint import JUDGED
from atgraph.build.validation.returned import check_returned, known_names
from atgraph.build.validation.style import check_style
from atgraph.data.folder import DataRead, programme_folders, read_data
from atgraph.data.registry import ON_REQUEST
from atgraph.errors import (
    VIOLATION,
    Problem,
    UnreadableError,
    ValidationError,
)
from atgraph.files import resource_folder
from atgraph.graph.graph import Graph
from atgraph.graph.query_files import Question
from atgraph.rdf.namespaces import atgd
from atgraph.rdf.ontology import Ontology
from atgraph.text import Document

Tick = Callable[[str], None]
Whole = Callable[[BuiltGraph], None]
Write = Callable[..., None]  # takes pieces of N-Quads, and whether ``more`` come
Checks = Callable[[], list[Problem]]
TOO_MANY = 250  # programmes from which on a graph in memory would take more than 1.5 GB
OpenStore = Callable[[], Store]


def build_graph(
    data: Path,
    tick: Tick = lambda step: None,
    write: Write | None = None,
    store: Path | None = None,
    jobs: int = 1,
    on: str = "",
    on_disk: OpenStore | None = None,
) -> BuiltGraph:
    """Build the graph of a data folder and validate it, by so many processes.

    It is in memory, and ``write`` is called with the N-Quads of the whole graph, in pieces, before
    it is known to be valid; or in a store ``on_disk``, if it is too large. What the published graph
    of a ``store`` names is not looked at again for people who were removed.

    Raises:
        AtgraphError: with every problem; warnings alone raise nothing.
    """
    described: list[Quad] = []
    failed: list[ValueError] = []

    def finish(built: BuiltGraph) -> None:
        built.count()
        try:
            described.extend(describe_counted(built.counts, built.ontology, built.version))
            described.extend(editor_help_counted(built.uses))
        except ValueError as exc:  # an address that is none: shapes say where it is written
            failed.append(exc)
            return
        if write and not built.is_on_disk:
            write(built.other_lines(chain(described, in_own_graphs(built.apart))))

    def begin(built: BuiltGraph) -> None:
        if write and not built.is_on_disk:
            write(built.lines_in_files(), more=True)  # while one processor has nothing to do

    built = inspect(
        data, tick, finish, store=store, jobs=jobs, on=on, on_disk=on_disk, asserted=begin
    )
    if wrong := built.violations:
        raise built.error.of(wrong)
    if failed:
        raise failed[0]
    built.store.extend(described)
    publish_apart(built)
    return built


def inspect(
    data: Path,
    tick: Tick = lambda step: None,
    whole: Whole = lambda built: None,
    only: Collection[str] = (),
    store: Path | None = None,
    jobs: int = 1,
    on: str = "",
    on_disk: OpenStore | None = None,
    asserted: Whole = lambda built: None,
) -> BuiltGraph:
    """Make what can be made of a data folder, and note all that is wrong in it.

    Shapes also look at what was understood where something else was not; rules and checks, which
    look at the graph as a whole, wait until everything is. ``whole`` is called with the graph when
    all of it is there, before checks look at it, and ``asserted`` as soon as all that people wrote
    is in a large one. With ``only``, the findings are those of these programmes, and others that
    are not right are left out. A graph too large for memory goes into a store ``on_disk``, if one
    can be had.

    It is a NotFoundError if one of these programmes is not there, and an AtgraphError if there is
    no data, or the ontology, a shape, a rule, a check or what exports read cannot be read or run.
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
        if files and on_disk and len(built.programmes) >= TOO_MANY:
            built.store, built.is_on_disk = on_disk(), True
        _validate(built, told, whole, asserted, tick, jobs, workers, files)
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
    # once, when the first programme is there: processes start meanwhile
    map_own = cache(lambda: map_registry(registry, ontology))
    if files:
        tell = tell_parts("map", tick)
        load_one = _loading(built, map_own)
        mapped = map_by_processes(scope.data, read, ontology, files, jobs, tell, on, load_one)
        if read.unreadable:
            built.problems, built.error, built.store = read.problems, UnreadableError, Store()
            return []
        written = map_own()
    else:
        written = map_own()
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


def _loading(built: BuiltGraph, map_own: Callable[[], Draft]) -> Callable[[Path], None] | None:
    """Return what loads the file of a programme into the store, after what is mapped here.

    The disk is not filled before it is known that nothing is wrong in what people wrote.
    """
    if len(programme_folders(built.scope.data)) >= TOO_MANY:
        return None

    def load_one(path: Path) -> None:
        written = map_own()
        if not written.is_loaded:
            built.store.bulk_extend(written.quads)
            written.is_loaded = True
        load_lines(built.store, [path])

    return load_one


def _validate(
    built: BuiltGraph,
    told: list[Problem],
    whole: Whole,
    asserted: Whole,
    tick: Tick,
    jobs: int,
    on: Cluster | None,
    files: str | None,
) -> None:
    """Let shapes judge a graph, and add what they, style and checks find to what is ``told``.

    Of a large one, of which there are ``files``, most is derived, counted and checked meanwhile; of
    a small one that would only take more memory.
    """
    with ThreadPoolExecutor(1) as pool:
        checks: Checks = list
        if not built.violations:
            rules = complete(built, tick, files, asserted)
            if files:
                checks = pool.submit(_finish, built, rules, whole, files).result
            else:
                whole(built)
                checks = partial(_run_checks, built)
        tick("validate")
        found = _judge(built, tick, jobs, on, files)
        _check(built, told, found, checks, tick)


def _check(
    built: BuiltGraph, told: list[Problem], found: list[Problem], checks: Checks, tick: Tick
) -> None:
    """Add to what is wrong in a graph what style and checks find, beside what shapes ``found``."""
    scope = built.scope
    if built.violations:
        _look(built)
        doubtful = (place for draft in built.drafts for place in draft.doubtful)
        left = Doubts(told, doubtful, built.origins).leave([*found, *built.style])
        built.problems += [*scope.keep(left), *scope.keep(built.acting_problems)]
        return
    tick("check")
    built.error = ValidationError
    checked = checks()
    found = scope.keep([*found, *built.style, *checked])
    # advice on what is wrong would only follow from it
    built.problems += [f for f in found if f.severity == VIOLATION] or found
    built.problems += scope.keep(built.acting_problems)


def _look(built: BuiltGraph) -> None:
    """Note what style advises, and what acts on whoever shows a file."""
    built.style = check_style(built.ontology, resource_folder("ontology") / "style")
    paths = [*sorted(built.scope.data.rglob("*.yml")), *built.texts]
    built.acting = {path: list(check_characters([path])) for path in paths}


def _finish(built: BuiltGraph, rules: list[Question], whole: Whole, files: str) -> list[Problem]:
    """Derive by the rules that are left, count the graph, and return what checks find in it."""
    _derive(built, rules, files)
    whole(built)
    return _run_checks(built)


def _run_checks(built: BuiltGraph) -> list[Problem]:
    """Return what checks find in a graph, and which passages are not what stands in their text.

    What is looked at besides is looked at before.
    """
    _look(built)
    kg, checks = Graph(built.store), resource_folder("queries") / "checks"
    found = check_queries(kg, checks, built.origins, built.ontology)
    return found + check_verbatim(kg, _texts_of(built.programmes))


def _judge(
    built: BuiltGraph, tick: Tick, jobs: int, on: Cluster | None, files: str | None
) -> list[Problem]:
    """Return what the shapes say of what was understood.

    Of a graph on the disk processes read a copy among ``files``, which takes no room.
    """
    store, folder = built.store, resource_folder("ontology") / "shapes"
    if built.violations:  # then nothing is complete
        store = store if built.is_on_disk else Store()
        built.store = built.store if built.is_on_disk else Store()
        load(built.drafts, store)
    copy = ""
    if built.is_on_disk and files:
        copy = str(Path(files) / "judged")
        store.optimize()  # it is read many times
        store.flush()
        store.backup(copy)
    terms, origins = built.ontology.triples, built.origins
    tell = tell_parts("validate", tick)
    return check_graph(store, terms, folder, origins, jobs, tell, built.findings, on or "", copy)


def tell_parts(step: str, tick: Tick) -> Tell:
    """Return what tells how much of a step is done, and of how much."""
    return lambda done, of: tick(f"{step} {done} of {of}")


def load(drafts: Iterable[Draft], store: Store) -> None:
    """Put the quads of drafts into a store."""
    drafts = list(drafts)
    for draft in drafts:
        store.bulk_extend(draft.quads)
    load_lines(store, (draft.file for draft in drafts if draft.file))


def complete(
    built: BuiltGraph, tick: Tick, files: str | None = None, asserted: Whole = lambda built: None
) -> list[Question]:
    """Put ontology, drafts and what rules derive into the store; note what is not published.

    What follows only from what is said of people who are listed on request is said of them too. Of
    a large graph, of which there are ``files``, ``asserted`` is called when it is known what people
    wrote, while rules run, and the rules that shapes need not wait for are returned instead.
    """
    store, ontology, rules = built.store, built.ontology, read_rules()
    first = [rule for rule in rules if not files or may_make(rule, JUDGED, ontology)]
    with held_interrupts():
        load((draft for draft in built.drafts if not draft.is_loaded), store)
    properties = {*worded(used_properties(store), ontology)}
    with held_interrupts():
        store.bulk_extend(ontology.quads)
    with ThreadPoolExecutor(1) as pool:  # the engine runs rules meanwhile
        derived = pool.submit(_write_derived, built, first, files) if files else None
        words = StatedWords(store, properties)
        built.telling = telling_again(built.listed, Telling(), store, (), words)
        built.apart = {*built.telling.said}
        built.words = words.numbers
        count_words(built.words, built.apart, properties, -1)
        if files:
            asserted(built)
    tick("derive")
    with held_interrupts():
        built.apart |= derived_by(built.apart, store, ontology) if built.apart else set()
        if derived:
            load_lines(store, [derived.result()])
        else:
            store.bulk_extend({*derive(store, ontology, first)})
    return [rule for rule in rules if rule not in first]


def _derive(built: BuiltGraph, rules: list[Question], files: str) -> None:
    """Put into the store what rules derive, without holding it."""
    with held_interrupts():
        load_lines(built.store, [_write_derived(built, rules, files)])


def _write_derived(built: BuiltGraph, rules: list[Question], files: str) -> Path:
    """Write what rules derive into a file of a folder, and return it."""
    path = Path(files) / f"derived-{len(built.derived_files)}.nq"
    built.derived_files.append(path)
    with path.open("wb") as file:
        file.writelines(derived_lines(built.store, built.ontology, rules))
    return path


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
