"""Pages that tell of one event: posts before names, people in lists, and lives below “Speakers”."""

from pathlib import Path
from typing import Any

import pytest
from drafts import named, read_draft, read_sessions

FRONT = (
    "Second Conference on Fair Harvests\n\n"
    "The Second Conference on Fair Harvests took place in Vienna on 5 May 2031.\n\n"
)


def posts_of(folder: Path, said: str) -> dict[str, list[tuple[str, str]]]:
    """Return who takes part by a paragraph, with titles and bodies."""
    (session,) = read_sessions(folder, FRONT + said + "\n")
    return {
        person["name"]: [
            (post.get("title", ""), post.get("organization", ""))
            for post in person.get("affiliations") or ()
        ]
        for person in session["participants"]
    }


@pytest.mark.parametrize(
    ("said", "people"),
    [
        (
            "Speakers include UNODC Secretary General Helen Lindt; Special Representative for"
            " Decent Work in Rural Areas Carla Johnson; and Minister for Foreign and European"
            " Affairs and Trade of Malta Ian Borg.",
            {
                "Helen Lindt": "UNODC Secretary General",
                "Carla Johnson": "Special Representative for Decent Work in Rural Areas",
                "Ian Borg": "Minister for Foreign and European Affairs and Trade of Malta",
            },
        ),
        (
            "At the opening, Ukrainian Foreign Minister Leonid Kozlov said that aims are common.",
            {"Leonid Kozlov": "Ukrainian Foreign Minister"},
        ),
        (
            "Speakers include the Director of the Office for Work Matteo Riva, Greek Deputy"
            " Minister of Migration and Asylum Sofia Varela; and experts with lived experience.",
            {
                "Matteo Riva": "Director of the Office for Work",
                "Sofia Varela": "Greek Deputy Minister of Migration and Asylum",
            },
        ),
        (
            "Hon. Joana Lima, President of the Women Forum, and Amb. Peter Schatz, Permanent"
            " Observer to the UN in Vienna represented the Assembly.",
            {
                "Joana Lima": "President of the Women Forum",
                "Peter Schatz": "Permanent Observer to the UN in Vienna",
            },
        ),
        (
            "We began with a keynote from Nick Grant, CEO of the Harvest Trust, an initiative"
            " launched by Bill Carter to mobilise capital.",
            {"Nick Grant": "CEO of the Harvest Trust"},
        ),
        (
            "Our expert panellists Dr Stephen Morse, Nga Pham and Megan Pepper discussed wages.",
            {"Stephen Morse": "", "Nga Pham": "", "Megan Pepper": ""},
        ),
    ],
    ids=["posts", "minister", "two posts", "verb behind", "founder", "three"],
)
def test_posts_in_sentences(tmp_path: Path, said: str, people: dict[str, str]) -> None:
    found = posts_of(tmp_path, said)
    assert {name: posts[0][0] if posts else "" for name, posts in found.items()} == people


def test_to_welcome_somebody_is_no_role_of_theirs(tmp_path: Path) -> None:
    said = (
        "We began with a keynote from Nick Grant, CEO of the Harvest Trust. We were then privileged"
        " to welcome Ada Bright, Head of Policy and Programme at the Open Door Foundation.\n"
    )
    (session,) = read_sessions(tmp_path, FRONT + said)
    (ada,) = (p for p in session["participants"] if p["name"] == "Ada Bright")
    assert ada["role"] == "speaker"
    assert ada["affiliations"] == [
        {"title": "Head of Policy and Programme", "organization": "Open Door Foundation"}
    ]


