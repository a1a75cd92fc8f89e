"""Keeps a map to a part of the graph: a theme, an event, a country, kinds of tie, or what is around one thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from atgraph.data.names import key
from atgraph.errors import NotFoundError, QueryError
from atgraph.maps.content import DERIVED, Content, Link, Tie, key_of
from atgraph.maps.files import MapFile
from atgraph.maps.story import read_story
from atgraph.rdf.namespaces import ATG
from atgraph.text import did_you_mean

if TYPE_CHECKING:
    from atgraph.ask.things import Recognized
    from atgraph.graph.graph import Graph

BODY, UNIT = "body", "unit"
MOST_STEM = 80
"""Characters of a choice in the name of a file."""
LEVELS = (BODY, UNIT)
PARTS = "SELECT ?part WHERE { ?part atg:isPartOfEvent+ <%s> }"
WHOLES = "SELECT ?whole WHERE { <%s> atg:isUnitOf* ?whole FILTER NOT EXISTS { ?whole atg:isUnitOf ?higher } }"
KINDS = "SELECT DISTINCT ?kind WHERE { ?class atg:edgeKind ?kind }"
COUNTRIES = """
SELECT ?thing ?code ?name WHERE {
  { ?thing atg:countryCode ?code OPTIONAL { ?thing atg:hasOrganizationType atgv:organization-type_state ; rdfs:label ?name } }
  UNION
  { ?body atg:countryCode ?code . ?thing atg:isAffiliatedWith ?body }
}
"""


@dataclass(frozen=True)
class Choice:
    """What a map keeps to; what is empty keeps all.

    Attributes:
        theme, event, around: names, acronyms or addresses of things.
        country: a code of two letters, or the name of a state.
        level: body rolls units up to what is above them, unit leaves each for itself.
        ties: kinds of tie: declared, participation, mention, derived …
        steps: how far from ``around``, 1 or more.
    """

    theme: str = ""
    event: str = ""
    country: str = ""
    level: str = UNIT
    ties: tuple[str, ...] = ()
    around: str = ""
    steps: int = 1

    def __post_init__(self) -> None:
        """Refuse a level and steps that are none."""
        if self.level not in LEVELS:
            raise QueryError(f"there is no level {self.level!r}{_did_you_mean(self.level, LEVELS)}")
        if self.steps < 1:
            raise QueryError(f"{self.steps} steps lead nowhere; give 1 or more")


class Keeper:
    """Resolves a choice once, and keeps any number of maps to it.

    Raises:
        NotFoundError: nothing, or more than one thing, is called so.
        QueryError: there is no such kind of tie, or no such country.
    """

    def __init__(self, kg: Graph, choice: Choice) -> None:
        self.kg, self.choice = kg, choice
        self.rolled = choice.level == BODY
        self._said: list[str] = []
        self._matches: dict[str, Recognized] = {}
        self._steps: list[Callable[[Content], Content]] = []
        for name in ("theme", "event", "country", "ties", "level", "around"):
            if getattr(choice, name) != Choice.__dataclass_fields__[name].default:
                getattr(self, f"_{name}")()

    @property
    def words(self) -> str:
        """The choice in words; empty where nothing is left out."""
        return "; ".join(self._said)

    @property
    def notices(self) -> tuple[str, ...]:
        """What each part of a name was taken for: whoever typed it may have meant another."""
        partly = ((option, match) for option, match in self._matches.items() if not match.whole)
        return tuple(
            f"--{o} {m.typed!r} is taken as “{m.thing.label}” ({m.thing.kind}, {m.thing.short})"
            for o, m in partly
        )

    def stem(self, name: str) -> str:
        """Return the stem of the file for a map, another for each choice."""
        return (
            f"{name}--{key(self.words).replace(' ', '-')[:MOST_STEM].strip('-')}"
            if self._said
            else name
        )

    def story(self, map_file: MapFile, content: Content) -> list[dict[str, Any]]:
        """Return the story of a map, which is told of the whole map only, what is derived with it."""
        return [] if self._said or self.kg.asserted else read_story(self.kg, map_file, content)

    def keep(self, content: Content) -> Content:
        """Return the part of a map that is chosen; it may be empty."""
        for step in self._steps:
            content = step(content)
        return replace(content, choice=self.words)

    def _thing(self, option: str, class_iri: str | None = None) -> tuple[str, str]:
        from atgraph.ask.lookup import recognize

        self._matches[option] = recognize(self.kg, getattr(self.choice, option), class_iri)
        thing = self._matches[option].thing
        return thing.iri, thing.label

    def _theme(self) -> None:
        iri, label = self._thing("theme", f"{ATG}Theme")
        self._said.append(f"theme {label}")
        self._steps.append(lambda content: with_ties(content, lambda tie: iri in tie.themes))

    def _event(self) -> None:
        iri, label = self._thing("event", f"{ATG}Event")
        events = {iri, *(row["part"].value for row in self.kg.select(PARTS % iri))}  # type: ignore[union-attr]
        self._said.append(f"event “{label}”")
        self._steps.append(
            lambda content: with_ties(content, lambda tie: not events.isdisjoint(tie.events))
        )

    def _country(self) -> None:
        of: dict[str, set[str]] = defaultdict(set)
        names: dict[str, str] = {}
        for row in self.kg.select(COUNTRIES):
            thing, code = row["thing"].value, row["code"].value  # type: ignore[union-attr]
            of[thing].add(code)
            names[code] = code
            if "name" in row:
                names[row["name"].value] = code  # type: ignore[union-attr]
        typed = self.choice.country.strip()
        country = next(
            (code for name, code in sorted(names.items()) if name.casefold() == typed.casefold()),
            None,
        )
        if country is None:
            raise QueryError(
                f"nobody here is of a country {typed!r}{_did_you_mean(typed, sorted(names, key=lambda name: (len(name), name)))}"
            )
        self._said.append(f"country {country}")
        self._steps.append(lambda content: _of_country(content, country, of))

    def _ties(self) -> None:
        known = sorted({key_of(row["kind"].value) for row in self.kg.select(KINDS)} | {DERIVED})  # type: ignore[union-attr]
        for kind in self.choice.ties:
            if kind not in known:
                raise QueryError(f"there is no kind of tie {kind!r}{_did_you_mean(kind, known)}")
        self._said.append(f"ties {', '.join(self.choice.ties)}")
        self._steps.append(
            lambda content: only(
                content, [link for link in content.links if key_of(link.kind) in self.choice.ties]
            )
        )

    def _level(self) -> None:
        if self.kg.asserted:
            raise QueryError(
                "what a body is part of is derived; units cannot be rolled up without it"
            )
        self._said.append(
            "units rolled up to the body above them"
        )  # the rows are, when they are read

    def _around(self) -> None:
        iri, label = self._thing("around")
        steps = self.choice.steps
        self._said.append(f"{steps} step{'' if steps == 1 else 's'} around {label}")
        wholes = self.kg.select(WHOLES % iri) if self.rolled else ()
        things = {iri, *(row["whole"].value for row in wholes)}  # type: ignore[union-attr]
        self._steps.append(lambda content: _around(content, things, steps))


def _did_you_mean(typed: str, known: Iterable[str]) -> str:
    known = list(dict.fromkeys(known))
    return "; " + did_you_mean(typed, known, f"use one of {', '.join(known)}", shown=repr)


def _of_country(content: Content, country: str, of: dict[str, set[str]]) -> Content:
    """Keep the ties of which an end is of a country, by itself, by whom it is affiliated with, or by what it is part of."""

    def is_of(number: int | None) -> bool:
        while number is not None:
            if (
                country in of.get(content.nodes[number].iri, ())
                or country in content.nodes[number].countries
            ):
                return True
            number = content.parents.get(number)
        return False

    there = [is_of(number) for number in range(len(content.nodes))]
    return only(content, [link for link in content.links if any(there[end] for end in link.ends)])


def _around(content: Content, things: set[str], steps: int) -> Content:
    """Keep what is up to so many steps from a thing, or from the body that it is rolled up to, and the links among that."""
    beside: dict[int, set[int]] = defaultdict(set)
    for link in content.links:
        beside[link.ends[0]].add(link.ends[1])
        beside[link.ends[1]].add(link.ends[0])
    near = front = {number for number, node in enumerate(content.nodes) if node.iri in things}
    for _ in range(steps):
        front = {other for number in front for other in beside[number]} - near
        near = near | front
    return only(content, [link for link in content.links if near.issuperset(link.ends)])


def with_ties(content: Content, wanted: Callable[[Tie], bool]) -> Content:
    """Keep some ties, and the links that have any."""
    kept = (replace(link, ties=tuple(filter(wanted, link.ties))) for link in content.links)
    return only(content, [link for link in kept if link.ties])


def only(content: Content, links: Iterable[Link]) -> Content:
    """Keep some links and their ends, numbered anew."""
    links = list(links)
    kept = sorted({end for link in links for end in link.ends})
    new = {number: place for place, number in enumerate(kept)}
    parents = {new[n]: new[p] for n, p in content.parents.items() if n in new and p in new}
    moved = tuple(_moved(link, new) for link in links)
    return replace(
        content,
        nodes=tuple(content.nodes[n] for n in kept),
        links=moved,
        parents=parents,
        unconnected=0,
    )


def _moved(link: Link, new: dict[int, int]) -> Link:
    ties = tuple(replace(tie, source=new[tie.source], target=new[tie.target]) for tie in link.ties)
    return replace(link, ends=(new[link.ends[0]], new[link.ends[1]]), ties=ties)


def nothing_left(what: str, choice: str) -> NotFoundError:
    """Return the error for maps of which a choice leaves nothing."""
    return NotFoundError(
        f"of {what} nothing is left with: {choice}; take one of these away, or draw another map"
    )
