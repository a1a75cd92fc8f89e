"""What a statement rests on, words at a line of a file or a page that was read, and how an answer is cited."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from atgraph.knowledge import KnowledgeGraph, text

if TYPE_CHECKING:
    from atgraph.answers import Answer


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
  { ?evidence atg:exactText ?words ; atg:startLine ?line ; atg:isPassageOf ?text . ?text atg:file ?file }
  UNION
  { ?evidence atg:isReferenceTo ?read . ?read rdfs:label ?page }
}
"""
AT_ONCE = 500  # statements in one query, which servers take only up to a length


def evidence_of(kg: KnowledgeGraph, statements: Iterable[str]) -> dict[str, list[Quoted]]:
    """Return statement IRI → what it rests on, sorted by place."""
    found: dict[str, list[Quoted]] = {}
    listed = [f"<{iri}>" for iri in sorted(statements)]
    for first in range(0, len(listed), AT_ONCE):
        for row in kg.select(EVIDENCE % " ".join(listed[first : first + AT_ONCE])):
            page = text(row, "page")
            quoted = Quoted("", 0, page, True) if page else Quoted(text(row, "file"), int(text(row, "line") or 0), text(row, "words"))
            found.setdefault(text(row, "statement"), []).append(quoted)
    return {iri: sorted(set(quotes)) for iri, quotes in found.items()}


DOCUMENTS = """
SELECT ?file ?title WHERE {
  ?text atg:file ?file ; atg:isTextOf ?source .
  ?event atg:isDescribedIn ?source ; rdfs:label ?title .
} ORDER BY ?file ?title
"""


def cite(answer: Answer) -> str:
    """Return the sentence that cites an answer: what was asked, the words it rests on, and how to ask again."""
    asking, total = answer.asking, len(answer)
    asked = "; ".join(f"{b.parameter.option}: {f'“{b.match.thing.label}”' if b.match else b.again}" for b in asking.bound)
    rows = f"{total} row{'' if total == 1 else 's'}" if total else "no row"
    rests = "; ".join(_sources(answer)) or "no printed words"
    return (
        f"atgraph, “{asking.question.summary}”{f' ({asked})' if asked else ''}: {rows}, resting on {rests}. "
        f"Data version sha256:{answer.kg.version or 'unknown'}, query sha256:{asking.digest}. To ask again: {asking.command}"
    )


def _sources(answer: Answer) -> Iterator[str]:
    """Yield each document with the lines that are quoted, then the pages that were read."""
    quotes = {quoted for row in answer.evidence for quoted in row}
    titles: dict[str, list[str]] = {}
    for row in answer.kg.select(DOCUMENTS) if quotes else ():
        titles.setdefault(text(row, "file"), []).append(text(row, "title"))
    for file in sorted({q.file for q in quotes if not q.read_elsewhere}):
        title = " / ".join(f"“{t}”" for t in titles.get(file, ()))
        yield f"{title or 'a document'} ({file}, {_lines(n for q in quotes if q.file == file for n in q.lines)})"
    if pages := sorted({q.text for q in quotes if q.read_elsewhere}):
        yield f"pages read elsewhere ({', '.join(pages)})"


def _lines(numbers: Iterable[int]) -> str:
    """Return line numbers as text: lines 3, 5–7 and 9."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    shown = [f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs]
    listed = f"{', '.join(shown[:-1])} and {shown[-1]}" if len(shown) > 1 else shown[0]
    return f"line{'' if len(runs) == 1 and len(runs[0]) == 1 else 's'} {listed}"
