"""Invented networks for the tests of what is counted and exported."""

from __future__ import annotations

from collections.abc import Iterable

import networkx as nx
from hypothesis import strategies as st

from atgraph.network import Choice, LeftOut, Link, Network

DYADIC = (
    0.25,
    0.5,
    1.0,
    2.0,
    4.0,
)  # weights whose reciprocals add up without rounding, so that equal paths are equal


@st.composite
def graphs(draw: st.DrawFn, most: int = 9) -> nx.Graph:
    """Draw an undirected graph of up to so many nodes, with weights.

    Disconnected, of one node and empty ones too.
    """
    count = draw(st.integers(0, most))
    pairs = [(a, b) for b in range(count) for a in range(b)]
    edges = draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []
    graph = nx.Graph()
    graph.add_nodes_from(f"n{node}" for node in draw(st.permutations(range(count))))
    for a, b in edges:
        graph.add_edge(f"n{a}", f"n{b}", weight=draw(st.sampled_from(DYADIC)))
    return graph


def link(
    kind: str,
    *statements: str,
    via: str = "",
    how: str = "",
    role: str = "",
    first: str = "",
    last: str = "",
    ends: tuple[str, str] = ("", ""),
) -> Link:
    """Make a link."""
    return Link(kind, how or kind, tuple(sorted(statements)), via, role, first, last, ends=ends)


def network(
    links: Iterable[tuple[str, str, Link]],
    alone: Iterable[str] = (),
    left_out: LeftOut | None = None,
) -> Network:
    """Make a network of actors named by one letter; a capital is an organisation."""
    listed = list(links)
    graph = nx.Graph()
    for name in sorted({*alone, *(end for a, b, _ in listed for end in (a, b))}):
        graph.add_node(
            name, label=name, kind="organization" if name.isupper() else "person", on_request=False
        )
    meeting: dict[str, set[str]] = {}
    for a, b, one in listed:
        meeting.setdefault(one.via, set()).update((a, b))
    edges: dict[tuple[str, str], list[Link]] = {}
    for a, b, one in listed:
        edges.setdefault((min(a, b), max(a, b)), []).append(one)
    for (a, b), several in sorted(edges.items()):
        weight = sum(1 / (len(meeting[one.via]) - 1) if one.via else 1.0 for one in several)
        graph.add_edge(
            a,
            b,
            links=tuple(sorted(several)),
            kinds=tuple(sorted({one.kind for one in several})),
            weight=weight,
        )
    labels = {**{node: node for node in graph}, **{via: via for via in meeting if via}}
    return Network(graph, Choice(), left_out or LeftOut(), labels)


def meeting(event: str, *actors: str) -> list[tuple[str, str, Link]]:
    """Return the links of those who take part in one event."""
    pairs = [(a, b) for place, a in enumerate(actors) for b in actors[place + 1 :]]
    return [
        (
            a,
            b,
            link(
                "co-presence", f"{event}/{a}", f"{event}/{b}", via=event, how="shared participation"
            ),
        )
        for a, b in pairs
    ]
