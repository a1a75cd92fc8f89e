"""A source text: lines, offsets, quotes found letter for letter; words for people."""

from __future__ import annotations

import bisect
import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from unicodedata import normalize

from atgraph.contact_data import between, contact_data
from atgraph.errors import Problem, QuoteDetails, SourceError
from atgraph.files import read_text

WORD = re.compile(r"\w+")
STYLED = re.compile("[\U0001d400-\U0001d7ff]+")
ENDS_CLOCK = re.compile(r"\d\s?(?:[AP]M|[ap]m|Uhr)$")  # “9AMFarms” is two words
CLOCK = 8  # letters, in which the end of a clock stands
SENTENCE_END = re.compile(  # not “гл. ред. «Голоса»”, “сотр. «Голоса»”
    r"(?<=[.!?])(?!(?:(?<=\b[а-яёіїєґ]{2}\.)|(?<=\b[а-яёіїєґ]{3}\.)|(?<=\b[а-яёіїєґ]{4}\.))\s«)"
    r"[\"'”’*)]*\s+(?=(?:[\"'“‘„*(¿¡]|«\s?)*(?P<next>\w))"
)
ABBREVIATION = re.compile(
    r"(?:\b(?:Mrs?|Ms|Dr|Prof|St|No|vs|e\.g|i\.e)|\b[A-Z]|^\W*\d+"
    # “am 6. Mai”, “die 3. Tagung”
    r"|(?:\b(?i:am|vom|bis|zum|zur|den|der|die|das|des|dem|im|seit|ab)|\w,)\s\d\d?)\.$"
)


@dataclass(frozen=True, order=True)
class Span:
    """A stretch of a text: offsets in code points from 0, the end excluded; lines from 1."""

    start: int
    end: int
    start_line: int
    end_line: int
    text: str


def unstyle(text: str) -> str:
    """Return a text with plain letters for those of formulas, by which notices print bold ones."""
    return text if text.isascii() else STYLED.sub(lambda one: normalize("NFKC", one[0]), text)


def fold(text: str) -> str:
    """Take markup away and fold white space, as values are compared with quotes."""
    return " ".join(unstyle(text).replace("*", "").split())


