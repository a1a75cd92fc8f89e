"""What runs in a sandbox: one job, for task after task, in a process that ends with its caller.

It reads tasks on standard input and answers on standard output, in frames: how it goes on, one
byte; whether the process has become too large for another task, one byte; how many bytes follow,
four. It imports only what it needs, for each free query waits until it has started.
"""

from __future__ import annotations

import io
import marshal
import os
import signal
import sys
import time
from _thread import start_new_thread  # the module threading takes longer to import than the engine
from importlib import import_module
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from typing import IO, Any

DONE, STOPPED, TOO_LONG, TOO_LARGE, TOO_MUCH, ENDED, NOT_STARTED = range(7)
OF_JOB = 16  # from here on a job says with a number of its own what is wrong
PIECE = 255
PIECE_SIZE = 1 << 16
HEAD = 6
TICK = 0.1
NEW_USER, NEW_NETWORK = 0x10000000, 0x40000000  # of unshare(2)


def main() -> NoReturn:
    """Read what is to be done, and do it."""
    setup = marshal.load(sys.stdin.buffer)
    sys.path[:] = setup["path"]
    serve(setup, sys.stdin.buffer)


def serve(setup: dict[str, Any], tasks: IO[bytes]) -> NoReturn:
    """Prepare the job and do the tasks that come, until none does."""
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    os.environ["RUST_BACKTRACE"] = "0"  # Rust's needs memory: where none is left, it waits for ever
    if setup["offline"]:
        leave_network()  # before there is a second thread, with which nobody may
    end_with(setup["parent"])
    end_in_time(setup["seconds"])
    work = import_module(setup["job"]).prepare(**setup["given"])
    end_in_time(0)
    limit(setup["memory"], setup["size"])
    begun = reserved()
    while True:
        try:
            task = marshal.load(tasks)
        except EOFError:
            os._exit(DONE)
        end_in_time(task.pop("seconds"))
        output = io.BufferedWriter(Pieces(replies), PIECE_SIZE)
        try:
            code, said = work(task, output)
            output.flush()
        except MemoryError:
            code, said = TOO_MUCH, ""
        end_in_time(0)
        is_spent = code == TOO_MUCH or reserved() - begun > setup["memory"] // 4
        send(replies, code, said.encode(errors="replace"), is_spent)
        replies.flush()


class Pieces(io.RawIOBase):
    """What a job writes, handed over in pieces."""

    def __init__(self, replies: IO[bytes]) -> None:
        self.replies = replies

    def writable(self) -> bool:
        """Say that it is written to."""
        return True

    def write(self, data: Any, /) -> int:
        """Hand over a piece."""
        piece = bytes(data)
        send(self.replies, PIECE, piece)
        return len(piece)


def send(replies: IO[bytes], code: int, data: bytes, is_spent: bool = False) -> None:
    """Write a frame."""
    replies.write(bytes([code, is_spent]) + len(data).to_bytes(HEAD - 2, "big"))
    replies.write(data)


def end_with(parent: int) -> None:
    """End the process when its caller is gone."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(TICK)
        os._exit(ENDED)

    if hasattr(os, "getppid"):
        start_new_thread(watch, ())


def end_in_time(seconds: float) -> None:
    """End the process after so many seconds, whatever it does, should its caller not be there."""
    if hasattr(signal, "setitimer"):  # Windows has no such clock
        signal.setitimer(signal.ITIMER_REAL, seconds)


def limit(memory: int, size: int) -> None:
    """Limit the bytes of memory that the process may take from now on, and of a file it writes.

    What it has reserved does not count: RocksDB starts threads for each core, and each reserves a
    stack of 8 MiB, which is 1.3 GiB on 128 cores.
    """
    try:
        import resource
    except ImportError:  # Windows has no such limits
        return
    for kind, most in (
        (resource.RLIMIT_AS, reserved() + memory),
        (resource.RLIMIT_FSIZE, size),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        soft = most if hard == resource.RLIM_INFINITY else min(most, hard)
        try:
            resource.setrlimit(kind, (soft, hard))
        except (ValueError, OSError):  # macOS knows the limit of memory, but does not keep it
            continue


def reserved() -> int:
    """Return the bytes of address space that the process has; 0 where the system does not say."""
    try:
        with open("/proc/self/statm", "rb") as file:  # noqa: PTH123 -- without importing pathlib
            return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


def leave_network() -> None:
    """Leave every network where Linux lets it: what fooled a guard reaches nothing."""
    if sys.platform != "linux":
        return
    import ctypes

    unshare = ctypes.CDLL(None).unshare
    if unshare(NEW_NETWORK):  # needs rights that most people have only over users of their own
        unshare(NEW_USER | NEW_NETWORK)


if __name__ == "__main__":
    main()
