"""Who was removed on request comes back by no record, unless a decision says it is another."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from atgraph.data.names import key
from atgraph.data.registry import Registry, read_registry
from atgraph.data.registry.model import PERSON, REMOVED
from atgraph.data.removed import FILE, RETURNED, Removed
from atgraph.data.transcript import FILE as TRANSCRIPT
from atgraph.data.transcript import Programme, read_programme
from atgraph.errors import AtgraphError, Problem, StoreError
from atgraph.files import read_text, resource_folder, write_file
from atgraph.graph.store import open_published
from atgraph.rdf.namespaces import ALT_LABEL, ATGD, LABEL, atg
from atgraph.rdf.ontology import Ontology
from atgraph.text import people as count_people

RULE = "removed"
DO = "`atgraph remove` takes them out of a backup with --backup"
NAMED = (LABEL, ALT_LABEL, atg("statedName"))
Named = tuple[str, int, str]
"""File, line and name, as it is compared, of a record that may bring somebody back."""


def check_returned(
    registry: Registry, named: Iterable[Named], known: Collection[str] = ()
) -> Iterator[Problem]:
    """Yield each record by which somebody would come back; their name is not repeated.

    ``named`` are the names in programmes, and ``known`` ids, and names as they are compared, that
    were looked at before.
    """
    removed = registry.removed
    if not removed:
        return
    places = [*_in_registry(registry), *named]
    asked = {name for _, _, name in places} - {*known}
    found = removed.named_again(asked)
    people = (one for one in registry.identities.values() if one.id not in known)
    for path, line in dict.fromkeys((path, line) for path, line, name in places if name in found):
        yield Problem(path, line, RETURNED, RULE)
    kinds = {stone.kind for stone in removed.stones}
    for one in people:
        if registry.classes[one.id] in kinds and removed.has_id(one.id):
            yield Problem(registry.files[one.id], one.at, RETURNED, RULE)


def named_in(programme: Programme, registry: Registry) -> Iterator[Named]:
    """Yield the names of a programme; none where nobody was removed."""
    kinds = {stone.kind for stone in registry.removed.stones}
    if not kinds:
        return
    people, others = kinds == {PERSON}, _others(registry)  # then no body is looked at
    for session in programme.sessions:
        parts = session.participants
        printed = [(p.at, key(p.name)) for p in parts if p.kind == "person" or not people]
        printed += [] if people else [(o.at, key(o.name)) for o in session.organizers]
        for line, name in printed:
            if (programme.id, name) not in others:
                yield str(programme.path), line, name


def _in_registry(registry: Registry) -> Iterator[Named]:
    kinds, others = {stone.kind for stone in registry.removed.stones}, _others(registry)
    for one in registry.identities.values():
        for name in map(key, one.all_names()) if registry.classes[one.id] in kinds else ():
            if not any((programme, name) in others for programme in one.programmes):
                yield registry.files[one.id], one.at, name


def _others(registry: Registry) -> set[tuple[str, str]]:
    """Return programme and name of whom a decision says that they are somebody else."""
    return {(d.programme, key(d.name)) for d in registry.decisions if d.is_not == REMOVED}


def check_people(store: Path, people: Iterable[str], now: Collection[str]) -> None:
    """Raise a StoreError where an older graph would bring somebody back who was removed.

    Args:
        store: the folder of the store, beside which it is kept who was removed.
        people: the ids of the people in the older graph.
        now: those in the published one, which were looked at before.
    """
    removed = read_kept(store)
    again = sum(removed.has_id(one) for one in people if one not in now)
    if again:
        who = f"{count_people(again)} who {'was' if again == 1 else 'were'} removed on request"
        raise StoreError(f"that graph would show {who}, so it stays where it is; {DO}", store)


def returned_in(folder: Path) -> list[Problem]:
    """Return each record of a drafted transcript by which somebody would come back.

    The ``folder`` is that of a programme; where it is in no data folder, nobody was removed.
    """
    registry = folder.absolute().parent.parent / "registry"
    if not (registry / FILE).is_file():
        return []
    known, _ = read_registry(registry, Ontology.read(resource_folder("ontology")))
    alone = Registry({}, {}, decisions=known.decisions, removed=known.removed)
    programme = read_programme(folder / TRANSCRIPT, [])
    return [*check_returned(alone, named_in(programme, alone))]


def known_names(store: Path, removed: Removed) -> frozenset[str]:
    """Return ids and names of the published graph, if it was looked at for the same people."""
    if not removed or _kept(store) != removed.text():
        return frozenset()
    try:
        graph, _ = open_published(store)
    except StoreError:
        return frozenset()
    quads = [q for named in NAMED for q in graph.quads_for_pattern(None, named, None, None)]
    ids = {q.subject.value.removeprefix(ATGD) for q in quads}  # type: ignore[union-attr]
    return frozenset({*ids, *(key(q.object.value) for q in quads)})  # type: ignore[union-attr]


def keep_removed(store: Path, removed: Removed) -> None:
    """Keep beside a store who was removed, for its pages and for the next build."""
    if removed and _kept(store) != removed.text():
        write_file(store / FILE, removed.text().encode(), "--store")


def read_kept(store: Path) -> Removed:
    """Return who was removed, as it is kept beside a store; nobody where it cannot be read."""
    try:
        return Removed.read(store / FILE)
    except AtgraphError:
        return Removed.none()


def _kept(store: Path) -> str:
    try:
        return read_text(store / FILE)
    except AtgraphError:
        return ""
