"""What is judged on a Spark cluster is judged as here; what is missing is told."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from test_footprint import FIXTURES, quads_of, shapes, store_of

import spark_cluster
from atgraph.build.spark import check_master
from atgraph.build.validation import chunks
from atgraph.build.validation.chunks import judge_graph
from atgraph.build.validation.footprint import judged_quads
from atgraph.build.validation.shape_results import problems_of
from atgraph.errors import RefusedError


@pytest.mark.slow
@pytest.mark.server
@pytest.mark.skipif(not spark_cluster.has_spark(), reason=spark_cluster.MISSING)
def test_a_master_and_two_workers_find_the_same_in_the_same_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chunks, "SIZE", 300)
    monkeypatch.setenv("SPARK_LOCAL_IP", spark_cluster.HERE)
    broken = store_of(quads_of(FIXTURES))
    whole = shapes().judge(judged_quads(broken)(None, None, None))
    told: list[tuple[int, int]] = []
    with spark_cluster.spark_cluster(tmp_path) as master:
        found = judge_graph(shapes(), broken, on=master, tell=lambda *done: told.append(done))

    assert problems_of(found, {}) == problems_of(whole, {})
    assert told[-1][0] == told[-1][1] > 1
    workers = {path.parent.name for path in (tmp_path / "work").glob("*/*/stderr")}
    assert len(workers) == spark_cluster.WORKERS


@pytest.mark.parametrize("master", ["spark://", "local", "yarn", "http://a:1", "local[x]"])
def test_what_is_no_master_is_told(master: str) -> None:
    with pytest.raises(RefusedError, match=r"is no Spark master; say spark://HOST:PORT, or local"):
        check_master(master)


def test_what_to_install_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)

    with pytest.raises(
        RefusedError, match=r"not installed here; .*pip install 'atgraph\[cluster\]'"
    ):
        check_master("local[2]")


def test_what_does_not_answer_or_has_no_java_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", sys)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(RefusedError, match="needs Java 17 or newer; install one"):
        check_master("local[2]")

    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "java").touch(0o755)
    with pytest.raises(RefusedError, match=r"no Spark master answers at spark://127.0.0.1:1 "):
        check_master("spark://127.0.0.1:1")
