"""dataset: what the graph says of itself in VoID and DCAT 3, against counts made another way."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse

import mini
from atgraph.api import KnowledgeGraph
from atgraph.build.describe import DATASET, DCAT, DISTRIBUTIONS, VOID, describe
from atgraph.cli.export_command import FORMATS
from atgraph.export.rdf import as_turtle, export
from atgraph.rdf.namespaces import (
    ATG,
    ATGD,
    DCTERMS,
    FOAF,
    GRAPH,
    ONTOLOGY,
    OURS,
    OWL,
    RDF,
    SAME_AS,
    SCHEMA,
    SHACL,
    SKOS,
    atg,
    prefixes,
)
from atgraph.rdf.serialise import sorted_lines
from atgraph.rdf.version import version_of


@pytest.fixture(scope="module")
def kg(store: Path) -> KnowledgeGraph:
    """Open what is published of the graph of data/."""
    return KnowledgeGraph.open(store).published()


@pytest.fixture(scope="module")
def description(kg: KnowledgeGraph) -> dict[str, dict[str, list[str]]]:
    """Subject → property → values of the description of the project's own graph."""
    found: dict[str, dict[str, list[str]]] = {}
    for quad in kg.store.quads_for_pattern(None, None, None, DATASET):
        found.setdefault(quad.subject.value, {}).setdefault(quad.predicate.value, []).append(
            quad.object.value
        )
    return found


@pytest.fixture(scope="module")
def card(description: dict[str, dict[str, list[str]]]) -> dict[str, list[str]]:
    return description[DATASET.value]


@pytest.fixture(scope="module")
def lines(kg: KnowledgeGraph) -> list[list[str]]:
    """The terms of each line of N-Quads but those of the description."""
    written = (
        line
        for line in export(kg).decode().splitlines()
        if not line.endswith(f" <{DATASET.value}> .")
    )
    return [
        [*line.split(" ", 2)[:2], *line.split(" ", 2)[2].removesuffix(" .").rsplit(" ", 1)]
        for line in written
    ]


def iri(written: str) -> str:
    return written.strip("<>")


# --- The card -------------------------------------------------------------------------------------


def test_it_says_what_it_is_whose_and_under_which_licence(
    card: dict[str, list[str]], description: dict[str, dict[str, list[str]]]
) -> None:
    assert set(card[RDF + "type"]) == {VOID + "Dataset", DCAT + "Dataset"}
    assert card[DCTERMS + "title"] == ["atgraph"]
    (said,) = card[DCTERMS + "description"]
    assert re.fullmatch(r"A knowledge graph of those who fight human trafficking, .*\.", said)
    assert card[DCTERMS + "license"] == ["https://creativecommons.org/licenses/by/4.0/"]
    for who in ("creator", "publisher"):
        (agent,) = card[DCTERMS + who]
        assert description[agent] == {
            RDF + "type": [FOAF + "Agent"],
            FOAF + "name": ["The atgraph authors"],
        }
    assert card[DCTERMS + "conformsTo"] == [mini.ontology().value(ONTOLOGY, OWL + "versionIRI")]


@pytest.mark.slow
def test_its_version_is_the_digest_of_all_but_the_description(
    kg: KnowledgeGraph, card: dict[str, list[str]]
) -> None:
    others = sorted_lines(q for q in kg.quads() if q.graph_name != DATASET)

    versions = card[OWL + "versionInfo"], card[DCAT + "version"]
    assert versions == ([version_of(others)], [kg.version])


# --- The numbers ----------------------------------------------------------------------------------


