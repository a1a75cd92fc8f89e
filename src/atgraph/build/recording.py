"""Records in the history of a store what the graph that is published now brought.

Beside it stands a digest of each graph that was recorded: one is read again where that is another.
What rules derive follows from the others, and is not told.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache, cached_property, partial
from pathlib import Path
from typing import Any, NamedTuple

from pyoxigraph import NamedNode, Quad, Store

from atgraph.build.history import (
    CAME,
    CHANGED,
    PEOPLE,
    WENT,
    Counts,
    ThingChange,
    VersionEntry,
    append,
    forget,
    last_version,
    people_in,
)
from atgraph.build.publish import finished_graphs
from atgraph.errors import StoreError
from atgraph.files import write_file
from atgraph.graph.difference import differences, lines_of
from atgraph.graph.graph import PROGRAMME, Graph
from atgraph.graph.store import open_graph, open_published
from atgraph.rdf.namespaces import APART, ATGD, ATGV, LABEL, OURS, RDFS, TYPE, atg, graph
from atgraph.rdf.version import SetHash

SUB_CLASS, PLURAL = NamedNode(RDFS + "subClassOf"), atg("pluralName")
UNTOLD = {graph("dataset"), graph("derived"), *APART}
DIGESTS = "history-digests.json"
UNKNOWN = "unknown"  # the digest of a graph that was changed in place
NO_THINGS = {"sources", "source-texts"}
Delta = tuple[Collection[Quad], Collection[Quad]]  # what came, what went


class GraphChange(NamedTuple):
    """What came to a graph, and what went."""

    graph: NamedNode
    came: Collection[Quad]
    went: Collection[Quad]


def record(folder: Path, changed: Collection[NamedNode] | None = None) -> None:
    """Add to the history of a store what its published graph brought since the last one told.

    ``changed`` are the graphs that differ from it, where they are known. Call it with the lock
    held; one that was missed is made up for. It is a StoreError if it cannot be written.
    """
    record_later(folder, Graph(open_published(folder)[0]), changed=changed)()


def record_later(
    folder: Path,
    now: Graph,
    digests: Mapping[str, str] | None = None,
    changed: Collection[NamedNode] | None = None,
    delta: Delta | None = None,
) -> Callable[[], None]:
    """Return what writes in the history of a store what a graph brings, once that is published.

    Nothing is added where nothing changed. What is left of people who are not shown any more goes.
    Without the ``digests`` of its graphs or those ``changed`` each graph is read, which takes 5 s
    for a million statements; where the ``delta`` is known, what came and went since, none is.
    """
    after, entry, said = last_version(folder), None, dict[str, Any]()
    if now.version != after:
        known = _read_digests(folder, after)
        found = _of_delta(*delta) if delta else None
        if found is not None:
            changed = {one.graph for one in found}
        digests = _digests(now, known, changed) if digests is None else digests
        before = _kept(folder, after) if after else None
        if found is None and before:
            found = _changes(before, now, _touched(known, digests, changed))
        entry = entry_of(now, after, before, found or ())
        said = {"version": now.version, "graphs": dict(sorted(digests.items()))}
    shown = {end_of(iri) for iri in _people(now)}
    named = (q for g in APART for q in now.store.quads_for_pattern(None, LABEL, None, g))
    apart = {end_of(q.subject.value) for q in named}  # type: ignore[union-attr]

    def write() -> None:
        if entry:
            append(folder, entry)
            write_file(folder / DIGESTS, json.dumps(said, indent=1).encode(), "--store")
        forget(folder, people_in(folder) - shown | apart)

    return write


def graph_digests(hashes: Mapping[NamedNode, SetHash]) -> dict[str, str]:
    """Return graph → the digest of its lines of N-Quads, of those graphs that are told of."""
    return {name.value: one.version for name, one in hashes.items() if name not in UNTOLD}


def _digests(
    now: Graph, known: Mapping[str, str], changed: Collection[NamedNode] | None
) -> dict[str, str]:
    """Return the digests of the graphs; where it is known which changed, none is read for it."""
    graphs = [name for name in now.graphs if name not in UNTOLD]
    if changed is not None:
        return {g.value: UNKNOWN if g in changed else known.get(g.value, UNKNOWN) for g in graphs}
    lines = ((name, lines_of(now.store, name).split("\n")[:-1]) for name in graphs)
    return graph_digests(
        {g: SetHash.of(f"{line[:-2]} {g} .\n" for line in own) for g, own in lines}
    )


def _touched(
    known: Mapping[str, str], digests: Mapping[str, str], changed: Collection[NamedNode] | None
) -> Collection[NamedNode] | None:
    """Return the graphs that may say something else, where that is known."""
    if changed is not None or not known:
        return changed
    names = {*known, *digests}
    return {NamedNode(n) for n in names if known.get(n, "") != digests.get(n, "")}


def _changes(before: Graph, now: Graph, touched: Collection[NamedNode] | None) -> list[GraphChange]:
    graphs = {*now.graphs, *before.graphs} - UNTOLD
    names = (g for g in graphs if touched is None or g in touched)
    found = differences(before.store, now.store, names)
    return [GraphChange(one.graph, one.came_quads, one.went_quads) for one in found]


def _of_delta(came: Iterable[Quad], went: Iterable[Quad]) -> list[GraphChange]:
    """Return what came and went by graph."""
    new, old = _by_graph(came), _by_graph(went)
    return [GraphChange(name, new[name], old[name]) for name in {*new, *old}]


def _by_graph(quads: Iterable[Quad]) -> defaultdict[NamedNode, list[Quad]]:
    found = defaultdict[NamedNode, list[Quad]](list)
    for quad in quads:
        if isinstance(quad.graph_name, NamedNode) and quad.graph_name not in UNTOLD:
            found[quad.graph_name].append(quad)
    return found


def _read_digests(folder: Path, version: str) -> dict[str, str]:
    """Return the digests of a version's graphs; nothing where they are not kept."""
    with suppress(OSError, ValueError, LookupError, TypeError):
        said = json.loads((folder / DIGESTS).read_bytes())
        if said["version"] == version:
            return {str(name): str(digest) for name, digest in said["graphs"].items()}
    return {}


