"""engine, store and result: the embedded engine, how its store is opened, how long it may take."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Store

from atgraph.errors import EndpointError, QueryError, StoreError
from atgraph.graph import engine as engines
from atgraph.graph import store as stores
from atgraph.graph.engine import EmbeddedEngine
from atgraph.graph.free_query import FreeQuery
from atgraph.graph.result import LONGEST, TIMEOUT, check_timeout
from atgraph.rdf.namespaces import graph, prefixes
from atgraph.sandbox.sandbox import Deadline

P = NamedNode("http://e/p")
FIRST, SECOND = graph("programme/a"), graph("registry")
OURS = [Quad(P, P, Literal("b"), SECOND), Quad(P, P, Literal("a"), FIRST)]
THEIRS = [NamedNode("http://other/g"), BlankNode("g"), DefaultGraph()]


def store_of(*more: Any) -> Store:
    store = Store()
    store.extend([*OURS, *(Quad(P, P, Literal("theirs"), place) for place in more)])
    return store


def values(result: Any) -> list[str]:
    return [row["o"].value for row in result]


# The embedded engine


def test_graphs_are_those_of_atgraph_sorted() -> None:
    assert EmbeddedEngine(store_of(*THEIRS)).graphs == [FIRST, SECOND]


@pytest.mark.parametrize("others", [[], *([place] for place in THEIRS)])
@pytest.mark.parametrize(
    ("graphs", "found"),
    [([FIRST, SECOND], ["a", "b"]), ([FIRST], ["a"]), ([SECOND], ["b"]), ([], [])],
)
def test_the_graphs_that_are_given_are_asked_and_no_others(
    others: list[Any], graphs: list[NamedNode], found: list[str]
) -> None:
    engine = EmbeddedEngine(store_of(*others))

    assert values(engine.query("SELECT ?o { ?s ?p ?o } ORDER BY ?o", graphs)) == found
    assert values(engine.query("SELECT ?o { GRAPH ?g {?s ?p ?o} } ORDER BY ?o", graphs)) == found


@pytest.mark.parametrize(
    ("others", "published", "graphs", "is_union"),
    [
        ([], None, [FIRST, SECOND], True),
        ([], None, [FIRST], False),
        ([], Path("/store"), [FIRST, SECOND], True),
        ([], Path("/store"), [FIRST], False),
        *(([place], None, [FIRST, SECOND], False) for place in THEIRS),
    ],
)
def test_a_store_is_asked_as_one_where_that_is_all_of_it(
    monkeypatch: pytest.MonkeyPatch,
    others: list[Any],
    published: Path | None,
    graphs: list[NamedNode],
    is_union: bool,
) -> None:
    ran: list[tuple[FreeQuery, Deadline]] = []
    long, short = Deadline(30), Deadline(0.5)
    monkeypatch.setattr(engines, "run", lambda *given: ran.append(given))
    engine = EmbeddedEngine(store_of(*others), published)
    engine.query_apart("ASK {}", graphs, long)
    engine.query_apart("ASK {}", graphs, short, offline=False)

    names, store = [g.value for g in graphs], published or engine.store
    assert ran == [
        (FreeQuery("ASK {}", store, prefixes(), names, is_union, True), long),
        (FreeQuery("ASK {}", store, prefixes(), names, is_union, False), short),
    ]


def test_a_task_is_asked_of_all_graphs_and_in_no_network_unless_it_says_otherwise() -> None:
    task = FreeQuery("ASK {}", Path("/store"), {}, [])
    assert (task.union, task.offline) == (True, True)


def test_the_state_of_a_store_never_changes_and_its_quads_are_those_of_a_graph() -> None:
    engine = EmbeddedEngine(store_of(*THEIRS))
    assert engine.state() == ""
    assert list(engine.quads(FIRST)) == OURS[1:]


def test_prefixes_and_the_functions_of_the_project_are_known() -> None:
    function = next(iter(engines.FUNCTIONS)).value
    query = f'SELECT (<{function}>("Ána") AS ?o) (atg:x AS ?x) {{}}'
    assert len(values(EmbeddedEngine(store_of()).query(query, []))) == 1


@pytest.mark.parametrize(
    ("error", "why"),
    [
        *((SyntaxError, "is not understood: no"), (ValueError, "is not understood: no")),
        *((RuntimeError, "stopped: no"), (OSError, "stopped: no")),
    ],
)
def test_what_a_store_raises_is_told(error: type[Exception], why: str) -> None:
    class Broken:
        def query(self, *_: object, **__: object) -> None:
            raise error("no\nmore")

    engine = EmbeddedEngine(Broken(), Path("/store"))  # type: ignore[arg-type]
    engine.__dict__["graphs"] = []
    with pytest.raises(QueryError) as told:
        engine.query("ASK {}", [])
    assert told.value.problems[0].message == f"the query {why}"


def test_the_store_that_is_named_is_opened_or_the_usual_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    store = store_of()
    monkeypatch.setattr(engines, "default_store", lambda: Path("/usual"))
    monkeypatch.setattr(engines, "open_published", lambda folder: (store, folder / "graph-1"))

    assert EmbeddedEngine.open() == EmbeddedEngine(store, Path("/usual/graph-1"))
    assert EmbeddedEngine.open(Path("/own")) == EmbeddedEngine(store, Path("/own/graph-1"))


# Its store


@pytest.fixture
def link(tmp_path: Path) -> Callable[[str], None]:
    """Moves the link of a store."""

    def move(target: str) -> None:
        (tmp_path / "current").unlink(missing_ok=True)
        (tmp_path / "current").symlink_to(target)

    return move


class Opened:
    """A store that is not there: it notes which folders were to be opened."""

    tried: list[str]
    fails: Callable[[str], None]

    @classmethod
    def read_only(cls, folder: str) -> str:
        cls.tried.append(Path(folder).name)
        cls.fails(folder)
        return folder


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> type[Opened]:
    Opened.tried, Opened.fails = [], lambda _: None
    monkeypatch.setattr(stores, "Store", Opened)
    monkeypatch.setattr(stores, "_check_version", lambda store, folder: None)
    return Opened


def test_the_published_graph_is_opened_and_its_folder_is_told(
    tmp_path: Path,
    link: Callable[[str], None],
    opened: type[Opened],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    link("graph-1")
    monkeypatch.chdir(tmp_path.parent)

    found = stores.open_published(Path(tmp_path.name))

    assert found == (f"{tmp_path.name}/graph-1", tmp_path / "graph-1")


def test_a_folder_without_a_link_has_no_graph(tmp_path: Path) -> None:
    (tmp_path / "current").mkdir()
    with pytest.raises(StoreError, match="no graph was built here") as told:
        stores.open_published(tmp_path)
    assert told.value.problems[0].path == str(tmp_path)


def test_a_graph_that_was_published_meanwhile_is_opened(
    tmp_path: Path, link: Callable[[str], None], opened: type[Opened]
) -> None:
    link("graph-1")

    def fails(folder: str) -> None:
        if folder.endswith("1"):
            link("graph-2")
            raise OSError("gone")

    opened.fails = fails
    assert stores.open_published(tmp_path)[1] == tmp_path / "graph-2"
    assert opened.tried == ["graph-1", "graph-2"]


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (OSError("gone\nmore"), "cannot be read: gone; build it again"),
        (ValueError("odd"), "cannot be read: odd; build it again"),
        (RuntimeError("please upgrade it"), "another version of the program wrote it; build"),
    ],
)
def test_a_graph_that_cannot_be_opened_twice_is_told(
    tmp_path: Path,
    link: Callable[[str], None],
    opened: type[Opened],
    error: Exception,
    why: str,
) -> None:
    link("graph-1")

    def fails(_: str) -> None:
        raise error

    opened.fails = fails
    with pytest.raises(StoreError) as told:
        stores.open_published(tmp_path)
    assert why in told.value.problems[0].message
    assert told.value.problems[0].path == str(tmp_path)
    assert opened.tried == ["graph-1", "graph-1"]


# How long it may take


def test_a_time_is_above_nothing_and_at_most_a_day() -> None:
    for seconds in (0.001, TIMEOUT, LONGEST):
        check_timeout(seconds, QueryError)
    for seconds in (-1, 0, LONGEST + 1, float("nan")):
        with pytest.raises(EndpointError, match="at most 86,400"):
            check_timeout(seconds, EndpointError)