LISTED = """
# The Law of the Fields

12 May 2031, 15:00

In 2030 alone, over 40 million people picked fruit without a contract.

1. Opening remarks by Professor Michel Veland, Ambassador of the Order of Rhodes
2. Alan Werner, Swiss lawyer. Founder and Director of Civitas Magna (CM), a network of pickers
3. Ugo Lund, Head of the Court Unit, Ministry of Justice. Judge of the Court in Lenn to 2008
4. Lena Hart, Head of Engagement and Group Risk Manager, Lantern Foods
5. Tina Frost, Harbour Trust Founder
6. Ada Bek, HRN Co-chair (Tacora University)
7. Anne Wasua, Pedro Goulao, David Okoch (University of Athens)
8. Nat Szabo, lawyer since 2001. She is currently Professor in Law at Tacora University
"""


def test_people_in_lists_of_lives(tmp_path: Path) -> None:
    (session,) = read_sessions(tmp_path, LISTED, ".md")
    people: dict[str, Any] = {person["name"]: person for person in session["participants"]}
    roles = [person["role"] for person in people.values()]
    assert roles == ["opening-remarks", *["speaker"] * 9]
    bodies = {
        name: [p["organization"] for p in person.get("affiliations") or () if "organization" in p]
        for name, person in people.items()
    }
    assert bodies["Alan Werner"] == ["Civitas Magna"]
    assert bodies["Ugo Lund"] == ["Court Unit"]  # the ministry is above it
    assert bodies["Lena Hart"] == ["Lantern Foods"]
    assert people["Tina Frost"]["affiliations"] == [
        {"title": "Founder", "organization": "Harbour Trust"}
    ]
    assert people["Ada Bek"]["affiliations"] == [
        {"title": "HRN Co-chair", "organization": "Tacora University"}
    ]
    assert people["Nat Szabo"]["affiliations"][-1] == {
        "title": "Professor in Law",
        "organization": "Tacora University",
    }
    several = ("Anne Wasua", "Pedro Goulao", "David Okoch")
    assert all(bodies[name] == ["University of Athens"] for name in several)


def test_lives_below_speakers(tmp_path: Path) -> None:
    (session,) = read_sessions(
        tmp_path,
        "Fair Harvests in Court\n\n19 June 2031 at 12:00\n\nJoin us as judges discuss.\n\n"
        "PANELISTS\n\nProfessor Ada Bek is a judge and Professor of Law at Dixon School, where she"
        " teaches pickers.\n\nIlse Brandt serves as Head of Casework at the Open Door Foundation."
        " She leads a team of nine.\n",
    )
    assert [(p["name"], p["role"]) for p in session["participants"]] == [
        ("Ada Bek", "panellist"),
        ("Ilse Brandt", "panellist"),
    ]
    assert session["participants"][1]["affiliations"] == [
        {"title": "Head of Casework", "organization": "Open Door Foundation"}
    ]


def test_times_in_other_zones_are_no_sessions(tmp_path: Path) -> None:
    (session,) = read_sessions(
        tmp_path,
        "Who Picks Your Fruit?\n\nJun 29, 2031\n\n8:00 a.m. to 9:00 a.m. Pacific\n"
        "11:00 a.m. to 12:00 p.m. Eastern\n4:00 p.m. to 5:00 p.m. UK\n\n"
        "Co-presenter: Paul V. Laller, General Lantern Company\n",
    )
    assert (session["title"], session["start"]) == ("Who Picks Your Fruit?", "08:00")
    assert named(session) == ["Paul V. Laller"]


def test_lines_below_a_moderator_name_who_speaks(tmp_path: Path) -> None:
    said = "Moderator: Andrea Power, Founder of FAIRHerd\n\nTina Frost, judge, Harbour Court\n\n"
    assert list(posts_of(tmp_path, said + "The panellists discussed the role of courts.")) == [
        "Andrea Power",
        "Tina Frost",
    ]


