"""Results of shapes: which record is told, in what words, and which shape cannot be run."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import pyshacl
import pytest
import rdflib
from pyoxigraph import Quad, RdfFormat, parse
from rdflib import SH

from atgraph.build.validation.graphs import read_shapes, to_rdflib
from atgraph.build.validation.shape_engine import UNREAD, _join_alternatives
from atgraph.build.validation.shape_report import read_report
from atgraph.build.validation.shape_results import problems_of
from atgraph.build.validation.shapes import check_shapes
from atgraph.errors import Place, Problem, ResultDetails, UnreadableError
from atgraph.rdf.namespaces import ATG, ATGD, ATGS, ATGV, OWL, RDFS, SHACL, SKOS, XSD

HEAD = f"""@prefix atg: <{ATG}> . @prefix atgd: <{ATGD}> . @prefix atgs: <{ATGS}> .
@prefix atgv: <{ATGV}> . @prefix owl: <{OWL}> . @prefix rdfs: <{RDFS}> . @prefix sh: <{SHACL}> .
@prefix skos: <{SKOS}> . @prefix xsd: <{XSD}> .
"""
ONTOLOGY = "atg:Tool a owl:Class . atg:title a owl:DatatypeProperty ."
DATA = 'atgd:b a atg:Tool . atgd:a a atg:Tool . atgd:c a atg:Tool ; atg:title "Raft" .'
SHAPE = """atgs:ToolShape a sh:NodeShape ; sh:targetClass atg:Tool ; sh:property atgs:Tool-title .
atgs:Tool-title sh:path atg:title ; sh:minCount 1 ; sh:message "Give it a title."@en ."""


def quads(text: str) -> list[Quad]:
    return list(parse(HEAD + text, RdfFormat.TURTLE))


def check(folder: Path, *shapes: str, data: str = DATA, ontology: str = ONTOLOGY) -> list[Problem]:
    """What shapes, a block each, find in data."""
    (folder / "Tool.ttl").write_text(HEAD + "\n".join(shapes))
    return check_shapes(iter(quads(data)), iter(quads(ontology)), folder, {})


def refused(folder: Path, *shapes: str) -> Problem:
    with pytest.raises(UnreadableError) as caught:
        check(folder, *shapes)
    (problem,) = caught.value.problems
    return problem


def test_each_record_is_told_once_and_in_order(tmp_path: Path) -> None:
    found = check(tmp_path, SHAPE)

    assert [problem.message for problem in found] == [
        f"Give it a title. [Tool-title; atgd:{name}]" for name in "ab"
    ]


@pytest.mark.parametrize(
    ("path", "data", "found"),
    [
        ("skos:prefLabel", "", 0),
        ("skos:prefLabel", 'atgv:plan skos:prefLabel "Plan"@de .', 1),
        ("skos:definition", "", 1),
    ],
)
def test_labels_are_read_in_data_and_not_in_vocabularies(
    path: str, data: str, found: int, tmp_path: Path
) -> None:
    shape = f"""atgs:Plan-x a sh:PropertyShape ; sh:targetNode atgv:plan ;
        sh:message "No." ; sh:path {path} ; sh:maxCount 0 ."""
    ontology = """skos:prefLabel a owl:Thing . skos:definition a owl:Thing .
        atgv:plan skos:prefLabel "plan"@en ; skos:definition "A plan."@en ."""

    assert len(check(tmp_path, shape, data=data, ontology=ontology)) == found


def test_what_is_left_out_of_vocabularies_is_said_for_people_and_other_schemes() -> None:
    assert {predicate.removeprefix(SKOS) for predicate in UNREAD} == {
        "altLabel",
        "hiddenLabel",
        "prefLabel",
        "broadMatch",
        "closeMatch",
        "narrowMatch",
        "relatedMatch",
    }


CLASSES = "sh:or ( [ sh:class atg:Tool ] [ sh:class atg:Work ] [ sh:class atg:Event ] )"
OTHERS = "sh:or ( [ sh:class atg:Tool ] [ sh:class atg:Work ; sh:minCount 1 ] atgs:Tool-title )"


def test_where_one_of_several_classes_is_asked_for_the_engine_looks_for_one() -> None:
    graph = to_rdflib(quads(f"atgs:a {CLASSES} . atgs:b {OTHERS} ."))
    beneath = {triple.subject.value for triple in _join_alternatives(graph)}  # type: ignore[union-attr]
    lengths = {str(s): len([*graph.items(o)]) for s, o in graph.subject_objects(SH["or"])}

    assert beneath == {ATG + name for name in ("Tool", "Work", "Event")}
    assert lengths == {ATGS + "a": 1, ATGS + "b": 3}


def test_what_is_of_none_of_several_classes_is_found(tmp_path: Path) -> None:
    shape = SHAPE.replace("sh:minCount 1", CLASSES)
    ontology = f"{ONTOLOGY} atg:Raft rdfs:subClassOf atg:Tool . atg:Work a owl:Class ;"
    ontology += ' atg:unconstrainedReason "" . atg:Event a owl:Class ; atg:unconstrainedReason "" .'
    data = "atgd:a a atg:Tool ; atg:title atgd:b, atgd:c, atgd:d, atgd:e, atgd:f ."
    data += "atgd:b a atg:Raft . atgd:c a atg:Work . atgd:d a atg:Event . atgd:e a atg:Person ."
    found = check(tmp_path, shape, data=data, ontology=ontology)

    assert [problem.result.value for problem in found] == [ATGD + "e", ATGD + "f"]
    assert {problem.result.component for problem in found} == {SHACL + "OrConstraintComponent"}


def test_shapes_are_read_as_a_graph(tmp_path: Path) -> None:
    (tmp_path / "Tool.ttl").write_text(HEAD + SHAPE)

    assert len(read_shapes(tmp_path)) == 6


def test_only_a_class_of_ours_that_does_not_say_why_needs_a_shape(tmp_path: Path) -> None:
    (tmp_path / "Tool.ttl").write_text(HEAD + SHAPE)
    ontology = f"""{ONTOLOGY}
