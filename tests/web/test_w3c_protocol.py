"""The protocol tests of the W3C, as their manifests say: queries are answered, updates refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store
from rdflib import Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.namespace import RDF, RDFS
from starlette.testclient import TestClient

from atgraph.api import KnowledgeGraph
from atgraph.graph.engine import EmbeddedEngine
from atgraph.web.app import make_app
from atgraph.web.desk import Desk, Reading

HERE = Path(__file__).parent / "w3c"
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
PROTOCOL = Graph().parse(HERE / "protocol" / "manifest.ttl")
DESCRIPTION = Graph().parse(HERE / "service-description" / "manifest.ttl")
RESULTS = ("application/sparql-results+", "application/json", "text/csv", "text/tab-separated")
RDF_TYPES = ("text/turtle", "application/rdf+xml", "application/n-triples", "application/ld+json")


@dataclass(frozen=True)
class Sent:
    """A request of a test, and what its answer must be."""

    method: str
    address: str
    headers: dict[str, str]
    body: bytes
    statuses: tuple[str, ...]
    boolean: bool | None
    format: str


def entries(manifest: Graph) -> list[URIRef]:
    """Return the tests of a manifest, in order."""
    listed: Any = next(manifest.objects(None, MF.entries))
    return list(Collection(manifest, listed))  # type: ignore[arg-type]


def name_of(test: URIRef) -> str:
    return test.rpartition("#")[2]


def requests_of(test: URIRef) -> Iterator[Sent]:
    """Yield the requests of a test."""
    value: Any = PROTOCOL.value
    for request in Collection(PROTOCOL, value(value(test, MF.action), HT.requests)):
        body, response = value(request, HT.body), value(request, HT.resp)
        encoding = str(value(body, CNT.characterEncoding) or "UTF-8") if body else ""
        listed = value(request, HT.headers)
        boolean = value(response, MF.expectedBoolean)
        yield Sent(
            str(value(request, HT.methodName)),
            str(value(request, HT.absolutePath)),
            {
                str(value(header, HT.fieldName)): str(value(header, HT.fieldValue))
                for header in (Collection(PROTOCOL, listed) if listed else ())
            },
            str(value(body, CNT.chars)).encode(encoding) if body else b"",
            tuple(str(s)[-3] for s in PROTOCOL.objects(response, MF.expectedStatus)),
            boolean if boolean is None else bool(boolean.toPython()),
            str(value(response, MF.expectedFormat) or ""),
        )


def store_of_tests() -> Store:
    """Return the data of the tests, each file under its label."""
    store = Store()
    for file, label in {
        (str(PROTOCOL.value(data, UT.graph)), str(PROTOCOL.value(data, RDFS.label)))
        for data in PROTOCOL.objects(None, UT.graphData)
    }:
        text = (HERE / "protocol" / file.rpartition("/")[2]).read_bytes()
        store.load(text, RdfFormat.N_TRIPLES, to_graph=NamedNode(label))
    return store


class AllGraphs(EmbeddedEngine):
    """An engine that lists all graphs of its store, not only those of atgraph."""

    @property
    def graphs(self) -> list[NamedNode]:  # type: ignore[override]
        return sorted((g for g in self.store.named_graphs() if isinstance(g, NamedNode)), key=str)


class DeskOfStore(Desk):
    """A desk over a store in memory all of whose graphs are listed."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self.store = store

    def _open(self) -> Reading:
        return self._read(KnowledgeGraph(AllGraphs(self.store)))


@pytest.fixture(scope="module")
def service() -> Iterator[tuple[TestClient, Store]]:
    """A client of a server over the data of the tests."""
    store = store_of_tests()
    desk = DeskOfStore(store)
    app = make_app(desk)
    with TestClient(app) as client:
        yield client, store
    desk.workers.close()


def send(client: TestClient, sent: Sent) -> Any:
    return client.request(sent.method, sent.address, headers=sent.headers, content=sent.body)


def is_update(test: URIRef) -> bool:
    return "update" in name_of(test)


QUERIES = [test for test in entries(PROTOCOL) if not is_update(test)]
UPDATES = [test for test in entries(PROTOCOL) if is_update(test)]


def test_all_tests_of_the_manifests_are_run() -> None:
    assert len(QUERIES) == 20
    assert len(UPDATES) == 14
    assert {name_of(test) for test in entries(DESCRIPTION)} == {
        *("has-endpoint-triple", "returns-rdf", "conforms-to-schema")
    }


@pytest.mark.parametrize("test", QUERIES, ids=name_of)
def test_a_query_is_answered_as_the_manifest_says(
    service: tuple[TestClient, Store], test: URIRef
) -> None:
    for sent in requests_of(test):
        answer = send(service[0], sent)
        assert str(answer.status_code)[0] in sent.statuses, answer.text
        kind = answer.headers["content-type"]
        if sent.boolean is not None:
            assert answer.json()["boolean"] is sent.boolean
        if sent.format in ("boolean", "tabular"):
            assert kind.startswith(RESULTS)
        elif sent.format == "RDF":
            assert kind.startswith(RDF_TYPES)


@pytest.mark.parametrize("test", UPDATES, ids=name_of)
def test_an_update_is_refused_and_the_store_stays_as_it_is(
    service: tuple[TestClient, Store], test: URIRef
) -> None:
    client, store = service
    before = set(store)
    first = next(requests_of(test))
    assert 400 <= send(client, first).status_code < 500
    assert set(store) == before == set(store_of_tests())


def test_the_service_describes_itself(service: tuple[TestClient, Store]) -> None:
    answer = service[0].get("/sparql")
    assert answer.status_code == 200 and answer.headers["content-type"].startswith(RDF_TYPES)
    found = Graph().parse(data=answer.text, format="turtle")
    endpoint = URIRef("http://testserver/sparql")
    assert (None, SD.endpoint, endpoint) in found, "has-endpoint-triple"
    assert (endpoint, RDF.type, SD.Service) in found
    assert not any("Federat" in str(o) for o in found.objects())
    # conforms-to-schema: each end of a property is of the class that the vocabulary names
    ends = {
        SD.defaultDataset: (SD.Service, SD.Dataset),
        SD.defaultGraph: (SD.Dataset, SD.Graph),
        SD.namedGraph: (SD.Dataset, SD.NamedGraph),
    }
    for prop, (source, target) in ends.items():
        pairs = list(found.subject_objects(prop))
        assert pairs
        for one, other in pairs:
            assert (one, RDF.type, source) in found and (other, RDF.type, target) in found
    names = {str(name) for name in found.objects(None, SD.name)}
    assert names == {name[1:-1] for name in map(str, service[1].named_graphs())}
