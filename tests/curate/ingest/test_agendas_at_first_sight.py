"""Agendas as organisations issue them: what was read wrongly when it was first seen."""

from pathlib import Path
from typing import Any

import pytest
from drafts import NEXT, read_draft, read_sessions

FRONT = {
    "en": "The law of the fields\n3 June 2031\n\n",
    "fr": "La loi des champs\n3 juin 2031\n\n",
    "uk": "Закон полів\n3 червня 2031 року\n\n",
}
FARMS = {
    "en": NEXT,
    "fr": "\n10h30 Fermes\nTom Reed, maire\n\n11h30 Tribunaux\nCarla Neri, infirmière\n",
    "uk": "\n10:30 Ферми\nТом Рід, мер\n\n11:30 Суди\nКарла Нері, лікарка\n",
}


def told(sessions: Any) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """Return the sessions but the two that follow, with who has which role, and which title."""
    return [
        (
            session["title"],
            [
                (
                    one["name"],
                    one["role"],
                    *[a.get("title", "") for a in one.get("affiliations", ())[:1]],
                )
                for one in session["participants"]
            ],
        )
        for session in sessions[:-2]
    ]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "en",
            "09:00 Q&A, chaired by Tamsin Orde-Hughes\n",
            [("Q&A", [("Tamsin Orde-Hughes", "chair")])],
        ),
        (
            "fr",
            "9h00 Table ronde : du commissariat au foyer\nAnimation : Ada Bek, juge\n",
            [("Table ronde : du commissariat au foyer", [("Ada Bek", "moderator", "juge")])],
        ),
        (
            "fr",
            "9h00 Table ronde : Les gestes\n"
            "Modération M. Ugo Lund | Intervenant·es Mme Ada Bek, Dre Lena Winter et M. Li Wu\n",
            [
                (
                    "Table ronde : Les gestes",
                    [
                        ("Ugo Lund", "moderator"),
                        ("Ada Bek", "speaker"),
                        ("Lena Winter", "speaker"),
                        ("Li Wu", "speaker"),
                    ],
                )
            ],
        ),
        (
            "en",
            "09:00 Panel 1: Ports\n\n- Injuries that do not match: Ada Bek, judge\n"
            "- Who pays the bill: Ugo Lund, nurse\n",
            [
                (
                    "Panel 1: Ports",
                    [("Ada Bek", "panellist", "judge"), ("Ugo Lund", "panellist", "nurse")],
                )
            ],
        ),
        (
            "uk",
            "09:00 Відкриття\n\nВітальні слова:\n"
            "голова правління, Громадська організація «Обрій» – Ада Бек\n",
            [("Відкриття", [("Ада Бек", "welcoming", "голова правління")])],
        ),
    ],
    ids=["led-by", "foyer", "run-on", "topics", "post-of-chair"],
)
def test_an_agenda_is_read_right(
    tmp_path: Path, language: str, text: str, expected: list[Any]
) -> None:
    assert told(read_sessions(tmp_path, FRONT[language] + text + FARMS[language])) == expected


def test_workshops_with_who_leads_them_in_brackets_are_read_alike(tmp_path: Path) -> None:
    text = "9h00 Ateliers\nAtelier 1 – L'entretien (Ada Bek, psychologue, Aide aux marins)\n"
    text += "Atelier 2 – L'administrateur (Ugo Lund, Trajets)\n"
    sessions = read_sessions(tmp_path, FRONT["fr"] + text + FARMS["fr"])
    names = [one["name"] for session in sessions for one in session["participants"]]
    assert names == ["Ada Bek", "Ugo Lund", "Tom Reed", "Carla Neri"]


def test_a_list_may_count_its_items_before_their_times(tmp_path: Path) -> None:
    rows = "<p>1. 09:00 Ports – Ada Bek, judge</p><p>2. 10:00 Farms – Tom Reed, mayor</p>"
    rows += "<p>3. 11:00 Courts – Carla Neri, nurse</p>"
    head = "<h1>The law of the fields</h1><p>3 June 2031</p>"
    sessions = read_sessions(tmp_path, head + rows, ".html")
    assert [session["title"] for session in sessions] == ["Ports", "Farms", "Courts"]


