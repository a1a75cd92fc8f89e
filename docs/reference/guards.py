"""The shapes, each with what it asks in words, and the terms that it guards."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rdflib import BNode, Graph, URIRef
from rdflib.collection import Collection
from rdflib.namespace import RDF, RDFS, SH
from rdflib.term import Node

from atgraph.namespaces import prefixes, shorten
from atgraph.sparql import tokens

ABOUT = {SH.path, SH.name, SH.message, SH.description, SH.severity, SH.property, RDF.type, RDFS.label, RDFS.comment, SH.order, SH.group, SH.deactivated}
ABOUT |= {SH.minCount, SH.maxCount, SH.ignoredProperties, SH.flags}
TARGETS = {
    SH.targetClass: "each {}",
    SH.targetNode: "{}",
    SH.targetSubjectsOf: "whatever has {}",
    SH.targetObjectsOf: "whatever {} leads to",
}
COMPARED = {
    SH.datatype: "each value is a literal of {}",
    SH["class"]: "each value is of the class {}",
    SH.node: "each value keeps the shape {}",
    SH.hasValue: "{} is among the values",
    SH.pattern: "the text fits the pattern {}",
    SH.minLength: "the text has at least {} characters",
    SH.maxLength: "the text has at most {} characters",
    SH.minInclusive: "{} or more",
    SH.maxInclusive: "{} or less",
    SH.minExclusive: "more than {}",
    SH.maxExclusive: "less than {}",
    SH.lessThan: "before the value of {}",
    SH.lessThanOrEquals: "no later than the value of {}",
    SH.equals: "the same values as {}",
    SH.disjoint: "no value shared with {}",
    SH.nodeKind: "of the kind {}",
}
GROUPED = {SH["or"]: " or ", SH.xone: " or else ", SH["and"]: " and "}


@dataclass(frozen=True)
class Guard:
    """A shape: what it looks at, what it asks in words, and what it tells a curator."""

    iri: str
    name: str
    message: str
    description: str
    severity: str
    targets: tuple[str, ...]
    path: str
    words: tuple[str, ...]
    classes: frozenset[str]
    mentioned: frozenset[str]

    @property
    def local(self) -> str:
        """Its name in the namespace of the shapes."""
        return re.split(r"[#/]", self.iri)[-1]

    @property
    def address(self) -> str:
        """Where it is listed, from the front page."""
        return f"shapes.html#{self.local}"


def read_guards(shapes: Graph) -> list[Guard]:
    """Return the shapes that ask something of what they look at, sorted by name."""
    holders = [s for s in set(shapes.subjects()) if isinstance(s, URIRef) and any((s, t, None) in shapes for t in TARGETS)]
    found = [_guard(shapes, shape, holder) for holder in sorted(holders) for shape in (*_named(shapes, holder, SH.property), holder)]
    return sorted((g for g in found if g.words), key=lambda g: (g.iri.split("-")[0].casefold(), g.iri))


def _guard(g: Graph, shape: Node, holder: Node) -> Guard:
    targets = [(t, o) for t in TARGETS for o in _named(g, holder, t)]
    path = next(g.objects(shape, SH.path), None)
    own = path_terms(g, path) if path is not None else set()
    return Guard(
        iri=str(shape),
        name=_text(g, shape, SH.name) or shorten(str(shape)),
        message=_text(g, shape, SH.message),
        description=_text(g, shape, SH.description),
        severity=(_text(g, shape, SH.severity) or str(SH.Violation)).rpartition("#")[2].lower(),
        targets=tuple(TARGETS[t].format(show(g, o)) for t, o in targets),
        path=path_in_words(g, path) if path is not None else "",
        words=tuple(constraints(g, shape)),
        classes=frozenset(str(o) for t, o in targets if t in (SH.targetClass, SH.targetNode)),
        mentioned=frozenset(own | {str(o) for t, o in targets if t not in (SH.targetClass, SH.targetNode)} | set(_in_queries(g, shape))),
    )


def _named(g: Graph, subject: Node, predicate: Node) -> list[URIRef]:
    """Return the values that have a name, sorted: a blank node has none, and another one each time."""
    return sorted(o for o in g.objects(subject, predicate) if isinstance(o, URIRef))


def _text(g: Graph, shape: Node, predicate: Node) -> str:
    return next(iter(sorted(map(str, g.objects(shape, predicate)))), "")


def show(g: Graph, node: Node) -> str:
    """Return a value of a shape as people read it."""
    if isinstance(node, URIRef):
        return shorten(str(node)).removeprefix("sh:")
    if (node, RDF.first, None) in g:
        return ", ".join(show(g, item) for item in items(g, node))
    return "…" if isinstance(node, BNode) else str(node)


def path_in_words(g: Graph, path: Node) -> str:
    """Return a SHACL path in SPARQL's notation."""
    if isinstance(path, URIRef):
        return shorten(str(path))
    if (path, RDF.first, None) in g:
        return " / ".join(path_in_words(g, step) for step in items(g, path))
    for predicate, pattern in {SH.inversePath: "^{}", SH.zeroOrMorePath: "{}*", SH.oneOrMorePath: "{}+", SH.zeroOrOnePath: "{}?"}.items():
        if inner := next(g.objects(path, predicate), None):
            return pattern.format(path_in_words(g, inner))
    inner = next(g.objects(path, SH.alternativePath))
    return " | ".join(path_in_words(g, step) for step in items(g, inner))


