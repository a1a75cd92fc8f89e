"""Agendas without times, and times in brackets or in another zone: what begins a session."""

from pathlib import Path

import pytest
from drafts import named, read_sessions

FRONT = "Safe work abroad\n\n11 June 2031, 16:00-17:30\nQuay House, Leeds\n\n"
NUMBERED = (
    "Agenda\n\n1) Seven signs of a false advert (Ngozi Eze)\n"
    "2) How recruiters pay (Olena Bek)\n3) Work at sea\n"
)
LISTED = (
    "Programme\n\n• Opening remarks – Ngozi Eze, judge\n"
    "• How recruiters pay – Olena Bek, nurse\n• Discussion\n"
)
WITH_STOPS = (
    "Agenda\n\n1) Welcome. Ngozi Eze, nurse and Tom Reed, director.\n"
    "2) What to do now. Mei Chen, judge and Olena Bek, nurse.\n3) Work at sea\n"
)


@pytest.mark.parametrize(
    ("agenda", "expected"),
    [
        (
            NUMBERED,
            {
                "Seven signs of a false advert": ["Ngozi Eze"],
                "How recruiters pay": ["Olena Bek"],
                "Work at sea": [],
            },
        ),
        (
            LISTED,
            {
                "Opening remarks": ["Ngozi Eze"],
                "How recruiters pay": ["Olena Bek"],
                "Discussion": [],
            },
        ),
        (
            WITH_STOPS,
            {
                "Welcome": ["Ngozi Eze", "Tom Reed"],
                "What to do now": ["Mei Chen", "Olena Bek"],
                "Work at sea": [],
            },
        ),
    ],
)
@pytest.mark.parametrize("ending", ["txt", "md"])
def test_items_below_agenda_are_sessions(
    agenda: str, expected: dict[str, list[str]], ending: str, tmp_path: Path
) -> None:
    text = FRONT + agenda
    if ending == "md":
        text = "# " + text.replace("Agenda", "## Agenda").replace("Programme", "## Programme")
        text = text.replace("•", "-")
    sessions = read_sessions(tmp_path, text, f".{ending}")
    assert {session["title"]: named(session) for session in sessions} == expected
    assert not any("start" in session for session in sessions)


@pytest.mark.parametrize(
    "agenda",
    [
        "Agenda\n\n- Why debts bind workers\n- What ports can do\n- Who pays\n",  # topics
        "Agenda\n\n- Ngozi Eze, judge\n- Olena Bek, nurse\n- Tom Reed, director\n",  # people
    ],
)
def test_other_lists_below_agenda_are_none(agenda: str, tmp_path: Path) -> None:
    sessions = read_sessions(tmp_path, FRONT + agenda)
    assert [session["title"] for session in sessions if "start" not in session] == []


@pytest.mark.parametrize(
    ("ending", "other"),
    [
        (".txt", "\nPractical information\n\n• Bring your badge\n• Lunch is provided\n"),
        (".txt", "\nWhat you will learn\n• How to read a contract\n• How to find help\n"),
        (".md", "\n## Partners\n\n- Walk Free\n- Harbour Watch\n- City of Leeds\n"),
    ],
)
def test_lists_behind_an_agenda_are_none_of_it(ending: str, other: str, tmp_path: Path) -> None:
    agenda = LISTED if ending == ".txt" else "## " + LISTED.replace("•", "-")
    sessions = read_sessions(tmp_path, FRONT + agenda + other, ending)
    titles = [session["title"] for session in sessions]
    assert titles == ["Opening remarks", "How recruiters pay", "Discussion"]


def test_overview_above_times_is_no_agenda(tmp_path: Path) -> None:
    detailed = "\nDetailed programme\n\n9:00 Opening remarks\nNgozi Eze, judge\n"
    later = "\n9:30 How recruiters pay\nOlena Bek, nurse\n\n10:30 Discussion\nTom Reed, mayor\n"
    sessions = read_sessions(tmp_path, FRONT + LISTED + detailed + later)
    assert [session.get("start") for session in sessions] == ["09:00", "09:30", "10:30"]


