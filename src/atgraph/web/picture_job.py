"""The job of a page of a PDF in a sandbox: a picture that boxes the words that are quoted."""

from __future__ import annotations

import struct
import unicodedata
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from ctypes import byref, c_int
from typing import IO, Any

from atgraph.sandbox import process

UNREADABLE, NO_PAGE = process.OF_JOB, process.OF_JOB + 1
WIDTH = 1_000  # pixels
MOST = 4_000_000  # pixels
SEARCHED = 300  # pages; of a longer document it is not sure where the words stand
FEWEST = 4  # letters; fewer stand anywhere
TINT = tuple(bytes(value * most // 255 for value in range(256)) for most in (255, 243, 150))
EDGE = bytes((0, 103, 168))
ROOM = 2  # pixels around the words

Box = tuple[int, int, int, int]  # left, top, right, bottom


def prepare() -> Callable[[dict[str, Any], IO[bytes]], tuple[int, str]]:
    """Return what draws a page."""
    return work


def work(task: dict[str, Any], out: IO[bytes]) -> tuple[int, str]:
    """Write a page as PNG, or for page 0 how many there are."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(task["path"])
        number = task["page"]
        if not number:
            out.write(str(len(document)).encode())
        elif number > len(document):
            return NO_PAGE, str(len(document))
        else:
            out.write(_drawn(document, number - 1, task["quotes"]))
    except pypdfium2.PdfiumError as exc:
        return UNREADABLE, str(exc)
    return process.DONE, ""


def _drawn(document: Any, number: int, quotes: Sequence[str]) -> bytes:
    page = document[number]
    across, down = page.get_size()
    scale = min(WIDTH / across, (MOST / (across * down)) ** 0.5)
    bitmap = page.render(scale=scale, rev_byteorder=True, draw_annots=False)
    width, height, channels = bitmap.width, bitmap.height, bitmap.n_channels
    rows = [
        bytearray(bitmap.buffer[at : at + width * channels])
        for at in range(0, bitmap.stride * height, bitmap.stride)
    ]
    if channels == 4:
        for row in rows:
            del row[3::4]
    elif channels == 1:
        rows = [bytearray(value for value in row for _ in range(3)) for row in rows]
    for box in _boxes(document, number, page, quotes, (width, height)):
        _draw(rows, box, width, height)
    return _png(rows, width, height)


def _boxes(
    document: Any, number: int, page: Any, quotes: Sequence[str], size: tuple[int, int]
) -> Iterator[Box]:
    """Yield where quotes stand that stand once in the document, and on this page."""
    if len(document) > SEARCHED:
        return
    textpage = page.get_textpage()
    letters, places = _letters_of(textpage)
    wanted = {plain for plain in map(_plain, quotes) if len(plain) >= FEWEST}
    here = sorted(plain for plain in wanted if letters.count(plain) == 1)
    for other in range(len(document)):
        if other != number and here:
            text = _plain(document[other].get_textpage().get_text_bounded())
            here = [plain for plain in here if plain not in text]
    for plain in here:
        first = letters.index(plain)
        start, last = places[first], places[first + len(plain) - 1]
        for index in range(textpage.count_rects(start, last - start + 1)):
            left, bottom, right, top = textpage.get_rect(index)
            corners = [_pixel(page, size, x, y) for x, y in ((left, top), (right, bottom))]
            (x1, y1), (x2, y2) = corners
            yield min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def _letters_of(textpage: Any) -> tuple[str, list[int]]:
    """Return the letters of a page as they are compared, and of each which character it is."""
    from pypdfium2 import raw as api

    letters, places = list[str](), list[int]()
    for index in range(textpage.count_chars()):
        plain = _plain(chr(api.FPDFText_GetUnicode(textpage.raw, index)))
        letters.append(plain)
        places += [index] * len(plain)
    return "".join(letters), places


def _plain(text: str) -> str:
    """Return letters and digits alone: lines are broken and hyphenated anywhere."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in folded if c.isalnum())


def _pixel(page: Any, size: tuple[int, int], x: float, y: float) -> tuple[int, int]:
    from pypdfium2 import raw as api

    across, down = c_int(), c_int()
    api.FPDF_PageToDevice(page.raw, 0, 0, *size, 0, x, y, byref(across), byref(down))
    return across.value, down.value


def _draw(rows: Sequence[bytearray], box: Box, width: int, height: int) -> None:
    """Tint a box as a pen does, and draw its edge."""
    left, top = max(0, box[0] - ROOM), max(0, box[1] - ROOM)
    right, bottom = min(width, box[2] + ROOM), min(height, box[3] + ROOM)
    for y in range(top, bottom):
        for channel, table in enumerate(TINT):
            part = slice(3 * left + channel, 3 * right, 3)
            rows[y][part] = rows[y][part].translate(table)
        for x in (left, right - 1):
            rows[y][3 * x : 3 * x + 3] = EDGE
    for y in {top, bottom - 1} if top < bottom else ():
        rows[y][3 * left : 3 * right] = EDGE * (right - left)


def _png(rows: Iterable[bytearray], width: int, height: int) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(b"".join(b"\0" + row for row in rows))
    pieces = ((b"IHDR", head), (b"IDAT", data), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(piece)) + name + piece + struct.pack(">I", zlib.crc32(name + piece))
        for name, piece in pieces
    )
