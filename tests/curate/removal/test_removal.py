"""A removal: nothing of somebody is left in any file, and everything else stays as it was."""

from __future__ import annotations

import gzip
import shutil
from pathlib import Path

import pytest
from projects import FORMS, ID, NAME, copy_of, left_in, make_project, texts

import mini
from atgraph.build.backup import backup, restore
from atgraph.build.publish import build_lock
from atgraph.build.whole import inspect
from atgraph.curate.removal.removal import Places, plan_removal, remove
from atgraph.errors import NotFoundError, RefusedError, StoreError

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Places:
    return make_project(tmp_path_factory.mktemp("before"))


@pytest.fixture
def places(before: Places, tmp_path: Path) -> Places:
    return copy_of(before.data.parent, tmp_path / "project")


def test_the_walk_finds_what_there_is_to_find(places: Places) -> None:
    found = left_in(places.data.parent)

    assert {"list.xlsx", "cache.db", "notes.md", "build/graph.nq.gz"} <= {*found}
    assert any(name.startswith("build/store/graph-1") for name in found)


@pytest.fixture(scope="module")
def after(before: Places, tmp_path_factory: pytest.TempPathFactory) -> Places:
    """The project after a removal; do not write to it."""
    places = copy_of(before.data.parent, tmp_path_factory.mktemp("after") / "project")
    remove(places, NAME)
    return places


@pytest.fixture(scope="module")
def expected(after: Places, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """What a build makes of the data after a removal, exported."""
    folder = tmp_path_factory.mktemp("anew")
    mini.publish(folder, mini.built(after.data).store, "")
    return mini.export(folder)


def test_nothing_of_them_is_left_in_any_file_and_the_graph_is_what_a_build_makes(
    after: Places, expected: bytes
) -> None:
    assert left_in(after.data.parent) == []
    assert (after.store.parent / "other.csv").is_file()
    assert sorted(p.name[:7] for p in after.store.glob("graph-*")) == ["graph-1", "graph-2"]
    assert mini.export(after.store) == expected


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


def test_a_store_without_a_graph_is_told(places: Places) -> None:
    shutil.rmtree(places.store)  # else it is looked through as any other folder
    told = mini.here("remove", NAME, "--data", places.data, "--store", places.store)

    assert told.code == 0
    assert f"{places.store}: no graph was built here, so none is written anew" in told.err


def test_somebody_who_is_not_there_and_one_of_two_are_told(places: Places) -> None:
    with pytest.raises(NotFoundError, match="did you mean “Dana Probe”"):
        plan_removal(places, "Dana Prob")
    with pytest.raises(RefusedError, match="one more form of the name is empty"):
        plan_removal(places, NAME, [" "])
    assert plan_removal(places, f"atgd:{ID}").subject.id == ID
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


def test_a_backup_is_written_anew_and_holds_the_rest(
    places: Places, expected: bytes, tmp_path: Path
) -> None:
    backup(places.store, tmp_path / "old.nq.gz")
    shutil.rmtree(places.store)  # so that the backup alone takes time
    places.store.mkdir()
    made = remove(Places(places.data, places.store, (tmp_path / "old.nq.gz",)), NAME)

    assert (str(tmp_path / "old.nq.gz"), "a backup, written anew") in list(made.rows())
    written = "".join(texts(Path(), (tmp_path / "old.nq.gz").read_bytes()))
    assert not any(form in written for form in FORMS)
    restore(tmp_path / "old.nq.gz", places.store)
    assert mini.export(places.store) == expected
    again = remove(Places(places.data, places.store, (tmp_path / "old.nq.gz",)), NAME)
    assert again.subject.was_removed


def test_what_is_no_backup_is_refused_before_anything_changes(places: Places) -> None:
    before = (places.data / "registry" / "people.yml").read_bytes()
    other = places.data.parent / "notes.md"
    with pytest.raises(RefusedError, match="is no backup"):
        remove(Places(places.data, places.store, (other,)), NAME)
    assert (places.data / "registry" / "people.yml").read_bytes() == before


def test_a_backup_that_is_not_there_or_damaged_is_told_before_anything_changes(
    places: Places, tmp_path: Path
) -> None:
    before = (places.data / "registry" / "people.yml").read_bytes()
    file = tmp_path / "old.nq.gz"
    backup(places.store, file)
    whole = gzip.decompress(file.read_bytes())
    for raw, why in (
        (file.read_bytes()[:-20], "is a damaged backup: Compressed file ended"),
        (gzip.compress(whole[:-1]), "is a damaged backup: its digest is another"),
        (None, "is not there; correct the path"),
    ):
        file.unlink()
        if raw is not None:
            file.write_bytes(raw)
        with pytest.raises(RefusedError, match=why):
            remove(Places(places.data, places.store, (file,)), NAME)
    assert (places.data / "registry" / "people.yml").read_bytes() == before


def test_whoever_was_removed_is_looked_for_again_and_nothing_is_loaded_anew(
    after: Places, tmp_path: Path
) -> None:
    places = copy_of(after.data.parent, tmp_path / "project")
    graphs = sorted(path.name for path in places.store.glob("graph-*"))
    (places.data.parent / "notes.md").write_text(f"Ask {NAME}.\n", encoding="utf-8")
    place = ("--data", places.data, "--store", places.store)
    told = mini.here("remove", NAME, "--yes", *place)

    assert (told.code, "notes.md: marks" in told.out) == (0, True)
    assert "somebody of that name or id was removed before" in told.err
    assert "2 graphs, each looked through again" in told.out
    assert sorted(path.name for path in places.store.glob("graph-*")) == graphs
    assert left_in(places.data.parent) == []


def test_a_namesake_keeps_the_name_in_the_graph_too(before: Places, tmp_path: Path) -> None:
    places = copy_of(before.data.parent, tmp_path / "project")
    with (places.data / "registry" / "people.yml").open("a", encoding="utf-8") as file:
        file.write(f"- {{id: person_qqqqqqqq, label: {NAME}, programmes: [other]}}\n")
    shutil.rmtree(places.store)
    places.store.mkdir()
    mini.publish(places.store, mini.built(places.data).store, "")
    remove(places, ID)
    mini.publish(tmp_path, mini.built(places.data).store, "")

    assert mini.export(places.store) == mini.export(tmp_path)
    assert f'"{NAME}"'.encode() in mini.export(places.store)


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


def test_what_is_no_person_is_not_marked(places: Places) -> None:
    bodies = places.data / "registry" / "organizations.yml"
    before = bodies.read_bytes()
    told = mini.here("listing", "on-request", "Westland", "--data", places.data)

    assert told.code == 2
    assert "organization_westland is no person, and only people are listed" in told.err
    assert bodies.read_bytes() == before


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
