"""GraphML and GEXF.

The XML is written by the standard library: networkx puts the day of writing into GEXF, and refuses
or breaks on what flat.py mends.
"""

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from atgraph.export.network.flat import Flat, Record, cell

GRAPHML = "http://graphml.graphdrawing.org/xmlns"
GEXF = "http://www.gexf.net/1.2draft"  # every reader knows it
ENDS = ("id", "source", "target")


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
    graph = SubElement(root, "graph", edgedefault=flat.direction)
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
    graph = SubElement(root, "graph", defaultedgetype=flat.direction, mode="static")
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
    return {name: cell(one[name]) for name in names if name in one}


def _xml(root: Element) -> bytes:
    indent(root, " ")
    written: bytes = tostring(root, encoding="UTF-8", xml_declaration=True)
    return written + b"\n"
