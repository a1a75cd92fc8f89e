"""Programmes written by who did not know the reader: tracks, lists below agendas, open names."""

from __future__ import annotations

from pathlib import Path

import pytest
from drafts import read_draft

from atgraph.curate.ingest.formats.pdf_segments import Segment
from atgraph.curate.ingest.formats.pdf_wraps import stands_apart

HEAD = (
    "Conference on Fair Work\n9 March 2027\n\nAgenda\n\n9:00 Opening\nLea Moor, Harbour Trust\n\n"
)
GERMAN = "Fachtag Arbeit\n9. März 2027\n\nProgramm\n\n9:00 Uhr Recht\nLea Moor, Hafenbund\n\n"
TRACKS = (
    "<html><body><h1>Fair Summit</h1><p>5 October 2027</p><h3>10:45 – 12:00 Parallel tracks</h3>"
    "<span>Track A · Textiles</span><h4>The audit that saw nothing</h4><p>Room Oak</p>"
    "<p>Speakers: Ada Bek (Harbour Trust), Ugo Lund (Open Door)</p>"
    "<span>Track B · Minerals</span><h4>From pit to phone</h4><p>Room Elm</p>"
    "<p>Speakers: Rosa Cano (Law Clinic), Nga Pham (Fair Fund)</p></body></html>"
)
AGENDA = (
    "9:30 The first minutes\nTrainer: Ada Bek\n\n10:00 Memory\nDr. Ugo Lund\n\n"
    "11:00 Law in brief\nRosa Cano\n\n12:00 Certificates\nNga Pham\n\n"
)
LISTED = (
    "Trainers: Nga Pham – Fair Fund; Ada Bek – Police Academy; Ugo Lund – Child House;"
    " Rosa Cano – Law Bureau\n"
)


def people_of(folder: Path, text: str, suffix: str = ".txt") -> dict[str, list[str]]:
    """Return the people of each session, with their bodies in brackets."""
    return {
        session["title"]: [
            " ".join(
                [
                    person["name"],
                    *(
                        f"({a['organization']})"
                        for a in person.get("affiliations", ())
                        if "organization" in a
                    ),
                ]
            )
            for person in session.get("participants", ())
        ]
        for session in read_draft(folder, text, suffix)["sessions"]
    }


def test_a_track_in_plain_print_above_a_heading_is_no_title(tmp_path: Path) -> None:
    assert people_of(tmp_path, TRACKS, ".html") == {
        "The audit that saw nothing": ["Ada Bek (Harbour Trust)", "Ugo Lund (Open Door)"],
        "From pit to phone": ["Rosa Cano (Law Clinic)", "Nga Pham (Fair Fund)"],
    }


def test_a_list_below_the_agenda_says_who_its_people_are(tmp_path: Path) -> None:
    assert people_of(tmp_path, f"Training on Interviews\n9 March 2027\n\n{AGENDA}{LISTED}") == {
        "The first minutes": ["Ada Bek (Police Academy)"],
        "Memory": ["Ugo Lund (Child House)"],
        "Law in brief": ["Rosa Cano (Law Bureau)"],
        "Certificates": ["Nga Pham (Fair Fund)"],
    }


@pytest.mark.parametrize(
    ("head", "line"),
    [
        (HEAD, "Dr. Ada Bek, Ugo Lund, Rosa Klein"),
        (HEAD, "Panel: Dr. Ada Bek, Ugo Lund, Rosa Klein and a survivor"),
        (GERMAN, "Mit: Ada Bek, Ugo Lund, Rosa Klein und eine Betroffene"),
        (GERMAN, "Es diskutieren Dr. Ada Bek, Ugo Lund, Rosa Klein und eine Betroffene (anonym)"),
    ],
)
def test_one_of_several_may_have_an_honorific(tmp_path: Path, head: str, line: str) -> None:
    found = people_of(tmp_path, f"{head}10:00 Who owns the vessel?\n{line}\n")
    assert found["Who owns the vessel?"] == ["Ada Bek", "Ugo Lund", "Rosa Klein"]


