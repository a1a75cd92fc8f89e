"""Where letters stand on a page says which lines, columns and tables they make."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field, replace
from itertools import pairwise

from atgraph.curate.ingest.formats.pdf_segments import (
    BEGINS,
    OPEN,
    TIME,
    Box,
    Rule,
    Segment,
    find_rows,
    join_row,
    part_row,
    space_between,
)
from atgraph.curate.ingest.formats.pdf_tables import (
    NEAR,
    align,
    cluster,
    find_ruled,
    is_table,
    iter_bands,
    split_columns,
)
from atgraph.curate.ingest.formats.plain import LINKING
from atgraph.curate.ingest.labels import known_forms
from atgraph.curate.ingest.lines import Cell, Collector
from atgraph.curate.ingest.person_names import is_given_name
from atgraph.curate.ingest.word_lists import every, known_languages

NEW = re.compile(
    r"[•▪●○■◦‣·▶➢✓–—-]\s|\(?\d{1,2}[.)]\s|\d{1,2}[.:h]\d{2}|[^\W\d_][\w’'/ *·-]{2,30}:(?:\s|$)"
)
ITEM = re.compile(
    r"(?:[^\W\d_][\w.]{0,5}\.? )?(?:[^\W\d_a-z][\w’'-]+|[A-Z]\.|[a-z]{2,3}(?= ))"
    r" (?:(?:[^\W\d_a-z][\w’'-]*\.?|van|von|de|der|den|la|del|di|da|dos|al|bin|el|le|du) ){0,3}"
    r"[^\W\d_a-z][\w’'-]+(?:,| \(| –| \|)"
)
TITLED = re.compile(
    r"(?:[HS]\.E\.|(?:Mr|Ms|Mrs|Mme|Dr|Prof|Sra?|Dra|Frau|Herr)\b\.?|[^\W\d_a-z]\w{0,5}\.) "
    r"(?=[^\W\d_a-z])"
)

TELLS = re.compile(  # “Ms. A (Body) presided over …”, no item of a list
    r"[^\W\d_a-z].*\)\s(?!(?:and|und|et|y|e|и|та|with|mit|avec|con)\s)[^\W\d_A-ZА-ЯІЇЄҐ][^;]*$"
)
LISTED = re.compile(r"\S+(?: [^\s,(–—|]+){1,4}(?:,| [(–—|-])")
WHOLE = re.compile(r"(?=[^\W_a-zа-я])[^,;()]+")  # what a comma parts may go on from line to line
ROLE_BEHIND = re.compile(r"\)\s[–—]\s[^\W\d_]+(?: [^\W\d_]+)?$")
NAME = re.compile(r"[^\W\d_a-z][\w’'.-]+(?: (?:[a-z]{2,3} ){0,2}[^\W\d_a-z][\w’'.-]+){1,3}")
LETTERED = re.compile(NAME.pattern + r"(?:,? [A-Z][A-Za-z]{1,4})*")
AWAITS = ("–", "—", "-", "/", "|", "·", "&")  # at the end of a line: something follows
LONG = 8  # lines of a column, from which on it is one of running text
MOST_OPENED = 400  # letters of a paragraph by which it is known what it lists
WIDER = 0.4  # of the size of letters: more is left empty so far below a paragraph than within
FULL = 30  # points from the end of the longest line, within which a line is full


def _write_paragraphs(
    lines: Sequence[Segment],
    collector: Collector,
    body: float,
    edge: float = 0.0,
    alone: Set[str] | None = None,
) -> None:
    """Write lines, those joined that were wrapped; ``body`` is the size of most letters.

    At ``edge`` lines end; where it is further than any of them, small letters alone go on.
    What is ``alone`` in cells was not wrapped.
    """
    longest, opened = max(line.right for line in lines), lines[0]
    usual: float | None = None  # what is left empty within the paragraph
    for above, line in zip([None, *lines], lines):
        end = longest if line.text[:1].islower() else edge or longest
        apart = above and alone is not None and _stands_apart(above, opened, line.text, alone)
        beside = above and line.left > above.right and line.top > above.bottom
        space = space_between(above, line) if above else 0.0
        apart = apart or (usual is not None and space > usual + WIDER * line.size)
        if above and not (apart or beside) and _goes_on(above, line, end, opened):
            usual = space
            _join_hyphenated(collector, line)
            if len(opened.text) < MOST_OPENED:
                opened = replace(opened, text=f"{opened.text} {line.text}")
        elif above:
            collector.end_line(level=_level(above, body), indent=round(opened.left))
            collector.end_line(gap=space > 0.9 * line.size)
            opened, usual = line, None
        collector.write(line.text[: line.head or None], line.bold)
        if line.head:
            collector.write(line.text[line.head :])
        collector.write(" ")
    collector.end_line(level=_level(lines[-1], body), indent=round(opened.left))


def _stand_alone(cells: Iterable[Sequence[Segment]]) -> set[str]:
    """Return what stands in several cells below something else each time, as a room does."""
    above: dict[str, set[str]] = defaultdict(set)
    for lines in cells:
        for first, second in pairwise(line.text for line in lines):
            above[second].add(first)
    ends = every("organizations").exact  # “Commission”, the end of a name that was wrapped
    found = (text for text, over in above.items() if len(over) > 1 and WHOLE.fullmatch(text))
    return {text for text in found if text.casefold() not in ends}


def _stands_apart(first: Segment, opened: Segment, text: str, alone: Set[str]) -> bool:
    """Whether what is below something in a cell was not wrapped: a room, or “Name Name, …”."""
    above = first.text
    titled = above.rsplit(maxsplit=1)[-1].strip(".").casefold() in every("honorifics").exact
    awaited = _begins_name(_said(first, opened))
    goes_on = above.endswith(",") or LINKING.search(above) or above.rpartition(" ")[2] in AWAITS
    if titled or awaited or not text[:1].isupper() or goes_on:
        return False
    alike = ITEM.match(text) or (":" not in above and LETTERED.fullmatch(text))
    named = alike and is_given_name(text.split(maxsplit=1)[0])
    return bool({above, text} & alone or named)


def write_columns(columns: Sequence[Sequence[Segment]], collector: Collector, body: float) -> None:
    """Write columns one after another; of two long ones a paragraph may go on in the second."""
    first, *others = columns
    if len(others) == 1 and _runs_over(first, others[0][0]):
        _write_paragraphs([*first, *_moved(first, others[0])], collector, body)
    else:
        lefts = [min(line.left for line in column) for column in columns]
        width = max((b - a - 2.5 * body for a, b in pairwise(lefts)), default=0.0)
        for left, column in zip(lefts, columns):
            edge = max(left + width, *(line.right for line in column))
            _write_paragraphs(column, collector, body, edge)
            collector.end_line(gap=True)
    collector.end_line(gap=True)


def _runs_over(column: Sequence[Segment], first: Segment) -> bool:
    """Whether the last line of a column is full, and the first of the next looks like its end."""
    last = column[-1]
    ends = last.text.rstrip().endswith((".", "!", "?", ")"))
    if len(column) < LONG or last.bold or first.bold or ends or ITEM.match(first.text):
        return False
    return _goes_on(last, first, max(line.right for line in column), None)


def _moved(column: Sequence[Segment], following: Sequence[Segment]) -> Iterator[Segment]:
    """Yield the lines of the second column as if they stood below the first."""
    aside = min(s.left for s in column) - min(s.left for s in following)
    down = column[-1].bottom - 0.4 * column[-1].size - max(s.top for s in following)
    for s in following:
        box = (s.left + aside, s.right + aside, s.bottom + down, s.top + down)
        yield Segment(s.text, *box, s.size, s.bold, s.head)


def _level(line: Segment, body: float) -> int:
    return 1 if line.size > body * 1.6 else 2 if line.size > body * 1.15 else 0


def _is_new_item(first: str, following: str) -> bool:
    """Whether the next of a list of people begins, as “Name Name, …”, or prose after the list."""
    begun = following.split(maxsplit=1)[0].rstrip(".")
    of_name = begun in every("honorifics").exact | every("particles").exact
    if TELLS.match(first) or (begun[:1].islower() and not of_name):
        return False
    titled, named = bool(TITLED.match(following)), bool(ITEM.match(following))
    if TITLED.match(first) and (titled or named or not ITEM.match(first)):
        return titled  # where all begin with “Ms.”, what does not is a title that went on
    if not (ITEM.match(first) or _lists_name(first)):
        return False
    role = ROLE_BEHIND.search(first) is not None  # “Ada Bek (Open Door) – Chair”
    closed = (role or first.endswith(")")) and first.count("(") == first.count(")")
    if closed and NAME.fullmatch(following):  # “… (Judge, Court)”, and below it “Ada Bek”
        return True
    words = following.split()
    bracket = named and not titled and ITEM.match(following)[0].endswith("(")  # type: ignore[index]
    unlike = not is_given_name(words[0]) and is_given_name(first.split(maxsplit=1)[0])
    if bracket and unlike and not role:
        named = False  # “Ada Bek, Office for Fair Work” | “Harbour Street (Room 2)”
    small = sum(word[:1].islower() for word in words) > 0.6 * len(words)
    begins = not following[:1].islower() and "," not in " ".join(words[:3])
    return named or _lists_name(following) or (len(words) > 7 and small and begins)


def _lists_name(text: str) -> bool:
    """Whether a line begins with a given name, and a few words on something else begins."""
    return bool(LISTED.match(text)) and is_given_name(text.split(maxsplit=1)[0])


def _goes_on(above: Segment, line: Segment, edge: float, opened: Segment | None) -> bool:
    """Whether a line was wrapped: its first word would not have fitted on the line above."""
    ended, small = above.text.rstrip(), line.text[:1].islower()
    apart = space_between(above, line) > 0.75 * line.size
    if OPEN.search(ended) and TIME.search(ended) and BEGINS.match(line.text):
        return True
    comma = small and ended.endswith(",")  # “…, head of the Unit,” above “told the audience”
    links = comma or LINKING.search(ended) is not None
    listed = above.bold and line.bold and ended.endswith(",")  # “Farms, Bars,” “Homes: What Then”
    alike, begun = above.ends_bold == line.bold, _begins_name(_said(above, opened))
    is_new = NEW.match(line.text) is not None and not _is_behind_name(line, above, edge)
    kept = listed or small or (alike and (begun or links))  # “Ms. Ada” “Bek-Lund: The Title”
    if abs(above.size - line.size) > 0.8 or apart or (is_new and not kept):
        return False
    linked = alike and links
    if ended.endswith((";", *":" * (not small))):
        return False
    if alike and line.text[:1].isupper() and begun and not TITLED.match(line.text):
        return True  # “…; Ada” “Bek, judge”, not “… Inspector, Georgia” “Ms. Ada Bek”
    last = ended.rpartition(" ")[2]
    if last in AWAITS or (last[-1:] == "." and last[:-1].casefold() in every("honorifics").exact):
        return True  # “Ada Bek –” “Mayor of Port Lenn, Oregon”, “… / Mr.” “A. Lund”
    double = ended.endswith("-") and ended[-2:-1].isalpha() and line.text[:1].isupper()
    if double and alike:
        return True  # “Nwosu-” “Clarke”
    if opened and not linked and _is_new_item(opened.text, line.text):
        return False
    if linked or ((alike or above.bold) and ended.endswith(",")):
        return True
    if _is_role_in_capitals(line.text) and not ended.isupper():
        return False  # “Why We Meet” above “WELCOME”, or a body above “SPEAKERS”
    is_name = TITLED.match(line.text) or begins_with_rank(line.text)
    held = TITLED.match(opened.text) or _ends_with_post(ended) if opened else True
    if is_name and line.bold and not held:
        return False  # a title in bold, and below it “*Dr. Ada Bek*, judge”
    if not (alike or small) or (is_name and line.left > above.left + line.size):
        return False  # who speaks, set in below the title
    letter = (line.right - line.left) / max(1, len(line.text))
    first = len(line.text.split(" ")[0]) * letter
    middles = (above.left + above.right) / 2 - (line.left + line.right) / 2
    centred = abs(middles) < 4 and abs(above.left - line.left) > 8
    if centred and above.ends_bold and line.bold and above.size == line.size:
        return True
    room = edge - above.right + (max(0.0, above.left - line.left) if centred else 0)
    near = small and not is_new  # “moderator: Ada Bek” is a label, unless it did not fit
    return room < first + letter or (near and room < 4 * first)


def _is_behind_name(line: Segment, above: Segment, edge: float) -> bool:
    """Whether a dash begins no item, but what did not fit: “Ada Bek, CBE” above “– Professor”."""
    dash, _, rest = line.text.partition(" ")
    if dash not in ("–", "—", "-") or not LETTERED.fullmatch(above.text.strip()):
        return False
    first = len(f"{dash} {rest.split(' ')[0]} ") / len(line.text)
    return edge - above.right < first * (line.right - line.left)


def _ends_with_post(text: str) -> bool:
    """Whether the last word of a line is a post: “Welcome by the Minister”."""
    return every("posts").any_in(text.split()[-1:])


def _is_role_in_capitals(text: str) -> bool:
    """Whether a line is a role word in capital letters, and nothing else."""
    return text.isupper() and text.casefold().strip(" :") in known_forms(known_languages())


def begins_with_rank(text: str) -> bool:
    """Whether a line begins with an honorific and a name: “Judge Ada Bek”, “Lt. Col. Ada Bek”."""
    words = text.split()[:4]
    ranks = [" ".join(words[:size]).casefold().replace(".", "") for size in (3, 2, 1)]
    named = [len(rank.split()) for rank in ranks if rank in every("honorifics").exact]
    return bool(named) and all(word[:1].isupper() for word in words[: named[0] + 1])


def _said(above: Segment, opened: Segment | None) -> str:
    """Return a paragraph up to its last line: “Ada Bek, King's College” above “London”."""
    whole = opened is not None and opened.text.endswith(above.text)
    return opened.text if opened and whole else above.text.rstrip()


