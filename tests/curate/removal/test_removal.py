"""A removal: nothing of somebody is left in any file, and everything else stays as it was."""

from __future__ import annotations

import gzip
import io
import shutil
import sqlite3
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import mini
from atgraph.build.backup import backup, restore
from atgraph.build.build import build
from atgraph.build.publish import build_lock
from atgraph.build.whole import inspect
from atgraph.curate.removal.removal import Places, plan_removal, remove
from atgraph.errors import NotFoundError, RefusedError, StoreError

NAME, ID, TITLE = "Dana Probe", "person_p0004", "Acting Co-ordinator for Fair Work"
ALIAS = "D. Próbe-Test"
FORMS = (NAME, ID, TITLE, ALIAS, "Probe, Dana")


def make_project(folder: Path) -> Places:
    """Make a project of the mini programme, with all sorts of files that name somebody."""
    data, made = mini.copy_data(folder), folder / "build"
    people = data / "registry" / "people.yml"
    mini.change(people, f"label: {NAME}", f'label: {NAME}, names: ["{ALIAS}"]')
    build(data, made / "store")
    build(data, made / "store", full=True)
    programme = mini.transcript(data).parent
    shutil.copy(programme / "programme.yml", programme / "draft.yml")
    (programme / "report.txt").write_text(f"line 40: {NAME.upper()} was read\n", encoding="utf-8")
    (made / "map.html").write_text("<p>Dana&nbsp;Probe", encoding="utf-8")
    (made / "map.json").write_text('{"name": "D. Pr\\u00f3be-Test"}', encoding="utf-8")
    (made / "page.png").write_bytes(b"\x89PNG")
    (made / "other.csv").write_text("name\nBruno Sample\n", encoding="utf-8")
    (made / "graph.nq.gz").write_bytes(gzip.compress(f'"{ID}"'.encode()))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", f"<t>{NAME}</t>")
    (folder / "list.xlsx").write_bytes(packed.getvalue())
    base = sqlite3.connect(folder / "cache.db")
    base.execute("CREATE TABLE seen (name TEXT)")
    base.execute("INSERT INTO seen VALUES (?)", (NAME,))
    base.commit()
    base.close()
    (folder / "notes.md").write_text(f"Ask {NAME} ({TITLE}).\n", encoding="utf-8")
    return Places(data, made / "store")


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Places:
    return make_project(tmp_path_factory.mktemp("before"))


@pytest.fixture
def places(before: Places, tmp_path: Path) -> Places:
    folder = before.data.parent
    shutil.copytree(folder, tmp_path / "project", symlinks=True)
    return Places(tmp_path / "project" / "data", tmp_path / "project" / "build" / "store")


