"""The job of a server's worker: queries are answered in the bytes that are sent.

It writes what the engine's own writers write, and refuses what is too large, before anything of it
is sent. It runs in a sandbox, and imports only what it needs.
"""

from __future__ import annotations

import gzip
import io
import re
from itertools import islice
from typing import TYPE_CHECKING, Any

from pyoxigraph import (
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Store,
    serialize,
)

from atgraph.characters import IN_RDF, escaped
from atgraph.graph import query_job
from atgraph.sandbox import process

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import IO

    from pyoxigraph import Triple

    from atgraph.graph.result import Result

NOT_UNDERSTOOD, NO_STORE = query_job.NOT_UNDERSTOOD, query_job.NO_STORE
NO_FORMAT, TOO_MANY, NOT_IN_FORMAT = (process.OF_JOB + number for number in (2, 3, 4))
TABLES = {fmt: getattr(QueryResultsFormat, fmt.upper()) for fmt in ("json", "xml", "csv", "tsv")}
GRAPHS = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "nq": RdfFormat.N_QUADS,
    "jsonld": RdfFormat.JSON_LD,
    "rdf": RdfFormat.RDF_XML,
}
NOT_IN_XML = re.compile(b"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")
NO_NAME = re.compile(rb"<[\w.\-]*:[\s/>]")  # what is written of a property that ends its namespace
STRING = re.compile(rb'"(?:[^"\\]|\\.)*"')


def prepare(
    folder: str, quads: bytes, prefixes: dict[str, str]
) -> Callable[[dict[str, Any], IO[bytes]], tuple[int, str]]:
    """Open a store read-only, or hold its quads in memory; return what asks it.

    The prefixes are known to all queries: to send them with each takes as long as an answer.
    """
    try:
        store = query_job.open_store(folder, quads)
    except (OSError, ValueError, RuntimeError) as exc:
        said = str(exc)
        return lambda *_: (NO_STORE, said)

    def work(task: dict[str, Any], out: IO[bytes]) -> tuple[int, str]:
        if "dump" in task:
            return dump(store, task["graphs"], task["dump"], out)
        task["prefixes"] = prefixes
        return (answer if "table" in task else query_job.answer)(store, task, out)

    return work


def answer(store: Store, task: dict[str, Any], out: IO[bytes]) -> tuple[int, str]:
    """Run the query of a task and write its result; return a code and what is wrong."""
    try:
        result = ask(store, task)
        fmt = task["table" if isinstance(result, QuerySolutions | QueryBoolean) else "graph"]
        kind, data = write(result, fmt, task["rows"], task["prefixes"])
        if len(data) > task["size"]:
            raise Refused(process.TOO_LARGE)
    except Refused as exc:
        return exc.code, exc.said
    except (SyntaxError, ValueError) as exc:
        return NOT_UNDERSTOOD, str(exc)
    except (RuntimeError, OSError) as exc:
        return process.STOPPED, str(exc)
    out.write(kind + b"\n")
    out.write(data)
    return process.DONE, ""


def dump(store: Store, graphs: list[str], fmt: str, out: IO[bytes]) -> tuple[int, str]:
    """Write graphs as N-Quads or TriG, sorted and compressed: the same bytes each time."""
    lines = {
        name: sorted(
            escaped(f"{quad.triple} .\n", IN_RDF)
            for quad in store.quads_for_pattern(None, None, None, NamedNode(name))
        )
        for name in sorted(graphs)
    }
    with gzip.GzipFile(filename="", mode="wb", compresslevel=6, fileobj=out, mtime=0) as zipped:
        if fmt == "trig":
            for name, held in lines.items():
                zipped.write(f"<{name}> {{\n{''.join(held)}}}\n".encode())
        else:
            ends = {name: f" <{name}> .\n" for name in lines}
            quads = sorted(line[:-3] + ends[name] for name, held in lines.items() for line in held)
            for begin in range(0, len(quads), 10_000):
                zipped.write("".join(quads[begin : begin + 10_000]).encode())
    return process.DONE, ""


class Refused(Exception):  # noqa: N818 -- what became of a result
    """A result is not given: a code, and why."""

    def __init__(self, code: int, said: str = "") -> None:
        self.code, self.said = code, said
        super().__init__(said)


