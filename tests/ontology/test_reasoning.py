"""What a reasoner finds: nothing in the ontology and the data, something in what is wrong."""

import re
import shutil
from functools import cache
from itertools import chain, combinations
from pathlib import Path

import pytest
from rdflib import DCTERMS, OWL, RDF, RDFS, SH, XSD, Graph, Literal, Namespace, URIRef

import mini
import reasoning
from atgraph.api import KnowledgeGraph
from atgraph.build.validation.graphs import to_rdflib
from atgraph.rdf.namespaces import GRAPH, ONTOLOGY
from owl2 import find_breaches, find_obstacles
from reasoning import MISSING, are_consistent, explain, find_contradictory, reason
from shacl import load

ROOT = Path(__file__).parents[2]
ATG = Namespace("https://w3id.org/atgraph/ontology#")
SCHEMA = Namespace("https://schema.org/")
HEADER = URIRef(ONTOLOGY)
README = (ROOT / "ontology" / "README.md").read_text(encoding="utf-8")

FIXTURES = sorted((Path(__file__).parents[1] / "reasoning").rglob("*.ttl"))
INCONSISTENT, CONSISTENT, UNSATISFIABLE = (
    [p for p in FIXTURES if p.parent.name == kind]
    for kind in ("inconsistent", "consistent", "unsatisfiable")
)

