"""What a person made: written whole or not at all, one after another, settled after a kill."""

from __future__ import annotations

import errno
import fcntl
import json
import os
import stat
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from atgraph.data import journal
from atgraph.data.journal import BEGUN, LOCK, WHOLE, locked, settled, write_together
from atgraph.errors import RefusedError

OLD = {"registry/people.yml": b"old people", "registry/decisions.yml": b"old decisions"}
NEW = {name: data.replace(b"old", b"new") for name, data in OLD.items()}
MORE = {**NEW, "programmes/forum/programme.yml": b"new forum"}
STEPS = 20  # more than a write has


class Killed(BaseException): ...


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "registry").mkdir()
    (tmp_path / "programmes").mkdir()
    for name, data in OLD.items():
        (tmp_path / name).write_bytes(data)
    return tmp_path


def found(home: Path) -> dict[str, bytes]:
    paths = (path for path in home.rglob("*") if not path.is_dir())
    return {str(path.relative_to(home)): path.read_bytes() for path in paths}


def write(home: Path, files: dict[str, bytes]) -> None:
    with locked(home):
        write_together(home, {home / name: data for name, data in files.items()})


@contextmanager
def killed_at(step: int, monkeypatch: pytest.MonkeyPatch, error: BaseException) -> Iterator[None]:
    """Stop before a step of writing: a sync, a move or a removal."""
    with monkeypatch.context() as patch:
        steps = iter(range(step))
        for owner, name in ((os, "fsync"), (Path, "replace"), (Path, "unlink")):
            real = getattr(owner, name)

            def stopping(*given, real=real, **more):
                if next(steps, None) is None:
                    raise error
                return real(*given, **more)

            patch.setattr(owner, name, stopping)
        yield


