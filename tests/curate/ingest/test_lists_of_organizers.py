"""Who organises an event, in the lists that programmes print: where each name ends."""

from pathlib import Path
from typing import Any

import pytest
from drafts import named, read_draft

HEADS = {
    "en": "The law of the fields",
    "de": "Das Recht der Felder",
    "fr": "Le droit des champs",
    "es": "La ley de los campos",
    "it": "La legge dei campi",
    "ru": "Право полей",
}
DAYS = {
    "en": "3 June 2031",
    "de": "3. Juni 2031",
    "fr": "3 juin 2031",
    "es": "3 de junio de 2031",
    "it": "3 giugno 2031",
    "ru": "3 июня 2031 года",
}
TITLES = {
    "en": "What the courts decide",
    "de": "Was die Gerichte entscheiden",
    "fr": "Ce que les tribunaux décident",
    "es": "Lo que deciden los tribunales",
    "it": "Che cosa decidono i tribunali",
    "ru": "Что решают суды",
}
POSTS = {
    "en": "judge",
    "de": "Richterin",
    "fr": "juge",
    "es": "jueza",
    "it": "giudice",
    "ru": "судья",
}


def read(folder: Path, language: str, line: str) -> Any:
    post = POSTS[language]
    head, title = f"{HEADS[language]}\n{line}\n{DAYS[language]}\n", TITLES[language]
    below = f"9:00 {title} 1\nAda Bek, {post}\n\n10:00 {title} 2\nTom Reed, {post}\n"
    return read_draft(folder, f"{head}\n{below}", ".txt")


def organizers(draft: Any) -> list[str]:
    told = draft.get("statements", [])
    return [tie["organizer"] for tie in told if tie["tie"] == "organizing"]


@pytest.mark.parametrize(
    ("language", "line", "names"),
    [
        (
            "en",
            "Organised by Calder Foundation; Harbour Trust; Terra",
            ["Calder Foundation", "Harbour Trust", "Terra"],
        ),
        ("en", "Organised by the Ministry of Justice and UNODC", ["Ministry of Justice", "UNODC"]),
        (
            "en",
            "Organised by Terra, Office for Asia and the Pacific and HRC",
            ["Terra", "Office for Asia and the Pacific", "HRC"],
        ),
        (
            "en",
            "Organised by the Office for Asia and the Pacific of the Calder Observatory",
            ["Office for Asia and the Pacific of the Calder Observatory"],
        ),
        ("en", "Organised by the Institute of Gender and HIV", ["Institute of Gender and HIV"]),
        ("de", "Veranstalter: Stiftung Terra und Hafen e. V.", ["Stiftung Terra", "Hafen e. V"]),
        (
            "fr",
            "Organisé par Terra, Bureau pour l'Asie et le Pacifique et HRC",
            ["Terra", "Bureau pour l'Asie et le Pacifique", "HRC"],
        ),
        (
            "es",
            "Organiza: Oficina para Asia y el Pacífico; Fundación Terra",
            ["Oficina para Asia y el Pacífico", "Fundación Terra"],
        ),
        (
            "it",
            "Organizzato da Ufficio per l'Asia e il Pacifico e HRC",
            ["Ufficio per l'Asia e il Pacifico", "HRC"],
        ),
        (
            "fr",
            "Organisé par l’Institut des droits, des migrations et du genre et HRC",
            ["Institut des droits, des migrations et du genre", "HRC"],
        ),
        ("de", "Veranstalter: Lund GmbH & Co. KG und Terra", ["Lund GmbH & Co. KG", "Terra"]),
        ("ru", "Организаторы: Фонд «Терра» и НКО «Гавань»", ["Фонд «Терра»", "НКО «Гавань»"]),
        (
            "ru",
            "Организаторы: Фонд «Терра», Министерство юстиции. При поддержке НКО «Гавань»",
            ["Фонд «Терра»", "Министерство юстиции", "НКО «Гавань»"],
        ),
        ("ru", "Фонд «Терра» приглашает вас на конференцию о праве полей.", ["Фонд «Терра»"]),
        (
            "de",
            "Veranstalter sind Stiftung Terra und Hafen e. V.",
            ["Stiftung Terra", "Hafen e. V"],
        ),
        (
            "de",
            "Die Stiftung Terra lädt herzlich ein zur Tagung über Pflege und Arbeit.",
            ["Stiftung Terra"],
        ),
        ("de", "Träger: Stiftung Terra, Hafen GmbH", ["Stiftung Terra", "Hafen GmbH"]),
        ("en", "A side event by Terra and Harbour Trust", ["Terra", "Harbour Trust"]),
        ("en", "Organising partners: Terra, Harbour Trust", ["Terra", "Harbour Trust"]),
        ("en", "Organizers:\n- Terra\n- Harbour Trust", ["Terra", "Harbour Trust"]),
    ],
)
def test_each_body_of_a_list_organises(
    tmp_path: Path, language: str, line: str, names: list[str]
) -> None:
    draft = read(tmp_path, language, line)

    assert [name.rstrip(".") for name in organizers(draft)] == names
    assert "subtitle" not in draft


