"""resources: the ontology is written in the folder of a checkout, not in an installed package."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import mini
from atgraph.errors import UnreadableError
from atgraph.files import list_files

TOOLS = mini.ROOT / "ontology" / "tools"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds the package as a wheel lays it out."""
    site = tmp_path_factory.mktemp("site")
    shutil.copytree(
        mini.ROOT / "src" / "atgraph",
        site / "atgraph",
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    shutil.copytree(mini.ROOT / "ontology", site / "atgraph" / "resources" / "ontology")
    return site


@pytest.mark.slow
@pytest.mark.parametrize("command", [[str(TOOLS / "context.py")], ["-m", "releases", "write"]])
def test_nothing_is_written_into_an_installed_package(
    command: list[str], installed: Path, tmp_path: Path
) -> None:
    ontology = installed / "atgraph" / "resources" / "ontology"
    (ontology / "context.jsonld").write_text("{}\n", encoding="utf-8")
    before = {p: p.read_bytes() for p in ontology.rglob("*") if p.is_file()}
    env = mini.environment(
        PYTHONPATH=f"{installed}{os.pathsep}{TOOLS}", PYTHONDONTWRITEBYTECODE="1"
    )

    done = subprocess.run(
        [sys.executable, *command],
        cwd=tmp_path,
        env=env,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert (
        done.stderr
        == f"{ontology}: is part of the installed package; run this in a checkout, or set "
        "ATGRAPH_HOME to one\n"
    )
    assert done.returncode == 2
    assert {p: p.read_bytes() for p in ontology.rglob("*") if p.is_file()} == before


@pytest.mark.parametrize("command", [[str(TOOLS / "context.py")], ["-m", "releases", "write"]])
def test_what_stops_the_writing_is_told_on_a_line(command: list[str], tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, *command],
        env=mini.environment(
            ATGRAPH_HOME=str(tmp_path), PYTHONPATH=f"{mini.ROOT / 'src'}{os.pathsep}{TOOLS}"
        ),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert (
        done.stderr
        == f"{tmp_path / 'ontology'}: there is no folder ontology/ here; set ATGRAPH_HOME "
        "to the folder that holds it\n"
    )
    assert done.returncode == 2


def test_a_folder_that_lost_its_files_is_not_taken_for_one_without_any(tmp_path: Path) -> None:
    (tmp_path / ".hidden.ttl").touch()

    with pytest.raises(UnreadableError, match=r"holds no \*\.ttl; restore them"):
        list_files(tmp_path, "*.ttl")
