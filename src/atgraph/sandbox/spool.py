"""What a process in a sandbox answers to one task, held until it is whole."""

from __future__ import annotations

import io
import os
import tempfile
from typing import IO

from atgraph.sandbox import process

IN_MEMORY = 1 << 20  # bytes of an answer from which on it is held in a file
# What is said where there is no memory, or no room for the stack of a thread.
OUT_OF_MEMORY = (
    *("memory allocation", "bad_alloc", "std::system_error", "MemoryError"),
    *("Resource temporarily unavailable", "Cannot allocate memory", "can't start new thread"),
)


class Stopped(Exception):  # noqa: N818 -- what became of a task, for its caller to say in its terms
    """A task that was not done: a code of `process`, or of its job, and what was said of it."""

    seconds = 0.0  # that a process worked on it, where somebody counts them
    is_spent = False  # whether the process has become too large for another task

    def __init__(self, code: int, said: str = "") -> None:
        self.code, self.said = code, said
        super().__init__(said)


def stopped(code: int, said: str, told: str = "") -> Stopped:
    """Return what became of a task whose library has said so much; ``told`` is said instead."""
    is_full = code in (process.STOPPED, process.ENDED) and any(w in said for w in OUT_OF_MEMORY)
    return Stopped(process.TOO_MUCH if is_full else code, told or said)


class Held(io.FileIO):
    """A file that is closed when it is read no more, which Python takes for an oversight."""

    def __del__(self) -> None:
        self.close()


class Spool:
    """The frames of an answer: its pieces, in memory while they are few, and how it ended.

    Args:
        size: the bytes that the pieces may have together.
    """

    def __init__(self, size: int) -> None:
        self.limit, self.size = size, 0
        self.output: IO[bytes] = io.BytesIO()
        self.is_whole = self.is_spent = False
        self._unread = b""

    def take(self, code: int, is_spent: bool, piece: bytes) -> None:
        """Take a frame.

        Raises:
            Stopped: the task was not done, or its answer is too large.
        """
        if code == process.DONE:
            self.is_whole, self.is_spent = True, is_spent
            if self.size > IN_MEMORY:
                self.output.flush()
                with self.output as written:
                    self.output = Held(os.dup(written.fileno()), "r+")
            self.output.seek(0)
            return
        if code != process.PIECE:
            self.close()
            found = stopped(code, piece.decode(errors="replace"))
            found.is_spent = is_spent
            raise found
        if self.size <= IN_MEMORY < self.size + len(piece):
            begun = self.output
            assert isinstance(begun, io.BytesIO)
            self.output = tempfile.TemporaryFile()  # noqa: SIM115 -- as long as it is written
            self.output.write(begun.getvalue())
        self.size += len(piece)
        if self.size > self.limit:
            self.close()
            raise Stopped(process.TOO_LARGE)
        self.output.write(piece)

    def feed(self, data: bytes) -> None:
        """Take bytes as they come, whatever parts of frames they are; raises as `take`."""
        data = self._unread + data if self._unread else data
        at = 0
        while len(data) - at >= process.HEAD:
            begin = at + process.HEAD
            end = begin + int.from_bytes(data[at + 2 : begin], "big")
            if len(data) < end:
                break
            self.take(data[at], bool(data[at + 1]), data[begin:end])
            at = end
        self._unread = data[at:]

    def close(self) -> None:
        """Let go of what was held."""
        self.output.close()