def test_the_head_of_a_column_is_no_body_of_the_trainers_above(tmp_path: Path) -> None:
    head = "<h1>Закон полів</h1><p>3 червня 2031 року</p><p>Тренери: Ада Бек, Ярослав Дрозд</p>"
    rows = "".join(
        f"<tr><td>{a}</td><td>{b}</td><td>{c}</td></tr>"
        for a, b, c in (
            ("Час", "Тема", "Хто проводить"),
            ("09:00–10:00", "Порти", "Ада Бек"),
            ("10:00–11:00", "Суди", "Ярослав Дрозд"),
        )
    )
    sessions = read_sessions(tmp_path, f"{head}<table>{rows}</table>", ".html")
    assert [s["participants"][0].get("affiliations") for s in sessions] == [None, None]


def test_who_is_named_beside_bodies_in_brackets_is_nobodys_body(tmp_path: Path) -> None:
    text = "09:00 Fees\nPanel: Dr. Silke Marsh, Tom Hunter, Dr. Anosha Wade (ILO)\n"
    text += "10:00 Ships\nPanel: Andy Hall (independent), Ravi Menon (Union), Glorene Das (Terra)\n"
    fees, ships, *_ = read_sessions(tmp_path, FRONT["en"] + text + NEXT)
    assert [[one["name"] for one in session["participants"]] for session in (fees, ships)] == [
        ["Silke Marsh", "Tom Hunter", "Anosha Wade"],
        ["Andy Hall", "Ravi Menon", "Glorene Das"],
    ]


def test_participants_are_introduced_in_a_session_of_that_title(tmp_path: Path) -> None:
    text = "09:00 Welcome and introduction of participants\nAda Bek, judge\n"
    session, *_ = read_sessions(tmp_path, FRONT["en"] + text + NEXT)
    assert session["title"] == "Welcome and introduction of participants"
    assert session["participants"][0]["role"] != "participant"


def test_a_role_ends_at_what_is_set_as_roles_are_and_is_unknown(tmp_path: Path) -> None:
    text = "# Invisibili\n\n3 giugno 2031, ore 17.30\n\n*Introduce*\n\nTom Reed, sindaco\n\n"
    text += "*Presentano il rapporto*\n\nAda Bek, ricercatrice\n\n*Modera*\n\nLea Rossi, giudice\n"
    (session,) = read_sessions(tmp_path, text, ".md")
    found = [(one["name"], one["role"], "review" in one) for one in session["participants"]]
    assert found == [
        ("Tom Reed", "introduction", False),
        ("Ada Bek", "speaker", True),
        ("Lea Rossi", "moderator", False),
    ]


@pytest.mark.parametrize(
    "labels",
    [
        "<p><b>Panellists</b></p><p>Tom Reed, mayor</p><p><b>The price</b></p>",
        "<h3>Speakers</h3><h3>Lenn Court</h3>",
    ],
)
def test_a_title_or_a_body_set_as_roles_are_is_no_unknown_role(tmp_path: Path, labels: str) -> None:
    text = (
        f"<h1>Debt</h1><p>3 June 2031</p><h2>10:00 Panel: Courts</h2>{labels}<p>Ada Bek, judge</p>"
    )
    session, *_ = read_sessions(tmp_path, text, ".html")
    assert not any("in no vocabulary" in p.get("review", "") for p in session["participants"])


def test_a_label_alone_names_several_who_answer(tmp_path: Path) -> None:
    text = "# Debt\n\n3 June 2031, 10:00–12:00\n\n"
    text += "**Discussant**\n\nAda Bek, judge\n\nTom Reed, mayor\n"
    (session,) = read_sessions(tmp_path, text, ".md")
    assert [one["role"] for one in session["participants"]] == ["discussant", "discussant"]


