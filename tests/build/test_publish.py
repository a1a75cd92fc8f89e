"""Publishing in small: the lock, the folders of graphs, the link, and what is refused."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, Quad, Store

import mini
from atgraph.build.publish import UNFINISHED, Unfinished, build_lock, load_lines, writing
from atgraph.errors import StoreError
from atgraph.graph.store import LINK
from atgraph.rdf.namespaces import atg, atgd, graph

VERSION = "0123456789abcdef" * 4
QUAD = Quad(atgd("a"), atg("unit"), Literal("x"), graph("registry"))


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A folder that holds a graph-7 with a file in it, which nobody published."""
    (tmp_path / "graph-7-abc").mkdir()
    (tmp_path / "graph-7-abc" / "part").write_text("")
    return tmp_path


@pytest.fixture(autouse=True)
def disk(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A store of two files in the place of the engine's; return the names of what it is told."""
    told: list[str] = []

    class Disk:
        def __init__(self, path: str) -> None:
            Path(path).mkdir()
            (Path(path) / "a").write_text("")
            (Path(path) / "b").write_text("")

        def quads_for_pattern(self, *pattern: object) -> list[Quad]:
            return []

        def __getattr__(self, name: str) -> Callable[..., None]:
            return lambda *given, **options: told.append(name)

    monkeypatch.setattr("atgraph.build.publish.Store", Disk)
    return told


def free_handle() -> int:
    """Return the next number of an open file: the same where all were closed."""
    handle = os.dup(0)
    os.close(handle)
    return handle


def test_of_two_graphs_of_a_number_the_published_one_is_kept(store: Path) -> None:
    """What took the place of a graph was killed before the other was deleted."""
    for name in ("graph-8-aaa", "graph-8-bbb"):
        (store / name).mkdir()
    (store / LINK).symlink_to("graph-8-aaa")
    with build_lock(store):
        left = [name for name in names(store) if name.startswith("graph-")]

    assert left == ["graph-7-abc", "graph-8-aaa"]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_first_graph_has_number_one_and_the_first_digits_of_its_version(
    tmp_path: Path,
) -> None:
    folder = mini.publish(tmp_path, [QUAD], VERSION)

    assert folder == tmp_path / "graph-1-0123456789ab"
    assert names(tmp_path) == [LINK, folder.name]
    assert str((tmp_path / LINK).readlink()) == folder.name


def test_a_graph_has_the_number_after_the_highest_whose_place_it_takes(store: Path) -> None:
    (store / "graph-10-abc").mkdir()
    (store / LINK).symlink_to("graph-7-abc")

    assert mini.publish(store, [QUAD], "f").name == "graph-8-f"
    assert names(store) == [LINK, "graph-7-abc", "graph-8-f"]
    assert mini.publish(store, [QUAD], "").name == "graph-9-"
    assert names(store) == [LINK, "graph-7-abc", "graph-8-f", "graph-9-"]
    assert mini.publish(store, [QUAD], "a").name == "graph-10-a"
    assert names(store) == [LINK, "graph-10-a", "graph-8-f", "graph-9-"]


def test_a_link_that_leads_nowhere_keeps_no_graph(store: Path) -> None:
    (store / LINK).symlink_to("graph-5-lost")
    mini.publish(store, [QUAD], "f")

    assert names(store) == [LINK, "graph-1-f"]


def test_what_is_not_named_as_a_graph_is_no_graph(tmp_path: Path) -> None:
    kept = ["graph-1", "graph-1-xyz", "graph-1-0123456789abc", "graph--a", "a-graph-1-f"]
    for name in kept:
        (tmp_path / name).mkdir()
    (tmp_path / "graph-9-abc").write_text("a file")
    mini.publish(tmp_path, [QUAD], "f")

    assert names(tmp_path) == sorted([LINK, *kept, "graph-1-f", "graph-9-abc"])


def test_every_file_and_both_folders_are_brought_to_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda handle: synced.append(os.fstat(handle).st_ino))
    before = free_handle()
    folder = mini.publish(tmp_path, [QUAD], "f")
    files = sorted(path.stat().st_ino for path in folder.iterdir())

    assert len(files) == 2
    assert [sorted(synced[:2]), *synced[2:]] == [
        files,
        *(p.stat().st_ino for p in (folder, tmp_path)),
    ]
    assert free_handle() == before


def test_a_graph_is_made_quick_to_ask_and_written_out_before_it_is_published(
    disk: list[str], tmp_path: Path
) -> None:
    mini.publish(tmp_path, [QUAD], "f")

    assert disk == ["bulk_extend", "optimize", "flush"]


def test_what_was_left_of_a_link_is_written_over(tmp_path: Path) -> None:
    with writing(tmp_path) as unfinished:
        (tmp_path / f"{UNFINISHED}link").symlink_to("nowhere")
        unfinished.begin(lambda disk: disk.add(QUAD))
        unfinished.publish("f")

    assert names(tmp_path) == [LINK, "graph-1-f"]


