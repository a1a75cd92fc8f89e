"""The changes from one edition to another, each with what both say.

The IRIs of ties differ from edition to edition, so ties are compared by their two actors, their
kind and what they are called.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from atgraph.ask.evidence import Quoted
from atgraph.network.editions import Bond, Edition
from atgraph.network.projection import Link
from atgraph.network.ties.classes import KINDS

NEW, LEFT, TITLE, KEPT, ADDED, ENDED, ROSE, FELL = (
    "new",
    "left",
    "title changed",
    "tie kept",
    "tie new",
    "tie ended",
    "theme rose",
    "theme fell",
)
CHANGES = (NEW, LEFT, TITLE, KEPT, ADDED, ENDED, ROSE, FELL)


@dataclass(frozen=True)
class Side:
    """What one edition says: in a few words, the ties that say so, and their words."""

    said: str = ""
    statements: tuple[str, ...] = ()
    evidence: tuple[Quoted, ...] = ()


@dataclass(frozen=True)
class Change:
    """One difference, or one thing that stayed.

    Attributes:
        what: of `CHANGES`.
        iris, who: the actor, the two actors, or the theme: IRIs, and names.
        kind: person, organization, the kind of tie, or theme.
        sentence: all of it in words.
        before, now: what each edition says.
    """

    what: str
    iris: tuple[str, ...]
    who: str
    kind: str
    sentence: str
    before: Side = Side()
    now: Side = Side()


def iter_changes(one: Edition, other: Edition) -> Iterator[Change]:
    """Yield what differs between two editions, and the ties that are kept, without their words."""
    yield from _actors(NEW, other, one, "is new")
    yield from _actors(LEFT, one, other, "is no longer there")
    yield from _titles(one, other)
    yield from _bonds(one, other)
    yield from _themes(one, other)


def _actors(what: str, there: Edition, missing: Edition, words: str) -> Iterator[Change]:
    """Yield who is in one edition only, people first."""
    kinds = there.selection.read.kind_names(there.actors)
    gone = sorted(
        there.actors.keys() - missing.actors.keys(),
        key=lambda a: (kinds[a] != "person", *there.labels(a), a),
    )
    for actor in gone:
        tie = there.actors[actor]
        name = there.labels(actor)[0]
        side = Side(there.part(actor, tie), (tie.iri,))
        sides = {"now": side} if what == NEW else {"before": side}
        yield Change(what, (actor,), name, kinds[actor], f"{name} {words}: {side.said}.", **sides)


def _titles(one: Edition, other: Edition) -> Iterator[Change]:
    """Yield whose stated titles are others, of those who are in both."""
    for person in sorted(
        one.titles.keys() | other.titles.keys(), key=lambda p: (*other.labels(p), p)
    ):
        before, now = one.titles.get(person, {}), other.titles.get(person, {})
        if before.keys() != now.keys() and person in one.actors and person in other.actors:
            name = other.labels(person)[0]
            gone, come = (
                _different(titles, others) for titles, others in ((before, now), (now, before))
            )
            sides = [
                Side("; ".join(titles), tuple(s for title in titles for s in titles[title]))
                for titles in (gone, come)
            ]
            told = [
                " and ".join(f"“{title}”" for title in titles) or "no title"
                for titles in (gone, come)
            ]
            yield Change(
                TITLE,
                (person,),
                name,
                "person",
                f"{name} was {told[0]} and is {told[1]} now.",
                *sides,
            )


def _different(
    titles: Mapping[str, list[str]], others: Mapping[str, list[str]]
) -> dict[str, list[str]]:
    """Return the titles that only one side has, or all of it where it has none of its own."""
    return {title: ties for title, ties in titles.items() if title not in others} or dict(titles)


def _bonds(one: Edition, other: Edition) -> Iterator[Change]:
    """Yield ties that are kept, new or ended between actors who are in both editions."""
    both = frozenset(one.actors.keys() & other.actors.keys())
    told: dict[str, list[Bond]] = {
        KEPT: [bond for bond in one.bonds if bond in other.bonds],
        ADDED: [bond for bond in other.bonds if bond not in one.bonds],
        ENDED: [bond for bond in one.bonds if bond not in other.bonds],
    }
    for what, bonds in told.items():
        for bond in sorted(
            (bond for bond in bonds if both.issuperset(bond[0])),
            key=lambda bond: (_rank(bond[1]), bond[2], *other.labels(*bond[0]), bond),
        ):
            yield _bond(what, bond, one, other)


def _rank(kind: str) -> int:
    return KINDS.index(kind) if kind in KINDS else len(KINDS)


def _bond(what: str, bond: Bond, one: Edition, other: Edition) -> Change:
    pair, kind, how, source = bond
    ends = [end for end in pair if end == source] + [end for end in pair if end != source]
    names = " – ".join(other.labels(*ends))
    before, now = (_side(edition, edition.bonds.get(bond, [])) for edition in (one, other))
    verb = {KEPT: "is kept", ADDED: "is new", ENDED: "is not there any more"}[what]
    said = (
        f"{before.said} before, {now.said} now"
        if before.said and now.said and before.said != now.said
        else now.said or before.said
    )
    return Change(
        what,
        tuple(ends),
        names,
        kind,
        f"{names}: {how} ({kind}) {verb}{f', {said}' if said else ''}.",
        before,
        now,
    )


def _side(edition: Edition, links: list[Link]) -> Side:
    """Return what links say: the roles of a tie, or the things in which the two meet."""
    said = [
        link.role if not link.via else f"“{edition.network.labels.get(link.via, link.via)}”"
        for link in links
    ]
    statements = tuple(dict.fromkeys(statement for link in links for statement in link.statements))
    return Side(", ".join(dict.fromkeys(filter(None, said))), statements)


def _themes(one: Edition, other: Edition) -> Iterator[Change]:
    """Yield themes of which a larger share of the events speaks, then those of which a smaller one does; the largest change first."""
    by = {
        theme: share_of(other, theme) - share_of(one, theme)
        for theme in one.themes.keys() | other.themes.keys()
    }
    for what, sign in ((ROSE, 1), (FELL, -1)):
        for theme in sorted(
            by, key=lambda theme: (-abs(by[theme]), *_label(one, other, theme), theme)
        ):
            if by[theme] * sign > 0:
                name = _label(one, other, theme)[0]
                before, now = (_spoken(edition, theme) for edition in (one, other))
                verb = what.removeprefix("theme ")
                yield Change(
                    what,
                    (theme,),
                    name,
                    "theme",
                    f"“{name}” {verb}: {before.said} spoke of it before, {now.said} now.",
                    before,
                    now,
                )


def _label(one: Edition, other: Edition, theme: str) -> list[str]:
    return (other if theme in other.themes else one).labels(theme)


def share_of(edition: Edition, theme: str) -> float:
    """Return the share of the events of an edition that speak of a theme."""
    return len(edition.themes.get(theme, ())) / max(len(edition.events), 1)


def _spoken(edition: Edition, theme: str) -> Side:
    events = edition.themes.get(theme, {})
    count = len(edition.events)
    return Side(
        f"{len(events)} of {count} event{'s' if count != 1 else ''}",
        tuple(s for ties in events.values() for s in ties),
    )
