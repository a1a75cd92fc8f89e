"""Characters that act on whoever shows them, and text written so that they do not.

Control characters move the cursor of a terminal, set its title or clear it; characters of direction
turn around what stands behind them (Unicode Standard Annex 9).
"""

import re
import unicodedata
from collections.abc import Iterator

# Control characters save tab and line end; what sets the direction of writing; halves of a
# character, which no file can hold.
ACTING = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f\ud800-\udfff]"
    "|\r(?!\n)"
)
MARKS = "\u061c\u200e\u200f"  # with which Arabic and Hebrew are written: nobody misses them here
# How a character is written there.
IN_RDF, IN_JSON, IN_XML = "\\u{:04X}", "\\u{:04x}", "&#x{:X};"
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # in no form


def shown(text: str) -> str:
    """Return a text that is not ours as a terminal, a page or a sheet may show it."""
    return ACTING.sub(lambda c: "" if c[0] in MARKS else "\N{REPLACEMENT CHARACTER}", text)


def escaped(text: str, how: str = IN_JSON) -> str:
    """Return a document of JSON, RDF or XML that says the same, and in which no character acts."""
    return ACTING.sub(lambda c: how.format(ord(c[0])), text)


def named(text: str) -> Iterator[str]:
    """Yield each acting character of a text once, as U+202E (right-to-left override)."""
    for character in dict.fromkeys(ACTING.findall(text)):
        name = unicodedata.name(character, "control character").lower()
        yield f"U+{ord(character):04X} ({name})"
