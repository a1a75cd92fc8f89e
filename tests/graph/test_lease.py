"""Of two pushes one has the right to write; one that was killed keeps nobody out."""

from __future__ import annotations

import threading

import pytest
from in_memory import MemoryServer
from pyoxigraph import Literal, NamedNode, Quad

from atgraph.errors import EndpointError
from atgraph.graph.endpoint import lease
from atgraph.graph.endpoint.lease import Lease
from atgraph.graph.endpoint.remote import LEDGER, RemoteEngine
from atgraph.graph.endpoint.writer import Writer
from atgraph.rdf.namespaces import OWL

TOKEN = NamedNode(OWL + "versionInfo")
PAUSE = threading.Event()
BUSY = "another push to this server is under way or has just ended"


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lease, "BEAT", 0.002)
    monkeypatch.setattr(lease, "LOOK", 0.001)
    # on a busy machine one that is alive may not be heard of for many beats
    monkeypatch.setattr(lease, "SILENT", 1_000_000)


@pytest.fixture(params=["http://h/update", ""], ids=["update", "graph store alone"])
def writes(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def claim(server: MemoryServer, update: str) -> Lease:
    remote = RemoteEngine("http://h/query", transport=server)
    return Lease(remote, Writer(server, "http://h/store", update))


def graphs(server: MemoryServer) -> set[str]:
    return {str(name.value) for name in server.store.named_graphs()}


def killed(server: MemoryServer, name: str) -> NamedNode:
    """Leave the claim of a push that was killed."""
    graph = NamedNode(f"{LEDGER.value}#{name}")
    server.store.add(Quad(LEDGER, TOKEN, Literal(name), graph))
    return graph


def test_claim_is_held_renewed_and_given_back(writes: str) -> None:
    server = MemoryServer()
    mine = claim(server, writes)
    with mine.held():
        first = mine.claims()[mine.graph]
        while mine.claims()[mine.graph] in (first, ""):
            PAUSE.wait(0.001)
        mine.check()
        assert list(mine.claims()) == [mine.graph]

    assert graphs(server) == set()


@pytest.mark.parametrize("second", ["0", "f"])
def test_second_is_told_while_the_first_writes(
    writes: str, second: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = MemoryServer()
    monkeypatch.setattr("secrets.token_hex", lambda _: "8")
    first = claim(server, writes)
    with first.held():
        monkeypatch.setattr("secrets.token_hex", lambda _: second)
        other = claim(server, writes)
        with pytest.raises(EndpointError, match=BUSY), other.held():
            raise AssertionError
        assert graphs(server) == {first.graph.value}
        first.check()


@pytest.mark.parametrize("name", ["0", "z"])
def test_claim_of_one_that_was_killed_is_taken_away(
    writes: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lease, "SILENT", 10)
    server = MemoryServer()
    dead = killed(server, name)
    mine = claim(server, writes)
    with mine.held():
        assert mine._renewals >= lease.SILENT
        assert graphs(server) == {mine.graph.value}
    assert dead.value not in graphs(server)


def test_push_that_ended_meanwhile_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    server = MemoryServer()
    greater = killed(server, "z")
    mine = claim(server, "http://h/update")

    def publish(seconds: float) -> None:
        server.store.update(f"MOVE SILENT GRAPH {greater} TO GRAPH {LEDGER}")

    monkeypatch.setattr(mine.remote.transport, "pause", publish)
    with pytest.raises(EndpointError, match=BUSY), mine.held():
        raise AssertionError


def test_push_whose_claim_was_taken_away_is_told_and_does_not_bring_it_back() -> None:
    server = MemoryServer()
    mine = claim(server, "http://h/update")
    with pytest.raises(EndpointError, match="another push has taken over"), mine.held():
        server.store.remove_graph(mine.graph)
        before = mine._renewals
        while mine._renewals < before + 3:
            PAUSE.wait(0.001)
        mine.check()

    assert graphs(server) == set()


def test_of_many_at_once_one_writes(writes: str) -> None:
    for _ in range(5):
        server, inside, ended = MemoryServer(), list[int](), list[str]()
        start, told = threading.Barrier(4), threading.Semaphore(0)

        def run(
            server: MemoryServer = server,
            inside: list[int] = inside,
            ended: list[str] = ended,
            start: threading.Barrier = start,
            told: threading.Semaphore = told,
        ) -> None:
            start.wait()
            mine = claim(server, writes)
            try:
                with mine.held():
                    inside.append(len(inside))
                    for _ in range(3):
                        told.acquire()
                    ended.append("wrote")
            except EndpointError as exc:
                ended.append(str(exc))
                told.release()

        threads = [threading.Thread(target=run) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert inside == [0]
        assert [BUSY in line for line in ended] == [True] * 3 + [False]
        assert graphs(server) == set()
