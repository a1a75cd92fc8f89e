"""No query reaches outside unless its host was allowed: a real server listens in vain."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

import mini
from atgraph.api import KnowledgeGraph
from atgraph.build.derive import derive
from atgraph.build.validation.checks import check_queries
from atgraph.build.validation.shape_files import ShapeFiles
from atgraph.build.validation.shape_rules import find_faults
from atgraph.errors import AtgraphError, QueryError
from atgraph.graph.alignments import apply_rules
from atgraph.graph.sparql import refuse_reaching
from atgraph.rdf.namespaces import TYPE, atg, graph
from atgraph.rdf.turtle_files import read_rdf
from canary import Canary, listening
from disguises import SELECTS, UPDATES, aimed_at

HEADER = (
    "#+ summary: What is there?\n#+ tags: [researcher]\n#+ runs: whole\n#+ description: |\n"
    "#+   Problem: it calls. Solution: it does not.\n"
)


@pytest.fixture
def canary() -> Iterator[Canary]:
    with listening() as canary:
        yield canary


@pytest.fixture
def kg() -> KnowledgeGraph:
    """A graph of one statement, so that every pattern above has something to match."""
    store, node = Store(), NamedNode("http://example.org/a")
    store.add(Quad(node, node, Literal("a"), graph("registry")))
    return KnowledgeGraph(store)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Links to the project's files, beside which a test puts a query; no link is written to."""
    for name in ("queries", "viz/maps"):
        shutil.copytree(mini.ROOT / name, tmp_path / name, copy_function=os.symlink)
    (tmp_path / "ontology").symlink_to(mini.ROOT / "ontology")
    for path in (mini.ROOT / "viz").iterdir():
        if path.name != "maps":
            (tmp_path / "viz" / path.name).symlink_to(path)
    monkeypatch.setenv("ATGRAPH_HOME", str(tmp_path))
    return tmp_path


def aimed(query: str, canary: Canary) -> str:
    return aimed_at(query, canary.url)


def only(folder: Path, text: str) -> Path:
    """Leave one file in a folder of queries."""
    for path in folder.glob("*.rq"):
        path.unlink()
    (folder / "calling.rq").write_text(text, encoding="utf-8")
    return folder / "calling.rq"


def test_the_canary_sings_when_an_engine_is_asked_without_the_guard(canary: Canary) -> None:
    assert [row["s"].value for row in Store().query(aimed(SELECTS[0], canary))] == ["sung"]
    assert canary.calls == ["/sparql"]


# Each disguise on each path


@pytest.mark.parametrize("query", SELECTS + UPDATES)
def test_a_typed_query_does_not_reach_out(canary: Canary, kg: KnowledgeGraph, query: str) -> None:
    for ask in (kg.sparql, kg.query, kg.select, lambda text: kg.table(text, None), kg.construct):
        with pytest.raises(
            QueryError, match="is refused" if "USING" not in query else "is not understood"
        ):
            ask(aimed(query, canary))  # type: ignore[operator]
    assert canary.calls == []


@pytest.mark.parametrize("query", SELECTS)
def test_the_query_of_a_file_does_not_reach_out(
    canary: Canary, kg: KnowledgeGraph, home: Path, query: str
) -> None:
    text = HEADER + aimed(query, canary)
    construct = text.replace("SELECT ?s WHERE", "CONSTRUCT { ?s a ?s } WHERE", 1).replace(
        "SELECT ?s FR", "CONSTRUCT { ?s a ?s } FR", 1
    )
    construct = construct.replace("SELECT ?s fr", "CONSTRUCT { ?s a ?s } fr", 1)
    ways: list[tuple[str, str, Callable[[Path], Any]]] = [
        ("ask", text, lambda path: kg.ask(path.stem)),
        ("checks", text, lambda path: check_queries(kg, path.parent, {})),
        ("derive", construct, lambda _: list(derive(kg.store, mini.ontology()))),
        ("align", construct, lambda _: list(apply_rules(kg))),
        ("export", construct, lambda path: kg.construct(construct, path)),
    ]
    for folder, written, ask in ways:
        path = only(home / "queries" / folder, written)
        with pytest.raises(QueryError, match="is refused") as told:
            ask(path)
        assert told.value.problems[0].path.endswith(f"queries/{folder}/calling.rq")
        assert told.value.problems[0].line > HEADER.count("\n")
    assert canary.calls == []


