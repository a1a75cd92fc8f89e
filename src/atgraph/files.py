"""Writing a product: whole or not at all."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from atgraph.errors import RefusedError


def write_file(path: Path, data: bytes, option: str = "-o") -> None:
    """Write bytes beside the target and move them into its place; a link keeps leading where it led.

    Args:
        path: the target.
        data: all that it is to hold.
        option: the one with which people choose another file.

    Raises:
        RefusedError: the folder cannot be written, or the disk is full; the target is as it was.
    """
    target = Path(os.path.realpath(path))
    fresh = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        if path.exists() and not path.is_file():  # a device or a pipe: a move would put a file in its place
            path.write_bytes(data)
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_bytes(data)
        fresh.replace(target)
    except OSError as exc:
        with contextlib.suppress(OSError):
            fresh.unlink()
        raise RefusedError(f"cannot be written: {exc.strerror}; choose another file with {option}", path) from exc
