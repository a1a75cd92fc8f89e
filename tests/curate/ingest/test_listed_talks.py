"""Talks below a session, without times: lines set alike, each with who speaks below it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from drafts import read_draft

FRONT = "# The law of the fields\n\n3 June 2031\n\n"
NEXT = "\n**11:00** Closing\n\nTom Reed, mayor\n"


def talks(folder: Path, text: str, ending: str = ".md") -> list[tuple[str, list[str]]]:
    """Draft a document, and return its titles with those who take part."""
    sessions: Any = read_draft(folder, text, ending)["sessions"]
    return [(s["title"], [p["name"] for p in s.get("participants") or ()]) for s in sessions]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "*Debts of the fishing fleet*\nAda Bek, Harbour University\n",
            "*Who pays the broker*\nUgo Lund and Lena Winter, Open Door Institute",
        ),
        (
            "Debts of the fishing fleet\nAda Bek, Harbour University\n",
            "Who pays the broker\nUgo Lund and Lena Winter, Open Door Institute",
        ),
    ],
)
def test_each_talk_of_a_session_is_one(tmp_path: Path, first: str, second: str) -> None:
    panel = f"**9:00** Panel 1: Ports\n\nChair: Carla Neri, judge\n\n{first}\n{second}\n"
    assert talks(tmp_path, FRONT + panel + NEXT) == [
        ("Panel 1: Ports", ["Carla Neri"]),
        ("Debts of the fishing fleet", ["Ada Bek"]),
        ("Who pays the broker", ["Ugo Lund", "Lena Winter"]),
        ("Closing", ["Tom Reed"]),
    ]


def test_bodies_in_bold_above_their_people_are_no_talks(tmp_path: Path) -> None:
    rows = "**Ministry of Labour and Mines**\nAda Bek, director\n\n"
    rows += "**Institute for Fair Work**\nUgo Lund, judge\n"
    found = talks(tmp_path, f"{FRONT}**9:00** Ports\n\n{rows}{NEXT}")
    assert found[0] == ("Ports", ["Ada Bek", "Ugo Lund"])
