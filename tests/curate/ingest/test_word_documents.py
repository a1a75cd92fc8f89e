"""Word documents as they are written: styles based on others, headings by their letters."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from drafts import named

from atgraph.curate.ingest.drafting import draft_here
from atgraph.data.yaml_lines import read_yaml

HEADS = ("Fees and debts", "Who pays the ship")
PEOPLE = ("Ada Bek, judge, Law Clinic", "Ugo Lund, director, Open Door")
Set = Callable[[Any, Any], None]  # how a heading of a document is set


def _by_a_style_based_on_another(document: Any, heading: Any) -> None:
    name = "Session of the day"
    if name not in [style.name for style in document.styles]:
        own = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        own.base_style = document.styles["Heading 2"]
    heading.style = document.styles[name]


def _by_its_level_in_the_outline(_: Any, heading: Any) -> None:
    level = OxmlElement("w:outlineLvl")
    level.set(qn("w:val"), "1")
    heading._p.get_or_add_pPr().append(level)


def _by_large_letters(_: Any, heading: Any) -> None:
    for run in heading.runs:
        run.font.size = Pt(15)


def _by_a_style_with_large_letters(document: Any, heading: Any) -> None:
    name = "Large"
    if name not in [style.name for style in document.styles]:
        document.styles["Normal"].font.size = Pt(11)
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).font.size = Pt(15)
    heading.style = document.styles[name]


def _draft(folder: Path, document: Any) -> Any:
    path = folder / "programme.docx"
    document.save(str(path))
    draft_here(path).write(folder / "draft")
    return read_yaml(folder / "draft" / "programme.yml")["sessions"]


@pytest.mark.parametrize(
    "set_heading",
    [
        _by_a_style_based_on_another,
        _by_its_level_in_the_outline,
        _by_large_letters,
        _by_a_style_with_large_letters,
    ],
)
def test_a_heading_is_known_however_it_is_set(tmp_path: Path, set_heading: Set) -> None:
    document = Document()
    document.add_heading("Forum on Fair Work", 1)
    document.add_paragraph("12 May 2031")
    for number, (head, who) in enumerate(zip(HEADS, PEOPLE)):
        set_heading(document, document.add_paragraph(head))
        for text in (f"1{number}:00–1{number}:45", "What courts say of it in towns.", who):
            document.add_paragraph(text)
    found = _draft(tmp_path, document)
    assert [session["title"] for session in found] == [*HEADS]
    assert [session["start"] for session in found] == ["10:00", "11:00"]


def test_a_letter_that_is_typed_for_a_bullet_is_no_word(tmp_path: Path) -> None:
    document = Document()
    for text in ("Forum on Fair Work", "12 May 2031", "10:00 Fees and debts"):
        document.add_paragraph(text)
    for who in PEOPLE:
        document.add_paragraph(f"o\t{who}")
    (session,) = _draft(tmp_path, document)
    assert named(session) == ["Ada Bek", "Ugo Lund"]


def test_text_in_two_sizes_is_no_heading_in_either(tmp_path: Path) -> None:
    document = Document()
    document.add_heading("Forum on Fair Work", 1)
    _by_large_letters(document, document.add_paragraph("12 May 2031"))
    document.add_paragraph("The forum brings together who works in ports, farms and towns. " * 8)
    for text in ("10:00 Fees and debts", PEOPLE[0], "11:00 Ships", "Ugo Lund", "nurse, Open Door"):
        _by_large_letters(document, document.add_paragraph(text))
    first, second = _draft(tmp_path, document)
    assert (named(first), named(second)) == (["Ada Bek"], ["Ugo Lund"])
    assert second["participants"][0]["affiliations"][0]["organization"] == "Open Door"
