"""What a query gives, in the formats of SPARQL and for reading."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from itertools import islice
from typing import IO, Any, TypeVar

from pyoxigraph import (
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    serialize,
)

from atgraph.characters import IN_RDF, NOT_IN_XML, escaped, shown
from atgraph.errors import QueryError
from atgraph.export.tables import default_format, render
from atgraph.graph.result import Result
from atgraph.rdf.json_ld import as_json_ld
from atgraph.rdf.serialise import prefixes_for
from atgraph.screen import Filter
from atgraph.text import first_line

TABLES = {fmt: getattr(QueryResultsFormat, fmt.upper()) for fmt in ("json", "xml", "csv", "tsv")}

# What is not written row by row is held whole by the process that asks, a kilobyte a row: no query
# may take more of it than this.
MOST_ROWS, MOST_TRIPLES = 100_000, 1_000_000
Piece = TypeVar("Piece")


def print_result(
    result: Result, fmt: str | None, out: IO[bytes], styled: IO[bytes] | None = None
) -> None:
    """Write the result of a query, row by row where the format allows it.

    No character of a value acts, and each is as it is but in XML, which cannot hold all; in CSV,
    which has no other form for them, they stay. A table goes to ``styled``, if there is that.

    Raises:
        QueryError: the format does not fit, or the engine stopped on the way.
        OSError: it cannot be written there.
    """
    try:
        if isinstance(result, QuerySolutions):
            fmt = fmt or default_format()
            rest = _table(result, fmt, out)
            out = styled if styled and fmt == "table" else out
        elif not isinstance(result, QueryBoolean):
            rest = _graph(result, fmt or "ttl")
        elif fmt in ("json", "xml"):
            rest = (result.serialize(format=TABLES[fmt]) or b"").decode() + "\n"
        else:
            rest = f"{str(bool(result)).lower()}\n"
    except (ValueError, RuntimeError) as exc:
        raise QueryError(f"the query stopped: {first_line(exc)}") from exc
    out.write(rest.encode())
    out.flush()


def _graph(result: Iterable[Triple], fmt: str) -> str:
    formats = {"ttl": RdfFormat.TURTLE, "nt": RdfFormat.N_TRIPLES}
    if fmt not in (*formats, "jsonld"):
        raise QueryError(f"a graph cannot be written as {fmt}; use --format ttl, nt or jsonld")
    few = _at_most(result, MOST_TRIPLES, "triples", "; narrow it, or add a LIMIT")
    triples = sorted(dict.fromkeys(few), key=str)
    if fmt == "jsonld":
        return as_json_ld(Quad(t.subject, t.predicate, t.object) for t in triples).decode()
    short = prefixes_for(triples) if fmt == "ttl" else None
    data = serialize(triples, format=formats[fmt], prefixes=short)
    return escaped((data or b"").decode(), IN_RDF)


def _table(result: QuerySolutions, fmt: str, out: IO[bytes]) -> str:
    """Write rows one by one, or return them; return what else is to be written."""
    if fmt in TABLES:
        change = ESCAPES.get(fmt)
        guarded: Any = Filter(out, change) if change else out
        result.serialize(guarded, format=TABLES[fmt])
        return "\n" * (fmt in ("json", "xml"))
    if fmt not in ("table", "markdown", "excel"):
        known = "table, csv, tsv, json, xml, markdown or excel"
        raise QueryError(f"a table cannot be written as {fmt}; use --format {known}")
    instead = f", too many for {fmt}; use --format tsv, csv, json or xml"
    rows = _at_most(result, MOST_ROWS, "rows", instead)
    cells = [[str(getattr(term, "value", "")) for term in row] for row in rows]
    written = render([variable.value for variable in result.variables], cells, fmt)
    return written if fmt == "table" else shown(written)


def _in_xml(text: str) -> str:
    """Return XML in which no character acts; of those that it cannot hold only a sign is left."""
    possible = NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text)
    return escaped(possible.replace("\r", "&#xd;"), "&#x{:x};")


ESCAPES: Mapping[str, Callable[[str], str]] = {
    "xml": _in_xml,
    "json": escaped,
    "tsv": partial(escaped, how=IN_RDF),
}


def _at_most(pieces: Iterable[Piece], most: int, what: str, instead: str) -> list[Piece]:
    """Return pieces of a result as a list; if they are too many, none is written."""
    held = list(islice(pieces, most + 1))
    if len(held) > most:
        raise QueryError(f"the result has more than {most:,} {what}{instead}")
    return held