def test_who_speaks_stands_behind_a_topic_in_italics(tmp_path: Path) -> None:
    text = "# The law of the fields\n\n3 June 2031\n\n**09:00 Papers**\n\n"
    text += "* *Unmaking consent: the case law* — Ada Bek (Lund)\n  Discussant: Tom Reed (IOM)\n"
    text += (
        "* *Debts of the fleet* — Vladisla Stoyan-Ek (Lund)\n\n**10:00 Farms**\n\nUgo Lund, mayor\n"
    )
    session, *_ = read_sessions(tmp_path, text, ".md")
    found = [(one["name"], one["role"]) for one in session["participants"]]
    assert found == [
        ("Ada Bek", "speaker"),
        ("Tom Reed", "discussant"),
        ("Vladisla Stoyan-Ek", "speaker"),
    ]


@pytest.mark.parametrize("ending", [".txt", ".html"])
def test_a_series_gives_a_day_and_below_it_a_title_each(tmp_path: Path, ending: str) -> None:
    days = ("12 September 2031", "26 September 2031", "10 October 2031")
    talks = (
        "Debts of the fleet\nSpeaker: Ada Bek, judge",
        "Exploitation in parcels\nSpeaker: N. N.",
        "Residence law\nUgo Lund (Ban Ying)",
    )
    text = "Lectures: Seeing it\n\n" + "".join(f"{d}\n{t}\n\n" for d, t in zip(days, talks))
    if ending == ".html":
        cells = (f"<tr><td>{d}<td>{t.replace(chr(10), '<br>')}</tr>" for d, t in zip(days, talks))
        text = f"<h1>Lectures: Seeing it</h1><table>{''.join(cells)}</table>"
    sessions = read_sessions(tmp_path, text, ending)
    found = [(str(s["date"]), s["title"], len(s.get("participants") or ())) for s in sessions]
    assert found == [
        ("2031-09-12", "Debts of the fleet", 1),
        ("2031-09-26", "Exploitation in parcels", 0),
        ("2031-10-10", "Residence law", 1),
    ]


def test_days_of_one_event_are_no_series(tmp_path: Path) -> None:
    text = "<h1>Форум «Мост»</h1><p>5–6 июня 2031 г.<br>Дом дружбы, Кызыл-Тала</p>"
    for day in ("5 июня 2031 года, четверг", "6 июня 2031 года, пятница"):
        text += f"<h2>{day}</h2><h3>Права – 30’</h3><p>Модератор: Ада Бек – судья</p>"
        text += "<h3>Итоги – 90’</h3><p>Спикер: Том Рид – мэр</p>"
    (place,) = read_draft(tmp_path, text, ".html")["context"]
    assert place["place"] == "Кызыл-Тала"


@pytest.mark.parametrize(
    ("first", "second", "below"),
    [
        ("Port Library", "Old Mill", "Cheap Ships, with {}"),
        ("People against Miller", "People against Brown", "Judge: {}"),
        ("No booking needed", "Please ring first", "{}, nurse"),
        ("No booking needed", "Please ring first", "Speaker: {}"),
    ],
)
def test_what_stands_below_days_is_no_title_unless_who_takes_part_is_below_it(
    tmp_path: Path, first: str, second: str, below: str
) -> None:
    days = zip(("3", "10", "17"), (first, second, first), ("Ada Bek", "Tom Reed", "Lea Rossi"))
    text = "".join(f"{day} March 2031\n{what}\n{below.format(who)}\n" for day, what, who in days)
    draft = read_draft(tmp_path, f"# Walks\n\n{text}", ".md")
    assert not {s["title"] for s in draft.get("sessions", ())} & {first, second}


