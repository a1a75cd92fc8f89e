"""The words of a text that come nearest to words that are not in it."""

from __future__ import annotations

import difflib
import re
from collections import Counter

WORD = re.compile(r"\w+")
LIKE = 0.6


def nearest_words(wanted: str, text: str) -> tuple[int, int] | None:
    """Return where the words begin and end that are most like the wanted ones; None where nothing is."""
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    height = wanted.count("\n") + 1
    best: tuple[float, int, int] = (LIKE, -1, -1)
    for number in _candidates(wanted, lines):
        first, last = max(0, number - height), min(len(lines), number + height + 1)
        window = "\n".join(lines[first:last])
        begin, end = _align(wanted, window)
        ratio = difflib.SequenceMatcher(None, window[begin:end], wanted, autojunk=False).ratio()
        if ratio > best[0]:
            best = ratio, starts[first] + begin, starts[first] + end
    return best[1:] if best[1] >= 0 else None


def _candidates(wanted: str, lines: list[str]) -> list[int]:
    """Return the few lines that share most words with the wanted ones."""
    words = Counter(WORD.findall(wanted.lower()))
    shared = ((sum(min(words[w], n) * len(w) for w, n in Counter(WORD.findall(line.lower())).items() if w in words), -i) for i, line in enumerate(lines))
    return [-i for score, i in sorted(shared, reverse=True)[:5] if score]


def _align(wanted: str, window: str) -> tuple[int, int]:
    """Return the stretch of a window that the wanted words lie over, widened to whole words."""
    blocks = difflib.SequenceMatcher(None, window, wanted, autojunk=False).get_matching_blocks()[:-1]
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
    return begin + len(window[begin:end]) - len(window[begin:end].lstrip()), begin + len(window[begin:end].rstrip())
