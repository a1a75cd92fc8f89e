"""The letters of a page of a PDF: what each prints, where, how large and whether in bold."""

import ctypes
import math
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from atgraph.curate.ingest.formats.pdf_segments import Box
from atgraph.curate.ingest.formats.pdf_tags import Tag
from atgraph.curate.ingest.lines import SYMBOL

LEVEL = 0.05  # quarters of a turn
WHITE, HYPHENS = (13, 10, 32, 9, 160), (2, 0xAD, 0x2010, 0x2011)
JOINED = dict(zip(range(0xFB00, 0xFB07), ("ff", "fi", "fl", "ffi", "ffl", "st", "st")))


class Letter(NamedTuple):
    """What is printed for one code: its box in ink and in width, and its quarter of a turn."""

    number: int  # among those of the page
    text: str  # empty where the font does not say it
    ink: Box
    width: Box
    size: float
    turn: int  # -1 where it is aslant
    space: bool  # white space is written before it
    spaced: bool  # and that is in the text, not only a gap on the page
    tag: Tag | None


def read_letters(textpage: Any, tags: Mapping[int, Tag]) -> Iterator[Letter]:
    """Yield the letters of a page in the order of the document.

    A sign for several, “ff”, is one, also where the document tells it letter by letter.
    """
    last: Letter | None = None
    for letter in _letters(textpage, tags):
        if last and not letter.space and (letter.ink, letter.width) == (last.ink, last.width):
            last = last._replace(text=last.text + letter.text)
            continue
        if last:
            yield last
        last = letter
    if last:
        yield last


def _letters(textpage: Any, tags: Mapping[int, Tag]) -> Iterator[Letter]:
    from pypdfium2 import raw as api  # slow to import

    handle, box, loose = textpage.raw, [ctypes.c_double() for _ in range(4)], api.FS_RECTF()
    matrix, space, spaced = api.FS_MATRIX(), False, False
    for index in range(textpage.count_chars()):
        code = api.FPDFText_GetUnicode(handle, index)
        if code in WHITE:
            space, spaced = True, spaced or not api.FPDFText_IsGenerated(handle, index)
        elif api.FPDFText_GetCharBox(handle, index, *box):
            left, right, bottom, top = (b.value for b in box)
            text = JOINED.get(code) or ("-" if code in HYPHENS else chr(code) if code else "")
            text = SYMBOL.sub("•", text)
            if right <= left and text and not text.isalnum():
                continue
            size, turn = api.FPDFText_GetFontSize(handle, index), 0
            if api.FPDFText_GetMatrix(handle, index, ctypes.byref(matrix)):
                size *= math.hypot(matrix.b, matrix.d)
                quarters = math.degrees(math.atan2(matrix.b, matrix.a)) / 90
                turn = round(quarters) % 4 if abs(quarters - round(quarters)) < LEVEL else -1
            width = ink = (left, bottom, right, top)
            if api.FPDFText_GetLooseCharBox(handle, index, ctypes.byref(loose)):
                width = (loose.left, loose.bottom, loose.right, loose.top)
            tag = _tag(handle, index, tags) if tags else None
            size = size or (top - bottom)
            yield Letter(index, text, ink, width, size, turn, space, spaced, tag)
            space = spaced = False


def _tag(handle: Any, index: int, tags: Mapping[int, Tag]) -> Tag | None:
    from pypdfium2 import raw as api  # slow to import

    piece = api.FPDFText_GetTextObject(handle, index)
    return tags.get(api.FPDFPageObj_GetMarkedContentID(piece)) if piece else None


def is_bold(textpage: Any, letter: Letter) -> bool:
    """Whether a letter is set in bold, by its weight or the name of its font."""
    from pypdfium2 import raw as api  # slow to import

    name, flags = ctypes.create_string_buffer(128), ctypes.byref(ctypes.c_int())
    api.FPDFText_GetFontInfo(textpage.raw, letter.number, name, 128, flags)
    heavy = api.FPDFText_GetFontWeight(textpage.raw, letter.number) >= 600
    return heavy or bool(re.search(b"bold|black", name.value.lower()))
