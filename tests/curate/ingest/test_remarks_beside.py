"""What invitations print beside the programme: time zones, registration, WiFi, dress code."""

from pathlib import Path

import pytest
from drafts import named, read_sessions

INVITATION = """Side event to the 41st session of the Human Rights Council

Closing the net: following the money of trafficking networks

{when}
Palais des Nations, Geneva, Room XXVII

Organised by the Permanent Mission of Norland, in cooperation with the Harbour Union

Interpretation will be provided in English, French and Russian.
Hashtag: #ClosingTheNet | Twitter: @norland_un

Registration: please register by 28 June 2031 at events@example.org
WiFi: network UNOG-Public, password welcome2031
Livestream: UN Web TV
Light refreshments will be served from 12:45.

Programme

13:15 – 13:20   Opening remarks
                H.E. Ambassador Nora Bek, Permanent Representative of Norland

13:20 – 13:50   Keynote: What bank data show
                Dr. Ugo Lund, Financial Intelligence Unit of Norland

13:50 – 14:30   Panel discussion
                Confirmed speakers (in alphabetical order):
                Ms. Amina Diallo, Executive Director, Sisters of the Quay
                Ms. Rosa Klein, survivor advocate (tbc)
                Moderator: Ms. Lea Roux, Harbour Union

14:30 – 14:45   Closing remarks
                Mr. Tom Reed, Institute for Fair Work

14:45           Group photo

Dress code: business casual
Photos and videos will be taken during the event.
"""


@pytest.mark.parametrize(
    "beside",
    [
        "",
        " (all times CEST)",
        " (followed by a light lunch)",
        " Central European Summer Time (CEST)",
        " (Eastern Daylight Time)",
    ],
)
def test_the_time_of_the_whole_may_have_remarks_and_a_photo_at_its_end(
    tmp_path: Path, beside: str
) -> None:
    when = f"Wednesday, 3 July 2031, 13:15 – 14:45{beside}"
    found = read_sessions(tmp_path, INVITATION.format(when=when))
    assert [(s["start"], s["title"], named(s)) for s in found] == [
        ("13:15", "Opening remarks", ["Nora Bek"]),
        ("13:20", "Keynote: What bank data show", ["Ugo Lund"]),
        ("13:50", "Panel discussion", ["Amina Diallo", "Rosa Klein", "Lea Roux"]),
        ("14:30", "Closing remarks", ["Tom Reed"]),
    ]


def test_a_room_behind_a_full_stop_is_no_part_of_a_body(tmp_path: Path) -> None:
    text = (
        "Encuentro contra la trata\n\n22 de octubre de 2031\n\n2:00 p. m. – 4:00 p. m.\n"
        "Mesas de trabajo simultáneas\nMesa 1: Prevención. Coordina: Paola Vélez, Fundación Alba."
        " Salón Bolívar\nMesa 2: Asistencia. Coordina: Iván Mejía, ICBF. Salón Caribe\n\n"
        "4:00 p. m. – 5:00 p. m.\nRelatoría de las mesas y conclusiones\nRelatora: Sofía Arango\n"
    )
    *groups, last = read_sessions(tmp_path, text)
    assert [s["title"] for s in groups] == ["Mesa 1: Prevención", "Mesa 2: Asistencia"]
    bodies = [p["affiliations"][0]["organization"] for s in groups for p in s["participants"]]
    assert bodies == ["Fundación Alba", "ICBF"]
    assert (last["title"], named(last)) == (
        "Relatoría de las mesas y conclusiones",
        ["Sofía Arango"],
    )


def test_each_in_a_row_may_stand_behind_of(tmp_path: Path) -> None:
    text = (
        "Journée d'étude sur la traite\n\nle jeudi 16 octobre 2031\n\n11h15 – 12h45 Table ronde :"
        " Protéger les enfants\nAvec la participation de Mme Anne Moreau, juge des enfants, de Mme"
        " Fatou Sow, éducatrice à Koutcha, et de M. Luc Girard, procureur adjoint\n"
        "\n14h00 Clôture par M. Jean Blanc\n"
    )
    first, _ = read_sessions(tmp_path, text)
    assert named(first) == ["Anne Moreau", "Fatou Sow", "Luc Girard"]


