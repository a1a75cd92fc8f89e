"""Chunks of a graph judged by the processes of a Spark cluster."""

from __future__ import annotations

import tempfile
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from atgraph.build.spark import Cluster
from atgraph.build.validation import chunk_job

Task = dict[str, bytes]  # what `chunk_job` judges: quads and nodes
Answer = tuple[int, bytes]  # how the job ended, and its findings
Given = tuple[tuple[tuple[str, bytes], ...], bytes]  # the files of shapes, and the ontology


class Judges:
    """The workers of a cluster, which judge chunks with one set of shapes.

    Args:
        cluster: it runs.
        shapes: the folder of the shapes, of which the workers get the text.
        ontology: N-Quads that are judged with each chunk.
    """

    def __init__(self, cluster: Cluster, shapes: Path, ontology: bytes) -> None:
        texts = ((path.name, path.read_bytes()) for path in sorted(shapes.glob("*.ttl")))
        self._cluster, self._given = cluster, cluster.give((tuple(texts), ontology))
        self.width = cluster.width

    def judge(self, tasks: list[Task]) -> list[Answer]:
        """Return what the workers find, in the order of the tasks; each chunk is a task of Spark.

        Raises:
            RefusedError: they could not be judged there.
        """
        return self._cluster.run(_judge, self._given, tasks)


def _judge(given: Given, task: Task) -> Answer:
    """Judge a chunk; this runs in the process of a worker."""
    out = BytesIO()
    code, _ = _prepared(*given)(task, out)
    return code, out.getvalue()


@lru_cache(1)  # a worker's process judges many chunks
def _prepared(shapes: tuple[tuple[str, bytes], ...], ontology: bytes) -> Any:
    with tempfile.TemporaryDirectory() as folder:
        for name, text in shapes:
            (Path(folder) / name).write_bytes(text)
        return chunk_job.prepare(folder, ontology)
