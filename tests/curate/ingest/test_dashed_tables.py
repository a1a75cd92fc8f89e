"""Documents as pandoc writes them into Markdown and text: lines of dashes, wrapped paragraphs."""

from __future__ import annotations

from pathlib import Path

import pytest
from drafts import named, read_sessions

from atgraph.curate.ingest.formats.dashed_tables import find_tables

FRONT = "Forum on Fair Work\n\n12 May 2031\n\n"
FRAMED = """  ----------------------------------------------------------------------
  Time              Session             Chair         Speakers
  ----------------- ------------------- ------------- ------------------
  9:00 -- 10:00     **Who Pays the      Ada Bek,      Ugo Lund, mayor of
                    Fee of a Worker**\\  judge         the Town of Aue\\
                    Main Hall                         Eva Ruiz, nurse

  10:00 -- 11:00    **A House Is More   Tom Reed,     Nora Lind,
                    than a Bed**\\       editor        inspector of
                    North Room                        labour
  ----------------------------------------------------------------------
"""
BARE = """  --------------- ------------------------------------------------
  9:00 -- 10:00   **Who Pays the Fee of a Worker** -- Ada Bek and Ugo Lund
  10:00 -- 11:00  **A House Is More than a Bed** -- Tom Reed and Eva Ruiz
  --------------- ------------------------------------------------
"""
TITLES = ["Who Pays the Fee of a Worker", "A House Is More than a Bed"]
WRAPPED = """# Forum on Fair Work

12 May 2031

## 9:00--10:00 Who Pays the Fee of a Worker

::: card
-   Speaker: Ada Bek, head of the unit for complaints, Court of Appeal
    of Weir
-   Speaker: Ugo Lund, inspector of labour, Ministry of Work and Social
    Affairs
:::

```{=html}
<!-- -->
```
-   Speaker: Eva Ruiz, researcher, Institute for the Study of Migration
    and Law
"""


@pytest.mark.parametrize("ending", [".md", ".txt"])
def test_wrapped_cells_below_a_line_of_dashes_are_those_of_a_table(
    tmp_path: Path, ending: str
) -> None:
    text = FRAMED if ending == ".md" else FRAMED.replace("**", "  ").replace("\\", " ")
    found = read_sessions(tmp_path, FRONT + text, ending)
    assert [session["title"] for session in found] == TITLES
    assert [session["room"] for session in found] == ["Main Hall", "North Room"]
    assert [named(session) for session in found] == [
        ["Ada Bek", "Ugo Lund", "Eva Ruiz"],
        ["Tom Reed", "Nora Lind"],
    ]


def test_lines_between_two_of_dashes_are_rows(tmp_path: Path) -> None:
    found = read_sessions(tmp_path, f"{FRONT}{BARE}\nNews\n", ".md")
    assert [session["title"] for session in found] == TITLES
    assert [named(session) for session in found] == [
        ["Ada Bek", "Ugo Lund"],
        ["Tom Reed", "Eva Ruiz"],
    ]


def test_lines_alike_are_rows_each_and_what_is_below_a_white_line_is_none() -> None:
    lines = ["Time  Talk", "----- ----", "9:00  Fees", "9:00  Fees", "", "News  here"]
    (table,) = find_tables(lines)
    assert table.rows == [[["9:00"], ["Fees"]]] * 2
    assert (table.head, table.end) == ([["Time"], ["Talk"]], 4)


def test_a_line_of_dashes_that_nothing_closes_is_no_table() -> None:
    assert not [*find_tables(["", "--- ---", "Ada Bek", "", "Ugo Lund"])]


def test_lines_that_were_wrapped_go_on_and_what_fences_boxes_is_not_read(tmp_path: Path) -> None:
    (session,) = read_sessions(tmp_path, WRAPPED, ".md")
    assert (session["title"], session["end"]) == (TITLES[0], "10:00")
    assert named(session) == ["Ada Bek", "Ugo Lund", "Eva Ruiz"]
    bodies = [person["affiliations"][-1]["organization"] for person in session["participants"]]
    assert bodies == [
        "Court of Appeal of Weir",
        "Ministry of Work and Social Affairs",
        "Institute for the Study of Migration and Law",
    ]


def test_line_ends_of_short_lines_are_kept(tmp_path: Path) -> None:
    text = f"# {FRONT}## 9:00 {TITLES[0]}\n\nAda Bek, judge\nUgo Lund, mayor\nEva Ruiz, nurse\n"
    (session,) = read_sessions(tmp_path, text, ".md")
    assert named(session) == ["Ada Bek", "Ugo Lund", "Eva Ruiz"]
