"""The data of a page: a record for each node and link, the legend, the totals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from atgraph.maps.content import DERIVED, UNNAMED, Content, MapTie, Node
from atgraph.maps.content_reader import local_name
from atgraph.maps.groups import MapGroup, bridges
from atgraph.maps.map_files import MapFile
from atgraph.maps.map_style import Style

Numbers = Mapping[str, int]
LEAST_RADIUS, FILLED = 60.0, 0.42
"""The radius of a group's circle in pixels at a zoom of 1; its share of its members' room."""
MOST_MOVING = 300
"""Up to so many things, the page offers to let them move."""


def group_records(
    content: Content, groups: Sequence[MapGroup], places: Sequence[tuple[int, int]]
) -> dict[str, Any]:
    """Return what the overview of a large map shows: its groups, and how many ties join two."""
    shown = []
    for group in groups:
        spans = [
            (min(values), max(values))
            for values in zip(*(places[number] for number in group.members), strict=True)
        ]
        radius = max(LEAST_RADIUS, FILLED * min(high - low for low, high in spans))
        x, y = (round((low + high) / 2) for low, high in spans)
        size = round((radius / 4) ** 2)
        shown.append({"label": group.label, "members": group.members, "size": size, "x": x, "y": y})
    joined = [dict(zip(("from", "to", "count"), b)) for b in bridges(content, groups)]
    return {"groups": shown, "bridges": joined}


def records(
    map_file: MapFile, content: Content, style: Style, story: Sequence[Mapping[str, Any]] = ()
) -> dict[str, Any]:
    """Return what panel, search, filters and tables show, in the order of the drawing.

    Themes and events of a tie are numbers of those in ``themes`` and ``events``; ``of`` is one
    number for what is one tie, so that a group of three, which is three lines, counts once.
    """
    looks, degrees = looks_of(content), content.degrees()
    themes, events = (_facet(name, content) for name in ("themes", "events"))
    same = {
        one: number for number, one in enumerate(dict.fromkeys(t.identity for t in content.ties))
    }
    return {
        "name": map_file.name,
        "title": map_file.title,
        "kinds": [
            {"key": kind, "label": content.kind_label(kind)} for kind in kinds_of(content, style)
        ],
        "physics": len(content.nodes) <= MOST_MOVING,
        "panels": map_file.panels,
        "choice": content.choice,
        "story": story,
        "nodes": [
            _node(number, node, looks[node.class_iri], degrees[number], content)
            for number, node in enumerate(content.nodes)
        ],
        "links": [
            {
                "kind": content.kind_label(link.kind),
                "key": link.kind,
                "ties": [
                    _tie(tie, themes, events) | {"of": same[tie.identity]} for tie in link.ties
                ],
            }
            for link in content.links
        ],
        "themes": [content.label(iri) for iri in themes],
        "events": [content.label(iri) for iri in events],
    }


def _facet(name: str, content: Content) -> dict[str, int]:
    """Return the number of each theme or event of the ties, in the order of their labels."""
    found = {iri for tie in content.ties for iri in getattr(tie, name)}
    ordered = sorted(found, key=lambda iri: (content.label(iri).casefold(), iri))
    return {iri: number for number, iri in enumerate(ordered)}


def kinds_of(content: Content, style: Style) -> list[str]:
    """Return the kinds of tie that are shown, in the order of the style file."""
    order = {kind: place for place, kind in enumerate(style.links)}
    kinds = {link.kind for link in content.links}
    return sorted(kinds, key=lambda kind: (order.get(kind, len(order)), kind))


def looks_of(content: Content) -> dict[str, int]:
    """Return the number by which the page knows the look of each class of node."""
    classes = dict.fromkeys(node.class_iri for node in content.nodes)
    return {class_iri: number for number, class_iri in enumerate(classes)}


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
    links = (link for link in content.links if link.kind == kind)
    ties = {tie.identity: tie.what for link in links for tie in link.ties}
    label = "derived, printed nowhere" if kind == DERIVED else content.kind_label(kind)
    shown = sorted(Counter(ties.values()).items())
    return {"label": label, "count": len(ties), "classes": shown, "style": style.link(kind)}


def totals(content: Content) -> dict[str, int]:
    """Return how many things and ties there are, and how many ties rest on printed words."""
    ties = {tie.identity: tie for tie in content.ties}
    stated = [tie.evidence for tie in ties.values() if not tie.is_derived]
    printed = sum(any(words.text for words in evidence) for evidence in stated)
    return {
        "nodes": len(content.nodes),
        "ties": len(ties),
        "printed": printed,
        "elsewhere": sum(map(bool, stated)) - printed,
        "derived": len(ties) - len(stated),
    }


def _node(number: int, node: Node, look: int, ties: int, content: Content) -> dict[str, Any]:
    record = {
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
        record["parent"] = content.parents[number]
    if node.countries:
        record["country"] = ", ".join(node.countries)
    return record


def _tie(tie: MapTie, themes: Numbers, events: Numbers) -> dict[str, Any]:
    said = (
        ", ".join(tie.roles),
        ", ".join(f"“{title}”" for title in tie.titles),
        ", ".join(tie.statuses),
        f"through {', '.join(tie.through)}" if tie.through else "",
    )
    return {
        "from": tie.source,
        "to": tie.target,
        "class": tie.what,
        "mutual": tie.is_mutual,
        "derived": tie.is_derived,
        "said": "; ".join(filter(None, said)),
        "evidence": [{"place": words.place, "text": words.text} for words in tie.evidence],
        "themes": [themes[iri] for iri in tie.themes],
        "events": [events[iri] for iri in tie.events],
    }