@dataclass(frozen=True)
class Document:
    """The text of a source and the path it was read from."""

    path: Path
    text: str = field(repr=False)

    @classmethod
    def read(cls, path: Path) -> Document:
        """Read the text of a source."""
        return cls(path, read_text(path))

    @cached_property
    def starts(self) -> list[int]:
        """The offset at which each line starts."""
        return [0, *(m.end() for m in re.finditer("\n", self.text))]

    @cached_property
    def sha256(self) -> str:
        """The SHA-256 digest of the text in UTF-8, in hexadecimal."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    def line_at(self, offset: int) -> int:
        """Return the line, from 1, on which an offset lies."""
        return bisect.bisect_right(self.starts, offset)

    def span(self, start: int, end: int) -> Span:
        """Return the stretch between two offsets."""
        first, last = self.line_at(start), self.line_at(max(start, end - 1))
        return Span(start, end, first, last, self.text[start:end])

    @cached_property
    def words(self) -> dict[str, list[int]]:
        """Word → the offsets at which it starts."""
        index: dict[str, list[int]] = {}
        for word in WORD.finditer(self.text):
            index.setdefault(word[0], []).append(word.start())
        return index

    def find_all(self, quote: str) -> list[Span]:
        """Return every place where the quote stands, overlapping ones too.

        Only the places of its rarest word are compared, so that thousands of quotes do not each
        walk the whole text. Its first and last word may be pieces of longer ones, and are left out.
        """
        inner = [w for w in WORD.finditer(quote) if w.start() > 0 and w.end() < len(quote)]
        starts: Iterator[int]
        if inner:
            rarest = min(inner, key=lambda word: len(self.words.get(word[0], ())))
            starts = (at - rarest.start() for at in self.words.get(rarest[0], ()))
        else:
            starts = _starts(quote, self.text)
        found = (at for at in starts if at >= 0 and self.text.startswith(quote, at))
        return [self.span(at, at + len(quote)) for at in found]

    def locate(self, quote: str, line: int | None = None) -> Span:
        """Return the one place where a quote stands.

        It is a SourceError if it stands nowhere, not on that line, or more than once.
        """
        if not quote.strip():
            message = "the quote is empty; copy the printed words"
            raise _misquoted("empty", message, QuoteDetails(source=str(self.path)))
        found = self.find_all(quote)
        about = QuoteDetails(quote, str(self.path), tuple(span.start_line for span in found))
        place, shown, lines = self.path.name, clip(quote), ", ".join(map(str, about.lines))
        chosen = [span for span in found if line in (None, span.start_line)]
        if not found:
            rule, message = "nowhere", f"is not in {place}: {shown}; copy it letter for letter"
        elif not chosen:
            rule = "on-another-line"
            message = f"is not on line {line} of {place} but on {lines}: {shown}; correct its line"
        elif len(chosen) == 1:
            return chosen[0]
        elif line is None:
            rule = "on-several-lines"
            message = f"stands more than once, on lines {lines} of {place}: {shown}"
            message += "; say which with {text: …, line: N}"
        else:
            rule = "twice-on-line"
            message = f"stands {len(chosen)} times on line {line} of {place}: {shown}"
            message += "; quote more words around it"
        raise _misquoted(rule, f"quote {message}", about)

    def sentences(self) -> Iterator[Span]:
        """Yield each printed sentence: a line, cut where a sentence ends inside it.

        One that says nothing but how to reach somebody is none: no record may quote it.
        """
        cuts = contact_data(self.text)
        for start, line in zip(self.starts, self.text.split("\n")):
            pieces, begin = [], 0
            for cut in SENTENCE_END.finditer(line):
                if not (cut["next"].islower() or ABBREVIATION.search(line[begin : cut.start()])):
                    pieces.append((begin, cut.start()))
                    begin = cut.end()
            for first, last in (*pieces, (begin, len(line))):
                if any(between(self.text, start + first, start + last, cuts)):
                    yield self.span(start + first, start + last)


def _starts(words: str, text: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _misquoted(rule: str, message: str, about: QuoteDetails) -> SourceError:
    return SourceError.of([Problem("", 0, message, f"quote-{rule}", quote=about)])


def clip(text: str, width: int = 60) -> str:
    """Return the text in quotation marks on one line, cut in the middle where it is long."""
    folded = " ".join(text.split())
    return f"“{folded}”" if len(folded) <= width else f"“{folded[: width - 20]} … {folded[-18:]}”"


def stands_in(value: str, text: str) -> bool:
    """Whether a value stands in a quote as words of their own, markup and white space aside."""
    value, text = fold(value), fold(text)
    at = text.find(value)
    while at >= 0:
        before, after = text[max(0, at - CLOCK) : at], text[at + len(value) : at + len(value) + 1]
        begins = not _inside_word(before[-1:], value[:1]) or ENDS_CLOCK.search(before)
        if begins and not _inside_word(after, value[-1:]):
            return True
        at = text.find(value, at + 1)
    return False


def _inside_word(outside: str, inside: str) -> bool:
    return outside.isalnum() and inside.isalnum()


# Did you mean: what may have been meant by a slip. For names of things see `ask.near_names`.

LIKE = 0.6  # how much of two texts must agree for one to be taken for a slip of the other
QUOTED = "“{}”".format


def did_you_mean(
    given: str,
    known: Iterable[str],
    otherwise: str = "",
    *,
    most: int = 1,
    shown: Callable[[str], str] = QUOTED,
) -> str:
    """Return “did you mean X or Y?” with the known texts nearest to a given one, or other words."""
    return offer(find_nearest(given, known, most), shown) or otherwise


def offer(names: Iterable[str], shown: Callable[[str], str] = QUOTED) -> str:
    """Return “did you mean X or Y?”, or nothing where there is no name."""
    offered = " or ".join(map(shown, names))
    return f"did you mean {offered}?" if offered else ""


def find_nearest(
    given: str, known: Iterable[str], most: int | None = 3, least: float = LIKE
) -> list[str]:
    """Return the known texts that are most like a given one, the likest first; case is forgiven."""
    # not at the top: it takes 16 ms, and few commands have a slip to answer
    from rapidfuzz import fuzz, process

    names = list(known)
    folded = [name.casefold() for name in names]
    found = process.extract(
        given.casefold(), folded, scorer=fuzz.ratio, score_cutoff=100 * least, limit=most
    )
    return [names[at] for _, _, at in found]


# Phrases


def some(listed: Iterable[str], shown: int = 3) -> str:
    """Return names as a phrase, those beyond the first few counted."""
    names = list(listed)
    if len(names) > shown:
        return f"{', '.join(names[:shown])} and {len(names) - shown} more"
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def plural(number: int, noun: str) -> str:
    """Return a number with its noun: 1 link, 2 links."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def people(number: int) -> str:
    """Return a number of people: 1 person, 2 people."""
    return "1 person" if number == 1 else f"{number} people"


def first_line(exc: BaseException) -> str:
    """Return the first line of what another program says went wrong."""
    return str(exc).splitlines()[0] if str(exc) else type(exc).__name__
