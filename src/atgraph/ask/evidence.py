"""What a statement rests on: words at a line of a file, or a page that was read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from atgraph.graph.graph import Graph, text


@dataclass(frozen=True, order=True)
class Quoted:
    """What a statement rests on: words at a line of a file, or a page that was read."""

    file: str
    line: int
    text: str
    read_elsewhere: bool = False

    def __str__(self) -> str:
        if self.read_elsewhere:
            return f"read elsewhere: {self.text}"
        return f"{self.file}:{self.line}: “{' '.join(self.text.split())}”"

    @property
    def lines(self) -> range:
        """The lines that the words stand on."""
        return range(self.line, self.line + self.text.count("\n") + 1)


EVIDENCE = """
SELECT ?statement ?file ?line ?words ?page WHERE {
  VALUES ?statement { %s }
  ?statement atg:hasEvidence ?evidence .
  { ?evidence atg:exactText ?words ; atg:startLine ?line ; atg:isPassageOf/atg:file ?file }
  UNION
  { ?evidence atg:isReferenceTo ?read . ?read rdfs:label ?page }
}
"""
AT_ONCE = 500  # statements in one query, which servers take only up to a length


def evidence_of(kg: Graph, statements: Iterable[str]) -> dict[str, list[Quoted]]:
    """Return statement IRI → what it rests on, sorted by place."""
    found: dict[str, list[Quoted]] = {}
    listed = [f"<{iri}>" for iri in sorted(statements)]
    for first in range(0, len(listed), AT_ONCE):
        for row in kg.select(EVIDENCE % " ".join(listed[first : first + AT_ONCE])):
            if "page" in row:
                quoted = Quoted("", 0, text(row, "page"), True)
            else:
                quoted = Quoted(text(row, "file"), int(text(row, "line")), text(row, "words"))
            found.setdefault(text(row, "statement"), []).append(quoted)
    return {iri: sorted(set(quotes)) for iri, quotes in found.items()}


def quotes_of(
    statements: Iterable[str], found: Mapping[str, Sequence[Quoted]]
) -> tuple[Quoted, ...]:
    """Return what statements rest on together, each once, as `evidence_of` found it."""
    return tuple(dict.fromkeys(quote for iri in statements for quote in found.get(iri, ())))
