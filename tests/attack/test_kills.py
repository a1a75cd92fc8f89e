"""What writes is killed at any moment: it leaves the old or the new, never what is between."""

from __future__ import annotations

import hashlib
import random
import re
import signal
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from forms import tries

import mini
from atgraph.build.backup import backup, restore
from atgraph.build.build import build
from atgraph.build.publish import UNFINISHED
from atgraph.data.folder import read_data
from atgraph.data.journal import settled


def runs(count: int) -> int:
    """How many runs may be needed to kill so many: some end before."""
    return 3 * count + 1


def killed(commands: Iterable[tuple[object, ...]], count: int, seed: int) -> Iterator[mini.Run]:
    """Run one command after another until so many were killed; yield how each ended.

    The first runs to its end. Half of the moments lie in the last two thirds, where it writes.
    """
    rng, ended, took = random.Random(seed), 0, 0.0
    mini.atgraph("--version")  # the process that the others are forked from is there
    for number, command in enumerate(commands):
        moment = rng.uniform(0, 1) if number % 2 else rng.uniform(0.35, 1.05)
        begun = time.perf_counter()
        run = mini.atgraph(*command, kill_after=moment * took if number else None)
        if run.code != -signal.SIGKILL:
            assert run.code in (0, 1), run.err
            took = time.perf_counter() - begun  # the machine has become less busy, or busier
        ended += run.code == -signal.SIGKILL
        yield run
        if ended == count:
            return
    assert ended, "each had ended before"


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """The mini programme with another decision, so that its graph can be told from the first."""
    data = mini.copy_data(tmp_path)
    decisions = data / "registry" / "decisions.yml"
    mini.change(decisions, "The session is about Westland.", "Another reason.")
    return data


@pytest.mark.slow
@tries(short=2, long=40)
def test_a_killed_build_leaves_a_whole_graph_and_the_next_one_cleans_up(
    tmp_path: Path, other: Path, count: int
) -> None:
    store, whole = tmp_path / "store", set[bytes]()
    for data in (mini.MINI, other):
        build(data, store)
        whole.add(mini.export(store))
    data = [(other, mini.MINI)[number % 2] for number in range(runs(count))]
    commands = (("build", "--store", store, "--data", one) for one in data)
    for _ in killed(commands, count, 19):
        assert mini.export(store) in whole
    build(other, store)

    assert len(whole) == 2
    assert not list(store.glob(f"{UNFINISHED}*"))
    assert len([p for p in store.iterdir() if p.is_dir() and not p.is_symlink()]) <= 3


@pytest.mark.slow
@tries(short=1, long=40)
def test_a_killed_build_of_a_change_leaves_a_whole_graph_from_which_the_next_goes_on(
    tmp_path: Path, count: int
) -> None:
    data, store, whole = mini.copy_data(tmp_path), tmp_path / "store", list[bytes]()
    decisions = data / "registry" / "decisions.yml"
    texts = [decisions.read_text(encoding="utf-8")]
    mini.change(decisions, "The session is about Westland.", "Another reason.")
    texts.append(decisions.read_text(encoding="utf-8"))
    for text in texts:
        decisions.write_text(text, encoding="utf-8")
        build(data, store)
        whole.append(mini.export(store))

    def commands() -> Iterator[tuple[object, ...]]:
        for number in range(runs(count)):
            decisions.write_text(texts[number % 2], encoding="utf-8")
            yield "build", "--store", store, "--data", data

    for _ in killed(commands(), count, 23):
        assert mini.export(store) in whole
    decisions.write_text(texts[0], encoding="utf-8")
    built = build(data, store)

    assert built.why_anew == ""
    assert mini.export(store) == whole[0] != whole[1]
    assert not list(store.glob(f"{UNFINISHED}*"))


@pytest.mark.slow
@tries(short=2, long=40)
def test_a_killed_restore_leaves_a_whole_graph_and_the_next_one_cleans_up(
    tmp_path: Path, other: Path, count: int
) -> None:
    store, whole, files = tmp_path / "store", set[bytes](), [tmp_path / "a.gz", tmp_path / "b.gz"]
    for data, file in zip((mini.MINI, other), files, strict=True):
        build(data, store)
        backup(store, file)
        whole.add(mini.export(store))
    commands = (("restore", files[n % 2], "--store", store) for n in range(runs(count)))
    for _ in killed(commands, count, 22):
        assert mini.export(store) in whole
    restore(files[0], store)

    assert len(whole) == 2
    assert not list(store.glob(f"{UNFINISHED}*"))


@pytest.mark.slow
@tries(short=2, long=40)
def test_no_decision_that_was_told_is_lost_when_reconcile_is_killed(
    tmp_path: Path, count: int
) -> None:
    data, told = mini.copy_data(tmp_path), set[str]()
    bodies = [f"Invented Body {number}" for number in range(runs(count))]
    add_participants(mini.transcript(data), bodies)
    answers = tmp_path / "answers.yml"

    def commands() -> Iterator[tuple[object, ...]]:
        for body in bodies:
            said = "is: new, type: civil-society, reason: nobody near"
            answers.write_text(f"- {{name: {body}, {said}}}\n", encoding="utf-8")
            yield "reconcile", "--data", data, "--decide", answers

    for run in killed(commands(), count, 20):
        told |= set(re.findall(r"^decided: “(.*?)”", run.out, re.MULTILINE))
        read = read_data(data, mini.ontology())
        decided = {d.name: d.is_ for d in read.registry.decisions if d.name in bodies}
        made = {i.label: i.id for i in read.registry.identities.values() if i.label in bodies}

        assert told <= decided.keys()
        assert decided == made
        assert [p for p in read.problems if "registry" in p.path] == []
    assert told


def add_participants(path: Path, names: list[str]) -> None:
    """Let bodies take part in the first session; that the source lacks them is for a check."""
    rows = [
        {"name": name, "kind": "organization", "role": "speaker", "quotes": [name]}
        for name in names
    ]
    mini.rewrite(path, lambda data: data["sessions"][0].setdefault("participants", []).extend(rows))


FORUM = "HARBOUR FORUM\n4 May 2026\n10:00 Opening\nModerator: Ms. Ana Example, Larch Foundation\n"
NOTE = "# the curator was here\n"


@pytest.mark.slow
@tries(short=2, long=40)
def test_a_killed_ingest_leaves_one_draft_with_its_text_and_what_the_curator_did(
    tmp_path: Path, count: int
) -> None:
    data, document = mini.copy_data(tmp_path), tmp_path / "forum.txt"
    folder = data / "programmes" / "harbour-forum"

    def commands() -> Iterator[tuple[object, ...]]:
        for number in range(runs(count)):
            document.write_text(f"{FORUM}{10 + number // 60}:{number % 60:02} Talk\n")
            yield "ingest", document, "--out", folder

    for number, _ in enumerate(killed(commands(), count, 21)):
        with settled(data):
            names = sorted(path.name for path in folder.iterdir())
            digest = hashlib.sha256((folder / "source.txt").read_bytes()).hexdigest()

        assert names == ["draft.yml", "programme.yml", "report.txt", "source.txt"]
        assert digest in (folder / "draft.yml").read_text(encoding="utf-8")
        transcript = (folder / "programme.yml").read_text(encoding="utf-8")
        assert digest in transcript
        if number:
            assert NOTE in transcript
        else:
            (folder / "programme.yml").write_text(NOTE + transcript, encoding="utf-8")
