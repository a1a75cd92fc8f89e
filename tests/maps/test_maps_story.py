"""The story of a map: what it may say, how a wrong step steps aside; the programme's is true."""

import shutil

import networkx as nx
import pytest
from pyoxigraph import Quad, RdfFormat, parse
from test_maps import ACTORS, PREFIXES, load, write

import mini
from atgraph.api import KnowledgeGraph
from atgraph.errors import MapError
from atgraph.maps.map import draw_map
from atgraph.maps.map_files import read_map
from atgraph.maps.map_names import map_path
from atgraph.maps.story import check_stories, read_story
from atgraph.network.drawn_reader import read_drawn
from atgraph.rdf.namespaces import graph

STEP = """story:
  programme: invented
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
    content = read_drawn(kg, map_file)
    return content, read_story(kg, map_file, content)


def test_a_step_lights_things_and_links_by_name_acronym_and_address(invented, tmp_path):
    more = (
        "nodes: [the network, atgd:person_p0002]\nlinks: [[ESN, Institute of Invented"
        " Studies]]\nfold: [Unit for Samples]"
    )
    content, ((one, two), _) = told(invented, tmp_path, more)

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
    content, (steps, _) = told(invented, tmp_path, query)

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
def test_a_step_that_goes_wrong_steps_aside_and_is_told_with_its_line(
    invented, tmp_path, more, words
):
    steps, (problem,) = told(invented, tmp_path, more)[1]

    assert [step["text"] for step in steps] == ["One"]
    assert words in problem.message
    assert problem.path.endswith("sample.yml")
    assert problem.line == ACTORS.lstrip().count("\n") + 6


@pytest.mark.parametrize(
    ("links", "right"),
    [("[[Ana Example, ESN]]", True), ("[[Bo Muster, Institute of Invented Studies]]", False)],
)
def test_a_quote_stands_where_a_link_of_its_step_rests(invented, tmp_path, links, right):
    story = STEP.replace(
        "text: Two", "text: She is “Director, Example Shelter Network”, says “ESN”."
    )
    steps, problems = told(invented, tmp_path, f"links: {links}", story)[1]
    assert len(steps) == 1 + right
    why = "“Director, Example Shelter Network” is neither called so"
    assert [why in problem.message for problem in problems] == ([] if right else [True])


def test_a_step_with_a_name_of_two_things_steps_aside(tmp_path):
    kg = load(
        'atgd:organization_pair <http://www.w3.org/2004/02/skos/core#altLabel> "Ana Example" .'
    )

    steps, (problem,) = told(kg, tmp_path, "")[1]
    assert [step["text"] for step in steps] == ["Two"]
    assert "is what 2 things on the map are called" in problem.message


def test_a_story_of_a_programme_that_is_not_there_is_told_in_one_line(invented, tmp_path):
    story = STEP.replace("programme: invented", "programme: inventd")
    steps, (problem,) = told(invented, tmp_path, "nodes: [Nobody At All]", story)[1]

    assert not steps
    assert "'inventd', which is not there; did you mean “invented”?" in problem.message
    assert problem.line == ACTORS.lstrip().count("\n") + 2


SPEAKS = "?part atg:hasParticipant ?who ; atg:isParticipationIn ?event"
TWICE = f'unless: "SELECT ?who WHERE {{ {SPEAKS} }} GROUP BY ?who HAVING (COUNT(?event) > 1)"'
ANOTHER = """
atgd:participation_8 a atg:Participation ; atg:hasParticipant atgd:person_p0001 ;
  atg:isParticipationIn atgd:event_first .
atgd:participation_9 a atg:Participation ; atg:hasParticipant atgd:person_p0001 ;
  atg:isParticipationIn atgd:event_second .
"""


def with_programme(turtle, name):
    """The invented graph, with what another programme says."""
    kg = load()
    for triple in parse(PREFIXES + turtle, format=RdfFormat.TURTLE):
        kg.store.add(Quad(triple.subject, triple.predicate, triple.object, graph(name)))
    return kg


@pytest.mark.slow
def test_what_another_programme_says_makes_no_step_untrue(tmp_path):
    another = with_programme(ANOTHER, "programme/another")
    same = with_programme(ANOTHER, "programme/invented")

    assert len(told(another, tmp_path, TWICE)[1].steps) == 2
    assert len(told(same, tmp_path, TWICE)[1].steps) == 1


@pytest.mark.slow
def test_check_tells_an_untrue_step_and_the_map_is_drawn_without_it(tmp_path, monkeypatch):
    for name in ("ontology", "queries", "data"):
        (tmp_path / name).symlink_to(mini.ROOT / name)
    shutil.copytree(mini.ROOT / "viz", tmp_path / "viz")
    path = tmp_path / "viz" / "maps" / "actors.yml"
    line = mini.change(path, "nobody takes part in all five", "nobody takes part in any") - 1
    mini.change(path, "COUNT(DISTINCT ?event) > 2", "COUNT(DISTINCT ?event) > 1")
    monkeypatch.setenv("ATGRAPH_HOME", str(tmp_path))

    checked = mini.here("check")
    assert (checked.code, checked.out.count("Rule: story-step")) == (0, 1)
    assert f"{path}:{line}" in checked.out
    assert "1 piece of advice" in checked.err
    drawn = draw_map(mini.real(), "actors")
    assert [f"{path}:{line}: the step is no longer true" in said for said in drawn.notices] == [
        True
    ]
    assert "Larysa Belskaya and Ilias Chatzis speak" in drawn.html

    mini.change(path, "programme: osce", "programme: ocse")
    (problem,) = check_stories(mini.real())
    assert "did you mean “osce-alliance-19-side-events”?" in problem.message
    assert not check_stories(KnowledgeGraph(mini.graph().store), absent=False)

    mini.change(path, "caption:", "captain:")
    assert {problem.rule for problem in check_stories(mini.real())} == {"map-file"}


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
    content = read_drawn(kg, map_file)
    steps, problems = read_story(kg, map_file, content)
    assert not problems
    return content, steps


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
    return any(not item.read_elsewhere for item in tie.evidence)


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
