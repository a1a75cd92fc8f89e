"""What only an export reads: each build looks at it, so that a mistake is told early."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Store

from atgraph.errors import AtgraphError, UnreadableError, ValidationError
from atgraph.files import list_files, resource_folder
from atgraph.graph.alignments import read_alignments
from atgraph.graph.graph import Graph
from atgraph.graph.query_files import read_question
from atgraph.rdf.json_ld import read_context

if TYPE_CHECKING:
    from atgraph.rdf.ontology import Ontology

FOLDERS = ("align", "export")


def check_export_files(ontology: Ontology) -> None:
    """Read the alignments, their rules, the queries of exports and the context.

    Raises:
        ValidationError: all that is wrong is in mappings.
        UnreadableError: with all that is wrong.
    """
    folder = resource_folder("ontology")
    looks: list[Callable[[], object]] = [
        lambda: read_alignments(folder / "alignments", ontology.quads),
        lambda: read_context(folder),
    ]
    looks += [lambda path=path: _parse(path) for path in _queries()]  # type: ignore[misc]
    errors: list[AtgraphError] = []
    for look in looks:
        try:
            look()
        except AtgraphError as exc:
            errors.append(exc)
    if errors:
        kind = (
            ValidationError
            if all(isinstance(e, ValidationError) for e in errors)
            else UnreadableError
        )
        raise kind.of(problem for error in errors for problem in error.problems)


def _queries() -> Iterator[Path]:
    for name in FOLDERS:
        yield from list_files(resource_folder("queries") / name, "*.rq")


def _parse(path: Path) -> None:
    """Ask an empty graph, which says whether the query can be understood."""
    Graph(Store()).construct(read_question(path).text, path)
