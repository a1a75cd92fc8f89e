"""What `atgraph push` leaves on a server is the graph, whole, or is not taken for it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import servers
from misbehaving import misbehaving, reply
from pyoxigraph import Literal, NamedNode, Quad, Store
from servers import Server

import mini
from atgraph.api import KnowledgeGraph
from atgraph.build.describe import DATASET
from atgraph.cli import push_command
from atgraph.errors import EndpointError
from atgraph.export.rdf import as_nquads
from atgraph.graph.endpoint import writer
from atgraph.graph.endpoint.address import Credentials
from atgraph.graph.endpoint.push import LEDGER, Pushed, push
from atgraph.graph.endpoint.remote import RemoteEngine
from atgraph.graph.endpoint.transport import Transport
from atgraph.graph.endpoint.writer import Writer, find_places
from atgraph.rdf.namespaces import ALT_LABEL, ATGD, DCTERMS, GRAPH, LABEL, RDFS, SKOS, graph

STRANGER, OLD = NamedNode("https://example.org/graph/of-others"), graph("programme/no-longer-there")
NAMES = """
SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } FILTER (
  STRSTARTS(STR(?g), "https://w3id.org/atgraph/") || STRSTARTS(STR(?g), "https://example.org/")) }
"""
ABOUT_TERMS = {
    ALT_LABEL,
    *map(NamedNode, (SKOS + "definition", DCTERMS + "source", RDFS + "isDefinedBy")),
}
NOTHING = b'{"head":{"vars":["graph"]},"results":{"bindings":[]}}'


@pytest.fixture(scope="module")
def small_virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A Virtuoso that gives 3,000 rows at most: two graphs of the mini programme come in parts."""
    with servers.virtuoso(tmp_path_factory.mktemp("virtuoso") / "database", rows=3_000) as server:
        yield server


@pytest.fixture(scope="module")
def small_oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with servers.oxigraph(tmp_path_factory.mktemp("oxigraph") / "store") as server:
        yield server


