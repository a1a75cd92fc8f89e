"""The files of a network: the tables of Gephi, the JSON of Cytoscape and Kumu, GraphML and GEXF.

The XML is written by the standard library: networkx puts the day of writing into GEXF, and refuses
or breaks on what flat.py mends.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from atgraph.export.network.flat import JOINT, Flat, Record, Scalar

NODES, EDGES = "nodes.csv", "edges.csv"
HEADINGS = {n: n.capitalize() for n in ("id", "label", "source", "target", "weight", "type")}
BEGINNING = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip can hold: it is no clock's
GRAPHML = "http://graphml.graphdrawing.org/xmlns"
GEXF = "http://www.gexf.net/1.2draft"  # every reader knows it
ENDS = ("id", "source", "target")


# --- tables ---


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
    writer.writerows([_text(one.get(name, "")) for name in names] for one in records)
    return out.getvalue().encode()


def _text(value: Scalar) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


# --- JSON ---


def cytoscape(flat: Flat) -> bytes:
    """Return a network as Cytoscape.js JSON, which Cytoscape opens as .cyjs."""
    nodes = [{"data": {**one, "name": one["label"]}} for one in flat.nodes]
    edges = []
    for one in flat.edges:
        name = f"{one['source_label']} – {one['target_label']}"
        kind = one.get("strongest_kind", "")
        edges.append({"data": {**one, "name": name, "interaction": kind}})
    return _json(
        {
            "format_version": "1.0",
            "generated_by": "atgraph",
            "target_cytoscapejs_version": "~3.0",
            "data": {"name": "atgraph", "about": flat.about},
            "directed": False,
            "multigraph": False,
            "elements": {"nodes": nodes, "edges": edges},
        }
    )


def kumu(flat: Flat) -> bytes:
    """Return a network as the JSON that Kumu imports: elements and connections.

    Kumu tells elements apart by their label unless they have an id, so each has.
    """
    elements = [
        {
            **_rest(one, "kind", "organization_type"),
            "type": str(one["kind"]).capitalize(),
            **_tags(one, "organization_type"),
        }
        for one in flat.nodes
    ]
    connections = [
        {
            "id": one["id"],
            "from": one["source"],
            "to": one["target"],
            "direction": "undirected",
            "type": one.get("strongest_kind", ""),
            **_tags(one, "kinds"),
            **_rest(one, "id", "source", "target", "kinds", "strongest_kind"),
        }
        for one in flat.edges
    ]
    return _json({"elements": elements, "connections": connections})


def _rest(one: Record, *without: str) -> dict[str, Any]:
    return {key.replace("_", " "): value for key, value in one.items() if key not in without}


def _tags(one: Record, name: str) -> dict[str, Any]:
    return {"tags": str(one[name]).split(JOINT)} if name in one else {}


def _json(content: dict[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False).encode() + b"\n"


# --- XML ---


def graphml(flat: Flat) -> bytes:
    """Return a network as GraphML (Brandes et al. 2002)."""
    root = Element("graphml", xmlns=GRAPHML)
    keys: dict[tuple[str, str], str] = {}

    def declare(key: str, part: str, name: str, kind: str) -> None:
        SubElement(root, "key", {"id": key, "for": part, "attr.name": name, "attr.type": kind})

    for part, records, names in _parts(flat):
        for name in names:
            keys[part, name] = key = f"{part[0]}{len(keys)}"
            declare(key, part, name, _type(records, name))
    declare("about", "graph", "about", "string")
    graph = SubElement(root, "graph", edgedefault="undirected")
    SubElement(graph, "data", key="about").text = flat.about
    for part, records, names in _parts(flat):
        for one in records:
            element = SubElement(graph, part, _written(one, ENDS))
            for name, value in _written(one, names).items():
                SubElement(element, "data", key=keys[part, name]).text = value
    return _xml(root)


def gexf(flat: Flat) -> bytes:
    """Return a network as GEXF 1.2, the format of Gephi."""
    root = Element("gexf", xmlns=GEXF, version="1.2")
    meta = SubElement(root, "meta")
    SubElement(meta, "creator").text = "atgraph"
    SubElement(meta, "description").text = flat.about
    graph = SubElement(root, "graph", defaultedgetype="undirected", mode="static")
    own = ("label", "weight")
    for part, records, names in _parts(flat, *own):
        listed = SubElement(graph, "attributes", {"class": part})
        for number, name in enumerate(names):
            SubElement(listed, "attribute", id=str(number), title=name, type=_type(records, name))
    for part, records, names in _parts(flat, *own):
        holder, numbers = SubElement(graph, f"{part}s"), {n: str(i) for i, n in enumerate(names)}
        for one in records:
            element = SubElement(holder, part, _written(one, (*ENDS, *own)))
            values = SubElement(element, "attvalues")
            for name, value in _written(one, names).items():
                SubElement(values, "attvalue", {"for": numbers[name], "value": value})
    return _xml(root)


def _parts(flat: Flat, *elsewhere: str) -> Iterator[tuple[str, tuple[Record, ...], list[str]]]:
    """Yield nodes and edges with their records, and the attributes that no element itself has."""
    parts = (("node", flat.nodes, flat.node_columns), ("edge", flat.edges, flat.edge_columns))
    for part, records, names in parts:
        yield part, records, [name for name in names if name not in (*ENDS, *elsewhere)]


def _type(records: Iterable[Record], name: str) -> str:
    """Return the type of a column; where records differ in it, of the widest."""
    types = {type(one[name]) for one in records if name in one}
    if types == {bool}:
        return "boolean"
    if types == {int}:
        return "long"
    return "double" if types <= {int, float} else "string"


def _written(one: Record, names: Iterable[str]) -> dict[str, str]:
    return {name: _text(one[name]) for name in names if name in one}


def _xml(root: Element) -> bytes:
    indent(root, " ")
    written: bytes = tostring(root, encoding="UTF-8", xml_declaration=True)
    return written + b"\n"
