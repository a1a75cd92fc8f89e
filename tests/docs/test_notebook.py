"""The example notebook, run in a kernel of its own: its stored outputs are what comes out."""

from __future__ import annotations

import difflib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import mini

NOTEBOOK = mini.ROOT / "docs" / "notebook.ipynb"
# what docs/notebook.py does, over a graph that is built already
RUN = """
import shutil, sys
import notebook, sessions

def make_home(folder):
    env = sessions.lay_out(folder)
    shutil.copytree(store, folder / "build" / "store", symlinks=True)
    return env

store = sys.argv.pop(1)
notebook.make_home = make_home
notebook.main()
"""


def test_there_is_something_to_run() -> None:
    cells = [
        cell
        for cell in json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
        if cell["cell_type"] == "code"
    ]

    assert len(cells) >= 5
    assert sum(bool(cell["outputs"]) for cell in cells) >= 5
    assert all(output["output_type"] != "error" for cell in cells for output in cell["outputs"])


@pytest.mark.slow
def test_the_notebook_shows_what_comes_out(store: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copy(NOTEBOOK, tmp_path))
    command, temporary = [sys.executable, "-c", RUN, store, copy], tmp_path / "t"
    temporary.mkdir()
    path = os.pathsep.join(str(mini.ROOT / name) for name in ("src", "docs"))
    done = subprocess.run(
        command,
        check=False,
        capture_output=True,
        text=True,
        env=mini.environment(JUPYTER_PLATFORM_DIRS="1", PYTHONPATH=path, TMPDIR=str(temporary)),
        timeout=300,
    )

    assert done.returncode == 0, done.stderr
    assert [*temporary.iterdir()] == [], "it leaves nothing behind"
    stored, shown = (path.read_text(encoding="utf-8").splitlines() for path in (NOTEBOOK, copy))
    assert [
        *difflib.unified_diff(stored, shown, "docs/notebook.ipynb", "after `make docs`", n=0)
    ] == []
