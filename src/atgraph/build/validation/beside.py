"""A process beside judges what changed in a large graph, while Python goes on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pyoxigraph import Quad

from atgraph.build.validation.chunks import ask, job_of
from atgraph.build.validation.footprint import Term
from atgraph.build.validation.shape_results import Finding
from atgraph.build.validation.shapes import Shapes
from atgraph.sandbox.sandbox import Deadline, Sandbox
from atgraph.sandbox.spool import Stopped

# Statements of a graph of which a change is judged beside. Of 237,000 that takes a twentieth less
# time, and up to two fifths more of the processor; below, the 100 MB of a process bring less.
LARGE = 250_000
SECONDS = 60.0  # for a chunk, of which it takes one; it is then judged here, which has no end


class Beside:
    """A process that judges cuts by the shapes that it was made for, one at a time.

    Attributes:
        is_lost: whether it could not, so that something is judged here.
    """

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox, self.is_lost = sandbox, False

    def judge(self, shapes: Shapes, cut: set[Quad], focus: set[Term]) -> list[Finding]:
        """Judge a cut as `Shapes.judge_cut` does, and here when the process is in any trouble."""
        if not self.is_lost:
            try:
                return list(ask(self._sandbox, cut, focus, SECONDS))
            except Stopped:  # nothing is wrong in the data; what is in a shape, is told from here
                self.is_lost = True
        return shapes.judge_cut(cut, focus)


@contextmanager
def judging_beside(folder: Path, ontology: Iterable[Quad]) -> Iterator[Beside]:
    """Give a process that judges by the shapes of a folder, which are right.

    It begins at once, for it takes most of its time to load the engine of shapes.
    """
    with Sandbox(job_of(folder, ontology)) as sandbox:
        beside = Beside(sandbox)
        try:
            sandbox.launch(Deadline(SECONDS))
        except OSError:
            beside.is_lost = True
        yield beside