PREFIXES = """
PREFIX : <http://example.org/>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""

# A second one fails atgs:Passage-length, a query.
COUNTED_BY_A_QUERY = {"startOffset", "endOffset"}


# What has one value at most, told apart from the axioms so that one that goes is missed. The ends
# of ties come from their declarations.
FUNCTIONAL = {
    "hasRole",
    "hasStatus",
    "isInSeries",
    "isPassageOf",
    "isTextOf",
    "isListingOf",
    "isNamingOf",
    "isReferenceFor",
    "isReferenceTo",
    "dateDecided",
    "dateRead",
    "quotation",
    "described",
    "earliestDate",
    "latestDate",
    "holdsFrom",
    "holdsUntil",
    "counts",
    "minimum",
    "maximum",
    "startTime",
    "endTime",
    "edition",
    "position",
    "startOffset",
    "endOffset",
    "startLine",
    "endLine",
    "exactText",
    "sha256",
    "statedName",
    "statedValue",
    "value",
}
# What no two things can be to each other at once, beside the two ends of a tie.
APART = {("isAccreditedTo", "isUnitOf")}


def graph_of(triples):
    graph = Graph()
    graph += triples
    return graph


def read(*patterns):
    return load(*(path for p in patterns for path in sorted((ROOT / "ontology").glob(p))))


ontology, vocabulary, shapes = (
    read("atgraph.ttl"),
    read("vocab/*.ttl", "published/*.ttl"),
    read("shapes/*.ttl"),
)
KINDS_OF_PROPERTY = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
AXIOMS = graph_of(triple for triple in ontology if not isinstance(triple[2], Literal))
CLASSES = sorted(c for c in ontology.subjects(RDF.type, OWL.Class) if c in ATG)


@cache
def everything(data):
    """All that a graph says, but for its description of itself in terms of VoID and DCAT."""
    kg = mini.real() if data == "real" else KnowledgeGraph(mini.graph().store)
    return to_rdflib(q for q in list(kg.quads()) if not q.subject.value.startswith(GRAPH))


def supers_of(kinds):
    """The classes themselves and those above; RDF says that what OWL calls a property is one."""
    above = {c for kind in kinds for c in ontology.transitive_objects(kind, RDFS.subClassOf)}
    return above | ({RDF.Property} if above & {*KINDS_OF_PROPERTY} else set())


def local(iri):
    return re.split(r"[#/]", str(iri))[-1]


def turtle(text):
    return Graph().parse(data=PREFIXES + text, format="turtle")


def ex(*names):
    return {f"http://example.org/{name}" for name in names}


# --- the helper ---


@pytest.mark.slow
def test_classes_that_nothing_can_be_in_are_found_with_those_below():
    classes = (
        ":A a owl:Class . :B a owl:Class ; owl:disjointWith :A . "
        ":C a owl:Class ; rdfs:subClassOf :A, :B . :D a owl:Class ; rdfs:subClassOf :C ."
    )

    reasoned = reason(turtle(classes))

    assert reasoned.consistent
    assert reasoned.unsatisfiable == ex("C", "D")


@pytest.mark.slow
def test_types_and_classes_above_are_complete():
    reasoned = reason(
        turtle("""
            :C a owl:Class ; rdfs:subClassOf :B . :B a owl:Class ; rdfs:subClassOf :A .
            :A a owl:Class ; owl:equivalentClass :E . :E a owl:Class .
            :p a owl:ObjectProperty ; rdfs:range :B .
            :é :p :o . :o a :Bystander . :Bystander a owl:Class . :é a :C .
        """)
    )

    assert reasoned.types["http://example.org/é"] == ex("A", "B", "C", "E")
    assert reasoned.types["http://example.org/o"] == ex("A", "B", "E", "Bystander")
    assert reasoned.supers["http://example.org/C"] == ex("A", "B", "E")


@pytest.mark.slow
def test_dates_are_passed_over_and_imports_not_fetched():
    dated = ':d a owl:DatatypeProperty . :x :d "2019-04-08"^^xsd:date, "2019"^^xsd:gYear .'
    importing = "<http://example.org/> a owl:Ontology ; owl:imports <http://127.0.0.1:9/> ."

    assert reason(turtle(dated + importing)).consistent


@pytest.mark.slow
def test_each_of_several_graphs_is_judged():
    good, bad = ":x a :A . :A a owl:Class .", ":x a owl:Nothing ."

    assert are_consistent(map(turtle, [good, bad, good, bad, bad])) == [
        True,
        False,
        True,
        False,
        False,
    ]


@pytest.mark.slow
def test_no_file_is_left(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    assert not reason(turtle(":x a owl:Nothing .")).consistent
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_what_hermit_cannot_read_is_an_error_and_not_a_contradiction():
    with pytest.raises(RuntimeError, match="malformed"):
        reason(turtle(':n a owl:DatatypeProperty . :x :n "one"^^xsd:integer .'))


@pytest.mark.parametrize(
    ("ci", "outcome"), [("true", pytest.fail.Exception), ("", pytest.skip.Exception)]
)
def test_without_java_the_test_says_what_to_install(monkeypatch, ci, outcome):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setenv("CI", ci)

    with pytest.raises(outcome, match=MISSING):
        reasoning.reason(Graph())


@pytest.mark.slow
def test_a_contradiction_is_told_by_the_statements_that_make_it():
    contradiction = ":A a owl:Class . :B a owl:Class ; owl:disjointWith :A . :x a :A, :B ."
    bystanders = ":y a :A . :z a :B . :A rdfs:label 'bystander' ."

    told = set(explain(turtle(contradiction + bystanders)))

    assert told >= set(turtle(":B owl:disjointWith :A . :x a :A, :B ."))
    assert told <= set(turtle(contradiction))


@pytest.mark.slow
def test_cases_are_judged_each_for_itself():
    classes = turtle(
        ":A a owl:Class . :B a owl:Class ; owl:disjointWith :A . "
        ":p a owl:ObjectProperty, owl:IrreflexiveProperty ."
    )
    cases = {
        "both": ":x a :A, :B .",
        "a": ":x a :A .",
        "b": ":x a :B ; :p :y . :y a :B .",
        "loop": ":x :p :x .",
    }

    assert find_contradictory(classes, {name: turtle(text) for name, text in cases.items()}) == {
        "both",
        "loop",
    }


# --- OWL 2 DL, as far as a look at the triples tells it ---

BREACHES = {
    ":p a owl:ObjectProperty, owl:DatatypeProperty .": ("of two kinds", ":p"),
    ":p a owl:ObjectProperty, owl:AnnotationProperty .": ("of two kinds", ":p"),
    ":p a owl:ObjectProperty, owl:Class .": ("of two kinds", ":p"),
    ":x :p :y .": ("property not declared", ":p"),
    ":x a :A .": ("class not declared", ":A"),
    ":A a owl:Class ; rdfs:subClassOf :B .": ("axiom for named classes", ":B"),
    ":A a owl:Class . :p a owl:ObjectProperty . :A owl:disjointWith :p .": (
        "axiom for named classes",
        ":p",
    ),
    ":p a owl:ObjectProperty ; rdfs:subPropertyOf :q . :q a owl:DatatypeProperty .": (
        "axiom for properties of one kind",
        ":p",
    ),
    ":p a owl:DatatypeProperty, owl:AsymmetricProperty .": ("axiom for object properties", ":p"),
    ":p a owl:AnnotationProperty, owl:FunctionalProperty .": (
        "axiom for object or datatype properties",
        ":p",
    ),
    ":p a owl:ObjectProperty, owl:TransitiveProperty, owl:IrreflexiveProperty .": (
        "not simple",
        ":p",
    ),
    ":p a owl:ObjectProperty, owl:AsymmetricProperty . "
    ":q a owl:ObjectProperty, owl:TransitiveProperty ; rdfs:subPropertyOf :p .": (
        "not simple",
        ":p",
    ),
    ":p a owl:ObjectProperty, owl:TransitiveProperty . "
    ":q a owl:ObjectProperty ; owl:propertyDisjointWith :p .": (
        "not simple",
        ":p",
    ),
    ':p a owl:ObjectProperty . :x :p "text" .': ("literal under an object property", ":p"),
    ":p a owl:DatatypeProperty . :x :p :y .": ("thing under a datatype property", ":p"),
    ':p a owl:DatatypeProperty . :x :p "2019"^^xsd:gYear .': (
        "datatype that OWL 2 has not",
        "xsd:gYear",
    ),
    ':p a owl:DatatypeProperty . :x :p "one"^^xsd:integer .': (
        "literal outside its datatype",
        '"one"^^xsd:integer',
    ),
    ":p a owl:ObjectProperty . :x :p rdfs:label .": ("reserved term as one's own", "rdfs:label"),
    "rdfs:label a owl:DatatypeProperty .": ("reserved term as one's own", "rdfs:label"),
}


@pytest.mark.parametrize(
    ("text", "breach"),
    BREACHES.items(),
    ids=lambda case: case if isinstance(case, str) else case[0],
)
def test_a_breach_of_owl_2_dl_is_found(text, breach):
    assert find_breaches(turtle(text)) == {breach}


def test_the_ontology_is_in_owl_2_dl_but_for_the_dates_of_its_header():
    dated = {(s, p) for s, p, o in ontology if isinstance(o, Literal) and o.datatype == XSD.date}

    assert find_breaches(ontology + vocabulary) == {("datatype that OWL 2 has not", "xsd:date")}
    assert dated == {(HEADER, DCTERMS.created), (HEADER, DCTERMS.modified)}


@pytest.mark.slow
def test_the_data_are_in_owl_2_dl_but_for_their_dates():
    assert find_breaches(everything("real")) == {("datatype that OWL 2 has not", "xsd:date")}


def test_the_readme_tells_the_profiles_and_what_keeps_the_ontology_out_of_them():
    rows = re.findall(r"^\| OWL 2 (EL|QL|RL) \| (yes|no) \| (.*) \|$", README, re.MULTILINE)
    told = {profile: set(re.findall(r"`([^`]+)`", why)) for profile, _, why in rows}

    assert told == find_obstacles(ontology)
    assert {profile: answer == "yes" for profile, answer, _ in rows} == {
        profile: not why for profile, why in told.items()
    }


def test_a_construct_that_the_table_of_profiles_does_not_know_keeps_a_graph_out_of_all():
    obstacles = find_obstacles(turtle(":A a owl:Class ; owl:complementOf :B . :B a owl:Class ."))

    assert obstacles == {profile: {"owl:complementOf"} for profile in ("EL", "QL", "RL")}


# --- the ontology ---


@pytest.mark.slow
def test_the_readme_lists_what_may_be_one_thing_and_everything_else_is_apart():
    """One run for all pairs of classes: a class under both of a pair can have members, or not."""
    rows = re.findall(r"^  \| ([a-z, ]+, [a-z, ]+) \|", README, re.MULTILINE)
    pairs = [
        pair
        for pair in combinations(CLASSES, 2)
        if not {pair, pair[::-1]} & set(ontology.subject_objects(RDFS.subClassOf))
    ]
    both = {ATG[f"{local(a)}And{local(b)}"]: (a, b) for a, b in pairs}
    graph = AXIOMS + Graph()
    for name, pair in both.items():
        for above in pair:
            graph.add((name, RDF.type, OWL.Class))
            graph.add((name, RDFS.subClassOf, above))

    reasoned = reason(graph)
    satisfiable = {
        frozenset(str(ontology.value(c, RDFS.label)) for c in both[name])
        for name in both
        if str(name) not in reasoned.unsatisfiable
    }

    assert satisfiable == {
        frozenset(pair) for row in rows for pair in combinations(row.split(", "), 2)
    }
    assert not {str(c) for c in CLASSES} & reasoned.unsatisfiable


def test_a_property_has_one_value_only_where_every_shape_allows_one():
    limits = {}
    for shape in shapes.subjects(RDF.type, SH.PropertyShape):
        limits.setdefault(shapes.value(shape, SH.path), []).append(shapes.value(shape, SH.maxCount))
    functional = set(ontology.subjects(RDF.type, OWL.FunctionalProperty))
    several = {
        local(p)
        for p in functional
        if not all(m is not None and int(m) <= 1 for m in limits.get(p, [None]))
    }

    assert several == COUNTED_BY_A_QUERY


def test_the_ends_of_a_tie_are_one_each_differ_and_are_what_it_connects():
    ends = {
        tie: {ontology.value(tie, ATG.edgeSource), ontology.value(tie, ATG.edgeTarget)}
        for tie in ontology.subjects(ATG.edgeSource)
    }
    single = set().union(*(pair for pair in ends.values() if len(pair) == 2))

    assert set(ontology.subjects(RDFS.subPropertyOf, ATG.connects)) == set().union(*ends.values())
    assert single <= set(ontology.subjects(RDF.type, OWL.FunctionalProperty))
    for pair in ends.values():
        disjoint = {frozenset(p) for p in ontology.subject_objects(OWL.propertyDisjointWith)}
        assert len(pair) == 1 or frozenset(pair) in disjoint, pair


def ends():
    """The two ends of each tie; a clique's are one property, and stay out."""
    pairs = (
        (ontology.value(tie, ATG.edgeSource), ontology.value(tie, ATG.edgeTarget))
        for tie in ontology.subjects(ATG.edgeSource)
    )
    return {tuple(map(local, pair)) for pair in pairs if pair[0] != pair[1]}


