"""Pages that announce an event: guests by their posts, roles in sentences, days of other things."""

from pathlib import Path
from typing import Any

import pytest
from drafts import read_draft, read_sessions

TOLD = "River Forum on Debt\n\nThe River Forum on Debt was held on 14 June 2031 in Lenn.\n\n"


def people(session: Any) -> dict[str, Any]:
    """Return who takes part in a session, by name."""
    return {person["name"]: person for person in session["participants"]}


@pytest.mark.parametrize("end", [";", "; and", ""])
def test_long_posts_before_names_are_items_of_a_list(tmp_path: Path, end: str) -> None:
    page = (
        "River Forum on Debt\n\n14 June 2031\n\nThe following people will speak:\n\n"
        f"  • UN Special Rapporteur on debt, especially of women and children Sinead Molloy{end}\n"
        f"  • Director of the Office for Ports and Human Rights Matteo Mancini{end}\n"
        "  • Commissioner for Home Affairs Ylva Jonsson.\n"
    )
    (session,) = read_sessions(tmp_path, page)
    assert {n: p["affiliations"][0]["title"] for n, p in people(session).items()} == {
        "Sinead Molloy": "UN Special Rapporteur on debt, especially of women and children",
        "Matteo Mancini": "Director of the Office for Ports and Human Rights",
        "Ylva Jonsson": "Commissioner for Home Affairs",
    }


def test_a_deadline_and_the_day_of_a_report_are_not_when_it_is(tmp_path: Path) -> None:
    page = (
        "The River Forum meets in Lenn\n\nPORT CALDER, 7 June 2031 - The Harbour Council hosts the"
        " River Forum on 14 June 2031 in Lenn to speak of debt.\n\nAda Bek, head of the Quay"
        " Office, will speak on debt. Tom Reed, mayor of Lenn, will moderate the discussion.\n\n"
        "Registration is open until Tuesday, 10 June 2031, 17:00.\n"
    )
    (session,) = read_sessions(tmp_path, page)
    assert (str(session["date"]), "start" in session) == ("2031-06-14", False)


@pytest.mark.parametrize(
    "topic",
    [
        "The Special Rapporteur on debt of persons and the case Sinead Molloy",
        "Judge reads letters of a survivor named Sinead Molloy",
        "Chair endowed by the family of the late banker Sinead Molloy",
        "Lawyers and courts in cases against traffickers such as Sinead Molloy",
    ],
)
def test_a_topic_that_begins_with_a_post_is_no_person(tmp_path: Path, topic: str) -> None:
    page = (
        "# River Forum on Debt\n14 June 2031, Lenn\n\n09:00 Panel 1: Ports\nTopics:\n"
        f"• {topic}\n• Debt and law\n\nSpeaker: Ada Bek, Harbour Light\n"
    )
    (session,) = read_draft(tmp_path, page, ".md")["sessions"]
    assert list(people(session)) == ["Ada Bek"]


@pytest.mark.parametrize(
    ("said", "roles"),
    [
        ("The luncheon keynote speaker was Carla Neri, nurse.", {"Carla Neri": "keynote"}),
        (
            "Ada Bek, judge, gave the opening keynote. Tom Reed, mayor, will deliver the forum's"
            " welcome address at noon. Ida Holm, nurse, gave a talk on debt.",
            {"Ada Bek": "keynote", "Tom Reed": "welcoming", "Ida Holm": "speaker"},
        ),
        (
            "Other panellists included: Ugo Lund (Moderator), Professor and Chair, Department of"
            " Law, Ostrow University; Nga Pham, Open Door; and Sara Voss, director of Kiln Watch.",
            {"Ugo Lund": "moderator", "Nga Pham": "panellist", "Sara Voss": "panellist"},
        ),
    ],
)
def test_the_word_that_leads_to_a_name_says_the_role(
    tmp_path: Path, said: str, roles: dict[str, str]
) -> None:
    (session,) = read_sessions(tmp_path, TOLD + said + "\n")
    assert {name: person["role"] for name, person in people(session).items()} == roles
    assert all(person.get("affiliations") for person in session["participants"])


def test_who_invites_or_is_served_does_not_speak(tmp_path: Path) -> None:
    page = (
        "The Lenn School of Law will host a symposium on 14 June 2031 on debt at sea.\n\n"
        "The symposium, titled “Debt and the Tide: Answers of Ports,” will start in Tor Hall.\n\n"
        "“In past years we spoke of ships alone,” Editor-in-Chief Chiara Tosti said.\n\n"
        "Featured speakers are Colleen Roche, judge, and Max Orr, solicitor with Hogan Lowe, who"
        " has heard many. Roche served as a clerk to Judge John Hart.\n"
    )
    draft = read_draft(tmp_path, page, ".txt")
    assert list(people(draft["sessions"][0])) == ["Colleen Roche", "Max Orr"]