@pytest.mark.parametrize("query", SELECTS)
def test_the_query_of_a_map_does_not_reach_out(
    canary: Canary, kg: KnowledgeGraph, home: Path, query: str
) -> None:
    person = Quad(NamedNode("http://example.org/p"), TYPE, atg("Person"), graph("registry"))
    kg.store.add(person)  # a map without a thing asks nothing
    query = query.replace("SELECT ?s", "SELECT ?source ?target ?tie ?class", 1)
    body = "".join(f"  {line}\n" for line in aimed(query, canary).splitlines())
    (home / "viz" / "maps" / "calling.yml").write_text(
        f"title: T\ncaption: C\nnodes: [atg:Person]\nquery: |\n{body}", encoding="utf-8"
    )

    with pytest.raises(AtgraphError, match="is refused"):
        kg.map("calling")
    assert canary.calls == []


@pytest.mark.parametrize("query", SELECTS)
@pytest.mark.parametrize("word", ["select", "ask", "construct"])
def test_the_query_of_a_shape_does_not_reach_out(
    canary: Canary, tmp_path: Path, word: str, query: str
) -> None:
    text = aimed(query, canary).replace("\\", "\\\\").replace("?s", "$this")
    shape = (
        'atgs:S a sh:NodeShape ; sh:targetClass atg:Person ; sh:sparql [ sh:message "m"@en '
        f'; sh:{word} """{text}""" ] .'
    )
    heads = "".join(
        line
        for line in (mini.ROOT / "ontology" / "prefixes.ttl")
        .read_text(encoding="utf-8")
        .splitlines(keepends=True)
    )
    (tmp_path / "S.ttl").write_text(heads + shape, encoding="utf-8")

    assert any(
        "is refused" in problem.message for problem in find_faults(ShapeFiles.read(tmp_path), set())
    )
    assert canary.calls == []


@pytest.mark.slow
def test_the_commands_that_read_files_do_not_reach_out(
    canary: Canary, home: Path, mini_store: Path
) -> None:
    shutil.copytree(mini.MINI, home / "data")
    (home / "ontology").unlink()
    shutil.copytree(mini.ROOT / "ontology", home / "ontology", copy_function=os.symlink)
    built = home / "store"
    select = HEADER + aimed(SELECTS[5], canary)
    construct = select.replace("SELECT ?s", "CONSTRUCT { ?s a ?s }")
    shape = home / "ontology" / "shapes" / "Person.ttl"
    constraint = (
        '\natgs:PersonShape sh:sparql [ sh:message "m"@en ; sh:select '
        f'"""{aimed(SELECTS[5], canary)}""" ] .\n'
    ).replace("\\", "\\\\")
    for path, text, command in [
        (
            home / "queries" / "ask" / "calling.rq",
            select,
            ["ask", "calling", "--store", mini_store],
        ),
        (home / "queries" / "checks" / "calling.rq", select, ["check"]),
        (home / "queries" / "derive" / "calling.rq", construct, ["build", "--store", built]),
        (
            home / "queries" / "align" / "calling.rq",
            construct,
            ["export", "--profile", "aligned", "--store", mini_store],
        ),
        (
            home / "queries" / "export" / "schema-org.rq",
            construct,
            ["export", "--profile", "schema.org", "--store", mini_store],
        ),
        (shape, shape.read_text(encoding="utf-8") + constraint, ["build", "--store", built]),
    ]:
        before = path.read_bytes() if path.exists() else None
        path.unlink(missing_ok=True)
        path.write_text(text, encoding="utf-8")
        run = mini.atgraph(*command, ATGRAPH_HOME=str(home))

        assert (run.code != 0, run.out if command != ["check"] else "") == (True, ""), (path, run)
        assert "is refused" in run.out + run.err, (path, run)
        path.unlink()
        if before is not None:
            path.write_bytes(before)
    assert canary.calls == []


