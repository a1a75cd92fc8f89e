"""Pages as they are stored, with what a site or a typist did to them."""

from pathlib import Path
from typing import Any

import pytest
from drafts import FRONT, NEXT, named, read_sessions

from atgraph.curate.ingest.person_names import NameReader
from atgraph.curate.ingest.word_lists import words_in
from atgraph.text import stands_in


def told(sessions: Any) -> list[tuple[str, str, list[str]]]:
    """Return time, title and names of each session."""
    return [(one.get("start", ""), one["title"], named(one)) for one in sessions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "BREAKFAST\n\n8:15 AM - 9:00 AM\n\n"
            "PANEL 1: FARMS\n\nProfessor Ada Bek, Mr. Tom Reed\n\n9:00 AM - 10:15 AM\n\n"
            "BREAK\n\n10:15 AM - 10:30 AM\n\n"
            "PANEL 2: COURTS\n\nDr. Lena Olm\n\n10:30 AM - 11:30 AM\n",
            [
                ("09:00", "PANEL 1: FARMS", ["Ada Bek", "Tom Reed"]),
                ("10:30", "PANEL 2: COURTS", ["Lena Olm"]),
            ],
        ),
        (
            "BREAKFAST\n\n8:15 AM - 9:00 AM\n\n"
            "PANEL 1: FARMS\n\nProfessor Ada Bek, Mr. Tom Reed\n\n9:00 AM - 10:15 AM\n\n"
            "BREAK\n\n10:15 AM - 10:30 AM\n\n"
            "PANEL 2: COURTS\n\nDr. Lena Olm\n\n10:30 AM - 11:30 AM\n\nLUNCH\n",
            [
                ("09:00", "PANEL 1: FARMS", ["Ada Bek", "Tom Reed"]),
                ("10:30", "PANEL 2: COURTS", ["Lena Olm"]),
            ],
        ),
        (
            "9:00 AM - 10:15 AM\n\nPANEL 1: FARMS\n\nProfessor Ada Bek, Mr. Tom Reed\n\n"
            "10:15 AM - 10:30 AM\n\nBREAK\n\n"
            "10:30 AM - 11:30 AM\n\nPANEL 2: COURTS\n\nDr. Lena Olm\n",
            [
                ("09:00", "PANEL 1: FARMS", ["Ada Bek", "Tom Reed"]),
                ("10:30", "PANEL 2: COURTS", ["Lena Olm"]),
            ],
        ),
    ],
)
def test_times_stand_below_what_goes_on_then_if_the_first_is_below_a_break(
    tmp_path: Path, text: str, expected: list[tuple[str, str, list[str]]]
) -> None:
    assert told(read_sessions(tmp_path, FRONT + text)) == expected


def test_times_stand_above_what_goes_on_then_behind_a_registration_without_one(
    tmp_path: Path,
) -> None:
    text = (
        "Registration\n\n9:00 – 10:00\nFields\nAda Bek, judge\n\n10:00 – 11:00\nPorts\n"
        "Tom Reed, mayor\n\n11:00 – 12:00\nCourts\nCarla Neri, nurse\n"
    )
    assert told(read_sessions(tmp_path, FRONT + text)) == [
        ("09:00", "Fields", ["Ada Bek"]),
        ("10:00", "Ports", ["Tom Reed"]),
        ("11:00", "Courts", ["Carla Neri"]),
    ]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Forced Labour", "10:45AM-12:15PMForced Labour"),
        ("Begrüßung", "14:00 UhrBegrüßung"),
    ],
)
def test_a_title_may_stand_right_behind_a_clock(title: str, text: str) -> None:
    assert stands_in(title, text)
    assert not stands_in(title, f"Pre{title}")


@pytest.mark.parametrize(
    ("language", "text", "honorific"),
    [
        ("en", "Former President Ada Bek, Terra", "Former President"),
        ("fr", "Ancienne Ministre Ada Bek, Terra", "Ancienne Ministre"),
        ("de", "Ehemalige Ministerin Ada Bek, Terra", "Ehemalige Ministerin"),
    ],
)
def test_a_rank_that_one_has_no_more_is_no_part_of_the_name(
    language: str, text: str, honorific: str
) -> None:
    name = NameReader(words_in((language, "en"))).read(text)
    assert name is not None
    assert (name.text, name.honorific) == ("Ada Bek", honorific)


def test_an_introduction_right_below_a_slot_is_what_is_done_then(tmp_path: Path) -> None:
    text = (
        "9:00 – 10:00 Opening\nIntroduction\nThe state of the work\nMs Ada Bek, director of Terra\n"
    )
    first, *_ = read_sessions(tmp_path, f"{FRONT}{text}{NEXT}")
    assert named(first) == ["Ada Bek"]


def test_background_right_below_the_end_names_nobody_who_takes_part(tmp_path: Path) -> None:
    text = "12:00 Closing\nPractical information\nUna Holm, clerk\n"
    assert "Una Holm" not in [
        name for one in read_sessions(tmp_path, f"{FRONT}{NEXT}{text}") for name in named(one)
    ]


