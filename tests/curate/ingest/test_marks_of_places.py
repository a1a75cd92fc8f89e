"""What is marked for review since something else of the document does not go with it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from drafts import read_sessions

from atgraph.curate.ingest.draft_records import DraftParticipant, DraftSession, Person, PrintedPost
from atgraph.curate.ingest.review_marks import doubt_people, doubt_sessions
from atgraph.curate.ingest.segment_kinds import SegmentKinds
from atgraph.curate.ingest.text_doubts import stands_for, text_behind, text_between
from atgraph.curate.ingest.word_lists import words_in

DAY = dt.date(2031, 5, 12)
TITLES = ("Ships", "Crews", "Ports", "Courts", "Fees", "Shelters")
NAMES = ("Anna Smit", "Maria Holm", "Clara Vries", "Nina Osei", "Eva Tanaka", "Olga Lind")


def part(name: str, *posts: PrintedPost, role: str = "speaker") -> DraftParticipant:
    return DraftParticipant(Person(name, posts=posts, score=4), role, [])


def of_post(post: PrintedPost, code: str) -> str:
    """Return the mark on one with a post, among others who have bodies alone."""
    sessions = [
        DraftSession(
            f"Ports {name}", [], DAY, "9:00", participants=[part(name, PrintedPost("", body))]
        )
        for name, body in zip(NAMES, ("Larch", "Wren", "Terra", "Elm", "Oak"))
    ]
    odd = part(NAMES[-1], post)
    sessions[0].participants.append(odd)
    doubt_people(sessions, "", SegmentKinds(words_in((code,))), set())
    return odd.review


@pytest.mark.parametrize(
    ("code", "post", "said"),
    [
        ("en", PrintedPost("lead: Ada Bek", "Larch Bank"), "somebody else"),
        ("ru", PrintedPost("Докладчики: Ольга Линд", ""), "somebody else"),
        ("en", PrintedPost("Anna Fonua, Tonga Guild", ""), "somebody else"),
        ("en", PrintedPost("", "B"), "unlike a body"),
        ("en", PrintedPost("", "OL"), "unlike a body"),
        ("it", PrintedPost("Prefetto (*)", ""), "a bracket"),
        ("uk", PrintedPost("директорка центру прав людини", ""), "word for a body"),
        ("fr", PrintedPost("avocate au barreau de Lyon", ""), "word for a body"),
    ],
)
def test_a_post_that_says_something_else_too_is_marked(
    code: str, post: PrintedPost, said: str
) -> None:
    assert said in of_post(post, code)


@pytest.mark.parametrize(
    ("code", "post"),
    [
        ("en", PrintedPost("Director", "WHO")),
        ("en", PrintedPost("director of the centre", "Larch Bank")),
        ("en", PrintedPost("head of the Larch Bank (LB)", "Larch Bank")),
        ("fr", PrintedPost("avocate au barreau de Lyon", "Barreau de Lyon")),
    ],
)
def test_a_post_that_is_one_is_in_no_doubt(code: str, post: PrintedPost) -> None:
    assert not of_post(post, code)


@pytest.mark.parametrize(
    ("below", "doubted"),
    [
        ("Host: Ada Bek\nHost: Ugo Lund", 2),
        ("Facilitator: Ada Bek\nFacilitator: Ugo Lund", 2),
        ("Facilitators: Ada Bek and Ugo Lund", 0),
        ("Host: Ada Bek\nSpeaker: Ugo Lund", 0),
    ],
)
def test_a_second_who_hosts_or_facilitates_a_session_is_marked(
    tmp_path: Path, below: str, doubted: int
) -> None:
    sessions = read_sessions(tmp_path, f"Debt\n3 June 2031\n\n9:00 Round one\n{below}\n")
    marks = [one.get("review", "") for session in sessions for one in session["participants"]]
    assert sum("another has the role" in mark for mark in marks) == doubted


@pytest.mark.parametrize(
    ("title", "start", "said"),
    [
        ("Unit 2.1", "16:00", "no more than a number"),
        ("What happens inside – Kiet", "16:00", "ends with who takes part"),
        ("Wages", "", "no time"),
        ("Ships – and their crews: a film", "16:00", "who takes part"),
        ("Wages", "16:00", ""),
    ],
)
def test_a_session_that_names_nobody_or_has_no_time_is_seen_beside_the_others(
    title: str, start: str, said: str
) -> None:
    sessions = [
        DraftSession(title, [], DAY, f"{9 + at:02}:00", participants=[part(name)])
        for at, (title, name) in enumerate(zip(TITLES, NAMES))
    ]
    odd = DraftSession(title, [], DAY, start, participants=[] if start else [part("Ada Bek")])
    doubt_sessions([*sessions, odd], SegmentKinds(words_in(("en",))))

    assert said in "".join(odd.reviews) if said else not odd.reviews
    assert not any(one.reviews for one in sessions)


@pytest.mark.parametrize("lives", ["Olga Lind\nruns a shelter in Lenn.", "", "Olga Linden"])
def test_a_name_without_a_post_that_stands_elsewhere_too_is_marked(lives: str) -> None:
    text, sessions = "", []
    for name in NAMES:
        one = part(name)
        one.quotes = [(len(text), len(text) + len(name))]
        sessions.append(DraftSession(f"Ports {name}", [], DAY, "9:00", participants=[one]))
        text += f"{name}\n"
    doubt_people(sessions, text + lives, SegmentKinds(words_in(("en",))), set())

    marks = ["stands elsewhere" in one.participants[0].review for one in sessions]
    assert marks == [*[False] * 5, "shelter" in lives]


def test_what_stands_between_and_behind() -> None:
    assert text_between("one two three", [(4, 7), (0, 3), (5, 6)]).split() == ["three"]
    assert (
        text_behind("Ada Bek", "with Ada Bek,\njudge, Ugo Lund", ["Ugo Lund"], ["judge", ""])
        == ",  , "
    )
    assert stands_for("MK", "Mphatso Kachingwe")
    assert not stands_for("UN", "Mphatso Kachingwe")