@pytest.mark.parametrize(
    "said",
    [
        "The moderator put questions to Ines Vale, director of Harbour Light.",
        "The journalist talked with Ines Vale, director of Harbour Light.",
        "The mayor opened the day together with Ines Vale, director of Harbour Light.",
    ],
)
def test_who_is_asked_by_one_with_a_post_takes_part(tmp_path: Path, said: str) -> None:
    (session,) = read_sessions(tmp_path, f"{TOLD}Rosa Cano, mayor of Lenn, opened it. {said}\n")
    assert list(people(session)) == ["Rosa Cano", "Ines Vale"]


@pytest.mark.parametrize(
    "said",
    [
        "It was organised by Quay Watch in collaboration with the Leadership Conference of the"
        " Lower Delta and the Assembly of Member Quays of Lenn.",
        "Nobody has asked since the Fourth World Conference on Debt in 1995.",
        "A workshop organised for “Quay Kum” members ended in Lenn.",
        "A day organised with the Assembly of Member Quays (AMQ) ended in Lenn.",
    ],
)
def test_bodies_and_events_of_long_ago_give_no_title(tmp_path: Path, said: str) -> None:
    page = (
        f"Sisters unite against debt\n\n{said}\n\nAda Bek, judge at Lenn, moderated the panel. Tom"
        " Reed, mayor of Lenn, spoke on debt.\n"
    )
    (session,) = read_sessions(tmp_path, page)
    assert session["title"] == "Sisters unite against debt"


@pytest.mark.parametrize(
    "said",
    [
        "The River Forum on Debt (RFD) takes place",
        "Harbour Light is funded by Kiln Bank. The River Forum on Debt takes place",
        "Organised by Harbour Light, the River Forum on Debt (RFD) takes place",
    ],
)
def test_an_event_may_have_a_short_name_and_who_organises_it_first(
    tmp_path: Path, said: str
) -> None:
    page = (
        f"Press release\n\n{said} in Lenn on 14 June 2031. Ada Bek, head of Quay Watch, will speak"
        " on debt. Tom Reed, mayor of Lenn, will close the day.\n"
    )
    (session,) = read_sessions(tmp_path, page)
    assert session["title"].removeprefix("The ") == "River Forum on Debt"


def test_a_post_may_begin_with_a_name(tmp_path: Path) -> None:
    said = (
        "Dr Naomi Lotte, John Fell Research Fellow at the Tor Institute, chaired the panel. The"
        " speakers were the former Prime Minister Theresa Bay, human rights barrister and expert"
        " on debt Prof Parosha Chand, and Chair of the Review of the Debt Act Frank Hill.\n"
    )
    (session,) = read_sessions(tmp_path, TOLD + said)
    assert {n: p["affiliations"][0]["title"] for n, p in people(session).items()} == {
        "Naomi Lotte": "John Fell Research Fellow",
        "Theresa Bay": "former Prime Minister",
        "Parosha Chand": "human rights barrister and expert on debt",
        "Frank Hill": "Chair of the Review of the Debt Act",
    }


def test_to_take_place_is_no_room(tmp_path: Path) -> None:
    page = (
        "River Forum on Debt\n\nThe River Forum will take place on 14 June 2031 in Lenn. Ada Bek,"
        " judge, will speak, and Tom Reed, mayor of Lenn, will moderate the debate.\n"
    )
    (session,) = read_sessions(tmp_path, page)
    assert "room" not in session


@pytest.mark.parametrize("others", ["", "Tom Reed is the mayor of Lenn. He leads its port.\n"])
def test_lives_below_speakers_are_no_background(tmp_path: Path, others: str) -> None:
    page = (
        "Children in the Brick Trade\nThis webinar looks at children in the kilns.\nTime: 24 May"
        " 2032, 15:00-16:00 CET\nPlace: online\nAbout the webinar\nChildren worked in the kilns"
        " for two decades. Many measures have been voluntary.\nSpeakers\n"
        "Mark Robson is the Vice President of the Clay Fund. He has worked for 15 years on kilns.\n"
    )
    (session,) = read_sessions(tmp_path, page + others)
    assert list(people(session)) == ["Mark Robson", *(["Tom Reed"] if others else [])]


