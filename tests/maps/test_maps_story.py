"""The story of a map: what it may say, how a wrong step is told; the programme's is true."""

import re

import networkx as nx
import pytest
from test_maps import ACTORS, load, write

from atgraph.errors import MapError
from atgraph.maps.content_reader import read_content
from atgraph.maps.map_files import map_path, read_map
from atgraph.maps.story import read_story

STEP = """story:
  about: atgd:event_opening
  steps:
    - text: One
      nodes: [Ana Example]
    - text: Two
"""


@pytest.fixture(scope="module")
def invented():
    return load("atgd:organization_unit atg:isUnitOf atgd:organization_iis .")


def told(kg, tmp_path, more, story=STEP):
    map_file = read_map(
        write(
            tmp_path,
            ACTORS.lstrip() + story + "".join(f"      {line}\n" for line in more.splitlines()),
        )
    )
    content = read_content(kg, map_file)
    return content, read_story(kg, map_file, content)


def test_a_step_lights_things_and_links_by_name_acronym_and_address(invented, tmp_path):
    more = (
        "nodes: [the network, atgd:person_p0002]\nlinks: [[ESN, Institute of Invented"
        " Studies]]\nfold: [Unit for Samples]"
    )
    content, (one, two) = told(invented, tmp_path, more)

    assert [content.nodes[n].label for n in one["nodes"]] == ["Ana Example"]
    assert {content.nodes[n].label for n in two["nodes"]} == {
        "Bo Muster",
        "Example Shelter Network",
        "Institute of Invented Studies",
    }
    assert {tie.what for n in two["links"] for tie in content.links[n].ties} == {"partnership"}
    assert [content.nodes[n].label for n in two["fold"]] == ["Unit for Samples"]


def test_a_query_lights_what_it_gives(invented, tmp_path):
    query = (
        'query: "SELECT ?source ?target WHERE { ?tie atg:hasParticipant ?source ;'
        ' atg:isParticipationIn ?target }"'
    )
    content, steps = told(invented, tmp_path, query)

    lit = [content.links[n] for n in steps[1]["links"]]
    assert sum(content.kind_label(link.kind) == "part in an event" for link in lit) == 4
    assert "Çağla Örnek" in {content.nodes[n].label for n in steps[1]["nodes"]}


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ("nodes: [Spyglass]", "'Spyglass' is not on the map"),
        ("links: [[Ana Example, Bo Muster]]", "no link joins “Ana Example” and “Bo Muster”"),
        ("fold: [Ana Example]", "is part of nothing on the map"),
        (
            'query: "SELECT ?node WHERE { ?node atg:hasNothing ?x }"',
            "gives nothing that is on the map",
        ),
        ('query: "SELECT ?node WHERE {"', "a query of the step fails"),
        (
            'unless: "SELECT ?who WHERE { ?who a atg:Person }"',
            "no longer true: `unless` finds 4, such as who https://",
        ),
    ],
)
def test_a_step_that_goes_wrong_is_told_with_its_line(invented, tmp_path, more, words):
    with pytest.raises(MapError, match=re.escape(words)) as caught:
        told(invented, tmp_path, more)

    assert caught.value.problems[0].path.endswith("sample.yml")
    assert caught.value.problems[0].line == ACTORS.lstrip().count("\n") + 6


@pytest.mark.parametrize(
    ("links", "right"),
    [("[[Ana Example, ESN]]", True), ("[[Bo Muster, Institute of Invented Studies]]", False)],
)
def test_a_quote_stands_where_a_link_of_its_step_rests(invented, tmp_path, links, right):
    story = STEP.replace(
        "text: Two", "text: She is “Director, Example Shelter Network”, says “ESN”."
    )
    if right:
        assert told(invented, tmp_path, f"links: {links}", story)[1]
    else:
        with pytest.raises(
            MapError, match="“Director, Example Shelter Network” is neither called so"
        ):
            told(invented, tmp_path, f"links: {links}", story)