def test_an_envoy_of_a_country_is_nobody_of_that_name_and_a_talk_no_body(tmp_path: Path) -> None:
    text = (
        "Круглый стол о торговле людьми: роль гражданского общества\n\n18 сентября 2031 года\n\n"
        "09:30 – 10:00   Открытие круглого стола\n                Приветственные слова:\n"
        "                Серик Нурланов – заместитель министра внутренних дел\n"
        "                господин Томас Штерн, Посол Норвегии\n\n"
        "10:00 – 11:30   Сессия 1. Выявление жертв\n                Докладчики:\n"
        "                1. Айгуль Садыкова, доцент\n                «Проблемы квалификации»\n"
        "                2. Бахыт Оспанов, прокурор\n                «Практика расследования»\n"
    )
    opening, session = read_sessions(tmp_path, text)
    assert named(opening) == ["Серик Нурланов", "Томас Штерн"]
    assert [p["affiliations"] for p in session["participants"]] == [
        [{"title": "доцент"}],
        [{"title": "прокурор"}],
    ]


def test_rooms_stand_behind_kinds_and_a_colon_within_a_role(tmp_path: Path) -> None:
    text = """Fachtagung
Menschenhandel erkennen

16. Oktober 2031

11:00 Uhr
Podiumsgespräch mit
• Dr. Petra Otto, Deutsches Institut für Menschenrechte
• Mark Steiner, Bundeskriminalamt

13:30 Uhr Parallele Workshops

Workshop 1 (Raum 101)
Arbeitsausbeutung in der Pflege
Referentin: Dr. Eva Brandt, Faire Mobilität

Workshop 2 (Saal)
Minderjährige Betroffene
Referent:innen: Lisa Maier und Jonas Wolf, ECPAT Deutschland
"""
    found = read_sessions(tmp_path, text)
    assert [(s["title"], s.get("room"), named(s)) for s in found] == [
        ("Podiumsgespräch", None, ["Petra Otto", "Mark Steiner"]),
        ("Arbeitsausbeutung in der Pflege", "Raum 101", ["Eva Brandt"]),
        ("Minderjährige Betroffene", "Saal", ["Lisa Maier", "Jonas Wolf"]),
    ]


def test_a_mail_quotes_the_title_in_its_subject(tmp_path: Path) -> None:
    text = """From: Harbour Union Events
Subject: Invitation: Webinar "Who pays? Recruitment fees at sea" - 12 June, 15:00 CET

Dear colleagues,

The Harbour Union is pleased to invite you to the webinar:

WHO PAYS? RECRUITMENT FEES AT SEA
Thursday, 12 June 2031
15:00-16:30 CET / 9:00-10:30 EST

Join us for a discussion with:

* Ada Bek, Senior Researcher, Institute for Fair Work
* Ugo Lund, Head of Human Rights, Norfisk

The discussion will be moderated by Lea Roux (Harbour Union).
"""
    (session,) = read_sessions(tmp_path, text)
    assert (session["title"], session["start"]) == ("Who pays? Recruitment fees at sea", "15:00")
    assert named(session) == ["Ada Bek", "Ugo Lund", "Lea Roux"]


def test_talks_stand_behind_bodies_in_brackets_and_below_keynotes(tmp_path: Path) -> None:
    text = """Research conference on modern slavery
5 September 2031

09:45-10:45 Keynote 1 (Lecture Theatre A)
Dr. Zoe Trod (University of Lenn): Slavery in the age of climate

11:15-12:45 1B: Survivors' voices (Room 1.02)
- Wendy Ask (Nottingham): Art as testimony
- Ada Bek (Mentari): From survivor to leader
- Ugo Lund (Caritas): On survivor leaders at work
"""
    keynote, session = read_sessions(tmp_path, text)
    assert (keynote["title"], named(keynote)) == ("Slavery in the age of climate", ["Zoe Trod"])
    bodies = [p["affiliations"] for p in session["participants"]]
    assert bodies == [[{"organization": one}] for one in ("Nottingham", "Mentari", "Caritas")]


