"""The draft of a graph: statements, values of a datatype, IRIs for life, problems, concepts."""

from __future__ import annotations

import hashlib

import pytest
from pyoxigraph import Literal, NamedNode, Quad

import mini
from atgraph.build.mapping import Draft
from atgraph.build.mapping.draft import digest, join, literal, record_iri
from atgraph.build.mapping.vocabulary import find_concept, refuse_word
from atgraph.data.records import record_class, record_property
from atgraph.errors import VIOLATION, WARNING, KeyDetails, Place, Problem
from atgraph.rdf.namespaces import ATG, ATGD, ATGV, TYPE, XSD, atg, atgd, graph
from atgraph.rdf.ontology import Property

ONE = atgd("one")


@pytest.fixture
def draft() -> Draft:
    """An empty draft of a file."""
    return Draft(graph("registry"), "file.yml", mini.ontology())


def prop(name: str) -> Property:
    return record_property(mini.ontology(), ATG + name)


def test_a_statement_is_kept_once_in_the_graph_of_the_draft(draft: Draft) -> None:
    for value in (Literal("b"), Literal("a"), Literal("b"), None):
        draft.add(ONE, atg("unit"), value)

    assert list(draft.quads) == [
        Quad(ONE, atg("unit"), Literal(text), graph("registry")) for text in "ba"
    ]


def test_an_empty_text_is_no_statement(draft: Draft) -> None:
    draft.add_text(ONE, "unit", "")
    draft.add_text(ONE, "unit", "x")

    assert list(draft.quads) == [Quad(ONE, atg("unit"), Literal("x"), graph("registry"))]


def test_a_thing_has_its_class_and_those_above(draft: Draft) -> None:
    draft.add_types(ONE, ATG + "Person")

    assert list(draft.quads) == [
        Quad(ONE, TYPE, atg(name), graph("registry")) for name in ("Person", "Actor")
    ]


def test_a_draft_can_be_read_until_it_is_told_otherwise(draft: Draft) -> None:
    assert not draft.unreadable


def test_of_two_places_of_a_record_the_first_is_kept(draft: Draft) -> None:
    draft.remember(ONE, 3)
    draft.remember(ONE, 4)
    draft.remember(atgd("two"), 5, "other.yml")

    assert draft.origins == {
        ATGD + "one": Place("file.yml", 3),
        ATGD + "two": Place("other.yml", 5),
    }


def test_what_is_wrong_and_what_is_advised_differ_in_weight(draft: Draft) -> None:
    about = KeyDetails("date")
    draft.wrong(1, "a")
    draft.wrong(2, "b", "rule", about)
    draft.advise(3, "c", "rule", about)

    assert draft.problems == [
        Problem("file.yml", 1, "a"),
        Problem("file.yml", 2, "b"),
        Problem("file.yml", 3, "c"),
    ]
    assert [(p.rule, p.severity, p.key) for p in draft.problems] == [
        ("", VIOLATION, KeyDetails()),
        ("rule", VIOLATION, about),
        ("rule", WARNING, about),
    ]


@pytest.mark.parametrize(
    ("name", "value", "written", "datatype"),
    [
        ("earliestDate", "2019-02", "2019-02-01", XSD + "date"),
        ("latestDate", "2019-02", "2019-02-28", XSD + "date"),
        ("value", "1,200", "1200", XSD + "decimal"),
        ("value", "2.50", "2.50", XSD + "decimal"),
        ("edition", "1,200", "1200", XSD + "integer"),
        ("unit", "1,200", "1,200", XSD + "string"),
    ],
)
def test_a_value_is_written_in_the_datatype_of_its_property(
    name: str, value: str, written: str, datatype: str, draft: Draft
) -> None:
    found = draft.property_value(prop(name), value, 3)

    assert found == Literal(written, datatype=NamedNode(datatype))
    assert draft.problems == []


