"""free_query: a free query runs in a sandbox, is whole or not there, and hurts nobody."""

from __future__ import annotations

import os
import re
import select
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import pytest
from forms import tries
from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    Store,
)

import mini
import mutation
from atgraph.api import KnowledgeGraph
from atgraph.errors import AtgraphError, LateError, QueryError, StoreError
from atgraph.graph import free_query, query_job
from atgraph.graph.sparql import guard
from atgraph.graph.sparql.guard import LONGEST
from atgraph.rdf.namespaces import atg, graph, prefixes
from atgraph.sandbox import process, sandbox
from atgraph.sandbox.sandbox import Deadline
from atgraph.sandbox.spool import Stopped
from canary import listening

# Those of the project's list of pitfalls: each runs for minutes, or takes all memory, on a graph of
# 8,000 triples.
BOMBS = {
    "count of a cross join": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "order of a cross join": "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f LIMIT 1",
    "closure of a path": (
        "SELECT (COUNT(*) AS ?n) { ?a (!atg:x|^!atg:x)* ?b . ?c (!atg:x|^!atg:x)* ?d }"
    ),
    "regular expression": (
        "SELECT * { ?a ?b ?c . ?d ?e ?f FILTER REGEX(CONCAT(STR(?c), STR(?f)), "
        '"^(a|a?)+x(.*y){20}$") }'
    ),
    "texts joined": (
        "SELECT (GROUP_CONCAT(?x) AS ?n) { ?a ?b ?c . ?d ?e ?f BIND(CONCAT(STR(?c), STR(?f)) "
        "AS ?x) }"
    ),
    "nested optionals": (
        "SELECT * { ?a ?b ?c OPTIONAL { ?d ?e ?f OPTIONAL { ?g ?h ?i OPTIONAL { ?j ?k ?l "
        "FILTER(?l = ?c) } } } }"
    ),
}
COUNT = BOMBS["count of a cross join"]
SAME = [
    (
        "SELECT ?p ?name ?day ?none { ?p a atg:Event ; rdfs:label ?name OPTIONAL { ?p "
        "atg:earliestDate ?day } } ORDER BY ?name ?day"
    ),
    (
        'SELECT ("a\\"\\n\\t\\u0000é𝄞"@en AS ?text) (1.50 AS ?number) (<<( <http://e/a> '
        '<http://e/b> "c"@de )>> AS ?triple) {}'
    ),
    "SELECT * {}",
    "SELECT ?x { VALUES ?x { 1 UNDEF } }",
    "SELECT ?x { FILTER(false) }",
    "SELECT (COUNT(?s) AS ?n) { GRAPH ?g { ?s ?p ?o } }",
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of the mini programme, on disk."""
    folder = tmp_path_factory.mktemp("worker")
    mini.publish(folder, list(mini.graph().store), "a")
    return folder


@pytest.fixture
def kg(folder: Path) -> KnowledgeGraph:
    return KnowledgeGraph.open(folder)


@pytest.fixture
def workers(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """The workers that were started."""
    started: list[subprocess.Popen[bytes]] = []

    class Recorded(subprocess.Popen):  # type: ignore[type-arg]
        def __init__(self, *arguments: object, **more: object) -> None:
            super().__init__(*arguments, **more)  # type: ignore[call-overload]
            started.append(self)

    monkeypatch.setattr(sandbox.subprocess, "Popen", Recorded)
    return started


def table(result: object) -> bytes:
    assert isinstance(result, QuerySolutions)
    return result.serialize(format=QueryResultsFormat.JSON) or b""


# What comes back


@pytest.mark.slow
@pytest.mark.parametrize("query", SAME)
def test_a_result_is_what_the_engine_gives_in_this_process(kg: KnowledgeGraph, query: str) -> None:
    assert table(kg.sparql(query)) == table(kg.query(query))


@pytest.mark.slow
def test_yes_and_no_and_triples_come_back(kg: KnowledgeGraph) -> None:
    yes, no = kg.sparql("ASK { ?s a atg:Person }"), kg.sparql("ASK { ?s a atg:Person, atg:Event }")
    assert isinstance(yes, QueryBoolean)
    assert (bool(yes), bool(no)) == (True, False)

    query = 'CONSTRUCT { ?s rdfs:label ?l , "a\\nb"@en } { ?s a atg:Person ; rdfs:label ?l }'
    assert set(kg.sparql(query)) == set(kg.construct(query))  # type: ignore[arg-type]


def test_results_of_several_queries_are_read_side_by_side(kg: KnowledgeGraph) -> None:
    first, second = (
        kg.sparql("SELECT ?n { VALUES ?n { 1 2 3 } }"),
        kg.sparql("SELECT ?n { VALUES ?n { 4 5 6 } }"),
    )

    assert [(a["n"].value, b["n"].value) for a, b in zip(first, second)] == [
        ("1", "4"),
        ("2", "5"),
        ("3", "6"),
    ]  # type: ignore[call-overload, arg-type]


@pytest.mark.slow
def test_two_at_once_do_not_mix(kg: KnowledgeGraph) -> None:
    with ThreadPoolExecutor(4) as threads:
        results = list(
            threads.map(
                lambda n: [row["n"].value for row in kg.sparql(f"SELECT ({n} AS ?n) {{}}")],
                range(8),
            )
        )  # type: ignore[union-attr]
    assert results == [[str(n)] for n in range(8)]


def test_a_graph_in_memory_is_asked_too_and_stays_as_it_is() -> None:
    store, node = Store(), NamedNode("http://example.org/a")
    store.add(Quad(node, node, Literal("é\n"), graph("registry")))
    store.add(Quad(BlankNode("b"), node, Literal("others'"), NamedNode("http://example.org/g")))
    kg = KnowledgeGraph(store)

    assert [row["o"] for row in kg.sparql("SELECT ?o { GRAPH ?g { ?s ?p ?o } }")] == [
        Literal("é\n")
    ]  # type: ignore[union-attr]
    assert len(store) == 2


@pytest.mark.slow
def test_the_graph_that_was_opened_is_asked_although_another_was_published(tmp_path: Path) -> None:
    def quad(value: str) -> Quad:
        return Quad(
            NamedNode("http://example.org/a"),
            NamedNode("http://example.org/b"),
            Literal(value),
            graph("registry"),
        )

    mini.publish(tmp_path, [quad("old")], "a")
    kg = KnowledgeGraph.open(tmp_path)
    mini.publish(tmp_path, [quad("new")], "b")
    assert [row["o"].value for row in kg.sparql("SELECT ?o { ?s ?p ?o }")] == ["old"]  # type: ignore[union-attr]

    mini.publish(tmp_path, [quad("newer")], "c")
    assert [row["o"].value for row in kg.sparql("SELECT ?o { ?s ?p ?o }")] == ["old"]  # type: ignore[union-attr]

    mini.publish(tmp_path, [quad("newest")], "d")
    with pytest.raises(StoreError, match=r"the store cannot be read: .* build it again"):
        kg.sparql("SELECT ?o { ?s ?p ?o }")


@pytest.mark.slow
def test_what_lies_in_the_working_folder_is_not_imported(folder: Path, tmp_path: Path) -> None:
    for name in ("ctypes", "resource", "marshal", "pyoxigraph"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('imported')")
    code = (
        "import sys; sys.path.pop(0); import atgraph; "
        f"print(bool(atgraph.open({str(folder)!r}).sparql('ASK {{}}')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        env=mini.environment(),
        check=False,
    )

    assert (done.stdout, done.stderr) == ("True\n", "")


# What is stopped


@pytest.mark.parametrize(
    "name", [next(iter(BOMBS)), *(pytest.param(n, marks=pytest.mark.slow) for n in [*BOMBS][1:])]
)
def test_a_bomb_is_stopped_and_the_next_query_works(
    kg: KnowledgeGraph, workers: list[subprocess.Popen[bytes]], name: str
) -> None:
    with pytest.raises(
        QueryError,
        match=(
            r"was stopped after 0\.3 seconds; narrow it, or add a LIMIT, or give it longer "
            r"with --timeout|more than 2 GiB"
        ),
    ):
        kg.sparql(BOMBS[name], timeout=0.3)
    assert [w.returncode is not None for w in workers] == [True]
    assert kg.sparql("ASK { ?s a atg:Person }")


@pytest.mark.slow
def test_a_query_that_needs_too_much_memory_is_stopped(
    kg: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(free_query, "MEMORY", 1 << 28)
    with pytest.raises(
        QueryError, match=r"it needs more than 0\.25 GiB of memory; narrow it, or add a LIMIT"
    ):
        kg.sparql(BOMBS["order of a cross join"], timeout=300)
    assert kg.sparql("ASK {}")


@pytest.mark.slow
def test_a_result_that_is_too_large_is_refused_and_not_cut(
    kg: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(free_query, "SIZE", 1 << 20)
    with pytest.raises(
        QueryError, match=r"larger than 0\.000976562 GiB, and no part of it is given; narrow it"
    ):
        kg.sparql("SELECT * { ?s ?p ?o }")
    with pytest.raises(QueryError, match="no part of it is given"):
        kg.sparql("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }")


@pytest.mark.parametrize(
    ("end", "why"),
    [
        ("SIGSEGV", ""),
        ("SIGABRT", ", as a library does that is given no more memory"),
        ("SIGKILL", ", as a machine does that has no more memory"),
    ],
)
def test_a_worker_that_dies_is_told_and_the_caller_lives(
    kg: KnowledgeGraph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, end: str, why: str
) -> None:
    dying = tmp_path / "dying.py"
    dying.write_text(f"import os, signal\nos.kill(os.getpid(), signal.{end})\n")
    with monkeypatch.context() as patched:
        patched.setattr(process, "__file__", str(dying))
        with pytest.raises(
            QueryError,
            match=f"the query ended the engine that ran it .{end}{why}.; write it in another way",
        ):
            kg.sparql("ASK {}")
    assert kg.sparql("ASK {}")


# Opens a store as on a machine with 128 cores, where RocksDB starts 160 threads.
MANY_CORES = """
import _thread, sys
sys.path[:] = {path!r}
from atgraph.graph import query_job
from atgraph.sandbox import process
never = _thread.allocate_lock()
never.acquire()
def open_store(*given, opened=query_job.open_store):
    _thread.stack_size(16 << 20)
    for _ in range(160):
        _thread.start_new_thread(never.acquire, ())
    return opened(*given)
query_job.open_store = open_store
process.main()
"""


@pytest.mark.slow
def test_the_memory_of_a_query_is_what_it_takes_beside_an_open_store_on_128_cores(
    kg: KnowledgeGraph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "many_cores.py"
    script.write_text(MANY_CORES.format(path=sys.path))
    monkeypatch.setattr(free_query, "MEMORY", 384 << 20)
    monkeypatch.setattr(process, "__file__", str(script))
    assert kg.sparql("ASK { ?s a atg:Person }")
    with pytest.raises(QueryError, match=r"it needs more than 0\.375 GiB of memory"):
        kg.sparql(BOMBS["order of a cross join"], timeout=300)


@pytest.mark.parametrize("timeout", [0, -1, float("nan"), float("inf"), 1e9])
def test_a_timeout_that_is_no_time_is_refused(kg: KnowledgeGraph, timeout: float) -> None:
    with pytest.raises(
        QueryError, match="the timeout must be above 0 seconds and at most 86,400, not "
    ):
        kg.sparql("ASK {}", timeout=timeout)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?",
        "ASK { ?s un:known ?o }",
        "ASK { ?s ?p '\ud800' }",
        "\x00",
        "INSERT DATA { <http://e/a> <http://e/b> 1 }",
        "",
    ],
)
def test_a_query_that_is_not_understood_is_told(kg: KnowledgeGraph, query: str) -> None:
    with pytest.raises(QueryError, match="the query is not understood: "):
        kg.sparql(query)


# As long as is taken, these took a lexer that is quadratic from 27 to 418 seconds.
UNENDED = ["\"'\\", "'\\", '"""\\"', '\\"""\n']


@pytest.mark.parametrize("sign", UNENDED)
def test_a_text_that_never_ends_is_told_at_once(kg: KnowledgeGraph, sign: str) -> None:
    query = (sign * LONGEST)[:LONGEST]
    with pytest.raises(QueryError, match=r"query is not understood: |stands outside a text"):
        kg.sparql(query)


def test_the_clock_runs_before_a_query_is_looked_at(
    kg: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = sandbox.time.monotonic()
    clock = iter([begun, begun + 99])
    monkeypatch.setattr(sandbox, "time", SimpleNamespace(monotonic=lambda: next(clock)))
    with pytest.raises(QueryError, match="was stopped after 9 seconds"):
        kg.sparql("ASK {}", timeout=9)


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT * {{ FILTER({'(' * 9000}1{')' * 9000}) }}",
        f"SELECT * {{ FILTER({'!' * 9999}true) }}",
        f"SELECT * {'{' * 9000}{'}' * 9000}",
        f"SELECT * {{ ?s ?p {'[ ?p ' * 9000}1{']' * 9000} }}",
        f"CONSTRUCT {{ ?s ?p ?o }} {{ ?s {'(' * 9000}?p{')' * 9000} ?o }}",
        f'SELECT * {{ VALUES ?x {{ """a" }} {"{" * 9000}{"}" * 9000} }}',
    ],
)
@pytest.mark.parametrize("way", ["select", "query", "table", "construct", "sparql"])
def test_no_query_is_so_deep_that_it_ends_python(
    kg: KnowledgeGraph, tmp_path: Path, way: str, query: str
) -> None:
    more = () if way == "sparql" else (tmp_path / "deep.rq",)
    with pytest.raises(QueryError, match=r"nested more than 100 deep|does not end"):
        list(getattr(kg, way)(query, *more))


