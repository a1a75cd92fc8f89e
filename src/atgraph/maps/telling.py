"""What is told beside the drawing: a record for each node and link, the legend, the totals."""

from __future__ import annotations

from collections import Counter
from typing import Any

from atgraph.maps.content import DERIVED, Content, Evidence, Link, Node, Tie
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
    order = {kind: place for place, kind in enumerate(style.links)}
    kinds = sorted({link.kind for link in content.links}, key=lambda kind: (order.get(kind, len(order)), kind))
    return {
        "nodes": [
            {"label": content.labels.get(iri, UNNAMED), "count": nodes[iri], "look": look, "style": style.node(iri)} for iri, look in looks_of(content).items()
        ],
        "links": [_kind(kind, content, style) for kind in kinds],
    }


def _kind(kind: str, content: Content, style: Style) -> dict[str, Any]:
    ties = {_identity(tie): content.what(tie) for link in content.links if link.kind == kind for tie in link.ties}
    shown = sorted(Counter(ties.values()).items())
    label = "derived, printed nowhere" if kind == DERIVED else content.labels.get(kind, UNNAMED)
    return {"label": label, "count": len(ties), "classes": shown, "style": style.link(kind)}


def _identity(tie: Tie) -> tuple[object, ...]:
    """Return what makes a tie one: a group is one tie of several pairs, what is derived is told by its ends."""
    return (tie.source, tie.target, tie.how) if tie.how else (tie.iri,)


def totals(content: Content) -> dict[str, int]:
    """Return how many things and ties there are, and how many ties rest on printed words."""
    ties = {_identity(tie): tie for tie in content.ties}
    stated = [tie.evidence for tie in ties.values() if not tie.how]
    printed = sum(any(e.is_printed for e in items) for items in stated)
    elsewhere = sum(map(bool, stated)) - printed
    return {"nodes": len(content.nodes), "ties": len(ties), "printed": printed, "elsewhere": elsewhere, "derived": len(ties) - len(stated)}


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
    label = DERIVED if link.kind == DERIVED else content.labels.get(link.kind, UNNAMED)
    return {"kind": label, "ties": [_tie(tie, content) for tie in link.ties]}


def _tie(tie: Tie, content: Content) -> dict[str, Any]:
    said = (", ".join(tie.roles), ", ".join(f"“{title}”" for title in tie.titles), ", ".join(tie.statuses))
    return {
        "from": tie.source,
        "to": tie.target,
        "class": content.what(tie),
        "mutual": content.is_mutual(tie),
        "derived": bool(tie.how),
        "said": "; ".join(filter(None, said)),
        "evidence": [_evidence(item) for item in tie.evidence],
    }


def _evidence(item: Evidence) -> dict[str, str]:
    return {"place": item.place, "text": item.text}
