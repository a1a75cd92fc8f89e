"""The tables of Gephi: nodes and edges as CSV, alone or in one archive, or as a workbook."""

import io
import zipfile
from collections.abc import Iterable

from atgraph.export.network.flat import Flat, Record, cell
from atgraph.export.tables import csv_text
from atgraph.export.workbook import GROUNDS, grounds, workbook

NODES, EDGES = "nodes.csv", "edges.csv"
HEADINGS = {n: n.capitalize() for n in ("id", "label", "source", "target", "weight", "type")}
FIRST_OF_NODES = ("id", "label", "kind")
FIRST_OF_EDGES = ("id", "source", "target", "type", "source_label", "target_label", "weight")
BEGINNING = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip can hold: it is not of a clock


def tables(flat: Flat) -> dict[str, bytes]:
    """Return the name of each file and what it holds: CSV as in RFC 4180, in UTF-8."""
    edges: list[Record] = [{**one, "type": flat.direction.capitalize()} for one in flat.edges]
    return {
        NODES: _table(flat.nodes, FIRST_OF_NODES, flat.node_columns),
        EDGES: _table(edges, FIRST_OF_EDGES, flat.edge_columns),
    }


def spreadsheet(flat: Flat) -> bytes:
    """Return both tables as a workbook, each edge with what it rests on, its place and address."""
    of_nodes = _ordered(FIRST_OF_NODES, flat.node_columns)
    named = _ordered(FIRST_OF_EDGES, flat.edge_columns)
    of_edges = [name for name in named if name not in ("type", "evidence")]
    nodes = ([one.get(name) for name in of_nodes] for one in flat.nodes)
    edges = (
        [*(one.get(name) for name in of_edges), *grounds(flat.grounds.get(str(one["id"]), ()))]
        for one in flat.edges
    )
    return workbook(
        {
            "nodes": [of_nodes, *nodes],
            "edges": [[*of_edges, *(f"rests on: {name}" for name in GROUNDS)], *edges],
            "about": [["about"], [flat.about]],
        }
    )


def archive(flat: Flat) -> bytes:
    """Return both tables in one zip, the same bytes each time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as folder:
        for name, data in tables(flat).items():
            entry = zipfile.ZipInfo(name, BEGINNING)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.create_system = 3  # which would say on what system it was made
            folder.writestr(entry, data)
    return out.getvalue()


def _table(records: Iterable[Record], first: tuple[str, ...], names: Iterable[str]) -> bytes:
    names = _ordered(first, names)
    rows = ([cell(one.get(name, "")) for name in names] for one in records)
    return csv_text([[HEADINGS.get(name, name) for name in names], *rows]).encode()


def _ordered(first: tuple[str, ...], names: Iterable[str]) -> list[str]:
    return [*first, *(name for name in names if name not in first)]
