"""GraphML and GEXF, written by the standard library: networkx puts the day of writing into GEXF, and refuses or breaks on what flat.py mends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from atgraph.export.network.flat import Flat, Record, Scalar

GRAPHML = "http://graphml.graphdrawing.org/xmlns"
# every reader knows it; Gephi, Gephi Lite and networkx among them
GEXF = "http://www.gexf.net/1.2draft"
ENDS = ("id", "source", "target")


def graphml(flat: Flat) -> bytes:
    """Return a network as GraphML (Brandes et al. 2002)."""
    root = Element("graphml", xmlns=GRAPHML)
    keys: dict[tuple[str, str], str] = {}
    for part, records, names in _parts(flat):
        for name in names:
            keys[part, name] = key = f"{part[0]}{len(keys)}"
            SubElement(
                root,
                "key",
                {"id": key, "for": part, "attr.name": name, "attr.type": _type(records, name)},
            )
    SubElement(
        root, "key", {"id": "about", "for": "graph", "attr.name": "about", "attr.type": "string"}
    )
    graph = SubElement(root, "graph", edgedefault="undirected")
    SubElement(graph, "data", key="about").text = flat.about
    for part, records, _ in _parts(flat):
        for one in records:
            element = SubElement(
                graph, part, {name: str(one[name]) for name in ENDS if name in one}
            )
            for name in (name for kind, name in keys if kind == part and name in one):
                SubElement(element, "data", key=keys[part, name]).text = _written(one[name])
    return _document(root)


def gexf(flat: Flat) -> bytes:
    """Return a network as GEXF 1.2, the format of Gephi."""
    root = Element("gexf", xmlns=GEXF, version="1.2")
    meta = SubElement(root, "meta")
    SubElement(meta, "creator").text = "atgraph"
    SubElement(meta, "description").text = flat.about
    graph = SubElement(root, "graph", defaultedgetype="undirected", mode="static")
    for part, records, names in _parts(flat, "label", "weight"):
        listed = SubElement(graph, "attributes", {"class": part})
        for number, name in enumerate(names):
            SubElement(listed, "attribute", id=str(number), title=name, type=_type(records, name))
    for part, records, names in _parts(flat, "label", "weight"):
        holder = SubElement(graph, f"{part}s")
        for one in records:
            element = SubElement(
                holder,
                part,
                {name: str(one[name]) for name in (*ENDS, "label", "weight") if name in one},
            )
            values = SubElement(element, "attvalues")
            for number, name in enumerate(names):
                if name in one:
                    SubElement(
                        values, "attvalue", {"for": str(number), "value": _written(one[name])}
                    )
    return _document(root)


def _parts(flat: Flat, *elsewhere: str) -> Iterator[tuple[str, tuple[Record, ...], list[str]]]:
    """Yield nodes and edges with their records and attributes, without those that are written on the element itself."""
    for part, records, names in (
        ("node", flat.nodes, flat.node_columns),
        ("edge", flat.edges, flat.edge_columns),
    ):
        yield part, records, [name for name in names if name not in (*ENDS, *elsewhere)]


def _type(records: Iterable[Record], name: str) -> str:
    """Return the type of a column; where records differ in it, of the widest."""
    types = {type(one[name]) for one in records if name in one}
    if types == {bool}:
        return "boolean"
    if types == {int}:
        return "long"
    return "double" if types <= {int, float} else "string"


def _written(value: Scalar) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _document(root: Element) -> bytes:
    indent(root, " ")
    written: bytes = tostring(root, encoding="UTF-8", xml_declaration=True)
    return written + b"\n"
