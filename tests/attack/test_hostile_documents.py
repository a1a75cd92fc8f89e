"""Documents made to harm: each is read, or given up in a line, and the next one is read.

A document may take 50 seconds and 768 MB; some of these took 12 GB, or never ended.
"""

from __future__ import annotations

import io
import random
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from forms import tries

import mini
from atgraph.curate.ingest import batch
from atgraph.curate.ingest.batch import ingest
from atgraph.curate.ingest.drafting import Ingested
from atgraph.curate.ingest.formats import IN_PART

GIB = 1 << 30
ORDINARY = "Forum\n\n10:00 Opening\nModerator: Ms. Ana Example, Director, Example House\n"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def pdf(*objects: str) -> bytes:
    """Return a PDF of objects, the first of them its catalogue."""
    out, places = b"%PDF-1.4\n", list[int]()
    for number, written in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{written}\nendobj\n".encode("latin-1")
    rows = "".join(f"{place:010} 00000 n \n" for place in places)
    trailer = f"trailer<</Root 1 0 R/Size {len(places) + 1}>>\nstartxref\n{len(out)}\n%%EOF"
    return out + f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{rows}{trailer}".encode()


def stream(head: str, content: str) -> str:
    return f"<<{head}/Length {len(content)}>>stream\n{content}\nendstream"


PAGES = ("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>")
FORM = "/Type/XObject/Subtype/Form/BBox[0 0 9 9]"


def page(more: str = "", box: str = "0 0 600 800") -> str:
    return f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]/Contents 4 0 R{more}>>"


def pdf_of_a_form_that_calls_itself(times: int = 10) -> bytes:
    calls = "/F Do " * times
    form = stream(f"{FORM}/Resources<</XObject<</F 5 0 R>>>>", calls)
    return pdf(*PAGES, page("/Resources<</XObject<</F 5 0 R>>>>"), stream("", "/F Do"), form)


def pdf_of_forms_in_forms(levels: int = 12, times: int = 12) -> bytes:
    forms = [
        stream(f"{FORM}/Resources<</XObject<</F {6 + level} 0 R>>>>", "/F Do " * times)
        for level in range(levels)
    ]
    last = stream(FORM, "BT /T 9 Tf (x) Tj ET")
    first = page("/Resources<</XObject<</F 5 0 R>>>>")
    return pdf(*PAGES, first, stream("", "/F Do"), *forms, last)


def docx(body: str, head: str = "") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        main = f"{head}<w:document {W}><w:body>{body}</w:body></w:document>"
        package.writestr("word/document.xml", main)
    return made.getvalue()


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def cell(text: str = "x", more: str = "") -> str:
    return f"<w:tc><w:tcPr>{more}</w:tcPr>{paragraph(text)}</w:tc>"


def nested(opening: str, inside: str, closing: str, depth: int) -> str:
    return opening * depth + inside + closing * depth


def table(*cells: str) -> str:
    return f"<w:tbl><w:tr>{''.join(cells)}</w:tr></w:tbl>"


def damaged(whole: bytes, seed: int, bytes_changed: int = 20) -> bytes:
    """Return bytes of which some are others."""
    chance, made = random.Random(seed), bytearray(whole)
    for _ in range(bytes_changed):
        made[chance.randrange(len(made))] = chance.randrange(256)
    return bytes(made)


def spans(rows: int, columns: int, count: int) -> str:
    cells = f"<tr><td rowspan={rows} colspan={columns}>x" * count
    return f"<p>{ORDINARY}</p><table>{cells}</table>"