def test_somebody_known_is_no_body_of_another(tmp_path: Path) -> None:
    text = f"{HEAD}10:00 Law\nZeyla Quarm\n\n11:00 Certificates\nCol. Ada Bek, Zeyla Quarm\n"
    assert people_of(tmp_path, text)["Certificates"] == ["Ada Bek", "Zeyla Quarm"]


def test_a_name_like_a_month_is_a_name(tmp_path: Path) -> None:
    found = people_of(tmp_path, f"{HEAD}10:00 Fees\nRapporteur: Jun Watanabe\n")
    assert found["Fees"] == ["Jun Watanabe"]


def test_an_open_representative_is_nobody_above(tmp_path: Path) -> None:
    text = f"{HEAD}10:00 Fees\nUgo Lund, Welfare Trust\nRepresentative of the flag State (TBC)\n"
    *_, last = read_draft(tmp_path, text, ".txt")["sessions"]
    (person,) = last["participants"]
    assert "status" not in person
    assert person["affiliations"] == [{"organization": "Welfare Trust"}]


def test_an_item_that_counts_a_workshop_is_no_body(tmp_path: Path) -> None:
    text = (
        "13:00–14:30 Uhr\nWorkshops\n- WS 1: Unterricht (Ada Bek, KOFRA)\n"
        "- WS 2: Gespräche (Ugo Lund)\n- WS 3: Pflichten (Ass. jur. Rosa Klein, Schulamt Lenn)\n"
    )
    assert people_of(tmp_path, GERMAN + text) == {
        "Recht": ["Lea Moor (Hafenbund)"],
        "WS 1: Unterricht": ["Ada Bek (KOFRA)"],
        "WS 2: Gespräche": ["Ugo Lund"],
        "WS 3: Pflichten": ["Rosa Klein (Schulamt Lenn)"],
    }


def test_a_topic_with_a_comma_leads_to_who_shows_it(tmp_path: Path) -> None:
    text = "10:00 Three tools\nTool 1, PayTrace: Ada Bek\nTool 2, the app: Ugo Lund, Open Door\n"
    found = people_of(tmp_path, HEAD + text)
    assert found["Three tools"] == ["Ada Bek", "Ugo Lund (Open Door)"]


def test_french_bodies_in_small_letters_are_bodies(tmp_path: Path) -> None:
    text = (
        "Colloque\n3 juin 2027\n\nProgramme\n\n9h00 Droit\nAda Bek, association Les Mains Libres\n"
        "Rosa Cano, vice-présidente du tribunal judiciaire de Lenn\n"
        "Ugo Lund, journaliste indépendant\nDébat avec la salle\n"
    )
    assert people_of(tmp_path, text)["Droit"] == [
        "Ada Bek (association Les Mains Libres)",
        "Rosa Cano (tribunal judiciaire de Lenn)",
        "Ugo Lund",
    ]


def test_who_is_far_away_is_of_the_body_before_it(tmp_path: Path) -> None:
    text = (
        "Congreso\n3 de junio de 2027\n\n9:00 Mesa\nAda Bek (FAO-Justicia, por videoconferencia)\n"
    )
    assert people_of(tmp_path, text)["Mesa"] == ["Ada Bek (FAO-Justicia)"]


def test_a_role_in_brackets_behind_a_post_is_taken(tmp_path: Path) -> None:
    rows = (
        ("Name", "Function", "Organisation"),
        ("Ms Ada BEK", "Chairperson (moderator)", "Open Door"),
        ("Mr Ugo LUND", "Specialist", "Shelter Network"),
        ("Ms Rosa CANO", "Nurse", "Harbour Trust"),
    )
    table = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    page = f"<h1>Forum</h1><p>9 March 2027</p><h2>10:00 Launch</h2><table>{table}</table>"
    (session,) = read_draft(tmp_path, page, ".html")["sessions"]
    first = session["participants"][0]
    assert (first["role"], first["affiliations"]) == (
        "moderator",
        [{"title": "Chairperson", "organization": "Open Door"}],
    )


