"""`push` on a server in memory: what it sends, keeps and removes, and what it tells."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from itertools import pairwise

import pytest
from in_memory import MemoryServer
from pyoxigraph import Literal, NamedNode, Quad, Store

import mini
from atgraph.api import KnowledgeGraph
from atgraph.errors import EndpointError
from atgraph.graph.endpoint.push import LEDGER, NamedGraph, Pushed, push
from atgraph.graph.endpoint.remote import RemoteEngine
from atgraph.graph.endpoint.writer import MissingError
from atgraph.graph.graph import Graph
from atgraph.graph.store import RIGHTS
from atgraph.rdf.namespaces import (
    ATGD,
    GRAPH,
    ON_REQUEST,
    ON_REQUEST_DERIVED,
    OWL,
    RDFS,
    graph,
)

DATASET, REGISTRY, DERIVED = graph("dataset"), graph("registry"), graph("derived")
VERSION, COMMENT = NamedNode(OWL + "versionInfo"), NamedNode(RDFS + "comment")
P = NamedNode("http://a/p")
STRANGER = NamedNode("http://others/graph")


def invented(**more: int) -> Graph:
    """Return a graph of a description, a registry and what was derived, of so many triples."""
    store = Store()
    store.add(Quad(DATASET, VERSION, Literal("1"), DATASET))
    for name, size in {"registry": 3, "derived": 2, **more}.items():
        lines = (Literal(f"{name} {number}") for number in range(size))
        store.extend(Quad(P, P, line, graph(name)) for line in lines)
    return Graph(store)


def remote(server: MemoryServer) -> RemoteEngine:
    return RemoteEngine("http://h/query", transport=server, server=server.name)


def held(server: MemoryServer, but: Sequence[NamedNode] = (LEDGER,)) -> set[Quad]:
    return {quad for quad in server.store if quad.graph_name not in but}


def ledger(server: MemoryServer) -> list[str]:
    """Return what the ledger says which push sent what is there."""
    return [q.object.value for q in server.store.quads_for_pattern(LEDGER, VERSION, None, LEDGER)]


def digest(kg: Graph, name: NamedNode) -> str:
    lines = sorted(f"{quad.triple} .\n" for quad in kg.quads(name))
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def test_graph_to_send_is_its_sorted_lines_and_their_digest() -> None:
    kg = invented(registry=9)
    part = NamedGraph.read(kg, REGISTRY)

    assert len(part.lines) == 9
    assert all(before < after for before, after in pairwise(part.lines))
    assert part.lines[0] == '<http://a/p> <http://a/p> "registry 0" .\n'
    assert (part.name, part.digest) == (REGISTRY, digest(kg, REGISTRY))


@pytest.mark.parametrize("missing", [(), ("store",)])
def test_first_push_sends_all_and_the_description_last(missing: tuple[str, ...]) -> None:
    server, kg, told = MemoryServer(missing=missing), invented(), list[str]()
    done = push(kg, remote(server), told.append)

    assert done == Pushed(3, 0, 0, 6)
    assert held(server) == set(kg.quads())
    assert len(ledger(server)) == 1
    assert [q.object.language for q in server.store.quads_for_pattern(None, COMMENT, None)] == [
        "en"
    ]
    assert told == [
        "1 of 3: derived, 2 of 2 triples",
        "2 of 3: registry, 3 of 3 triples",
        "3 of 3: dataset, 1 of 1 triples",
    ]


def test_ledger_stands_where_earlier_pushes_have_left_it() -> None:
    assert LEDGER.value == GRAPH + "pushed"


def test_second_push_sends_nothing() -> None:
    server, kg, told = MemoryServer(), invented(), list[str]()
    push(kg, remote(server))
    before = len(server.seen)
    done = push(kg, remote(server), told.append)

    assert done == Pushed(0, 3, 0, 6)
    assert told == []
    assert {place for place, _ in server.seen[before:]} == {"GET query"}


def test_push_of_a_change_sends_it_and_the_description() -> None:
    server, told = MemoryServer(), list[str]()
    push(invented(), remote(server))
    kg = invented(registry=4)
    done = push(kg, remote(server), told.append)

    assert done == Pushed(2, 1, 0, 7)
    assert held(server) == set(kg.quads())
    assert len(ledger(server)) == 1
    assert told == ["1 of 2: registry, 4 of 4 triples", "2 of 2: dataset, 1 of 1 triples"]


def test_graph_with_fewer_triples_there_than_were_sent_is_sent_again() -> None:
    server, kg = MemoryServer(), invented()
    push(kg, remote(server))
    server.store.remove(next(kg.quads(DERIVED)))

    assert push(kg, remote(server)) == Pushed(2, 1, 0, 6)
    assert held(server) == set(kg.quads())


def test_description_that_is_not_there_is_sent_again_alone() -> None:
    server, kg = MemoryServer(), invented()
    push(kg, remote(server))
    server.store.remove_graph(DATASET)

    assert push(kg, remote(server)) == Pushed(1, 2, 0, 6)
    assert held(server) == set(kg.quads())


def test_graphs_of_ours_that_are_no_part_are_removed_in_order_and_those_of_others_stay() -> None:
    server, kg, told = MemoryServer(), invented(), list[str]()
    push(kg, remote(server))
    names = [f"programme/{letter}" for letter in "fbdaec"]
    server.store.extend(Quad(P, P, P, name) for name in [*map(graph, names), STRANGER])
    done = push(kg, remote(server), told.append)

    assert done == Pushed(1, 2, 6, 6)
    assert held(server) == {*kg.quads(), Quad(P, P, P, STRANGER)}
    assert told == [
        "1 of 1: dataset, 1 of 1 triples",
        *(f"removed {name}, which is not part of the graph" for name in sorted(names)),
    ]


@pytest.mark.parametrize("given", [{}, {"graph_store": "http://x/store"}])
def test_push_that_is_stopped_leaves_the_old_graph_or_none_and_goes_on(
    given: dict[str, str],
) -> None:
    server, kg, new = MemoryServer(), invented(), invented(derived=5, registry=4)
    push(kg, remote(server))

    def stop(line: str) -> None:
        if "registry" in line:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        push(new, remote(server), stop, **given)
    read = {quad for quad in server.store if quad.graph_name in kg.graphs}
    described = {quad for quad in read if quad.graph_name == DATASET}
    assert described == set() if given else read == set(kg.quads())

    assert push(new, remote(server), **given).kept == 2
    assert held(server) == set(new.quads())


def test_graph_whose_triples_are_others_is_sent_again_though_they_are_as_many() -> None:
    server, kg = MemoryServer(), invented()
    push(kg, remote(server))
    quad = next(kg.quads(REGISTRY))
    server.store.remove(quad)
    server.store.add(Quad(P, P, Literal("of others"), REGISTRY))

    assert push(kg, remote(server)) == Pushed(2, 1, 0, 6)
    assert held(server) == set(kg.quads())


def test_triple_that_got_changed_on_its_way_is_noticed_before_anything_is_put_in_place() -> None:
    server, kg = MemoryServer(), invented()
    push(kg, remote(server))
    before = held(server)

    def change(line: str) -> None:
        for quad in server.store.quads_for_pattern(P, P, Literal("registry 3"), None):
            server.store.remove(quad)
            server.store.add(Quad(P, P, Literal("changed"), quad.graph_name))

    with pytest.raises(EndpointError, match=r"holds 4 of the 4 triples of registry .* or others"):
        push(invented(registry=4), remote(server), change)
    assert set(kg.quads()) == before == {q for q in server.store if q.graph_name in kg.graphs}


def test_push_tells_how_far_it_is_with_each_piece() -> None:
    server, told = MemoryServer(missing=("store",)), list[str]()
    push(invented(registry=1_251), remote(server), told.append)
    sizes = ("250", "500", "750", "1,000", "1,250", "1,251")

    assert [line for line in told if "registry" in line] == [
        f"2 of 3: registry, {size} of 1,251 triples" for size in sizes
    ]


def test_graph_without_a_description_is_not_sent() -> None:
    server, store = MemoryServer(), Store()
    store.add(Quad(P, P, P, REGISTRY))
    with pytest.raises(EndpointError, match="no description of the dataset"):
        push(Graph(store), remote(server))

    assert server.seen == []


def test_server_that_keeps_nothing_is_found_out() -> None:
    with pytest.raises(EndpointError, match="nothing of what was sent is there"):
        push(invented(), remote(MemoryServer(keeps=False)))


def places(server: MemoryServer, **given: str) -> list[str]:
    """Return to which addresses a push writes, each once."""
    push(invented(), remote(server), **given)
    return sorted({place for place, _ in server.seen if not place.startswith("GET")})


STORE, UPDATE = "http://x/store", "http://x/update"
BY_STORE, BY_UPDATE = ["DELETE store", "POST store", "PUT store"], ["POST update"]
BY_BOTH = sorted([*BY_STORE, *BY_UPDATE])


@pytest.mark.parametrize(
    ("name", "given", "expected"),
    [
        ("Oxigraph", {}, BY_BOTH),
        ("Oxigraph", {"update": UPDATE}, BY_UPDATE),
        ("Oxigraph", {"graph_store": STORE}, BY_STORE),
        ("Virtuoso", {"graph_store": STORE}, BY_STORE),
        ("Virtuoso", {"update": UPDATE}, BY_UPDATE),
        ("Virtuoso", {"graph_store": STORE, "update": UPDATE}, BY_BOTH),
    ],
)
def test_places_that_are_given_go_before_those_of_the_kind_of_server(
    name: str, given: dict[str, str], expected: list[str]
) -> None:
    assert places(MemoryServer(name=name), **given) == expected


def test_updates_are_used_where_the_graph_store_is_missing_and_both_were_given() -> None:
    server = MemoryServer(missing=("store",))

    assert places(server, graph_store=STORE, update=UPDATE) == ["POST store", "POST update"]
    with pytest.raises(MissingError, match="does not take graphs"):
        places(MemoryServer(missing=("store",)), graph_store=STORE)
    with pytest.raises(MissingError, match="does not take graphs"):
        places(MemoryServer(missing=("store", "update")))


@pytest.mark.parametrize("given", ["graph_store", "update"])
def test_address_that_is_none_is_refused_before_anything_is_written(given: str) -> None:
    server = MemoryServer()
    with pytest.raises(EndpointError, match="is not an address"):
        push(invented(), remote(server), **{given: "h/x"})

    assert len(server.store) == 0


@pytest.mark.slow
def test_push_of_what_is_published_takes_away_what_was_there_of_people_listed_on_request() -> None:
    server, told = MemoryServer(), list[str]()
    kg = KnowledgeGraph(mini.graph().store)
    who = {f"{ATGD}person_p0003"}
    first = push(kg, remote(server), told.append)
    read = KnowledgeGraph(remote(server))

    assert read.listed == kg.listed == who
    assert read.published().listed == set()
    assert read.version == kg.version

    second = push(kg.published(), remote(server), told.append)
    there = {quad.graph_name for quad in server.store}
    assert (first.removed, second.removed) == (0, 2)
    assert there.isdisjoint({ON_REQUEST, ON_REQUEST_DERIVED})
    assert "removed on-request, which is not part of the graph" in told
    assert KnowledgeGraph(remote(server)).listed == set()
    assert not [quad for quad in server.store if "Muster" in str(quad)]
    assert push(kg.published(), remote(server)).sent == 0


@pytest.mark.slow
def test_a_graph_that_an_earlier_version_sent_is_not_read_as_if_nobody_were_listed() -> None:
    server = MemoryServer()
    push(KnowledgeGraph(mini.graph().store), remote(server))
    (right,) = server.store.quads_for_pattern(DATASET, RIGHTS, None, DATASET)
    server.store.remove(right)

    with pytest.raises(EndpointError, match="or that of an earlier version"):
        remote(server).graphs  # noqa: B018
