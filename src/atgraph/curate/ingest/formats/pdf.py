"""PDF: the text layer, put back into lines, columns and tables by where the letters stand."""

import ctypes
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

from atgraph.curate.ingest.formats import IN_PART
from atgraph.curate.ingest.formats.pdf_layout import Layout
from atgraph.curate.ingest.formats.pdf_letters import Letter, is_bold, read_letters
from atgraph.curate.ingest.formats.pdf_segments import Box, Rule, Segment, is_within, join_bullets
from atgraph.curate.ingest.formats.pdf_tags import Tag, TaggedCell, TagReader
from atgraph.curate.ingest.formats.running_lines import NUMBER, RUNNING, find_repeated, shape_of
from atgraph.curate.ingest.lines import PAGE, Collector, Extract
from atgraph.curate.ingest.word_lists import known_languages
from atgraph.data.dates import find_dates
from atgraph.errors import UnreadableError

PAGES = 2000
MOST = 3_000_000  # letters: as many as in a book of 1,000 pages
DRAWN = 4000  # points of lines on a page, from which on they are a drawing
SPACED_DOT = re.compile(r"(?<=\w) \.(?=\w)|(?<=\b[A-Z]) \.(?=\s|$)")
WORDS = re.compile(r"[^\W\d_]+")
PRINTED = re.compile(  # “12/2/26, 9:39 AM”: when a browser printed the page
    r"(?i)\d{1,4}[./-]\d{1,2}[./-]\d{2,4},? \d{1,2}[:.]\d\d(?:[ \u202f][ap]m)?"
)
EDGE = 0.09
# Of the size of the letters: gaps between ink and between their widths, from which on they are a
# space (“11” has white in it); and between letters that are set apart.
INK, ADVANCE, APART = 0.28, 0.12, 0.16
NOTE, NOTE_RAISED = 0.9, 0.28  # of the size: the number of a footnote, and how high it stands
FEW = 3  # gaps, from which on it shows that letters are set apart
SHORTEST = 8  # points of a line that is drawn
NO_TEXT = "pages without text, which may be pictures"
UNNAMED = "letters that the fonts of the document do not name left out"
TURNED = "letters set aslant, as those of a stamp, left out"
OUTSIDE = "letters beyond the edge of a page left out"


@dataclass(frozen=True)
class Sheet:
    """A page: its height, what stands on it, and the lines that are drawn on it."""

    height: float
    segments: list[Segment]
    rules: list[Rule]


