"""A published graph as one file, and the way back: sorted N-Quads with a head, in gzip.

The file holds all of the graph, also what is said of people who are listed on request. The head
says the version and the digest of what follows, so that a damaged or foreign file is told.
"""

import gzip
import hashlib
import io
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

from pyoxigraph import RdfFormat, Store

from atgraph.build.publish import build_lock, writing
from atgraph.build.snapshot import Snapshot
from atgraph.errors import RefusedError
from atgraph.files import read_bytes, write_file
from atgraph.graph.store import RIGHTS, is_published, open_published
from atgraph.rdf.namespaces import APART, graph
from atgraph.rdf.serialise import digest_of, sorted_lines

HEAD = "# atgraph backup, version {version}, with the people who are listed on request: {listed}\n"
DIGEST = "# sha256 of all that follows: {digest}\n"
HEADS = re.compile(
    re.escape(HEAD + DIGEST)
    .replace(r"\{version\}", "([0-9a-f]{64})")
    .replace(r"\{listed\}", r"\d+")
    .replace(r"\{digest\}", "([0-9a-f]{64})")
)
LONGEST = 200  # characters of a line of the head
CHUNK = 1 << 20
DATASET = graph("dataset")
UNCOUNTED = (DATASET, *APART)  # by the version
DO = "take another backup, or build the graph from its data with `atgraph build`"


def backup(folder: Path, path: Path) -> Snapshot:
    """Write the published graph of a store folder into a file, the same bytes for the same graph.

    It is a StoreError if there is none, and a RefusedError if the file cannot be written.
    """
    store, _ = open_published(folder)
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
    raw, found = read_bytes(path), list[Snapshot]()
    version = _check_file(raw, path)

    def fill(disk: Store) -> None:
        with _told(path):
            lines = cast(IO[bytes], gzip.GzipFile(fileobj=io.BytesIO(raw)))
            disk.bulk_load(lines, format=RdfFormat.N_QUADS)
        found.append(_check_graph(disk, version, path))

    with build_lock(folder), writing(folder) as unfinished:
        unfinished.begin(fill)
        unfinished.wait()
        if is_published(folder):
            found[0].check_care(Snapshot.of(open_published(folder)[0]))
        unfinished.publish(version)
    return found[0]


def _check_file(raw: bytes, path: Path) -> str:
    """Return the version that a backup says it has, if its bytes are those that were written."""
    digest = hashlib.sha256()
    with _told(path), gzip.GzipFile(fileobj=io.BytesIO(raw)) as file:
        head = file.readline(LONGEST) + file.readline(LONGEST)
        if not (said := HEADS.fullmatch(head.decode("ascii", "replace"))):
            raise RefusedError(f"is no backup of atgraph; {DO}", path)
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    if digest.hexdigest() != said[2]:
        raise RefusedError(f"is damaged: its digest is another; {DO}", path)
    return said[1]


def _check_graph(store: Store, version: str, path: Path) -> Snapshot:
    """Return what a restored graph is, if it is the one that its version says."""
    found = Snapshot.of(store)
    digest = digest_of(sorted_lines(quad for quad in store if quad.graph_name not in UNCOUNTED))
    keeps_apart = any(store.quads_for_pattern(DATASET, RIGHTS, None, DATASET))
    if not (version == digest == found.version and keeps_apart):
        raise RefusedError(f"is no graph of the version that it says; {DO}", path)
    return found


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Tell in one line that a file is not what was written."""
    try:
        yield
    except (OSError, EOFError, SyntaxError, ValueError, zlib.error) as exc:
        raise RefusedError(f"is no backup of atgraph, or damaged: {exc}; {DO}", path) from exc
