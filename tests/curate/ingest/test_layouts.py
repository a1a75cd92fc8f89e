"""Layouts in which what is said of a name stands away from it, as at the head of a column."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from drafts import read_draft

from atgraph.curate.ingest.formats.pdf_layout import write_columns
from atgraph.curate.ingest.formats.pdf_segments import Segment
from atgraph.curate.ingest.lines import Collector

SESSION = (
    "# Forum on Safe Roads\n\n12 June 2023\n\n{}\n\n"
    "13.00 **Next steps** (Ms. Anneke van der Linde, Border Police)\n"
)

TABLE = """<h1>Conference on Safe Roads</h1><p>Port Meredith, 12 June 2023</p><table>
<tr><td colspan="4">Monday, 12 June 2023</td></tr>
<tr><td>Time</td><td>Session</td><td>Speakers</td><td>Moderator</td></tr>
<tr><td>09:00 – 10:00</td><td>Trends in online recruitment</td>
 <td>Ms. Anneke van der Linde, Border Police<br>Mr. Rajesh Kothari, Safe Harbour Trust</td>
 <td>Mr. Tomas Verbeek, Editor</td></tr>
<tr><td>10:00 – 10:30</td><td>Closing remarks</td>
 <td colspan="2">Mr. Tomas Verbeek, Editor</td></tr></table>"""

PAGE = """<h1>Webinar on Safe Roads</h1><p>12 June 2023</p><h2>Agenda</h2>
<p>9:00</p><p><b>What adverts tell</b><br>Lucia Ferrante</p>
<p>10:00</p><p><b>What comes next</b><br>Anneke van der Linde, Border Police</p>
<h2>Speakers</h2><h3>Lucia Ferrante</h3><p>Professor of Law</p><p>University of Pavia</p>
<h3>Anneke van der Linde</h3><p>Inspector</p><p>Border Police</p>"""

LETTER = """Ministry of Labour

Port Meredith, 3 May 2023

Dear colleagues,

On behalf of the Ministry of Labour, I have the pleasure of inviting you to the consultation, \
which will take place on Monday, 12 June 2023, from 9.30 to 13.00.

The meeting is moderated by Ms. Lucia Ferrante, Director of the Safe Harbour Trust.

