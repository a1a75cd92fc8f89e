"""PDF: the text layer, put back into lines, columns and tables by where the letters stand."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from atgraph.curate.ingest.formats.pdf_layout import lay_page
from atgraph.curate.ingest.formats.pdf_lines import Segment
from atgraph.curate.ingest.lines import Collector, Extract
from atgraph.errors import UnreadableError

PAGES = 2000
MOST = 3_000_000  # letters: as many as in a book of 1,000 pages
SPACED_DOT = re.compile(r"(?<=\w) \.(?=\w)|(?<=\b[A-Z]) \.(?=\s|$)")
NUMBER = re.compile(
    r"(?:page|seite|p\.|стр\.?|pág\.?|pag\.?)?\s*[-–—|]?\s*\d{1,4}\s*(?:(?:/|of|von|de|sur|di|из|з)\s*\d{1,4})?\s*[-–—|]?",
    re.I,
)
EDGE = 0.09
INK, ADVANCE = (
    0.28,
    0.12,
    # of the size of the letters: gaps between ink and between their widths, from which on they are a
    # space ("11" has white in it)
)


def read(raw: bytes, path: Path) -> Extract:
    """Read the text layer of a PDF.

    Raises:
        UnreadableError: it is encrypted, broken, or a scan without text.
    """
    pages = list(_read_pages(raw, path))
    if not any(segments for _, _, segments in pages):
        count = f"{len(pages)} page{'s' * (len(pages) != 1)}"
        raise UnreadableError(
            f"has {count} and no text on any: it is a scan; run text recognition (OCR) over it first",
            path,
        )
    collector = Collector()
    repeated = _repeated(pages)
    told: set[str] = set()
    sizes = sorted(s.size for _, _, segments in pages for s in segments for _ in range(len(s.text)))
    body = sizes[len(sizes) // 2]
    for height, _, segments in pages:
        kept = [
            s for s in segments if not _is_edge(s, height, repeated) or _is_first(s, height, told)
        ]
        for _ in range(len(segments) - len(kept)):
            collector.note("pieces of page headers and footers left out")
        lay_page(kept, body, collector)
        collector.end_line(gap=True)
    empty = sum(not segments for _, _, segments in pages)
    for _ in range(empty):
        collector.note("pages without text, which may be pictures")
    return collector.extract()


def _read_pages(raw: bytes, path: Path) -> Iterator[tuple[float, float, list[Segment]]]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as exc:
        if "assword" in str(exc):
            raise UnreadableError("is encrypted; save it without a password", path) from exc
        raise UnreadableError(
            "is no PDF that can be opened: it is broken or cut off; fetch it again", path
        ) from exc
    try:
        if not len(document):
            raise UnreadableError("has no pages; fetch it again", path)
        letters = 0
        for number in range(min(len(document), PAGES)):
            try:
                page = document[number]
                textpage = page.get_textpage()
            except pypdfium2.PdfiumError as exc:
                raise UnreadableError(
                    f"is broken: page {number + 1} cannot be opened; fetch it again", path
                ) from exc
            letters += textpage.count_chars()
            if letters > MOST:
                raise UnreadableError(
                    "holds more text than any programme; save the pages of the programme as a document of their own",
                    path,
                )
            yield page.get_height(), page.get_width(), list(_segments(textpage))
            textpage.close()
            page.close()
    finally:
        document.close()


def _segments(textpage: Any) -> Iterator[Segment]:
    """Yield stretches of letters that stand side by side."""
    from pypdfium2 import raw as api

    handle, box, advance = textpage.raw, [ctypes.c_double() for _ in range(4)], api.FS_RECTF()
    open_: Segment | None = None
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
        measured = (
            api.FPDFText_GetLooseCharBox(handle, index, ctypes.byref(advance))
            and advance.right > advance.left
        )
        begun, ended = (advance.left, advance.right) if measured else (left, right)
        if open_ is None or not open_.takes(left, bottom, top, size):
            if open_ is not None:
                yield _whole(open_)
            open_ = Segment(
                "",
                left,
                right,
                bottom,
                top,
                size,
                api.FPDFText_GetFontWeight(handle, index) >= 600 or _is_bold(api, handle, index),
            )
        elif space or (left - open_.right > INK * size and begun - reached > ADVANCE * size):
            open_.text += " "
        open_.add(character, right, bottom, top)
        space, reached = False, ended
    if open_ is not None:
        yield _whole(open_)


def _is_bold(api: Any, handle: Any, index: int) -> bool:
    buffer = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    api.FPDFText_GetFontInfo(handle, index, buffer, 128, ctypes.byref(flags))
    name = buffer.value.decode("utf-8", "replace").lower()
    return "bold" in name or "black" in name or "semibold" in name


def _whole(segment: Segment) -> Segment:
    segment.text = SPACED_DOT.sub(".", segment.text)
    return segment


def _shape(segment: Segment) -> str:
    return re.sub(r"\d+", "#", segment.text.strip().casefold())


def _repeated(pages: list[tuple[float, float, list[Segment]]]) -> frozenset[str]:
    """Return what stands at the edge of several pages."""
    counts: Counter[str] = Counter()
    for height, _, segments in pages:
        counts.update({_shape(s) for s in segments if _at_edge(s, height)})
    least = max(2, len(pages) // 3) if len(pages) > 2 else 2
    return frozenset(shape for shape, count in counts.items() if count >= least and len(pages) > 1)


def _is_first(segment: Segment, height: float, told: set[str]) -> bool:
    """Whether it stands at the head of a page for the first time: it may be the title of the event."""
    shape = _shape(segment)
    if segment.bottom < height / 2 or shape in told or not any(map(str.isalpha, shape)):
        return False
    told.add(shape)
    return True


def _at_edge(segment: Segment, height: float) -> bool:
    return segment.bottom < height * EDGE or segment.top > height * (1 - EDGE)


def _is_edge(segment: Segment, height: float, repeated: frozenset[str]) -> bool:
    return _at_edge(segment, height) and (
        _shape(segment) in repeated or bool(NUMBER.fullmatch(segment.text.strip()))
    )