def test_people_below_two_moderators_on_a_line_do_not_moderate(tmp_path: Path) -> None:
    text = (
        "9:00 Ports\nModerators: Ada Bek (Terra), Lena Olm (House of the Harbour in Lenn)\n"
        "     Karl Neri (Open Door), minister of trade\n"
    )
    first, *_ = read_sessions(tmp_path, f"{FRONT}{text}{NEXT}")
    people = [(one["name"], one["role"]) for one in first["participants"]]
    assert people == [
        ("Ada Bek", "moderator"),
        ("Lena Olm", "moderator"),
        ("Karl Neri", "speaker"),
    ]


def test_several_lead_below_a_plural_in_russian(tmp_path: Path) -> None:
    text = (
        "Закон полей\n3 июня 2031 года\n\n9:00 Заседание 1\nВедущие:\nБек Ада Ивановна (Ленн)\n"
        "Лунд Олег Петрович (Порт)\nВыступления:\nОльм Елена Павловна (Мельница)\n\n"
        "10:30 Фермы\nТом Рид, мэр\n"
    )
    first, *_ = read_sessions(tmp_path, text)
    roles = [one["role"] for one in first["participants"]]
    assert roles == ["moderator", "moderator", "speaker"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A conversation between Lena Olm and Ugo Lund, judge", ["Lena Olm", "Ugo Lund"]),
        ("Dialogue between Ada Bek (Terra) and Tom Hill", ["Ada Bek", "Tom Hill"]),
        ("The border between North America and South America", []),
        ("Discussion: Lena Olm (Open Door)", ["Lena Olm"]),
        ("Workshop: Fair Work (Open Door)", []),
    ],
)
def test_a_slot_says_between_whom_one_talks_or_who_discusses(
    tmp_path: Path, text: str, expected: list[str]
) -> None:
    first, *_ = read_sessions(tmp_path, f"{FRONT}9:00 {text}\n{NEXT}")
    assert named(first) == expected


def test_with_alone_leads_to_who_speaks(tmp_path: Path) -> None:
    text = "9:00 Ports\nChair: Ada Bek, judge\nWith\nUgo Lund, clerk\n"
    first, *_ = read_sessions(tmp_path, f"{FRONT}{text}{NEXT}")
    people = [(one["name"], one["role"]) for one in first["participants"]]
    assert people == [("Ada Bek", "chair"), ("Ugo Lund", "speaker")]
    assert first["participants"][0]["affiliations"] == [{"title": "judge"}]


@pytest.mark.parametrize("label", ["Session title", "Topic"])
def test_a_label_before_a_title_is_no_part_of_it(tmp_path: Path, label: str) -> None:
    first, *_ = read_sessions(tmp_path, f"{FRONT}9:00 {label}: Ports at Night\n{NEXT}")
    assert first["title"] == "Ports at Night"


def test_panels_are_those_of_an_overview_that_says_more_of_their_titles(tmp_path: Path) -> None:
    text = (
        "9:00 Panel 1: Farms\n10:30 Panel 2: Courts\n11:30 Panel 3: Ports\n12:30 Closing\n\n"
        "Panel 1\nPanelists: Ada Bek (Terra), Tom Reed (Open Door); Moderator: Lena Olm\n\n"
        "Panel 2\nPanelists: Ugo Lund (Terra), Carla Neri (Open Door); Moderator: Dan Hill\n"
    )
    expected = [
        ("09:00", "Panel 1: Farms", ["Ada Bek", "Tom Reed", "Lena Olm"]),
        ("10:30", "Panel 2: Courts", ["Ugo Lund", "Carla Neri", "Dan Hill"]),
        ("11:30", "Panel 3: Ports", []),
        ("12:30", "Closing", []),
    ]
    assert told(read_sessions(tmp_path, FRONT + text)) == expected


@pytest.mark.parametrize("day", ["", "\n4 June 2031\n"])
def test_a_panel_with_a_day_or_a_time_of_its_own_is_none_of_an_overview(
    tmp_path: Path, day: str
) -> None:
    text = f"9:00 Panel 1: Farms\n10:30 Panel 2: Courts\n{day}11:30 Panel 1\nAda Bek, judge\n"
    found = told(read_sessions(tmp_path, FRONT + text))
    assert ("11:30", "Panel 1", ["Ada Bek"]) in found


def test_a_film_that_is_shown_then_is_not_what_an_event_is_called(tmp_path: Path) -> None:
    text = (
        "Fields and Ports\n\nThe seminar is on 20 October 2031 at 16.30. The film “Mills of Lenn” "
        "will be shown. Ada Bek, judge, will speak.\n"
    )
    assert told(read_sessions(tmp_path, text)) == [("16:30", "Fields and Ports", ["Ada Bek"])]


