"""The tables of Gephi: nodes and edges as CSV, alone or in one archive."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable

from atgraph.export.network.flat import Flat, Record, cell

NODES, EDGES = "nodes.csv", "edges.csv"
HEADINGS = {n: n.capitalize() for n in ("id", "label", "source", "target", "weight", "type")}
BEGINNING = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip can hold: it is not of a clock


def tables(flat: Flat) -> dict[str, bytes]:
    """Return the name of each file and what it holds: CSV as in RFC 4180, in UTF-8."""
    edges: list[Record] = [{**one, "type": "Undirected"} for one in flat.edges]
    first = ("id", "source", "target", "type", "source_label", "target_label", "weight")
    return {
        NODES: _table(flat.nodes, ("id", "label", "kind"), flat.node_columns),
        EDGES: _table(edges, first, flat.edge_columns),
    }


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
    names = [*first, *(name for name in names if name not in first)]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([HEADINGS.get(name, name) for name in names])
    writer.writerows([cell(one.get(name, "")) for name in names] for one in records)
    return out.getvalue().encode()
