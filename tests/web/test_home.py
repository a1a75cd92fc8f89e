"""The first page, and the box that finds everything."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from atgraph.api import KnowledgeGraph
from atgraph.ask.overview import count_claims, read_examples


def where(client: TestClient, typed: str) -> str:
    """Return where the box leads at once; empty where it shows what it found."""
    return client.get("/find", params={"q": typed}).headers.get("location", "")


def test_home_counts_what_is_in_the_graph_and_links_the_source_of_each_programme(
    client: TestClient, kg: KnowledgeGraph
) -> None:
    html = client.get("/").text
    people = client.get("/list/people.json").json()["count"]
    assert f'<a href="/list/people"><b>{people}</b> people</a>' in html
    assert f"<b>{count_claims(kg)}</b> figures claimed" in html
    assert "Vienna · 8–9 April 2019 · 5 events · published by OSCE" in html
    assert 'href="/source/osce-alliance-19-side-events"' in html
    assert kg.version[:12] in html


@pytest.mark.slow
def test_each_example_is_of_this_graph_and_leads_somewhere(
    client: TestClient, kg: KnowledgeGraph
) -> None:
    examples = read_examples(kg.published())
    html = unescape(client.get("/").text)
    assert len(examples) == 4
    for example in examples:
        assert f">{example}</a>" in html
        answer = client.get("/find", params={"q": example}, follow_redirects=True)
        assert answer.status_code == 200
        assert "What to try" not in answer.text


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("UNODC", "/page/organization_unodc"),
        ("the  mekong CLUB", "/page/organization_the-mekong-club"),
        ("supply chains", "/page/theme_supply-chain-risk"),
        ("https://w3id.org/atgraph/id/organization_osce", "/page/organization_osce"),
        ("Who works with UNODC?", "/ask/who-works-with?organization=UNODC"),
        ("Where do the sources contradict themselves?", "/ask/contradictions"),
        ("", "/"),
    ],
)
def test_what_is_unmistakable_is_opened_at_once(
    client: TestClient, typed: str, address: str
) -> None:
    assert where(client, typed) == address


def test_words_find_names_questions_and_quotes_that_open_their_line(client: TestClient) -> None:
    html = client.get("/find?q=supply").text
    assert 'href="/page/initiative_unchained-supply"' in html
    assert "Printed words" in html
    assert 'href="/source/osce-alliance-19-side-events#line-191"' in html


def test_words_in_quotes_are_sought_together_in_what_is_printed(client: TestClient) -> None:
    assert where(client, "“supply chains”") == ""
    html = client.get("/find", params={"q": '"in its supply chains"'}).text
    assert html.count("<blockquote>") == 1
    assert "<h2>Names" not in html


def test_a_question_that_lacks_a_name_says_which(client: TestClient) -> None:
    html = client.get("/find?q=who+introduces+us+to+the+Mekong+Club").text
    assert "/ask/who-could-introduce?" in html
    assert "say which" in html


def test_nothing_found_says_what_comes_near_and_what_to_try(client: TestClient) -> None:
    near = client.get("/find?q=Mekong+Culb").text
    assert 'href="/page/organization_the-mekong-club"' in near
    assert "What to try" in client.get("/find?q=xyzzy").text
    assert "without the quotes" in client.get("/find?q=%22xyzzy%22").text
    assert client.get("/find", params={"q": "word " * 700}).status_code == 200


@pytest.mark.parametrize(
    "typed", ["<script>alert(1)</script>", "\u202eevil", '" onfocus="alert(1)', "\x00"]
)
def test_what_is_typed_stays_text(client: TestClient, typed: str) -> None:
    html = client.get("/find", params={"q": typed}).text
    assert "<script>alert" not in html
    assert "\u202e" not in html
    assert not re.search(r'<input[^>]*"\s*onfocus="', html)


def test_suggestions_are_names_that_begin_so_and_questions(client: TestClient) -> None:
    found = client.get("/suggest?q=mekong").json()
    assert found[0] == {
        "name": "The Mekong Club",
        "kind": "organisation",
        "address": "/page/organization_the-mekong-club",
    }
    assert "/ask/who-works-with-on-theme" in [
        one["address"] for one in client.get("/suggest?q=who+works").json()
    ]
    assert client.get("/suggest?q=").json() == []


@pytest.mark.parametrize(
    ("kind", "pages"),
    [
        ("theme", {"theme"}),
        ("other-organization", {"organization"}),
        ("organisation", {"organization"}),
        ("actor", {"organization", "person"}),
        ("ship", set()),
    ],
)
def test_suggestions_keep_to_what_a_parameter_takes(
    client: TestClient, kind: str, pages: set[str]
) -> None:
    found = client.get(f"/suggest?q=a&kind={quote(kind)}").json()
    assert {one["address"].removeprefix("/page/").partition("_")[0] for one in found} == pages