def read(raw: bytes, path: Path) -> Extract:
    """Read the text layer of a PDF; a scan has none."""
    collector = Collector()
    sheets = list(_read_sheets(raw, path, collector))
    if not any(sheet.segments for sheet in sheets):
        return Extract("", (), notes=(f"{NO_TEXT}: {len(sheets)}",), is_scan=True)
    _check_paragraphs(sheets)
    _check_cells(sheets)
    _join_rows(sheets)
    repeated, titles = _repeated(sheets), set[str]()
    sizes = sorted(s.size for sheet in sheets for s in sheet.segments for _ in s.text)
    collector.hyphenates = _cuts_words(s.text.strip() for sheet in sheets for s in sheet.segments)
    layout = Layout(collector, sizes[len(sizes) // 2])
    for number, sheet in enumerate(sheets):
        heads = [s for s in sheet.segments if _is_edge(s, sheet, number, repeated)]
        fresh = [s for s in heads if _is_first(s, sheet.height, number, titles)]
        kept = [s for s in fresh if not number or any(find_dates(s.text, known_languages()))]
        for head in fresh:
            if head not in kept:
                collector.add_line(head.text, PAGE)
        kept += (s for s in sheet.segments if s not in heads)
        collector.notes[RUNNING] += len(heads) - len(fresh)
        layout.page(kept, sheet.rules)
        collector.end_line(gap=True)
        if not sheet.segments:
            collector.notes[NO_TEXT] += 1
    return collector.extract()


def _check_paragraphs(sheets: Sequence[Sheet]) -> None:
    """Forget the paragraphs that tags tell of where each is a line: these are no paragraphs."""
    segments = [segment for sheet in sheets for segment in sheet.segments]
    heights: dict[int | None, float] = {}
    for s in segments:
        if abs(heights.setdefault(s.paragraph, s.middle) - s.middle) > s.size / 2 and s.begins:
            return
    for s in segments:
        s.begins = s.paragraph = None


def _check_cells(sheets: Sequence[Sheet]) -> None:
    """Forget the cells of boxes that do not stand side by side: these make no table."""
    boxes = [s for sheet in sheets for s in sheet.segments if s.cell and not s.cell.rows]
    ends = dict[TaggedCell, tuple[float, float]]()
    for s in boxes:
        if s.cell:
            left, right = ends.get(s.cell, (s.left, s.right))
            ends[s.cell] = min(left, s.left), max(right, s.right)
    rows = pairwise(sorted(ends))
    stacked = {a.table for a, b in rows if a[:2] == b[:2] and ends[a][1] > ends[b][0]}
    for s in boxes:
        s.cell = None if s.cell and s.cell.table in stacked else s.cell


def _join_rows(sheets: Sequence[Sheet]) -> None:
    """Move what is on a page of a table row that began on the page above, to below that."""
    begun: dict[tuple[int, int], Sheet] = {}
    for sheet in sheets:
        moved = [s for s in sheet.segments if s.cell and s.cell[:2] in begun]
        for above in {id(begun[s.cell[:2]]): begun[s.cell[:2]] for s in moved if s.cell}.values():
            parts = [s for s in moved if s.cell and begun[s.cell[:2]] is above]
            down = min(s.bottom for s in above.segments) - max(s.top + s.size / 2 for s in parts)
            for s in parts:
                s.bottom, s.top = s.bottom + down, s.top + down
                s.foot = s.foot and s.foot + down
            above.segments.extend(parts)
        sheet.segments[:] = [s for s in sheet.segments if not (s.cell and s.cell[:2] in begun)]
        begun |= {s.cell[:2]: sheet for s in sheet.segments if s.cell}


def _cuts_words(texts: Iterable[str]) -> bool:
    """Whether words are cut at line ends, and not only compounds: “re-”, “entry”."""
    lines = [*filter(None, texts)]
    inside = {w for line in lines for w in WORDS.findall(line.casefold())[1:]}
    ends = (b for a, b in pairwise(lines) if a[-1] == "-" and a[-2:-1].isalpha())
    tails = [WORDS.match(line) for line in ends if line[0].islower()]
    return not tails or any(tail is None or tail[0] not in inside for tail in tails)


def _read_sheets(raw: bytes, path: Path, collector: Collector) -> Iterator[Sheet]:
    import pypdfium2  # slow to import

    try:
        document = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as exc:
        broken = "is no PDF that can be opened: it is broken or cut off; fetch it again"
        locked = "is encrypted; save it without a password"
        raise UnreadableError(locked if "assword" in str(exc) else broken, path) from exc
    with closing(document):
        if not len(document):
            raise UnreadableError("has no pages; fetch it again", path)
        letters, tags = 0, TagReader()
        for number in range(min(len(document), PAGES)):
            try:
                page = document[number]
                textpage = page.get_textpage()
            except pypdfium2.PdfiumError as exc:
                message = f"is broken: page {number + 1} cannot be opened; fetch it again"
                raise UnreadableError(message, path) from exc
            letters += textpage.count_chars()
            if letters > MOST:
                raise UnreadableError(f"holds more text than any programme; {IN_PART}", path)
            yield _read_sheet(page, textpage, tags.read(page), collector)
            textpage.close()
            page.close()


def _read_sheet(page: Any, textpage: Any, tags: Mapping[int, Tag], collector: Collector) -> Sheet:
    box, printed = page.get_bbox(), list(read_letters(textpage, tags))
    letters = [letter for letter in printed if is_within(letter.ink, box)]
    collector.notes[OUTSIDE] += len(printed) - len(letters)
    turn = Counter(letter.turn for letter in letters).most_common(1)[0][0] if letters else 0
    upright = [letter for letter in letters if letter.turn == turn and letter.text]
    collector.notes[UNNAMED] += sum(not letter.text for letter in letters)
    collector.notes[TURNED] += sum(letter.turn != turn for letter in letters)

    def place(part: Box) -> Box:
        return _turned(part, turn, box)

    rules = [Rule(*line) for line in sorted({tuple(map(round, place(d))) for d in _drawn(page)})]
    *_, height = place(box) if turn % 2 == 0 else (0, 0, 0, box[2] - box[0])
    segments = join_bullets(_segments(upright, rules, place, textpage))
    return Sheet(height, segments, rules)


def _turned(box: Box, turn: int, page: Box) -> Box:
    """Return a box as it stands on a page that is turned so that its letters are upright."""
    (left, bottom, right, top), (x0, y0, x1, y1) = page, box
    match turn:
        case 1:
            return y0 - bottom, right - x1, y1 - bottom, right - x0
        case 2:
            return right - x1, top - y1, right - x0, top - y0
        case 3:
            return top - y1, x0 - left, top - y0, x1 - left
    return x0 - left, y0 - bottom, x1 - left, y1 - bottom


def _segments(
    letters: Iterable[Letter], rules: Sequence[Rule], place: Callable[[Box], Box], textpage: Any
) -> list[Segment]:
    """Return letters side by side as one, unless a line is drawn between them."""
    found: list[Segment] = []
    # with the gap before it, whether that is a space, and whether one is written
    written: list[tuple[str, float, bool, bool]] = []
    reached = least = 0.0
    for letter in letters:
        left, bottom, right, top = place(letter.ink)
        begun, foot, ended, _ = place(letter.width)
        last = found[-1] if found else None
        if last and written and _is_note(letter, bottom, last, written[-1][0]):
            last.reach(right, last.bottom, last.top)
            reached = ended
            continue
        apart = 2 * letter.size * least if len(written) > FEW else 0.0
        near = max(min(left, last.right), left - apart) if last else left
        other = last is not None and last.cell != (letter.tag and letter.tag.cell)
        if last is None or other or not last.takes(near, bottom, top, letter.size, rules):
            _spell(last, written)
            bold = is_bold(textpage, letter)
            last = Segment("", left, right, bottom, top, letter.size, bold, foot=foot)
            last.spaced = letter.spaced
            if letter.tag:
                last.cell, last.begins = letter.tag.cell, letter.tag.paragraph
                last.runs = letter.tag.run, None
            found.append(last)
            gap, least = 0.0, 1.0
        else:
            gap = (left - last.right) / letter.size
            least = max(0.0, min(least, gap))
        wide = gap > INK and (begun >= ended or begun - reached > ADVANCE * letter.size)
        space = letter.space or wide
        if space and written:
            last.word = last.word or last.right - last.left
            last.ends = is_bold(textpage, letter)
            last.head = last.head or (len(written) if last.bold and not last.ends else 0)
        written.append((letter.text, gap, space, letter.space))
        last.reach(right, bottom, top, foot)
        last.paragraph = letter.tag.paragraph if letter.tag else None
        last.runs = last.runs[0], letter.tag.run if letter.tag else None
        reached = ended
    if found:
        _spell(found[-1], written)
    return found


def _is_note(letter: Letter, bottom: float, last: Segment, before: str) -> bool:
    """Whether a letter is the number of a footnote, small and raised behind a word: no minutes."""
    raised = last.bottom + NOTE_RAISED * last.size < bottom < last.top
    return (
        raised and letter.size < NOTE * last.size and letter.text.isdigit() and not before.isdigit()
    )


def _spell(segment: Segment | None, written: list[tuple[str, float, bool, bool]]) -> None:
    """Write the letters of a segment as words; where all are set apart, wider gaps are spaces.

    Spaces that are written between words alone are believed.
    """
    pairs = pairwise(written)
    gaps = [b[1] for a, b in pairs if a[0].isalpha() and b[0].isalpha()]
    usual = median(gaps) if len(gaps) >= FEW else 0.0
    believed = 0 < 3 * sum(is_written for *_, is_written in written[1:]) < len(written)
    words = [""]  # in bold, and behind that
    for at, (text, gap, space, is_written) in enumerate(written):
        wide = is_written if believed else gap > usual + max(0.7 * usual, APART)
        is_space = wide if usual > APART else space
        if segment and at == segment.head > 0:
            words.append("")
        words[-1] += " " * (is_space and at > 0) + text
    if segment:
        first, *others = (SPACED_DOT.sub(".", text) for text in words)
        segment.text, segment.head = "".join([first, *others]), len(first) * bool(others)
        segment.word *= usual <= APART
    written.clear()


def _drawn(page: Any) -> Iterator[Box]:
    """Yield the straight lines, level or upright, that are drawn on a page."""
    from pypdfium2 import raw as api  # slow to import

    x, y, matrix = ctypes.c_float(), ctypes.c_float(), api.FS_MATRIX()
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    points = 0
    for number in range(api.FPDFPage_CountObjects(page.raw)):
        shape = api.FPDFPage_GetObject(page.raw, number)
        if api.FPDFPageObj_GetType(shape) != api.FPDF_PAGEOBJ_PATH:
            continue
        count = api.FPDFPath_CountSegments(shape)
        points += count
        if points > DRAWN:
            return
        api.FPDFPath_GetDrawMode(shape, ctypes.byref(fill), ctypes.byref(stroke))
        if not fill.value and not stroke.value:
            continue  # it only cuts off what is drawn
        api.FPDFPageObj_GetMatrix(shape, ctypes.byref(matrix))
        before = first = None
        for n in range(count):
            part = api.FPDFPath_GetPathSegment(shape, n)
            api.FPDFPathSegment_GetPoint(part, ctypes.byref(x), ctypes.byref(y))
            point = (
                matrix.a * x.value + matrix.c * y.value + matrix.e,
                matrix.b * x.value + matrix.d * y.value + matrix.f,
            )
            kind = api.FPDFPathSegment_GetType(part)
            if kind == api.FPDF_SEGMENT_MOVETO:
                first = point
            ends = [(before, point)] if before and kind == api.FPDF_SEGMENT_LINETO else []
            if first and api.FPDFPathSegment_GetClose(part):
                ends.append((point, first))
            for (x0, y0), (x1, y1) in ends:
                across, up = abs(x1 - x0), abs(y1 - y0)
                if min(across, up) < 1 and max(across, up) > SHORTEST:
                    yield min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
            before = point


def _repeated(sheets: Sequence[Sheet]) -> frozenset[str]:
    """Return what stands at the edge of several pages."""
    return find_repeated(
        [
            {shape_of(s.text, number) for s in sheet.segments if _at_edge(s, sheet.height)}
            for number, sheet in enumerate(sheets)
        ]
    )


def _is_first(segment: Segment, height: float, number: int, titles: set[str]) -> bool:
    """Whether it heads a page for the first time: it may be the title of the event."""
    shape = shape_of(segment.text, number)
    unsaid = PRINTED.fullmatch(shape) or not any(map(str.isalpha, shape))
    if segment.bottom < height / 2 or shape in titles or unsaid:
        return False
    titles.add(shape)
    return True


def _at_edge(segment: Segment, height: float) -> bool:
    return segment.bottom < height * EDGE or segment.top > height * (1 - EDGE)


def _is_edge(segment: Segment, sheet: Sheet, number: int, repeated: frozenset[str]) -> bool:
    """Whether it is printed on each page, or is the number of one: beside that stands no cell."""
    if segment.cell or not _at_edge(segment, sheet.height):
        return False
    if PRINTED.fullmatch(segment.text.strip()):
        return True
    if shape_of(segment.text, number) in repeated:
        return True
    others = (s for s in sheet.segments if s is not segment)
    beside = (s for s in others if abs(s.middle - segment.middle) <= segment.size / 2)
    alone = all(shape_of(s.text, number) in repeated for s in beside)
    return alone and NUMBER.fullmatch(segment.text.strip()) is not None
