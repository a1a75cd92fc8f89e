"""Each answer is of one graph: that published then, or that of the version it cites."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad
from starlette.testclient import TestClient

import mini
from atgraph.api import KnowledgeGraph
from atgraph.build.describe import DATASET
from atgraph.build.rollback import rollback
from atgraph.graph.store import LINK
from atgraph.rdf.namespaces import ATGD, ON_REQUEST, OWL, TYPE, atg, graph
from atgraph.web.app import make_app
from atgraph.web.desk import Desk

pytestmark = pytest.mark.slow

FIRST, SECOND, THIRD, FOURTH = ("a1" * 32, "b2" * 32, "c3" * 32, "d4" * 32)
VERSION = {OWL + "versionInfo", "http://www.w3.org/ns/dcat#version"}
PERSON = NamedNode(f"{ATGD}person_p0001")


@pytest.fixture(scope="module")
def quads(mini_store: Path) -> list[Quad]:
    """The whole graph of the mini programme."""
    return [*KnowledgeGraph.open(mini_store).store]


def publish(store: Path, quads: list[Quad], version: str) -> None:
    """Publish a graph that says it is of a version."""
    said = [
        Quad(q.subject, q.predicate, Literal(version), q.graph_name)
        if q.subject == DATASET and q.predicate.value in VERSION
        else q
        for q in quads
    ]
    store.mkdir(exist_ok=True)
    mini.publish(store, said, version)


@pytest.fixture
def store(quads: list[Quad], tmp_path: Path) -> Path:
    publish(tmp_path / "store", quads, FIRST)
    return tmp_path / "store"


@pytest.fixture
def client(store: Path) -> Iterator[TestClient]:
    with TestClient(make_app(Desk(store)), follow_redirects=False) as found:
        yield found


@pytest.fixture(scope="module")
def first(quads: list[Quad], tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A client of a graph of the first version, which stays."""
    folder = tmp_path_factory.mktemp("first")
    publish(folder, quads, FIRST)
    with TestClient(make_app(Desk(folder)), follow_redirects=False) as found:
        yield found


def test_the_next_request_sees_the_graph_that_took_the_place_of_another(
    client: TestClient, quads: list[Quad], store: Path
) -> None:
    assert FIRST[:12] in client.get("/").text
    publish(store, quads, SECOND)
    assert SECOND[:12] in client.get("/").text
    rollback(store)
    seen = client.get("/").text
    assert FIRST[:12] in seen
    assert SECOND[:12] not in seen


def test_a_store_that_is_gone_is_told_until_it_is_back(
    client: TestClient, quads: list[Quad], store: Path, tmp_path: Path
) -> None:
    client.get("/")
    shutil.move(store, tmp_path / "away")
    gone = client.get("/")
    assert gone.status_code == 503
    assert "cannot be read now" in gone.text
    assert str(tmp_path) not in gone.text
    publish(store, quads, FIRST)
    assert client.get("/").status_code == 200


def test_a_store_that_is_broken_is_told_without_its_place(
    client: TestClient, store: Path, tmp_path: Path
) -> None:
    for file in (store / LINK).resolve().rglob("*.sst"):
        file.write_bytes(b"broken")
    broken = client.get("/")
    assert broken.status_code in (500, 503)
    assert str(tmp_path) not in broken.text


def test_each_page_has_an_address_that_cites_the_version(first: TestClient) -> None:
    assert f"http://testserver/?version={FIRST[:12]}" in first.get("/").text
    assert "Cite this page" not in first.get("/nothing").text


def test_a_cited_version_is_shown_while_its_graph_is_kept(
    client: TestClient, quads: list[Quad], store: Path
) -> None:
    before = FIRST[:12]
    publish(store, quads, SECOND)
    cited = client.get("/", params={"version": before}).text
    assert f"This is the answer of data version <code>{before}</code>" in cited
    assert f'href="/list/people?version={before}"' in cited
    assert f'name="version" value="{before}"' in cited
    assert 'href="http://testserver/">see it now' in cited
    assert '<aside class="notice" aria-label="Version">' in cited  # a landmark
    assert 'class="notice"' not in client.get("/", params={"version": SECOND}).text
    publish(store, quads, THIRD)
    publish(store, quads, FOURTH)
    late = client.get("/", params={"version": before})
    assert late.status_code == 200
    assert f"<code>{before}</code>, which is not kept here any more" in late.text
    assert FOURTH[:12] in late.text


def test_what_was_rolled_back_is_not_shown(
    client: TestClient, quads: list[Quad], store: Path
) -> None:
    publish(store, quads, SECOND)
    rollback(store)
    assert "not kept here any more" in client.get("/", params={"version": SECOND}).text


def test_an_earlier_graph_that_shows_who_is_listed_on_request_now_is_not_shown(
    client: TestClient, quads: list[Quad], store: Path
) -> None:
    assert Quad(PERSON, TYPE, atg("Person"), graph("registry")) in quads
    publish(store, [*quads, Quad(PERSON, TYPE, atg("Person"), ON_REQUEST)], SECOND)
    assert "not kept here any more" in client.get("/", params={"version": FIRST}).text
    shown = make_app(Desk(store, include_on_request=True))
    with TestClient(shown) as all_of_it:
        assert "as it was cited" in all_of_it.get("/", params={"version": FIRST}).text


@pytest.mark.parametrize("wrong", ["", "x", "../../etc", "0a2279eb\0", "0" * 65, "<i>"])
def test_a_version_that_is_none_is_refused(first: TestClient, wrong: str) -> None:
    answer = first.get("/", params={"version": wrong})
    assert answer.status_code == (400 if wrong else 200)
    assert "<i>" not in answer.text
