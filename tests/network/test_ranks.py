"""Rankings show ties as ties, and say what a single event makes."""

from __future__ import annotations

import random

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atgraph.api import KnowledgeGraph
from atgraph.ask.evidence import evidence_of
from atgraph.errors import NotFoundError, QueryError
from atgraph.network import robustness
from atgraph.network.measures import MEASURES, Compact, Rank, compact, ranked
from atgraph.network.ranking import explain, rank
from atgraph.network.robustness import EventNetwork, Stated, doubt, interval, singles, splits
from atgraph.rdf.namespaces import ATGD
from atgraph.text import some
from invented_networks import graphs, link, meeting, network

PARTNERS = (f"{ATGD}organization_diginex", f"{ATGD}organization_the-mekong-club")
# A sits in both events, and the first prints that A and B are partners; that C and D are is read on
# a page.
LINKS = [
    *meeting("E1", *"ABCD"),
    *meeting("E2", *"AXY"),
    ("A", "B", link("declared", "E1/partners")),
    ("C", "D", link("declared", "page")),
]
STATED = Stated(
    {
        **{f"E1/{actor}": "E1" for actor in "ABCD"},
        **{f"E2/{actor}": "E2" for actor in "AXY"},
        "E1/partners": "E1",
    },
    {"E1": "The first event", "E2": "The second event"},
)


def weights(network: Compact) -> tuple[float, ...]:
    return tuple(network.graph.es["weight"])


def test_an_interval_leaves_as_many_draws_below_as_above():
    """Of 200 draws ten lie on each side, and 90 in 100 between."""
    assert interval([Rank(n, n + 1) for n in range(1, 201)]) == Rank(11, 191)
    assert interval([Rank(1, 2), Rank(3, 3)]) == Rank(1, 3)  # of few draws nothing is left out


def test_equal_values_share_their_ranks_and_who_has_none_comes_last():
    found = ranked({"a": 1.0, "b": 2.0, "c": None, "d": 1.0 + 1e-12, "e": 0.5, "f": None})

    assert list(map(str, found.values())) == ["1", "2=", "2=", "4", "5=", "5="]
    assert list(found) == ["b", "a", "d", "e", "c", "f"]
    assert [found["a"].span(), found["e"].span()] == ["2–3", "4"]
    assert list(ranked({"a": 1.0, "b": 2.0, "c": None}, least_first=True)) == ["a", "b", "c"]


@given(st.dictionaries(st.text("abcdef", min_size=1), st.none() | st.integers(0, 4).map(float)))
def test_ranks_count_everybody_once(values: dict[str, float | None]):
    found = ranked(values)

    assert set(found) == set(values)
    for actor, place in found.items():
        better = [other for other in values if found[other].last < place.first]
        equal = [other for other in values if values[other] == values[actor]]
        assert (len(better) + 1, len(better) + len(equal)) == (place.first, place.last)


def test_without_an_event_its_links_are_gone_and_those_that_no_event_states_stay():
    events = EventNetwork.of(network(LINKS).graph, STATED)
    without = events.without("E1")
    named = {frozenset(without.names[n] for n in edge) for edge in without.graph.get_edgelist()}

    assert events.listed == ("E1", "E2")
    assert named == set(map(frozenset, ("AX", "AY", "XY", "CD")))


def test_the_weight_of_what_remains_is_that_of_those_who_still_meet():
    # A and B meet in the event E1, and as members of G, which E1 prints of A and B, and E2 of C.
    links = [
        *meeting("E1", "A", "B", "C"),
        *(
            (a, b, link("declared", f"{x}/in-G", f"{y}/in-G", via="G"))
            for a, b, x, y in [("A", "B", "A", "B"), ("A", "C", "A", "C"), ("B", "C", "B", "C")]
        ),
    ]
    stated = Stated(
        {"E1/A": "E1", "E1/B": "E1", "E1/C": "E1", "A/in-G": "E1", "B/in-G": "E1", "C/in-G": "E2"}
    )
    events = EventNetwork.of(network(links).graph, stated)

    assert weights(events.whole()) == (1.0, 1.0, 1.0)
    assert weights(events.without("E2")) == (
        0.5 + 1.0,
        0.5,
        0.5,
    )  # G then has two members, who meet in it and nobody else
    assert events.without("E1").graph.ecount() == 0
    assert weights(events.drawn({"E1": 2, "E2": 0})) == (2 * 0.5 + 2 * 1.0, 2 * 0.5, 2 * 0.5)


