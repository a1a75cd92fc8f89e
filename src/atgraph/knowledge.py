"""The published graph, opened for asking."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyoxigraph import BlankNode, Literal, NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Store, Triple

from atgraph import resources, sparql
from atgraph.errors import QueryError
from atgraph.namespaces import GRAPH, prefixes
from atgraph.store import first_line, open_published

if TYPE_CHECKING:
    from atgraph.cards import Card
    from atgraph.questions import Answer

Term = NamedNode | Literal | BlankNode | Triple
Row = dict[str, Term]


@dataclass
class KnowledgeGraph:
    """A graph to ask: the graphs of atgraph as one default graph, and each by its name.

    ``asserted`` leaves out what was derived.
    """

    store: Store
    asserted: bool = False

    @classmethod
    def open(cls, folder: str | os.PathLike[str] | None = None, *, asserted: bool = False) -> KnowledgeGraph:
        """Open the published graph of a store folder, read-only.

        Raises:
            StoreError: nothing was built there, or it cannot be read.
        """
        return cls(open_published(Path(folder) if folder else resources.default_store()), asserted)

    @cached_property
    def graphs(self) -> list[NamedNode | BlankNode]:
        """The named graphs that queries run over."""
        derived = GRAPH + "derived"
        own = (g for g in self.store.named_graphs() if g.value.startswith(GRAPH))
        return sorted((g for g in own if not (self.asserted and g.value == derived)), key=lambda g: g.value)

    def query(self, text: str, path: Path | None = None) -> QuerySolutions | QueryBoolean | QueryTriples:
        """Run a query of the project's own over the listed graphs, its prefixes known.

        Args:
            text: the query.
            path: the file it was read from, for the error.

        Raises:
            QueryError: the engine does not understand it, or cannot read its store.
        """
        # The union of all graphs is the same dataset here, and quicker than a list: each lookup runs once, not once a graph.
        dataset: dict[str, Any] = {"default_graph": [*self.graphs]} if self.asserted else {"use_default_graph_as_union": True}
        try:
            return self.store.query(text, prefixes=prefixes(), named_graphs=self.graphs, **dataset)
        except (SyntaxError, ValueError) as exc:
            raise QueryError(f"the query is not understood: {first_line(exc)}", path) from exc
        except (RuntimeError, OSError) as exc:
            raise QueryError(f"the query stopped: {first_line(exc)}", path) from exc

    def select(self, text: str, path: Path | None = None) -> Iterator[Row]:
        """Run a SELECT; each row maps the names of bound variables to terms."""
        return self.table(text, path)[1]

    def table(self, text: str, path: Path | None = None) -> tuple[tuple[str, ...], Iterator[Row]]:
        """Run a SELECT; return the names of its columns, and its rows.

        Raises:
            QueryError: it is no SELECT, or the engine does not understand it; while iterating, the engine stopped.
        """
        result = self.query(text, path)
        if not isinstance(result, QuerySolutions):
            raise QueryError("the query gives no table; write a SELECT", path)
        names = tuple(v.value for v in result.variables)
        return names, _rows(result, names)

    def sparql(self, text: str) -> QuerySolutions | QueryBoolean | QueryTriples:
        """Run a query that somebody typed; what reaches outside or is too deep is refused.

        Raises:
            QueryError: refused, or not understood.
        """
        sparql.guard(text)
        return self.query(text)

    def ask(self, name: str, values: Mapping[str, str] | None = None, **typed: Any) -> Answer:
        """Answer a named question, its parameters as people type them.

        Raises:
            NotFoundError: no such question, or a name that is not in the graph.
            QueryError: a parameter is missing, unknown or of the wrong type.
        """
        from atgraph.questions import answer

        return answer(self, name, {**(values or {}), **{k.replace("_", "-"): str(v) for k, v in typed.items()}})

    def entity(self, name: str) -> Card:
        """Return the card of a thing, by a name, acronym, alias, IRI or unmistakable part of a name.

        Raises:
            NotFoundError: nothing has the name, or several have.
        """
        from atgraph.cards import card
        from atgraph.entities import find

        return card(self, find(self, name))

    def map(self, name: str = "actors") -> str:
        """Return a map of viz/maps/ as one HTML page."""
        from atgraph.maps import draw_map

        return draw_map(self, name)

    @cached_property
    def version(self) -> str:
        """The SHA-256 digest of the graph's data."""
        rows = self.select(f"SELECT ?version WHERE {{ <{GRAPH}dataset> owl:versionInfo ?version }}")
        return next((text(row, "version") for row in rows), "")


def _rows(result: QuerySolutions, names: tuple[str, ...]) -> Iterator[Row]:
    try:
        for solution in result:
            yield {n: t for n, t in zip(names, solution) if t is not None}
    except (ValueError, RuntimeError, OSError) as exc:
        raise QueryError(f"the query stopped: {first_line(exc)}") from exc


def text(row: Row, name: str) -> str:
    """Return the text of a cell, empty where it is not bound."""
    return str(getattr(row.get(name), "value", ""))
