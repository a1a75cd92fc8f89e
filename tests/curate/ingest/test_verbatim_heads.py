"""Heads of a verbatim record, and what stands between them and the first who speaks."""

from __future__ import annotations

from pathlib import Path

import pytest
from drafts import named, read_draft

SAID = "Thank you. Our figures show that agents charge fees in every port we looked at."
SESSIONS = {
    "Fees, and who pays them": ["Ada Bek", "Ugo Lund"],
    "Homes: What Can Be Seen": ["Lena Winter", "Tomas Novak"],
    "Contracts of fishers": ["Mary Achieng", "Irena Kovac"],
    "What now?": ["Eva Roth", "Julio Mora"],
}


@pytest.mark.parametrize(
    "below",
    [
        "<p><i>{start} to {end}, Main Hall</i></p>",
        "<p><i>{start} to {end}</i></p><p><i>Main Hall</i></p>",
        "<p><i>{start} to {end}</i></p><p><i>In the chair: Ms. Greta Berg, Open Door</i></p>",
        "<p><i>The session was opened at {start}.</i></p>",
    ],
    ids=["with room", "above room", "above chair", "told"],
)
def test_what_stands_below_a_head_does_not_hide_it(tmp_path: Path, below: str) -> None:
    text = "<h1>The law of the fields</h1><p>Verbatim record</p><p>3 June 2031, Aue</p>"
    for hour, (title, (first, second)) in enumerate(SESSIONS.items(), 9):
        text += f"<p><b>{title}</b></p>" + below.format(start=f"{hour}.00", end=f"{hour}.50")
        text += f"<p>Ms. {first} (Judge, Harbour Court): {SAID}</p><p><i>Applause.</i></p>"
        text += f"<p>Mr. {second} (Director, Open Door): {SAID}</p>"
    sessions = read_draft(tmp_path, text, ".html")["sessions"]
    assert [session["title"] for session in sessions] == [*SESSIONS]
    assert [session["start"] for session in sessions] == ["09:00", "10:00", "11:00", "12:00"]
    names = [[n for n in named(session) if n != "Greta Berg"] for session in sessions]
    assert names == [*SESSIONS.values()]


def test_posts_behind_commas_end_where_the_speech_begins(tmp_path: Path) -> None:
    posts = ("State Secretary, Ministry of Labour and Social Affairs", "Director, Open Door")
    text = "<h1>The law of the fields</h1><p>Verbatim record</p><p>3 June 2031, Aue</p>"
    for title, names in SESSIONS.items():
        text += f"<h2>{title}</h2>"
        text += "".join(f"<p>Ms. {one}, {post}: {SAID}</p>" for one, post in zip(names, posts))
    first, *_ = read_draft(tmp_path, text, ".html")["sessions"]
    bodies = [p["affiliations"][-1]["organization"] for p in first["participants"]]
    assert (named(first), bodies) == (
        ["Ada Bek", "Ugo Lund"],
        ["Ministry of Labour and Social Affairs", "Open Door"],
    )