def test_what_two_events_say_is_there_without_one_of_them_and_who_meets_in_a_thing_needs_both():
    links = [
        ("A", "B", link("declared", "s1", "s2")),
        ("C", "D", link("declared", "s1", "s2", via="G")),
        ("E", "F", link("declared", "s1", "page")),
    ]
    events = EventNetwork.of(network(links).graph, Stated({"s1": "E1", "s2": "E2"}))
    pairs = {
        event: {
            (a, b)
            for a, b in (
                sorted(events.names[n] for n in e)
                for e in events.without(event).graph.get_edgelist()
            )
        }
        for event in events.listed
    }

    assert pairs == {"E1": {("A", "B"), ("E", "F")}, "E2": {("A", "B"), ("E", "F")}}
    assert weights(events.drawn({"E1": 2, "E2": 0})) == (2.0, 1.0)


@pytest.mark.slow
@given(graphs())
def test_all_events_once_are_the_network_itself(graph: nx.Graph):
    nx.set_edge_attributes(graph, ("x",), "kinds")
    events = EventNetwork.of(graph, Stated())
    whole, ours = compact(graph), events.drawn({})

    assert (ours.names, weights(ours), ours.graph.get_edgelist()) == (
        whole.names,
        weights(whole),
        whole.graph.get_edgelist(),
    )
    assert weights(events.whole()) == weights(whole)


def test_a_draw_has_as_many_events_as_there_are():
    events = EventNetwork.of(network(LINKS).graph, STATED)
    sizes = {events.resampled(random.Random(seed)).graph.ecount() for seed in range(20)}

    assert sizes == {
        9,
        6,
        4,
    }  # both; the first twice, which has the pair of the page; the second twice, and the page


def test_intervals_span_the_ranks_of_the_whole_and_of_each_network_without_an_event():
    # By betweenness A is alone in standing between; without either event nobody does, and all seven
    # are equal.
    events = EventNetwork.of(network(LINKS).graph, STATED)
    measure = MEASURES["betweenness"]
    ranks = ranked(measure.compute(events.whole()))
    found = doubt(events, measure, ranks, head=1, runs=50)

    assert ranks["A"] == Rank(1, 1) and ranks["B"] == Rank(2, 6)
    assert found.left_out == {actor: Rank(1, 6) for actor in "ABCDXY"}
    assert [(c.event, c.first, c.fallen) for c in found.changes] == [
        ("E1", tuple("ABCDXY"), ()),
        ("E2", tuple("ABCDXY"), ()),
    ]
    assert all(
        one.first <= ranks[a].first and ranks[a].last <= one.last
        for a, one in found.resampled.items()
        if a == "A"
    )


def test_the_same_seed_draws_the_same_intervals():
    one, same, other = (
        rank(network(LINKS), "degree", STATED, runs=9, seed=seed) for seed in (1, 1, 2)
    )

    assert one == same
    assert one.doubt.left_out == other.doubt.left_out


def test_a_ranking_that_one_event_makes_says_which():
    found = rank(network(LINKS), "degree", STATED, head=1)

    assert [(r.actor, str(r.place), r.value, r.links, r.co_presence) for r in found.rows[:2]] == [
        ("A", "1", 5, 5, 4),
        ("B", "2=", 3, 3, 2),
    ]
    assert found.warnings == (
        "2 of the 2 events change who is among the first 1 when left out",
        "a single event makes this result: without “The first event” the first is A, X"
        " and Y instead of A",
        "a single event makes this result: without “The second event” the first is A, B,"
        " C and 1 more instead of A",
    )
    assert "any one of the 2 events is left out" in explain(
        found
    ) and "90% of 200 draws" in explain(found)


def test_who_falls_out_of_the_top_is_named():
    found = rank(network(LINKS), "degree", STATED, head=2, runs=0)

    assert any(
        "without “The first event” the first is A, X and Y instead of A, and B, C and D"
        " fall out of the first 2" in w
        for w in found.warnings
    )
    assert found.warnings[-1] == "the events were not drawn anew; --runs 200 does that"
    assert found.doubt.resampled == {} and found.rows[0].resampled is None


def test_where_all_rests_on_one_event_it_says_so():
    found = rank(network(meeting("E1", *"ABC")), "degree", STATED)

    assert found.warnings == (
        "all of it rests on one event, so nothing can be said of how far it can be trusted",
    )
    assert all(row.left_out is None and row.resampled is None for row in found.rows)
    assert explain(found) == ""
    assert [str(r.place) for r in found.rows] == ["1=", "1=", "1="]


