"""Series of seminars, typed rows with words for times, items counted within a line or a slot."""

from pathlib import Path
from typing import Any

import pytest
from drafts import named, read_sessions

SERIES = "Thursday Seminar, Spring 2031\nRoom 204, Old Library, 16:15–17:45\n\n"
TALKS = [
    ("2031-02-06", "Debt and the kafala", ["Agnes Boyle"]),
    ("2031-02-20", "Counting the uncounted", ["Ciro Danti"]),
    ("2031-03-06", "Court files as data", ["Eva Fiedler"]),
]


def talks(sessions: Any) -> list[tuple[str, str, list[str]]]:
    return [(s["date"], s["title"], named(s)) for s in sessions]


@pytest.mark.parametrize("head", [SERIES, SERIES.replace("Room 204, Old Library,", "All seminars")])
@pytest.mark.parametrize("between", ["   ", ": ", "\n"])
def test_a_series_gives_day_speaker_and_talk(tmp_path: Path, head: str, between: str) -> None:
    rows = [
        ("6 February 2031", "Agnes Boyle (Harrow College): Debt and the kafala"),
        ("20 February 2031", "Ciro Danti (University of Lenn): Counting the uncounted"),
        ("6 March 2031", "Eva Fiedler (Open Records Lab): Court files as data"),
    ]
    text = head + "".join(f"{day}{between}{talk}\n\n" for day, talk in rows)
    assert talks(read_sessions(tmp_path, text)) == TALKS


def test_what_is_set_in_italics_behind_a_speaker_is_the_talk(tmp_path: Path) -> None:
    page = (
        "<h1>Seminar Series on Forced Labour, Spring 2031</h1><p>Thursdays at 5 pm</p><ul>"
        "<li><b>6 February</b>: Agnes Boyle, Harrow College, <i>Debt and the kafala</i></li>"
        "<li><b>20 February</b>: Ciro Danti, University of Lenn, <i>Counting the uncounted</i></li>"
        "<li><b>6 March</b>: Eva Fiedler, Open Records Lab, <i>Court files as data</i></li></ul>"
    )
    assert talks(read_sessions(tmp_path, page, ".html")) == TALKS


@pytest.mark.parametrize("gap", ["     ", "\t", " "])
@pytest.mark.parametrize(
    ("title", "first", "later", "day"),
    [
        ("Was Stellen sehen", "9.30 Uhr", "11.30 Uhr", "12. November 2031"),
        ("Was Stellen sehen", "um 9.30 Uhr", "um 11.30 Uhr", "12. November 2031"),
        ("What helplines see", "9:30 CEST", "11:30 CEST", "12 November 2031"),
        ("What helplines see", "At 9:30", "At 11:30", "12 November 2031"),
        ("Che cosa vedono", "alle ore 9.30", "alle ore 11.30", "12 novembre 2031"),
        ("Ce que voient les services", "À 9h30", "À 11h30", "12 novembre 2031"),
        ("Lo que ven las entidades", "A las 9:30", "A las 11:30", "12 de noviembre de 2031"),
    ],
)
def test_a_row_may_say_its_time_in_words(
    tmp_path: Path, title: str, first: str, later: str, day: str, gap: str
) -> None:
    text = (
        f"ACTA 2031\n{day}\n\n{first}{gap}Ada Bek (Terra): {title}\n"
        f"{later}{gap}Tom Reed (Terra): {title} II\n"
    )
    found = [(s["start"], s["title"], named(s)) for s in read_sessions(tmp_path, text)]
    assert found == [("09:30", title, ["Ada Bek"]), ("11:30", f"{title} II", ["Tom Reed"])]


def test_a_sentence_that_begins_with_a_time_is_no_session(tmp_path: Path) -> None:
    text = (
        "Conference on care\n12 November 2031\n\n9:00 Opening\nAda Bek, Terra Foundation\n"
        "At 9:30 the mayor joined us.\n10:00 Closing\nTom Reed, Terra Foundation\n"
    )
    assert [s["title"] for s in read_sessions(tmp_path, text)] == ["Opening", "Closing"]


