"""An answer's rows as they are read, the statements behind them, and the sentence that cites it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode

from atgraph.api import KnowledgeGraph
from atgraph.ask.answer import Answer, _with_sorted_statements
from atgraph.ask.binding import Binding, BoundQuestion
from atgraph.ask.citation import references_of
from atgraph.ask.evidence import Quoted
from atgraph.ask.things import Recognized, Thing
from atgraph.errors import QueryError
from atgraph.graph.query_files import Question
from atgraph.graph.sparql.lexer import Parameter, read_parameter
from atgraph.rdf.namespaces import ATG, ATGD
from invented import from_turtle

ASKED = Question(Path("invented.rq"), "SELECT ?a { ?a ?b ?c }", "Invented?")
GRAPH = """
    atgd:text1 atg:file "b.txt" ; atg:isTextOf atgd:source1 .
    atgd:source1 atg:file "kept/b.pdf" ; rdfs:label "Talks (b.pdf)" ; schema:publisher "Harbour" ;
      schema:locationCreated "Vienna" ; schema:datePublished "2019" ; schema:url <urn:b> .
    atgd:talks atg:isDescribedIn atgd:source1 ; rdfs:label "Talks" .
    atgd:choir atg:isDescribedIn atgd:source1 ; rdfs:label "Choir" .
    atgd:text2 atg:file "a.txt" ; atg:isTextOf atgd:source2 .
    atgd:source2 rdfs:label "Handbook" .
    atgd:session atg:isDescribedIn atgd:source2 ; rdfs:label "Session" .

    <urn:1> atg:hasEvidence atgd:quote3, atgd:quote1 . <urn:2> atg:hasEvidence atgd:quote2 .
    atgd:quote1 atg:exactText "one" ; atg:startLine 1 ; atg:endLine 1 ; atg:isPassageOf atgd:text1 .
    atgd:quote2 atg:exactText "two" ; atg:startLine 2 ; atg:endLine 2 ; atg:isPassageOf atgd:text1 .
    atgd:quote3 atg:exactText "three" ; atg:startLine 3 ; atg:endLine 3 ;
      atg:isPassageOf atgd:text1 .
    <urn:4> atg:hasEvidence [ atg:isReferenceTo atgd:page ; atg:dateRead "2026-11-26" ],
      [ atg:isReferenceTo atgd:page ; atg:dateRead "2026-11-27" ] . atgd:page rdfs:label "Page" .
    <urn:5> atg:hasEvidence [ atg:startLine 9 ; atg:endLine 10 ; atg:isPassageOf atgd:text2 ] .
    <urn:6> atg:hasEvidence [ atg:startLine 5 ; atg:endLine 5 ; atg:isPassageOf atgd:text1 ] .
    <urn:7> atg:hasEvidence [ atg:isReferenceTo atgd:address ] .
    atgd:address rdfs:label "urn:c" ; schema:url <urn:c> .