def entry_of(
    now: Graph,
    after: str = "",
    before: Graph | None = None,
    found: Collection[GraphChange] = (),
) -> VersionEntry:
    """Return what a graph brought after another, given how they differ; all, where none was."""
    if before is None and after:
        return VersionEntry(now.version, after, is_known=False)
    new = Look(now.store)
    if before is None:
        graphs = [g for g in now.graphs if g not in UNTOLD]
        told = Changes(new, new)
        told.tell_first(graphs)
        came = sorted(now.programmes)
        counts = {CAME: _size(now.store)}
        return told.entry(now.version, "", counts, {CAME: came} if came else {})
    told = Changes(Look(before.store), new)
    for change in found:
        told.tell(change)
    counts = {CAME: sum(len(d.came) for d in found), WENT: sum(len(d.went) for d in found)}
    return told.entry(now.version, after, counts, _programmes(before, now, found))


def _size(store: Store) -> int:
    """Return how many statements a store has that are told of."""
    names = " ".join(map(str, UNTOLD))
    query = f"SELECT (COUNT(*) AS ?n) {{ VALUES ?g {{ {names} }} GRAPH ?g {{ ?s ?p ?o }} }}"
    (row,) = store.query(query)  # type: ignore[misc]
    return len(store) - int(row["n"].value)


def end_of(iri: str) -> str:
    """Return the end of the address of a thing or concept."""
    return iri.removeprefix(ATGD).removeprefix(ATGV).removeprefix(OURS)


