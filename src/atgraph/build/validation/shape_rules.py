"""What a shape must be like so that it looks at what it is meant to, and says what it finds.

An engine takes a shape that is mistyped for one that nothing breaks: what it guards is then
unguarded, and nobody sees it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter

from pyoxigraph import BlankNode, Literal, NamedNode

from atgraph.build.validation.patterns import can_run_away, strings_of
from atgraph.build.validation.shape_files import NEEDS, Node, ShapeFact, ShapeFiles
from atgraph.errors import Problem, QueryError
from atgraph.graph import sparql
from atgraph.rdf.namespaces import (
    ATG,
    ATGD,
    ATGS,
    ATGV,
    OWL,
    RDF,
    RDFS,
    SHACL,
    XSD,
    prefixes,
    shorten,
)
from atgraph.text import did_you_mean

SEVERITIES = tuple(SHACL + name for name in ("Violation", "Warning", "Info"))
NAMED_IN_QUERY = re.compile(r"(?<![\w:])(?P<prefix>atgv?):(?P<name>[\w-]+)")
QUERIES = tuple(SHACL + name for name in ("select", "ask"))
RULES = tuple(SHACL + name for name in ("construct", "update"))
OWN = {ATG: "ontology/atgraph.ttl", ATGV: "ontology/vocab/", ATGS: "the shapes"}


def faults(shapes: ShapeFiles, terms: Collection[str]) -> list[Problem]:
    """Return what is wrong with shapes, sorted.

    Args:
        shapes: the shapes of a folder.
        terms: the terms that the ontology and the vocabularies declare.
    """
    known = {*terms, *(node.value for node in shapes.facts)}
    found = [problem for fact in shapes.all_facts for problem in _strangers(shapes, fact, known)]
    found += [problem for node in shapes.reported for problem in _untold(shapes, node)]
    found += [
        problem
        for fact in shapes.all_facts
        for problem in (*_values(shapes, fact), *_reaching(shapes, fact))
    ]
    found += _unused(shapes)
    return sorted({*found, *_circle(shapes)})


def _strangers(shapes: ShapeFiles, fact: ShapeFact, known: Collection[str]) -> Iterator[Problem]:
    """Yield terms that are not declared, by SHACL or by us."""
    node, predicate, value = fact
    if not predicate.startswith(tuple(prefixes().values())):
        yield shapes.of_term(
            node,
            predicate,
            f"says <{predicate}>, which is of no namespace in ontology/prefixes.ttl; correct it",
        )
    named = [(predicate, known)] + ([(value.value, known)] if isinstance(value, NamedNode) else [])
    if predicate in QUERIES and isinstance(value, Literal):
        named += [
            (prefixes()[m["prefix"]] + m["name"], known)
            for m in NAMED_IN_QUERY.finditer(value.value)
        ]
    for iri, among in named:
        own = next((space for space in _own() if iri.startswith(space)), None)
        if iri.startswith(SHACL) and not _is_shacl(iri):
            yield shapes.of_term(
                node, iri, f"names {shorten(iri)}, which SHACL does not have{_near(iri, _shacl())}"
            )
        elif own and iri not in among:
            yield shapes.of_term(
                node,
                iri,
                f"names {shorten(iri)}, which {OWN.get(own, OWN[ATG])} does not have"
                f"{_near(iri, among)}",
            )


@cache
def _own() -> list[str]:
    """Return the namespaces of which each term that is used must be declared."""
    return [
        space for space in prefixes().values() if space not in {ATGD, OWL, RDF, RDFS, SHACL, XSD}
    ]


@cache
def _is_shacl(iri: str) -> bool:
    from rdflib import SH as VOCABULARY
    from rdflib import URIRef

    return URIRef(iri) in VOCABULARY


def _shacl() -> list[str]:
    from rdflib import SH as VOCABULARY

    return [str(term) for term in dir(VOCABULARY)]


def _near(iri: str, known: Collection[str]) -> str:
    space = iri[: max(iri.rfind("#"), iri.rfind("/")) + 1]
    names = [k.removeprefix(space) for k in known if k.startswith(space)]
    return "; " + did_you_mean(
        iri.removeprefix(space), names, "correct it", shown=lambda name: shorten(space + name)
    )


def _untold(shapes: ShapeFiles, node: Node) -> Iterator[Problem]:
    """Yield what would be told without a name or in the words of the engine."""
    if not any(fact.predicate in _constraints() for fact in shapes.facts.get(node, ())):
        return
    if isinstance(node, BlankNode):
        yield shapes.find(
            node,
            "has a shape without a name (a blank node), which no task can name; "
            "give it one: atgs:…",
        )
    elif not any(
        isinstance(m, Literal) and m.value.strip() for m in shapes.values(node, SHACL + "message")
    ):
        yield shapes.find(
            node,
            f"the shape {shorten(node.value)} says nothing to whoever breaks it; "
            'add sh:message "…"@en, which says what to do',
        )


@cache
def _constraints() -> frozenset[str]:
    """Return the properties that make a shape ask for something itself."""
    from pyshacl.constraints import CONSTRAINT_PARAMETERS_MAP

    return frozenset(map(str, CONSTRAINT_PARAMETERS_MAP)) - {SHACL + "property"}


def _values(shapes: ShapeFiles, fact: ShapeFact) -> Iterator[Problem]:
    """Yield severities that nobody knows, and patterns that may take years."""
    node, predicate, value = fact
    if predicate == SHACL + "severity" and getattr(value, "value", "") not in SEVERITIES:
        yield shapes.find(
            node,
            f"has a severity that is none; write {', '.join(map(shorten, SEVERITIES))}",
            "sh:severity",
        )
    written = (
        [value.value]
        if predicate == SHACL + "pattern"
        else strings_of(value.value)
        if predicate in QUERIES
        else []
    )
    for pattern in written:
        if can_run_away(pattern):
            message = (
                f"has the pattern {pattern[:60]}, which repeats a part that repeats itself "
                "and may take years; write it without"
            )
            yield shapes.find(node, message, pattern, pattern.replace("\\", "\\\\"))


def _reaching(shapes: ShapeFiles, fact: ShapeFact) -> Iterator[Problem]:
    """Yield queries that reach outside; the engine sees only a SERVICE that is written plainly."""
    if fact.predicate not in (*QUERIES, *RULES):
        return
    try:
        sparql.refuse_reaching(fact.value.value)
    except QueryError as exc:
        yield shapes.find(fact.node, exc.problems[0].message, shorten(fact.predicate))


def _unused(shapes: ShapeFiles) -> Iterator[Problem]:
    """Yield shapes that ask for something of nothing."""
    for node in filter(shapes.facts.get, shapes.reported):
        targeted = any(t.predicate.startswith(SHACL + "target") for t in shapes.facts[node])
        if (
            node not in shapes.parents
            and not targeted
            and isinstance(node, NamedNode)
            and not _is_class(shapes, node)
        ):
            yield shapes.find(
                node,
                f"the shape {shorten(node.value)} looks at nothing; "
                "give it a target, or list it under the sh:property of one that has",
            )


def _is_class(shapes: ShapeFiles, node: Node) -> bool:
    return any(
        t.predicate == RDF + "type" and not t.value.value.startswith(SHACL)
        for t in shapes.facts[node]
    )


def _circle(shapes: ShapeFiles) -> Iterator[Problem]:
    """Yield shapes that need themselves, of which SHACL leaves open what they mean."""
    needs = {
        node: [
            n for p in NEEDS for n in shapes.values(node, p) if isinstance(n, NamedNode | BlankNode)
        ]
        for node in shapes.facts
    }
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as exc:
        names = [node for node in exc.args[1] if isinstance(node, NamedNode)]
        path = " → ".join(shorten(node.value) for node in names)
        yield shapes.find(
            (names or exc.args[1])[0], f"the shape needs itself ({path}); cut the circle"
        )


def unguarded(shapes: ShapeFiles, classes: Collection[str]) -> list[str]:
    """Return the classes that no shape looks at."""
    aimed = {
        getattr(v, "value", "")
        for node in shapes.shapes
        for v in shapes.values(node, SHACL + "targetClass")
    }
    return sorted(set(classes) - aimed)
