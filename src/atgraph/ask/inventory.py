"""What there is: the kinds of things, the things of a kind, and words wherever they stand."""

from collections.abc import Iterator

from atgraph.ask.lookup import things
from atgraph.data.names import bare
from atgraph.errors import QueryError
from atgraph.graph.graph import Graph, number, text
from atgraph.graph.query_files import american
from atgraph.text import did_you_mean

KINDS = """
SELECT ?plural ?class (COUNT(DISTINCT ?thing) AS ?count) WHERE {
  ?class atg:pluralName ?plural .
  FILTER NOT EXISTS { ?class rdfs:subClassOf atg:Tie }
  ?thing a ?class ; rdfs:label ?label .
} GROUP BY ?plural ?class ORDER BY ?plural
"""

COUNTS = """
SELECT ?thing (COUNT(DISTINCT ?tie) AS ?count) WHERE { ?thing a <%s> . ?tie atg:connects ?thing }
GROUP BY ?thing
"""
TYPES = """
SELECT ?thing ?type WHERE {
  ?thing a <%s> ; atg:hasOrganizationType|skos:inScheme ?t .
  OPTIONAL { ?t rdfs:label ?l }
  BIND (COALESCE(?l, ?t) AS ?type)
}
"""

Rows = tuple[tuple[str, ...], list[tuple[str, ...]]]


def list_kinds(kg: Graph) -> Rows:
    """Return columns and rows: each kind of thing and how many there are."""
    return ("kind", "count"), [(text(r, "plural"), text(r, "count")) for r in kg.select(KINDS)]


def list_things(kg: Graph, plural: str) -> Rows:
    """Return columns and rows: the things of a kind, their names, type and number of ties."""
    kinds = {text(r, "plural"): text(r, "class") for r in kg.select(KINDS)}
    plural = american(plural)
    if plural not in kinds:
        hint = did_you_mean(plural, kinds, f"use one of {', '.join(kinds)}")
        raise QueryError(f"there is no kind {plural!r}; {hint}")
    iri = kinds[plural]
    counts = {text(r, "thing"): text(r, "count") for r in kg.select(COUNTS % iri)}
    types: dict[str, list[str]] = {}
    for row in kg.select(TYPES % iri):
        types.setdefault(text(row, "thing"), []).append(text(row, "type"))
    rows: list[tuple[str, ...]] = []
    for t in things(kg, iri):
        sorts, others = "; ".join(sorted(types.get(t.iri, []))), "; ".join(t.names[1:])
        rows.append((t.label, sorts, counts.get(t.iri, "0"), others, t.iri))
    return ("name", "type", "ties", "also called", "iri"), rows


QUOTES = """
SELECT ?words ?line ?file ?end WHERE {
  ?p atg:exactText ?words ; atg:startLine ?line ; atg:startOffset ?start ; atg:endOffset ?end ;
    atg:isPassageOf/atg:file ?file
} ORDER BY ?file ?start DESC(?end)
"""


def search(kg: Graph, words: str) -> Iterator[tuple[str, str, str]]:
    """Yield (kind, name or quote, IRI or file:line) of each name and quote with all the words."""
    wanted = bare(words).split()
    if not wanted:
        return
    for thing in things(kg):
        if hit := next((n for n in thing.names if all(w in bare(n) for w in wanted)), None):
            name = thing.label if hit == thing.label else f"{thing.label} ({hit})"
            yield thing.kind, name, thing.iri
    reached: dict[str, int] = {}
    for row in kg.select(QUOTES):
        quote, file = " ".join(text(row, "words").split()), text(row, "file")
        end = number(row, "end")
        if end > reached.get(file, 0) and all(w in bare(quote) for w in wanted):
            reached[file] = end  # shorter quotes of the same words add nothing
            yield "quote", quote, f"{file}:{text(row, 'line')}"
