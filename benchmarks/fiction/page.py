"""The text of a document while it is written, each piece with the quote that leads back to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

Quote = dict[str, Any]


@dataclass
class Page:
    """Lines, with an empty one after each."""

    lines: list[str] = field(default_factory=list)

    def add(self, *pieces: str) -> list[Quote]:
        """Add one line made of pieces, and return a quote of each."""
        self.lines += [" ".join(pieces), ""]
        return [{"text": piece, "line": len(self.lines) - 1} for piece in pieces]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


def heading(page: Page, word: str, entries: Sequence[str]) -> list[list[Quote]]:
    """Add a line for each entry, the first after a heading.

    Each is quoted together with the heading.
    """
    if not entries:
        return []
    head, *quotes = page.add(f"{word}:", entries[0])
    for entry in entries[1:]:
        quotes += page.add(entry)
    return [[quote, head] for quote in quotes]
