"""Counts of what is right, and how texts are compared: in NFC, with white space and case folded."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any


@dataclass(frozen=True)
class Count:
    """How many were right of those drafted and expected; which were missed, which are wrong."""

    right: int = 0
    drafted: int = 0
    expected: int = 0
    missed: tuple[str, ...] = field(default=(), compare=False)
    wrong: tuple[str, ...] = field(default=(), compare=False)

    def __add__(self, other: Count) -> Count:
        sums = (
            self.right + other.right,
            self.drafted + other.drafted,
            self.expected + other.expected,
        )
        return Count(*sums, self.missed + other.missed, self.wrong + other.wrong)

    def at(self, place: Any) -> Count:
        """Return the same count, with the place in front of what was missed and what is wrong."""
        return replace(
            self,
            missed=tuple(f"{place}: {m}" for m in self.missed),
            wrong=tuple(f"{place}: {w}" for w in self.wrong),
        )

    @property
    def precision(self) -> float:
        return self.right / self.drafted if self.drafted else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.expected if self.expected else 1.0


Score = dict[str, Count]


def add(scores: Iterable[Score]) -> Score:
    """Return the counts of several documents together."""
    total: Score = {}
    for score in scores:
        for name, count in score.items():
            total[name] = total.get(name, Count()) + count
    return total


def key(value: Any) -> str:
    """Return a text as it is compared.

    NFC, case and white space folded, without a full stop or an acronym in brackets at its end.
    """
    folded = " ".join(unicodedata.normalize("NFC", str(value)).casefold().split())
    return re.sub(r" \([^\W\d_][\w/&-]*\)$", "", folded.rstrip(" .,;:"))


def keys(value: Any) -> tuple[str, ...]:
    """Return every text that is right."""
    return tuple(key(one) for one in (value if isinstance(value, list) else [value]))


def fits(drafted: Sequence[str], expected: Sequence[Any]) -> bool:
    return len(drafted) == len(expected) and all(
        one in keys(other) for one, other in zip(drafted, expected)
    )


def count(drafted: Iterable[Sequence[Any]], expected: Iterable[Sequence[Any]]) -> Count:
    """Count the facts that fit, each once; a fact is a tuple of texts."""
    free = list(dict.fromkeys(tuple(key(part) for part in fact) for fact in drafted))
    given, wanted = len(free), list(expected)
    missed = []
    for fact in wanted:
        found = next((one for one in free if fits(one, fact)), None)
        if found is None:
            missed.append(" / ".join(map(str, fact)))
        else:
            free.remove(found)
    return Count(given - len(free), given, len(wanted), tuple(missed), tuple(map(" / ".join, free)))
