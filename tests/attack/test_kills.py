"""What writes is killed at any moment: it leaves the old or the new, never what is between."""

from __future__ import annotations

import random
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from forms import tries

import mini
from atgraph.build.build import build
from atgraph.build.publish import UNFINISHED


def killed(commands: list[tuple[object, ...]], count: int, seed: int) -> Iterator[mini.Run]:
    """Run one of the commands and kill it, so many times; yield how each ended.

    Half of the moments lie in the last two thirds of the run, where it writes.
    """
    rng, ended = random.Random(seed), 0
    begun = time.perf_counter()
    assert mini.atgraph(*commands[0]).code in (0, 1)
    took = time.perf_counter() - begun
    for number in range(count):
        moment = rng.uniform(0, 1) if number % 2 else rng.uniform(0.35, 1.05)
        begun = time.perf_counter()
        run = mini.atgraph(*rng.choice(commands), kill_after=moment * took)
        if run.code in (0, 1):
            took = time.perf_counter() - begun  # the machine has become less busy
        ended += run.code == -signal.SIGKILL
        yield run
    assert ended >= count / 4  # the others had ended before


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """The mini programme with another decision, so that its graph can be told from the first."""
    data = mini.copy_data(tmp_path)
    decisions = data / "registry" / "decisions.yml"
    mini.change(decisions, "The session is about Westland.", "Another reason.")
    return data


@pytest.mark.slow
@tries(short=6, long=40)
def test_a_killed_build_leaves_a_whole_graph_and_the_next_one_cleans_up(
    tmp_path: Path, other: Path, count: int
) -> None:
    store, whole = tmp_path / "store", set[bytes]()
    for data in (mini.MINI, other):
        build(data, store)
        whole.add(mini.export(store))
    commands = [("build", "--store", store, "--data", data) for data in (other, mini.MINI)]
    for _ in killed(commands, count, 19):
        assert mini.export(store) in whole
    build(other, store)

    assert len(whole) == 2
    assert not list(store.glob(f"{UNFINISHED}*"))
    assert len([p for p in store.iterdir() if p.is_dir() and not p.is_symlink()]) <= 2