@dataclass
class Look:
    """What a store says of the kinds and names of its subjects."""

    store: Store

    @cached_property
    def plurals(self) -> dict[str, str]:
        """Class → its plural name."""
        found = self.store.quads_for_pattern(None, PLURAL, None, None)
        return {q.subject.value: q.object.value for q in found}  # type: ignore[union-attr]

    @cached_property
    def above(self) -> dict[str, set[str]]:
        """Class → those right above it."""
        above = defaultdict[str, set[str]](set)
        for quad in self.store.quads_for_pattern(None, SUB_CLASS, None, None):
            above[quad.subject.value].add(quad.object.value)  # type: ignore[union-attr]
        return above

    @cached_property
    def hidden(self) -> set[str]:
        """What stands in the graphs of people who are listed on request alone."""
        return {
            quad.subject.value  # type: ignore[union-attr]
            for apart in APART
            for quad in self.store.quads_for_pattern(None, TYPE, None, apart)
        }

    def kind(self, subject: NamedNode) -> str:
        """Return the plural name of the class of a subject; empty where it has none."""
        return self.kind_of(self._types(subject))

    def kind_of(self, types: Iterable[str]) -> str:
        """Return the plural name of the most specific of some classes."""
        classes = {one for one in types if one in self.plurals}
        outer = {above for one in classes for above in self.above[one]}
        return min((self.plurals[one] for one in classes - outer), default="")

    def label(self, subject: NamedNode) -> str:
        """Return the label of a subject; empty where it has none."""
        return min(self._labels(subject), default="")

    def is_there(self, subject: NamedNode) -> bool:
        """Whether it is shown, as something of a class."""
        return subject.value not in self.hidden and bool(self._types(subject))

    @cached_property
    def _types(self) -> Callable[[NamedNode], list[str]]:
        return cache(partial(_values, self.store, TYPE))  # no circle, which would hold the store

    @cached_property
    def _labels(self) -> Callable[[NamedNode], list[str]]:
        return cache(partial(_values, self.store, LABEL))


def _values(store: Store, predicate: NamedNode, subject: NamedNode) -> list[str]:
    found = store.quads_for_pattern(subject, predicate, None, None)
    return [quad.object.value for quad in found]  # type: ignore[union-attr]


