"""The parts of a graph are, together, what the export is."""

from __future__ import annotations

from pathlib import Path

import pytest

from atgraph.api import KnowledgeGraph
from atgraph.errors import RefusedError
from atgraph.export.parts import write_parts
from atgraph.export.rdf import export


@pytest.mark.slow
def test_a_file_for_each_graph_and_all_are_the_export(mini_store: Path, tmp_path: Path) -> None:
    kg = KnowledgeGraph.open(mini_store).published()
    files = write_parts(kg, tmp_path / "parts")
    lines = [line for path in files for line in path.read_bytes().splitlines(keepends=True)]

    assert b"".join(sorted(lines)) == export(kg)
    assert len(files) == len(kg.graphs) > 3
    assert f"programme-{kg.programmes[0]}.nq" in {path.name for path in files}
    assert "on-request.nq" not in {path.name for path in files}
    assert write_parts(kg, tmp_path / "parts") == files


def test_what_a_loader_would_load_too_is_refused(mini_store: Path, tmp_path: Path) -> None:
    (tmp_path / "old.nq").write_text("")
    with pytest.raises(RefusedError, match=r"holds something else, old.nq; choose an empty folder"):
        write_parts(KnowledgeGraph.open(mini_store), tmp_path)
    with pytest.raises(RefusedError, match="is a file; name a folder with --parts"):
        write_parts(KnowledgeGraph.open(mini_store), tmp_path / "old.nq")
