"""Figures of prose are proposed as claims."""

import pytest

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
