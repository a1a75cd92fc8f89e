"""What is said to what a programme looks up elsewhere; while that stays, so do its quads."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from typing import Any

from atgraph.build.mapping.draft import Printed
from atgraph.data.registry import Decision, Registry


class RegistryAnswers:
    """What a registry and the vocabularies say to programmes.

    ``printed`` are facts of the registry, of which some rest on words of a programme, and
    ``concepts`` those that there are.
    """

    def __init__(
        self, registry: Registry, printed: Iterable[Printed], concepts: Collection[str]
    ) -> None:
        self._registry, self._concepts = registry, {*concepts}
        self._held = cache(self._holders)  # many programmes ask for the same names
        self._decisions = defaultdict[str, list[Decision]](list)
        for decision in registry.decisions:
            self._decisions[decision.programme].append(decision)
        self._printed = defaultdict[str, list[Printed]](list)
        for fact in printed:
            self._printed[fact.programme].append(fact)
        self._listed = defaultdict[str, list[str]](list)
        for identity in registry.identities.values():
            for programme in identity.programmes:
                self._listed[programme].append(identity.id)

    def digest(self, programme: str, asked: Collection[str]) -> str:
        """Return the digest of all that is said to a programme.

        ``asked`` are the names, the addresses of pages and the concepts that it looks up. Lines of
        the registry's files are no part of it.
        """
        names = {*asked}
        held = map(self._held, sorted(names & self._registry.names.keys()))
        said = [
            sorted(names & self._concepts),
            *map(self._decision, self._decisions.get(programme, ())),
            *self._pages(names),
            *(
                [fact.subject.value, fact.is_tie, [quote.model_dump() for quote in fact.quotes]]
                for fact in self._printed.get(programme, ())
            ),
            *self._listed.get(programme, ()),
        ]
        return hashlib.sha256(b"".join([json.dumps(said, default=str).encode(), *held])).hexdigest()

    def _holders(self, name: str) -> bytes:
        """Return what is said of those who hold a name."""
        registry = self._registry
        said = (
            (one, bool(registry.identities[one].programmes), *_identity(one, registry))
            for one in registry.names[name]
        )
        return repr((name, *said)).encode()  # of words alone; JSON takes longer

    def _decision(self, decision: Decision) -> list[Any]:
        said = decision.model_dump(mode="json")
        return [sorted(said.items()), _identity(decision.other, self._registry)]

    def _pages(self, asked: set[str]) -> Iterator[list[Any]]:
        for url in sorted(asked & self._registry.pages.keys()):
            page = self._registry.pages[url]
            yield [url, page.read, page.title, page.publisher]
        yield from ([url] for url in sorted(asked & self._registry.unread))


def _identity(one: str, registry: Registry) -> list[Any]:
    """Return what a transcript's records are written with of an identity."""
    identity = registry.identities.get(registry.known_as(one))
    if identity is None:
        return [None]
    owner = registry.identities.get(registry.known_as(identity.of)) if identity.of else None
    whose = [owner.id, owner.label, *owner.all_names()] if owner else []
    return [registry.known_as(one), registry.classes[identity.id], identity.of, whose]
