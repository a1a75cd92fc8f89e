"""What is said to what a programme looks up elsewhere; while that stays, so do its quads."""

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from atgraph.build.mapping.draft import Printed
from atgraph.data.registry import Decision, Registry


def answers_digest(
    programme: str,
    asked: Collection[str],
    registry: Registry,
    printed: Iterable[Printed],
    concepts: Collection[str],
) -> str:
    """Return the digest of all that the registry and the vocabularies say to a programme.

    ``asked`` are the names, the addresses of pages and the concepts that it looks up; ``printed``
    are facts of the registry, of which some rest on its words, and ``concepts`` those that there
    are. Lines of the registry's files are no part of it.
    """
    said = [
        sorted(name for name in asked if name in concepts),
        *_names(programme, asked, registry),
        *(_decision(d, registry) for d in registry.decisions if d.programme == programme),
        *_pages(asked, registry),
        *(
            [fact.subject.value, fact.is_tie, [quote.model_dump() for quote in fact.quotes]]
            for fact in printed
            if fact.programme == programme
        ),
    ]
    return hashlib.sha256(json.dumps(said, default=str).encode()).hexdigest()


def _names(programme: str, asked: Iterable[str], registry: Registry) -> Iterator[list[Any]]:
    for name in sorted(asked):
        for one in registry.names.get(name, ()):
            listed = registry.identities[one].programmes
            is_here = programme in listed
            yield [name, one, is_here, bool(listed), *_identity(one, registry)]


def _identity(one: str, registry: Registry) -> list[Any]:
    """Return what a transcript's records are written with of an identity."""
    identity = registry.identities.get(registry.known_as(one))
    if identity is None:
        return [None]
    owner = registry.identities.get(registry.known_as(identity.of)) if identity.of else None
    whose = [owner.id, owner.label, *owner.all_names()] if owner else []
    return [registry.known_as(one), registry.classes[identity.id], identity.of, whose]


def _decision(decision: Decision, registry: Registry) -> list[Any]:
    said = decision.model_dump(mode="json")
    return [sorted(said.items()), _identity(decision.other, registry)]


def _pages(asked: Iterable[str], registry: Registry) -> Iterator[list[Any]]:
    for url in sorted(asked):
        if page := registry.pages.get(url):
            yield [url, page.read, page.title, page.publisher]
        if url in registry.unread:
            yield [url]