def test_two_graphs_of_one_process_are_written_in_two_places(tmp_path: Path) -> None:
    written: list[str] = []

    def note(disk: Store) -> None:
        written.extend(path.name for path in tmp_path.glob(f"{UNFINISHED}*"))

    for version in "ab":
        with writing(tmp_path) as unfinished:
            unfinished.begin(note)
            unfinished.publish(version)

    assert len(set(written)) == 2
    assert all(name.startswith(f".unfinished-{os.getpid()}-") for name in written)


def test_what_is_not_published_goes(tmp_path: Path) -> None:
    with writing(tmp_path) as unfinished:
        unfinished.begin(lambda disk: disk.add(QUAD))

    assert names(tmp_path) == []


def test_nothing_is_published_that_was_not_begun(tmp_path: Path) -> None:
    with writing(tmp_path) as unfinished, pytest.raises(AssertionError, match="nothing was begun"):
        unfinished.publish("f")


def raising(error: Exception) -> Callable[[Store], None]:
    def fill(disk: Store) -> None:
        raise error

    return fill


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (OSError(28, "No space left on device"), "No space left on device"),
        (OSError("broken\nsince today"), "broken"),
        (ValueError("no such quad\nat 3"), "no such quad"),
        (RuntimeError("lost"), "lost"),
        (SyntaxError("no term"), "no term"),
    ],
)
def test_what_the_disk_or_the_engine_refuses_is_told_and_the_link_stays(
    error: Exception, reason: str, store: Path
) -> None:
    (store / LINK).symlink_to("graph-7-abc")
    with pytest.raises(StoreError) as told, writing(store) as unfinished:
        unfinished.begin(raising(error))
        unfinished.publish("f")

    (problem,) = told.value.problems
    assert problem.path == str(store)
    assert f"cannot be written: {reason}; the last good graph stays" in problem.message
    assert names(store) == [LINK, "graph-7-abc"]
    assert str((store / LINK).readlink()) == "graph-7-abc"


def test_another_mistake_is_told_as_what_it_is(tmp_path: Path) -> None:
    with pytest.raises(KeyError), writing(tmp_path) as unfinished:
        unfinished.begin(raising(KeyError("x")))
        unfinished.publish("f")


def test_a_thread_that_cannot_be_started_is_told_of_the_store(tmp_path: Path) -> None:
    class Full:
        def submit(self, *given: object) -> None:
            raise RuntimeError("can't start new thread")

    with pytest.raises(StoreError, match="can't start new thread"):
        Unfinished(tmp_path, Full()).begin(lambda disk: None)  # type: ignore[arg-type]


def test_n_quads_are_given_to_the_engine_in_pieces(
    tmp_path: Path, disk: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("atgraph.build.publish.AT_ONCE", 1)
    with writing(tmp_path) as unfinished:
        unfinished.load([b"one\ntwo\n", b"three\n"])
        unfinished.wait()

    assert disk.count("bulk_load") == 3


def test_of_what_others_wrote_each_address_is_looked_at(tmp_path: Path) -> None:
    file = tmp_path / "lines.nq"
    file.write_bytes(b"<http://example.org/a b> <urn:says> <urn:c> <urn:g> .\n")

    with pytest.raises(SyntaxError):
        load_lines(Store(), [file], are_ours=False)


# The lock


@pytest.fixture
def locked(tmp_path: Path) -> Iterator[Path]:
    """A store that a build holds, in folders that were not there."""
    folder = tmp_path / "in" / "store"
    with build_lock(folder):
        yield folder


def test_a_second_build_is_refused_while_the_first_holds_the_store(locked: Path) -> None:
    refused = pytest.raises(StoreError, match="another build is writing this store")
    with refused as told, build_lock(locked):
        pass

    assert [p.path for p in told.value.problems] == [str(locked)]
    assert not (locked / ".lock").stat().st_mode & 0o111


def test_the_lock_ends_with_its_build_and_leaves_no_handle(tmp_path: Path) -> None:
    before = free_handle()
    for _ in range(2):
        with build_lock(tmp_path):
            assert free_handle() > before
        assert free_handle() == before


def test_the_lock_takes_away_what_is_unfinished_and_follows_no_link(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "part").write_text("")
    (tmp_path / f"{UNFINISHED}1").mkdir()
    (tmp_path / f"{UNFINISHED}1" / "part").write_text("")
    (tmp_path / f"{UNFINISHED}2").symlink_to("mine")
    (tmp_path / f"{UNFINISHED}3").write_text("")
    with build_lock(tmp_path):
        assert names(tmp_path) == [".lock", "mine"]
        assert names(tmp_path / "mine") == ["part"]


def test_a_store_that_cannot_be_written_is_told_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    refused = pytest.raises(StoreError, match=r"cannot be written: .*choose another folder")
    with refused, build_lock(tmp_path / "file" / "store"):
        pass


def test_what_goes_wrong_while_the_lock_is_held_is_not_told_of_the_store(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), build_lock(tmp_path):
        raise FileNotFoundError(2, "No such file", "label.rq")
