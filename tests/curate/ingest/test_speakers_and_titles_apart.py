"""Talks by bold names, titles in italics and over gaps, pages of people, towns, bodies, doubts."""

from __future__ import annotations

from pathlib import Path

import pytest
from drafts import FRONT, named, read_draft, read_sessions

ENGLISH = "# The law of the fields\n\nLeeds, 3 June 2031\n\n"
SPANISH = "# El derecho del campo\n\nMadrid, 3 de junio de 2031\n\n"
FRENCH = "# Le droit des champs\n\nLyon, 3 juin 2031\n\n"
GERMAN = "# Das Recht der Felder\n\nLenn, 3. Juni 2031\n\n"
PAGE = "<h1>The law of the fields</h1><p>3 June 2031</p>"
WHO = ["Ada Bek", "Rosa Cano", "Tom Ashby"]


@pytest.mark.parametrize(
    ("text", "talks"),
    [
        (
            f"{SPANISH}*Conferencia*\n\nLo que ven los jueces. **Ada Bek, jueza.**\n\n"
            "*Mesa redonda*\n\nEl trabajo en el mar. **Rosa Cano, directora.**\n\n"
            "Las tasas y sus dueños. **Tom Ashby, abogado.**\n",
            ["Lo que ven los jueces", "El trabajo en el mar", "Las tasas y sus dueños"],
        ),
        (
            f"{FRENCH}10h00\n\n*Conférence*\n\nCe que voient les juges. **Ada Bek, juge.**\n\n"
            "11h00\n\n*Table ronde*\n\nLe travail en mer. **Rosa Cano, directrice.**\n\n"
            "Les taxes et leurs maîtres. **Tom Ashby, avocat.**\n",
            ["Ce que voient les juges", "Le travail en mer", "Les taxes et leurs maîtres"],
        ),
        (
            f"{SPANISH}**10:00** *Conferencia*\n\nLo que ven los jueces. **Ada Bek, jueza.**\n\n"
            "**11:00** *Mesa redonda*\n\nEl trabajo en el mar. **Rosa Cano, directora.**\n\n"
            "La inspección en los campos. **Tom Ashby, inspector.**\n",
            ["Lo que ven los jueces", "El trabajo en el mar", "La inspección en los campos"],
        ),
    ],
)
def test_titles_stand_before_names_in_bold_below_a_kind(
    tmp_path: Path, text: str, talks: list[str]
) -> None:
    sessions = [one for one in read_sessions(tmp_path, text, ".md") if named(one)]
    assert [one["title"] for one in sessions] == talks
    assert not any("beside" in one.get("review", "") for one in sessions)
    assert [named(one) for one in sessions] == [[name] for name in WHO]


@pytest.mark.parametrize(
    ("front", "head", "rows", "titles"),
    [
        (
            GERMAN,
            "| Zeit | Programm |\n|---|---|\n",
            ["Ada Bek <br> *{}*", "Rosa Cano (Hafenstiftung) <br> *{}*", "Tom Ashby <br> *{}*"],
            ["Leben auf dem Feld", "Harte Arbeit auf See", "Gebühren und ihre Herren"],
        ),
        (
            ENGLISH,
            "Time | Programme\n--- | ---\n",
            ["Ada Bek <br> *{}*", "Rosa Cano (Terra) <br> *{}*", "Tom Ashby, Terra <br> *{}*"],
            ["Life in the fields", "Hard work at sea", "Fees and their owners"],
        ),
        (
            ENGLISH,
            "Time | Minutes | Programme | Slides\n--- | --- | --- | ---\n",
            [
                "20 | Ada Bek <br> *{}* |",
                "30 | Rosa Cano <br> *{}* | ,",
                "20 | Tom Ashby <br> *{}*",
            ],
            ["Life in the fields", "Hard work at sea", "Fees and their owners"],
        ),
    ],
)
def test_titles_stand_in_italics_below_names_in_a_cell(
    tmp_path: Path, front: str, head: str, rows: list[str], titles: list[str]
) -> None:
    cells = zip((9, 10, 11), rows, titles, strict=True)
    table = "".join(f"{hour}:00 | {row.format(title)}\n" for hour, row, title in cells)
    sessions = read_sessions(tmp_path, front + head + table, ".md")
    assert [(one["start"], one["title"]) for one in sessions] == [
        *zip(("09:00", "10:00", "11:00"), titles, strict=True)
    ]
    assert [named(one) for one in sessions] == [[name] for name in WHO]