def test_days_by_which_something_is_due_are_no_series(tmp_path: Path) -> None:
    rows = "<tr><td>1 March 2031<td>Abstracts due</tr><tr><td>1 April 2031<td>Notification of all"
    rows += "</tr><tr><td>1 May 2031<td>Full papers due</tr>"
    text = f"<h1>Call for papers: The law of the fields</h1><table>{rows}</table>"
    assert not read_draft(tmp_path, text, ".html").get("sessions")


def test_a_part_as_high_as_the_days_is_not_at_the_time_above(tmp_path: Path) -> None:
    text = "# La loi\n\n## 3 juin 2031\n\n14h00 : **Rapport**\n\nAda Bek, juge\n\n"
    text += "## Première partie – Recruter\n\nSous la présidence de Tom Reed, juge\n\n"
    text += (
        "14h30 : **Les annonces**\n\nUgo Lund, juge\n\n15h00 : **La preuve**\n\nLea Rossi, juge\n"
    )
    starts = {s["title"]: s.get("start") for s in read_sessions(tmp_path, text, ".md")}
    assert starts["Première partie – Recruter"] is None


def test_talks_are_at_the_time_above_where_it_is_a_heading_as_they_are(tmp_path: Path) -> None:
    text = "# Debt\n\n## 3 June 2031\n\n"
    text += "## 09:00–12:00 Panel: Courts\n\n## Views\n\nTom Reed, judge\n\n"
    text += "## 13:00–15:00 Panel: Wages\n\n## Crews at sea\n\nAda Bek, mayor\n\n"
    text += "## Crews on land\n\nLea Rossi, docker\n"
    *_, last = read_sessions(tmp_path, text, ".md")
    assert (last["title"], last.get("start")) == ("Crews on land", "13:00")


def test_who_leads_a_group_stands_behind_it_with_the_role_and_the_room(tmp_path: Path) -> None:
    text = "09:00 Groups\nGroup A (judges): facilitator Mr. Ugo Lund\n"
    text += "Group B: facilitator Ms. Ada Bek, Terra\n"
    text += "09:30 Fees\nFacilitator: Lea Rossi (La Strada) · Room Aldo\n"
    groups, fees, *_ = read_sessions(tmp_path, FRONT["en"] + text + NEXT)
    assert [one["role"] for one in groups["participants"]] == ["facilitator", "facilitator"]
    assert fees["participants"][0]["affiliations"] == [{"organization": "La Strada"}]


def test_what_is_taught_is_no_title_of_the_trainer_above(tmp_path: Path) -> None:
    text = "# Formation\n\n3 juin 2031\n\n**Module 1 : Comprendre (9h30–12h30)**\nFormatrice : "
    text += "Ada Bek (médiatrice)\n- Définitions et cadre légal\n- Les formes d'exploitation\n\n"
    text += "**Module 2 : Repérer (14h00–17h00)**\nFormateur : Tom Reed, juge\n"
    session, _ = read_sessions(tmp_path, text, ".md")
    assert session["participants"][0]["affiliations"] == [{"title": "médiatrice"}]


def test_names_in_capitals_stand_in_the_sentences_of_an_agenda(tmp_path: Path) -> None:
    text = "09:00 OPENING\nMARISOL BEK, Chief of Staff, Terra Justice, will open the day.\n"
    text += '09:30 KEYNOTE\n"Debt at Sea" by EVE N. LUND, Director, Law Clinic. All is said.\n'
    text += "10:00 COURTS\nThere are no figures. LEA ROSSI JD, Head, Open Door, will say why.\n"
    sessions = read_sessions(tmp_path, FRONT["en"] + text + NEXT)[:3]
    assert [one["name"] for session in sessions for one in session["participants"]] == [
        *("MARISOL BEK", "EVE N. LUND", "LEA ROSSI"),
    ]


