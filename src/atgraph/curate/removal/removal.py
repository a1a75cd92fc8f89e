"""A removal: what stands where, and with everything held, all of it done.

What people wrote goes last, and at once: until then, whoever is removed is known by the registry,
so that a removal that was stopped is done again from the start, and completes.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import Store

from atgraph.build import history
from atgraph.build.mapping.naming import decision_iri
from atgraph.build.publish import build_lock, drop_older_graphs, finished_graphs
from atgraph.build.recording import record
from atgraph.build.validation.returned import keep_removed
from atgraph.curate.reconcile.open_names import Corpus
from atgraph.curate.removal.backups import check_backup, is_backup, write_anew
from atgraph.curate.removal.data_files import DataChange, change_data
from atgraph.curate.removal.forms import Forms
from atgraph.curate.removal.leftover import Leftover, TextChange
from atgraph.curate.removal.loading import load_stores_anew
from atgraph.curate.removal.standing import check_standing
from atgraph.curate.removal.subject import Subject, find_subject
from atgraph.curate.removal.traces import NAMED_SO, Trace, find_traces
from atgraph.data.journal import locked, settled, write_together
from atgraph.data.registry import Registry, read_registry
from atgraph.errors import RegistryError
from atgraph.files import resource_folder
from atgraph.graph.graph import Graph
from atgraph.graph.store import is_published, open_published
from atgraph.rdf.ontology import Ontology
from atgraph.text import plural

BUILD = "build"
Tick = Callable[[str], None]
Row = tuple[str, str]


@dataclass(frozen=True)
class Places:
    """Where a removal looks: the data, the store, and backups that it is told of."""

    data: Path
    store: Path
    backups: tuple[Path, ...] = ()

    @property
    def build(self) -> Path | None:
        """The folder of what is made, if the store is in one."""
        above = self.store.absolute().parents
        return next((folder for folder in above if folder.name == BUILD), None)

    @property
    def project(self) -> Path | None:
        """The folder that data and store are of, if they are of one."""
        parent = self.data.absolute().parent
        is_whole = (parent / ".git").exists() or self.build == parent / BUILD
        return parent if is_whole else None


@dataclass
class Removal:
    """What stands where of somebody, and what becomes of it."""

    places: Places
    subject: Subject
    registry: Registry
    ontology: Ontology
    change: DataChange
    traces: list[Trace] = field(default_factory=list)
    backups: list[Path] = field(default_factory=list)

    def rows(self) -> Iterator[Row]:
        """Yield each place, and what stands there and becomes of it."""
        yield from self.change.rows
        if graphs := finished_graphs(self.places.store):
            what = "looked through again" if self.subject.was_removed else "loaded anew"
            each = "each " * (len(graphs) > 1)
            said = f"{plural(len(graphs), 'graph')}, {each}{what}, and the history"
            yield str(self.places.store), said
        for path in self.backups:
            yield _short(path), "a backup, written anew"
        yield from ((_short(trace.path), trace.becomes) for trace in self.traces)

    def leftover(self, store: Store) -> Leftover:
        """Return what is left of a graph."""
        change = self.change
        texts = tuple(
            TextChange(programme, source, change.changed[programme].texts[source], keys)
            for (programme, source), keys in change.sources.items()
        )
        decided = tuple(
            decision_iri(row["programme"], row.get("session", ""), row["name"])
            for row in change.decisions
            if "name" in row and "programme" in row
        )
        subject = self.subject
        labels, forms = subject.names, change.forms
        if subject.namesakes:  # whose names stay
            labels, forms = (), Forms(subject.ids, ())
        was = subject.was_removed
        return Leftover(store, subject.ids, forms, texts, decided, labels, was)


def _short(path: Path) -> str:
    """Return a path, from the working folder on where it is below that."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def plan_removal(places: Places, name: str, also: Sequence[str] = ()) -> Removal:
    """Return what stands where of somebody by a name or id; nothing is changed.

    Args:
        places: where to look.
        name: of a person, body or other thing of the registry, or its id.
        also: more forms of the name, which the registry does not have.

    It is a NotFoundError where nobody has the name, or several do, a RegistryError where the
    registry cannot be read, and a RefusedError where records that stay rest on a body or thing.
    """
    with settled(places.data):
        return _plan(places, name, also)


