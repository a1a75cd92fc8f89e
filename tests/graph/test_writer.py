"""How graphs are written: pieces, the two protocols, where a kind of server takes them."""

from __future__ import annotations

import pytest
from in_memory import Canned, MemoryServer, response
from pyoxigraph import NamedNode

from atgraph.errors import EndpointError
from atgraph.graph.endpoint.address import Credentials
from atgraph.graph.endpoint.writer import MissingError, Writer, find_places

G = NamedNode("http://g/a")
STORE, UPDATE = "http://h/store", "http://h/update"
PUT, POST, DELETE = ((f"{verb} store", G.value) for verb in ("PUT", "POST", "DELETE"))
OLD, NEW, NEWER = (f"<http://s/{n}> <http://p/> <http://o/> .\n" for n in "abc")


def written(writer: Writer, *pieces: str) -> list[tuple[str, str]]:
    """Return the requests that put pieces in the place of a graph, having looked at the graph."""
    server = writer.transport
    assert isinstance(server, MemoryServer)
    server.store.update(f"INSERT DATA {{ GRAPH {G} {{ {OLD} }} }}")
    assert list(writer.replace(G, pieces)) == list(pieces)
    held = "".join(
        sorted(f"{q.triple} .\n" for q in server.store.quads_for_pattern(*[None] * 3, G))
    )
    assert held == "".join(pieces)
    return server.seen


def test_update_has_few_lines_and_the_graph_store_as_many_as_fit() -> None:
    lines = ["x\n"] * 251

    assert Writer(Canned(), update=UPDATE).pieces(lines) == ["x\n" * 250, "x\n"]
    assert Writer(Canned(), STORE, UPDATE).pieces(lines) == ["x\n" * 251]


