"""What decisions say together: who is the same, who is not, and where the two cannot both hold."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from atgraph.data.registry.model import Decision, E, Identity, Registry, Relation
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
    """Yield each chain of decisions that make two the same, and one that says they are not."""
    asked = list(decisions)
    joined = _neighbours(d for d in asked if d.is_ and d.is_ != NONE and not d.about)
    for decision in (d for d in asked if d.is_not):
        chain = _chain(joined, subject(decision), decision.is_not)
        if chain is not None:
            yield (*chain, decision)
    # One name at one place would be two identities, which no decision makes one.
    same = _neighbours(d for d in asked if d.id and d.is_)
    first: dict[str, Decision] = {}
    for decision in (d for d in asked if d.name and d.is_):
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
    """Return the registry in which identities that decisions make one are one record.

    It is that of the identity that the others are, with what they held.
    """
    held = registry.identities
    roots = _roots({d.id: d.is_ for d in registry.decisions if d.id and d.is_})
    same = {one: root for one, root in roots.items() if one in held and root in held}
    if not same:
        return registry
    kept = {i: identity for i, identity in held.items() if i not in same}
    for one, root in same.items():
        kept[root] = _joined(kept[root], held[one])
    identities = {i: _pointing(identity, same) for i, identity in kept.items()}
    return replace(registry, identities=identities, same=same)


def circled(decisions: Iterable[Decision]) -> set[str]:
    """Return the identities that decisions make one another, so that none is left."""
    is_ = {d.id: d.is_ for d in decisions if d.id and d.is_}
    return is_.keys() - _roots(is_).keys()


def _roots(is_: dict[str, str]) -> dict[str, str]:
    """Return id → the last of its chain; those of a circle are left out."""
    roots = {}
    for one in sorted(is_):
        passed, at = {one}, is_[one]
        while at in is_ and at not in passed:
            passed.add(at)
            at = is_[at]
        if at not in passed:
            roots[one] = at
    return roots


def _joined(root: Identity, double: Identity) -> Identity:
    held: dict[str, object] = {
        key: tuple(dict.fromkeys((*getattr(root, key), *getattr(double, key)))) for key in LISTS
    }
    held |= {key: getattr(root, key) or getattr(double, key) for key in ("listing", "country")}
    return _changed(root, held | {"names": (*root.names, double.label, *double.names)})


def _pointing(identity: Identity, same: dict[str, str]) -> Identity:
    """Return an identity whose facts lead to those that are left, and not to itself."""
    links: dict[str, object] = {}
    for key in LINKS:
        facts: Iterable[Relation] = getattr(identity, key)
        led = (_changed(fact, {"is_": same.get(fact.is_, fact.is_)}) for fact in facts)
        links[key] = tuple(fact for fact in led if fact.is_ != identity.id)
    return _changed(identity, links)


def _changed(record: E, values: Mapping[str, object]) -> E:
    """Return a record with other values, which stands where it stood."""
    changed = record.model_copy(update=values)
    changed._line = record.at
    return changed