@pytest.mark.parametrize(
    ("text", "ending", "people"),
    [
        (
            "<h1>Le droit des champs</h1><p>Lyon, 3 juin 2031</p><h4>Université de Lyon</h4>"
            "<p>Ada Bek</p><h4>Ancien ministre</h4><p>Tom Ashby</p><h4>Université de Lenn</h4>"
            "<p>Rosa Cano</p><h4>Ancienne ambassadrice</h4><p>Ellen Reed</p>",
            ".html",
            ["Ada Bek", "Tom Ashby", "Rosa Cano", "Ellen Reed"],
        ),
        (
            f"{ENGLISH}#### Ada Bek\n\nFormer Minister\n\n#### Rosa Cano\n\nCalder University\n\n"
            "#### Tom Ashby\n\nHarbour Trust\n",
            ".md",
            WHO,
        ),
        (
            f"{ENGLISH}## Ada Bek\n\nAda Bek is a judge at the Labour Court. She writes.\n\n"
            "## Rosa Cano\n\nRosa Cano is director of the Harbour Trust.\n\n"
            "## Tom Ashby\n\nTom Ashby teaches at Calder University. He is from the coast.\n",
            ".md",
            WHO,
        ),
        (
            f"{SPANISH}## Ada Bek\n\nEs jueza del Tribunal. Ha escrito sobre la deuda.\n\n"
            "## Rosa Cano\n\nDirectora de la Fundación Puerto. Antes trabajó en el mar.\n\n"
            "## Tom Ashby\n\nAbogado y profesor. Representa a trabajadores del campo.\n",
            ".md",
            WHO,
        ),
    ],
)
def test_people_on_the_page_of_a_dated_event_take_part_in_it_for_review(
    tmp_path: Path, text: str, ending: str, people: list[str]
) -> None:
    (session,) = read_sessions(tmp_path, text, ending)
    assert named(session) == people
    assert all("see whether this person takes part" in p["review"] for p in session["participants"])


@pytest.mark.parametrize(
    "text",
    [
        "# Our board\n\n## Ada Bek\n\nFormer Minister\n\n## Rosa Cano\n\nCalder University\n\n"
        "## Tom Ashby\n\nHarbour Trust\n",
        "# Safe ports now\n\nWe ask the state to hear those who built ports. They waited.\n\n"
        "Madrid, 5 May 2031\n\nAda Bek, judge\n\nRosa Cano, nurse\n\nTom Ashby, lawyer\n",
    ],
)
def test_people_of_a_board_or_below_a_letter_do_not_take_part(tmp_path: Path, text: str) -> None:
    assert not read_draft(tmp_path, text, ".md").get("sessions")


def test_a_line_that_ends_in_bold_parts_no_others_where_times_stand(tmp_path: Path) -> None:
    text = (
        f"{ENGLISH}09:00 Opening. **Coffee in the hall**\n\nLife on farms. Ada Bek, judge\n\n"
        "Work at sea. Rosa Cano, nurse\n\n10:00 Fees\n\nWho pays. Tom Ashby, lawyer\n"
    )
    titles = [one["title"] for one in read_sessions(tmp_path, text, ".md")]
    assert not {"Life on farms", "Work at sea", "Who pays"} & {*titles}


@pytest.mark.parametrize(
    ("page", "towns", "people"),
    [
        (
            f"{PAGE}<h2>Speakers</h2>"
            "<div><h3>Ada Bek</h3><span>Judge</span><p class='location'>Madrid</p></div>"
            "<div><h3>Rosa Cano</h3><span>Director</span><p class='location'>Lisbon</p></div>",
            [],
            [("Ada Bek", "Judge"), ("Rosa Cano", "Director")],
        ),
        (
            "<h1>Das Recht der Felder</h1><p>3. Juni 2031, Berlin</p><h2>Referierende</h2>"
            "<p>Ada Bek</p><p>Richterin</p><p class='location'>Wien</p>"
            "<p>Rosa Cano</p><p>Direktorin</p><p class='location'>Paris</p>",
            ["Berlin"],
            [("Ada Bek", "Richterin"), ("Rosa Cano", "Direktorin")],
        ),
        (
            "<h1>The law of the fields</h1><p>Speaker: Ada Bek</p><p>Madrid</p>"
            "<p>3 June 2031, 18:00</p>",
            ["Madrid"],
            [("Ada Bek", "")],
        ),
    ],
)
def test_a_town_below_who_speaks_is_where_that_person_is_from(
    tmp_path: Path, page: str, towns: list[str], people: list[tuple[str, str]]
) -> None:
    draft = read_draft(tmp_path, page, ".html")
    (session,) = draft["sessions"]
    assert [one["place"] for one in draft.get("context") or []] == towns
    held = ((p["name"], p.get("affiliations") or [{}]) for p in session["participants"])
    assert [(name, posts[0].get("title", "")) for name, posts in held] == people


