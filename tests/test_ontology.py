"""The ontology and its vocabularies: every term is said what it is, and the declarations that code follows hold together."""

import re
from collections import Counter
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SH, SKOS, XSD, BNode, Graph, Namespace, URIRef

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "ontology"
ATG = Namespace("https://w3id.org/atgraph/ontology#")
ATGD = Namespace("https://w3id.org/atgraph/id/")
ATGV = Namespace("https://w3id.org/atgraph/vocab/")
SCHEMA = Namespace("https://schema.org/")
VANN = Namespace("http://purl.org/vocab/vann/")

VOCABULARIES = sorted((FOLDER / "vocab").glob("*.ttl"))
TURTLE = sorted(FOLDER.rglob("*.ttl"))
FIXTURES = sorted((ROOT / "tests" / "shapes").rglob("*.ttl"))
GRAPHS = {path: Graph().parse(path) for path in TURTLE}

PROPERTY_KINDS = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
BUILT_IN = (RDF, RDFS, OWL)

ontology = GRAPHS[FOLDER / "atgraph.ttl"]
vocabulary = sum((GRAPHS[path] for path in VOCABULARIES), Graph())
CLASSES = sorted(c for c in ontology.subjects(RDF.type, OWL.Class) if c in ATG)
PROPERTIES = sorted(p for kind in PROPERTY_KINDS for p in ontology.subjects(RDF.type, kind) if p in ATG)
TIES = sorted(c for c in ontology.transitive_subjects(RDFS.subClassOf, ATG.Tie) if c != ATG.Tie)
CONCEPTS = sorted(vocabulary.subjects(RDF.type, SKOS.Concept))
RECORDS = sorted(ontology.subjects(ATG.recordName))


def local(iri):
    return re.split(r"[#/]", str(iri))[-1]


def words(text):
    return re.findall(r"[\w-]+", text.lower())


def stands_in(words_, longer):
    return any(longer[i : i + len(words_)] == words_ for i in range(len(longer)))


def read_prefixes(path):
    return dict(re.findall(r"^@prefix (\S*): <([^>]*)> \.$", path.read_text(encoding="utf-8"), re.MULTILINE))


def ends(tie):
    return [ontology.value(tie, ATG.edgeSource, any=False), ontology.value(tie, ATG.edgeTarget, any=False)]


def supers(cls):
    return set(ontology.transitive_objects(cls, RDFS.subClassOf))


def test_there_is_something_to_test():
    assert CLASSES and PROPERTIES and TIES and CONCEPTS and RECORDS and VOCABULARIES and FIXTURES


# --- terms ---


@pytest.mark.parametrize("term", [*CLASSES, *PROPERTIES], ids=local)
def test_every_term_is_labelled_and_defined(term):
    label, definition = ontology.value(term, RDFS.label, any=False), ontology.value(term, SKOS.definition, any=False)

    assert label.language == definition.language == "en"
    assert label[0].islower() or label[:2].isupper()
    assert re.fullmatch(r"[A-Z].*\.", definition)
    assert not stands_in(words(label), words(definition)), "a definition does without the word that it defines"
    assert ontology.value(term, RDFS.isDefinedBy, any=False) == URIRef("https://w3id.org/atgraph/ontology")


@pytest.mark.parametrize("term", CLASSES, ids=local)
def test_every_class_has_an_example_and_a_name_in_the_singular(term):
    assert ontology.value(term, SKOS.example, any=False)
    assert re.fullmatch(r"([A-Z][a-z]+)+", local(term))


def test_properties_are_named_in_lower_camel_case():
    assert [p for p in PROPERTIES if not re.fullmatch(r"[a-z]+([A-Z][a-z]*)*(256)?", local(p))] == []


def test_no_two_terms_share_a_label():
    labels = Counter(str(o) for t in [*CLASSES, *PROPERTIES] for o in ontology.objects(t, RDFS.label))

    assert [label for label, times in labels.items() if times > 1] == []


def test_every_term_that_is_named_is_declared():
    declared = {*CLASSES, *PROPERTIES}
    named = {t for graph in GRAPHS.values() for triple in graph for t in triple if isinstance(t, URIRef) and t in ATG}

    assert named <= declared


# --- how records are read and drawn ---


@pytest.mark.parametrize("tie", TIES, ids=local)
def test_every_tie_declares_its_line_and_its_record(tie):
    kinds = set(vocabulary.subjects(SKOS.inScheme, ATGV["tie-kinds"]))

    assert ontology.value(tie, ATG.recordName, any=False)
    assert ontology.value(tie, ATG.pluralName, any=False)
    assert ontology.value(tie, ATG.edgeKind, any=False) in kinds
    assert ontology.value(tie, ATG.projectionKind, any=False) in kinds
    for end in ends(tie):
        assert (end, RDF.type, OWL.ObjectProperty) in ontology
        assert (end, SCHEMA.domainIncludes, tie) in ontology
        assert ontology.value(end, ATG.recordKey, any=False)


