"""documents: lines, offsets, quotes letter for letter, sentences."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import mini  # noqa: F401  (the profile of hypothesis)
from atgraph.errors import SourceError
from atgraph.text import Document, clip, did_you_mean, fold, offer

TEXTS = st.text(alphabet=st.sampled_from("ab. \n*“É𝄞é1?!(\t—"), max_size=60)


def document(text: str) -> Document:
    return Document(Path("source.txt"), text)


def test_offsets_are_code_points_and_lines_count_from_one() -> None:
    span = document("a𝄞é\nZoë sat.\n").locate("Zoë")

    assert (span.start, span.end, span.start_line, span.end_line) == (4, 7, 2, 2)


def test_a_quote_over_two_lines_ends_on_the_line_of_its_last_character() -> None:
    span = document("one\ntwo\nthree\n").locate("one\ntwo\n")

    assert (span.start_line, span.end_line) == (1, 2)


@given(TEXTS, st.integers(0, 60), st.integers(1, 20))
def test_every_stretch_is_found_where_it_stands(text: str, start: int, size: int) -> None:
    quote = text[start : start + size]
    found = document(text).find_all(quote) if quote else []

    assert all(text[s.start : s.end] == quote == s.text for s in found)
    assert not quote or any(s.start == start for s in found)
    assert all(text[: s.start].count("\n") + 1 == s.start_line for s in found)


@given(TEXTS)
def test_sentences_hold_every_letter_and_digit_once(text: str) -> None:
    spans = list(document(text).sentences())
    held = [i for s in spans for i in range(s.start, s.end)]

    assert held == sorted(set(held))
    assert all(i in held for i, c in enumerate(text) if c.isalnum())
    assert all("\n" not in s.text and s.start_line == s.end_line for s in spans)


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("One ends. Another begins.", ["One ends.", "Another begins."]),
        ("He asked: why? Étienne knew.", ["He asked: why?", "Étienne knew."]),
        (
            "Mr. Sample and Ms. Example of the U.S. Mission.",
            ["Mr. Sample and Ms. Example of the U.S. Mission."],
        ),
        ("- 1. Opening Doors**", ["- 1. Opening Doors**"]),
        ("It ended in 2019. Then 40 came.", ["It ended in 2019.", "Then 40 came."]),
        ("“It works.” “Does it?” *Yes.*", ["“It works.", "“Does it?", "*Yes.*"]),
        ("A share of 0.5 per cent, i.e. little.", ["A share of 0.5 per cent, i.e. little."]),
        ("***", []),
        (
            "Ада Бек, гл. ред. «Голоса». «Да», сказала.",
            ["Ада Бек, гл. ред. «Голоса».", "«Да», сказала."],
        ),
    ],
)
def test_sentences_end_where_a_reader_sees_an_end(line: str, parts: list[str]) -> None:
    assert [s.text.rstrip("”") for s in document(line).sentences()] == parts


def test_a_quote_that_is_not_there_is_told() -> None:
    with pytest.raises(SourceError, match=r"not in source\.txt.*“abd”.*letter for letter"):
        document("abc").locate("abd")


def test_case_and_white_space_count_in_a_quote() -> None:
    for quote in ("ABC", "a  bc", "a bc "):
        with pytest.raises(SourceError):
            document("a bc").locate(quote)


def test_a_quote_that_stands_twice_needs_its_line_and_the_lines_are_listed() -> None:
    text = document("Speakers: a\nx\nSpeakers: b\n")

    with pytest.raises(SourceError, match="on lines 1, 3 of"):
        text.locate("Speakers:")
    assert text.locate("Speakers:", 3).start_line == 3
    with pytest.raises(SourceError, match=r"not on line 2 of .* but on 1, 3"):
        text.locate("Speakers:", 2)


def test_a_quote_that_stands_twice_on_one_line_needs_more_words() -> None:
    with pytest.raises(SourceError, match="2 times on line 1"):
        document("to and to\n").locate("to", 1)


def test_an_empty_quote_is_refused() -> None:
    for quote in ("", "  \n"):
        with pytest.raises(SourceError, match="empty"):
            document("abc").locate(quote)


def test_folding_takes_markup_away_and_joins_lines() -> None:
    assert fold("**Open  Doors:\n*Shelters*") == "Open Doors: Shelters"


@given(st.text(max_size=300))
def test_a_clipped_text_stays_on_one_short_line(text: str) -> None:
    shown = clip(text)

    assert len(shown.splitlines()) <= 1
    assert len(shown) <= 63


def test_what_may_be_meant_is_offered_in_quotation_marks() -> None:
    assert did_you_mean("Hartford", ["Hertford", "Oxford", "Leeds"]) == "did you mean “Hertford”?"
    assert did_you_mean("x", ["Leeds"], "look again") == "look again"
    assert (offer(["a", "b"]), offer([])) == ("did you mean “a” or “b”?", "")
