"""Who was removed comes back by no document, no decision, no older graph and no address."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import mini
from atgraph.build.rollback import rollback
from atgraph.build.validation.returned import keep_removed
from atgraph.data.registry.model import PERSON
from atgraph.data.removed import FILE, Removed
from atgraph.errors import StoreError
from atgraph.web.app import make_app
from atgraph.web.desk import Desk

NAME, ID = "Dana Probe", "person_p0004"
RECORD = f"- {{id: {ID}, label: {NAME}, programmes: [{mini.ID}]}}\n"
AGAIN = "somebody who was removed on request would come back"
REMOVED = Removed.none().adding(PERSON, ID, [NAME, "Probe, Dana"])


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The mini programme, in which somebody stands who was removed from another."""
    data = mini.copy_data(tmp_path)
    mini.change(data / "registry" / "people.yml", RECORD, "")
    (data / "registry" / FILE).write_text(REMOVED.text(), encoding="utf-8")
    return data


def test_the_file_holds_no_word_of_them_and_is_read_as_it_was_written(data: Path) -> None:
    path = data / "registry" / FILE
    read = Removed.read(path)

    assert "probe" not in path.read_text(encoding="utf-8").casefold()
    assert read.text() == REMOVED.text()
    assert [read.has_id(ID), read.has_id("person_p0005")] == [True, False]
    assert [read.has_name(name) for name in ("DANA  PRÓBE", "Probe Dana", "Dana")] == [
        True,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("removed", "printed", "is_so"),
    [
        ("Uwe Müller", "Uwe Mueller", True),
        ("Uwe Mueller", "Uwe Müller", True),
        ("Åse Sørensen", "Aase Soerensen", True),
        ("Håkon Dahl", "Haakon Dahl", True),
        ("Jörg Mueller", "Joerg Müller", True),
        ("Michaela Mueller", "Michaela Müller", True),
        ("Олена Коваленко", "Olena Kovalenko", True),
        ("Olena Kovalenko", "Олена Коваленко", True),
        ("Samuel Miguel", "Samul Migul", False),
        ("Zoe Quelle", "Zo Qulle", False),
        ("Joey Yuen", "Joy Yun", False),
    ],
)
def test_a_name_is_known_again_as_others_write_it(removed: str, printed: str, is_so: bool) -> None:
    assert Removed.none().adding(PERSON, ID, [removed]).has_name(printed) is is_so


def test_a_damaged_file_is_told_with_its_line(data: Path) -> None:
    mini.change(data / "registry" / FILE, "n: 16384", "n: 1048576")
    told = mini.here("reconcile", "--data", data, "--format", "tsv")

    assert told.code == 1
    assert "removed.yml:3: n:" in told.err


def test_reconcile_says_so_without_the_name_and_takes_nobody_as_new(data: Path) -> None:
    told = mini.here("reconcile", "--data", data, "--new", "all")

    assert told.code == 1
    assert f"{mini.transcript(data)}:104: {AGAIN}" in told.err
    assert told.lines[-1] == "atgraph: every other name is settled"
    assert NAME not in told.out + told.err
    assert NAME not in (data / "registry" / "people.yml").read_text(encoding="utf-8")


@pytest.mark.slow
def test_a_check_tells_it_as_a_task(data: Path) -> None:
    told = mini.here("check", "--data", data)

    assert told.code == 1
    assert "Somebody who was removed on request would come back" in told.out


def test_a_spelling_that_is_the_name_of_another_is_theirs() -> None:
    removed = Removed.none().adding(PERSON, ID, ["Uwe Mueller"], {"uwe muller"})

    assert [removed.has_name(name) for name in ("Uwe Mueller", "Uwe Müller")] == [True, False]


@pytest.mark.slow
def test_a_decision_brings_nobody_back_unless_it_says_that_it_is_another(data: Path) -> None:
    decided = data.parent / "decided.yml"
    new = f"- {{name: {NAME}, is: new, kind: person, reason: nobody near}}\n"
    decided.write_text(new, encoding="utf-8")
    refused = mini.here("reconcile", "--data", data, "--decide", decided)
    other = f"- {{name: {NAME}, is_not: removed, reason: of another country}}\n"
    decided.write_text(other + new, encoding="utf-8")
    taken = mini.here("reconcile", "--data", data, "--decide", decided)

    assert (refused.code, AGAIN in refused.err, NAME in refused.err) == (1, True, False)
    assert (taken.code, taken.err) == (0, "atgraph: every name is settled\n")
    mini.built(data)


@pytest.mark.slow
def test_ingest_says_which_record_of_a_draft_would_bring_them_back(data: Path) -> None:
    document = data.parent / "new.txt"
    text = "NEW FORUM\n\n4 May 2021\n\n10.00-11.00\n\nOpening\n\nSpeakers: Dr Dana Probe, Larch\n"
    document.write_text(text, encoding="utf-8")
    told = mini.here("ingest", document, "--data", data)

    assert told.code == 1
    assert "programmes/new/programme.yml:" in told.err
    assert AGAIN in told.err
    assert NAME not in told.err


@pytest.mark.slow
def test_an_older_graph_is_not_published_and_addresses_are_gone(
    mini_store: Path, tmp_path: Path
) -> None:
    store = Path(shutil.copytree(mini_store, tmp_path / "store", symlinks=True))
    rest = [q for q in mini.graph().store if ID not in str(q)]
    mini.publish(store, rest, "0" * 12)
    keep_removed(store, REMOVED)

    with pytest.raises(StoreError, match="would show 1 person who was removed on request"):
        rollback(store)
    with TestClient(make_app(Desk(store)), follow_redirects=False) as client:
        for address in (f"/page/{ID}", f"/id/{ID}", f"/data/{ID}.ttl"):
            answer = client.get(address)
            assert (answer.status_code, "removed on request" in answer.text) == (410, True)
        assert client.get("/page/person_p0099").status_code == 404