@pytest.fixture(params=["small_oxigraph", "small_virtuoso"])
def server(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Server:
    """Each server in turn, with the right to write and without a graph of ours or other tests."""
    found: Server = request.getfixturevalue(request.param)
    for name, value in found.environment.items():
        monkeypatch.setenv(name, value)
    for name in names(found):
        update(found, f"DROP SILENT GRAPH <{name}>")
    return found


def engine(server: Server) -> RemoteEngine:
    return RemoteEngine.open(server.url, 120)


def names(server: Server) -> set[str]:
    return {row["g"].value for row in engine(server).solutions(NAMES, [])}


def update(server: Server, text: str) -> None:
    remote = engine(server)
    _, address = find_places(server.url, server.name.title())
    Writer(remote.transport, update=address).send_update(text)


def quads(kg: KnowledgeGraph) -> bytes:
    return as_nquads(list(kg.quads()))


def there(server: Server) -> KnowledgeGraph:
    return KnowledgeGraph.open(endpoint=server.url)


def size(server: Server, name: NamedNode) -> int:
    return int(
        next(engine(server).solutions("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }", [name]))[
            "n"
        ].value
    )


def is_part_of_dataset(subject: object) -> bool:
    """Whether something is a number, a prefix or an example that editors of SPARQL ask for."""
    return isinstance(subject, NamedNode) and subject.value.startswith(f"{DATASET.value}#")


@pytest.fixture(scope="module")
def small_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The mini programme with little of the ontology and of the dataset: a quarter to send."""
    known = [quad for quad in mini.graph().store if not is_part_of_dataset(quad.subject)]
    ours = [quad for quad in known if quad.graph_name != graph("ontology")]
    used = {term for quad in ours for term in (quad.predicate, quad.object)}
    quads = ours + [
        quad
        for quad in known
        if quad.graph_name == graph("ontology")
        and quad.subject in used
        and quad.predicate not in ABOUT_TERMS
    ]
    folder = tmp_path_factory.mktemp("small")
    mini.publish(folder, quads, "small")
    return folder


@pytest.fixture(scope="module")
def invented(small_store: Path) -> KnowledgeGraph:
    return KnowledgeGraph.open(small_store)


def changed(kg: KnowledgeGraph) -> KnowledgeGraph:
    """Return a graph with one more triple in the registry, described as another version."""
    store = Store()
    store.extend(
        q
        if q.object != Literal(kg.version)
        else Quad(q.subject, q.predicate, Literal("f" * 64), q.graph_name)
        for q in kg.quads()
    )
    store.add(
        Quad(NamedNode(ATGD + "organization_new"), LABEL, Literal("New Body"), graph("registry"))
    )
    return KnowledgeGraph(store)


def test_what_was_pushed_is_what_is_read(server: Server) -> None:
    kg = KnowledgeGraph(mini.graph().store)
    assert sum(len(list(kg.quads(name))) > 3_000 for name in kg.graphs) == 2
    done = push(kg, engine(server))

    assert done == Pushed(len(kg.graphs), 0, 0, len(list(kg.quads())))
    assert there(server).version == kg.version
    assert there(server).graphs == kg.graphs
    assert quads(there(server)) == quads(kg)


def test_second_push_sends_nothing_and_a_new_version_what_has_changed(
    server: Server, invented: KnowledgeGraph
) -> None:
    push(invented, engine(server))
    again = push(invented, engine(server))
    told: list[str] = []
    later = push(changed(invented), engine(server), told.append)

    assert (again.sent, again.kept) == (0, len(invented.graphs))
    assert (later.sent, later.kept) == (2, len(invented.graphs) - 2)
    assert [line.split(": ")[1].split(",")[0] for line in told] == ["registry", "dataset"]
    assert quads(there(server)) == quads(changed(invented))


def test_of_a_version_that_is_kept_here_what_changed_is_sent(
    server: Server, invented: KnowledgeGraph
) -> None:
    push(invented, engine(server))
    new, told = changed(invented), list[str]()
    base = {invented.version: invented, new.version: new}.get
    later = push(new, engine(server), told.append, base=base)
    assert (later.sent, later.edited) == (2, 1)
    assert [line.partition(", 1 of 1")[0] for line in told[:1]] == ["1 of 2: registry, what came"]
    assert quads(there(server)) == quads(new)
    back = push(invented, engine(server), told.append, base=base)
    assert (back.sent, back.edited) == (2, 1)
    assert quads(there(server)) == quads(invented)
    assert not [name for name in names(server) if "#" in name]


def test_graph_that_is_replaced_is_not_mixed_with_the_old_one(
    server: Server, invented: KnowledgeGraph
) -> None:
    push(invented, engine(server))
    kg, new = there(server), changed(invented)
    before = kg.ask("organizations-of-country", country="AT")
    assert all(before.evidence)
    with pytest.raises(EndpointError, match="was replaced while it was asked"), kg.steady():
        push(new, engine(server))

    for words in (before.cite, lambda: before.evidence_of(before.rows)):
        with pytest.raises(EndpointError, match="so the rows are of two graphs; ask again"):
            words()
    again = kg.ask("organizations-of-country", country="AT")
    assert (kg.version, new.version in again.cite()) == (new.version, True)


def test_graphs_of_others_stay_and_are_not_read(server: Server, invented: KnowledgeGraph) -> None:
    update(
        server,
        (
            f"INSERT DATA {{ GRAPH {STRANGER} {{ <{ATGD}organization_x> a "
            f'<https://w3id.org/atgraph/ontology#Organization> ; {LABEL} "X" }} }}'
        ),
    )
    update(server, f'INSERT DATA {{ GRAPH {OLD} {{ <{ATGD}organization_y> {LABEL} "Y" }} }}')
    done = push(invented, engine(server))
    count = "SELECT (COUNT(*) AS ?n) (COUNT(DISTINCT ?g) AS ?m) WHERE { GRAPH ?g { ?s ?p ?o } }"

    assert done.removed == 1
    assert names(server) == {g.value for g in invented.graphs} | {LEDGER.value, STRANGER.value}
    assert list(there(server).select(count)) == list(invented.select(count))
    assert (
        list(
            there(server).select(
                "SELECT ?n WHERE { ?s rdfs:label ?n FILTER (STR(?n) IN ('X', 'Y')) }"
            )
        )
        == []
    )


@pytest.mark.parametrize("after", [1, pytest.param(2, marks=pytest.mark.attack)])
def test_push_that_was_stopped_leaves_the_old_graph_and_goes_on(
    server: Server, invented: KnowledgeGraph, after: int
) -> None:
    old = changed(invented)
    push(old, engine(server))
    lines: list[str] = []

    def stop(line: str) -> None:
        lines.append(line)
        if len(lines) == after:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        push(invented, engine(server), stop)
    assert quads(there(server)) == quads(old)
    done = push(invented, engine(server))

    assert done.sent == 2 - after
    assert quads(there(server)) == quads(invented)


def test_graph_that_somebody_changed_on_the_server_is_sent_again(
    server: Server, invented: KnowledgeGraph
) -> None:
    push(invented, engine(server))
    update(server, f"DELETE WHERE {{ GRAPH <{GRAPH}registry> {{ <{ATGD}person_p0001> ?p ?o }} }}")
    done = push(invented, engine(server))

    assert done.sent == 2
    assert quads(there(server)) == quads(invented)


@pytest.mark.parametrize("protocol", ["graph store", "update"])
def test_graph_in_several_pieces_grows_beside_the_old_one(
    server: Server, invented: KnowledgeGraph, protocol: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    push(changed(invented), engine(server))
    monkeypatch.setattr(writer, "GRAPH_STORE_BYTES", 20_000)
    monkeypatch.setattr(writer, "UPDATE_LINES", 100)
    _, address = find_places(server.url, server.name.title())
    registry, sizes = graph("registry"), []

    def look(line: str) -> None:
        if "registry" in line:
            sizes.append(size(server, registry))

    push(invented, engine(server), look, update=address if protocol == "update" else "")

    assert len(sizes) > 1
    assert set(sizes) == {len(list(changed(invented).quads(registry)))}
    assert quads(there(server)) == quads(invented)
    assert not [name for name in names(server) if "#" in name]


def test_large_body_is_sent_though_the_password_is_asked_for_only_then(
    small_virtuoso: Server,
) -> None:
    """Virtuoso asks, and hangs up, before it has read what is sent."""
    transport = Transport(120, Credentials(small_virtuoso.user, small_virtuoso.password))
    store = Writer(transport, find_places(small_virtuoso.url, "Virtuoso")[0])
    lines = [f'<urn:s{number}> <urn:p> "{"x" * 100}" .\n' for number in range(15_000)]
    list(store.replace(STRANGER, store.pieces(lines)))

    assert size(small_virtuoso, STRANGER) == len(lines)


def test_password_is_asked_for_by_digest(
    small_virtuoso: Server, invented: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as known:  # else what another test left may be there already
        for name, value in small_virtuoso.environment.items():
            known.setenv(name, value)
        push(invented, engine(small_virtuoso))
    with pytest.raises(EndpointError, match="asks for a password"):
        push(changed(invented), engine(small_virtuoso))
    monkeypatch.setenv("ATGRAPH_USER", "dba")
    monkeypatch.setenv("ATGRAPH_PASSWORD", "wrong")
    with pytest.raises(EndpointError, match="does not take the user and password"):
        push(changed(invented), engine(small_virtuoso))
    monkeypatch.setenv("ATGRAPH_PASSWORD", small_virtuoso.password)
    push(invented, engine(small_virtuoso))
    protected = KnowledgeGraph.open(endpoint=f"{small_virtuoso.url}-auth")

    assert protected.version == invented.version


@pytest.mark.server
def test_read_only_server_refuses(tmp_path: Path, store: Path) -> None:
    Store(str(tmp_path / "store")).flush()
    with servers.oxigraph(tmp_path / "store", read_only=True) as server:
        run = mini.atgraph("push", server.url, "--store", store, no_proxy="*")

    assert (run.code, run.out) == (2, "")
    assert "refuses this to you (status 403)" in run.err


@pytest.mark.parametrize("status", [404, 405, 501])
def test_server_that_takes_nothing_says_what_to_name(status: int, invented: KnowledgeGraph) -> None:
    answers = [reply(NOTHING), reply(b"", status)]
    with (
        misbehaving(*answers) as server,
        pytest.raises(EndpointError, match="--graph-store or --update"),
    ):
        push(invented, RemoteEngine.open(server.url))


def test_command_tells_how_far_it_is(
    server: Server, small_store: Path, invented: KnowledgeGraph
) -> None:
    first = mini.atgraph(
        "push", server.url, "--store", small_store, no_proxy="*", **server.environment
    )
    second = mini.atgraph(
        "push",
        "--store",
        small_store,
        ATGRAPH_ENDPOINT=server.url,
        no_proxy="*",
        **server.environment,
    )

    assert (first.code, second.code, first.out, second.out) == (0, 0, "", "")
    graphs, triples = len(invented.published().graphs), len(list(invented.published().quads()))
    assert f"1 of {graphs}: derived" in first.err
    whole = f": {triples:,} triples at {server.url}; version {invented.version[:12]}"
    assert mini.LEFT_OUT in first.lines and second.lines[0] == mini.LEFT_OUT
    assert first.lines[-1] == f"atgraph: {graphs} graphs sent{whole}"
    assert second.lines[1:] == [f"atgraph: 0 graphs sent, {graphs} were there already{whole}"]


def test_push_whose_notices_nobody_reads_goes_on_to_its_end(
    server: Server, small_store: Path, invented: KnowledgeGraph
) -> None:
    command = (
        f'"{sys.executable}" -m atgraph push {server.url} --store "{small_store}" 2>&1 | head -n 1'
    )
    env = mini.environment(**server.environment)
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        capture_output=True,
        text=True,
        env=env,
        timeout=60,
        check=False,
    )

    assert (done.returncode, done.stdout.count("\n")) == (0, 1)
    assert there(server).version == invented.version


def test_push_that_is_stopped_by_ctrl_c_says_what_readers_are_told(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(push_command, "push", stopped)
    with pytest.raises(
        EndpointError,
        match=(
            r"goes on where it stopped\. Until then readers have the old graph, or are told that "
            "there is no whole one"
        ),
    ):
        push_command.push_command.main(
            ["http://127.0.0.1:1/", "--store", str(store)], standalone_mode=False
        )


def test_command_wants_one_server() -> None:
    for arguments, words in (
        ([], "name the server"),
        (["http://a/", "--endpoint", "http://b/"], "name two servers"),
    ):
        run = mini.atgraph("push", *arguments)

        assert run.code == 2
        assert words in run.err


@pytest.mark.parametrize(
    ("url", "server", "graph_store", "update_url"),
    [
        (
            "http://h/sparql",
            "Virtuoso/07.20",
            "http://h/sparql-graph-crud-auth",
            "http://h/sparql-auth",
        ),
        (
            "http://h/sparql-auth",
            "Virtuoso/07.20",
            "http://h/sparql-graph-crud-auth",
            "http://h/sparql-auth",
        ),
        ("http://h/query", "Oxigraph/0.5.13", "http://h/store", "http://h/update"),
        (
            "http://h/ds/sparql",
            "Apache Jena Fuseki (5.0)",
            "http://h/ds/data",
            "http://h/ds/update",
        ),
        (
            "http://h/repositories/x",
            "",
            "http://h/repositories/x/rdf-graphs/service",
            "http://h/repositories/x/statements",
        ),
        ("http://h/sparql", "", "", "http://h/sparql"),
    ],
)
def test_places_are_those_of_the_kind_of_server(
    url: str, server: str, graph_store: str, update_url: str
) -> None:
    assert find_places(url, server) == (graph_store, update_url)
