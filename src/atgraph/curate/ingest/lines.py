"""A document as it was extracted: one text, and its lines with what the layout says of them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from atgraph.contact_data import between, contact_data, cuts_within
from atgraph.curate.ingest.word_lists import every, known_languages
from atgraph.data.dates import is_calendar_word
from atgraph.text import Document, unstyle

INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
SYMBOLS = "\ue000-\uf8ff"  # of Word's fonts of pictures: bullets, pins, telephones
SYMBOL = re.compile(f"[{SYMBOLS}]")
BULLETS = "•▪●○■◆◦‣▶►➢➤❖✓✔∙⦁⁃∗"  # the last is that of LaTeX, of a list in a list in a list
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")

# “🎤 Ada Bek”
PICTURE = (  # also a flag, and “1” in a box
    r"(?:(?:[\U0001f000-\U0001faff\u2300-\u23ff\u25a0-\u27bf\u2b00-\u2bff]|\d\ufe0f?\u20e3)"
    r"[\ufe0f\u200d]*\s{0,3}){1,8}+"
)
PICTURED = re.compile(rf"{PICTURE}(?=(?P<told>[\w“\"«(¿¡]))")  # “🕘 9:00”
POINTERS = "👉➡"
LAST_PICTURE = re.compile(rf"\s{{1,3}}{PICTURE}$")
BULLET = re.compile(  # or the number of an item, before its time: “1. 10:00 Welcome”
    rf"(?:[{BULLETS}·:]\s*|{PICTURE})(?=\w|[“\"«(¿¡])|[-–—>»→€§o]\s+(?=[^\W\d_a-z])"
    r"|[-–—](?=[“«„]?[A-ZÀ-ÞА-ЯІЇЄҐ])"  # “-Ada Bek”
    r"|\d{1,2}[.)]\s+(?=\d{1,2}[:.hH]\d\d\b)"
)

NOTE = re.compile(r"[\[(]?\d{1,2}[\])]?(?:,\s?\d{1,2})*")  # the number of a footnote

Stretch = tuple[int, int]
Stretches = Sequence[Stretch]
Piece = tuple[str, bool, bool]  # words, whether they are bold, and in italics

COLUMN = "head of a column"
HEADED = "in a column that a role heads"
LIFE = "what somebody did, behind name and post"
BEHIND_DAY = "behind its day"
BESIDE_TITLE = "names beside the title of a session"
HEADS_NAMES = "heads names"  # the title of that session
WENT_ON = "went on"
ITEM_LEVEL = 7  # of an item of an agenda without times, where it is numbered
BETWEEN = " –—|·•;"  # the parts of a line
OPENS_QUOTE = ("“", "«", "„", '"')
SENTENCE_ENDS = (".", "!", "?", "…", "”", "»")
APOSTROPHE = re.compile("['’]")  # “l’avv. Ada Bek”
INITIALS = re.compile(r"(?:^|\s)(?:[^\W\d_]\.){1,2}$")
IN_SHORT = ("honorifics", "shortened")  # words whose dot ends no sentence
LONGEST_OPEN, MOST_SHORT = 400, 4  # letters of a sentence in which a bracket is open; of “Dott.”

FIELD = "label of a field"
SECOND = "the title in another language"
PAGE = "title of the page"
FOOTER = "foot of the page"
PIN, PINNED = "\N{ROUND PUSHPIN}", "behind a pin"  # as posts have before the place
PLACED = "of a class that says where"
REACHED = "says whom to ask"


@dataclass(frozen=True)
class Line:
    """A line as a reader sees it: its words, where they stand in the text, and how they are set."""

    text: str  # without markup, with single spaces
    start: int = 0  # in the text of the document, which may hold markup and line ends there
    end: int = 0
    level: int = 0  # of a heading, from 1
    strong: tuple[Stretch, ...] = ()  # of `text`, in bold
    item: bool = False  # one of a list
    gap: bool = False  # white space stands before it
    note: str = ""
    column: int = 0  # of its cell, from 1
    under: str = ""  # what heads the column
    number: int = 0  # before an item
    card: int = 0  # the box in which it stands, from 1: one of several alike with a time each
    slanted: tuple[Stretch, ...] = ()  # of `text`, in italics
    indent: int = 0  # how deep it begins, in lists within lists, in spaces or points
    reaches: bool = False  # the document prints there how to reach somebody

    @property
    def span(self) -> Stretch:
        """Where it stands in the text."""
        return self.start, self.end

    @property
    def all_strong(self) -> bool:
        """Whether nearly all of it is bold."""
        return self._is_all(self.strong)

    @property
    def all_slanted(self) -> bool:
        """Whether nearly all of it is in italics."""
        return self._is_all(self.slanted)

    def _is_all(self, stretches: Iterable[Stretch]) -> bool:
        return bool(self.text) and sum(b - a for a, b in stretches) >= len(self.text) * 0.9


@dataclass(frozen=True)
class Cell:
    """A cell of a table: where it is, its rows and columns, and the numbers of its lines."""

    row: int
    column: int
    rows: int
    columns: int
    lines: tuple[int, ...]


@dataclass(frozen=True)
class Extract:
    """What was taken out of a document, before anything in it is understood."""

    text: str
    lines: tuple[Line, ...]
    tables: tuple[tuple[Cell, ...], ...] = ()
    notes: tuple[str, ...] = ()
    is_scan: bool = False  # pages, and no text on any


@dataclass
class Collector:
    """Gathers the lines of a document that has layout of its own."""

    lines: list[Line] = field(default_factory=list)
    tables: list[list[Cell]] = field(default_factory=list)
    notes: Counter[str] = field(default_factory=Counter)  # what was left out, and how often
    card: int = 0  # in which its lines stand
    hyphenates: bool = True  # words are cut at the ends of lines
    _pieces: list[Piece] = field(default_factory=list)
    _gap: bool = True

    def write(self, text: str, strong: bool = False, slanted: bool = False) -> None:
        """Add to the line."""
        self._pieces.append((text, strong, slanted))

    def is_note(self, raised: str) -> bool:
        """Whether what is raised is the number of a footnote behind a word, and no minutes."""
        before = "".join(text for text, *_ in self._pieces).rstrip()[-1:]
        return bool(before) and not before.isdigit() and NOTE.fullmatch(raised.strip()) is not None

    def end_line(
        self, *, level: int = 0, item: bool = False, gap: bool = False, indent: int = 0
    ) -> None:
        """Close the line, if anything stands on it; what stands behind a tab is one of its own."""
        fields: list[list[Piece]] = [[]]
        for piece in self._pieces:
            tab = piece[0] == "\t"  # there may be very many pieces: they are joined at a tab alone
            if tab and sum(map(str.isalpha, "".join(text for text, *_ in fields[-1]))) > 2:
                fields.append([])
            else:
                fields[-1].append(piece)
        self._pieces.clear()
        for pieces in fields:
            self._end_field(pieces, level, item, indent)
        self._gap = self._gap or gap

    def _end_field(self, pieces: Sequence[Piece], level: int, item: bool, indent: int) -> None:
        text, strong = fold_pieces((words, bold) for words, bold, _ in pieces)
        _, slanted = fold_pieces((words, is_slanted) for words, _, is_slanted in pieces)
        for start, stop in parts_with_pictures(text):
            bullet = BULLET.match(text[start:stop])
            at = start + (bullet.end() if bullet else 0)
            words = LAST_PICTURE.sub("", text[at:stop].rstrip())
            end = at + len(words)
            bold, slant = (
                tuple((max(0, a - at), min(b, end) - at) for a, b in those if a < end and b > at)
                for those in (strong, slanted)
            )
            if words:
                note = PINNED if text.startswith(PIN, start) else ""
                line = Line(words, level=level, strong=bold, item=item or bool(bullet), note=note)
                line = replace(line, slanted=slant, gap=self._gap, card=self.card, indent=indent)
                self.lines.append(line)
                self._gap = False

    def reopen(self) -> None:
        """Take up the last line again: what is written goes on with it."""
        line = self.lines.pop()
        marked = (at for stretch in (*line.strong, *line.slanted) for at in stretch)
        edges = sorted({0, len(line.text), *marked})
        for start, end in pairwise(edges):
            marks = (any(a <= start < b for a, b in those) for those in (line.strong, line.slanted))
            self.write(line.text[start:end], *marks)
        self.write(" ")
        self._gap = line.gap

    def add_line(self, text: str, note: str) -> None:
        """Add a line, and what it is."""
        self.write(text)
        self.end_line()
        self.lines[-1] = replace(self.lines[-1], note=note)

    def extract(self) -> Extract:
        """Put the lines into one text, one below another, and note where each stands."""
        self.end_line()
        text, placed = "", list[Line]()
        for line in self.lines:
            text += "\n" if line.gap and placed else ""
            placed.append(replace(line, start=len(text), end=len(text) + len(line.text)))
            text += line.text + "\n"
        notes = tuple(f"{what}: {count}" for what, count in sorted((+self.notes).items()))
        return Extract(text, tuple(placed), tuple(map(tuple, self.tables)), notes)


def parts_with_pictures(text: str) -> Stretches:
    """Return the parts of a line, if a picture heads each: “📅 14 May 🕘 9:00 📍 Kyiv”.

    One that points parts what it points at from what stands before: “Moderator 👉 Ada Bek”.
    """
    found = [*PICTURED.finditer(text)]
    starts = {one.start() for one in found if one[0][0] in POINTERS} | {0}
    if found and not found[0].start():
        told = any(one["told"].isdigit() or one[0].startswith(PIN) for one in found[1:])
        starts |= {one.start() for one in found} if told else set()
    return [*pairwise([*sorted(starts), len(text)])]


def cut_contact_data(extract: Extract) -> Extract:
    """Return a document whose lines say nothing of how to reach somebody; its text stays."""
    cuts, lines = contact_data(extract.text), list[Line]()
    for line in extract.lines:
        cut = cuts_within(cuts, line.start, line.end)
        if cut and any(between(extract.text, line.start, line.end, cuts)):
            own = between(line.text, 0, len(line.text), _cuts_in(line, extract.text, cut))
            text = ", ".join(line.text[a:b] for a, b in own)
            strong = ((0, len(text)),) * line.all_strong
            lines.append(replace(line, text=text, strong=strong, slanted=(), reaches=True))
        else:
            lines.append(replace(line, text="", strong=(), slanted=()) if cut else line)
    return replace(extract, lines=tuple(lines))


def _cuts_in(line: Line, text: str, cuts: Stretches) -> tuple[Stretch, ...]:
    """Return where in a line stand the cuts of the text, whose columns the line has not."""
    printed = (plain(text[max(a, line.start) : min(b, line.end)]) for a, b in cuts)
    found = [(line.text.find(words), len(words)) for words in printed]
    if any(at < 0 for at, _ in found):
        return contact_data(line.text)
    return tuple((at, at + length) for at, length in found)


def plain(text: str) -> str:
    """Return a text without stars for what is bold, with single spaces."""
    return " ".join(text.replace("*", "").split())


def clean(text: str) -> str:
    """Take away what nobody sees; white space of all kinds becomes a space, a picture a bullet."""
    return SYMBOL.sub("•", CONTROL.sub(" ", INVISIBLE.sub("", unstyle(text))))


def fold_pieces(pieces: Iterable[tuple[str, bool]]) -> tuple[str, tuple[Stretch, ...]]:
    """Join pieces with single spaces; the stretches that are strong are kept."""
    text = ""
    strong: list[Stretch] = []
    for piece, bold in ((piece, bold) for piece, bold in pieces if piece):
        words = " ".join(clean(piece).split())
        if (piece[0].isspace() or not words) and text and not text.endswith(" "):
            text += " "
        if bold and words:
            goes_on = strong and len(text) - strong[-1][1] <= 1
            start = strong.pop()[0] if goes_on else len(text)
            strong.append((start, len(text) + len(words)))
        text += words
        if words and piece[-1].isspace():
            text += " "
    return text.rstrip(), tuple(strong)


def sentences_in(text: str, start: int, end: int) -> Iterator[Stretch]:
    """Yield the sentences between two offsets; none ends within brackets, at “Dott.” or “Ю.С.”."""
    yield from ((start + begin, start + last) for begin, last in _sentences(text[start:end]))


@lru_cache(maxsize=4096)  # several steps ask it of a line
def _sentences(text: str) -> tuple[Stretch, ...]:
    return tuple(_find_sentences(Document(Path("source.txt"), text.replace("\n", " "))))


def _find_sentences(unwrapped: Document) -> Iterator[Stretch]:
    begin, reached = 0, 0
    for found in unwrapped.sentences():
        begin, reached = begin if reached else found.start, found.end
        said = unwrapped.text[begin:reached]
        last = APOSTROPHE.split(said.rsplit(maxsplit=1)[-1])[-1].strip("(.").casefold()
        opened = said.count("(") > said.count(")") and len(said) < LONGEST_OPEN
        short = len(last) <= MOST_SHORT and any(last in every(k).exact for k in IN_SHORT)
        following = unwrapped.text[reached : reached + 2].strip()
        goes_on = len(last) <= MOST_SHORT and following.isdigit()
        dated = goes_on and is_calendar_word(last, known_languages())  # “Feb. 1”
        if not (opened or short or dated or INITIALS.search(said)):
            yield begin, reached
            reached = 0
    if reached:
        yield begin, reached


def cut_line(line: Line, cuts: Sequence[int], text: str, note: str = WENT_ON) -> Iterator[Line]:
    """Yield the parts of a line between some places, those behind the first with a note."""
    if not cuts:
        yield line
        return
    reached = line.start
    for start, end in pairwise([0, *cuts, len(line.text)]):
        piece = line.text[start:end].strip(BETWEEN if note else BETWEEN + ".,:")
        piece = piece.removesuffix("(").rstrip().removesuffix(" -").removeprefix("- ")
        piece = piece.removesuffix(")") if piece.count(")") > piece.count("(") else piece
        if not any(map(str.isalnum, piece)):
            continue
        first, last = find_piece(text, piece, reached, line.end) or line.span
        reached = last if last < line.end else reached
        begin = line.text.index(piece, start)
        stop = begin + len(piece)
        strong, slanted = (
            tuple(
                (max(a, begin) - begin, min(b, stop) - begin)
                for a, b in those
                if a < stop and begin < b
            )
            for those in (line.strong, line.slanted)
        )
        own = replace(line, text=piece, start=first, end=last, strong=strong, slanted=slanted)
        level = line.level if note or not start else 0
        yield replace(own, gap=False, level=level, note=note) if start else own


def find_piece(text: str, piece: str, start: int, end: int) -> Stretch | None:
    """Return where in the text of a document words of a line stand, though wrapped or in bold."""
    if (at := text.find(piece, start, end)) >= 0:
        return at, at + len(piece)
    words = r"[\s*]+".join(map(re.escape, piece.split()))
    found = re.compile(words).search(text, start, end)
    return found.span() if found else None