def test_names_below_agenda_are_of_its_items_though_listed_above(tmp_path: Path) -> None:
    speakers = "## Speakers\n\n### Ngozi Eze\n\njudge\n\n### Olena Bek\n\nnurse\n\n"
    text = "# Safe work abroad\n\n11 June 2031\n\n" + speakers + "## " + NUMBERED
    sessions = read_sessions(tmp_path, text, ".md")
    held = {session["title"]: named(session) for session in sessions}
    assert held["How recruiters pay"] == ["Olena Bek"]


@pytest.mark.parametrize(
    "behind",
    [
        " – Ngozi Eze, judge, Open Hands",
        " (Ngozi Eze, senior adviser, University of Lund)",
        ". Ngozi Eze, judge and Tom Reed, nurse.",
    ],
)
def test_names_stand_behind_time_in_brackets(behind: str, tmp_path: Path) -> None:
    text = (
        "Safe work abroad\n\n11 June 2031\n\nProgramme\n\n"
        f"How recruiters pay (16:00–16:20){behind}\n\n"
        "Work at sea (16:20–16:40) – Olena Bek, nurse\n"
    )
    first, second = read_sessions(tmp_path, text)
    assert (first["title"], first["start"]) == ("How recruiters pay", "16:00")
    assert named(first)[0] == "Ngozi Eze"
    assert len(named(first)) == 1 + ("Tom Reed" in behind)
    assert (second["title"], named(second)) == ("Work at sea", ["Olena Bek"])


EN = "# Safe work\n\n11 June 2031\n\n{}\n\n## Programme\n\n16:00 Welcome (Ada Bek)\n\n16:10 Fees\n"
DE = "# Arbeit\n\n11. Juni 2031\n\n{}\n\n## Programm\n\n16:00 Begrüßung (Ada Bek)\n\n16:10 Löhne\n"
ES = "# Trabajo\n\n11 de junio de 2031\n\n{}\n\n## Programa\n\n16:00 Bienvenida\n\n16:10 Salarios\n"
RU = "# Работа\n\n11 июня 2031 года\n\n{}\n\n## Программа\n\n16:00 Приветствие\n\n16:10 Долги\n"
UK = "# Праця\n\n11 червня 2031 року\n\n{}\n\n## План зустрічі\n\n16:00 Вітання\n\n16:10 Борги\n"


@pytest.mark.parametrize(
    ("text", "time"),
    [
        (EN, "16:00-17:30 local time"),
        (EN, "16:00-17:30 Central European Time"),
        (DE, "16:00 bis 17:30 Uhr (Ortszeit)"),
        (DE, "16.00–17.30 Uhr Wiener Zeit"),
        (ES, "16:00–17:30 hora peninsular"),
        (ES, "16:00–17:30 hora de España"),
        (RU, "16:00–17:30 (по Москве)"),
        (RU, "16:00–17:30 (мск)"),
        (RU, "16:00–17:30 по московскому времени"),
        (UK, "16:00–17:30 (за Києвом)"),
        (UK, "16:00–17:30 за київським часом"),
    ],
)
def test_words_of_a_time_zone_are_no_title(text: str, time: str, tmp_path: Path) -> None:
    sessions = read_sessions(tmp_path, text.format(time), ".md")
    assert [session["start"] for session in sessions] == ["16:00", "16:10"]


def test_a_word_of_what_is_done_is_no_title_of_a_person(tmp_path: Path) -> None:
    text = "Fair ports\n\n11 June 2031\n\n9:00 Opening. Mei Chen, judge, and Tom Reed, nurse\n"
    (session,) = read_sessions(tmp_path, text)
    assert named(session) == ["Mei Chen", "Tom Reed"]
    assert not any(person.get("honorific") for person in session["participants"])
