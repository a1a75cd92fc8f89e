"""What a document tells of people behind their names, in entries and in sentences."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from drafts import FRONT, named, read_draft, read_sessions

EVENT = "# Who Pays for Fair Work?\n\n12 May 2031, 18:00, Law Library, Leeds\n\n"
LIVES = """Rita Kothari is Chief of Staff at the Ministry of Labour. She has been there since 2010.

Lucia Ferrante is a lawyer at the Harbour Trust. Her work has changed the law in three countries.
"""


def posts(session: Any) -> dict[str, list[tuple[str, str]]]:
    """Return what stands beside those who take part: titles and bodies."""
    return {
        part["name"]: [
            (post.get("title", ""), post.get("organization", ""))
            for post in part.get("affiliations") or ([part] if "title" in part else ())
        ]
        for part in session["participants"]
    }


def test_a_life_gives_its_post_to_who_is_named_alone(tmp_path: Path) -> None:
    text = f"{EVENT}Speakers: Rita Kothari, Lucia Ferrante. Moderator: Tom Reed.\n\n{LIVES}\n"
    (panel,) = read_sessions(tmp_path, f"{text}Tom works as an editor at the Port Times.\n", ".md")

    assert posts(panel) == {
        "Rita Kothari": [("Chief of Staff", "Ministry of Labour")],
        "Lucia Ferrante": [("lawyer", "Harbour Trust")],
        "Tom Reed": [("editor", "Port Times")],
    }


def test_lives_below_an_announcement_are_of_those_who_speak(tmp_path: Path) -> None:
    told = "The panel discussion is organised by the Law Clinic and moderated by Tom Reed."
    (panel,) = read_sessions(tmp_path, f"{FRONT}{told}\n\n{LIVES}")

    assert named(panel) == ["Tom Reed", "Rita Kothari", "Lucia Ferrante"]
    assert [bool(part.get("review")) for part in panel["participants"]] == [False, True, True]


def test_and_partner_belongs_to_the_name_of_a_firm(tmp_path: Path) -> None:
    text = "Tagung über das Recht der Felder\n3. Juni 2031\n\nModeration: Ada Bek, Richterin\n"
    (session,) = read_sessions(tmp_path, f"{text}Rita Kothari, Kanzlei Aue und Partner\n")

    assert posts(session)["Rita Kothari"] == [("", "Kanzlei Aue und Partner")]


def test_a_name_of_a_body_may_have_capitals_within(tmp_path: Path) -> None:
    text = f"{FRONT}Moderator: Ada Bek, judge\nRita Kothari, Executive Director of FairPorts\n"
    (session,) = read_sessions(tmp_path, text)

    assert posts(session)["Rita Kothari"] == [("Executive Director of FairPorts", "FairPorts")]


RELEASE = """Leeds, 10 April 2031 – From 15 to 16 April, the Port Council will host a conference.

Speakers include {}, and experts with lived experience of the trade.
"""


@pytest.mark.parametrize(
    "speaker, title",
    [
        ("Port Council Secretary General Rita Kothari", "Port Council Secretary General"),
        ("Chair of the Harbour Trust and project partner Tom Reed", None),
    ],
)
def test_a_long_post_before_a_name_is_of_that_name(
    tmp_path: Path, speaker: str, title: str | None
) -> None:
    text = "Safe ports\n\n" + RELEASE.format(f"{speaker}; head of the Mill Fund Ada Bek")
    (session,) = read_sessions(tmp_path, text)

    expected = title or speaker.rsplit(maxsplit=2)[0]
    assert named(session) == [" ".join(speaker.split()[-2:]), "Ada Bek"]
    assert [found for ((found, _),) in posts(session).values()] == [
        expected,
        "head of the Mill Fund",
    ]


REPORT = """# Forum on Fair Ports

Over 90 people met for the forum on 12 May 2031. The theme of the first panel was: “Who pays?”

Ada Bek, head of the Mill Fund told a full hall that crews wait for pay. Tom Reed, president of the
Committee against Debt, Theft and Abuse delivered a talk on courts. The speaker for the evening was
Rita Kothari, a judge of the Supreme Court.

The forum was hosted by Mayor Dame Lucia Ferrante, while her colleague, Ugo Lund, continued with the
rights of crews. Dame Lucia said that the town will go on. Obadiah Kemp will be the moderator of the
next one.
"""


def test_a_report_goes_on_behind_posts_without_a_comma(tmp_path: Path) -> None:
    (session,) = read_sessions(tmp_path, REPORT, ".md")

    found = posts(session)
    assert session["title"] == "Forum on Fair Ports"  # not what one part was on
    assert found["Ada Bek"] == [("head of the Mill Fund", "Mill Fund")]
    body = "Committee against Debt, Theft and Abuse"
    assert found["Tom Reed"] == [(f"president of the {body}", body)]
    assert {"Rita Kothari", "Lucia Ferrante", "Ugo Lund"} <= found.keys()
    assert not {"Lucia", "Dame Lucia"} & found.keys()


def test_a_line_on_those_who_come_is_no_list_of_them(tmp_path: Path) -> None:
    text = "# Forum on Fair Ports\n\nThe mayor welcomes delegates to Leeds\n\n"
    told = "On 12 May 2031, Ada Bek, head of the Mill Fund, will speak. Tom Reed will moderate."
    (session,) = read_sessions(tmp_path, f"{text}{told}\n", ".md")

    assert set(named(session)) == {"Ada Bek", "Tom Reed"}


CARDS = """Safe Ports: Who Pays for Work?

Crews wait for pay. This session will look at what buyers, ports and towns do that they need not.

