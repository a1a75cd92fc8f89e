"""What a curator's actions are, as `benchmarks/curating.py` counts them."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[2] / "benchmarks"))

from curating import Actions, choose, corrected, count_lesson, curate
from layouts.printing import Layout, print_layouts
from reading import Mark, Reading

from counting import Count  # isort: skip  # on the path by `reading`

pytestmark = pytest.mark.slow


@cache
def layout() -> Layout:
    return next(print_layouts(family="session-blocks"))


def reading(marks: Sequence[Mark], missed: int, **others: Count) -> Reading:
    """Return how records were read: right, marked; and how many people are missed."""
    score = {name: Count() for name in ("sessions", "event", "organisers")} | others
    people = Count(missed=tuple(map(str, range(missed))))
    return Reading(layout(), {**score, "people": people}, {}, frozenset(), marks)


def test_what_is_wrong_and_what_is_missing_is_one_correction_and_a_mark_none() -> None:
    right, wrong, marked = Mark("", True, False), Mark("", False, False), Mark("", False, True)

    assert corrected(reading([right, Mark("", True, True)], 0)) == 0
    assert corrected(reading([right, wrong], 1)) == 1
    assert corrected(reading([right, marked], 1)) == 0
    assert corrected(reading([right], 2)) == 2
    assert corrected(reading([wrong, wrong, marked], 1)) == 2
    assert corrected(reading([], 0, organisers=Count(missed=("a", "b"), wrong=("c",)))) == 2


def test_names_taken_in_one_go_are_one_action(tmp_path: Path) -> None:
    counted = curate(next(choose("developed")), tmp_path)

    assert counted.people > 3
    assert counted.names < counted.people < counted.one_by_one
    assert counted.total < counted.before


def test_the_lesson_leaves_two_decisions(tmp_path: Path) -> None:
    counted = count_lesson(tmp_path)

    assert (counted.people, counted.names, counted.total) == (5, 2, 2)


def test_the_sum_is_of_all_columns() -> None:
    actions = Actions("a", 2, marks=1, records=2, one_by_one=32, names=4, types=8, findings=16)

    assert (actions.total, actions.before) == (31, 51)
