"""Numbers as printed: in digits, with words of scale, or in words."""

import re
from contextlib import suppress
from decimal import Decimal, Overflow

WORDS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
)  # fmt: skip
SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
SCALE = rf"(?P<%s>(?:\s+(?:{'|'.join(SCALES)})s?\b)*)"
WRITTEN = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)")  # a power of ten may be longer than memory
NUMBER = re.compile(
    r"(?<![\w.,])(?P<digits>\d{1,3}(?:[,\u00a0\u202f ]\d{3})+|\d+)(?P<fraction>\.\d+)?(?!\w|[.,]\d)"
    rf"{SCALE % 'scale'}|\b(?P<word>{'|'.join(WORDS)})\b{SCALE % 'word_scale'}",
    re.IGNORECASE,
)


def read_written(written: str) -> Decimal:
    """Return a number as written in a transcript, in digits; a ValueError where it is none."""
    digits = written.replace(",", "")
    if not WRITTEN.fullmatch(digits):
        raise ValueError(f"{written!r} is no number; write digits")
    return Decimal(digits)


def read_numbers(printed: str) -> list[Decimal]:
    """Return each number in a printed phrase, in order: “more than 40 million” gives 40000000.

    “3.870” gives 3.870 and 3870: only the language of the document tells which is meant.
    """
    found = []
    for match in NUMBER.finditer(printed):
        if match["word"]:
            number, scale = Decimal(WORDS.index(match["word"].lower())), match["word_scale"]
        else:
            digits = re.sub(r"\D", "", match["digits"]) + (match["fraction"] or "")
            number, scale = Decimal(digits), match["scale"]
        with suppress(Overflow):  # as many words of scale as nobody means
            for word in scale.lower().split():
                number *= SCALES[word.removesuffix("s")]
            found.append(number)
        fraction = match["fraction"] or ""
        if len(fraction) == 4 and not match["scale"]:  # “3.870”, as most of Europe writes 3870
            found.append(Decimal(match["digits"].replace(",", "") + fraction[1:]))
    return found