atg:Free a owl:Class ; atg:unconstrainedReason "Of invented things only."@en .
atg:note a owl:AnnotationProperty ; rdfs:range owl:Class .
atgv:group a owl:Class .
atg:Lost a owl:Class .
atg:Gone a owl:Class ."""
    origins = {ATG + "Lost": Place("atgraph.ttl", 7)}

    with pytest.raises(UnreadableError) as caught:
        check_shapes((), quads(ontology), tmp_path, origins)
    assert [(f.path, f.line, f.message[:30]) for f in caught.value.problems] == [
        ("", 0, "no shape looks at atg:Gone; re"),
        ("atgraph.ttl", 7, "no shape looks at atg:Lost; re"),
    ]


def test_what_the_library_tells_beside_its_report_is_not_shown(tmp_path: Path) -> None:
    loggers = [logging.getLogger(name) for name in ("rdflib.term", "pyshacl-validate")]
    for logger in loggers:
        logger.disabled = False
    check(tmp_path, SHAPE)

    assert [logger.disabled for logger in loggers] == [True, True]


# --- shapes that cannot be run ---

QUERY = """atgs:Tool-x a sh:NodeShape ; sh:targetClass atg:Tool ; sh:message "No." ;
    rdfs:seeAlso atgs:Tool-y ;
    sh:sparql atgs:Tool-query .
atgs:Tool-query sh:select "SELECT $this { $this a ?kind FILTER REGEX('x', '%s') }" ."""
NESTED = """atgs:Tool-y a sh:PropertyShape ; sh:targetClass atg:Tool ; sh:path atg:title ;
    rdfs:seeAlso [ rdfs:seeAlso _:x ] ; sh:message "No." ;
    sh:not [ sh:not [ sh:pattern "%s" ] ] .
