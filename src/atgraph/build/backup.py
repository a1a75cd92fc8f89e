"""A published graph as one file, and the way back: sorted N-Quads with a head, in gzip.

The file holds all of the graph, also what is said of people who are listed on request. The head
says the version and the digest of what follows, so that a damaged or foreign file is told.
"""

import gzip
import json
from pathlib import Path
from typing import IO

from pyoxigraph import RdfFormat, Store

from atgraph.build import backup_job
from atgraph.build.backup_job import DIGEST, DO, HEAD
from atgraph.build.publish import build_lock, writing
from atgraph.build.recording import record
from atgraph.build.snapshot import Snapshot
from atgraph.build.validation.returned import check_people
from atgraph.errors import RefusedError
from atgraph.files import write_file
from atgraph.graph.store import RIGHTS, is_published, open_published
from atgraph.rdf.namespaces import graph
from atgraph.rdf.serialise import digest_of, sorted_lines
from atgraph.sandbox import process
from atgraph.sandbox.sandbox import Deadline, Job, Sandbox
from atgraph.sandbox.spool import Stopped

SECONDS = 50.0
JOB = Job(backup_job.__name__, memory=768 << 20, size=1 << 29)
DATASET = graph("dataset")


def backup(folder: Path, path: Path) -> Snapshot:
    """Write the published graph of a store folder into a file, the same bytes for the same graph.

    It is a StoreError if there is none, and a RefusedError if the file cannot be written.
    """
    return write_backup(open_published(folder)[0], path)


def write_backup(store: Store, path: Path) -> Snapshot:
    """Write a graph into a file; it is a RefusedError if that cannot be written."""
    found, lines = Snapshot.of(store), sorted_lines(store)
    head = HEAD.format(version=found.version, listed=len(found.listed))
    text = [head, DIGEST.format(digest=digest_of(lines)), *lines]
    write_file(path, gzip.compress("".join(text).encode(), mtime=0), "FILE")
    return found


def restore(path: Path, folder: Path) -> Snapshot:
    """Publish the graph of a backup in a store folder, which keeps those before it.

    It is a RefusedError if the file is no backup, or damaged, and a StoreError if the store cannot
    be written or the graph would show people who are listed on request now; then nothing changed.
    """
    found = list[Snapshot]()
    with _read(path) as lines, build_lock(folder), writing(folder) as unfinished:
        version = lines.readline().decode().strip()

        def fill(disk: Store) -> None:
            disk.bulk_load(lines, format=RdfFormat.N_QUADS)
            found.append(_check_graph(disk, version, path))

        unfinished.begin(fill)
        unfinished.wait()
        now: Snapshot | None = None
        if is_published(folder):
            now = Snapshot.of(open_published(folder)[0])
            found[0].check_care(now)
        check_people(folder, found[0].people, now.people if now else ())
        unfinished.publish(version)
        record(folder)
    return found[0]


def _read(path: Path) -> IO[bytes]:
    """Return the version of a backup and its lines, which a sandbox has looked at."""
    try:
        with Sandbox(JOB) as sandbox:
            return sandbox.run({"path": str(path)}, Deadline(SECONDS))
    except Stopped as exc:
        raise RefusedError(_why(exc), path) from exc


def _why(stopped: Stopped) -> str:
    """Say why a backup was not read, and what to do."""
    match stopped.code:
        case backup_job.NOT_READ:
            return str(json.loads(stopped.said))
        case process.NOT_STARTED:
            return f"cannot be read: {stopped.said}; close other programs"
        case process.TOO_LONG:
            why = f"takes more than {SECONDS:g} seconds to read"
        case process.TOO_MUCH:
            why = f"takes more than {JOB.memory >> 20} MB of memory to read"
        case process.TOO_LARGE:
            why = f"becomes more than {JOB.size >> 20} MB"
        case _:
            why = f"ends what reads it ({stopped.said})"
    return f"{why}, and is given up; {DO}"


def _check_graph(store: Store, version: str, path: Path) -> Snapshot:
    """Return what a restored graph is, if its description is that of the version."""
    found = Snapshot.of(store)
    if found.version != version or not any(store.quads_for_pattern(DATASET, RIGHTS, None, DATASET)):
        raise RefusedError(f"is no graph of the version that it says; {DO}", path)
    return found