@pytest.mark.slow
def test_what_has_one_value_cannot_have_two_and_everything_else_can():
    """A case for each property: two values of classes apart, or two texts; one run for all."""
    cases = {}
    for prop in {
        p for kind in KINDS_OF_PROPERTY[:2] for p in ontology.subjects(RDF.type, kind) if p in ATG
    }:
        values = (
            ":a, :b . :a a atg:Event . :b a atg:Place ."
            if (prop, RDF.type, OWL.ObjectProperty) in ontology
            else '"a", "b" .'
        )
        cases[local(prop)] = turtle(f"PREFIX atg: <{ATG}> :x atg:{local(prop)} {values}")

    assert len(cases) > len(FUNCTIONAL) + 20
    assert find_contradictory(AXIOMS, cases) == FUNCTIONAL | {
        end for pair in ends() for end in pair
    }


@pytest.mark.slow
def test_nothing_is_at_both_ends_of_a_tie_nor_accredited_to_what_it_is_a_unit_of():
    """A case for each two properties of which one is an end or has an axiom.

    So what may go together is seen too.
    """
    pairs = ends() | APART
    first = {p for p, _ in pairs}
    cases = {
        f"{p}-{q}": turtle(f"PREFIX atg: <{ATG}> :x atg:{p} :y ; atg:{q} :y .")
        for p in first
        for _, q in pairs
    }

    assert len(pairs) == 13
    assert find_contradictory(AXIOMS, cases) == {f"{p}-{q}" for p, q in pairs}


