"""Figures that prose claims: “27.6 million people …”, “dont 61 % de femmes”."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from atgraph.curate.ingest.word_lists import DocumentWords, alternatives
from atgraph.data.dates import is_calendar_word
from atgraph.data.numbers import read_numbers

SPACES = "\u00a0\u202f "
DIGITS = rf"(?<![\w.,№§/–-])(?P<digits>\d{{1,3}}(?:(?P<mark>[.,{SPACES}])\d{{3}})*(?!\d)|\d+)"
FRACTION = r"(?P<fraction>[.,]\d{1,2}(?!\d))?"
UNIT = (
    r"(?:\s?(?P<share>%|(?:{per_cent})(?!\w))"
    r"|\s+(?:(?:{articles})\s+)?(?P<unit>[^\W\d_][\w’'-]{2,}))"
)
SCALES = {"thousands": 1_000, "millions": 1_000_000, "billions": 1_000_000_000}
FEWEST = 13  # of what is counted: fewer are rather the parts of a programme
YEARS = range(1800, 2200)


class ClaimReader:
    """Proposes claims of the sentences of a document."""

    def __init__(self, words: DocumentWords) -> None:
        self.words = words
        scale = "|".join(rf"(?P<{kind}>{alternatives(words.entries(kind))})" for kind in SCALES)
        unit = UNIT
        for kind in ("per_cent", "articles"):
            unit = unit.replace(f"{{{kind}}}", alternatives(words.entries(kind)))
        self._number = re.compile(rf"{DIGITS}{FRACTION}(?:\s+(?:{scale})(?!\w))?(?:{unit})?", re.I)

    def read(self, sentence: str) -> Iterator[dict[str, Any]]:
        """Yield the keys of a claim for each figure that counts or measures something."""
        for found in self._number.finditer(sentence):
            value, scaled = self._value(found), any(found[kind] for kind in SCALES)
            plain = not (found["share"] or scaled or found["mark"] or found["fraction"])
            unit = found["unit"] or ""
            unit = "" if unit.casefold() in self.words["common"].exact else unit
            if not (unit or scaled or found["share"]):
                continue
            if plain and (value < FEWEST or value in YEARS):
                continue
            if is_calendar_word(unit.casefold(), self.words.languages):
                continue  # “13 June”
            number = int(value) if value == int(value) else float(value)
            known = value in read_numbers(found[0])  # as the build reads it, or there is no value
            said = {"claim": sentence, "stated": found[0], "unit": found["share"] or unit}
            yield {**said, "value": number} if known else said

    def _value(self, found: re.Match[str]) -> Decimal:
        digits = re.sub(r"\D", "", found["digits"])
        value = Decimal(digits + (found["fraction"] or "").replace(",", "."))
        for kind, times in SCALES.items():
            value *= times if found[kind] else 1
        return value
