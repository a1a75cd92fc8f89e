"""Pages of a PDF as pictures: words are boxed where it is sure that they stand there."""

from __future__ import annotations

import io
from pathlib import Path

import fpdf
import pytest

from atgraph.errors import NotFoundError
from atgraph.sandbox import process
from atgraph.web.picture_job import MOST, NO_PAGE, UNREADABLE, work
from atgraph.web.pictures import number_of_pages, picture_of

FIRST = "The Harbour Network brings shelters to-\ngether in Exampleton.\n\nHall A"
SECOND = "Lunch\n\nHall A\n\nTwice\n\nTwice"


@pytest.fixture
def document(tmp_path: Path) -> Path:
    pdf = fpdf.FPDF()
    pdf.set_font("helvetica", size=12)
    for words in (FIRST, SECOND):
        pdf.add_page()
        pdf.multi_cell(0, text=words)
    path = tmp_path / "document.pdf"
    pdf.output(str(path))
    return path


def drawn(path: Path, page: int, *quotes: str) -> bytes:
    out = io.BytesIO()
    code, _ = work({"path": str(path), "page": page, "quotes": list(quotes)}, out)
    assert code == process.DONE
    return out.getvalue()


@pytest.mark.slow
def test_words_are_boxed_where_they_stand_once(document: Path) -> None:
    plain = drawn(document, 1)
    assert drawn(document, 1, "brings *shelters*\ntogether in Exampleton") != plain
    for unsure in ("Hall A", "Lunch", "nowhere", "of", ""):
        assert drawn(document, 1, unsure) == plain, unsure
    assert drawn(document, 2, "Twice") == drawn(document, 2)


def test_the_same_page_gives_the_same_picture_of_a_size_that_is_limited(document: Path) -> None:
    picture = drawn(document, 1, "Harbour Network")
    assert picture == drawn(document, 1, "Harbour Network")
    width, height = (int.from_bytes(picture[at : at + 4], "big") for at in (16, 20))
    assert width * height <= MOST
    assert width == 1000


@pytest.mark.slow
def test_a_long_and_narrow_page_is_drawn_small(tmp_path: Path) -> None:
    pdf = fpdf.FPDF(format=(20, 4000))
    pdf.add_page()
    path = tmp_path / "long.pdf"
    pdf.output(str(path))
    picture = drawn(path, 1)
    width, height = (int.from_bytes(picture[at : at + 4], "big") for at in (16, 20))
    assert 0 < width * height <= MOST * 1.01


def test_what_is_no_pdf_or_has_no_such_page_is_told(document: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 broken")
    task = {"page": 1, "quotes": []}
    assert work({**task, "path": str(broken)}, io.BytesIO())[0] == UNREADABLE
    assert work({**task, "path": str(document), "page": 9}, io.BytesIO()) == (NO_PAGE, "2")


@pytest.mark.slow
def test_a_picture_is_drawn_in_a_sandbox(document: Path, tmp_path: Path) -> None:
    assert number_of_pages(document, "a") == 2
    assert picture_of(document, "a", 1, ()) == drawn(document, 1)
    with pytest.raises(NotFoundError, match="has no page 3; it has 2"):
        picture_of(document, "a", 3, ())
    document.write_bytes(b"no document")
    with pytest.raises(NotFoundError, match="cannot be shown as a picture"):
        number_of_pages(document, "b")
