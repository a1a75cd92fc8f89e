"""What is told beside the drawing: a record for each node and link, the legend, the totals."""

from __future__ import annotations

from collections import Counter
from typing import Any

from atgraph.maps.content import Content, Evidence, Link, Node, Tie
from atgraph.maps.style import Style

UNNAMED = "other"


def records(content: Content) -> dict[str, list[dict[str, Any]]]:
    """Return what panel, search and tables say, in the order of the nodes and links."""
    looks, degrees = looks_of(content), content.degrees()
    return {
        "nodes": [_node(node, looks[node.class_iri], ties, content) for node, ties in zip(content.nodes, degrees, strict=True)],
        "links": [_link(link, content) for link in content.links],
    }


def looks_of(content: Content) -> dict[str, int]:
    """Return the number by which the page knows the look of each class of node."""
    return {class_iri: number for number, class_iri in enumerate(dict.fromkeys(node.class_iri for node in content.nodes))}


def legend(content: Content, style: Style) -> dict[str, list[dict[str, Any]]]:
    """Return what each shape and line means, and how many of each are shown."""
    nodes = Counter(node.class_iri for node in content.nodes)
    ties = {tie.iri: tie.class_iri for tie in content.ties}
    classes = Counter(ties.values())
    order = {kind: place for place, kind in enumerate(style.links)}
    kinds = sorted({link.kind for link in content.links}, key=lambda kind: (order.get(kind, len(order)), kind))
    return {
        "nodes": [
            {"label": content.labels.get(iri, UNNAMED), "count": nodes[iri], "look": look, "style": style.node(iri)} for iri, look in looks_of(content).items()
        ],
        "links": [_kind(kind, classes, content, style) for kind in kinds],
    }


def _kind(kind: str, classes: Counter[str], content: Content, style: Style) -> dict[str, Any]:
    shown = sorted((content.classes[iri].label, n) for iri, n in classes.items() if content.classes[iri].kind == kind)
    return {"label": content.labels.get(kind, UNNAMED), "count": sum(n for _, n in shown), "classes": shown, "style": style.link(kind)}


def totals(content: Content) -> dict[str, int]:
    """Return how many things and ties there are, and how many ties rest on printed words."""
    evidence = {tie.iri: tie.evidence for tie in content.ties}
    printed = sum(any(e.is_printed for e in items) for items in evidence.values())
    return {"nodes": len(content.nodes), "ties": len(evidence), "printed": printed, "elsewhere": sum(map(bool, evidence.values())) - printed}


def _node(node: Node, look: int, ties: int, content: Content) -> dict[str, Any]:
    return {
        "label": node.label,
        "kind": content.labels.get(node.class_iri, UNNAMED),
        "look": look,
        "names": [*node.acronyms, *node.names],
        "details": node.details,
        "ties": ties,
    }


def _link(link: Link, content: Content) -> dict[str, Any]:
    return {"kind": content.labels.get(link.kind, UNNAMED), "ties": [_tie(tie, content) for tie in link.ties]}


def _tie(tie: Tie, content: Content) -> dict[str, Any]:
    said = (", ".join(tie.roles), ", ".join(f"“{title}”" for title in tie.titles), ", ".join(tie.statuses))
    return {
        "from": tie.source,
        "to": tie.target,
        "class": content.classes[tie.class_iri].label,
        "mutual": content.classes[tie.class_iri].mutual,
        "said": "; ".join(filter(None, said)),
        "evidence": [_evidence(item) for item in tie.evidence],
    }


def _evidence(item: Evidence) -> dict[str, str]:
    return {"place": item.place, "text": item.text}
