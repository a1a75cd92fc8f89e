"""The description of a graph of a few quads, all of it."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store, Triple

from atgraph.build.counts import DatasetCounts
from atgraph.build.describe import DATASET, DCAT, VOID, describe
from atgraph.rdf.namespaces import (
    ATG,
    ATGD,
    DCTERMS,
    FOAF,
    GRAPH,
    LABEL,
    ONTOLOGY,
    OURS,
    OWL,
    RDF,
    RDFS,
    SAME_AS,
    SCHEMA,
    SHACL,
    SKOS,
    TYPE,
    XSD,
    atg,
    atgd,
    graph,
    prefixes,
)
from atgraph.rdf.ontology import Ontology

REGISTRY, FAIR = graph("registry"), graph("programme/fair")
EVENT, DAY = atgd("event_fair"), atgd("event_fair_day")
LICENCE, VERSION = "https://licence.example/", "https://version.example/1"
HEADER = {
    DCTERMS + "creator": Literal("Zoë & Co. 2"),
    DCTERMS + "publisher": Literal("Ann"),
    DCTERMS + "license": NamedNode(LICENCE),
    OWL + "versionIRI": NamedNode(VERSION),
}
OWN = Ontology(
    tuple(Triple(NamedNode(ONTOLOGY), NamedNode(name), value) for name, value in HEADER.items())
)
Said = dict[str, dict[str, list[str]]]


def day(text: str) -> Literal:
    return Literal(text, datatype=NamedNode(XSD + "date"))


def row(subject: str, name: str, value: NamedNode | Literal) -> Quad:
    return Quad(atgd(subject), atg(name), value, FAIR)


QUADS = [
    Quad(EVENT, TYPE, atg("Event"), FAIR),
    Quad(DAY, TYPE, atg("Event"), FAIR),
    Quad(EVENT, LABEL, Literal("Fair", language="en-GB"), REGISTRY),
    Quad(EVENT, LABEL, Literal("Feria", language="ast"), REGISTRY),
    Quad(EVENT, LABEL, Literal("Fair"), REGISTRY),
    row("event_fair_day", "isPartOfEvent", EVENT),
    row("event_fair", "earliestDate", day("2021-06-01")),
    row("event_fair", "latestDate", day("2021-06-03")),
    row("event_fair_day", "earliestDate", day("2021-06-02")),
    row("event_fair_day", "latestDate", day("2021-06-02")),
    row("listing_a", "earliestDate", day("2019-01-01")),
    row("listing_a", "latestDate", day("2029-01-01")),
    row("event_fair", "takesPlaceIn", atgd("place_b")),
    row("event_fair", "takesPlaceIn", atgd("place_a")),
    row("event_fair_day", "takesPlaceIn", atgd("place_a")),
    row("text_b", "isTextOf", atgd("source_b")),
    row("text_a", "isTextOf", atgd("source_a")),
    Quad(NamedNode("https://outside.example/"), atg("unit"), Literal("x"), REGISTRY),
]
LINKS = [
    Quad(atgd("a"), SAME_AS, NamedNode("http://b.example:8080/1"), REGISTRY),
    Quad(atgd("b"), SAME_AS, NamedNode("https://b.example:8080/2"), REGISTRY),
    Quad(atgd("b"), SAME_AS, NamedNode("https://a.example/2"), REGISTRY),
    Quad(atgd("b"), SAME_AS, NamedNode(OURS + "id/c"), REGISTRY),
    Quad(atgd("b"), SAME_AS, NamedNode("urn:isbn:1"), REGISTRY),
]


def said(quads: Iterable[Quad], ontology: Ontology = OWN) -> Said:
    """Subject → property → values, in the order in which they are written."""
    found: Said = {}
    for quad in describe(quads, ontology, "v1"):
        assert quad.graph_name == DATASET
        values = found.setdefault(quad.subject.value.replace(DATASET.value, ""), {})
        values.setdefault(quad.predicate.value, []).append(
            quad.object.value.replace(DATASET.value, "")
        )
    return found


def of(kind: str, found: Said) -> Said:
    """Return the parts of a kind, by what follows it in their names."""
    start = f"#{kind}-"
    return {name.removeprefix(start): v for name, v in found.items() if name.startswith(start)}


def card() -> dict[str, list[str]]:
    return said(QUADS)[""]


def test_the_card_says_what_the_dataset_is_and_whose() -> None:
    found = said(QUADS)

    assert found[""][RDF + "type"] == [VOID + "Dataset", DCAT + "Dataset"]
    assert found[""][RDFS + "label"] == found[""][DCTERMS + "title"] == ["atgraph"]
    assert found[""][OWL + "versionInfo"] == found[""][DCAT + "version"] == ["v1"]
    assert found[""][DCTERMS + "license"] == [LICENCE]
    assert found[""][DCTERMS + "conformsTo"] == [VERSION]
    assert found[""][DCTERMS + "creator"] == ["#agent-zo-co-2"]
    assert found[""][DCTERMS + "publisher"] == ["#agent-ann"]
    assert of("agent", found) == {
        "zo-co-2": {RDF + "type": [FOAF + "Agent"], FOAF + "name": ["Zoë & Co. 2"]},
        "ann": {RDF + "type": [FOAF + "Agent"], FOAF + "name": ["Ann"]},
    }


def test_what_people_read_is_in_english() -> None:
    described = describe(QUADS, OWN, "v1")
    tagged = {
        (q.predicate.value, q.object.language)
        for q in described
        if q.predicate.value in (RDFS + "label", DCTERMS + "title", DCTERMS + "description")
        and q.subject.value.partition("#")[2].partition("-")[0] in ("", "distribution")
        and not q.subject.value.startswith((REGISTRY.value, FAIR.value))
    }

    assert {language for _, language in tagged} == {"en"}
    assert len(tagged) == 3


def test_the_numbers_are_those_of_the_quads() -> None:
    numbers = {
        "triples": 18,
        "entities": 5,  # the event, its day, a listing and two texts
        "classes": 1,
        "properties": 8,
        "distinctSubjects": 6,
        "distinctObjects": 15,
    }

    assert {name: int(*card()[VOID + name]) for name in numbers} == numbers
    assert card()[VOID + "uriSpace"] == [ATGD]


def test_each_graph_is_a_part_with_its_name_and_size() -> None:
    found = said(QUADS)

    assert found[""][DCTERMS + "hasPart"] == [FAIR.value, REGISTRY.value]
    assert {name: values for name, values in found.items() if name.startswith(GRAPH)} == {
        graph_.value: {
            RDF + "type": [VOID + "Dataset"],
            DCTERMS + "title": [title],
            VOID + "triples": [size],
        }
        for graph_, title, size in ((REGISTRY, "registry", "4"), (FAIR, "programme/fair", "14"))
    }


def test_each_class_and_property_is_a_part_in_the_order_of_the_alphabet() -> None:
    found = said(QUADS)
    parts = of("property", found)

    assert of("class", found) == {
        "atg-Event": {VOID + "class": [ATG + "Event"], VOID + "entities": ["2"]}
    }
    assert found[""][VOID + "classPartition"] == ["#class-atg-Event"]
    assert {name: int(*values[VOID + "triples"]) for name, values in parts.items()} == {
        "rdf-type": 2,
        "rdfs-label": 3,
        "atg-earliestDate": 3,
        "atg-isPartOfEvent": 1,
        "atg-isTextOf": 2,
        "atg-latestDate": 3,
        "atg-takesPlaceIn": 3,
        "atg-unit": 1,
    }
    iris = [values[VOID + "property"][0] for values in parts.values()]
    assert iris == sorted(iris)
    assert found[""][VOID + "propertyPartition"] == [f"#property-{name}" for name in parts]


def test_links_to_a_host_are_a_set_that_names_its_port_and_its_safest_address() -> None:
    found = said(LINKS)

    assert of("links", found) == {
        "schema-sameAs-a.example": {
            RDF + "type": [VOID + "Linkset"],
            VOID + "linkPredicate": [SCHEMA + "sameAs"],
            VOID + "subjectsTarget": [""],
            VOID + "objectsTarget": ["https://a.example/"],
            VOID + "triples": ["1"],
        },
        "schema-sameAs-b.example-8080": {
            RDF + "type": [VOID + "Linkset"],
            VOID + "linkPredicate": [SCHEMA + "sameAs"],
            VOID + "subjectsTarget": [""],
            VOID + "objectsTarget": ["https://b.example:8080/"],
            VOID + "triples": ["2"],
        },
    }
    assert found[""][VOID + "subset"] == [
        "#links-schema-sameAs-a.example",
        "#links-schema-sameAs-b.example-8080",
    ]


@pytest.mark.parametrize("kind", ["broad", "close", "exact", "narrow", "related"])
def test_every_kind_of_match_is_a_link(kind: str) -> None:
    match, target = NamedNode(f"{SKOS}{kind}Match"), NamedNode("https://a.example/2")

    assert list(of("links", said([Quad(atgd("a"), match, target, REGISTRY)]))) == [
        f"skos-{kind}Match-a.example"
    ]


def test_what_is_no_match_is_no_link() -> None:
    label = Quad(atgd("a"), LABEL, NamedNode("https://a.example/2"), REGISTRY)

    assert of("links", said([label])) == {}


def test_it_covers_the_documents_places_languages_and_days_of_its_events() -> None:
    found = said(QUADS)

    assert found[""][DCTERMS + "source"] == [f"{ATGD}source_{n}" for n in "ab"]
    assert found[""][DCTERMS + "spatial"] == [f"{ATGD}place_{n}" for n in "ab"]
    assert found[""][DCTERMS + "language"] == ["http://id.loc.gov/vocabulary/iso639-1/en"]
    assert found[""][DCTERMS + "temporal"] == ["#period"]
    assert found["#period"] == {
        RDF + "type": [DCTERMS + "PeriodOfTime"],
        DCAT + "startDate": ["2021-06-01"],
        DCAT + "endDate": ["2021-06-03"],
    }
    days = [q.object for q in describe(QUADS, OWN, "v1") if q.subject.value.endswith("#period")]
    assert days[1:] == [day("2021-06-01"), day("2021-06-03")]


def test_languages_stand_in_the_order_of_the_alphabet() -> None:
    quads = [
        Quad(EVENT, LABEL, Literal("x", language=tag), FAIR)
        for tag in ("uk", "de", "ru", "en", "fr", "es", "it")
    ]

    assert [iri[-2:] for iri in said(quads)[""][DCTERMS + "language"]] == [
        *("de", "en", "es", "fr", "it", "ru", "uk")
    ]


def test_the_example_is_the_first_event_that_is_no_part_of_another() -> None:
    later = [Quad(atgd(f"event_{n}"), TYPE, atg("Event"), FAIR) for n in "zxy"]

    assert card()[VOID + "exampleResource"] == [EVENT.value]
    assert said([*later, *QUADS])[""][VOID + "exampleResource"] == [EVENT.value]


def test_every_prefix_is_declared_and_a_vocabulary_is_one_that_is_used() -> None:
    found = said(QUADS)
    names = sorted(prefixes())
    declared = of("prefix", found)

    assert found[""][SHACL + "declare"] == [f"#prefix-{name}" for name in names]
    assert declared == {
        name: {SHACL + "prefix": [name], SHACL + "namespace": [prefixes()[name]]} for name in names
    }
    assert set(found[""][VOID + "vocabulary"]) == {ATG, RDF, RDFS}
    namespaces = {
        q.object.datatype.value
        for q in describe(QUADS, OWN, "v1")
        if q.predicate.value == SHACL + "namespace"
    }
    assert namespaces == {XSD + "anyURI"}


def test_prefixes_stand_in_the_order_of_the_alphabet(monkeypatch: pytest.MonkeyPatch) -> None:
    table = dict(sorted(prefixes().items(), reverse=True))
    monkeypatch.setattr("atgraph.build.describe.prefixes", lambda: table)

    assert card()[SHACL + "declare"] == [f"#prefix-{name}" for name in sorted(table)]


def test_a_vocabulary_is_used_where_only_a_class_is_of_it() -> None:
    typed = Quad(atgd("a"), TYPE, NamedNode(SKOS + "Concept"), FAIR)

    assert set(said([typed])[""][VOID + "vocabulary"]) == {RDF, SKOS}


def test_each_format_is_a_distribution_under_the_licence() -> None:
    found = said(QUADS)
    media = "https://www.iana.org/assignments/media-types/"

    assert found[""][DCAT + "distribution"] == [
        f"#distribution-{name}" for name in ("nq", "ttl", "jsonld")
    ]
    assert {
        name: (values[DCTERMS + "title"], values[DCAT + "mediaType"])
        for name, values in of("distribution", found).items()
    } == {
        "nq": (["N-Quads"], [media + "application/n-quads"]),
        "ttl": (["Turtle, without the names of the graphs"], [media + "text/turtle"]),
        "jsonld": (["JSON-LD"], [media + "application/ld+json"]),
    }
    for values in of("distribution", found).values():
        assert values[RDF + "type"] == [DCAT + "Distribution"]
        assert values[DCTERMS + "license"] == [LICENCE]


def test_a_description_without_a_header_has_no_licence_and_no_agent() -> None:
    found = said(QUADS, Ontology(()))

    assert of("agent", found) == {}
    assert DCTERMS + "license" not in found[""]


def test_what_is_kept_apart_in_a_store_is_not_counted() -> None:
    store, apart = Store(), {quad for quad in QUADS if quad.subject == QUADS[0].subject}
    store.extend(QUADS)
    alone = Store()
    alone.extend(quad for quad in QUADS if quad not in apart)

    assert 0 < len(alone) < len(store)
    assert DatasetCounts.of(store, apart) == DatasetCounts.of(alone)


@pytest.mark.parametrize(
    "name", [TYPE, atg("isPartOfEvent"), atg("earliestDate"), atg("latestDate")]
)
def test_the_days_of_events_and_the_whole_ones_are_counted_as_they_change(name: NamedNode) -> None:
    whole, part = Store(), Store()
    gone = {quad for quad in QUADS if quad.predicate == name}
    whole.extend(QUADS)
    part.extend(quad for quad in QUADS if quad not in gone)
    less, more = DatasetCounts.of(whole), DatasetCounts.of(part)

    less.change(set(), gone, whole, part)
    more.change(gone, set(), part, whole)

    assert (less, more) == (DatasetCounts.of(part), DatasetCounts.of(whole))
    assert (less.days, less.whole) != (more.days, more.whole)
