"""What is judged on a Spark cluster is judged as here; what is missing is told."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from threading import Event

import pytest
from test_footprint import FIXTURES, quads_of, shapes, store_of

import mini
import spark_cluster
from atgraph.build import spark
from atgraph.build.build import build
from atgraph.build.spark import check_master, cluster
from atgraph.build.validation import chunks
from atgraph.build.validation.chunks import judge_graph
from atgraph.build.validation.footprint import judged_quads
from atgraph.build.validation.shape_results import problems_of
from atgraph.errors import RefusedError

needs_spark = pytest.mark.skipif(not spark_cluster.has_spark(), reason=spark_cluster.MISSING)


@needs_spark
@pytest.mark.slow
@pytest.mark.server
def test_a_master_and_two_workers_find_the_same_in_the_same_order_though_one_dies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chunks, "SIZE", 60)
    monkeypatch.setenv("SPARK_LOCAL_IP", spark_cluster.HERE)
    broken = store_of(quads_of(FIXTURES))
    whole = shapes().judge(judged_quads(broken)(None, None, None))
    told: list[tuple[int, int]] = []
    with spark_cluster.spark_cluster(tmp_path) as started:

        def tell(*done: int) -> None:
            told.append((done[0], done[1]))
            started.kill(1)

        found = judge_graph(shapes(), broken, on=started.master, tell=tell)

    assert problems_of(found, {}) == problems_of(whole, {})
    assert 1 < told[0][0] < told[-1][0] == told[-1][1]  # some were judged after it had died
    workers = {path.parent.name for path in (tmp_path / "work").glob("*/*/stderr")}
    assert len(workers) >= spark_cluster.WORKERS


@needs_spark
@pytest.mark.slow
@pytest.mark.server
def test_a_build_is_the_same_and_the_last_good_graph_unharmed_where_all_workers_die(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chunks, "SIZE", 10)
    monkeypatch.setenv("SPARK_LOCAL_IP", spark_cluster.HERE)
    data, store = mini.copy_data(tmp_path), tmp_path / "store"
    good = build(data, store)
    before = mini.export(store)
    known = "label: Larch Trust\n  names: [Larch Foundation]"
    steps = list[str]()
    with spark_cluster.spark_cluster(tmp_path) as started:
        there = build(data, tmp_path / "there", steps.append, on=started.master)
        mini.change(data / "registry" / "organizations.yml", "label: Larch Foundation", known)

        def tick(step: str) -> None:
            if step.startswith("validate "):
                monkeypatch.setattr(spark, "WAIT", 1)
                started.kill(spark_cluster.WORKERS)

        with pytest.raises(RefusedError, match=r"no worker of spark://.* was left .*; nothing was"):
            build(data, store, tick, full=True, on=started.master)

    assert [step for step in steps if step.startswith("map ")] == ["map 1 of 1"]
    assert mini.export(tmp_path / "there") == before
    assert (there.version, there.warnings) == (good.version, good.warnings)
    assert mini.export(store) == before
    assert build(data, store).version != good.version  # what was left behind hinders nobody


@needs_spark
@pytest.mark.slow
@pytest.mark.server
def test_a_process_that_dies_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPARK_LOCAL_IP", spark_cluster.HERE)
    with (
        pytest.raises(RefusedError, match=r"local\[1\] gave up: .*exited.*; nothing was published"),
        cluster("local[1]") as started,
    ):
        started.run(lambda given, task: os._exit(9), started.give(None), [1])


class Alone:
    """What of Spark is asked whether there are workers: there are none."""

    def __init__(self) -> None:
        self.cancelled = Event()
        self.cancelAllJobs = self.cancelled.set
        self._jsc = self

    def sc(self) -> Alone:
        return self

    def getExecutorMemoryStatus(self) -> Alone:  # noqa: N802
        return self

    def size(self) -> int:
        return 1


class Gone(Alone):
    def size(self) -> int:
        raise ValueError("stopped")


def test_what_waits_for_workers_that_are_lost_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spark, "WAIT", -1)
    monkeypatch.setattr(spark, "LOOK", 0)
    alone = Alone()
    with (
        pytest.raises(RefusedError, match=r"no worker of spark://here:1 was left .* start one"),
        spark.watched(alone, "spark://here:1"),
    ):
        alone.cancelled.wait()
        raise ValueError("cancelled")


def test_an_application_that_is_gone_tells_why_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spark, "LOOK", 0)
    with pytest.raises(ValueError, match="the job"), spark.watched(Gone(), "spark://here:1"):
        raise ValueError("the job")


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
