"""Pages as the sites of conferences hold them: tables, cards and Markdown of every kind."""

from pathlib import Path
from typing import Any

import pytest
from drafts import named, read_draft, read_sessions

FRONT = "<h1>Forum on Fair Harvests</h1><p>3 June 2031</p>"


def shown(found: Any) -> list[tuple[str, str, list[str]]]:
    """Return of each session when it begins, its title, and who takes part."""
    return [(s.get("start", ""), s["title"], named(s)) for s in found]


def in_rows(*rows: str) -> str:
    """Return the rows of a table, whose cells are parted by bars."""
    cells = ("".join(f"<td>{cell}</td>" for cell in row.split("|")) for row in rows)
    return "".join(f"<tr>{row}</tr>" for row in cells)


@pytest.mark.parametrize("heads", ["Start|End|Title|Speaker", "Beginn|Ende|Titel|Referent"])
def test_a_time_in_two_columns_is_start_and_end_on_each_day(tmp_path: Path, heads: str) -> None:
    first = in_rows(heads, "9:00|9:45|Fees of Agents|Ada Bek", "10:15|11:00|Debts|Tom Ashby")
    last = in_rows(heads, "9:30|10:00|Coffee", "10:00|10:30|Courts|Lena Winter, Ugo Lund")
    days = f"<h3>3 June 2031</h3><table>{first}</table><h3>4 June 2031</h3><table>{last}</table>"
    found = read_sessions(tmp_path, f"<h1>Forum on Fair Harvests</h1>{days}", ".html")
    assert [(s["date"], s["start"], s["end"]) for s in found] == [
        ("2031-06-03", "09:00", "09:45"),
        ("2031-06-03", "10:15", "11:00"),
        ("2031-06-04", "10:00", "10:30"),
    ]
    assert [s["title"] for s in found] == ["Fees of Agents", "Debts", "Courts"]
    assert [named(s) for s in found] == [["Ada Bek"], ["Tom Ashby"], ["Lena Winter", "Ugo Lund"]]


@pytest.mark.parametrize(
    ("day", "date"),
    [
        ("Day 1 - 5 June 2031", "2031-06-05"),
        ("Thursday, 6/19", "2031-06-19"),
        ("Do, 19.6.", "2031-06-19"),
    ],
)
def test_a_day_is_read_with_its_number_and_in_figures(tmp_path: Path, day: str, date: str) -> None:
    text = f"# Forum on Fair Harvests\n\nLenn, June 2031\n\n## {day}\n\n"
    text += "9:00 Fees\n\nAda Bek, judge\n\n10:00 Debts\n\nTom Ashby, nurse\n"
    assert {s["date"] for s in read_sessions(tmp_path, text, ".md")} == {date}


@pytest.mark.parametrize(
    "days",
    [
        "Los días 7 – 9 de mayo de 2031, Lenn",
        "Jours 7 – 9 mai 2031, Lenn",
        "Lenn, días 7 – 9 de mayo de 2031\n\n## Día 7 – Mayo",
    ],
)
def test_several_days_with_spaces_around_the_dash_keep_the_first(tmp_path: Path, days: str) -> None:
    french = days.startswith("Jours")
    one, opened = ("Colloque sur la traite", "Ouverture") if french else ("Foro", "Inauguración")
    text = f"# {one}\n\n{days}\n\n9:00 {opened}\nAda Bek, Open Door\n"
    event = read_draft(tmp_path, text, ".md")
    assert [str(event["start"]), str(event["end"])] == ["2031-05-07", "2031-05-09"]


def test_a_linked_title_in_quotation_marks_ends_where_by_names_who_speaks(tmp_path: Path) -> None:
    rows = in_rows(
        "Time|Event",
        "0900|Introduction",
        '0930|"<a href="a">What the Auditors Never See</a>" by <a href="b">Ada Bek</a> (Oxfam)',
        '1030|"<a href="a">Wages on Tea Farms</a>" by <a href="b">Tom Ashby</a> (<a>slides</a>)',
    )
    found = read_sessions(tmp_path, f"{FRONT}<table>{rows}</table>", ".html")
    assert [named(s) for s in found] == [[], ["Ada Bek"], ["Tom Ashby"]]
    assert found[1]["title"] == '"What the Auditors Never See"'


