"""Contact data and what is hidden: in no string of a transcript, whatever prints them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from test_pdf import below, write

from atgraph.build.mapping.transcript import map_programme
from atgraph.contact_data import between, contact_data, without_contact_data
from atgraph.curate.ingest.drafting import draft_here as draft
from atgraph.data.registry import Registry
from atgraph.data.transcript import read_programme
from atgraph.data.yaml_lines import parse_yaml
from atgraph.rdf.ontology import Ontology
from contact_texts import CONTACTS, MORE_CONTACTS, NO_CONTACTS
from mini import ROOT

SECRETS = (
    "anna@larch.example", "514 36 0", "7946 0018", "@HarbourForum", "12 Quay Street", "1010",
    "Petra Press", "spokes", "Wallnerstra", "Hugo Hidden",
)  # fmt: skip
AGENDA = [
    "HARBOUR FORUM",
    "3 May 2024, Great Hall, 12 Quay Street, 1010 Vienna",
    "10:00 - 11:00 Panel on ships, Wallnerstraße 6, 1010 Wien",
    "Moderator: Anna Smit (anna@larch.example), Director, Larch Foundation",
    "Speakers:",
    "Bo Holm, Head of Unit, Quay Bank, tel. +43 1 514 36 0",
    "Register with the secretariat: +43 1 514 36 0 or anna@larch.example.",
    "Organised by the Larch Foundation, 12 Quay Street, 1010 Vienna, anna@larch.example",
    "11:00 - 12:00 Closing anna@larch.example",
    "Follow @HarbourForum",
    "020 7946 0018",
    "Press contact: Petra Press, 020 7946 0018",
    "Media enquiries",
    "Petra Press",
    "Head of spokespeople, Larch Foundation",
    "anna@larch.example",
]


def page(lines: list[str]) -> bytes:
    hidden = "<p style='display:none'>Hugo Hidden, Quay Bank</p>"
    return f"{hidden}{''.join(f'<p>{line}</p>' for line in lines)}".encode()


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("agenda.txt", "\n".join(AGENDA).encode()),
        ("agenda.md", "\n\n".join(AGENDA).encode()),
        ("agenda.html", page(AGENDA)),
        ("agenda.pdf", write(below([line.replace("ß", "ss") for line in AGENDA], step=24))),
    ],
)
def test_no_string_of_a_transcript_says_how_to_reach_somebody(
    tmp_path: Path, name: str, raw: bytes
) -> None:
    (tmp_path / name).write_bytes(raw)
    draft(tmp_path / name, "made").write(tmp_path / "made")
    path = tmp_path / "made" / "programme.yml"
    transcript = parse_yaml(path.read_text(encoding="utf-8"), path)
    report = (tmp_path / "made" / "report.txt").read_text(encoding="utf-8")
    told = [*texts({**transcript, "sources": []}), report]
    people = {p["name"] for s in transcript["sessions"] for p in s.get("participants", [])}
    problems = map_programme(
        read_programme(path), Registry({}, {}), Ontology.read(ROOT / "ontology")
    ).problems

    assert [(secret, text) for secret in SECRETS for text in told if secret in text] == []
    assert people == {"Anna Smit", "Bo Holm"}
    assert {p.rule for p in problems} <= {"name-of-nobody", "review", "title-without-body"}


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from texts(inner)
    else:
        yield str(value)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Tel.: +43 1 514 36 0", ""),
        ("Call (202) 555-0100 today", "Call"),
        ("030/1234567, Room 3", "Room 3"),
        ("Great Hall, Calle Mayor, 12", "Great Hall"),
        ("12:00, 4 Market Square", "12:00"),
        ("Nets of Lenn (1866-1880)", "Nets of Lenn (1866-1880)"),
        ("Debt at sea, 1788 - 1914", "Debt at sea, 1788 - 1914"),
        ("23 May 2024, 6pm for 6.30pm\nOld Library, Leeds EC2V 7HH", "23 May 2024, 6pm for 6.30pm"),
        (
            "Thursday April 15, 2031 - 9 AM to 11 AM\nGreat Hall, 1200 Second Street",
            "Thursday April 15, 2031 - 9 AM to 11 AM",
        ),
        ("14 mai 2024, 18h30, Foyer, 75002 Paris", "14 mai 2024, 18h30"),
        ("2000 Main Hill, Springfield 12345", ""),
        ("Office at 12 rue de la Paix, 75002 Paris", "Office at"),
        ("ул. Ленина, д. 5", ""),
        ("Larch Foundation, Am Weiher 3, 99998 Linden", "Larch Foundation"),
        ("Larch House, 9 Williams Edge, Keithberg, NSW, 5482", "Larch House"),
        ("Great Hall\n01 Claire Prairie\nNew Allanton\nS6 3DX", "Great Hall"),
        ("Larch Foundation, aleja Staffa 18, 13-375 Śrem", "Larch Foundation"),
        ("Larch Network, Plot 17, Uhuru Avenue, Mto Wenu", "Larch Network"),
        ("Ana Smit forum@ larch.example", "Ana Smit"),
        ("a@b.example Am Weiher 3, 99998 Linden", ""),
        ("Ana Smit, 677 12 48 14", "Ana Smit"),
        ("Ana Smit (13) 94905-7833", "Ana Smit"),
        ("Ana Smit, 8 (930) 805-92-04", "Ana Smit"),
        ("Ana Smit | 963 214 708", "Ana Smit"),
        ("Ana Smit, PO Box 334", "Ana Smit"),
        ("Ana Smit, Postfach 334", "Ana Smit"),
        ("Ana Smit, Skype: ana.smit", "Ana Smit"),
        ("Ana Smit, Telegram: @anasmit", "Ana Smit"),
        ("Ana Smit – https://www.linkedin.com/in/anasmit", "Ana Smit"),
        ("Ana Smit (LinkedIn: https://linkedin.com/in/anasmit)", "Ana Smit"),
        ("Ana Smit, born 12 March 1970", "Ana Smit"),
        ("Ana Smit, née le 12 mars 1970", "Ana Smit"),
        ("Анна Сміт, дата народження: 12.03.1970", "Анна Сміт"),
        (
            "For further information, please contact Ana Smit at ana@larch.example",
            "For further information, please contact",
        ),
        ("Ana Smit, ana.smit at larch dot example", "Ana Smit"),
        ("Ana Smit is a judge. Contact: ana@larch.example", "Ana Smit is a judge."),
        ("Ana Smit, ana.smit (ät) larch.example", "Ana Smit"),
        ("Ana Smit, ana.smit (a) larch.example", "Ana Smit"),
        ("Ana Smit, ana.smit[at]larch[punkt]example", "Ana Smit"),
        ("Ana Smit, ana.smit＠larch.example", "Ana Smit"),
        ("Ana Smit, {ana,bo}@larch.example", "Ana Smit"),
        ("Ana Smit, +1 202 555 0143 x4521", "Ana Smit"),
        ("Ana Smit, Tel. +43 1 514 36-6000, ext. 12", "Ana Smit"),
        ("Ана Сміт, +380 44 278 01 43 (вн. 12", "Ана Сміт"),
        ("Ana Smit, 0612345678", "Ana Smit"),
        ("Ana Smit, Zoom meeting ID: 824 1234 5678, passcode: kite42", "Ana Smit"),
        ("Ana Smit\nMeeting ID: 824 1234 5678\nPasscode: kite42", "Ana Smit"),
        ("Ana Smit, code secret : 993411", "Ana Smit"),
        ("Ana Smit, https://us02web.zoom.us/j/82412345678?pwd=Ab3", "Ana Smit"),
        ("Ana Smit, wa.me/4366412345678", "Ana Smit"),
        ("Ana Smit, https://films.example/@anasmit", "Ana Smit"),
        ("Ana Smit, Instagram: anasmit", "Ana Smit"),
        ("Ana Smit, LinkedIn: in/ana-smit", "Ana Smit"),
        ("Ana Smit, Via dei Larici, 20/B - 00153 Roma", "Ana Smit"),
        ("Ana Smit, C/ Mayor 12, 28013 Madrid", "Ana Smit"),
        ("Ana Smit, Mill Lane, Oxford OX1 2JD", "Ana Smit"),
        ("Невский пр., 28, Анна", "Анна"),
        ("Quay Bank, for media queries: Ana Smit, 020 7946 0018", "Quay Bank, for media queries"),
    ],
)
def test_words_before_contact_data_are_kept(text: str, kept: str) -> None:
    assert without_contact_data(text) == kept


@pytest.mark.parametrize(
    "text",
    [
        "Контакти\nПетра Прес\n+380 44 555 01 23",
        "## Nous contacter\n\nPetra Press\npresse@larch.example",
        "Press contact\nPetra Press, Larch Foundation",
        "Ufficio stampa: Petra Press",
        "Segreteria organizzativa\nPetra Press\n055 501 9912",
        "Pressekontakt:\nPetra Press",
        "Контакти / Contact\nPetra Press\n+380 44 555 01 23",
        "Thanks to our sponsors      Contact\nPetra Press\n+380 44 555 01 23",
        "C o n t a c t\nPetra Press\n+380 44 555 01 23",
        "5. Contact\nPetra Press\n+380 44 555 01 23",
        "| Contact | Petra Press | +380 44 555 01 23 |",
        "Contact        Petra Press\n               +380 44 555 01 23",
        "Contact ...... Petra Press",
        "Petra Press    +380 44 555 01 23    petra@larch.example",
        "Petra Press\n+380 44 555 01 23\npetra@larch.example",
        "Petra Press | 020 7946 0018 | petra@larch.example",
    ],
)
def test_whoever_is_to_be_asked_is_cut_with_the_number(text: str) -> None:
    assert "Pet" not in without_contact_data(text)
    assert "Пет" not in without_contact_data(text)


def test_nobody_who_is_to_be_asked_in_a_text_in_columns_takes_part(tmp_path: Path) -> None:
    (tmp_path / "agenda.txt").write_text(
        "Harbour Forum\n3 May 2024\n\n10:00-11:00    Panel on ships\n"
        "               Speaker        Ms. Anna Smit, Director, Larch Foundation\n\n"
        "Contact        Petra Press\n               +43 1 514 36 0\n"
    )
    said = draft(tmp_path / "agenda.txt", "made").transcript
    assert "Anna Smit" in said
    assert "Petra" not in said


@pytest.mark.parametrize(
    "text",
    [
        "Contact:\nPetra Press (Mo-Fr)\n9:00-12:00\nTel. +49 30 5555 1234",
        "Larch Foundation\nThe Hall\nKontakt\nMo, 9:00-12:00\nPetra Press\npetra@larch.example",
        "Contact\n\n9:30 - 16:00\nPetra Press\npetra@larch.example",
        "Title\nTime\nContact\n\nFair Work\n9:00\nPetra Press, petra@larch.example",
        "Time    Title      Contact\n9:00    Fair Work  Petra Press, petra@larch.example"
        + "\n9:00    Fair Work  Petra Press, petra@larch.example" * 9,
    ],
)
def test_hours_beside_whoever_is_to_be_asked_are_no_programme(text: str) -> None:
    said = "".join(text[a:b] for a, b in between(text, 0, len(text), contact_data(text)))
    assert "Petra" not in said
    assert ("Fair Work" in text) == ("Fair Work" in said)


def test_who_speaks_below_the_contact_of_one_session_takes_part(tmp_path: Path) -> None:
    (tmp_path / "agenda.txt").write_text(
        "Harbour Forum\n3 May 2024\n\n10:00-11:00 Panel on ships\n"
        "Contact: Petra Press, petra@larch.example\nModerator: Anna Smit, Larch Foundation\n"
        "Speakers:\nBo Holm, Head of Unit, Quay Bank\n\n11:00-12:00 Closing\nDee Marsh, Mayor\n"
    )
    said = draft(tmp_path / "agenda.txt", "made").transcript
    assert all(f'name: "{name}"' in said for name in ("Anna Smit", "Bo Holm", "Dee Marsh"))
    assert "Petra" not in said


@pytest.mark.parametrize("text", [*CONTACTS, *MORE_CONTACTS])
def test_what_no_shape_lets_into_the_graph_is_cut(text: str) -> None:
    assert contact_data(text)


@pytest.mark.parametrize(
    "text",
    [
        *NO_CONTACTS,
        "8/9/2024 - 10/9/2024, 09.30 - 11.00",
        "08-09-2024 09:00-10:30",
        "Fair Work (09.30 - 10.00, Main Hall)",
        " 09.30  -  10.00 Fair Work",
        "04/06/2025 - 06/06/2025",
        "0830 - 0900 Opening",
        "| 1330-1500 | The panel",
        "27 600 000 people, 1,234,567 of them children",
        "5 ways to work this way",
        "via Zoom, 12 June",
        "Arbeitsplatz 4.0: Resolution 2003/55/EC",
        "ISBN 978-3-16-148410-0, UN Doc. A/RES/55/25",
        "11:30 am – 1:00 pm, Hall 3",
        "Im Saal 3, am 12. Mai 2031",
        "Spring 2031, Monitoring 2, 12 Supreme Court judges",
        "Corso di formazione, 3–4 maggio 2031",
        "963 214 708 people",
        "Panel 3, Great Hall, 2031 Conference",
        "Contact tracing: what helplines know",
        "Telegram: how recruiters find children",
        "Ana Smit, Telegram channels for care",
        "Born on the road, 12 March 2031",
        "Room 112 @ Hall, https://larch.example/forum",
        "12:00, Market Square",
        "9.30 Changing Our Street",
        "Passwort 2030 – Jugend",
        "Conference number 12: Fair Work",
        "Look at the dot map",
        "Facebook: 10 years on",
        "Speaker X: tbc",
        "Article 3(a) of the Act",
        "Via dei Mille - 1943 memorial walk",
    ],
)
def test_what_looks_like_contact_data_and_is_none_stays(text: str) -> None:
    assert not contact_data(text)


@pytest.mark.parametrize("title", ["Panel X: justice", "Early Signal: hope", "Room 12, Lenn Plaza"])
def test_a_title_with_the_name_of_a_network_is_no_contact_data(title: str) -> None:
    assert not contact_data(f"9:30 {title}")