def test_an_event_is_not_called_what_the_last_of_its_series_is_on(tmp_path: Path) -> None:
    text = (
        "Giovedì 20 ottobre 2031 alle 16.30, nella sede della Società di Lenn, prosegue il ciclo. "
        "L’incontro “I campi e i porti” sarà introdotto e moderato da Ada Bek, docente di Diritto. "
        "Interverrà Lena Olm, direttrice di Terra.\n"
        "L’ultimo appuntamento è in programma il 10 novembre, sempre alle 16.30, e sarà dedicato a "
        "“L’impatto dei flussi”.\n"
    )
    expected = [("16:30", "I campi e i porti", ["Ada Bek", "Lena Olm"])]
    assert told(read_sessions(tmp_path, text)) == expected


def test_a_day_among_words_that_lead_to_names_ends_no_list(tmp_path: Path) -> None:
    text = (
        "I campi e i porti\n\nAl seminario del 17 marzo 2031 parteciperanno: Ada Bek, Rettrice; "
        "Carla Neri, Università di Lenn; Giovanni Prat, Fondazione Mill.\n"
    )
    (session,) = read_sessions(tmp_path, text)
    assert named(session) == ["Ada Bek", "Carla Neri", "Giovanni Prat"]


@pytest.mark.parametrize(
    ("title", "below"),
    [
        ("Dialogue between North America and South America", "Ugo Lund, clerk\n"),
        ("Dialogue between Ada Bek and Lena Olm, judges", "Ugo Lund, clerk\n"),
        ("A dialogue between Ada Bek and Lena Olm: history of law", ""),
    ],
)
def test_those_whose_dialogue_is_the_subject_stay_in_the_title(
    tmp_path: Path, title: str, below: str
) -> None:
    first, *_ = read_sessions(tmp_path, f"{FRONT}9:00 {title}\n{below}{NEXT}")
    assert (first["title"], named(first)) == (title, ["Ugo Lund"] if below else [])


def test_a_friar_is_not_between_others(tmp_path: Path) -> None:
    text = (
        "La legge dei campi e dei porti\n3 giugno 2031\n\n9:00 Porti\nFra Paolo Bek, teologo\n\n"
        "10:30 I campi della valle\nCarla Neri, docente di diritto\n\n"
        "11:30 Le case e le corti\nUgo Prat, sindaco di Lenn\n"
    )
    first, *_ = read_sessions(tmp_path, text)
    (friar,) = first["participants"]
    assert (friar["name"], friar["honorific"]) == ("Paolo Bek", "Fra")


@pytest.mark.parametrize("post", ["Former General Manager", "Former Captain Regent"])
def test_former_and_a_rank_begin_posts_where_no_given_name_follows(
    tmp_path: Path, post: str
) -> None:
    text = f"9:00 Ports\nJan Lund\n{post}, Terra Trust\n"
    first, *_ = read_sessions(tmp_path, f"{FRONT}{text}{NEXT}")
    assert named(first) == ["Jan Lund"]
    assert first["participants"][0]["affiliations"][0]["title"] == post


def test_a_word_said_over_and_over_is_no_rank() -> None:
    assert NameReader(words_in(("en",))).read("Former " * 1100) is None


@pytest.mark.parametrize(
    ("ending", "text"),
    [
        (".txt", "Moderators: Ada Bek (Terra), Lena Olm (Mill),\nKarl Neri (Open Door)\n"),
        (".txt", "Moderators: Ada Bek (Terra); Lena Olm (Mill);\nKarl Neri (Open Door)\n"),
        (".txt", "Moderators: Ada Bek (Terra), Lena Olm (Mill)\nKarl Neri (Open Door)\n"),
        (".md", "\nModerators: Ada Bek (Terra), Lena Olm (Mill)\n\n- Karl Neri (Open Door)\n\n"),
    ],
)
def test_a_list_of_moderators_may_go_on_below(tmp_path: Path, ending: str, text: str) -> None:
    text = f"{FRONT}9:00 Ports\n{text}Speakers: Ugo Lund, clerk\n{NEXT}"
    first, *_ = read_sessions(tmp_path, text, ending)
    roles = [one["role"] for one in first["participants"]]
    assert roles == ["moderator", "moderator", "moderator", "speaker"]


def test_with_below_a_role_leads_to_those_who_have_it(tmp_path: Path) -> None:
    text = "9:00 Ports\nKeynote: Ada Bek, judge\nPanel\nWith\nUgo Lund, clerk\n"
    first, *_ = read_sessions(tmp_path, f"{FRONT}{text}{NEXT}")
    assert [one["role"] for one in first["participants"]] == ["keynote", "panellist"]


def test_a_book_and_its_author_are_what_is_discussed(tmp_path: Path) -> None:
    books = ["Discussion: Jane Lund, Emma", "Discussion: Emily Bek, Heights"]
    text = f"# The law of the fields\n\n3 June 2031\n\n- 9:00 {books[0]}\n- 10:00 {books[1]}\n"
    assert [one["title"] for one in read_sessions(tmp_path, text, ".md")] == books


def test_authors_are_not_introduced_with_their_books(tmp_path: Path) -> None:
    text = "Books that will be introduced by Ida Mill include: Una Holm, Fields; Jan Lund, Ports\n"
    first, *_ = read_sessions(tmp_path, f"{FRONT}9:00 Ports\n{text}{NEXT}")
    assert "Jan Lund" not in named(first)