@pytest.mark.parametrize(("mark", "end"), [(".", " | Salon {}"), (":", " (Salon {})")])
def test_sessions_side_by_side_are_counted_by_figure_and_letter(
    tmp_path: Path, mark: str, end: str
) -> None:
    titles = ["Hearing Children", "Work in Nail Bars", "Hotels That Look Away", "Data and Harm"]
    text = "09:00 Breakout sessions\n{}\nAda Bek, Terra\n{}\nTom Reed, Law Clinic\n"
    text += "10:00 Breakout sessions\n{}\nLea Rossi, Open Door\n{}\nUgo Lund, La Strada\n"
    counts = zip(("1A", "1B", "2A", "2B"), titles)
    heads = [f"{n}{mark} {title}{end.format(n[0])}" for n, title in counts]
    sessions = read_sessions(tmp_path, FRONT["en"] + text.format(*heads) + NEXT)[:4]
    assert [s["title"].partition(f"{mark} ")[2] or s["title"] for s in sessions] == titles
    assert [s["room"] for s in sessions] == ["Salon 1", "Salon 1", "Salon 2", "Salon 2"]


def test_behind_what_somebody_does_stands_who_does_it(tmp_path: Path) -> None:
    text = FRONT["en"] + "09:00 Closing words by Eefje de Volder\n" + NEXT
    expected = ("Closing words", [("Eefje de Volder", "closing-remarks")])
    assert told(read_sessions(tmp_path, text)) == [expected]


def test_who_talks_to_somebody_with_a_title_takes_part_too(tmp_path: Path) -> None:
    text = "Moderne Formen der Sklaverei\n\nUgo Bek (Terra e.V.) im Gespräch mit Prof. Dr. Lea "
    text += (
        "Rossi (Universität Lenn)\nModeration: Tom Reed (Terra e.V.)\n\nMittwoch, 3. Juni 2031, "
    )
    (session,) = read_sessions(tmp_path, f"{text}19.30 Uhr\n")
    assert [one["name"] for one in session["participants"]] == ["Ugo Bek", "Lea Rossi", "Tom Reed"]


def test_a_role_below_post_and_body_is_of_the_item_above(tmp_path: Path) -> None:
    text = "Webinar: Fair ports\n3 June 2031, 12:00\n\nSpeakers\n\n"
    text += "  • Lea Rossi\n    Director, Law Clinic\n    Moderator\n"
    text += "  • Tom Reed\n    Judge, High Court\n"
    (session,) = read_sessions(tmp_path, text)
    assert [one["role"] for one in session["participants"]] == ["moderator", "speaker"]


def test_each_of_several_is_read_whatever_their_names_are(tmp_path: Path) -> None:
    text = "09:00 Відкриття\nСпікери: Дарина Бек; Аксана Лунд, Офіс; Петер ван дер Лан (МОМ)\n"
    (session, *_) = read_sessions(tmp_path, FRONT["uk"] + text + FARMS["uk"])
    names = [one["name"] for one in session["participants"]]
    assert names == ["Дарина Бек", "Аксана Лунд", "Петер ван дер Лан"]
    text = "09:00 Welcome by Irena Bek, Deputy Minister of Trade, and Sihana Lund, IOM\n"
    (session, *_) = read_sessions(tmp_path, FRONT["en"] + text + NEXT)
    assert [one["name"] for one in session["participants"]] == ["Irena Bek", "Sihana Lund"]


def test_the_only_session_that_somebody_opens_is_a_session(tmp_path: Path) -> None:
    text = "Seminar on Debt\n3 June 2031, Lenn\n\n10:00 Opening by Ada Bek, Open Door\n"
    (session,) = read_sessions(tmp_path, text)
    assert (session["title"], "review" in session) == ("Opening", False)


def test_what_a_book_tells_and_who_stands_trial_is_no_part_of_a_session(tmp_path: Path) -> None:
    text = "09:00 Debt at Sea\nAda Bek, Terra\n“The Harbour” by Ugo Lund is a novel on debt.\n"
    text += "Lea Rossi, owner of the Harbour Inn, will stand trial in June for what she did.\n"
    (_, people), *_ = told(read_sessions(tmp_path, FRONT["en"] + text + NEXT))
    assert [name for name, *_ in people] == ["Ada Bek"]
