"""The source texts, each read and taken apart once, and what in them is like words that are not."""

from __future__ import annotations

import difflib
import itertools
import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path

from atgraph.text import Document, Span, fold

WORD = re.compile(r"\w+")
LIKE = 0.6  # how much a stretch of a text must be like words to be meant by them
# Looks at texts of a few hundred lines, a second or two in all; who needs more has another text
# before them.
EFFORT = 300


@dataclass
class Sources:
    """The source texts that problems are about."""

    _documents: dict[str, Document] = field(default_factory=dict, repr=False)
    _folded: dict[str, list[tuple[Span, str]]] = field(default_factory=dict, repr=False)
    _texts: dict[str, _Words] = field(default_factory=dict, repr=False)
    _found: dict[tuple[str, str], tuple[int, int] | None] = field(default_factory=dict, repr=False)
    _effort: int = 0

    def document(self, path: str) -> Document:
        """Return a source text.

        Raises:
            UnreadableError: it cannot be read.
        """
        if path not in self._documents:
            self._documents[path] = Document.read(Path(path))
        return self._documents[path]

    def find_like(self, wanted: str, text: str) -> tuple[int, int] | None:
        """Return where the words of a text begin and end that are most like others.

        Returns:
            None where nothing is like them, and after very many words.
        """
        if (wanted, text) not in self._found and self._effort < EFFORT:
            if text not in self._texts:
                self._texts[text] = _Words(text)
            self._effort += 1 + len(self._texts[text].lines) // 500
            self._found[wanted, text] = self._texts[text].find_like(wanted)
        return self._found.get((wanted, text))

    def sentences_with(self, value: str, path: str) -> list[Span]:
        """Return the first two sentences of a source that print a value.

        Raises:
            UnreadableError: it cannot be read.
        """
        if path not in self._folded:
            spans = self.document(path).sentences()
            self._folded[path] = [(span, fold(span.text)) for span in spans]
        found = (span for span, text in self._folded[path] if value in text)
        return list(itertools.islice(found, 2))


class _Words:
    """The words of a text, line by line."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self.words = [Counter(WORD.findall(line.lower())) for line in self.lines]
        self.starts = list(accumulate((len(line) + 1 for line in self.lines), initial=0))

    def find_like(self, wanted: str) -> tuple[int, int] | None:
        height = wanted.count("\n") + 1
        best: tuple[float, int, int] = (LIKE, -1, -1)
        for number in self._candidates(wanted):
            first, last = max(0, number - height), min(len(self.lines), number + height + 1)
            window = "\n".join(self.lines[first:last])
            begin, end = _align(wanted, window)
            ratio = difflib.SequenceMatcher(None, window[begin:end], wanted, autojunk=False).ratio()
            if ratio > best[0]:
                best = ratio, self.starts[first] + begin, self.starts[first] + end
        return best[1:] if best[1] >= 0 else None

    def _candidates(self, wanted: str) -> list[int]:
        """Return the few lines that share most words with the wanted ones."""
        words = Counter(WORD.findall(wanted.lower()))
        shared = (
            (sum(min(words[w], held[w]) * len(w) for w in words if w in held), -i)
            for i, held in enumerate(self.words)
        )
        return [-i for score, i in sorted(shared, reverse=True)[:5] if score]


def _align(wanted: str, window: str) -> tuple[int, int]:
    """Return the stretch of a window that the wanted words lie over, widened to whole words."""
    matcher = difflib.SequenceMatcher(None, window, wanted, autojunk=False)
    blocks = matcher.get_matching_blocks()[:-1]
    longest = max((block.size for block in blocks), default=0)
    blocks = [block for block in blocks if block.size >= min(4, longest)]
    if not blocks:
        return 0, 0
    begin = max(0, blocks[0].a - blocks[0].b)
    end = min(len(window), blocks[-1].a + len(wanted) - blocks[-1].b)
    while begin > 0 and window[begin - 1].isalnum() and window[begin].isalnum():
        begin -= 1
    while end < len(window) and window[end - 1].isalnum() and window[end].isalnum():
        end += 1
    text = window[begin:end]
    return begin + len(text) - len(text.lstrip()), begin + len(text.rstrip())
