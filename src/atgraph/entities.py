"""Things by name: finding them as people type them, listing and searching."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode

from atgraph.errors import NotFoundError, QueryError
from atgraph.knowledge import KnowledgeGraph, text
from atgraph.namespaces import ATG, ATGD, ATGV, prefixes

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


@dataclass(frozen=True)
class Thing:
    """A thing with its names: the first is its label."""

    iri: str
    class_iri: str
    names: tuple[str, ...]

    @property
    def label(self) -> str:
        """Its one label."""
        return self.names[0]

    @property
    def kind(self) -> str:
        """The local name of its class, in lower case."""
        return self.class_iri.removeprefix(ATG).lower()


def bare(name: str) -> str:
    """Return a name without case, accents and doubled spaces, as names are compared."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).replace("’", "'").split())


def things(kg: KnowledgeGraph, class_iri: str | None = None) -> list[Thing]:
    """Return all named things, of one class where it is given, sorted by label."""
    names: dict[str, tuple[str, list[tuple[bool, str]]]] = {}
    wanted = subclasses(kg, class_iri) if class_iri else None
    classes = [text(row, "class") for row in kg.select(CLASSES)]
    listed = " ".join(f"<{c}>" for c in classes if not wanted or c in wanted)
    for row in kg.select(NAMED % listed):
        entry = names.setdefault(text(row, "thing"), (text(row, "class"), []))
        entry[1].append((text(row, "main") != "true", text(row, "name")))
    found = (Thing(iri, c, tuple(dict.fromkeys(n for _, n in sorted(ns)))) for iri, (c, ns) in names.items())
    return sorted(found, key=lambda t: (bare(t.label), t.iri))


def subclasses(kg: KnowledgeGraph, class_iri: str) -> set[str]:
    """Return a class and all below it."""
    return {text(r, "c") for r in kg.select(f"SELECT ?c WHERE {{ ?c rdfs:subClassOf* <{class_iri}> }}")}


def find(kg: KnowledgeGraph, name: str, class_iri: str | None = None) -> NamedNode:
    """Return the thing that a typed name stands for.

    Tried in turn: an IRI or prefixed name; a whole name (case, accents and a leading article
    forgiven) or the last part of an id; an unmistakable part of a name.

    Raises:
        NotFoundError: no thing has the name (with “did you mean”), or several have (listed).
    """
    known = things(kg, class_iri)
    if iri := _as_iri(name):
        if any(t.iri == iri for t in known):
            return NamedNode(iri)
        if other := next((t for t in things(kg) if t.iri == iri), None):
            wanted = (class_iri or "").removeprefix(ATG).lower()
            raise NotFoundError(f"“{other.label}” ({iri}) is of the kind {other.kind}, not {wanted}; name another")
    wanted = _without_article(name)
    exact = [t for t in known if wanted and (wanted in map(_without_article, t.names) or t.iri.endswith(f"_{wanted}"))]
    part = [t for t in known if wanted and any(_starts_words(wanted, bare(n)) for n in t.names)]
    for found in (exact, part):
        if len(found) == 1:
            return NamedNode(found[0].iri)
        if found:
            raise NotFoundError(f"{name!r} may be {' or '.join(map(_shown, found[:6]))}{' …' if len(found) > 6 else ''}; say which, by its whole name or IRI")
    raise NotFoundError(f"nothing is called {name!r} here{_near(wanted, known)}")


def _as_iri(name: str) -> str:
    if name.startswith("<") and name.endswith(">"):
        return name[1:-1]
    prefix, colon, local = name.partition(":")
    if colon and prefix in prefixes():
        return prefixes()[prefix] + local
    return name if name.startswith((ATGD, ATGV)) else ""


def _without_article(name: str) -> str:
    return bare(name).removeprefix("the ")


def _starts_words(part: str, name: str) -> bool:
    return f" {part}" in f" {name}"


def _shown(thing: Thing) -> str:
    return f"“{thing.label}” ({thing.kind}, {thing.iri.replace(ATGD, 'atgd:').replace(ATGV, 'atgv:')})"


