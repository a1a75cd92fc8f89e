"""The who-does-what-where sheet of humanitarian co-ordination: a CSV table whose second row are HXL hashtags.

HXL 1.1 (hxlstandard.org): a hashtag says what a column holds whatever its heading is, so that the
sheets of several bodies can be put together. One row is an organisation, what it does, at which
event, on which theme.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from atgraph.ask.evidence import evidence_of
from atgraph.export.network.flat import JOINT, local, text
from atgraph.export.tables import harmless
from atgraph.network.queries import read_attributes, rows_of
from atgraph.rdf.namespaces import ATGV

if TYPE_CHECKING:
    from atgraph.graph.graph import Graph

USERS = ATGV + "target-users"
COLUMNS = (
    ("Organisation", "#org+name"),
    ("Organisation's id", "#org+id"),
    ("Kind of organisation", "#org+type"),
    ("Part of", "#org+parent"),
    ("Organisation's country", "#org+country+code"),
    ("Does", "#activity+role"),
    ("What", "#activity+name"),
    ("Kind of what", "#activity+type"),
    ("Theme", "#sector+name"),
    ("For whom", "#beneficiary+type"),
    ("Event", "#event+name"),
    ("First day", "#date+start"),
    ("Last day", "#date+end"),
    ("Place", "#loc+name"),
    ("Country", "#country+code"),
    ("Rests on", "#meta+evidence"),
    ("Ties", "#meta+id+list"),
)


def sheet(kg: Graph, on_request: Collection[str] = ()) -> tuple[bytes, int]:
    """Return the sheet, and how many people's parts are not in it.

    Args:
        kg: the graph.
        on_request: the IRIs of people who are listed on request; what organisations do through them
            alone is left out.
    """
    done = rows_of(kg, "who-does-what")
    left_out = {row["person"] for row in done if row["person"] in on_request}
    groups: dict[tuple[str, ...], list[dict[str, str]]] = {}
    for row in done:
        if row["person"] not in on_request:
            groups.setdefault(
                (
                    row["organizationName"],
                    row["organization"],
                    row["event"],
                    row["thing"],
                    row["activity"],
                ),
                [],
            ).append(row)
    told = _Told(kg, {row["statement"] for rows in groups.values() for row in rows})
    lines = [[heading for heading, _ in COLUMNS], [tag for _, tag in COLUMNS]]
    for key in sorted(groups):
        lines += told.lines(groups[key])
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(
        [[harmless(text(cell)) for cell in line] for line in lines]
    )
    return out.getvalue().encode(), len(left_out)


class _Told:
    """What is told of organisations, things and events, read once."""

    def __init__(self, kg: Graph, statements: Collection[str]) -> None:
        self.attributes = read_attributes(kg)
        self.quotes = evidence_of(kg, statements)
        self.places = {row["event"]: row for row in rows_of(kg, "places")}
        self.themes: dict[str, list[str]] = {}
        self.users: dict[str, list[str]] = {}
        for row in rows_of(kg, "themes"):
            listed = (self.users if row["scheme"] == USERS else self.themes).setdefault(
                row["thing"], []
            )
            if row["theme"] not in listed:
                listed.append(row["theme"])

    def lines(self, rows: list[dict[str, str]]) -> list[list[str]]:
        """Return a line for each theme of what an organisation does, or one where it has none."""
        row = rows[0]
        organization = self.attributes.get(row["organization"], {})
        place = self.places.get(row["event"], {"place": "", "country": ""})
        ties = sorted({one["statement"] for one in rows})
        quotes = dict.fromkeys(str(quote) for tie in ties for quote in self.quotes.get(tie, ()))
        before = [row["organizationName"], local(row["organization"])]
        before += [
            JOINT.join(organization.get(name, ()))
            for name in ("organization_type", "part_of", "country")
        ]
        before += [row["activity"], row["what"], row["whatKind"]]
        after = [
            JOINT.join(self.users.get(row["thing"], ())),
            row["eventName"],
            row["first"],
            row["last"],
            place["place"],
            place["country"],
        ]
        after += [JOINT.join(quotes), JOINT.join(map(local, ties))]
        return [[*before, theme, *after] for theme in self.themes.get(row["thing"], [""])]


def listed_on_request(kg: Graph, data: Path) -> Collection[str]:
    """Return the IRIs of the people of a graph who are listed on request, by the registry of a data folder.

    Raises:
        RegistryError: the registry is wrong, or does not know somebody in the graph.
    """
    from atgraph.ask import on_request as listing

    people = {row["person"] for row in rows_of(kg, "who-does-what")} - {""}
    return listing.listed_on_request(people, data / "registry")
