"""The words of a text that come nearest to words that are not in it."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from itertools import accumulate

WORD = re.compile(r"\w+")
LIKE = 0.6


class Nearest:
    """A text that many words are looked for in; it is taken apart once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = text.split("\n")
        self.words = [Counter(WORD.findall(line.lower())) for line in self.lines]
        self.starts = list(accumulate((len(line) + 1 for line in self.lines), initial=0))

    def words_like(self, wanted: str) -> tuple[int, int] | None:
        """Return where the words begin and end that are most like the wanted ones; None where nothing is."""
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


def nearest_words(wanted: str, text: str) -> tuple[int, int] | None:
    """Return where the words begin and end that are most like the wanted ones; None where nothing is."""
    return Nearest(text).words_like(wanted)


def _align(wanted: str, window: str) -> tuple[int, int]:
    """Return the stretch of a window that the wanted words lie over, widened to whole words."""
    blocks = difflib.SequenceMatcher(None, window, wanted, autojunk=False).get_matching_blocks()[
        :-1
    ]
    longest = max((b.size for b in blocks), default=0)
    blocks = [b for b in blocks if b.size >= min(4, longest)]
    if not blocks:
        return 0, 0
    begin = max(0, blocks[0].a - blocks[0].b)
    end = min(len(window), blocks[-1].a + len(wanted) - blocks[-1].b)
    while begin > 0 and window[begin - 1].isalnum() and window[begin].isalnum():
        begin -= 1
    while end < len(window) and window[end - 1].isalnum() and window[end].isalnum():
        end += 1
    return begin + len(window[begin:end]) - len(window[begin:end].lstrip()), begin + len(
        window[begin:end].rstrip()
    )
