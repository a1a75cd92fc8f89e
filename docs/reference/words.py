"""SHACL in words: what a shape asks for, and the path it looks along."""

from __future__ import annotations

from collections.abc import Callable

from rdflib import BNode, Graph, URIRef
from rdflib.collection import Collection
from rdflib.namespace import RDF, RDFS, SH
from rdflib.term import Node

from atgraph.rdf.namespaces import shorten

ABOUT = {
    SH.path,
    SH.name,
    SH.message,
    SH.description,
    SH.severity,
    SH.property,
    RDF.type,
    RDFS.label,
    RDFS.comment,
    SH.order,
    SH.group,
    SH.deactivated,
}
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


def text_of(g: Graph, shape: Node, predicate: Node) -> str:
    """Return the first value of a property as text, empty where there is none."""
    return min(map(str, g.objects(shape, predicate)), default="")


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
    for predicate, pattern in {
        SH.inversePath: "^{}",
        SH.zeroOrMorePath: "{}*",
        SH.oneOrMorePath: "{}+",
        SH.zeroOrOnePath: "{}?",
    }.items():
        if inner := next(g.objects(path, predicate), None):
            return pattern.format(path_in_words(g, inner))
    inner = next(g.objects(path, SH.alternativePath))
    return " | ".join(path_in_words(g, step) for step in items(g, inner))


def constraints(g: Graph, shape: Node) -> list[str]:
    """Return in words what a shape asks for: first how many, then the rest by its kind."""
    least, most = text_of(g, shape, SH.minCount), text_of(g, shape, SH.maxCount)
    found = sorted(
        (str(p), words)
        for p, o in g.predicate_objects(shape)
        if isinstance(p, URIRef) and (words := _asked(g, shape, p, o))
    )
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
    return (
        ""
        if predicate in ABOUT or predicate in TARGETS
        else f"{show(g, predicate)}: {show(g, value)}"
    )


def items(g: Graph, node: Node) -> list[Node]:
    """Return the items of an RDF list."""
    return list(Collection(g, node))


def _count(least: str, most: str) -> str:
    if least == most:
        return f"exactly {'one' if least == '1' else least}" if most != "0" else "none"
    if least and most:
        return f"from {least} to {most}"
    count = least or most
    return (
        f"at {'least' if least else 'most'} {'one' if count == '1' else count}"
        if count != "0" or least
        else "none"
    )


def _nested(g: Graph, shape: Node) -> str:
    path = next(g.objects(shape, SH.path), None)
    asked = ", ".join(constraints(g, shape))
    return f"{path_in_words(g, path)}: {asked}" if path is not None else asked


def _closed(g: Graph, shape: Node, value: Node) -> str:
    allowed = next(g.objects(shape, SH.ignoredProperties), None)
    return (
        "closed: nothing but its own"
        f" properties{f' and {show(g, allowed)}' if allowed is not None else ''}"
    )


SPECIAL: dict[URIRef, Callable[[Graph, Node, Node], str]] = {
    SH.closed: _closed,
    SH["not"]: lambda g, s, v: f"not: {_nested(g, v)}",
    SH["in"]: lambda g, s, v: f"one of {show(g, v)}",
    SH.languageIn: lambda g, s, v: f"in one of the languages {show(g, v)}",
    SH.uniqueLang: lambda g, s, v: "at most one a language",
    SH.sparql: lambda g, s, v: "a query finds nothing amiss",
}
