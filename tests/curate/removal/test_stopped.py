"""A removal that is killed, or finds the disk full, harms nothing; run again, it completes."""

from __future__ import annotations

import resource
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from forms import tries
from projects import NAME, copy_of, left_in, make_project

import mini
from atgraph.build.publish import UNFINISHED
from atgraph.curate.removal.removal import Places

# Kills the process as it is about to change the disk for so many times; else says how often it did.
KILLING = """
import os, signal, sys
changes = ("os.rename", "os.remove", "os.rmdir", "os.symlink", "os.mkdir", "os.truncate")
left, counted = int(sys.argv.pop(1)), 0

def watch(event, arguments):
    global counted
    writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & 3
    if event in changes or writes:
        counted += 1
        if counted == left:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(watch)
from atgraph.cli import main
try:
    main()
finally:
    print("changes:", counted)
"""


def command(places: Places) -> list[str]:
    """Return the arguments that remove somebody."""
    place = ["--data", str(places.data), "--store", str(places.store)]
    return ["remove", NAME, "--yes", *place]


def run(program: list[str], size: int = resource.RLIM_INFINITY) -> subprocess.CompletedProcess[str]:
    """Run a program of Python, whose files have at most so many bytes."""
    return subprocess.run(
        [sys.executable, *program],
        capture_output=True,
        text=True,
        env=mini.environment(PYTHONDONTWRITEBYTECODE="1"),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)),
        timeout=1800,
        check=False,
    )


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Places:
    return make_project(tmp_path_factory.mktemp("stopped") / "before")


@pytest.fixture(scope="module")
def done(before: Places, tmp_path_factory: pytest.TempPathFactory) -> tuple[int, bytes]:
    """How often a removal changes the disk, and the graph that it leaves, exported."""
    places = copy_of(before.data.parent, tmp_path_factory.mktemp("whole") / "project")
    ran = run(["-c", KILLING, "0", *command(places)])
    return int(ran.stdout.split("changes: ")[1]), mini.export(places.store)


def check_completes(places: Places, whole: set[bytes], after: bytes) -> None:
    """Check that the last good graph answers, and that the same command completes."""
    assert mini.export(places.store) in whole
    again = mini.atgraph(*command(places))

    assert again.code == 0, again.err
    assert left_in(places.data.parent) == []
    assert mini.export(places.store) == after
    assert sorted(path.name[:7] for path in places.store.glob("graph-*")) == ["graph-1", "graph-2"]
    assert not list(places.store.glob(f"{UNFINISHED}*"))


@pytest.mark.slow
@tries(short=1, long=40)
def test_a_removal_killed_at_any_step_is_run_again_and_completes(
    before: Places, done: tuple[int, bytes], tmp_path: Path, count: int
) -> None:
    changes, after = done
    assert changes > 60
    for number in range(1, count + 1):
        places = copy_of(before.data.parent, tmp_path / "project")
        killed = run(["-c", KILLING, str(number * changes // (count + 1)), *command(places)])
        assert killed.returncode == -signal.SIGKILL
        check_completes(places, {mini.export(before.store), after}, after)
        shutil.rmtree(places.data.parent)


@pytest.mark.slow
@pytest.mark.parametrize(
    "size", [20_000, *(pytest.param(10_000 * n, marks=pytest.mark.attack) for n in range(1, 60, 6))]
)
def test_a_full_disk_leaves_the_last_good_graph_and_a_removal_to_be_run_again(
    before: Places, done: tuple[int, bytes], tmp_path: Path, size: int
) -> None:
    """A limit on the size of files stands for the full disk."""
    places = copy_of(before.data.parent, tmp_path / "project")
    full = run(["-m", "atgraph", *command(places)], size)

    if full.returncode:  # of the larger sizes one may be large enough
        assert (full.returncode, len(full.stderr.strip().splitlines())) == (2, 2), full.stderr
        assert "the store cannot be written: " in full.stderr
        assert "the last good graph stays published" in full.stderr
    check_completes(places, {mini.export(before.store), done[1]}, done[1])
