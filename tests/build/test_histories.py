"""Whatever people edit, a build of the change publishes what a build of everything would."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

import pytest
from histories import World
from pyoxigraph import Quad, Store

from atgraph.build.build import BuiltGraph, build, build_graph
from atgraph.build.change.next_graph import NextGraph
from atgraph.build.published import Published
from atgraph.errors import AtgraphError, Problem

EDITS = 4


def of_store(folder: Path) -> set[Quad]:
    return {*Store.read_only(str((folder / "current").resolve()))}


def told(problems: list[Problem]) -> Counter[tuple[Problem, str, str]]:
    return Counter((p, p.rule, repr(p.result)) for p in problems)


def whole(data: Path) -> BuiltGraph | str:
    """Build everything in memory; return what is wrong, where it cannot be."""
    try:
        return build_graph(data)
    except AtgraphError as exc:
        return str(exc)


def differences(store: Path, built: Published, full: BuiltGraph) -> Iterator[object]:
    """Yield how what was published is not the graph of everything."""
    yield from of_store(store) ^ {*full.store}
    if (built.version, built.size) != (full.version, len(full)):
        yield built, full.version, len(full)
    yield from (told(built.warnings) - told(full.warnings)).elements()
    yield from (told(full.warnings) - told(built.warnings)).elements()


def live(folder: Path, seed: int, edits: int = EDITS) -> tuple[int, int]:
    """Live through a history, and compare; return how often something was wrong, and was built."""
    world = World.begin(folder / "data", seed)
    store, wrong, anew = folder / "store", 0, 0
    before, done = world, ["begin"]
    for number in range(edits + 1):
        world.write()
        try:
            built = build(world.folder, store)
        except AtgraphError as exc:
            assert whole(world.folder) == str(exc), (seed, done, exc)
            wrong += 1
            world = before
            world.chance.seed(f"{seed} {number}")
        else:
            anew += 1
            if number > edits - 2 or random.Random(f"{seed} {number}").random() < 0.2:
                full = whole(world.folder)
                assert isinstance(full, BuiltGraph), (seed, done, full)
                assert not [*differences(store, built, full)], (seed, done)
        before = deepcopy(world)
        done.append(world.edit())
    return wrong, anew


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_a_history_of_edits_gives_the_graph_of_everything(
    tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    followed, derive = [], NextGraph.derive
    monkeypatch.setattr(NextGraph, "derive", lambda *a: followed.append(derive(*a)))
    _, anew = live(tmp_path, seed)
    assert anew > 1 and followed, "all was built as everything, which compares nothing"


@pytest.mark.attack
@pytest.mark.parametrize("seed", range(1000, 1500))
def test_so_do_five_hundred(tmp_path: Path, seed: int) -> None:
    live(tmp_path, seed, 8)
