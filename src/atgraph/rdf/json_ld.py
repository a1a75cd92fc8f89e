"""JSON-LD: a context takes nothing from outside its file, and what goes out brings its own."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from atgraph.characters import escaped
from atgraph.errors import UnreadableError
from atgraph.files import read_text, resource_folder

CONTEXT_FILE = "context.jsonld"


def read_context(folder: Path | None = None) -> dict[str, Any]:
    """Return the context that is kept beside the ontology.

    Raises:
        UnreadableError: it is missing, no JSON, no context, or takes one from an address or file.
    """
    path = (folder or resource_folder("ontology")) / CONTEXT_FILE
    written, outside = read_text(path), list[str]()

    def look(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        for key, value in pairs:  # also those of a key that is given twice
            values = value if isinstance(value, list) else [value]
            if key in {"@context", "@import"}:
                outside.extend(v for v in values if isinstance(v, str))
        return dict(pairs)

    try:
        document = json.loads(written, object_pairs_hook=look)
    except (ValueError, RecursionError) as exc:
        message = f"is not JSON: {getattr(exc, 'msg', exc)}; correct it there"
        raise UnreadableError(message, path, getattr(exc, "lineno", None)) from exc
    if outside:
        why = f"takes its @context from {outside[0]}, which is never fetched"
        line = written.count("\n", 0, max(0, written.find(outside[0]))) + 1
        raise UnreadableError(f"{why}; write that context out in the file", path, line)
    context = document.get("@context") if isinstance(document, dict) else None
    if not isinstance(context, dict):
        raise UnreadableError("holds no @context; write it anew with `make context`", path)
    return context


def as_json_ld(quads: Iterable[Quad]) -> bytes:
    """Return sorted JSON-LD with named graphs, the context of the ontology written out in it.

    It is an UnreadableError if ontology/context.jsonld cannot be used, or reaches outside.
    """
    from pyld import jsonld  # type: ignore[import-untyped]

    processor = jsonld.JsonLdProcessor()
    processor._compact_iri = _remembered(processor._compact_iri)
    path, context = resource_folder("ontology") / CONTEXT_FILE, read_context()
    try:
        options = {"graph": True, "skipExpansion": True, "documentLoader": _refuse}
        document = processor.compact(jsonld.from_rdf(_dataset(quads), {}), context, options)
    except jsonld.JsonLdError as exc:
        why = f"is not a context that can be used: {_reason(exc)}"
        raise UnreadableError(f"{why}; write it anew with `make context`", path) from exc
    text = json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True)
    return escaped(text).encode() + b"\n"


def _remembered(shorten: Callable[..., Any]) -> Callable[..., Any]:
    """Shorten each address once: the library looks through all terms of a context each time."""
    known: dict[Any, Any] = {}

    def short(context: Any, iri: Any, value: Any = None, **more: Any) -> Any:
        if value is not None:  # which term fits depends on it
            return shorten(context, iri, value, **more)
        key = id(context), iri, *more.items()
        if key not in known:  # beside the context, so that no other gets its id
            known[key] = shorten(context, iri, **more), context
        return known[key][0]

    return short


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
        name = getattr(quad.graph_name, "value", "") or "@default"
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
