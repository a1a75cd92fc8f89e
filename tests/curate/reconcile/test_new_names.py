"""Names that nothing resembles are taken as new in one go, with what their words tell of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import forum
import pytest
import yaml

import mini
from atgraph.curate.reconcile import find_new, read_corpus
from atgraph.curate.reconcile.guesses import guess_body_of_title, guess_kind, guess_type
from atgraph.curate.reconcile.interview import interview

DAY = dt.date(2026, 11, 25)
LINES = [
    *forum.bodies("Kay Alliance against Exploitation", "University of Riverland", "Lantern"),
    ("Cy Probe", "person", "Professor", "University of Riverland"),
    ("C. Probe", "person", "", "University of Riverland"),
    ("Dee Beispiel", "person", "survivor leader", ""),
    ("Ana Example", "person", "Head of Shelters", "Lantern"),
]
NEW = ["University of Riverland", "Lantern", "Cy Probe", "survivor leader", "Dee Beispiel"]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return forum.write(tmp_path, LINES)


@pytest.mark.parametrize(
    ("name", "type_", "word"),
    [
        ("University of Riverland", "university", "University"),
        ("Riverland University Hospital", "service-provider", "Hospital"),
        ("MINISTRY OF JUSTICE", "ministry", "MINISTRY"),
        ("Department of State", "ministry", "Department of State"),
        ("Bundesministerium des Innern", "ministry", "Bundesministerium"),
        ("Quayside Bank", "company", "Bank"),
        ("Lantern e.V.", "civil-society", "e.V."),
        ("Фонд «Надія»", "foundation", "Фонд"),
        ("Управление инспекции труда", "inspectorate", "инспекции"),
        ("Syndicat des dockers", "trade-union", "Syndicat"),
        ("UNODC", "united-nations-entity", "UNODC"),
        ("Riverland Research Centre", "research-institute", "Research Centre"),
        ("Un Monde Meilleur", "", ""),
        ("Lantern", "", ""),
    ],
)
def test_the_type_of_a_body_is_told_by_a_word_of_its_name(name: str, type_: str, word: str) -> None:
    found = guess_type(name)

    assert found.value == type_
    assert found.why == (f"the word “{word}”" if word else "")


def test_countries_are_states_and_unions_of_them_are_not() -> None:
    names = ("Ukraine", "Russian Federation", "European Union", "United Nations")

    assert [guess_type(name).value for name in names] == [
        "state",
        "state",
        "intergovernmental-organization",
        "united-nations-entity",
    ]


def test_every_type_that_words_tell_is_one_of_the_vocabulary(home: Path) -> None:
    path = mini.ROOT / "src" / "atgraph" / "curate" / "reconcile" / "body_words.yml"
    types = set(yaml.safe_load(path.read_text(encoding="utf-8"))) - {"kinds"}
    known = forum.corpus(home).ontology.concepts

    assert {f"organization-type_{name}" for name in types} <= set(known)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("River Alliance", "organization"),
        ("QAE", "organization"),
        ("Ana Example", "person"),
        ("Safe Work Toolkit", "tool"),
        ("Tidewater Credit Union", "organization"),
        ("Lantern", "organization"),
        ("Zork Blip", ""),
    ],
)
def test_the_kind_is_guessed_where_several_fit(name: str, kind: str) -> None:
    assert guess_kind(name, ("organization", "person", "tool")).value == kind


def test_a_body_that_is_printed_in_the_place_of_a_title_is_told_from_a_post() -> None:
    bodies = "Riverland Border Police", "Управління міграційної поліції"
    posts = "Police Inspector", "Intern, University of Riverland", "Head of the Crime Unit"

    assert [guess_body_of_title(title).value for title in bodies] == ["law-enforcement"] * 2
    assert [guess_body_of_title(title).value for title in posts] == [""] * 3


def test_a_body_for_a_title_gets_a_record(tmp_path: Path) -> None:
    home = forum.write(tmp_path, [("Cy Probe", "person", "Riverland Border Police", "")])
    mini.here("reconcile", "--data", home, "--new", "all")
    body, person = yaml.safe_load(forum.files(home)["decisions.yml"])

    assert (body["name"], body["is"]) == (
        "Riverland Border Police",
        "organization_riverland-border-police",
    )
    assert person["name"] == "Cy Probe"
    assert forum.names(home) == {}


def test_what_something_resembles_is_left_also_among_the_new(home: Path) -> None:
    found = find_new(forum.corpus(home), ["second-forum"])
    left = {printed.name: why for printed, why in found.left}

    assert [n.printed.name for n in found.new] == NEW
    assert list(left) == ["Kay Alliance against Exploitation", "C. Probe", "Ana Example"]
    assert left["Kay Alliance against Exploitation"].startswith("Quay Alliance against")
    assert left["C. Probe"] == "also new: the name is like “Cy Probe”"


def test_a_name_with_which_a_longer_one_begins_is_left(tmp_path: Path) -> None:
    names = ["Ministry of Crews of Riverland", "Ministry of Ports and Trade", "Lenn House Faculty"]
    shorter = ["Ministry of Crews", "Ministry of Ports", "Lenn House", "Crews"]
    people = [(f"{c}y Probe", "person", "Head", n) for c, n in zip("CDEFGHI", names + shorter)]
    home = forum.write(tmp_path, people)
    left = {one.name: why for one, why in find_new(read_corpus(home)).left}

    assert left["Ministry of Crews"] == "also new: “Ministry of Crews of Riverland” begins with it"
    assert not left.keys() & {*names, *shorter[1:]}


@pytest.mark.slow
def test_names_of_one_go_get_records_and_a_reason_and_are_taken_back_one_by_one(
    home: Path,
) -> None:
    before = forum.files(home)
    arguments = ("reconcile", "--data", home, "second-forum")
    told = mini.here(*arguments, "--new", "all", "--type", "coalition", "--date", "2026-11-25")

    assert "   1  University of Riverland  organisation: university (the word “University”)" in (
        told.out.splitlines()
    )
    assert "left  C. Probe: also new: the name is like “Cy Probe”" in told.out
    assert told.err.splitlines()[-1] == "atgraph: 3 names to settle"
    written = forum.files(home)
    decisions = yaml.safe_load(written["decisions.yml"])
    assert {d["reason"] for d in decisions if d["is"] != "none"} == {
        "nothing in the registry resembles the name"
    }
    types = {r["label"]: r["type"] for r in yaml.safe_load(written["organizations.yml"])}
    assert (types["University of Riverland"], types["Lantern"]) == ("university", "coalition")
    again = mini.here(*arguments, "--new", "all")
    assert again.err.splitlines()[0].startswith("atgraph: 0 records made")
    for name in NEW:
        mini.here(*arguments, "--undo", name)
    assert forum.files(home) == before


def test_a_name_can_be_left_out_and_a_type_that_is_none_is_refused(home: Path) -> None:
    before = forum.files(home)
    arguments = ("reconcile", "--data", home, "second-forum", "--new", "all")
    refused = mini.here(*arguments, "--type", "ministery")

    assert "did you mean “ministry”?" in refused.err
    assert forum.files(home) == before
    slip = mini.here(*arguments, "--leave", "Dee Beispeil")
    assert (slip.code, slip.out) == (1, "")
    assert (
        "no open name is “Dee Beispeil”, so nothing was done; did you mean “Dee Beisp" in slip.err
    )
    assert forum.files(home) == before
    left = mini.here(*arguments, "--leave", "lantern", "--leave", "Dee Beispiel")
    assert "left  Lantern: left out" in left.out
    assert {"Lantern", "Dee Beispiel"} <= set(forum.names(home))


def hold(home: Path, *typed: str) -> list[str]:
    """Hold an interview; return what was shown."""
    replies, shown = iter(typed), list[str]()

    def ask(prompt: str) -> str:
        shown.append(prompt)
        try:
            return next(replies)
        except StopIteration:
            raise EOFError from None

    interview(forum.corpus(home), ["second-forum"], DAY, ask, shown.append)
    return shown


@pytest.mark.parametrize(
    ("typed", "still_open"),
    [
        (("all", "", "company"), ["C. Probe"]),
        (("all", "2 4-5"), ["Lantern", "C. Probe", "survivor leader", "Dee Beispiel"]),
        (("all", "9"), [*NEW[:3], "C. Probe", *NEW[3:]]),
        (("all", "q"), [*NEW[:3], "C. Probe", *NEW[3:]]),
    ],
)
def test_on_a_terminal_the_list_is_ticked(
    home: Path, typed: Sequence[str], still_open: list[str]
) -> None:
    others = {"Kay Alliance against Exploitation", "Ana Example"}
    hold(home, *typed)

    assert [name for name in forum.names(home) if name not in others] == still_open


def test_the_guess_is_taken_with_one_key(home: Path) -> None:
    hold(home, "", "new", "", "")
    decided = yaml.safe_load(forum.files(home)["decisions.yml"])

    assert [(d["is"], d["reason"]) for d in decided] == [
        ("organization_university-of-riverland", "nothing in the registry resembles the name")
    ]
    assert b"type: university" in forum.files(home)["organizations.yml"]


def test_one_name_in_two_programmes_is_asked_for_in_the_second(tmp_path: Path) -> None:
    home = forum.write(tmp_path, [("Cy Probe", "person", "Head", "Westland")])
    forum.programme(home, "third-forum", [("Cy Probe", "person", "Head", "Eastland")])
    found = find_new(read_corpus(home))

    assert [n.printed.programme for n in found.new if n.kind.value == "person"] == ["second-forum"]
    assert ("third-forum", "also new: the same name") in [
        (printed.programme, why) for printed, why in found.left
    ]
