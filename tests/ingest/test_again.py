"""A document that has changed is ingested into the folder of its programme again."""

from __future__ import annotations

from pathlib import Path

import pytest

from atgraph.errors import RefusedError
from atgraph.ingest import draft
from atgraph.programme import FILE, read_programme

TEXT = """\
HARBOUR FORUM
4 May 2026

Opening session
10:00 - 11:00, Hall A
Moderator: Ms. Ana Example, Director, Larch Foundation
Speakers:
Mr. Bo Muster, Adviser, Quayside Bank
Ms. Cy Probe, Researcher, Institute for Fair Work
"""


def ingest(document: Path, folder: Path, text: str) -> str:
    """Bring a text in, and return what the report says of it."""
    document.write_text(text, encoding="utf-8")
    draft(document, folder.name).write(folder)
    return (folder / "report.txt").read_text(encoding="utf-8")


def test_a_changed_document_keeps_what_the_curator_did(tmp_path: Path) -> None:
    document, folder = tmp_path / "forum.txt", tmp_path / "harbour-forum"
    ingest(document, folder, TEXT)
    transcript = folder / FILE
    edited = transcript.read_text(encoding="utf-8").replace("Ana Example", "Ana Maria Example").replace("# Drafted", "# Read by me. Drafted")
    transcript.write_text(edited, encoding="utf-8")
    told = ingest(document, folder, "NEW COVER\n" + TEXT.replace("Adviser", "Chief Adviser").replace("Ms. Cy Probe", "Ms. Cy Probert"))

    text = transcript.read_text(encoding="utf-8")
    assert text.startswith("# Read by me. Drafted")
    people = {person.name: person for session in read_programme(transcript).sessions for person in session.participants}
    assert {"Ana Maria Example", "Bo Muster", "Cy Probert"} == people.keys()
    assert people["Bo Muster"].affiliations[0].title == "Chief Adviser"
    assert "document: line 1 is new: “NEW COVER”" in told
    assert "“Adviser” becomes “Chief Adviser”" in told
    assert (folder / "source.txt").read_text(encoding="utf-8").startswith("NEW COVER\n")


def test_the_same_document_again_changes_nothing(tmp_path: Path) -> None:
    document, folder = tmp_path / "forum.txt", tmp_path / "harbour-forum"
    ingest(document, folder, TEXT)
    (folder / FILE).write_text((folder / FILE).read_text(encoding="utf-8").replace("role: moderator", "role: chair"), encoding="utf-8")
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.name != "report.txt"}
    ingest(document, folder, TEXT)

    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.name != "report.txt"} == before


def test_a_transcript_that_was_made_by_hand_is_never_merged_with(tmp_path: Path) -> None:
    document, folder = tmp_path / "forum.txt", tmp_path / "harbour-forum"
    folder.mkdir()
    (folder / FILE).write_text("id: harbour-forum\n", encoding="utf-8")
    with pytest.raises(RefusedError, match=r"no draft\.yml beside it"):
        ingest(document, folder, TEXT)

    assert sorted(path.name for path in folder.iterdir()) == [FILE]
