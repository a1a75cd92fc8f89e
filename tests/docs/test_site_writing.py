"""python -m reference: the site is written whole or not at all, and says what stops it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import mini
from atgraph.errors import UnreadableError
from site_files import reference

PAGES = {"index.html": "new", "terms/A.html": "new", "terms/B.html": "new"}
OLD = {"index.html": "old", "terms/A.html": "old", "terms/Gone.html": "old"}

KILLED = """
import os, pathlib, shutil, sys
from reference.writing import put

step, left = 0, int(sys.argv[2])

def deadly(function):
    def called(*arguments, **options):
        global left
        left -= 1
        if left == 0:
            os._exit(9)
        return function(*arguments, **options)
    return called

for place, name in ((pathlib.Path, "write_text"), (pathlib.Path, "rename"), (shutil, "rmtree")):
    setattr(place, name, deadly(getattr(place, name)))
put({PAGES}, pathlib.Path(sys.argv[1]))
""".replace("{PAGES}", repr(PAGES))


def run(*arguments: object, code: str = "", **env: str) -> subprocess.CompletedProcess[str]:
    command = [
        sys.executable,
        *(["-c", code] if code else ["-m", "reference"]),
        *map(str, arguments),
    ]
    paths = os.pathsep.join(str(mini.ROOT / folder) for folder in ("src", "docs", "ontology/tools"))
    return subprocess.run(
        command,
        env=mini.environment(PYTHONPATH=paths, **env),
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


def held(folder: Path) -> dict[str, str]:
    return {
        p.relative_to(folder).as_posix(): p.read_text(encoding="utf-8")
        for p in folder.rglob("*")
        if p.is_file()
    }


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    for name, text in OLD.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("step", range(1, 11))
def test_a_run_that_is_killed_leaves_the_old_site_or_none_and_the_next_one_works(
    step: int, site: Path
) -> None:
    done = run(site, step, code=KILLED)

    assert (done.returncode, done.stderr) in {(9, ""), (0, "")}
    assert held(site) in (OLD, {}, PAGES)
    assert (step < 10) == (done.returncode == 9), (
        "the last step is one too many, so that each one before is tried"
    )

    reference("writing").put(PAGES, site)
    assert held(site) == PAGES
    assert [path.name for path in site.parent.iterdir()] == ["site"]


def test_a_site_that_was_moved_away_by_a_killed_run_comes_back_when_the_next_fails(
    site: Path,
) -> None:
    site.rename(site.with_name(".site.old"))

    with pytest.raises(TypeError):
        reference("writing").put({"index.html": None}, site)
    assert held(site) == OLD
    assert [path.name for path in site.parent.iterdir()] == ["site"]


def test_a_link_keeps_leading_where_it_led(site: Path) -> None:
    link = site.with_name("link")
    link.symlink_to(site, target_is_directory=True)

    reference("writing").put(PAGES, link)
    assert link.is_symlink() and held(site) == PAGES


def test_a_front_page_that_is_no_text_is_something_else(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_bytes(b"\xff\xfe")

    with pytest.raises(UnreadableError, match="holds something else"):
        reference("writing").check_folder(tmp_path, "mark")


@pytest.mark.slow
def test_without_a_folder_the_usage_is_told() -> None:
    done = run()

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines()[0] == "Usage: python -m reference [OPTIONS] FOLDER"
    assert done.stderr.splitlines()[-1] == "Error: Missing argument 'FOLDER'."


@pytest.mark.slow
def test_a_file_in_the_place_of_the_folder_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "thesis.txt"
    file.write_text("all of it", encoding="utf-8")

    done = run(file)
    assert (done.returncode, done.stdout, done.stderr) == (
        2,
        "",
        f"{file}: is a file; name a folder for the site\n",
    )
    assert file.read_text(encoding="utf-8") == "all of it"

    with pytest.raises(UnreadableError, match="is a file; name another folder"):
        reference("site").write_site(file / "site")


@pytest.mark.slow
def test_what_is_wrong_in_the_sources_is_told_on_a_line(tmp_path: Path) -> None:
    done = run(tmp_path / "site", ATGRAPH_HOME=str(tmp_path))

    assert (done.returncode, done.stdout) == (2, "")
    assert (
        done.stderr
        == f"{tmp_path / 'data'}: there is no folder data/ here; set ATGRAPH_HOME to the folder"
        " that holds it\n"
    )
    assert not (tmp_path / "site").exists()