"""
TALKS = "Harbour: “Choir”, Vienna, 2019, urn:b (b.txt, {})"
KG = from_turtle(GRAPH)
ONE, TWO, THREE = (Quoted("b.txt", n, words) for n, words in enumerate(("one", "two", "three"), 1))


def made_of(*rows: dict[str, Any], asked: BoundQuestion | None = None) -> Answer:
    bound = asked or BoundQuestion(ASKED, (), ASKED.query)
    return Answer(bound, tuple(dict.fromkeys(name for row in rows for name in row)), rows, KG)


def cells(**texts: str) -> dict[str, Any]:
    return {name: Literal(text) for name, text in texts.items()}


ANSWER = made_of(
    cells(a="x", statements="urn:2 urn:1", b="y", statement2="urn:1"),
    cells(b="z", statements="urn:2"),
    cells(a="w", statement="urn:3"),
)


def test_what_is_shown_of_an_answer_are_the_columns_that_hold_no_statements() -> None:
    assert ANSWER.shown == ["a", "b"]
    assert repr(ANSWER) == "<Answer to invented, 3 rows: a, b>"
    assert repr(made_of(cells(a="x"))) == "<Answer to invented, 1 row: a>"
    assert list(ANSWER) == [{"a": "x", "b": "y"}, {"a": None, "b": "z"}, {"a": "w", "b": None}]
    assert ANSWER.question == ASKED
    assert ANSWER.query == ASKED.query


def test_the_statements_of_a_row_are_told_in_order_and_once() -> None:
    assert [ANSWER.statements(row) for row in ANSWER.rows] == [
        ["urn:1", "urn:2"],
        ["urn:2"],
        ["urn:3"],
    ]


def test_each_row_has_the_words_of_its_statements_in_the_order_of_the_document() -> None:
    assert ANSWER.evidence == [[ONE, TWO, THREE], [TWO], []]


def test_a_frame_has_the_words_of_a_row_where_they_are_wanted_only() -> None:
    plain, worded = ANSWER._frame(False), ANSWER._frame(True)

    assert plain == {"a": ["x", None, "w"], "b": ["y", "z", None]}
    assert worded == plain | {"evidence": [f"{ONE}\n{TWO}\n{THREE}", str(TWO), ""]}
    assert list(ANSWER.to_pandas().columns) == ["a", "b"]
    assert ANSWER.to_polars().columns == ["a", "b"]
    assert ANSWER.to_polars(evidence=True).columns == ["a", "b", "evidence"]


def test_a_notebook_shows_the_columns_meant_for_reading() -> None:
    html = ANSWER._repr_html_()

    assert "<caption>Invented?</caption>" in html
    assert (html.count("<tr><td "), html.count("<th "), html.count("urn:")) == (3, 3, 0)
    assert "3 quoted" in html and "1 quoted" in html


def test_statements_are_put_in_order_and_nothing_else_is() -> None:
    row = {
        "words": Literal("b a"),
        "statements": Literal("urn:b urn:a"),
        "statement": NamedNode("urn:b"),
        "statement2": Literal("urn:d  urn:c"),
    }

    assert _with_sorted_statements(row) == row | {
        "statements": Literal("urn:a urn:b"),
        "statement2": Literal("urn:c urn:d"),
    }


@pytest.mark.parametrize(
    ("statements", "told"),
    [
        ([], []),
        (["urn:3"], []),
        (["urn:2"], [TALKS.format("line 2")]),
        (["urn:2", "urn:1"], [TALKS.format("lines 1–3")]),
        (["urn:6", "urn:1"], [TALKS.format("lines 1, 3 and 5")]),
        (["urn:5"], ["“Handbook” (a.txt, lines 9–10)"]),
        (["urn:7"], ["“urn:c”"]),
        (
            ["urn:7", "urn:4", "urn:6", "urn:5"],
            [
                "“Handbook” (a.txt, lines 9–10)",
                TALKS.format("line 5"),
                "“Page” (read 2026-11-27)",
                "“urn:c”",
            ],
        ),
    ],
)
def test_documents_are_cited_in_order_with_their_titles_and_lines_then_the_pages(
    statements: list[str], told: list[str]
) -> None:
    assert [one.in_words() for one in references_of(KG, statements)] == told


def parameter(variable: str) -> Parameter:
    found = read_parameter(variable)
    assert found
    return found


def test_a_citation_has_the_question_the_values_the_rows_and_what_they_rest_on() -> None:
    tool = Thing(f"{ATGD}tool_lantern", f"{ATG}Tool", ("Lantern",))
    bindings = (
        Binding(
            parameter("?_tool_iri"), NamedNode(tool.iri), "lan", Recognized("lan", tool, False)
        ),
        Binding(parameter("?__level"), Literal("unit")),
    )
    asked = BoundQuestion(ASKED, bindings, "abc")
    version, digest = "Data version sha256:unknown", f"query sha256:{asked.digest}"
    again = "To ask again: atgraph ask invented --tool atgd:tool_lantern"

    assert made_of(*ANSWER.rows, cells(statement="urn:4"), asked=asked).cite() == (
        "atgraph, “Invented?” (tool: “Lantern”; level: unit): 4 rows, resting on"
        f" {TALKS.format('lines 1–3')}; “Page” (read 2026-11-27). {version}, {digest}. {again}"
    )
    assert (
        made_of(asked=asked)
        .cite()
        .startswith("atgraph, “Invented?” (tool: “Lantern”; level: unit): no row, resting on no")
    )
    assert made_of(cells(a="x")).cite().startswith("atgraph, “Invented?”: 1 row, resting on no")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with the question `reaching`, which asks another server on its sixth line."""
    asked = tmp_path / "queries" / "ask"
    asked.mkdir(parents=True)
    (asked / "reaching.rq").write_text(
        "#+ summary: Reaching?\n\n\n\nSELECT ?a {\nSERVICE <https://e.example/> { ?a ?b ?c } }\n"
    )
    (asked / "stated.rq").write_text(
        "#+ summary: Stated?\n"
        'SELECT ?a ?statements { BIND ("b a" AS ?a) BIND ("urn:b urn:a" AS ?statements) }\n'
    )
    (tmp_path / "ontology").symlink_to(Path(__file__).parents[2] / "ontology")
    monkeypatch.setenv("ATGRAPH_HOME", str(tmp_path))
    return tmp_path


def test_a_question_that_reaches_outside_is_refused_with_the_line_of_its_file(home: Path) -> None:
    with pytest.raises(QueryError) as refused:
        KG.ask("reaching")
    (problem,) = refused.value.problems

    assert (Path(problem.path), problem.line) == (home / "queries" / "ask" / "reaching.rq", 6)


@pytest.mark.usefixtures("home")
def test_an_answer_holds_the_rows_with_their_statements_in_order() -> None:
    answer = KnowledgeGraph(KG.store).ask("stated")

    assert answer.columns == ("a", "statements")
    assert answer.rows == (cells(a="b a", statements="urn:a urn:b"),)
    assert (answer.question.name, len(answer)) == ("stated", 1)
