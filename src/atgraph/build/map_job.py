"""The job of a process that reads and maps programmes, one after the other."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO, Any

from atgraph.build.mapped import MappedFolder, MappedProgramme
from atgraph.build.mapping import printed_in
from atgraph.data.folder import read_beside, read_data
from atgraph.data.registry.known_records import known
from atgraph.files import resource_folder
from atgraph.rdf.ontology import Ontology
from atgraph.sandbox import process


def prepare(
    data: str, texts: Mapping[str, str] | None = None, records: Mapping[str, bytes] | None = None
) -> Callable[[dict[str, Any], IO[bytes]], tuple[int, str]]:
    """Read the registry of a data folder, and return what reads and maps a programme of it.

    Of files that still say these ``texts``, ``records`` is what was read of them.
    """
    gc.set_threshold(50_000, 20, 20)  # as commands do: there is little garbage to be found
    ontology = Ontology.read(resource_folder("ontology"))
    before = known(texts or {}, records or {})
    registry = read_data(Path(data), ontology, only=(), known=before).registry
    printed = printed_in(None, registry, ontology)

    def work(task: dict[str, Any], out: IO[bytes]) -> tuple[int, str]:
        read = read_beside(Path(task["folder"]), registry)
        mapped = [MappedProgramme.of(p, registry, ontology, printed) for p in read.programmes]
        out.write(MappedFolder(read, mapped).written(Path(task["file"])))
        return process.DONE, ""

    return work
