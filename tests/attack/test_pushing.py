"""Pushes at once, and pushes that are killed: a server's graph is the one or the other, whole."""

from __future__ import annotations

import multiprocessing
import os
import random
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import servers
from forms import tries
from pyoxigraph import Literal, NamedNode, Quad, Store

import mini
from atgraph.api import KnowledgeGraph
from atgraph.errors import EndpointError
from atgraph.graph.endpoint import lease
from atgraph.graph.endpoint.push import push
from atgraph.graph.endpoint.remote import DATASET, RemoteEngine
from atgraph.graph.endpoint.writer import Writer, find_places
from atgraph.rdf.namespaces import DCTERMS, OWL, graph

pytestmark = pytest.mark.server
P, ALSO = NamedNode("https://example.org/says"), NamedNode("https://example.org/says-also")
PARTS = [graph(name) for name in ("registry", "derived", "programme/river", "programme/lake")]
SAID = "SELECT DISTINCT ?word ?graph WHERE { GRAPH ?graph { ?s <https://example.org/says> ?word } }"
UNFINISHED = "SELECT ?g { GRAPH ?g { ?s ?p ?o } FILTER (CONTAINS(STR(?g), '#')) }"
TOLD = ("another push to this server is under way", "another push has taken over")


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with servers.oxigraph(tmp_path_factory.mktemp("pushing") / "store") as server:
        yield server.url


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [n for n in os.environ if n.lower().endswith("_proxy") or n.startswith("ATGRAPH_")]:
        monkeypatch.delenv(name)
    monkeypatch.setattr(lease, "BEAT", 0.1)
    monkeypatch.setattr(lease, "LOOK", 0.02)


def saying(word: str) -> KnowledgeGraph:
    """Return a graph whose every part says one word; the last part all of them have in common.

    Most of each part is the same in all, so that of a known version what changed is sent.
    """
    store = Store()
    for part in PARTS:
        store.add(Quad(DATASET, NamedNode(DCTERMS + "hasPart"), part, DATASET))
        own = "both" if part == PARTS[-1] else word
        store.extend(Quad(NamedNode(f"{P.value}/{n}"), P, Literal(own), part) for n in range(40))
        store.extend(Quad(P, ALSO, Literal(n), part) for n in range(100))
    store.add(Quad(DATASET, NamedNode(OWL + "versionInfo"), Literal(word), DATASET))
    store.add(Quad(DATASET, NamedNode(DCTERMS + "accessRights"), Literal("all"), DATASET))
    return KnowledgeGraph(store)


def heard(url: str) -> str:
    """Return the version of the server's graph, having looked that every part says it."""
    there = KnowledgeGraph(RemoteEngine.open(url, 60))
    with there.steady():
        said = {(row["graph"], row["word"].value) for row in there.select(SAID)}
        version = there.version
    whole = {(part, version) for part in PARTS[:-1]} | {(PARTS[-1], "both")}
    assert said == whole, f"a mixture: {said}"
    return version


@tries(short=3, long=200)
def test_of_two_pushes_at_once_one_wins_and_a_reader_never_sees_a_mixture(
    url: str, count: int
) -> None:
    graphs = {word: saying(word) for word in ("one", "two")}
    push(graphs["one"], RemoteEngine.open(url, 60))
    known = {"one": graphs["one"]}
    over, seen, broken = threading.Event(), list[str](), list[BaseException]()

    def read() -> None:
        while not over.is_set():
            try:
                seen.append(heard(url))
            except EndpointError as exc:
                if "was replaced while it was asked" not in str(exc):
                    broken.append(exc)
            except AssertionError as exc:
                broken.append(exc)

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(count):
        ended = dict[str, str]()
        start = threading.Barrier(2)
        new = {word: saying(f"{word}-{number}") for word in graphs}
        known.update({kg.version: kg for kg in new.values()})

        def send(
            word: str,
            ended: dict[str, str] = ended,
            start: threading.Barrier = start,
            new: dict[str, KnowledgeGraph] = new,
        ) -> None:
            start.wait()
            try:
                push(new[word], RemoteEngine.open(url, 60), base=known.get)
                ended[word] = ""
            except EndpointError as exc:
                ended[word] = str(exc)

        senders = [threading.Thread(target=send, args=(word,)) for word in graphs]
        for sender in senders:
            sender.start()
        for sender in senders:
            sender.join()
        winners = [f"{word}-{number}" for word, why in ended.items() if not why]
        assert winners, ended
        assert heard(url) in winners
        assert all(not why or any(told in why for told in TOLD) for why in ended.values()), ended
    over.set()
    reader.join()

    assert broken == []
    assert seen


@tries(short=4, long=40)
def test_push_that_is_killed_leaves_the_old_graph_or_the_new_and_the_next_goes_on(
    url: str, count: int
) -> None:
    rng, apart = random.Random(15), multiprocessing.get_context("fork")
    known = {"old": saying("old")}
    push(known["old"], RemoteEngine.open(url, 60))
    took, old = 1.0, "old"
    for number in range(count):
        new = f"new-{number}"
        known[new] = saying(new)
        base = known.get if number % 2 else None  # what changed is sent, or whole graphs
        sent = known[new], RemoteEngine.open(url, 60)
        child = apart.Process(target=push, args=sent, kwargs={"base": base})
        begun = time.perf_counter()
        child.start()
        child.join(rng.uniform(0.02, 1.1) * took)
        child.kill()
        child.join()
        if child.exitcode == 0:
            took = time.perf_counter() - begun
        old, before = heard(url), old
        assert old in (before, new)
    push(saying("last"), RemoteEngine.open(url, 60))

    assert heard(url) == "last"
    assert list(RemoteEngine.open(url).solutions(UNFINISHED, [])) == []


def test_command_that_loses_says_so_in_one_line(url: str, mini_store: Path) -> None:
    remote = RemoteEngine.open(url, 60)
    writer = Writer(remote.transport, *find_places(url, "Oxigraph"))
    with lease.Lease(remote, writer).held():
        run = mini.here("push", url, "--store", mini_store)

    assert (run.code, run.out, len(run.lines)) == (2, "", 1)
    assert f"{url}: {TOLD[0]}" in run.err
