"""Shapes judge in a copy of this process, which loads their engine while this one reads.

That takes as long as to read what changed, and Python does one thing at a time in a process.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

from pyoxigraph import Quad, Store

from atgraph.build.shared_work import SECONDS
from atgraph.build.validation.chunks import ask, job_of, swept
from atgraph.build.validation.footprint import Term
from atgraph.build.validation.shape_files import ShapeFiles
from atgraph.build.validation.shape_results import Finding
from atgraph.build.validation.shapes import Shapes
from atgraph.files import resource_folder
from atgraph.rdf.ontology import Ontology
from atgraph.sandbox.sandbox import Deadline, Sandbox
from atgraph.sandbox.spool import Stopped

SHAPES = "shapes"
Judge = Callable[[Shapes, Store], list[Finding]]


class ShapesBeside:
    """The shapes, ready beside to judge what a change touches; ``judge_whole`` judges a graph."""

    def __init__(self, ontology: Ontology, judge_whole: Judge) -> None:
        self.judge_whole = judge_whole
        self._folder = resource_folder("ontology") / SHAPES
        self._sandbox = Sandbox(job_of(self._folder, ontology.triples))

    def begin(self) -> None:
        """Load them; call it before a store is opened, which begins threads."""
        _ = Shapes(self._folder, ShapeFiles.read(self._folder), []).footprint  # once for both
        deadline = Deadline(SECONDS)
        if threading.active_count() == 1:
            self._sandbox.start(deadline)
        self._sandbox.launch(deadline)

    def close(self) -> None:
        """End the process."""
        self._sandbox.close()

    def judge(self, shapes: Shapes, cut: set[Quad], focus: set[Term]) -> list[Finding]:
        """Return what they say of some nodes; an UnreadableError if one cannot be run.

        They judge here where the other process ended, or tells that one cannot be run.
        """
        if not focus:
            return []
        try:
            return list(ask(self._sandbox, cut, focus))
        except Stopped:
            with swept():
                return shapes.judge_cut(cut, focus)