def ask(store: Store, task: dict[str, Any]) -> Result:
    """Run a query over the graphs of a task: one union, or default and named graphs apart."""
    dataset: dict[str, Any] = {"use_default_graph_as_union": True}
    if task["default"] is not None:
        dataset = {
            "default_graph": [NamedNode(iri) for iri in task["default"]],
            "named_graphs": [NamedNode(iri) for iri in task["named"]],
        }
    known = {"prefixes": task["prefixes"], "base_iri": task["base"]}
    return store.query(task["query"], **known, **dataset)


def write(
    result: Result, fmt: str, most: int, prefixes: dict[str, str] | None = None
) -> tuple[bytes, bytes]:
    """Return the kind of a result and its bytes.

    Raises:
        Refused: it has more rows or triples than ``most``, is written in no format, or holds what
            that cannot.
    """
    if not fmt:
        raise Refused(NO_FORMAT)
    if isinstance(result, QuerySolutions):
        data = result.serialize(format=TABLES[fmt]) or b""
        if len(data) > most and rows_in(data, fmt) > most:
            raise Refused(TOO_MANY)
        return query_job.TABLE, _in_xml(data) if fmt == "xml" else data
    if isinstance(result, QueryBoolean):  # of which CSV and TSV know no form
        written = b"true\n" if result else b"false\n"
        own = fmt in ("json", "xml") and result.serialize(format=TABLES[fmt])
        return query_job.BOOLEAN, own or written
    return query_job.GRAPH, _graph(result, fmt, most, prefixes or {})


def _graph(result: Iterable[Triple], fmt: str, most: int, prefixes: dict[str, str]) -> bytes:
    """Return triples in a format, sorted: engines give one for each row that makes it."""
    triples = list(islice(result, most + 1))
    if len(triples) > most:
        raise Refused(TOO_MANY)
    out = io.BytesIO()
    try:
        found = sorted(dict.fromkeys(triples), key=str)
        short = prefixes if fmt in ("ttl", "rdf") else None
        serialize(found, out, GRAPHS[fmt], prefixes=short)
    except (ValueError, OSError) as exc:
        raise Refused(NOT_IN_FORMAT, str(exc)) from exc
    data = out.getvalue()
    if fmt == "rdf":
        return _rdf_xml(data)
    return _turtle(data, prefixes) if fmt == "ttl" else data


def _turtle(data: bytes, prefixes: dict[str, str]) -> bytes:
    """Return Turtle with the prefixes that it uses, sorted; the engine writes all, unsorted."""
    count = len(prefixes)
    *head, body = data.split(b"\n", count) if prefixes else [data]
    used = {name for name in prefixes if re.search(rb"(?<![\w-])%b:" % name.encode(), body)}
    kept = [line for line in sorted(head) if line.split()[1].decode()[:-1] in used]
    return b"\n".join([*kept, body])


def _rdf_xml(data: bytes) -> bytes:
    """Return RDF/XML with the prefixes that it uses, sorted.

    Raises:
        Refused: a property has no name that XML can hold.
    """
    if NO_NAME.search(data):
        raise Refused(NOT_IN_FORMAT, "a property has no name that XML can hold")
    begin = data.index(b"<rdf:RDF") + len(b"<rdf:RDF")
    end = data.index(b">", begin)
    declared, body = data[begin:end].rstrip(b"/").split(), data[end:]
    names = {one.partition(b"=")[0].removeprefix(b"xmlns:"): one for one in declared}
    kept = [one for name, one in sorted(names.items()) if name == b"rdf" or b"<%b:" % name in body]
    close = b"/" if data[end - 1 : end] == b"/" else b""
    return _in_xml(b" ".join([data[:begin], *kept]) + close + body)


def _in_xml(data: bytes) -> bytes:
    """Return XML that is read as it was meant; refuse what no XML can hold."""
    if NOT_IN_XML.search(data):
        raise Refused(NOT_IN_FORMAT, "a text has a character that XML cannot hold")
    return data.replace(b"\r", b"&#xD;")


def rows_in(data: bytes, fmt: str) -> int:
    """Return how many rows a table has, as the engine writes it."""
    match fmt:
        case "tsv":  # a line end within a text is written as an escape
            return data.count(b"\n") - 1
        case "csv":  # every second piece between quotes stands outside of texts
            return sum(piece.count(b"\n") for piece in data.split(b'"')[::2]) - 1
        case "xml":  # within a text a bracket is written as an entity
            return data.count(b"<result>") + data.count(b"<result/>")
        case _:  # a term follows a colon, a row does not
            outside = STRING.sub(b"", data)
            return outside.count(b",{") + outside.count(b"[{")
