"""What a graph is about, for its first page: programmes, counts, and what can be asked of it."""

from collections.abc import Iterator
from dataclasses import dataclass

from atgraph.ask.answer import answer
from atgraph.errors import NotFoundError
from atgraph.graph.graph import Graph, number, text

PROGRAMMES = """
SELECT ?event ?label ?first ?last ?place ?publisher ?file (COUNT(DISTINCT ?part) AS ?parts) WHERE {
  ?event atg:isDescribedIn ?document ; rdfs:label ?label .
  OPTIONAL { ?event atg:earliestDate ?first ; atg:latestDate ?last }
  OPTIONAL { ?event atg:takesPlaceIn ?where . ?where rdfs:label ?place }
  OPTIONAL { ?document schema:publisher ?publisher }
  OPTIONAL { ?document atg:file ?file }
  OPTIONAL { ?part atg:isWithin ?event . FILTER (?part != ?event) }
} GROUP BY ?event ?label ?first ?last ?place ?publisher ?file
ORDER BY DESC(?first) ?label ?event
"""
CLAIMS = "SELECT (COUNT(?claim) AS ?count) WHERE { ?claim a atg:Claim }"
LAST_DAY = "SELECT (MAX(?day) AS ?last) WHERE { ?x atg:dateRead|atg:dateDecided ?day }"

# Of what examples are made: the theme that most actors work on, the bodies of the most ties that
# do, the person of the most ties, the words of themes that are printed most.
THEME = """
SELECT ?theme ?label (COUNT(?actor) AS ?actors) WHERE {
  ?actor atg:worksOn ?theme . ?theme rdfs:label ?label .
  FILTER CONTAINS(?label, " ")  # of one word, as technology, it is less clear what is meant
} GROUP BY ?theme ?label ORDER BY DESC(?actors) ?label LIMIT 1
"""
WORKERS = """
SELECT ?body ?name (COUNT(?tie) AS ?ties) WHERE {
  ?body atg:worksOn <%s> ; a atg:Organization ; rdfs:label ?label .
  ?tie atg:connects ?body .
  OPTIONAL { ?body atg:acronym ?acronym }
  BIND (COALESCE(?acronym, ?label) AS ?name)
} GROUP BY ?body ?name ORDER BY DESC(?ties) ?name LIMIT 4
"""
PERSON = """
SELECT ?name (COUNT(?tie) AS ?ties) WHERE {
  ?person a atg:Person ; rdfs:label ?name . ?tie atg:connects ?person .
} GROUP BY ?person ?name ORDER BY DESC(?ties) ?name LIMIT 1
"""
PRINTED = """
SELECT ?words (COUNT(?theme) AS ?times) WHERE {
  ?assignment atg:assignsTheme ?theme ; atg:hasEvidence ?passage .
  ?passage atg:exactText ?words .
  FILTER (STRLEN(?words) < 40 && REGEX(?words, "^[^ .,:;]+( [^ .,:;]+)+$"))
} GROUP BY ?words ORDER BY DESC(?times) STRLEN(?words) ?words LIMIT 1
"""
TWICE = """
SELECT ?event WHERE {
  ?one atg:isListingOf ?event . ?other atg:isListingOf ?event . FILTER (?one != ?other)
} LIMIT 1
"""
TOGETHER = "who-works-with-on-theme"


@dataclass(frozen=True)
class DescribedProgramme:
    """A programme: the event that a document describes, its days, its place, its document."""

    iri: str
    label: str
    first: str
    last: str
    place: str
    publisher: str
    file: str
    parts: int


def read_programmes(kg: Graph) -> list[DescribedProgramme]:
    """Return the programmes, the latest first."""
    found: dict[str, DescribedProgramme] = {}
    for row in kg.select(PROGRAMMES):
        programme = DescribedProgramme(
            iri=text(row, "event"),
            label=text(row, "label"),
            first=text(row, "first"),
            last=text(row, "last"),
            place=text(row, "place"),
            publisher=text(row, "publisher"),
            file=text(row, "file"),
            parts=number(row, "parts"),
        )
        found.setdefault(programme.iri, programme)
    return list(found.values())


def count_claims(kg: Graph) -> int:
    """Return how many figures are claimed."""
    return next((number(row, "count") for row in kg.select(CLAIMS)), 0)


def last_day(kg: Graph) -> str:
    """Return the last day on which something was read or decided; empty where nothing says."""
    return next((text(row, "last") for row in kg.select(LAST_DAY)), "")


def read_examples(kg: Graph) -> list[str]:
    """Return what may be typed to ask this graph: each has an answer, none is invented."""
    return list(_examples(kg))


def _examples(kg: Graph) -> Iterator[str]:
    for theme in kg.select(THEME):
        for body in kg.select(WORKERS % text(theme, "theme")):
            if _has_answer(kg, text(body, "body"), text(theme, "theme")):
                yield f"Who works with {text(body, 'name')} on {text(theme, 'label')}?"
                break
    yield from (text(row, "name") for row in kg.select(PERSON))
    for row in kg.select(PRINTED):
        yield f"“{' '.join(text(row, 'words').split())}”"
    if any(kg.select(TWICE)):
        yield "Where do the sources contradict themselves?"


def _has_answer(kg: Graph, body: str, theme: str) -> bool:
    try:
        return bool(answer(kg, TOGETHER, {"organization": body, "theme": theme}).rows)
    except NotFoundError:
        return False
