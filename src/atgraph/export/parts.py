"""The graph as N-Quads by part, for the bulk loader of a server: a file for each named graph."""

from pathlib import Path

from atgraph.errors import RefusedError
from atgraph.export.rdf import as_nquads
from atgraph.files import write_file
from atgraph.graph.graph import Graph
from atgraph.rdf.namespaces import GRAPH

OPTION = "--parts"


def write_parts(kg: Graph, folder: Path) -> list[Path]:
    """Write each named graph into a file of its own, and return the files.

    Together they hold the lines of `export`. Each graph is read as it is written, so that no more
    than one is in memory.

    Raises:
        RefusedError: the folder cannot be written, or holds what a loader would load too.
    """
    names = {_file_name(name.value): name for name in kg.graphs}
    if folder.exists() and not folder.is_dir():
        raise RefusedError(f"is a file; name a folder with {OPTION}", folder)
    held = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    if others := sorted(held - names.keys()):
        why = f"holds something else, {others[0]}; choose an empty folder with {OPTION}"
        raise RefusedError(why, folder)
    for name, graph in sorted(names.items()):
        write_file(folder / name, as_nquads(kg.quads(graph)), OPTION)
    return [folder / name for name in sorted(names)]


def _file_name(graph: str) -> str:
    """Return the file of a graph: `programme/forum` is in programme-forum.nq."""
    return f"{graph.removeprefix(GRAPH).replace('/', '-')}.nq"
