"""Who speaks, with name, post and body, and on the same line sentences on what they did."""

from __future__ import annotations

from pathlib import Path

import pytest
from drafts import named, read_sessions

BEFORE = "# Care 2031\n\n9.10.2031\n\n## {}\n\n09:00–10:30\n\n"
BEHIND = "\n\n## Frontex 2031\n\n11:00–12:30\n\n"
TITLES = {
    "Juristin": "Die lange Schicht im Haushalt",
    "avocate": "La longue journée des femmes",
    "abogada": "El turno largo de las mujeres",
    "giudice": "La giornata lunga delle donne",
    "суддя": "Що вирішують суди у справах праці",
    "судья": "Что решают суды по делам о труде",
}


@pytest.mark.parametrize(
    ("post", "body", "life"),
    [
        ("lawyer", "Harbour Trust", "She studied law in Graz and has worked on fees."),
        ("lawyer", "Harbour Trust", "Her work is on fees."),
        ("lawyer", "Harbour Trust", "Bek joined the office in 2019."),
        ("lawyer", "Harbour Trust", "Works on debts."),
        ("Juristin", "Stiftung Hafen", "Arbeitet zu Schulden."),
        ("avocate", "Fondation Terra", "Diplômée de Lyon."),
        ("abogada", "Fundación Terra", "Su trabajo trata de las cuotas."),
        ("giudice", "Fondazione Terra", "Si occupa di quote dal 2019."),
        ("суддя", "Фонд «Терра»", "Вона пише про внески."),
        ("судья", "Фонд «Терра»", "Автор книги о взносах."),
    ],
)
@pytest.mark.parametrize("form", ["{}", "- {}", "Moderator: {}"])
def test_what_somebody_did_is_no_part_of_who_it_is(
    tmp_path: Path, post: str, body: str, life: str, form: str
) -> None:
    told = [form.format(f"{name}, {post}, {body}. {life}") for name in ("Ada Bek", "Leo Bek")]
    front = BEFORE.format(TITLES.get(post, "The long shift in private homes"))
    sessions = read_sessions(tmp_path, front + told[0] + BEHIND + told[1] + "\n", ".md")
    assert [*map(named, sessions)] == [["Ada Bek"], ["Leo Bek"]]
    posts = [part["affiliations"] for session in sessions for part in session["participants"]]
    assert posts == [[{"title": post, "organization": body}]] * 2


def test_another_person_behind_a_full_stop_is_one(tmp_path: Path) -> None:
    line = "Ada Bek, judge, Harbour Trust. Leo Brandt, lawyer, Law Clinic."
    (session,) = read_sessions(tmp_path, BEFORE.format("The long shift") + line, ".md")
    assert named(session) == ["Ada Bek", "Leo Brandt"]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        (
            "Anna Bek, judge, Harbour Trust. Anna Lund, lawyer, Law Clinic. Tom Reed, nurse.",
            ["Anna Bek", "Anna Lund", "Tom Reed"],
        ),
        (
            "Chair: Ada Bek, judge, Port Aid. His Excellency Tom Reed, Ambassador of Lenn.",
            ["Ada Bek", "Tom Reed"],
        ),
        (
            "Ada Bek, judge, Port Aid. She studied law. Moderated by Tom Reed, journalist.",
            ["Ada Bek", "Tom Reed"],
        ),
        (
            "Ada Bek, judge, Port Aid. She studied law. Tom Reed, lawyer, will respond.",
            ["Ada Bek", "Tom Reed"],
        ),
    ],
)
def test_who_else_speaks_is_not_told_of_the_first(
    tmp_path: Path, line: str, names: list[str]
) -> None:
    text = BEFORE.format("The long shift in private homes") + line + BEHIND + "Leo Bek, judge\n"
    first, _ = read_sessions(tmp_path, text, ".md")
    assert named(first) == names


@pytest.mark.parametrize(
    ("life", "post", "body"),
    [
        ("Ada Bek is Mayor of Linden.", "Mayor of Linden", ""),
        ("Bek is a lawyer at Harbour Trust.", "lawyer", "Harbour Trust"),
        ("Ada Bek has been a nurse at Harbour Trust since 2019.", "nurse", "Harbour Trust"),
    ],
)
def test_a_short_sentence_below_a_name_is_read_for_the_post(
    tmp_path: Path, life: str, post: str, body: str
) -> None:
    text = (
        f"<h1>The law of fees</h1><p>3 June 2031</p><h2>Speakers</h2><h3>Ada Bek</h3><p>{life}</p>"
        "<h3>Tom Reed</h3><p>Tom Reed is a judge.</p>"
    )
    (session,) = read_sessions(tmp_path, text, ".html")
    first = session["participants"][0]["affiliations"][0]

    assert named(session) == ["Ada Bek", "Tom Reed"]
    assert (first["title"], first.get("organization", "")) == (post, body)
