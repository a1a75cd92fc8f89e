"""Every command that reads writes the same with --endpoint as over the embedded store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import click
import pytest
from servers import Server

import atgraph
import mini
from atgraph.api import KnowledgeGraph
from atgraph.cli import app

TREE = "CONSTRUCT { ?unit atg:isWithin ?body } WHERE { ?unit atg:isWithin ?body }"
COMMANDS = [
    ["list"],
    ["list", "organizations"],
    ["list", "people"],
    ["list", "events", "--format", "json"],
    ["list", "themes", "--asserted"],
    ["search", "blockchain"],
    ["show", "UNODC"],
    ["show", "Tech Against Trafficking"],
    ["show", "Valiant Richey"],
    ["ask", "events", "--evidence"],
    [
        "ask",
        "people-of-organization",
        "--organization",
        "OSCE",
        "--evidence",
        "--format",
        "markdown",
    ],
    ["ask", "known-by-description", "--asserted"],
    [
        "sparql",
        "SELECT ?name WHERE { ?o a atg:Organization ; rdfs:label ?name } ORDER BY ?name",
        "--format",
        "json",
    ],
    ["sparql", "SELECT ?o ?d WHERE { ?o atg:described ?d } ORDER BY ?o", "--format", "tsv"],
    [
        "sparql",
        "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g",
        "--format",
        "csv",
    ],
    ["sparql", "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }", "--asserted", "--format", "xml"],
    ["sparql", "PREFIX atg: <https://w3id.org/atgraph/ontology#> ASK { ?s a atg:Tie }"],
    ["sparql", TREE, "--format", "nt"],
    ["sparql", TREE],
    ["network", "partners", "OSCE"],
    ["network", "path", "UNODC", "Microsoft"],
    ["network", "summary"],
    ["network", "rank"],
    ["network", "gaps", "--format", "json"],
    ["network", "flips", "--all"],
    ["network", "compare", "role of ICAT", "Trafficking in Minors"],
    ["network", "export", "--format", "graphml"],
    ["network", "export", "--nodes", "all", "--format", "graphml"],
    ["network", "export", "--format", "3w"],
    ["map", "actors", "-o", "FILE"],
    ["export", "--format", "nq"],
    ["export", "--profile", "void"],
    ["export", "--profile", "aligned"],
    ["export", "--profile", "schema.org"],
]
MORE = [["export", "--format", "nq", "--asserted"], ["export", "--format", "ttl"]]
# The server of Oxigraph has the engine of the embedded store: each run asks it one command of six,
# and Virtuoso two. The others, and what writes the whole graph once more, wait for the long form.
PAIRS = [
    pytest.param(name, command, marks=() if asked and command not in MORE else pytest.mark.attack)
    for number, command in enumerate([*COMMANDS, *MORE])
    for name, asked in (("virtuoso", number % 6 in (1, 4)), ("oxigraph", number % 6 == 0))
]


def ident(value: str | list[str]) -> str:
    return value if isinstance(value, str) else " ".join(value)[:60]


@pytest.fixture(scope="module")
def local(
    store: Path, tmp_path_factory: pytest.TempPathFactory
) -> Callable[..., tuple[mini.Run, str]]:
    """What a command writes over the embedded store, and into its FILE; it is run once."""

    @cache
    def run(*command: str) -> tuple[mini.Run, str]:
        return written(command, tmp_path_factory.mktemp("here") / "file", "--store", store)

    return run


def written(command: tuple[str, ...], file: Path, *more: object) -> tuple[mini.Run, str]:
    """Run a command, and read the FILE that it writes, if it names one."""
    run = mini.here(*[file if c == "FILE" else c for c in command], *more)
    assert file.exists() == ("FILE" in command), run.err
    return run, file.read_text(encoding="utf-8") if file.exists() else ""


@pytest.mark.parametrize(("engine", "command"), PAIRS, indirect=["engine"], ids=ident)
def test_command_writes_the_same_from_every_server(
    engine: Server,
    local: Callable[..., tuple[mini.Run, str]],
    command: list[str],
    tmp_path: Path,
) -> None:
    here, file_here = local(*command)
    there, file_there = written(tuple(command), tmp_path / "file", "--endpoint", engine.url)

    assert (here.code, there.code) == (0, 0), there.err
    assert there.out == here.out
    assert file_there == file_here
    if "FILE" in command:
        assert file_there
    else:
        assert there.out
        assert there.err == here.err


def test_a_build_is_compared_with_what_a_server_holds(engine: Server, store: Path) -> None:
    run = mini.atgraph(
        "network", "compare", "--store-before", store, "--endpoint", engine.url, no_proxy="*"
    )

    assert run.code == 0, run.err
    assert {line.split("\t")[0] for line in run.out.splitlines()[1:]} == {"tie kept"}
    assert any(line.startswith("atgraph: both builds hold the same data") for line in run.lines)


WRITING = (
    "build",
    "check",
    "ingest",
    "reconcile",
    "rollback",
    "backup",
    "restore",
    "remove",
    "listing",
)
KEPT_HERE = ("history", "diff")


def test_every_command_that_reads_takes_an_endpoint() -> None:
    """Those that write, or read the older graphs that are kept here, read no server."""
    reading = dict(_commands(app, ""))

    assert {"list", "ask events", "network path", "push"} <= reading.keys()
    assert [
        name
        for name, command in reading.items()
        if not any("--endpoint" in p.opts for p in command.params)
    ] == []


def _commands(group: click.Group, path: str) -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from _commands(command, f"{path}{name} ")
        elif f"{path}{name}" not in (*WRITING, *KEPT_HERE):
            yield f"{path}{name}", command


def test_unknown_name_is_told_the_same(engine: Server, store: Path) -> None:
    here = mini.atgraph("show", "Valiant Richie", "--store", store)
    remote = mini.atgraph("show", "Valiant Richie", "--endpoint", engine.url, no_proxy="*")

    assert (
        (remote.code, remote.out, remote.err)
        == (here.code, here.out, here.err)
        == (1, "", here.err)
    )


def test_what_reaches_out_is_refused_before_a_server_sees_it(engine: Server) -> None:
    run = mini.atgraph(
        "sparql",
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "--endpoint",
        engine.url,
        no_proxy="*",
    )

    assert (run.code, run.out) == (2, "")
    assert "asks another server and is refused" in run.err


def test_python_opens_an_endpoint(engine: Server, kg: KnowledgeGraph) -> None:
    remote = atgraph.open(endpoint=engine.url)

    assert (remote.version, remote.graphs) == (kg.version, kg.graphs)
    assert remote.entity("UNODC") == kg.entity("UNODC")
    assert KnowledgeGraph.open(endpoint=engine.url, asserted=True).graphs == [
        g for g in kg.graphs if not g.value.endswith("derived")
    ]
