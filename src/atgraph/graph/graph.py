"""The published graph, opened for asking."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    Store,
    Triple,
)

from atgraph.errors import EndpointError, QueryError, StoreError
from atgraph.graph import sparql
from atgraph.graph.engine import EmbeddedEngine, Engine
from atgraph.graph.ordering import WHOLE, Key, ordered, split
from atgraph.graph.result import Result, check_timeout
from atgraph.rdf.namespaces import ATG, GRAPH, ON_REQUEST, ON_REQUEST_DERIVED, graph
from atgraph.sandbox.sandbox import Deadline
from atgraph.text import first_line

Term = NamedNode | Literal | BlankNode | Triple
Row = dict[str, Term]
PROGRAMME = GRAPH + "programme/"
LISTED = f"SELECT ?person {{ GRAPH <{ON_REQUEST.value}> {{ ?person a <{ATG}Person> }} }}"


class Graph:
    """A graph to ask: the graphs of atgraph as one default graph, and each by its name.

    ``engine`` answers; a store in memory may be given as it is. ``asserted`` leaves out what was
    derived, ``to_publish`` what is said of people who are listed on request.
    """

    def __init__(
        self, engine: Engine | Store, asserted: bool = False, to_publish: bool = False
    ) -> None:
        self.engine: Engine = EmbeddedEngine(engine) if isinstance(engine, Store) else engine
        self.asserted, self.to_publish = asserted, to_publish
        self._state = self._within = ""
        self._graphs: list[NamedNode] | None = None  # of this state, as the version is
        self._version: str | None = None

    def __repr__(self) -> str:
        return f"{type(self).__name__}(engine={self.engine!r}, asserted={self.asserted!r})"

    def with_derived(self) -> Self:
        """Return the same graph with what was derived."""
        return type(self)(self.engine, False, self.to_publish) if self.asserted else self

    def published(self) -> Self:
        """Return the graph to hand on: without what is said of people who are listed on request."""
        is_whole = ON_REQUEST in self.graphs
        return type(self)(self.engine, self.asserted, to_publish=True) if is_whole else self

    @property
    def listed(self) -> frozenset[str]:
        """The people who are listed on request, by IRI; nobody where nothing is said of them."""
        rows = self.select(LISTED) if ON_REQUEST in self.graphs else ()
        return frozenset(text(row, "person") for row in rows)

    @property
    def left_out(self) -> int:
        """How many people are not in what is published, because they are listed on request."""
        return len(type(self)(self.engine).listed) if self.to_publish else 0

    @property
    def store(self) -> Store:
        """The store of the embedded engine; a StoreError where another is asked."""
        if not isinstance(self.engine, EmbeddedEngine):
            why = "this graph is kept by a server, not in a store here"
            raise StoreError(f"{why}; use `query` or `quads`")
        return self.engine.store

    @contextmanager
    def steady(self, state: str = "") -> Iterator[str]:
        """Check that all that is asked within is asked of one graph; a server's may be replaced.

        It yields the graph's state: the one it must have, or the one it has now. Where that is no
        longer so at the end, it is an EndpointError.
        """
        outer, self._within = self._within, state or self._within or self._renewed()
        try:
            yield self._within
            if self.engine.state() != self._within:
                why = "the server's graph was replaced while it was asked"
                raise EndpointError(f"{why}, so the rows are of two graphs; ask again")
        finally:
            self._within = outer

    def _renewed(self) -> str:
        """Return the state of the graph, having forgotten what was known of another."""
        if (state := self.engine.state()) != self._state:
            self._state, self._graphs, self._version = state, None, None
        return state

    @property
    def graphs(self) -> list[NamedNode]:
        """The named graphs that queries run over."""
        if self._graphs is None:
            left_out = {graph("derived"): self.asserted, ON_REQUEST: self.to_publish}
            left_out[ON_REQUEST_DERIVED] = self.asserted or self.to_publish
            self._graphs = [g for g in self.engine.graphs if not left_out.get(g)]
        return self._graphs

    @property
    def programmes(self) -> list[str]:
        """The ids of the programmes."""
        return sorted(g.value.removeprefix(PROGRAMME) for g in self.graphs if _is_programme(g))

    def of_programme(self, name: str) -> Graph:
        """Return the same graph without what other programmes say; rules read them all the same."""
        kept = Graph(self.engine, self.asserted, self.to_publish)
        own = PROGRAMME + name
        kept._graphs = [g for g in self.graphs if g.value == own or not _is_programme(g)]
        return kept

    @property
    def version(self) -> str:
        """The digest of the graph's data, in whatever order (see rdf/version.py)."""
        if self._version is None:
            about = f"SELECT ?version WHERE {{ <{GRAPH}dataset> owl:versionInfo ?version }}"
            self._version = next((text(row, "version") for row in self.select(about)), "")
        return self._version

    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        """Yield the quads of one of the graphs that queries run over, or of all."""
        return (quad for g in self.graphs if graph in (None, g) for quad in self.engine.quads(g))

    def query(self, text: str, path: Path | None = None) -> Result:
        """Run a query of the project's own, read from a path, over the listed graphs.

        It runs in this process and has no deadline; what strangers write is for `sparql`. It is a
        QueryError if it reaches outside, is too deep, is not understood, or the store cannot be
        read.
        """
        sparql.refuse_reaching(text, path=path)
        sparql.refuse_deep(text, path)
        graphs = self.graphs
        try:
            return self.engine.query(text, graphs)
        except QueryError as exc:
            if path is None:
                raise
            raise QueryError(exc.problems[0].message, path) from exc

    def construct(self, text: str, path: Path | None = None) -> Iterator[Triple]:
        """Run a CONSTRUCT of the project's own and yield its triples, or raise a QueryError."""
        result = self.query(text, path)
        if isinstance(result, QuerySolutions | QueryBoolean):
            del result  # what an error keeps may be freed in another thread: the engine forbids it
            raise QueryError("gives no triples; write a CONSTRUCT", path)
        return result

    def select(self, text: str, path: Path | None = None) -> Iterator[Row]:
        """Run a SELECT; each row maps the names of bound variables to terms."""
        return self.table(text, path)[1]

    def table(
        self,
        text: str,
        path: Path | None = None,
        allow_services: Iterable[str] = (),
        seconds: float | None = None,
    ) -> tuple[tuple[str, ...], Iterator[Row]]:
        """Run a SELECT; return the names of its columns, and its rows.

        One that asks another server, as ``allow_services`` may allow, runs in a process of its own,
        and so does one that may take only so many ``seconds``.

        Raises:
            QueryError: it is no SELECT, is not understood, or stops while rows are read; a
                LateError, if it takes too long.
        """
        sparql.refuse_reaching(text, allow_services, path)
        if seconds is not None or sparql.reaches_out(text):
            result = self.sparql(text, timeout=seconds, allow_services=allow_services)
            return _table(result, path)
        unordered, keys = split(text) if isinstance(self.engine, EmbeddedEngine) else (text, [])
        try:
            names, rows = _table(self.query(unordered, path), path)
        except QueryError:  # told of the query as it is written
            names, rows = _table(self.query(text, path), path)
        if not {column for column, _ in keys} <= set(names):
            return _table(self.query(text, path), path)
        return names, self._in_order(rows, keys, text, path) if keys else rows

    def _in_order(
        self, rows: Iterator[Row], keys: Sequence[Key], text: str, path: Path | None
    ) -> Iterator[Row]:
        """Yield rows in the order of their query; what is not compared here the engine orders."""
        found = ordered(list(rows), keys)
        yield from _table(self.query(text, path), path)[1] if found is None else found

    def sparql(
        self, text: str, *, timeout: float | None = None, allow_services: Iterable[str] = ()
    ) -> Result:
        """Run a free query and return its whole result; the embedded store in a process of its own.

        Args:
            text: the query.
            timeout: the seconds it may take; without it those of the server, or 30.
            allow_services: the hosts that SERVICE may ask, each as ``host`` or ``host:port``.

        Raises:
            QueryError: refused, not understood, or stopped: it took too long, too much memory, or
                gives too much.
        """
        seconds = self.engine.timeout if timeout is None else timeout
        check_timeout(seconds, QueryError)
        deadline = Deadline(seconds)
        sparql.guard(text, allow_services)
        with self.steady():
            offline = not sparql.reaches_out(text)
            return self.engine.query_apart(text, self.graphs, deadline, offline=offline)


def _is_programme(graph: NamedNode) -> bool:
    return graph.value.startswith(PROGRAMME)


def _table(result: Result, path: Path | None = None) -> tuple[tuple[str, ...], Iterator[Row]]:
    if not isinstance(result, QuerySolutions):
        del result  # as in `construct`
        raise QueryError("the query gives no table; write a SELECT", path)
    names = tuple(v.value for v in result.variables)
    return names, _rows(result, names, path)


def _rows(result: QuerySolutions, names: tuple[str, ...], path: Path | None) -> Iterator[Row]:
    try:
        for solution in result:
            yield {n: t for n, t in zip(names, solution) if t is not None}
    except (ValueError, RuntimeError, OSError) as exc:
        del result
        raise QueryError(f"the query stopped: {first_line(exc)}", path) from exc


def text(row: Row, name: str) -> str:
    """Return the text of a cell, empty where it is not bound."""
    return str(getattr(row.get(name), "value", ""))


def number(row: Row, name: str) -> int:
    """Return the whole number of a cell, or raise a QueryError: a server may answer anything."""
    said = text(row, name)
    if not WHOLE.fullmatch(said):
        raise QueryError(f"the answer has no whole number in column {name}: {said[:40]!r}")
    return int(said)
