"""What a statement rests on: words at a line of a file, or a page that was read."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from atgraph.graph.graph import Graph, Row, text


@dataclass(frozen=True, order=True)
class Quoted:
    """What a statement rests on: words at a line of a file, or a page that was read.

    ``address`` is that of the page, or of the document whose words they are. There are no words
    where they name somebody who is listed on request, and so are not published.
    """

    file: str
    line: int
    text: str
    read_elsewhere: bool = False
    address: str = field(default="", compare=False)

    def __str__(self) -> str:
        if self.read_elsewhere:
            return f"read elsewhere: {self.text}"
        words = f": “{' '.join(self.text.split())}”" if self.text else ""
        return f"{self.file}:{self.line}{words}"

    @property
    def lines(self) -> range:
        """The lines that the words stand on."""
        return range(self.line, self.line + self.text.count("\n") + 1)


EVIDENCE = """
SELECT ?statement ?file ?line ?words ?page ?address WHERE {
  VALUES ?statement { %s }
  ?statement atg:hasEvidence ?evidence .
  {
    ?evidence atg:startLine ?line ; atg:isPassageOf ?text .
    ?text atg:file ?file .
    OPTIONAL { ?evidence atg:exactText ?words }
    OPTIONAL { ?text atg:isTextOf ?document . ?document schema:url ?address }
  }
  UNION
  {
    ?evidence atg:isReferenceTo ?read .
    ?read rdfs:label ?page .
    OPTIONAL { ?read schema:url ?address }
    OPTIONAL { ?evidence atg:quotation ?words }
  }
}
"""
AT_ONCE = 500  # IRIs in one query, which servers take only up to a length


def select_of(kg: Graph, query: str, iris: Iterable[str]) -> Iterator[Row]:
    """Yield the rows of a query that has a place for IRIs; it is asked of so many at once."""
    listed = [f"<{iri}>" for iri in sorted(iris)]
    for first in range(0, len(listed), AT_ONCE):
        yield from kg.select(query % " ".join(listed[first : first + AT_ONCE]))


def evidence_of(kg: Graph, statements: Iterable[str]) -> dict[str, list[Quoted]]:
    """Return statement IRI → what it rests on, sorted by place."""
    found: dict[str, set[Quoted]] = defaultdict(set)
    for row in select_of(kg, EVIDENCE, statements):
        address = text(row, "address")
        if "page" in row:
            quoted = Quoted("", 0, page_in_words(row), True, address)
        else:
            line = int(text(row, "line"))
            quoted = Quoted(text(row, "file"), line, text(row, "words"), address=address)
        found[text(row, "statement")].add(quoted)
    return {iri: sorted(quotes) for iri, quotes in found.items()}


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
