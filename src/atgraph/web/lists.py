"""Lists of the things of a kind, kept to what is chosen in their facets, and as files."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from atgraph.api import KnowledgeGraph
from atgraph.ask.facets import TIE_KIND, Facet
from atgraph.ask.listing import (
    DOWN,
    NAME,
    TIES,
    Count,
    ListedThing,
    ThingList,
    kinds_listed,
    list_records,
    list_table,
    read_listing,
)
from atgraph.characters import escaped
from atgraph.errors import QueryError
from atgraph.export.tables import csv_text
from atgraph.export.workbook import workbook
from atgraph.graph.query_files import american, british
from atgraph.web.answers import file, page, reading_of
from atgraph.web.desk import Reading
from atgraph.web.plain_words import plain
from atgraph.web.rendering import with_values

ON_A_PAGE = 50
FIRST_VALUES, MOST_VALUES = 8, 24  # of a facet: seen at once, and when it is unfolded
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SORT, PAGE, FILES = "sort", "page", ("csv", "xlsx", "json")
# What stands beside the names of a kind.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "organizations": ("type", "country"),
    "people": ("organization", "role"),
    "events": ("day", "programme"),
    "initiatives": ("theme",),
    "tools": ("theme",),
    "works": ("theme",),
    "themes": ("type", "broader"),
    "places": ("country",),
    "event-series": ("year",),
}


@dataclass(frozen=True)
class Asked:
    """Which part of a list is asked for, in which order, and which page of it."""

    path: str
    chosen: Mapping[str, Sequence[str]]
    sort: str = NAME
    page: int = 1

    def address(self, path: str = "", sort: str = "", page: int = 1) -> str:
        """Return the address of this part of the list, in another order or form."""
        order = sort or self.sort
        return with_values(
            path or self.path,
            {
                **{name: list(values) for name, values in self.chosen.items()},
                SORT: "" if order == NAME else order,
                PAGE: "" if page == 1 else str(page),
            },
        )

    def with_value(self, name: str, value: str) -> Asked:
        """Return the part that has a value too."""
        values = [*self.chosen.get(name, ()), value]
        return Asked(self.path, {**self.chosen, name: values}, self.sort)

    def without(self, name: str, value: str) -> Asked:
        """Return the part that need not have a value."""
        values = [one for one in self.chosen.get(name, ()) if one != value]
        return Asked(self.path, {**self.chosen, name: values}, self.sort)


@dataclass(frozen=True)
class ShownFacet:
    """A facet as a page shows it.

    Attributes:
        first: the values that leave most.
        then: those that are unfolded.
        more: how many others there are, to be typed.
    """

    facet: Facet
    first: Sequence[Count]
    then: Sequence[Count]
    more: int


def listing(request: Request) -> Response:
    """Answer with a page of a list, or with all that is chosen of it as a file."""
    kind, dot, form = request.path_params["kind"].partition(".")
    if dot and form not in FILES:
        raise QueryError(f"a list is no file of the form {form[:20]!r}; use {', '.join(FILES)}")
    if american(kind) != kind:
        path = f"/list/{american(kind)}{dot}{form}"
        return RedirectResponse(f"{path}?{request.url.query}".rstrip("?"), 303)
    whole = listing_of(reading_of(request), kind)
    asked = _asked(request, whole, f"/list/{kind}")
    rows = whole.sorted_rows(whole.kept(asked.chosen), asked.sort)
    if dot:
        return _as_file(whole, rows, form, reading_of(request).version)
    pages = max(1, -(-len(rows) // ON_A_PAGE))
    if asked.page > pages:
        raise QueryError(f"this list has no page {asked.page}; the last one is {pages}")
    return _page(request, whole, asked, rows, pages)


def listing_of(reading: Reading, plural: str) -> ThingList:
    """Return the list of a kind: read once for each graph.

    Raises:
        NotFoundError: there is no such kind.
    """
    if plural not in reading.kept(kinds_listed):
        return read_listing(reading.kg, plural)  # which says what there is
    return reading.kept(_reader(plural))


@cache
def _reader(plural: str) -> Callable[[KnowledgeGraph], ThingList]:
    """Return what reads the list of a kind, the same each time, as `Reading.kept` knows it by."""
    return partial(read_listing, plural=plural)


def _asked(request: Request, whole: ThingList, path: str) -> Asked:
    """Return what a request asks of a list; a QueryError tells what of it is not there."""
    values: dict[str, list[str]] = {}
    for name, value in request.query_params.multi_items():
        values.setdefault(name, []).append(value)
    sort, number = values.pop(SORT, [NAME])[-1], values.pop(PAGE, ["1"])[-1]
    if not (number.isascii() and number.isdigit() and 0 < len(number) < 8 and int(number)):
        raise QueryError(f"{number[:20]!r} is no page of a list; write a whole number from 1 on")
    return Asked(path, whole.understood(values), sort or NAME, int(number))


def _page(
    request: Request, whole: ThingList, asked: Asked, rows: Sequence[ListedThing], pages: int
) -> Response:
    left = whole.kept(asked.chosen)
    columns = [name for name in COLUMNS.get(whole.plural, ()) if whole.has(name)]
    begin = ON_A_PAGE * (asked.page - 1)
    return page(
        request,
        "list",
        whole=whole,
        asked=asked,
        count=len(rows),
        rows=[(row, _cells(whole, row, columns)) for row in rows[begin : begin + ON_A_PAGE]],
        begin=begin,
        pages=pages,
        heads=list(_heads(whole, asked, columns)),
        chosen=list(_chosen(whole, asked)),
        facets=list(_facets(whole, asked, left)),
        files=[(form, asked.address(f"{asked.path}.{form}")) for form in FILES],
    )


def _cells(whole: ThingList, row: ListedThing, columns: Sequence[str]) -> list[list[str]]:
    return [whole.said(row, whole.place(name)) for name in columns]


def _heads(
    whole: ThingList, asked: Asked, columns: Sequence[str]
) -> Iterator[tuple[str, str, str]]:
    """Yield what stands over each column, the address of the list sorted by it, and how it is."""
    named = {name: whole.facets[whole.place(name)].heading for name in columns}
    for name, heading in ({NAME: "Name"} | named | {TIES: "Ties"}).items():
        first, second = (DOWN + name, name) if name == TIES else (name, DOWN + name)
        sorted_ = {name: "ascending", DOWN + name: "descending"}.get(asked.sort, "")
        yield heading, asked.address(sort=second if asked.sort == first else first), sorted_


def _chosen(whole: ThingList, asked: Asked) -> Iterator[tuple[str, str, str, int]]:
    """Yield heading and label of what is chosen, the address without it, how many that leaves."""
    for name, values in asked.chosen.items():
        place = whole.place(name)
        for value in values:
            rest = asked.without(name, value)
            left = whole.kept(rest.chosen).bit_count()
            label = whole.labels[place][value]
            said = plain(label) if name == TIE_KIND.name else label
            yield whole.facets[place].heading, said, rest.address(), left


def _facets(whole: ThingList, asked: Asked, left: int) -> Iterator[ShownFacet]:
    for place, facet in enumerate(whole.facets):
        chosen = asked.chosen.get(facet.name, ())
        counts = [count for count in whole.counts(place, left) if count.value not in chosen]
        if counts:
            first, then = counts[:FIRST_VALUES], counts[FIRST_VALUES:MOST_VALUES]
            yield ShownFacet(facet, first, then, len(counts[MOST_VALUES:]))


def _as_file(whole: ThingList, rows: Sequence[ListedThing], form: str, version: str) -> Response:
    if form == "json":
        records = {"kind": whole.plural, "version": version, "count": len(rows)}
        document = {**records, whole.plural: list(list_records(whole, rows))}
        text = escaped(json.dumps(document, ensure_ascii=False, indent=1)) + "\n"
        return Response(text, media_type="application/json")
    columns, cells = list_table(whole, rows)
    if form == "xlsx":
        content = workbook({british(whole.plural): [columns, *cells]})
        return file(content, SHEET, f"{whole.plural}.xlsx")
    text = csv_text([columns, *([str(cell) for cell in line] for line in cells)])
    return file(text.encode(), "text/csv; charset=utf-8", f"{whole.plural}.csv")


def of_type(request: Request) -> Response:
    """Answer the address of a type of organisation, which is no thing: see those that are of it."""
    wanted = {"type": request.path_params["type"]}
    return RedirectResponse(with_values("/list/organizations", wanted), 303)


routes = [Route("/list/{kind}", listing), Route("/page/organization-type_{type}", of_type)]