def test_posts_lead_to_each_of_a_list(tmp_path: Path) -> None:
    said = (
        "The panel that included Congressman John Shim, Quay Intelligence Analyst Derek Valaz, and"
        " campaign coordinator Ida Lamb was on debt. Herald reporter J. David Swain and the author"
        " Dr. Louise Sheldon of Ostrow University spoke.\n"
    )
    (session,) = read_sessions(tmp_path, TOLD + said)
    assert {n: p.get("affiliations", [{}])[0].get("title") for n, p in people(session).items()} == {
        "John Shim": None,
        "Derek Valaz": "Quay Intelligence Analyst",
        "Ida Lamb": "campaign coordinator",
        "J. David Swain": "Herald reporter",
        "Louise Sheldon": "author",
    }


def test_a_time_stands_behind_the_label_of_a_date(tmp_path: Path) -> None:
    page = (
        "Debt at Sea: A Public Conversation\n\nDate: 6:30pm EDT October 22, 2031\n\nThe scholar Dr."
        " Louise Sheldon, head of Quay Watch, will speak with Ada Bek, judge at Lenn, on debt.\n\n"
        "The series ends on November 21 at 5:30 p.m. in Tor Hall.\n"
    )
    (session,) = read_sessions(tmp_path, page)
    assert (str(session["date"]), session["start"]) == ("2031-10-22", "18:30")


def test_a_title_stands_below_the_words_that_invite(tmp_path: Path) -> None:
    page = (
        "The Mission of Lenn and the Quay Rights Group are pleased to invite you to the launch of"
        " the report:\nVision 2031:\nHow might the Council of Ports contribute?\nWednesday 6 March"
        " 2031\n13.00 - 14.45\nDraft Agenda\nWelcome Remarks\nMs Sabrina Dall, Ambassador of Lenn\n"
        "Mr. Marc Limonde, Executive Director, Quay Rights Group\n"
    )
    (session,) = read_sessions(tmp_path, page)
    title = "Vision 2031: How might the Council of Ports contribute?"
    assert (session["title"], len(session["organizers"])) == (title, 2)


def test_lectures_without_a_title_have_that_of_their_sentence(tmp_path: Path) -> None:
    page = (
        "Law speaker series: work and borders\n\nAll lectures are free and open to all.\n\n"
        "Upcoming lectures\n\nNoon Sept. 16, 2031, Tor Hall, Bay Room\n\nDan Tokar, professor of"
        " law at Lenn, will discuss “Voting with the Tide.”\n\n3 p.m. Sept. 27, 2031, Hill Hall\n\n"
        "Ada Bek, judge at the Court, will discuss “A Bridge of Debt: Ports.”\n\n"
        "9 a.m. Oct. 4, 2031, Tor Hall, Bay Room\n\nCarla Neri, head of the Quay Office, will"
        " discuss “The Court and the Sea.”\n"
    )
    _, *sessions = read_sessions(tmp_path, page)
    assert [(s["title"], str(s["date"]), s["start"]) for s in sessions] == [
        ("A Bridge of Debt: Ports", "2031-09-27", "15:00"),
        ("The Court and the Sea", "2031-10-04", "09:00"),
    ]


def test_who_is_to_be_announced_is_no_body(tmp_path: Path) -> None:
    page = (
        "Roundtable on Debt\n3 June 2031\n\n9:00 Panel\nKirk Torg, Chief Deputy, Quay Office\n"
        "Timothy Ball, CEO of Operation Tide\nHarbour advocate, to be announced\n"
        "Quay Police Department, to be announced\n"
    )
    (session,) = read_sessions(tmp_path, page)
    assert [len(person["affiliations"]) for person in session["participants"]] == [1, 1]


@pytest.mark.parametrize(
    "then",
    [
        "A forum on debt opened in Lenn. It follows a first one in Tor on 3 March 2030.",
        "A forum on debt met today in Lenn. It will meet again in Tor on 4 October 2031.",
    ],
)
def test_a_report_on_its_own_day_is_of_no_other_that_it_tells(tmp_path: Path, then: str) -> None:
    page = (
        f"PORT CALDER, 7 June 2031 – {then}\n\nAda Bek, head of the Quay Office, spoke on debt. Tom"
        " Reed, mayor of Lenn, moderated the discussion.\n"
    )
    (session,) = read_sessions(tmp_path, page)
    assert str(session["date"]) == "2031-06-07"