def _plan(places: Places, name: str, also: Sequence[str]) -> Removal:
    ontology = Ontology.read(resource_folder("ontology"))
    registry, problems = read_registry(places.data / "registry", ontology)
    if not registry.whole:
        raise RegistryError.of(problems)
    corpus = Corpus((), registry, ontology)
    subject = find_subject(corpus, name, tuple(also))
    change = change_data(places.data, corpus, subject)
    check_standing(places.data, subject, change, ontology)
    made = Removal(places, subject, registry, ontology, change)
    made.traces = [*_traces(made)]
    found = (trace.path for trace in made.traces if is_backup(trace.path))
    made.backups = [*dict.fromkeys(path.resolve() for path in (*places.backups, *found))]
    made.traces = [trace for trace in made.traces if trace.path.resolve() not in made.backups]
    for path in made.backups:
        check_backup(path)
    return made


def _traces(made: Removal) -> Iterator[Trace]:
    """Yield the files beside the transcripts, the registry and the graphs in which they stand."""
    places, forms = made.places, made.change.forms
    if made.subject.namesakes:  # of whom other files speak is not to be seen
        return
    graphs = frozenset(path.resolve() for path in finished_graphs(places.store).values())
    planned = {*made.change.files, *made.change.deleted}
    data, build = places.data.resolve(), places.build and places.build.resolve()
    found = find_traces(places.data, forms, is_made=False)
    yield from (one for one in found if one.path not in planned or one.becomes == NAMED_SO)
    store = places.store.resolve()
    told = store / history.FILE  # loses its lines of them, and stays
    if store.is_dir():
        found = find_traces(store, forms, is_made=True, without=graphs)
        yield from (trace for trace in found if trace.path != told)
    if build:
        yield from find_traces(build, forms, is_made=True, without=frozenset({store, data}))
    if project := places.project:
        other = frozenset(path for path in (data, build, store) if path)
        yield from find_traces(project.resolve(), forms, is_made=False, without=other)


def remove(
    places: Places,
    name: str,
    also: Sequence[str] = (),
    tick: Tick = lambda step: None,
    *,
    drop_older: bool = False,
) -> Removal:
    """Take somebody out of everything that can be reached; return what was done.

    ``tick`` is called with what is done next; with ``drop_older`` graphs kept for rollback are
    deleted, which takes no time, and not loaded anew. Beside the errors of `plan_removal`, it is a
    StoreError where another build writes the store, and a RefusedError where a file cannot be
    written; then it can be run again, and completes.
    """
    with contextlib.ExitStack() as held:
        if places.store.is_dir() or places.backups:
            held.enter_context(build_lock(places.store))
        held.enter_context(locked(places.data))
        made = _plan(places, name, also)
        tick("graphs")
        if drop_older:
            drop_older_graphs(places.store)
        if finished_graphs(places.store):
            known = is_published(places.store) and history.last_version(places.store)
            is_told = known and known == Graph(open_published(places.store)[0]).version
            changed = load_stores_anew(places.store, made.leftover, made.ontology)
            history.forget(places.store, made.subject.ids, made.change.forms.names)
            if is_published(places.store):
                record(places.store, changed=changed if is_told else None)
        tick("backups")
        for path in made.backups:
            write_anew(path, made.leftover, made.ontology, places.store)
        tick("files")
        for trace in made.traces:
            trace.clear(made.change.forms)
        for path in made.change.deleted:
            path.unlink(missing_ok=True)
        tick("data")
        write_together(places.data, made.change.files)
        if places.store.is_dir():
            keep_removed(places.store, made.change.removed)
    return made
