"""Faults of shapes, file by file: what is taken, what is refused, and on which line."""

from __future__ import annotations

from pathlib import Path

import pytest

from atgraph.build.validation.shape_files import ShapeFiles
from atgraph.build.validation.shape_rules import (
    can_run_away,
    find_faults,
    strings_of,
    unguarded,
)
from atgraph.rdf.namespaces import ATG, ATGS, OWL, SHACL, SKOS

HEAD = f"@prefix atg: <{ATG}> . @prefix atgs: <{ATGS}> . @prefix sh: <{SHACL}> .\n"
TERMS = {ATG + "Tool", ATG + "X", ATG + "statedTitle", SKOS + "Concept"}


def read(text: str, folder: Path) -> ShapeFiles:
    (folder / "Raft.ttl").write_text(HEAD + text)
    return ShapeFiles.read(folder)


def faults(text: str, folder: Path) -> list[tuple[int, str]]:
    """Where and how the faults of a file begin."""
    return [(f.line, f.message) for f in find_faults(read(text, folder), TERMS)]


SHAPE = """atgs:Raft-x a sh:NodeShape ; sh:targetClass atg:Tool ; sh:message "No."@en ;
    sh:sparql atgs:Raft-query .
atgs:Raft-query a sh:SPARQLConstraint ;
    sh:select '''BODY''' .
"""


@pytest.mark.parametrize(
    "text",
    [
        SHAPE.replace("BODY", "PREFIX atg: <x> SELECT $this { $this a atg:Tool }"),
        SHAPE.replace("BODY", "SELECT $this { $this a stratg:Tol, x:atg:Tol }"),
        SHAPE.replace('"No."@en', '"Say atg:Nothing, (a+)+ or SERVICE <http://e/> instead."@en'),
        SHAPE.replace("atg:Tool", "atg:Tool, <http://www.w3.org/2002/07/owl#Strange>"),
        "atgs:Raft-x a sh:NodeShape ; sh:targetClass atg:Tool ; sh:property atgs:Raft-y .\n"
        'atgs:Raft-y sh:path atg:statedTitle ; sh:minCount 1 ; sh:message "No." .',
        'atgs:Raft-x a sh:NodeShape, atg:Tool ; sh:nodeKind sh:IRI ; sh:message "No." .',
        'atgs:Raft-x a sh:NodeShape ; sh:targetNode atg:Tool ; sh:node "x" ; sh:message "No." .',
        "atgs:Raft-x a sh:NodeShape ; sh:targetClass atg:Tool ; sh:severity sh:Info .",
        "[] a sh:NodeShape .",
    ],
    ids=[
        "a prefix in a query",
        "other prefixes in a query",
        "words of a message",
        "a term of others",
        "a message beside each constraint",
        "a class that is a shape",
        "a text for a shape",
        "a shape that asks nothing",
        "nothing at all",
    ],
)
def test_a_shape_is_taken_with(text: str, tmp_path: Path) -> None:
    assert faults(text, tmp_path) == []


QUERY = "SELECT $this { $this a atg:Tol }"
REFUSED = {
    "a word of ours that sh:ask has": (
        SHAPE.replace("sh:select", "sh:ask").replace("BODY", "ASK { $this a atg:Tol }"),
        5,
        "names atg:Tol, which ontology/atgraph.ttl does not have; did you mean atg:Tool?",
    ),
    "a word of ours behind another prefix": (
        f"@prefix our: <{ATG}> .\n" + SHAPE.replace("sh:message", "\n    our:Tol 1 ; sh:message"),
        4,
        "names atg:Tol, which ontology/atgraph.ttl does not have; did you mean atg:Tool?",
    ),
    "a word of ours that is like none": (
        SHAPE.replace("atg:Tool", "atg:Xylophone"),
        2,
        "names atg:Xylophone, which ontology/atgraph.ttl does not have; correct it",
    ),
    "a word that is like another but for its first letter": (
        SHAPE.replace("atg:Tool", "atg:Wool"),
        2,
        "names atg:Wool, which ontology/atgraph.ttl does not have; did you mean atg:Tool?",
    ),
    "a word of one letter, which is like no other": (
        SHAPE.replace("atg:Tool", "atg:T"),
        2,
        "names atg:T, which ontology/atgraph.ttl does not have; correct it",
    ),
    "a message that is a node": (
        SHAPE.replace('"No."@en', "atgs:Raft-query"),
        2,
        "the shape atgs:Raft-x says nothing to whoever breaks it",
    ),
    "a query that asks a server": (
        SHAPE.replace("BODY", "SELECT $this { SERVICE <http://e/> { $this ?p 1 } }"),
        5,
        "",
    ),
    "a question that asks a server": (
        SHAPE.replace("select", "ask").replace("BODY", "ASK { SERVICE <http://e/> { ?a ?b 1 } }"),
        5,
        "",
    ),
    "a rule that asks a server": (
        SHAPE.replace("sparql", "rule")
        .replace("SPARQLConstraint", "SPARQLRule")
        .replace("select", "construct")
        .replace("BODY", "CONSTRUCT { $this ?p 1 } WHERE { SERVICE <http://e/> { $this ?p 1 } }"),
        5,
        "",
    ),
    "a change that asks a server": (
        SHAPE.replace("sh:select", "sh:update").replace("BODY", "LOAD <http://e/>"),
        5,
        "",
    ),
    "a runaway pattern after an empty text": (
        SHAPE.replace("BODY", 'SELECT $this { FILTER REGEX(REPLACE(?x, "a", ""), "(a+)+") }'),
        5,
        "has the pattern (a+)+, which repeats a part that repeats itself",
    ),
    "a circle without names": (
        "\n[] sh:node _:b .\n_:a sh:node _:b . _:b sh:node _:a .",
        3,
        "the shape needs itself",
    ),
}