def test_the_numbers_are_those_of_the_other_graphs(
    card: dict[str, list[str]], lines: list[list[str]]
) -> None:
    subjects = {subject for subject, *_ in lines}
    counted = {
        "triples": len(lines),
        "entities": len({s for s in subjects if iri(s).startswith(ATGD)}),
        "classes": len(
            {value for _, predicate, value, _ in lines if iri(predicate) == RDF + "type"}
        ),
        "properties": len({predicate for _, predicate, _, _ in lines}),
        "distinctSubjects": len(subjects),
        "distinctObjects": len({value for _, _, value, _ in lines}),
    }

    assert counted["triples"] > 10_000
    assert {name: int(*card[VOID + name]) for name in counted} == counted
    assert card[VOID + "uriSpace"] == [ATGD]


@pytest.mark.slow
def test_every_graph_is_a_part_with_its_size(
    kg: KnowledgeGraph, card: dict[str, list[str]], description: dict[str, dict[str, list[str]]]
) -> None:
    sizes = {
        g.value: len(list(kg.store.quads_for_pattern(None, None, None, g)))
        for g in kg.graphs
        if g != DATASET
    }

    assert {f"{GRAPH}ontology", f"{GRAPH}registry", f"{GRAPH}derived"} < set(sizes)
    assert {
        part: int(*description[part][VOID + "triples"]) for part in card[DCTERMS + "hasPart"]
    } == sizes
    assert sum(sizes.values()) == int(*card[VOID + "triples"])


def test_every_class_has_its_number_of_things(
    kg: KnowledgeGraph, card: dict[str, list[str]], description: dict[str, dict[str, list[str]]]
) -> None:
    rows = kg.select(
        "SELECT ?class (COUNT(DISTINCT ?x) AS ?n) WHERE { GRAPH ?g { ?x a ?class } "
        f"FILTER (?g != <{DATASET.value}>) }} GROUP BY ?class"
    )
    counted = {row["class"].value: int(row["n"].value) for row in rows}
    parts = [description[part] for part in card[VOID + "classPartition"]]

    assert counted[ATG + "Event"] == 6
    assert {part[VOID + "class"][0]: int(*part[VOID + "entities"]) for part in parts} == counted
    assert len(parts) == len(counted)


def test_every_property_has_its_number_of_triples(
    card: dict[str, list[str]], description: dict[str, dict[str, list[str]]], lines: list[list[str]]
) -> None:
    counted = Counter(iri(predicate) for _, predicate, _, _ in lines)
    parts = [description[part] for part in card[VOID + "propertyPartition"]]

    assert counted[RDF + "type"] > 1_000
    assert {part[VOID + "property"][0]: int(*part[VOID + "triples"]) for part in parts} == counted
    assert len(parts) == len(counted)


def test_links_are_counted_by_where_they_lead(
    card: dict[str, list[str]], description: dict[str, dict[str, list[str]]], lines: list[list[str]]
) -> None:
    kinds = {
        SAME_AS.value,
        *(SKOS + f"{kind}Match" for kind in ("broad", "close", "exact", "narrow", "related")),
    }
    outside = [
        (iri(p), urlsplit(iri(o)).netloc)
        for _, p, o, _ in lines
        if iri(p) in kinds and not iri(o).startswith(OURS)
    ]
    sets = [description[part] for part in card[VOID + "subset"]]

    assert outside
    found = {
        (s[VOID + "linkPredicate"][0], urlsplit(s[VOID + "objectsTarget"][0]).netloc): int(
            *s[VOID + "triples"]
        )
        for s in sets
    }
    assert found == Counter(outside)
    assert all(
        s[VOID + "subjectsTarget"] == [DATASET.value] and s[RDF + "type"] == [VOID + "Linkset"]
        for s in sets
    )


# --- What it covers -------------------------------------------------------------------------------