@pytest.mark.parametrize(
    ("line", "roles"),
    [
        ("Moderated by Ada Bek, participated by Rosa Cano, Tom Ashby", ["moderator", "speaker"]),
        (
            "Chaired by Ada Bek, judge, participated by Rosa Cano and Tom Ashby",
            ["chair", "speaker"],
        ),
        ("Moderated by Ada Bek, participated by: Rosa Cano, Tom Ashby", ["moderator", "speaker"]),
    ],
)
def test_who_leads_and_who_takes_part_stand_on_one_line(
    tmp_path: Path, line: str, roles: list[str]
) -> None:
    text = f"{FRONT}09:00 Hard work at sea\n{line}\n\n11:00 Fees\nUgo Lund, judge\n"
    session, _ = read_sessions(tmp_path, text)
    assert named(session) == WHO
    assert [p["role"] for p in session["participants"]] == [*roles, "speaker"]


@pytest.mark.parametrize(
    ("text", "ending", "titles"),
    [
        (
            f"{FRONT}09:00 Hard work: the price of\n\npassage for crews\n\nAda Bek, judge\n\n"
            "11:00 Fees, debts and\n\ntheir owners\n\nTom Ashby, lawyer\n\n"
            "14:00 Homes without heat,\n\nkeys without locks\n\nRosa Cano, nurse\n",
            ".txt",
            [
                "Hard work: the price of passage for crews",
                "Fees, debts and their owners",
                "Homes without heat, keys without locks",
            ],
        ),
        (
            f"{ENGLISH}## 09:00 Homes without heat,\n\n## Courts without keys\n\nAda Bek, judge\n\n"
            "## 11:00 Fees at sea\n\nTom Ashby, lawyer\n\n## 14:00 Work and\n\n## Debt\n\n"
            "Rosa Cano, nurse\n",
            ".md",
            ["Homes without heat, Courts without keys", "Fees at sea", "Work and Debt"],
        ),
        (
            f"{GERMAN}09:00 Harte Arbeit und\n\nkalte See\n\nAda Bek, Richterin\n\n"
            "11:00 Was Gebühren verbergen\n\nTom Ashby, Anwalt\n",
            ".md",
            ["Harte Arbeit und kalte See", "Was Gebühren verbergen"],
        ),
    ],
)
def test_a_title_that_breaks_off_goes_on_below_a_blank_line(
    tmp_path: Path, text: str, ending: str, titles: list[str]
) -> None:
    assert [one["title"] for one in read_sessions(tmp_path, text, ending)] == titles


@pytest.mark.parametrize(
    ("front", "body"),
    [
        ("Il diritto dei campi\n3 giugno 2031\n\n", "Pubblica Amministrazione"),
        ("Il diritto dei campi\n3 giugno 2031\n\n", "Roma Tre"),
        ("El derecho del campo\n3 de junio de 2031\n\n", "Provincia de Santa Fe"),
        ("El derecho del campo\n3 de junio de 2031\n\n", "Municipio de Rosario"),
    ],
)
def test_bodies_of_a_state_and_universities_are_no_people(
    tmp_path: Path, front: str, body: str
) -> None:
    text = f"{front}09:00 Fees\nAda Bek\n{body}\n\n10:00 Farms\nRosa Cano\n{body}\n"
    sessions = read_sessions(tmp_path, text)
    assert [named(one) for one in sessions] == [["Ada Bek"], ["Rosa Cano"]]


def test_a_session_at_a_time_of_its_own_may_name_nobody(tmp_path: Path) -> None:
    slots = [("09:00", "Life in the fields"), ("10:00", "Hard work at sea"), ("11:00", "Fees")]
    talks = "".join(f"{at} {title}\n{who}\n\n" for (at, title), who in zip(slots, WHO, strict=True))
    sessions = read_sessions(tmp_path, f"{FRONT}{talks}12:00 Awards of the year\n")
    assert [(one["title"], one.get("review", "")) for one in sessions[3:]] == [
        ("Awards of the year", "")
    ]
