"""A body that is printed once for all who speak for it: above them, around them, or beside."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from docx import Document
from drafts import read_draft

from atgraph.curate.ingest.drafting import draft_here as draft
from atgraph.data.yaml_lines import read_yaml

FRONT = "# The law of the fields\n\n3 June 2031, Aue\n\n"
EXPECTED = [
    [
        ("Ada Bek", "Harbour Street Foundation"),
        ("Ugo Lund", "Harbour Street Foundation"),
        ("Lena Winter", "Ministry of Labour"),
    ],
    [
        ("Mary Achieng", "Seafarers' Union"),
        ("Tomas Novak", "Seafarers' Union"),
        ("Irena Kovac", "Centre for Fair Work"),
    ],
]


def read(folder: Path, text: str, ending: str = ".md") -> list[list[tuple[str, str]]]:
    """Draft a document, and return who takes part in each session, and of which body."""
    sessions = read_draft(folder, text, ending)["sessions"]
    return [[(p["name"], _body(p)) for p in one.get("participants") or ()] for one in sessions]


def _body(person: Any) -> str:
    posts = person.get("affiliations") or ()
    return "; ".join(post["organization"] for post in posts if "organization" in post)


def in_sessions(first: str, second: str, lead: str = "") -> str:
    """Return a programme of two sessions, with what stands below the head of each."""
    return (
        f"{FRONT}### 09:00 – 10:00 Fees\n\n{lead}{first}\n\n### 10:30 – 11:30 Ships\n\n{second}\n"
    )


@pytest.mark.parametrize("style", ["**{}**\n", "- {}\n", "{}\n", "#### {}\n"])
@pytest.mark.parametrize("item", ["- Ms. {}, {}", "  - {} ({})"])
def test_a_body_heads_those_below_it(tmp_path: Path, style: str, item: str) -> None:
    def listed(body: str, *people: str) -> str:
        below = (item.format(*person.split(", ")) for person in people)
        return "\n".join([style.format(body), *below]) + "\n"

    first = listed("Harbour Street Foundation", "Ada Bek, Director", "Ugo Lund, Legal Adviser")
    first += "\n" + listed("Ministry of Labour", "Lena Winter, State Secretary")
    second = listed("Seafarers' Union", "Mary Achieng, Organiser", "Tomas Novak, Inspector")
    second += "\n" + listed("Centre for Fair Work", "Irena Kovac, Researcher")
    assert read(tmp_path, in_sessions(first, second)) == EXPECTED


def test_a_moderator_above_has_no_body_of_those_below(tmp_path: Path) -> None:
    first = "**Harbour Street Foundation**\n- Ms. Ada Bek, Director\n- Mr. Ugo Lund, Adviser\n"
    second = "**Seafarers' Union**\n- Ms. Mary Achieng, Organiser\n"
    text = in_sessions(first, second, "Moderator: Ms. Nora Feld\n\n")
    assert read(tmp_path, text)[0][0] == ("Nora Feld", "")


def test_a_state_heads_its_delegation(tmp_path: Path) -> None:
    first = "**Austria**\n- Ms. Ada Bek, Federal Police\n- Mr. Ugo Lund, Ministry of Labour\n"
    second = "**Ghana**\n- Ms. Mary Achieng, Anti-Trafficking Secretariat\n"
    (tmp_path / "programme.md").write_text(in_sessions(first, second), encoding="utf-8")
    draft(tmp_path / "programme.md").write(tmp_path / "draft")
    sessions = read_yaml(tmp_path / "draft" / "programme.yml")["sessions"]
    people = [(p["name"], p.get("country")) for one in sessions for p in one["participants"]]
    assert people == [("Ada Bek", "Austria"), ("Ugo Lund", "Austria"), ("Mary Achieng", "Ghana")]


def test_what_is_set_as_bodies_that_head_people_is_one(tmp_path: Path) -> None:
    first = "#### Harbour Street Foundation\n- Ada Bek, Director\n- Ugo Lund, adviser\n\n"
    second = "#### Seafarers' Union\n- Mary Achieng, organiser\n\n#### City of Aue\n"
    text = in_sessions(first, f"{second}- Lena Winter, adviser\n")
    assert read(tmp_path, text)[1] == [
        ("Mary Achieng", "Seafarers' Union"),
        ("Lena Winter", "City of Aue"),
    ]


def test_bodies_below_names_head_nobody(tmp_path: Path) -> None:
    first = "Ada Bek\nHarbour Street Foundation\nUgo Lund\nMinistry of Labour\n"
    second = "Mary Achieng\nSeafarers' Union\nLena Winter\nCentre for Fair Work\n"
    assert read(tmp_path, in_sessions(first, second)) == [
        [("Ada Bek", "Harbour Street Foundation"), ("Ugo Lund", "Ministry of Labour")],
        [("Mary Achieng", "Seafarers' Union"), ("Lena Winter", "Centre for Fair Work")],
    ]


@pytest.mark.parametrize(
    "pieces",
    [
        "{a} (Ada Bek, Director; Ugo Lund, Adviser), {b} (Lena Winter, State Secretary)"
        "\n{c} (Mary Achieng; Tomas Novak), {d} (Irena Kovac)",
        "{a} (Ada Bek, Ugo Lund); {b} (Lena Winter)\n{c} (Mary Achieng, Tomas Novak); "
        "{d} (Irena Kovac)",
        "{a} with Ms. Ada Bek and Mr. Ugo Lund; {b} with Ms. Lena Winter"
        "\n{c} with Ms. Mary Achieng and Mr. Tomas Novak; {d} with Ms. Irena Kovac",
        "Ms. Ada Bek, Mr. Ugo Lund (both {a}); Ms. Lena Winter ({b})"
        "\nMs. Mary Achieng and Mr. Tomas Novak (both {c}); Ms. Irena Kovac ({d})",
    ],
)
def test_a_body_is_of_all_whom_its_line_names(tmp_path: Path, pieces: str) -> None:
    a, b, c, d = (
        *("Harbour Street Foundation", "Ministry of Labour"),
        *("Seafarers' Union", "Centre for Fair Work"),
    )
    first, second = pieces.format(a=a, b=b, c=c, d=d).split("\n")
    assert read(tmp_path, in_sessions(first, second)) == EXPECTED


def test_a_body_in_a_cell_is_of_all_in_the_next(tmp_path: Path) -> None:
    rows = (
        "09:00 – 10:00 | Fees | Harbour Street Foundation | Ms. Ada Bek, Director; Mr. Ugo Lund",
        " | | Ministry of Labour | Ms. Lena Winter, State Secretary",
        "10:30 – 11:30 | Ships | Seafarers' Union | Ms. Mary Achieng; Mr. Tomas Novak, Inspector",
        " | | Centre for Fair Work | Ms. Irena Kovac, Researcher",
    )
    head = "| Time | Session | Organisation | Represented by |\n|---|---|---|---|\n"
    text = FRONT + head + "".join(f"| {row} |\n" for row in rows)
    assert read(tmp_path, text) == EXPECTED


def test_nobody_shares_the_body_of_a_talk_partner(tmp_path: Path) -> None:
    first = "Ms. Ada Bek, journalist, Radio Foundation with Ms. Lena Winter, midwife"
    (found, _) = read(tmp_path, in_sessions(first, "Mr. Ugo Lund, mayor"))
    assert ("Lena Winter", "Radio Foundation") not in found


NESTED = (
    ("Harbour Street Foundation", 1),
    ("Ada Bek, Director", 2),
    ("Open Door", 1),
    ("Lena Winter, Head of Programmes", 2),
    ("Ugo Lund, Adviser", 2),
    ("Seafarers' Union", 1),
    ("Mary Achieng, Organiser", 2),
)
IN_NESTED = [
    ("Ada Bek", "Harbour Street Foundation"),
    ("Lena Winter", "Open Door"),
    ("Ugo Lund", "Open Door"),
    ("Mary Achieng", "Seafarers' Union"),
]


@pytest.mark.parametrize(("ending", "mark"), [(".md", "- "), (".txt", "")])
def test_a_body_without_a_word_of_one_heads_what_is_deeper(
    tmp_path: Path, ending: str, mark: str
) -> None:
    rows = "".join(f"{'  ' * deep}{mark}{text}\n" for text, deep in NESTED)
    head = "" if ending == ".txt" else "### "
    text = (
        f"{FRONT}{head}09:00 – 10:00 Fees\n{rows}\n{head}10:30 – 11:30 Ships\n\nNora Feld, judge\n"
    )
    assert read(tmp_path, text, ending)[0] == IN_NESTED


def test_lists_within_lists_of_a_word_document(tmp_path: Path) -> None:
    document = Document()
    document.add_heading("The law of the fields", 1)
    document.add_paragraph("3 June 2031, Aue")
    document.add_heading("09:00 – 10:00 Fees", 2)
    for text, deep in NESTED:
        document.add_paragraph(text, style="List Bullet 2" if deep > 1 else "List Bullet")
    document.save(str(tmp_path / "programme.docx"))
    draft(tmp_path / "programme.docx").write(tmp_path / "draft")
    (session,) = read_yaml(tmp_path / "draft" / "programme.yml")["sessions"]
    assert [(p["name"], _body(p)) for p in session["participants"]] == IN_NESTED


@pytest.mark.parametrize("turned", [False, True])
def test_names_and_bodies_in_cells_go_line_by_line(tmp_path: Path, turned: bool) -> None:
    names = ("Ada Bek<br>Lena Winter", "Mary Achieng<br>Irena Kovac<br>Ugo Lund")
    bodies = ("Harbour Street Foundation<br>Ministry of Labour",)
    bodies += ("Seafarers' Union<br>Centre for Fair Work<br>Centre for Fair Work",)
    heads = ["Speakers", "Organisation"]
    rows = [list(pair) for pair in zip(names, bodies)]
    for row in (heads, *rows) if turned else ():
        row.reverse()
    text = f"{FRONT}| Time | Session | {' | '.join(heads)} |\n|---|---|---|---|\n"
    text += f"| 09:00 – 10:00 | Fees and debts | {' | '.join(rows[0])} |\n"
    text += f"| 10:30 – 11:30 | Ships and crews | {' | '.join(rows[1])} |\n"
    assert read(tmp_path, text) == [
        [("Ada Bek", "Harbour Street Foundation"), ("Lena Winter", "Ministry of Labour")],
        [
            ("Mary Achieng", "Seafarers' Union"),
            ("Irena Kovac", "Centre for Fair Work"),
            ("Ugo Lund", "Centre for Fair Work"),
        ],
    ]


def test_a_list_of_bodies_with_one_each(tmp_path: Path) -> None:
    first = "Moderator: Harbour Street Foundation – Ada Bek\n"
    first += "Speakers: Ministry of Labour – Lena Winter; Bright Futures – Ugo Lund, Director"
    second = "Moderator: Seafarers' Union – Mary Achieng\n"
    second += "Speakers: Open Door – Irena Kovac; Lotus – Tomas Novak"
    assert read(tmp_path, in_sessions(first, second)) == [
        [
            ("Ada Bek", "Harbour Street Foundation"),
            ("Lena Winter", "Ministry of Labour"),
            ("Ugo Lund", "Bright Futures"),
        ],
        [
            ("Mary Achieng", "Seafarers' Union"),
            ("Irena Kovac", "Open Door"),
            ("Tomas Novak", "Lotus"),
        ],
    ]


def test_a_body_in_the_column_before_its_people(tmp_path: Path) -> None:
    def rows(*cells: tuple[str, str]) -> str:
        told = (f"<tr><td>{body}</td><td>{people}</td></tr>" for body, people in cells)
        return f"<table>{''.join(told)}</table>"

    first = rows(
        ("Harbour Street Foundation", "Ada Bek, Director<br>Ugo Lund, Adviser"),
        ("Open Door", "Lena Winter, State Secretary"),
    )
    second = rows(
        ("Seafarers' Union", "Mary Achieng, Organiser"), ("Lotus", "Tomas Novak, Researcher")
    )
    text = (
        f"<h1>The law of the fields</h1><p>3 June 2031, Aue</p><h2>09:00 – 10:00 Fees</h2>{first}"
    )
    text += f"<h2>10:30 – 11:30 Ships</h2>{second}"
    assert read(tmp_path, text, ".html") == [
        [
            ("Ada Bek", "Harbour Street Foundation"),
            ("Ugo Lund", "Harbour Street Foundation"),
            ("Lena Winter", "Open Door"),
        ],
        [("Mary Achieng", "Seafarers' Union"), ("Tomas Novak", "Lotus")],
    ]


def test_a_body_above_is_none_of_who_has_another_or_none(tmp_path: Path) -> None:
    first = "#### Harbour Street Foundation\nAda Bek, Director\nUgo Lund, Inspector\n\n"
    second = "#### Open Door Association\nLena Winter, Lawyer\nTomas Novak, Freelance journalist\n"
    text = f"## 9:00 Opening\n{first}{second}Irena Kovac, Ministry of Labour\n"
    assert read(tmp_path, FRONT + text) == [
        [
            *(("Ada Bek", "Harbour Street Foundation"), ("Ugo Lund", "Harbour Street Foundation")),
            *(("Lena Winter", "Open Door Association"), ("Tomas Novak", "")),
            ("Irena Kovac", "Ministry of Labour"),
        ]
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Ada Bek (Harbour University) with Ugo Lund", ["Harbour University", ""]),
        ("Ada Bek and Ugo Lund, both Open Door e.V.", ["Open Door e.V.", "Open Door e.V."]),
    ],
)
def test_who_is_named_with_a_body_is_none(tmp_path: Path, line: str, expected: list[str]) -> None:
    text = f"{FRONT}10:00 Panel on debts\n- {line}\n- Lena Winter, Ministry of Labour\n"
    people = [*zip(("Ada Bek", "Ugo Lund"), expected), ("Lena Winter", "Ministry of Labour")]
    assert read(tmp_path, text) == [people]


@pytest.mark.parametrize(
    "below", ["Ms. {name}, {post}", "{name}, {post}", "{name}\n\n{post}"], ids=str.split
)
def test_bodies_lead_where_each_list_begins_with_one(tmp_path: Path, below: str) -> None:
    """All lines are set alike, each body speaks through one, and no list knows Open Sesame."""

    def listed(*people: tuple[str, str, str]) -> str:
        return "\n\n".join(
            f"{body}\n\n{below.format(name=name, post=post)}" for body, name, post in people
        )

    first = "Chair:\n\n" + listed(("Ministry of Labour", "Lena Winter", "State Secretary"))
    first += "\n\nSpeakers:\n\n" + listed(
        ("Harbour Street Foundation", "Aizada Toktobek", "Director"),
        ("Open Sesame", "Ugo Lund", "Researcher"),
    )
    second = "Speaker:\n\n" + listed(("Seafarers' Union", "Mary Achieng", "Organiser"))
    assert read(tmp_path, in_sessions(first, second)) == [
        [
            ("Lena Winter", "Ministry of Labour"),
            ("Aizada Toktobek", "Harbour Street Foundation"),
            ("Ugo Lund", "Open Sesame"),
        ],
        [("Mary Achieng", "Seafarers' Union")],
    ]


def test_a_post_above_a_name_is_no_body(tmp_path: Path) -> None:
    first = "Chair:\n\nPresident of the Court\nLena Winter\n\nSpeakers:\n\n"
    first += "Director, Harbour Foundation\nAda Bek\n\nLegal adviser\nUgo Lund"
    second = "Speaker:\n\nOrganiser, Seafarers' Union\nMary Achieng"
    sessions = read_draft(tmp_path, in_sessions(first, second), ".md")["sessions"]
    titles = [p["affiliations"][0].get("title") for s in sessions for p in s["participants"]]
    assert titles == ["President of the Court", "Director", "Legal adviser", "Organiser"]


WITH_ROLES = """# Fair Ships

13 June 2031, Port Calder

## 9:00 Why Ports Matter

Speaker: Ms. Ada Bek, judge

Ministry of Labour
Speaker: Mr. Ugo Lund, inspector

Cargo Weekly
Moderator: Ms. Rosa Neri, editor

## 11:00 What Buyers Ask

Institute of Nets
Speaker: Ms. Leyla Okoro, lecturer

Open Door
Moderator: Mr. Tom Reed, founder
"""


def test_a_body_stands_above_a_role_with_its_person(tmp_path: Path) -> None:
    first, second = read(tmp_path, WITH_ROLES)
    assert [body for _, body in first] == ["", "Ministry of Labour", "Cargo Weekly"]
    assert [body for _, body in second] == ["Institute of Nets", "Open Door"]


def test_a_body_below_each_title_may_host_the_session(tmp_path: Path) -> None:
    first, second = read(
        tmp_path,
        in_sessions(
            "Lenn University\nModerator: Ada Bek\nSpeakers: Ugo Lund, judge; Rosa Neri, docker",
            "Ministry of Labour\nModerator: Tom Reed\nSpeakers: Emil Stone, Cora Vance",
        ),
    )
    assert {body for _, body in (*first, *second)} == {""}
