"""Exemptions from the style guide: each passes over one rule of one term, or is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from atgraph.build.validation.style import check_style
from atgraph.errors import Place, Problem
from atgraph.rdf.namespaces import ATG, ATGS, OWL, RDFS, SHACL
from atgraph.rdf.ontology import Ontology

HEAD = f"""@prefix atg: <{ATG}> . @prefix atgs: <{ATGS}> . @prefix owl: <{OWL}> .
@prefix rdfs: <{RDFS}> . @prefix sh: <{SHACL}> .
"""
RULE = """
atgs:ClassStyle-comment
    a sh:PropertyShape ; sh:targetClass owl:Class ;
    sh:path rdfs:comment ; sh:minCount 1 ; sh:message "Say what it is."@en .
"""
TERMS = """atg:Barge a owl:Class .
atg:Raft a owl:Class ; rdfs:comment "It floats."@en .
rdfs:comment a owl:AnnotationProperty .
"""


@pytest.fixture
def guide(tmp_path: Path) -> Path:
    """A guide of one rule: each class has a comment."""
    (tmp_path / "Class.ttl").write_text(HEAD + RULE)
    return tmp_path


def ontology(*exemptions: str) -> Ontology:
    text = HEAD + TERMS + "".join(f"{pair} .\n" for pair in exemptions)
    triples = tuple(quad.triple for quad in parse(text, RdfFormat.TURTLE))
    return Ontology(triples, {ATG + "Raft": Place("atgraph.ttl", 8)})


def told(guide: Path, *exemptions: str) -> list[tuple[str, str]]:
    """Which term is told, and by which rule."""
    found = check_style(ontology(*exemptions), guide)
    return [(f.result.focus.removeprefix(ATG), f.result.name.removeprefix(ATGS)) for f in found]


def test_a_term_is_passed_over_where_it_is_exempt_and_told_where_it_is_not(guide: Path) -> None:
    barge = ("Barge", "ClassStyle-comment")

    assert told(guide) == [barge]
    assert told(guide, "atg:Barge atg:isExemptFrom atgs:ClassStyle-comment") == []
    assert told(guide, "atg:Barge atg:isExemptFrom atgs:ClassStyle-other") == [
        barge,
        ("Barge", "ExemptionStyle-isExemptFrom"),
    ]


def test_idle_exemptions_are_told_with_what_to_do_in_order(guide: Path) -> None:
    found = check_style(
        ontology(
            "atg:Raft atg:isExemptFrom atgs:ClassStyle-comment, atgs:ClassStyle-x",
            "atg:Canoe atg:isExemptFrom atgs:ClassStyle-comment",
            "atg:Barge atg:isExemptFrom atgs:ClassStyle-comment",
        ),
        guide,
    )

    def row(problem: Problem) -> tuple[str, int, str, str]:
        about = problem.result
        return problem.path, problem.line, about.focus[len(ATG) :], about.value[len(ATGS) :]

    assert [row(problem) for problem in found] == [
        ("", 0, "Canoe", "ClassStyle-comment"),
        ("atgraph.ttl", 8, "Raft", "ClassStyle-comment"),
        ("atgraph.ttl", 8, "Raft", "ClassStyle-x"),
    ]
    assert {(f.rule, f.result.property) for f in found} == {("shape", ATG + "isExemptFrom")}


def test_a_caller_may_change_what_it_was_given(guide: Path) -> None:
    terms = ontology()
    check_style(terms, guide).clear()

    assert len(check_style(terms, guide)) == 1
