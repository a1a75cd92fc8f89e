"""`atgraph reconcile` as a process: what it lists, writes and refuses, and how it asks."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import forum
import pytest

import mini

LINES = [
    *forum.bodies("Kay Alliance against Exploitation", "Lantern"),
    ("Ana Example", "person", "Head of Shelters", "Lantern"),
]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return forum.write(tmp_path, LINES)


def reconcile(home: Path, *arguments: str | Path) -> mini.Run:
    return mini.atgraph("reconcile", "--data", home, *arguments)


def test_open_names_are_listed_with_candidates_scores_and_reasons(home: Path) -> None:
    told = reconcile(home, "second-forum")
    lines = [line.split("\t") for line in told.out.splitlines()]

    assert (told.code, told.err) == (1, "atgraph: 3 names to settle\n")
    assert lines[0] == [
        "programme",
        "name",
        "kind",
        "where",
        "score",
        "candidate",
        "label",
        "reasons",
    ]
    assert [line[1] for line in lines[1:]] == [
        "Kay Alliance against Exploitation",
        "Lantern",
        "Ana Example",
    ]
    assert lines[3][5] == "person_p0001"
    assert "the same post" in lines[3][7]
    found = json.loads(reconcile(home, "--format", "json").out)
    assert found[2]["candidates"][0]["reasons"] == lines[3][7].split("; ")
    assert found[2]["places"][0] == {
        "session": "opening",
        "file": f"{home}/programmes/second-forum/programme.yml",
        "line": 14,
        "quote": "Ana Example, Head of Shelters, Lantern (item 2)",
    }


def test_a_name_of_the_programme_as_a_whole_has_its_first_quote(home: Path) -> None:
    path = home / "programmes" / "second-forum" / "programme.yml"
    mini.change(path, "start:", "series: second-forum\nstart:")
    found = json.loads(reconcile(home, "second-forum", "--format", "json").out)

    assert found[0]["places"][0]["quote"] == "second-forum"
    assert found[0]["name"] == "second-forum"


@pytest.mark.slow
def test_a_file_of_decisions_is_written_holds_and_is_taken_back(home: Path, tmp_path: Path) -> None:
    before, answers = forum.files(home), tmp_path / "answers.yml"
    answers.write_text(
        "- {name: Kay Alliance against Exploitation, is: organization_quay, reason: a letter}\n"
        "- {name: Lantern, is: new, type: civil-society, reason: nobody near}\n"
        "- {name: Ana Example, is: person_p0001, reason: the same post}\n"
    )
    told = reconcile(home, "--decide", answers, "--date", "2026-11-25")

    assert (told.code, told.err) == (0, "atgraph: every name is settled\n")
    assert told.out.splitlines()[0] == "new in organizations.yml: organization_lantern"
    assert "decided: “Ana Example” in opening of second-forum is person_p0001" in told.out
    assert mini.atgraph("check", "--data", home).err.count("idle") == 0
    for name in ("Kay Alliance against Exploitation", "Lantern", "Ana Example"):
        assert reconcile(home, "--undo", name).out.startswith("taken back: ")
    assert forum.files(home) == before


UNREADABLE = ("  - id: opening", "  - id: [opening]")  # nothing of it can be understood
IN_PART = ("sessions:", "statements:\n  - {tie: nope, quotes: [x]}\nsessions:")
LEFT_OUT = "atgraph: second-forum could not be read whole; mend that, for names may be missing here"
SETTLED = "atgraph: every name of those that could be read is settled"


@pytest.mark.parametrize("change", [UNREADABLE, IN_PART])
def test_what_of_a_transcript_cannot_be_read_is_told_and_the_code_is_that_of_wrong_data(
    tmp_path: Path, change: tuple[str, str]
) -> None:
    home = forum.write(tmp_path, [])
    path = home / "programmes" / "second-forum" / "programme.yml"
    mini.change(path, "    participants:\n", "")
    mini.change(path, *change)
    told = mini.here("reconcile", "--data", home)
    why, *rest = told.err.splitlines()

    assert (told.code, rest) == (1, [LEFT_OUT, SETTLED])
    assert why.startswith(f"{path}:")
    other = mini.here("reconcile", "--data", home, "first-forum")
    assert (other.code, other.err) == (0, "atgraph: every name is settled\n")
    named = mini.here("reconcile", "--data", home, "second-forum")
    assert (named.code, named.err.splitlines()[0]) == (1, why)


def test_a_decision_that_contradicts_is_refused_with_the_chain(home: Path, tmp_path: Path) -> None:
    answers = tmp_path / "answers.yml"
    answers.write_text(
        "- {name: Lantern, is_not: organization_quay, reason: another}\n"
        "- {name: Lantern, is: organization_quay, reason: r}\n"
    )
    before = forum.files(home)
    told = reconcile(home, "--decide", answers)

    assert (told.code, told.out) == (2, "")
    assert (
        "“Lantern” in opening of second-forum is organization_quay (asked for now); “Lantern”"
        in told.err
    )
    assert forum.files(home) == before


def test_an_answer_that_cannot_be_taken_is_told_with_file_and_line(
    home: Path, tmp_path: Path
) -> None:
    answers = tmp_path / "answers.yml"
    answers.write_text(
        "- {name: Lantern, is: none, reason: r}\n"
        "- {name: Nobody Printed, is: new, reason: r}\n"
        "- {name: Lantern, is: organization_nope, reason: r}\n"
    )
    before = forum.files(home)
    told = reconcile(home, "--decide", answers)

    assert told.code == 1
    assert [line.partition(": ")[0] for line in told.err.splitlines()] == [
        f"{answers}:2",
        f"{answers}:3",
    ]
    assert forum.files(home) == before


@pytest.mark.parametrize(
    ("arguments", "message", "code"),
    [
        (["no-forum"], "/data/programmes: there is no programme 'no-forum'", 1),
        (["--undo", "Lantern"], "nothing is decided about “Lantern”", 1),
        (["--undo", "Lantern", "--format", "json"], "four things to do", 2),
        (["--type", "company"], "--leave and --type go with --new", 2),
        (["--session", "opening"], "--session goes with --undo", 2),
        (["--decide", "/no/such/file.yml"], "cannot be read", 2),
        (["--date", "tomorrow"], "does not match the format", 2),
    ],
)
def test_wrong_use_is_told(home: Path, arguments: list[str], message: str, code: int) -> None:
    told = reconcile(home, *arguments)

    assert told.code == code
    assert message in told.err
    assert "Traceback" not in told.err


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="has no pseudo-terminals")
def test_on_a_terminal_the_curator_is_asked(home: Path) -> None:
    import pty

    child, terminal = pty.fork()
    if not child:
        os.execv(
            sys.executable,
            [
                sys.executable,
                "-c",
                "from atgraph.cli import main; main()",
                "reconcile",
                "--data",
                str(home),
                "--date",
                "2026-11-25",
            ],
        )
    os.write(terminal, b"1\n\nq\n")
    shown = b""
    while True:
        try:
            more = os.read(terminal, 4096)
        except OSError:  # the other side is closed: all is read
            break
        if not more:
            break
        shown += more
    _, status = os.waitpid(child, 0)

    assert os.waitstatus_to_exitcode(status) == 1
    assert (
        "1 of 3. “Kay Alliance against Exploitation” (organisation) in second-forum"
        in shown.decode()
    )
    assert b"2 names to settle" in shown
    assert b"is: organization_quay" in forum.files(home)["decisions.yml"]
