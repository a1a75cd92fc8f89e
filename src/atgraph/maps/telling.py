"""What is told beside the drawing: a record for each node and link, the legend, the totals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from atgraph.maps.content import DERIVED, Content, Evidence, Link, Node, Tie, key_of
from atgraph.maps.facts import local_name
from atgraph.maps.files import MapFile
from atgraph.maps.groups import Group, bridges
from atgraph.maps.style import Style

UNNAMED = "other"
Numbers = Mapping[str, int]
LEAST_RADIUS, FILLED = 60.0, 0.42
"""The radius of a group's circle in pixels at a zoom of 1, and its share of the room that the members take."""
MOST_MOVING = 300
"""Up to so many things, the page offers to let them move."""


def told_groups(
    content: Content, groups: Sequence[Group], places: Sequence[tuple[int, int]]
) -> dict[str, Any]:
    """Return what the overview of a large map shows: the groups, where and how large, and how many ties join two.

    Args:
        content: the map.
        groups: its groups.
        places: of its things.
    """
    told = []
    for group in groups:
        xs, ys = zip(*(places[number] for number in group.members), strict=True)
        radius = max(LEAST_RADIUS, FILLED * min(max(xs) - min(xs), max(ys) - min(ys)))
        middle = {"x": round((min(xs) + max(xs)) / 2), "y": round((min(ys) + max(ys)) / 2)}
        told.append(
            {
                "label": group.label,
                "members": group.members,
                "size": round((radius / 4) ** 2),
                **middle,
            }
        )
    joined = [
        {"from": one, "to": other, "count": count} for one, other, count in bridges(content, groups)
    ]
    return {"groups": told, "bridges": joined}


def records(
    map_file: MapFile, content: Content, style: Style, story: Sequence[Mapping[str, Any]] = ()
) -> dict[str, Any]:
    """Return what panel, search, switches and tables say, things and links in the order of the drawing.

    Themes and events of a tie are numbers of those in ``themes`` and ``events``; ``of`` is one
    number for what is one tie.
    """
    looks, degrees = looks_of(content), content.degrees()
    themes, events = (_facet(name, content) for name in ("themes", "events"))
    same = _numbered(content)
    return {
        "name": map_file.name,
        "title": map_file.title,
        "kinds": [
            {"key": key_of(kind), "label": _kind_label(kind, content)}
            for kind in kinds_of(content, style)
        ],
        "physics": len(content.nodes) <= MOST_MOVING,
        "panels": map_file.panels,
        "choice": content.choice,
        "story": story,
        "nodes": [
            _node(number, node, looks[node.class_iri], degrees[number], content)
            for number, node in enumerate(content.nodes)
        ],
        "links": [_link(link, content, themes, events, same) for link in content.links],
        "themes": [content.labels.get(iri, iri) for iri in themes],
        "events": [content.labels.get(iri, iri) for iri in events],
    }


def _numbered(content: Content) -> dict[tuple[object, ...], int]:
    """Return a number for whatever is one tie, so that a group of three, which is three lines, counts once."""
    return {
        identity: number
        for number, identity in enumerate(dict.fromkeys(map(_identity, content.ties)))
    }


def _facet(name: str, content: Content) -> dict[str, int]:
    """Return the number of each theme or event of the ties, in the order of their labels."""
    found = {iri for tie in content.ties for iri in getattr(tie, name)}
    return {
        iri: number
        for number, iri in enumerate(
            sorted(found, key=lambda iri: (content.labels.get(iri, iri).casefold(), iri))
        )
    }


def kinds_of(content: Content, style: Style) -> list[str]:
    """Return the kinds of tie that are shown, in the order of the style file."""
    order = {kind: place for place, kind in enumerate(style.links)}
    return sorted(
        {link.kind for link in content.links}, key=lambda kind: (order.get(kind, len(order)), kind)
    )


def looks_of(content: Content) -> dict[str, int]:
    """Return the number by which the page knows the look of each class of node."""
    return {
        class_iri: number
        for number, class_iri in enumerate(dict.fromkeys(node.class_iri for node in content.nodes))
    }


def legend(content: Content, style: Style) -> dict[str, list[dict[str, Any]]]:
    """Return what each shape and line means, and how many of each are shown."""
    nodes = Counter(node.class_iri for node in content.nodes)
    return {
        "nodes": [
            {
                "label": content.labels.get(iri, UNNAMED),
                "count": nodes[iri],
                "look": look,
                "style": style.node(iri),
            }
            for iri, look in looks_of(content).items()
        ],
        "links": [_kind(kind, content, style) for kind in kinds_of(content, style)],
    }


def _kind(kind: str, content: Content, style: Style) -> dict[str, Any]:
    ties = {
        _identity(tie): content.what(tie)
        for link in content.links
        if link.kind == kind
        for tie in link.ties
    }
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
    return {
        "nodes": len(content.nodes),
        "ties": len(ties),
        "printed": printed,
        "elsewhere": elsewhere,
        "derived": len(ties) - len(stated),
    }


def _node(number: int, node: Node, look: int, ties: int, content: Content) -> dict[str, Any]:
    told = {
        "iri": node.iri,
        "class": local_name(node.class_iri),
        "label": node.label,
        "short": node.short,
        "kind": content.labels.get(node.class_iri, UNNAMED),
        "look": look,
        "names": [*node.acronyms, *node.names],
        "details": node.details,
        "ties": ties,
    }
    if number in content.parents:
        told["parent"] = content.parents[number]
    if node.countries:
        told["country"] = ", ".join(node.countries)
    return told


def _kind_label(kind: str, content: Content) -> str:
    return DERIVED if kind == DERIVED else content.labels.get(kind, UNNAMED)


def _link(
    link: Link,
    content: Content,
    themes: Numbers,
    events: Numbers,
    same: Mapping[tuple[object, ...], int],
) -> dict[str, Any]:
    ties = [_tie(tie, content, themes, events) | {"of": same[_identity(tie)]} for tie in link.ties]
    return {"kind": _kind_label(link.kind, content), "key": key_of(link.kind), "ties": ties}


def _tie(tie: Tie, content: Content, themes: Numbers, events: Numbers) -> dict[str, Any]:
    through = f"through {', '.join(tie.through)}" if tie.through else ""
    said = (
        ", ".join(tie.roles),
        ", ".join(f"“{title}”" for title in tie.titles),
        ", ".join(tie.statuses),
        through,
    )
    return {
        "from": tie.source,
        "to": tie.target,
        "class": content.what(tie),
        "mutual": content.is_mutual(tie),
        "derived": bool(tie.how),
        "said": "; ".join(filter(None, said)),
        "evidence": [_evidence(item) for item in tie.evidence],
        "themes": [themes[iri] for iri in tie.themes],
        "events": [events[iri] for iri in tie.events],
    }


def _evidence(item: Evidence) -> dict[str, str]:
    return {"place": item.place, "text": item.text}
