"""Programmes that processes read and map are what one process makes of them, or it is told."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import fair
import pytest
from pyoxigraph import Store

import mini
from atgraph.build import map_by_processes as mapping
from atgraph.build import map_job, whole
from atgraph.build.build import build
from atgraph.build.change.digests import folder_digest
from atgraph.build.map_on_cluster import SharedFiles, map_there
from atgraph.build.mapped import MappedFolder, MappedProgramme
from atgraph.build.mapping import Draft, map_registry
from atgraph.build.publish import Unfinished
from atgraph.build.spark import A, Cluster, T
from atgraph.build.validation import chunks
from atgraph.data.folder import DataRead, read_data
from atgraph.data.registry.known_records import kept_of
from atgraph.errors import RefusedError
from atgraph.graph.store import LINK, PUBLISHED, open_published
from atgraph.rdf.namespaces import APART, graph
from atgraph.sandbox.sandbox import Sandbox

pytestmark = pytest.mark.slow

RENAMED = fair.HEAD.replace("id: fair\n", "id: feast\n")
NAMED = "- {id: person_p1, label: Ana Mill, source: {programme: PROGRAMME, quotes: [Ana Mill]}}\n"


def two(folder: Path) -> Path:
    """Write a fair that the registry knows by another name, and one whose text is not there."""
    people = NAMED.replace("PROGRAMME", "feast")
    data = fair.write(folder, fair.DAY, head=RENAMED, people=people)
    (data / "programmes" / "lost").mkdir()
    text = fair.HEAD.replace("id: fair", "id: lost")
    (data / "programmes" / "lost" / "programme.yml").write_text(text)
    return data


def unread(folder: Path) -> Path:
    """Write a fair with a transcript in no encoding that is read."""
    data = fair.write(folder)
    (data / "programmes" / "fair" / "programme.yml").write_bytes(b"\xff")
    return data


class Here(Cluster):
    """This process in place of a cluster."""

    def __init__(self) -> None:
        self.width = 2

    def give(self, given: object) -> Any:
        return given

    def run(self, work: Callable[[Any, T], A], given: Any, tasks: Sequence[T]) -> list[A]:
        return [work(given, task) for task in tasks]


def by_processes(
    data: Path, files: Path, on: Cluster | None = None
) -> tuple[DataRead, list[MappedProgramme], list[object]]:
    """Return what was read and mapped, and how far that was told to be."""
    read, told = read_data(data, mini.ontology(), only=()), list[object]()
    files.mkdir()
    mapped = mapping.map_by_processes(
        data, read, mini.ontology(), files, 2, lambda done, of: told.append((done, of)), on
    )
    return read, mapped, told


@pytest.mark.parametrize("on", [None, Here()])
@pytest.mark.parametrize("write", [mini.copy_data, two, unread])
def test_it_is_what_one_process_makes(
    tmp_path: Path, write: Callable[[Path], Path], on: Cluster | None
) -> None:
    data = write(tmp_path)
    read, mapped, told = by_processes(data, tmp_path / "files", on)
    alone = read_data(data, mini.ontology())
    printed = map_registry(alone.registry, mini.ontology()).printed
    own = [
        MappedProgramme.of(p, alone.registry, mini.ontology(), printed) for p in alone.programmes
    ]

    assert (read.problems, read.unreadable) == (alone.problems, alone.unreadable)
    assert [(m.id, m.path, m.texts, m.named) for m in mapped] == [
        (m.id, m.path, m.texts, m.named) for m in own
    ]
    for here, there in zip(own, mapped, strict=True):
        stores = Store(), Store()
        whole.load([here.draft], stores[0])
        whole.load([there.draft], stores[1])
        assert {*stores[0]} == {*stores[1]}
        assert len(here.draft) == len(there.draft) == len(stores[0]) > 0
        for name in ("graph", "path", "problems", "origins", "unreadable", "doubtful", "asked"):
            assert getattr(here.draft, name) == getattr(there.draft, name)
    count = len(list((data / "programmes").iterdir()))
    assert told[-1] == (count, count)


def test_what_was_read_of_the_registry_is_taken_over(tmp_path: Path) -> None:
    data = fair.write(tmp_path, fair.DAY, people=NAMED.replace("PROGRAMME", "fair"))
    registry = read_data(data, mini.ontology(), only=()).registry
    records, found = kept_of(registry.texts, registry.records), list[tuple[bytes, bytes]]()
    for known in ({}, {"texts": registry.texts, "records": records}):
        file, out = tmp_path / "quads.nq", BytesIO()
        task = {"folder": str(data / "programmes" / "fair"), "file": str(file)}
        map_job.prepare(str(data), **known)(task, out)
        found.append((out.getvalue(), file.read_bytes()))

    assert all(records.values())
    assert b"person_p1" in found[0][1] and found[0] == found[1]


def test_files_are_loaded_in_the_order_of_the_programmes_whichever_is_mapped_first(
    tmp_path: Path,
) -> None:
    folders, loaded = [tmp_path / name for name in "abc"], list[Path]()
    work = mapping._Work(
        tmp_path, folders, mini.ontology(), tmp_path, lambda done, of: None, loaded.append
    )
    for folder, names in ((folders[2], ""), (folders[0], "a"), (folders[1], "abc")):
        draft = Draft(
            graph(f"programme/{folder.name}"), "", mini.ontology(), file=folder / "quads.nq"
        )
        programme = MappedProgramme(folder.name, folder, [], draft)
        work.found[folder] = MappedFolder(DataRead(), [programme])
        work._load_found()
        assert [path.parent.name for path in loaded] == [*names]
        assert draft.is_loaded == (folder.name in names)


@pytest.mark.parametrize("write", [mini.copy_data, two, unread])
def test_what_is_wrong_in_many_programmes_is_told_as_of_few(
    tmp_path: Path, write: Callable[[Path], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    data = write(tmp_path)
    alone = whole.inspect(data)
    monkeypatch.setattr(whole, "MANY", 1)
    (store := tmp_path / "store").mkdir()
    built = whole.inspect(data, store=store, jobs=2)

    assert built.problems == alone.problems
    assert built.error is alone.error
    assert {*built.store} == {*alone.store}


def test_a_build_of_many_programmes_is_the_same_and_leaves_no_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole_graph = mini.graph()  # before anything is another
    monkeypatch.setattr(whole, "MANY", 1)
    steps = list[str]()
    built = build(mini.copy_data(tmp_path), store := tmp_path / "store", steps.append)

    assert built.version == whole_graph.version
    assert built.warnings == whole_graph.warnings
    assert "map 1 of 1" in steps
    assert {*open_published(store)[0]} == {*whole_graph.store}
    shown = Store.read_only(str(store / LINK / PUBLISHED))
    assert {*shown} == {q for q in whole_graph.store if q.graph_name not in APART}
    assert not list(store.glob(".unfinished-*"))


def test_a_graph_too_large_for_memory_is_built_on_the_disk_with_the_same_quads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole_graph = mini.graph()  # before anything is another
    monkeypatch.setattr(whole, "MANY", 1)
    monkeypatch.setattr(whole, "TOO_MANY", 1)
    monkeypatch.setattr(chunks, "FEW", 0)
    monkeypatch.setattr(chunks, "SIZE", 400)
    monkeypatch.setattr(chunks._Work, "_cut", None)  # processes cut by themselves
    monkeypatch.setattr(Unfinished, "load", None)
    built = build(mini.copy_data(tmp_path), store := tmp_path / "store", jobs=2)

    assert built.version == whole_graph.version
    assert built.warnings == whole_graph.warnings
    assert built.size == len(whole_graph)
    assert {*open_published(store)[0]} == {*whole_graph.store}
    shown = Store.read_only(str(store / LINK / PUBLISHED))
    assert {*shown} == {q for q in whole_graph.store if q.graph_name not in APART}
    assert not list(store.glob(".unfinished-*"))


@pytest.mark.parametrize("part", ["registry/people.yml", "programmes/example-forum-3/source.txt"])
def test_a_worker_that_sees_other_files_is_told(tmp_path: Path, part: str) -> None:
    data = mini.copy_data(tmp_path)
    given = SharedFiles.of(data)
    folder = data / "programmes" / mini.ID
    task = str(folder), folder_digest(folder)
    (data / part).write_bytes((data / part).read_bytes() + b" ")

    with pytest.raises(RefusedError, match=r"is not here what it is where the build runs; put it"):
        map_there(given, task)


def test_a_folder_is_named_as_where_the_build_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mini.copy_data(tmp_path)
    monkeypatch.chdir(tmp_path)
    given, folder = SharedFiles.of(Path("data")), Path("data/programmes", mini.ID)
    digest = folder_digest(folder)
    monkeypatch.chdir("/")
    written, quads = map_there(given, (str(folder), digest))

    assert json.loads(written)["programmes"][0]["path"] == f"{folder}/programme.yml"
    assert quads


def test_a_process_that_ends_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    launch = Sandbox._start

    def die(self: Sandbox, *given: object) -> object:
        worker = launch(self, *given)  # type: ignore[arg-type]
        worker.kill()
        return worker

    monkeypatch.setattr(Sandbox, "_start", die)
    with pytest.raises(RefusedError, match=r"reads programmes ended .*SIGKILL.*; nothing was publ"):
        by_processes(mini.MINI, tmp_path / "files")
