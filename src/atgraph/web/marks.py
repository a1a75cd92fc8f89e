"""A text with its marks: lines cut where passages begin and end, however they overlap."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from atgraph.ask.source_texts import SourcePassage


@dataclass(frozen=True)
class Piece:
    """Words of a line, and the shortest of the passages that quote them, if any does."""

    text: str
    passage: SourcePassage | None = None


@dataclass(frozen=True)
class MarkedLine:
    """A line of a text, from 1; one that is kept back has no pieces."""

    number: int
    pieces: tuple[Piece, ...]
    is_kept_back: bool = False
    passages: tuple[SourcePassage, ...] = field(default=(), repr=False)


def marked_lines(
    printed: str, passages: Iterable[SourcePassage], kept_back: Collection[int]
) -> list[MarkedLine]:
    """Return the lines of a text that are not empty, with what is quoted of each."""
    quoting: dict[int, list[SourcePassage]] = defaultdict(list)
    for passage in passages:
        for number in passage.lines:
            quoting[number].append(passage)
    lines, start = [], 0
    for number, words in enumerate(printed.split("\n"), 1):
        if number in kept_back:
            lines.append(MarkedLine(number, (), True))
        elif words.strip():
            own = quoting[number]
            lines.append(MarkedLine(number, tuple(_pieces(words, start, own)), passages=tuple(own)))
        start += len(words) + 1
    return lines


def quoted_lines(passages: Sequence[SourcePassage]) -> list[MarkedLine]:
    """Return what is quoted of a text that is not here, but for what is within another quote."""
    own: dict[int, list[SourcePassage]] = defaultdict(list)
    outer: dict[int, list[Piece]] = defaultdict(list)
    reached = 0
    for passage in passages:
        own[passage.first_line].append(passage)
        if passage.end > reached:
            reached = passage.end
            outer[passage.first_line].append(Piece(passage.words, passage))
    lines = []
    for number, pieces in sorted(outer.items()):
        shown = tuple(piece for piece in pieces if piece.text)
        lines.append(MarkedLine(number, shown, not shown, tuple(own[number]) if shown else ()))
    return lines


def _pieces(words: str, start: int, passages: Sequence[SourcePassage]) -> Iterator[Piece]:
    """Yield a line in pieces, each covered by the same passages; it begins at an offset."""
    end = start + len(words)
    inner = {at for p in passages for at in (p.start, p.end) if start < at < end}
    text, marked = "", None
    for begin, stop in pairwise(sorted({start, *inner, end})):
        covering = [p for p in passages if p.start <= begin and p.end >= stop]
        passage = min(covering, key=lambda p: (p.end - p.start, p), default=None)
        if text and passage != marked:
            yield Piece(text, marked)
            text = ""
        text, marked = text + words[begin - start : stop - start], passage
    if text:
        yield Piece(text, marked)