@pytest.mark.parametrize("tie", TIES, ids=local)
def test_the_shortcut_of_a_tie_is_derived_and_joins_the_same_things(tie):
    shortcut, (source, target) = ontology.value(tie, ATG.edgeShortcut, any=False), ends(tie)

    assert (shortcut, ATG.isDerivedBy, ATGD.rule_shortcuts) in ontology
    for prop, end in ((SCHEMA.domainIncludes, source), (SCHEMA.rangeIncludes, target)):
        allowed = set(ontology.objects(shortcut, prop))
        assert not allowed or all(supers(c) & allowed for c in ontology.objects(end, SCHEMA.rangeIncludes)), prop


@pytest.mark.parametrize("record", RECORDS, ids=local)
def test_a_key_of_a_record_fills_one_property_and_a_date_two(record):
    properties = [p for p in ontology.subjects(ATG.recordKey) if supers(record) & set(ontology.objects(p, SCHEMA.domainIncludes))]
    keys = Counter(str(ontology.value(p, ATG.recordKey)) for p in properties)

    assert {key for key, times in keys.items() if times > 1} <= {"date"}
    assert keys["date"] == 2
    assert not keys.keys() & {"tie", "session", "quotes", "review", "source", "read"}


def test_record_names_and_plural_names_are_unique():
    for declaration in (ATG.recordName, ATG.pluralName):
        names = Counter(str(o) for o in ontology.objects(None, declaration))
        assert set(names.values()) == {1}


def test_a_key_that_takes_concepts_names_their_prefix():
    prefixes = {local(c).partition("_")[0] for c in CONCEPTS}
    for prop in ontology.subjects(ATG.recordKey):
        if {SKOS.Concept, ATG.Theme} & set(ontology.objects(prop, SCHEMA.rangeIncludes)) and prop != ATG.isPartnershipOn:
            assert str(ontology.value(prop, ATG.recordPrefix)) in prefixes, prop


def test_derived_properties_are_written_by_a_rule_and_never_by_people():
    derived = set(ontology.subjects(ATG.isDerivedBy))
    rules = {ATGD[f"rule_{path.stem}"] for path in (ROOT / "queries" / "derive").glob("*.rq")}
    shortcuts = set(ontology.objects(None, ATG.edgeShortcut))

    assert derived == shortcuts | {ATG.connects, ATG.isWithin}
    assert set(ontology.objects(None, ATG.isDerivedBy)) == rules
    assert not derived & set(ontology.subjects(ATG.recordKey))


# --- OWL 2 DL, as far as a query sees it (reasoners pass over a property of two kinds) ---


def test_a_property_is_of_one_kind():
    for prop in {p for kind in PROPERTY_KINDS for p in ontology.subjects(RDF.type, kind)}:
        assert len({kind for kind in PROPERTY_KINDS if (prop, RDF.type, kind) in ontology}) == 1, prop


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
    annotations = {*ontology.subjects(RDF.type, OWL.AnnotationProperty), RDFS.label, OWL.versionInfo}

    assert {p for p, o in graph.predicate_objects() if not isinstance(o, URIRef)} <= annotations


def test_properties_say_values_of_their_own_kind():
    for prop, value in ontology.subject_objects(SCHEMA.rangeIncludes):
        is_data = (prop, RDF.type, OWL.DatatypeProperty) in ontology
        assert is_data == (value in XSD), prop
        assert is_data or value == RDF.Property or (value, RDF.type, OWL.Class) in ontology, value


def test_a_store_keeps_the_datatypes():
    """Oxigraph keeps every kind of integer as xsd:integer, so shapes could not ask for another."""
    integers = {XSD.nonNegativeInteger, XSD.positiveInteger, XSD.int, XSD.long, XSD.short, XSD.unsignedInt}

    assert not integers & set(ontology.objects(None, SCHEMA.rangeIncludes))


def test_no_transitive_property_is_also_irreflexive_or_asymmetric():
    simple = {*ontology.subjects(RDF.type, OWL.IrreflexiveProperty), *ontology.subjects(RDF.type, OWL.AsymmetricProperty)}

    assert simple
    assert not simple & set(ontology.subjects(RDF.type, OWL.TransitiveProperty))


def test_meaning_stays_loose():
    """Limits are for shapes: a range that names xsd:date stops a reasoner, and identities outside are never owl:sameAs."""
    assert not {RDFS.range, RDFS.domain, OWL.sameAs, OWL.imports} & set(ontology.predicates())


def test_the_version_stands_in_the_header_only():
    header = URIRef("https://w3id.org/atgraph/ontology")
    version = str(ontology.value(header, OWL.versionInfo, any=False))

    assert str(ontology.value(header, OWL.versionIRI, any=False)) == f"{header}/{version}"
    assert [t for t in [*CLASSES, *PROPERTIES] if version in t] == []


