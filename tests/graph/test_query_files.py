"""query_files: what the header of a query file says, and which headers are refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from atgraph.errors import Problem, QueryError
from atgraph.graph.query_files import (
    AUDIENCES,
    STATEMENT,
    Question,
    by_audience,
    find_question,
    question_names,
    read_question,
)

FULL = """#+ summary: Who meets whom?
#+ description: |
#+   A row is a pair, a Problem.
#+   Problem: without Solution they
#+   meet. Solution: let  them.
#+ tags: [analyst, 2, events]
#+ defaults:
#+   - event: any
#+   - year: "2020"
#+ enumerate:
#+   - kind: [a, 1]

# a comment: of the query, [no YAML
SELECT ?a { ?a ?p ?_event_iri ; ?q ?__kind , ?_year_integer }
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of questions that a test fills."""
    (tmp_path / "queries" / "ask").mkdir(parents=True)
    monkeypatch.setenv("ATGRAPH_HOME", str(tmp_path))
    return tmp_path / "queries" / "ask"


def read(folder: Path, text: str) -> Question:
    """Read a question that is written to a file."""
    path = folder / "who-meets.rq"
    path.write_bytes(text.encode())
    return read_question(path)


def problem(folder: Path, text: str) -> Problem:
    """Return why a question is refused, insisting that its file is told."""
    with pytest.raises(QueryError) as told:
        read(folder, text)
    (found,) = told.value.problems
    assert found.path == str(folder / "who-meets.rq")
    return found


def test_a_header_says_all_that_a_question_has(tmp_path: Path) -> None:
    question = read(tmp_path, FULL)

    assert question.name == "who-meets"
    assert question.summary == "Who meets whom?"
    assert question.description == (
        "A row is a pair, a Problem.\nProblem: without Solution they\nmeet. Solution: let  them."
    )
    assert question.tags == ("analyst", "2", "events")
    assert dict(question.defaults) == {"event": "any", "year": "2020"}
    assert dict(question.enumerate) == {"kind": ("a", "1")}
    assert [p.variable for p in question.parameters] == ["?_event_iri", "?__kind", "?_year_integer"]
    assert isinstance(question.parameters, tuple)
    assert (question.problem, question.solution) == ("without Solution they meet.", "let them.")


def test_the_query_is_what_follows_the_header(tmp_path: Path) -> None:
    question = read(tmp_path, FULL)

    assert question.text == FULL
    assert question.query == "".join(FULL.splitlines(keepends=True)[-2:])


def test_lines_end_in_one_way_however_a_file_was_saved(tmp_path: Path) -> None:
    assert read(tmp_path, "#+ summary: S\r\nASK {}").text == "#+ summary: S\nASK {}\n"


def test_all_but_the_summary_may_be_left_out(tmp_path: Path) -> None:
    question = read(tmp_path, "#+ summary: 7\n\n\n  ASK {}\n")

    assert (question.summary, question.description, question.tags) == ("7", "", ())
    assert (dict(question.defaults), dict(question.enumerate)) == ({}, {})
    assert question.parameters == ()
    assert question.query == "  ASK {}\n"
    assert (question.problem, question.solution) == ("", "see the check's description")


def test_defaults_and_values_may_be_written_as_one_mapping(tmp_path: Path) -> None:
    question = read(
        tmp_path, "#+ summary: S\n#+ defaults: {a: x, b: y}\n#+ enumerate: {a: [x]}\nASK {}\n"
    )

    assert dict(question.defaults) == {"a": "x", "b": "y"}
    assert dict(question.enumerate) == {"a": ("x",)}


@pytest.mark.parametrize(
    ("header", "why"),
    [
        ("", "has no summary"),
        ("# summary: S\n", "has no summary"),
        ("#+ summary:\n", "has no summary"),
        ("#+ tags: [a]\n", "has no summary"),
        ("#+ [summary]\n", "has no summary"),
        ("#+ summary\n", "has no summary"),
        ("#+ summary: [S\n", "is not YAML"),
        ("#+ summary: S\n#+ tags: analyst\n", "wrong form"),
        ("#+ summary: S\n#+ tags: {a: b}\n", "wrong form"),
        ("#+ summary: S\n#+ defaults: [a]\n", "wrong form"),
        ("#+ summary: S\n#+ defaults: 1\n", "wrong form"),
        ("#+ summary: S\n#+ enumerate: [a: b]\n", "wrong form"),
        ("#+ summary: S\n#+ z: 1\n#+ a: 2\n#+ 3: 4\n", "unknown header keys: 3, a, z;"),
    ],
)
def test_a_header_that_cannot_be_used_is_refused(tmp_path: Path, header: str, why: str) -> None:
    assert why in problem(tmp_path, header + "ASK {}\n").message


@pytest.mark.parametrize(
    ("variable", "option"),
    [
        *(("?_allowService_literal", "allow-service"), ("?_asserted", "asserted")),
        *(("?_cite", "cite"), ("?_data", "data"), ("?_debug", "debug")),
        *(("?_endpoint", "endpoint"), ("?__evidence_iri", "evidence"), ("?_explain", "explain")),
        *(("?_format", "format"), ("?_help", "help"), ("?_store", "store")),
        ("?_timeout_integer", "timeout"),
    ],
)
def test_no_parameter_takes_the_name_of_an_option(
    tmp_path: Path, variable: str, option: str
) -> None:
    found = problem(tmp_path, f"#+ summary: S\nASK {{\n?_a ?_b {variable} }}\n")

    assert found.line == 3
    assert f"{variable} would be typed as --{option}, which is an option of" in found.message


def test_no_two_parameters_have_one_option(tmp_path: Path) -> None:
    found = problem(tmp_path, "#+ summary: S\nASK { ?_a ?_b\n?_oneDay ?_one_day }\n")

    assert found.line == 3
    assert "typed as --one-day, which is the name of another" in found.message


def test_a_parameter_may_stand_in_several_places(tmp_path: Path) -> None:
    assert len(read(tmp_path, "#+ summary: S\nASK { ?_a ?_b ?_a }\n").parameters) == 2


def test_a_file_that_changed_is_read_anew(tmp_path: Path) -> None:
    assert read(tmp_path, "#+ summary: A\nASK {}\n").summary == "A"
    assert read(tmp_path, "#+ summary: B\nASK {}\n").summary == "B"


def test_questions_are_the_query_files_of_the_folder(home: Path) -> None:
    for name in ("b", "a"):
        (home / f"{name}.rq").write_text(f"#+ summary: {name}?\nASK {{}}\n")
    (home / "c.txt").write_text("no question")

    assert question_names() == ["a", "b"]
    assert find_question("a").summary == "a?"


def test_a_name_that_is_no_question_is_told_with_the_three_nearest(home: Path) -> None:
    for name in ("event-a", "event-b", "event-c", "event-d", "works"):
        (home / f"{name}.rq").write_text("#+ summary: S\nASK {}\n")

    with pytest.raises(QueryError) as near:
        find_question("event-x")
    with pytest.raises(QueryError) as far:
        find_question("zzzz")

    assert near.value.problems[0].message.count(" or ") == 2
    assert "lists them all" in far.value.problems[0].message


def test_each_question_is_for_the_first_audience_of_its_tags(home: Path) -> None:
    tags = [
        *(("a", "events, analyst, coordinator"), ("b", "events"), ("c", "coordinator")),
        *(("d", "researcher"), ("e", "analyst"), ("f", "")),
    ]
    for name, tagged in tags:
        (home / f"{name}.rq").write_text(f"#+ summary: S\n#+ tags: [{tagged}]\nASK {{}}\n")

    found = by_audience()

    assert AUDIENCES == tuple(found) == ("researcher", "coordinator", "analyst")
    assert {audience: [q.name for q in asked] for audience, asked in found.items()} == {
        "researcher": ["b", "d", "f"],
        "coordinator": ["c"],
        "analyst": ["a", "e"],
    }


@pytest.mark.parametrize(
    ("column", "is_statement"),
    [
        *(("statement", True), ("statements", True), ("statement2", True), ("statements10", True)),
        *(
            ("statementx", False),
            ("statemen", False),
            ("restatement", False),
            ("statementss", False),
        ),
    ],
)
def test_a_column_of_statements_is_known_by_its_name(column: str, is_statement: bool) -> None:
    assert bool(STATEMENT.fullmatch(column)) == is_statement
