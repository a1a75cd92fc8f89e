"""Two curators decide at once: what each is told stands, and nothing stands twice."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from forms import tries
from test_kills import add_participants

import mini
from atgraph.data.folder import read_data


@pytest.mark.slow
@tries(short=1, long=20)
def test_two_that_reconcile_at_once_lose_no_decision(tmp_path: Path, count: int) -> None:
    data, pairs = mini.copy_data(tmp_path), [(f"Body A{n}", f"Body B{n}") for n in range(count)]
    add_participants(mini.transcript(data), [name for pair in pairs for name in pair])
    told = list[str]()

    def decide(name: str) -> mini.Run:
        answers = tmp_path / f"{name}.yml"
        said = "is: new, type: civil-society, reason: nobody near"
        answers.write_text(f"- {{name: {name}, {said}}}\n- {{name: Body A0, {said}}}\n")
        return mini.fresh("reconcile", "--data", data, "--decide", answers)

    for pair in pairs:
        with ThreadPoolExecutor(2) as both:
            for run in both.map(decide, pair):
                assert run.code in (0, 1), run.err
                assert "Traceback" not in run.err
                told += re.findall(r"^decided: “(.*?)”", run.out, re.MULTILINE)
    read = read_data(data, mini.ontology())

    assert sorted(told) == sorted(d.name for d in read.registry.decisions if d.name in told)
    assert len(set(told)) == len(told) == 2 * count
    assert [p for p in read.problems if "registry" in p.path] == []