@pytest.mark.parametrize(("text", "line", "message"), REFUSED.values(), ids=REFUSED)
def test_a_shape_is_refused_for(text: str, line: int, message: str, tmp_path: Path) -> None:
    ((at, said),) = faults(text, tmp_path)

    assert at == line
    assert said.startswith(message)


def test_a_circle_stands_on_the_line_of_the_first_of_its_shapes(tmp_path: Path) -> None:
    text = "".join(f"atgs:Raft-{a} sh:node atgs:Raft-{b} .\n" for a, b in ("ab", "bc", "ca"))
    ((line, message),) = faults(text, tmp_path)

    path = message.partition("(")[2].partition(")")[0].split(" → ")
    assert path[0] == path[-1]
    assert {name[-1] for name in path} == {"a", "b", "c"}
    assert len(path) == 4
    assert line == 2 + "abc".index(path[0][-1])


def test_faults_are_sorted_by_their_lines_and_each_is_told_once(tmp_path: Path) -> None:
    terms = ["atg:E", "atg:C", "atg:A", "atg:B", "atg:D", "atg:C"]
    text = "\n".join(
        f'atgs:R{n} a sh:NodeShape ; sh:targetNode {term}, {term} ; sh:message "No." .'
        for n, term in enumerate(terms)
    )

    found = faults(text, tmp_path)
    assert [(line, message.split(",")[0]) for line, message in found] == [
        (2 + number, f"names {term}") for number, term in enumerate(terms)
    ]


def test_the_classes_that_no_shape_aims_at_are_sorted(tmp_path: Path) -> None:
    shapes = read(
        'atgs:R a sh:NodeShape ; sh:targetClass atg:Tool, atg:Work ; sh:message "No." .\n'
        "atgs:S sh:targetNode atg:Place ; sh:class atg:Event .",
        tmp_path,
    )
    classes = [ATG + name for name in ("Tool", "Place", "Event", "Work", "Person", "Actor")]

    assert unguarded(shapes, classes) == [
        ATG + name for name in ("Actor", "Event", "Person", "Place")
    ]


@pytest.mark.parametrize(
    ("pattern", "runs_away"),
    [
        ("(a+(b))+", True),
        ("(a(b+)c)*", True),
        ("(a)(b+)*", True),
        ("(a+)b+", False),
        ("(a)+b+", False),
        ("(a?)+", True),
        ("(a{2})+", False),
        ("(a{2,})+", True),
        ("(a+)?", False),
        ("(a+)x*", False),
        ("a+(b)+", False),
        ("a)+b", False),
        (":) (a+)*", True),
        ("(a[)+]b)*", False),
        (r"([^)\]+]b)*", False),
        ("", False),
    ],
)
def test_a_part_runs_away_only_where_it_is_open_ended_and_repeated(
    pattern: str, runs_away: bool
) -> None:
    assert can_run_away(pattern) is runs_away


@pytest.mark.parametrize(
    ("query", "texts"),
    [
        ("""FILTER REGEX(?a, "x+", 'i')""", ["x+", "i"]),
        (r"""REGEX(?a, "\\d+\\.")""", [r"\d+\."]),
        (r"""REGEX(?a, "say \"x\"", 'it\'s')""", [r"say \"x\"", r"it\'s"]),
        ("""REGEX(?a, "it's", 'a "b"')""", ["it's", 'a "b"']),
        ('REPLACE(?a, "b", "") "c"', ["b", "", "c"]),
        ("REPLACE(?a, 'b', '') 'c'", ["b", "", "c"]),
        ('"a\nb"', []),
        ("SELECT ?a { ?a ?b ?c }", []),
    ],
)
def test_the_texts_of_a_query_are_those_in_quotes(query: str, texts: list[str]) -> None:
    assert strings_of(query) == texts


def test_owl_is_free_and_skos_is_not(tmp_path: Path) -> None:
    """Terms of vocabularies that we use must be declared; those that RDF is made of need not."""
    text = f"atgs:R a sh:NodeShape ; sh:targetNode <{OWL}Any>, <{SKOS}Any> ."

    assert [message.split(",")[0] for _, message in faults(text, tmp_path)] == ["names skos:Any"]