@pytest.mark.slow
@pytest.mark.parametrize("way", ["text", "file", "stdin"])
@pytest.mark.parametrize("query", [SELECTS[0], SELECTS[5], SELECTS[8], SELECTS[-1], UPDATES[0]])
def test_the_command_line_refuses_and_prints_no_row(
    canary: Canary, store: Path, tmp_path: Path, way: str, query: str
) -> None:
    text = aimed(query, canary) + (" # {" if query in UPDATES else "")
    (tmp_path / "calling.rq").write_text(text, encoding="utf-8")
    given = {"text": text, "file": tmp_path / "calling.rq", "stdin": "-"}[way]
    run = mini.atgraph("sparql", given, "--store", store, stdin=text if way == "stdin" else "")

    assert (run.code, run.out, len(run.lines), canary.calls) == (2, "", 1, [])
    assert "is refused" in run.err


def test_files_of_the_ontology_do_not_reach_out(canary: Canary, tmp_path: Path) -> None:
    url = canary.url
    for name, text in {
        "imports.ttl": "<http://example.org/o> a <http://www.w3.org/2002/07/owl#Ontology> ; "
        f"<http://www.w3.org/2002/07/owl#imports> <{url}> .",
        "context.jsonld": f'{{"@context": "{url}", "@id": "http://example.org/a", "name": "a"}}',
        "inner.jsonld": f'{{"@context": {{"@import": "{url}"}}, "@id": "http://example.org/a"}}',
        "entity.rdf": f'<?xml version="1.0"?><!DOCTYPE rdf:RDF [<!ENTITY x SYSTEM "{url}">]>'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="http://example.org/a">'
        '<x:y xmlns:x="http://example.org/">&x;</x:y></rdf:Description></rdf:RDF>',
    }.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        with contextlib.suppress(AtgraphError):
            read_rdf(tmp_path / name)
    assert canary.calls == []


# A host that is allowed


@pytest.fixture
def allowed() -> Iterator[Canary]:
    with listening() as canary:
        yield canary


def test_an_allowed_host_is_asked_and_nobody_else(
    canary: Canary, allowed: Canary, kg: KnowledgeGraph
) -> None:
    query = f"SELECT ?s WHERE {{ SERVICE <{allowed.url}> {{ ?s ?p ?o }} }}"

    for text in (
        query,
        query.replace("SERVICE", "service silent"),
        query.replace("http:", "HTTP:"),
    ):
        assert [
            row["s"].value for row in kg.sparql(text, allow_services=[canary.host, allowed.host])
        ] == ["sung"]  # type: ignore[union-attr]
    for hosts in ((), [canary.host], ["127.0.0.1"], ["localhost:" + allowed.host.split(":")[1]]):
        with pytest.raises(
            QueryError, match=f"allow that one by name: --allow-service {allowed.host}|is refused"
        ):
            kg.sparql(query, allow_services=hosts)
    assert (allowed.calls, canary.calls) == (["/sparql"] * 3, [])


