"""A build of a change that is hindered: built anew and told, or the last good graph stays."""

from __future__ import annotations

import gc
import hashlib
import json
import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from histories import World

import mini
from atgraph.build import recording
from atgraph.build.build import build
from atgraph.build.change import changed_data, following
from atgraph.build.change.digests import ProgramDigests
from atgraph.build.change.memory import FILE, UnusableError, usable
from atgraph.build.change.next_graph import NextGraph
from atgraph.build.history import FILE as HISTORY
from atgraph.build.publish import UNFINISHED
from atgraph.build.published import Published
from atgraph.build.validation.shapes import Shapes
from atgraph.build.whole import build_graph
from atgraph.errors import AtgraphError, RefusedError, StoreError
from atgraph.files import file_state
from atgraph.graph.store import LINK
from atgraph.sandbox import process
from atgraph.sandbox.sandbox import Sandbox
from atgraph.sandbox.spool import Stopped

pytestmark = pytest.mark.slow

OPEN = Path("/proc/self/fd")


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> tuple[World, Published]:
    """Two programmes, of which the first has a day that cannot be read, and their graph.

    It lies in store/ beside the data; copy it to write to it.
    """
    folder = tmp_path_factory.mktemp("begun")
    world = World.begin(folder / "data", 3, roles=0)
    for _, other in world.programmes.values():
        other.pop("listings", None)
    _, record = world.programmes[min(world.programmes)]
    title = record["title"]
    record["listings"] = [{"title": title, "date": title, "quotes": [title]}]
    world.write()
    return world, build(world.folder, folder / "store")


@pytest.fixture
def store(begun: tuple[World, Published], tmp_path: Path) -> Path:
    """A store of its own with the graph."""
    kept = begun[0].folder.parent / "store"
    return Path(shutil.copytree(kept, tmp_path / "store", symlinks=True))


@pytest.fixture
def data(begun: tuple[World, Published]) -> Iterator[Path]:
    """The data, in which the second programme says something else than its graph."""
    world, second = begun[0], max(begun[0].programmes)
    text, record = world.programmes[second]
    world.programmes[second] = text, {**record, "edition": record["title"].split()[-1]}
    world.write()
    yield world.folder
    world.programmes[second] = text, record
    world.write()


def memory(store: Path) -> Path:
    return (store / LINK / FILE).resolve()


def rewrite(path: Path, **changed: object) -> None:
    """Write other values into what a build kept."""
    kept = json.loads(path.read_bytes().partition(b"\n")[2])
    said = json.dumps({**kept, **changed}).encode()
    path.write_bytes(hashlib.sha256(said).hexdigest().encode() + b"\n" + said)


def ended(*_: object) -> None:
    raise Stopped(process.ENDED)