@pytest.mark.parametrize(("name", "key"), [("latestDate", "date"), ("value", "value")])
def test_a_value_of_another_form_is_told_with_key_and_value(
    name: str, key: str, draft: Draft
) -> None:
    assert draft.property_value(prop(name), "many", 3) is None
    (problem,) = draft.problems
    assert (problem.line, problem.rule) == (3, "form")
    assert (problem.key.key, problem.key.value) == (key, "many")
    assert problem.message.startswith(f"{key}: 'many' ")


def test_a_text_has_no_datatype_of_its_own() -> None:
    assert literal("x", XSD + "string") == Literal("x")
    assert literal("5", XSD + "integer") == Literal("5", datatype=NamedNode(XSD + "integer"))


def test_the_iri_of_a_record_is_its_class_its_place_and_a_digest_of_what_is_printed() -> None:
    kind = record_class(mini.ontology(), "theme")
    printed = '["theme", [["theme", "Zoë"]]]'
    name = hashlib.sha256(printed.encode()).hexdigest()[:12]

    assert record_iri(kind, "fair_day", [["theme", "Zoë"]]) == atgd(
        f"themeassignment_fair_day_{name}"
    )
    assert digest("theme", [["theme", "Zoë"]]) == name


def test_a_local_name_is_joined_of_the_parts_that_are_there() -> None:
    assert join("event", "", "fair") == "event_fair"


def test_a_record_is_minted_once_and_a_second_one_is_told(draft: Draft) -> None:
    kind = record_class(mini.ontology(), "mention")
    first = draft.mint(kind, "fair", [["a"]], 3)
    other = draft.mint(kind, "fair", [["b"]], 4)
    again = draft.mint(kind, "fair", [["a"]], 5)

    assert first == again != other
    assert [(p.line, p.rule, p.key.first) for p in draft.problems] == [(5, "twice", 3)]
    assert draft.origins[first.value] == Place("file.yml", 3)


# Concepts


@pytest.mark.parametrize(
    ("name", "word", "concept"),
    [
        ("hasRole", "speaker", "role_speaker"),
        ("hasRole", "role_speaker", "role_speaker"),
        ("hasRole", "speeker", None),
        ("hasRole", "theme_blockchain", None),
        ("hasRole", "confirmed", None),
        ("hasStatus", "confirmed", "status_confirmed"),
        ("isClaimAbout", "blockchain", "theme_blockchain"),
        ("hasMember", "speaker", None),
        ("hasMember", "role_speaker", None),
    ],
)
def test_a_word_names_a_concept_with_the_prefix_of_its_property_or_without(
    name: str, word: str, concept: str | None, draft: Draft
) -> None:
    found = find_concept(draft, prop(name), word)

    assert found == (NamedNode(ATGV + concept) if concept else None)


@pytest.mark.parametrize("word", ["moderater", "role_moderater"])
def test_a_word_of_no_vocabulary_is_told_with_those_that_are_like_it(
    word: str, draft: Draft
) -> None:
    refuse_word(draft, prop("hasRole"), word, 3, ATG + "Participation")
    (problem,) = draft.problems

    assert (problem.line, problem.rule, problem.severity) == (3, "vocabulary", VIOLATION)
    assert problem.key == KeyDetails(
        "role", word, kind=ATG + "Participation", property=ATG + "hasRole", prefix="role"
    )
    assert "(did you mean “moderator”" in problem.message


def test_of_many_words_that_are_like_it_three_are_offered(draft: Draft) -> None:
    refuse_word(draft, prop("hasRole"), "moderates", 3)

    assert draft.problems[0].message.count("“") == 3
    assert draft.problems[0].key.kind == ""


def test_a_word_like_none_is_told_without_a_guess(draft: Draft) -> None:
    refuse_word(draft, prop("hasRole"), "qqqqqqqq", 3)

    assert "did you mean" not in draft.problems[0].message
    assert "role_… concepts;" in draft.problems[0].message
