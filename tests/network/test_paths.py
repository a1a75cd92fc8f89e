"""Introduction paths: the facts of the real programme, and the rules on graphs made for them."""

from __future__ import annotations

import csv
import io
import json
from itertools import pairwise
from pathlib import Path

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import mini
from atgraph.api import KnowledgeGraph
from atgraph.errors import NotFoundError, QueryError
from atgraph.network.paths import PathsFound, find_paths
from atgraph.rdf.namespaces import ATGD
from invented import Invented

EVENTS = f"{ATGD}event_osce-alliance-19-side-events_"
SECOND, FIFTH = EVENTS + "trafficking-in-minors", EVENTS + "technology-and-the-osce"


@pytest.fixture(scope="module")
def real() -> KnowledgeGraph:
    return mini.real()


def stops(found: PathsFound, number: int = 0) -> list[str]:
    """Return the last parts of the IRIs that a path leads over."""
    path = found.paths[number]
    return [
        iri.removeprefix(ATGD) for iri in (path[0].source.iri, *(hop.target.iri for hop in path))
    ]


def test_unodc_reaches_diginex_through_people_of_the_second_and_the_fifth_event(
    real: KnowledgeGraph,
) -> None:
    """Lines 85-101 and 193-203: Valiant Richey, who welcomes at both.

    Is the only one of both events.
    """
    found = find_paths(real, "UNODC", "Diginex", through="people")

    for path in found.paths:
        between = [hop.target for hop in path[:-1]]
        assert [place.iri for place in between if place.kind == "event"] == [SECOND, FIFTH]
        assert "Valiant Richey" in [place.label for place in between]
        assert {place.kind for place in between} == {"event", "person"}
    lines = {
        quote.line
        for path in found.paths
        for hop in path
        for quotes in hop.evidence
        for quote in quotes
    }
    assert {87, 193} <= lines
    assert {51, 93} <= lines  # both lines that make Mr. Chatzis one of UNODC
    assert found.costs == sorted(found.costs) and len(found.paths) == 3


def test_thorn_does_not_reach_microsoft_through_people_and_the_nearest_missing_link_is_named(
    real: KnowledgeGraph,
) -> None:
    """Line 167 and line 127: the fourth and the third event, which nobody shares.

    Both speak of technology (lines 119, 151).
    """
    found = find_paths(real, "Thorn", "Microsoft", through="people")

    assert (found.paths, found.elsewhere) == ((), ("any",))
    nearest = found.missing[0]
    assert (nearest.how, nearest.source[0], nearest.target[0]) == (
        "shared theme",
        EVENTS + "ict-tools",
        EVENTS + "tech-against-trafficking",
    )
    assert {quote.line for quote in nearest.evidence} == {119, 151}
    assert {missing.how for missing in found.missing} >= {
        "same place and day",
        "parts of one event",
    }


def test_through_organisations_they_are_far_apart(real: KnowledgeGraph) -> None:
    """The Mekong Club (line 135) is a partner of Diginex.

    Which organises the fifth event with the OSCE (line 203).
    """
    found = find_paths(real, "Thorn", "Microsoft", through="organizations")

    assert {"organization_osce", "organization_diginex", "organization_the-mekong-club"} <= set(
        stops(found)
    )
    assert not {hop.target.kind for path in found.paths for hop in path} & {"person"}


def test_somebody_listed_on_request_is_no_stepping_stone_unless_asked_for(
    real: KnowledgeGraph, tmp_path: Path
) -> None:
    world = Invented()
    ana, hidden, zed = (
        world.person("ana"),
        world.person("hidden", on_request=True),
        world.person("zed"),
    )
    for one, other, event in ((ana, hidden, "first"), (hidden, zed, "second")):
        world.speaks(one, world.event(event)), world.speaks(other, f"event_{event}")
    kg = world.kg()
    found = find_paths(kg, ana, zed)

    assert (found.paths, found.left_out.on_request) == ((), 1)
    assert all(hidden not in str(vars(missing)) for missing in found.missing)
    assert hidden in stops(find_paths(kg, ana, zed, on_request=True))
    by_name = find_paths(kg, ana, hidden)  # asked for by name
    assert (stops(by_name), by_name.left_out.on_request) == ([ana, "event_first", hidden], 0)
    with pytest.raises(NotFoundError, match="nothing is called 'hidden' here; `atgraph search`"):
        find_paths(kg, ana, "hidden")  # a part of the name is not the name
    assert stops(find_paths(kg, ana, "hidden", on_request=True))