@pytest.mark.parametrize(("store", "most"), [(STORE, 2_000_000), ("", 200_000)])
def test_piece_has_as_many_bytes_as_a_server_takes_at_once(store: str, most: int) -> None:
    pieces = Writer(Canned(), store, UPDATE).pieces
    half = "é" * (most // 4)

    assert pieces([half, half, "x"]) == [half + half, "x"]
    assert pieces([half, half + "x", half]) == [half, half + "x", half]
    assert pieces([half + half + "x", "y"]) == [half + half + "x", "y"]


@pytest.mark.parametrize("store", [STORE, ""])
def test_nothing_is_one_empty_piece(store: str) -> None:
    assert Writer(Canned(), store, UPDATE).pieces([]) == [""]


def test_one_piece_takes_the_place_of_a_graph_at_once() -> None:
    assert written(Writer(MemoryServer(), STORE, UPDATE), NEW) == [PUT]


@pytest.mark.parametrize("update", [UPDATE, ""])
def test_pieces_take_the_place_of_a_graph_one_by_one(update: str) -> None:
    assert written(Writer(MemoryServer(), STORE, update), NEW, NEWER) == [PUT, POST]


@pytest.mark.parametrize("pieces", [(NEW,), (NEW, NEWER)])
def test_updates_alone_remove_a_graph_and_put_pieces_in_its_place(pieces: tuple[str, ...]) -> None:
    seen = written(Writer(MemoryServer(), update=UPDATE), *pieces)

    assert {place for place, _ in seen} == {"POST update"}
    assert [text for _, text in seen] == [
        f"DROP SILENT GRAPH {G}",
        *(f"INSERT DATA {{ GRAPH {G} {{\n{piece}}} }}" for piece in pieces),
    ]


@pytest.mark.parametrize(
    ("store", "expected"),
    [
        (STORE, [POST, DELETE]),
        (
            "",
            [
                ("POST update", f"INSERT DATA {{ GRAPH {G} {{\n{NEW}}} }}"),
                ("POST update", f"DROP SILENT GRAPH {G}"),
            ],
        ),
    ],
)
def test_graph_is_added_to_and_removed(store: str, expected: list[tuple[str, str]]) -> None:
    server = MemoryServer()
    writer = Writer(server, store, UPDATE)
    writer.append(G, NEW)
    added = len(server.store)
    writer.drop(G)

    assert (added, len(server.store)) == (1, 0)
    assert server.seen == expected


def test_graph_store_is_told_of_which_kind_a_body_is() -> None:
    transport = Canned(answer=response(status=204))
    writer = Writer(transport, STORE)
    writer.append(G, "é", "PUT")
    writer.drop(G)
    put, delete = transport.seen

    assert (put.method, put.url, put.data) == ("PUT", STORE, "é".encode())
    assert (put.headers, put.params) == (
        {"Content-Type": "application/n-triples"},
        {"graph": G.value},
    )
    assert (delete.method, delete.headers, delete.data) == ("DELETE", {}, b"")


@pytest.mark.parametrize("status", [200, 201, 204, 299])
def test_any_success_is_one(status: int) -> None:
    transport = Canned(answer=response(status=status))
    writer = Writer(transport, STORE)
    writer.append(G, NEW)
    writer.drop(G)

    assert [request.method for request in transport.seen] == ["POST", "DELETE"]


def test_graph_that_is_not_there_is_removed_already() -> None:
    transport = Canned(answer=response(status=404))
    Writer(transport, STORE).drop(G)

    assert [request.method for request in transport.seen] == ["DELETE"]


@pytest.mark.parametrize(
    ("status", "known", "words"),
    [
        (199, False, "did not take what was sent: boo"),
        (300, False, "has moved to"),
        (400, False, "did not take what was sent: boo"),
        (401, False, "asks for a password"),
        (401, True, "does not take the user and password"),
        (403, False, "refuses this to you"),
        (406, False, "did not take what was sent: boo"),
        (500, False, "did not take what was sent: boo"),
        (502, False, "did not take what was sent: boo"),
    ],
)
def test_refused_graph_says_why(status: int, known: bool, words: str) -> None:
    credentials = Credentials("me", "hush") if known else None
    transport = Canned(30, credentials, answer=response("boo", status, "text/plain"))
    writer = Writer(transport, STORE, UPDATE)
    for write in (
        lambda: writer.append(G, NEW),
        lambda: writer.drop(G),
        lambda: writer.send_update("CLEAR ALL"),
    ):
        with pytest.raises(EndpointError, match=f": {words}") as caught:
            write()
        assert not isinstance(caught.value, MissingError)


@pytest.mark.parametrize("status", [404, 405, 501])
def test_server_without_the_protocol_is_told_apart(status: int) -> None:
    writer = Writer(Canned(answer=response("", status)), STORE, UPDATE)
    with pytest.raises(MissingError, match=rf"no reason is given \(status {status}\).*--update"):
        writer.append(G, NEW)
    with pytest.raises(MissingError, match="does not take graphs"):
        writer.send_update("CLEAR ALL")
    if status != 404:
        with pytest.raises(MissingError):
            writer.drop(G)


@pytest.mark.parametrize(
    ("url", "server", "graph_store", "update"),
    [
        ("http://h/sparql", "Virtuoso/07.20", "/sparql-graph-crud-auth", "/sparql-auth"),
        ("http://h/sparql/", "Virtuoso", "/sparql-graph-crud-auth", "/sparql-auth"),
        ("http://h/sparql-auth/", "Virtuoso", "/sparql-graph-crud-auth", "/sparql-auth"),
        ("http://h/query", "Oxigraph/0.5.13", "/store", "/update"),
        ("http://h/sparql", "Oxigraph", "/store", "/update"),
        ("http://h/ds/sparql", "Apache Jena Fuseki (5.0)", "/ds/data", "/ds/update"),
        ("http://h/ds/query", "Fuseki", "/ds/data", "/ds/update"),
        (
            "http://h/repositories/x",
            "GraphDB",
            "/repositories/x/rdf-graphs/service",
            "/repositories/x/statements",
        ),
        ("http://h/query", "", "/data", "/update"),
        ("http://h/query?a=b&c", "Nginx", "/data?a=b&c", "/update?a=b&c"),
        ("http://h/query", "Virtuoso", "/data", "/update"),
        ("http://h/sparql", "Not Oxigraph", "", "/sparql"),
        ("http://h/sparql", "Oxigrapes", "", "/sparql"),
        ("http://h/sparql", "Virtuosi", "", "/sparql"),
        ("http://h/sparql", "Fuseko", "", "/sparql"),
        ("http://h/sparql", "", "", "/sparql"),
        ("http://h/sparql?a=b", "", "", "/sparql?a=b"),
        ("http://h/query/x", "Oxigraph", "", "/query/x"),
        ("http://h/repositories/", "", "", "/repositories/"),
    ],
)
def test_places_follow_from_the_kind_of_server_and_its_address(
    url: str, server: str, graph_store: str, update: str
) -> None:
    places = find_places(url, server)

    assert places == (graph_store and "http://h" + graph_store, "http://h" + update)
