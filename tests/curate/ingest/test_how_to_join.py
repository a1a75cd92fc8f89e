"""How to join an online meeting is of no session: blocks that services for meetings write."""

from pathlib import Path

import pytest
from drafts import named, read_draft, read_sessions

ZOOM = """Join Zoom Meeting
https://zoom.example/j/1

Meeting ID: 812 3456 7890
Passcode: 123456
One tap mobile
+13017158592,,81234567890# US (Washington DC)
Dial by your location
        +1 301 715 8592 US (Washington DC)
        +1 312 626 6799 US (Chicago)
Find your local number: https://zoom.example/u/a
"""
ABOVE = """Webinar: Fair Recruitment at Sea

Date: Tuesday, 3 February 2026
Time: 08:30 – 10:00 EST

Speakers

Ada Bek, Harbour Union
Ugo Lund, Ministry of Ports

"""
AGAIN = """Topic: Fair Recruitment at Sea
Time: Feb 3, 2026 08:30 AM Eastern Time (US and Canada)

"""


@pytest.mark.parametrize("again", ["", AGAIN])
def test_a_town_to_dial_is_nobody_and_a_link_no_room(tmp_path: Path, again: str) -> None:
    head, _, rest = ZOOM.partition("\n")
    (session,) = read_sessions(tmp_path, f"{ABOVE}{head}\n\n{again}{rest}")
    assert session["title"] == "Webinar: Fair Recruitment at Sea"
    assert (session["start"], session.get("room")) == ("08:30", None)
    assert named(session) == ["Ada Bek", "Ugo Lund"]


def test_a_heading_that_says_how_to_join_ends_no_session(tmp_path: Path) -> None:
    page = (
        "<h1>Webinar: Fair Recruitment at Sea</h1><p><b>Date:</b> 3 December 2031, 8:30 EST</p>"
        "<aside><h2>Joining Details</h2><p><b><a href='#'>Webex Meeting Link</a></b><br>"
        "Wednesday, Dec 3, 2031 8:30 am | 1 hour 30 minutes | (UTC-05:00) Eastern Time (US &amp; "
        "Canada)</p><p><b>Join by video system:</b><br>Dial 23@example.org</p></aside>"
        "<h2>Panelists</h2><p>Ada Bek</p><p>Chairperson, Harbour Union</p>"
        "<p>Ugo Lund</p><p>Head, Ministry of Ports</p>"
    )
    (session,) = read_sessions(tmp_path, page, ".html")
    assert (session["title"], named(session)) == (
        "Webinar: Fair Recruitment at Sea",
        ["Ada Bek", "Ugo Lund"],
    )


def test_an_agenda_goes_on_below_how_to_join(tmp_path: Path) -> None:
    who = "Harbour Union is inviting you to a scheduled Zoom meeting.\n\n"
    agenda = (
        "\nAgenda\n\n08:30 Welcome\nAda Bek, judge\n08:40 Fees\nUgo Lund, mayor\n09:30 Closing\n"
    )
    drafted = read_draft(tmp_path, who + AGAIN + ZOOM + agenda, ".txt")
    assert [(s["start"], s["title"]) for s in drafted["sessions"]] == [
        ("08:30", "Welcome"),
        ("08:40", "Fees"),
        ("09:30", "Closing"),
    ]
    assert [s["organizer"] for s in drafted["statements"]] == ["Harbour Union"]


@pytest.mark.parametrize(
    ("title", "join", "speakers", "body"),
    [
        ("Fair hiring", "Join Zoom Meeting · Passcode: 1234", "Panelists", "Ministry of Ports"),
        (
            "Recruter sans frais : que faire ?",
            "Rejoindre la réunion Zoom\nCode secret : 1234",
            "Intervenants :",
            "Ministère du Travail",
        ),
        (
            "Arbeit ohne Gebühren: was hilft?",
            "Einwahldaten\nKenncode: 1234",
            "Mit:",
            "Ministerium für Arbeit",
        ),
        (
            "La contratación sin pagos en los puertos",
            "Datos de conexión\nCódigo de acceso: 1234",
            "Ponentes:",
            "Ministerio de Trabajo",
        ),
        (
            "Il lavoro senza commissioni nei porti",
            "Modalità di collegamento\nID riunione: 1234",
            "Relatori:",
            "Ministero del Lavoro",
        ),
    ],
)
def test_who_speaks_may_stand_below_how_to_join(
    tmp_path: Path, title: str, join: str, speakers: str, body: str
) -> None:
    text = f"{title}\n\n3.2.2026, 14:30 – 16:00\n\n{join}\n\n{speakers}\n"
    (session,) = read_sessions(tmp_path, text + f"Ada Bek, {body}\nUgo Lund, Caritas\n")
    assert named(session) == ["Ada Bek", "Ugo Lund"]


def test_who_will_examine_something_speaks(tmp_path: Path) -> None:
    text = (
        '---\ntitle: "The lives of three"\ndate: "2031-02-11 00:00:00 -0600"\ntimes: "7:00 p.m"\n'
        "---\n\nKeep still. Lund College professor Ada Bek will examine the murder of Jon Till.\n"
    )
    (session,) = read_sessions(tmp_path, text, ".md")
    assert (session["start"], named(session)) == ("19:00", ["Ada Bek"])
