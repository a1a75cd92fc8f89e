"""Runs docs/notebook.ipynb in a kernel of its own and writes what its cells show into it.

`make docs` does so; a test fails when the notebook no longer shows what is true. What changes with
every change of the data, the digests of graph and query, is written as dots.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import Any

import nbformat
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from sessions import DIGEST, make_home

NOTEBOOK = Path(__file__).with_name("notebook.ipynb")


def run(text: str, folder: Path) -> str:
    """Return a notebook as text, each cell run in turn; its first error ends it.

    Args:
        text: the notebook.
        folder: an empty one, to lay out a home in and to keep what kernels write.
    """
    home = folder / "home"
    home.mkdir()
    env = make_home(home) | {"IPYTHONDIR": str(folder / "ipython")}
    os.environ["JUPYTER_RUNTIME_DIR"] = str(folder / "runtime")
    notebook: Any = nbformat.reads(text, as_version=4)
    metadata = notebook.metadata.copy()
    kernel = AsyncKernelManager(
        kernel_name="python3",
        transport="ipc",
        ip=str(folder / "kernel"),
        connection_file=str(folder / "kernel.json"),  # else it stays in the system's folder
    )
    NotebookClient(
        notebook, km=kernel, timeout=120, resources={"metadata": {"path": str(home)}}
    ).execute(env=env)
    notebook.metadata = metadata  # without the version of this Python
    for cell in notebook.cells:
        cell.metadata = {}  # without the clock
    return DIGEST.sub("…", nbformat.writes(notebook)) + "\n"


def main() -> None:
    """Write the notebooks named on the command line anew, or docs/notebook.ipynb."""
    for path in map(Path, sys.argv[1:] or [NOTEBOOK]):
        with tempfile.TemporaryDirectory() as name:
            path.write_text(
                run(path.read_text(encoding="utf-8"), Path(name).resolve()), encoding="utf-8"
            )


if __name__ == "__main__":
    main()
