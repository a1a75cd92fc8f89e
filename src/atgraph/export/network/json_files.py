"""The JSON that Cytoscape and Kumu read."""

import json
from typing import Any

from atgraph.characters import escaped
from atgraph.export.network.flat import JOINT, UNDIRECTED, Flat, Record, Scalar


def cytoscape(flat: Flat) -> bytes:
    """Return a network as Cytoscape.js JSON, which Cytoscape opens as .cyjs."""
    nodes = [{"data": {**one, "name": one["label"]}} for one in flat.nodes]
    edges = []
    for one in flat.edges:
        name = f"{one['source_label']} – {one['target_label']}"
        edges.append({"data": {**one, "name": name, "interaction": _kind(one)}})
    return _json(
        {
            "format_version": "1.0",
            "generated_by": "atgraph",
            "target_cytoscapejs_version": "~3.0",
            "data": {"name": "atgraph", "about": flat.about},
            "directed": flat.direction != UNDIRECTED,
            "multigraph": flat.direction != UNDIRECTED,
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
            "direction": "mutual" if one.get("mutual") else flat.direction,
            "type": _kind(one),
            **_tags(one, "kinds"),
            **_rest(one, "id", "source", "target", "kinds", "kind", "strongest_kind"),
        }
        for one in flat.edges
    ]
    return _json({"elements": elements, "connections": connections})


def _kind(edge: Record) -> Scalar:
    return edge.get("strongest_kind", edge.get("kind", ""))


def _rest(one: Record, *without: str) -> dict[str, Any]:
    return {key.replace("_", " "): value for key, value in one.items() if key not in without}


def _tags(one: Record, name: str) -> dict[str, Any]:
    return {"tags": str(one[name]).split(JOINT)} if name in one else {}


def _json(content: dict[str, Any]) -> bytes:
    text = json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False)
    return escaped(text).encode() + b"\n"
