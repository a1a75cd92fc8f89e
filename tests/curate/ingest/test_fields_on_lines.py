"""Several things on one line or row: title and names, fields behind tabs, a role and its name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from docx import Document

from atgraph.curate.ingest.drafting import draft_here as draft
from atgraph.data.yaml_lines import read_yaml

COVER = "Forum on Safe Roads\n\n12 June 2023\n\n"
NAMED = [
    ("Why adverts lie", ["Lucia Ferrante", "Oluwaseun Adebayo-Whyte"]),
    ("What comes next", ["Anneke van der Linde"]),
    ("Who pays", ["Sioned Vaughan-Okeke", "Rajesh Kothari"]),
]
ROWS = """<h1>Forum on Safe Roads</h1><p>12 June 2023</p><table>
<tr><td rowspan="3">09:00 – 10:00</td><td colspan="2"><b>What adverts tell</b></td></tr>
<tr><td>Moderator</td><td>Ms. Lucia Ferrante, Law Clinic</td></tr>
<tr><td>Speakers</td><td>Mr. Rajesh Kothari, Safe Harbour Trust</td></tr>
<tr><td rowspan="2">10:00 – 11:00</td><td colspan="2"><b>What comes next</b></td></tr>
<tr><td>Moderator</td><td>Mr. Tomas Verbeek, Editor</td></tr></table>"""


def sessions(folder: Path, document: Path) -> Any:
    """Draft a document, and return the title, people and their roles of each session."""
    draft(document).write(folder / "draft")
    return [
        (one["title"], [(p["name"], p["role"]) for p in one.get("participants") or []])
        for one in read_yaml(folder / "draft" / "programme.yml")["sessions"]
    ]


@pytest.mark.slow
@pytest.mark.parametrize("mark", [" – ", ": ", ". ", " / ", " | "])
@pytest.mark.parametrize("between", ["; ", ", ", " / ", " · "])
def test_a_mark_that_parts_title_and_names_is_found_for_all_lines(
    tmp_path: Path, mark: str, between: str
) -> None:
    document = tmp_path / "agenda.txt"
    lines = [
        f"{9 + hour}:00–{10 + hour}:00 {title}{mark}"
        + between.join(f"{name} (Law Clinic of the Coast)" for name in names)
        for hour, (title, names) in enumerate(NAMED)
    ]
    document.write_text(COVER + "\n\n".join(lines) + "\n", encoding="utf-8")
    expected = [(title, [(name, "speaker") for name in names]) for title, names in NAMED]
    assert sessions(tmp_path, document) == expected


@pytest.mark.parametrize("ending", [".txt", ".docx"])
def test_fields_behind_tabs_are_title_room_name_post_and_role(tmp_path: Path, ending: str) -> None:
    document = tmp_path / f"agenda{ending}"
    lines = COVER.split("\n")
    for hour, (title, names) in enumerate(NAMED):
        lines += [f"{9 + hour}:00–{10 + hour}:00\t{title}\tMain Hall"]
        roles = ("Moderator", "Speaker")
        lines += [f"\t{n}\tEditor, Daily News\t{role}" for n, role in zip(names, roles)]
        lines += [""]
    if ending == ".txt":
        document.write_text("\n".join(lines), encoding="utf-8")
    else:
        written = Document()
        for line in lines:
            written.add_paragraph(line)
        written.save(str(document))
    roles = ("moderator", "speaker")
    assert sessions(tmp_path, document) == [(title, list(zip(n, roles))) for title, n in NAMED]


def test_rows_of_roles_below_a_time_belong_to_one_session(tmp_path: Path) -> None:
    document = tmp_path / "agenda.html"
    document.write_text(ROWS, encoding="utf-8")
    assert sessions(tmp_path, document) == [
        ("What adverts tell", [("Lucia Ferrante", "moderator"), ("Rajesh Kothari", "speaker")]),
        ("What comes next", [("Tomas Verbeek", "moderator")]),
    ]
