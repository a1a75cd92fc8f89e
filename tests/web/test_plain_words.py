"""Plain words: what a reader sees first is in the words of the field; files keep theirs."""

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from atgraph.api import KnowledgeGraph
from atgraph.graph.graph import text
from atgraph.graph.query_files import find_question, question_names
from atgraph.web.plain_words import (
    KINDS,
    plain_description,
    plain_group,
    plain_listing,
    plain_sentence,
)

CLASSES = "SELECT ?label WHERE { ?class atg:edgeSource ?source ; rdfs:label ?label }"
ARE_PLAIN = {"partnership", "part of a body"}
FOLD = re.compile(r"<details(?:(?!<details).)*?</details>", re.S)
TERMS = re.compile(
    r"co-presence|shared (?:participation|organising|membership)|theme assignment|affiliation"
    r"|pagerank|centrality|betweenness|\batg:|\bgraph theory|\bn-ary",
    re.I,
)
ADDRESSES = (
    "/",
    "/page/organization_osce",
    "/page/event_osce-alliance-19-side-events",
    "/page/theme_technology",
    "/list/organizations",
    "/list/people?tie=affiliation",
    "/ask/who-works-with?organization=OSCE",
    "/ask/who-works-with-on-theme?organization=OSCE&theme=technology",
    "/ask/partners-by-country?organization=Microsoft",
    "/network",
    "/network/partners?organization=OSCE",
    "/network/introductions?source=OSCE&target=Thorn",
    "/network/gaps",
    "/network/standing",
)


def test_each_class_of_ties_has_plain_words(store: Path) -> None:
    labels = {text(row, "label") for row in KnowledgeGraph.open(store).select(CLASSES)}
    assert labels
    assert labels <= KINDS.keys() | ARE_PLAIN


def seen_first(page: str) -> str:
    """Return the words of a page that are read without opening a fold."""
    main = page.partition("<main")[2].partition("</main>")[0]
    while main != (main := FOLD.sub("", main)):
        pass
    return re.sub(r"<[^>]*>", "\n", main)


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_term_of_the_ontology_or_of_network_analysis_is_seen_first(
    client: TestClient, address: str
) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    words = seen_first(answer.text)
    assert words.strip()
    assert TERMS.findall(words) == []


def test_a_file_keeps_the_words_that_the_command_line_gives(client: TestClient) -> None:
    asked = "/ask/who-works-with{}?organization=OSCE"
    assert "in one room" in client.get(asked.format("")).text
    assert "co-presence,shared participation" in client.get(asked.format(".csv")).text


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("3: country Spain", "bodies of Spain (group 3)"),
        ("5: theme child trafficking", "bodies that deal with child trafficking (group 5)"),
        ("2: shared membership “Tech: now”", "members of “Tech: now” (group 2)"),
        ("4: Amazon, BT and 2 more", "Amazon, BT and 2 more (group 4)"),
    ],
)
def test_a_group_is_called_by_who_is_in_it(name: str, words: str) -> None:
    assert plain_group(name) == words


def test_what_is_typical_of_a_group_is_listed_in_words() -> None:
    listed = "4  9 members: Amazon; kind company (7 of 9, elsewhere 2 of 60)"
    assert plain_listing(listed).endswith(
        "Amazon; bodies of the kind company (7 of 9, elsewhere 2 of 60)"
    )


def test_gaps_are_told_without_the_names_of_traits(client: TestClient) -> None:
    words = seen_first(client.get("/network/gaps").text)
    assert "(group " in client.get("/network/gaps").text
    assert "country Spain" not in words
    assert "Group 3:" not in words


@pytest.mark.parametrize("name", question_names())
def test_what_a_row_is_is_said_without_the_command_line_and_the_graph(name: str) -> None:
    described = plain_description(find_question(name).description)
    assert not re.search(r"--|_|co-presence|\bactors?\b|\(derived\)", described)
    assert described[0].isupper()


def test_columns_and_questions_are_called_as_on_a_page() -> None:
    said = "The column partner_within is (derived); the question things-without lists them."
    assert plain_description(said) == (
        "The column “Partner is part of” is (concluded);"
        " “Which things of a kind lack a property?” lists them."
    )


def test_roles_are_told_apart_by_what_they_are_in() -> None:
    said = "Their roles may complement each other, by kind of thing (event): A (speaker)."
    assert plain_sentence(said) == "Their roles may complement each other in events: A (speaker)."
