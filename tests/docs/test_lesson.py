"""The lesson of CONTRIBUTING.md: its commands lead from two invented documents to a map."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path

import pytest

import mini

LESSON = mini.ROOT / "docs" / "lesson"
BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def lesson() -> list[str]:
    """Return the commands of the lesson."""
    text = (
        (mini.ROOT / "CONTRIBUTING.md")
        .read_text(encoding="utf-8")
        .partition("## From two documents to a map\n")[2]
        .partition("\n## ")[0]
    )
    return [line for block in BLOCK.findall(text) for line in block.splitlines()]


@pytest.fixture(scope="module")
def done(
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[Path, list[subprocess.CompletedProcess[str]]]:
    """Do the lesson in a folder of its own, and return that and what each command printed."""
    folder = tmp_path_factory.mktemp("lesson")
    (folder / "docs").symlink_to(mini.ROOT / "docs")
    program = folder / "bin" / "atgraph"
    mini.install(program)
    env = {**os.environ, "PATH": f"{program.parent}:{os.environ['PATH']}"}
    return folder, [
        subprocess.run(
            ["sh", "-c", command],
            cwd=folder,
            env=env,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            check=False,
        )
        for command in lesson()
    ]


@pytest.mark.slow
def test_every_command_of_the_lesson_does_what_is_said(
    done: tuple[Path, list[subprocess.CompletedProcess[str]]],
) -> None:
    folder, runs = done
    printed = dict(zip(lesson(), runs))

    assert len(runs) == 15
    assert [run.args[2] + run.stderr for run in runs if run.returncode] == []
    assert "Nothing waits for review" in runs[1].stdout
    assert "10 records made" in runs[2].stderr
    assert "1 name to settle" in runs[2].stderr
    assert "left  Lantern Institute: Lantern Institute for Fair Work" in runs[2].stdout
    assert "every name is settled" in runs[3].stderr
    assert "nothing is wrong in river-forum: 1 programme" in runs[4].stderr
    assert "Organized by the River Alliance and Lantern Institute" in runs[6].stdout
    assert "Lantern Institute for Fair Work" in (folder / "build/lesson/map.html").read_text(
        encoding="utf-8"
    )
    undone = json.loads(runs[9].stdout)
    assert [(name["name"], name["candidates"][0]["id"]) for name in undone] == [
        ("Lantern Institute", "organization_lantern")
    ]
    assert len(printed) == 12  # three come twice
    assert "river-forum.pdf: the document as received: it is deleted" in runs[10].stdout
    assert "nothing was changed" in runs[10].stderr
    assert "1 piece of advice in river-forum: 1 programme" in runs[13].stderr
    left = (path for path in (folder / "build").rglob("*") if path.is_file())
    assert [path for path in left if b"Cy Probe" in path.read_bytes()] == []


@pytest.mark.slow
def test_the_document_of_the_lesson_is_what_its_program_writes(tmp_path: Path) -> None:
    import importlib.util

    spec = importlib.util.spec_from_file_location("document", LESSON / "document.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.write(tmp_path / "again.pdf")

    assert (tmp_path / "again.pdf").read_bytes() == (LESSON / "river-forum.pdf").read_bytes()