def test_a_post_and_a_name_in_a_cell_of_a_pdf_are_no_part_of_the_title() -> None:
    title = Segment("Recording and storing evidence", 0, 90, 0, 9, 9, bold=True)
    assert stands_apart(title, title, "Prosecutor Ada Bek", set())
    assert not stands_apart(title, title, "Prosecutor Guidelines", set())


def test_where_all_take_part_nothing_is_in_doubt(tmp_path: Path) -> None:
    text = "10:00\nMock interviews\nAll trainers\n\n11:00\nLaw\nAda Bek, Open Door\n"
    mock, _ = read_draft(tmp_path, f"Training\n9 March 2027\n\n{text}", ".txt")["sessions"]
    assert mock["title"] == "Mock interviews"
    assert "review" not in mock


SERIES = "".join(
    f"\n{day} March 2027\n{title}\n{who}\n"
    for day, title, who in (
        (4, "The words of trafficking", "Ada Bek, Harbour College"),
        (11, "Listening to workers", "Ugo Lund, Open Door"),
        (18, "The body tells", "Rosa Cano, Law Clinic"),
    )
)


@pytest.mark.parametrize(
    ("said", "times"),
    [
        ("Thursdays, 18:00–19:30, Guildhall", ("18:00", "19:30")),
        ("Time: 18:00–19:30", ("18:00", "19:30")),
        (
            "The course takes place in three meetings, always from 15:00 to 18:00.",
            ("15:00", "18:00"),
        ),
        ("Thursdays, 18:00–19:30, doors open at 17:30", (None, None)),
    ],
)
def test_sessions_of_a_series_have_the_one_time_above_them(
    tmp_path: Path, said: str, times: tuple[str | None, str | None]
) -> None:
    found = read_draft(tmp_path, f"Spring Lectures\n\n{said}\n{SERIES}", ".txt")["sessions"]
    assert [s["date"] for s in found] == ["2027-03-04", "2027-03-11", "2027-03-18"]
    assert {(s.get("start"), s.get("end")) for s in found} == {times}


def test_a_heading_below_plain_print_is_no_body_of_who_stands_above(tmp_path: Path) -> None:
    page = (
        "<h1>Sguardi che riconoscono</h1><p>Corso di alta formazione sulla tratta</p>"
        "<p>Il corso si svolge presso la sede del Centro, in due incontri.</p>"
        "<h3>1. Le parole della tratta</h3><p>giovedì 4 marzo 2027</p>"
        "<p>Docente: <b>Ada Bek</b>, Università di Lenn</p>"
        "<h3>2. Dal racconto alla rete</h3><p>giovedì 11 marzo 2027</p>"
        "<p>Tavola rotonda con: <b>Ugo Lund</b> (Casa Rut). Coordina <b>Rosa Cano</b>.</p>"
        "<h3>Direzione scientifica</h3><p>Prof. Nga Pham</p>"
    )
    assert people_of(tmp_path, page, ".html") == {
        "Le parole della tratta": ["Ada Bek (Università di Lenn)"],
        "Dal racconto alla rete": ["Ugo Lund (Casa Rut)", "Rosa Cano"],
    }


def test_bodies_that_sign_take_no_part(tmp_path: Path) -> None:
    page = (
        "<h1>Joint Statement</h1><p>16 June 2027</p><h2>Order of the event</h2>"
        "<p>11:00 Reading of the statement</p><p>12:00 Questions from the press</p>"
        "<p>12:20 Vote of thanks: Ada Bek</p><h2>Signatories</h2>"
        "<p>Safe Passage Coalition; Shelter Network; Harbour Trust</p>"
    )
    assert people_of(tmp_path, page, ".html") == {
        "Reading of the statement": [],
        "Questions from the press": [],
        "Vote of thanks": ["Ada Bek"],
    }