@pytest.mark.parametrize("step", range(STEPS))
def test_a_kill_at_any_step_leaves_the_old_or_the_new(
    home: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    with killed_at(step, monkeypatch, Killed()):
        try:
            write(home, MORE)
        except Killed:
            is_told = False
        else:
            is_told = True
    with settled(home):
        now = found(home)

    assert now in (OLD, MORE)
    assert now == MORE or not is_told
    assert (home / "programmes" / "forum").exists() == (now == MORE)


@pytest.mark.parametrize("again", range(0, STEPS, 3))
@pytest.mark.parametrize("step", range(0, STEPS, 2))
def test_a_kill_while_another_is_settled_changes_nothing(
    home: Path, monkeypatch: pytest.MonkeyPatch, step: int, again: int
) -> None:
    for at, act in ((step, lambda: write(home, MORE)), (again, lambda: write(home, {}))):
        with killed_at(at, monkeypatch, Killed()), suppress(Killed):
            act()
    with settled(home):
        assert found(home) in (OLD, MORE)


@pytest.mark.parametrize("step", range(STEPS))
def test_a_disk_that_is_full_leaves_the_old_or_says_nothing_false(
    home: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    full = OSError(28, "No space left on device")
    with killed_at(step, monkeypatch, full):
        try:
            write(home, MORE)
        except RefusedError as exc:
            told = str(exc)
        else:
            told = ""
    with settled(home):
        assert found(home) in ((OLD, MORE) if told else (MORE,))
    assert not told or "cannot be written: No space left on device" in told


def test_the_steps_are_all_gone_through(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with killed_at(STEPS - 1, monkeypatch, Killed()):
        write(home, MORE)

    with pytest.raises(Killed), killed_at(5, monkeypatch, Killed()):
        write(home, OLD)


def test_who_comes_second_waits_and_sees_what_the_first_wrote(home: Path) -> None:
    seen: list[bytes] = []
    first = locked(home)
    first.__enter__()

    def second() -> None:
        with locked(home):
            seen.append((home / "registry/people.yml").read_bytes())

    def reader() -> None:
        with settled(home):
            seen.append((home / "registry/people.yml").read_bytes())

    others = [threading.Thread(target=act, daemon=True) for act in (second, reader)]
    for other in others:
        other.start()
    write_together(home, {home / name: data for name, data in NEW.items()})
    assert seen == []
    first.__exit__(None, None, None)
    for other in others:
        other.join(60)

    assert seen == [b"new people"] * 2


def test_two_readers_do_not_wait_for_each_other(home: Path) -> None:
    with settled(home), settled(home):
        assert found(home) == OLD


def test_a_link_stays_a_link_also_to_another_folder(home: Path, tmp_path_factory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "people.yml"
    link = home / "registry" / "people.yml"
    link.rename(elsewhere)
    link.symlink_to(elsewhere)
    write(home, NEW)

    assert link.is_symlink()
    assert elsewhere.read_bytes() == b"new people"
    assert [path.name for path in elsewhere.parent.iterdir()] == ["people.yml"]


def test_a_folder_in_the_place_of_a_file_is_refused_and_nothing_is_written(home: Path) -> None:
    (home / "registry" / "works.yml").mkdir()

    with pytest.raises(RefusedError, match=r"works\.yml: cannot be written: Is a directory"):
        write(home, {**NEW, "registry/works.yml": b""})
    assert found(home) == OLD


def test_a_folder_that_cannot_be_made_says_what_to_do(home: Path) -> None:
    with (
        pytest.raises(RefusedError, match="it is no folder; choose another place with --out"),
        locked(home / "registry" / "people.yml", "--out"),
    ):
        pass


@pytest.mark.parametrize(
    "text",
    [
        *("", "[", '{"a": 1}', "[1, null, []]", '"registry"', "\x00"),
        pytest.param("[" * 100_000, id="deep"),
    ],
)
@pytest.mark.parametrize("name", [BEGUN, WHOLE])
def test_a_journal_that_is_none_is_taken_away(home: Path, name: str, text: str) -> None:
    (home / name).write_text(text)
    with settled(home):
        assert found(home) == OLD


def test_a_folder_that_is_not_there_is_not_made_by_reading(tmp_path: Path) -> None:
    with settled(tmp_path / "none"):
        assert not (tmp_path / "none").exists()


def test_every_file_is_on_the_disk_before_it_takes_its_place(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the journal says that all are, before the first does."""
    did: list[str] = []
    sync, replace = os.fsync, Path.replace

    def note_sync(handle: int) -> None:
        did.append(f"sync {Path(f'/proc/self/fd/{handle}').readlink().name}")
        sync(handle)

    def note_move(path: Path, target: Path) -> Path:
        did.append(f"move {path.name}")
        return replace(path, target)

    monkeypatch.setattr(os, "fsync", note_sync)
    monkeypatch.setattr(Path, "replace", note_move)
    write(home, NEW)

    assert did == [
        f"sync {BEGUN}",
        "sync .people.yml.new",
        "sync .decisions.yml.new",
        f"move {BEGUN}",
        f"sync {home.name}",
        "move .people.yml.new",
        "move .decisions.yml.new",
        "sync registry",
        f"sync {home.name}",
    ]


def test_a_journal_names_files_as_they_stand_from_its_folder(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that was moved after a kill is settled where it is now."""
    monkeypatch.setattr(journal, "_settle", lambda folder: None)
    write(home, NEW)
    assert json.loads((home / WHOLE).read_bytes()) == list(NEW)
    monkeypatch.undo()
    moved = home.rename(home.with_name("moved"))
    with settled(moved):
        assert found(moved) == NEW


def test_a_disk_that_locks_no_folder_is_locked_by_a_file(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As over NFS: what is written is whole there too, and reading goes on without a lock."""
    flock, held = fcntl.flock, list[str]()

    def refusing(handle: int, how: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EBADF, "Bad file descriptor")
        held.append(Path(f"/proc/self/fd/{handle}").readlink().name)
        flock(handle, how)

    monkeypatch.setattr(fcntl, "flock", refusing)
    before = len([*Path("/proc/self/fd").iterdir()])
    write(home, NEW)
    with settled(home):
        assert found(home) == {**NEW, LOCK: b""}
    assert {*held} == {LOCK}
    assert len([*Path("/proc/self/fd").iterdir()]) == before


def test_a_process_that_was_forked_meanwhile_holds_nothing(home: Path) -> None:
    """A copy of the open folder stands for it."""
    with locked(home):
        (handle,) = [
            int(path.name) for path in Path("/proc/self/fd").iterdir() if path.resolve() == home
        ]
        copy = os.dup(handle)
    try:
        write(home, NEW)
    finally:
        os.close(copy)
    assert found(home) == NEW


@pytest.mark.parametrize("name", [BEGUN, WHOLE])
def test_a_journal_of_a_stranger_touches_nothing_outside_its_folder(
    home: Path, tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "mine.yml").write_bytes(b"mine")
    (outside / ".mine.yml.new").write_bytes(b"theirs")
    beside = home.with_name(f".{home.name}.new")
    beside.write_bytes(b"beside the folder")
    led = os.path.relpath(outside / "mine.yml", home)
    names = [str(outside / "mine.yml"), led, f"registry/../{led}", "", ".", "..", "a\0", "\ud800"]
    (home / name).write_text(json.dumps(names))
    with settled(home):
        assert found(home) == OLD

    assert found(outside) == {"mine.yml": b"mine", ".mine.yml.new": b"theirs"}
    assert beside.read_bytes() == b"beside the folder"


def test_a_journal_is_followed_to_where_a_link_of_the_folder_leads(
    home: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (home / "registry" / "people.yml").rename(elsewhere / "people.yml")
    (home / "registry" / "people.yml").symlink_to(elsewhere / "people.yml")
    with monkeypatch.context() as patch:
        patch.setattr(journal, "_settle", lambda folder: None)  # killed before
        write(home, NEW)
    assert found(elsewhere) == {"people.yml": b"old people", ".people.yml.new": b"new people"}
    with settled(home):
        assert found(home) == NEW
    assert found(elsewhere) == {"people.yml": b"new people"}


def test_what_a_stranger_laid_where_files_are_written_first_is_not_written_through(
    home: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "mine").write_bytes(b"mine")
    (home / "registry" / ".people.yml.new").symlink_to(outside / "mine")
    (home / BEGUN).symlink_to(outside / "not-there")
    os.mkfifo(home / "registry" / ".decisions.yml.new")
    write(home, NEW)

    assert found(home) == NEW
    assert found(outside) == {"mine": b"mine"}
    assert not (home / "registry" / "people.yml").is_symlink()


@pytest.mark.parametrize("name", [BEGUN, WHOLE])
def test_a_pipe_in_the_place_of_a_journal_is_not_waited_for(home: Path, name: str) -> None:
    os.mkfifo(home / name)
    with settled(home):
        assert (home / "registry/people.yml").read_bytes() == b"old people"
