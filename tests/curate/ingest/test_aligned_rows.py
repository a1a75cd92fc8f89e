"""Rows of a text whose cells stand below each other, as columns typed with spaces."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest
from drafts import named, read_draft, read_sessions

FRONT = "The law of the fields\n3 June 2031\nTown Hall, Aue\n\n"
PEOPLE = (
    ("Ms. Lena Winter-Achenbach", "Director", "Harbour Street Foundation for Seasonal Workers"),
    ("Dr. Ugo Lund", "Senior Researcher", "Open Door Clinic for Women and Children in Aue"),
    ("Mr. Tomas Novak", "Inspector", "Ministry of Labour, Family Affairs and Social Protection"),
)
NAMES = ["Lena Winter-Achenbach", "Ugo Lund", "Tomas Novak"]


def row(cells: tuple[str, ...], widths: tuple[int, ...]) -> str:
    """Return a row of cells, each wrapped at its width."""
    wrapped = [textwrap.wrap(cell, width) for cell, width in zip(cells, widths)]
    lines = range(max(map(len, wrapped)))
    filled = ([cell[n] if n < len(cell) else "" for cell in wrapped] for n in lines)
    padded = ("  ".join(c.ljust(w) for c, w in zip(line, widths)).rstrip() for line in filled)
    return "\n".join(padded)


def listed(kind: str) -> str:
    """Return the people of a session as rows."""
    if kind == "label":
        beside = [("Speakers:" * (not n), ", ".join(one)) for n, one in enumerate(PEOPLE)]
        return "\n".join(row(cells, (14, 48)) for cells in beside)
    if kind == "role":
        return "\n".join(row(("Speaker", ", ".join(one)), (14, 48)) for one in PEOPLE)
    if kind == "name":
        people = ((name, f"{post}, {body}") for name, post, body in PEOPLE)
        return "Speakers:\n" + "\n".join(row(cells, (20, 44)) for cells in people)
    return "Speakers:\n" + "\n".join(row(cells, (22, 20, 28)) for cells in PEOPLE)


@pytest.mark.parametrize("kind", ["label", "role", "name", "three"])
def test_cells_that_were_wrapped_are_whole(tmp_path: Path, kind: str) -> None:
    sessions = f"09:00 - 10:00   Fees\n{listed(kind)}\n\n10:30 - 11:00   Homes\n{listed(kind)}\n"
    first, _ = read_draft(tmp_path, FRONT + sessions, ".txt")["sessions"]
    bodies = [
        ", ".join(a["organization"] for a in one["affiliations"] if "organization" in a)
        for one in first["participants"]
    ]
    assert [one["name"] for one in first["participants"]] == NAMES
    assert bodies == [body for *_, body in PEOPLE]


def test_a_room_below_a_long_title_is_none_of_it(tmp_path: Path) -> None:
    title = "Fees, debts and contracts of those who work on fields and farms"
    rows = f"09:00 - 10:00   {title}\n                Harbour Hall\n{listed('label')}\n\n"
    rows += f"10:30 - 11:00   Homes\n{listed('label')}\n\n11:00 - 12:00   Close\n"
    first, *_ = read_draft(tmp_path, FRONT + rows, ".txt")["sessions"]
    assert (first["title"], first["room"]) == (title, "Harbour Hall")


def test_rows_that_were_not_wrapped_stay_apart(tmp_path: Path) -> None:
    text = f"{FRONT}09:00   Fees of agents\n        Ada Bek, judge\n10:00   Safe homes\n"
    text += "        Lena Winter, nurse\n        Ugo Lund, Open Door\n11:00   Closing\n"
    sessions = read_draft(tmp_path, text, ".txt")["sessions"]
    assert [s["title"] for s in sessions] == ["Fees of agents", "Safe homes", "Closing"]
    assert [len(s.get("participants", ())) for s in sessions] == [1, 2, 0]


def test_cells_that_were_wrapped_stand_beside_each_other_in_a_table(tmp_path: Path) -> None:
    widths = (16, 24, 34)
    sessions = {
        "Fees, debts and contracts: what a ledger shows": ("Main Hall", PEOPLE[:1]),
        "Homes for those who leave": ("Room of the Guilds", PEOPLE[1:]),
        "What comes next": ("Main Hall", PEOPLE[2:]),
    }
    rows = [row(("Time", "Session", "Speakers"), widths)]
    for hour, (title, (room, people)) in enumerate(sessions.items(), 9):
        # a cell of several lines, each wrapped at its width
        left, right = textwrap.wrap(title, widths[1]), list[str]()
        for one in people:
            right += textwrap.wrap(", ".join(one), widths[2])
        left.append(room)
        count = max(len(left), len(right))
        lines = zip([f"{hour:02}:00 - {hour:02}:50"] + [""] * count, left + [""] * count, right)
        padded = [
            ("  ".join(c.ljust(w + 1) for c, w in zip(line, widths))).rstrip() for line in lines
        ]
        below = [" " * (widths[0] + 3) + text for text in left[len(right) :]]
        rows.append("\n".join([*padded, *below]))
    text = FRONT + "\n\n".join(rows) + "\n\nContact the office for more.\n"
    found = read_draft(tmp_path, text, ".txt")["sessions"]
    assert [one["title"] for one in found] == [*sessions]
    assert [one["room"] for one in found] == [room for room, _ in sessions.values()]
    assert [[p["name"] for p in one["participants"]] for one in found] == [
        NAMES[:1], NAMES[1:], NAMES[2:],
    ]  # fmt: skip


def test_lines_with_a_time_each_are_rows_each_though_white_lines_part_them(tmp_path: Path) -> None:
    text = FRONT + (
        "9:00      Welcome (Ada Bek)\n9:15      Fair pay on farms, in kitchens,\n"
        "          and on ships (Ugo Lund)\n\n"
        "10:00     Homes for all (Eva Ruiz)\n10:30     Rents in the south, in towns\n"
        "          and on farms (Tom Hale)\n\n"
        "14:00     Courts and wages (Ana Kos)\n14:30     Debate\n"
    )
    found = read_draft(tmp_path, text, ".txt")["sessions"]
    assert [one["start"] for one in found][:5] == ["09:00", "09:15", "10:00", "10:30", "14:00"]


def test_lines_with_all_fields_are_rows_though_commas_end_them(tmp_path: Path) -> None:
    panel = (
        "{} Panel {}: Homes\n\nAda Bek, Open Door,     moderator\nUgo Lund, Terra,        speaker\n"
    )
    text = FRONT + "\n".join(panel.format(time, n) for n, time in enumerate(("9:00", "10:00"), 1))
    for session in read_draft(tmp_path, text, ".txt")["sessions"]:
        assert [p["role"] for p in session["participants"]] == ["moderator", "speaker"]


def test_people_below_each_other_are_no_cells_that_went_on(tmp_path: Path) -> None:
    text = FRONT + (
        "9:30-10:00     Welcome\n               Ada Bek, mayor of Port Lenn and of Oster\n"
        "               Ugo Lund\n\n10:00-11:00    What farms owe to those who work on them\n"
        "               Eva Ruiz\n               Tom Hale\n\n11:00-12:00    Homes for all\n"
        "               Ana Kos\n"
    )
    found = read_draft(tmp_path, text, ".txt")["sessions"]
    assert [[p["name"] for p in one["participants"]] for one in found] == [
        ["Ada Bek", "Ugo Lund"], ["Eva Ruiz", "Tom Hale"], ["Ana Kos"],
    ]  # fmt: skip


def test_a_title_goes_on_in_small_letters_beside_who_takes_part(tmp_path: Path) -> None:
    text = """Round table on identification
12 May 2031

TIME            ACTIVITY                                PERSON RESPONSIBLE
9:10-9:20       Welcome remarks                         Usec. Emma Villar
                                                        Department of Justice
9:20-9:30       Message of support                      Ms. Kristin Holm
                                                        Chief of Mission, IOM
9:30-10:00      Workshop: Mapping the referral          Facilitators:
                pathway                                 Ms. Ana Reyes, DSWD
                                                        Mr. Paolo Lim, Visayan Forum
12:45-1:00      Closing remarks                         Hon. Liza Maza
"""
    found = read_sessions(tmp_path, text)
    assert [(s["title"], named(s)) for s in found] == [
        ("Welcome remarks", ["Emma Villar"]),
        ("Message of support", ["Kristin Holm"]),
        ("Workshop: Mapping the referral pathway", ["Ana Reyes", "Paolo Lim"]),
        ("Closing remarks", ["Liza Maza"]),
    ]
