"""Whom we could work with and who introduces us: sentences that open their words."""

import re
from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from atgraph.api import KnowledgeGraph
from atgraph.network.partners import find_partners
from atgraph.network.paths import MissingLink, find_paths
from atgraph.network.suggestions import Wanted, suggest
from atgraph.web.plain_words import plain_sentence
from atgraph.web.rendering import Site, render

CLUB = "/network/partners?organization=The+Mekong+Club"
WAY = "/network/introductions?source=The+Mekong+Club&target=OSCE"
JARGON = ("SPARQL", "betweenness", "co-presence alone", "PageRank", "https://w3id.org")


def shown(html: str) -> str:
    """Return the texts of a page without what stands behind a fold for those who reckon."""
    return re.sub(r'<details class="fold">.*?</details>', "", html, flags=re.DOTALL)


def without_links(html: str) -> str:
    """Return a page whose sentences have no links to what they name."""
    return re.sub(r'<a href="/page/[^>]*>([^<]*)</a>', r"\1", html)


@pytest.mark.slow
def test_suggestions_are_those_of_the_command_each_sentence_with_its_words(
    client: TestClient, kg: KnowledgeGraph
) -> None:
    found = suggest(kg, "The Mekong Club", Wanted(6))
    page = without_links(client.get(CLUB).text)
    assert len(found) == page.count('id="candidate-')
    for one in found.found:
        for reason in (*one.reasons, one.against):
            at = page.index(plain_sentence(reason.sentence).replace("'", "&#39;"))
            for quote in one.quotes(reason)[:6]:
                assert f"#line-{quote.line}" in page[at:] or quote.read_elsewhere


def test_declared_partners_stand_apart_from_those_in_one_room(
    client: TestClient, kg: KnowledgeGraph
) -> None:
    page = client.get(CLUB).text
    declared, _, together = page.partition("At one event with")
    assert "Works with already <small>1 declared</small>" in declared
    assert "Being in one room is not working together." in together
    only_there = find_partners(kg, "The Mekong Club").only_by_co_presence
    assert together.startswith(f" {only_there} other")


def test_introductions_are_said_first_and_then_the_ways(
    client: TestClient, kg: KnowledgeGraph
) -> None:
    found = find_paths(kg, "The Mekong Club", "OSCE")
    page = without_links(client.get(WAY).text)
    assert page.index("Ask Jessica Camus") < page.index("The ways")
    assert page.count('<section class="way">') == len(found.paths)


def test_without_a_way_the_page_says_what_is_missing(kg: KnowledgeGraph) -> None:
    found = find_paths(kg, "The Mekong Club", "OSCE")
    ends = (found.source.iri, found.source.label), (found.target.iri, found.target.label)
    gap = MissingLink("shared theme", *ends, ("", "supply chains"), 2)
    nothing = replace(found, introductions=(), paths=(), missing=(gap,))
    page = render("introductions", Site("", path="/"), asked={}, found=nothing, first=3)
    assert "No way leads from one to the other" in page
    assert "shared theme, supply chains" in page


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/network/partners?organization=Mekongg+Club", 404, "did you mean “The Mekong Club”?"),
        ("/network/partners?organization=OSCE&country=Austria", 400, "two letters"),
        ("/network/introductions?source=OSCE&target=ODIHR", 400, "are one body"),
        ("/network/introductions?source=OSCE&target=Nobodi", 404, "Nothing is called"),
    ],
)
def test_a_bad_name_is_told_in_the_form_that_it_came_from(
    client: TestClient, address: str, status: int, said: str
) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert '<form class="ask"' in answer.text
    assert said in answer.text
    assert "--" not in re.sub(r"<[^>]*>", "", answer.text)


@pytest.mark.parametrize("address", ["/network", "/network/partners", CLUB, WAY])
def test_no_word_of_the_trade_stands_in_front(client: TestClient, address: str) -> None:
    text = re.sub(r"<[^>]*>", " ", shown(client.get(address).text).partition("<footer")[0])
    assert [word for word in JARGON if word in text] == []


def test_pages_stay_light(client: TestClient) -> None:
    for address in (CLUB, "/network/partners?organization=OSCE", WAY):
        assert len(client.get(address).content) < 85_000
