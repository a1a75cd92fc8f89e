"""Pages of a PDF as pictures, drawn when they are asked for and kept as long as they are wanted."""

from __future__ import annotations

import threading
from functools import lru_cache
from pathlib import Path

from atgraph.errors import NotFoundError
from atgraph.sandbox.sandbox import Deadline, Job, Sandbox
from atgraph.sandbox.spool import Stopped
from atgraph.web import picture_job

SECONDS = 20.0
JOB = Job(picture_job.__name__, memory=1 << 30, size=16 << 20)
KEPT = 24  # pictures; one takes some 200 kB
ONE_AT_A_TIME = threading.Lock()


@lru_cache(256)
def number_of_pages(path: Path, sha256: str) -> int:
    """Return how many pages a PDF has; the digest is that of the file.

    It is a NotFoundError where it cannot be read.
    """
    return int(_run(path, 0, ()))


@lru_cache(KEPT)
def picture_of(path: Path, sha256: str, page: int, quotes: tuple[str, ...]) -> bytes:
    """Return a page of a PDF as PNG; the digest is that of the file.

    Quotes are boxed in it where it is sure that they stand there.

    It is a NotFoundError where there is no such page, or it cannot be drawn.
    """
    return _run(path, page, quotes)


def _run(path: Path, page: int, quotes: tuple[str, ...]) -> bytes:
    deadline = Deadline(SECONDS)
    try:
        with ONE_AT_A_TIME, Sandbox(JOB) as sandbox:
            task = {"path": str(path), "page": page, "quotes": list(quotes)}
            return sandbox.run(task, deadline).read()
    except Stopped as exc:
        if exc.code == picture_job.NO_PAGE:
            raise NotFoundError(f"the document has no page {page}; it has {exc.said}") from exc
        why = "the document cannot be shown as a picture here; its text can be read"
        raise NotFoundError(why) from exc
