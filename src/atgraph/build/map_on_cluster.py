"""A programme is read and mapped by a worker of a Spark cluster, which sees the same files."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import chdir
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Self

from atgraph.build import map_job
from atgraph.build.change.digests import folder_digest
from atgraph.errors import RefusedError
from atgraph.files import resource_folder

OTHER = "is not here what it is where the build runs; put it where all workers read it by this name"


@dataclass(frozen=True)
class SharedFiles:
    """Where the data lies, from where it is named, and the digests of what all programmes need."""

    data: str
    folder: str
    registry: str
    ontology: str

    @classmethod
    def of(cls, data: Path) -> Self:
        """Look at a data folder."""
        folder = Path("/") if data.is_absolute() else Path.cwd()
        of_ontology = folder_digest(resource_folder("ontology"))
        return cls(str(data), str(folder), folder_digest(data / "registry"), of_ontology)


def map_there(given: SharedFiles, task: tuple[str, str]) -> tuple[bytes, bytes]:
    """Map a programme in the process of a worker.

    Args:
        given: of the data.
        task: the folder of the programme, and its digest.

    Returns:
        What was read of it, as `map_job` writes it, and its N-Quads.

    Raises:
        RefusedError: the worker sees other files.
    """
    folder, digest = task
    with chdir(given.folder):
        work = _prepared(given)
        if folder_digest(Path(folder)) != digest:
            raise RefusedError(f"{folder} {OTHER}")
        with TemporaryDirectory() as files:
            file, out = Path(files) / "quads.nq", BytesIO()
            work({"folder": folder, "file": str(file)}, out)
            return out.getvalue(), file.read_bytes() if file.exists() else b""


@lru_cache(1)  # a worker's process maps many programmes
def _prepared(given: SharedFiles) -> Callable[..., Any]:
    seen = SharedFiles.of(Path(given.data))
    if (seen.registry, seen.ontology) != (given.registry, given.ontology):
        raise RefusedError(f"{given.data}/registry or the ontology {OTHER}")
    return map_job.prepare(given.data)
