"""Posts and news that announce one event: its title, its day and who speaks stand in sentences."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from drafts import named, read_draft, read_sessions

POST = """<article><h1>An evening on helplines</h1>
<p>News | 2 May 2023</p>
<p>On Monday, 12 June at 17:00, the Law Clinic hosts the panel “Silence on the line”, to
which it invites all who answer calls at night, those who have called, those who train them, the
neighbours who pay for the line, the officers to whom they turn, and everybody who has ever wondered
what happens after somebody picks up the phone, says a name, and hears that there is nobody there
who speaks the language.</p>
<p>Obadiah Kemp (Border Police) and Rajesh Kothari, director of Safe Harbour Trust, will discuss
what helps. Hyacinth Oduya, editor of the Port Times, will moderate.</p></article>"""

NEWS = """<h1>Silence on the line</h1><p>News | 2 May 2023</p>
<p>The Law Clinic is delighted to host a panel on what happens after somebody picks up the phone. It
takes place on 12 June 2023, 17:00–18:30, in the Glass Hall.</p>
<p>The panel will be joined by Lucia Ferrante from the Border Police and Rajesh Kothari, director of
Safe Harbour Trust.</p>
<p>The panel is the third of a series, which you can watch on our channel.</p>
<p>A reception will follow. All are welcome!</p>"""


def read(folder: Path, text: str) -> Any:
    return read_draft(folder, text, ".html")["sessions"]


def test_the_day_of_an_event_is_not_that_of_its_post(tmp_path: Path) -> None:
    (panel,) = read(tmp_path, POST)

    assert (str(panel["date"]), panel["start"]) == ("2023-06-12", "17:00")
    (panel,) = read(tmp_path, POST.replace("12 June", "12 April"))
    assert str(panel["date"]) == "2023-05-02"  # it was before: both are doubtful


def test_a_category_with_a_date_heads_no_other_news(tmp_path: Path) -> None:
    (panel,) = read(tmp_path, NEWS)

    assert [p["name"] for p in panel["participants"]] == ["Lucia Ferrante", "Rajesh Kothari"]


def test_who_will_speak_stands_before_the_verb_too(tmp_path: Path) -> None:
    (panel,) = read(tmp_path, POST)

    assert [(p["name"], p["role"]) for p in panel["participants"]] == [
        ("Obadiah Kemp", "speaker"),
        ("Rajesh Kothari", "speaker"),
        ("Hyacinth Oduya", "moderator"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "title"),
    [
        ("", "", "Silence on the line"),
        ("An evening on helplines", "Join us for “The night shift”", "The night shift"),
        ("the panel “Silence", "an answer to “Silence", "An evening on helplines"),
    ],
    ids=["where it is announced", "in an invitation", "of something else"],
)
def test_the_title_of_an_event_stands_in_quotation_marks(
    tmp_path: Path, old: str, new: str, title: str
) -> None:
    (panel,) = read(tmp_path, POST.replace(old, new))

    assert panel["title"] == title


@pytest.mark.slow
def test_who_moderates_is_told_by_the_next_sentence(tmp_path: Path) -> None:
    told = (
        "<h1>Stille Leitungen</h1><p>12. Juni 2023, 17 Uhr</p><p>Es diskutieren Ada Kemp (Leitung, "
        "Zentrum Ufer) und Ugo Lund (Anwalt, Kanzlei Lund). Moderiert wird der Abend von Eva Bek "
        "(Redakteurin, Bote).</p>"
    )
    (panel,) = read(tmp_path, told)

    assert [(p["name"], p["role"]) for p in panel["participants"]] == [
        ("Ada Kemp", "panellist"),
        ("Ugo Lund", "panellist"),
        ("Eva Bek", "moderator"),
    ]


def test_names_before_a_post_in_brackets_are_of_those_who_will_speak(tmp_path: Path) -> None:
    told = (
        "<h1>Silence</h1><p>12 June 2023, 17:00</p><p>Obadiah Kemp (Pediatrician, Hawk Clinic), "
        "Xochitl Oduya (Director, Mercy Hospital) and Rajesh Kothari (Supervisor, Mercy Hospital) "
        "will talk about it. Ada Bek (Professor, Prairie University) will moderate.</p>"
    )
    (panel,) = read(tmp_path, told)

    assert [p["role"] for p in panel["participants"]] == ["speaker"] * 3 + ["moderator"]


def test_whom_one_may_read_an_interview_with_does_not_take_part(tmp_path: Path) -> None:
    read_it = "Read our interview with Professor Ada Bek, who first asked this in 2009."
    page = "<h1>Silence on the line</h1><p>12 June 2031</p>" + "".join(
        f"<h3>{time}</h3><h4>{title}</h4><p><strong>{name}</strong>, Editor</p><p>{read_it}</p>"
        for time, title, name in (
            ("9:00", "Who picks up", "Lucia Ferrante"),
            ("10:30", "Who pays", "Rajesh Kothari"),
        )
    )
    sessions = read(tmp_path, page)
    assert [[p["name"] for p in s["participants"]] for s in sessions] == [
        ["Lucia Ferrante"],
        ["Rajesh Kothari"],
    ]


@pytest.mark.parametrize(
    "told",
    [
        "<h1>Thinking with cinema</h1><p>On 12 June 2023 we show “Silence on the Line” in the yard,"
        " with our neighbours. From 17:00; bring a chair.</p>",
        "<h1>Silence on the Line</h1><p>On 12 June 2023 at 17:00 “Silence on the Line” comes to our"
        " yard; bring a chair and a neighbour.</p>",
    ],
)
def test_a_day_a_time_and_a_title_announce_an_event(tmp_path: Path, told: str) -> None:
    guests = (
        "<p>With us in the yard: Obadiah Kemp, director of the Border Trust, Xochitl Oduya, judge"
        " at the Harbour Court, and Rajesh Kothari, editor of the Port Times.</p>"
    )
    (shown,) = read(tmp_path, told + guests)
    assert (shown["title"], shown["start"]) == ("Silence on the Line", "17:00")
    assert len(shown["participants"]) == 3


@pytest.mark.parametrize(
    "told",
    [
        "On 12 June 2023 at 17:00 officers boarded the ship. “Nobody Had Been Paid”, said Obadiah"
        " Kemp, captain of the Port Police.</p><p>The ship had left Lenn in May, and its owner, Ugo"
        " Lund of Lund Lines, did not answer.",
        "On 12 June 2023 at 6:00 a.m. police searched the nightclub “Blue Moon Bar” in Lenn."
        " Inspector Jane Doe said that a call had led them there. Prosecutor John Smith said that"
        " four men were held.",
    ],
)
def test_news_of_what_people_said_are_no_event(tmp_path: Path, told: str) -> None:
    page = f"<h1>Nine women are free</h1><p>{told}</p>"
    assert "sessions" not in read_draft(tmp_path, page, ".html")


@pytest.mark.parametrize("stamp", ["Monday, 26 June 2031, 1:57 pm", "26/06/2031 13:57"])
def test_a_day_and_a_minute_alone_say_when_a_release_was_put_up(tmp_path: Path, stamp: str) -> None:
    told = "The sea was the border of the town. " * 3 + "\n\n"
    text = (
        f"# School on migration\n\n**{stamp}**\n\n**Press Release: Lenn University**\n\n"
        f"**26 June 2031**\n\n{told * 3}The School, titled “Open and Closed Borders”, opens on"
        " Monday 30 June at 5:40 pm.\n\n**Confirmed speaker line-up:**\n\n"
        "Professor **Ada Bek**, Lenn University\n\nDr **Ugo Lund**, Harbour Trust\n"
    )
    (session,) = read_sessions(tmp_path, text, ".md")
    assert (session["title"], str(session["date"]), session["start"]) == (
        "Open and Closed Borders",
        "2031-06-30",
        "17:40",
    )
    assert named(session) == ["Ada Bek", "Ugo Lund"]


def test_what_a_form_says_of_certificates_is_no_session(tmp_path: Path) -> None:
    page = (
        "<h4>“La libertad de expresión en las redes”</h4><table><tr><td>Día:</td><td>26 de "
        "noviembre de 2031</td></tr><tr><td>Hora:</td><td>18:15 – 21:00 horas</td></tr></table>"
        "<h5>Información</h5><p>1. Llenar la ficha.</p><h5>Certificación</h5><p>A los asistentes"
        "</p><h5>Expositores</h5><ul><li>Ada Bek - Docente USMP</li><li>Hugo Gil - Periodista</li>"
        "</ul>"
    )
    (session,) = read_sessions(tmp_path, page, ".html")
    assert session["title"].strip("“”") == "La libertad de expresión en las redes"
    assert named(session) == ["Ada Bek", "Hugo Gil"]
