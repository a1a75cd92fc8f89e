"""The texts that the graph quotes: their documents, their passages, and what rests on each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from atgraph.ask.evidence import select_of
from atgraph.ask.things import Thing
from atgraph.graph.graph import Graph, number, text

FOLDER = "programmes/"  # of the data folder, in which each programme has one
TEXTS = """
SELECT ?text ?file ?sha256 ?source ?label ?document ?documentSum ?url ?publisher ?place ?date {
  ?text a atg:SourceText ; atg:isTextOf ?source ; atg:file ?file ; atg:sha256 ?sha256 .
  ?source rdfs:label ?label ; atg:file ?document ; atg:sha256 ?documentSum .
  OPTIONAL { ?source schema:url ?url }
  OPTIONAL { ?source schema:publisher ?publisher }
  OPTIONAL { ?source schema:locationCreated ?place }
  OPTIONAL { ?source schema:datePublished ?date }
}
"""
COLUMNS = (
    *("text", "source", "label", "file", "sha256", "document", "documentSum"),
    *("url", "publisher", "place", "date"),
)
EVENTS = """
SELECT ?event ?label ?day ?within (MIN(?line) AS ?first) {
  { ?event atg:isDescribedIn <%(source)s> }
  UNION { ?whole atg:isDescribedIn <%(source)s> . ?event atg:isPartOfEvent ?whole
    BIND (1 AS ?within) }
  ?event rdfs:label ?label .
  OPTIONAL { ?event atg:earliestDate ?day }
  OPTIONAL { ?event atg:hasEvidence ?passage .
    ?passage atg:isPassageOf <%(text)s> ; atg:startLine ?line }
} GROUP BY ?event ?label ?day ?within
"""
PASSAGES = """
SELECT ?passage ?start ?end ?first ?last ?words {
  ?passage atg:isPassageOf <%s> ; atg:startOffset ?start ; atg:endOffset ?end ;
    atg:startLine ?first ; atg:endLine ?last .
  OPTIONAL { ?passage atg:exactText ?words }
}
"""
RESTING = """
SELECT ?passage ?statement ?kind ?kindLabel ?verb ?role ?thing ?label ?begins {
  VALUES ?passage { %s }
  ?statement atg:hasEvidence ?passage ; a ?kind .
  ?kind atg:pluralName ?plural ; rdfs:label ?kindLabel .
  FILTER NOT EXISTS { ?below rdfs:subClassOf ?kind }
  OPTIONAL { ?kind atg:edgeShortcut/rdfs:label ?verb }
  OPTIONAL { ?statement atg:hasRole/rdfs:label ?role }
  OPTIONAL {
    ?statement atg:connects|atg:isClaimAbout|atg:isListingOf|atg:isNamingOf ?thing .
    ?thing rdfs:label ?label
    BIND (EXISTS { ?kind atg:edgeSource ?property . ?statement ?property ?thing } AS ?begins)
  }
}
"""
LABELS = "SELECT ?thing ?label { VALUES ?thing { %s } ?thing rdfs:label ?label }"


@dataclass(frozen=True)
class SourceText:
    """A text that is quoted, and the document it is the text of, as the graph describes them.

    Attributes:
        iri, source: the addresses of the text and of the document.
        file, document: their files in the data folder; often they are one.
        sha256, document_sha256: the digests by which they are known again.
        date: of publication: a year, month or day.
    """

    iri: str
    source: str
    label: str
    file: str
    sha256: str
    document: str
    document_sha256: str
    url: str = ""
    publisher: str = ""
    place: str = ""
    date: str = ""

    @property
    def programme(self) -> str:
        """The id of the programme in whose folder it is."""
        return self.file.removeprefix(FOLDER).partition("/")[0]

    @property
    def name(self) -> str:
        """The name of its file in that folder."""
        return self.file.removeprefix(FOLDER).partition("/")[2]


@dataclass(frozen=True)
class DescribedEvent:
    """An event that a document describes; ``line`` is the first that says so, 0 where none does."""

    iri: str
    label: str
    day: str
    line: int
    is_whole: bool


@dataclass(frozen=True, order=True)
class SourcePassage:
    """A stretch of a text that is quoted: offsets in code points from 0, lines from 1.

    It has no words where these name somebody who is listed on request.
    """

    start: int
    end: int
    first_line: int
    last_line: int
    words: str
    iri: str

    @property
    def lines(self) -> range:
        """The lines that it stands on."""
        return range(self.first_line, self.last_line + 1)

    @property
    def mark(self) -> str:
        """What its mark is called on the page of its text."""
        return f"char-{self.start}-{self.end}"


@dataclass(frozen=True)
class Resting:
    """What rests on a passage: the kind of statement, its role, and the things it is about.

    ``things`` are the ends of a tie, the one it begins at first; of an event, initiative, tool or
    work that is described there, itself. ``verb`` is what a tie says of its two ends, if it has
    two.
    """

    kind: str
    label: str
    verb: str
    role: str
    things: tuple[Thing, ...]


def source_texts(kg: Graph) -> list[SourceText]:
    """Return the texts that are quoted, by file."""
    found = {}
    for row in kg.select(TEXTS):
        one = SourceText(*(text(row, name) for name in COLUMNS))
        found[one.iri] = one
    return sorted(found.values(), key=lambda one: (one.programme, one.file, one.iri))


def described_events(kg: Graph, of: SourceText) -> list[DescribedEvent]:
    """Return what a document describes: the whole event, then its parts by day and line."""
    rows = kg.select(EVENTS % {"source": of.source, "text": of.iri})
    found = [
        DescribedEvent(
            text(row, "event"),
            text(row, "label"),
            text(row, "day"),
            number(row, "first") if "first" in row else 0,
            "within" not in row,
        )
        for row in rows
    ]
    return sorted(found, key=lambda e: (not e.is_whole, e.day, e.line, e.label))


def passages_of(kg: Graph, of: SourceText) -> list[SourcePassage]:
    """Return what is quoted of a text in its order, the longest first where several begin."""
    rows = kg.select(PASSAGES % of.iri)
    found = {
        SourcePassage(
            number(row, "start"),
            number(row, "end"),
            number(row, "first"),
            number(row, "last"),
            text(row, "words"),
            text(row, "passage"),
        )
        for row in rows
    }
    return sorted(found, key=lambda p: (p.start, -p.end))


def resting_on(kg: Graph, passages: Iterable[SourcePassage]) -> dict[SourcePassage, list[Resting]]:
    """Return passage → what rests on it, each said once."""
    named = {passage.iri: passage for passage in passages}
    ends: dict[tuple[str, str], dict[str, tuple[bool, str]]] = defaultdict(dict)
    said: dict[tuple[str, str], tuple[str, str, str, str]] = {}
    for row in select_of(kg, RESTING, named):
        at = text(row, "passage"), text(row, "statement")
        kind, label = text(row, "kind"), text(row, "kindLabel")
        said[at] = kind, label, text(row, "verb"), text(row, "role")
        if "thing" in row:
            begins = text(row, "begins") == "true"
            ends[at][text(row, "thing")] = not begins, text(row, "label")
        else:
            ends[at] = {}
    found: dict[SourcePassage, dict[Resting, None]] = defaultdict(dict)
    own = _labels(kg, {statement for (_, statement), things in ends.items() if not things})
    for at in sorted(said):
        order = sorted((*end, iri) for iri, end in ends[at].items())
        things = tuple(Thing(iri, "", (name,)) for _, name, iri in order)
        if not things and at[1] in own:
            things = (Thing(at[1], "", (own[at[1]],)),)
        found[named[at[0]]][Resting(*said[at], things)] = None
    return {p: sorted(all_, key=_order) for p, all_ in found.items()}


def _order(resting: Resting) -> tuple[str, str, tuple[str, ...]]:
    return resting.label, resting.role, tuple(thing.label for thing in resting.things)


def _labels(kg: Graph, iris: set[str]) -> dict[str, str]:
    return {text(row, "thing"): text(row, "label") for row in select_of(kg, LABELS, iris)}
