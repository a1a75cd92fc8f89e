"""The memory that a process takes together with those it starts, as Linux tells it."""

from __future__ import annotations

import threading
from collections import defaultdict
from pathlib import Path
from typing import Self

EACH = 0.2  # seconds
PSS = "Pss:"  # a page that several processes share counts in parts


class Together:
    """Looks at a process and those below it again and again; ``megabytes`` is the most of all."""

    def __init__(self, pid: int) -> None:
        self.megabytes = 0.0
        self._pid, self._ended = pid, threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._ended.wait(EACH):
            now = sum(map(_kilobytes, _family(self._pid))) / 1024
            self.megabytes = max(self.megabytes, now)


def _family(pid: int) -> list[int]:
    """Return a process and those below it."""
    below = defaultdict[int, list[int]](list)
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = path.read_text().rpartition(")")[2].split()[1]
        except OSError:  # it has ended
            continue
        below[int(parent)].append(int(path.parent.name))
    found = [pid]
    for one in found:
        found += below[one]
    return found


def _kilobytes(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith(PSS)), 0)
