"""Writing a product: whole or not at all."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from atgraph.errors import RefusedError


def write_file(path: Path, data: bytes) -> None:
    """Write bytes beside the target and move them into its place.

    Raises:
        RefusedError: the folder cannot be written, or the disk is full; the target is as it was.
    """
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_bytes(data)
        fresh.replace(path)
    except OSError as exc:
        with contextlib.suppress(OSError):
            fresh.unlink()
        raise RefusedError(f"cannot be written: {exc.strerror}; choose another file with -o", path) from exc
