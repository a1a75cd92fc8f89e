"""One programme is looked at alone: its own findings, whatever is wrong in others."""

from __future__ import annotations

import shutil
from pathlib import Path

import fair
import pytest

import mini
from atgraph.build.whole import inspect
from atgraph.errors import NotFoundError, Problem

pytestmark = pytest.mark.slow

WRONG = [
    "",  # nothing
    "sessions: [{id: day}]\n",  # what was read is not understood
    "nope: [\n",  # cannot be read
    f"{fair.DAY}  participants: [{{name: Zo Nobody, role: speaker, quotes: [Fair]}}]\n",
]
REST = f"ignored: [{{reason: r, quotes: [{', '.join(map(repr, fair.SOURCE.splitlines()[1:]))}]}}]\n"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return fair.write(tmp_path, REST)


def add_market(data: Path, more: str) -> None:
    """Add a second programme, of the same text."""
    folder = data / "programmes" / "market"
    shutil.copytree(data / "programmes" / "fair", folder)
    mini.change(folder / "programme.yml", "id: fair", "id: market")
    path = folder / "programme.yml"
    path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")


@pytest.mark.parametrize("more", WRONG)
def test_what_is_wrong_in_another_programme_is_not_shown_and_does_not_count(
    data: Path, more: str
) -> None:
    add_market(data, more)
    told = mini.here("check", "--data", data, "fair")
    whole = mini.here("check", "--data", data)

    assert told.code == 0
    assert "market" not in told.out
    assert told.err.startswith("atgraph: 3 pieces of advice in fair")
    assert ("not shown" in told.err) == bool(more)
    assert (whole.code, "market" in whole.out) == (
        (1 if "[\n" not in more else 2, True) if more else (0, False)
    )


def test_its_own_findings_stop_the_build_also_those_of_the_graph_as_a_whole(data: Path) -> None:
    add_market(data, WRONG[1])
    path = data / "programmes" / "fair" / "programme.yml"
    mini.change(path, "'Bo Mill, Baker', ", "")
    told = mini.here("check", "--data", data, "fair")

    assert told.code == 1
    assert "Bo Mill, Baker" in told.out
    assert "1 finding of fair in 1 file stops the build" in told.err
    assert "2 findings elsewhere not shown" in told.err


def has_no_type(problems: list[Problem]) -> bool:
    """Whether it is told that the first organisation has no type."""
    return any(Path(p.path).name == "organizations.yml" and "type" in p.message for p in problems)


def test_of_the_registry_it_is_told_what_the_programme_names_or_nobody_does(data: Path) -> None:
    decisions = data / "registry" / "decisions.yml"
    add_market(data, "")
    decisions.write_text(
        "- {programme: market, name: Idle One, is: none, reason: r, date: 2026-11-25}\n"
        "- {programme: fair, name: Idle Two, is: none, reason: r, date: 2026-11-25}\n"
    )
    (data / "registry" / "organizations.yml").write_text(
        fair.ORGANIZATIONS.replace("label: Mill Guild, type: company,", "label: Mill Guild,")
    )
    market = data / "programmes" / "market" / "programme.yml"
    told = inspect(data, only=["fair"]).problems
    assert [p.line for p in told if p.rule == "idle-decision"] == [2]
    assert has_no_type(told)
    text = market.read_text(encoding="utf-8")
    tie = "{tie: organizing, organizer: Mill Guild, role: organizes, quotes: [The Mill Guild]}"
    market.write_text(f"{text}statements: [{tie}]\n")
    told = inspect(data, only=["fair"]).problems
    assert not has_no_type(told)


def test_a_programme_that_is_not_there_is_told(data: Path) -> None:
    with pytest.raises(
        NotFoundError, match="/programmes: there is no programme 'fare'; did you mean “fair”"
    ):
        inspect(data, only=["fare"])


def test_a_programme_that_cannot_be_read_is_told_with_the_code_of_that(data: Path) -> None:
    add_market(data, WRONG[2])

    assert mini.here("check", "--data", data, "market").code == 2
