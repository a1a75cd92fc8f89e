"""Publishes a graph: written whole into a new folder of the store, then the link moves to it."""

from __future__ import annotations

import contextlib
import itertools
import os
import re
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Quad, RdfFormat, Store

from atgraph.errors import StoreError
from atgraph.files import sync, write_synced
from atgraph.graph.store import LINK, PUBLISHED, open_graph
from atgraph.rdf.namespaces import APART
from atgraph.text import first_line

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

UNFINISHED = ".unfinished-"
GRAPH = "graph-"
FINISHED = re.compile(rf"{GRAPH}\d+-[0-9a-f]{{0,12}}")
KEPT = 2  # graphs before the newest, for readers that opened them and for `atgraph rollback`
# Bytes of N-Quads that the engine sorts: three times as many take 170 MB more, in nine tenths of
# the time, and Ctrl-C waits a second longer; a million quads at once take 950 MB.
AT_ONCE = 1 << 24
# a build that was given up may still write while the next one of the process begins
COUNT = itertools.count()


@contextlib.contextmanager
def build_lock(folder: Path) -> Iterator[None]:
    """Hold the store for one build; the lock ends with the process that held it.

    It is a StoreError if another build holds it, or the folder cannot be written.
    """
    import fcntl  # not on Windows, where a graph can be read but not built

    with contextlib.ExitStack() as stack:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            handle = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT, 0o644)
            stack.callback(os.close, handle)
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            _remove(folder.glob(f"{UNFINISHED}*"))
            _remove_graphs(_replaced(folder))
        except OSError as exc:
            why = f"the store cannot be written: {exc.strerror};"
            if isinstance(exc, BlockingIOError):
                why = "another build is writing this store; wait for it to end, or"
            raise StoreError(f"{why} choose another folder with --store", folder) from exc
        yield


class Unfinished:
    """A graph that is written in the background until it is validated."""

    def __init__(self, folder: Path, pool: ThreadPoolExecutor) -> None:
        self.folder = folder
        self._path = folder / f"{UNFINISHED}{os.getpid()}-{next(COUNT)}"
        self._pool = pool
        self._written: list[Future[None]] = []
        self._open: Store | None = None

    def begin(self, fill: Callable[[Store], object]) -> None:
        """Begin to write: ``fill``, called in a thread, puts the quads into a store."""
        with refused(self.folder):
            self._written.append(self._pool.submit(self._write, fill))
            self._written.append(self._pool.submit(self._sync))

    def load(self, pieces: Iterable[bytes], more: bool = False) -> None:
        """Begin to write pieces of N-Quads, by a file, which takes no memory; ``more`` may come."""
        path = self._path.with_suffix(f".{len(self._written)}.nq")
        with refused(self.folder):
            with path.open("wb") as file:
                file.writelines(pieces)
            self._written.append(self._pool.submit(self._load, path))
        if not more:
            self.begin(lambda store: None)

    def _load(self, path: Path) -> None:
        self._open = self._open or Store(str(self._path))
        load_lines(self._open, [path])
        path.unlink()

    def open(self) -> Store:
        """Return the store itself, for a graph that is too large for memory; then `begin`."""
        with refused(self.folder):
            self._open = Store(str(self._path))
        return self._open

    def _write(self, fill: Callable[[Store], object]) -> None:
        store = self._open = self._open or Store(str(self._path))
        fill(store)
        apart = [q for g in APART for q in store.quads_for_pattern(None, None, None, g)]
        for name in {quad.graph_name for quad in apart}:
            store.remove_graph(name)
        store.optimize()  # a fifth of the time of loading; questions then take a quarter less
        del store
        self._close(apart)

    def _close(self, apart: Collection[Quad]) -> None:
        """Keep what is published by itself where something is not, and write no more."""
        assert self._open is not None, "nothing was begun"
        if apart:
            self._open.backup(str(self._path / PUBLISHED))  # by links: it takes no room
            self._open.bulk_extend(apart)
        self._open.flush()
        self._open = None  # closed, so that nothing is written any more

    def _sync(self) -> None:
        for path in (*self._path.rglob("*"), self._path):  # before the link can point to it
            with contextlib.suppress(FileNotFoundError):  # the engine has just cleared it away
                sync(path)

    def copy(self, graph: Store) -> Store:
        """Return a copy of a finished graph to write to; it takes no room but for what changes."""
        with refused(self.folder):
            graph.backup(str(self._path))
            self._open = Store(str(self._path))
        return self._open

    def load_whole(self, lines: Path, apart: Collection[Quad]) -> None:
        """Write a graph of a file of N-Quads, and beside it what is not published."""
        with refused(self.folder):
            self._open = Store(str(self._path))
            load_lines(self._open, [lines])
            self._open.optimize()
        self.end(apart)

    def end(self, apart: Collection[Quad]) -> None:
        """Begin to put a copy on the disk, and beside what is published these quads.

        It is closed then, so nobody else may hold it any more.
        """
        with refused(self.folder):
            self._written.append(self._pool.submit(self._close, apart))
            self._written.append(self._pool.submit(self._sync))

    def read(self) -> Store:
        """Return what was written, to be read while it is put on the disk."""
        with refused(self.folder):
            self._written[-2].result()
            return open_graph(self._path)

    def discard(self) -> None:
        """Take away what was copied, so that all can be written anew."""
        self._open = None
        with refused(self.folder):
            _remove([self._path] if self._path.exists() else [])

    def keep(self, files: Mapping[str, bytes]) -> None:
        """Write files beside the graph, by name, when all of that is on the disk."""
        self.wait()
        with refused(self.folder):
            for name, data in files.items():
                write_synced(self._path / name, data)

    def wait(self) -> None:
        """Wait until all is on the disk."""
        assert self._written, "nothing was begun"
        with refused(self.folder):
            for written in self._written:
                written.result()

    def publish(self, version: str) -> Path:
        """Wait until all is on the disk, move the link to it, and return the new folder.

        Where the disk is full or the folder cannot be written, the link has not moved.
        """
        self.wait()
        with refused(self.folder):
            number, graphs = published_number(self.folder), finished_graphs(self.folder)
            kept = [graph for at, graph in sorted(graphs.items()) if at <= number][-KEPT:]
            _remove_graphs(graph for graph in graphs.values() if graph not in kept)
            finished = self.folder / f"{GRAPH}{number + 1}-{version[:12]}"
            self._path.rename(finished)
            move_link(finished)
        return finished

    def replace(self, old: Path, version: str) -> Path:
        """Put it in the place of a graph of the store, which is deleted; return the new folder.

        Where that was published, this one is now. It is a StoreError if it cannot be written.
        """
        self.wait()
        with refused(self.folder):
            is_published = (self.folder / LINK).resolve() == old.resolve()
            start = old.name.rpartition("-")[0]
            # the same version where only what is kept apart is another
            names = (f"{start}-{version[:size]}" for size in range(12, 0, -1))
            finished = next(p for name in names if not (p := self.folder / name).exists())
            self._path.rename(finished)
            if is_published:
                move_link(finished)
            _remove_graphs([old])
        return finished


