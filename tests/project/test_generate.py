"""Programmes made by benchmarks/generate.py: the build takes them, and they are always the same."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from pyoxigraph import Quad, RdfFormat, parse

import mini
from atgraph.build.whole import build_graph
from atgraph.graph.graph import Graph
from atgraph.rdf.namespaces import ON_REQUEST, ON_REQUEST_DERIVED, atg

GENERATOR = Path(__file__).parents[2] / "benchmarks" / "generate.py"

pytestmark = pytest.mark.slow


def generate(to: Path, programmes: int = 2) -> Path:
    subprocess.run(
        [sys.executable, str(GENERATOR), "--programmes", str(programmes), str(to)],
        check=True,
        capture_output=True,
        env=mini.environment(),
    )
    return to


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return generate(tmp_path_factory.mktemp("made") / "data")


def test_the_same_seed_makes_the_same_bytes(made: Path, tmp_path: Path) -> None:
    again = generate(tmp_path / "data")
    files = sorted(path.relative_to(made) for path in made.rglob("*") if path.is_file())

    assert len(files) > 5
    assert files == sorted(path.relative_to(again) for path in again.rglob("*") if path.is_file())
    assert [f for f in files if (made / f).read_bytes() != (again / f).read_bytes()] == []


def test_made_programmes_are_built_and_their_quads_have_the_structure_of_what_is_built(
    made: Path, tmp_path: Path
) -> None:
    def structure(quads: Iterable[Quad]) -> set[tuple[str, str]]:
        return {
            (q.graph_name.value.rpartition("graph/")[2].partition("/")[0], q.predicate.value)
            for q in quads
        }

    graph = build_graph(made)  # raises where something is wrong
    built = structure(list(Graph(graph.store).quads()))
    quads = generate(tmp_path / "made.nq")

    assert len(list(made.glob("programmes/*/programme.yml"))) == len(graph.programmes) == 2
    assert len(built) > 50
    assert structure(parse(path=str(quads), format=RdfFormat.N_QUADS)) == built


def test_made_quads_are_parted_as_the_build_parts_them(tmp_path: Path) -> None:
    path = generate(tmp_path / "made.nq", 8)
    quads = list(parse(path=str(path), format=RdfFormat.N_QUADS))
    people = {q.subject for q in quads if q.object == atg("Person") and q.graph_name == ON_REQUEST}
    places = {q.graph_name for q in quads if not people.isdisjoint((q.subject, q.object))}

    assert people and places == {ON_REQUEST, ON_REQUEST_DERIVED}
