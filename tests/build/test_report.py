"""The report of what was found: what each problem says of itself in SHACL's words."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import rdflib
from rdflib import RDF, SH, XSD, Literal, URIRef

from atgraph.build.validation.report import write_report
from atgraph.errors import INFO, WARNING, KeyDetails, Problem, ResultDetails
from atgraph.rdf.namespaces import ATG, ATGD, ATGS, SHACL

DATA = Path("/srv/data")
FILE = "/srv/data/programmes/fair/programme.yml"
READING = Problem(
    FILE,
    7,
    "speeker is no role; did you mean speaker?",
    "role",
    key=KeyDetails("role", "speeker", property=ATG + "role"),
)
SHAPE = Problem(
    FILE,
    9,
    "Give “it” a title.",
    "shape",
    WARNING,
    result=ResultDetails(
        ATGS + "Work-statedTitle",
        ATGD + "work_x",
        ATGD + "title_y",
        ATG + "statedTitle",
        SHACL + "MinCountConstraintComponent",
    ),
)
CHECK = Problem(
    "/srv/data/registry/people.yml",
    3,
    "Two are one.",
    "check",
    result=ResultDetails("same-twice", ATGD + "person_p1", "http://e/left-out"),
)
UNREADABLE = Problem("/srv/project/ontology/vocab/roles.ttl", 0, "is not Turtle")


def results(*problems: Problem) -> list[dict[str, Any]]:
    """What a report in JSON says of problems, but for the addresses of results."""
    found: list[dict[str, Any]] = json.loads(write_report(problems, DATA, "json"))["result"]
    for result in found:
        assert result.pop("@type") == "sh:ValidationResult"
        assert result.pop("@id").startswith(f"{ATGD}result_")
    return found


def test_a_problem_of_reading_is_about_its_line_and_names_key_and_value() -> None:
    assert results(READING) == [
        {
            "focusNode": f"{ATGD}programmes/fair/programme.yml#line=6,7",
            "resultPath": ATG + "role",
            "found": "speeker",
            "resultSeverity": SHACL + "Violation",
            "sourceShape": ATGS + "reading_role",
            "sourceConstraintComponent": ATGS + "ReadingConstraintComponent",
            "resultMessage": "speeker is no role; did you mean speaker?",
            "file": "programmes/fair/programme.yml",
            "startLine": 7,
        }
    ]


def test_a_problem_of_a_shape_is_about_the_node_and_names_the_shape() -> None:
    assert results(SHAPE) == [
        {
            "focusNode": ATGD + "work_x",
            "resultPath": ATG + "statedTitle",
            "value": ATGD + "title_y",
            "resultSeverity": SHACL + "Warning",
            "sourceShape": ATGS + "Work-statedTitle",
            "sourceConstraintComponent": SHACL + "MinCountConstraintComponent",
            "resultMessage": "Give “it” a title.",
            "file": "programmes/fair/programme.yml",
            "startLine": 9,
        }
    ]


def test_a_problem_of_a_check_is_about_the_node_and_names_the_check() -> None:
    assert results(CHECK) == [
        {
            "focusNode": ATGD + "person_p1",
            "resultSeverity": SHACL + "Violation",
            "sourceShape": ATGD + "check_same-twice",
            "sourceConstraintComponent": SHACL + "SPARQLConstraintComponent",
            "resultMessage": "Two are one.",
            "file": "registry/people.yml",
            "startLine": 3,
        }
    ]


def test_a_file_that_cannot_be_read_is_named_by_the_end_of_its_path() -> None:
    assert results(UNREADABLE) == [
        {
            "focusNode": ATGD + "ontology/vocab/roles.ttl",
            "resultSeverity": SHACL + "Violation",
            "sourceShape": ATGS + "reading_readable",
            "sourceConstraintComponent": ATGS + "ReadingConstraintComponent",
            "resultMessage": "is not Turtle",
            "file": "ontology/vocab/roles.ttl",
        }
    ]


def test_what_stands_in_no_file_is_about_the_data() -> None:
    (result,) = results(Problem("", 0, "There is no programme."))

    assert result["focusNode"] == ATGD + "data"
    assert "file" not in result


@pytest.mark.parametrize(
    ("rule", "value", "key"),
    [
        ("shape", "https://example.org/", "value"),
        ("shape", "ftp://example.org/", "found"),
        ("role", "https://example.org/", "found"),
    ],
)
def test_only_an_address_that_a_shape_found_is_a_node(rule: str, value: str, key: str) -> None:
    at = ResultDetails(ATGS + "Work-homepage", ATGD + "work_x", value)
    (result,) = results(Problem(FILE, 1, "No.", rule, key=KeyDetails(value=value), result=at))

    assert {name: result[name] for name in ("value", "found") if name in result} == {key: value}


def test_results_are_sorted_and_each_is_told_once() -> None:
    found = [SHAPE, UNREADABLE, READING, SHAPE]

    assert [r["startLine"] for r in results(*found) if "startLine" in r] == [7, 9]
    assert len(results(*found)) == 3
    assert write_report(found, DATA, "json") == write_report(reversed(found), DATA, "json")


def test_a_result_has_an_address_by_its_place_and_message() -> None:
    def address(problem: Problem) -> str:
        (result,) = json.loads(write_report([problem], DATA, "json"))["result"]
        return str(result["@id"]).removeprefix(f"{ATGD}result_")

    # the first twelve digits of the SHA-256 of "registry/people.yml|3|Two are one."
    assert address(CHECK) == "4902121761c7"
    others = [replace(CHECK, **{key: new}) for key, new in (("line", 4), ("message", "Not one."))]
    assert len({address(CHECK), *map(address, others)}) == 3


@pytest.mark.parametrize(
    ("problems", "conforms"),
    [
        ((), True),
        ((SHAPE,), True),
        ((replace(SHAPE, severity=INFO),), True),
        ((SHAPE, READING), False),
    ],
)
def test_a_report_conforms_where_nothing_stops_the_build(
    problems: tuple[Problem, ...], conforms: bool
) -> None:
    report = json.loads(write_report(problems, DATA, "json"))

    assert (report["@id"], report["@type"]) == (f"{ATGD}report", "sh:ValidationReport")
    assert report["conforms"] is conforms
    assert len(report["result"]) == len(problems)


def test_the_text_is_indented_by_two_and_keeps_letters() -> None:
    text = write_report([SHAPE], DATA, "json")

    assert text.endswith("\n}\n")
    assert '\n  "@type": "sh:ValidationReport",\n' in text
    assert "Give “it” a title." in text


NODE = URIRef(ATGD + "work_x")
TRIPLES = {
    READING: {
        (SH.focusNode, URIRef(ATGD + "programmes/fair/programme.yml#line=6,7")),
        (SH.resultPath, URIRef(ATG + "role")),
        (SH.value, Literal("speeker")),
        (SH.resultSeverity, SH.Violation),
        (SH.sourceShape, URIRef(ATGS + "reading_role")),
        (SH.sourceConstraintComponent, URIRef(ATGS + "ReadingConstraintComponent")),
        (SH.resultMessage, Literal("speeker is no role; did you mean speaker?", lang="en")),
        (URIRef(ATG + "file"), Literal("programmes/fair/programme.yml")),
        (URIRef(ATG + "startLine"), Literal(7)),
        (RDF.type, SH.ValidationResult),
    },
    SHAPE: {
        (SH.focusNode, NODE),
        (SH.resultPath, URIRef(ATG + "statedTitle")),
        (SH.value, URIRef(ATGD + "title_y")),
        (SH.resultSeverity, SH.Warning),
        (SH.sourceShape, URIRef(ATGS + "Work-statedTitle")),
        (SH.sourceConstraintComponent, SH.MinCountConstraintComponent),
        (SH.resultMessage, Literal("Give “it” a title.", lang="en")),
        (URIRef(ATG + "file"), Literal("programmes/fair/programme.yml")),
        (URIRef(ATG + "startLine"), Literal(9)),
        (RDF.type, SH.ValidationResult),
    },
}


@pytest.mark.parametrize("form", ["json", "ttl"])
@pytest.mark.parametrize(("problem", "said"), TRIPLES.items(), ids=["reading", "shape"])
def test_both_forms_say_the_same_as_triples(
    problem: Problem, said: set[tuple[URIRef, rdflib.term.Node]], form: str
) -> None:
    text = write_report([problem], DATA, form)
    graph = rdflib.Graph().parse(data=text, format={"json": "json-ld", "ttl": "turtle"}[form])
    report, (result,) = URIRef(ATGD + "report"), graph.objects(None, SH.result)

    assert set(graph.predicate_objects(result)) == said
    assert set(graph.predicate_objects(report)) == {
        (RDF.type, SH.ValidationReport),
        (SH.conforms, Literal(problem is SHAPE, datatype=XSD.boolean)),
        (SH.result, result),
    }


def test_turtle_is_written_with_our_prefixes_and_ends_with_one_line_end() -> None:
    text = write_report([CHECK], DATA, "ttl")

    assert "atgd:report a sh:ValidationReport" in text
    assert "sh:sourceShape atgd:check_same-twice" in text
    assert 'atg:file "registry/people.yml"' in text
    assert "atgs:reading_role" in write_report([READING], DATA, "ttl")
    assert text.endswith(".\n") and not text.endswith("\n\n")
