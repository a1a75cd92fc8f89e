"""The text of any file: where somebody still stands, whatever the format, and what becomes of it.

A text under the project gets marks. What the program made is deleted: it can be made again. So is
what is no text, and in what was made each picture, whose words nobody can look for.
"""

from __future__ import annotations

import bz2
import contextlib
import gzip
import html
import io
import json
import lzma
import os
import re
import sqlite3
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote_plus

from atgraph.curate.removal.forms import TAG, Forms

SKIPPED = {".git", ".venv", "venv", "node_modules"}  # of git, and of other people's programs
PICTURES = {".png", ".jpg", ".jpeg", ".gif", ".webp", ".pdf", ".ico", ".woff", ".woff2"}
MADE_PICTURES = {".png", ".jpg", ".jpeg", ".gif", ".webp", ".pdf"}
DEEP = 4  # archives in archives
LARGEST = 1 << 30  # bytes of a file that is looked into
ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
PDF = b"%PDF-"
PACKED: dict[bytes, Callable[[bytes], bytes]] = {
    b"\x1f\x8b": gzip.decompress,
    b"BZh": bz2.decompress,
    b"\xfd7zXZ\0": lzma.decompress,
}
TAR, TAR_AT = b"ustar", 257
SQLITE = b"SQLite format 3\0"
DELETED, MASKED = "deleted", "marks in place of the words"
NAMED_SO = "is named so; rename it by hand"
UNREAD = "larger than 1 GB: it is not looked into, and stays; look yourself"


@dataclass(frozen=True)
class Trace:
    """A file in which somebody stands, or may, and whether it is deleted or gets marks."""

    path: Path
    becomes: str

    def clear(self, forms: Forms) -> None:
        """Do it; what cannot be masked to the last word is deleted."""
        if self.becomes in (UNREAD, NAMED_SO):
            return
        if self.becomes == MASKED:
            data = _masked(forms, self.path.read_bytes(), self.path.suffix)
            if data is not None:
                fresh = self.path.with_name(f".{self.path.name}.new")
                fresh.write_bytes(data)
                fresh.chmod(self.path.stat().st_mode)
                fresh.replace(self.path)
                return
        self.path.unlink(missing_ok=True)


def iter_files(folder: Path, without: frozenset[Path] = frozenset()) -> Iterator[Path]:
    """Yield the files below a folder, sorted; no link is followed."""
    for here, folders, files in os.walk(folder):
        at = Path(here)
        folders[:] = sorted(
            one for one in folders if one not in SKIPPED and (at / one).resolve() not in without
        )
        for name in sorted(files):
            path = at / name
            if path.is_file() and not path.is_symlink():
                yield path


def find_traces(
    folder: Path, forms: Forms, *, is_made: bool, without: frozenset[Path] = frozenset()
) -> Iterator[Trace]:
    """Yield the files below a folder in which somebody stands, and those too large to be read.

    ``is_made`` says that the program made what is there.
    """
    for path in iter_files(folder, without):
        is_picture = is_made and path.suffix.lower() in MADE_PICTURES
        if path.stat().st_size > LARGEST:
            yield Trace(path, DELETED if is_made else UNREAD)
            continue
        raw = path.read_bytes()
        if is_picture or stand_in(forms, raw, path.suffix):
            is_text = _is_text(raw) and not is_made
            stays = is_text and _masked(forms, raw, path.suffix) is not None
            yield Trace(path, MASKED if stays else DELETED)
        if not is_made and forms.stand_in(path.name):
            yield Trace(path, NAMED_SO)


def _masked(forms: Forms, raw: bytes, suffix: str) -> bytes | None:
    """Return a text with marks; nothing where somebody stands in it still, as “Zo&euml;” does."""
    masked = forms.masked(raw.decode("utf-8", "surrogateescape"))
    data = masked.encode("utf-8", "surrogateescape")
    return None if stand_in(forms, data, suffix) else data


def stand_in(forms: Forms, raw: bytes, suffix: str = "") -> bool:
    """Return whether somebody stands in a file, by its bytes."""
    return any(forms.stand_in(text) for text in texts_of(raw, suffix))


def texts_of(raw: bytes, suffix: str = "", deep: int = DEEP) -> Iterator[str]:
    """Yield the text of a file as it is, and as it reads where it is packed or escaped."""
    unpack = next((way for sign, way in PACKED.items() if raw.startswith(sign)), None)
    if deep and unpack:
        yield from texts_of(_unpacked(raw, unpack), "", deep - 1)
    elif deep and raw[TAR_AT : TAR_AT + len(TAR)] == TAR:
        for name, member in _tarred(raw):
            yield name
            yield from texts_of(member, Path(name).suffix, deep - 1)
    elif deep and raw[:4] == b"PK\x03\x04":
        for name, member in _members(raw):
            yield name
            yield from texts_of(member, Path(name).suffix, deep - 1)
    elif raw[: len(SQLITE)] == SQLITE:
        yield from _cells(raw)
        yield raw.decode("utf-8", "replace")
    elif raw[: len(PDF)] == PDF:
        yield raw.decode("latin-1")
        yield from _pages(raw)
    elif suffix.lower() in PICTURES:
        yield raw.decode("latin-1")
    else:
        yield from _readings(_decoded(raw))


def _readings(text: str) -> Iterator[str]:
    """Yield a text, and what escapes in it stand for: of JSON, of HTML, of addresses.

    Also without tags: a word processor cuts words as it likes.
    """
    yield text
    if "</" in text:
        yield TAG.sub("", text)
    if "\\u" in text:
        yield ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    if "&" in text and (plain := html.unescape(text)) != text:
        yield plain
    if "%" in text and (plain := unquote_plus(text)) != text:
        yield plain


def _decoded(raw: bytes) -> str:
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return raw.decode("utf-16", "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def _is_text(raw: bytes) -> bool:
    try:
        return "\0" not in raw.decode("utf-8")
    except UnicodeDecodeError:
        return False


def _unpacked(raw: bytes, unpack: Callable[[bytes], bytes]) -> bytes:
    try:
        return unpack(raw)
    except (OSError, EOFError, ValueError, zlib.error, lzma.LZMAError):
        return b""


def _tarred(raw: bytes) -> Iterator[tuple[str, bytes]]:
    try:
        with tarfile.open(fileobj=io.BytesIO(raw)) as archive:
            for member in archive:
                file = archive.extractfile(member) if member.isfile() else None
                yield member.name, file.read() if file else b""
    except (tarfile.TarError, OSError):
        return


def _members(raw: bytes) -> Iterator[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            for name in archive.namelist():
                yield name, archive.read(name)
    except (zipfile.BadZipFile, OSError, RuntimeError, zlib.error, NotImplementedError):
        return


def _pages(raw: bytes) -> Iterator[str]:
    """Yield the text of each page of a PDF; none of one that is damaged or needs a password."""
    import pypdfium2  # slow to import

    try:
        document = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError:
        return
    with contextlib.closing(document):
        for number in range(len(document)):
            with contextlib.suppress(pypdfium2.PdfiumError):
                yield document[number].get_textpage().get_text_bounded()


def _cells(raw: bytes) -> Iterator[str]:
    """Yield the texts of a database of SQLite."""
    base = sqlite3.connect(":memory:")
    try:
        base.deserialize(raw)
        tables = [name for (name,) in base.execute("SELECT name FROM sqlite_master")]
        for table in tables:
            quoted = table.replace('"', '""')
            for row in base.execute(f'SELECT * FROM "{quoted}"'):
                yield json.dumps(row, ensure_ascii=False, default=str)
    except sqlite3.Error:
        return
    finally:
        base.close()
