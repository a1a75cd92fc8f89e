"""A feed tells what is new in an answer, with the moment at which that was published here."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree
from starlette.testclient import TestClient

import mini
from atgraph.api import KnowledgeGraph
from atgraph.build.publish import finished_graphs
from atgraph.rdf.namespaces import ATGD
from atgraph.web.app import make_app
from atgraph.web.desk import Desk

NS = {"a": "http://www.w3.org/2005/Atom"}
ANSWER = "/ask/decisions.atom"
FIRST, SECOND = 1_700_000_000, 1_750_000_000
MOMENTS = ["2023-11-14T22:13:20Z", "2025-06-15T15:06:40Z"]


@pytest.fixture(scope="module")
def client(mini_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A client of a graph with one decision more than the one before it."""
    store, whole = tmp_path_factory.mktemp("feed"), KnowledgeGraph.open(mini_store)
    quads, answer = [*whole.store], whole.published().ask("decisions")
    new = answer.statements(answer.rows[-1])
    before = [q for q in quads if not {str(q.subject), str(q.object)} & {f"<{i}>" for i in new}]
    mini.publish(store, before, "a1" * 32)
    mini.publish(store, quads, "b2" * 32)
    for (_, folder), second in zip(sorted(finished_graphs(store).items()), (FIRST, SECOND)):
        os.utime(folder, (second, second))
    with TestClient(make_app(Desk(store)), follow_redirects=True) as found:
        yield found


def read(client: TestClient, address: str) -> etree._Element:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("application/atom+xml")
    assert answer.headers["access-control-allow-origin"] == "*"
    return etree.fromstring(answer.content)


def said(element: etree._Element, path: str) -> list[str]:
    return [str(found) for found in element.xpath(path, namespaces=NS)]


def test_what_is_new_stands_first_with_its_moment(client: TestClient) -> None:
    feed = read(client, ANSWER)
    updated = said(feed, "a:entry/a:updated/text()")
    assert len(updated) > 1
    assert updated == [MOMENTS[1], *[MOMENTS[0]] * (len(updated) - 1)]
    assert said(feed, "a:updated/text()") == [MOMENTS[1]]
    assert client.get(ANSWER).content == client.get(ANSWER).content


def test_an_answer_without_rows_has_a_feed(client: TestClient) -> None:
    asked = {"organization": "Westland", "theme": "blockchain"}
    rows = client.get("/ask/who-works-with-on-theme.rows.json", params=asked).json()
    feed = read(client, "/ask/who-works-with-on-theme.atom?organization=Westland&theme=blockchain")
    assert rows == said(feed, "a:entry") == []
    assert said(feed, "a:updated/text()") != []


def test_a_feed_has_what_atom_asks_of_it(client: TestClient) -> None:
    """RFC 4287, 4.1.1 and 4.1.2: id, title and updated, each once; an id of its own for each."""
    feed = read(client, ANSWER)
    for element in (feed, *feed.xpath("a:entry", namespaces=NS)):
        for name in ("id", "title", "updated"):
            assert len(said(element, f"a:{name}/text()")) == 1
    ids = said(feed, "a:entry/a:id/text()")
    assert len(set(ids)) == len(ids)
    assert said(feed, "a:author/a:name/text()")
    assert said(feed, "a:link[@rel='self']/@href") == [f"http://testserver{ANSWER}"]
    for address in said(feed, "a:entry/a:link/@href"):
        assert client.get(address.removeprefix("http://testserver")).status_code == 200
    assert any("source.txt:" in words for words in said(feed, "a:entry/a:content/text()"))


def test_a_thing_has_a_feed_and_its_page_says_so(client: TestClient) -> None:
    name = next(
        thing["iri"].removeprefix(ATGD)
        for thing in client.get("/list/organizations.json?sort=-ties").json()["organizations"]
    )
    assert said(read(client, f"/new/{name}.atom"), "a:entry/a:id/text()")
    assert f'title="What is new" href="/new/{name}.atom"' in client.get(f"/page/{name}").text
    assert client.get("/new/organization_nobody.atom").status_code == 404


def test_what_cannot_be_asked_has_no_feed(client: TestClient) -> None:
    answer = client.get("/ask/who-works-with.atom?organization=nobody")
    assert answer.status_code == 400
    assert "nothing is called" in answer.json()["detail"]
