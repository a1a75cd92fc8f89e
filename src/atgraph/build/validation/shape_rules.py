"""What a shape must be like so that it looks at what it is meant to, and says what it finds.

An engine takes a shape that is mistyped for one that nothing breaks: what it guards is then
unguarded, and nobody sees it.
"""

import re
from collections.abc import Collection, Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter

from pyoxigraph import BlankNode, Literal, NamedNode

from atgraph.build.validation.shape_files import NEEDS, Node, ShapeFact, ShapeFiles
from atgraph.errors import Problem, QueryError
from atgraph.graph import sparql
from atgraph.rdf.namespaces import ATG, ATGS, ATGV, SHACL, TYPE, prefixes, shorten
from atgraph.text import did_you_mean

SEVERITIES = tuple(SHACL + name for name in ("Violation", "Warning", "Info"))
NAMED_IN_QUERY = re.compile(r"(?<![\w:])(?P<prefix>atgv?):(?P<name>[\w-]+)")
QUERIES = tuple(SHACL + name for name in ("select", "ask"))
RULES = tuple(SHACL + name for name in ("construct", "update"))
# A node, what is wrong with it, and the words beside it in its file.
Fault = tuple[Node, str, *tuple[str, ...]]
# Regular expressions can run away: a quantifier under another makes some texts take years.
TOKEN = re.compile(
    r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]"
    r"|\((?:\?(?:P?<[^>=!]*>|<?[=!]|[a-zA-Z-]*:))?|\)|\{\d*(?:,\d*)?\}|.",
    re.DOTALL,
)
OPEN = re.compile(r"[*+?]|\{\d*,\d*\}")
REPEATS = re.compile(r"[*+]|\{\d*(?:,\d*)?\}")
STRINGS = re.compile(r"\"((?:[^\"\\\n]|\\.)*)\"|'((?:[^'\\\n]|\\.)*)'")
OWN = {ATG: "ontology/atgraph.ttl", ATGV: "ontology/vocab/", ATGS: "the shapes", SHACL: "SHACL"}


def find_faults(shapes: ShapeFiles, terms: Collection[str]) -> list[Problem]:
    """Return what is wrong with shapes, sorted; ontology and vocabularies declare the terms."""
    from rdflib import SH  # slow

    known = {*terms, *(node.value for node in shapes.facts), *map(str, dir(SH))}
    faults = [*_unused(shapes), *_circle(shapes)]
    for fact in shapes.all_facts:
        faults += [*_undeclared(fact, known), *_bad_values(fact)]
    for node in shapes.reported:
        faults += _unnamed(shapes, node)
    return sorted({shapes.find(*fault) for fault in faults})


def _undeclared(fact: ShapeFact, known: Collection[str]) -> Iterator[Fault]:
    """Yield terms that are not declared, by SHACL or by us."""
    node, predicate, value = fact
    if not predicate.startswith(tuple(prefixes().values())):
        message = f"says <{predicate}>, which is of no namespace in ontology/prefixes.ttl"
        yield node, f"{message}; correct it", *_forms(predicate)
    named = [predicate, value.value] if isinstance(value, NamedNode) else [predicate]
    if predicate in QUERIES and isinstance(value, Literal):
        found = NAMED_IN_QUERY.finditer(value.value)
        named += [prefixes()[m["prefix"]] + m["name"] for m in found]
    for iri in named:
        own = next(filter(iri.startswith, _own()), "")
        if own and not (_is_of_shacl(iri) if own == SHACL else iri in known):
            where = OWN.get(own, OWN[ATG])
            message = f"names {shorten(iri)}, which {where} does not have{_near(iri, known)}"
            yield node, message, *_forms(iri)


def _forms(iri: str) -> list[str]:
    """Return how a term may be written in a file."""
    local = re.split(r"[#/]", iri)[-1]
    return [shorten(iri), f"<{iri}>", *([f":{local}"] if local else [])]


@cache  # slow, and asked of each term
def _is_of_shacl(iri: str) -> bool:
    from rdflib import SH, URIRef  # slow

    return URIRef(iri) in SH


@cache
def _own() -> list[str]:
    """Return the namespaces of which each term that is used must be declared."""
    free = {"atgd", "owl", "rdf", "rdfs", "xsd"}
    return [space for prefix, space in prefixes().items() if prefix not in free]


def _near(iri: str, known: Collection[str]) -> str:
    space = iri[: max(iri.rfind("#"), iri.rfind("/")) + 1]
    names = sorted(k.removeprefix(space) for k in known if k.startswith(space))
    name = iri.removeprefix(space)
    return "; " + did_you_mean(name, names, "correct it", shown=lambda near: shorten(space + near))


