"""The ontology: every term is declared, and the declarations that code follows hold together."""

import re
from collections import Counter
from pathlib import Path

from rdflib import OWL, RDF, RDFS, SH, SKOS, XSD, BNode, Namespace, URIRef

from shacl import read

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "ontology"
ATG = Namespace("https://w3id.org/atgraph/ontology#")
ATGD = Namespace("https://w3id.org/atgraph/id/")
ATGV = Namespace("https://w3id.org/atgraph/vocab/")
SCHEMA = Namespace("https://schema.org/")
VANN = Namespace("http://purl.org/vocab/vann/")

VOCABULARIES = sorted([*(FOLDER / "vocab").glob("*.ttl"), *(FOLDER / "published").glob("*.ttl")])
TURTLE = sorted(FOLDER.rglob("*.ttl"))
FIXTURES = sorted(
    path
    for kind in ("shapes", "style", "reasoning")
    for path in (ROOT / "tests" / kind).rglob("*.ttl")
)
GRAPHS = {path: read(path) for path in TURTLE}

PROPERTY_KINDS = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
BUILT_IN = (RDF, RDFS, OWL)

ontology = GRAPHS[FOLDER / "atgraph.ttl"]
vocabulary = read(*VOCABULARIES)
CLASSES = sorted(c for c in ontology.subjects(RDF.type, OWL.Class) if c in ATG)
PROPERTIES = sorted(
    p for kind in PROPERTY_KINDS for p in ontology.subjects(RDF.type, kind) if p in ATG
)
TIES = sorted(c for c in ontology.transitive_subjects(RDFS.subClassOf, ATG.Tie) if c != ATG.Tie)
CONCEPTS = sorted(vocabulary.subjects(RDF.type, SKOS.Concept))
RECORDS = sorted(ontology.subjects(ATG.recordName))


def local(iri):
    return re.split(r"[#/]", str(iri))[-1]


def read_prefixes(path):
    return dict(
        re.findall(r"^@prefix (\S*): <([^>]*)> \.$", path.read_text(encoding="utf-8"), re.MULTILINE)
    )


def ends(tie):
    return [
        ontology.value(tie, ATG.edgeSource, any=False),
        ontology.value(tie, ATG.edgeTarget, any=False),
    ]


def supers(cls):
    return set(ontology.transitive_objects(cls, RDFS.subClassOf))


def test_there_is_something_to_test():
    assert CLASSES and PROPERTIES and TIES and CONCEPTS and RECORDS and VOCABULARIES and FIXTURES


# --- terms ---


def test_every_term_that_is_named_is_declared():
    declared = {*CLASSES, *PROPERTIES}
    named = {
        t
        for graph in GRAPHS.values()
        for triple in graph
        for t in triple
        if isinstance(t, URIRef) and t in ATG
    }

    assert named <= declared


# --- how records are read and drawn ---


def test_the_shortcut_of_a_tie_joins_the_same_things():
    for tie in TIES:
        shortcut, (source, target) = ontology.value(tie, ATG.edgeShortcut, any=False), ends(tie)
        for prop, end in ((SCHEMA.domainIncludes, source), (SCHEMA.rangeIncludes, target)):
            allowed = set(ontology.objects(shortcut, prop))
            assert not allowed or all(
                supers(c) & allowed for c in ontology.objects(end, SCHEMA.rangeIncludes)
            ), (tie, prop)


def test_a_key_of_a_record_fills_one_property_and_a_date_two():
    for record in RECORDS:
        properties = [
            p
            for p in ontology.subjects(ATG.recordKey)
            if supers(record) & set(ontology.objects(p, SCHEMA.domainIncludes))
        ]
        keys = Counter(str(ontology.value(p, ATG.recordKey)) for p in properties)
        is_tie = ATG.Tie in supers(record)
        doubled = {key: times for key, times in keys.items() if times > 1}
        assert doubled == {"date": 2} | ({"holds": 2} if is_tie else {}), record
        assert not keys.keys() & {"tie", "session", "quotes", "review", "source", "read"}, record


def test_record_names_and_plural_names_are_unique():
    for declaration in (ATG.recordName, ATG.pluralName):
        names = Counter(str(o) for o in ontology.objects(None, declaration))
        assert set(names.values()) == {1}


def test_a_key_that_takes_concepts_names_their_prefix():
    prefixes = {local(c).partition("_")[0] for c in CONCEPTS}
    for prop in ontology.subjects(ATG.recordKey):
        if {SKOS.Concept, ATG.Theme} & set(
            ontology.objects(prop, SCHEMA.rangeIncludes)
        ) and prop != ATG.isPartnershipOn:
            assert str(ontology.value(prop, ATG.recordPrefix)) in prefixes, prop


def test_derived_properties_are_written_by_a_rule_and_never_by_people():
    derived = set(ontology.subjects(ATG.isDerivedBy))
    rules = {ATGD[f"rule_{path.stem}"] for path in (ROOT / "queries" / "derive").glob("*.rq")}
    shortcuts = set(ontology.objects(None, ATG.edgeShortcut))

    assert derived == shortcuts | {
        ATG.connects,
        ATG.convenesOn,
        ATG.isPresentFor,
        ATG.isRepresentedIn,
        ATG.isWithin,
        ATG.rollsUpTo,
        ATG.searchKey,
        ATG.statedOn,
        ATG.worksOn,
    }
    assert set(ontology.objects(None, ATG.isDerivedBy)) == rules
    assert not derived & set(ontology.subjects(ATG.recordKey))


