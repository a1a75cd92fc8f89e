"""The graph store, read: graphs by their names, all in a file, and what is known is not sent."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse
from starlette.testclient import TestClient

from atgraph.api import KnowledgeGraph
from atgraph.export.rdf import export
from atgraph.rdf.namespaces import GRAPH
from atgraph.web.app import make_app
from atgraph.web.desk import Desk

REGISTRY = GRAPH + "registry"


@pytest.fixture(scope="module")
def mini_client(mini_store: Path) -> Iterator[TestClient]:
    """A client of a server over the mini programme, in which somebody is listed on request."""
    with TestClient(make_app(Desk(mini_store)), follow_redirects=False) as found:
        yield found


@pytest.fixture(scope="module")
def whole(mini_store: Path) -> KnowledgeGraph:
    return KnowledgeGraph.open(mini_store).published()


def triples(data: bytes) -> set[str]:
    return {str(quad.triple) for quad in parse(data, RdfFormat.N_TRIPLES)}


@pytest.mark.slow
def test_a_graph_is_given_by_its_name_and_at_its_address(
    mini_client: TestClient, whole: KnowledgeGraph
) -> None:
    wanted = {str(q.triple) for q in whole.quads() if q.graph_name.value == REGISTRY}  # type: ignore[union-attr]
    nt = {"accept": "application/n-triples"}
    named = mini_client.get("/store", params={"graph": REGISTRY}, headers=nt)
    direct = mini_client.get("/graph/registry", headers=nt)
    assert triples(named.content) == wanted and direct.content == named.content
    merged = mini_client.get("/store?default", headers=nt)
    assert triples(merged.content) == {str(q.triple) for q in whole.quads()}


def test_a_graph_that_is_not_here_or_not_named_is_refused(mini_client: TestClient) -> None:
    for graph in (GRAPH + "on-request", GRAPH + "none", "file:///etc/passwd", "no iri <"):
        assert mini_client.get("/store", params={"graph": graph}).status_code == 404
    assert mini_client.get("/graph/on-request").status_code == 404
    for query in ("", "?default&graph=" + REGISTRY, f"?graph={REGISTRY}&graph={REGISTRY}"):
        assert mini_client.get(f"/store{query}").status_code == 400
    table = mini_client.get("/graph/registry", headers={"accept": "text/csv"})
    assert table.status_code == 406 and "text/turtle" in table.json()["detail"]


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PATCH"])
def test_nothing_is_written(mini_client: TestClient, method: str) -> None:
    for path in ("/store?default", "/graph/registry", "/dumps/atgraph.nq.gz"):
        answer = mini_client.request(method, path, content=b"<a> <b> <c> .")
        assert answer.status_code == 405 and answer.headers["allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.slow
def test_the_file_of_all_graphs_is_what_the_command_exports(
    mini_client: TestClient, whole: KnowledgeGraph
) -> None:
    packed = mini_client.get("/dumps/atgraph.nq.gz")
    assert packed.headers["content-type"] == "application/gzip"
    assert gzip.decompress(packed.content) == export(whole)
    assert mini_client.get("/dumps/atgraph.nq").content == export(whole)
    plain = mini_client.get("/dumps/atgraph.nq", headers={"accept-encoding": "identity"})
    assert plain.content == export(whole)
    trig = gzip.decompress(mini_client.get("/dumps/atgraph.trig.gz").content)
    assert set(parse(trig, RdfFormat.TRIG)) == set(whole.quads())
    assert mini_client.get("/dumps/atgraph.docx").status_code == 404


def test_what_is_known_is_not_sent_again(mini_client: TestClient, mini_store: Path) -> None:
    for path in ("/dumps/atgraph.nq.gz", "/graph/registry"):
        first = mini_client.get(path)
        mark, since = first.headers["etag"], first.headers["last-modified"]
        assert mini_client.get(path, headers={"if-none-match": mark}).status_code == 304
        assert mini_client.get(path, headers={"if-modified-since": since}).status_code == 304
        both = {"if-none-match": '"other"', "if-modified-since": since}
        assert mini_client.get(path, headers=both).status_code == 200
        early = {"if-modified-since": "Mon, 01 Jan 2001 00:00:00 GMT"}
        assert mini_client.get(path, headers=early).status_code == 200
        head = mini_client.head(path)
        assert (head.content, head.headers["etag"]) == (b"", mark)

    again = TestClient(make_app(Desk(mini_store))).get("/graph/registry")
    assert again.headers["last-modified"] == since


def test_pages_of_elsewhere_read_nothing_where_people_on_request_are_shown(
    mini_store: Path,
) -> None:
    desk = Desk(mini_store, include_on_request=True)
    with TestClient(make_app(desk)) as client:
        answer = client.get("/sparql", params={"query": "ASK {}"})
        assert "access-control-allow-origin" not in answer.headers
        assert client.get("/graph/on-request").status_code == 200