@pytest.mark.parametrize(
    "line",
    [
        "Parallel workshops: A) Homes – Una Gray, Child Line; B) Farms – Vera Holm, Work Trust",
        "Workshop A: Homes (Una Gray, Child Line); Workshop B: Farms (Vera Holm, Fair Work Trust)",
    ],
)
def test_items_that_a_line_counts_are_sessions_of_their_own(tmp_path: Path, line: str) -> None:
    text = (
        "Conference on care\n12 November 2031\n\n10:00 Opening\nAda Bek, Terra Foundation\n"
        f"11:30 {line}\n13:00 Lunch\n"
    )
    _, *parts = read_sessions(tmp_path, text)
    found = [(s["start"], s["title"].split(": ")[-1], named(s)) for s in parts]
    assert found == [("11:30", "Homes", ["Una Gray"]), ("11:30", "Farms", ["Vera Holm"])]


def test_questions_that_a_line_counts_are_no_sessions(tmp_path: Path) -> None:
    text = (
        "Conference on care\n12 November 2031\n\n10:00 Opening\nAda Bek, Terra Foundation\n"
        "11:30 Discussion\nQuestions: 1) Who pays? 2) Who speaks?\nVera Holm, Fair Work Trust\n"
    )
    assert len(read_sessions(tmp_path, text)) == 2


def test_what_counts_in_one_slot_does_not_count_the_programme(tmp_path: Path) -> None:
    page = (
        "<h1>Conference on care</h1><p>12 November 2031</p><table><tr><td>10:00</td>"
        "<td>Panel – Victims before the court</td><td>Sara Ek, prosecutor</td></tr><tr><td>11:30"
        "</td><td>Parallel workshops</td><td>A) Homes – Una Gray, Child Line<br>B) Farms – Vera "
        "Holm, Fair Work Trust<br>C) Online – Will Ivers, Harbour Trust</td></tr></table>"
    )
    found = {s["title"]: (s["start"], named(s)) for s in read_sessions(tmp_path, page, ".html")}
    found.pop("Parallel workshops", None)
    assert found == {
        "Panel – Victims before the court": ("10:00", ["Sara Ek"]),
        "Homes": ("11:30", ["Una Gray"]),
        "Farms": ("11:30", ["Vera Holm"]),
        "Online": ("11:30", ["Will Ivers"]),
    }


def test_who_follows_the_one_moderator_is_on_the_panel(tmp_path: Path) -> None:
    text = (
        "Conference on care\n12 November 2031\n\n10:00 Panel: Victims before the court\n"
        "Moderator: Ola Brandt (Bar Association); Sara Ek, prosecutor; Tim Fors, Safe Door\n"
        "11:00 Closing\n"
    )
    (panel, _) = read_sessions(tmp_path, text)
    assert [(p["name"], p["role"]) for p in panel["participants"]] == [
        ("Ola Brandt", "moderator"),
        ("Sara Ek", "panellist"),
        ("Tim Fors", "panellist"),
    ]


def test_an_agenda_with_lengths_begins_with_its_first_item(tmp_path: Path) -> None:
    text = (
        "Girls on the move\nWhen: 12 March 2031, 10:30–12:00\n\n"
        "Welcome and introduction (5 min): Sr. Agnes Bauer, Harbour Sisters\n"
        "Opening statement (5 min): Ms. Clara Duarte, Terra Foundation\nPanel (50 min):\n"
        "– Dalia Esposito, Caritas Terra\n– Fatima Gueye, youth advocate\n"
        "Closing (5 min): Joan Kerr, Harbour Trust\n"
    )
    assert [(s["title"], named(s)) for s in read_sessions(tmp_path, text)] == [
        ("Welcome and introduction", ["Agnes Bauer"]),
        ("Opening statement", ["Clara Duarte"]),
        ("Panel", ["Dalia Esposito", "Fatima Gueye"]),
        ("Closing", ["Joan Kerr"]),
    ]


def test_what_is_behind_a_label_is_the_place(tmp_path: Path) -> None:
    text = (
        "Webinar: Who should pay?\nDate: 5 June 2031\nTime: 14:00–15:30\n"
        "Format: Zoom (register below)\n\nSpeakers\nAsha Rao, Fair Passage\nTom Reed, Terra Trust\n"
    )
    (session,) = read_sessions(tmp_path, text)
    assert "Format" not in str({key: session.get(key) for key in ("venue", "room")})


