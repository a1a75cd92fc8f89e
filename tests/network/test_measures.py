"""What is counted of each actor is what networkx counts."""

from __future__ import annotations

import math
from itertools import combinations

import igraph
import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atgraph.errors import QueryError
from atgraph.network.measures import MEASURES, Values, compact, find_measure
from atgraph.network.structure import joints, parts_without, shape, sides_of
from invented_networks import graphs


def same(ours: Values, theirs: dict[str, float]) -> bool:
    """Whether both say the same of each node; not a number is None here."""
    return ours.keys() == theirs.keys() and all(
        math.isnan(theirs[n])
        if v is None
        else math.isclose(v, theirs[n], rel_tol=1e-9, abs_tol=1e-9)
        for n, v in ours.items()
    )


def lengths(graph: nx.Graph) -> nx.Graph:
    """Return the graph with what paths add up."""
    made = nx.Graph(graph)
    for *_, data in made.edges(data=True):
        data["length"] = 1 / data["weight"]
    return made


REFERENCES = {
    "degree": lambda g: dict(g.degree()),
    "weighted-degree": lambda g: dict(g.degree(weight="weight")),
    "betweenness": nx.betweenness_centrality,
    "closeness": nx.closeness_centrality,
    "constraint": lambda g: nx.constraint(g, weight="weight") if len(g) else {},
    "core": nx.core_number,
    "reach": lambda g: {n: len(nx.ego_graph(g, n, radius=2)) - 1 for n in g},
}


def test_every_measure_has_a_reference():
    assert {*REFERENCES, "eigenvector"} == set(MEASURES)


@pytest.mark.slow
@pytest.mark.parametrize("name", REFERENCES)
@given(graph=graphs())
def test_each_value_is_that_of_networkx(name: str, graph: nx.Graph):
    assert same(MEASURES[name].compute(compact(graph)), REFERENCES[name](graph))


@pytest.mark.slow
@given(graph=graphs())
def test_where_strong_ties_are_short_steps_paths_are_those_of_networkx(graph: nx.Graph):
    measured = lengths(graph)
    assert same(
        MEASURES["betweenness"].compute(compact(graph, weighted=True)),
        nx.betweenness_centrality(measured, weight="length"),
    )
    assert same(
        MEASURES["closeness"].compute(compact(graph, weighted=True)),
        nx.closeness_centrality(measured, distance="length"),
    )


@pytest.mark.slow
@given(graph=graphs())
def test_eigenvector_centrality_is_that_of_networkx_within_the_largest_component(graph: nx.Graph):
    parts = sorted(nx.connected_components(graph), key=len, reverse=True)
    ours = MEASURES["eigenvector"].compute(compact(graph))
    inside = {n for n, v in ours.items() if v is not None}

    if not graph.edges or (len(parts) > 1 and len(parts[0]) == len(parts[1])):
        assert not inside
    else:
        theirs = nx.eigenvector_centrality(
            graph.subgraph(parts[0]), max_iter=100_000, tol=1e-14, weight="weight"
        )
        assert inside == set(parts[0])
        assert same({n: ours[n] for n in inside}, theirs)


@pytest.mark.slow
@given(graph=graphs(), data=st.data())
def test_no_value_depends_on_the_order_of_the_graph(graph: nx.Graph, data: st.DataObject):
    other = nx.Graph()
    other.add_nodes_from(data.draw(st.permutations(list(graph))))
    other.add_edges_from(
        (b, a, dict(d)) for a, b, d in data.draw(st.permutations(list(graph.edges(data=True))))
    )

    assert all(m.compute(compact(graph)) == m.compute(compact(other)) for m in MEASURES.values())


def test_each_measure_says_in_one_sentence_what_it_means_and_who_published_it():
    for measure in MEASURES.values():
        assert measure.meaning.endswith(".") and measure.meaning.count(". ") == 0
        assert any(year in measure.source for year in map(str, range(1970, 2021)))
        first = measure.source.split(" ")[0]
        assert first in (measure.compute.__doc__ or first)


def test_an_unknown_measure_is_told_with_the_nearest():
    with pytest.raises(QueryError, match="did you mean “betweenness”"):
        find_measure("betweeness")
    with pytest.raises(QueryError, match="choose from degree, weighted-degree, betweenness"):
        find_measure("PageRank")


@pytest.mark.slow
@given(graph=graphs())
def test_the_shape_is_what_networkx_says(graph: nx.Graph):
    ours = shape(compact(graph))
    parts = sorted((len(p) for p in nx.connected_components(graph)), reverse=True)

    assert (ours.actors, ours.edges, list(ours.components)) == (len(graph), graph.size(), parts)
    assert ours.density == (pytest.approx(nx.density(graph)) if len(graph) > 1 else None)
    assert ours.core == (max(nx.core_number(graph).values()) if graph.size() else None)
    if not graph.size() or (len(parts) > 1 and parts[0] == parts[1]):
        assert ours.diameter is None and ours.distance is None
    else:
        largest = graph.subgraph(max(nx.connected_components(graph), key=len))
        assert ours.diameter == nx.diameter(largest)
        assert ours.distance == pytest.approx(nx.average_shortest_path_length(largest))
    triples = sum(d * (d - 1) for _, d in graph.degree())
    assert ours.clustering == (pytest.approx(nx.transitivity(graph)) if triples else None)


@pytest.mark.slow
@given(graph=graphs())
def test_cut_points_and_their_parts_are_those_of_networkx(graph: nx.Graph):
    network = compact(graph)
    found, _ = joints(network)

    assert {cut.actor for cut in found} == set(nx.articulation_points(graph))
    for cut in found:
        rest = nx.Graph(graph)
        rest.remove_node(cut.actor)
        parts = [p for p in nx.connected_components(rest) if p & set(graph[cut.actor])]
        assert list(cut.sizes) == sorted(map(len, parts), reverse=True)
        assert parts_without(network, cut.actor) == sorted(
            map(sorted, parts), key=lambda part: (-len(part), part)
        )
    lost = [sum(cut.sizes[1:]) for cut in found]
    assert lost == sorted(lost, reverse=True)


@pytest.mark.slow
@given(graph=graphs())
def test_bridges_and_their_sides_are_those_of_networkx(graph: nx.Graph):
    network = compact(graph)
    _, found = joints(network)

    assert {frozenset(bridge.ends) for bridge in found} == set(map(frozenset, nx.bridges(graph)))
    for bridge in found:
        rest = nx.Graph(graph)
        rest.remove_edge(*bridge.ends)
        sides = [sorted(nx.node_connected_component(rest, end)) for end in bridge.ends]
        assert (list(bridge.sizes), sides_of(network, bridge)) == (list(map(len, sides)), sides)


@pytest.mark.slow
def test_a_chain_of_many_has_its_joints_in_no_time():
    chain = nx.path_graph(20_000)
    cut_points, bridges = joints(compact(nx.relabel_nodes(chain, {n: f"{n:05}" for n in chain})))

    assert (len(cut_points), len(bridges)) == (19_998, 19_999)
    assert set(cut_points[0].sizes) == {9_999, 10_000}
    assert bridges[0].sizes == (10_000, 10_000)


def test_the_graph_of_each_network_is_simple():
    graph = nx.Graph([("a", "b"), ("b", "a")])
    assert compact(graph).graph.is_simple() and isinstance(compact(graph).graph, igraph.Graph)
    assert list(combinations("ab", 2)) == list(graph.edges)
