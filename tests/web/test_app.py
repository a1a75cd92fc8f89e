"""What every answer of the explorer has in common."""

from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from atgraph.web.app import make_app
from atgraph.web.desk import Desk


@pytest.mark.slow
def test_every_answer_says_that_nothing_may_be_loaded_from_elsewhere(client: TestClient) -> None:
    for address in ("/", "/nothing", "/static/explorer.css"):
        assert (
            client.get(address).headers["content-security-policy"].startswith("default-src 'none';")
        )


def test_looks_and_scripts_are_asked_for_again_so_that_an_upgrade_is_seen(
    client: TestClient,
) -> None:
    first = client.get("/static/explorer.css")
    assert first.headers["cache-control"] == "no-cache"
    again = client.get("/static/explorer.css", headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304


def test_an_address_of_nothing_is_a_page_that_says_so(client: TestClient) -> None:
    answer = client.get("/nothing")
    assert answer.status_code == 404
    assert "No page has this address" in answer.text


@pytest.mark.slow
def test_another_host_is_not_served(store: Path) -> None:
    app = make_app(Desk(store), frozenset({"localhost"}))
    with TestClient(app, base_url="http://localhost:8642") as own:
        assert own.get("/").status_code == 200
        assert own.get("/", headers={"host": "evil.example"}).status_code == 421


@pytest.mark.parametrize("address", ["/" + "a" * 10_000, "/%00", "/..%2f..%2fetc%2fpasswd"])
def test_an_address_that_no_page_has_is_refused(client: TestClient, address: str) -> None:
    assert client.get(address).status_code in (400, 404, 414)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("address", "meant"),
    [
        ("/page/organization_oscee", "/page/organization_osce"),
        ("/ask/who-work-with", "/ask/who-works-with"),
        ("/ask/who-works-with?organization=Oscce", "/ask/who-works-with?organization=OSCE"),
        ("/list/people?role=speakr&role=moderator", "/list/people?role=speaker&role=moderator"),
        ("/network/partners?organization=Tjhorn", "/network/partners?organization=Thorn"),
        ("/network/introductions?source=OSCE&target=Tjhorn", "source=OSCE&target=Thorn"),
        ("/map/actors?theme=techology", "/map/actors?theme=technology"),
    ],
)
def test_what_may_have_been_meant_is_a_link_that_asks_the_same_with_it(
    client: TestClient, address: str, meant: str
) -> None:
    answer = client.get(address)
    assert answer.status_code in (400, 404)
    links = unescape(answer.text.partition('class="meant"')[2].partition("</ul>")[0])
    place = links.partition('href="')[2].partition('"')[0]
    assert place.endswith(meant)
    assert client.get(place).status_code == 200