def test_a_registry_that_did_not_change_is_not_mapped(
    store: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(changed_data, "map_registry")

    assert build(data, store).version == build_graph(data).version


@pytest.mark.parametrize("few", [0, 1_000])
def test_a_change_of_much_of_a_graph_is_built_as_everything(
    store: Path, data: Path, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    derived = []
    derive = NextGraph.derive
    monkeypatch.setattr(following, "FEW", few)
    monkeypatch.setattr(following, "LARGE_PART", 10**9)
    monkeypatch.setattr(NextGraph, "derive", lambda *a: derived.append(derive(*a)))

    built = build(data, store)
    assert (len(derived), built.why_anew) == (few and 1, "")
    assert built.version == build_graph(data).version


OTHERS = {
    "form": (0, "it is of another version of the program"),
    "program": (
        dict.fromkeys(("code", "terms", "shapes", "checks", "others"), ""),
        "the program or a rule is another",
    ),
    "data": ("elsewhere", "it is of another folder, elsewhere"),
    "counts": (None, "it cannot be read"),
}


def test_what_was_kept_of_something_else_is_not_used(
    begun: tuple[World, Published], store: Path
) -> None:
    data, path, program = begun[0].folder, memory(store), ProgramDigests.of_now()
    whole = path.read_bytes()

    assert usable(store, data, program)
    for name, (value, why) in OTHERS.items():
        rewrite(path, **{name: value})
        with pytest.raises(UnusableError) as told:
            usable(store, data, program)
        assert str(told.value) == why
        path.write_bytes(whole)
    for end in range(0, len(whole), len(whole) // 40):
        for damaged in (whole[:end], whole[:end] + b"\0" + whole[end + 1 :]):
            path.write_bytes(damaged)
            with pytest.raises(UnusableError, match="it is damaged, or of an older version"):
                usable(store, data, program)
    path.unlink()
    assert usable(store, data, program) is None


def test_then_everything_is_built_anew_and_that_is_told(
    begun: tuple[World, Published], store: Path
) -> None:
    path = memory(store)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    run = mini.atgraph("build", "--data", begun[0].folder, "--store", store)

    assert run.code == 0
    assert (
        "built everything anew, since what the last build kept is not used: it is damaged, or"
        in run.err
    )
    assert memory(store).read_bytes() == whole
    assert memory(store) != path


def test_what_was_kept_of_another_graph_is_not_used(store: Path, data: Path) -> None:
    rewrite(memory(store), version="0" * 64)
    built = build(data, store)

    assert built.why_anew == "it is of another graph"
    assert built.version == build_graph(data).version


def test_shapes_judge_here_where_the_process_beside_ended(
    store: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged = list[object]()
    judge = Shapes.judge_cut
    monkeypatch.setattr(Sandbox, "run", ended)
    monkeypatch.setattr(Shapes, "judge_cut", lambda *a: judged.append(1) or judge(*a))
    built = build(data, store)

    assert (judged, built.why_anew) == ([1], "")
    assert built.version == build_graph(data).version


def test_what_is_advised_on_what_did_not_change_is_told_again(
    begun: tuple[World, Published], store: Path, data: Path
) -> None:
    built = build(data, store)

    assert built.version != begun[1].version
    assert [p.rule for p in built.warnings] == ["printed-date"]
    assert built.warnings == begun[1].warnings == build_graph(data).warnings


def test_a_full_disk_leaves_the_graph_before_a_change(store: Path, data: Path) -> None:
    before = mini.export(store)
    place = ("--data", data, "--store", store)
    done = mini.fresh("build", *place, size=5_000, PYTHONDONTWRITEBYTECODE="1")

    assert (done.code, len(done.lines)) == (2, 1), done.err
    assert "the store cannot be written: " in done.err
    assert "the last good graph stays published" in done.err
    assert mini.export(store) == before
    assert not list(store.glob(f"{UNFINISHED}*"))


def test_what_is_wrong_in_a_change_leaves_the_graph_and_no_copy(store: Path, data: Path) -> None:
    """A copy of the graph is made while that is read."""
    before, last = mini.export(store), max((data / "programmes").iterdir())
    (last / "programme.yml").write_text("event: [", encoding="utf-8")

    with pytest.raises(AtgraphError):
        build(data, store)
    assert mini.export(store) == before
    assert not list(store.glob(f"{UNFINISHED}*"))


def test_what_cannot_be_told_of_a_change_is_not_published(
    store: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it brought is read while the disk writes."""

    def fail(*_: object) -> None:
        raise StoreError("", store)

    before, told = mini.export(store), (store / HISTORY).read_bytes()
    monkeypatch.setattr(recording, "entry_of", fail)

    with pytest.raises(StoreError):
        build(data, store)
    assert (mini.export(store), (store / HISTORY).read_bytes()) == (before, told)
    assert not list(store.glob(f"{UNFINISHED}*"))


@pytest.mark.skipif(not OPEN.is_dir(), reason="only Linux lists the open files of a process")
def test_a_copy_is_closed_when_it_is_published(
    store: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the engine writes into a folder that is moved meanwhile."""
    open_then: list[Path] = []
    rename = Path.rename

    def moved(path: Path, target: Path) -> Path:
        if path.name.startswith(UNFINISHED):
            named = (file.readlink() for file in OPEN.iterdir() if file.is_symlink())
            open_then.extend(file for file in named if path in file.parents)
        return rename(path, target)

    judge = Shapes.judge_cut

    def left(*given: Any) -> Any:
        cycle: list[object] = [sys._getframe()]  # as the engine of shapes leaves frames
        cycle.append(cycle)
        return judge(*given)

    monkeypatch.setattr(Path, "rename", moved)
    monkeypatch.setattr(Sandbox, "run", ended)
    monkeypatch.setattr(Shapes, "judge_cut", left)
    gc.disable()  # a command seldom looks for garbage
    try:
        build(data, store)
    finally:
        gc.enable()
    assert open_then == []


def test_a_rule_of_as_many_bytes_and_of_the_same_time_is_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule = mini.home_with("queries/derive/search-keys.rq", "$1", "$2", tmp_path / "home")
    monkeypatch.setenv("ATGRAPH_HOME", str(tmp_path / "home"))
    state, before = rule.stat(), ProgramDigests.of_now()
    mini.change(rule, "$2", "$1")
    os.utime(rule, ns=(state.st_atime_ns, state.st_mtime_ns))

    assert file_state(rule) == (rule, state.st_mtime_ns, state.st_size)
    assert ProgramDigests.of_now().code != before.code


def test_what_an_application_froze_stays_so(data: Path, tmp_path: Path) -> None:
    gc.freeze()
    try:
        build(data, tmp_path / "store")
        assert gc.get_freeze_count()
    finally:
        gc.unfreeze()


def test_a_refusal_to_judge_the_whole_graph_is_told_at_once(
    store: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise RefusedError("a process that validates cannot be started")

    digests = ProgramDigests.of_now()
    monkeypatch.setattr(ProgramDigests, "of_now", lambda: replace(digests, shapes="others"))
    monkeypatch.setattr("atgraph.build.build.judge_graph", refuse)
    monkeypatch.setattr("atgraph.build.build._build_all", None)

    steps = list[str]()
    with pytest.raises(RefusedError, match="cannot be started"):
        build(data, store, steps.append)
    assert steps == ["read", "map", "derive", "validate"]
