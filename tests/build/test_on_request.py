"""What is said of people who are listed on request, in a graph of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

import mini
from atgraph.api import KnowledgeGraph
from atgraph.build import on_request
from atgraph.build.change.apart import telling_again
from atgraph.build.change.stated_words import StatedWords, used_properties, worded
from atgraph.build.on_request import Telling, said_of, telling_of
from atgraph.build.validation.checks import check_queries
from atgraph.build.validation.shapes import check_shapes
from atgraph.build.whole import build_graph
from atgraph.data.names import key
from atgraph.files import resource_folder
from atgraph.graph.store import PUBLISHED
from atgraph.rdf.namespaces import (
    ATGD,
    DCTERMS,
    LABEL,
    ON_REQUEST,
    ON_REQUEST_DERIVED,
    TYPE,
    atg,
    atgd,
    graph,
)
from invented import Invented

HER, DATASET = atgd("person_p0003"), graph("dataset")
PARTS = [
    Quad(DATASET, NamedNode(DCTERMS + "hasPart"), part, ON_REQUEST)
    for part in (ON_REQUEST, ON_REQUEST_DERIVED)
]


def opened(data: Path) -> KnowledgeGraph:
    return KnowledgeGraph(build_graph(data).store)


def listing(data: Path, who: str = "", listed: str = "") -> Path:
    """Mark nobody or somebody else in a copy of the mini programme."""
    people = data / "registry" / "people.yml"
    mini.change(people, ", listing: on-request", "")
    if who:
        mini.change(people, f"label: {who},", f"label: {who}, listing: on-request,")
    return data


def bare(quads: object) -> set[str]:
    return {str(q.triple) for q in quads if q.graph_name != DATASET and q not in PARTS}  # type: ignore[attr-defined]


@pytest.fixture(scope="module")
def kg() -> KnowledgeGraph:
    return KnowledgeGraph(mini.graph().store)


@pytest.mark.parametrize("who", ["person_p0001", "person_p0002", "person_p0003"])
def test_what_is_said_is_found_in_a_store_a_few_quads_at_a_time(
    who: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(on_request, "AT_ONCE", 7)
    store = Store()
    store.bulk_extend(mini.graph().asserted)
    words = StatedWords(store, [*worded(used_properties(store), mini.ontology())])
    found = telling_again([atgd(who)], Telling(), store, (), words)

    assert found == telling_of([atgd(who)], store)
    assert found.said


@pytest.mark.slow
def test_nothing_is_lost_and_nothing_said_twice(kg: KnowledgeGraph, tmp_path: Path) -> None:
    nobody = opened(listing(mini.copy_data(tmp_path)))
    own = [*kg.quads(ON_REQUEST), *kg.quads(ON_REQUEST_DERIVED)]

    assert nobody.listed == set() and nobody.published() is nobody
    assert kg.listed == {HER.value} and kg.published().listed == set()
    assert {*PARTS} <= {*own} and len(own) > 20
    assert bare(kg.quads()) == bare(nobody.quads())
    assert bare(own).isdisjoint(bare(kg.published().quads()))


@pytest.mark.slow
@pytest.mark.parametrize("whose", ["mini", "real"])
def test_what_is_published_says_nothing_of_them(whose: str, kg: KnowledgeGraph) -> None:
    whole = kg if whose == "mini" else mini.real()
    words = "zoe muster" if whose == "mini" else "melanie thompson"
    told = {words, "survivor leader", *(key(i.removeprefix(ATGD)) for i in whole.listed)}
    telling = [
        quad
        for quad in whole.published().quads()
        if any(f" {w} " in f" {key(str(quad.triple))} " for w in told)
    ]

    assert len(told) == 3 and telling == []


@pytest.mark.slow
@pytest.mark.parametrize(
    "who",
    [
        *("Ana Example", "Bruno Sample"),
        *(pytest.param(name, marks=pytest.mark.attack) for name in ("Zoë Muster", "Emil Beispiel")),
    ],
)
def test_what_is_published_is_valid(who: str, tmp_path: Path) -> None:
    data = listing(mini.copy_data(tmp_path), who)
    built = build_graph(data)
    kg = KnowledgeGraph(built.store).published()
    quads = [q for q in kg.quads() if q.graph_name not in (DATASET, graph("ontology"))]
    named = [q for q in quads if key(who) in key(str(q.triple))]

    shapes = resource_folder("ontology") / "shapes"
    assert check_shapes(quads, built.ontology.quads, shapes, {}) == []
    assert check_queries(kg, resource_folder("queries") / "checks", {}) == []
    assert named == []


@pytest.mark.slow
def test_the_version_and_the_counts_are_of_what_is_published(
    kg: KnowledgeGraph, tmp_path: Path
) -> None:
    nobody = build_graph(listing(mini.copy_data(tmp_path)))
    (triples,) = kg.select("SELECT ?n { <https://w3id.org/atgraph/graph/dataset> void:triples ?n }")

    published = [q for q in kg.published().quads() if q.graph_name != DATASET]
    assert int(triples["n"].value) == len(published)
    assert kg.version == kg.published().version == mini.graph().version != nobody.version
    assert len(mini.graph()) == len(list(kg.published().quads()))


@pytest.mark.slow
def test_a_store_on_disk_keeps_what_is_published_by_itself_too(mini_store: Path) -> None:
    kg = KnowledgeGraph.open(mini_store)
    whole, published = kg.engine.published, kg.published()  # type: ignore[attr-defined]
    own = KnowledgeGraph(Store.read_only(str(whole / PUBLISHED)))
    stored = KnowledgeGraph(kg.store).published()  # asked graph by graph
    asked = "SELECT ?g ?s ?p ?o { ?s a atg:Event . GRAPH ?g { ?s ?p ?o } } ORDER BY ?g ?s ?p ?o"

    assert own.graphs == published.graphs and own.listed == set()
    assert {*own.quads()} == {*published.quads()} and kg.listed == {HER.value}
    rows = [str(row) for row in published.select(asked)]
    assert rows == [str(row) for row in stored.select(asked)] and len(rows) > 20
    assert len([*published.sparql(asked)]) == len(rows)  # type: ignore[arg-type]


# What leads to somebody, and what names them


def apart(world: Invented, *more: Quad) -> set[str]:
    """Return the last parts of the subjects of what is said of the people of a world."""
    people = frozenset(map(atgd, world.listed))
    said = said_of(people, [*world.quads, *more])
    return {quad.subject.value.removeprefix(ATGD) for quad in said}  # type: ignore[union-attr]


def test_a_tie_goes_whole_and_what_it_alone_rests_on_with_it() -> None:
    world = Invented()
    hers = world.speaks(world.person("zoe", on_request=True), world.event("talk"), "organization_a")
    other = world.speaks(world.person("ana"), "event_talk", "organization_a")
    for tie, passages in ((hers, ("own", "shared")), (other, ("shared",))):
        for passage in passages:
            world.say(tie, atg("hasEvidence"), atgd(passage))
            world.say(passage, TYPE, atg("Evidence"))

    assert apart(world) == {"person_zoe", "affiliation_invented_00001", hers, "own"}


def test_what_follows_only_from_them_is_said_of_them() -> None:
    world = Invented()
    talk, other = world.event("talk"), world.event("other")
    body = world.organization("a")
    world.speaks(world.person("zoe", on_request=True), talk, body)
    world.speaks("person_zoe", other, body)
    world.speaks(world.person("ana"), other, body)
    kg = world.kg()
    asked = "SELECT ?e { atgd:organization_a atg:isRepresentedIn ?e }"

    assert {row["e"].value for row in kg.select(asked)} == {ATGD + talk, ATGD + other}
    assert {row["e"].value for row in kg.published().select(asked)} == {ATGD + other}


@pytest.mark.parametrize("whose", ["mini", "real"])
def test_what_follows_from_them_is_left_out_of_what_is_asserted(
    whose: str, kg: KnowledgeGraph
) -> None:
    whole = kg if whose == "mini" else mini.real()
    asserted = KnowledgeGraph(whole.engine, asserted=True)
    rule = "SELECT ?s ?property { ?property atg:isDerivedBy ?rule . ?s ?property ?o }"
    of_them = "SELECT ?tie { ?tie ?end ?person FILTER (?person IN (%s)) }"
    listed = of_them % ", ".join(f"<{person}>" for person in whole.listed)

    assert [*whole.select(rule)] and [*asserted.select(rule)] == []
    assert asserted.listed == whole.listed and [*asserted.select(listed)]
    assert asserted.published().graphs == [
        g for g in whole.published().graphs if g != graph("derived")
    ]


def test_a_passage_of_others_that_names_them_keeps_its_place_and_loses_its_words() -> None:
    world = Invented()
    world.person("zoe", on_request=True)
    tie = world.speaks(world.person("ana"), world.event("talk"))
    world.say(tie, atg("hasEvidence"), atgd("passage"))
    world.say("passage", TYPE, atg("Evidence"))
    world.say("passage", atg("exactText"), Literal("Person Ana and PERSON  ZOE"))
    world.say("passage", atg("startLine"), Literal(7))
    people = frozenset(map(atgd, world.listed))
    said = {(q.subject, q.predicate) for q in said_of(people, world.quads)}

    assert {p for s, p in said if s == atgd("passage")} == {atg("exactText")}
    assert not {s for s, _ in said} & {atgd(tie), atgd("person_ana")}


def test_a_thing_loses_the_statement_and_goes_where_its_label_names_them() -> None:
    world = Invented()
    world.person("zoe", on_request=True)
    talk, other = world.event("talk"), world.event("other")
    world.say(talk, atg("description"), Literal("With Person Zoe."))
    world.say("event_named", LABEL, Literal("An hour with person_zoe"))
    named = world.organizes(world.organization("a"), "event_named")
    kept = world.organizes("organization_a", other)

    found = apart(world)
    assert {"person_zoe", "event_named", named, talk} == found and kept not in found
    said = said_of(frozenset(map(atgd, world.listed)), world.quads)
    assert {q.predicate for q in said if q.subject == atgd(talk)} == {atg("description")}


def test_a_title_of_theirs_alone_goes_from_decisions_and_printed_words() -> None:
    world = Invented()
    hers = world.speaks(world.person("zoe", on_request=True), world.event("talk"))
    other = world.speaks(world.person("ana"), "event_talk")
    for tie, title in ((hers, "lone voice"), (hers, "Head"), (other, "Head of Office")):
        world.say(tie, atg("statedTitle"), Literal(title))
    for name, words in (("one", "“lone voice” is none"), ("two", "“Head” is none")):
        world.say(name, TYPE, atg("Decision"))
        world.say(name, atg("outcome"), Literal(words))
    world.say("passage", atg("exactText"), Literal("a lone voice"))
    world.say("office", atg("exactText"), Literal("the Head of Office"))

    assert apart(world) == {"person_zoe", hers, "one", "passage"}
