"""What a graph is asked through: the embedded store, or a server that answers in the same terms."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar, Protocol

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from atgraph.data.names import FUNCTIONS
from atgraph.errors import QueryError
from atgraph.files import default_store
from atgraph.graph.free_query import FreeQuery, run
from atgraph.graph.result import TIMEOUT, Result
from atgraph.graph.sparql.syntax import explain_syntax
from atgraph.graph.store import PUBLISHED, open_published
from atgraph.rdf.namespaces import APART, GRAPH, prefixes
from atgraph.sandbox.sandbox import Deadline
from atgraph.text import first_line

Runner = Callable[[FreeQuery, Deadline], Result]


class Engine(Protocol):
    """Answers queries over named graphs of its own."""

    @property
    def timeout(self) -> float:
        """The seconds that a free query may take where nobody says how many."""

    @property
    def graphs(self) -> Sequence[NamedNode]:
        """The graphs of atgraph that it holds, sorted; those of others are not listed."""

    def state(self) -> str:
        """Return what tells the present graph from one that takes its place; empty if none can."""

    def query(self, text: str, graphs: Sequence[NamedNode]) -> Result:
        """Run a query over some of its graphs, as the default graph and each by its name.

        The prefixes of ontology/prefixes.ttl are known. A query that it does not understand, or
        that stops, is a QueryError.
        """

    def query_apart(
        self,
        text: str,
        graphs: Sequence[NamedNode],
        deadline: Deadline,
        *,
        offline: bool = True,
    ) -> Result:
        """Run a free query, so that it cannot hurt; the result is whole, or a QueryError.

        It must end before the deadline. ``offline`` says whether what runs it leaves the network.
        """

    def quads(self, graph: NamedNode) -> Iterator[Quad]:
        """Yield all quads of a graph."""


@dataclass(frozen=True)
class EmbeddedEngine:
    """A store of Oxigraph in this process; ``published`` is its folder, if it is on disk.

    ``being_made`` says that a build makes it, and nobody else keeps anything in it: to look whether
    somebody does takes half a millisecond of a million triples, which are asked often then.
    ``runner`` runs free queries in processes that a server keeps ready; without it each starts one.
    """

    store: Store
    published: Path | None = None
    runner: Runner | None = None
    being_made: bool = False
    timeout: ClassVar[float] = TIMEOUT

    @classmethod
    def open(cls, folder: Path | None = None) -> EmbeddedEngine:
        """Open the published graph of a store folder, or the default one, read-only."""
        return cls(*open_published(folder or default_store()))

    @cached_property
    def graphs(self) -> Sequence[NamedNode]:
        """The graphs of atgraph, sorted."""
        named = (g for g in self.store.named_graphs() if isinstance(g, NamedNode))
        return sorted((g for g in named if g.value.startswith(GRAPH)), key=lambda g: g.value)

    @cached_property
    def _part(self) -> EmbeddedEngine | None:
        """What is published of the graph, where a store on disk keeps it by itself too.

        It never is the engine itself, which then would keep its store open.
        """
        if self.published is None:  # to try to open a folder already begins threads
            return None
        folder = self.published / PUBLISHED
        with suppress(OSError):  # it has none, or a later build took it away
            return EmbeddedEngine(Store.read_only(str(folder)), folder)
        return None

    def _dataset(self, graphs: Sequence[NamedNode]) -> tuple[EmbeddedEngine, dict[str, Any]]:
        # Where all is asked the union of a store is quicker than a list of its graphs: each
        # lookup runs once, not once a graph.
        engine = (self._part if {*APART}.isdisjoint(graphs) else None) or self
        is_ours = engine.published or engine.being_made
        if graphs == engine.graphs and (is_ours or engine._holds_nothing_else()):
            return engine, {"use_default_graph_as_union": True}
        return engine, {"default_graph": graphs, "named_graphs": graphs}

    def _holds_nothing_else(self) -> bool:
        """Whether a store in memory has nothing of others; a published one never has."""
        outside = any(True for _ in self.store.quads_for_pattern(None, None, None, DefaultGraph()))
        return not outside and len(self.graphs) == sum(1 for _ in self.store.named_graphs())

    def state(self) -> str:
        """Return nothing: a folder that was published stays as it is."""
        return ""

    def query(self, text: str, graphs: Sequence[NamedNode]) -> Result:
        """Run a query over graphs."""
        known: dict[str, Any] = {"prefixes": prefixes(), "custom_functions": FUNCTIONS}
        try:
            engine, dataset = self._dataset(graphs)
            return engine.store.query(text, **known, **dataset)
        except (SyntaxError, ValueError) as exc:
            why = explain_syntax(text, str(exc))
            raise QueryError(f"the query is not understood: {why}") from exc
        except (RuntimeError, OSError) as exc:
            raise QueryError(f"the query stopped: {first_line(exc)}") from exc

    def query_apart(
        self,
        text: str,
        graphs: Sequence[NamedNode],
        deadline: Deadline,
        *,
        offline: bool = True,
    ) -> Result:
        """Run a query over graphs in a process of its own, which ends with it."""
        store, union = self.apart(graphs)
        names = [g.value for g in graphs]
        asked = FreeQuery(text, store, prefixes(), names, union, offline)
        return (self.runner or run)(asked, deadline)

    def apart(self, graphs: Sequence[NamedNode]) -> tuple[Path | Store, bool]:
        """Return what another process opens to ask graphs, and whether they are all it holds."""
        engine, dataset = self._dataset(graphs)
        return engine.published or engine.store, "default_graph" not in dataset

    def quads(self, graph: NamedNode) -> Iterator[Quad]:
        """Yield all quads of a graph."""
        return self.store.quads_for_pattern(None, None, None, graph)
