"""Things by name: what there is, and which one people mean by what they type."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from pyoxigraph import Literal, NamedNode

from atgraph.ask.did_you_mean import likely, near
from atgraph.ask.namesakes import MOST, several
from atgraph.ask.on_request import all_listed_on_request
from atgraph.ask.things import Match, Thing, kind_of
from atgraph.data.names import bare, key
from atgraph.errors import AtgraphError, EndpointError, NotFoundError
from atgraph.files import resource_folder
from atgraph.graph.graph import Graph, text
from atgraph.graph.sparql import bind
from atgraph.rdf.namespaces import ATG, ATGD, ATGV, prefixes

CLASSES = """
SELECT ?class WHERE {
  ?class atg:pluralName ?plural .
  FILTER NOT EXISTS { ?below rdfs:subClassOf ?class }
  FILTER (?class NOT IN (atg:Source, atg:SourceText))
}
"""

NAMED = """
SELECT ?thing ?name ?class ?main WHERE {
  VALUES ?class { %s }
  VALUES (?p ?main) { (rdfs:label true) (skos:altLabel false) }
  ?thing a ?class ; ?p ?name .
}
"""

# Each finds what a typed text may stand for; the constant comes first, so that an index is the
# start.
IDENTIFIED = "{ VALUES ?thing { ?_iri_iri } ?thing a ?class } UNION { ?thing schema:sameAs ?_iri_iri ; a ?class }"
KEYED = "?thing atg:searchKey ?_key ; a ?class ."
PARTLY = '?thing atg:searchKey ?key . FILTER (CONTAINS(CONCAT(" ", ?key, " "), ?_part)) ?thing a ?class .'
FOUND = "SELECT DISTINCT ?label ?thing ?class WHERE { %s FILTER (?class IN (%s)) ?thing rdfs:label ?label } ORDER BY ?label ?thing ?class LIMIT %d"
KEYS = "SELECT ?thing ?key WHERE { ?thing atg:searchKey ?key }"
LIKELY = """
SELECT ?thing ?name ?class ?main WHERE {
  VALUES ?thing { %s }
  VALUES (?p ?main) { (rdfs:label true) (skos:altLabel false) }
  ?thing a ?class ; ?p ?name .
  FILTER (?class IN (%s))
}
"""
VOCABULARY = """
SELECT ?thing ?name ?class ?main WHERE {
  VALUES ?class { skos:Concept owl:Class owl:ObjectProperty owl:DatatypeProperty }
  VALUES (?p ?main) { (rdfs:label true) (skos:altLabel false) }
  ?thing a ?class ; ?p ?name .
}
"""
WRITTEN = "SELECT ?thing WHERE { VALUES ?text { ?_typed ?_upper ?_lower } ?thing ?property ?text } LIMIT 1"
HAS_KEYS = "SELECT ?key WHERE { ?thing atg:searchKey ?key } LIMIT 1"
NAMES = """
SELECT ?thing ?name ?class ?main WHERE {
  VALUES (?thing ?class) { %s }
  VALUES (?p ?main) { (rdfs:label true) (skos:altLabel false) }
  ?thing ?p ?name .
}
"""


def things(kg: Graph, class_iri: str | None = None) -> list[Thing]:
    """Return all named things, of one class where it is given, sorted by label."""
    return _gathered(kg, NAMED % " ".join(_classes(kg, class_iri)))


def thing_of(kg: Graph, iri: str) -> Thing:
    """Return a thing by its IRI.

    Raises:
        NotFoundError: the graph names nothing so.

    """
    if found := _found(kg, bind(IDENTIFIED, {"?_iri_iri": NamedNode(iri)}), _classes(kg)):
        return found[0]
    raise NotFoundError(f"nothing has the address {iri} here")


def subclasses(kg: Graph, class_iri: str) -> set[str]:
    """Return a class and all below it."""
    return {
        text(r, "c") for r in kg.select(f"SELECT ?c WHERE {{ ?c rdfs:subClassOf* <{class_iri}> }}")
    }


def find(kg: Graph, name: str, class_iri: str | None = None) -> NamedNode:
    """Return the thing that a typed name stands for, as `recognize` does."""
    return NamedNode(recognize(kg, name, class_iri).thing.iri)


def recognize(kg: Graph, typed: str, class_iri: str | None = None) -> Match:
    """Return the thing that a typed text stands for.

    Tried in turn: an IRI or prefixed name, also one of another catalogue (schema:sameAs); a whole
    name, acronym or alias (case, accents, punctuation and a leading article forgiven); whole words
    that stand in the names of one thing only; the end of an id.

    Args:
        kg: the graph; keys are read from all of it, also where derived facts are left out of the
            answer.
        typed: what somebody wrote.
        class_iri: the class that the thing must be of.

    Raises:
        NotFoundError: no thing has the name (with “did you mean”), or several have (each with what
            sets it apart).

    """
    kg, classes = replace(kg, asserted=False), _classes(kg, class_iri)
    if iri := _as_iri(typed):
        if found := _identified(kg, iri, classes):
            return Match(typed, found[0], True)
        if other := _identified(kg, iri, _classes(kg)):
            raise NotFoundError(
                f"“{other[0].label}” ({iri}) {_of_another_kind(other[0], class_iri)}"
            )
    whole, found = next(((w, f) for w, f in _tries(kg, typed, classes) if f), (False, []))
    if not found:
        raise NotFoundError(f"nothing is called {typed!r} here{_hint(kg, typed, class_iri)}")
    if len(found) > 1:
        raise several(kg, typed, found)
    return Match(typed, found[0], whole)


def _hint(kg: Graph, typed: str, class_iri: str | None) -> str:
    """Return the end of a message: that it is the name of something else, or the names that come nearest."""
    if class_iri and (
        other := _found(kg, bind(KEYED, {"?_key": Literal(key(typed))}), _classes(kg))
    ):
        return f"; “{other[0].label}” {_of_another_kind(other[0], class_iri)}"
    try:
        return near(typed, _to_be_named(_likely(kg, typed, class_iri)))
    except EndpointError:
        return "; the server gives no whole list of names to compare it with"


def slip(kg: Graph, typed: str) -> str:
    """Return the end of a message about a text that found nothing: what is called nearly so; empty where something is called or written so."""
    kg = replace(kg, asserted=False)
    forms = {"?_typed": typed, "?_upper": typed.upper(), "?_lower": typed.lower()}
    try:
        known = [*_gathered(kg, VOCABULARY), *_to_be_named(_likely(kg, typed, None))]
        if any(key(typed) in map(key, t.names) for t in known) or any(
            kg.select(bind(WRITTEN, {n: Literal(t) for n, t in forms.items()}))
        ):
            return ""
    except EndpointError:  # it gives no whole list of names
        return ""
    return f"; nothing is called {typed!r} here{near(typed, known)}"


def _likely(kg: Graph, typed: str, class_iri: str | None) -> list[Thing]:
    """Return the things among which the nearest names are; all where the graph has no keys."""
    keyed: dict[str, list[str]] = {}
    for row in kg.select(KEYS):
        if not (found := text(row, "key")).startswith("_"):  # the end of an id
            keyed.setdefault(found, []).append(text(row, "thing"))
    if not keyed:
        return things(kg, class_iri)
    iris = sorted({iri for found in likely(typed, keyed) for iri in keyed[found]})
    return (
        _gathered(
            kg, LIKELY % (" ".join(f"<{iri}>" for iri in iris), ", ".join(_classes(kg, class_iri)))
        )
        if iris
        else []
    )


def _to_be_named(found: list[Thing]) -> list[Thing]:
    """Leave out people who are listed on request, whom only their whole name finds; all people where no registry can be read."""
    people = {thing.iri for thing in found if thing.class_iri == ATG + "Person"}
    if not people:
        return found
    try:
        hidden: Collection[str] = all_listed_on_request(resource_folder("data") / "registry")
    except AtgraphError:
        hidden = people
    return [thing for thing in found if thing.iri not in hidden]


def _of_another_kind(other: Thing, class_iri: str | None) -> str:
    return f"is of the kind {other.kind}, not {kind_of(class_iri or '')}; name another"


def _tries(kg: Graph, typed: str, classes: list[str]) -> Iterator[tuple[bool, list[Thing]]]:
    """Yield what fits, in turn, and whether it fits as a whole."""
    if not (wanted := key(typed)):
        return
    yield True, _found(kg, bind(KEYED, {"?_key": Literal(wanted)}), classes)
    if not any(kg.select(HAS_KEYS)):  # a graph that was put together without the rules
        known = _gathered(kg, NAMED % " ".join(classes))
        yield True, [t for t in known if wanted in map(key, t.names)]
        yield False, [t for t in known if any(f" {wanted} " in f" {key(n)} " for n in t.names)]
        return
    yield False, _found(kg, bind(PARTLY, {"?_part": Literal(f" {wanted} ")}), classes)
    yield True, _found(kg, bind(KEYED, {"?_key": Literal(f"_{typed.strip().casefold()}")}), classes)


def _as_iri(name: str) -> str:
    name = name.strip()
    if name.startswith("<") and name.endswith(">"):
        return name[1:-1]
    prefix, colon, local = name.partition(":")
    if colon and prefix in prefixes():
        return prefixes()[prefix] + local
    return name if name.startswith((ATGD, ATGV, "http://", "https://")) else ""


def _identified(kg: Graph, iri: str, classes: list[str]) -> list[Thing]:
    try:
        return _found(kg, bind(IDENTIFIED, {"?_iri_iri": NamedNode(iri)}), classes)
    except ValueError:  # it is no IRI
        return []


def _found(kg: Graph, pattern: str, classes: list[str]) -> list[Thing]:
    """Return the things that a pattern finds, sorted by label; each of the most specific class that has a name."""
    found = {
        text(row, "thing"): text(row, "class")
        for row in kg.select(FOUND % (pattern, ", ".join(classes), MOST))
    }
    return (
        _gathered(kg, NAMES % " ".join(f"(<{iri}> <{c}>)" for iri, c in found.items()))
        if found
        else []
    )


def _classes(kg: Graph, class_iri: str | None = None) -> list[str]:
    """Return the classes whose things have names, as terms of a query: all, or those of one class."""
    wanted = subclasses(kg, class_iri) if class_iri else None
    return [
        f"<{c}>"
        for c in sorted(text(row, "class") for row in kg.select(CLASSES))
        if not wanted or c in wanted
    ]


def _gathered(kg: Graph, query: str) -> list[Thing]:
    """Return the things of a query for names, sorted by label."""
    names: dict[str, tuple[str, list[tuple[bool, str]]]] = {}
    for row in kg.select(query):
        entry = names.setdefault(text(row, "thing"), (text(row, "class"), []))
        entry[1].append((text(row, "main") != "true", text(row, "name")))
    found = (
        Thing(iri, c, tuple(dict.fromkeys(n for _, n in sorted(ns))))
        for iri, (c, ns) in names.items()
    )
    return in_order(found)


def in_order(found: Iterable[Thing]) -> list[Thing]:
    """Return things sorted by label."""
    return sorted(found, key=lambda t: (bare(t.label), t.iri))
