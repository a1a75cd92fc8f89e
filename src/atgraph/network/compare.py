"""Compares two editions of a programme, or two builds of the graph: each change with what both say.

The IRIs of ties differ from edition to edition, so ties are compared by their two actors, their
kind and what they are called.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, product
from typing import Unpack

from atgraph.ask.evidence import Quoted, evidence_of, quotes_of
from atgraph.ask.lookup import find
from atgraph.errors import NotFoundError, QueryError
from atgraph.graph.graph import Graph, text
from atgraph.network.choice import Chosen, choose
from atgraph.network.meetings import Pair, Standing
from atgraph.network.network import Drawn, Link
from atgraph.network.ties import (
    DECLARED,
    EVENT,
    MENTION,
    PARTICIPATION,
    PERSON,
    THEME,
    Details,
    Tie,
    Ties,
    rank_of,
    read_values,
)
from atgraph.rdf.namespaces import ATGD
from atgraph.text import did_you_mean, plural

PREFIX = ATGD + "event_"
WHOLE = """
SELECT ?event ?label WHERE {
  ?event a atg:Event ; rdfs:label ?label . FILTER NOT EXISTS { ?event atg:isPartOfEvent ?of }
} ORDER BY ?event
"""

Bond = tuple[Pair, str, str, str]
"""The two, the kind of tie, what it is called, the one that it runs from."""
Statements = dict[str, dict[str, list[str]]]


@dataclass(frozen=True)
class Edition(Drawn):
    """What counts of an edition; its label is empty where it is all that the graph holds."""

    kg: Graph
    label: str

    @cached_property
    def details(self) -> Mapping[str, Details]:
        """What each of its ties says beside its ends."""
        return self.read.details(self.selection.ties)

    @cached_property
    def actors(self) -> dict[str, Tie]:
        """Each actor that appears, with the tie that says best what it does: a part in an event."""
        who = ("people", "organizations") if self.choice.actors == "both" else (self.choice.actors,)
        stands = [Standing(self.read, self.levels, actors) for actors in who]

        def weight(tie: Tie) -> tuple[bool, bool, str]:
            is_part = tie.of.kind in (DECLARED, PARTICIPATION) and self.read.ends_of(tie, EVENT)
            return not is_part, tie.of.kind == MENTION, tie.iri

        found: dict[str, Tie] = {}
        for tie in sorted(self.selection.ties, key=weight):
            for actor in (actor for stand in stands for actor, _ in stand(tie, tie.ends)):
                found.setdefault(actor, tie)
        return found

    @cached_property
    def bonds(self) -> dict[Bond, list[Link]]:
        """Each tie between two actors, and each way in which the two meet → the links."""
        found: dict[Bond, list[Link]] = defaultdict(list)
        for one, other, links in self.network.graph.edges(data="links"):
            for link in links:
                found[(one, other), link.kind, link.how, link.source].append(link)
        return found

    @cached_property
    def titles(self) -> Statements:
        """Person → each stated title, its white space folded → the ties that state it."""
        people = {tie.iri: self.read.ends_of(tie, PERSON) for tie in self.selection.ties}
        found: Statements = defaultdict(lambda: defaultdict(list))
        (stated,) = read_values(self.kg, "atg:statedTitle")
        for tie, titles in sorted(stated.items()):
            for person, title in product(people.get(tie, ()), titles):
                found[person][" ".join(title.split())].append(tie)
        return {person: dict(sorted(titles.items())) for person, titles in found.items()}

    @cached_property
    def events(self) -> frozenset[str]:
        """The events whose texts state its ties, or that these lead to."""
        return frozenset(event for tie in self.selection.ties for event in self._events(tie))

    @cached_property
    def themes(self) -> Statements:
        """Theme → each event whose text speaks of it → the assignments."""
        found: Statements = defaultdict(lambda: defaultdict(list))
        for tie in self.selection.ties:
            for theme, event in product(self.read.ends_of(tie, THEME), self._events(tie)):
                found[theme][event].append(tie.iri)
        return found

    def _events(self, tie: Tie) -> list[str]:
        """Return the events whose texts state a tie, else those at its ends."""
        kinds, stated_in = self.read.kinds, self.details[tie.iri].stated_in
        return [p for p in stated_in if kinds.get(p) == EVENT] or self.read.ends_of(tie, EVENT)

    def part(self, actor: str, tie: Tie) -> str:
        """Return in words what a tie says of an actor: the role or class, through and with whom."""
        kinds, names = self.read.kinds, self.read.labels(tie.ends)
        through = [] if actor in tie.ends else self.read.ends_of(tie, PERSON)
        others = [end for end in tie.ends if end != actor and end not in through and end in kinds]
        said = (
            ", ".join(self.details[tie.iri].roles) or tie.of.label,
            *(f"through {names[iri]}" for iri in through),
            *(f"“{names[iri]}”" for iri in others),
        )
        return ", ".join(said)

    @property
    def has_whole(self) -> bool:
        """Whether a programme counts as an event beside its own parts."""
        parts = self.read.parts
        return any(self.events & parts.get(event, frozenset()) - {event} for event in self.events)

    def __str__(self) -> str:
        name = f"“{self.label}”" if self.label else "all"
        return f"{name} ({plural(len(self.events), 'event')})"


def _edition(
    kg: Graph,
    event: str,
    actors: str,
    chosen: Chosen,
    listed_too: frozenset[str],
    known: Ties | None = None,
) -> Edition:
    """Read an event by its IRI, or all of a graph, of which an event and days may be chosen."""
    if event:
        chosen = {**chosen, "when": None, "event": event, "first": "", "last": ""}
    selection = choose(kg, chosen, actors, listed_too=listed_too, known=known)
    return Edition(selection, kg, selection.read.labels([event])[event] if event else "")


def find_edition(kg: Graph, name: str) -> str:
    """Return the IRI of a programme by its id, or of any event by a name of it."""
    programmes = kg.select(WHOLE)
    known = {text(row, "event").removeprefix(PREFIX): text(row, "label") for row in programmes}
    if name in known:
        return PREFIX + name
    try:
        return find(kg, name, EVENT).iri
    except NotFoundError as exc:
        hint = did_you_mean(name, known, shown=lambda near: f"“{near}” ({known[near]})")
        if not hint:
            raise
        there = f"{hint} There are {', '.join(known)}"
        raise NotFoundError(f"no programme is called {name!r} here; {there}") from exc


NEW, LEFT, TITLE = "new", "left", "title changed"
KEPT, ADDED, ENDED = "tie kept", "tie new", "tie ended"
ROSE, FELL = "theme rose", "theme fell"
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

    ``what`` is of `CHANGES`; ``iris`` and ``who`` are the actor, the two actors or the theme, and
    ``kind`` is person, organization, the kind of tie, or theme.
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
    """The two editions, and what changed, as `CHANGES` stand.

    ``of_others`` counts the ties that are new or ended only because one of the two actors is new or
    has left, ``themes_kept`` the themes that have the same share of events in both.
    """

    before: Edition
    now: Edition
    changes: tuple[Change, ...]
    of_others: int
    themes_kept: int

    @property
    def is_same_build(self) -> bool:
        """Whether both are read from builds of the same data."""
        before, now = self.before.kg, self.now.kg
        return before is not now and bool(now.version) and before.version == now.version

    def count(self, what: str) -> int:
        """Return how many changes there are of a sort."""
        return sum(change.what == what for change in self.changes)

    def __str__(self) -> str:
        counts = ", ".join(f"{what} {self.count(what)}" for what in CHANGES)
        return f"From {self.before} to {self.now}: {counts}"


def compare(
    kg: Graph,
    before: str = "",
    now: str = "",
    *,
    kg_before: Graph | None = None,
    actors: str = "both",
    known: Ties | None = None,
    **chosen: Unpack[Chosen],
) -> Comparison:
    """Compare two programmes of one graph, or one or all of two builds.

    ``before`` and ``now`` are programmes, by id or name of the event, or empty for all of a build;
    in two builds ``now`` is by default the same. ``kg_before`` is the earlier build, where two are
    compared. ``actors`` says who is compared; an event or days are chosen only where all of two
    builds is. ``known`` is as in `choose`, of a graph whose programmes are compared.

    Raises:
        QueryError, NotFoundError: both are one; there is no such programme, or
            nothing in either; or as `choose` says.
    """
    earlier, now = kg_before or kg, now or before
    first = find_edition(earlier, before) if before else ""
    last = find_edition(kg, now) if now else ""
    if kg_before is None and first == last:
        why = f"both names stand for “{before}”" if before else "two programmes are compared"
        raise QueryError(f"{why}; name two, or an earlier build")
    listed = earlier.listed | kg.listed  # the earlier build may show who is listed now
    one = _edition(earlier, first, actors, chosen, listed, known if earlier is kg else None)
    other = _edition(kg, last, actors, chosen, listed, known)
    if not one.actors and not other.actors:
        why = "nobody appears in either, so there is nothing to compare"
        raise NotFoundError(f"{why}; choose other ties, actors or days ({other.choice})")
    shared = one.themes.keys() & other.themes.keys()
    kept = sum(_share(one, theme) == _share(other, theme) for theme in shared)
    both = one.actors.keys() & other.actors.keys()
    of_others = sum(not both >= {*bond[0]} for bond in one.bonds.keys() ^ other.bonds.keys())
    return Comparison(one, other, _changes(one, other), of_others, kept)


def _changes(one: Edition, other: Edition) -> tuple[Change, ...]:
    """Return what differs between two editions, and the ties that are kept."""
    changes = [
        *_actors(NEW, other, one, "is new"),
        *_actors(LEFT, one, other, "is no longer there"),
        *_titles(one, other),
        *_bonds(one, other),
        *_themes(one, other),
    ]
    before = evidence_of(one.kg, {s for change in changes for s in change.before.statements})
    now = evidence_of(other.kg, {s for change in changes for s in change.now.statements})

    def quoted(side: Side, words: Mapping[str, list[Quoted]]) -> Side:
        return replace(side, evidence=quotes_of(side.statements, words))

    return tuple(
        replace(change, before=quoted(change.before, before), now=quoted(change.now, now))
        for change in changes
    )


def _actors(what: str, there: Edition, missing: Edition, words: str) -> Iterator[Change]:
    """Yield who is in one edition only, people first."""
    kinds, names = there.read.kind_names(there.actors), there.read.labels(there.actors)
    gone = there.actors.keys() - missing.actors.keys()
    for actor in sorted(gone, key=lambda a: (kinds[a] != "person", names[a], a)):
        tie, name = there.actors[actor], names[actor]
        side = Side(there.part(actor, tie), (tie.iri,))
        sides = {"now": side} if what == NEW else {"before": side}
        yield Change(what, (actor,), name, kinds[actor], f"{name} {words}: {side.said}.", **sides)


def _titles(one: Edition, other: Edition) -> Iterator[Change]:
    """Yield whose stated titles are others, of those who are in both."""
    both = one.actors.keys() & other.actors.keys()
    names = other.read.labels(both & (one.titles.keys() | other.titles.keys()))
    for person in sorted(names, key=lambda p: (names[p], p)):
        before, now = one.titles.get(person, {}), other.titles.get(person, {})
        if before.keys() != now.keys():
            # What only one side has, or all of it where it has none of its own.
            was = {t: ties for t, ties in before.items() if t not in now} or before
            is_ = {t: ties for t, ties in now.items() if t not in before} or now
            sides = (Side("; ".join(its), tuple(chain(*its.values()))) for its in (was, is_))
            said = [" and ".join(f"“{t}”" for t in its) or "no title" for its in (was, is_)]
            sentence = f"{names[person]} was {said[0]} and is {said[1]} now."
            yield Change(TITLE, (person,), names[person], "person", sentence, *sides)


def _bonds(one: Edition, other: Edition) -> Iterator[Change]:
    """Yield ties that are kept, new or ended between actors who are in both editions."""
    both = one.actors.keys() & other.actors.keys()
    names = other.read.labels(both)

    def order(bond: Bond) -> tuple[object, ...]:
        return rank_of(bond[1]), bond[2], *(names[end] for end in bond[0]), bond

    sorts = (
        (KEPT, "is kept", one.bonds.keys() & other.bonds.keys()),
        (ADDED, "is new", other.bonds.keys() - one.bonds.keys()),
        (ENDED, "is not there any more", one.bonds.keys() - other.bonds.keys()),
    )
    for what, verb, bonds in sorts:
        for bond in sorted((bond for bond in bonds if both >= {*bond[0]}), key=order):
            (end, last), kind, how, source = bond
            ends = (last, end) if source == last else (end, last)
            who = " – ".join(names[end] for end in ends)
            before, now = (_side(edition, edition.bonds.get(bond, [])) for edition in (one, other))
            said = now.said or before.said
            if before.said and now.said and before.said != now.said:
                said = f"{before.said} before, {now.said} now"
            sentence = f"{who}: {how} ({kind}) {verb}{f', {said}' if said else ''}."
            yield Change(what, ends, who, kind, sentence, before, now)


def _side(edition: Edition, links: Iterable[Link]) -> Side:
    """Return what links say: the roles of a tie, or the things in which the two meet."""
    labels = edition.network.labels
    said = [f"“{labels.get(link.via, link.via)}”" if link.via else link.role for link in links]
    statements = dict.fromkeys(statement for link in links for statement in link.statements)
    return Side(", ".join(dict.fromkeys(filter(None, said))), tuple(statements))


def _themes(one: Edition, other: Edition) -> Iterator[Change]:
    """Yield themes of which a larger share of the events speaks, then a smaller one."""
    names = {**one.read.labels(one.themes), **other.read.labels(other.themes)}
    by = {theme: _share(other, theme) - _share(one, theme) for theme in names}
    for what, sign in ((ROSE, 1), (FELL, -1)):
        for theme in sorted(by, key=lambda theme: (-abs(by[theme]), names[theme], theme)):
            if by[theme] * sign > 0:
                before, now = (_events_on(edition, theme) for edition in (one, other))
                said = f"{what.removeprefix('theme ')}: {before.said} spoke of it before"
                sentence = f"“{names[theme]}” {said}, {now.said} now."
                yield Change(what, (theme,), names[theme], "theme", sentence, before, now)


def _share(edition: Edition, theme: str) -> float:
    """Return the share of the events of an edition that speak of a theme."""
    return len(edition.themes.get(theme, ())) / max(len(edition.events), 1)


def _events_on(edition: Edition, theme: str) -> Side:
    events = edition.themes.get(theme, {})
    said = f"{len(events)} of {plural(len(edition.events), 'event')}"
    return Side(said, tuple(chain(*events.values())))
