"""The way back: the graphs before the published one, and the file of one."""

from __future__ import annotations

import gzip
import hashlib
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import Literal, Quad

import mini
from atgraph.api import KnowledgeGraph
from atgraph.build import backup as way_back
from atgraph.build.backup import backup, restore
from atgraph.build.build import build
from atgraph.build.history import read_history
from atgraph.build.publish import build_lock, move_link
from atgraph.build.rollback import rollback
from atgraph.errors import AtgraphError, RefusedError, StoreError
from atgraph.graph.store import LINK
from atgraph.network.compare import compare
from atgraph.rdf.namespaces import TYPE, atg, atgd, graph

REASON = "The session is about Westland."
REASONS = [f"Reading number {number}." for number in range(4)]
LISTED = "listing: on-request"
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of three builds that differ in one reason: graph-3 is published."""
    folder = tmp_path_factory.mktemp("three")
    data = mini.copy_data(folder)
    for number in range(1, 4):
        path = data / "registry" / "decisions.yml"
        mini.change(path, REASON, REASONS[number])
        build(data, folder / "store")
        mini.change(path, REASONS[number], REASON)
    return folder / "store"


@pytest.fixture
def store(three: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(three, tmp_path / "store", symlinks=True))


def version(store: Path) -> str:
    return KnowledgeGraph.open(store).version


def graphs(store: Path) -> list[str]:
    return [path.name.rpartition("-")[0] for path in sorted(store.glob("graph-*"))]


def test_a_build_keeps_the_two_graphs_before_it_and_a_rollback_publishes_the_one_before(
    store: Path,
) -> None:
    assert graphs(store) == ["graph-1", "graph-2", "graph-3"]
    assert [e.records for e in read_history(store)[1:]] == [{"decisions": {"changed": 1}}] * 2
    third = version(store)
    found, was = rollback(store)

    assert (was.version, found.version) == (third, version(store))
    assert (found.programmes, found.triples) == (1, was.triples)
    assert str(found) == f"version {found.version[:12]}, {found.triples:,} triples from 1 programme"
    rollback(store)
    assert (store / LINK).resolve().name.startswith("graph-1-")
    with pytest.raises(StoreError, match="no graph before the published one is kept here"):
        rollback(store)
    assert (store / LINK).resolve().name.startswith("graph-1-")


def test_a_build_after_a_rollback_takes_the_place_of_what_was_taken_back(store: Path) -> None:
    rollback(store)
    before = version(store)
    build(mini.MINI, store)

    assert graphs(store) == ["graph-1", "graph-2", "graph-3"]
    assert rollback(store)[0].version == before


def test_a_reader_of_two_builds_before_still_asks_free_sparql(store: Path) -> None:
    reader = KnowledgeGraph.open(store)
    for _ in range(2):
        build(mini.MINI, store)

    assert [*reader.sparql("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")]
    assert len(graphs(store)) == 3


def test_a_rollback_says_what_it_was_and_where_nothing_was_built_what_to_do(
    store: Path, tmp_path: Path
) -> None:
    third = version(store)
    told = mini.here("rollback", "--store", store)

    assert (told.code, len(told.lines)) == (0, 1)
    assert f"published in {store}: version {version(store)[:12]}, " in told.err
    assert f"; it was version {third[:12]}, " in told.err
    none = tmp_path / "none"
    assert mini.here("rollback", "--store", none).err == (
        f"{none}: no graph was built here yet; run `atgraph build` first\n"
    )
    assert not none.exists()


def test_an_older_graph_that_shows_who_is_listed_on_request_now_is_not_published(
    tmp_path: Path,
) -> None:
    data, store, file = mini.copy_data(tmp_path), tmp_path / "store", tmp_path / "before.gz"
    build(data, store)
    backup(store, file)
    ana = "label: Ana Example, programmes: [example-forum-3]"
    mini.change(data / "registry" / "people.yml", ana, f"{ana}, {LISTED}")
    build(data, store)
    now = version(store)
    for command in (["rollback"], ["restore", file]):
        told = mini.here(*command, "--store", store)

        assert (told.code, len(told.lines)) == (2, 1)
        assert "would show 1 person who is listed on request now" in told.err
        assert version(store) == now


def test_who_was_listed_on_request_is_told_when_shown_and_is_hidden_where_two_are_compared(
    store: Path, tmp_path: Path
) -> None:
    """As where a folder is named wrongly, whose registry does not list them."""
    data, listed = mini.copy_data(tmp_path), KnowledgeGraph.open(store)
    mini.change(data / "registry" / "people.yml", f", {LISTED}", "")
    told = mini.here("build", "--data", data, "--store", store)
    shown = KnowledgeGraph.open(store)

    assert told.code == 0
    assert "this one shows 1 person whom the graph before lists on request; if that" in told.err
    for before, now in ((listed, shown), (shown, listed)):
        assert [c for c in compare(now, kg_before=before).changes if "Muster" in c.who] == []
    assert (len(listed.listed), len(shown.listed)) == (1, 0)


def test_a_backup_has_the_same_bytes_each_time_and_gives_back_the_same_export(
    store: Path, tmp_path: Path
) -> None:
    one, two, other = tmp_path / "one.gz", tmp_path / "two.gz", tmp_path / "other"
    told = mini.here("backup", one, "--store", store)
    backup(store, two)

    assert told.lines[0] == f"atgraph: {one}: {restored(store, tmp_path)}"
    assert told.lines[1:] == [
        "atgraph: the backup holds what is said of 1 person listed on request; keep it as you keep"
        " the data"
    ]
    assert one.read_bytes() == two.read_bytes()
    assert gzip.decompress(one.read_bytes()).startswith(b"# atgraph backup, version ")
    again = mini.here("restore", one, "--store", other)
    assert again.code == 0, again.err
    assert "rollback" not in again.err  # there was no graph before
    assert "; `atgraph rollback` takes it" in mini.here("restore", one, "--store", other).err
    assert mini.export(other) == mini.export(store)
    for more in ([], ["--include-on-request"]):
        outs = [mini.here("export", "--store", folder, *more).out for folder in (store, other)]
        assert outs[0] == outs[1]
    backup(other, two)
    assert one.read_bytes() == two.read_bytes()


def restored(store: Path, folder: Path) -> str:
    """What a backup of a store is said to be when it is restored elsewhere."""
    backup(store, folder / "again.gz")
    return str(restore(folder / "again.gz", folder / "elsewhere"))


def test_a_restored_graph_can_be_taken_back(store: Path, tmp_path: Path) -> None:
    before = version(store)
    build(mini.MINI, tmp_path / "mini")
    backup(tmp_path / "mini", tmp_path / "mini.gz")
    restore(tmp_path / "mini.gz", store)

    assert version(store) == version(tmp_path / "mini")
    assert rollback(store)[0].version == before


def test_the_store_is_held_while_it_is_restored(store: Path, tmp_path: Path) -> None:
    backup(store, tmp_path / "b.gz")
    for act in (lambda: restore(tmp_path / "b.gz", store), lambda: rollback(store)):
        with build_lock(store), pytest.raises(StoreError, match="another build is writing"):
            act()


@pytest.fixture(scope="module")
def whole(three: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("whole") / "whole.gz"
    backup(three, path)
    return path.read_bytes()


def forged(text: bytes, old: bytes = b"", new: bytes = b"") -> bytes:
    """A backup with other lines, whose digest is right."""
    first, _, rest = text.split(b"\n", 2)
    rest = rest.replace(old, new, 1)
    digest = hashlib.sha256(rest).hexdigest().encode()
    return gzip.compress(b"\n".join([first, b"# sha256 of all that follows: " + digest, rest]))


DAMAGES = {
    "cut": lambda raw: raw[: len(raw) // 2],
    "end lost": lambda raw: raw[:-4],
    "empty": lambda raw: b"",
    "no gzip": gzip.decompress,
    "a bit": lambda raw: raw[:5000] + bytes([raw[5000] ^ 1]) + raw[5001:],
    "more behind": lambda raw: raw + b"x",
    "another line": lambda raw: gzip.compress(gzip.decompress(raw) + b"\n"),
    "a line lost": lambda raw: gzip.compress(gzip.decompress(raw).rsplit(b"\n", 2)[0] + b"\n"),
    "other N-Quads": lambda raw: gzip.compress(b"<http://e/a> <http://e/b> <http://e/c> .\n"),
    "no lines": lambda raw: gzip.compress(b"\0" * 1_000_000),
    "not N-Quads": lambda raw: forged(gzip.decompress(raw), b"> <", b"> ("),
    "a changed word": lambda raw: forged(gzip.decompress(raw), b"Example", b"Sample"),
    "no description": lambda raw: forged(
        gzip.decompress(raw),
        b"graph/dataset> <http://www.w3.org/2002/07/owl#versionInfo>",
        b"a> <e:b>",
    ),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_or_foreign_file_is_one_line_and_the_published_graph_stays(
    damage: str, whole: bytes, three: Path, tmp_path: Path
) -> None:
    path, before = tmp_path / "b.gz", (three / LINK).readlink()
    path.write_bytes(DAMAGES[damage](whole))
    told = mini.here("restore", path, "--store", three)

    assert (told.code, len(told.lines)) == (2, 1), told.err
    assert "take another backup, or build the graph from its data" in told.err
    assert "Traceback" not in told.err
    assert (three / LINK).readlink() == before
    assert not [p for p in three.iterdir() if p.name.startswith(".unfinished")]


def bomb(lines: bytes) -> bytes:
    """A file that says it is the backup of a graph, and has the right digest."""
    head = b"# atgraph backup, version %064d, with the people who are listed on request: 0\n"
    return forged(head % 0 + b"\n" + lines)


BOMBS = {
    "one long line": (lambda: bytes(200 << 20), "takes more than 64 MB of memory to read"),
    "many lines": (
        lambda: b"".join(b"<a:%07d> <a:b> <a:c> .\n" % n for n in range(100_000)),
        "becomes more than 1 MB",
    ),
    "lines twice": (lambda: b"<a:b> <a:b> <a:b> .\n" * 1000, "its lines are not those of a backup"),
}


@pytest.mark.parametrize("kind", BOMBS)
def test_a_file_that_becomes_too_much_is_given_up_where_it_harms_nobody(
    kind: str, three: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines, why = BOMBS[kind]
    path = tmp_path / "b.gz"
    path.write_bytes(bomb(lines()))
    monkeypatch.setattr(way_back, "JOB", replace(way_back.JOB, memory=64 << 20, size=1 << 20))

    with pytest.raises(RefusedError, match=why):
        restore(path, three)


@pytest.mark.parametrize("at", ["none.gz", "."])
def test_a_file_that_is_not_there_is_told(at: str, three: Path, tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="cannot be read"):
        restore(tmp_path / at, three)


def test_nothing_is_backed_up_of_a_store_without_a_graph(tmp_path: Path) -> None:
    with pytest.raises(AtgraphError, match="no graph was built here yet"):
        backup(tmp_path, tmp_path / "b.gz")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "quad",
    [
        Quad(graph("dataset"), atg("unit"), Literal("x"), graph("dataset")),
        Quad(atgd("person_p0001"), TYPE, atg("Person"), graph("registry")),
    ],
)
def test_a_graph_before_that_an_earlier_version_wrote_is_not_published(
    quad: Quad, three: Path, tmp_path: Path
) -> None:
    """It did not keep people who are listed on request apart."""
    mini.publish(tmp_path, [quad], "a")
    shutil.copytree((three / LINK).resolve(), tmp_path / "graph-2-b")
    move_link(tmp_path / "graph-2-b")

    with pytest.raises(StoreError, match="an earlier version of the program built this"):
        rollback(tmp_path)
    assert (tmp_path / LINK).resolve().name == "graph-2-b"
