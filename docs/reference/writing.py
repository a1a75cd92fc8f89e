"""Putting the site into its folder: whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from atgraph.errors import UnreadableError


def check_folder(out: Path, mark: str) -> None:
    """Refuse to put the site in the place of something else.

    Args:
        out: the folder.
        mark: what the front page of a site begins with.

    Raises:
        UnreadableError: it is a file or below one, or holds something else.
    """
    if out.exists() and not out.is_dir():
        raise UnreadableError("is a file; name a folder for the site", out)
    if found := next((above for above in out.parents if above.is_file()), None):
        raise UnreadableError("is a file; name another folder for the site", found)
    if out.is_dir() and any(out.iterdir()):
        front = out / "index.html"
        if not front.is_file() or mark not in front.read_text(encoding="utf-8", errors="replace"):
            raise UnreadableError("holds something else; name an empty folder for the site", out)


def put(pages: Mapping[str, str], out: Path) -> None:
    """Write pages beside a folder and move them into its place; a link keeps leading where it led.

    A run that is killed leaves the old folder, or none, and beside it what the next run takes away.

    Args:
        pages: name → text.
        out: the folder, which is given up for the new one.
    """
    target = Path(os.path.realpath(out))
    fresh, old = (target.with_name(f".{target.name}.{part}") for part in ("unfinished", "old"))
    if old.exists() and not target.exists():  # killed between the two moves
        old.rename(target)
    for left in (fresh, old):
        shutil.rmtree(left, ignore_errors=True)
    try:
        _write(pages, fresh)
        if target.exists():
            target.rename(old)
        fresh.rename(target)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    shutil.rmtree(old, ignore_errors=True)


def _write(pages: Mapping[str, str], folder: Path) -> None:
    for name, text in pages.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
