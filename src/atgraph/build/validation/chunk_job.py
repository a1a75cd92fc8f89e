"""The job of a process that judges chunks of a graph by the shapes."""

from __future__ import annotations

import gc
import json
from collections.abc import Callable
from dataclasses import astuple
from itertools import count
from pathlib import Path
from typing import IO, Any

from pyoxigraph import RdfFormat, Store, parse

from atgraph.build.validation.footprint import judged_quads
from atgraph.build.validation.shape_files import ShapeFiles
from atgraph.build.validation.shapes import Shapes
from atgraph.errors import UnreadableError
from atgraph.sandbox import process

LINE = "<urn:node> <urn:node> {node} .\n"  # of N-Triples, for each focus node
NOT_RUN = process.OF_JOB
SWEPT = 4  # chunks, of each of which cycles of a megabyte are left: their graphs are closed


def prepare(
    folder: str, ontology: bytes, graph: str = ""
) -> Callable[[dict[str, Any], IO[bytes]], tuple[int, str]]:
    """Read the shapes of a folder, and return what judges chunks by them.

    Where there is the folder of a ``graph``, chunks are cut out of it, and else sent.
    """
    path = Path(folder)
    shapes = Shapes(path, ShapeFiles.read(path), list(parse(ontology, format=RdfFormat.N_QUADS)))
    read = judged_quads(Store.read_only(graph)) if graph else None

    # to look for garbage time and again takes a third of the time, and what is there now is none
    shapes.prepare()
    gc.disable()
    gc.freeze()

    begun = count(1)

    def work(task: dict[str, Any], out: IO[bytes]) -> tuple[int, str]:
        if next(begun) % SWEPT == 0:
            gc.collect()
        nodes = {
            quad.object for quad in parse(task["nodes"], format=RdfFormat.N_TRIPLES, lenient=True)
        }
        sent = parse(task["quads"], format=RdfFormat.N_QUADS, lenient=True)
        quads = shapes.footprint.cut(nodes, read) if read else list(sent)
        try:
            found = shapes.judge_cut(quads, nodes)
        except UnreadableError as exc:
            told = [(problem.path, problem.line, problem.message) for problem in exc.problems]
            return NOT_RUN, json.dumps(told)
        rows = [(astuple(finding.about), finding.severity, finding.node) for finding in found]
        out.write(json.dumps(rows).encode())
        return process.DONE, ""

    return work
