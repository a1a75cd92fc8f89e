"""Keeps drawn networks to a part: a theme, days, kinds of tie, what is around a thing."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from atgraph.ask.lookup import recognize
from atgraph.ask.things import Thing
from atgraph.data.names import key
from atgraph.errors import NotFoundError, QueryError
from atgraph.graph.graph import text
from atgraph.network.choice import Choice, check_kinds, count_undated, kept_words, of_days
from atgraph.network.drawn import DrawnLink, DrawnNetwork, DrawnTie
from atgraph.network.drawn_reader import Facts
from atgraph.network.ties import BODY, CO_PRESENCE, DERIVED, KINDS, all_above
from atgraph.rdf.namespaces import ATG
from atgraph.text import did_you_mean

MOST_STEM = 80  # characters of a choice in the name of a file
# `Ties.parts` is derived, so it has no part of an event where that is left out.
PARTS = "SELECT ?part WHERE { ?part atg:isPartOfEvent+ <%s> }"
COUNTRIES = """
SELECT ?thing ?code ?name WHERE {
  {
    ?thing atg:countryCode ?code
    OPTIONAL { ?thing atg:hasOrganizationType atgv:organization-type_state ; rdfs:label ?name }
  }
  UNION
  { ?body atg:countryCode ?code . ?thing atg:isAffiliatedWith ?body }
}
"""


class Restriction:
    """Resolves a choice once, and keeps any number of drawn networks to it.

    Each tie is drawn between the ends that it names, so the levels unit and printed are one.
    Refused are names of nothing or of several things, and kinds or countries that are not there.
    """

    def __init__(self, facts: Facts, choice: Choice) -> None:
        self.facts, self.kg, self.choice = facts, facts.kg, choice
        self.rolled = choice.level == BODY
        self.notices: list[str] = []
        self._said: list[str] = []
        self._steps: list[Callable[[DrawnNetwork], Iterable[DrawnLink]]] = []
        for chosen, resolve in (
            (choice.theme, self._theme),
            (choice.event, self._event),
            (choice.first or choice.last, self._days),
            (choice.country, self._country),
            (choice.ties, self._ties),
            (self.rolled, self._level),
            (choice.around, self._around),
        ):
            if chosen:
                resolve()

    @property
    def words(self) -> str:
        """The choice in words; empty where nothing is left out."""
        return "; ".join(self._said)

    def stem(self, name: str) -> str:
        """Return the stem of the file for a map, another for each choice."""
        said = key(self.words).replace(" ", "-")[:MOST_STEM].strip("-")
        return f"{name}--{said}" if said else name

    def keep(self, content: DrawnNetwork) -> DrawnNetwork:
        """Return the part that is chosen, links and their ends; it may be empty."""
        for links_of in self._steps:
            content = content.of_links(links_of(content))
        return replace(content, choice=self.words)

    def nothing_left(self, what: str) -> NotFoundError:
        """Return the error for maps of which nothing is left."""
        why = f"of {what} nothing is left with: {self.words}"
        return NotFoundError(f"{why}; take one of these away, or draw another map")

    def _thing(self, option: str, class_iri: str | None = None) -> Thing:
        match = recognize(self.kg, getattr(self.choice, option), class_iri)
        thing = match.thing
        if not match.whole:
            taken = f"“{thing.label}” ({thing.kind}, {thing.short})"
            self.notices.append(f"--{option} {match.text!r} is taken as {taken}")
        return thing

    def _keep_links(self, words: str, links: Callable[[DrawnNetwork], Iterable[DrawnLink]]) -> None:
        self._said.append(words)
        self._steps.append(links)

    def _keep_ties(self, words: str, wanted: Callable[[DrawnTie], bool]) -> None:
        def links(content: DrawnNetwork) -> Iterable[DrawnLink]:
            kept = (replace(link, ties=tuple(filter(wanted, link.ties))) for link in content.links)
            return (link for link in kept if link.ties)

        self._keep_links(words, links)

    def _theme(self) -> None:
        theme = self._thing("theme", f"{ATG}Theme")
        self._keep_ties(f"theme {theme.label}", lambda tie: theme.iri in tie.themes)

    def _event(self) -> None:
        event = self._thing("event", f"{ATG}Event")
        parts = {event.iri, *(text(row, "part") for row in self.kg.select(PARTS % event.iri))}
        self._keep_ties(f"event “{event.label}”", lambda tie: not parts.isdisjoint(tie.events))

    def _days(self) -> None:
        read, first, last = self.facts.ties, self.choice.first, self.choice.last
        kept = {tie.iri for tie in of_days(read, read.all, first, last)}
        if undated := count_undated(read, read.all):
            self.notices.append(kept_words(undated))
        words = " ".join(f"{name} {day}" for name, day in (("from", first), ("to", last)) if day)
        self._keep_ties(words, lambda tie: not kept.isdisjoint(tie.rests_on))

    def _country(self) -> None:
        of, names = defaultdict[str, set[str]](set), dict[str, str]()
        for row in self.kg.select(COUNTRIES):
            code, name = text(row, "code"), text(row, "name")
            of[text(row, "thing")].add(code)
            names |= {code: code, name or code: code}
        typed, known = self.choice.country.strip(), sorted(names, key=lambda n: (len(n), n))
        found = [names[name] for name in known if name.casefold() == typed.casefold()]
        if not found:
            hint = did_you_mean(typed, known, f"use one of {', '.join(known)}")
            raise QueryError(f"nobody here is of a country {typed!r}; {hint}")
        self._keep_links(f"country {found[0]}", lambda content: _of_country(content, found[0], of))

    def _ties(self) -> None:
        classes = self.facts.ties.classes.values()
        kinds = self.choice.ties
        known = {of.kind for of in classes} | {of.projection for of in classes} - {"none"}
        check_kinds(kinds, sorted(known | {DERIVED}), KINDS, "between actors")
        # As in a network, co-presence is what ties of a kind make of those who share their target.
        kept = {*kinds}
        if CO_PRESENCE in kinds:
            kept |= {of.kind for of in classes if of.projection == CO_PRESENCE}
        words = f"ties {', '.join(kinds)}"
        self._keep_links(words, lambda content: (k for k in content.links if k.kind in kept))

    def _level(self) -> None:
        if self.kg.asserted:
            why = "what a body is part of is derived; units cannot be rolled up without it"
            raise QueryError(why)
        self._said.append("units rolled up to the body above them")  # done when they are read

    def _around(self) -> None:
        thing, steps = self._thing("around"), self.choice.steps
        above = self.facts.values["atg:isUnitOf"] if self.rolled else {}
        things = {thing.iri, *(a for a in all_above(thing.iri, above) if not above.get(a))}
        words = f"{steps} step{'' if steps == 1 else 's'} around {thing.label}"
        self._keep_links(words, lambda content: _around(content, things, steps))


def _of_country(
    content: DrawnNetwork, country: str, of: Mapping[str, set[str]]
) -> Iterator[DrawnLink]:
    """Yield the links of which an end is of a country, or affiliated with or part of what is."""

    def is_of(number: int | None) -> bool:
        while number is not None:
            node = content.nodes[number]
            if country in of.get(node.iri, ()) or country in node.countries:
                return True
            number = content.parents.get(number)
        return False

    there = [is_of(number) for number in range(len(content.nodes))]
    return (link for link in content.links if any(there[end] for end in link.ends))


def _around(content: DrawnNetwork, things: set[str], steps: int) -> Iterator[DrawnLink]:
    """Yield the links among what is up to so many steps from some things."""
    beside: dict[int, set[int]] = defaultdict(set)
    for one, other in (link.ends for link in content.links):
        beside[one].add(other)
        beside[other].add(one)
    near = front = {number for number, node in enumerate(content.nodes) if node.iri in things}
    for _ in range(steps):
        front = {other for number in front for other in beside[number]} - near
        near = near | front
    return (link for link in content.links if near.issuperset(link.ends))