@pytest.mark.slow
def test_results_that_are_held_keep_no_file_each(kg: KnowledgeGraph) -> None:
    def next_file() -> int:
        os.close(number := os.dup(0))
        return number

    kg.sparql("ASK {}")  # what runs the queries is there, and has its files
    free = next_file()
    held = [kg.sparql("SELECT * { ?s ?p ?o } LIMIT 1") for _ in range(3)]
    assert next_file() == free
    assert [len(list(result)) for result in held] == [1] * 3  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("code", "said", "error", "why"),
    [
        (query_job.NO_STORE, "\n broken\nmore", StoreError, "the store cannot be read: broken; bu"),
        (query_job.NOT_UNDERSTOOD, "odd\nmore", QueryError, "the query is not understood: odd"),
        (process.STOPPED, "full", QueryError, "the query stopped: full"),
        (process.NOT_STARTED, "no room", QueryError, "the query cannot be run: no room; close"),
        (process.TOO_LONG, "", LateError, "was stopped after 2.5 seconds; narrow it"),
        (process.TOO_LARGE, "", QueryError, "was stopped: its result is larger than 0.5 GiB"),
        (process.TOO_MUCH, "", QueryError, "was stopped: it needs more than 2 GiB of memory; nar"),
        (process.ENDED, "SIGABRT", QueryError, "ended the engine that ran it (SIGABRT); write"),
    ],
)
def test_each_end_of_a_query_is_told(
    code: int, said: str, error: type[AtgraphError], why: str
) -> None:
    told = free_query.error_of(Stopped(code, said), Deadline(2.5), "ASK {}")

    assert type(told) is error
    assert why in told.problems[0].message