def _near(wanted: str, known: Iterable[Thing]) -> str:
    spelled = {_without_article(n): n for t in known for n in reversed(t.names)}
    near = difflib.get_close_matches(wanted, list(spelled), 3, 0.6)
    return f"; did you mean {' or '.join(f'“{spelled[n]}”' for n in near)}?" if near else "; `atgraph search` looks in names and quotes"


KINDS = """
SELECT ?plural ?class (COUNT(DISTINCT ?thing) AS ?count) WHERE {
  ?class atg:pluralName ?plural .
  FILTER NOT EXISTS { ?class rdfs:subClassOf atg:Tie }
  ?thing a ?class ; rdfs:label ?label .
} GROUP BY ?plural ?class ORDER BY ?plural
"""

COUNTS = "SELECT ?thing (COUNT(DISTINCT ?tie) AS ?count) WHERE { ?thing a <%s> . ?tie atg:connects ?thing } GROUP BY ?thing"
TYPES = """
SELECT ?thing ?type WHERE {
  ?thing a <%s> ; atg:hasOrganizationType|skos:inScheme ?t .
  OPTIONAL { ?t rdfs:label ?l }
  BIND (COALESCE(?l, ?t) AS ?type)
}
"""

Rows = tuple[tuple[str, ...], list[tuple[str, ...]]]


def list_kinds(kg: KnowledgeGraph) -> Rows:
    """Return columns and rows: each kind of thing and how many there are."""
    return ("kind", "count"), [(text(r, "plural"), text(r, "count")) for r in kg.select(KINDS)]


def list_things(kg: KnowledgeGraph, plural: str) -> Rows:
    """Return columns and rows: the things of a kind, their names, type and number of ties.

    Raises:
        QueryError: there is no such kind.
    """
    kinds = {text(r, "plural"): text(r, "class") for r in kg.select(KINDS)}
    if plural not in kinds:
        near = difflib.get_close_matches(plural, kinds, 1, 0.6)
        raise QueryError(f"there is no kind {plural!r}; {f'did you mean {near[0]}?' if near else 'use one of ' + ', '.join(kinds)}")
    iri = kinds[plural]
    counts = {text(r, "thing"): text(r, "count") for r in kg.select(COUNTS % iri)}
    types: dict[str, list[str]] = {}
    for row in kg.select(TYPES % iri):
        types.setdefault(text(row, "thing"), []).append(text(row, "type"))
    rows: list[tuple[str, ...]] = [
        (t.label, "; ".join(sorted(types.get(t.iri, []))), counts.get(t.iri, "0"), "; ".join(t.names[1:]), t.iri) for t in things(kg, iri)
    ]
    return ("name", "type", "ties", "also called", "iri"), rows


QUOTES = """
SELECT ?words ?line ?file ?end WHERE {
  ?p atg:exactText ?words ; atg:startLine ?line ; atg:startOffset ?start ; atg:endOffset ?end ; atg:isPassageOf/atg:file ?file
} ORDER BY ?file ?start DESC(?end)
"""


def search(kg: KnowledgeGraph, words: str) -> Iterator[tuple[str, str, str]]:
    """Yield (kind, name or quote, IRI or file:line) of each name and quote that holds all the words."""
    wanted = bare(words).split()
    if not wanted:
        return
    for thing in things(kg):
        if hit := next((n for n in thing.names if all(w in bare(n) for w in wanted)), None):
            yield thing.kind, thing.label if hit == thing.label else f"{thing.label} ({hit})", thing.iri
    reached: dict[str, int] = {}
    for row in kg.select(QUOTES):
        quote, file, end = " ".join(text(row, "words").split()), text(row, "file"), int(text(row, "end"))
        if end > reached.get(file, 0) and all(w in bare(quote) for w in wanted):
            reached[file] = end  # shorter quotes of the same words add nothing
            yield "quote", quote, f"{file}:{text(row, 'line')}"
