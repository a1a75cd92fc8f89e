"""`push` to a server whose version is still kept here: it sends what changed, and reads no more."""

from __future__ import annotations

import pytest
from in_memory import MemoryServer
from pyoxigraph import Literal, NamedNode, Quad, Store

from atgraph.graph.endpoint.push import LEDGER, OTHER, Pushed, push
from atgraph.graph.endpoint.remote import RemoteEngine
from atgraph.graph.graph import Graph
from atgraph.graph.store import RIGHTS
from atgraph.rdf.namespaces import DCTERMS, ON_REQUEST, OWL, graph

DATASET, REGISTRY, DERIVED = graph("dataset"), graph("registry"), graph("derived")
RIVER, LAKE = graph("programme/river"), graph("programme/lake")
VERSION, PART = NamedNode(OWL + "versionInfo"), NamedNode(DCTERMS + "hasPart")
P = NamedNode("http://a/p")


def made(version: str, **sizes: int | list[int]) -> Graph:
    """Return a graph of a version, each of whose parts says so many numbers, or just these."""
    store = Store()
    store.add(Quad(DATASET, VERSION, Literal(version), DATASET))
    store.add(Quad(DATASET, RIGHTS, Literal("all"), DATASET))
    for name, said in sizes.items():
        part = {"river": RIVER, "lake": LAKE, "apart": ON_REQUEST}.get(name) or graph(name)
        about = ON_REQUEST if part == ON_REQUEST else DATASET
        store.add(Quad(DATASET, PART, part, about))
        numbers = range(said) if isinstance(said, int) else said
        store.extend(Quad(P, P, Literal(number), part) for number in numbers)
    return Graph(store)


BEFORE = {"registry": 30, "derived": 20, "river": 10}
ONE = made("a1", **BEFORE)


def remote(server: MemoryServer) -> RemoteEngine:
    return RemoteEngine("http://h/query", transport=server, server=server.name)


def kept(version: str) -> Graph | None:
    return {"a1": ONE}.get(version)


def filled(missing: tuple[str, ...] = ()) -> MemoryServer:
    server = MemoryServer(missing=missing)
    push(ONE, remote(server))
    server.seen.clear()
    return server


def held(server: MemoryServer) -> set[Quad]:
    return {quad for quad in server.store if quad.graph_name != LEDGER}


def read_whole(server: MemoryServer) -> set[str]:
    """Return the graphs of which the server was asked for each triple."""
    asked = [text for _, text in server.seen if text.startswith("SELECT ?s ?p ?o")]
    return {text.partition("GRAPH <")[2].partition(">")[0] for text in asked}


def test_what_changed_is_sent_and_nothing_else_is_read() -> None:
    server, told = filled(), list[str]()
    two = made("b2", **(BEFORE | {"registry": [*range(1, 30), 77]}))
    done = push(two, remote(server), told.append, base=kept)

    assert done == Pushed(2, 2, 0, two_triples(two), 1)
    assert held(server) == set(two.quads())
    assert told == [
        "1 of 3: registry, what went, 1 of 1 triples",
        "2 of 3: registry, what came, 1 of 1 triples",
        "3 of 3: dataset, 5 of 5 triples",
    ]
    assert {name.partition("#")[0] for name in read_whole(server)} == {
        REGISTRY.value,
        DATASET.value,
    }
    assert REGISTRY.value not in read_whole(server)


def two_triples(kg: Graph) -> int:
    return len(set(kg.quads()))


def test_the_same_version_is_counted_and_not_read() -> None:
    server = filled()
    assert push(ONE, remote(server), base=kept) == Pushed(0, 4, 0, two_triples(ONE))
    assert read_whole(server) == {DATASET.value}


def test_graphs_come_and_go_whole_and_one_that_is_mostly_new_too() -> None:
    server = filled()
    two = made("b2", registry=30, derived=[*range(100, 120)], lake=4)
    done = push(two, remote(server), base=kept)

    assert done == Pushed(3, 1, 1, two_triples(two), 0)
    assert held(server) == set(two.quads())


@pytest.mark.parametrize("missing", [(), ("store",)])
def test_a_server_that_is_not_as_its_version_says_is_compared_graph_by_graph(
    missing: tuple[str, ...],
) -> None:
    server, told = filled(missing), list[str]()
    server.store.add(Quad(P, P, Literal("of a stranger"), RIVER))
    two = made("b2", **(BEFORE | {"registry": 31}))
    done = push(two, remote(server), told.append, base=kept)

    assert told[0] == OTHER
    assert done.edited == 0
    assert held(server) == set(two.quads())


def test_a_version_that_is_not_kept_here_is_compared_graph_by_graph() -> None:
    server = filled()
    two = made("b2", **(BEFORE | {"registry": 31}))
    done = push(two, remote(server), base=lambda version: None)

    assert done == Pushed(2, 2, 0, two_triples(two), 0)
    assert RIVER.value in read_whole(server)


def test_a_server_without_updates_gets_the_graphs_that_changed_whole() -> None:
    server = MemoryServer(missing=("update",))
    push(ONE, RemoteEngine("http://h/query", transport=server), graph_store="http://h/store")
    server.seen.clear()
    two = made("b2", **(BEFORE | {"registry": 31}))
    whole = RemoteEngine("http://h/query", transport=server)
    done = push(two, whole, graph_store="http://h/store", base=kept)

    assert done == Pushed(2, 2, 0, two_triples(two), 0)
    assert held(server) == set(two.quads())
    assert RIVER.value not in read_whole(server)


def test_what_the_version_does_not_cover_is_always_compared() -> None:
    server = MemoryServer()
    first, second = made("a1", **BEFORE, apart=3), made("a1", **BEFORE, apart=[0, 1, 7])
    push(first, remote(server))
    done = push(second, remote(server), base=lambda version: first)

    assert done.sent == 2
    assert held(server) == set(second.quads())


def test_another_push_in_between_is_seen_and_all_is_compared() -> None:
    server = filled()
    other, two = made("c3", registry=5), made("b2", **(BEFORE | {"registry": 31}))
    turned = False

    def base(version: str) -> Graph | None:
        nonlocal turned
        if not turned and version == "a1":  # while this one reads what it has here
            turned = True
            push(other, remote(server))
            return ONE
        return None

    push(two, remote(server), base=base)
    assert held(server) == set(two.quads())


def test_a_push_that_was_stopped_goes_on_with_what_waits_there() -> None:
    server, two = filled(), made("b2", **(BEFORE | {"registry": 31}))

    def stop(line: str) -> None:
        if line.startswith("2 of 2: dataset"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        push(two, remote(server), stop, base=kept)
    assert set(ONE.quads()) <= held(server)
    assert push(two, remote(server), base=kept).sent <= 1
    assert held(server) == set(two.quads())
