"""JSON-LD: what comes in takes no context from outside the file, and what goes out brings its own."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from atgraph.errors import UnreadableError
from atgraph.text import Document

MOST_DIGITS = 300
PAIR = re.compile(
    r'("(?:[^"\\]|\\.)*")(?:\s*:\s*("(?:[^"\\]|\\.)*"))?'
)  # each string of a file, and the one that it is the key of
TOO_DEEP = "is nested too deep; write its things beside each other"


def read_json(text: str, path: Path) -> Any:
    """Read JSON whose contexts, wherever they stand in it, are written out.

    Raises:
        UnreadableError: it is not JSON, or takes a context from an address or another file.
    """
    outside: list[str] = []

    def look(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        outside.extend(_outside(pairs))
        return dict(pairs)

    try:
        document = json.loads(text, object_pairs_hook=look, parse_int=_integer)
    except json.JSONDecodeError as exc:
        raise UnreadableError(
            f"is not JSON: {exc.msg}; correct it there", path, exc.lineno
        ) from exc
    except RecursionError as exc:
        raise UnreadableError(TOO_DEEP, path) from exc
    except _LongNumberError as exc:
        line = text.count("\n", 0, text.index(str(exc))) + 1
        raise UnreadableError(
            f"has a number of {len(str(exc)):,} digits; write it as a text", path, line
        ) from exc
    if outside:
        message = f"takes its @context from {outside[0]}, which is never fetched; write that context out in the file"
        raise UnreadableError(message, path, _line_of(outside[0], text))
    return document


class _LongNumberError(Exception):
    """An integer that no engine computes with; Python refuses to read one of more than 4,300 digits."""


def _integer(digits: str) -> int:
    if len(digits) > MOST_DIGITS:
        raise _LongNumberError(digits)
    return int(digits)


def _outside(pairs: list[tuple[str, Any]]) -> Iterator[str]:
    """Yield the addresses from which an object takes a context; a key that stands twice is looked at twice."""
    for key, value in pairs:
        values = value if isinstance(value, list) else [value]
        if key in {"@context", "@import"}:
            yield from (v for v in values if isinstance(v, str))


def _line_of(address: str, text: str) -> int:
    written = (json.dumps(address), json.dumps(address, ensure_ascii=False), "@context")
    at = next((text.index(w) for w in written if w in text), 0)
    return text.count("\n", 0, at) + 1


def scan(text: str, path: Path) -> tuple[list[tuple[str, str, int]], dict[str, int]]:
    """Return (prefix, namespace, line) of each declaration in a context, and subject → line.

    Raises:
        UnreadableError: it is not JSON, takes a context from outside, or has a key that means
            nothing.
    """
    document = read_json(text, path)
    _check_keys(document, path, text)
    lines = Document(path, text)
    pairs = {(m[1], m[2]): lines.line_at(m.start()) for m in reversed(list(PAIR.finditer(text)))}
    declared = [
        (k, v, pairs.get((json.dumps(k), json.dumps(v)), 0))
        for context in _contexts(document)
        for k, v in context.items()
        if isinstance(v, str)
    ]
    subjects = re.finditer(r'"@id"\s*:\s*"([^"\\]+)"', text)
    return declared, dict(reversed([(m[1], lines.line_at(m.start())) for m in subjects]))


def _check_keys(document: Any, path: Path, text: str) -> None:
    """Refuse a key that the context gives no address: JSON-LD leaves it out in silence."""
    from pyld import jsonld  # type: ignore[import-untyped]

    dropped: list[str | None] = []
    try:
        jsonld.expand(document, {"documentLoader": _refuse}, on_property_dropped=dropped.append)
    except RecursionError as exc:
        raise UnreadableError(TOO_DEEP, path) from exc
    except jsonld.JsonLdError as exc:
        raise UnreadableError(f"is not JSON-LD: {_reason(exc)}; correct it there", path) from exc
    for key in filter(None, dropped):  # a term that the context sets to null is left out on purpose
        found = text.find(json.dumps(key, ensure_ascii=False))
        line = text.count("\n", 0, found) + 1 if found >= 0 else None
        raise UnreadableError(
            f"has the key {key}, which its @context does not define, so that it would be left out; define it, or set it to null",
            path,
            line,
        )


def _contexts(document: Any) -> Iterator[dict[str, Any]]:
    """Yield the contexts of the document itself; those further in change no prefix of the table by accident."""
    for part in document if isinstance(document, list) else [document]:
        found = part.get("@context") if isinstance(part, dict) else None
        yield from (
            c for c in (found if isinstance(found, list) else [found]) if isinstance(c, dict)
        )


def write_json_ld(quads: Iterable[Quad], context: dict[str, Any], path: Path) -> bytes:
    """Return sorted JSON-LD with named graphs, the context written out in it.

    Args:
        quads: what is written.
        context: how terms are written in JSON.
        path: where the context was read, for the error.

    Raises:
        UnreadableError: the context is not understood, or reaches outside.
    """
    from pyld import jsonld

    try:
        expanded = jsonld.from_rdf(_dataset(quads), {})
        document = jsonld.compact(
            expanded, context, {"graph": True, "skipExpansion": True, "documentLoader": _refuse}
        )
    except jsonld.JsonLdError as exc:
        raise UnreadableError(
            f"is no context that can be used: {_reason(exc)}; write it anew with `make context`",
            path,
        ) from exc
    return json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"


def _refuse(address: str, _options: object) -> Any:
    raise OSError(f"{address} is never fetched")


def _reason(exc: BaseException) -> str:
    """Return what the error that a chain of errors began with says."""
    first = exc
    while first.__cause__:
        first = first.__cause__
    return " ".join(str(first.args[0] if first.args else first).split()).rstrip(".")


def _dataset(quads: Iterable[Quad]) -> dict[str, list[dict[str, Any]]]:
    """Return quads as the RDF dataset that the library takes."""
    graphs: dict[str, list[dict[str, Any]]] = {}
    for quad in sorted(quads, key=str):
        name = (
            quad.graph_name.value
            if isinstance(quad.graph_name, NamedNode | BlankNode)
            else "@default"
        )
        terms = zip(("subject", "predicate", "object"), quad.triple)
        graphs.setdefault(name, []).append({key: _term(term) for key, term in terms})
    return graphs


def _term(term: object) -> dict[str, str]:
    if isinstance(term, Literal):
        language = {"language": term.language} if term.language else {}
        return {"type": "literal", "value": term.value, "datatype": term.datatype.value, **language}
    if isinstance(term, BlankNode):
        return {"type": "blank node", "value": f"_:{term.value}"}
    assert isinstance(term, NamedNode)
    return {"type": "IRI", "value": term.value}