# A is the allowed host, C the canary's, U its address; where several stand, every one must be
# allowed.
TRICKS = [
    "SERVICE <http://A@C/> { ?s ?p ?o }",
    "SERVICE <http://A:x@C/> { ?s ?p ?o }",
    "SERVICE <http://A%40C/> { ?s ?p ?o }",
    "SERVICE <http://C#@A/> { ?s ?p ?o }",
    "SERVICE <http://C/?@A/> { ?s ?p ?o }",
    "SERVICE <http://C\\u0023@A/> { ?s ?p ?o }",
    "SERVICE <http://A\\u0040C/> { ?s ?p ?o }",
    "SERVICE <http://A/\\u003E{} SERVICE <U> { ?s ?p ?o }",
    "SERVICE <HTTP://C/> { ?s ?p ?o }",
    "SERVICE <//C/> { ?s ?p ?o }",
    "SERVICE <sparql> { ?s ?p ?o }",
    "SERVICE <http:/sparql> { ?s ?p ?o }",
    "SERVICE canary: { ?s ?p ?o }",
    "SERVICE ?at { ?s ?p ?o } VALUES ?at { <U> }",
    "BIND(<U> AS ?at) SERVICE ?at { ?s ?p ?o }",
    "SERVICESILENT<http://A/> { ?s ?p ?o }",
    "SERVICE <http://A/> { SERVICE <U> { ?s ?p ?o } }",
    "SERVICE <http://A/> { ?s ?p ?o } SERVICE SILENT <U> { ?s ?p ?o }",
    "SERVICE <http://A./> { ?s ?p ?o }",
    "SERVICE <http://A.example.org/> { ?s ?p ?o }",
    "SERVICE <http://[::ffff:127.0.0.1]:P/> { ?s ?p ?o }",
    "SERVICE <http://[::1%25lo]:P/> { ?s ?p ?o }",
    "SERVICE <http://2130706433:P/> { ?s ?p ?o }",
    "SERVICE <http://0x7f.1:P/> { ?s ?p ?o }",
    "SERVICE <ftp://A/> { ?s ?p ?o }",
    "SERVICE <file:///etc/hostname> { ?s ?p ?o }",
]


@pytest.mark.parametrize("body", TRICKS)
def test_no_trick_with_an_allowed_host_reaches_another(
    canary: Canary, allowed: Canary, kg: KnowledgeGraph, body: str
) -> None:
    body = (
        body.replace("<U>", f"<{canary.url}>")
        .replace("C", canary.host)
        .replace("//A", f"//{allowed.host}")
        .replace("@A", f"@{allowed.host}")
    )
    body = body.replace(f"SERVI{canary.host}E", "SERVICE").replace(
        ":P", f":{canary.host.split(':')[1]}"
    )
    query = f"BASE <{canary.url}> PREFIX canary: <{canary.url}> SELECT * WHERE {{ {body} }}"

    with pytest.raises(QueryError, match="is refused"):
        kg.sparql(query, allow_services=[allowed.host])
    assert canary.calls == []


@pytest.mark.parametrize("way", ["FROM <U>", "FROM NAMED <U>"])
def test_an_allowed_host_may_not_be_read_as_a_dataset(
    canary: Canary, kg: KnowledgeGraph, way: str
) -> None:
    with pytest.raises(QueryError, match="FROM names another dataset and is refused"):
        kg.sparql(aimed(f"SELECT * {way} {{ ?s ?p ?o }}", canary), allow_services=[canary.host])
    assert canary.calls == []


def test_an_allowed_host_that_sends_elsewhere_is_not_followed(
    canary: Canary, kg: KnowledgeGraph
) -> None:
    with listening(elsewhere=canary.url) as sending:
        with pytest.raises(QueryError, match="the query stopped: "):
            kg.sparql(
                f"SELECT * {{ SERVICE <{sending.url}> {{ ?s ?p ?o }} }}",
                allow_services=[sending.host],
            )
        assert (sending.calls, canary.calls) == (["/sparql"], [])


@pytest.mark.parametrize(
    ("address", "host", "fits"),
    [
        ("http://example.org/sparql", "example.org", True),
        ("https://EXAMPLE.org:443/sparql?a=b#c", "Example.Org", True),
        ("http://example.org", "example.org", True),
        ("http://example.org:80/", "example.org", True),
        ("http://example.org:8080/", "example.org:8080", True),
        ("http://[::1]:7878/query", "[::1]:7878", True),
        ("http://example.org:8080/", "example.org", False),
        ("https://example.org:80/", "example.org", False),
        ("http://example.org/", "example.org:8080", False),
        ("http://www.example.org/", "example.org", False),
        ("http://example.org.evil.example/", "example.org", False),
        ("http://example.org:/", "example.org", False),
        ("http://exämple.org/", "example.org", False),
    ],
)
def test_a_host_is_compared_whole_with_its_port(address: str, host: str, fits: bool) -> None:
    query = f"SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }}"
    if fits:
        refuse_reaching(query, [host])
    else:
        with pytest.raises(QueryError, match="is refused"):
            refuse_reaching(query, [host])