def test_people_below_organizers_take_part_in_no_session(tmp_path: Path) -> None:
    text = "# Forum on Fair Harvests\n\n3 June 2031\n\n9:00 Fees\nAda Bek, judge\n\n"
    listed = (
        "10:00 Debts\nTom Ashby, nurse\n\n## Organizers\n\n- Lena Winter, Open Door\n- Ugo Lund\n"
    )
    assert shown(read_sessions(tmp_path, text + listed, ".md")) == [
        ("09:00", "Fees", ["Ada Bek"]),
        ("10:00", "Debts", ["Tom Ashby"]),
    ]


def test_what_is_to_be_announced_is_no_title_and_no_body(tmp_path: Path) -> None:
    opening = "Welcome and Conference Introduction"
    panel = (
        "<b>Panel on Wages</b><br>Moderator: Dr. Ugo Lund (TBC)<br>Panelists: Lena Winter, TBC, TBC"
    )
    rows = in_rows(
        "Time|Session",
        f"9:00|{opening}",
        "9:15|<b>Keynote</b><br>Keynote speaker: Dr. Ada Bek<br>Title: TBA",
        f"10:30|{panel}",
        "13:00|<b>Last Keynote</b><br>Keynote speaker: Dr. Tom Ashby<br>Title: TBD",
    )
    second = in_rows("Time|Session", f"10:00|{opening}", "10:15|Short talks")
    days = f"<table>{rows}</table><h3>4 June 2031</h3><table>{second}</table>"
    found = read_draft(tmp_path, FRONT + days, ".html")["sessions"]
    assert shown(found) == [
        ("09:00", opening, []),
        ("09:15", "Keynote", ["Ada Bek"]),
        ("10:30", "Panel on Wages", ["Ugo Lund", "Lena Winter"]),
        ("13:00", "Last Keynote", ["Tom Ashby"]),
        ("10:00", opening, []),
        ("10:15", "Short talks", []),
    ]
    assert "affiliations" not in found[2]["participants"][1]


def test_talks_in_quotation_marks_or_before_slanted_names_are_parts_of_a_slot(
    tmp_path: Path,
) -> None:
    text = "# Forum on Fair Harvests\n\n3 June 2031\n\n9:00 - 10:00 **First Session**\n"
    text += '- "Fees and Debts of Farm Hands" Ada Bek and Tom Ashby\n'
    text += '- "Courts That Listen", Lena Winter (Open Door)\n'
    text += "\n10:30 - 11:30 **Second Session**\n"
    text += "- What is not seen in Audits. *Ugo Lund, Anna Roy*\n"
    text += "- Wages on Tea Farms. *Nadia Rahman, Peter Lang*\n"
    found = read_sessions(tmp_path, text, ".md")
    titled = [(start, title.strip('"'), names) for start, title, names in shown(found) if names]
    assert titled == [
        ("09:00", "Fees and Debts of Farm Hands", ["Ada Bek", "Tom Ashby"]),
        ("09:00", "Courts That Listen", ["Lena Winter"]),
        ("10:30", "What is not seen in Audits", ["Ugo Lund", "Anna Roy"]),
        ("10:30", "Wages on Tea Farms", ["Nadia Rahman", "Peter Lang"]),
    ]


def test_numbered_sessions_side_by_side_and_of_two_days_are_several(tmp_path: Path) -> None:
    rows = in_rows(
        "Time|8 June|9 June", "9:00|Talk 1 – Ada Bek|Talk 4 – Tom Ashby", "10:00|Talk 2|Talk 5"
    )
    found = read_sessions(tmp_path, f"<h1>Forum on Wages</h1><table>{rows}</table>", ".html")
    assert sorted(s["title"] for s in found) == ["Talk 1", "Talk 2", "Talk 4", "Talk 5"]
    rows = in_rows("Time|Farms|Ports", "9:00|Session III|Session IV", "10:00|Session V|Session VI")
    found = read_sessions(tmp_path, f"{FRONT}<table>{rows}</table>", ".html")
    assert [s["title"] for s in found] == [f"Session {n}" for n in ("III", "IV", "V", "VI")]


