"""What a statement rests on: words at a line of a file, or a page that was read."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from atgraph.graph.graph import Graph, Row, number, text


@dataclass(frozen=True, order=True)
class Quoted:
    """What a statement rests on: words at a line of a file, or a page that was read.

    ``address`` is that of the page, or of the document whose words they are. There are no words
    where they name somebody who is listed on request, and so are not published. Of a page that was
    read, ``page`` is its title, ``words`` what it says, as far as noted, and ``day`` when it was
    read; `text` has the first two in one.
    """

    file: str
    line: int
    text: str
    read_elsewhere: bool = False
    address: str = field(default="", compare=False)
    page: str = field(default="", compare=False)
    words: str = field(default="", compare=False)
    day: str = field(default="", compare=False)

    def __str__(self) -> str:
        words = f": “{' '.join(self.printed.split())}”" if self.printed else ""
        return self.place + words

    @property
    def place(self) -> str:
        """File and line of printed words; a page that was read by itself, with what it says."""
        return f"read elsewhere: {self.text}" if self.read_elsewhere else f"{self.file}:{self.line}"

    @property
    def printed(self) -> str:
        """The words as printed; empty for a page that was read."""
        return "" if self.read_elsewhere else self.text

    @property
    def lines(self) -> range:
        """The lines that the words stand on."""
        return range(self.line, self.line + self.text.count("\n") + 1)


# The statements asked about stand in each part: an engine that joins the parts reads all evidence.
SAID = """
SELECT ?statement ?file ?line ?start ?words ?page ?address ?day WHERE {
  %(all)s
  {
    %(each)s
    ?evidence atg:startLine ?line ; atg:isPassageOf ?text .
    ?text atg:file ?file .
    OPTIONAL { ?evidence atg:exactText ?words }
    OPTIONAL { ?evidence atg:startOffset ?start }
    OPTIONAL { ?text atg:isTextOf ?document . ?document schema:url ?address }
  }
  UNION
  {
    %(each)s
    ?evidence atg:isReferenceTo ?read .
    ?read rdfs:label ?page .
    OPTIONAL { ?read schema:url ?address }
    OPTIONAL { ?evidence atg:quotation ?words }
    OPTIONAL { ?evidence atg:dateRead ?day }
  }
}
"""
EACH = "VALUES ?statement { %s } ?statement atg:hasEvidence ?evidence ."
ALL = "VALUES ?kind { atg:Tie atg:Event } ?statement a ?kind ; atg:hasEvidence ?evidence ."
EVIDENCE = SAID % {"all": "", "each": EACH}
ALL_EVIDENCE = SAID % {"all": ALL, "each": ""}
AT_ONCE = 250  # IRIs in one query, in each of its places: servers take one only up to a length


def select_of(kg: Graph, query: str, iris: Iterable[str]) -> Iterator[Row]:
    """Yield the rows of a query that has places for IRIs, %s; it is asked of so many at once."""
    listed = [f"<{iri}>" for iri in sorted(iris)]
    for first in range(0, len(listed), AT_ONCE):
        yield from kg.select(query.replace("%s", " ".join(listed[first : first + AT_ONCE])))


def evidence_of(kg: Graph, statements: Iterable[str]) -> dict[str, list[Quoted]]:
    """Return statement IRI → what it rests on, sorted by place."""
    found: dict[str, set[Quoted]] = defaultdict(set)
    for row in select_of(kg, EVIDENCE, statements):
        found[text(row, "statement")].add(_quoted(row))
    return {iri: sorted(quotes) for iri, quotes in found.items()}


def all_evidence(kg: Graph) -> dict[str, tuple[Quoted, ...]]:
    """Return tie or event → what it rests on: words in the order of the text, then pages."""
    found: dict[str, dict[Quoted, int]] = defaultdict(dict)
    for row in kg.select(ALL_EVIDENCE):
        found[text(row, "statement")][_quoted(row)] = number(row, "start") if "start" in row else 0

    def ordered(starts: Mapping[Quoted, int]) -> list[Quoted]:
        return sorted(starts, key=lambda q: (q.read_elsewhere, q.file, starts[q], q))

    return {iri: tuple(ordered(starts)) for iri, starts in found.items()}


def _quoted(row: Row) -> Quoted:
    address = text(row, "address")
    if "page" in row:
        page, words, day = (text(row, name) for name in ("page", "words", "day"))
        return Quoted("", 0, page_in_words(row), True, address, page, words, day)
    return Quoted(text(row, "file"), number(row, "line"), text(row, "words"), address=address)


def quotes_of(
    statements: Iterable[str], found: Mapping[str, Sequence[Quoted]]
) -> tuple[Quoted, ...]:
    """Return what statements rest on together, each once, as `evidence_of` found it."""
    return tuple(dict.fromkeys(quote for iri in statements for quote in found.get(iri, ())))


def page_in_words(row: Row) -> str:
    """Return a page by title and address, and the words that say it."""
    page, address, words = (text(row, name) for name in ("page", "address", "words"))
    named = f"{page} ({address})" if address not in ("", page) else page
    return f"{named}: “{words}”" if words else named