@pytest.mark.slow
def test_it_names_its_sources_places_days_and_languages(
    kg: KnowledgeGraph, card: dict[str, list[str]], description: dict[str, dict[str, list[str]]]
) -> None:
    assert card[DCTERMS + "source"] == [f"{ATGD}source_osce-alliance-19-side-events_programme"]
    assert card[DCTERMS + "spatial"] == [f"{ATGD}place_vienna"]
    (period,) = card[DCTERMS + "temporal"]
    assert description[period] == {
        RDF + "type": [DCTERMS + "PeriodOfTime"],
        DCAT + "startDate": ["2019-04-08"],
        DCAT + "endDate": ["2019-04-09"],
    }
    tags = {
        q.object.language for q in kg.quads() if isinstance(q.object, Literal) and q.object.language
    }
    assert set(card[DCTERMS + "language"]) == {
        f"http://id.loc.gov/vocabulary/iso639-1/{tag[:2]}" for tag in tags
    }


def test_the_example_is_an_event_and_no_person(card: dict[str, list[str]]) -> None:
    assert card[VOID + "exampleResource"] == [f"{ATGD}event_osce-alliance-19-side-events"]


def test_it_names_the_vocabularies_that_are_used_and_every_prefix(
    card: dict[str, list[str]], description: dict[str, dict[str, list[str]]]
) -> None:
    assert {ATG, SKOS, SCHEMA, OWL} < set(card[VOID + "vocabulary"])
    assert "http://www.w3.org/2006/time#" not in card[VOID + "vocabulary"]
    declared = [description[part] for part in card[SHACL + "declare"]]
    assert {d[SHACL + "prefix"][0]: d[SHACL + "namespace"][0] for d in declared} == prefixes()


def test_there_is_a_distribution_for_each_format_and_no_invented_address(
    card: dict[str, list[str]], description: dict[str, dict[str, list[str]]]
) -> None:
    parts = {part.rpartition("-")[2]: description[part] for part in card[DCAT + "distribution"]}

    assert set(parts) == set(DISTRIBUTIONS) == set(FORMATS)
    for name, part in parts.items():
        assert part[RDF + "type"] == [DCAT + "Distribution"]
        assert (
            part[DCTERMS + "license"]
            == card[DCTERMS + "license"]
            == ["https://creativecommons.org/licenses/by/4.0/"]
        )
        assert (
            part[DCTERMS + "title"]
            and f"`atgraph export --format {name}`" in part[DCTERMS + "description"][0]
        )
    assert {name: part[DCAT + "mediaType"] for name, part in parts.items()} == {
        "nq": ["https://www.iana.org/assignments/media-types/application/n-quads"],
        "ttl": ["https://www.iana.org/assignments/media-types/text/turtle"],
        "jsonld": ["https://www.iana.org/assignments/media-types/application/ld+json"],
    }
    assert not any(
        predicate in part
        for part in description.values()
        for predicate in (DCAT + "accessURL", DCAT + "downloadURL", VOID + "dataDump")
    )


# --- How it is written ----------------------------------------------------------------------------


def test_an_editor_finds_the_classes_properties_and_prefixes_that_it_asks_for(
    kg: KnowledgeGraph,
) -> None:
    asked = {
        "class": "SELECT ?x { ?d void:classPartition ?p . ?p void:class ?x }",
        "property": "SELECT ?x { ?d void:propertyPartition ?p . "
        "?p void:property ?x ; void:triples ?n }",
        "prefix": "SELECT ?x ?n { ?d sh:declare ?p . ?p sh:prefix ?x ; sh:namespace ?n }",
    }
    for query in asked.values():
        assert len(list(kg.select(query))) > 10


@pytest.mark.slow
def test_there_is_no_blank_node_no_person_and_no_triple_that_another_graph_has(
    kg: KnowledgeGraph,
) -> None:
    own = set(kg.store.quads_for_pattern(None, None, None, DATASET))
    others = {quad.triple for quad in kg.quads() if quad.graph_name != DATASET}

    assert len(own) > 300
    assert all(isinstance(q.subject, NamedNode) and not str(q.object).startswith("_:") for q in own)
    assert not any("person_p" in str(q) for q in own)
    assert not {q.triple for q in own} & others


