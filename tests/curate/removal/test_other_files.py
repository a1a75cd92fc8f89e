"""Files beside the data in which somebody stands are found whatever their format, and told."""

from __future__ import annotations

import bz2
import tarfile
from pathlib import Path

import pytest
from docx import Document

import mini
from atgraph.curate.removal import traces
from atgraph.curate.removal.forms import Forms
from atgraph.curate.removal.leftover import lines_with
from atgraph.curate.removal.removal import Places, plan_removal
from atgraph.curate.removal.traces import DELETED, MASKED, NAMED_SO, UNREAD, Trace, find_traces

FORMS = Forms(("person_p0004",), ("Dana Probe",))


def write_pdf(path: Path, text: str) -> None:
    from fpdf import FPDF

    printed = FPDF()
    printed.add_page()
    printed.set_font("helvetica", size=11)
    printed.multi_cell(0, 5, text)
    printed.output(str(path))


def test_a_pdf_is_looked_into_by_its_text(tmp_path: Path) -> None:
    write_pdf(tmp_path / "list.pdf", "Speakers: Ms Dana Probe")
    write_pdf(tmp_path / "other.pdf", "Speakers: Ms Ana Example")
    (tmp_path / "damaged.pdf").write_bytes(b"%PDF-1.7 and no more")
    found = [*find_traces(tmp_path, FORMS, is_made=False)]

    assert found == [Trace(tmp_path / "list.pdf", DELETED)]


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("by <b>Zoë</b> <i class='x'>Müller</i>.", "by <b>███</b> <i class='x'>██████</i>."),
        ("by Zoë Mül\u00adler.", "by ███ ███████."),
        ("by Zoe Mueller.", "by ███ ███████."),
        ("by 𝗭𝗼𝗲̈ 𝑴𝒖𝒍𝒍𝒆𝒓.", "by ████ ██████."),
        ("zoe-mueller.jpg", "xxx-xxxxxxx.jpg"),
        ("by Zo&euml; M&uuml;ller.", None),
        ("<r><t>Zoë Mü</t></r><r><t>ller</t></r>", None),
    ],
)
def test_a_text_is_masked_where_that_is_enough_and_else_deleted(
    tmp_path: Path, text: str, masked: str | None
) -> None:
    forms, file = Forms((), ("Zoë Müller",)), tmp_path / "text.xml"
    file.write_text(text, encoding="utf-8")
    (trace,) = find_traces(tmp_path, forms, is_made=False)
    trace.clear(forms)

    assert trace.becomes == (MASKED if masked else DELETED)
    assert (file.read_text(encoding="utf-8") if masked else None) == masked
    assert file.exists() == bool(masked)


def test_a_document_is_looked_into_where_a_name_is_cut_and_in_archives(tmp_path: Path) -> None:
    printed = Document().add_paragraph()
    for part in ("Da", "na Pro", "be"):
        printed.add_run(part)
    printed.part.package.save(str(tmp_path / "runs.docx"))
    (tmp_path / "packed.bz2").write_bytes(bz2.compress(b"Dana Probe"))
    with tarfile.open(tmp_path / "packed.tar.xz", "w:xz") as archive:
        archive.add(tmp_path / "runs.docx", "runs.docx")
    found = [*find_traces(tmp_path, FORMS, is_made=False)]

    assert {one.path.name for one in found} == {"runs.docx", "packed.bz2", "packed.tar.xz"}


def test_a_file_that_is_too_large_or_named_so_is_told_and_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(traces, "LARGEST", 9)
    (tmp_path / "dana-probe.md").write_text("a note")
    (tmp_path / "large.md").write_text("ten letters")
    found = [*find_traces(tmp_path, FORMS, is_made=False)]
    for trace in found:
        trace.clear(FORMS)

    assert [(one.path.name, one.becomes) for one in found] == [
        ("dana-probe.md", NAMED_SO),
        ("large.md", UNREAD),
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["dana-probe.md", "large.md"]


@pytest.mark.slow
def test_a_programme_folder_that_is_named_so_is_told(tmp_path: Path) -> None:
    data = mini.copy_data(tmp_path)
    (data / "programmes" / "talk-by-dana-probe").mkdir()
    rows = plan_removal(Places(data, tmp_path / "store"), "Dana Probe").change.rows

    assert (str(data / "programmes" / "talk-by-dana-probe"), NAMED_SO) in rows


def test_a_name_is_found_in_lines_whatever_its_script_case_and_accents(tmp_path: Path) -> None:
    """Before a line is read it is looked for a word of the name, which must not miss any."""
    forms = Forms(("person_p0004",), ("Élodie Próbe", "Дана Проб"))
    lines = [
        "Elodie Probe",
        "ÉLODIE PRÓBE",
        "E\u0301lodie  Pro\u0301be",
        "дана ПРОБ",
        "Дана Проб",
        "_:a person_p0004",
    ]
    others = ["Elodie Prober", "Ana Example", "Дана"]
    file = tmp_path / "lines.nq"
    file.write_text("".join(f"{line}\n" for line in (*lines, *others)), encoding="utf-8")
    found = [line.decode().rstrip("\n") for line in lines_with(file, forms)]

    assert [line for line in found if forms.stand_in(line)] == lines
    assert "Ana Example" not in found