def test_halves_of_the_day_may_be_one_letter(tmp_path: Path) -> None:
    rows = in_rows(
        "Start|End|Event|Details", "9:50A|10:00A|Fees|Ada Bek", "12:30P|1:45P|Debts|Tom Ashby"
    )
    found = read_sessions(tmp_path, f"{FRONT}<table>{rows}</table>", ".html")
    assert [(s["start"], s["end"]) for s in found] == [("09:50", "10:00"), ("12:30", "13:45")]


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("10:00 Uhr Begrüßung, Domkapitular Adam Bek, Vorsitzender der Caritas", "Adam Bek"),
        ("10:00 Fees\nA/Prof Adam Bek\nPresident, Harbour College", "Adam Bek"),
    ],
)
def test_ranks_of_churches_and_colleges_are_no_names(tmp_path: Path, told: str, name: str) -> None:
    text = f"Forum\n3.6.2031\n\n{told}\n\n11:00 Die Ernte: Tom Ashby, Diakonie\n"
    assert named(read_sessions(tmp_path, text)[0]) == [name]


def test_a_slanted_title_ends_where_a_comma_and_who_speaks_follow(tmp_path: Path) -> None:
    rows = in_rows(
        "Time|Session",
        "9:00|<em>Recruiters Done Right: A Playbook</em>, Tom Ashby, Harbour College",
        "10:00|<b>Opening talk:</b><br><em>Fees: What Wages Pay</em>, Ada Bek, Open Door",
        "11:00|Closing",
    )
    found = shown(read_sessions(tmp_path, f"{FRONT}<table>{rows}</table>", ".html"))
    assert found[0] == ("09:00", "Recruiters Done Right: A Playbook", ["Tom Ashby"])
    assert found[1][2] == ["Ada Bek"]


def test_numbered_talks_stay_with_their_session_and_commas_part_no_title(tmp_path: Path) -> None:
    text = "# Forum on Fair Harvests\n\n3 June 2031\n\n### 9:00–10:00 · Short talks\n\n"
    text += "1. “Fees and Debts” – Ada Bek, Open Door\n"
    text += "2. “Courts That Listen” – Tom Ashby, Harbour College\n"
    text += "\n### 10:30 **Plenary: One Coast, Many Harbours**\n\nChair: Lena Winter\n"
    assert shown(read_sessions(tmp_path, text, ".md")) == [
        ("09:00", "Short talks", ["Ada Bek", "Tom Ashby"]),
        ("10:30", "Plenary: One Coast, Many Harbours", ["Lena Winter"]),
    ]


def test_numbers_of_part_and_session_beside_a_topic_are_no_sessions(tmp_path: Path) -> None:
    rows = in_rows(
        "Time|Module|Session|Topic|Speaker",
        "9:00|Module 1|Session 1|Fees of Agents|Ada Bek, Open Door",
        "10:00|Module 1|Session 2|Debts at Sea|Tom Ashby, Harbour College",
        "11:00|Module 2|Session 3|Courts|Lena Winter, Quay Watch",
    )
    found = read_sessions(tmp_path, f"{FRONT}<table>{rows}</table>", ".html")
    assert shown(found) == [
        ("09:00", "Fees of Agents", ["Ada Bek"]),
        ("10:00", "Debts at Sea", ["Tom Ashby"]),
        ("11:00", "Courts", ["Lena Winter"]),
    ]


@pytest.mark.parametrize("other", [("9:00", "9:30", "10:30"), ("14:45", "15:15", "16:15")])
def test_a_clock_before_that_beside_it_is_no_end(tmp_path: Path, other: tuple[str, ...]) -> None:
    starts, titles = ("15:00", "15:30", "16:30"), ("Fees|Ada Bek", "Debts|Tom Ashby", "Courts|Ugo")
    rows = in_rows(*map("|".join, zip(starts, other, titles, strict=True)))
    found = read_sessions(tmp_path, f"{FRONT}<table>{rows}</table>", ".html")
    assert [s["title"] for s in found][:2] == ["Fees", "Debts"]
    assert not any("end" in s for s in found)