def test_a_declared_tie_comes_before_organising_together_before_being_at_one_event(
    tmp_path: Path,
) -> None:
    world = Invented()
    a, b = world.organization("a"), world.organization("b")
    talk, panel = world.event("talk"), world.event("panel")
    for body in (a, b):
        world.organizes(body, talk)
        world.speaks(world.person(body[-1]), panel, body)
    world.tie("Partnership", hasPartner=[a, b])
    found = find_paths(world.kg(), a, b, through="organizations")

    assert [stops(found, n) for n in range(3)] == [[a, b], [a, talk, b], [a, panel, b]]
    assert found.costs == [1.0, 2.0, 3.0]


def test_a_small_event_comes_before_a_large_one_and_one_over_the_cap_is_none(
    tmp_path: Path,
) -> None:
    world = Invented()
    ana, zed = world.person("ana"), world.person("zed")
    for name, others in (("large", 20), ("small", 2)):
        event = world.event(name)
        for speaker in (ana, zed, *(world.person(f"{name}{n}") for n in range(others))):
            world.speaks(speaker, event)
    kg = world.kg()

    assert [stops(find_paths(kg, ana, zed), n)[1] for n in range(2)] == [
        "event_small",
        "event_large",
    ]
    capped = find_paths(kg, ana, zed, cap=21)
    assert (len(capped.paths), capped.left_out.over_cap) == (1, ("event_large",))


@pytest.mark.slow
def test_rolled_up_the_two_stand_with_all_within_them_and_apart_from_what_holds_them(
    tmp_path: Path,
) -> None:
    world = Invented()
    top = world.organization("top")
    unit, sister = world.organization("unit", within=top), world.organization("sister", within=top)
    section = world.organization("section", within=unit)
    other = world.organization("other")
    for one, two, event in ((section, sister, "first"), (sister, other, "second")):
        world.organizes(one, world.event(event)), world.organizes(two, f"event_{event}")
    kg = world.kg()

    rolled = find_paths(kg, unit, other)
    assert rolled.costs[:2] == [4.0, 4.0]  # over the event of its section, or over what holds both
    assert sorted(stops(rolled, n) for n in range(2)) == [
        [unit, via, sister, "event_second", other] for via in ("event_first", top)
    ]
    assert stops(find_paths(kg, other, top)) == [other, "event_second", top]
    assert stops(find_paths(kg, other, unit, level="unit"))[-3:] == [sister, top, unit]
    with pytest.raises(QueryError, match="are one body when rolled up; ask with --level unit"):
        find_paths(kg, top, section)


def test_people_of_one_body_are_the_nearest_missing_link(tmp_path: Path) -> None:
    world = Invented()
    top = world.organization("top")
    a, b = world.organization("a"), world.organization("b")
    for body, unit, event in ((a, "east", "first"), (b, "west", "second")):
        world.organizes(body, world.event(event))
        world.speaks(world.person(unit), f"event_{event}", world.organization(unit, within=top))
    found = find_paths(world.kg(), a, b, through="people")

    assert found.paths == ()
    nearest = found.missing[0]
    assert (nearest.how, nearest.source[1], nearest.target[1], nearest.via[1]) == (
        "part of one body",
        "person_east",
        "person_west",
        top,
    )


@pytest.mark.parametrize(
    ("source", "target", "choice", "error", "message"),
    [
        ("Thorn", "Thorn", {}, QueryError, "both names stand for “Thorn”; name two actors"),
        ("Thron", "Microsoft", {}, NotFoundError, "did you mean “Thorn”"),
        (
            "Thorn",
            "Microsoft",
            {"count": 0},
            QueryError,
            "paths must be 1 or more, not 0",
        ),
        ("Thorn", "Microsoft", {"through": "cats"}, QueryError, "nobody called 'cats'"),
        ("Thorn", "Microsoft", {"ties": []}, QueryError, "no kind of tie is chosen"),
    ],
)
def test_what_cannot_be_asked_is_told(
    real: KnowledgeGraph,
    source: str,
    target: str,
    choice: dict[str, object],
    error: type[Exception],
    message: str,
) -> None:
    with pytest.raises(error, match=message):
        find_paths(real, source, target, **choice)


def test_an_actor_without_a_tie_is_told(tmp_path: Path) -> None:
    world = Invented()
    world.tie("Partnership", hasPartner=[world.organization("a"), world.organization("b")])
    alone = world.organization("alone")

    with pytest.raises(NotFoundError, match="“organization_alone” has no tie; nothing leads there"):
        find_paths(world.kg(), "organization_a", alone)


pairs = st.sets(
    st.tuples(st.integers(0, 6), st.integers(0, 6)).filter(lambda pair: pair[0] < pair[1]),
    min_size=1,
    max_size=12,
)


