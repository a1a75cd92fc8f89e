"""Letters of a page that stand side by side become lines, those joined that were wrapped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from atgraph.curate.ingest.formats.plain import LINKING
from atgraph.curate.ingest.lines import Collector

NEW = re.compile(
    r"[•▪●○■◦‣·▶➢✓–—-]\s|\(?\d{1,2}[.)]\s|\d{1,2}[.:h]\d{2}|[^\W\d_][\w’'/ -]{2,30}:(?:\s|$)"
)
ITEM = re.compile(
    r"(?:[^\W\d_][\w.]{0,5}\.? )?(?:[^\W\d_a-z][\w’'-]+|[A-Z]\.|[a-z]{2,3}(?= ))"
    r" (?:(?:[^\W\d_a-z][\w’'-]*\.?|van|von|de|der|den|la|del|di|da|dos|al|bin|el|le|du) ){0,3}"
    r"[^\W\d_a-z][\w’'-]+(?:,| \(| –| \|)"
)
TITLED = re.compile(
    r"(?:[HS]\.E\.|(?:Mr|Ms|Mrs|Mme|Dr|Prof|Sra?|Dra|Frau|Herr)\b\.?|[^\W\d_a-z]\w{0,5}\.) "
    r"(?=[^\W\d_a-z])"
)

LONG = 8  # lines of a column, from which on it is one of running text


@dataclass
class Segment:
    """Letters side by side: their box in points, from below, their size, and if they are bold."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float
    bold: bool

    def takes(self, left: float, bottom: float, top: float, size: float) -> bool:
        """Whether a letter at that place goes on with it."""
        overlap = min(self.top, top) - max(self.bottom, bottom)
        near = overlap > -0.35 * size and abs(self.size - size) < 0.45 * max(size, self.size)
        return near and -0.6 * size < left - self.right < 0.95 * size

    def add(self, character: str, right: float, bottom: float, top: float) -> None:
        """Add a letter."""
        self.text += character
        self.right, self.top = max(self.right, right), max(self.top, top)
        self.bottom = min(self.bottom, bottom)

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return (self.top + self.bottom) / 2


Row = list[Segment]


def iter_rows(segments: Sequence[Segment]) -> Iterator[Row]:
    """Yield what stands at one height, from the top."""
    row: Row = []
    for segment in sorted(segments, key=lambda s: -s.middle):
        if row and abs(row[0].middle - segment.middle) > 0.5 * min(row[0].size, segment.size):
            yield sorted(row, key=lambda s: s.left)
            row = []
        row.append(segment)
    if row:
        yield sorted(row, key=lambda s: s.left)


def join_row(row: Row) -> Segment:
    """Return what stands at one height as one."""
    if len(row) == 1:
        return row[0]
    return replace(
        row[0],
        text=" ".join(s.text.strip() for s in row),
        right=row[-1].right,
        bottom=min(s.bottom for s in row),
        top=max(s.top for s in row),
        bold=all(s.bold for s in row),
    )


def write_paragraphs(
    lines: Sequence[Segment], collector: Collector, body: float, edge: float = 0.0
) -> None:
    """Write lines, those joined that were wrapped; ``body`` is the size of most letters."""
    edge = edge or max((line.right for line in lines), default=0.0)
    opened = lines[0] if lines else None
    for number, line in enumerate(lines):
        above = lines[number - 1] if number else None
        if above is not None and _goes_on(above, line, edge, opened):
            _join_hyphenated(collector, line)
        elif above is not None:
            collector.end_line(level=_level(above, body))
            collector.end_line(gap=above.bottom - line.top > 0.9 * line.size)
            opened = line
        collector.write(line.text, line.bold)
        collector.write(" ")
    if lines:
        collector.end_line(level=_level(lines[-1], body))


def write_columns(columns: Sequence[Sequence[Segment]], collector: Collector, body: float) -> None:
    """Write columns one after another; of two long ones a paragraph may go on in the second."""
    first, *others = columns
    if len(others) == 1 and _runs_over(first, others[0][0]):
        moved = [_moved(line, first, others[0]) for line in others[0]]
        write_paragraphs([*first, *moved], collector, body)
    else:
        for column in columns:
            write_paragraphs(column, collector, body)
            collector.end_line(gap=True)
    collector.end_line(gap=True)


def _runs_over(column: Sequence[Segment], first: Segment) -> bool:
    """Whether the last line of a column is full, and the first of the next looks like its end."""
    last = column[-1]
    ends = last.text.rstrip().endswith((".", "!", "?", ")"))
    if len(column) < LONG or last.bold or first.bold or ends or ITEM.match(first.text):
        return False
    return _goes_on(last, first, max(line.right for line in column), None)


def _moved(line: Segment, column: Sequence[Segment], following: Sequence[Segment]) -> Segment:
    """Return a line of the second column as if it stood below the first."""
    aside = min(s.left for s in column) - min(s.left for s in following)
    down = column[-1].bottom - 0.4 * column[-1].size - max(s.top for s in following)
    left, right = line.left + aside, line.right + aside
    return replace(line, left=left, right=right, bottom=line.bottom + down, top=line.top + down)


def _level(line: Segment, body: float) -> int:
    return 1 if line.size > body * 1.6 else 2 if line.size > body * 1.15 else 0


def _is_new_item(first: str, following: str) -> bool:
    """Whether the next of a list of people begins, as “Name Name, …”, or prose after the list."""
    titled, named = bool(TITLED.match(following)), bool(ITEM.match(following))
    if TITLED.match(first):
        if titled or not ITEM.match(first):
            return titled
        if named:
            return False  # the others of the list begin with “Ms.”: this is a title that went on
    elif not ITEM.match(first):
        return False
    words = following.split()
    small = sum(word[:1].islower() for word in words) > 0.6 * len(words)
    begins = not following[:1].islower() and "," not in " ".join(words[:3])
    return named or (len(words) > 7 and small and begins)


def _goes_on(above: Segment, line: Segment, edge: float, opened: Segment | None) -> bool:
    """Whether a line was wrapped: its first word would not have fitted on the line above."""
    ended, small = above.text.rstrip(), line.text[:1].islower()
    apart = above.bottom - line.top > 0.75 * line.size
    if abs(above.size - line.size) > 0.8 or apart or NEW.match(line.text):
        return False
    if ended.endswith((":", ";")) or (opened and _is_new_item(opened.text, line.text)):
        return False
    if above.bold != line.bold:
        if not small:
            return False
    elif LINKING.search(ended) or ended.endswith(","):
        return True
    letter = (line.right - line.left) / max(1, len(line.text))
    first = len(line.text.split(" ")[0]) * letter
    middles = (above.left + above.right) / 2 - (line.left + line.right) / 2
    centred = abs(middles) < 4 and abs(above.left - line.left) > 8
    if centred and above.bold and line.bold and above.size == line.size:
        return True
    room = edge - above.right + (max(0.0, above.left - line.left) if centred else 0)
    return room < first + letter or (small and room < 4 * first)


def _join_hyphenated(collector: Collector, line: Segment) -> None:
    """Take away the hyphen of a word that goes on in small letters on the next line."""
    pieces = collector._pieces
    while pieces and not pieces[-1][0].strip():
        pieces.pop()
    if not pieces:
        return
    text, strong = pieces[-1][0].rstrip(), pieces[-1][1]
    if text.endswith("-") and line.text[:1].islower() and text[-2:-1].isalpha():
        pieces[-1] = (text[:-1], strong)
    else:
        collector.write(" ")
