"""What a statement rests on: words at a line of a file, or a page that was read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from atgraph.knowledge import KnowledgeGraph, text


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


EVIDENCE = """
SELECT ?statement ?file ?line ?words ?page WHERE {
  VALUES ?statement { %s }
  ?statement atg:hasEvidence ?evidence .
  { ?evidence atg:exactText ?words ; atg:startLine ?line ; atg:isPassageOf ?text . ?text atg:file ?file }
  UNION
  { ?evidence atg:isReferenceTo ?read . ?read rdfs:label ?page }
}
"""


def evidence_of(kg: KnowledgeGraph, statements: Iterable[str]) -> dict[str, list[Quoted]]:
    """Return statement IRI → what it rests on, sorted by place."""
    found: dict[str, list[Quoted]] = {}
    listed = " ".join(f"<{iri}>" for iri in sorted(statements))
    for row in kg.select(EVIDENCE % listed) if listed else ():
        page = text(row, "page")
        quoted = Quoted("", 0, page, True) if page else Quoted(text(row, "file"), int(text(row, "line") or 0), text(row, "words"))
        found.setdefault(text(row, "statement"), []).append(quoted)
    return {iri: sorted(set(quotes)) for iri, quotes in found.items()}