def _begins_name(text: str) -> bool:
    """Whether a line ends with a given name whose surname is awaited: “…; Ada”, “Dr. Ada”."""
    *before, last = text.split() or [""]
    led = not before or before[-1].endswith((";", ",", ":"))
    led = led or before[-1].strip(".").casefold() in every("honorifics").exact
    return led and last.isalpha() and is_given_name(last)


def _join_hyphenated(collector: Collector, line: Segment) -> None:
    """Take away the hyphen of a word that goes on in small letters on the next line."""
    pieces = collector._pieces
    pieces.pop()  # the space
    text, strong, slanted = pieces[-1]
    text = text.rstrip()
    cut = collector.hyphenates and line.text[:1].islower()
    if text.endswith("-") and cut and text[-2:-1].isalpha():
        pieces[-1] = (text[:-1], strong, slanted)
    elif text.endswith("-") and text[-2:-1].isalpha():
        pieces[-1] = (text, strong, slanted)
    else:
        collector.write(" ")


@dataclass
class Layout:
    """Writes what stands on pages in the order in which it is read."""

    collector: Collector
    body: float  # the size of most letters
    above: tuple[list[float], list[Cell]] = field(default=([], []))  # a table that may go on

    def page(self, segments: Sequence[Segment], rules: Sequence[Rule]) -> None:
        """Write a page: its ruled tables, and what stands above and below them."""
        rest = sorted(segments, key=lambda s: -s.middle)
        for table in find_ruled(segments, rules):
            lefts = cluster(box[0] for box in table)
            if len(lefts) < 2 and not self._goes_on(lefts):
                continue
            held = {id(s) for cell in table.values() for s in cell}
            top = max(top for *_, top in table)
            self.flow([s for s in rest if s.middle > top and id(s) not in held])
            rest = [s for s in rest if s.middle <= top and id(s) not in held]
            self.table(table)
        self.flow(rest)

    def flow(self, segments: Sequence[Segment]) -> None:
        """Write what stands in no ruled table."""
        collector, body = self.collector, self.body
        right = max((s.right for s in segments), default=0.0)
        for band, gutters in iter_bands(find_rows(segments)):
            columns = split_columns(band, gutters)
            if gutters and is_table(columns):
                self.table(align(columns))
                continue
            self.above = [], []
            if not gutters:
                lines = list(map(join_row, band))
                longest = max(line.right for line in lines)
                full = sum(line.right > longest - FULL for line in lines) > 1
                _write_paragraphs(lines, collector, body, longest if full else right)
            else:
                joined = [list(map(join_row, column)) for column in columns]
                write_columns(joined, collector, body)

    def _goes_on(self, lefts: Sequence[float]) -> bool:
        """Whether a table has columns of that above, perhaps not all: the others have ended."""
        known, _ = self.above
        return bool(known) and all(any(abs(a - b) < NEAR for b in known) for a in lefts)

    def table(self, boxes: dict[Box, list[Segment]]) -> None:
        """Write a table cell by cell; one that goes on from the page above stays one."""
        lefts, tops = cluster(box[0] for box in boxes), cluster(-box[3] for box in boxes)
        known, cells = self.above
        if self._goes_on(lefts):
            lefts = known
        else:
            cells = []
            self.collector.end_line(gap=True)
            self.collector.tables.append(cells)
        below = max((cell.row + cell.rows for cell in cells), default=0)
        written_in = {
            box: [s for row in find_rows(boxes[box]) for s in part_row(row)] for box in boxes
        }
        alone = _stand_alone(written_in.values())
        for box in sorted(boxes, key=lambda b: (bisect_right(tops, NEAR - b[3]), b[0])):
            row, column = bisect_right(tops, NEAR - box[3]), bisect_right(lefts, box[0] + NEAR)
            rows = bisect_right(tops, -box[1] - NEAR) - row + 1
            columns = bisect_right(lefts, box[2] - NEAR) - column + 1
            first = len(self.collector.lines)
            told = any(line.text.endswith(".") for line in written_in[box])
            names = None if told else alone
            _write_paragraphs(written_in[box], self.collector, self.body, box[2] - NEAR, names)
            self.collector.end_line(gap=True)
            written = tuple(range(first, len(self.collector.lines)))
            cells.append(Cell(below + row - 1, column - 1, rows, columns, written))
        self.above = lefts, cells
