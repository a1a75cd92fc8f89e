"""A network at a glance, who stands between others, and what is typical of a community."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atgraph.errors import NotFoundError
from atgraph.network import Link, Network
from atgraph.network.choice import choose
from atgraph.network.communities import divide, read_traits, typical
from atgraph.network.measures import compact
from atgraph.network.network import draw_selection
from atgraph.network.robustness import Stated
from atgraph.network.structure import find_brokers, reciprocity, summarize
from invented import Invented, named
from invented_networks import link, meeting, network

# Two events of three that M alone joins, and D, who hangs on to C by a declared tie.
LINKS = [
    *meeting("E1", *"ABM"),
    *meeting("E2", *"CMx"),
    ("C", "D", link("declared", "E2/said", how="membership")),
]
STATED = Stated(
    {**{f"E1/{a}": "E1" for a in "ABM"}, **{f"E2/{a}": "E2" for a in "CMx"}, "E2/said": "E2"},
    {"E1": "One", "E2": "Two"},
)


def lines(drawn: Network) -> dict[str, tuple[str, str]]:
    return {line.what: (line.value, line.detail) for line in summarize(drawn, STATED)}


def test_the_summary_counts_each_kind_apart_and_what_rests_on_co_presence_alone():
    told = lines(network(LINKS, "Z"))

    assert told["actors"] == ("7", "6 organisations, 1 person")
    assert (
        told["links"][0],
        told["links: declared"],
        told["links: co-presence"],
        told["links: co-presence alone"],
    ) == (
        "7",
        ("1", "14% of 7"),
        ("6", "86% of 7"),
        ("6", "86% of 7"),
    )
    assert (told["components"], told["alone"], told["diameter"], told["largest core"]) == (
        ("1", "6"),
        ("1", ""),
        ("3", ""),
        ("2", ""),
    )
    assert told["articulation points"] == ("2", "M and C")
    assert told["bridges"] == ("1", "C – D")
    assert told["first by degree"] == ("4", "M")
    assert told["reciprocity"] == ("", "not applicable: none of these links has a direction")
    assert told["held together by one event"] == ("0", "")
    directed = [
        ("A", "B", Link("declared", how, (how,), source="A"))
        for how in ("membership", "accreditation")
    ]
    assert lines(network(directed))["reciprocity"] == (
        "0.000",
        "of 2 ties: accreditation, membership",
    )


def test_an_event_that_holds_the_network_together_is_named():
    links = [*meeting("E1", *"AB"), *meeting("E2", *"BC"), *meeting("E3", *"CD")]
    stated = Stated(
        {f"{e}/{a}": e for e, actors in [("E1", "AB"), ("E2", "BC"), ("E3", "CD")] for a in actors},
        {"E2": "The middle"},
    )
    told = {line.what: (line.value, line.detail) for line in summarize(network(links), stated)}

    assert told["held together by one event"] == ("1", "without “The middle” into 2 and 2")


@pytest.mark.parametrize("lone", ["", "A", "ABC"])
def test_where_nothing_is_linked_no_number_is_made_up(lone: str):
    told = lines(network([], lone))

    assert told["actors"][0] == str(len(lone)) and told["links"][0] == "0"
    for what in (
        "diameter",
        "mean distance",
        "clustering",
        "largest core",
        "reciprocity",
        "modularity",
    ):
        assert told[what][0] == "" and told[what][1]
    assert told["density"][0] == ("" if len(lone) < 2 else "0.0000")
    assert not any(what.startswith("first by") for what in told)


@pytest.mark.slow
@given(
    st.sets(
        st.tuples(st.sampled_from("ABCD"), st.sampled_from("ABCD")).filter(
            lambda arc: arc[0] != arc[1]
        )
    )
)
def test_reciprocity_is_that_of_networkx(arcs: set[tuple[str, str]]):
    drawn = network(
        [(a, b, Link("declared", "membership", (f"{a}{b}",), source=a)) for a, b in arcs]
    )

    theirs = f"{nx.overall_reciprocity(nx.DiGraph(list(arcs))):.3f}" if arcs else ""
    assert reciprocity(drawn).value == theirs


def test_who_stands_between_is_told_with_what_it_holds_together():
    found = find_brokers(network(LINKS), STATED, runs=0)

    assert [(b.row.label, str(b.row.place), b.parts) for b in found.brokers] == [
        ("M", "1", (("C", "D", "x"), ("A", "B"))),
        ("C", "2", (("A", "B", "M", "x"), ("D",))),
    ]
    assert found.brokers[0].constraint == pytest.approx(
        nx.constraint(network(LINKS).graph, weight="weight")["M"]
    )
    assert [(b.ends, b.sides, b.kinds) for b in found.bridges] == [
        (("C", "D"), (("C", "A", "B", "M", "x"), ("D",)), ("declared",))
    ]
    assert (found.cut_points, found.bridge_count) == (2, 1)


def test_who_stands_between_others_is_the_same_where_it_is_not_tried_how_sure_that_is() -> None:
    untried = find_brokers(network(LINKS), STATED, tested=False)
    tried = find_brokers(network(LINKS), STATED, runs=0)

    assert untried.ranking.doubt is None
    assert [(b.row.actor, b.row.place, b.parts) for b in untried.brokers] == [
        (b.row.actor, b.row.place, b.parts) for b in tried.brokers
    ]


def test_nobody_is_a_broker_where_everybody_meets_everybody():
    found = find_brokers(network(meeting("E1", *"ABC")), STATED, runs=0)
    assert (found.brokers, found.bridges) == ((), ())
    with pytest.raises(NotFoundError):
        find_brokers(network([], "AB"), STATED)


def test_what_more_members_share_than_others_is_typical():
    graph = nx.relabel_nodes(nx.disjoint_union(nx.complete_graph(4), nx.complete_graph(3)), str)
    traits = {
        n: [("country", "AT" if n in "012" else "RS"), ("kind", "unit")] for n in "0123456"
    } | {"3": []}
    told = {
        number: list(map(str, found))
        for number, found in typical(divide(compact(graph)), traits).items()
    }

    assert told == {
        1: ["country AT (3 of 4, elsewhere 0 of 3)"],
        2: ["country RS (3 of 3, elsewhere 0 of 4)", "kind unit (3 of 3, elsewhere 3 of 4)"],
    }


def test_what_one_member_alone_has_is_not_typical():
    graph = nx.relabel_nodes(nx.complete_graph(3), str)
    assert typical(divide(compact(graph)), {"0": [("country", "AT")]}) == {1: ()}


def test_the_themes_of_an_actor_are_those_of_the_ties_that_count(tmp_path: Path) -> None:
    world = Invented()
    for event, day, theme in (
        ("talk", "2020-05-04", "theme_blockchain"),
        ("panel", "2020-05-05", "theme_prevention"),
    ):
        world.tie("ThemeAssignment", isAssignedTo=world.event(event, day), assignsTheme=theme)
        world.speaks(world.person(f"of-{event}"), f"event_{event}", world.organization("a"))
    world.speaks(world.person("hidden", on_request=True), "event_talk", world.organization("b"))
    world.speaks(
        "person_of-talk", "event_talk", world.organization("unit", within="organization_b")
    )
    kg = world.kg()

    def themes(actors: str = "organizations", **chosen: object) -> dict[str, set[str]]:
        selection = choose(kg, chosen, actors)
        traits = read_traits(kg, selection, draw_selection(selection))
        return {
            named([actor])[0]: {value for what, value in told if what == "theme"}
            for actor, told in traits.items()
        }

    assert themes() == {
        "organization_a": {"blockchain", "prevention"},
        "organization_unit": {"blockchain"},
        "organization_b": set(),
    }
    assert themes(level="body", when=("", "2020-05-04")) == {
        "organization_a": {"blockchain"},
        "organization_b": {"blockchain"},
    }
    assert themes("people") == {"person_of-talk": {"blockchain"}, "person_of-panel": {"prevention"}}