@pytest.mark.parametrize(
    "form",
    [
        "{name} ({body}), “{talk}”",
        "{name}, {body}, “{talk}”",
        "{name} – {body} – “{talk}”",
        "{name} ({body}). {talk}",
        "{name}, {body}: “{talk}”",
    ],
)
@pytest.mark.parametrize("between", [" ", " : ", " – "])
def test_a_row_gives_who_speaks_before_the_talk(tmp_path: Path, form: str, between: str) -> None:
    rows = [
        ("Brian Cole", "Harbour Trust", "What helplines see"),
        ("Diane Ester", "Sherpa", "Ten years on, what has changed"),
    ]
    text = "Conference on care\n9 October 2031\n\n" + "".join(
        f"{hour}:15 – {hour}:45{between}{form.format(name=name, body=body, talk=talk)}\n"
        for hour, (name, body, talk) in enumerate(rows, 9)
    )
    found = [(s["title"].strip("“”"), named(s)) for s in read_sessions(tmp_path, text)]
    assert found == [(talk, [name]) for name, _, talk in rows]


@pytest.mark.parametrize(
    ("heads", "times"),
    [
        (
            ("PANEL 1: THE MARKET", "PANEL 2: THE RESPONSE"),
            [("09:10", "09:30"), ("10:10", "10:30")],
        ),
        (
            ("9.10 – 10.00 Panel 1: The market", "10.10 – 11.00 Panel 2: The response"),
            [("09:10", "10:00"), ("10:10", "11:00")],
        ),
    ],
)
def test_rows_of_who_speaks_when_are_of_the_panel_above(
    tmp_path: Path, heads: tuple[str, str], times: list[tuple[str, str]]
) -> None:
    text = (
        f"Public hearing on the market\n4 November 2031\n\n{heads[0]}\n"
        "9.10 – 9.20 Bernd Clausen, Head of Unit, Europol\n"
        f"9.20 – 9.30 Dr Carla Duval, researcher, University of Lenn\n\n{heads[1]}\n"
        "10.10 – 10.20 Erik Forsberg, National Rapporteur, Sweden\n"
        "10.20 – 10.30 Gabriela Hruba, director, La Strada\n"
    )
    found = read_sessions(tmp_path, text)
    assert [named(s) for s in found] == [
        ["Bernd Clausen", "Carla Duval"],
        ["Erik Forsberg", "Gabriela Hruba"],
    ]
    assert [(s["start"], s["end"]) for s in found] == times


@pytest.mark.parametrize("week", ["Week {} ({})", "Week {}: {}"])
def test_a_course_gives_a_session_a_week(tmp_path: Path, week: str) -> None:
    text = (
        f"Master class: Due diligence\nSpring term 2031\n\n{week.format(1, '13 January')}\n"
        f"Introduction to the field\nProf. Alice Brandt\n\n{week.format(2, '20 January')}\n"
        f"The UNGPs and beyond\nGuest: Carlos Duarte, Harbour Trust\n\n"
        f"{week.format(3, '27 January')}\nImport bans\nGuest: Erin Fox, trade lawyer\n"
    )
    assert talks(read_sessions(tmp_path, text)) == [
        ("2031-01-13", "Introduction to the field", ["Alice Brandt"]),
        ("2031-01-20", "The UNGPs and beyond", ["Carlos Duarte"]),
        ("2031-01-27", "Import bans", ["Erin Fox"]),
    ]


def test_a_date_in_a_title_is_that_of_its_session(tmp_path: Path) -> None:
    text = (
        "Training: Due diligence\nSpring 2031\n\n"
        "Module 1 (13 January 2031): Introduction to the field\nTrainer: Alice Brandt, nurse\n\n"
        "Module 2 (20 January 2031): The UNGPs and beyond\n"
        "Trainer: Carlos Duarte, Harbour Trust\n"
    )
    assert [s["date"] for s in read_sessions(tmp_path, text)] == ["2031-01-13", "2031-01-20"]


def test_talks_in_quotation_marks_are_of_the_session_above(tmp_path: Path) -> None:
    text = (
        "Conference on care\n9 October 2031\n\n9:00 The long shift\nChair: Ada Bek, Terra Fund\n"
        "“Night work” – Brian Cole, Fair Work Trust\n“Day work” – Diane Ester, Lenn Institute\n"
        "11:00 Who pays\nChair: Tom Reed, Terra Fund\n"
        "“Old cases” – Paul Marsh, Labour Inspectorate\n“New cases” – Eve Holt, Caritas Lenn\n"
    )
    assert [(s["title"], named(s)) for s in read_sessions(tmp_path, text)] == [
        ("The long shift", ["Ada Bek", "Brian Cole", "Diane Ester"]),
        ("Who pays", ["Tom Reed", "Paul Marsh", "Eve Holt"]),
    ]