@dataclass
class Changes:
    """What came, went and changed between two stores."""

    before: Look
    now: Look
    things: dict[NamedNode, str] = field(default_factory=dict)  # → came, went or changed
    records: Counter[tuple[str, str]] = field(default_factory=Counter)
    about: dict[NamedNode, Counter[tuple[str, str]]] = field(default_factory=dict)
    programmes: dict[NamedNode, set[str]] = field(default_factory=lambda: defaultdict(set))

    def tell_first(self, graphs: Iterable[NamedNode]) -> None:
        """Take in all that a store holds in some graphs."""
        named = {q.subject for q in self.now.store.quads_for_pattern(None, LABEL, None, None)}
        for name in graphs:
            types = defaultdict[NamedNode, list[str]](list)
            for quad in self.now.store.quads_for_pattern(None, TYPE, None, name):
                if isinstance(quad.subject, NamedNode):
                    types[quad.subject].append(quad.object.value)  # type: ignore[union-attr]
            for subject, classes in types.items():
                kind = self.now.kind_of(classes)
                if not kind or subject.value in self.now.hidden:
                    continue
                if subject in named and kind not in NO_THINGS:
                    self._note(subject, CAME, name)
                else:
                    self.records[kind, CAME] += 1

    def tell(self, change: GraphChange) -> None:
        """Take in what came and went in a graph."""
        touched = defaultdict[NamedNode, list[Quad]](list)
        for quad in (*change.came, *change.went):
            if isinstance(quad.subject, NamedNode):
                touched[quad.subject].append(quad)
        for subject, quads in touched.items():
            self._tell_subject(subject, quads, change.graph)

    def _tell_subject(self, subject: NamedNode, quads: list[Quad], name: NamedNode) -> None:
        was, is_now = self.before.is_there(subject), self.now.is_there(subject)
        if not (was or is_now) or subject.value in self.now.hidden:
            return
        kind = self.now.kind(subject) if is_now else self.before.kind(subject)
        if not kind:
            return
        what = CHANGED if was and is_now else CAME if is_now else WENT
        if not self._count(subject, kind, what, name):
            for other in {q.object for q in quads if isinstance(q.object, NamedNode)}:
                if self._thing_kind(other):
                    self.about.setdefault(other, Counter())[kind, what] += 1
                    self._note(other, CHANGED, name)

    def _count(self, subject: NamedNode, kind: str, what: str, name: NamedNode) -> bool:
        """Count a subject; return whether it is a thing."""
        if self._thing_kind(subject):
            self._note(subject, what, name)
            return True
        self.records[kind, what] += 1
        return False

    def _note(self, thing: NamedNode, what: str, name: NamedNode) -> None:
        if thing.value in self.now.hidden:
            return
        if what == CHANGED:  # a record about it: the thing itself may have come or gone with it
            was, is_now = self.before.is_there(thing), self.now.is_there(thing)
            what = CHANGED if was and is_now else CAME if is_now else WENT
        self.things[thing] = what
        if name.value.startswith(PROGRAMME):
            self.programmes[thing].add(name.value.removeprefix(PROGRAMME))

    @cached_property
    def _thing_kind(self) -> Callable[[NamedNode], str]:
        return cache(partial(_kind_of_thing, (self.now, self.before)))  # many ask for the same

    def entry(
        self,
        version: str,
        after: str,
        statements: dict[str, int],
        programmes: dict[str, list[str]],
    ) -> VersionEntry:
        """Return it as an entry of the history."""
        changes = sorted(self._changes(), key=lambda one: (one.kind, one.what, one.id))
        things = _counts(Counter((one.kind, one.what) for one in changes))
        # of people who are not shown any more only the number is told
        told = tuple(one for one in changes if (one.kind, one.what) != (PEOPLE, WENT))
        statements = {what: number for what, number in statements.items() if number}
        records = _counts(self.records)
        return VersionEntry(version, after, True, statements, programmes, things, records, told)

    def _changes(self) -> Iterator[ThingChange]:
        for thing, what in self.things.items():
            kind = self._thing_kind(thing)
            look = self.before if what == WENT else self.now
            name = "" if kind == PEOPLE else look.label(thing)
            records = _counts(self.about.get(thing, Counter()))
            programmes = tuple(sorted(self.programmes.get(thing, ())))
            yield ThingChange(what, end_of(thing.value), kind, name, records, programmes)


def _kind_of_thing(looks: Iterable[Look], subject: NamedNode) -> str:
    """Return the plural name of the class of a thing; empty for what is none."""
    for look in looks:
        if look.is_there(subject) and look.label(subject):
            kind = look.kind(subject)
            return kind if kind not in NO_THINGS else ""
    return ""


def _counts(counted: Counter[tuple[str, str]]) -> Counts:
    found: Counts = {}
    for (kind, what), number in sorted(counted.items()):
        found.setdefault(kind, {})[what] = number
    return found


def _programmes(before: Graph, now: Graph, found: Iterable[GraphChange]) -> dict[str, list[str]]:
    was, are = {*before.programmes}, {*now.programmes}
    touched = {
        d.graph.value.removeprefix(PROGRAMME) for d in found if d.graph.value.startswith(PROGRAMME)
    }
    told = {CAME: are - was, WENT: was - are, CHANGED: touched & was & are}
    return {what: sorted(names) for what, names in told.items() if names}


def _kept(folder: Path, version: str) -> Graph | None:
    """Return the graph of a version, if the store still has it."""
    for path in finished_graphs(folder).values():
        if path.name.endswith(f"-{version[:12]}"):
            with suppress(StoreError, OSError, ValueError, RuntimeError):
                found = Graph(open_graph(path))
                if found.version == version:
                    return found
    return None


def _people(kg: Graph) -> set[str]:
    """Return the people whom a graph shows, by IRI."""
    found = kg.store.query(f"SELECT ?who {{ GRAPH ?g {{ ?who a {atg('Person')} }} }}")
    return {row["who"].value for row in found} - kg.listed  # type: ignore[union-attr]
