"""What a reasoner finds: nothing in the ontology and the data, and something in what is deliberately wrong."""

import shutil

import pytest
from rdflib import Graph

import reasoning
from reasoning import MISSING, are_consistent, reason

PREFIXES = """
PREFIX : <http://example.org/>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""


def turtle(text):
    return Graph().parse(data=PREFIXES + text, format="turtle")


def ex(*names):
    return {f"http://example.org/{name}" for name in names}


# --- the helper ---


def test_classes_that_nothing_can_be_in_are_found_with_those_below():
    classes = ":A a owl:Class . :B a owl:Class ; owl:disjointWith :A . :C a owl:Class ; rdfs:subClassOf :A, :B . :D a owl:Class ; rdfs:subClassOf :C ."

    reasoned = reason(turtle(classes))

    assert reasoned.consistent
    assert reasoned.unsatisfiable == ex("C", "D")


def test_types_and_classes_above_are_complete():
    reasoned = reason(
        turtle("""
            :C a owl:Class ; rdfs:subClassOf :B . :B a owl:Class ; rdfs:subClassOf :A . :A a owl:Class ; owl:equivalentClass :E . :E a owl:Class .
            :p a owl:ObjectProperty ; rdfs:range :B .
            :é :p :o . :o a :Bystander . :Bystander a owl:Class . :é a :C .
        """)
    )

    assert reasoned.types["http://example.org/é"] == ex("A", "B", "C", "E")
    assert reasoned.types["http://example.org/o"] == ex("A", "B", "E", "Bystander")
    assert reasoned.supers["http://example.org/C"] == ex("A", "B", "E")


def test_dates_are_passed_over_and_imports_not_fetched():
    dated = ':d a owl:DatatypeProperty . :x :d "2019-04-08"^^xsd:date, "2019"^^xsd:gYear .'
    importing = "<http://example.org/> a owl:Ontology ; owl:imports <http://127.0.0.1:9/> ."

    assert reason(turtle(dated + importing)).consistent


def test_each_of_several_graphs_is_judged():
    good, bad = ":x a :A . :A a owl:Class .", ":x a owl:Nothing ."

    assert are_consistent(map(turtle, [good, bad, good, bad, bad])) == [True, False, True, False, False]


def test_what_hermit_cannot_read_is_an_error_and_not_a_contradiction():
    with pytest.raises(RuntimeError, match="malformed"):
        reason(turtle(':n a owl:DatatypeProperty . :x :n "one"^^xsd:integer .'))


@pytest.mark.parametrize(("ci", "outcome"), [("true", pytest.fail.Exception), ("", pytest.skip.Exception)])
def test_without_java_the_test_says_what_to_install(monkeypatch, ci, outcome):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setenv("CI", ci)

    with pytest.raises(outcome, match=MISSING):
        reasoning.reason(Graph())
