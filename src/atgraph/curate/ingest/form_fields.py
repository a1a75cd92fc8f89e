"""Fields of a form: a label, how it stands, and its value; which of them an agenda repeats."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from atgraph.curate.ingest.form_labels import ALONE, COUNTED, LONGEST, WORDS, Kind, kind_of
from atgraph.curate.ingest.lines import COLUMN, FIELD, Line
from atgraph.curate.ingest.word_lists import DocumentWords

BEFORE_VALUE = re.compile(rf"(?P<count>{COUNTED})?{WORDS}\s*(?::|\s[–—])(?:\s+|$)")
NUMBER = re.compile(r"\W*\d{1,3}\W*")
FEWEST = 2  # items of a form
ON_LINE, NUMBERED, ABOVE, CELL, BOLD = "on the line", "numbered", "above", "in a cell", "in bold"
HEADED = (NUMBERED, CELL, BOLD)  # ways in which fields may stand below a title without a label

Key = tuple[str, str]


@dataclass(frozen=True)
class FormField:
    """A label, how it stands, and the line without it."""

    label: str
    kind: str
    way: str
    line: Line
    at: int = 0  # where its value begins on the line

    @property
    def key(self) -> Key:
        """Return the label and how it stands: fields of a form are alike in both."""
        return self.label, self.way

    @property
    def value(self) -> Line | None:
        """Return what stands behind the label on its line; nothing where it stands below."""
        text = self.line.text[self.at :]
        return replace(self.line, text=text, start=self.line.end - len(text)) if text else None


Fields = Sequence[FormField | None]  # of each line, what it is the label of


def read_field(line: Line, below: Line | None, words: DocumentWords) -> FormField | None:
    """Return what a line may be: a label and its value, or a label alone."""
    text = line.text
    if line.note == COLUMN:
        return None
    if line.note == FIELD:
        label = text.casefold().strip(" .:")
        return _told(label, CELL, line, len(text), below, words)
    end = next((b for a, b in line.strong if a == 0 and b < len(text)), 0)
    if end and len(text[:end].split()) <= LONGEST and ":" not in text[: end + 1]:
        label = text[:end].casefold().strip(" .")
        rest = len(text) - len(text[end:].lstrip(" –—"))
        return _told(label, BOLD, line, rest, below, words)
    found = BEFORE_VALUE.match(text) or ALONE.match(text)
    if found is None or len(found["label"].split()) > LONGEST:
        return None
    label = found["label"].casefold().strip(" .")
    way = ABOVE if found.end() == len(text) else NUMBERED if found["count"] else ON_LINE
    if way == ABOVE and words["breaks"].any_of(label):
        return None  # “Coffee break”, and below it the next time
    return _told(label, way, line, found.end(), below, words)


def _told(
    label: str, way: str, line: Line, at: int, below: Line | None, words: DocumentWords
) -> FormField:
    """Return a field; a number or “TBA” is no title of an item, whatever its label says."""
    one = FormField(label, kind_of(label, words), way, line, at)
    value = one.value or below
    said = value.text.casefold().strip(" .") if value is not None and one.kind == Kind.TITLE else ""
    untitled = said and (NUMBER.fullmatch(said) or said in words["unnamed"].exact)
    return replace(one, kind=Kind.OTHER) if untitled else one


def named_by_kind(may_be: Fields, counts: Counter[Key], words: DocumentWords) -> Key | None:
    """Return what stands for titles where no label says so: “Session: …”, as often as a time."""
    times = Counter(one.key for one in may_be if one and one.kind == Kind.TIME)
    often = {count for count in times.values() if count >= FEWEST}
    kinds = words["sessions"].exact
    named = (key for key, n in counts.items() if n in often and key[0] in kinds)
    # what stands alone may head the column of a table of each day
    return next((key for key in named if key not in times and key[1] != ABOVE), None)


def ways_below(fields: Fields, counts: Counter[Key], lines: Sequence[Line]) -> tuple[str, ...]:
    """Return how fields of which the title is none stand below titles, if they do."""
    found = Counter(one.kind for one in fields if one and one.way in HEADED)
    is_headed = sum(found[kind] >= FEWEST for kind in (Kind.TIME, Kind.ROOM, Kind.WHO)) > 1
    ways: tuple[str, ...] = HEADED if is_headed else ()
    alone = Counter(one.kind for one in fields if one and one.way == ABOVE)
    if not is_headed and all(alone[kind] >= FEWEST for kind in (Kind.TIME, Kind.WHO, Kind.TASK)):
        ways = (ABOVE,)
    again = [one if one and counts[one.key] >= FEWEST else None for one in fields]
    return (*ways, ON_LINE) if _stand_below(again, lines) else ways


def _stand_below(fields: Fields, lines: Sequence[Line]) -> bool:
    """Whether rows of fields stand below what they are of: they end with when, or have heads."""
    runs = groupby(range(len(fields)), lambda n: bool(fields[n]))
    rows = [[*run] for is_row, run in runs if is_row]
    timed = ends = heads = 0
    for first, kinds in ((row[0], [one.kind for n in row if (one := fields[n])]) for row in rows):
        if Kind.TIME in kinds and Kind.WHO in kinds:
            above = lines[first - 1] if first else None
            timed += 1
            ends += kinds.index(Kind.WHO) < kinds.index(Kind.TIME)
            heads += bool(kinds[0] == Kind.OTHER and above and (above.level or above.all_strong))
    return timed >= FEWEST and timed in (ends, heads)


def choose(
    may_be: Fields,
    title: Key | None,
    ways: tuple[str, ...],
    counts: Counter[Key],
) -> dict[int, FormField]:
    """Return the fields by their lines: of labels that stand again and again, as the title's."""
    least = max(FEWEST, counts[title] // 2) if title else FEWEST
    on_lines = (ON_LINE, NUMBERED, ABOVE)
    ways = on_lines if title and title[1] in on_lines else ways
    chosen: dict[int, FormField] = {}
    for number, one in enumerate(may_be):
        if one is None:
            continue
        unsure = one.kind in (Kind.OTHER, Kind.TASK)
        if unsure and one.way == ABOVE and (one.line.level == 1 or one.line.note):
            continue  # the title of the page, which stands in its head too
        above = chosen.get(number - 1)
        if unsure and one.way == ABOVE and above is not None and above.value is None:
            continue  # the value of that
        enough = one.way in ways and counts[one.key] >= (least if unsure else FEWEST)
        is_title = one.kind == Kind.TITLE and title is not None
        if one.key == title:
            chosen[number] = replace(one, kind=Kind.TITLE)
        elif enough and not is_title:
            chosen[number] = one
    return chosen