AGENDA = """Who Picks Your Fruit?

2 February 2031

9:15-11:00 Framing the harvest

Panelists include:

a.)    Ann Jordan, Director, Centre for Harvest Law
b.)    Guy RYDER Director-General of the Harvest Organisation
c.)    Philip J. JENNINGS General Secretary of Orchard Union
d.)    Sue Long, Secretary-General, International Union of Food, Agriculture, Hotel and Allied Workers’ Associations (IUF)
e.)    Otto Thorn, Deputy Head, Federation of Pickers and HPN Co-chair
f.)    Mo Matta, Professor of International Law, Lenn School of Law

11:00-12:00 Wages in the valley

Li Wen, judge
"""  # noqa: E501


def test_lists_by_letters(tmp_path: Path) -> None:
    first, _ = read_sessions(tmp_path, AGENDA)
    assert named(first) == [
        "Ann Jordan",
        "Guy RYDER",
        "Philip J. JENNINGS",
        "Sue Long",
        "Otto Thorn",
        "Mo Matta",
    ]
    posts = [[dict(p) for p in person["affiliations"]] for person in first["participants"]]
    assert posts[3][0]["organization"] == (
        "International Union of Food, Agriculture, Hotel and Allied Workers’ Associations"
    )
    assert posts[4] == [
        {"title": "Deputy Head", "organization": "Federation of Pickers"},
        {"title": "HPN Co-chair"},
    ]
    assert [p["organization"] for p in posts[5]] == ["Lenn School of Law"]


ONLINE = """Online conference: Who Picks Your Fruit?
15 November 2031
Event information
Date and Time
Agenda (all times in GMT)
Session 1. 11.00: Introduction and Welcome
- Sophie Obi (former CEO of the Harvest Fund)
"""


def test_the_title_is_none_of_the_labels_of_a_page(tmp_path: Path) -> None:
    event = read_draft(tmp_path, ONLINE, ".txt")
    assert event["title"] == "Online conference: Who Picks Your Fruit?"
    (session,) = event["sessions"]
    assert (session["title"], session["start"]) == ("Introduction and Welcome", "11:00")


def test_an_act_is_of_all_below_it_but_in_a_list(tmp_path: Path) -> None:
    people = "\nOpening remarks Ada Bek, mayor\nUgo Lund, judge\nTom Reed, nurse\n"
    listed = people.replace("\n", "\n- ")[:-2]
    for text, roles in ((people, {"opening-remarks"}), (listed, {"opening-remarks", "speaker"})):
        (session,) = read_sessions(tmp_path, f"Ports\n5 May 2031\n\n10:00 The Quay{text}")
        assert {person["role"] for person in session["participants"]} == roles


def test_what_a_later_sentence_says_of_somebody(tmp_path: Path) -> None:
    said = (
        "The conference was opened by the director Ada Bek. Ada Bek, Director of the Harvest Trust,"
        " gave the keynote speech. Vice-Chancellor of Lenn University, Otto Thorn explained why."
        " Mo Ash, Head of Dixon School welcoming the audience."
    )
    found = posts_of(tmp_path, said)
    assert found["Ada Bek"] == [("Director of the Harvest Trust", "Harvest Trust")]
    assert found["Otto Thorn"] == [("Vice-Chancellor of Lenn University", "Lenn University")]
    assert found["Mo Ash"] == [("Head of Dixon School", "Dixon School")]


DESCRIBED = """Side events in the margins of the Harvest Congress (Vienna, October 12-16, 2031)

Fair ports: what next?

This event looks at the history of ports, so that those who work there can say what comes next.

Monday, October 13, 14:00 - 14:50 Vienna time

Chair: Isaac Moral, Coordinator for Ports, Harbour Trust

Wages in the valley

This event asks what wages are worth, and presents what two years of research in the valley say.

Tuesday, October 14, 15:00 - 15:50 Vienna time

Moderator: Fatima Median, Analyst, Open Door Foundation
"""


def test_events_that_are_described_before_their_time(tmp_path: Path) -> None:
    sessions = read_sessions(tmp_path, DESCRIBED)
    assert [(s["title"], str(s["date"]), s["start"]) for s in sessions] == [
        ("Fair ports: what next?", "2031-10-13", "14:00"),
        ("Wages in the valley", "2031-10-14", "15:00"),
    ]
    assert [named(session) for session in sessions] == [["Isaac Moral"], ["Fatima Median"]]


