"""The forms of a name in any text: found whatever its case, accents and breaks, and masked.

A mark takes the place of each letter, and white space and the stars of markup stay. So a text keeps
its length and its lines, and a value still stands in its quotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise

from atgraph.data.names import bare
from atgraph.text import Span

MARK = "█"
MARK_IN_IDS = "x"
WORD = re.compile(r"[^\W_]+")
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")
# What may stand between two words where the name has a space: a break, markup, a hyphen of an
# address; where it has more than a space, such as a quotation mark, any other.
TAG = re.compile(r"<[^<>]{1,300}>")
PRINTED = rf"(?:[\s*_]|{TAG.pattern}){{1,6}}"  # without those of ids
SPACE, MORE = rf"(?:[\s*_+-]|{TAG.pattern}){{1,6}}", r"[\W_]{1,8}"
UNSEEN = "\u00ad\u200b-\u200d\u2060"  # where a word may break
COMBINING = f"[\u0300-\u036f{UNSEEN}]*"
SEEN = re.compile(f"[^{UNSEEN}]+")
# Letters that are written as two where there are none of them: “Müller”, “Mueller”.
TWO = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
LATIN = (range(0xC0, 0x250), range(0x1E00, 0x1F00), range(0x1D400, 0x1D7CC))  # and bold ones
NO_WORD_BEFORE, NO_WORD_AFTER = r"(?<![^\W_])", r"(?![^\W_])"
KEPT = re.compile(r"[\s*]")  # what a mark leaves as it is

Stretch = tuple[int, int]


@dataclass(frozen=True)
class Forms:
    """What must stand nowhere any more: ids, names in every form, and titles of more than a word.

    ``titles`` are those that are nobody else's. The name of a body is not looked for in ids, where
    it may be a word of another's.
    """

    ids: tuple[str, ...]
    names: tuple[str, ...]
    titles: tuple[str, ...] = ()
    is_person: bool = True

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What finds any of them."""
        texts = sorted({*self.names, *self.titles}, key=lambda text: (-len(text), text))
        patterns = [_id_pattern(one) for one in self.ids]
        patterns += [found for text in texts if (found := pattern_of(text, self.is_person))]
        return re.compile("|".join(patterns) or r"(?!)")

    @cached_property
    def hints(self) -> tuple[str, ...]:
        """What stands in each text that holds one of them, bare: ids, and the longest word."""
        in_two = (one.casefold().translate(TWO) for one in self.all_words)
        found = {*map(hint_of, self.all_words), *map(hint_of, in_two), *map(bare, self.ids)}
        return tuple(sorted(found - {""}))

    @property
    def all_words(self) -> tuple[str, ...]:
        """Names and titles."""
        return (*self.names, *self.titles)

    def may_stand_in(self, text: str) -> bool:
        """Return whether it is worth to look for them in a text; it takes no time."""
        plain = text.lower() if text.isascii() else bare("".join(SEEN.findall(text)))
        return any(hint in plain for hint in self.hints)

    def stand_in(self, text: str) -> bool:
        """Return whether any of them stands in a text."""
        return self.may_stand_in(text) and self.pattern.search(text) is not None

    def find(self, text: str) -> Iterator[Stretch]:
        """Yield each stretch of a text where one of them stands."""
        if self.may_stand_in(text):
            yield from (found.span() for found in self.pattern.finditer(text))

    def masked(self, text: str) -> str:
        """Return a text with a mark of equal length wherever one of them stood."""
        return mask(text, self.find(text))


def hint_of(text: str) -> str:
    """Return what stands, bare, in each text that prints a name or title: its longest word."""
    return bare(max(WORD.findall(text), key=len, default=""))


def pattern_of(text: str, in_ids: bool = True) -> str:
    """Return the pattern of a name or title as texts print it; nothing where it has no word.

    One word alone is looked for as it is written: a name of many words is never a common one.
    """
    words = list(WORD.finditer(text))
    if not words:
        return ""
    if len(words) == 1:
        return f"{NO_WORD_BEFORE}{re.escape(words[0][0])}{NO_WORD_AFTER}"
    inner = "".join(map(_letter, words[0][0]))
    for before, word in pairwise(words):
        between = text[before.end() : word.start()]
        inner += MORE if between.strip() else SPACE if in_ids else PRINTED
        inner += "".join(map(_letter, word[0]))
    return f"{NO_WORD_BEFORE}(?i:{inner}){NO_WORD_AFTER}"


def _id_pattern(identifier: str) -> str:
    return rf"(?<![\w-]){re.escape(identifier)}(?![\w-])"


def _letter(letter: str) -> str:
    """Return the pattern of a letter: also with other accents, or written as two."""
    plain = bare(letter)
    if len(plain) == 1:
        one = f"[{letter}{plain}{_accented().get(plain, '')}]{COMBINING}"
        two = TWO.get(ord(letter.lower()))
        return f"(?:{two}|{one})" if two else one
    return f"(?:{letter}|{plain})"


@cache
def _accented() -> dict[str, str]:
    """Return letter → the letters that are this one with an accent."""
    found: dict[str, str] = {}
    for letter in (chr(code) for codes in LATIN for code in codes):
        plain = bare(letter)
        if len(plain) == 1 and letter.isalpha():
            found[plain] = found.get(plain, "") + letter
    return found


def mask(text: str, stretches: Iterable[Stretch]) -> str:
    """Return a text of the same length with marks in some stretches; ids keep the form of ids.

    Tags that stand between two words stay.
    """
    letters = list(text)
    for start, end in stretches:
        mark = MARK_IN_IDS if SLUG.fullmatch(text, start, end) else MARK
        tags = {at for tag in TAG.finditer(text, start, end) for at in range(*tag.span())}
        for at in {*range(start, end)} - tags:
            kept = KEPT.match(letters[at]) or (mark == MARK_IN_IDS and letters[at] == "-")
            letters[at] = letters[at] if kept else mark
    return "".join(letters)


def within(stretches: Iterable[Stretch], spans: Iterable[Span]) -> list[Stretch]:
    """Return the stretches that lie in one of some spans."""
    held = list(spans)
    return [s for s in stretches if any(one.start <= s[0] and s[1] <= one.end for one in held)]
