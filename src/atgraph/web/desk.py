"""The graph that pages are read from: each request reads one, the published one when it began."""

from __future__ import annotations

import os
import re
import threading
import weakref
from collections import OrderedDict
from collections.abc import Callable, Hashable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from atgraph.api import KnowledgeGraph
from atgraph.build.publish import finished_graphs, published_number
from atgraph.build.snapshot import Snapshot
from atgraph.errors import QueryError, StoreError
from atgraph.graph.engine import EmbeddedEngine
from atgraph.graph.graph import Graph
from atgraph.graph.store import LINK, open_graph
from atgraph.graph.workers import Workers

T = TypeVar("T")
Asked = tuple[Hashable, ...]
ANSWERS = 100  # of a sort that are kept of a graph, of those that take long
VERSION = re.compile(r"[0-9a-f]{8,64}")
GONE = "the graph that was published here is gone; run `atgraph build`"


@dataclass(frozen=True)
class Reading:
    """One graph as the pages of some requests read it, and what is kept of it meanwhile.

    Attributes:
        kg: the graph, without people who are listed on request unless they were asked for.
        state: what tells it from a graph that takes its place.
        includes_on_request: whether people who are listed on request are in it.
    """

    kg: KnowledgeGraph
    state: str
    includes_on_request: bool = False
    _made: dict[Any, Any] = field(default_factory=dict, repr=False)
    _locks: dict[Any, threading.RLock] = field(default_factory=dict, repr=False)
    _answers: dict[Hashable, OrderedDict[Hashable, Any]] = field(default_factory=dict, repr=False)

    @property
    def version(self) -> str:
        """The digest of the graph's data."""
        return self.kg.version

    def kept(self, make: Callable[[KnowledgeGraph], T]) -> T:
        """Return what a function makes of the graph; it is called once for each graph.

        Meanwhile only those wait who want the same.
        """
        with self._locks.setdefault(make, threading.RLock()):
            if make not in self._made:
                self._made[make] = make(self.kg)
            made: T = self._made[make]
            return made

    def has_kept(self, make: Callable[[KnowledgeGraph], Any]) -> bool:
        """Return whether what a function makes of the graph is there."""
        return make in self._made

    def answered(self, asked: Asked, make: Callable[[], T], most: int = ANSWERS) -> T:
        """Return the answer to what is asked of the graph; those asked for lately are kept.

        Args:
            asked: what is asked; it begins with the sort of it.
            make: finds the answer.
            most: how many of the sort are kept.
        """
        held = self._of_sort(asked)
        if asked in held:
            with suppress(KeyError):  # another request may just have put it out
                held.move_to_end(asked)
                found: T = held[asked]
                return found
        answer = held[asked] = make()
        while len(held) > most:
            held.popitem(last=False)
        return answer

    def has_answered(self, asked: Asked) -> bool:
        """Return whether the answer to what is asked is kept."""
        return asked in self._of_sort(asked)

    def _of_sort(self, asked: Asked) -> OrderedDict[Hashable, Any]:
        return self._answers.setdefault(asked[0], OrderedDict())