def test_two_in_conversation_may_be_of_an_unknown_body(tmp_path: Path) -> None:
    text = (
        "Work and Worth\n6 May 2031\n\n9:45 Welcome\nAmy Bell, Chair of Trustees\n"
        "10:45 In conversation\nElla Frost (The Narra Post) talks to Gina Holt, former nurse\n"
    )
    assert named(read_sessions(tmp_path, text)[1]) == ["Ella Frost", "Gina Holt"]


def test_initials_count_nothing(tmp_path: Path) -> None:
    text = (
        "Workshop on data\n7 July 2031\n\n"
        "9:00 Opening – Ms. A. Bautista (IOM), Mr. B. Castro (ILO)\n10:00 Sampling\nEve Holt, ILO\n"
    )
    first, _ = read_sessions(tmp_path, text)
    assert (first["title"], named(first)) == ("Opening", ["A. Bautista", "B. Castro"])


def test_a_time_over_two_rows_holds_for_a_title_and_who_is_below_it(tmp_path: Path) -> None:
    page = (
        "<h1>Conference on care</h1><p>9 October 2031</p><table><tr><td rowspan=2>9:00</td>"
        "<td>The long shift</td></tr><tr><td>Brian Cole, Fair Work Trust<br>Eve Holt, judge</td>"
        "</tr><tr><td rowspan=2>11:00</td><td>Who pays</td></tr><tr><td>Chair: Ida Moss, nurse<br>"
        "Paul Marsh, Labour Inspectorate</td></tr><tr><td rowspan=2>14:00</td><td>Farewell<br>"
        "Ada Bek, Terra Fund</td></tr><tr><td>Keynote: The price of a prawn<br>Tom Reed, Terra "
        "Fund</td></tr></table>"
    )
    found = read_sessions(tmp_path, page, ".html")
    assert [(s["start"], s["title"], named(s)) for s in found] == [
        ("09:00", "The long shift", ["Brian Cole", "Eve Holt"]),
        ("11:00", "Who pays", ["Ida Moss", "Paul Marsh"]),
        ("14:00", "Farewell", ["Ada Bek"]),
        ("14:00", "Keynote: The price of a prawn", ["Tom Reed"]),
    ]


def test_a_body_in_italics_is_no_talk(tmp_path: Path) -> None:
    page = (
        "<h1>Law Congress</h1><p>14 May 2031</p><p>9:00 Welcome by Ida Weiss, <i>Mayor of Lenn</i>"
        "</p><p>10:00 Keynote: Thomas Reed, <i>Legal Aid</i></p><p>11:00 Closing</p>"
    )
    found = [(s["title"], named(s)) for s in read_sessions(tmp_path, page, ".html")]
    assert found == [("Welcome", ["Ida Weiss"]), ("Keynote", ["Thomas Reed"]), ("Closing", [])]


@pytest.mark.parametrize(
    ("title", "whole"),
    [
        ("The trial of Captain Alfred Dreyfus", "The trial of Captain Alfred Dreyfus"),
        ("A film about Dr. Rosa Miller", "A film about Dr. Rosa Miller"),
    ],
)
def test_whom_a_title_is_about_does_not_speak(tmp_path: Path, title: str, whole: str) -> None:
    text = (
        f"Days of Memory\n14 May 2031\n\n10:00 {title}\nSpeaker: Peter Novak, judge\n"
        "11:00 Closing\nAnna Weiss, mayor\n"
    )
    first, _ = read_sessions(tmp_path, text)
    assert (first["title"], named(first)) == (whole, ["Peter Novak"])


def test_a_sentence_of_minutes_with_a_time_begins_nothing(tmp_path: Path) -> None:
    text = (
        "Minutes of the Housing Board\n14 May 2031\n\n1. Budget\nTom Reed presented the budget.\n"
        "2. Repairs\nLaura Price reported on repairs.\nAt 14:45, Councillor Laura Price left.\n"
        "3. Rents\nAnna Weiss presented rents.\nAt 15:50 End of meeting\n"
    )
    found = [(s["title"], named(s)) for s in read_sessions(tmp_path, text)]
    assert found == [
        ("Budget", ["Tom Reed"]),
        ("Repairs", ["Laura Price"]),
        ("Rents", ["Anna Weiss"]),
    ]


def test_lengths_behind_those_who_speak_make_no_sessions(tmp_path: Path) -> None:
    text = (
        "Debate: Who should pay?\n14 May 2031, 18:00–19:30\n\nSpeaker (15 min): Anna Weiss, judge\n"
        "Respondent (10 min): Peter Novak, lawyer\nDiscussant (10 min): Thomas Reed, mayor\n"
    )
    assert len(read_sessions(tmp_path, text)) == 1


