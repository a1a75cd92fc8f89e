"""A document that has changed is ingested into the folder of its programme again."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from atgraph.curate.ingest.drafting import draft_here as draft
from atgraph.curate.ingest.merge import merge_drafts
from atgraph.data.transcript import FILE, read_programme
from atgraph.errors import AtgraphError, RefusedError

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
    edited = (
        transcript.read_text(encoding="utf-8")
        .replace("Ana Example", "Ana Maria Example")
        .replace("# Drafted", "# Read by me. Drafted")
    )
    transcript.write_text(edited, encoding="utf-8")
    told = ingest(
        document,
        folder,
        "NEW COVER\n"
        + TEXT.replace("Adviser", "Chief Adviser").replace("Ms. Cy Probe", "Ms. Cy Probert"),
    )

    text = transcript.read_text(encoding="utf-8")
    assert text.startswith("# Read by me. Drafted")
    people = {
        person.name: person
        for session in read_programme(transcript).sessions
        for person in session.participants
    }
    assert {"Ana Maria Example", "Bo Muster", "Cy Probert"} == people.keys()
    assert people["Bo Muster"].affiliations[0].title == "Chief Adviser"
    assert "document: line 1 is new: “NEW COVER”" in told
    assert "“Adviser” becomes “Chief Adviser”" in told
    assert (folder / "source.txt").read_text(encoding="utf-8").startswith("NEW COVER\n")


def test_the_same_document_again_changes_nothing(tmp_path: Path) -> None:
    document, folder = tmp_path / "forum.txt", tmp_path / "harbour-forum"
    ingest(document, folder, TEXT)
    (folder / FILE).write_text(
        (folder / FILE).read_text(encoding="utf-8").replace("role: moderator", "role: chair"),
        encoding="utf-8",
    )
    before = {
        path.name: path.read_bytes() for path in folder.iterdir() if path.name != "report.txt"
    }
    ingest(document, folder, TEXT)

    assert {
        path.name: path.read_bytes() for path in folder.iterdir() if path.name != "report.txt"
    } == before


def test_a_transcript_that_was_made_by_hand_is_never_merged_with(tmp_path: Path) -> None:
    document, folder = tmp_path / "forum.txt", tmp_path / "harbour-forum"
    folder.mkdir()
    (folder / FILE).write_text("id: harbour-forum\n", encoding="utf-8")
    with pytest.raises(RefusedError, match=r"no draft\.yml beside it"):
        ingest(document, folder, TEXT)

    assert sorted(path.name for path in folder.iterdir()) == [FILE]


def test_a_transcript_that_is_empty_or_no_yaml_is_refused_with_its_place_and_kept(
    tmp_path: Path,
) -> None:
    document, folder = tmp_path / "forum.txt", tmp_path / "harbour-forum"
    ingest(document, folder, TEXT)
    for spoilt in ("", "id: [\n"):
        (folder / FILE).write_text(spoilt, encoding="utf-8")
        with pytest.raises(AtgraphError) as caught:
            ingest(document, folder, TEXT.replace("Adviser", "Chief Adviser"))
        assert caught.value.exit_code == 2
        assert str(caught.value).startswith(str(folder / FILE))
        assert (folder / FILE).read_text(encoding="utf-8") == spoilt
        assert "Chief" not in (folder / "source.txt").read_text(encoding="utf-8")


def test_the_report_counts_what_waits_in_the_merged_transcript(tmp_path: Path) -> None:
    document, folder = tmp_path / "forum.txt", tmp_path / "harbour-forum"
    ingest(document, folder, TEXT)
    (folder / FILE).write_text(
        (folder / FILE).read_text(encoding="utf-8").replace("Adviser", "Counsel"), encoding="utf-8"
    )
    told = ingest(document, folder, TEXT.replace("Adviser", "Chief Adviser"))

    assert "\n1 record waits for review\n" in told
    assert (folder / FILE).read_text(encoding="utf-8").count("review:") == 1


@pytest.mark.parametrize(
    "mine", ["    - mine\n    - too", "      [mine, too]", "      - mine  # by hand\n      - too"]
)
@pytest.mark.parametrize("kept", ["", "Speakers:"])
def test_quotes_that_both_changed_are_brought_together_in_the_layout_of_the_curator(
    mine: str, kept: str
) -> None:
    def written(*quotes: str) -> str:
        rows = "".join(f'    - "{quote}"\n' for quote in quotes if quote)
        return (
            "id: a\nsessions:\n- id: b\n  participants:\n  - name: Ana\n    quotes:\n"
            f"{rows}    role: chair\n"
        )

    more = (
        (f", '{kept}']" if mine.endswith("]") else "\n" + mine[: mine.index("-")] + f"- '{kept}'")
        if kept
        else ""
    )
    ours = written("x").replace(
        '    - "x"', mine.removesuffix("]" if more.startswith(",") else "") + more
    )
    merged = merge_drafts(written("old", "older", kept), ours, written("new", "newer", kept))

    person = yaml.safe_load(merged.text)["sessions"][0]["participants"][0]
    assert sorted(person["quotes"]) == sorted(filter(None, ["mine", "too", kept, "new", "newer"]))
    assert person["quotes"].index("new") < person["quotes"].index("newer")
    assert person["role"] == "chair"
    assert ("# by hand" in mine) == ("# by hand" in merged.text)


def test_quotes_that_the_document_changed_all_are_replaced_where_the_curator_added_none(
    tmp_path: Path,
) -> None:
    base = "id: a\nparticipants:\n- name: Ana\n  quotes:\n  - old\n  - older\n  role: chair\n"
    merged = merge_drafts(
        base,
        base.replace("  - older\n", ""),
        base.replace("- older", "- newer").replace("- old\n", "- new\n"),
    )

    assert yaml.safe_load(merged.text)["participants"][0] == {
        "name": "Ana",
        "quotes": ["new", "newer"],
        "role": "chair",
    }


COMMENTED = """\
id: a
sessions:
- id: one
  title: One
  quotes:
  - One
  participants:
  - name: Ana
    role: chair
    quotes:
    - Ana, chair
    - Chair of one  # seen on her card
  - name: Bo
    # he will not come
    role: speaker
    quotes: [Bo]
"""


def test_a_comment_of_the_curator_is_never_lost_with_what_it_stands_beside() -> None:
    base = re.sub(r" *# .*", "", COMMENTED).replace("Bo\n\n", "Bo\n")
    new = base.replace("    - Chair of one\n", "    - Chair of it\n").partition("  - name: Bo")[0]
    merged = merge_drafts(base, COMMENTED, new)

    assert "# seen on her card" in merged.text
    assert "# he will not come" in merged.text
    assert merged.conflicts == 2
    assert any("Ana" in sentence and "your comment" in sentence for sentence in merged.sentences)
    assert any("Bo" in sentence and "no longer has it" in sentence for sentence in merged.sentences)


def test_a_record_that_the_new_draft_marks_too_has_one_mark_with_both_reasons() -> None:
    base = "id: a\nsessions:\n- id: one\n  title: One\n  quotes: [One]\n"
    merged = merge_drafts(
        base,
        base.replace("title: One", "title: Uno"),
        base.replace("title: One", "title: Two\n  review: no day"),
    )

    (session,) = yaml.safe_load(merged.text)["sessions"]
    assert session["title"] == "Uno"
    assert session["review"].startswith("no day; the document was brought in again: title")