# Who ends it, and what is left

# Runs the command line, saying the number of each worker that it starts.
SAYING = """
import subprocess, sys
class Said(subprocess.Popen):
    def __init__(self, *arguments, **more):
        super().__init__(*arguments, **more)
        print(self.pid, file=sys.__stderr__, flush=True)
subprocess.Popen = Said
from atgraph.cli import main
main()
"""


@pytest.fixture
def asking(folder: Path, tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """A command that waits for a bomb, and a handle of its worker."""
    command = [
        sys.executable,
        "-c",
        SAYING,
        "sparql",
        COUNT,
        "--store",
        str(folder),
        "--timeout",
        "300",
    ]
    heard = signal.signal(
        signal.SIGINT, signal.default_int_handler
    )  # in the background Ctrl-C is ignored, and children inherit that
    try:
        with subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=mini.environment(TMPDIR=str(tmp_path)),
        ) as caller:
            assert caller.stderr
            handle = os.pidfd_open(int(caller.stderr.readline()))
            yield caller, handle
            os.close(handle)
            caller.kill()
    finally:
        signal.signal(signal.SIGINT, heard)


@pytest.mark.skipif(
    not hasattr(os, "pidfd_open"),
    reason="only Linux tells when a process that is not ours has ended",
)
@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
@pytest.mark.slow
def test_a_worker_ends_with_its_caller_and_leaves_nothing(
    asking: tuple[subprocess.Popen[str], int], tmp_path: Path, end: signal.Signals
) -> None:
    caller, handle = asking
    caller.send_signal(end)
    out, err = caller.communicate(timeout=60)

    assert out == ""
    if end == signal.SIGINT:
        assert (caller.returncode, err) == (
            2,
            "\natgraph: stopped; what was published stays as it was\n",
        )
    assert select.select([handle], [], [], 60)[0] == [handle]
    assert list(tmp_path.iterdir()) == []


