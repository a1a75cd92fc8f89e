"""Pages as programs copy them into a text: columns by spaces, form feeds, heads of each page."""

from __future__ import annotations

import textwrap
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest
from drafts import named, read_draft, read_sessions

from atgraph.curate.ingest.formats.text_file import read

FRONT = "Forum on Fair Work\n12 May 2031\nTown Hall, Aue\n\n"
HEAD = ("Time", "Session", "Chair", "Speakers")
SLOTS = (
    (
        "9:00 – 10:00",
        "What inspectors of labour see on farms and in the harbour",
        "Ms. Ada Bek – judge, Court of Appeal of Weir",
        (
            "Mr. Ugo Lund – mayor of the Town of Aue, Harbour Coast",
            "Ms. Eva Ruiz – nurse, Open Door Clinic for Women",
        ),
    ),
    (
        "10:00 – 11:00",
        "Who pays the fee of a worker sent abroad",
        "Mr. Tom Reed – editor, Radio Quay and Coast",
        (
            "Ms. Nora Lindqvist – inspector, Port Authority of Weir",
            "Ms. Carla Neri – lawyer, House of the Open Door",
        ),
    ),
    (
        "11:00 – 12:00",
        "A house is more than a bed for the night",
        "Ms. Lena Winter – director, Shelter on the Hill",
        (
            "Mr. Piotr Zielinski – social worker, Office for Youth",
            "Ms. Mia Holm – researcher, University of the Two Rivers",
        ),
    ),
)
WIDTHS = (19, 26, 26)
PEOPLE = [
    [name.split(" – ")[0].split(" ", 1)[1] for name in (chair, *speakers)]
    for _, _, chair, speakers in SLOTS
]


def columns(*cells: list[str], shift: int = 0) -> str:
    """Return cells side by side, their lines below each other; only two are apart by a space."""
    rows = ""
    for line in zip_longest(*cells, fillvalue=""):
        row = ""
        for n, text in enumerate(line):
            at = sum(WIDTHS[:n]) + shift * bool(n)
            row = f"{row.ljust(at - 1)} {text}" if text and n else row + text
        rows += row.rstrip() + "\n"
    return rows


def slot(time: str, title: str, chair: str, speakers: tuple[str, ...], shift: int = 0) -> str:
    below = [line for one in speakers for line in textwrap.wrap(one, 24)]
    return columns([time], textwrap.wrap(title, 25), textwrap.wrap(chair, 25), below, shift=shift)


@pytest.mark.parametrize("lead", ["", "ore "])
@pytest.mark.parametrize("shift", [0, -3])
def test_wrapped_cells_of_rows_that_times_begin_are_read_cell_by_cell(
    tmp_path: Path, lead: str, shift: int
) -> None:
    """What is on the next page may stand some letters further to the left."""
    first, *others = (
        slot(lead + time, *rest, shift=shift * bool(n)) for n, (time, *rest) in enumerate(SLOTS)
    )
    head = columns(*([text] for text in HEAD))
    found = read_sessions(tmp_path, FRONT + head + first + "\f" + "".join(others))

    assert [session["title"] for session in found] == [title for _, title, *_ in SLOTS]
    assert [named(session) for session in found] == PEOPLE
    assert [session["participants"][0]["role"] for session in found] == ["chair"] * len(SLOTS)


def test_cells_that_begin_anew_below_a_time_are_rows_of_their_own(tmp_path: Path) -> None:
    def talks(time: str, title: str, *people: str) -> str:
        roles, said = list[str](), list[str]()
        for number, one in enumerate(people):
            lines = textwrap.wrap(one, 26)
            roles += ["Speaker" if number else "Chair", *[""] * (len(lines) - 1)]
            said += lines
        return columns([time], textwrap.wrap(title, 25), roles, said)

    text = "".join(talks(time, title, chair, *rest) for time, title, chair, rest in SLOTS)
    found = read_sessions(tmp_path, FRONT + text)
    assert [named(session) for session in found] == PEOPLE
    roles = [[person["role"] for person in session["participants"]] for session in found]
    assert roles == [["chair", "speaker", "speaker"]] * len(SLOTS)


def test_a_list_of_names_in_a_column_stays_a_list(tmp_path: Path) -> None:
    people = ["Ada Bek-Winter", "Ugo Lund", "Eva Ruiz Navarro", "Tom Reed"]
    rows = "".join(
        columns([time], textwrap.wrap(title, 25), [f"Room {number}"], people)
        for number, (time, title, *_) in enumerate(SLOTS, 1)
    )
    for session in read_sessions(tmp_path, FRONT + rows):
        assert named(session) == people


def paged(*pages: str, foot: str = "Town Hall · {}") -> str:
    """Return pages that each have the title of the event above, and a number below."""
    return "\f".join(
        f"      Forum on Fair Work – 12 May 2031\n\n\n{page}\n\n      {foot.format(n)}\n"
        for n, page in enumerate(pages, 1)
    )


def session(number: int) -> str:
    time, title, chair, speakers = SLOTS[number]
    people = "\n".join(said.replace(" –", ",") for said in speakers)
    return f"12 May 2031 · {time}\n\n{title}\nChair\n{chair.replace(' –', ',')}\nSpeakers\n{people}"


@pytest.mark.parametrize("foot", ["Town Hall · {}", "{}", "Page {} of 4"])
def test_heads_and_feet_of_pages_are_no_part_of_what_they_say(tmp_path: Path, foot: str) -> None:
    front = "Forum on Fair Work\n12 May 2031\nTown Hall, Aue"
    draft: Any = read_draft(tmp_path, paged(front, *map(session, range(3)), foot=foot), ".txt")
    assert draft["title"].startswith("Forum on Fair Work")
    assert [named(one) for one in draft["sessions"]] == PEOPLE
    assert [one["title"] for one in draft["sessions"]] == [title for _, title, *_ in SLOTS]
    text = paged(front, *map(session, range(3)), foot=foot).encode()
    assert read(text, Path("made.txt")).notes == ("pieces of page headers and footers left out: 7",)


def test_sessions_that_pages_begin_with_are_kept_although_they_count(tmp_path: Path) -> None:
    pages = (f"Panel {n}\n{session(n - 1)}" for n in (1, 2, 3))
    found = read_sessions(tmp_path, FRONT + "\f".join(pages))
    assert [named(one) for one in found] == PEOPLE