@pytest.mark.parametrize("lead", ["Hosted by", "Convened by"])
@pytest.mark.parametrize("mark", [", ", "; ", " | "])
def test_bodies_that_host_or_convene_are_no_people(tmp_path: Path, mark: str, lead: str) -> None:
    names = ["Terra Foundation", "Ministry of Justice", "Harbour Trust"]
    draft = read(tmp_path, "en", f"{lead} {mark.join(names)}")

    assert organizers(draft) == names
    assert [named(session) for session in draft["sessions"]] == [["Ada Bek"], ["Tom Reed"]]


def test_whose_event_it_is_may_stand_before_with_whom(tmp_path: Path) -> None:
    draft = read(tmp_path, "en", "Harbour Trust, in cooperation with UNODC")

    told = {tie["organizer"]: tie["role"] for tie in draft["statements"] if "organizer" in tie}
    assert told == {"Harbour Trust": "organizes", "UNODC": "cooperates"}
    marked = [tie["organizer"] for tie in draft["statements"] if "review" in tie]
    assert marked == ["Harbour Trust"]  # the words say with whom, and not that it organises


def test_a_sentence_on_a_body_does_not_make_it_an_organizer(tmp_path: Path) -> None:
    line = "The Ministry of Justice, in cooperation with UNODC, launched a campaign in May."
    assert "Ministry of Justice" not in organizers(read(tmp_path, "en", line))


def test_who_chairs_behind_a_semicolon_organises_nothing(tmp_path: Path) -> None:
    draft = read(tmp_path, "en", "Organised by Terra Foundation; Moderator: Eve Holt")

    assert organizers(draft) == ["Terra Foundation"]


@pytest.mark.parametrize(
    "line",
    ["Presenter: UNICEF, Ada Rose", "Presented by the Ministry of Justice, Ada Rose"],
)
def test_a_person_behind_a_body_that_presents_takes_part(tmp_path: Path, line: str) -> None:
    head, last = f"{HEADS['en']}\n{DAYS['en']}\n", "10:00 The fee\nTom Reed, judge\n"
    text = f"{head}\n9:00 The report\n{line}\n\n{last}"
    first, _ = read_draft(tmp_path, text, ".txt")["sessions"]

    assert named(first) == ["Ada Rose"]


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("de", "Verein für Kinder und Jugend e. V."),
        ("en", "Economic Commission for Latin America and the Caribbean"),
        ("en", "Ministry of Education and TVET"),
    ],
)
def test_a_body_with_an_and_in_its_name_is_one(tmp_path: Path, language: str, name: str) -> None:
    lead = "Veranstalter:" if language == "de" else "Organised by the"
    assert len(organizers(read(tmp_path, language, f"{lead} {name}"))) == 1


def test_a_line_that_names_nobody_who_organises_is_read(tmp_path: Path) -> None:
    draft = read_draft(tmp_path, "organised by organised by a", ".txt")

    assert (draft.get("sessions", []), organizers(draft)) == ([], [])


def test_a_body_that_presents_an_event_organises_it(tmp_path: Path) -> None:
    draft = read(tmp_path, "en", "Presented by Harbour Trust with support from UNODC")

    told = {tie["organizer"]: tie["role"] for tie in draft["statements"] if "organizer" in tie}
    assert told == {"Harbour Trust": "organizes", "UNODC": "supports"}