def test_a_system_that_keeps_no_limit_of_memory_still_answers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    resource = pytest.importorskip("resource")
    asked: list[int] = []

    def refuse(kind: int, _: object) -> None:  # as macOS does
        asked.append(kind)
        raise ValueError("current limit exceeds maximum limit")

    monkeypatch.setattr(resource, "setrlimit", refuse)
    process.limit(free_query.MEMORY, free_query.SIZE)

    assert set(asked) == {resource.RLIMIT_AS, resource.RLIMIT_FSIZE, resource.RLIMIT_CORE}


def test_a_worker_is_in_no_network(kg: KnowledgeGraph) -> None:
    if subprocess.run(["unshare", "-n", "true"], capture_output=True, check=False).returncode:
        pytest.skip("this system lets nobody here leave the network")
    with listening() as canary:
        query = f"SELECT * {{ SERVICE <{canary.url}> {{ ?s ?p ?o }} }}"
        ask = kg.engine.query_apart  # type: ignore[attr-defined]
        with pytest.raises(QueryError, match="the query stopped: "):
            ask(query, kg.graphs, Deadline(30))
        assert canary.calls == []
        assert [row["s"].value for row in ask(query, kg.graphs, Deadline(30), offline=False)] == [
            "sung"
        ]


# The command line


