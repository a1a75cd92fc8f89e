"""Programmes made by benchmarks/generate.py: the build takes them, and they are always the same."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

import mini

GENERATOR = Path(__file__).parents[2] / "benchmarks" / "generate.py"


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


def test_the_check_finds_nothing_wrong_with_made_programmes(made: Path) -> None:
    run = mini.atgraph("check", "--data", str(made))

    assert len(list(made.glob("programmes/*/programme.yml"))) == 2
    assert run.code == 0, run.err


def test_the_same_seed_makes_the_same_bytes(made: Path, tmp_path: Path) -> None:
    again = generate(tmp_path / "data")
    files = sorted(path.relative_to(made) for path in made.rglob("*") if path.is_file())

    assert len(files) > 5
    assert files == sorted(path.relative_to(again) for path in again.rglob("*") if path.is_file())
    assert [f for f in files if (made / f).read_bytes() != (again / f).read_bytes()] == []


def test_quads_of_made_programmes_have_the_structure_of_what_is_built(
    made: Path, tmp_path: Path
) -> None:
    def structure(path: Path) -> set[tuple[str, str]]:
        quads = parse(path=str(path), format=RdfFormat.N_QUADS)
        return {
            (q.graph_name.value.rpartition("/")[2].partition("-")[0], q.predicate.value)
            for q in quads
        }

    quads = generate(tmp_path / "made.nq")
    assert mini.atgraph("build", "--data", str(made), "--store", str(tmp_path / "store")).code == 0
    assert (
        mini.atgraph(
            "export", "--store", str(tmp_path / "store"), "-o", str(tmp_path / "built.nq")
        ).code
        == 0
    )
    built = structure(tmp_path / "built.nq")

    assert len(built) > 50
    assert structure(quads) == built