class Desk:
    """Opens the published graph, and again when another took its place.

    Args:
        folder: the store's folder; without it the default one.
        endpoint: the address of a SPARQL server that is asked instead.
        timeout: the seconds that a query of the server may take.
        include_on_request: whether people who are listed on request are shown.
    """

    def __init__(
        self,
        folder: Path | None = None,
        *,
        endpoint: str | None = None,
        timeout: float | None = None,
        include_on_request: bool = False,
    ) -> None:
        self.folder, self.endpoint, self.timeout = folder, endpoint, timeout
        self.include_on_request = include_on_request
        self._lock = threading.Lock()
        self._reading: Reading | None = None
        self._earlier: dict[Path, Reading | None] = {}
        self.workers = Workers()
        weakref.finalize(self, self.workers.close)

    def now(self) -> Reading:
        """Return the published graph.

        Raises:
            StoreError: there is none.
            EndpointError: the server does not answer.
        """
        held = self._reading
        if held and self.is_published(held):  # asked without the lock: a server may be slow
            return held
        if self.endpoint is not None:  # nobody waits until a slow server has answered others
            found = self._open()
            with self._lock:
                held = self._reading
                if held is None or held.state != found.state:
                    self._reading = held = found
                return held
        with self._lock:
            held = self._reading
            if held is None or not self.is_published(held):
                self._reading, self._earlier = None, {}  # what cannot be read any more is not kept
                self._reading = held = self._open()
            return held

    def at_hand(self) -> Reading | None:
        """Return the published graph if it is open already, in no time; else `now` opens it."""
        held = self._reading
        if held is None or self.endpoint is not None or (folder := _folder(held.kg)) is None:
            return None
        link = folder.parent / LINK
        with suppress(OSError):
            name, found = os.readlink(link), os.stat(link)  # noqa: PTH115, PTH116 -- half the time
            if held.state == f"{name} {found.st_dev} {found.st_ino}":
                return held
        return None

    def published_on(self, reading: Reading) -> float | None:
        """Return when a graph took the place of the one before, in seconds since 1970, if known.

        It is the time of the link in the store, so that it stays when the server starts again.
        """
        folder = _folder(reading.kg)
        try:
            return (folder.parent / LINK).lstat().st_mtime if folder else None
        except OSError:
            return None

    def of_version(self, version: str) -> Reading | None:
        """Return the graph of a data version: the published one or, while it is kept, one before.

        None where neither is it, or the one before would show people who are listed on request now.

        Args:
            version: the first 8 digits of the digest, or more.

        Raises:
            QueryError: no version is written so.
            StoreError, EndpointError: as `now`.
        """
        if not VERSION.fullmatch(version):
            why = "a data version is 8 to 64 digits from 0 to 9 and a to f"
            raise QueryError(f"version: {version[:80]!r} is none; {why}")
        now = self.now()
        if now.version.startswith(version):
            return now
        folder = self._kept_graph(now, version)
        if folder is None:
            return None
        with self._lock:
            if folder not in self._earlier:
                self._earlier[folder] = self._open_earlier(folder, now)
            found = self._earlier[folder]
        return found if found and found.version.startswith(version) else None

    def kept(self, now: Reading) -> list[tuple[Reading, float]]:
        """Return a published graph and those before it that may be shown, newest first.

        Each with the second at which its folder was finished, from 1970; a server's has none.
        """
        published = _folder(now.kg)
        if published is None:
            return []
        number = published_number(published.parent)
        before = sorted(
            ((n, f) for n, f in finished_graphs(published.parent).items() if n < number)
        )
        found = [(now, published.stat().st_mtime)]
        for _, folder in reversed(before):
            with self._lock:
                if folder not in self._earlier:
                    self._earlier[folder] = self._open_earlier(folder, now)
                earlier = self._earlier[folder]
            if earlier:
                found.append((earlier, folder.stat().st_mtime))
        return found

    def is_published(self, reading: Reading) -> bool:
        """Return whether a graph is still the published one; its errors are those of `now`."""
        return reading.state == self._state(reading)

    def _open(self) -> Reading:
        return self._read(
            KnowledgeGraph.open(self.folder, endpoint=self.endpoint, timeout=self.timeout)
        )

    def _open_earlier(self, folder: Path, now: Reading) -> Reading | None:
        """Return the graph of a folder of the store, if it may be shown."""
        try:
            then = open_graph(folder)
            if not self.include_on_request:
                Snapshot.of(then).check_care(Snapshot.of(now.kg.store))
        except (StoreError, OSError, ValueError, RuntimeError):
            return None
        return self._read(KnowledgeGraph(EmbeddedEngine(then, folder)))

    def _read(self, whole: KnowledgeGraph) -> Reading:
        """Return a graph as it may be read; of a server's, that it was one is checked."""
        if isinstance(whole.engine, EmbeddedEngine):
            whole = KnowledgeGraph(replace(whole.engine, runner=self.workers.run))
        with whole.steady() as state:
            kg = whole if self.include_on_request else whole.published()
        folder = _folder(whole)
        return Reading(kg, _mark(folder) if folder else state, self.include_on_request)

    def _kept_graph(self, now: Reading, version: str) -> Path | None:
        """Return the folder of a graph that was published before the published one."""
        published = _folder(now.kg)
        if published is None:
            return None
        store, number = published.parent, published_number(published.parent)
        kept = ((at, path) for at, path in finished_graphs(store).items() if at < number)
        of_it = (p for _, p in sorted(kept, reverse=True) if _version(p).startswith(version[:12]))
        return next(of_it, None)

    def _state(self, reading: Reading) -> str:
        """Return what tells the graph that is published now from others."""
        if self.endpoint is not None:
            return reading.kg.engine.state()
        folder = _folder(reading.kg)
        return _mark(folder.parent / LINK) if folder else ""


def _folder(kg: Graph) -> Path | None:
    """Return the folder of a graph of a store on disk."""
    folder: Path | None = getattr(kg.engine, "published", None)
    return folder


def _mark(graph: Path) -> str:
    """Return what tells a folder, or the one that a link leads to, from any other."""
    try:
        found = graph.stat()
        return f"{graph.resolve().name} {found.st_dev} {found.st_ino}"
    except OSError as exc:
        raise StoreError(GONE, graph.parent) from exc


def _version(graph: Path) -> str:
    """Return how the version of a graph begins, as its folder is called."""
    return graph.name.rpartition("-")[2]