def path_terms(g: Graph, path: Node) -> set[str]:
    """Return the properties of a path."""
    if isinstance(path, URIRef):
        return {str(path)} - {str(RDF.nil)}
    return {term for p, o in g.predicate_objects(path) if p != RDF.type for term in path_terms(g, o)}


def constraints(g: Graph, shape: Node) -> list[str]:
    """Return in words what a shape asks for: first how many, then the rest by its kind."""
    least, most = _text(g, shape, SH.minCount), _text(g, shape, SH.maxCount)
    found = sorted((str(p), words) for p, o in g.predicate_objects(shape) if isinstance(p, URIRef) and (words := _asked(g, shape, p, o)))
    return ([_count(least, most)] if least or most else []) + [words for _, words in found]


def _asked(g: Graph, shape: Node, predicate: URIRef, value: Node) -> str:
    if predicate == SH.minLength and str(value) == "1":
        return "the text is not empty"
    if predicate in COMPARED:
        return COMPARED[predicate].format(show(g, value))
    if predicate in GROUPED:
        return GROUPED[predicate].join(_nested(g, item) for item in items(g, value))
    if predicate in SPECIAL:
        return SPECIAL[predicate](g, shape, value)
    return "" if predicate in ABOUT or predicate in TARGETS else f"{show(g, predicate)}: {show(g, value)}"


def items(g: Graph, node: Node) -> list[Node]:
    """Return the items of an RDF list."""
    return list(Collection(g, node))


def _count(least: str, most: str) -> str:
    if least == most:
        return f"exactly {'one' if least == '1' else least}" if most != "0" else "none"
    if least and most:
        return f"from {least} to {most}"
    count = least or most
    return f"at {'least' if least else 'most'} {'one' if count == '1' else count}" if count != "0" or least else "none"


def _nested(g: Graph, shape: Node) -> str:
    path = next(g.objects(shape, SH.path), None)
    asked = ", ".join(constraints(g, shape))
    return f"{path_in_words(g, path)}: {asked}" if path is not None else asked


def _closed(g: Graph, shape: Node, value: Node) -> str:
    allowed = next(g.objects(shape, SH.ignoredProperties), None)
    return f"closed: nothing but its own properties{f' and {show(g, allowed)}' if allowed is not None else ''}"


SPECIAL: dict[URIRef, Callable[[Graph, Node, Node], str]] = {
    SH.closed: _closed,
    SH["not"]: lambda g, s, v: f"not: {_nested(g, v)}",
    SH["in"]: lambda g, s, v: f"one of {show(g, v)}",
    SH.languageIn: lambda g, s, v: f"in one of the languages {show(g, v)}",
    SH.uniqueLang: lambda g, s, v: "at most one a language",
    SH.sparql: lambda g, s, v: "a query finds nothing amiss",
}


def _in_queries(g: Graph, shape: Node) -> Iterator[str]:
    """Yield the terms that the queries of a shape name."""
    for query in g.objects(shape, SH.sparql):
        yield from terms_in(_text(g, query, SH.select) or _text(g, query, SH.ask))


def terms_in(query: str) -> set[str]:
    """Return the IRIs of the prefixed names and IRIs in a SPARQL query."""
    found = set()
    for token in tokens(query):
        prefix, _, local = token.text.partition(":")
        if token.kind == "prefixed" and local and prefix in prefixes():
            found.add(prefixes()[prefix] + local)
        elif token.kind == "iri":
            found.add(token.text[1:-1])
    return found