@pytest.mark.parametrize(
    ("day", "title", "rest"),
    [
        (
            "World Day against Trafficking in Persons",
            "Expert discussion “Invisible: labour exploitation in times of war”",
            "Date: 30 July 2031\nTime: 11:00–13:00\nPlace: Press Centre\n\nSpeakers:\n"
            "Ada Bek — director, Harbour Union\n",
        ),
        (
            "Міжнародний день боротьби з торгівлею людьми",
            "Експертна дискусія «Невидимі: трудова експлуатація під час війни»",
            "Дата: 30 липня 2031 року\nЧас: 11:00–13:00\nМісце: Укрінформ\n\nУчасники:\n"
            "Людмила Коваль — директорка\n",
        ),
    ],
)
def test_a_kind_with_a_quoted_title_is_the_title_below_the_day_it_is_held_on(
    tmp_path: Path, day: str, title: str, rest: str
) -> None:
    (session,) = read_sessions(tmp_path, f"{day}\n{title}\n\n{rest}")
    assert session["title"] == title


def test_lessons_count_and_are_no_rooms(tmp_path: Path) -> None:
    text = """Training course on investigations
Vicenza, 10 November 2031

0930-1030  Lesson 1: Legal framework. Instructor: Dr. Ilse Haan (UNODC)
1030-1100  Coffee break
1100-1230  Lesson 2: Interviewing victims. Instructors: Insp. Ana Lopez, Dr. John Kerr
"""
    found = read_sessions(tmp_path, text)
    assert [(s["title"], s.get("room"), named(s)) for s in found] == [
        ("Lesson 1: Legal framework", None, ["Ilse Haan"]),
        ("Lesson 2: Interviewing victims", None, ["Ana Lopez", "John Kerr"]),
    ]


def test_a_sentence_before_a_post_is_no_part_of_it(tmp_path: Path) -> None:
    text = """# Freedom Week 2031

## 20 October

### Film screening: The Quay
**6:30 PM – 9:00 PM** · Old Mill Cinema

A documentary (78 min). Followed by a conversation with director **Ines Costa** and **Ugo Lund** (Terra).

### Breakfast for business
**8:00 AM – 9:30 AM** · Town Hall

Speakers: Nora Bek, Partner, Bek & Sons LLP
"""  # noqa: E501
    film, _ = read_sessions(tmp_path, text, ".md")
    assert named(film) == ["Ines Costa", "Ugo Lund"]
    assert film["participants"][0]["affiliations"] == [{"title": "director"}]


@pytest.mark.parametrize(
    "rows",
    [
        "Workshop 1: Compensation (Room 2) – Chair: Stuart Hall\n"
        "Workshop 2: Children in migration (Room 3) – Chair: Daja Wenke, Caritas\n",
        "Workshop 1: Compensation. Chair: Stuart Hall\n"
        "Workshop 2: Children in migration. Chair: Daja Wenke, Caritas\n",
    ],
)
@pytest.mark.parametrize("slot", ["14h30 Session III – Parallel workshops", "14h30\nWorkshops"])
def test_workshops_side_by_side_are_sessions_each_though_who_leads_is_beside(
    tmp_path: Path, slot: str, rows: str
) -> None:
    text = (
        "Conference on trafficking in ports\n16 May 2031\n\n10h00 Opening\nAda Bek, judge\n\n"
        f"{slot}\n{rows}\n16h30 Closing\nUgo Lund, mayor\n"
    )
    found = {s["title"]: named(s) for s in read_sessions(tmp_path, text)}
    assert found["Workshop 1: Compensation"] == ["Stuart Hall"]
    assert found["Workshop 2: Children in migration"] == ["Daja Wenke"]


@pytest.mark.parametrize(
    "said",
    ["Chair: Peter Hall, Terra", "Peter Hall (Terra)", "Speakers: Peter Hall, Mary Church"],
)
def test_a_surname_that_is_a_word_for_a_room_is_no_room(tmp_path: Path, said: str) -> None:
    text = (
        "Conference on trafficking in ports\n16 May 2031\n\n10h00 Opening\nAda Bek, judge\n\n"
        f"14h30 Access to compensation\n{said}\n\n16h30 Closing\nUgo Lund, mayor\n"
    )
    _, session, _ = read_sessions(tmp_path, text)
    assert (named(session)[0], session.get("room")) == ("Peter Hall", None)
