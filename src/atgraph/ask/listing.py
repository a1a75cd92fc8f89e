"""The list of the things of a kind, kept to some values of its facets, in any order."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from atgraph.ask.facets import FACETS, Facet
from atgraph.ask.inventory import read_kinds, ties_of
from atgraph.ask.lookup import things
from atgraph.ask.things import Thing
from atgraph.data.names import bare
from atgraph.errors import NotFoundError, QueryError
from atgraph.graph.graph import Graph, text
from atgraph.graph.query_files import american, british
from atgraph.text import did_you_mean, some

NAME, TIES, NAMES, IRI = "name", "ties", "also called", "iri"
DOWN = "-"  # in front of what a list is sorted by, the last or the most first

DEFINITION = "SELECT ?said WHERE { <%s> skos:definition ?said }"

Chosen = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class ListedThing:
    """A thing of a list: how many ties it has, and its values, facet by facet."""

    thing: Thing
    ties: int
    values: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Count:
    """A value of a facet, and how many things are left where it is chosen too."""

    value: str
    label: str
    left: int


@dataclass(frozen=True)
class ThingList:
    """All things of a kind with their values; its rows are sorted by name.

    A set of rows is a whole number that has the bit of each row: of a hundred thousand rows and a
    thousand values it is counted in milliseconds how many each value leaves.

    Attributes:
        plural: the kind, as `atgraph list` calls it.
        definition: what its things are.
        facets: by what its things are told apart, where any has a value.
        labels: of each facet value → label.
    """

    plural: str
    definition: str
    facets: tuple[Facet, ...]
    labels: tuple[Mapping[str, str], ...] = field(repr=False)
    rows: tuple[ListedThing, ...] = field(repr=False)

    @cached_property
    def _having(self) -> list[dict[str, int]]:
        """Return of each facet value → the rows that have it."""
        having: list[dict[str, int]] = []
        for place in range(len(self.facets)):
            numbers: dict[str, list[int]] = {}
            for number, row in enumerate(self.rows):
                for value in row.values[place]:
                    numbers.setdefault(value, []).append(number)
            having.append({value: _as_set(found) for value, found in numbers.items()})
        return having

    @cached_property
    def _orders(self) -> dict[str, list[int]]:
        return {}

    def has(self, name: str) -> bool:
        """Whether there is a facet of a name: any thing has a value of it."""
        return any(facet.name == name for facet in self.facets)

    def place(self, name: str) -> int:
        """Return the place of a facet, by its name; a QueryError if there is none."""
        for place, facet in enumerate(self.facets):
            if facet.name == name:
                return place
        known = [facet.name for facet in self.facets]
        hint = did_you_mean(name, known, f"use {some(known, len(known))}" if known else "")
        raise QueryError(f"{british(self.plural)} are not told apart by {name!r}; {hint}")

    def understood(self, asked: Chosen) -> dict[str, list[str]]:
        """Return what is chosen by values that are there: they may be typed as their labels.

        Raises:
            QueryError: there is no such facet, or nothing here has such a value.
        """
        found: dict[str, list[str]] = {}
        for name, typed in asked.items():
            place = self.place(name)
            values = [self._value(place, one) for one in typed if one.strip()]
            if values:
                found[self.facets[place].name] = list(dict.fromkeys(values))
        return found

    def _value(self, place: int, typed: str) -> str:
        labels = self.labels[place]
        if typed in labels:
            return typed
        wanted = bare(typed)
        for value, label in labels.items():
            if wanted in (bare(value), bare(label)):
                return value
        heading = self.facets[place].heading.lower()
        hint = did_you_mean(typed, labels.values(), "the list shows which there are", most=3)
        what = f"no {british(self.plural).replace('-', ' ')} here have {typed[:80]!r} as {heading}"
        raise QueryError(f"{what}; {hint}")

    def kept(self, chosen: Chosen) -> int:
        """Return the set of rows that have all chosen values."""
        left = (1 << len(self.rows)) - 1
        for name, values in chosen.items():
            having = self._having[self.place(name)]
            for value in values:
                left &= having.get(value, 0)
        return left

    def counts(self, place: int, left: int) -> list[Count]:
        """Return the values that some of a set of rows have, those of the most rows first.

        Days and years stand in the order of time, the latest first.
        """
        labels, having = self.labels[place], self._having[place]
        found = (
            Count(value, labels[value], (left & rows).bit_count()) for value, rows in having.items()
        )
        held = [count for count in found if count.left]
        if self.facets[place].is_time:
            return sorted(held, key=lambda c: c.value, reverse=True)
        return sorted(held, key=lambda c: (-c.left, bare(c.label), c.value))

    def sorted_rows(self, left: int, sort: str = NAME) -> list[ListedThing]:
        """Return a set of rows in an order: by name, ties or a facet; down with a dash in front.

        Raises:
            QueryError: it is sorted by nothing of this kind.
        """
        if sort not in self._orders:
            self._orders[sort] = self._order(sort)
        wanted = f"{left:b}"[::-1]
        return [self.rows[n] for n in self._orders[sort] if wanted[n : n + 1] == "1"]

    def _order(self, sort: str) -> list[int]:
        by = sort.removeprefix(DOWN)
        numbers, is_down = range(len(self.rows)), sort.startswith(DOWN)
        if by == NAME:
            return list(reversed(numbers)) if is_down else list(numbers)
        if by == TIES:
            return sorted(numbers, key=lambda n: self.rows[n].ties, reverse=is_down)
        place = self.place(by)
        shown = {n: [bare(said) for said in self.said(self.rows[n], place)] for n in numbers}
        told = sorted((n for n in numbers if shown[n]), key=shown.__getitem__, reverse=is_down)
        return told + [n for n in numbers if not shown[n]]

    def said(self, row: ListedThing, place: int) -> list[str]:
        """Return the labels of the values of a row in a facet, in the order of the alphabet."""
        return sorted((self.labels[place][value] for value in row.values[place]), key=bare)


def list_records(listing: ThingList, rows: Iterable[ListedThing]) -> Iterator[dict[str, Any]]:
    """Yield rows of a list as records: each value by its label, several as a list."""
    for row in rows:
        said = {f.name: listing.said(row, place) for place, f in enumerate(listing.facets)}
        names = list(row.thing.names[1:])
        yield {NAME: row.thing.label, **said, TIES: row.ties, NAMES: names, IRI: row.thing.iri}


def list_table(
    listing: ThingList, rows: Iterable[ListedThing]
) -> tuple[list[str], list[list[Any]]]:
    """Return columns and cells of rows of a list, several values in one cell."""
    columns = [NAME, *(facet.name for facet in listing.facets), TIES, NAMES, IRI]
    cells = [
        ["; ".join(cell) if isinstance(cell, list) else cell for cell in record.values()]
        for record in list_records(listing, rows)
    ]
    return columns, cells


def kinds_listed(kg: Graph) -> dict[str, tuple[str, int]]:
    """Return the kinds that have a list: plural → class and number of things."""
    return {plural: found for plural, found in read_kinds(kg).items() if found[0] in FACETS}


def read_listing(kg: Graph, plural: str) -> ThingList:
    """Return the list of the things of a kind.

    Raises:
        NotFoundError: there is no such kind.
    """
    kinds, plural = kinds_listed(kg), american(plural)
    if plural not in kinds:
        listed = [british(kind) for kind in kinds]
        hint = did_you_mean(plural, listed, f"there are {some(listed, len(listed))}")
        raise NotFoundError(f"there is no list of {plural!r}; {hint}")
    class_iri = kinds[plural][0]
    read = [(facet, *facet.values(kg, class_iri)) for facet in FACETS[class_iri]]
    found = [(facet, labels, of) for facet, labels, of in read if labels]
    ties = ties_of(kg, class_iri)
    rows = tuple(
        ListedThing(
            t, ties.get(t.iri, 0), tuple(tuple(sorted(of.get(t.iri, ()))) for *_, of in found)
        )
        for t in things(kg)
        if t.class_iri == class_iri
    )
    facets, labels = tuple(f for f, *_ in found), tuple(labels for _, labels, _ in found)
    said = next((text(row, "said") for row in kg.select(DEFINITION % class_iri)), "")
    return ThingList(plural, said, facets, labels, rows)


def _as_set(numbers: Iterable[int]) -> int:
    """Return numbers as the bits of one."""
    digits = bytearray()
    for number in numbers:
        place, bit = divmod(number, 8)
        if place >= len(digits):
            digits.extend(bytes(place + 1 - len(digits)))
        digits[place] |= 1 << bit
    return int.from_bytes(digits, "little")