def test_what_comes_after_the_talks_of_a_panel_is_none_of_it(tmp_path: Path) -> None:
    text = (
        "Law Congress\n14 May 2031, Lenn\n\nPanel 1: Rents\n"
        "9:30–10:00 Anna Weiss, University of Lenn\n10:00–10:30 Thomas Reed, Legal Aid\n"
        "Panel 2: Evictions\n11:00–11:30 Laura Price, City Council\n"
        "11:30–12:00 Peter Novak, judge\n"
        "12:00–13:00 Lunch\n13:00–14:00 Keynote lecture\nSusan Miller, minister\n"
    )
    found = [(s["start"], s["end"], named(s)) for s in read_sessions(tmp_path, text)]
    assert found == [
        ("09:30", "10:30", ["Anna Weiss", "Thomas Reed"]),
        ("11:00", "12:00", ["Laura Price", "Peter Novak"]),
        ("13:00", "14:00", ["Susan Miller"]),
    ]


@pytest.mark.parametrize("beside", ["", " (Harrow College)"])
def test_a_series_gives_day_and_speaker_and_below_them_the_talk(
    tmp_path: Path, beside: str
) -> None:
    rows = zip(("6 February 2031", "20 February 2031", "6 March 2031"), TALKS)
    text = SERIES + "".join(
        f"{day}\nDr. {who}{beside}\n{title}\n\n" for day, (_, title, (who,)) in rows
    )
    text += "20 March 2031\nno lecture\n\n3 April 2031\nThe last word\nDr. Uma Bek (Terra)\n"
    last = ("2031-04-03", "The last word", ["Uma Bek"])
    assert talks(read_sessions(tmp_path, text)) == [*TALKS, last]


@pytest.mark.parametrize(
    ("head", "tables", "next_one"),
    [
        ("Our café, 3 June 2031", ("Table 1: Homes and jobs", "Table 2: Visas"), "The end"),
        ("Das Café, 3. Juni 2031", ("Tisch 1: Wohnung und Arbeit", "Tisch 2: Visa"), "Das Ende"),
        ("Il caffè, 3 giugno 2031", ("Tavolo 1: Casa e lavoro", "Tavolo 2: I visti"), "La fine"),
        ("Кафе, 3 июня 2031 года", ("Стол 1: Жильё и работа", "Стол 2: Визы и долги"), "Итоги"),
        (
            "Кафе, 3 червня 2031 року",
            ("Стіл 1: Житло і праця", "Стіл 2: Візи та борги"),
            "Підсумки",
        ),
    ],
)
def test_tables_with_numbers_are_told_apart(
    tmp_path: Path, head: str, tables: tuple[str, str], next_one: str
) -> None:
    one, two = tables
    text = f"{head}\n\n13:45 Café\n{one}\nAda Bek, Terra\n{two}\nUgo Lund, Terra\n\n"
    sessions = read_sessions(tmp_path, f"{text}14:45 {next_one}\nIda Roth, Terra\n")
    found = [(s["title"], named(s)) for s in sessions if s["participants"]]
    assert found == [(one, ["Ada Bek"]), (two, ["Ugo Lund"]), (next_one, ["Ida Roth"])]


@pytest.mark.parametrize("rank", ["Vice-Admiral", "Police Colonel"])
def test_ranks_of_two_words_are_no_part_of_a_name(tmp_path: Path, rank: str) -> None:
    text = f"Fair ports\n3 June 2031\n\n9:00 Rescue\n{rank} Thanawat Boonmee, Rescue Centre\n\n"
    first, *_ = read_sessions(tmp_path, f"{text}10:00 Wages\nIda Roth, judge\n")
    assert named(first) == ["Thanawat Boonmee"]


def test_a_patronym_may_stand_before_the_given_name(tmp_path: Path) -> None:
    text = "Труд\n3 июня 2031\n\n9:00 Домашний труд\nМодератор: Назарова Ольга\n"
    text += "Докладчики: Кыдырбек уулу Нурлан, Ли Виктория Сергеевна\n\n10:00 Итоги\n"
    first, *_ = read_sessions(tmp_path, f"{text}Смагулов Бауыржан – прокурор\n")
    assert named(first) == ["Назарова Ольга", "Кыдырбек уулу Нурлан", "Ли Виктория Сергеевна"]