@pytest.mark.parametrize(
    "host",
    [
        "",
        "*",
        "*.example.org",
        "http://example.org",
        "example.org/sparql",
        "a@b",
        "example.org:port",
        "exämple.org",
        "a b",
    ],
)
def test_what_is_no_host_cannot_be_allowed(host: str) -> None:
    with pytest.raises(QueryError, match="is not a host that can be allowed; write its name alone"):
        refuse_reaching("ASK {}", [host])


# Two real stores


SEATS = """<http://other.example/x> <http://other.example/seatOf> "Harbour Network" .
<http://other.example/x> <http://other.example/seat> "Exampleton" .
"""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    """A second store: an Oxigraph server that knows where bodies of the mini programme sit."""
    (tmp_path / "seats.nt").write_text(SEATS)
    program, at = Path(sys.executable).with_name("oxigraph"), tmp_path / "other"
    subprocess.run(
        [program, "load", "--location", at, "--file", tmp_path / "seats.nt"],
        check=True,
        capture_output=True,
    )
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{free.getsockname()[1]}"
    with (
        (tmp_path / "log").open("w") as log,
        subprocess.Popen(
            [program, "serve-read-only", "--location", at, "--bind", host], stderr=log
        ) as process,
    ):
        while process.poll() is None:
            with contextlib.suppress(OSError), socket.create_connection(host.split(":")):  # type: ignore[arg-type]
                break
        yield host
        process.terminate()


JOINED = """#+ summary: Where does an organisation have its seat, as another store says?
#+ tags: [researcher]
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX atg: <https://w3id.org/atgraph/ontology#>
PREFIX other: <http://other.example/>
SELECT ?organization ?seat
WHERE {
  ?body a atg:Organization ; rdfs:label ?organization .
  SERVICE <http://HOST/query> { ?there other:seatOf ?organization ; other:seat ?seat }
}
ORDER BY ?organization
"""


@pytest.mark.slow
def test_a_question_joins_two_stores_when_the_host_is_allowed(
    home: Path, server: str, mini_store: Path
) -> None:
    shutil.copytree(mini.MINI, home / "data")
    (home / "queries" / "ask" / "seats.rq").write_text(
        JOINED.replace("HOST", server), encoding="utf-8"
    )
    store = ("--store", mini_store)

    refused = mini.atgraph("ask", "seats", *store, ATGRAPH_HOME=str(home))
    asked = mini.atgraph("ask", "seats", "--allow-service", server, *store, ATGRAPH_HOME=str(home))
    typed = mini.atgraph(
        "sparql",
        home / "queries" / "ask" / "seats.rq",
        "--allow-service",
        server,
        *store,
        ATGRAPH_HOME=str(home),
    )

    assert (refused.code, refused.out, len(refused.lines)) == (2, "", 1)
    assert (
        "seats.rq:9: SERVICE asks another server and is refused; ask over the graph of this store"
        in refused.err
    )
    assert refused.err.endswith(f", or allow that one by name: --allow-service {server}\n")
    assert (asked.code, asked.out) == (0, "organization\tseat\nHarbour Network\tExampleton\n")
    assert (typed.code, typed.out) == (0, '?organization\t?seat\n"Harbour Network"\t"Exampleton"\n')
    cited = mini.atgraph(
        "ask",
        "seats",
        "--allow-service",
        server,
        "--cite",
        "--format",
        "markdown",
        *store,
        ATGRAPH_HOME=str(home),
    )
    assert f"atgraph ask seats --allow-service {server}" in cited.out
    for run in (asked, typed):
        assert len(run.lines) == 1
        assert (
            "another server answered a part of this; the engine does not see whether it "
            "limits its rows"
        ) in run.err


def test_a_server_that_is_down_is_told_and_gives_no_row(kg: KnowledgeGraph) -> None:
    with listening() as gone:
        pass
    with pytest.raises(QueryError, match="the query stopped: "):
        kg.sparql(
            f"SELECT * {{ ?a ?b ?c . SERVICE <{gone.url}> {{ ?s ?p ?o }} }}",
            allow_services=[gone.host],
        )
