"""Communities are found again with the same seed, and say how sure each member is."""

from __future__ import annotations

import random

import igraph
import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atgraph.network.communities import divide, label_of, runs_for
from atgraph.network.measures import Compact, compact, of_edges
from invented_networks import graphs


def cliques() -> nx.Graph:
    """Two groups of five, all tied, and m tied to two of each."""
    graph = nx.disjoint_union(nx.complete_graph(5), nx.complete_graph(5))
    graph = nx.relabel_nodes(graph, {n: f"{'ab'[n // 5]}{n % 5}" for n in graph})
    graph.add_edges_from(("m", end) for end in ("a0", "a1", "b0", "b1"))
    nx.set_edge_attributes(graph, 1.0, "weight")
    return graph


def test_two_groups_are_told_apart_and_who_stands_between_is_doubtful():
    found = divide(compact(cliques()), runs=40)
    members = {m.actor: m for c in found.communities for m in c.members}
    doubts = {name: m.ambiguity for name, m in members.items() if name != "m"}

    assert [sorted(m.actor for m in c.members if m.actor != "m") for c in found.communities] in (
        [[f"{x}{n}" for n in range(5)] for x in order] for order in ("ab", "ba")
    )
    assert members["m"].ambiguity > max(doubts.values())
    assert members["m"].leans and members["m"].pull > 0.2


def test_a_member_whom_every_run_leaves_in_place_is_in_no_doubt():
    graph = nx.disjoint_union(nx.complete_graph(4), nx.complete_graph(4))
    found = divide(compact(nx.relabel_nodes(graph, str)))

    assert [{m.ambiguity for m in c.members} for c in found.communities] == [{0.0}, {0.0}]
    assert [{m.leans for m in c.members} for c in found.communities] == [{None}, {None}]


@given(graph=graphs(), seed=st.integers(0, 5))
def test_the_same_seed_gives_the_same_communities_whatever_was_drawn_before(
    graph: nx.Graph, seed: int
):
    first = divide(compact(graph), runs=4, seed=seed)
    random.random()
    igraph.Graph.Erdos_Renyi(n=5, m=4)
    other = nx.Graph()
    other.add_nodes_from(reversed(list(graph)))
    other.add_edges_from((b, a, d) for a, b, d in graph.edges(data=True))

    assert divide(compact(other), runs=4, seed=seed) == first


def test_a_network_on_which_one_search_never_settles_is_divided():
    """Igraph moves nodes of it to and fro for ever, from this seed."""
    ties = [(0, 1), (0, 3), (0, 6), (1, 3), (1, 4), (1, 6), (2, 3), (2, 6), (3, 5), (4, 5)]
    weights = [0.25, 4, 0.25, 0.25, 1, 0.25, 1, 0.5, 2, 0.5]
    graph = nx.Graph()
    graph.add_nodes_from(map(str, range(7)))
    graph.add_weighted_edges_from((str(a), str(b), w) for (a, b), w in zip(ties, weights))
    found = divide(compact(graph), runs=1, seed=5)

    assert found.modularity == pytest.approx(0.1846875)


@pytest.mark.slow
@given(graph=graphs())
def test_everybody_is_in_one_community_or_alone_and_modularity_is_that_of_networkx(graph: nx.Graph):
    found = divide(compact(graph), runs=4)
    members = [m.actor for c in found.communities for m in c.members]

    assert sorted([*members, *found.alone]) == sorted(graph)
    assert set(found.alone) == set(nx.isolates(graph))
    assert all(
        m.ambiguity is None or -1e-9 <= m.ambiguity <= 1 + 1e-9
        for c in found.communities
        for m in c.members
    )
    if found.modularity is None:
        assert not graph.size()
    else:
        groups = [{m.actor for m in c.members} for c in found.communities] + [
            {n} for n in found.alone
        ]
        assert abs(found.modularity - nx.community.modularity(graph, groups)) < 1e-9
        assert found.least <= found.modularity
        assert set(label_of(found)) == set(members)


def test_of_a_large_network_communities_are_searched_for_less_often():
    def pairs(count: int) -> Compact:
        return of_edges(
            [str(n) for n in range(2 * count)],
            [(2 * n, 2 * n + 1) for n in range(count)],
            [1.0] * count,
        )

    assert [runs_for(pairs(count)) for count in (1, 15_000, 25_000, 90_000)] == [20, 20, 12, 5]
    assert [divide(compact(cliques()), runs).runs for runs in (None, 3)] == [20, 3]


def test_drawing_a_division_leaves_the_callers_chance_alone():
    random.seed(7)
    expected = random.random()
    random.seed(7)
    divide(compact(cliques()), runs=2)

    assert random.random() == expected