def test_a_name_of_two_things_is_refused(tmp_path):
    kg = load(
        'atgd:organization_pair <http://www.w3.org/2004/02/skos/core#altLabel> "Ana Example" .'
    )

    with pytest.raises(MapError, match="is what 2 things on the map are called"):
        told(kg, tmp_path, "")


def test_a_story_about_something_else_is_not_told(invented, tmp_path):
    assert (
        told(
            invented,
            tmp_path,
            "nodes: [Nobody At All]",
            STEP.replace("event_opening", "event_elsewhere"),
        )[1]
        == []
    )


def test_wrong_keys_of_a_story_are_told_with_their_line(tmp_path):
    text = ACTORS.lstrip() + STEP.replace("nodes:", "lights:") + "panels: [search, clock]\n"
    with pytest.raises(MapError) as caught:
        read_map(write(tmp_path, text))

    told = {problem.line: problem.message for problem in caught.value.problems}
    assert any("'lights' is not known" in message for message in told.values())
    assert any("clock" in message for message in told.values())
    assert min(told) > ACTORS.count("\n")


# --- The story of the programme ---


@pytest.fixture(scope="module")
def programme(kg):
    map_file = read_map(map_path("actors"))
    content = read_content(kg, map_file)
    return content, read_story(kg, map_file, content)


def components(content, wanted, rolled=False):
    """The events that hang together by the ties that are wanted, by the ends of their addresses."""

    def top(number):
        while rolled and number in content.parents:
            number = content.parents[number]
        return number

    events = {
        number: node.iri.rpartition("_")[2]
        for number, node in enumerate(content.nodes)
        if node.class_iri.endswith("#Event")
    }
    graph = nx.Graph()
    graph.add_nodes_from(events)
    graph.add_edges_from(
        (top(tie.source), top(tie.target))
        for link in content.links
        for tie in link.ties
        if wanted(content, link, tie)
    )
    return {
        frozenset(events[n] for n in part if n in events) for part in nx.connected_components(graph)
    } - {frozenset()}


def takes_part(content, link, tie):
    """Participation, and what brings an event about, and for whom people speak."""
    return tie.what in ("participation", "organising", "affiliation")


def is_printed(content, link, tie):
    return any(item.text for item in tie.evidence)


PEOPLE = {"role-of-icat", "trafficking-in-minors", "technology-and-the-osce"}


def test_the_story_has_its_steps(programme):
    assert len(programme[1]) == 8
    assert all(step["nodes"] for step in programme[1])


def test_by_people_or_units_three_of_the_five_events_hang_together(programme):
    assert components(programme[0], takes_part) == {
        frozenset(PEOPLE),
        frozenset({"ict-tools"}),
        frozenset({"tech-against-trafficking"}),
    }


def test_rolled_up_four_of_the_five_events_hang_together(programme):
    assert components(programme[0], takes_part, rolled=True) == {
        frozenset({*PEOPLE, "ict-tools"}),
        frozenset({"tech-against-trafficking"}),
    }


def test_nothing_that_is_printed_joins_the_fifth_event(programme):
    assert components(programme[0], is_printed, rolled=True) == {
        frozenset({*PEOPLE, "ict-tools"}),
        frozenset({"tech-against-trafficking"}),
    }


def test_two_ties_that_were_read_elsewhere_join_the_fifth_event(programme):
    content = programme[0]
    told = {
        frozenset(content.nodes[n].short for n in (tie.source, tie.target))
        for tie in content.ties
        if not is_printed(content, None, tie)
    }
    ways = {frozenset({"Diginex", "The Mekong Club"}), frozenset({"IOM", "RESPECT"})}

    def without(*left_out):
        return lambda content, link, tie: (
            frozenset(content.nodes[n].short for n in link.ends) not in left_out
        )

    assert ways <= told
    assert len(components(content, without(), rolled=True)) == 1
    assert [len(components(content, without(way), rolled=True)) for way in ways] == [1, 1]
    assert len(components(content, without(*ways), rolled=True)) == 2
