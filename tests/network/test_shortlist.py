"""The shortlist: a text file of the user's, read strictly.

To which lines are added and nothing else.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import mini
from atgraph.api import KnowledgeGraph
from atgraph.errors import AtgraphError, NotFoundError, QueryError, SourceError, UnreadableError
from atgraph.network.shortlist import MARKS, add_entry, read_shortlist
from atgraph.network.suggestions import Wanted, suggest

ENTRY = "- keep: Thorn\n  for: OSCE\n  note: asks for pilots\n  date: 2026-11-25\n"


@pytest.fixture(scope="module")
def real() -> KnowledgeGraph:
    return mini.real()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "shortlist.yml"


@pytest.mark.slow
def test_dismissed_are_left_out_and_kept_ones_marked_whenever_it_is_asked(
    real: KnowledgeGraph, path: Path
) -> None:
    before = suggest(real, "OSCE", Wanted(0))
    add_entry(real, path, "keep", "Thorn", "OSCE", "2026-11-25", "asks for pilots")
    add_entry(real, path, "dismiss", "Western Union", "OSCE", "2026-11-26")
    add_entry(real, path, "dismiss", "Ukraine", "Thorn", "2026-11-26")
    after = suggest(real, "OSCE", Wanted(0), shortlist=read_shortlist(real, path))

    assert {s.label for s in before.found} - {s.label for s in after.found} == {"Western Union"}
    assert after.dismissed == 1
    assert {s.label: str(s.entry) for s in after.found if s.entry} == {
        "Thorn": "keep 2026-11-25: asks for pilots"
    }


def test_the_last_entry_counts(real: KnowledgeGraph, path: Path) -> None:
    for mark in ("dismiss", "contacted"):
        add_entry(real, path, mark, "Western Union", "OSCE", "2026-11-26")
    found = suggest(
        real, "OSCE", Wanted(candidate="Western Union"), shortlist=read_shortlist(real, path)
    )
    assert [s.entry.mark for s in found.found if s.entry] == ["contacted"]


def test_what_stands_in_the_file_stays_byte_for_byte(real: KnowledgeGraph, path: Path) -> None:
    before = f"# our list, kept by hand\r\n{ENTRY}  # to be asked again".encode()
    path.write_bytes(before)
    add_entry(real, path, "dismiss", "Western Union", "OSCE", "2026-11-26", "no answer")

    assert path.read_bytes().startswith(before + b'\n- dismiss: "Western Union"\n')
    assert [entry.note for entry in read_shortlist(real, path)] == ["asks for pilots", "no answer"]


@settings(max_examples=settings().max_examples // 3)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(MARKS),
            st.sampled_from(("Thorn", "Western Union", "Diginex")),
            st.text(max_size=30),
        ),
        max_size=4,
    )
)
@pytest.mark.slow
def test_whatever_is_noted_is_read_again_or_refused_and_nothing_is_lost(
    tmp_path_factory: pytest.TempPathFactory, noted: list[tuple[str, str, str]]
) -> None:
    kg, path, kept = mini.real(), tmp_path_factory.mktemp("notes") / "shortlist.yml", []
    for mark, name, note in noted:
        try:
            kept.append(add_entry(kg, path, mark, name, "OSCE", "2026-11-25", note))
        except (AtgraphError, UnicodeEncodeError):
            assert any(not c.isprintable() for c in note)
    assert read_shortlist(kg, path) == tuple(kept) if kept else not path.exists()


BROKEN = {
    "- keep: Thorn\n  for: OSCE\n  date: 2026-11-25\n  why: x\n": (4, "the key 'why' is not known"),
    "- keep: Thorn\n  date: 2026-11-25\n": (1, "has no 'for'"),
    "- keep: Thorn\n  for: OSCE\n": (1, "has no 'date'"),
    "- for: OSCE\n  date: 2026-11-25\n": (1, "says not what was decided"),
    "- keep: Thorn\n  dismiss: Thorn\n  for: OSCE\n  date: 2026-11-25\n": (
        1,
        "says two things at once",
    ),
    "- keep: Thorn\n  for: OSCE\n  date: tomorrow\n": (3, "'tomorrow' is not a day"),
    "- keep: Thorn\n  for: OSCE\n  date: 20261125\n": (3, "is not a day"),
    "- keep: Thron\n  for: OSCE\n  date: 2026-11-25\n": (1, "did you mean “Thorn”?"),
    "- keep: [Thorn]\n  for: OSCE\n  date: 2026-11-25\n": (1, "'keep' holds no text"),
    "- keep:\n  for: OSCE\n  date: 2026-11-25\n": (1, "'keep' holds no text"),
    "- keep: Thorn\n  keep: Spain\n  for: OSCE\n  date: 2026-11-25\n": (2, "stands twice"),
    "keep: [Thorn]\n": (1, "is not a list"),
    "- Thorn\n": (1, "is not an entry"),
}


@pytest.mark.parametrize("text", BROKEN)
def test_what_is_broken_is_told_with_its_line_and_not_added_to(
    real: KnowledgeGraph, path: Path, text: str
) -> None:
    path.write_text(text, encoding="utf-8")
    line, message = BROKEN[text]
    for act in (
        lambda: read_shortlist(real, path),
        lambda: add_entry(real, path, "keep", "Western Union", "OSCE", "2026-11-25"),
    ):
        with pytest.raises(SourceError) as caught:
            act()
        assert any(
            f.path == str(path) and f.line == line and message in f.message
            for f in caught.value.problems
        )
    assert path.read_text(encoding="utf-8") == text


def test_all_that_is_wrong_is_told_in_one_run(real: KnowledgeGraph, path: Path) -> None:
    path.write_text("".join(BROKEN[text] and text for text in list(BROKEN)[:8]), encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        read_shortlist(real, path)
    assert len(caught.value.problems) == 8


def test_what_cannot_be_added_to_is_left_as_it_is(real: KnowledgeGraph, path: Path) -> None:
    flow = "[{keep: Thorn, for: OSCE, date: 2026-11-25}]\n"
    path.write_text(flow, encoding="utf-8")
    assert len(read_shortlist(real, path)) == 1
    with pytest.raises(SourceError, match="nothing was written"):
        add_entry(real, path, "keep", "Western Union", "OSCE", "2026-11-25")
    assert path.read_text(encoding="utf-8") == flow


def test_what_is_asked_wrongly_is_refused_and_begins_no_file(
    real: KnowledgeGraph, path: Path
) -> None:
    wrong = [
        ("like", "Thorn", "OSCE", "2026-11-25"),
        ("keep", "Thorn", "OSCE", "25.11.2026"),
        ("keep", "Thorn", "Thorn", "2026-11-25"),
    ]
    for arguments in wrong:
        with pytest.raises(QueryError):
            add_entry(real, path, *arguments)
    with pytest.raises(NotFoundError, match="did you mean"):
        add_entry(real, path, "keep", "Thron", "OSCE", "2026-11-25")
    assert not path.exists()


def test_a_file_that_is_not_there_or_no_yaml_cannot_be_read(
    real: KnowledgeGraph, path: Path
) -> None:
    for text in (None, "- keep: [\n", "a\udcffb"):
        if text is not None:
            path.write_bytes(text.encode("utf-8", "surrogateescape"))
        with pytest.raises(UnreadableError):
            read_shortlist(real, path)


def test_an_empty_file_is_an_empty_list(real: KnowledgeGraph, path: Path) -> None:
    path.write_text("# nothing yet\n", encoding="utf-8")
    assert read_shortlist(real, path) == ()


@pytest.mark.slow
def test_the_commands_write_and_use_it(store: Path, path: Path) -> None:
    def run(*arguments: object) -> mini.Run:
        return mini.here("network", *arguments, "--store", store)

    added = run(
        "shortlist",
        "keep",
        "Thorn",
        "--for",
        "OSCE",
        "--note",
        "asks for pilots",
        "--date",
        "2026-11-25",
        "--file",
        path,
    )
    run(
        "shortlist",
        "dismiss",
        "Western Union",
        "--for",
        "OSCE",
        "--date",
        "2026-11-25",
        "--file",
        path,
    )
    told = run("suggest", "OSCE", "--shortlist", path, "--format", "json")
    known = {s["candidate"]: s["shortlist"] for s in json.loads(told.out)["suggestions"]}

    assert (added.code, added.out) == (0, "") and "keep 2026-11-25: asks for pilots" in added.err
    assert (
        known["Thorn"] == {"mark": "keep", "note": "asks for pilots", "date": "2026-11-25"}
        and "Western Union" not in known
    )
    assert "1 dismissed on the shortlist" in told.err
    assert (
        run(
            "shortlist", "like", "Thorn", "--for", "OSCE", "--date", "2026-11-25", "--file", path
        ).code
        == 2
    )
    path.write_text("- keep: Thron\n  for: OSCE\n  date: 2026-11-25\n", encoding="utf-8")
    broken = run("suggest", "OSCE", "--shortlist", path)
    assert (broken.code, broken.out) == (1, "") and f"{path}:1: " in broken.err
    path.write_text("- [", encoding="utf-8")
    assert run("suggest", "OSCE", "--shortlist", path).code == 2
