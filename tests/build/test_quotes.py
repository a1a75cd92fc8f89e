"""Quotes: found letter for letter in their source, written as passages; values in quotes."""

from __future__ import annotations

import hashlib
from pathlib import Path

import fair
import pytest
from pyoxigraph import Literal

import mini
from atgraph.build.mapping import Draft, map_programme
from atgraph.errors import VIOLATION

TWO = fair.HEAD.replace(
    "file: source.txt, sha256: SUM}",
    "file: source.txt, sha256: SUM, title: Leaflet}, {id: b, file: b.txt, sha256: SUM}",
)


def whole(folder: Path, rest: str = "", **more: str) -> Draft:
    """Map the fair, with all that is told of it."""
    return map_programme(*fair.read(folder, rest, **more), mini.ontology())


def quoting(*quotes: str) -> str:
    return f"ignored: [{{reason: r, quotes: [{', '.join(quotes)}]}}]\n"


def test_a_text_says_of_which_document_it_is_and_both_their_files_and_sums(tmp_path: Path) -> None:
    head = fair.HEAD.replace("source.txt", "fair.pdf").replace("SUM", "0" * 64)
    draft = fair.draft(tmp_path, head=head)
    text = hashlib.sha256(fair.SOURCE.encode()).hexdigest()

    assert fair.said(draft.quads, "source_fair") == {
        "type": ["Source"],
        "label": ["Fair of 2021 (fair.pdf)"],
        "file": ["programmes/fair/fair.pdf"],
        "sha256": ["0" * 64],
    }
    assert fair.said(draft.quads, "text_fair_s") == {
        "type": ["SourceText"],
        "isTextOf": ["source_fair_s"],
        "file": ["programmes/fair/source.txt"],
        "sha256": [text],
    }
    assert fair.said(draft.quads, "event_fair")["isDescribedIn"] == ["source_fair_s"]


def test_a_document_with_a_title_has_it_as_its_label(tmp_path: Path) -> None:
    draft = fair.draft(tmp_path, head=TWO)

    assert fair.said(draft.quads, "source_fair_s")["label"] == ["Leaflet"]
    assert fair.subjects(draft.quads, "text_fair_b") == []


def test_a_passage_has_its_words_offsets_and_lines(tmp_path: Path) -> None:
    draft = fair.draft(tmp_path, head=fair.HEAD.replace("[Fair of 2021]", '["2021\\nAna"]'))

    assert fair.said(draft.quads, "text_fair_s#") == {
        "type": ["Evidence", "Passage"],
        "isPassageOf": ["text_fair_s"],
        "exactText": ["2021\nAna"],
        "startOffset": ["8"],
        "endOffset": ["16"],
        "startLine": ["1"],
        "endLine": ["2"],
    }
    assert fair.numbers(draft)["text_fair_s#char=8,16"] == 5
    offsets = {
        q.object
        for q in draft.quads
        if fair.short(q.predicate.value) in ("startOffset", "endOffset", "startLine", "endLine")
    }
    assert offsets == {Literal(number) for number in (8, 16, 1, 2)}
    assert fair.said(draft.quads, "event_fair")["hasEvidence"] == ["text_fair_s#char=8,16"]


def test_a_passage_that_two_records_quote_is_written_once_on_the_first_line(
    tmp_path: Path,
) -> None:
    draft = fair.draft(tmp_path, "listings:\n- title: Fair of 2021\n  quotes: [Fair of 2021]\n")

    assert fair.numbers(draft)["text_fair_s#char=0,12"] == 5
    assert fair.said(draft.quads, "listing")["hasEvidence"] == ["text_fair_s#char=0,12"]


def test_a_quote_that_is_not_there_is_told_on_its_line(tmp_path: Path) -> None:
    draft = fair.draft(tmp_path, quoting("Nowhere"))
    (problem,) = draft.problems

    assert (problem.line, problem.rule) == (7, "quote-nowhere")
    assert problem.path == str(tmp_path / "programmes" / "fair" / "programme.yml")


def test_a_quote_names_its_source_and_its_line(tmp_path: Path) -> None:
    found = fair.draft(tmp_path, quoting("{text: Mill, source: s, line: 3}"))

    assert found.problems == []


def test_a_source_that_is_not_there_is_told_with_those_that_are(tmp_path: Path) -> None:
    draft = fair.draft(tmp_path, quoting("{text: Mill, source: c}"))
    (problem,) = draft.problems

    assert (problem.line, problem.rule) == (7, "unknown-id")
    assert (problem.key.key, problem.key.value, problem.key.known) == ("source", "c", ("s",))
    assert {line for _, line in draft.doubtful} == {7}


def test_where_the_first_text_is_lost_its_quotes_are_in_doubt_and_no_news(tmp_path: Path) -> None:
    head = fair.HEAD.replace("file: source.txt", "file: lost.txt")
    draft = fair.draft(tmp_path, head=head)

    assert [p.rule for p in draft.problems] == [""]  # the file is not there
    assert {line for _, line in draft.doubtful} == {5}
    assert not draft.unreadable
    assert fair.subjects(draft.quads, "source") == []


