"""The graph that pages are read from: each request reads one, the published one when it began."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from atgraph.api import KnowledgeGraph
from atgraph.errors import StoreError
from atgraph.graph.store import LINK

T = TypeVar("T")


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

    def now(self) -> Reading:
        """Return the published graph.

        Raises:
            StoreError: there is none.
            EndpointError: the server does not answer.
        """
        with self._lock:
            held = self._reading
            if held is None or held.state != self._state(held):
                self._reading = held = self._open()
            return held

    def _open(self) -> Reading:
        whole = KnowledgeGraph.open(self.folder, endpoint=self.endpoint, timeout=self.timeout)
        kg = whole if self.include_on_request else whole.published()
        found = Reading(kg, "", self.include_on_request)
        return Reading(kg, self._state(found), self.include_on_request)

    def _state(self, reading: Reading) -> str:
        """Return what tells the graph that is published now from others."""
        if self.endpoint is not None:
            return reading.kg.engine.state()
        published: Path | None = getattr(reading.kg.engine, "published", None)
        if published is None:
            return ""
        try:
            return (published.parent / LINK).readlink().name
        except OSError as exc:
            why = "the graph that was published here is gone; run `atgraph build`"
            raise StoreError(why, published.parent) from exc
