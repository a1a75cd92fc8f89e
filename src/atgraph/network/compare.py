"""What changes from one edition of a programme to another, or from one build of the graph to another.

The IRIs of ties differ from edition to edition, so ties are compared by their two actors, their kind and what they are called.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from atgraph.citations import Quoted, evidence_of
from atgraph.errors import NotFoundError, QueryError
from atgraph.network.editions import Bond, Edition, find_edition, read_edition
from atgraph.network.model import KINDS, Choice, Link
from atgraph.network.selection import When, in_order

if TYPE_CHECKING:
    from atgraph.knowledge import KnowledgeGraph

NEW, LEFT, TITLE, KEPT, ADDED, ENDED, ROSE, FELL = "new", "left", "title changed", "tie kept", "tie new", "tie ended", "theme rose", "theme fell"
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


@dataclass(frozen=True)
class Comparison:
    """The answer.

    Attributes:
        before, now: the two editions.
        changes: as `CHANGES` stand.
        of_others: how many ties are new or ended only because one of the two actors is new or has left.
        themes_kept: how many themes have the same share of events in both.
    """

    before: Edition
    now: Edition
    changes: tuple[Change, ...]
    of_others: int
    themes_kept: int

    @property
    def is_same_build(self) -> bool:
        """Whether both are read from builds of the same data."""
        return self.before.kg is not self.now.kg and bool(self.now.kg.version) and self.before.kg.version == self.now.kg.version

    def count(self, what: str) -> int:
        """Return how many changes there are of a sort."""
        return sum(change.what == what for change in self.changes)

    def __str__(self) -> str:
        counts = ", ".join(f"{what} {self.count(what)}" for what in CHANGES)
        return f"From {self.before} to {self.now}: {counts}"


def compare(
    kg: KnowledgeGraph,
    before: str = "",
    now: str = "",
    *,
    kg_before: KnowledgeGraph | None = None,
    ties: Iterable[str] = Choice.ties,
    actors: str = "both",
    level: str = Choice.level,
    when: When = None,
    cap: int = Choice.cap,
    on_request: bool = False,
    data: Path | None = None,
    data_before: Path | None = None,
) -> Comparison:
    """Compare two programmes of one graph, or one or all of two builds.

    Args:
        kg: the graph.
        before: the earlier programme, by its id or a name of the event; empty for all of the earlier build.
        now: the later one; by default, in two builds, the same.
        kg_before: the earlier build, where two are compared.
        ties: as of `draw_network`, like all to data.
        actors: who is compared.
        level: how organisations stand.
        when: an event, or days; only where all of two builds is compared.
        cap: what more actors than this have in common links nobody.
        on_request: whether people who are listed on request are in it.
        data: the folder of the registry.
        data_before: the same of the earlier build; by default the same folder.

    Raises:
        QueryError: a choice that is not there, or both are one.
        NotFoundError: there is no such programme, or nothing in either.
        RegistryError: the registry is wrong, or does not know somebody in a graph.
    """
    earlier = kg_before or kg
    names = [find_edition(graph, name) if name else "" for graph, name in ((earlier, before), (kg, now or before))]
    if kg_before is None and names[0] == names[1]:
        raise QueryError(f"{f'both names stand for “{before}”' if before else 'two programmes are compared'}; name two, or an earlier build")
    choice = Choice(in_order(ties), actors, level, "", cap, on_request)
    sides = (earlier, names[0], data_before or data), (kg, names[1], data)
    one, other = (read_edition(graph, name, when, choice, folder) for graph, name, folder in sides)
    if not one.actors and not other.actors:
        raise NotFoundError(f"nobody appears in either, so there is nothing to compare; choose other ties, actors or days ({choice})")
    shared = one.themes.keys() & other.themes.keys()
    kept = sum(_share(one, theme) == _share(other, theme) for theme in shared)
    of_others = sum(not set(bond[0]) <= one.actors.keys() & other.actors.keys() for bond in one.bonds.keys() ^ other.bonds.keys())
    return Comparison(one, other, tuple(_with_words(one, other, _changes(one, other))), of_others, kept)


def _changes(one: Edition, other: Edition) -> Iterator[Change]:
    yield from _actors(NEW, other, one, "is new")
    yield from _actors(LEFT, one, other, "is no longer there")
    yield from _titles(one, other)
    yield from _bonds(one, other)
    yield from _themes(one, other)


def _with_words(one: Edition, other: Edition, changes: Iterable[Change]) -> Iterator[Change]:
    """Yield changes with the words that each side rests on."""
    listed = list(changes)
    words = [evidence_of(edition.kg, {s for c in listed for s in getattr(c, side).statements}) for edition, side in ((one, "before"), (other, "now"))]
    for change in listed:
        before, now = (_quoted(side, found) for side, found in zip((change.before, change.now), words))
        yield replace(change, before=before, now=now)


def _quoted(side: Side, words: Mapping[str, list[Quoted]]) -> Side:
    return replace(side, evidence=tuple(dict.fromkeys(quote for statement in side.statements for quote in words.get(statement, ()))))


def _actors(what: str, there: Edition, missing: Edition, words: str) -> Iterator[Change]:
    """Yield who is in one edition only, people first."""
    kinds = there.selection.read.kind_names(there.actors)
    gone = sorted(there.actors.keys() - missing.actors.keys(), key=lambda a: (kinds[a] != "person", *there.labels(a), a))
    for actor in gone:
        tie = there.actors[actor]
        name = there.labels(actor)[0]
        side = Side(there.part(actor, tie), (tie.iri,))
        sides = {"now": side} if what == NEW else {"before": side}
        yield Change(what, (actor,), name, kinds[actor], f"{name} {words}: {side.said}.", **sides)


def _titles(one: Edition, other: Edition) -> Iterator[Change]:
    """Yield whose stated titles are others, of those who are in both."""
    for person in sorted(one.titles.keys() | other.titles.keys(), key=lambda p: (*other.labels(p), p)):
        before, now = one.titles.get(person, {}), other.titles.get(person, {})
        if before.keys() != now.keys() and person in one.actors and person in other.actors:
            name = other.labels(person)[0]
            gone, come = (_different(titles, others) for titles, others in ((before, now), (now, before)))
            sides = [Side("; ".join(titles), tuple(s for title in titles for s in titles[title])) for titles in (gone, come)]
            told = [" and ".join(f"“{title}”" for title in titles) or "no title" for titles in (gone, come)]
            yield Change(TITLE, (person,), name, "person", f"{name} was {told[0]} and is {told[1]} now.", *sides)


def _different(titles: Mapping[str, list[str]], others: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """Return the titles that only one side has, or all of it where it has none of its own."""
    return {title: ties for title, ties in titles.items() if title not in others} or dict(titles)


def _bonds(one: Edition, other: Edition) -> Iterator[Change]:
    """Yield ties that are kept, new or ended between actors who are in both editions."""
    both = one.actors.keys() & other.actors.keys()
    told: dict[str, list[Bond]] = {
        KEPT: [bond for bond in one.bonds if bond in other.bonds],
        ADDED: [bond for bond in other.bonds if bond not in one.bonds],
        ENDED: [bond for bond in one.bonds if bond not in other.bonds],
    }
    for what, bonds in told.items():
        for bond in sorted((bond for bond in bonds if set(bond[0]) <= both), key=lambda bond: (_rank(bond[1]), bond[2], *other.labels(*bond[0]), bond)):
            yield _bond(what, bond, one, other)


def _rank(kind: str) -> int:
    return KINDS.index(kind) if kind in KINDS else len(KINDS)


def _bond(what: str, bond: Bond, one: Edition, other: Edition) -> Change:
    pair, kind, how, source = bond
    ends = [end for end in pair if end == source] + [end for end in pair if end != source]
    names = " – ".join(other.labels(*ends))
    before, now = (_side(edition, edition.bonds.get(bond, [])) for edition in (one, other))
    verb = {KEPT: "is kept", ADDED: "is new", ENDED: "is not there any more"}[what]
    said = f"{before.said} before, {now.said} now" if before.said and now.said and before.said != now.said else now.said or before.said
    return Change(what, tuple(ends), names, kind, f"{names}: {how} ({kind}) {verb}{f', {said}' if said else ''}.", before, now)


def _side(edition: Edition, links: list[Link]) -> Side:
    """Return what links say: the roles of a tie, or the things in which the two meet."""
    said = [link.role if not link.via else f"“{edition.network.labels.get(link.via, link.via)}”" for link in links]
    statements = tuple(dict.fromkeys(statement for link in links for statement in link.statements))
    return Side(", ".join(dict.fromkeys(filter(None, said))), statements)


def _themes(one: Edition, other: Edition) -> Iterator[Change]:
    """Yield themes of which a larger share of the events speaks, then those of which a smaller one does; the largest change first."""
    themes = sorted(one.themes.keys() | other.themes.keys(), key=lambda theme: (-abs(_share(other, theme) - _share(one, theme)), *_label(one, other, theme)))
    for what, sign in ((ROSE, 1), (FELL, -1)):
        for theme in themes:
            if (_share(other, theme) - _share(one, theme)) * sign > 0:
                name = _label(one, other, theme)[0]
                before, now = (_spoken(edition, theme) for edition in (one, other))
                verb = what.removeprefix("theme ")
                yield Change(what, (theme,), name, "theme", f"“{name}” {verb}: {before.said} spoke of it before, {now.said} now.", before, now)


def _label(one: Edition, other: Edition, theme: str) -> list[str]:
    return (other if theme in other.themes else one).labels(theme)


def _share(edition: Edition, theme: str) -> float:
    return len(edition.themes.get(theme, ())) / max(len(edition.events), 1)


def _spoken(edition: Edition, theme: str) -> Side:
    events = edition.themes.get(theme, {})
    count = len(edition.events)
    return Side(f"{len(events)} of {count} event{'s' if count != 1 else ''}", tuple(s for ties in events.values() for s in ties))
