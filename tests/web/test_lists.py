"""Lists of things, narrowed down by their facets, and the files of them."""

from __future__ import annotations

import csv
import io
import re
from html import unescape

import pytest
from openpyxl import load_workbook
from starlette.testclient import TestClient

from atgraph.api import KnowledgeGraph
from atgraph.ask.inventory import list_things

KINDS = (
    *("organizations", "people", "events", "initiatives", "tools", "works", "themes", "places"),
    "event-series",
)
LINK = re.compile(
    r'<li><a href="(/list/[^"]+)" dir="auto">[^<]*</a> <span class="note">(\d+)</span>'
)


def names(client: TestClient, address: str) -> list[str]:
    """Return the names of a list, as its file has them."""
    kind, _, query = address.partition("?")
    found = client.get(f"{kind}.json?{query}").json()
    return [one["name"] for one in found[found["kind"]]]


@pytest.mark.parametrize("kind", KINDS)
def test_a_list_has_all_things_of_its_kind(
    client: TestClient, kg: KnowledgeGraph, kind: str
) -> None:
    assert client.get(f"/list/{kind}").status_code == 200
    assert names(client, f"/list/{kind}") == [r[0] for r in list_things(kg.published(), kind)[1]]


@pytest.mark.parametrize("kind", ["organizations", "people", "tools"])
def test_each_value_leaves_as_many_as_it_says(client: TestClient, kind: str) -> None:
    links = LINK.findall(client.get(f"/list/{kind}").text)
    assert len(links) > 15
    for address, left in links[::3]:
        assert len(names(client, unescape(address))) == int(left)


def test_what_is_chosen_is_combined_and_can_be_taken_away(client: TestClient) -> None:
    both = "/list/organizations?type=company&country=US"
    ones = [
        set(names(client, f"/list/organizations?{one}")) for one in ("type=company", "country=US")
    ]
    assert set(names(client, both)) == ones[0] & ones[1] != set()
    html = client.get(both).text
    assert 'href="/list/organizations?country=US"' in html
    assert 'href="/list/organizations?type=company"' in html
    themes = names(client, "/list/tools?theme=blockchain&theme=data-visualization")
    assert set(themes) <= set(names(client, "/list/tools?theme=blockchain"))


def test_a_value_may_be_typed_as_it_is_called(client: TestClient) -> None:
    address = "/list/organizations?country="
    assert names(client, f"{address}united states") == names(client, f"{address}US")


def test_nothing_left_says_what_to_take_away(client: TestClient) -> None:
    html = client.get("/list/organizations?type=state&role=runs").text
    assert "Nothing here is all of this at once" in html
    assert 'href="/list/organizations?type=state"' in html


def test_lists_are_sorted_up_and_down(client: TestClient) -> None:
    up, down = (names(client, f"/list/organizations?sort={s}") for s in ("name", "-name"))
    assert up == down[::-1]
    assert names(client, "/list/organizations?sort=-ties")[0].startswith(
        "Organization for Security"
    )
    assert 'aria-sort="descending"' in client.get("/list/organizations?sort=-ties").text


def test_long_lists_are_paged_and_light(client: TestClient) -> None:
    first, second = (client.get(f"/list/organizations?type=&page={n}").text for n in (1, 2))
    assert 'rel="next" href="/list/organizations?page=2"' in first
    assert len(re.findall(r"<tr>", first + second)) - 2 == len(names(client, "/list/organizations"))
    assert max(map(len, (first, second))) < 60_000


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/list/ships", 404, "there are event-series, events"),
        ("/list/organizatons", 404, "did you mean “organisations”"),
        ("/list/organizations?colour=red", 400, "not told apart by"),
        ("/list/organizations?type=compny", 400, "did you mean “company”"),
        ("/list/organizations?sort=size", 400, "not told apart by"),
        ("/list/organizations?page=0", 400, "is no page of a list"),
        ("/list/organizations?page=99", 400, "the last one is 2"),
        ("/list/organizations.pdf", 400, "use csv, xlsx, json"),
    ],
)
def test_what_is_not_there_is_said_in_plain_words(
    client: TestClient, address: str, status: int, said: str
) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert said in unescape(answer.text)


def test_our_spelling_leads_to_the_same_list(client: TestClient) -> None:
    answer = client.get("/list/organisations?type=state")
    assert answer.headers["location"] == "/list/organizations?type=state"


def test_the_files_of_a_list_say_the_same(client: TestClient) -> None:
    choice = "?type=state&sort=-name"
    records = client.get(f"/list/organizations.json{choice}").json()["organizations"]
    rows = list(csv.DictReader(io.StringIO(client.get(f"/list/organizations.csv{choice}").text)))
    sheet = load_workbook(
        io.BytesIO(client.get(f"/list/organizations.xlsx{choice}").content)
    ).worksheets[0]
    assert [r["name"] for r in records] == [r["name"] for r in rows]
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == [r["name"] for r in rows]
    assert all(r["type"] == ["state"] for r in records) and all(r["type"] == "state" for r in rows)
    assert rows[0]["iri"] == records[0]["iri"]


def test_nobody_who_is_listed_on_request_is_in_a_list(
    client: TestClient, kg: KnowledgeGraph
) -> None:
    listed = kg.listed
    assert listed
    assert listed.isdisjoint(one["iri"] for one in client.get("/list/people.json").json()["people"])