@pytest.mark.slow
@pytest.mark.parametrize("fmt", ["json", "csv", "tsv", "xml", "table", "markdown"])
def test_a_stopped_query_prints_no_row_and_gives_2(folder: Path, fmt: str) -> None:
    run = mini.atgraph(
        "sparql",
        "SELECT * { ?a ?b ?c . ?d ?e ?f }",
        "--timeout",
        "0.2",
        "--format",
        fmt,
        "--store",
        folder,
    )

    assert (run.code, run.out) == (2, "")
    assert run.lines == [
        (
            "atgraph: the query was stopped after 0.2 seconds; narrow it, or add a LIMIT, or "
            "give it longer with --timeout"
        )
    ]


@pytest.mark.slow
def test_json_is_the_same_bytes_each_time(folder: Path) -> None:
    query = "SELECT ?s ?l { ?s rdfs:label ?l } ORDER BY ?s ?l"
    first = mini.atgraph("sparql", query, "--format", "json", "--store", folder)

    assert first.out.startswith(
        '{"head":{"vars":["s","l"]},"results":{"bindings":[{"s":{"type":"uri","value":"'
    )
    assert first.out.endswith('"}}]}}\n')
    assert mini.atgraph("sparql", query, "--format", "json", "--store", folder) == first


@pytest.mark.slow
def test_a_reader_that_has_seen_enough_ends_it_quietly(folder: Path) -> None:
    command = (
        f'"{sys.executable}" -m atgraph sparql "SELECT ?s ?p ?o {{ ?s ?p ?o }}" --store '
        f'"{folder}" | head -n 1'
    )
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        capture_output=True,
        text=True,
        env=mini.environment(),
        timeout=60,
        check=False,
    )

    assert (done.returncode, done.stdout, done.stderr) == (0, "?s\t?p\t?o\n", "")


def broken(folder: Path, how: str) -> None:
    """Break a store in one way."""
    published = (folder / "current").resolve()
    tables = sorted(published.glob("*.sst"), key=lambda path: path.stat().st_size)
    match how:
        case "no link":
            (folder / "current").unlink()
        case "empty folder":
            shutil.rmtree(published)
            published.mkdir()
        case "cut file":
            os.truncate(tables[-1], 100)
        case "another version":
            shutil.rmtree(published)
            shutil.unpack_archive(mini.ROOT / "tests" / "stores" / "oxigraph-0.4.9.zip", published)