# --- OWL 2 DL, as far as a query sees it (reasoners pass over a property of two kinds) ---


def test_a_property_is_of_one_kind():
    for prop in {p for kind in PROPERTY_KINDS for p in ontology.subjects(RDF.type, kind)}:
        assert len({kind for kind in PROPERTY_KINDS if (prop, RDF.type, kind) in ontology}) == 1, (
            prop
        )


def test_nothing_is_both_class_and_property():
    kinds = {kind: set(ontology.subjects(RDF.type, kind)) for kind in (OWL.Class, *PROPERTY_KINDS)}

    assert not kinds[OWL.Class] & set().union(*(kinds[k] for k in PROPERTY_KINDS))


def test_every_property_and_class_that_is_used_is_declared():
    graph = ontology + vocabulary
    used = {p for p in graph.predicates() if not any(p in space for space in BUILT_IN)}
    typed = {o for o in graph.objects(None, RDF.type) if not any(o in space for space in BUILT_IN)}

    assert used <= {p for kind in PROPERTY_KINDS for p in ontology.subjects(RDF.type, kind)}
    assert typed <= set(ontology.subjects(RDF.type, OWL.Class))


def test_literals_stand_under_annotation_properties_only():
    graph = ontology + vocabulary
    annotations = {
        *ontology.subjects(RDF.type, OWL.AnnotationProperty),
        RDFS.label,
        OWL.versionInfo,
        OWL.deprecated,
    }

    assert {p for p, o in graph.predicate_objects() if not isinstance(o, URIRef)} <= annotations


def test_properties_say_values_of_their_own_kind():
    for prop, value in ontology.subject_objects(SCHEMA.rangeIncludes):
        is_data = (prop, RDF.type, OWL.DatatypeProperty) in ontology
        assert is_data == (value in XSD), prop
        is_class = value in (RDF.Property, OWL.Class) or (value, RDF.type, OWL.Class) in ontology
        assert is_data or is_class, value


def test_a_store_keeps_the_datatypes():
    """Oxigraph keeps every kind of integer as xsd:integer, so shapes could not ask for another."""
    integers = {
        XSD.nonNegativeInteger,
        XSD.positiveInteger,
        XSD.int,
        XSD.long,
        XSD.short,
        XSD.unsignedInt,
    }

    assert not integers & set(ontology.objects(None, SCHEMA.rangeIncludes))


def test_meaning_stays_loose():
    """Limits are for shapes: a range of xsd:date stops a reasoner; identities are no owl:sameAs."""
    assert not {RDFS.range, RDFS.domain, OWL.sameAs, OWL.imports} & set(ontology.predicates())


def test_the_version_stands_in_the_header_only():
    header = URIRef("https://w3id.org/atgraph/ontology")
    version = str(ontology.value(header, OWL.versionInfo, any=False))

    assert [t for t in [*CLASSES, *PROPERTIES] if version in t] == []


# --- files ---


def test_a_triple_stands_in_one_file():
    seen = Counter(
        triple
        for path, graph in GRAPHS.items()
        for triple in graph
        if not any(isinstance(t, BNode) for t in triple)
    )

    assert [triple for triple, times in seen.items() if times > 1] == []


def test_there_are_no_blank_nodes_but_the_lists_of_shapes_and_their_members():
    for path, graph in GRAPHS.items():
        blank = {t for triple in graph for t in triple if isinstance(t, BNode)}
        if path.parent.name not in ("shapes", "style"):
            assert not blank, path.name
        members = set(graph.objects(None, RDF.first))
        parts = (
            "or",
            "and",
            "in",
            "not",
            "path",
            "inversePath",
            "oneOrMorePath",
            "languageIn",
            "ignoredProperties",
        )
        heads = {o for part in parts for o in graph.objects(None, SH[part])}
        assert all(node in members | heads or (None, RDF.rest, node) in graph for node in blank), (
            path.name
        )


def test_prefixes_are_those_of_the_table_sorted_and_used():
    table = read_prefixes(FOLDER / "prefixes.ttl")
    for path in [*TURTLE, *FIXTURES]:
        own = read_prefixes(path)
        text = re.sub(r"^@prefix.*$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        used = set(re.findall(r"(?<![\w-])([\w-]*):", text))
        assert own, path
        assert own.items() <= table.items(), path
        assert list(own) == sorted(own), path
        assert path.parent == FOLDER or set(own) <= used, path


def test_no_line_of_turtle_ends_in_white_space():
    files = [
        path
        for folder in ("ontology", "tests")
        for kind in ("*.ttl", "*.trig")
        for path in (ROOT / folder).rglob(kind)
        if "w3c" not in path.parts  # their files stay as they are
    ]
    lines = [
        (path.name, number, line)
        for path in files
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1)
    ]
    assert len(files) > 200

    assert [(name, number) for name, number, line in lines if line != line.rstrip()] == []


def test_the_table_and_the_header_name_the_same_namespace():
    header = URIRef("https://w3id.org/atgraph/ontology")
    table = read_prefixes(FOLDER / "prefixes.ttl")

    assert (
        table[str(ontology.value(header, VANN.preferredNamespacePrefix))]
        == str(ontology.value(header, VANN.preferredNamespaceUri))
        == str(ATG)
    )
