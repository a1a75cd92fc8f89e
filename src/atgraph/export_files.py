"""What only an export reads: each build looks at it all the same, so that a mistake is told before somebody needs the file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Store

from atgraph import resources
from atgraph.alignment import read_alignments
from atgraph.context import read_context
from atgraph.errors import AtgraphError, UnreadableError, ValidationError
from atgraph.knowledge import KnowledgeGraph
from atgraph.questions import read_question

if TYPE_CHECKING:
    from atgraph.ontology import Ontology

FOLDERS = ("align", "export")


def check_export_files(ontology: Ontology) -> None:
    """Read the alignments, their rules, the queries of exports and the context.

    Raises:
        ValidationError: all that is wrong is in mappings.
        UnreadableError: with all that is wrong.
    """
    folder = resources.folder("ontology")
    looks: list[Callable[[], object]] = [lambda: read_alignments(folder / "alignments", ontology.quads), lambda: read_context(folder)]
    looks += [lambda path=path: _parse(path) for path in _queries()]  # type: ignore[misc]
    errors: list[AtgraphError] = []
    for look in looks:
        try:
            look()
        except AtgraphError as exc:
            errors.append(exc)
    if errors:
        kind = ValidationError if all(isinstance(e, ValidationError) for e in errors) else UnreadableError
        raise kind.of(finding for error in errors for finding in error.findings)


def _queries() -> Iterator[Path]:
    for name in FOLDERS:
        yield from resources.files(resources.folder("queries") / name, "*.rq")


def _parse(path: Path) -> None:
    """Ask an empty graph, which says whether the query can be understood."""
    KnowledgeGraph(Store()).construct(read_question(path).text, path)