Please reply by 20 May.
"""


def read(folder: Path, text: str, ending: str) -> Any:
    """Draft a document, and return what is written of it."""
    return read_draft(folder, text, ending)


def roles(session: Any) -> list[tuple[str, str]]:
    return [(one["name"], one["role"]) for one in session["participants"]]


@pytest.mark.slow
def test_the_head_of_a_column_gives_its_role_to_those_below_but_not_to_a_merged_cell(
    tmp_path: Path,
) -> None:
    first, last = read(tmp_path, TABLE, ".html")["sessions"]
    assert first["title"] == "Trends in online recruitment"
    assert roles(first) == [
        ("Anneke van der Linde", "speaker"),
        ("Rajesh Kothari", "speaker"),
        ("Tomas Verbeek", "moderator"),
    ]
    assert "Moderator" in first["participants"][2]["quotes"]
    assert roles(last) == [("Tomas Verbeek", "closing-remarks")]


def test_the_role_of_a_column_ends_with_the_table(tmp_path: Path) -> None:
    _, last = read(
        tmp_path,
        TABLE.replace(' colspan="2"', "") + "<p>Ms. Lucia Ferrante, Law Clinic</p>",
        ".html",
    )["sessions"]
    assert roles(last) == [("Tomas Verbeek", "speaker"), ("Lucia Ferrante", "closing-remarks")]


def test_a_body_with_its_town_in_brackets_behind_a_title_is_nobody(tmp_path: Path) -> None:
    first, *_ = read(
        tmp_path, SESSION.format("10.00 **Welcome (Harbour Light, Port Idris)**"), ".md"
    )["sessions"]
    assert first["title"] == "Welcome (Harbour Light, Port Idris)" and not first.get("participants")


def test_the_title_comes_before_who_speaks_though_its_column_stands_behind(tmp_path: Path) -> None:
    rows = (
        "<tr><td>Time</td><td>Moderator</td><td>Topic</td></tr>"
        "<tr><td>09:00</td><td>Mr. Tomas Verbeek, Editor</td><td>Safe Roads, Fair Hands</td></tr>"
    )
    (session,) = read(
        tmp_path, f"<h1>Conference on Roads</h1><p>12 June 2023</p><table>{rows}</table>", ".html"
    )["sessions"]
    assert (session["title"], roles(session)) == (
        "Safe Roads, Fair Hands",
        [("Tomas Verbeek", "moderator")],
    )


def test_a_list_of_speakers_below_the_agenda_lends_its_titles_and_adds_nobody(
    tmp_path: Path,
) -> None:
    sessions = read(tmp_path, PAGE, ".html")["sessions"]
    assert [(s["title"], [p["name"] for p in s["participants"]]) for s in sessions] == [
        ("What adverts tell", ["Lucia Ferrante"]),
        ("What comes next", ["Anneke van der Linde"]),
    ]
    assert sessions[0]["participants"][0]["affiliations"] == [
        {"title": "Professor of Law", "organization": "University of Pavia"}
    ]
    assert sessions[1]["participants"][0]["affiliations"] == [{"organization": "Border Police"}]


def test_a_letter_is_of_the_day_and_time_that_its_sentence_says_and_that_is_for_review(
    tmp_path: Path,
) -> None:
    said = read(tmp_path, LETTER, ".txt")
    (session,) = said["sessions"]
    assert (str(session["date"]), session["start"], session["end"]) == (
        "2023-06-12",
        "09:30",
        "13:00",
    )
    assert (str(said["start"]), str(said["end"])) == ("2023-06-12", "2023-06-12")
    assert (
        "the date is read from a sentence" in said["review"]
        and "the time is read from a sentence" in session["review"]
    )
    assert [(o["name"], o["role"]) for o in session["organizers"]] == [
        ("Ministry of Labour", "convenes")
    ]
    assert roles(session) == [("Lucia Ferrante", "moderator")]


@pytest.mark.parametrize(
    "last, goes_on",
    [("who have worked on the Seaso-", True), ("who have worked on the coast.", False)],
)
def test_a_paragraph_goes_on_in_the_next_of_two_columns_where_its_last_line_does_not_end(
    last: str, goes_on: bool
) -> None:
    left = [
        Segment(
            f"{n} lines of a column that is set wide",
            50,
            250,
            700 - 12 * n,
            710 - 12 * n,
            10,
            False,
        )
        for n in range(1, 9)
    ]
    left.append(Segment(last, 50, 250, 590, 600, 10, False))
    right = [Segment("nal Workers’ Advice Centre told the meeting", 300, 500, 690, 700, 10, False)]
    collector = Collector()
    write_columns([left, right], collector, 10)
    text = collector.extract().text
    assert ("the Seasonal Workers’ Advice Centre told" in " ".join(text.split())) is goes_on


@pytest.mark.parametrize(
    "line, named",
    [
        (
            "With **Delta Post** (Safe Harbour Trust), **Lucia Ferrante** (Counsel, Law Clinic), "
            "and **Anahera Parata** (Fair Data Trust)",
            ["Delta Post", "Lucia Ferrante", "Anahera Parata"],
        ),
        (
            "Panellists: Dr. Lucia Ferrante, Law Clinic, Ms. Anneke van der Linde, Border Police "
            "and Mr. Tomas Verbeek, Editor",
            ["Lucia Ferrante", "Anneke van der Linde", "Tomas Verbeek"],
        ),
        ("Moderator: Lucia Ferrante, Lawyer, Justice Now", ["Lucia Ferrante"]),
        (
            "Led by Zsuzsa Petrőczi and Abebe Tessema-Wolde, Interpreters without Walls",
            ["Zsuzsa Petrőczi", "Abebe Tessema-Wolde"],
        ),
        (
            "- Ms. Lucia Ferrante, Law Clinic\n- Sioned Vaughan-Okeke, Harbour Light",
            ["Lucia Ferrante", "Sioned Vaughan-Okeke"],
        ),
    ],
)
def test_several_in_one_line_are_told_apart(tmp_path: Path, line: str, named: list[str]) -> None:
    first, last = read(tmp_path, SESSION.format(f"10.00 **Panel on ships**\n\n{line}"), ".md")[
        "sessions"
    ]
    assert [p["name"] for p in first["participants"]] == named
    assert (last["title"], [p["name"] for p in last["participants"]]) == (
        "Next steps",
        ["Anneke van der Linde"],
    )


def test_a_german_role_word_with_a_sharp_s_leads_to_its_name(tmp_path: Path) -> None:
    text = (
        "# Fachtagung Sichere Wege\n\n12. Juni 2023\n\n"
        "14.00 Uhr Begrüßung durch Bürgermeisterin Annegret Vollmöller\n\n"
        "15.00 Uhr Ende der Tagung\n"
    )
    first = read(tmp_path, text, ".md")["sessions"][0]
    assert (first["title"], roles(first)) == ("Begrüßung", [("Annegret Vollmöller", "welcoming")])


def test_the_title_of_the_whole_is_that_of_its_one_session_though_a_smaller_heading_is_nearer(
    tmp_path: Path,
) -> None:
    text = (
        "<h1>Algorithms on Trial</h1><h3>Evidence by machine</h3>"
        "<p>24 May 2023 | 13:10–14:00 | Studio B</p><p>Moderator: Ms. Lucia Ferrante, Editor</p>"
    )
    (session,) = read(tmp_path, text, ".html")["sessions"]
    assert (session["title"], session["room"], session["start"]) == (
        "Algorithms on Trial",
        "Studio B",
        "13:10",
    )


@pytest.mark.parametrize(
    "line, organizers",
    [
        (
            "A joint event of the Safe Harbour Trust and the Ministry of Labour.",
            [("Safe Harbour Trust", "jointly"), ("Ministry of Labour", "jointly")],
        ),
        (
            "Organised by the Safe Harbour Trust / Organisé par la Fondation Safe Harbour",
            [("Safe Harbour Trust", "organizes")],
        ),
        (
            "Organisé par la Fondation Clairval, en partenariat avec l’association Rivages",
            [("Fondation Clairval", "organizes"), ("association Rivages", "partners")],
        ),
        (
            "Organisers: Academy of Cyber Policing; Institute for Law",
            [("Academy of Cyber Policing", "organizes"), ("Institute for Law", "organizes")],
        ),
    ],
)
def test_organisers_are_read_from_joint_events_translations_and_lists(
    tmp_path: Path, line: str, organizers: list[tuple[str, str]]
) -> None:
    said = read(
        tmp_path,
        f"# Forum on Safe Roads\n\n12 June 2023\n\n{line}\n\n10.00 – 11.00 **Panel**\n\n"
        "Moderator: Ms. Lucia Ferrante, Director\n",
        ".md",
    )
    assert [(o["name"], o["role"]) for o in said["sessions"][0].get("organizers", [])] == organizers
