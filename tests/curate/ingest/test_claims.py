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


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("de", "Weltweit leben 50 Millionen Menschen in moderner Sklaverei."),
        ("de", "40 Prozent davon sind Kinder."),
        ("de", "Laut Stiftung Morgen arbeiten 3.000 Menschen ohne Lohn."),
        ("fr", "Près de 27 millions de personnes travaillent sans salaire."),
        ("it", "Secondo l’Associazione Faro sono 230.000 i lavoratori sfruttati."),
        ("uk", "За даними ГО «Світло», постраждали 46 000 осіб."),
        ("ru", "40 % из них — дети."),
    ],
)
def test_figures_of_other_languages_claim_and_are_no_body_of_who_stands_above(
    tmp_path: Path, language: str, sentence: str
) -> None:
    heads = {
        "de": "Fachtagung Arbeit\n3. Mai 2031\n\n10:00 Podium\nAda Marsch, Richterin, Quay Bank",
        "fr": "Journée sur le travail\n3 mai 2031\n\n10:00 Débat\nAda Bellot, juge, Quay Bank",
        "it": "Convegno sul lavoro\n3 maggio 2031\n\n10:00 Saluti\nAda Belli, giudice, Quay Bank",
        "uk": "Конференція про працю\n3 травня 2031\n\n9:00 Панель\nОльга Коваль, суддя, НГО Дім",
        "ru": "Конференция о труде\n3 мая 2031\n\n10:00 Панель\nОльга Демина, судья, НКО Дом",
    }
    draft = read_draft(tmp_path, f"{heads[language]}\n{sentence}\n", ".txt")
    (person,) = draft["sessions"][0]["participants"]

    assert [tie["claim"] for tie in draft["statements"] if "claim" in tie] == [sentence]
    assert len(person["affiliations"]) == 1
    assert sentence not in person["quotes"]
