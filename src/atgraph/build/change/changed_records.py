"""The records of a registry that changed, cut as text and mapped alone.

What the others say stays, save where it is said together with what changed: those that name one of
these records, or rest on a page that one of them rests on, are mapped with them.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from atgraph.build.mapping import Draft, map_registry
from atgraph.data.registry import Identity, Registry, read_registry
from atgraph.data.registry.known_records import cut
from atgraph.data.transcript import PRINTED
from atgraph.data.yaml_lines import Record
from atgraph.rdf.ontology import Ontology

MANY = 1_000  # records: where more changed, all are mapped
T = TypeVar("T")
Texts = Mapping[str, str]  # name of a file → what it says


def map_changed(before: Texts, now: Registry, ontology: Ontology) -> tuple[Draft, Draft] | None:
    """Return what the records of a registry that changed say, and what they said before.

    ``before`` are its files as they were. None where that is not told of them alone: two records
    are one by a decision, or were, or many changed.
    """
    is_now, was = Counter(_records(now.texts, before)), Counter(_records(before, now.texts))
    came, went = is_now - was, was - is_now
    if now.same or came.total() + went.total() > MANY:
        return None
    new, old = _read(came, now, ontology), _read(went, now, ontology)
    decided = any(decision.id for decision in (*new.decisions, *old.decisions))
    if decided or not (new.whole and old.whole):
        return None
    beside = _beside(now, new, old)
    earlier = replace(
        now,
        identities={**_without(now.identities, new.identities), **old.identities},
        classes=now.classes | old.classes,
        pages={**_without(now.pages, new.pages), **old.pages},
        files=now.files | old.files,
    )
    parts = ((now, _joined(new, beside)), (earlier, _joined(old, beside)))
    said, said_before = (map_registry(whole, ontology, part) for whole, part in parts)
    return said, said_before


def _records(texts: Texts, others: Texts) -> Iterator[tuple[str, str]]:
    """Yield the records of files that are not the same among others."""
    changed = {name: text for name, text in texts.items() if others.get(name) != text}
    return ((name, record) for name, text in changed.items() for _, record in cut(text))


def _read(records: Iterable[tuple[str, str]], registry: Registry, ontology: Ontology) -> Registry:
    texts = defaultdict[str, str](str)
    for name, record in records:
        texts[name] += record
    return read_registry(registry.folder, ontology, texts)[0]


def _beside(now: Registry, new: Registry, old: Registry) -> Registry:
    """Return the records of a registry that did not change, and say something with those that did.

    A tie is said by either of its ends or as a fact, and a page by all that rests on it.
    """
    names = {name for part in (new, old) for name in _named(part)} - {PRINTED}
    others = (one for one in now.identities.values() if one.id not in new.identities)
    identities = {one.id: one for one in others if not names.isdisjoint(_names(one))}
    facts = (row for row in now.facts if row not in new.facts)
    return Registry(
        identities, {}, facts=tuple(r for r in facts if not names.isdisjoint(_texts(r)))
    )


def _named(part: Registry) -> Iterator[str]:
    """Yield the ids of records, the pages that they rest on, and all that facts name."""
    yield from (*part.identities, *part.pages)
    yield from (ground.url for one in part.identities.values() for ground in one.grounds())
    yield from (text for row in part.facts for text in _texts(row))


def _names(identity: Identity) -> Iterator[str]:
    yield from (identity.id, *(fact.is_ for fact in identity.links()))
    yield from (ground.url for ground in identity.grounds())


def _texts(value: Any) -> Iterator[str]:
    """Yield all that a fact says: ids, its page, words."""
    if isinstance(value, str):
        yield value
    else:
        for part in value.values() if isinstance(value, Record) else value:
            yield from _texts(part)


def _without(all_of: Mapping[str, T], some: Collection[str]) -> dict[str, T]:
    return {name: value for name, value in all_of.items() if name not in some}


def _joined(part: Registry, other: Registry) -> Registry:
    identities = part.identities | other.identities
    return replace(part, identities=identities, facts=(*part.facts, *other.facts))
