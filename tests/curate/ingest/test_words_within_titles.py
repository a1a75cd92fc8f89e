"""Titles that hold a word for a room or a language, and talks and discussions of one session."""

from pathlib import Path

import pytest
from drafts import named, read_sessions

FRONT = "# Safe work abroad\n\n4 May 2031, Quay House, Leeds\n\n"


@pytest.mark.parametrize(
    "title",
    [
        "A hotline in seven languages",
        "Language barriers on farms",
        "Lost in translation: what courts do not hear",
        "Violence at work and on stage",
        "Debt bondage on the factory floor",
        "Room and board",
    ],
)
def test_word_for_a_room_or_a_language_is_part_of_a_title(title: str, tmp_path: Path) -> None:
    text = f"{FRONT}9:00 {title}\nNgozi Eze, judge\n\n10:00 Fees and debts\nTom Reed, nurse\n"
    sessions = read_sessions(tmp_path, text, ".md")
    assert [(s["title"], s.get("language"), named(s)) for s in sessions] == [
        (title, None, ["Ngozi Eze"]),
        ("Fees and debts", None, ["Tom Reed"]),
    ]


@pytest.mark.parametrize(
    ("said", "room", "language"),
    [
        ("Meeting room on the second floor", "Meeting room on the second floor", None),
        ("Large hall and terrace", "Large hall and terrace", None),
        ("See you on Zoom", "See you on Zoom", None),
        ("With simultaneous interpretation", None, "With simultaneous interpretation"),
        ("Interpretation available", None, "Interpretation available"),
    ],
)
def test_rooms_and_languages_below_a_title(
    said: str, room: str | None, language: str | None, tmp_path: Path
) -> None:
    text = (
        f"Safe work abroad\n\n4 May 2031, Leeds\n\n9:00 Fees and debts\n{said}\nNgozi Eze, judge\n"
    )
    first, _ = read_sessions(tmp_path, f"{text}\n10:00 Work at sea\n", ".txt")
    got = (first["title"], first.get("room"), first.get("language"), named(first))
    assert got == ("Fees and debts", room, language, ["Ngozi Eze"])


@pytest.mark.parametrize(
    "talks",
    [
        (
            "- The long road to justice (Ngozi Eze, judge)\n"
            "- Working with the Captain (Tom Reed, nurse)\n"
            "- Fees and debts (Mei Chen, Terra)\n"
        ),
        (
            "- Fees before contracts, Ngozi Eze\n"
            "- What hotels can do, Tom Reed\n"
            "- The long road home, Mei Chen\n"
        ),
        (
            "- Fees and the price of harm (Ngozi Eze, Tidewater)\n"
            "- Boats and the price of harm (Tom Reed, Tidewater)\n"
            "- Farms and the price of harm (Mei Chen, Tidewater)\n"
        ),
        (
            "- Fees and the price of harm – Ngozi Eze, Tidewater\n"
            "- Boats and the price of harm – Tom Reed, Tidewater\n"
            "- Farms and the price of harm – Mei Chen, Tidewater\n"
        ),
        (
            "- A hotline in seven languages: Ngozi Eze (Terra)\n"
            "- Contracts that hold: Tom Reed (Hope House)\n"
            "- Fees and debts at sea: Mei Chen (Terra)\n"
        ),
    ],
)
@pytest.mark.parametrize("mark", ["", "## "])
@pytest.mark.parametrize("title", ["Session 1: Recruitment", "Recruitment", "Panel: Who pays?"])
def test_lists_of_talks_name_who_speaks_in_the_session(
    talks: str, mark: str, title: str, tmp_path: Path
) -> None:
    text = f"{FRONT}{mark}9:00–10:30 {title}\n\n{talks}\n{mark}11:00 Closing\n"
    first, last = read_sessions(tmp_path, text, ".md")
    assert (first["title"], named(first)) == (title, ["Ngozi Eze", "Tom Reed", "Mei Chen"])
    assert (last["title"], named(last)) == ("Closing", [])


def test_list_below_workshops_tells_of_each(tmp_path: Path) -> None:
    talks = "- Fees before contracts (Ngozi Eze, judge)\n- What hotels can do (Tom Reed, nurse)\n"
    text = f"{FRONT}9:00 Welcome\n\n10:00–11:00 Workshops\n\n{talks}\n11:00 Closing\n"
    _, first, second, _ = read_sessions(tmp_path, text, ".md")
    assert (first["title"], named(first)) == ("Fees before contracts", ["Ngozi Eze"])
    assert (second["title"], named(second)) == ("What hotels can do", ["Tom Reed"])