# --- what is deliberately wrong, and what is nearly ---


def caught_by(path, told="Caught by"):
    """The axioms that a fixture names, without which nothing is wrong with it."""
    text = path.read_text(encoding="utf-8")
    axioms = re.findall(rf"^# {told}: (\S+) (\S+) (\S+)$", text, re.MULTILINE)
    names = Graph().parse(ROOT / "ontology" / "prefixes.ttl").namespace_manager
    return [tuple(names.expand_curie(term) for term in axiom) for axiom in axioms]


def test_there_are_fixtures_of_each_kind():
    assert INCONSISTENT and CONSISTENT and UNSATISFIABLE
    assert {path.parent.name for path in FIXTURES} == {
        "inconsistent",
        "consistent",
        "unsatisfiable",
    }


@pytest.mark.slow
def test_what_is_wrong_is_caught():
    assert find_contradictory(AXIOMS, {path.stem: load(path) for path in INCONSISTENT}) == {
        path.stem for path in INCONSISTENT
    }


@pytest.mark.slow
def test_what_is_nearly_wrong_is_not():
    verdicts = are_consistent([*AXIOMS, *load(path)] for path in CONSISTENT)

    assert [path.stem for path, consistent in zip(CONSISTENT, verdicts) if not consistent] == []


@pytest.mark.slow
def test_what_is_nearly_wrong_would_be_with_the_axiom_that_its_fixture_names():
    named = {path: caught_by(path, "Would be caught by") for path in CONSISTENT}
    with_it = [[*AXIOMS, *axioms, *load(path)] for path, axioms in named.items() if axioms]

    assert len(with_it) >= 2
    assert are_consistent(with_it) == [False] * len(with_it)