KINDS: dict[str, Callable[[], bytes | str]] = {
    "self.pdf": pdf_of_a_form_that_calls_itself,
    "self-once.pdf": lambda: pdf_of_a_form_that_calls_itself(1),
    "forms.pdf": pdf_of_forms_in_forms,
    "tree.pdf": lambda: pdf(PAGES[0], "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 99999999>>"),
    "size.pdf": lambda: pdf(*PAGES, page(box="0 0 1e38 1e38"), stream("", "BT (x) Tj ET")),
    "arrays.pdf": lambda: pdf(*PAGES, page(f"/A {'[' * 90_000}"), stream("", "")),
    "letters.pdf": lambda: pdf(*PAGES, page(), stream("", "BT /T 1 Tf (x) Tj ET " * 50_000)),
    "damaged.pdf": lambda: damaged(pdf_of_forms_in_forms(1, 1), 1),
    "rowspan.html": lambda: spans(65534, 1, 4_000),
    "span.html": lambda: spans(65534, 65534, 4_000),
    "digits.html": lambda: f"<p>{ORDINARY}</p><td colspan={'9' * 5_000}>x<td rowspan=²>y",
    "nested.html": lambda: nested("<div><b>", ORDINARY, "</b></div>", 50_000),
    "tables.html": lambda: nested("<table><tr><td>x", ORDINARY, "</table>", 3_000),
    "attributes.html": lambda: f"<p {'a=b ' * 200_000}>{ORDINARY}</p>",
    "style.html": lambda: f"<p style='{'font-weight :' * 50_000}'>{ORDINARY}</p>",
    "open.html": lambda: "<b><i>" * 100_000 + ORDINARY,
    "row.html": lambda: f"<table><tr>{'<td>x' * 20_000}</table>",
    "column.html": lambda: f"<table>{'<tr><td>10:00<td>x' * 10_000}</table>",
    "entities.html": lambda: "&amp" * 100_000 + ORDINARY,
    "span.docx": lambda: docx(table(cell(more='<w:gridSpan w:val="x"/>'), cell(ORDINARY))),
    "digits.docx": lambda: docx(table(cell(more=f'<w:gridSpan w:val="{"9" * 5_000}"/>'))),
    "tables.docx": lambda: docx(
        nested("<w:tbl><w:tr><w:tc>", paragraph(ORDINARY), "</w:tc></w:tr></w:tbl>", 200)
    ),
    "deep.docx": lambda: docx(nested("<w:sdt>", "", "</w:sdt>", 9_000)),
    "merged.docx": lambda: docx(
        f"<w:tbl>{('<w:tr>' + cell() + cell(more='<w:vMerge/>') + '</w:tr>') * 9_000}</w:tbl>"
    ),
    "paragraphs.docx": lambda: docx(paragraph("a") * 60_000),
    "runs.docx": lambda: docx(f"<w:p>{'<w:r><w:t>a </w:t></w:r>' * 60_000}</w:p>"),
    "bomb.docx": lambda: docx(paragraph("A" * (60 << 20))),
    "entities.docx": lambda: docx(
        paragraph("&e9;"),
        "<!DOCTYPE d [<!ENTITY e0 'x'>"
        + "".join(f"<!ENTITY e{n} '{f'&e{n - 1};' * 10}'>" for n in range(1, 10))
        + "]>",
    ),
    "damaged.docx": lambda: damaged(docx(paragraph(ORDINARY) * 99), 2),
    "quotes.md": lambda: ">" * 20_000 + ORDINARY,
    "brackets.md": lambda: "[" * 20_000 + ORDINARY,
    "ticks.md": lambda: "".join("`" * n + "a" for n in range(400)) + ORDINARY,
    "stars.md": lambda: "*a **a " * 10_000 + ORDINARY,
    "lists.md": lambda: "".join("  " * n + "- a\n" for n in range(800)) + ORDINARY,
    "words.txt": lambda: "a " * 20_000,
    "names.txt": lambda: "Aa " * 15_000,
    "word.txt": lambda: "A" * 500_000,
    "commas.txt": lambda: "Mr. A B, " * 5_000,
    "clocks.txt": lambda: "10:00 " * 10_000,
    "speakers.txt": lambda: "Speakers: A B, C; " * 3_000,
    "brackets.txt": lambda: "(" * 50_000 + ORDINARY,
    "lines.txt": lambda: "\n" * 500_000 + ORDINARY,
    "sessions.txt": lambda: "10:00 Opening\nModerator: Ms. A B, Director, C House\n" * 2_000,
    "quotes.txt": lambda: "“«" * 20_000 + ORDINARY,
    "control.txt": lambda: f"\x1b]0;owned\x07\x1b[2J\u202e{ORDINARY}",
    "nul.txt": lambda: f"{ORDINARY}\x00",
}  # fmt: skip
# Those that are over soon, whether they are read or given up.
SOON = ("span.docx", "digits.html", "damaged.docx", "nul.txt", "control.txt")


