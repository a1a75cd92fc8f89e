"""Documents that cannot be read, or are made to hurt: a clear message, or a complete draft."""

from __future__ import annotations

import zipfile
from pathlib import Path

import bad
import pytest
from accounting import score_text
from running import ingest

from atgraph.curate.ingest import batch, draft
from atgraph.curate.ingest.drafting import draft_here
from atgraph.data.transcript import FILE
from atgraph.data.yaml_lines import read_yaml
from atgraph.errors import UnreadableError
from atgraph.text import Document

pytestmark = pytest.mark.slow


def named(maker: bad.Maker) -> str:
    return str(getattr(maker, "__name__", maker))


def written(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def check_draft(folder: Path) -> None:
    """Every quote of a draft stands in its text, and each sentence is accounted for."""
    found = score_text(folder, read_yaml(folder / FILE))

    assert found["quotes verbatim"].precision == 1
    assert found["sentences accounted for"].recall == 1


def test_the_bomb_is_small_and_unpacks_to_what_nobody_should_hold(tmp_path: Path) -> None:
    bomb = bad.zip_bomb(tmp_path, megabytes=20)

    assert bomb.stat().st_size < 200_000
    assert zipfile.ZipFile(bomb).getinfo("word/document.xml").file_size > 20 * bad.MEGABYTE


def test_the_scan_and_the_encrypted_document_show_no_text(tmp_path: Path) -> None:
    assert b"Example" not in bad.scanned_pdf(tmp_path).read_bytes()
    assert b"/Encrypt" in bad.encrypted_pdf(tmp_path).read_bytes()


@pytest.mark.parametrize("maker", [m for m in bad.UNREADABLE if m is not bad.zip_bomb], ids=named)
def test_what_cannot_be_read_is_told_in_one_message_and_nothing_is_written(
    maker: bad.Maker, tmp_path: Path
) -> None:
    document = maker(tmp_path)
    ran = ingest(document, tmp_path / "draft")

    assert ran.code == 2
    assert document.name in ran.told
    assert len(ran.told.strip().splitlines()) == 1
    assert any(
        word in ran.told.replace(document.name, "").casefold() for word in bad.UNREADABLE[maker]
    )
    assert not written(tmp_path / "draft")


@pytest.mark.parametrize("maker", bad.WITHOUT_TEXT, ids=named)
def test_pages_without_text_are_drafted_as_the_scan_that_they_are(
    maker: bad.Maker, tmp_path: Path
) -> None:
    ran = ingest(maker(tmp_path), tmp_path / "draft")
    transcript = read_yaml(tmp_path / "draft" / FILE)

    assert ran.code == 1
    assert "Seems to be a scan" in (tmp_path / "draft" / "report.txt").read_text("utf-8")
    assert "run text recognition (OCR)" in transcript["review"]
    assert {"sessions", "statements"}.isdisjoint(transcript)
    assert (tmp_path / "draft" / "source.txt").read_bytes() == b""


def test_a_zip_bomb_is_refused_before_it_fills_the_memory(tmp_path: Path) -> None:
    import resource

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    ran = ingest(bad.zip_bomb(tmp_path), tmp_path / "draft")
    taken = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024

    assert ran.code == 2
    assert any(word in ran.told.casefold() for word in bad.UNREADABLE[bad.zip_bomb])
    assert taken < 150
    assert not written(tmp_path / "draft")


@pytest.mark.parametrize("maker", bad.HOSTILE, ids=named)
def test_nothing_outside_the_document_is_read(maker: bad.Maker, tmp_path: Path) -> None:
    ran = ingest(maker(tmp_path), tmp_path / "draft")

    assert ran.code in (0, 1, 2)
    assert bad.SECRET not in ran.told
    texts = [
        path
        for path in written(tmp_path / "draft")
        if path.suffix in (".txt", ".yml", ".md", ".json")
    ]
    assert not any(bad.SECRET in path.read_text("utf-8") for path in texts)
    assert bool(texts) is (ran.code < 2)


@pytest.mark.parametrize(
    "maker",
    [
        *bad.READABLE,
        pytest.param(bad.long_single_line, marks=pytest.mark.attack),
        pytest.param(bad.long_lines_of_spaces, marks=pytest.mark.attack),
    ],
    ids=named,
)
def test_what_can_be_read_is_drafted_and_what_is_not_understood_is_told(
    maker: bad.Maker, tmp_path: Path
) -> None:
    ran = ingest(maker(tmp_path), tmp_path / "draft")

    assert ran.code in (0, 1), ran.told
    check_draft(tmp_path / "draft")


@pytest.mark.parametrize("maker", bad.EITHER, ids=named)
def test_an_encoding_is_found_out_or_refused_and_never_garbled(
    maker: bad.Maker, tmp_path: Path
) -> None:
    ran = ingest(maker(tmp_path), tmp_path / "draft")
    if ran.code == 2:
        assert any(word in ran.told.casefold() for word in ("utf-8", "encoding", "nul", "text"))
        assert not written(tmp_path / "draft")
    else:
        assert bad.EITHER[maker] in Document.read(tmp_path / "draft" / "source.txt").text
        check_draft(tmp_path / "draft")


def test_scripts_are_no_part_of_a_page(tmp_path: Path) -> None:
    ingest(bad.html_of_white_space(tmp_path), tmp_path / "draft")
    text = Document.read(tmp_path / "draft" / "source.txt").text

    assert "Ana Example" in text
    assert "Script Written" not in text and "while (true)" not in text
    assert len(text) < bad.MEGABYTE


def test_a_programme_in_a_language_without_labels_waits_for_review(tmp_path: Path) -> None:
    ran = ingest(bad.language_without_labels(tmp_path), tmp_path / "draft")

    assert ran.code == 1
    assert "Tervetulosanat lausuu Kerttu Näytekorpi." in "".join(
        path.read_text("utf-8") for path in written(tmp_path / "draft")
    )


def test_python_drafts_a_document_within_limits_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = tmp_path / "forum.txt"
    document.write_text("Forum\n\n10:00 Opening\nModerator: Ms. Ana Example, Example House\n")
    whole = draft(document, "a-forum")
    monkeypatch.setattr(batch, "SECONDS", 0.0)

    assert whole == draft_here(document, "a-forum")
    with pytest.raises(UnreadableError, match="takes more than 0 seconds to read"):
        draft(document)
