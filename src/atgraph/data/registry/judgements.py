"""What decisions say together: who is the same, who is not, and where the two cannot both hold."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import replace

from atgraph.data.registry.model import Decision, Fact, Identity, Registry
from atgraph.text import clip

NONE = "none"
Chain = tuple[Decision, ...]
LINKS = ("within", "units", "based_on", "about")
LISTS = ("acronyms", *LINKS, "identifiers", "pages", "programmes")


def subject(decision: Decision) -> str:
    """Return what a decision is about: an identity, or a printed name at one place, in words."""
    place = f" in {decision.session}" if decision.session else ""
    return decision.id or f"{clip(decision.name)}{place} of {decision.programme}"


def in_words(decision: Decision) -> str:
    """Return a decision as a sentence, with the line it stands on."""
    verb = {"is": "is", "is_not": "is not", "unsure": "may be"}[decision.key]
    where = f"decisions.yml:{decision.at}" if decision.at else "asked for now"
    return f"{subject(decision)} {verb} {decision.other} ({where})"


def contradictions(decisions: Iterable[Decision]) -> Iterator[Chain]:
    """Yield each chain of decisions that make two the same, with the one at its end that says they are not."""
    asked = list(decisions)
    joined = _neighbours(d for d in asked if d.is_ and d.is_ != NONE and not d.about)
    for decision in (d for d in asked if d.is_not):
        chain = _chain(joined, subject(decision), decision.is_not)
        if chain is not None:
            yield (*chain, decision)
    yield from _two_at_once(asked)


def _two_at_once(decisions: list[Decision]) -> Iterator[Chain]:
    """Yield pairs by which one name at one place would be two identities, which no decision makes one."""
    same = _neighbours(d for d in decisions if d.id and d.is_)
    first: dict[str, Decision] = {}
    for decision in (d for d in decisions if d.name and d.is_):
        before = first.setdefault(subject(decision), decision)
        if before.is_ != decision.is_ and _chain(same, before.is_, decision.is_) is None:
            yield before, decision


def _neighbours(decisions: Iterable[Decision]) -> dict[str, list[tuple[str, Decision]]]:
    beside: dict[str, list[tuple[str, Decision]]] = defaultdict(list)
    for decision in decisions:
        beside[subject(decision)].append((decision.is_, decision))
        beside[decision.is_].append((subject(decision), decision))
    return beside


def _chain(joined: dict[str, list[tuple[str, Decision]]], start: str, end: str) -> Chain | None:
    """Return the shortest chain of decisions by which two are the same, or None."""
    ways: dict[str, Chain] = {start: ()}
    front = deque([start])
    while front and end not in ways:
        here = front.popleft()
        for there, decision in joined.get(here, ()):
            if there not in ways:
                ways[there] = (*ways[here], decision)
                front.append(there)
    return ways.get(end)


def join_doubles(registry: Registry) -> Registry:
    """Return the registry in which identities that a decision makes one are one: the record that it `is`, with what the other held."""
    same = _roots({d.id: d.is_ for d in registry.decisions if d.id and d.is_})
    same = {
        one: root
        for one, root in same.items()
        if one in registry.identities and root in registry.identities
    }
    if not same:
        return registry
    kept = {i: identity for i, identity in registry.identities.items() if i not in same}
    for one, root in same.items():
        kept[root] = _joined(kept[root], registry.identities[one])
    return replace(
        registry,
        identities={i: _pointing(identity, same) for i, identity in kept.items()},
        same=same,
    )


def circled(decisions: Iterable[Decision]) -> set[str]:
    """Return the identities that decisions make one another, so that none is left."""
    is_ = {d.id: d.is_ for d in decisions if d.id and d.is_}
    return is_.keys() - _roots(is_).keys()


def _roots(is_: dict[str, str]) -> dict[str, str]:
    """Return id → the last of its chain; those of a circle are left out."""
    roots = {}
    for one in sorted(is_):
        seen, at = {one}, is_[one]
        while at in is_ and at not in seen:
            seen.add(at)
            at = is_[at]
        if at not in seen:
            roots[one] = at
    return roots


def _joined(root: Identity, double: Identity) -> Identity:
    lists = {
        key: tuple(dict.fromkeys((*getattr(root, key), *getattr(double, key)))) for key in LISTS
    }
    names = (*root.names, double.label, *double.names)
    joined = root.model_copy(
        update={
            **lists,
            "names": names,
            "listing": root.listing or double.listing,
            "country": root.country or double.country,
        }
    )
    joined._line = root.at
    return joined


def _pointing(identity: Identity, same: dict[str, str]) -> Identity:
    """Return an identity whose facts lead to those that are left, and not to itself."""

    def led(fact: Fact) -> Fact:
        other = fact.model_copy(update={"is_": same.get(fact.is_, fact.is_)})
        other._line = fact.at
        return other

    links = {
        key: tuple(fact for fact in map(led, getattr(identity, key)) if fact.is_ != identity.id)
        for key in LINKS
    }
    pointing = identity.model_copy(update=links)
    pointing._line = identity.at
    return pointing
