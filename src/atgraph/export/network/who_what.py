"""The who-does-what-where sheet of humanitarian co-ordination, with a row of HXL hashtags.

HXL 1.1 (hxlstandard.org): a hashtag says what a column holds whatever its heading is, so that the
sheets of several bodies can be put together. One row is an organisation, what it does, at which
event, on which theme.
"""

from collections.abc import Iterator

from atgraph.ask.evidence import Quoted, evidence_of, quotes_of
from atgraph.export.network.flat import JOINT, local, text
from atgraph.export.tables import csv_text
from atgraph.export.workbook import grounds, workbook
from atgraph.graph.graph import Graph
from atgraph.network.queries import read_attributes, rows_of
from atgraph.rdf.namespaces import ATGV

DONE = "who-does-what"
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
PLACES = (("File", "#meta+file"), ("Line", "#meta+line"), ("Source", "#meta+url"))
DOING = ("organizationName", "organization", "event", "thing", "activity")
Row = dict[str, str]


def sheet(kg: Graph, *, as_workbook: bool = False) -> bytes:
    """Return the sheet as CSV, or as a workbook, with file, line and address of the words too."""
    groups: dict[tuple[str, ...], list[Row]] = {}
    for row in rows_of(kg, DONE):
        groups.setdefault(tuple(row[name] for name in DOING), []).append(row)
    lines = _lines(kg, [groups[key] for key in sorted(groups)])
    if as_workbook:
        rows = ([*map(text, line), *grounds(quotes)[1:]] for line, quotes in lines)
        return workbook({"who does what": [*zip(*COLUMNS, *PLACES), *rows]}, heads=2)
    return csv_text([*zip(*COLUMNS), *(map(text, line) for line, _ in lines)]).encode()


def listed_through(kg: Graph) -> int:
    """Return how many people who are listed on request the sheet of a whole graph tells of."""
    return len(kg.listed & {row["person"] for row in rows_of(kg, DONE)})


def _lines(kg: Graph, groups: list[list[Row]]) -> Iterator[tuple[list[str], tuple[Quoted, ...]]]:
    """Yield a line for each theme, or one, of what an organisation does, with what it rests on."""
    attributes = read_attributes(kg)
    quotes = evidence_of(kg, {row["statement"] for rows in groups for row in rows})
    places = {row["event"]: row for row in rows_of(kg, "places")}
    themes, users = dict[str, dict[str, None]](), dict[str, dict[str, None]]()
    for row in rows_of(kg, "themes"):
        listed = users if row["scheme"] == USERS else themes
        listed.setdefault(row["thing"], {})[row["theme"]] = None
    for rows in groups:
        row = rows[0]
        ties = sorted({one["statement"] for one in rows})
        said = quotes_of(ties, quotes)
        own = attributes.get(row["organization"], {})
        place = places.get(row["event"], {"place": "", "country": ""})
        before = [
            row["organizationName"],
            local(row["organization"]),
            *(JOINT.join(own.get(n, ())) for n in ("organization_type", "part_of", "country")),
            *(row[name] for name in ("activity", "what", "whatKind")),
        ]
        after = [
            JOINT.join(users.get(row["thing"], ())),
            *(row[name] for name in ("eventName", "first", "last")),
            *(place[name] for name in ("place", "country")),
            JOINT.join(dict.fromkeys(map(str, said))),
            JOINT.join(map(local, ties)),
        ]
        for theme in themes.get(row["thing"], [""]):
            yield [*before, theme, *after], said
