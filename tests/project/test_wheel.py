"""The wheel works where there is no checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = ("ontology", "data", "queries", "viz")

pytestmark = pytest.mark.slow


def run(*command: str | Path, cwd: Path, **env: str) -> str:
    """Return what a command prints; it must succeed."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("ATGRAPH", "PYTHON", "XDG"))}
    done = subprocess.run(
        list(map(str, command)),
        check=False,
        cwd=cwd,
        env={**clean, **env},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel made from the source archive, as `python -m build` does."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    assert len(list(folder.glob("*.tar.gz"))) == 1
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The wheel installed into a folder of its own; returns the environment to run it in."""
    site, home = tmp_path_factory.mktemp("site"), tmp_path_factory.mktemp("home")
    run(
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-index",
        "--no-deps",
        "--target",
        site,
        wheel,
        cwd=site,
    )
    return {
        "PYTHONPATH": str(site),
        "HOME": str(home),
        "XDG_DATA_HOME": str(home / "share"),
        "ATGRAPH": str(site / "bin" / "atgraph"),
    }


@pytest.fixture
def atgraph(installed: dict[str, str], tmp_path: Path):
    """The installed command, run in an empty folder."""
    env = {k: v for k, v in installed.items() if k != "ATGRAPH"}
    return lambda *arguments: run(
        sys.executable, installed["ATGRAPH"], *arguments, cwd=tmp_path, **env
    )


def test_the_wheel_carries_every_file_that_people_write(wheel: Path):
    carried = {
        name.removeprefix("atgraph/resources/")
        for name in zipfile.ZipFile(wheel).namelist()
        if name.startswith("atgraph/resources/")
        and not name.startswith("atgraph/resources/viz/vendor/")  # fetched, where it can be had
    }
    written = {
        p.relative_to(ROOT).as_posix()
        for folder in FOLDERS
        for p in (ROOT / folder).rglob("*")
        if p.is_file()
        and not p.is_relative_to(ROOT / "ontology" / "tools")
        and not p.is_relative_to(ROOT / "viz" / "vendor")
    }

    assert written
    assert carried == written


def test_the_wheel_carries_both_licences_and_the_types(wheel: Path):
    names = {Path(name).name for name in zipfile.ZipFile(wheel).namelist()}

    assert {"LICENSE", "DATA-LICENSE.md", "py.typed"} <= names


def test_the_installed_package_is_not_the_checkout(installed: dict[str, str], tmp_path: Path):
    found = run(
        sys.executable,
        "-c",
        "import atgraph; print(atgraph.__file__)",
        cwd=tmp_path,
        PYTHONPATH=installed["PYTHONPATH"],
    )

    assert Path(found.strip()).is_relative_to(installed["PYTHONPATH"])


def test_an_installed_wheel_builds_lists_asks_and_draws_in_an_empty_folder(
    atgraph, installed: dict[str, str], tmp_path: Path
):
    atgraph("build")
    assert (Path(installed["XDG_DATA_HOME"]) / "atgraph" / "store" / "current").is_symlink()
    assert not list(tmp_path.iterdir()), "a build leaves nothing in the working folder"

    assert "Tech Against Trafficking" in atgraph("list", "organizations")
    assert "source.txt" in atgraph("ask", "who-works-with", "--organization", "OSCE", "--evidence")

    atgraph("map", "actors", "-o", "map.html")
    assert (tmp_path / "map.html").read_text(encoding="utf-8").lstrip().startswith("<!")


def test_an_installed_wheel_answers_at_once(
    installed: dict[str, str], tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
):
    """The graph is built on first use, with a notice; nothing is written where the wheel lies."""
    site, share = Path(installed["PYTHONPATH"]), tmp_path_factory.mktemp("share")
    before = sorted(p for p in site.rglob("*") if "__pycache__" not in p.parts)
    env = {**os.environ, **installed, "XDG_DATA_HOME": str(share), "PYTHONDONTWRITEBYTECODE": "1"}
    ask = [sys.executable, installed["ATGRAPH"], "ask", "contradictions"]

    first, second = (
        subprocess.run(ask, check=True, cwd=tmp_path, env=env, capture_output=True, text=True)
        for _ in range(2)
    )

    assert f"building the one that the package carries, once, in {share}" in first.stderr
    assert "building" not in second.stderr
    assert first.stdout == second.stdout != ""
    assert sorted(p for p in site.rglob("*") if "__pycache__" not in p.parts) == before
    assert not list(tmp_path.iterdir())