def test_the_order_of_the_quads_changes_nothing() -> None:
    quads = [quad for quad in mini.graph().store if quad.graph_name != DATASET]

    assert describe(quads, mini.ontology(), "v") == describe(reversed(quads), mini.ontology(), "v")


def test_a_term_without_a_prefix_has_a_part_of_its_own() -> None:
    strange = "http://example.org/things/of~mine"
    quads = [Quad(atg("x"), NamedNode(strange), Literal("y"), NamedNode(f"{GRAPH}registry"))]

    described = describe(quads, mini.ontology(), "v")

    part = f"{DATASET.value}#property-{hashlib.sha256(strange.encode()).hexdigest()[:12]}"
    assert any(
        (q.subject.value, q.predicate.value, q.object.value) == (part, VOID + "property", strange)
        for q in described
    )


def test_links_of_each_kind_to_each_host_are_one_set_and_links_among_ourselves_none() -> None:
    close, ours = NamedNode(SKOS + "closeMatch"), NamedNode(f"{GRAPH}ontology")
    targets = [
        "http://data.example/1",
        "https://data.example/2",
        "https://other.example/1",
        f"{ATG}Event",
        "https://w3id.org/atgraph/vocab/theme_x",
    ]
    quads = [Quad(atg(f"x{n}"), close, NamedNode(target), ours) for n, target in enumerate(targets)]

    said = {
        (q.subject.value.partition("#")[2], q.predicate.value.removeprefix(VOID), q.object.value)
        for q in describe(quads, mini.ontology(), "v")
    }

    assert {s for s, p, o in said if o == VOID + "Linkset"} == {
        "links-skos-closeMatch-data.example",
        "links-skos-closeMatch-other.example",
    }
    assert ("links-skos-closeMatch-data.example", "triples", "2") in said
    assert ("links-skos-closeMatch-data.example", "objectsTarget", "https://data.example/") in said


def test_a_graph_without_events_has_no_period_and_no_example() -> None:
    described = {q.predicate.value for q in describe([], mini.ontology(), "v")}

    assert DCTERMS + "title" in described
    assert not described & {DCTERMS + "temporal", VOID + "exampleResource", VOID + "subset"}


@pytest.mark.slow
def test_its_turtle_declares_the_prefixes_that_it_uses_sorted(kg: KnowledgeGraph) -> None:
    text = export(kg, "void").decode()
    head = [line for line in text.splitlines() if line.startswith("@prefix")]

    assert head == sorted(head)
    assert {line.split()[1] for line in head} >= {"void:", "dcat:", "dcterms:"}
    assert "oa:" not in {line.split()[1] for line in head}
    assert {q.triple for q in parse(text, format=RdfFormat.TURTLE)} == {
        q.triple for q in kg.store.quads_for_pattern(None, None, None, DATASET)
    }
    assert text.startswith("@prefix ")


def test_turtle_without_a_prefix_is_read_back_too() -> None:
    quads = [
        Quad(
            NamedNode("http://e/a"),
            NamedNode("http://e/b"),
            Literal("@prefix x: <y> .\nz"),
            NamedNode(f"{GRAPH}registry"),
        )
    ]

    assert {q.triple for q in parse(as_turtle(quads), format=RdfFormat.TURTLE)} == {
        q.triple for q in quads
    }


@pytest.mark.slow
def test_a_build_publishes_the_description(tmp_path: Path) -> None:
    run = mini.here("build", "--data", mini.MINI, "--store", tmp_path / "store")
    assert run.code == 0

    written = mini.atgraph("export", "--store", tmp_path / "store", "--profile", "void").out
    store = Store()
    store.load(written.encode(), format=RdfFormat.TURTLE)
    (number,) = (
        q.object.value for q in store.quads_for_pattern(DATASET, NamedNode(VOID + "triples"), None)
    )
    whole = mini.atgraph("export", "--store", tmp_path / "store").out.splitlines()
    assert int(number) == sum(not line.endswith(f"<{DATASET.value}> .") for line in whole)