_:x rdfs:seeAlso _:y . _:y rdfs:seeAlso _:x ."""


@pytest.mark.parametrize(
    ("query", "nested", "line"), [("(", "x", 4), ("x", "(", 8)], ids=["query", "nested"]
)
def test_the_shape_that_cannot_be_run_is_told(
    query: str, nested: str, line: int, tmp_path: Path
) -> None:
    problem = refused(tmp_path, QUERY % query, NESTED % nested)

    assert (problem.path, problem.line) == (str(tmp_path / "Tool.ttl"), line)
    assert problem.message.startswith("the shape cannot be run: ")


def test_shapes_that_can_be_run_alone_and_not_together_are_told_with_their_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers: list[Any] = ["They are too many."]
    monkeypatch.setattr(
        pyshacl, "validate", lambda *_, **__: (True, (answers or [rdflib.Graph()]).pop(), "")
    )
    problem = refused(tmp_path, SHAPE)

    assert (problem.path, problem.line) == (str(tmp_path), 0)
    assert problem.message == "a shape cannot be run: They are too many; correct it"


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (ValueError("no such\n   thing. ;"), "no such thing. "),
        (KeyError(), "KeyError"),
        (ValueError("x" * 300), "x" * 200),
    ],
)
def test_what_the_library_raises_is_told_in_one_short_line(
    error: Exception, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise error

    monkeypatch.setattr(pyshacl, "validate", fail)

    message = f"the shape cannot be run: {told}; correct it"
    assert refused(tmp_path, SHAPE).message == message


# --- the report ---

SHAPES = """atgs:Tool-title sh:path atg:title ; sh:description "Nobody finds it."@en .
atgs:Tool-dates sh:path ( [ sh:inversePath atg:isPartOf ] atg:date ) .
atgs:Tool-far sh:path ( atg:isPartOf atg:date ) .
atgs:Tool-farther sh:path ( [ sh:inversePath atg:isPartOf ] atg:date atg:year ) .
atgs:Tool-parts sh:path [ sh:inversePath atg:isPartOf ] ."""
PARTS = """atgd:z atg:isPartOf atgd:a ; atg:date 2 . atgd:y atg:isPartOf atgd:a ; atg:date 2, 3 .
atgd:x atg:isPartOf atgd:a ; atg:date 3 . atgd:w atg:isPartOf atgd:b ; atg:date 2 .
atgd:v atg:date 2 . atgd:u atg:isPartOf atgd:a ; atg:day 2 ."""
PLACES = {ATGD + "a": Place("a.yml", 3), ATGD + "y": Place("y.yml", 5)}


def said(result: str) -> list[Problem]:
    """What is made of a result of a report."""
    graphs = (f"[] a sh:ValidationResult ; {result} .", PARTS, SHAPES)
    report, data, shapes = (rdflib.Graph().parse(data=HEAD + text) for text in graphs)
    return problems_of(read_report(report, data, shapes), PLACES)


def test_a_result_tells_all_that_the_report_says() -> None:
    (problem,) = said(
        'sh:sourceShape atgs:Tool-title ; sh:resultPath atg:title ; sh:resultMessage "No."@en ;'
        'sh:focusNode atgd:a ; sh:value "Raft" ; sh:resultSeverity sh:Warning ;'
        "sh:sourceConstraintComponent sh:PatternConstraintComponent"
    )

    assert (problem.path, problem.line) == ("a.yml", 3)
    assert problem.message == "No. [Tool-title; atgd:a] — found 'Raft'"
    assert (problem.rule, problem.severity) == ("shape", "Warning")
    assert problem.result == ResultDetails(
        name=ATGS + "Tool-title",
        focus=ATGD + "a",
        value="Raft",
        property=ATG + "title",
        component=SHACL + "PatternConstraintComponent",
        text="No.",
        why="Nobody finds it.",
    )


def test_a_result_that_says_little_is_told_by_its_shape() -> None:
    (problem,) = said("sh:sourceShape atgs:Tool-parts ; sh:focusNode atgd:b ; sh:resultPath [ ]")

    assert (problem.path, problem.line) == ("", 0)
    assert problem.message == f"{ATGS}Tool-parts [Tool-parts; atgd:b]"
    assert problem.result == ResultDetails(
        name=ATGS + "Tool-parts", focus=ATGD + "b", text=ATGS + "Tool-parts"
    )


def test_of_several_messages_the_first_by_the_alphabet_is_told() -> None:
    (problem,) = said('sh:sourceShape atgs:Tool-title ; sh:resultMessage "No.", "Nein.", "Non."')

    assert problem.result.text == "Nein."


@pytest.mark.parametrize(
    ("component", "value", "focus", "left"),
    [
        ("SPARQLConstraintComponent", "sh:value atgd:y", "y", ""),
        ("SPARQLConstraintComponent", "", "a", ""),
        ("ClassConstraintComponent", "sh:value atgd:y", "a", ATGD + "y"),
    ],
)
def test_a_query_names_the_culprit_as_its_value(
    component: str, value: str, focus: str, left: str
) -> None:
    (problem,) = said(
        "sh:sourceShape atgs:Tool-x ; sh:focusNode atgd:a ;"
        f"sh:sourceConstraintComponent sh:{component} ; {value}"
    )

    assert (problem.result.focus, problem.result.value) == (ATGD + focus, left)


@pytest.mark.parametrize(
    ("shape", "focus"),
    [
        ("Tool-dates", ["y", "z"]),
        ("Tool-far", ["a"]),
        ("Tool-farther", ["a"]),
        ("Tool-parts", ["a"]),
        ("Tool-title", ["a"]),
        ("Tool-unknown", ["a"]),
    ],
)
def test_of_a_path_that_goes_back_and_on_the_records_at_its_end_are_told(
    shape: str, focus: list[str]
) -> None:
    found = said(f"sh:sourceShape atgs:{shape} ; sh:focusNode atgd:a ; sh:value 2")

    assert sorted(problem.result.focus for problem in found) == [ATGD + name for name in focus]
    assert found[-1].path == ("y.yml" if focus == ["y", "z"] else "a.yml")


@pytest.mark.parametrize(
    ("result", "message"),
    [
        ("sh:resultPath atg:title ; sh:value 7", "No. [Tool-title; atgd:a] — found '7'"),
        ("sh:resultPath atg:date", "No. [Tool-title; atgd:a; atg:date]"),
        ("sh:value atgd:a", "No. [Tool-title; atgd:a]"),
        ("sh:value atgd:b", "No. [Tool-title; atgd:a] — found atgd:b"),
        ('sh:value ""', "No. [Tool-title; atgd:a]"),
        ("sh:resultPath <http://e/title>", "No. [Tool-title; atgd:a; <http://e/title>]"),
    ],
)
def test_a_message_names_what_it_is_about_and_what_was_found(result: str, message: str) -> None:
    (problem,) = said(
        f'sh:sourceShape atgs:Tool-title ; sh:focusNode atgd:a ; sh:resultMessage "No." ; {result}'
    )

    assert problem.message == message
