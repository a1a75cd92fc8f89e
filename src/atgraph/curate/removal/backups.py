"""Backups without somebody: what is left of the graph is loaded, and written in their place."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable
from pathlib import Path

from pyoxigraph import RdfFormat, Store

from atgraph.build.backup import write_backup
from atgraph.build.backup_job import HEADS, LONGEST
from atgraph.build.publish import finished_graphs, writing
from atgraph.curate.removal.leftover import Leftover, load_anew, load_stores_anew
from atgraph.errors import RefusedError
from atgraph.files import read_bytes
from atgraph.rdf.ontology import Ontology

NO_BACKUP = "is no backup that `atgraph backup` wrote, and no store; delete it by hand"


def is_backup(path: Path) -> bool:
    """Return whether a file is a backup, by its head."""
    try:
        with gzip.open(path) as file:
            head = file.readline(LONGEST) + file.readline(LONGEST)
    except (OSError, EOFError, zlib.error):
        return False
    return HEADS.fullmatch(head.decode("ascii", "replace")) is not None


def check_backup(path: Path) -> None:
    """Raise a RefusedError where a path is neither a backup nor a copy of a store."""
    if not (finished_graphs(path) if path.is_dir() else is_backup(path)):
        raise RefusedError(NO_BACKUP, path)


def write_anew(
    path: Path, make: Callable[[Store], Leftover], ontology: Ontology, folder: Path
) -> None:
    """Write a backup, or the graphs of a copy of a store, without somebody.

    It is a RefusedError if the backup is damaged or cannot be written, and a StoreError if there is
    no room in the ``folder`` of the store, whose lock is held.
    """
    if path.is_dir():
        for _ in load_stores_anew(path, make, ontology):
            pass
        return
    try:
        whole = Store()
        whole.bulk_load(gzip.decompress(read_bytes(path)), format=RdfFormat.N_QUADS)
    except (OSError, EOFError, SyntaxError, ValueError, zlib.error) as exc:
        raise RefusedError(f"is a damaged backup: {exc}; delete it by hand", path) from exc
    with writing(folder) as unfinished:

        def fill(disk: Store) -> None:
            load_anew(make(whole), disk, ontology, folder)
            write_backup(disk, path)

        unfinished.begin(fill)
        unfinished.wait()
