"""What is marked for review: records unlike their siblings, names unlike names; nothing twice."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from drafts import read_sessions

from atgraph.curate.ingest.draft_records import (
    DraftParticipant,
    DraftSession,
    Person,
    PrintedPost,
)
from atgraph.curate.ingest.lines import Line
from atgraph.curate.ingest.review_marks import doubt_people, doubt_sessions
from atgraph.curate.ingest.segment_kinds import SegmentKinds
from atgraph.curate.ingest.word_lists import words_in

KINDS = SegmentKinds(words_in(("en",)))
DAY = dt.date(2031, 5, 12)
TITLES = ("Ships and Their Crews", "Ports of the North", "Shelters on the Coast")
NAMES = (("Anna Smit", "Maria Holm"), ("Clara Vries", "Nina Osei"), ("Ada Kothari", "Eva Tanaka"))


def person(name: str, *posts: tuple[str, str], honorific: str = "Ms.") -> DraftParticipant:
    held = tuple(PrintedPost(*post) for post in posts or [("Director", "Larch Foundation")])
    one = Person(name, honorific, posts=held if held != (PrintedPost(),) else (), score=4)
    return DraftParticipant(one, "speaker", [])


def plain() -> list[DraftSession]:
    """Return three sessions alike, of two people each."""
    return [
        DraftSession(title, [], DAY, f"{9 + number:02}:00", participants=list(map(person, names)))
        for number, (title, names) in enumerate(zip(TITLES, NAMES))
    ]


def reviewed(sessions: list[DraftSession]) -> tuple[list[str], list[str]]:
    doubt_sessions(sessions, KINDS)
    doubt_people(sessions, "", KINDS, set())
    people = [part.review for one in sessions for part in one.participants]
    return ["; ".join(one.reviews) for one in sessions], list(filter(None, people))


def test_records_like_their_siblings_carry_no_mark() -> None:
    assert reviewed(plain()) == (["", "", ""], [])


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Ports of the", "middle of a phrase"),
        ("and their crews", "middle of a phrase"),
        ("Wrecks (in the North", "middle of a phrase"),
        ("10:30 Ports of the North", "a time or a room"),
        ("Ports with Anna Smit", "names who takes part"),
        (TITLES[0], "another session has the same title"),
    ],
)
def test_a_title_that_is_not_one_is_marked(title: str, said: str) -> None:
    sessions = plain()
    sessions[1].title = title

    assert said in reviewed(sessions)[0][1]


def test_a_title_that_comes_again_is_in_no_doubt_where_nothing_else_is_printed() -> None:
    sessions = [*plain(), *(DraftSession("Symposia", [], DAY, f"{at}:00") for at in (13, 15))]
    sessions[0].participants = []  # of few sessions that name somebody
    sessions[1].participants = []

    assert reviewed(sessions)[0][3:] == ["", ""]


def test_a_title_that_comes_again_is_marked_where_the_own_one_may_be_prose() -> None:
    sessions = [*plain(), *(DraftSession("Symposia", [], DAY, f"{at}:00") for at in (13, 15))]
    sessions[0].participants, sessions[1].participants = [], []
    sessions[3].prose = [Line("What crews owe to those who hire them")]

    marks = reviewed(sessions)[0]
    assert ("same title" in marks[3], "same title" in marks[4]) == (True, False)


@pytest.mark.parametrize(
    ("day", "talks"),
    [
        (
            "12 May 2031\n\n10:00 - 12:00 Talks",
            {
                "The Straits of Lenn": "Ms. Ada Bek, judge, Harbour Court.",
                "What recruiters take: how far?": "Mr. Tom Reed, head of Terra.",
                "The memory of ports": "Ms. Una Lund, nurse, and head of the Quay Clinic.",
            },
        ),
        (
            "12 mai 2031\n\n10h - 12h Interventions",
            {
                "Le détroit de Lenn": "Madame Anne Bellier, juge, Tribunal du Port.",
                "Géopolitique du golfe": "Monsieur Thomas Prade, journaliste et enseignant.",
                "La mémoire des ports": "Madame Rita Morel, Présidente de la Clinique du Quai.",
            },
        ),
    ],
)
def test_a_line_alone_right_above_who_speaks_is_in_no_doubt(
    tmp_path: Path, day: str, talks: dict[str, str]
) -> None:
    said = "\n".join(f"**{title}**\\\n{who}\\" for title, who in talks.items())
    sessions = read_sessions(tmp_path, f"# Forum\n\n{day}\n\n{said}\n\n13:00 Fin\n", ".md")
    found = {one["title"]: "(noise)" in one.get("review", "") for one in sessions}
    assert [found[title] for title in talks] == [False, False, False]


def test_a_title_that_is_a_word_and_a_number_is_in_no_doubt() -> None:
    sessions = plain()
    sessions[1].title = "Workshop 3"

    assert reviewed(sessions)[0][1] == ""


@pytest.mark.parametrize(
    "title", ["Discussion", "Q&A", "Discussion and more questions", "Plenary: reporting back"]
)
def test_a_kind_of_session_that_needs_nobody_is_in_no_doubt(title: str) -> None:
    sessions = [*plain(), DraftSession(title, [], DAY, "13:00")]

    assert reviewed(sessions)[0][3] == ""


def test_a_session_that_names_nobody_is_marked_with_the_one_beside_it() -> None:
    sessions = plain()
    sessions[1].participants, sessions[2].start = [], sessions[1].start

    marks, _ = reviewed(sessions)

    assert [said.partition(";")[0] for said in marks] == [
        "",
        "nobody is named in it, as in most others",
        "the session beside it, at the same time, names nobody",
    ]


def test_what_is_seldom_wrong_is_in_no_doubt() -> None:
    """No times, another order, a crowd, a title of one word or in small letters as others are."""
    untimed, early, crowd, short, small = plain(), plain(), plain(), plain(), plain()
    for one in untimed:
        one.start = ""
    early[2].start = "08:00"
    crowd[2].participants = [person(f"{name} Lind") for name in ("Anna", "Eva", "Ida", "Ana")]
    short[1].title = "Ports"
    for one in small:
        one.title = one.title.lower()

    for sessions in (untimed, early, crowd, short, small):
        assert reviewed(sessions) == (["", "", ""], [])


def test_titles_that_are_what_is_done_may_be_alike() -> None:
    sessions = plain()
    for one in sessions[:2]:
        one.title = "Opening remarks"

    assert reviewed(sessions)[0] == ["", "", ""]


@pytest.mark.parametrize(
    ("part", "said"),
    [
        (person("Olga Adviser"), "“Adviser” is a post"),
        (person("Olga Sm1t"), "unlike a name"),
        (person("Olga Lind", ("Director", "Bank (Wren")), "bracket"),
        (person("Olga Lind", ("Director", "Maria Holm")), "name of another"),
        (person("Olga Lind", ("Director", "Wren Bank, Maria Holm")), "name of another"),
        (person("Olga Lind", ("judge), Bek (Director", "Wren Bank")), "bracket"),
        (person("Olga Lind", ("Director", "the north")), "unlike a body"),
        (person("Olga Lind", ("Director", "Moderator")), "unlike a body"),
        (person("Olga Lind", ("Director", "Wren House Moderator")), "unlike a body"),
        (person("Olga Lind", ("Director", "Larch")), "unlike a body"),
        (person("Olga Lind", ("Director", "Maria Bek (Unit for Care)")), "unlike a body"),
        (person("Olga Lind", ("Director", "Wren House spoke of work")), "unlike a body"),
        (person("Olga Lind", ("Director", "Wren Bank"), ("", "Larch Forum")), "first body"),
        (person("Olga Lind", ("Director", "Wren Bank"), ("Nurse", "Spa")), "several titles"),
        (person("Olga Lind", ("", "Special"), ("Envoy", "Wren Bank")), "before a title"),
        (person("Olga Lind", ("MSW", "Wren Bank")), "a degree"),
    ],
)
def test_a_person_unlike_the_others_is_marked_once(part: DraftParticipant, said: str) -> None:
    sessions = plain()
    sessions[1].participants.append(part)

    _, people = reviewed(sessions)

    assert len(people) == 1
    assert said in people[0]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("Larch", "Olga Lind (Larch)"),
        ("Police", ""),
        ("Office of the Special Rapporteur", ""),
    ],
)
def test_bodies_in_brackets_of_a_known_kind_or_of_a_post_are_in_no_doubt(
    body: str, text: str
) -> None:
    sessions, part = plain(), person("Olga Lind", ("Director", body))
    part.quotes = [(0, len(text))]
    sessions[1].participants.append(part)
    sessions[2].participants.append(person("Rosa Lund", ("Director", "Police Lenn")))
    doubt_people(sessions, text, KINDS, set())

    assert not part.review


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("Olga Lind, Director, Wren Institute of Labour, migration and law", True),
        ("Olga Lind, Director, Wren Institute of Labour, Nina Osei and Ada Bek", False),
        ("Olga Lind, Director, Wren Institute of Labour, speaks on hope and fear", False),
        ("Olga Lind, Director, Wren Institute of Labour, migration", False),
    ],
)
def test_a_body_is_in_doubt_behind_which_words_with_an_and_were_not_read(
    text: str, is_so: bool
) -> None:
    sessions, part = plain(), person("Olga Lind", ("Director", "Wren Institute of Labour"))
    part.quotes = [(0, len(text))]
    sessions[1].participants.append(part)
    doubt_people(sessions, text, KINDS, set())

    assert ("may go on" in part.review) is is_so


def test_who_is_described_elsewhere_and_an_act_without_people_are_in_no_doubt() -> None:
    sessions = plain()
    sessions[2].participants = [person(NAMES[0][0], ("", ""))]
    sessions.append(DraftSession("Closing", [], DAY, "13:00"))

    assert reviewed(sessions) == (["", "", "", ""], [])


@pytest.mark.parametrize("post", [("Director", "Larch Foundation"), ("", "Larch Foundation")])
@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("Olga Lind for the Wren Bank", True),
        ("Moderator: Olga Lind", False),
        ("Speakers: Olga Lind, Nina Osei, director", False),
    ],
)
def test_one_without_a_post_is_marked_where_words_behind_it_were_not_read(
    post: tuple[str, str], text: str, is_so: bool
) -> None:
    sessions = plain()
    for one in sessions:
        one.participants = [person(p.person.name, post) for p in one.participants]
    sessions[1].participants[0] = person("Olga Lind", ("", ""))
    for part in sessions[1].participants:
        part.quotes = [(0, len(text))]
    doubt_people(sessions, text, KINDS, set())

    assert ("no title stands" in sessions[1].participants[0].review) is is_so


def test_a_session_that_prints_names_alone_is_in_no_doubt_for_it() -> None:
    sessions = plain()
    sessions[1].participants = [person(name, ("", "")) for name in ("Olga Lind", "Vera Holt")]

    assert reviewed(sessions)[1] == []


def untitled() -> list[DraftSession]:
    sessions = plain()
    for one in sessions:
        for part in one.participants:
            part.person = replace(part.person, posts=(PrintedPost("", "Larch Foundation"),))
    return sessions


def test_what_stands_beside_one_alone_may_be_no_title() -> None:
    sessions = untitled()
    sessions[1].participants[0] = person("Olga Lind", ("Larks", "Larch Foundation"))
    assert "“Larks” stands beside it, as beside few others" in reviewed(sessions)[1][0]


def test_words_around_one_without_a_body_are_looked_at_again() -> None:
    sessions = untitled()
    for text in (
        "Olga Lind for the Wren Bank asked for figures",
        "Olga Lind asked once for more figures",
    ):
        part = person("Olga Lind", ("Director", ""))
        sessions[1].participants[0], part.quotes = part, [(0, len(text))]
        doubt_people(sessions, text, KINDS, set())
        assert ("among the words around it" in part.review) is ("Bank" in text)


def test_the_second_of_two_names_on_a_line_may_be_a_body() -> None:
    sessions = plain()
    for one in sessions:
        one.participants = [person(p.person.name, honorific="") for p in one.participants]
    first, second = sessions[1].participants
    for part in (first, second):
        part.person, part.quotes = replace(part.person, posts=()), [(0, 9)]
    sessions[0].participants.append(person("Ida Lind", honorific=""))

    doubt_people(sessions, "", KINDS, set())

    assert "“Nina Osei” stands behind a name" in second.review


def test_one_below_no_body_or_below_that_of_another_is_marked_where_bodies_head_people() -> None:
    sessions, text = plain(), ""
    for number, part in enumerate(part for one in sessions for part in one.participants):
        head, name = f"Larch Bank {number}", part.person.name
        part.person = replace(part.person, posts=(PrintedPost("Director", head),))
        start = len(text)
        text += f"{head}\n{name}, Director\n"
        part.quotes = [(start + len(head) + 1, len(text)), (start, start + len(head))]
    first, second = sessions[0].participants
    second.person = replace(second.person, posts=first.person.posts)
    second.quotes[1] = first.quotes[1]
    bare = sessions[2].participants[1]
    bare.person, bare.quotes = (
        replace(bare.person, posts=(PrintedPost("Director"),)),
        bare.quotes[:1],
    )

    doubt_people(sessions, text, KINDS, set())

    assert "stands above another too" in second.review
    assert not first.review
    assert "no body stands above it" in bare.review


@pytest.mark.parametrize(
    ("roles", "said"), [("chair chair", "another has the role"), ("panellist speaker", "the panel")]
)
def test_roles_that_do_not_go_together_are_marked(roles: str, said: str) -> None:
    sessions = plain()
    for part, role in zip(sessions[1].participants, roles.split()):
        part.role, part.labelled = role, role != "speaker"

    _, people = reviewed(sessions)

    assert people
    assert all(said in one for one in people)


@pytest.mark.parametrize(
    ("below", "doubted"),
    [
        ("Moderators: Ada Bek (Lund Court) and Ugo Lund (Port Court)", 0),
        ("Chairs of the day:\nAda Bek\nUgo Lund", 0),
        ("Moderan: Ana Pérez (Universidad de Lugo) y Carlos Gómez (Universidad de Vigo)", 0),
        ("Moderator: Ada Bek\nModerator: Ugo Lund", 2),
    ],
)
def test_several_whom_one_label_names_are_in_no_doubt(
    tmp_path: Path, below: str, doubted: int
) -> None:
    day = "3 de junio de 2031" if "Moderan" in below else "3 June 2031"
    session, *_ = read_sessions(tmp_path, f"Debt\n{day}\n\n9:00 Panel 1: Debt\n{below}\n")
    marks = [one.get("review", "") for one in session["participants"]]
    assert [one["role"] for one in session["participants"]][1:] in (["moderator"], ["chair"])
    assert sum("another has the role" in mark for mark in marks) == doubted


def test_what_carries_a_mark_gets_no_second() -> None:
    sessions = plain()
    sessions[1].title, sessions[1].reviews = "Ports", ["no day is printed"]

    assert reviewed(sessions)[0][1] == "no day is printed"


def test_the_only_moderator_of_all_is_doubted_where_a_session_only_opens_or_closes() -> None:
    sessions = plain()
    leader = replace(person("Ida Olm"), role="moderator")
    sessions[-1] = replace(sessions[-1], title="Closing remarks")
    sessions[-1].participants.append(leader)
    doubts = reviewed(sessions)[1]
    assert doubts == [leader.review]
    assert "no other session has a “moderator”" in leader.review

    sessions[0].participants.append(replace(person("Nils Roy"), role="moderator"))
    leader.review = ""
    assert reviewed(sessions)[1] == []


def test_the_only_moderator_of_a_panel_is_in_no_doubt() -> None:
    for title in ("Panel discussion: Fees at sea", "Keynote", "Panel", "Closing the gap"):
        sessions = plain()
        sessions[-1] = replace(sessions[-1], title=title)
        sessions[-1].participants.append(replace(person("Ida Olm"), role="moderator"))
        assert reviewed(sessions)[1] == []
