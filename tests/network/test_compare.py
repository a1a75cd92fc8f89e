"""Editions compared: the invented programme with the invented next edition of
tests/programmes/second/, and two builds.
"""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest

import mini
from atgraph.api import KnowledgeGraph
from atgraph.build.build import build
from atgraph.errors import NotFoundError, QueryError
from atgraph.network.compare import CHANGES, Change, Comparison, compare, find_edition
from invented import Invented

SECOND = mini.MINI.parent / "second"
BEFORE, NOW = "example-forum-3", "example-forum-4"
BOTH = ("Ana Example", "Zoë Muster")  # who is in both editions


def copy_editions(folder: Path) -> Path:
    """Copy the invented programme and its next edition to where they can be built together."""
    data = mini.copy_data(folder)
    shutil.copytree(SECOND / "programmes", data / "programmes", dirs_exist_ok=True)
    for path in sorted((SECOND / "registry").glob("*.yml")):
        with (data / "registry" / path.name).open("a", encoding="utf-8") as file:
            file.write(f"\n{path.read_text(encoding='utf-8')}")
    for name in BOTH:
        mini.change(
            data / "registry" / "people.yml",
            f"label: {name}, programmes: [{BEFORE}]",
            f"label: {name}, programmes: [{BEFORE}, {NOW}]",
        )
    return data


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Build both editions; return the data and the store."""
    folder = tmp_path_factory.mktemp("editions")
    data = copy_editions(folder)
    build(data, folder / "store")
    return data, folder / "store"


@pytest.fixture(scope="module")
def found(editions: tuple[Path, Path]) -> Comparison:
    _, store = editions
    return compare(KnowledgeGraph.open(store), BEFORE, NOW)


def told(found: Comparison, what: str) -> dict[str, Change]:
    return {change.who: change for change in found.changes if change.what == what}


def lines(change: Change) -> tuple[set[str], set[str]]:
    before, now = (
        {f"{quote.file.split('/')[1]}:{quote.line}" for quote in side.evidence}
        for side in (change.before, change.now)
    )
    return before, now


@pytest.mark.slow
def test_who_is_new_and_who_left_with_the_words(found: Comparison) -> None:
    new, left = told(found, "new"), told(found, "left")

    assert list(new) == ["Fina Novak", "Goran Beispiel", "Lighthouse Trust"]
    assert new[
        "Fina Novak"
    ].sentence == "Fina Novak is new: speaker, “Doors Still Open”." and lines(
        new["Fina Novak"]
    ) == (set(), {f"{NOW}:17", f"{NOW}:19"})
    assert new["Lighthouse Trust"].now.said == "speaker, through Goran Beispiel, “Chains of Trust”"
    assert {
        "Bruno Sample",
        "Emil Beispiel",
        "Ministry of Labour of Northland",
        "Shelter Section",
    } <= set(left)
    assert lines(left["Bruno Sample"])[0] == {f"{BEFORE}:34", f"{BEFORE}:36"}
    assert not {"Ana Example", "Harbour Network", "Larch Foundation", "Quayside Bank"} & {
        *new,
        *left,
    }


@pytest.mark.slow
def test_a_title_that_changed_opens_both_quotes(found: Comparison) -> None:
    changed = told(found, "title changed")

    assert list(changed) == ["Ana Example"]
    ana = changed["Ana Example"]
    assert (ana.before.said, ana.now.said) == (
        "Director of Shelters; Director of the Shelter Section",
        "Chair of the Board",
    )
    assert lines(ana) == ({f"{BEFORE}:34", f"{BEFORE}:54"}, {f"{NOW}:17", f"{NOW}:35"})


def test_ties_are_kept_between_the_same_two_by_the_same_kind_whatever_their_iris(
    found: Comparison,
) -> None:
    kept = {
        (change.who, change.kind): change for change in found.changes if change.what == "tie kept"
    }

    assert set(kept) == {
        ("Ana Example – Larch Foundation", "declared"),
        ("Larch Foundation – Harbour Network", "declared"),
        ("Quayside Bank – Harbour Network", "declared"),
        ("Harbour Network – Institute for Fair Work", "declared"),
        ("Larch Foundation – Quayside Bank", "declared"),  # members of one network
        ("Harbour Network – Ministry of Labour of Westland", "declared"),  # who organise together
    }
    assert all(
        set(change.before.statements).isdisjoint(change.now.statements) for change in kept.values()
    )
    assert kept["Quayside Bank – Harbour Network", "declared"].sentence.endswith(
        "is kept, member before, observer now."
    )
    assert lines(kept["Harbour Network – Institute for Fair Work", "declared"]) == (
        {f"{BEFORE}:28"},
        {f"{NOW}:15"},
    )


def test_a_tie_ends_between_those_who_stay_and_kinds_are_told_apart(found: Comparison) -> None:
    """Line 32 of the first edition: the network moderates where Ana speaks.

    In the second it only organises.
    """
    ended = told(found, "tie ended")

    assert {who: change.kind for who, change in ended.items()} == {
        "Harbour Network – Ana Example": "co-presence"
    }
    assert found.of_others > 0


def test_themes_rise_and_fall_by_the_share_of_events(found: Comparison) -> None:
    rose, fell = told(found, "theme rose"), told(found, "theme fell")

    assert {who: (change.before.said, change.now.said) for who, change in rose.items()} == {
        "blockchain": ("1 of 2 events", "2 of 2 events")
    }
    assert {who: (change.before.said, change.now.said) for who, change in fell.items()} == {
        "supply-chain risk management": ("1 of 2 events", "0 of 2 events")
    }
    assert lines(rose["blockchain"]) == ({f"{BEFORE}:30"}, {f"{NOW}:15", f"{NOW}:33"})


@pytest.mark.slow
def test_a_theme_of_as_many_events_falls_where_there_are_more(tmp_path: Path) -> None:
    builds = []
    for count in (1, 2):
        world = Invented()
        events = [world.event(f"{count}-{number}") for number in range(count)]
        world.tie("ThemeAssignment", isAssignedTo=events[0], assignsTheme="theme_blockchain")
        for event in events:
            world.organizes(world.organization("a"), event)
        if count == 2:
            world.organizes(world.organization("b"), events[1])
        builds.append(world.kg())
    before, now = builds
    found = compare(now, kg_before=before)

    (fell,) = told(found, "theme fell").values()
    assert (fell.who, fell.before.said, fell.now.said) == (
        "blockchain",
        "1 of 1 event",
        "1 of 2 events",
    )
    assert (found.count("new"), found.count("tie new"), found.of_others) == (
        1,
        0,
        1,
    )  # a tie of somebody new is counted, not told


def test_who_is_listed_on_request_is_in_no_change_and_counted(
    found: Comparison, editions: tuple[Path, Path]
) -> None:
    _, store = editions
    shown = compare(KnowledgeGraph.open(store), BEFORE, NOW, on_request=True)

    assert "Zoë Muster" not in str(found.changes)
    assert (found.before.network.left_out.on_request, found.now.network.left_out.on_request) == (
        1,
        1,
    )
    assert (
        told(shown, "title changed")["Zoë Muster"].sentence
        == "Zoë Muster was “survivor leader” and is “author” now."
    )


def test_the_other_way_round_what_was_new_has_left(
    found: Comparison, editions: tuple[Path, Path]
) -> None:
    _, store = editions
    back = compare(KnowledgeGraph.open(store), NOW, BEFORE)

    swapped = {
        "new": "left",
        "tie new": "tie ended",
        "theme rose": "theme fell",
        "title changed": "title changed",
        "tie kept": "tie kept",
    }
    for one, other in swapped.items():
        assert set(told(found, one)) == set(told(back, other)) and set(told(found, other)) == set(
            told(back, one)
        )


@pytest.mark.slow
def test_two_builds_are_compared_as_a_whole_and_by_programme(
    mini_store: Path, editions: tuple[Path, Path]
) -> None:
    _, store = editions
    earlier, later = KnowledgeGraph.open(mini_store), KnowledgeGraph.open(store)

    whole = compare(later, kg_before=earlier)
    assert (
        set(told(whole, "new")) == {"Fina Novak", "Goran Beispiel", "Lighthouse Trust"}
        and not told(whole, "left")
        and not told(whole, "tie ended")
    )
    assert (
        told(whole, "title changed")["Ana Example"].now.said == "Chair of the Board"
        and not whole.is_same_build
    )
    same = compare(later, BEFORE, kg_before=earlier)
    assert {change.what for change in same.changes} == {"tie kept"}
    across = compare(later, BEFORE, NOW, kg_before=earlier)
    assert [change.sentence for change in across.changes] == [
        change.sentence for change in compare(later, BEFORE, NOW).changes
    ]


def test_a_build_is_the_same_as_itself(mini_store: Path) -> None:
    one, other = KnowledgeGraph.open(mini_store), KnowledgeGraph.open(mini_store)
    found = compare(one, kg_before=other)

    assert (
        found.is_same_build
        and {change.what for change in found.changes} == {"tie kept"}
        and not found.of_others
    )


def test_a_programme_is_found_by_its_id_or_a_name_and_the_nearest_is_named(
    editions: tuple[Path, Path],
) -> None:
    kg = KnowledgeGraph.open(editions[1])

    assert find_edition(kg, NOW) == find_edition(kg, "4th example forum against exploitation")
    with pytest.raises(
        NotFoundError,
        match=r"did you mean “example-forum-4” \(4th EXAMPLE FORUM AGAINST EXPLOITATION\)",
    ):
        find_edition(kg, "exampel-forum-4")
    with pytest.raises(
        QueryError, match="both names stand for “example-forum-3”; name two, or an earlier build"
    ):
        compare(kg, BEFORE, "3rd EXAMPLE FORUM AGAINST EXPLOITATION")


@pytest.mark.slow
def test_where_nobody_appears_nothing_is_compared(tmp_path: Path) -> None:
    world = Invented()
    world.event("alone")
    with pytest.raises(NotFoundError, match="nobody appears in either"):
        compare(world.kg(), kg_before=world.kg())


def run(editions: tuple[Path, Path], *arguments: str) -> mini.Run:
    _, store = editions
    return mini.atgraph("network", "compare", *arguments, "--store", store)


def test_the_command_tells_sentences_with_file_and_line(editions: tuple[Path, Path]) -> None:
    text = run(editions, BEFORE, NOW, "--format", "text")

    assert text.code == 0
    title = text.out.splitlines().index("title changed (1)")
    assert text.out.splitlines()[title + 1] == (
        "  Ana Example was “Director of Shelters” and “Director of the Shelter"
        " Section” and is “Chair of the Board” now."
    )
    assert (
        f"      now: programmes/{NOW}/source.txt:35: “Speakers: Ms. Ana Example, Chair of"
        " the Board, Larch Foundation”" in text.out.splitlines()
    )
    names = (
        "“3rd EXAMPLE FORUM AGAINST EXPLOITATION” (2 events) to “4th EXAMPLE FORUM"
        " AGAINST EXPLOITATION” (2 events)"
    )
    assert text.lines[0].startswith(
        f"atgraph: From {names}: new 3, left 6, title changed 1, tie kept 6, tie new 0,"
        " tie ended 1,"
    )
    assert text.lines.count(mini.LEFT_OUT) == 2 and "Zoë" not in text.out


@pytest.mark.slow
def test_rows_and_json_hold_the_same(editions: tuple[Path, Path]) -> None:
    rows = list(csv.DictReader(io.StringIO(run(editions, BEFORE, NOW).out), delimiter="\t"))
    document = json.loads(run(editions, BEFORE, NOW, "--format", "json").out)

    assert [row["sentence"] for row in rows] == [
        change["sentence"] for change in document["changes"]
    ]
    assert {row["change"] for row in rows} <= set(CHANGES)
    assert all(row["evidence_before"] or row["evidence_now"] for row in rows)
    assert all(
        change["before"]["statements"] or change["now"]["statements"]
        for change in document["changes"]
    )
    assert (document["before"]["events"], document["now"]["left_out"]["on_request"]) == (2, 1)


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        ((BEFORE,), 2, "name two programmes"),
        ((), 2, "name two programmes"),
        ((BEFORE, BEFORE), 2, "both names stand for"),
        ((BEFORE, "exampel-forum-4"), 1, "did you mean “example-forum-4”"),
        ((BEFORE, NOW, "--event", "Chains of Trust"), 2, "a programme has its own events and days"),
        ((BEFORE, NOW, "--store-before", "nowhere"), 2, "no graph was built here yet"),
    ],
)
def test_what_cannot_be_compared_is_told_in_a_line(
    editions: tuple[Path, Path], arguments: tuple[str, ...], code: int, message: str
) -> None:
    ended = run(editions, *arguments)

    assert (
        (ended.code, ended.out) == (code, "")
        and message in ended.err
        and "Traceback" not in ended.err
    )


@pytest.mark.slow
def test_two_builds_on_the_command_line(editions: tuple[Path, Path], mini_store: Path) -> None:
    changed, same = (
        run(editions, "--store-before", str(mini_store)),
        run(editions, "--store-before", str(editions[1])),
    )

    assert changed.code == 0 and "Fina Novak" in changed.out
    assert same.code == 0 and any(
        line.startswith("atgraph: both builds hold the same data, version ") for line in same.lines
    )
