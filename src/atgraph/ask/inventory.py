"""What there is: the kinds of things, the things of a kind, and words wherever they stand."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Self

from atgraph.ask.evidence import Quoted
from atgraph.ask.lookup import things
from atgraph.ask.things import Thing
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


def read_kinds(kg: Graph) -> dict[str, tuple[str, int]]:
    """Return the plural of each kind of thing → its class, and how many there are."""
    rows = kg.select(KINDS)
    return {text(r, "plural"): (text(r, "class"), number(r, "count")) for r in rows}


def list_kinds(kg: Graph) -> Rows:
    """Return columns and rows: each kind of thing and how many there are."""
    counted = read_kinds(kg).items()
    return ("kind", "count"), [(plural, str(count)) for plural, (_, count) in counted]


def ties_of(kg: Graph, class_iri: str) -> dict[str, int]:
    """Return thing → the number of its ties, of a class; nothing where it has none."""
    return {text(r, "thing"): number(r, "count") for r in kg.select(COUNTS % class_iri)}


def list_things(kg: Graph, plural: str) -> Rows:
    """Return columns and rows: the things of a kind, their names, type and number of ties."""
    kinds = {kind: iri for kind, (iri, _) in read_kinds(kg).items()}
    plural = american(plural)
    if plural not in kinds:
        hint = did_you_mean(plural, kinds, f"use one of {', '.join(kinds)}")
        raise QueryError(f"there is no kind {plural!r}; {hint}")
    iri = kinds[plural]
    counts = ties_of(kg, iri)
    types: dict[str, list[str]] = {}
    for row in kg.select(TYPES % iri):
        types.setdefault(text(row, "thing"), []).append(text(row, "type"))
    rows: list[tuple[str, ...]] = []
    for t in things(kg, iri):
        sorts, others = "; ".join(sorted(types.get(t.iri, []))), "; ".join(t.names[1:])
        rows.append((t.label, sorts, str(counts.get(t.iri, 0)), others, t.iri))
    return ("name", "type", "ties", "also called", "iri"), rows


QUOTES = """
SELECT ?words ?line ?start ?end ?text WHERE {
  ?p atg:exactText ?words ; atg:startLine ?line ; atg:startOffset ?start ; atg:endOffset ?end ;
    atg:isPassageOf ?text
}
"""
TEXTS = """
SELECT ?text ?file ?address WHERE {
  ?text atg:file ?file .
  OPTIONAL { ?text atg:isTextOf ?document . ?document schema:url ?address }
}
"""
MARK = '["“”„«»]'
TOGETHER = re.compile(f"{MARK}(.*?){MARK}")  # words that stand in quotation marks


@dataclass(frozen=True)
class Sought:
    """What is looked for: texts that must all be there, one for words that stand in quotes.

    ``as_printed`` says that some stand in quotes, so that only what is printed is looked through.
    """

    texts: tuple[str, ...]
    as_printed: bool

    @classmethod
    def of(cls, words: str) -> Self:
        """Read what somebody types."""
        together = [bare(found) for found in TOGETHER.findall(words)]
        apart = bare(re.sub(MARK, " ", TOGETHER.sub(" ", words))).split()
        return cls(tuple(filter(None, (*together, *apart))), any(together))

    def is_in(self, plain: str) -> bool:
        """Whether a bare text holds all of it."""
        return all(text in plain for text in self.texts)


@dataclass(frozen=True)
class PrintedQuote:
    """A quote as it is looked through: its words without case and accents, and its end."""

    quoted: Quoted
    plain: str
    end: int


def read_quotes(kg: Graph) -> list[PrintedQuote]:
    """Return all printed quotes in the order of the texts, a longer one before those within."""
    texts = {
        text(row, "text"): (text(row, "file"), text(row, "address")) for row in kg.select(TEXTS)
    }
    found: list[tuple[str, int, int, PrintedQuote]] = []
    for row in kg.select(QUOTES):
        words, start, end = text(row, "words"), number(row, "start"), number(row, "end")
        file, address = texts.get(text(row, "text"), ("", ""))
        quoted = Quoted(file, number(row, "line"), words, address=address)
        found.append((file, start, -end, PrintedQuote(quoted, bare(words), end)))
    return [printed for *_, printed in sorted(found, key=lambda one: one[:3])]


def names_with(known: Iterable[Thing], sought: Sought) -> Iterator[tuple[Thing, str]]:
    """Yield the things of which one name holds all that is sought, with the first such name."""
    if sought.as_printed or not sought.texts:
        return
    for thing in known:
        if hit := next((n for n in thing.names if sought.is_in(bare(n))), None):
            yield thing, hit


def quotes_with(quotes: Iterable[PrintedQuote], sought: Sought) -> Iterator[Quoted]:
    """Yield the quotes that hold all that is sought; shorter ones of the same words add nothing."""
    if not sought.texts:
        return
    reached: dict[str, int] = {}
    for one in quotes:
        file = one.quoted.file
        if one.end > reached.get(file, 0) and sought.is_in(one.plain):
            reached[file] = one.end
            yield one.quoted


def search(kg: Graph, words: str) -> Iterator[tuple[str, str, str]]:
    """Yield (kind, name or quote, IRI or file:line) of each name and quote with all the words.

    Words in quotation marks stand together, and only quotes are looked through for them.
    """
    sought = Sought.of(words)
    for thing, hit in names_with(things(kg), sought):
        name = thing.label if hit == thing.label else f"{thing.label} ({hit})"
        yield thing.kind, name, thing.iri
    for quoted in quotes_with(read_quotes(kg), sought):
        yield "quote", " ".join(quoted.text.split()), quoted.place
