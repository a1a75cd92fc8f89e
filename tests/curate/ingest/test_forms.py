"""Agendas on forms: the same labels for each item, on lines or in the cells of a table."""

from __future__ import annotations

from pathlib import Path

import pytest

from atgraph.curate.ingest.drafting import draft_here as draft
from atgraph.data.yaml_lines import read_yaml

ITEMS = [
    ("Reading a ledger", "9:30–10:00", "Nadia Rahman, Editor, Law Clinic"),
    ("Shelters that open", "10:00–10:45", "Tom Ashby, Judge, Court of Appeal"),
    ("What we take home", "11:15–12:00", "Grace Mwangi, Editor, Daily News"),
]
FOUND = [
    ("09:30", "Reading a ledger", ["Nadia Rahman"]),
    ("10:00", "Shelters that open", ["Tom Ashby"]),
    ("11:15", "What we take home", ["Grace Mwangi"]),
]


def fields(number: int, title: str, time: str, who: str) -> list[tuple[str, str]]:
    """Return the labels of an item and their values."""
    own = [("Item", str(number)), ("Topic", title), ("Time", time), ("Presenter", who)]
    return [*own, ("Aims", "For information"), ("Documents", "Paper 4")]


def on_lines(label: str, value: str) -> str:
    """Return a label and its value as Markdown."""
    return f"**{label}:** {value}\n\n"


def in_cells(label: str, value: str) -> str:
    """Return a label and its value as a row of a table."""
    return f"<tr><td>{label}</td><td>{value}</td></tr>"


@pytest.mark.parametrize("field", [on_lines, in_cells])
def test_the_title_of_an_item_is_the_value_of_its_label(tmp_path: Path, field: object) -> None:
    assert callable(field)
    is_table = field is in_cells
    sheets = ["".join(field(*one) for one in fields(n, *item)) for n, item in enumerate(ITEMS, 1)]
    if is_table:
        sheets = [f"<table>{sheet}</table>" for sheet in sheets]
    head = "<h1>Safe Harbour Days</h1><p>5 May 2032</p>" if is_table else "# Safe Harbour Days\n\n"
    document = tmp_path / ("agenda.html" if is_table else "agenda.md")
    document.write_text(head + "\n".join(sheets), encoding="utf-8")
    draft(document).write(tmp_path / "draft")
    found = read_yaml(tmp_path / "draft" / "programme.yml")["sessions"]
    shown = [(s["start"], s["title"], [p["name"] for p in s["participants"]]) for s in found]
    assert shown == FOUND


def test_a_room_in_square_brackets_is_no_part_of_the_title(tmp_path: Path) -> None:
    document = tmp_path / "agenda.txt"
    lines = (f"{time} {title} [Harbour Room]\n{who}\n" for title, time, who in ITEMS)
    document.write_text("Safe Harbour Days\n5 May 2032\n\n" + "\n".join(lines), encoding="utf-8")
    draft(document).write(tmp_path / "draft")
    found = read_yaml(tmp_path / "draft" / "programme.yml")["sessions"]
    assert [(s["title"], s["room"]) for s in found] == [
        (title, "Harbour Room") for title, *_ in ITEMS
    ]
