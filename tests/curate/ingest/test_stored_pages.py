"""Pages as they are stored, with what a site or a typist did to them."""

from pathlib import Path
from typing import Any

import pytest
from drafts import FRONT, named, read_sessions

from atgraph.text import stands_in


def told(sessions: Any) -> list[tuple[str, str, list[str]]]:
    """Return time, title and names of each session."""
    return [(one.get("start", ""), one["title"], named(one)) for one in sessions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "BREAKFAST\n\n8:15 AM - 9:00 AM\n\n"
            "PANEL 1: FARMS\n\nProfessor Ada Bek, Mr. Tom Reed\n\n9:00 AM - 10:15 AM\n\n"
            "BREAK\n\n10:15 AM - 10:30 AM\n\n"
            "PANEL 2: COURTS\n\nDr. Lena Olm\n\n10:30 AM - 11:30 AM\n",
            [
                ("09:00", "PANEL 1: FARMS", ["Ada Bek", "Tom Reed"]),
                ("10:30", "PANEL 2: COURTS", ["Lena Olm"]),
            ],
        ),
        (
            "9:00 AM - 10:15 AM\n\nPANEL 1: FARMS\n\nProfessor Ada Bek, Mr. Tom Reed\n\n"
            "10:15 AM - 10:30 AM\n\nBREAK\n\n"
            "10:30 AM - 11:30 AM\n\nPANEL 2: COURTS\n\nDr. Lena Olm\n",
            [
                ("09:00", "PANEL 1: FARMS", ["Ada Bek", "Tom Reed"]),
                ("10:30", "PANEL 2: COURTS", ["Lena Olm"]),
            ],
        ),
    ],
)
def test_times_stand_below_what_goes_on_then_if_the_first_is_below_a_break(
    tmp_path: Path, text: str, expected: list[tuple[str, str, list[str]]]
) -> None:
    assert told(read_sessions(tmp_path, FRONT + text)) == expected


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Forced Labour", "10:45AM-12:15PMForced Labour"),
        ("Begrüßung", "14:00 UhrBegrüßung"),
    ],
)
def test_a_title_may_stand_right_behind_a_clock(title: str, text: str) -> None:
    assert stands_in(title, text)
    assert not stands_in(title, f"Pre{title}")