def test_what_would_take_minutes_is_tried_when_asked_for(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("atgraph.network.ranking.EFFORT", 10)
    assert rank(network(LINKS), "degree", STATED).doubt is None
    assert "--runs 0" in rank(network(LINKS), "degree", STATED).warnings[0]
    assert rank(network(LINKS), "degree", STATED, runs=3).doubt.runs == 3


@pytest.mark.parametrize(
    ("links", "lone", "said"),
    [
        ([], "", "there is no actor"),
        ([], "A", "one actor and no link"),
        ([], "ABC", "none of the 3 actors"),
    ],
)
def test_where_there_is_nothing_to_count_there_is_no_number(links: list, lone: str, said: str):
    with pytest.raises(NotFoundError, match=said):
        rank(network(links, lone), "degree", STATED)


def test_the_events_without_which_the_network_falls_apart_are_found():
    links = [*meeting("E1", *"ABC"), *meeting("E2", *"CD"), *meeting("E3", *"DEF")]
    stated = Stated(
        {
            f"{e}/{a}": e
            for e, actors in [("E1", "ABC"), ("E2", "CD"), ("E3", "DEF")]
            for a in actors
        }
    )

    assert [
        (s.event, s.parts, s.alone) for s in splits(EventNetwork.of(network(links).graph, stated))
    ] == [("E2", (3, 3), 0)]


def test_a_tie_that_makes_the_result_is_named_with_its_source(kg: KnowledgeGraph):
    """One tie that was read elsewhere makes Diginex second by betweenness, another the fifth."""
    found = rank(kg.network(), "betweenness", Stated.read(kg), runs=0)
    said, other = [w for w in found.warnings if w.startswith("a single tie makes this result")]

    assert "without the partnership of Diginex and The Mekong Club (read elsewhere: " in said
    assert "https://en.prnasia.com/releases/apac/diginex-partners-with-the-mekong-club" in said
    assert "Diginex, The Mekong Club" in said.rpartition("and ")[0]
    assert "without the membership of Organization for Security and Co-operation in" in other


def test_a_page_of_several_ties_that_makes_the_result_is_named(kg: KnowledgeGraph):
    found = rank(kg.network(), "betweenness", Stated.read(kg), runs=0)

    assert any(
        w.startswith(
            "a single page makes this result: without https://www.osce.org/secretariat/244846 "
        )
        for w in found.warnings
    )


def test_no_tie_is_left_out_where_it_would_take_long(monkeypatch: pytest.MonkeyPatch):
    tied = network([*LINKS, ("B", "X", link("declared", "tie"))])
    pages = Stated(pages=Stated({"tie": "P", "page": "P"}, {"P": "A page"}))
    few = {actor: Rank(1, 4) for actor in "AB"} | {actor: Rank(5, 6) for actor in "CDXY"}

    assert singles(tied, pages, MEASURES["degree"], few, 2) != []
    monkeypatch.setattr(robustness, "EFFORT", 20)
    assert singles(tied, pages, MEASURES["degree"], few, 2) == []


def test_without_elsewhere_leaves_out_what_only_pages_say(kg: KnowledgeGraph):
    with_pages, printed = kg.network(), kg.network(without="elsewhere")
    statements = {
        tie
        for _, _, links in printed.graph.edges(data="links")
        for one in links
        for tie in one.statements
    }
    evidence = evidence_of(kg, statements)

    assert all(any(not q.read_elsewhere for q in evidence[tie]) for tie in statements)
    assert printed.left_out.elsewhere > 30 > with_pages.left_out.elsewhere == 0
    assert "ties read elsewhere" in str(printed.left_out)
    assert ", without what was read elsewhere" in str(printed.choice)
    assert with_pages.graph.has_edge(*PARTNERS) and not printed.graph.has_edge(*PARTNERS)


def test_what_is_left_out_by_without_is_one_of_a_list(kg: KnowledgeGraph):
    with pytest.raises(QueryError, match="without: 'pages' cannot be left out; what can"):
        kg.network(without="pages")


def test_names_become_a_phrase():
    assert [some([]), some(["A"]), some(["A", "B"]), some(["A", "B", "C"])] == [
        "",
        "A",
        "A and B",
        "A, B and C",
    ]
    assert some(list("ABCDE")) == "A, B, C and 2 more"
