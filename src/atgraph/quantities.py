"""Numbers as printed: in digits, with words of scale, or in words."""

from __future__ import annotations

import re
from decimal import Decimal

WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
NUMBER = re.compile(
    r"(?<![\w.,])(?P<digits>\d{1,3}(?:[,  ]\d{3})+|\d+)(?P<fraction>\.\d+)?"
    rf"(?:\s+(?P<scale>{'|'.join(SCALES)}))?(?![\w])"
    rf"|\b(?P<word>{'|'.join(WORDS)})\b(?:\s+(?P<word_scale>{'|'.join(SCALES)}))?",
    re.IGNORECASE,
)


def read_numbers(printed: str) -> list[Decimal]:
    """Return each number in a printed phrase, in order: “more than 40 million” gives 40000000."""
    return [_number(match) for match in NUMBER.finditer(printed)]


def _number(match: re.Match[str]) -> Decimal:
    if match["word"]:
        return Decimal(WORDS.index(match["word"].lower()) * SCALES.get((match["word_scale"] or "").lower(), 1))
    digits = re.sub(r"\D", "", match["digits"])
    return Decimal(digits + (match["fraction"] or "")) * SCALES.get((match["scale"] or "").lower(), 1)