def load_lines(store: Store, paths: Iterable[Path], are_ours: bool = True) -> None:
    """Load files of N-Quads into a store, in pieces that take little memory.

    What this program wrote (``are_ours``) has no address that is none, and is not looked at for it.
    """
    piece = bytearray()

    def load() -> None:
        lines = bytes(piece)
        piece.clear()
        store.bulk_load(lines, format=RdfFormat.N_QUADS, lenient=are_ours)

    for path in paths:
        with path.open("rb") as file:
            while file.peek(1):
                piece += file.read(AT_ONCE - len(piece))
                piece += file.readline()
                if len(piece) >= AT_ONCE:
                    load()
    if piece:
        load()


def published_number(folder: Path) -> int:
    """Return the number of the published graph; 0 where none is."""
    published = (folder / LINK).resolve().name
    return _number(published) if FINISHED.fullmatch(published) else 0


def finished_graphs(folder: Path) -> dict[int, Path]:
    """Return the graphs of a store by number, and nothing else that a person keeps there."""
    return {_number(path.name): path for path in _graphs(folder)}


def _graphs(folder: Path) -> list[Path]:
    paths = folder.glob(f"{GRAPH}*")
    return [path for path in paths if FINISHED.fullmatch(path.name) and path.is_dir()]


def drop_older_graphs(folder: Path) -> None:
    """Delete the graphs of a store but the published one; call it with the lock held.

    It is a StoreError if they cannot be deleted.
    """
    published = (folder / LINK).resolve()
    with refused(folder):
        _remove_graphs(p for p in finished_graphs(folder).values() if p.resolve() != published)


def move_link(graph: Path) -> None:
    """Publish a finished graph of a store: the link moves to it at once."""
    link, fresh = graph.with_name(LINK), graph.with_name(f"{UNFINISHED}link")
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(graph.name)
    fresh.replace(link)
    sync(graph.parent)


def _number(name: str) -> int:
    return int(name.split("-")[1])


@contextlib.contextmanager
def writing(folder: Path) -> Iterator[Unfinished]:
    """Let a graph be written into a new folder, which is removed if it is not published.

    Call it with the lock held. What a process leaves that ends at once, such as on Ctrl-C while the
    disk is slow, the next build removes.
    """
    from concurrent.futures import ThreadPoolExecutor

    try:
        with ThreadPoolExecutor(1) as pool:  # it waits for the thread also when something is raised
            yield Unfinished(folder, pool)
    finally:
        with contextlib.suppress(OSError):  # it may be what fills the disk
            _remove(folder.glob(f"{UNFINISHED}{os.getpid()}-*"))


@contextlib.contextmanager
def refused(folder: Path) -> Iterator[None]:
    """Tell in one line that a store cannot be written, and that its last good graph stays."""
    try:
        yield
    # the latter two where the engine does not take a quad
    except (OSError, RuntimeError, SyntaxError, ValueError) as exc:
        reason = getattr(exc, "strerror", "") or first_line(exc)
        message = f"the store cannot be written: {reason}; the last good graph stays published"
        raise StoreError(message, folder) from exc


def _replaced(folder: Path) -> Iterator[Path]:
    """Yield the graphs of which another has the number: what took its place was killed before."""
    published = (folder / LINK).resolve()
    paths = sorted(_graphs(folder), key=lambda path: path.resolve() == published)
    kept = {_number(path.name): path for path in paths}
    yield from (path for path in paths if path != kept[_number(path.name)])


def _remove_graphs(graphs: Iterable[Path]) -> None:
    """Delete graphs; each is out of sight before, so that a kill leaves none in part."""
    for graph in list(graphs):
        hidden = graph.with_name(f"{UNFINISHED}{graph.name}")
        graph.rename(hidden)
        _remove([hidden])


def _remove(paths: Iterable[Path]) -> None:
    for path in list(paths):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
