"""Values become terms, and what was bound is told as the command that asks the same again."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode

from atgraph.ask.binding import Binding, BoundQuestion, _as_text, class_of, prepare
from atgraph.ask.things import Recognized, Thing
from atgraph.errors import QueryError
from atgraph.graph.query_files import Question
from atgraph.graph.sparql.lexer import Parameter, read_parameter
from atgraph.rdf.namespaces import ATG, ATGD
from invented import from_turtle

TOOL = Thing(f"{ATGD}tool_lantern", f"{ATG}Tool", ("Lantern",))
ASKED = Question(Path("invented.rq"), "SELECT ?a { ?a ?b ?c }", "Invented?")


def parameter(variable: str) -> Parameter:
    found = read_parameter(variable)
    assert found
    return found


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with the questions `plain`, which takes nothing, and `blanks`."""
    asked = tmp_path / "queries" / "ask"
    asked.mkdir(parents=True)
    (asked / "plain.rq").write_text("#+ summary: Plain?\nSELECT ?a { ?a ?b ?c }\n")
    (asked / "blanks.rq").write_text(
        "#+ summary: Blanks?\n#+ enumerate:\n#+   - level: [high, low]\n"
        "#+ defaults:\n#+   - level: high\n"
        "SELECT ?a { ?a ?b ?_level, ?_word, ?__n_integer, ?__tool_iri }\n"
    )
    (tmp_path / "ontology").symlink_to(Path(__file__).parents[2] / "ontology")
    monkeypatch.setenv("ATGRAPH_HOME", str(tmp_path))
    return tmp_path


LANTERN = """
    atg:Tool atg:pluralName "tools" ; a owl:Class ; rdfs:label "tool" .
    atgd:tool_lantern a atg:Tool ; rdfs:label "Lantern" ; atg:searchKey "lantern" .
"""


@pytest.mark.usefixtures("home")
def test_what_is_given_stands_in_its_place_what_has_a_default_takes_it_the_rest_stays_open() -> (
    None
):
    asked = prepare(from_turtle(LANTERN), "blanks", {"word": "high", "tool": "lantern"})

    taken = {b.parameter.option: (b.term, b.value, b.exact) for b in asked.bindings}
    assert isinstance(asked.bindings, tuple)
    assert taken == {
        "level": (Literal("high"), None, "high"),
        "word": (Literal("high"), "high", "high"),
        "tool": (NamedNode(TOOL.iri), "lantern", "atgd:tool_lantern"),
    }
    assert [b.found for b in asked.bindings if b.found] == [Recognized("lantern", TOOL, True)]
    assert f'"high", "high", ?__n_integer, <{TOOL.iri}>' in asked.query
    assert asked.command == "atgraph ask blanks --word high --tool atgd:tool_lantern"


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    ("name", "values", "told"),
    [
        ("plain", {"x": 1}, "plain takes no --x; it takes no parameter"),
        (
            "plain",
            dict.fromkeys("zyxwvutsrqponmlkjihgfedcb"),
            "plain takes no --b; it takes no parameter",
        ),
        ("blanks", {"x": 1}, "blanks takes no --x; it takes --level, --n, --tool, --word"),
        ("blanks", {"word": "a", "level": "top"}, "--level 'top' is not one of high, low"),
        ("blanks", {}, "blanks needs --word; "),
    ],
)
def test_a_wrong_parameter_is_told_the_first_in_the_alphabet_first(
    name: str, values: dict[str, Any], told: str
) -> None:
    with pytest.raises(QueryError) as refused:
        prepare(from_turtle(""), name, values)
    assert str(refused.value).startswith(told)


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    ("allowed", "kept"),
    [((), ()), ("a.example", ("a.example",)), (["b.example", "a"], ("b.example", "a"))],
)
def test_hosts_that_may_be_asked_are_kept_in_order_a_single_one_as_one(
    allowed: Any, kept: tuple[str, ...]
) -> None:
    assert prepare(from_turtle(""), "plain", {}, allowed).allow_services == kept


@pytest.mark.parametrize(
    ("bound", "command"),
    [
        (BoundQuestion(ASKED, (), ""), "atgraph ask invented"),
        (BoundQuestion(ASKED, (), "", asserted=True), "atgraph ask invented --asserted"),
        (
            BoundQuestion(ASKED, (), "", allow_services=("a.example", "b.example:80")),
            "atgraph ask invented --allow-service a.example --allow-service b.example:80",
        ),
        (
            BoundQuestion(
                ASKED,
                (
                    Binding(parameter("?_word"), Literal("a b"), "a b"),
                    Binding(parameter("?__level"), Literal("unit")),
                    Binding(
                        parameter("?_tool_iri"),
                        NamedNode(TOOL.iri),
                        "lan",
                        Recognized("lan", TOOL, False),
                    ),
                ),
                "",
            ),
            "atgraph ask invented --word 'a b' --tool atgd:tool_lantern",
        ),
    ],
)
def test_the_command_has_what_was_given_and_nothing_that_goes_without_saying(
    bound: BoundQuestion, command: str
) -> None:
    assert bound.command == command


def test_the_digest_is_that_of_the_text_which_is_sent() -> None:
    assert BoundQuestion(ASKED, (), "abc").digest == (
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    )


@pytest.mark.parametrize(
    ("value", "typed"),
    [
        (True, "true"),
        (False, "false"),
        (3, "3"),
        ("a\nb", "a\nb"),
        (NamedNode("http://e/"), "http://e/"),
        (Literal("x", language="en"), "x"),
        (date(2019, 4, 8), "2019-04-08"),
        (datetime(2019, 4, 8, 13, 15), "2019-04-08T13:15:00"),
        ("\ud7ff\ue000", "\ud7ff\ue000"),
    ],
)
def test_a_value_from_python_is_the_text_that_somebody_would_type(
    value: object, typed: str
) -> None:
    assert _as_text(value, parameter("?_word")) == typed


@pytest.mark.parametrize("surrogate", ["\ud800", "\udbff", "\udfff"])
def test_half_a_character_is_no_text(surrogate: str) -> None:
    with pytest.raises(QueryError, match="--word"):
        _as_text(f"a{surrogate}b", parameter("?_word"))


@pytest.mark.parametrize(
    ("option", "name"),
    [
        ("organization", "Organization"),
        ("other-organization", "Organization"),
        ("from-other-event", "Event"),
    ],
)
def test_the_last_word_of_an_option_names_the_class(option: str, name: str) -> None:
    assert class_of(option) == ATG + name
