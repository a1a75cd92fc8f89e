"""Slots headed by a kind and a name, the title in quotation marks below; who moderates."""

from pathlib import Path

import pytest
from drafts import named, read_sessions

SLOT = "<tr><td>{}</td><td><strong>{}: {}</strong><br>{}<br><strong>{}</strong></td></tr>"
DAYS = {"en": "25 January 2031", "es": "25 de enero de 2031"}


@pytest.mark.parametrize(
    ("day", "kind", "body", "titles"),
    [
        ("en", "Lecture", "Harbour University", ["“Debt at Sea”", "“Fees and Pay”"]),
        ("es", "Conferencia", "Universidad del Puerto", ["“Deuda en el mar”", "“Pagos justos”"]),
        ("es", "Conferencia", "Universidad del Puerto", ['"Deuda en el mar"', '"Pagos justos"']),
    ],
)
def test_what_stands_in_quotation_marks_below_a_kind_and_a_name_is_the_title(
    tmp_path: Path, day: str, kind: str, body: str, titles: list[str]
) -> None:
    slots = [
        SLOT.format(time, kind, name, body, title)
        for time, name, title in zip(
            ("9:00-10:00", "10:00-11:00"), ("Ana Bello", "Rita Mora"), titles
        )
    ]
    text = f"<h1>Forum</h1><p>{DAYS[day]}</p><table>{''.join(slots)}</table>"
    first, second = read_sessions(tmp_path, text, ".html")
    assert [first["title"], second["title"]] == titles
    assert (named(first), named(second)) == (["Ana Bello"], ["Rita Mora"])


def test_of_several_quoted_talks_none_is_the_title_of_the_panel(tmp_path: Path) -> None:
    talks = "Ada Bek, judge\n\n“Debt at Sea”\n\nTom Reed, nurse\n\n“Fees and Pay”\n\n"
    text = f"# Forum\n\n12 May 2031\n\n9:00 Panel\n\n{talks}10:00 Closing\n\nVera Holt, mayor\n"
    assert "Debt" not in read_sessions(tmp_path, text, ".md")[0]["title"]


@pytest.mark.parametrize("role", ["moderatore", "moderatrice"])
def test_an_italian_moderator_behind_the_body_has_that_role(tmp_path: Path, role: str) -> None:
    people = f"- Ada Bello, La Fucina, {role}\n- Rita Mora, La Darsena\n"
    text = f"# Convegno\n\n12 maggio 2031\n\n9:00 Il porto e la legge\n\n{people}"
    (session,) = read_sessions(tmp_path, text, ".md")
    assert [p["role"] for p in session["participants"]] == ["moderator", "speaker"]


def test_counted_kinds_stand_above_titles_though_others_have_none(tmp_path: Path) -> None:
    text = """Freedom from fear
Conference on trafficking, Vienna, 8 April 2031

9.30–10.00 a.m.   Neuer Saal
OPENING SESSION
Ada Bek, mayor of Lenn

10.00–11.30 a.m.   Neuer Saal
PANEL I
Technology as enabler: How offenders recruit online
Moderator:
Ruth Holm, Deputy Co-ordinator, OSCE
Speakers:
Julie Cord, CEO, Thorn

12.00–1.00 p.m.   Neuer Saal
PANEL II
From policy to practice
Moderator:
Tanja Kort, ODIHR

2.30–4.00 p.m.   Parallel workshops
Workshop A: Financial investigations (Ratsaal)
Chair: Simon Rion, Europol
Workshop B: Supply chains (Neuer Saal)
Chair: Olga Smir, consultant

4.00–4.30 p.m.
Closing remarks
Ada Bek
"""
    found = read_sessions(tmp_path, text)
    assert [(s["title"].removeprefix("PANEL I: "), s.get("room")) for s in found] == [
        ("OPENING SESSION", "Neuer Saal"),
        ("Technology as enabler: How offenders recruit online", "Neuer Saal"),
        ("From policy to practice", "Neuer Saal"),
        ("Workshop A: Financial investigations", "Ratsaal"),
        ("Workshop B: Supply chains", "Neuer Saal"),
        ("Closing remarks", None),
    ]
    assert [*map(named, found)] == [
        ["Ada Bek"],
        ["Ruth Holm", "Julie Cord"],
        ["Tanja Kort"],
        ["Simon Rion"],
        ["Olga Smir"],
        ["Ada Bek"],
    ]
