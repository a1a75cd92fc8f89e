"""What a graph is asked through: the embedded store, or anything else that answers in the same terms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

from pyoxigraph import NamedNode, Quad, QueryBoolean, QuerySolutions, QueryTriples, Store, Triple

from atgraph import resources
from atgraph.errors import QueryError
from atgraph.names import FUNCTIONS
from atgraph.namespaces import GRAPH, prefixes
from atgraph.store import first_line, open_published

Result = QuerySolutions | QueryBoolean | QueryTriples | Iterator[Triple]


class Engine(Protocol):
    """Answers queries over named graphs of its own."""

    @property
    def graphs(self) -> Sequence[NamedNode]:
        """The graphs of atgraph that it holds, sorted; what others keep beside them is not listed."""
        ...

    def query(self, text: str, graphs: Sequence[NamedNode]) -> Result:
        """Run a query over graphs, all of them as the default graph and each by its name.

        Args:
            text: SPARQL 1.1; the prefixes of ontology/prefixes.ttl are known.
            graphs: some of those it holds.

        Returns:
            solutions, a truth, or triples.

        Raises:
            QueryError: it does not understand the query, or stopped.
        """
        ...

    def quads(self, graph: NamedNode) -> Iterator[Quad]:
        """Yield all quads of a graph."""
        ...


@dataclass(frozen=True)
class EmbeddedEngine:
    """A store of Oxigraph in this process; ``folder`` is the store's folder where it was read from disk."""

    store: Store
    folder: Path | None = None

    @classmethod
    def open(cls, folder: Path | None = None) -> EmbeddedEngine:
        """Open the published graph of a store folder, read-only; without one, of the default folder.

        Raises:
            StoreError: nothing was built there, or it cannot be read.
        """
        folder = folder or resources.default_store()
        return cls(open_published(folder), folder)

    @cached_property
    def graphs(self) -> Sequence[NamedNode]:
        """The graphs of atgraph, sorted."""
        named = (g for g in self.store.named_graphs() if isinstance(g, NamedNode) and g.value.startswith(GRAPH))
        return sorted(named, key=lambda g: g.value)

    def query(self, text: str, graphs: Sequence[NamedNode]) -> Result:
        """Run a query over graphs."""
        # The union of all graphs is the same dataset where all are asked, and quicker than a list: each lookup runs once, not once a graph.
        dataset: dict[str, Any] = {"use_default_graph_as_union": True} if graphs == self.graphs else {"default_graph": list(graphs)}
        try:
            return self.store.query(text, prefixes=prefixes(), named_graphs=list(graphs), custom_functions=FUNCTIONS, **dataset)
        except (SyntaxError, ValueError) as exc:
            raise QueryError(f"the query is not understood: {first_line(exc)}") from exc
        except (RuntimeError, OSError) as exc:
            raise QueryError(f"the query stopped: {first_line(exc)}") from exc

    def quads(self, graph: NamedNode) -> Iterator[Quad]:
        """Yield all quads of a graph."""
        return self.store.quads_for_pattern(None, None, None, graph)
