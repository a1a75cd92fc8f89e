"""Figures of prose are proposed as claims."""

from pathlib import Path

import pytest
from drafts import FRONT, read_draft

from atgraph.curate.ingest.printed_claims import ClaimReader
from atgraph.curate.ingest.word_lists import words_in


@pytest.mark.parametrize(
    "language, sentence, expected",
    [
        (
            "en",
            "An estimated 27.6 million people are in forced labour, up from 24.9 million in 2016.",
            [(27_600_000, "people"), (24_900_000, "")],
        ),
        ("en", "Article 6 was read on 12 June 2031 in Room 312.", []),
        ("fr", "En 2030, 1 204 personnes ont été aidées, dont 61,5 % de femmes.", [
            (1204, "personnes"), (None, "%")
        ]),
        ("de", "Insgesamt wurden 1.318 Betroffene beraten, 4 Prozent mehr.", [
            (1318, "Betroffene"), (4, "Prozent")
        ]),
        ("uk", "Допомогу отримали 2,5 млн осіб.", [(None, "осіб")]),
    ],
)  # fmt: skip
def test_what_is_counted_or_measured_is_a_claim_and_dates_and_rooms_are_none(
    language: str, sentence: str, expected: list[tuple[float | None, str]]
) -> None:
    found = ClaimReader(words_in((language,))).read(sentence)
    assert [(claim.get("value"), claim["unit"]) for claim in found] == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "27.6 million people are in forced labour worldwide, by a count of 2030.",
        "More than 50,000 victims were identified in 2029.",
        "71% of all victims are female.",
        "Every year, 3 million children go missing.",
    ],
)
@pytest.mark.parametrize("place", ["{}\n\n9:00 Farms\n", "9:00 Farms\n{}\n"])
def test_short_sentences_and_those_that_begin_with_a_figure_claim(
    tmp_path: Path, place: str, sentence: str
) -> None:
    text = f"{FRONT}{place.format(sentence)}Ada Bek, judge\n\n10:00 Courts\nTom Reed, mayor\n"
    draft = read_draft(tmp_path, text, ".txt")

    assert [tie["claim"] for tie in draft["statements"] if "claim" in tie] == [sentence]
