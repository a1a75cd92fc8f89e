"""The shapes, each with what it asks in words, and the terms that it guards."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rdflib import Graph, URIRef
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from atgraph.graph.sparql import tokens
from atgraph.rdf.namespaces import prefixes, shorten

from .words import TARGETS, constraints, path_in_words, show, text_of


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
    holders = [
        s
        for s in set(shapes.subjects())
        if isinstance(s, URIRef) and any((s, t, None) in shapes for t in TARGETS)
    ]
    found = [
        _guard(shapes, shape, holder)
        for holder in sorted(holders)
        for shape in (*_named(shapes, holder, SH.property), holder)
    ]
    return sorted(
        (g for g in found if g.words), key=lambda g: (g.iri.split("-")[0].casefold(), g.iri)
    )


def _guard(g: Graph, shape: Node, holder: Node) -> Guard:
    targets = [(t, o) for t in TARGETS for o in _named(g, holder, t)]
    path = next(g.objects(shape, SH.path), None)
    own = path_terms(g, path) if path is not None else set()
    return Guard(
        iri=str(shape),
        name=text_of(g, shape, SH.name) or shorten(str(shape)),
        message=text_of(g, shape, SH.message),
        description=text_of(g, shape, SH.description),
        severity=(text_of(g, shape, SH.severity) or str(SH.Violation)).rpartition("#")[2].lower(),
        targets=tuple(TARGETS[t].format(show(g, o)) for t, o in targets),
        path=path_in_words(g, path) if path is not None else "",
        words=tuple(constraints(g, shape)),
        classes=frozenset(str(o) for t, o in targets if t in (SH.targetClass, SH.targetNode)),
        mentioned=frozenset(
            own
            | {str(o) for t, o in targets if t not in (SH.targetClass, SH.targetNode)}
            | set(_in_queries(g, shape))
        ),
    )


def _named(g: Graph, subject: Node, predicate: Node) -> list[URIRef]:
    """Return the values that have a name, sorted; a blank node has none that stays."""
    return sorted(o for o in g.objects(subject, predicate) if isinstance(o, URIRef))


def path_terms(g: Graph, path: Node) -> set[str]:
    """Return the properties of a path."""
    if isinstance(path, URIRef):
        return {str(path)} - {str(RDF.nil)}
    return {
        term for p, o in g.predicate_objects(path) if p != RDF.type for term in path_terms(g, o)
    }


def _in_queries(g: Graph, shape: Node) -> Iterator[str]:
    """Yield the terms that the queries of a shape name."""
    for query in g.objects(shape, SH.sparql):
        yield from terms_in(text_of(g, query, SH.select) or text_of(g, query, SH.ask))


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
