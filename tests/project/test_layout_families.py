"""Layouts printed by benchmarks/layouts, and how benchmarks/reading.py compares what is read."""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from lxml import html

sys.path.append(str(Path(__file__).parents[2] / "benchmarks"))

import reading
from layouts.facts import read_programmes
from layouts.printing import ALL, Layout, print_layouts, read_families
from layouts.writers import WRITERS

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def layouts() -> list[Layout]:
    with pytest.MonkeyPatch.context() as patch:  # what is compared does not depend on these
        for slow in ("docx", "pdf"):
            patch.setitem(WRITERS, slow, lambda markup, *_: markup.encode())
        return list(print_layouts())


def first(choice: Any) -> str:
    return str(choice[0] if isinstance(choice, list) else choice)


def drafted_well(layout: Layout) -> dict[str, Any]:
    """Return the draft of a reader that makes no mistake."""
    sessions = [
        {
            **session,
            "title": first(session["title"]),
            "participants": [
                {
                    **person,
                    "name": first(person["name"]),
                    "affiliations": [
                        {key: first(value) for key, value in post.items()}
                        for post in person["affiliations"]
                    ],
                }
                for person in session["participants"]
            ],
        }
        for session in layout.expected["sessions"]
    ]
    return {**layout.expected, "sessions": sessions}


def compared(layout: Layout, drafted: Any) -> reading.Reading:
    bare = reading._bare
    return reading.compare(layout, bare(layout, drafted), bare(layout, layout.expected))


def test_there_are_enough_programmes_families_and_layouts(layouts: list[Layout]) -> None:
    groups = Counter(module.GROUP for _, module in read_families())
    programmes = read_programmes()

    assert groups["developed"] >= 20 and groups["held out"] >= 12 and groups["nobody"] >= 7
    assert len(programmes) >= 8 and len({one.language for one in programmes}) == 7
    assert {one.format for one in layouts} == {"txt", "md", "html", "docx", "pdf"}
    assert len({one.name for one in layouts}) == len(layouts) >= 200


def test_the_same_layout_is_the_same_bytes(layouts: list[Layout]) -> None:
    for layout in {one.format: one for one in layouts}.values():
        (one,), (other,) = (print_layouts(layout.family, layout.name) for _ in range(2))
        assert one == other


def test_a_layout_prints_what_is_expected_of_it(layouts: list[Layout]) -> None:
    for layout in layouts:
        if layout.format in ("html", "md", "txt"):
            text = layout.document.decode()
            if layout.format == "html":
                text = html.fromstring(text).text_content()
            text = reading.fold(text)
            for said in layout.expected["statements"]:
                assert reading.fold(said.get("organizer") or said["claim"]) in text
            for session in layout.expected["sessions"]:
                assert any(title in text for title in map(reading.fold, session["title"]))
                assert reading.fold(session.get("room", "")) in text
                for person in session["participants"]:
                    assert any(reading.fold(name) in text for name in person["name"]), layout.name
                    for post in person["affiliations"]:
                        said = map(reading.fold, map(first, post.values()))
                        assert all(one in text for one in said), (layout.name, post)


def test_who_prepares_or_answers_calls_is_expected_nowhere(layouts: list[Layout]) -> None:
    aside = {
        one["name"]
        for programme in read_programmes()
        for one in (*programme.committee, programme.event["contact"])
    }
    named = {
        name
        for layout in layouts
        for session in layout.expected["sessions"]
        for person in session["participants"]
        for name in person["name"]
    }

    assert len(aside) > 20 and aside.isdisjoint(named)


@pytest.mark.parametrize("every", [4, pytest.param(1, marks=pytest.mark.attack)])
def test_a_draft_without_a_mistake_is_right_in_all(layouts: list[Layout], every: int) -> None:
    readings = [compared(one, drafted_well(one)) for one in layouts[::every]]

    for found in readings:
        for name in reading.COLUMNS:
            count = found.score[name]
            assert count.precision == count.recall == 1, (found.layout.name, name, count)
        assert all(mark.right for mark in found.marks)
    assert reading.marking(readings) == (0, 0)


def test_a_person_in_another_session_is_missed_and_wrong(layouts: list[Layout]) -> None:
    layout = next(one for one in layouts if one.family == "session-blocks")
    drafted = drafted_well(layout)
    one, other = drafted["sessions"][:2]
    moved = one["participants"].pop()
    other["participants"].append({**moved, "review": "is it this session?"})
    found = compared(layout, drafted)

    assert len(found.score["people"].missed) == len(found.score["people"].wrong) == 1
    assert found.score["sessions"].precision == 1
    (wrong,) = [mark for mark in found.marks if not mark.right]
    assert wrong.marked and first(moved["name"]) in wrong.record


def test_a_title_with_its_time_is_a_wrong_session(layouts: list[Layout]) -> None:
    layout = next(one for one in layouts if one.family == "session-table")
    drafted = drafted_well(layout)
    drafted["sessions"][0]["title"] = f"09:00 {drafted['sessions'][0]['title']}"
    drafted["sessions"][1]["start"] = "08:00"
    found = compared(layout, drafted)

    assert len(found.score["sessions"].missed) == len(found.score["sessions"].wrong) == 2
    assert found.score["people"].recall == 1  # the title is alike


def test_what_is_not_printed_is_not_asked_of_a_draft(layouts: list[Layout]) -> None:
    layout = next(one for one in layouts if one.prints == ALL - {"roles", "posts"})
    drafted = drafted_well(layout)
    for person in drafted["sessions"][0]["participants"]:
        person["role"] = "speaker"
        person["affiliations"].insert(0, {"title": "somebody"})
    found = compared(layout, drafted)

    assert found.score["roles"].drafted == found.score["titles"].drafted == 0
    assert all(mark.right for mark in found.marks)


def test_drafts_of_one_programme_are_compared_in_what_both_print(layouts: list[Layout]) -> None:
    some = [one for one in layouts if re.match("session-|flyer|in-conversation", one.family)]
    readings = [compared(one, drafted_well(one)) for one in some]

    assert reading.agree(readings)[0] == 1
    worse = [compared(one, {**drafted_well(one), "sessions": []}) for one in some[:2]]
    assert reading.agree([*readings[2:], *worse])[0] < 1
