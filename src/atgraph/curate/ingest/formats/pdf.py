"""PDF: the text layer, put back into lines, columns and tables by where the letters stand."""

import ctypes
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from atgraph.curate.ingest.formats import IN_PART
from atgraph.curate.ingest.formats.pdf_layout import Segment, lay_page
from atgraph.curate.ingest.lines import Collector, Extract
from atgraph.errors import UnreadableError

PAGES = 2000
MOST = 3_000_000  # letters: as many as in a book of 1,000 pages
SPACED_DOT = re.compile(r"(?<=\w) \.(?=\w)|(?<=\b[A-Z]) \.(?=\s|$)")
NUMBER = re.compile(
    r"(?i)(?:page|seite|p\.|стр\.?|pág\.?|pag\.?)?\s*[-–—|]?\s*\d{1,4}"
    r"\s*(?:(?:/|of|von|de|sur|di|из|з)\s*\d{1,4})?\s*[-–—|]?"
)
EDGE = 0.09
# Of the size of the letters: gaps between ink and between their widths, from which on they are a
# space (“11” has white in it).
INK, ADVANCE = 0.28, 0.12

Sheet = tuple[float, list[Segment]]  # height of a page, and what stands on it


def read(raw: bytes, path: Path) -> Extract:
    """Read the text layer of a PDF; a scan has none."""
    sheets = list(_read_sheets(raw, path))
    if not any(segments for _, segments in sheets):
        count = f"{len(sheets)} page{'s' * (len(sheets) != 1)}"
        message = f"has {count} and no text on any: it is a scan"
        raise UnreadableError(f"{message}; run text recognition (OCR) over it first", path)
    collector = Collector()
    repeated, titles = _repeated(sheets), set[str]()
    sizes = sorted(s.size for _, segments in sheets for s in segments for _ in s.text)
    for height, segments in sheets:
        kept = [
            s for s in segments if not _is_edge(s, height, repeated) or _is_first(s, height, titles)
        ]
        collector.notes["pieces of page headers and footers left out"] += len(segments) - len(kept)
        lay_page(kept, sizes[len(sizes) // 2], collector)
        collector.end_line(gap=True)
        if not segments:
            collector.notes["pages without text, which may be pictures"] += 1
    return collector.extract()


def _read_sheets(raw: bytes, path: Path) -> Iterator[Sheet]:
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
        letters = 0
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
            yield page.get_height(), _segments(textpage)
            textpage.close()
            page.close()


def _segments(textpage: Any) -> list[Segment]:
    from pypdfium2 import raw as api  # slow to import

    handle, box, advance = textpage.raw, [ctypes.c_double() for _ in range(4)], api.FS_RECTF()
    found: list[Segment] = []
    space, reached = False, 0.0
    for index in range(textpage.count_chars()):
        code = api.FPDFText_GetUnicode(handle, index)
        if code in (13, 10, 32, 9, 160):
            space = True
            continue
        if code == 0 or not api.FPDFText_GetCharBox(handle, index, *box):
            continue
        left, right, bottom, top = (b.value for b in box)
        character = "-" if code in (2, 0xAD, 0x2010, 0x2011) else chr(code)
        if right <= left and not character.isalnum():
            continue
        size = api.FPDFText_GetFontSize(handle, index) or (top - bottom)
        measured = api.FPDFText_GetLooseCharBox(handle, index, ctypes.byref(advance))
        wide = measured and advance.right > advance.left
        begun, ended = (advance.left, advance.right) if wide else (left, right)
        if not found or not found[-1].takes(left, bottom, top, size):
            bold = api.FPDFText_GetFontWeight(handle, index) >= 600 or _is_bold(api, handle, index)
            found.append(Segment("", left, right, bottom, top, size, bold))
        elif space or (left - found[-1].right > INK * size and begun - reached > ADVANCE * size):
            found[-1].text += " "
        found[-1].add(character, right, bottom, top)
        space, reached = False, ended
    for segment in found:
        segment.text = SPACED_DOT.sub(".", segment.text)
    return found


def _is_bold(api: Any, handle: Any, index: int) -> bool:
    name = ctypes.create_string_buffer(128)
    api.FPDFText_GetFontInfo(handle, index, name, 128, ctypes.byref(ctypes.c_int()))
    return bool(re.search(b"bold|black", name.value.lower()))


def _shape(segment: Segment) -> str:
    return re.sub(r"\d+", "#", segment.text.strip().casefold())


def _repeated(sheets: list[Sheet]) -> frozenset[str]:
    """Return what stands at the edge of several pages."""
    counts: Counter[str] = Counter()
    for height, segments in sheets:
        counts.update({_shape(s) for s in segments if _at_edge(s, height)})
    least = max(2, len(sheets) // 3)
    return frozenset(shape for shape, count in counts.items() if count >= least)


def _is_first(segment: Segment, height: float, titles: set[str]) -> bool:
    """Whether it heads a page for the first time: it may be the title of the event."""
    shape = _shape(segment)
    if segment.bottom < height / 2 or shape in titles or not any(map(str.isalpha, shape)):
        return False
    titles.add(shape)
    return True


def _at_edge(segment: Segment, height: float) -> bool:
    return segment.bottom < height * EDGE or segment.top > height * (1 - EDGE)


def _is_edge(segment: Segment, height: float, repeated: frozenset[str]) -> bool:
    known = _shape(segment) in repeated or NUMBER.fullmatch(segment.text.strip())
    return bool(known) and _at_edge(segment, height)
