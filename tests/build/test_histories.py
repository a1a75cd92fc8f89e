"""Whatever people edit, a build of the change publishes what a build of everything would."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from histories import EDITS, World
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Quad, Store

from atgraph.build.build import build
from atgraph.build.built_graph import BuiltGraph
from atgraph.build.change.next_graph import NextGraph
from atgraph.build.published import Published
from atgraph.build.whole import build_graph
from atgraph.errors import AtgraphError, Problem
from atgraph.graph.store import LINK

DATA, STORE = Path("data"), Path("store")  # as they are named in what a build keeps
CHANGE = st.lists(st.sampled_from(EDITS), min_size=1, max_size=4)
Changes = st.SearchStrategy[list[list[str]]]
AS_IT_COMES = settings(
    deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def of_store(folder: Path) -> set[Quad]:
    return {*Store.read_only(str((folder / LINK).resolve()))}


def told(problems: list[Problem]) -> Counter[tuple[Problem, str, str]]:
    return Counter((p, p.rule, repr(p.result)) for p in problems)


def differences(store: Path, built: Published, full: BuiltGraph) -> Iterator[object]:
    """Yield how what was published is not the graph of everything."""
    yield from of_store(store) ^ {*full.store}
    if (built.version, built.size) != (full.version, len(full)):
        yield built, full.version, len(full)
    yield from (told(built.warnings) - told(full.warnings)).elements()
    yield from (told(full.warnings) - told(built.warnings)).elements()


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, World]:
    """A folder with a world and its graph, from a build of a change; copy both to write to them."""
    folder = tmp_path_factory.mktemp("begun")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        world = World.begin(DATA, 1)
        world.write()
        patch.setenv("ATGRAPH_HOME", str(world.terms.home))
        build(DATA, STORE)
        world.add_programme()
        world.write()
        build(DATA, STORE)
    return folder, world


def live(begun: tuple[Path, World], seed: int, changes: list[list[str]]) -> None:
    """Live through a history of changes of some edits each, and compare at its end.

    What is wrong is not published, and taken back.
    """
    start, world = begun[0], deepcopy(begun[1])
    world.chance.seed(seed)
    built: Published | None = None
    with TemporaryDirectory(dir=start.parent) as folder, pytest.MonkeyPatch.context() as patch:
        for name in (DATA, STORE):
            shutil.copytree(start / name, Path(folder, name), symlinks=True)
        patch.chdir(folder)
        for edits in changes:
            before, published = deepcopy(world), (STORE / LINK).readlink()
            for name in edits:
                getattr(world, name)()
            world.write()
            patch.setenv("ATGRAPH_HOME", str(world.terms.home))
            try:
                built = build(DATA, STORE)
            except AtgraphError:
                assert (STORE / LINK).readlink() == published
                world = before
                world.chance.seed(len(edits))
        world.write()
        patch.setenv("ATGRAPH_HOME", str(world.terms.home))
        if built:
            assert not [*differences(STORE, built, build_graph(DATA))]


def followed_of(begun: tuple[Path, World], many: int, changes: Changes) -> int:
    """Live through histories, and return how many changes were not built as everything."""
    followed, derive = [], NextGraph.derive

    @settings(AS_IT_COMES, max_examples=many)
    @given(st.integers(0, 999), changes)
    def histories(seed: int, changed: list[list[str]]) -> None:
        live(begun, seed, changed)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(NextGraph, "derive", lambda *a: followed.append(derive(*a)))
        histories()
    return len(followed)


@pytest.mark.slow
def test_a_history_of_edits_gives_the_graph_of_everything(begun: tuple[Path, World]) -> None:
    assert followed_of(begun, 20, st.lists(CHANGE, min_size=1, max_size=1))


@pytest.mark.attack
def test_so_do_five_hundred(begun: tuple[Path, World]) -> None:
    assert followed_of(begun, 500, st.lists(CHANGE, min_size=2, max_size=6)) > 500