def test_titles_below_their_time_stay_there(tmp_path: Path) -> None:
    days = ("6 May 2031, 18:00\nFair ports\n", "7 May 2031, 18:00\nWages in the valley\n")
    told = "This talk asks how those who work in ports are paid."
    text = "Autumn of Open Doors\n\nTwo talks on work in the harbour. All are welcome to it.\n\n"
    text += f"{days[0]}{told}\n\n{days[1]}It is on wages.\n"
    found = [(s["title"], s["start"], str(s["date"])) for s in read_sessions(tmp_path, text)]
    assert found == [
        ("Fair ports", "18:00", "2031-05-06"),
        ("Wages in the valley", "18:00", "2031-05-07"),
    ]


@pytest.mark.parametrize(
    ("said", "people"),
    [
        (
            "Keynotes will be delivered by Ada Quay, Director of Harvest International, and Special"
            " Envoy, Kevin Highland. Delegates will also hear from Mr. John Kufu, mayor of Lenn.",
            {
                "Ada Quay": "Director of Harvest International",
                "Kevin Highland": "Special Envoy",
                "John Kufu": "mayor of Lenn",
            },
        ),
        (
            "The event, moderated by H.E. Alena Kupch, Chair of the Commission, featured partners."
            " Mr. Yuri Fedor, Executive Director, UNODC said “I am proud of it”.",
            {"Alena Kupch": "Chair of the Commission", "Yuri Fedor": "Executive Director"},
        ),
    ],
    ids=["next", "quote"],
)
def test_where_what_stands_beside_a_name_ends(
    tmp_path: Path, said: str, people: dict[str, str]
) -> None:
    found = posts_of(tmp_path, said)
    assert {name: posts[0][0] for name, posts in found.items()} == people


def test_the_year_of_a_day_stands_in_the_days_of_a_sentence(tmp_path: Path) -> None:
    event = read_draft(
        tmp_path,
        "Fair ports\n\nThe Harbour Unit invites you to a side event in the margins of the Harvest"
        " Congress, 13 – 17 October 2031.\n\nWednesday, 15 October, 2 pm to 2.45 pm\n\n"
        "Speaker: Ada Bek, judge\n",
        ".txt",
    )
    assert str(event["sessions"][0]["date"]) == "2031-10-15"


POSTS = """Conference on Services

5 May 2031, Town Hall, Lenn

10:00 Panel 1: Services
Speakers:
- Anna Smid, Head of shared services, Lenn University
- John Green, Officer for persons who are stateless, UNHCR
- Mary Braun, Lecturer, Univ. Lenn, Dept. Law
- Ann Long, Director of the International Bureau for Migration
- Kim Hill, Board Member, Open Society Foundation partner
"""


def test_no_post_is_cut_where_it_goes_on(tmp_path: Path) -> None:
    (session,) = read_sessions(tmp_path, POSTS)
    posts = [
        [(p.get("title"), p.get("organization")) for p in person["affiliations"]]
        for person in session["participants"]
    ]
    bureau = "International Bureau for Migration"
    assert posts == [
        [("Head of shared services", "Lenn University")],
        [("Officer for persons who are stateless", "UNHCR")],
        [("Lecturer, Univ. Lenn", "Dept. Law")],
        [(f"Director of the {bureau}", bureau)],
        [("Board Member, Open Society Foundation partner", None)],
    ]


def test_a_museum_is_no_part_of_a_name(tmp_path: Path) -> None:
    said = (
        "At the Harbour Museum Mary Brown, judge, told of her work. The jurist Otto Thorn, director"
        " of the Harvest Trust, told of his."
    )
    assert list(posts_of(tmp_path, said)) == ["Mary Brown", "Otto Thorn"]