def test_talk_is_no_body_since_another_holds_a_word_for_one(tmp_path: Path) -> None:
    talks = (
        "- Courts and fees at work – Ngozi Eze, judge\n- Why boats cost more – Tom Reed, nurse\n"
        "- Debt and farms – Mei Chen, driver\n"
    )
    text = f"{FRONT}9:00 Welcome\n\n10:00 Who pays?\n\n{talks}\n11:00 Closing\n"
    _, panel, _ = read_sessions(tmp_path, text, ".md")
    assert named(panel) == ["Ngozi Eze", "Tom Reed", "Mei Chen"]
    posts = [one["affiliations"] for one in panel["participants"][1:]]
    assert posts == [[{"title": "nurse"}], [{"title": "driver"}]]


def test_who_speaks_in_two_sessions_makes_no_minutes(tmp_path: Path) -> None:
    text = (
        f"{FRONT}## 9:00–10:30 Session 1: Recruitment\n"
        "- Ngozi Eze, Terra: “Fees before contracts”\n"
        "- Tom Reed, nurse, Hope House: “What hotels can do”\n"
        "- Mei Chen, judge, Court of Lenn: “The long road home”\n\n"
        "## 11:00–12:30 Session 2: Courts\n"
        "- Olena Bek, Terra: “Evidence that lasts”\n"
        "- Ngozi Eze, Terra: “Contracts in court”\n"
    )
    first, second = read_sessions(tmp_path, text, ".md")
    assert named(first) == ["Ngozi Eze", "Tom Reed", "Mei Chen"]
    assert named(second) == ["Olena Bek", "Ngozi Eze"]


@pytest.mark.parametrize("mark", ["", "## "])
@pytest.mark.parametrize(
    "said", ["Discussion", "Q&A", "Q&A (15 min)", "Discussion with the audience", "**Discussion**"]
)
def test_who_leads_the_discussion_leads_the_session(said: str, mark: str, tmp_path: Path) -> None:
    text = (
        f"{FRONT}{mark}9:00–10:30 Session 1: Recruitment\n\n- “Fees”, Ngozi Eze, judge\n\n"
        f"{said}\n\nModerator: Mei Chen, Terra\n\n{mark}11:00 Closing\n\nTom Reed, mayor\n"
    )
    first, last = read_sessions(tmp_path, text, ".md")
    assert [one["role"] for one in first["participants"]] == ["speaker", "moderator"]
    assert named(first) == ["Ngozi Eze", "Mei Chen"]
    assert (last["title"], named(last)) == ("Closing", ["Tom Reed"])


def test_workshops_that_are_counted_have_each_its_moderator(tmp_path: Path) -> None:
    text = (
        f"{FRONT}9:00 Welcome\nAda Bek, mayor\n\n10:00–11:30 Parallel workshops\n\nWorkshop A\n\n"
        "Moderator: Ngozi Eze, judge\n\nWorkshop B\n\nModerator: Tom Reed, nurse\n\n12:00 Closing\n"
    )
    _, first, second, _ = read_sessions(tmp_path, text, ".md")
    assert (first["title"], named(first)) == ("Workshop A", ["Ngozi Eze"])
    assert (second["title"], named(second)) == ("Workshop B", ["Tom Reed"])


def test_body_before_a_comma_in_a_list_is_of_who_stands_behind_it(tmp_path: Path) -> None:
    bodies = ["Ministère du travail", "Association des femmes", "Maison de la justice"]
    names = ["Ngozi Eze", "Tom Reed", "Marie Petit"]
    listed = "".join(f"- {body}, {name}\n" for body, name in zip(bodies, names))
    text = f"# Travail sûr\n\n4 mai 2031\n\n10h00 Qui paie ?\n\n{listed}\n12h00 Clôture\n"
    first, _ = read_sessions(tmp_path, text, ".md")
    got = [(one["name"], one["affiliations"]) for one in first["participants"]]
    assert got == [(name, [{"organization": body}]) for name, body in zip(names, bodies)]
