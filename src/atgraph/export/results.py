"""What a query gives, in the formats of SPARQL and for reading."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import IO, TypeVar

from pyoxigraph import (
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    serialize,
)

from atgraph.errors import QueryError
from atgraph.export.tables import default_format, render
from atgraph.graph.result import Result
from atgraph.rdf.json_ld import as_json_ld
from atgraph.rdf.namespaces import prefixes
from atgraph.text import first_line

TABLES = {fmt: getattr(QueryResultsFormat, fmt.upper()) for fmt in ("json", "xml", "csv", "tsv")}

# What is not written row by row is held whole by the process that asks, a kilobyte a row: no query
# may take more of it than this.
MOST_ROWS, MOST_TRIPLES = 100_000, 1_000_000
Piece = TypeVar("Piece")


def write_result(result: Result, fmt: str | None) -> str:
    """Return the result of a query as text.

    Raises:
        QueryError: the format does not fit, or the engine stopped on the way.
    """
    try:
        if isinstance(result, QuerySolutions):
            return _table(result, fmt or default_format())
        if not isinstance(result, QueryBoolean):
            return _graph(result, fmt or "ttl")
        if fmt in ("json", "xml"):
            return (result.serialize(format=TABLES[fmt]) or b"").decode() + "\n"
        return f"{str(bool(result)).lower()}\n"
    except (ValueError, RuntimeError, OSError) as exc:
        raise QueryError(f"the query stopped: {first_line(exc)}") from exc


def print_result(result: Result, fmt: str | None, out: IO[bytes]) -> None:
    """Write the result of a query, row by row where the format allows it.

    Raises:
        QueryError: the format does not fit.
        OSError: it cannot be written there.
    """
    fmt = fmt or (default_format() if isinstance(result, QuerySolutions) else None)
    if isinstance(result, QuerySolutions) and fmt in TABLES:
        result.serialize(out, format=TABLES[fmt])
        out.write(b"\n" * (fmt in ("json", "xml")))
    else:
        out.write(write_result(result, fmt).encode())
    out.flush()


def _graph(result: Iterable[Triple], fmt: str) -> str:
    formats = {"ttl": RdfFormat.TURTLE, "nt": RdfFormat.N_TRIPLES}
    if fmt not in (*formats, "jsonld"):
        raise QueryError(f"a graph cannot be written as {fmt}; use --format ttl, nt or jsonld")
    few = _at_most(result, MOST_TRIPLES, "triples", "; narrow it, or add a LIMIT")
    triples = sorted(dict.fromkeys(few), key=str)
    if fmt == "jsonld":
        return as_json_ld(Quad(t.subject, t.predicate, t.object) for t in triples).decode()
    data = serialize(triples, format=formats[fmt], prefixes=prefixes() if fmt == "ttl" else None)
    return (data or b"").decode()


def _table(result: QuerySolutions, fmt: str) -> str:
    if fmt in TABLES:
        text = (result.serialize(format=TABLES[fmt]) or b"").decode()
        return text if text.endswith("\n") else text + "\n"
    if fmt not in ("table", "markdown", "excel"):
        known = "table, csv, tsv, json, xml, markdown or excel"
        raise QueryError(f"a table cannot be written as {fmt}; use --format {known}")
    instead = f", too many for {fmt}; use --format tsv, csv, json or xml"
    rows = _at_most(result, MOST_ROWS, "rows", instead)
    cells = [[str(getattr(term, "value", "")) for term in row] for row in rows]
    return render([variable.value for variable in result.variables], cells, fmt)


def _at_most(pieces: Iterable[Piece], most: int, what: str, instead: str) -> list[Piece]:
    """Return pieces of a result as a list; if they are too many, none is written."""
    held = list(islice(pieces, most + 1))
    if len(held) > most:
        raise QueryError(f"the result has more than {most:,} {what}{instead}")
    return held