def _unnamed(shapes: ShapeFiles, node: Node) -> Iterator[Fault]:
    """Yield shapes without a name or a message."""
    if not any(fact.predicate in _constraints() for fact in shapes.facts.get(node, ())):
        return
    messages = shapes.values(node, SHACL + "message")
    if isinstance(node, BlankNode):
        message = "has a shape without a name (a blank node), which no task can name; give it one"
        yield node, f"{message}: atgs:…"
    elif not any(isinstance(m, Literal) and m.value.strip() for m in messages):
        message = f"the shape {shorten(node.value)} says nothing to whoever breaks it"
        yield node, f'{message}; add sh:message "…"@en, which says what to do'


@cache
def _constraints() -> frozenset[str]:
    """Return the properties that make a shape ask for something itself."""
    from pyshacl.constraints import CONSTRAINT_PARAMETERS_MAP  # slow

    return frozenset(map(str, CONSTRAINT_PARAMETERS_MAP)) - {SHACL + "property"}


def _bad_values(fact: ShapeFact) -> Iterator[Fault]:
    """Yield severities that are not SHACL's, patterns that may take years, queries that reach out.

    The engine itself sees only a SERVICE that is written plainly.
    """
    node, predicate, value = fact
    if predicate == SHACL + "severity" and value.value not in SEVERITIES:
        known = ", ".join(map(shorten, SEVERITIES))
        yield node, f"has a severity that SHACL does not have; write {known}", "sh:severity"
    patterns = [value.value] if predicate == SHACL + "pattern" else []
    for pattern in strings_of(value.value) if predicate in QUERIES else patterns:
        if can_run_away(pattern):
            message = f"has the pattern {pattern[:60]}, which repeats a part that repeats itself"
            message += " and may take years; write it without"
            yield node, message, pattern, pattern.replace("\\", "\\\\")
    if predicate in (*QUERIES, *RULES):
        try:
            sparql.refuse_reaching(value.value)
        except QueryError as exc:
            yield node, exc.problems[0].message, shorten(predicate)


def _unused(shapes: ShapeFiles) -> Iterator[Fault]:
    """Yield shapes that look at nothing: no target, no parent, and no class themselves."""
    for node in filter(shapes.facts.get, shapes.reported):
        facts = [(fact.predicate, fact.value.value) for fact in shapes.facts[node]]
        aimed = any(predicate.startswith(SHACL + "target") for predicate, _ in facts)
        is_class = any(p == TYPE.value and not kind.startswith(SHACL) for p, kind in facts)
        if isinstance(node, NamedNode) and not (node in shapes.parents or aimed or is_class):
            what = "give it a target, or list it under the sh:property of one that has"
            yield node, f"the shape {shorten(node.value)} looks at nothing; {what}"


def _circle(shapes: ShapeFiles) -> Iterator[Fault]:
    """Yield shapes that need themselves, of which SHACL leaves open what they mean."""
    needs = {
        node: [n for p in NEEDS for n in shapes.values(node, p) if not isinstance(n, Literal)]
        for node in shapes.facts
    }
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as exc:
        names = [node for node in exc.args[1] if isinstance(node, NamedNode)]
        path = " → ".join(shorten(node.value) for node in names)
        yield (names or exc.args[1])[0], f"the shape needs itself ({path}); cut the circle"


def unguarded(shapes: ShapeFiles, classes: Collection[str]) -> list[str]:
    """Return the classes that no shape looks at."""
    values = (shapes.values(node, SHACL + "targetClass") for node in shapes.shapes)
    return sorted(set(classes) - {value.value for aimed in values for value in aimed})


def can_run_away(pattern: str) -> bool:
    """Tell whether a regular expression repeats a part that has no fixed length itself."""
    closed = quantified = False
    groups = [closed]
    for token in TOKEN.findall(pattern):
        if REPEATS.fullmatch(token) and closed:
            return True
        if token[0] == "(":
            groups.append(False)
        # the second of `+?` only says how much is taken
        quantified, closed = bool(OPEN.fullmatch(token)) and not quantified, False
        groups[-1] = groups[-1] or quantified
        if token == ")" and len(groups) > 1:
            closed = groups.pop()
            groups[-1] = groups[-1] or closed
    return False


def strings_of(query: str) -> list[str]:
    """Return the texts of a SPARQL query, among which are its regular expressions."""
    return [(double or single).replace("\\\\", "\\") for double, single in STRINGS.findall(query)]