def texts(path: Path, raw: bytes) -> Iterator[str]:
    """Yield all that a file says, read with nothing of the program."""
    if raw[:2] == b"\x1f\x8b":
        raw = gzip.decompress(raw)
    if raw[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            raw = b"".join(archive.read(name) for name in archive.namelist())
    yield f"{path.name} {raw.decode('utf-8', 'replace')}".casefold()


def left_in(folder: Path) -> list[str]:
    """Return the files below a folder that still say something of them."""
    return [
        str(path.relative_to(folder))
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        for text in texts(path, path.read_bytes())
        if any(form.casefold() in text for form in FORMS)
    ]


def test_the_walk_finds_what_there_is_to_find(places: Places) -> None:
    found = left_in(places.data.parent)

    assert {"list.xlsx", "cache.db", "notes.md", "build/graph.nq.gz"} <= {*found}
    assert any(name.startswith("build/store/graph-1") for name in found)


@pytest.fixture(scope="module")
def after(before: Places, tmp_path_factory: pytest.TempPathFactory) -> Places:
    """The project after a removal; do not write to it."""
    folder = tmp_path_factory.mktemp("after") / "project"
    shutil.copytree(before.data.parent, folder, symlinks=True)
    places = Places(folder / "data", folder / "build" / "store")
    remove(places, NAME)
    return places


def test_nothing_of_them_is_left_in_any_file_and_the_graph_is_what_a_build_makes(
    after: Places, tmp_path: Path
) -> None:
    assert left_in(after.data.parent) == []
    assert (after.store.parent / "other.csv").is_file()
    assert sorted(p.name[:7] for p in after.store.glob("graph-*")) == ["graph-1", "graph-2"]
    mini.publish(tmp_path, mini.built(after.data).store, "")
    assert mini.export(after.store) == mini.export(tmp_path)


def test_a_source_keeps_its_length_and_its_other_lines(before: Places, after: Places) -> None:
    old, new = (
        mini.transcript(places.data).with_name("source.txt").read_text(encoding="utf-8")
        for places in (before, after)
    )

    assert len(old) == len(new)
    pairs = zip(old.splitlines(), new.splitlines(), strict=True)
    assert [line for was, line in pairs if was != line] == [
        "██ ████ █████ (TBC), ██████ ████████████ ███ ████ ████"
    ]


def test_without_yes_everything_is_told_and_nothing_changed(places: Places) -> None:
    folder = places.data.parent
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    told = mini.here("remove", NAME, "--data", places.data, "--store", places.store)

    assert told.code == 0
    for what in ("source.txt: line 40", "draft.yml", "report.txt", "people.yml: 1 record"):
        assert what in told.out
    assert "2 graphs, each loaded anew" in told.out
    assert "nothing was changed" in told.err
    assert before == {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_somebody_who_is_not_there_and_one_of_two_are_told(places: Places) -> None:
    with pytest.raises(NotFoundError, match="did you mean “Dana Probe”"):
        plan_removal(places, "Dana Prob")
    people = places.data / "registry" / "people.yml"
    with people.open("a", encoding="utf-8") as file:
        file.write(f"- {{id: person_qqqqqqqq, label: {NAME}, programmes: [other]}}\n")
    with pytest.raises(NotFoundError, match=r"of 2: person_p0004 .* and person_qqqqqqqq .*the id"):
        plan_removal(places, NAME)


def test_older_graphs_are_deleted_where_that_is_asked_for(places: Places) -> None:
    told = mini.here(
        *("remove", NAME, "--yes", "--drop-older", "--data", places.data, "--store", places.store)
    )

    assert told.code == 0
    assert [path.name[:7] for path in places.store.glob("graph-*")] == ["graph-2"]
    assert left_in(places.data.parent) == []


def test_a_removal_waits_for_no_build(places: Places) -> None:
    with build_lock(places.store), pytest.raises(StoreError, match="another build is writing"):
        remove(places, NAME)


def test_whoever_was_removed_comes_back_by_no_record(after: Places, tmp_path: Path) -> None:
    data = Path(shutil.copytree(after.data, tmp_path / "data"))
    with (data / "registry" / "people.yml").open("a", encoding="utf-8") as file:
        file.write(f"- {{id: person_qqqqqqqq, label: {NAME.upper()}, programmes: [{mini.ID}]}}\n")
    told = mini.here("build", "--data", data, "--store", tmp_path / "store")

    assert told.code == 1
    assert "people.yml:5: somebody who was removed on request would come back" in told.err
    assert NAME.casefold() not in told.err.casefold()
    with (data / "registry" / "decisions.yml").open("a", encoding="utf-8") as file:
        file.write(
            f"\n- {{programme: {mini.ID}, name: {NAME}, is_not: removed, "
            "reason: a namesake of another country, date: 2026-11-28}\n"
        )
    assert [p for p in inspect(data).problems if p.rule == "removed"] == []


def test_a_backup_is_written_anew_and_holds_the_rest(before: Places, tmp_path: Path) -> None:
    shutil.copytree(before.data.parent, tmp_path / "project", symlinks=True)
    places = Places(tmp_path / "project" / "data", tmp_path / "project" / "build" / "store")
    backup(places.store, tmp_path / "old.nq.gz")
    shutil.rmtree(places.store)  # so that the backup alone takes time
    places.store.mkdir()
    made = remove(Places(places.data, places.store, (tmp_path / "old.nq.gz",)), NAME)

    assert (str(tmp_path / "old.nq.gz"), "a backup, written anew") in list(made.rows())
    assert not any(
        f in t for t in texts(Path(), (tmp_path / "old.nq.gz").read_bytes()) for f in FORMS
    )
    restore(tmp_path / "old.nq.gz", places.store)
    (tmp_path / "anew").mkdir()
    mini.publish(tmp_path / "anew", mini.built(places.data).store, "")
    assert mini.export(places.store) == mini.export(tmp_path / "anew")
    again = remove(Places(places.data, places.store, (tmp_path / "old.nq.gz",)), NAME)
    assert again.subject.was_removed


def test_what_is_no_backup_is_refused_before_anything_changes(places: Places) -> None:
    before = (places.data / "registry" / "people.yml").read_bytes()
    other = places.data.parent / "notes.md"
    with pytest.raises(RefusedError, match="is no backup"):
        remove(Places(places.data, places.store, (other,)), NAME)
    assert (places.data / "registry" / "people.yml").read_bytes() == before


def test_a_mark_is_set_and_taken_back_byte_for_byte(places: Places) -> None:
    people = places.data / "registry" / "people.yml"
    before = people.read_text(encoding="utf-8")
    told = mini.here("listing", "on-request", "Bruno Sample", "--data", places.data)

    assert (told.code, told.lines) == (
        0,
        [f"atgraph: {people}: person_p0002 is listed on request; run `atgraph build`"],
    )
    new = "label: Bruno Sample, programmes: [example-forum-3], listing: on-request}"
    assert new in people.read_text(encoding="utf-8")
    assert (
        "already" in mini.here("listing", "on-request", "person_p0002", "--data", places.data).err
    )
    mini.here("listing", "on-request", "Bruno Sample", "--undo", "--data", places.data)
    assert people.read_text(encoding="utf-8") == before


def test_a_removal_that_was_stopped_is_done_again_and_completes(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stopped before the data are written, which is the last step: then they are known still."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("atgraph.curate.removal.removal.write_together", stop)
        with pytest.raises(KeyboardInterrupt):
            remove(places, NAME)
    assert plan_removal(places, NAME).change.files
    remove(places, NAME)
    assert left_in(places.data.parent) == []