@pytest.mark.parametrize("how", ["no link", "empty folder", "cut file", "another version"])
@pytest.mark.slow
def test_a_store_that_cannot_be_read_is_one_line_that_says_what_to_do(
    tmp_path: Path, how: str
) -> None:
    mini.publish(tmp_path, list(mini.graph().store), "a")
    broken(tmp_path, how)
    run = mini.atgraph("sparql", "ASK {}", "--store", tmp_path)

    assert (run.code, run.out, len(run.lines)) == (2, "", 1), run
    assert re.search(r"run `atgraph build` first|build it again with `atgraph build`", run.err), run
    assert ("another version of the program wrote it" in run.err) == (how == "another version")


def test_a_store_that_is_being_built_is_read(folder: Path) -> None:
    from atgraph.build.publish import build_lock

    with build_lock(folder):
        assert mini.atgraph("sparql", "ASK {}", "--store", folder).out == "true\n"


# Two thousand made worse, ten thousand in the long form


@pytest.fixture
def small(tmp_path: Path) -> KnowledgeGraph:
    """A graph of some hundred triples, so that most queries end."""
    # half a description, and people without one, are those of an older store
    told = (quad for quad in mini.graph().store if quad.graph_name != graph("dataset"))
    quads = [quad for quad in told if quad.object != atg("Person")]
    mini.publish(tmp_path, quads[::20], "small")
    return KnowledgeGraph.open(tmp_path)


@pytest.mark.slow
@tries(short=500, long=10_000)
def test_no_mutated_query_ends_the_process_that_asks(small: KnowledgeGraph, count: int) -> None:
    base = {
        "prefixes": prefixes(),
        "graphs": [g.value for g in small.graphs],
        "union": True,
    }
    folder = str(small.engine.published)  # type: ignore[attr-defined]
    kept, refused = mutation.Kept(folder, free_query.MEMORY, free_query.SIZE), 0
    for number, query in enumerate(mutation.mutated(count)):
        try:
            guard(query)
        except QueryError:
            refused += 1
            continue
        kept.run({**base, "query": query})
        if number % (count // 20) == 0:
            try:
                small.sparql(query, timeout=5)
            except AtgraphError as exc:
                assert len(str(exc).splitlines()) == 1
    kept.close()

    assert sum(kept.ends.values()) + refused == count
    assert kept.ends[process.DONE] > count / 10
    assert refused > count / 100
    assert {code for code in kept.ends if code < 0} <= {-signal.SIGALRM}


# Graphs that are none of atgraph


@pytest.mark.slow
def test_what_others_keep_in_a_store_is_not_answered() -> None:
    store = Store()
    ours, theirs = graph("programme/a"), NamedNode("http://other/g")
    store.add(Quad(NamedNode("http://e/a"), NamedNode("http://e/p"), Literal("ours"), ours))
    kg = KnowledgeGraph(store)
    every, named = "SELECT ?o { ?s ?p ?o }", "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"
    assert [r["o"].value for r in kg.select(every)] == ["ours"]

    for place in (theirs, BlankNode("g"), DefaultGraph()):
        store.add(Quad(NamedNode("http://e/b"), NamedNode("http://e/p"), Literal("theirs"), place))
        for asked in (kg.select, kg.sparql):
            assert [r["o"].value for r in asked(every)] == ["ours"]  # type: ignore[union-attr, index]
            assert [r["g"] for r in asked(named)] == [ours]  # type: ignore[union-attr, index]


def test_a_store_of_others_alone_is_empty() -> None:
    store = Store()
    store.add(
        Quad(
            NamedNode("http://e/b"),
            NamedNode("http://e/p"),
            Literal("theirs"),
            NamedNode("http://other/g"),
        )
    )
    kg = KnowledgeGraph(store)

    assert not list(kg.select("SELECT ?o { ?s ?p ?o }"))
    assert not list(kg.sparql("SELECT ?g { GRAPH ?g { ?s ?p ?o } }"))  # type: ignore[arg-type]
