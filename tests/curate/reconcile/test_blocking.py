"""What Splink proposes is what shares a key, and is judged as without it, on each engine."""

from __future__ import annotations

import json
import sys
from collections import Counter
from importlib.util import find_spec
from pathlib import Path

import forum
import pytest

import mini
import spark_cluster
from atgraph.curate.reconcile import Matcher, blocking
from atgraph.curate.reconcile.blocking import keys, propose
from atgraph.curate.reconcile.held_names import HeldNames

needs_splink = pytest.mark.skipif(
    not find_spec("splink"), reason="needs Splink: pip install 'atgraph[cluster]'"
)
LINES = [
    *forum.bodies("Kay Alliance against Exploitation", "Shelter Secretariatt", "Lantern", "QAE"),
    ("Ana Example", "person", "Head of Shelters", "Lantern"),
]
# “ana”, “smith”, “office” and “labour” are words of many, the others of few
MANY = {(True, "ana"): 99, (True, "smith"): 80, (False, "office"): 99, (False, "labour"): 60}
FEW = {(True, "bielefeld"): 1, (False, "westland"): 3}


@pytest.mark.parametrize(
    ("printed", "held", "is_person"),
    [
        ("bielefeld", "heiner bielefeld", True),
        ("heiner bielefeldt", "heiner bielefeld", True),
        ("smith a", "ana smith", True),
        ("ana smit", "ana smith", True),
        ("a smith", "b a smith", True),
        ("ana x smith", "smith ana", True),
        ("westland office", "westland ministry", False),
        ("vestland office", "westland ministry", False),
        ("office of labour", "labour office of eastland", False),
    ],
)
def test_names_that_may_be_one_share_a_key(printed: str, held: str, is_person: bool) -> None:
    assert _share(printed, held, is_person)


@pytest.mark.parametrize(
    ("printed", "held", "is_person"),
    [
        ("ana bielefeld", "ana smith", True),  # a given name alone
        ("smith", "ana smith", True),  # nobody looks at all of them
        ("westland office of labour", "labour office of eastland", False),
        ("of the", "office of the labour", False),
    ],
)
def test_what_many_names_have_alone_proposes_nothing(
    printed: str, held: str, is_person: bool
) -> None:
    assert not _share(printed, held, is_person)


def _share(printed: str, held: str, is_person: bool) -> bool:
    holders = Counter(MANY | FEW)
    mine = keys((is_person, printed), holders, is_printed=True)
    return not {*mine}.isdisjoint(keys((is_person, held), holders))


def test_only_what_was_proposed_is_compared() -> None:
    index = HeldNames()
    index.add("one", ["Olena Kovalenko"], is_person=True)
    index.add("two", ["Ana Example"], is_person=True)
    index.proposed = {(True, "ana example m"): [1]}

    assert [identity for identity, _ in index.people_like("Ana Example M.")] == ["two"]
    assert [*index.people_like("O. Kovalenko")] == []
    index.proposed = {(True, "олена коваленко"): [0]}
    assert {identity for identity, _ in index.people_like("Олена Коваленко")} == {"one"}


@needs_splink
def test_candidates_are_those_of_all_names(tmp_path: Path) -> None:
    home = forum.write(tmp_path, LINES)
    told = mini.here("reconcile", "--data", home, "--format", "json", "--block", "splink")
    every = mini.here("reconcile", "--data", home, "--format", "json")

    assert (told.code, json.loads(told.out)) == (1, json.loads(every.out))
    assert any(row["candidates"] for row in json.loads(told.out))


@needs_splink
@pytest.mark.slow
@pytest.mark.server
@pytest.mark.skipif(not spark_cluster.has_spark(), reason=spark_cluster.MISSING)
def test_a_spark_cluster_proposes_the_pairs_of_duckdb(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blocking, "RARE", 1)
    monkeypatch.setenv("SPARK_LOCAL_IP", spark_cluster.HERE)
    home = forum.write(tmp_path, LINES)
    index, names = Matcher(forum.corpus(home)).index, [*forum.names(home).values()]
    with spark_cluster.spark_cluster(tmp_path) as started:
        found = propose(index, names, started.master)

    assert found == propose(index, names)
    assert len(found) > 2


def test_what_to_install_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "splink", None)
    told = mini.here("reconcile", "--data", forum.write(tmp_path, LINES), "--block", "splink")

    assert told.code == 2
    assert "Splink is not installed here; install it with: pip install 'atgraph[clus" in told.err


@pytest.mark.parametrize("more", [("--on", "local[2]"), ("--block", "splink", "--undo", "Lantern")])
def test_what_does_not_go_together_is_refused(tmp_path: Path, more: tuple[str, ...]) -> None:
    told = mini.here("reconcile", "--data", forum.write(tmp_path, LINES), *more)

    assert told.code == 2
    assert "--on goes with --block, which lists" in told.err
