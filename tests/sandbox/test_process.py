"""process: what a sandbox does with itself, in this process; test_sandbox.py runs the whole."""

from __future__ import annotations

import io
import sys
from types import SimpleNamespace
from typing import Any

import pytest

from atgraph.sandbox import process


def test_an_answer_is_written_in_frames() -> None:
    replies = io.BytesIO()
    with io.BufferedWriter(process.Pieces(replies), 4) as output:
        output.write(b"abc")
        output.write(b"de")
    process.send(replies, process.DONE, "\u00e9".encode(), is_spent=True)

    assert replies.getvalue() == (
        b"\xff\x00\x00\x00\x00\x03abc\xff\x00\x00\x00\x00\x02de\x00\x01\x00\x00\x00\x02\xc3\xa9"
    )


def test_a_process_ends_with_its_caller(monkeypatch: pytest.MonkeyPatch) -> None:
    watching: list[Any] = []
    naps, ended, left = list[float](), list[int](), iter([7, 7, 1])
    fake = SimpleNamespace(getppid=lambda: next(left), _exit=ended.append)
    monkeypatch.setattr(process, "start_new_thread", lambda *given: watching.append(given))
    monkeypatch.setattr(process, "time", SimpleNamespace(sleep=naps.append))
    monkeypatch.setattr(process, "os", fake)

    process.end_with(7)
    ((watch, given),) = watching
    watch(*given)

    assert (ended, naps) == ([process.ENDED], [process.TICK] * 2)


def test_a_system_without_parents_or_clocks_watches_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    watching: list[object] = []
    monkeypatch.setattr(process, "os", SimpleNamespace())
    monkeypatch.setattr(process, "start_new_thread", lambda *given: watching.append(given))
    monkeypatch.setattr(process, "signal", SimpleNamespace())
    process.end_with(7)
    process.end_in_time(3)

    assert watching == []


@pytest.mark.parametrize(
    ("hard", "limits"),
    [
        (-1, [("AS", (1005, -1)), ("FSIZE", (20, -1)), ("CORE", (0, -1))]),
        (500, [("AS", (500, 500)), ("FSIZE", (20, 500)), ("CORE", (0, 500))]),
        (10, [("AS", (10, 10)), ("FSIZE", (10, 10)), ("CORE", (0, 10))]),
    ],
)
@pytest.mark.parametrize("error", [None, ValueError, OSError])
def test_memory_file_and_core_are_limited_as_far_as_the_system_lets_it(
    monkeypatch: pytest.MonkeyPatch, hard: int, limits: list[object], error: type[Exception] | None
) -> None:
    asked: list[object] = []

    def setrlimit(kind: str, both: tuple[int, int]) -> None:
        asked.append((kind, both))
        if error:
            raise error

    fake = SimpleNamespace(
        **{f"RLIMIT_{kind}": kind for kind in ("AS", "FSIZE", "CORE")},
        RLIM_INFINITY=-1,
        getrlimit=lambda _: (3, hard),
        setrlimit=setrlimit,
    )
    monkeypatch.setitem(sys.modules, "resource", fake)
    monkeypatch.setattr(process, "reserved", lambda: 5)
    process.limit(1000, 20)

    assert asked == limits


def test_a_system_without_limits_gets_none(monkeypatch: pytest.MonkeyPatch) -> None:
    resource = pytest.importorskip("resource")  # Windows has none
    kinds = resource.RLIMIT_AS, resource.RLIMIT_FSIZE, resource.RLIMIT_CORE
    before = [resource.getrlimit(kind) for kind in kinds]
    monkeypatch.setitem(sys.modules, "resource", None)
    process.limit(1, 1)

    assert [resource.getrlimit(kind) for kind in kinds] == before


def test_reserved_are_the_pages_that_the_system_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    files = {("/proc/self/statm", "rb"): b"70 30 1 0\n"}
    monkeypatch.setattr(process, "open", lambda *file: io.BytesIO(files[file]), raising=False)
    monkeypatch.setattr(process.os, "sysconf", {"SC_PAGE_SIZE": 4096}.get)
    assert process.reserved() == 70 * 4096

    def missing(*_: object) -> None:
        raise FileNotFoundError

    monkeypatch.setattr(process, "open", missing)
    assert process.reserved() == 0


@pytest.mark.parametrize(
    ("platform", "refused", "flags"),
    [
        ("linux", 0, [0x40000000]),  # CLONE_NEWNET
        ("linux", -1, [0x40000000, 0x50000000]),  # and CLONE_NEWUSER
        ("darwin", 0, []),
    ],
)
def test_networks_are_left_where_the_system_lets_it(
    monkeypatch: pytest.MonkeyPatch, platform: str, refused: int, flags: list[int]
) -> None:
    asked: list[int] = []

    def unshare(given: int) -> int:
        asked.append(given)
        return refused

    fake = SimpleNamespace(CDLL=lambda _: SimpleNamespace(unshare=unshare))
    monkeypatch.setitem(sys.modules, "ctypes", fake)
    monkeypatch.setattr(process, "sys", SimpleNamespace(platform=platform))
    process.leave_network()

    assert asked == flags