@pytest.mark.slow
def test_what_is_wrong_is_caught_by_the_axiom_that_its_fixture_names():
    without = []
    for path in INCONSISTENT:
        catching = caught_by(path)
        assert catching, path
        assert [axiom for axiom in catching if axiom not in ontology] == [], path
        without.append([t for t in (*AXIOMS, *load(path)) if t not in catching])

    assert [
        path.stem
        for path, consistent in zip(INCONSISTENT, are_consistent(without))
        if not consistent
    ] == []


def test_every_kind_of_axiom_is_seen_to_catch_something():
    kinds = {
        predicate if predicate != RDF.type else value
        for path in INCONSISTENT
        for _, predicate, value in caught_by(path)
    }
    characteristics = {OWL.FunctionalProperty, OWL.AsymmetricProperty, OWL.IrreflexiveProperty}

    assert kinds == {OWL.disjointWith, OWL.propertyDisjointWith, *characteristics}
    for kind in (OWL.IrreflexiveProperty, OWL.AsymmetricProperty):
        assert set(ontology.subjects(RDF.type, kind)) == {
            s for path in INCONSISTENT for s, _, value in caught_by(path) if value == kind
        }


def test_a_shape_or_check_that_a_fixture_leaves_its_error_to_is_there():
    text = "".join(path.read_text(encoding="utf-8") for path in CONSISTENT)
    named, queries = set(re.findall(r"atgs:([\w-]+)", text)), re.findall(r"queries/\S+\.rq", text)

    assert named and queries
    assert named <= {local(shape) for shape in shapes.subjects(RDF.type, SH.PropertyShape)}
    assert all((ROOT / query).is_file() for query in queries)


@pytest.mark.slow
def test_a_class_that_nothing_can_be_in_is_caught():
    reasoned = reason(chain(AXIOMS, load(*UNSATISFIABLE)))

    assert reasoned.consistent
    assert reasoned.unsatisfiable == {str(ATG[path.stem]) for path in UNSATISFIABLE}


# --- the data ---


@pytest.mark.slow
@pytest.mark.parametrize("data", ["mini", "real"])
def test_the_graph_holds_no_contradiction_and_no_class_that_nothing_can_be_in(data):
    graph = everything(data)
    reasoned = reason(graph)

    assert reasoned.consistent, f"these contradict each other:\n{explain(graph).serialize()}"
    assert reasoned.unsatisfiable == set()
    assert {c: above for c, above in reasoned.supers.items() if URIRef(c) in ATG} == {
        str(c): set(map(str, supers_of([c]) - {c})) for c in CLASSES if supers_of([c]) != {c}
    }, "a reasoner puts classes where the ontology says"
    assert reasoned.types.keys() >= {str(s) for s in graph.subjects(RDF.type, ATG.Tie)}
    for thing, types in reasoned.types.items():
        assert {t for t in types if URIRef(t) in ATG} <= set(
            map(str, graph.objects(URIRef(thing), RDF.type))
        ), "superclasses are written out"


@pytest.mark.slow
@pytest.mark.parametrize("data", ["mini", "real"])
def test_data_use_a_property_where_its_declarations_say(data):
    """Nothing infers from schema:domainIncludes and rangeIncludes: only this keeps them true."""
    graph = everything(data)
    classes = {thing: supers_of(graph.objects(thing, RDF.type)) for thing in set(graph.all_nodes())}
    wrong = set()
    for subject, prop, value in graph:
        found = (
            supers_of([value.datatype or XSD.string])
            if isinstance(value, Literal)
            else classes[value]
        )
        for side, kinds in (
            (SCHEMA.domainIncludes, classes[subject]),
            (SCHEMA.rangeIncludes, found),
        ):
            said = set(ontology.objects(prop, side))
            wrong |= (
                {(local(prop), local(side), local(k)) for k in kinds or [value]}
                if said and not said & kinds
                else set()
            )

    assert wrong == set()
