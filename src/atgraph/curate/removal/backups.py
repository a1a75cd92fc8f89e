"""Backups without somebody: what is left of the graph is loaded, and written in their place."""

from __future__ import annotations

import gzip
import hashlib
import shutil
import zlib
from pathlib import Path

from pyoxigraph import Store

from atgraph.build.backup import write_backup
from atgraph.build.backup_job import HEADS, LONGEST
from atgraph.build.publish import build_lock, finished_graphs, load_lines, refused
from atgraph.curate.removal.loading import (
    LINES,
    Make,
    dump_graph,
    load_stores_anew,
    reduce,
    scratch,
)
from atgraph.errors import RefusedError
from atgraph.graph.store import PUBLISHED
from atgraph.rdf.namespaces import APART
from atgraph.rdf.ontology import Ontology

DELETE = "delete it by hand"
NO_BACKUP = f"is no backup that `atgraph backup` wrote, and no store; {DELETE}"


def is_backup(path: Path) -> bool:
    """Return whether a file is a backup, by its head."""
    try:
        with gzip.open(path) as file:
            head = file.readline(LONGEST) + file.readline(LONGEST)
    except (OSError, EOFError, zlib.error):
        return False
    return HEADS.fullmatch(head.decode("ascii", "replace")) is not None


def check_backup(path: Path) -> None:
    """Raise a RefusedError where a path is neither a whole backup nor a copy of a store."""
    if path.is_dir():
        if not finished_graphs(path):
            raise RefusedError(NO_BACKUP, path)
        return
    if not path.exists():
        raise RefusedError("is not there; correct the path behind --backup", path)
    try:
        path.open("rb").close()
    except OSError as exc:
        why = f"cannot be read: {exc.strerror}"
        raise RefusedError(f"{why}; let it be read, or leave out --backup", path) from exc
    if not is_backup(path):
        raise RefusedError(NO_BACKUP, path)
    try:
        with gzip.open(path) as file:
            found = HEADS.fullmatch((file.readline() + file.readline()).decode())
            is_whole = found and hashlib.file_digest(file, "sha256").hexdigest() == found[2]
    except (OSError, EOFError, zlib.error) as exc:
        raise RefusedError(f"is a damaged backup: {exc}; {DELETE}", path) from exc
    if not is_whole:
        raise RefusedError(f"is a damaged backup: its digest is another; {DELETE}", path)


def write_anew(path: Path, make: Make, ontology: Ontology, folder: Path) -> None:
    """Write a backup, or the graphs of a copy of a store, without somebody.

    It is a RefusedError if the backup is damaged or cannot be written, and a StoreError if there is
    no room in the ``folder`` of the store, whose lock is held.
    """
    if path.is_dir():
        with build_lock(path):
            load_stores_anew(path, make, ontology)
        return
    with scratch(folder) as rough:
        whole = rough / "whole"
        _load(path, whole, rough / LINES)
        reduced = reduce(whole, dump_graph(whole, rough / "left"), make, ontology)
        if reduced is None:
            return
        with refused(folder):
            reduced.store.extend(reduced.apart)
        write_backup(reduced.store, path)


def _load(path: Path, whole: Path, lines: Path) -> None:
    """Load a backup into a store as a build writes it; it is a RefusedError if it is damaged."""
    try:
        with gzip.open(path) as packed, lines.open("wb") as file:
            shutil.copyfileobj(packed, file)
        store = Store(str(whole))
        load_lines(store, [lines], are_ours=False)
    except (OSError, EOFError, SyntaxError, ValueError, zlib.error) as exc:
        raise RefusedError(f"is a damaged backup: {exc}; {DELETE}", path) from exc
    with refused(whole.parent):
        if any(name in APART for name in store.named_graphs()):
            store.backup(str(whole / PUBLISHED))
            part = Store(str(whole / PUBLISHED))
            for name in APART:
                part.remove_graph(name)
            part.flush()
        store.flush()
