"""Blocks of lines: the cover, and what each session is headed by and holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from atgraph.curate.ingest.recognition import RecognizedLine
from atgraph.curate.ingest.times import TimeRange

MOST_TITLE = 4


@dataclass
class Block:
    """A session as it stands: its head in pieces, and the lines below."""

    titles: list[RecognizedLine] = field(default_factory=list)
    days: list[RecognizedLine] = field(default_factory=list)
    clock: list[RecognizedLine] = field(default_factory=list)
    time: TimeRange | None = None
    rooms: list[RecognizedLine] = field(default_factory=list)
    body: list[RecognizedLine] = field(default_factory=list)
    inherited: bool = False
    within: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it is still being headed."""
        return not self.body

    @property
    def title(self) -> str:
        """The title as printed, generic words of a first line left to their own."""
        return join_titles(self.titles)

    @property
    def is_break(self) -> bool:
        """Whether it is a break, a meal or the like."""
        return bool(self.titles) and self.titles[0].is_break


def join_titles(titles: Sequence[RecognizedLine]) -> str:
    """Return the title that lines of a head make."""
    return " ".join(t.title for t in titles if t.title)


@dataclass
class Segments:
    """The parts of a document as far as it has been read, the last of its blocks open."""

    cover: list[RecognizedLine] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    aside: list[tuple[RecognizedLine, str]] = field(default_factory=list)
    speakers: list[RecognizedLine] = field(default_factory=list)  # a list after the agenda
    current: Block | None = None