@pytest.mark.slow
@settings(max_examples=settings().max_examples // 3)
@given(
    partnerships=pairs,
    talks=st.lists(st.sets(st.integers(0, 6), min_size=1, max_size=4), max_size=3),
)
def test_the_paths_are_those_of_networkx_and_cost_what_their_hops_cost(
    tmp_path_factory: pytest.TempPathFactory,
    partnerships: set[tuple[int, int]],
    talks: list[set[int]],
) -> None:
    world, graph = Invented(), networkx.Graph()
    bodies = [world.organization(str(n)) for n in range(7)]
    for a, b in sorted(partnerships):
        world.tie("Partnership", hasPartner=[bodies[a], bodies[b]])
        graph.add_edge(bodies[a], bodies[b], weight=1.0)
    for number, organizers in enumerate(talks):
        event = world.event(str(number))
        for n in organizers:
            world.organizes(bodies[n], event)
            graph.add_edge(bodies[n], event, weight=1.0)
    source, target = bodies[min(min(partnerships))], bodies[max(partnerships)[1]]
    found = find_paths(world.kg(), source, target, count=4)

    best = (
        networkx.shortest_simple_paths(graph, source, target, "weight")
        if networkx.has_path(graph, source, target)
        else []
    )
    assert found.costs == [len(path) - 1 for path, _ in zip(best, range(4))]
    for number in range(len(found.paths)):
        path = stops(found, number)
        assert len(set(path)) == len(path) and all(graph.has_edge(a, b) for a, b in pairwise(path))


# The command.


def run(store: Path, *arguments: str) -> mini.Run:
    return mini.atgraph("network", "path", *arguments, "--store", store)


@pytest.mark.slow
def test_the_command_tells_each_hop_with_its_words(store: Path) -> None:
    asked = "UNODC", "Diginex", "--through", "people", "--paths", "1", "--format", "text"
    told = run(store, *asked)

    assert told.code == 0
    assert told.out.startswith("Ask Valiant Richey (Acting OSCE Co-ordinator")
    assert "\n1. United Nations Office on Drugs and Crime to Diginex: 4 steps\n" in told.out
    assert "4 steps, cost 5.89\n" in run(store, *asked, "--scores").out
    assert "source.txt:87: “Welcoming: **Mr. Valiant Richey**, Acting OSCE Co-ordinator" in told.out
    assert "| organising (declared), organises, 2019-04-09" in told.out
    assert told.err == f"{mini.LEFT_OUT}\n"


@pytest.mark.slow
def test_in_a_pipe_each_link_is_a_row_and_json_holds_all_of_it(store: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run(store, "UNODC", "Diginex", "--format", "csv").out)))
    known = json.loads(run(store, "UNODC", "Diginex", "--format", "json").out)
    tsv = run(store, "UNODC", "Diginex").out.splitlines()

    assert (
        len(rows)
        == len(tsv) - 1
        == sum(len(hop["ties"]) for path in known["paths"] for hop in path["hops"])
    )
    assert {row["path"] for row in rows} == {"1", "2", "3"}
    assert all(
        tie["statements"] and tie["evidence"]
        for path in known["paths"]
        for hop in path["hops"]
        for tie in hop["ties"]
    )
    assert known["left_out"]["on_request"] == 1


@pytest.mark.slow
def test_no_path_is_told_with_the_nearest_link_and_exit_code_1(store: Path) -> None:
    text = run(store, "Thorn", "Microsoft", "--through", "people", "--format", "text")
    rows = run(store, "Thorn", "Microsoft", "--through", "people")
    known = run(store, "Thorn", "Microsoft", "--through", "people", "--format", "json")

    assert (text.code, rows.code, known.code) == (1, 1, 1)
    assert text.out.startswith(
        "No path through people leads from Thorn to Microsoft.\nThere is one through"
        " people and organisations: --through any.\n"
    )
    assert (rows.out, "No path through people" in rows.err) == ("", True)
    assert json.loads(known.out)["missing"][0]["via"]["label"] == "technology"


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("Thorn", "Thorn"), 2, "name two actors"),
        (("Thron", "Thorn"), 1, "did you mean “Thorn”?"),
        (("Thorn", "Diginex", "--ties", ","), 2, "no kind of tie is chosen"),
        (
            ("Thorn", "Diginex", "--event", "ICT Tools", "--from", "2030-01-01"),
            1,
            "No path leads from Thorn to Diginex.",
        ),
        (("Thorn",), 2, "Missing argument 'OTHER'"),
    ],
)
def test_wrong_use_of_the_command_is_told(
    store: Path, arguments: tuple[str, ...], code: int, message: str
) -> None:
    told = run(store, *arguments)

    assert (told.code, told.out, message in told.err) == (code, "", True)


def test_a_mistyped_command_names_the_nearest() -> None:
    told = mini.atgraph("network", "pth")

    assert (told.code, "did you mean “path”?" in told.err) == (2, True)
    assert {"partners", "path"} <= set(mini.atgraph("network").out.split())
