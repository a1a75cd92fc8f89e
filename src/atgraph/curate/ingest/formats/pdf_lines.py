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
    r" (?:(?:[^\W\d_a-z][\w’'-]*\.?|van|von|de|der|den|la|del|di|da|dos|al|bin|el|le|du) ){0,3}[^\W\d_a-z][\w’'-]+(?:,| \(| –| \|)"
)
TITLED = re.compile(
    r"(?:[HS]\.E\.|(?:Mr|Ms|Mrs|Mme|Dr|Prof|Sra?|Dra|Frau|Herr)\b\.?|[^\W\d_a-z]\w{0,5}\.) (?=[^\W\d_a-z])"
)

LONG = 8  # lines of a column, from which on it is one of running text


@dataclass
class Segment:
    """Letters side by side: their box in points, from below, their size and whether they are bold."""

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
        self.right, self.bottom, self.top = (
            max(self.right, right),
            min(self.bottom, bottom),
            max(self.top, top),
        )

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
    first = row[0]
    if len(row) == 1:
        return first
    text = " ".join(s.text.strip() for s in row)
    return Segment(
        text,
        first.left,
        row[-1].right,
        min(s.bottom for s in row),
        max(s.top for s in row),
        first.size,
        all(s.bold for s in row),
    )


def write_paragraphs(
    lines: Sequence[Segment], collector: Collector, body: float, edge: float = 0.0
) -> None:
    """Write lines, those joined that were wrapped."""
    if not lines:
        return
    edge = edge or max(line.right for line in lines)
    opened = lines[0]
    for number, line in enumerate(lines):
        above = lines[number - 1] if number else None
        if above is not None and not _goes_on(above, line, edge, opened):
            _end(above, collector, body)
            collector.end_line(gap=above.bottom - line.top > 0.9 * line.size)
            opened = line
        elif above is not None:
            _hyphen(collector, line)
        collector.write(line.text, line.bold)
        collector.write(" ")
    _end(lines[-1], collector, body)


def write_columns(columns: Sequence[Sequence[Segment]], collector: Collector, body: float) -> None:
    """Write columns one after another; a paragraph of two long ones may go on from the first to the second."""
    for number, column in enumerate(columns):
        following = columns[number + 1] if len(columns) == 2 and number == 0 else ()
        if following and _runs_over(column, following[0]):
            write_paragraphs(
                [*column, *(_moved(line, column, following) for line in following)], collector, body
            )
            break
        write_paragraphs(column, collector, body)
        collector.end_line(gap=True)
    collector.end_line(gap=True)


def _runs_over(column: Sequence[Segment], first: Segment) -> bool:
    """Whether the last line of a column is full, and the first of the next looks like its end."""
    last = column[-1]
    if (
        len(column) < LONG
        or last.bold
        or first.bold
        or last.text.rstrip().endswith((".", "!", "?", ")"))
        or ITEM.match(first.text)
    ):
        return False
    return _goes_on(last, first, max(line.right for line in column), None)


def _moved(line: Segment, column: Sequence[Segment], following: Sequence[Segment]) -> Segment:
    """Return a line of the second column as if it stood below the first."""
    aside = min(s.left for s in column) - min(s.left for s in following)
    down = column[-1].bottom - 0.4 * column[-1].size - max(s.top for s in following)
    return replace(
        line,
        left=line.left + aside,
        right=line.right + aside,
        bottom=line.bottom + down,
        top=line.top + down,
    )


def _end(line: Segment, collector: Collector, body: float) -> None:
    collector.end_line(
        level=1 if line.size > body * 1.6 else 2 if line.size > body * 1.15 else 0, item=False
    )


def _new_item(first: str, following: str) -> bool:
    """Whether the next line of a list of people begins, or prose after one: “Name Name, …” stands below “Name Name, …”."""
    if TITLED.match(first) and TITLED.match(following):
        return True
    if not ITEM.match(first):
        return False
    words = following.split()
    prose = (
        len(words) > 7
        and not following[:1].islower()
        and sum(w[:1].islower() for w in words) > 0.6 * len(words)
        and "," not in " ".join(words[:3])
    )
    if bool(TITLED.match(first)) and not TITLED.match(following) and ITEM.match(following):
        return False  # the others of the list begin with “Ms.”, so this is a title that went on
    return bool(ITEM.match(following)) or prose


def _goes_on(above: Segment, line: Segment, edge: float, opened: Segment | None = None) -> bool:
    """Whether a line was wrapped: its first word would not have fitted on the line above."""
    if (
        abs(above.size - line.size) > 0.8
        or above.bottom - line.top > 0.75 * line.size
        or NEW.match(line.text)
    ):
        return False
    if above.text.rstrip().endswith((":", ";")) or (
        opened is not None and _new_item(opened.text, line.text)
    ):
        return False
    if above.bold != line.bold and not line.text[:1].islower():
        return False
    if above.bold == line.bold and (
        LINKING.search(above.text.rstrip()) or above.text.rstrip().endswith(",")
    ):
        return True
    letter = (line.right - line.left) / max(1, len(line.text))
    first = len(line.text.split(" ")[0]) * letter
    centred = (
        abs((above.left + above.right) / 2 - (line.left + line.right) / 2) < 4
        and abs(above.left - line.left) > 8
    )
    room = edge - above.right + (above.left - min(above.left, line.left) if centred else 0)
    if centred and above.bold and line.bold and above.size == line.size:
        return True
    return room < first + letter or (line.text[:1].islower() and room < 4 * first)


def _hyphen(collector: Collector, line: Segment) -> None:
    """Take away the hyphen of a word that goes on in small letters on the next line."""
    pieces = collector._pieces
    while pieces and not pieces[-1][0].strip():
        pieces.pop()
    if (
        pieces
        and pieces[-1][0].rstrip().endswith("-")
        and line.text[:1].islower()
        and pieces[-1][0].rstrip()[-2:-1].isalpha()
    ):
        pieces[-1] = (pieces[-1][0].rstrip()[:-1], pieces[-1][1])
    elif pieces:
        collector.write(" ")