def test_a_text_outside_the_folder_is_not_read(tmp_path: Path) -> None:
    head = fair.HEAD.replace("file: source.txt", "file: ../../registry/people.txt")
    read = fair.read(tmp_path, head=head)
    (tmp_path / "registry" / "people.txt").write_text(fair.SOURCE)

    assert fair.subjects(map_programme(*read, mini.ontology()).quads, "text") == []


def test_a_source_whose_id_is_taken_is_not_read_again(tmp_path: Path) -> None:
    head = TWO.replace("id: b, file: b.txt", "id: s, file: source.txt")
    draft = fair.draft(tmp_path, head=head)

    assert [p.rule for p in draft.problems] == ["id-taken"]
    assert fair.said(draft.quads, "source_fair_s")["label"] == ["Leaflet"]


def test_of_two_texts_the_one_that_is_no_text_stops_the_build_and_the_other_is_read(
    tmp_path: Path,
) -> None:
    head = TWO.replace("id: s, file: source.txt", "id: a, file: a.txt")
    head = head.replace("id: b, file: b.txt", "id: s, file: source.txt")
    read = fair.read(tmp_path, head=head)
    (tmp_path / "programmes" / "fair" / "a.txt").write_bytes(b"\xff")
    draft = map_programme(*read, mini.ontology())

    assert draft.unreadable
    assert any(p.path.endswith("a.txt") for p in draft.problems)
    assert fair.subjects(draft.quads, "source") == ["source_fair_s"]


def test_a_text_that_is_read_makes_no_draft_unreadable(tmp_path: Path) -> None:
    assert not fair.draft(tmp_path).unreadable


def test_a_value_that_is_in_none_of_its_quotes_is_told_with_them(tmp_path: Path) -> None:
    listing = 'listings: [{title: Fayre, quotes: [Fair of 2021, "12 mills"]}]\n'
    draft = fair.draft(tmp_path, listing)
    (problem,) = draft.problems

    assert (problem.line, problem.rule, problem.severity) == (7, "not-in-quotes", VIOLATION)
    assert (problem.key.key, problem.key.value) == ("title", "Fayre")
    assert problem.key.quotes == ("Fair of 2021", "12 mills")
    assert problem.quote.source == str(tmp_path / "programmes" / "fair" / "source.txt")
    assert fair.said(draft.quads, "listing")["statedTitle"] == ["Fayre"]


def test_a_value_in_the_second_quote_is_in_its_quotes(tmp_path: Path) -> None:
    listing = 'listings: [{title: mills, quotes: [Fair of 2021, "12 mills"]}]\n'

    assert fair.draft(tmp_path, listing).problems == []


def test_a_value_whose_quotes_are_not_there_is_not_told_too(tmp_path: Path) -> None:
    draft = fair.draft(tmp_path, "listings: [{title: Fayre, quotes: [Nowhere]}]\n")

    assert [p.rule for p in draft.problems] == ["quote-nowhere"]


# Sentences


def unquoted(folder: Path, source: str, *quotes: str) -> list[tuple[int, str]]:
    """Line and words of each sentence that is told; the first is the title of the fair."""
    draft = whole(folder, quoting(*quotes) if quotes else "", source=f"Fair of 2021\n{source}")
    return [(p.line, p.quote.text) for p in draft.problems if p.rule == "unquoted-sentence"]


@pytest.mark.parametrize(
    ("quotes", "told"),
    [
        ((), [(2, "Ab cd."), (2, "Ef gh."), (3, "Ij kl.")]),
        (("Ab",), [(2, "Ef gh."), (3, "Ij kl.")]),
        (("d.",), [(2, "Ef gh."), (3, "Ij kl.")]),
        (("Ef gh.",), [(2, "Ab cd."), (3, "Ij kl.")]),
        (("E",), [(2, "Ab cd."), (3, "Ij kl.")]),
        (('". E"',), [(3, "Ij kl.")]),
        (('" E"',), [(2, "Ab cd."), (3, "Ij kl.")]),
        (('"cd. "',), [(2, "Ef gh."), (3, "Ij kl.")]),
        (("Ij kl.", "Ab cd."), [(2, "Ef gh.")]),
        (('"Ab cd. Ef gh.\\nIj"', "Ab"), []),
        (('"gh.\\nI"', "Ab", "Ef"), []),
    ],
)
def test_each_sentence_of_which_no_letter_is_quoted_is_told(
    quotes: tuple[str, ...], told: list[tuple[int, str]], tmp_path: Path
) -> None:
    assert unquoted(tmp_path, "Ab cd. Ef gh.\nIj kl.\n", *quotes) == told


def test_a_sentence_that_nothing_quotes_is_told_at_its_place_in_the_text(tmp_path: Path) -> None:
    folder = tmp_path / "programmes" / "fair"
    (problem,) = whole(tmp_path, source="Fair of 2021\n\nNot quoted.\n").problems

    assert (problem.path, problem.line) == (str(folder / "source.txt"), 3)
    assert problem.quote.source == str(folder / "source.txt")
    assert problem.quote.lines == (3,)
    assert problem.quote.transcript == str(folder / "programme.yml")
    assert problem.severity == VIOLATION