# --- vocabularies ---


@pytest.mark.parametrize("path", VOCABULARIES, ids=lambda p: p.stem)
def test_a_file_holds_one_scheme_and_the_concepts_that_it_defines(path):
    graph, scheme = GRAPHS[path], ATGV[path.stem]

    assert set(graph.subjects(RDF.type, SKOS.ConceptScheme)) == {scheme}
    assert graph.value(scheme, RDFS.label, any=False) and graph.value(scheme, SKOS.definition, any=False)
    for concept in set(graph.subjects()) - {scheme}:
        assert (concept, RDF.type, SKOS.Concept) in graph
        assert (concept, SKOS.inScheme, scheme) in graph
        assert graph.value(concept, RDFS.isDefinedBy, any=False) == scheme


@pytest.mark.parametrize("concept", CONCEPTS, ids=local)
def test_every_concept_is_labelled_defined_and_placed(concept):
    label, definition = vocabulary.value(concept, RDFS.label, any=False), vocabulary.value(concept, SKOS.definition, any=False)
    schemes, top = (set(vocabulary.objects(concept, p)) for p in (SKOS.inScheme, SKOS.topConceptOf))
    above = set(vocabulary.objects(concept, SKOS.broader))

    assert label.language == definition.language == "en"
    assert re.fullmatch(r"[A-Z].*\.", definition)
    assert not stands_in(words(label), words(definition))
    assert re.fullmatch(r"[a-z-]+_[a-z]+(-[a-z]+)*", local(concept))
    assert schemes <= set(vocabulary.subjects(RDF.type, SKOS.ConceptScheme))
    assert bool(top) != bool(above), "a concept stands at the top of its schemes or below another"
    assert top in (set(), schemes)
    assert all(schemes & set(vocabulary.objects(b, SKOS.inScheme)) for b in above)


def test_no_concept_is_broader_than_itself():
    assert [c for c in CONCEPTS for b in vocabulary.objects(c, SKOS.broader) if c in vocabulary.transitive_objects(b, SKOS.broader)] == []


def test_themes_are_the_concepts_that_are_called_theme():
    assert set(vocabulary.subjects(RDF.type, ATG.Theme)) == {c for c in CONCEPTS if local(c).startswith("theme_")}


def test_a_scheme_holds_concepts_of_one_prefix():
    for scheme in vocabulary.subjects(RDF.type, SKOS.ConceptScheme):
        members = list(vocabulary.subjects(SKOS.inScheme, scheme))
        assert len(members) > 1, scheme
        assert len({local(m).partition("_")[0] for m in members}) == 1, scheme


def test_a_printed_form_means_one_concept_of_a_scheme():
    for scheme in vocabulary.subjects(RDF.type, SKOS.ConceptScheme):
        forms = Counter(
            str(o).lower() for c in vocabulary.subjects(SKOS.inScheme, scheme) for p in (RDFS.label, SKOS.altLabel) for o in vocabulary.objects(c, p)
        )
        assert [form for form, times in forms.items() if times > 1] == [], scheme


# --- files ---


def test_a_triple_stands_in_one_file():
    seen = Counter(triple for path, graph in GRAPHS.items() for triple in graph if not any(isinstance(t, BNode) for t in triple))

    assert [triple for triple, times in seen.items() if times > 1] == []


def test_there_are_no_blank_nodes_but_the_lists_of_shapes_and_their_members():
    for path, graph in GRAPHS.items():
        blank = {t for triple in graph for t in triple if isinstance(t, BNode)}
        if path.parent.name != "shapes":
            assert not blank, path.name
        members = set(graph.objects(None, RDF.first))
        heads = {o for p in (SH["or"], SH["and"], SH["in"], SH.path, SH.ignoredProperties) for o in graph.objects(None, p)}
        assert all(node in members | heads or (None, RDF.rest, node) in graph for node in blank), path.name


@pytest.mark.parametrize("path", [*TURTLE, *FIXTURES], ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_prefixes_are_those_of_the_table_sorted_and_used(path):
    table, own = read_prefixes(FOLDER / "prefixes.ttl"), read_prefixes(path)
    text = re.sub(r"^@prefix.*$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)

    assert own
    assert own.items() <= table.items()
    assert list(own) == sorted(own)
    if path.parent != FOLDER:
        assert [p for p in own if not re.search(rf"(?<![\w-]){p}:", text)] == []


def test_the_table_and_the_header_name_the_same_namespace():
    header = URIRef("https://w3id.org/atgraph/ontology")
    table = read_prefixes(FOLDER / "prefixes.ttl")

    assert table[str(ontology.value(header, VANN.preferredNamespacePrefix))] == str(ontology.value(header, VANN.preferredNamespaceUri)) == str(ATG)
