"""Headings of several levels and with numbers, and programmes that stand in two languages."""

from __future__ import annotations

from pathlib import Path

import pytest
from drafts import named, read_sessions

from atgraph.curate.ingest.word_lists import detect

FRONT = "# The law of the fields\n\n3 June 2031\n\n"
SLOTS = [
    ("9:00–10:00", "Farms and ports", "Anna Smit, judge, Court of Weir"),
    ("10:30–11:30", "Who pays for courts", "James Lund, director, Quay Bank"),
    ("12:00–13:00", "Nurses at sea", "Maria Okafor, head, Law Clinic"),
]
TITLES = [title for _, title, _ in SLOTS]
ENGLISH = """## Tuesday, 3 June 2031

9:00–10:00 Opening session

Anna Smit, judge, Court of Weir

James Lund, director, Quay Bank

10:00–10:30 Coffee break

10:30–12:00 Nurses at sea

Maria Okafor, head, Law Clinic

Elena Petrova, mayor of Lenn

"""
UKRAINIAN = """# Право полів

3 червня 2031 року

Будинок культури, Lenn

## 3 червня 2031 року, вівторок

9:00–10:00 Урочисте відкриття

Anna Smit, суддя, Court of Weir

James Lund, директор, Quay Bank

10:00–10:30 Кава-брейк

10:30–12:00 Медичні сестри в морі

Maria Okafor, керівниця, Law Clinic

Elena Petrova, мерка міста Lenn

"""


@pytest.mark.parametrize("counts", [("1.1 ", "1.2 ", "2.1 "), ("a) ", "b) ", "c) ")])
def test_numbers_of_headings_are_no_part_of_titles(tmp_path: Path, counts: tuple[str, ...]) -> None:
    rows = (f"### {n}{title} ({time})\n\n{who}\n\n" for n, (time, title, who) in zip(counts, SLOTS))
    sessions = read_sessions(tmp_path, FRONT + "".join(rows), ".md")
    assert [s["title"] for s in sessions] == TITLES


@pytest.mark.parametrize("slot", ["### {} {}", "**{} {}**", "### {}\n\n#### {}"])
def test_headings_over_those_of_times_are_no_sessions(tmp_path: Path, slot: str) -> None:
    rows = [f"{slot.format(time, title)}\n\n{who}\n\n" for time, title, who in SLOTS]
    text = f"{FRONT}## Track A: Law\n\n{rows[0]}## Track B: Care\n\n{rows[1]}{rows[2]}"
    sessions = read_sessions(tmp_path, text, ".md")
    assert [(s["title"], len(named(s))) for s in sessions] == [(title, 1) for title in TITLES]


def test_what_is_set_as_role_words_are_heads_people(tmp_path: Path) -> None:
    heads = ("Opening remarks", "Moderator", "Closing remarks")
    parts = [
        f"## {title}\n\n{time}\n\n### {head}\n\n{who}\n\n### Speakers\n\nTom Reed, mayor\n\n"
        for head, (time, title, who) in zip(heads, SLOTS)
    ]
    sessions = read_sessions(tmp_path, FRONT + "".join(parts), ".md")
    assert [(s["title"], len(named(s))) for s in sessions] == [(title, 2) for title in TITLES]


def test_a_programme_that_stands_again_in_another_alphabet_is_one(tmp_path: Path) -> None:
    sessions = read_sessions(tmp_path, FRONT + ENGLISH + UKRAINIAN, ".md")
    assert [s["title"] for s in sessions] == ["Opening session", "Nurses at sea"]


def test_small_words_of_names_are_of_no_language() -> None:
    text = "Programm der Tagung und der Ort für alle, die mit uns sind: Hof e. V., Ufer e. V."
    assert detect(text).languages == ("de", "en")


def test_titles_with_words_for_sessions_stand_below_in_a_second_language(tmp_path: Path) -> None:
    rows = [
        ("Séance 1 : Les droits des femmes", "Session 1: The rights of women", SLOTS[0]),
        ("Table 2 : La peur et le silence", "Panel 2: Fear and the silence", SLOTS[1]),
        ("Conclusions et promesses", "Conclusions and promises", SLOTS[2]),
    ]
    text = "".join(f"{time}\n{one}\n{two}\n{who}\n\n" for one, two, (time, _, who) in rows)
    sessions = read_sessions(tmp_path, f"Le droit des champs\n3 juin 2031\n\n{text}")
    assert [s["title"] for s in sessions] == [one for one, _, _ in rows]


def test_a_role_word_in_two_languages_stands_before_a_name(tmp_path: Path) -> None:
    titles = ("Ферми та порти", "Хто платить за суди", "Сестри в морі та на суші")
    rows = (
        f"{time} {title}\nВступне слово / Opening remarks: {who}\n\n"
        for title, (time, _, who) in zip(titles, SLOTS)
    )
    sessions = read_sessions(tmp_path, f"Право полів\n3 червня 2031 року\n\n{''.join(rows)}")
    assert [named(s) for s in sessions] == [[who.partition(",")[0]] for _, _, who in SLOTS]


def test_a_letter_before_a_title_that_is_no_heading_counts(tmp_path: Path) -> None:
    rows = (
        f"### {time}\n\n{count}) {title}\n\n- {who}\n\n"
        for count, (time, title, who) in zip("abc", SLOTS)
    )
    sessions = read_sessions(tmp_path, FRONT + "".join(rows), ".md")
    assert [s["title"] for s in sessions] == TITLES


def test_breaks_between_headings_of_times_are_not_counted(tmp_path: Path) -> None:
    rows = [f"#### {time}\n\n**{title}**\n\n{who}\n\n" for time, title, who in SLOTS]
    pause = "#### 10:00–10:30\n\nCoffee break\n\n#### 11:30–12:00\n\nLunch\n\n"
    text = f"{FRONT}### Track A: Law\n\n{rows[0]}{pause}### Track B: Care\n\n{rows[1]}{rows[2]}"
    sessions = read_sessions(tmp_path, text, ".md")
    assert [s["title"] for s in sessions] == TITLES


def test_breaks_tell_a_second_language() -> None:
    names = "Anna Smit, Tom Reed, James Lund, Maria Okafor, Lena Prell, Peter Novak. " * 5
    french = "La loi des champs et de la mer pour les femmes. Le 9 mars. Déjeuner. Pause. "
    german = "Recht der Felder und Ufer. Kaffeepause. Mittagspause."
    assert detect(names + french + german).languages == ("de", "en", "fr")


def test_what_stands_in_a_column_of_bodies_is_nobody(tmp_path: Path) -> None:
    bodies = ("Judge, Stella Maris Merrin", "Head, Quay Bank", "Nurse, Alba Nueva")
    cells = "<tr><td>Name</td><td>Organisation</td><td>Role</td></tr>" + "".join(
        f"<tr><td>{who.partition(',')[0]}</td><td>{body}</td><td>Speaker</td></tr>"
        for body, (_, _, who) in zip(bodies, SLOTS)
    )
    text = "".join(f"<p>{time} {title}</p><table>{cells}</table>" for time, title, _ in SLOTS)
    front = "<h1>The law of the fields</h1><p>3 June 2031</p>"
    sessions = read_sessions(tmp_path, front + text, ".html")
    assert [named(s) for s in sessions] == [[who.partition(",")[0] for _, _, who in SLOTS]] * 3