Rita Kothari
Executive Director, Harbour Trust
Lucia Ferrante
Founder, Mill Fund
Tom Reed
Independent Journalist
"""


def test_people_one_below_the_other_take_part_though_no_role_says_so(tmp_path: Path) -> None:
    (session,) = read_sessions(tmp_path, CARDS)

    assert named(session) == ["Rita Kothari", "Lucia Ferrante", "Tom Reed"]
    assert all(part["review"] for part in session["participants"])


@pytest.mark.parametrize(
    "beside, bodies",
    [
        ("Lund University and Leeds University", ["Lund University", "Leeds University"]),
        ("Lund University, University of Leeds", ["Lund University", "University of Leeds"]),
        ("Institute for Law and Human Rights", ["Institute for Law and Human Rights"]),
    ],
)
def test_who_is_at_two_universities(tmp_path: Path, beside: str, bodies: list[str]) -> None:
    (session,) = read_sessions(
        tmp_path, f"{FRONT}Speakers\n- Rita Kothari ({beside})\n- Tom Reed\n"
    )

    assert [body for _, body in posts(session)["Rita Kothari"]] == bodies


def test_posts_between_dashes_and_who_is_among_the_speakers(tmp_path: Path) -> None:
    told = """The forum on 12 May 2031 had motivating speakers including Rita Kothari from Traid.

Ms. Lucia Ferrante – head of the Mill Fund – explained what crews owe. Tom Reed will be facilitating
the next one."""
    (session,) = read_sessions(tmp_path, f"# Forum on Fair Ports\n\n{told}\n", ".md")

    assert posts(session)["Lucia Ferrante"] == [("head of the Mill Fund", "Mill Fund")]
    roles = {part["name"]: part["role"] for part in session["participants"]}
    assert roles["Rita Kothari"] == "speaker" and roles["Tom Reed"] == "moderator"


LISTED = """Rita Kothari, Executive Director, Harbour Trust
Lucia Ferrante, Founder, Mill Fund
Tom Reed, Professor, Lund University
"""


@pytest.mark.parametrize(
    "above",
    [
        "Safe Ports: Open Letter\n\n5 May 2031\n\nWe call on the state to act on safe ports.\n",
        "Annual Report 2030\n\nMill Fund, Leeds, 5 May 2031\n\nTrustees\n",
        "Webinar: Safe Ports\n\n5 May 2031\n\nEditorial board\n",
    ],
)
def test_those_who_sign_or_sit_on_a_board_do_not_speak(tmp_path: Path, above: str) -> None:
    assert "sessions" not in read_draft(tmp_path, f"{above}\n{LISTED}", ".txt")


@pytest.mark.parametrize("head", ["Elected to the board:", "Our donors"])
def test_a_head_ends_what_a_moderator_leads(tmp_path: Path, head: str) -> None:
    (session,) = read_sessions(
        tmp_path, f"{FRONT}Chair: Ada Bek, Director, Quay Trust\n\n{head}\n{LISTED}"
    )

    assert named(session) == ["Ada Bek"]


@pytest.mark.parametrize(
    "lives",
    [
        LIVES.replace(" is ", " was "),
        LIVES.replace("Her work has", "She could not travel, but her work has"),
    ],
)
def test_lives_of_the_dead_and_the_absent_are_of_none_who_speak(tmp_path: Path, lives: str) -> None:
    told = "Leeds, 5 May 2031 – The meeting on safe ports was held at the Town Hall on 5 May 2031."

    draft = read_draft(tmp_path, f"Vigil on the quay\n\n{told}\n\n{lives}", ".txt")
    assert "sessions" not in draft


def test_one_first_name_alone_is_of_somebody_else(tmp_path: Path) -> None:
    life = "Tom was a lawyer in Syria. He came to Leeds in 2025 and drives a bus.\n\n"
    text = f"{FRONT}{life}14:00 Opening\nSpeaker: Tom Reed\n14:20 Panel\nSpeakers: Ada Bek\n"

    assert [posts(session) for session in read_sessions(tmp_path, text)] == [
        {"Tom Reed": []},
        {"Ada Bek": []},
    ]


MODERATED = """Forum in Leeds

LEEDS, 5 May 2031 – A forum on ports was held on Monday, moderated by Tom Reed. The event gathered \
120 guests. The speakers were Ada Bek, judge, and Josephine Kothari, lawyer. Tom Reed, director of \
the Mill Fund, said that ports matter.
"""


def test_a_later_sentence_on_a_moderator_gives_the_body_alone(tmp_path: Path) -> None:
    (session,) = read_sessions(tmp_path, MODERATED)

    (tom,) = (part for part in session["participants"] if part["name"] == "Tom Reed")
    assert (tom["role"], tom["affiliations"][0]["organization"]) == ("moderator", "Mill Fund")


def test_those_who_are_remembered_do_not_speak(tmp_path: Path) -> None:
    remembered = CARDS.partition("need not.\n")[2]
    text = f"In memory of three friends: meeting at the quay\n\n5 May 2031\n\n{remembered}"

    assert "sessions" not in read_draft(tmp_path, text, ".txt")


@pytest.mark.parametrize(
    "until",
    ["Papers are due on 1 March 2031 at 23:59.", "The deadline of the webinar is 2 May, 18:00."],
)
def test_a_deadline_is_no_start(tmp_path: Path, until: str) -> None:
    told = f"{until} The webinar is on 5 May 2031. The link is sent at 13:00."
    people = "Speakers:\nRita Kothari, judge\nTom Reed, lawyer\n"
    (session,) = read_sessions(tmp_path, f"Webinar: Safe Ports\n\n{told}\n\n{people}")

    assert "start" not in session