def write(folder: Path, name: str) -> Path:
    made, path = KINDS[name](), folder / name
    path.write_bytes(made.encode() if isinstance(made, str) else made)
    return path


def check_told(done: Ingested) -> None:
    """Look that a document was read, or is given up in one line that says what to do."""
    told = done.report if done.error is None else str(done.error)
    assert told.strip()
    assert done.error is None or (told.count("\n") == 0 and "; " in told)


def test_no_fewer_than_30_kinds_attack() -> None:
    assert len(KINDS) >= 30


@pytest.mark.slow
def test_what_a_document_does_harms_neither_the_next_nor_us(tmp_path: Path) -> None:
    ordinary = tmp_path / "ordinary.txt"
    ordinary.write_text(ORDINARY)
    files = [file for name in SOON for file in (write(tmp_path, name), ordinary)]
    found = list(ingest(files, tmp_path / "out"))

    assert [done.error for done in found[1::2]] == [None] * len(SOON)
    for done in found:
        check_told(done)


@pytest.mark.parametrize("code", ["TOO_LONG", "TOO_MUCH", "TOO_LARGE", "ENDED"])
def test_what_is_given_up_is_said_in_a_line(code: str) -> None:
    from atgraph.sandbox import process
    from atgraph.sandbox.spool import Stopped

    told = str(batch._error(Stopped(getattr(process, code), "SIGSEGV"), Path("a.pdf")))
    assert told.startswith("a.pdf: ") and "is given up; " in told


@pytest.mark.slow
def test_a_document_that_takes_too_much_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "SECONDS", 3.0)
    (done,) = ingest([write(tmp_path, "self.pdf")], tmp_path / "out")

    assert done.error
    (problem,) = done.error.problems
    late = f"takes more than 3 seconds to read, and is given up; {IN_PART}, or {batch.AS_TEXT}"
    aborted = (
        "ends what reads it (SIGABRT, as a library does that is given no more memory), and is"
        f" given up; {batch.AS_TEXT}"
    )
    assert problem.message in (late, aborted)  # which comes first depends on the machine
    assert not (tmp_path / "out").exists()


@pytest.mark.attack
@pytest.mark.parametrize("name", KINDS)
def test_a_hostile_document_takes_no_more_than_it_may(tmp_path: Path, name: str) -> None:
    import resource

    run = mini.atgraph("ingest", write(tmp_path, name), "--out", tmp_path / "out")

    assert run.code in (0, 1, 2), run
    assert "Traceback" not in run.err
    taken = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss  # of any child so far
    assert sys.platform != "linux" or taken * 1024 < GIB


FUZZED = {
    "pdf": lambda: pdf(*PAGES, page(), stream("", "BT /T 9 Tf 9 9 Td (Ana Example) Tj ET")),
    "docx": lambda: docx(table(cell(ORDINARY), cell("Ms. Ana Example")) + paragraph(ORDINARY)),
    "html": lambda: spans(2, 2, 3).encode(),
    "md": f"# A\n\n|a|b|\n|-|-|\n|10:00|c|\n\n- *d* [e](f)\n{ORDINARY}".encode,
    "txt": (ORDINARY * 3).encode,
}


@pytest.mark.slow
@pytest.mark.parametrize("kind", FUZZED)
@tries(short=2, long=100)
def test_no_fuzzed_document_ends_a_batch(tmp_path: Path, kind: str, count: int) -> None:
    whole, files = FUZZED[kind](), list[Path]()
    for number in range(count):
        files.append(tmp_path / f"{number}.{kind}")
        files[-1].write_bytes(damaged(whole, number, 1 + number % 30))
    found = list(ingest(files, tmp_path / "out"))

    assert len(found) == count
    for done in found:
        check_told(done)
