"""A project of the mini programme with all sorts of files, and a walk that finds whom they name."""

from __future__ import annotations

import gzip
import io
import re
import shutil
import sqlite3
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from pyoxigraph import RdfFormat, Store

import mini
from atgraph.build.build import build
from atgraph.curate.removal.removal import Places

NAME, ID, TITLE = "Dana Probe", "person_p0004", "Acting Co-ordinator for Fair Work"
ALIAS = "D. Próbe-Test"
FORMS = (NAME, ID, TITLE, ALIAS, "Probe, Dana")


def places_of(project: Path) -> Places:
    """Return where a removal looks in a project."""
    return Places(project / "data", project / "build" / "store")


def copy_of(project: Path, to: Path) -> Places:
    """Copy a project to where a test may change it."""
    return places_of(Path(shutil.copytree(project, to, symlinks=True)))


def make_project(folder: Path) -> Places:
    """Make a project of the mini programme, with all sorts of files that name somebody."""
    data, made = mini.copy_data(folder), folder / "build"
    people = data / "registry" / "people.yml"
    mini.change(people, f"label: {NAME}", f'label: {NAME}, names: ["{ALIAS}"]')
    build(data, made / "store")
    build(data, made / "store", full=True)
    programme = mini.transcript(data).parent
    shutil.copy(programme / "programme.yml", programme / "draft.yml")
    (programme / "report.txt").write_text(f"line 40: {NAME.upper()} was read\n", encoding="utf-8")
    (made / "map.html").write_text("<p>Dana&nbsp;Probe", encoding="utf-8")
    (made / "map.json").write_text('{"name": "D. Pr\\u00f3be-Test"}', encoding="utf-8")
    (made / "page.png").write_bytes(b"\x89PNG")
    (made / "other.csv").write_text("name\nBruno Sample\n", encoding="utf-8")
    (made / "graph.nq.gz").write_bytes(gzip.compress(f'"{ID}"'.encode()))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", f"<t>{NAME}</t>")
    (folder / "list.xlsx").write_bytes(packed.getvalue())
    base = sqlite3.connect(folder / "cache.db")
    base.execute("CREATE TABLE seen (name TEXT)")
    base.execute("INSERT INTO seen VALUES (?)", (NAME,))
    base.commit()
    base.close()
    (folder / "notes.md").write_text(f"Ask {NAME} ({TITLE}).\n", encoding="utf-8")
    return Places(data, made / "store")


def texts(path: Path, raw: bytes) -> Iterator[str]:
    """Yield all that a file says, read with nothing of the program."""
    if raw[:2] == b"\x1f\x8b":
        raw = gzip.decompress(raw)
    if raw[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            raw = b"".join(archive.read(name) for name in archive.namelist())
    if raw[:5] == b"%PDF-":
        yield from pages_of(raw)
    yield f"{path.name} {raw.decode('utf-8', 'replace')}"


def pages_of(raw: bytes) -> Iterator[str]:
    """Yield the text of each page of a PDF."""
    import pypdfium2

    document = pypdfium2.PdfDocument(raw)
    yield from (page.get_textpage().get_text_bounded() for page in document)
    document.close()


def stores_in(folder: Path) -> Iterator[Path]:
    """Yield the folders below one in which the engine keeps a store."""
    yield from sorted(path.parent for path in folder.rglob("CURRENT") if path.is_file())


def finder(forms: Iterable[str]) -> Callable[[str], bool]:
    """Return what says whether one of some forms stands in a text.

    An id stands by itself, a word as it is written, and anything else in whatever case.
    """
    alone = {form: rf"(?<![\w-]){re.escape(form)}(?![\w-])" for form in forms if "_" in form}
    alone |= {form: rf"\b{re.escape(form)}\b" for form in forms if form.isalnum()}
    phrases = [form.casefold() for form in forms if not form.isalnum() and "_" not in form]

    def stands_in(text: str) -> bool:
        plain = text.casefold()
        found = any(form in text and re.search(one, text) for form, one in alone.items())
        return found or any(one in plain for one in phrases)

    return stands_in


def left_in(folder: Path, forms: Iterable[str] = FORMS) -> list[str]:
    """Return the files below a folder that still say something.

    Files of stores are read as bytes, and asked for what they say, since they may be compressed.
    """
    stands_in = finder(forms)
    found = [
        str(path.relative_to(folder))
        for path in sorted(folder.rglob("*"))
        if path.is_file() and any(map(stands_in, texts(path, path.read_bytes())))
    ]
    stores = (one for one in stores_in(folder) if stands_in("\n".join(statements_in(one))))
    return [*found, *(f"{store.relative_to(folder)}: statements" for store in stores)]


def statements_in(store: Path) -> list[str]:
    """Return what a store says, as lines of N-Quads."""
    written = Store.read_only(str(store)).dump(format=RdfFormat.N_QUADS)
    assert written is not None, "it is written to a file if one is given"
    return written.decode().splitlines()
