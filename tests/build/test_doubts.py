"""Doubts: of what was not understood, shapes say nothing; of what only stands near it, they do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from atgraph.build.validation.doubts import Doubts
from atgraph.errors import VIOLATION, WARNING, KeyDetails, Place, Problem, ResultDetails
from atgraph.rdf.namespaces import ATGD

PROGRAMME = """\
id: fair
sessions:
  - id: opening
    title: Opening
    talks:
      - who: Ann
        role: speaker
      - who: Ben
  - id: closing
    title: Closing
ties:
  - who: Ann
    with: Ben
"""
REGISTRY = """\
- name: Lantern
  parts:
    - body: Harbour
      since: 2001
  kind: charity

- name: Pier
  parts:
    - body: Jetty
"""
RECORDS = {
    "event_fair": ("fair.yml", 1),
    "source_fair": ("fair.yml", 1),
    "event_opening": ("fair.yml", 3),
    "tie_ann": ("fair.yml", 6),
    "text_fair#char=1,4": ("fair.yml", 7),
    "tie_ben": ("fair.yml", 8),
    "event_closing": ("fair.yml", 9),
    "tie_both": ("fair.yml", 12),
    "organization_lantern": ("registry.yml", 1),
    "organization_harbour": ("registry.yml", 3),
    "event-series_pier": ("registry.yml", 7),
    "place_jetty": ("registry.yml", 9),
}


@pytest.fixture
def doubted(tmp_path: Path) -> Callable[..., set[str]]:
    """Return which records are doubted where some lines of a file were not understood."""
    (tmp_path / "fair.yml").write_text(PROGRAMME)
    (tmp_path / "registry.yml").write_text(REGISTRY)
    origins = {
        ATGD + name: Place(str(tmp_path / file), line) for name, (file, line) in RECORDS.items()
    }

    def find(file: str, *lines: int) -> set[str]:
        doubts = Doubts([], [(str(tmp_path / file), line) for line in lines], origins)
        return {name for name in RECORDS if doubts.cast_on(ATGD + name)}

    return find


# What is no event and holds the whole file, and a passage, of which a line of its own is no record.
ALWAYS = {"source_fair", "text_fair#char=1,4"}


@pytest.mark.parametrize(
    ("line", "records"),
    [
        (1, {"event_fair", "event_opening", "event_closing"}),
        (3, {"event_opening"}),
        (4, {"event_opening"}),
        (5, {"event_opening"}),
        (6, {"tie_ann"}),
        (7, {"tie_ann"}),
        (8, {"tie_ben"}),
        (10, {"event_closing"}),
        (12, {"tie_both"}),
        (13, {"tie_both"}),
    ],
)
def test_an_event_is_understood_though_a_record_in_it_is_not(
    line: int, records: set[str], doubted: Callable[..., set[str]]
) -> None:
    assert doubted("fair.yml", line) == records | ALWAYS


@pytest.mark.parametrize(
    ("line", "records"),
    [
        (1, {"organization_lantern", "organization_harbour"}),
        (2, {"organization_lantern", "organization_harbour"}),
        (3, {"organization_lantern", "organization_harbour"}),
        (4, {"organization_lantern", "organization_harbour"}),
        (5, {"organization_lantern", "organization_harbour"}),
        (6, set()),
        (7, {"event-series_pier", "place_jetty"}),
        (8, {"event-series_pier", "place_jetty"}),
        (9, {"event-series_pier", "place_jetty"}),
    ],
)
def test_another_record_is_doubted_with_its_parts_and_they_with_it(
    line: int, records: set[str], doubted: Callable[..., set[str]]
) -> None:
    assert doubted("registry.yml", line) == records


def test_several_lines_cast_doubt_on_the_records_of_each(
    doubted: Callable[..., set[str]],
) -> None:
    assert doubted("fair.yml", 7, 13) == {"tie_ann", "tie_both"} | ALWAYS


def test_a_record_is_an_event_whatever_else_its_line_makes(tmp_path: Path) -> None:
    """A session may make a source too; a tie within it is understood where they are not."""
    file = tmp_path / "fair.yml"
    file.write_text(PROGRAMME)
    at = {name: Place(str(file), line) for name, (path, line) in RECORDS.items() if path[0] == "f"}
    for names in (("event_fair", "source_fair"), ("source_fair", "event_fair")):
        origins = {ATGD + name: at[name] for name in (*names, "tie_both")}
        doubts = Doubts([], [(str(file), 1)], origins)

        assert [doubts.cast_on(iri) for iri in origins] == [True, True, False]


def test_what_was_written_nowhere_is_doubted_and_what_stands_in_another_file_is_not() -> None:
    doubts = Doubts([], [("a.yml", 1)], {"x": Place("b.yml", 1)})

    assert doubts.cast_on("y") is True
    assert doubts.cast_on("x") is False


def test_of_a_file_that_cannot_be_read_each_line_is_a_record(tmp_path: Path) -> None:
    path = str(tmp_path / "missing.yml")
    doubts = Doubts([], [(path, 2)], {"x": Place(path, 2), "y": Place(path, 3)})

    assert (doubts.cast_on("x"), doubts.cast_on("y")) == (True, False)


def test_doubts_are_cast_by_problems_and_the_lines_that_they_speak_of() -> None:
    problems = [
        Problem("a.yml", 4, "is wrong"),
        Problem("a.yml", 9, "stands twice", key=KeyDetails(first=2)),
        Problem("b.yml", 1, "is wrong too"),
    ]

    doubts = Doubts(iter(problems), [("b.yml", 7), ("c.yml", 3)], {})

    assert doubts.lines == {"a.yml": {4, 9, 2}, "b.yml": {1, 7}, "c.yml": {3}}


def test_left_are_the_violations_of_records_that_were_understood() -> None:
    doubts = Doubts([], [("a.yml", 1)], {"sure": Place("b.yml", 1), "unsure": Place("a.yml", 1)})

    def about(iri: str, **more: str) -> Problem:
        return Problem("", 0, f"{iri} lacks a name", result=ResultDetails(focus=iri), **more)

    found = [about("sure"), about("unsure"), about("sure", severity=WARNING)]
    assert [(f.result.focus, f.severity) for f in doubts.leave(found)] == [("sure", VIOLATION)]
    assert doubts.leave([about("unsure", severity=WARNING)]) == []
