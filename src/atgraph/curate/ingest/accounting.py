"""Every printed sentence is a record's, ignored with a reason, or told as not understood."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from atgraph.curate.ingest.lines import Stretch
from atgraph.text import Document, Span


def sentences_in(text: str, start: int, end: int) -> Iterator[Stretch]:
    """Yield the sentences between two offsets; one that is wrapped over lines is one."""
    from atgraph.text import ABBREVIATION, SENTENCE_END

    piece = text[start:end]
    begin = 0
    for cut in SENTENCE_END.finditer(piece):
        if cut["next"].islower() or ABBREVIATION.search(piece[begin : cut.start()]):
            continue
        if piece[begin : cut.start()].strip():
            yield start + begin, start + cut.start()
        begin = cut.end()
    if piece[begin:].strip():
        yield start + begin, end


def uncovered(text: str, covered: Sequence[Stretch]) -> list[Span]:
    """Return the sentences that no stretch touches, as the build counts them."""
    stretches = sorted(covered)
    found, at, reached = [], 0, 0
    for sentence in Document(Path("source.txt"), text).sentences():
        while at < len(stretches) and stretches[at][0] < sentence.end:
            reached = max(reached, stretches[at][1])
            at += 1
        if reached <= sentence.start:
            found.append(sentence)
    return found
