"""What a map can be folded and filtered by: what is above a thing, its country, the events and themes of a tie."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import product
from typing import Any

from pyoxigraph import NamedNode

from atgraph.rdf.namespaces import ATG

Rows = Iterable[Mapping[str, Any]]
Sets = Mapping[str, set[str]]

PREFIX = f"PREFIX atg: <{ATG}>"
EVENTS = (
    f"{PREFIX} SELECT ?one ?other {{ ?one a atg:Tie ; atg:isStatedIn ?other . ?other a atg:Event }}"
)
ALL_EVENTS = f"{PREFIX} SELECT ?one ?other {{ ?one a atg:Event . BIND (?one AS ?other) }}"
THEMES = (
    f"{PREFIX} SELECT ?one ?other {{ ?assignment atg:isAssignedTo ?one ; atg:assignsTheme ?other }}"
)
COUNTRIES = f"{PREFIX} SELECT ?one ?other {{ ?one atg:countryCode ?other }}"
PARENTS = f"{PREFIX} SELECT ?node ?parent {{ ?node atg:isUnitOf ?parent }}"
THROUGH = "through"
"""The column of a rolled row that holds the units that it is rolled up from; no variable of a query is called so."""


class Facets:
    """Reads them, each with one query for the whole graph and only when somebody asks."""

    def __init__(self, select: Callable[[str], Rows]) -> None:
        self._select = select

    def _pairs(self, query: str) -> Sets:
        return gather(self._select(query), "one", "other")

    @cached_property
    def countries(self) -> Sets:
        """Thing → codes of countries."""
        return self._pairs(COUNTRIES)

    @cached_property
    def _stated(self) -> Sets:
        return self._pairs(EVENTS)

    @cached_property
    def _events(self) -> frozenset[str]:
        return frozenset(self._pairs(ALL_EVENTS))

    @cached_property
    def _themes(self) -> Sets:
        return self._pairs(THEMES)

    @cached_property
    def _all_themes(self) -> frozenset[str]:
        return frozenset[str]().union(*self._themes.values())

    def events_of(self, ends: Iterable[str], ties: Iterable[str]) -> tuple[str, ...]:
        """Return the events that ties are stated in, or that are an end of one."""
        return tuple(
            sorted(
                self._events.intersection(ends).union(*(self._stated.get(tie, ()) for tie in ties))
            )
        )

    def themes_of(self, ends: Iterable[str], events: Iterable[str]) -> tuple[str, ...]:
        """Return the themes that a tie has to do with: one at its end, or else those of its ends and of its events."""
        own = self._all_themes.intersection(ends)
        return tuple(
            sorted(
                own
                or {theme for thing in (*ends, *events) for theme in self._themes.get(thing, ())}
            )
        )


def gather(rows: Rows, one: str, other: str) -> dict[str, set[str]]:
    """Return the values of one column by those of another."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        found[row[one].value].add(row[other].value)
    return found


def nearest_above(thing: str, above: Mapping[str, Iterable[str]], shown: Container[str]) -> str:
    """Return the nearest thing above that is shown, the first by IRI where there are several, or nothing."""
    front, seen = {thing}, {thing}
    while front:
        front = {higher for lower in front for higher in above.get(lower, ())} - seen
        seen |= front
        if found := sorted(parent for parent in front if parent in shown):
            return found[0]
    return ""


def parents_of(numbers: Mapping[str, int], above: Mapping[str, Iterable[str]]) -> dict[int, int]:
    """Return the number of the thing that each folds into, where one is shown above it; never in a ring."""
    found: dict[int, int] = {}
    for iri, number in numbers.items():
        parent = numbers.get(nearest_above(iri, above, numbers))
        if parent is not None and number not in _chain(parent, found):
            found[number] = parent
    return found


def _chain(number: int, parents: Mapping[int, int]) -> list[int]:
    chain = [number]
    while (higher := parents.get(chain[-1])) is not None:
        chain.append(higher)
    return chain


def topmost(
    thing: str, above: Mapping[str, Iterable[str]], shown: Container[str]
) -> tuple[str, ...]:
    """Return the highest things that hold a thing and may be shown, or itself."""
    held = {one for one in {thing, *_all_above(thing, above)} if one in shown}
    return tuple(
        sorted(one for one in held if held.isdisjoint(_all_above(one, above) - {one}))
    ) or (thing,)


def _all_above(thing: str, above: Mapping[str, Iterable[str]]) -> set[str]:
    found: set[str] = set()
    front = {thing}
    while front:
        front = {higher for lower in front for higher in above.get(lower, ())} - found
        found |= front
    return found


def roll_up(
    rows: Rows, above: Mapping[str, Iterable[str]], shown: Container[str]
) -> Iterator[Mapping[str, Any]]:
    """Yield rows whose ends are the topmost bodies, once for each pair of these, without those within one body."""
    known: dict[str, tuple[str, ...]] = {}
    for row in rows:
        ends = row["source"].value, row["target"].value
        for end in ends:
            if end not in known:
                known[end] = topmost(end, above, shown)
        for pair in product(*(known[end] for end in ends)):
            if not set(known[ends[0]]) & set(known[ends[1]]):
                units = tuple(end for end, body in zip(ends, pair, strict=True) if end != body)
                yield {
                    **row,
                    "source": NamedNode(pair[0]),
                    "target": NamedNode(pair[1]),
                    THROUGH: units,
                }
