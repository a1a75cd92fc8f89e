"""A document brought in again: changes are taken, the curator's are kept, all of it is told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import mini  # noqa: F401  (hypothesis without a deadline)
from atgraph.curate.ingest import record_matching
from atgraph.curate.ingest.folder_merge import describe_changes, merge_into
from atgraph.curate.ingest.merge import count_reviews, merge_drafts
from atgraph.data.yaml_edits import YamlEditor, plain
from atgraph.errors import AtgraphError
from atgraph.text import Document, Span

WORDS = st.sampled_from(
    [
        "harbour",
        "speaker: x",
        "Ünïcode, name",
        "#7",
        "true",
        "on a - line",
        "“quoted”",
        "two\nlines",
        "8",
    ]
)
KEYS = ("honorific", "role", "country", "status")
NAMES = ("Ana", "Bo", "Cy", "Dee", "Eve")


@st.composite
def drafts(draw: st.DrawFn) -> dict[str, Any]:
    """A draft of one to three sessions, each with people."""
    people = st.fixed_dictionaries(
        {"role": WORDS},
        optional={
            "honorific": WORDS,
            "country": WORDS,
            "status": WORDS,
            "affiliations": st.lists(
                st.fixed_dictionaries({"title": WORDS}), min_size=1, max_size=2
            ),
        },
    )
    sessions = []
    for number in range(draw(st.integers(1, 3))):
        named = draw(st.lists(st.sampled_from(NAMES), unique=True, min_size=1, max_size=4))
        rows = [
            {"name": name, **draw(people), "quotes": [f"{name} speaks in {number}"]}
            for name in named
        ]
        sessions.append(
            {
                "id": f"s{number}",
                "title": draw(WORDS),
                "participants": rows,
                "quotes": [f"session {number}"],
            }
        )
    return {
        "id": "a-forum",
        "title": draw(WORDS),
        "sessions": sessions,
        "statements": [{"tie": "mention", "session": "s0", "mentions": "Ana", "quotes": ["x"]}],
    }


def block(data: Any, depth: int = 0, flow_below: int = 99) -> str:
    """Write data as people do: blocks, and one line from a depth on."""
    pad = "  " * depth
    if depth >= flow_below or not isinstance(data, dict | list):
        return one_line(data)
    lines = []
    for key, value in data.items() if isinstance(data, dict) else [("-", item) for item in data]:
        head = f"{key}" if key == "-" else f"{key}:"
        if isinstance(value, dict | list) and depth + 1 < flow_below:
            inner = block(value, depth + 1, flow_below)
            lines.append(f"{pad}{head} {inner.lstrip()}" if key == "-" else f"{pad}{head}\n{inner}")
        else:
            lines.append(f"{pad}{head} {one_line(value)}")
    return "\n".join(lines)


def one_line(data: Any) -> str:
    if isinstance(data, dict):
        return "{" + ", ".join(f"{key}: {one_line(value)}" for key, value in data.items()) + "}"
    if isinstance(data, list):
        return "[" + ", ".join(map(one_line, data)) + "]"
    return json.dumps(data, ensure_ascii=False)


def written(data: Any, flow_below: int = 99) -> str:
    return f"# A draft.\n\n{block(data, 0, flow_below)}\n"


def read(text: str) -> Any:
    return plain(YamlEditor(text).root)


def changed(data: dict[str, Any], session: int, person: int, **values: str) -> dict[str, Any]:
    copy: dict[str, Any] = json.loads(json.dumps(data))
    rows = copy["sessions"][session % len(copy["sessions"])]["participants"]
    rows[person % len(rows)].update(values)
    return copy


def person(data: Any, session: int, number: int) -> dict[str, Any]:
    rows = data["sessions"][session % len(data["sessions"])]["participants"]
    found: dict[str, Any] = rows[number % len(rows)]
    return found


STYLES = st.sampled_from([4, 5, 99])
PLACES = st.tuples(st.integers(0, 2), st.integers(0, 3))


@settings(max_examples=settings().max_examples // 4)
@given(drafts(), STYLES)
def test_three_times_the_same_stays_as_it_is(data: dict[str, Any], style: int) -> None:
    text = written(data, style)

    assert merge_drafts(text, text, text).text == text


@pytest.mark.slow
@settings(max_examples=settings().max_examples // 4)
@given(drafts(), drafts(), STYLES)
def test_what_only_one_side_changed_is_taken_byte_for_byte(
    data: dict[str, Any], other: dict[str, Any], style: int
) -> None:
    base, new = written(data, style), written(other, style)

    assert merge_drafts(base, new, base).text == new
    assert merge_drafts(base, base, new).text == new


@pytest.mark.slow
@settings(max_examples=settings().max_examples // 4)
@given(drafts(), PLACES, PLACES, STYLES, STYLES)
def test_two_changes_of_different_keys_are_both_there(
    data: dict[str, Any], mine: tuple[int, int], yours: tuple[int, int], style: int, other: int
) -> None:
    ours, theirs = (
        changed(data, *mine, honorific="OURS: “x”"),
        changed(data, *yours, role="THEIRS\nof two lines"),
    )
    merged = merge_drafts(written(data, other), written(ours, style), written(theirs, other))

    assert read(merged.text) == changed(ours, *yours, role="THEIRS\nof two lines")
    assert merged.conflicts == 0
    assert any("role" in sentence for sentence in merged.sentences)


@settings(max_examples=settings().max_examples // 4)
@given(drafts(), PLACES, STYLES)
def test_what_both_changed_stays_as_the_curator_has_it_and_is_marked(
    data: dict[str, Any], place: tuple[int, int], style: int
) -> None:
    ours, theirs = changed(data, *place, role="OURS"), changed(data, *place, role="THEIRS")
    merged = merge_drafts(written(data), written(ours, style), written(theirs))
    found = person(read(merged.text), *place)

    assert (
        found.pop("review")
        == "the document was brought in again: role: here as “OURS”, in the new draft “THEIRS”"
    )
    assert found == person(ours, *place)
    assert merged.conflicts == 1
    assert read(merged.text)["title"] == data["title"]


@settings(max_examples=settings().max_examples // 4)
@given(drafts(), PLACES, STYLES)
def test_what_the_curator_settled_is_never_overwritten(
    data: dict[str, Any], place: tuple[int, int], style: int
) -> None:
    base, theirs = (
        changed(data, *place, review="is it a role?"),
        changed(data, *place, role="THEIRS"),
    )
    merged = merge_drafts(written(base), written(data, style), written(theirs))
    found = person(read(merged.text), *place)

    assert found["role"] == person(data, *place)["role"]
    assert "THEIRS" in found["review"]


@pytest.mark.slow
@settings(max_examples=settings().max_examples // 4)
@given(drafts(), drafts(), drafts(), STYLES, STYLES)
def test_whatever_is_merged_is_a_transcript_with_all_that_the_curator_added(
    base: dict[str, Any], ours: dict[str, Any], theirs: dict[str, Any], style: int, other: int
) -> None:
    rows = ours["sessions"][0]["participants"]
    rows.append({"name": "Zed of the curator", "role": "only here", "quotes": ["Zed"]})
    merged = merge_drafts(written(base, other), written(ours, style), written(theirs, other))

    names = [
        row["name"]
        for session in read(merged.text)["sessions"]
        for row in session.get("participants", ())
    ]
    assert "Zed of the curator" in names
    assert merged.text.startswith("# A draft.\n")


@pytest.mark.slow
@settings(max_examples=settings().max_examples // 4)
@given(drafts(), PLACES, STYLES)
def test_a_record_that_is_no_longer_drafted_goes_only_where_nobody_edited_it(
    data: dict[str, Any], place: tuple[int, int], style: int
) -> None:
    theirs = json.loads(json.dumps(data))
    session = theirs["sessions"][place[0] % len(theirs["sessions"])]
    session["participants"].remove(person(data, *place))
    if not session["participants"]:
        del session["participants"]
    elsewhere = {**data, "title": "edited elsewhere"}
    edited = changed(data, *place, role="OURS")
    gone, kept = (
        merge_drafts(written(data), written(ours, style), written(theirs))
        for ours in (elsewhere, edited)
    )

    left = read(gone.text)["sessions"][place[0] % len(data["sessions"])].get("participants", [])
    assert person(data, *place) not in left
    assert any("taken out" in sentence for sentence in gone.sentences)
    assert person(read(kept.text), *place)["review"].endswith(
        "edited here, and the new draft no longer has it"
    )


@pytest.mark.parametrize(
    ("drafted", "first"), [("", "is it so?"), ('review: "another?"\n', "another?")]
)
@pytest.mark.parametrize("inside", [False, True])
def test_a_mark_that_the_new_draft_drops_or_changes_is_one_with_what_is_to_settle(
    drafted: str, first: str, inside: bool
) -> None:
    def form(title: str, review: str) -> str:
        text = f'id: f\ntitle: {title}\n{review}quotes: ["x"]\n'
        return f"sessions:\n  - {{{', '.join(text.split(chr(10))[:-1])}}}\n" if inside else text

    base, ours = (form(title, 'review: "is it so?"\n') for title in "AB")
    merged = read(merge_drafts(base, ours, form("C", drafted)).text)
    record = merged["sessions"][0] if inside else merged

    assert record["title"] == "B"
    assert record["review"] == (
        f"{first}; the document was brought in again: title: here as “B”, in the new draft “C”"
    )


def test_a_new_record_stands_where_the_document_has_it_and_comments_stay() -> None:
    base = (
        "id: f\nsessions:\n  - id: one\n    participants:\n"
        "      - {name: Ana, role: speaker}\n      - {name: Cy, role: speaker}\n"
    )
    ours = base.replace(
        "role: speaker}\n      - {name: Cy",
        "role: chair}  # as the cover has it\n      # next\n      - {name: Cy",
    )
    theirs = base.replace(
        "      - {name: Cy", "      - name: Bo\n        role: speaker\n      - {name: Cy"
    )
    merged = merge_drafts(base, ours, theirs)

    assert merged.text == ours.replace(
        "      # next\n", "      - name: Bo\n        role: speaker\n      # next\n"
    )
    assert merged.sentences == ("session “one”, participant “Bo”: new in this draft",)


def test_a_session_keeps_the_id_that_the_curator_gave_it_also_where_statements_name_it() -> None:
    base = "sessions:\n  - {id: a-long-title, title: A Long Title, quotes: [A Long Title]}\n"
    base += "statements:\n  - {tie: mention, session: a-long-title, mentions: Ana}\n"
    ours = base.replace("a-long-title", "long")
    theirs = base.replace("a-long-title", "a-longer-title").replace(
        "title: A Long Title", "title: A Longer Title"
    )
    merged = merge_drafts(base, ours, theirs)

    assert read(merged.text)["sessions"][0] == {
        "id": "long",
        "title": "A Longer Title",
        "quotes": ["A Long Title"],
    }
    assert read(merged.text)["statements"] == [
        {"tie": "mention", "session": "long", "mentions": "Ana"}
    ]


WAS = "Forum\nSpeakers:\nAna, chair\nSpeakers:\nBo, guest\n"
NOW = "Forum\nof Harbours\nSpeakers:\nAna, chair\nSpeakers:\nBo, visitor\n"


def test_quotes_follow_the_text_and_lost_ones_are_shown() -> None:
    row = '  - {name: %s, quotes: ["%s", {text: "Speakers:", line: %d}]}\n'
    base = "participants:\n" + row % ("Ana", "Ana, chair", 2)
    ours = base + row % ("Bo", "Bo, guest", 4)
    theirs = "participants:\n" + row % ("Ana", "Ana, chair", 3)
    merged = merge_drafts(base, ours, theirs, WAS, NOW)

    assert merged.text == "participants:\n" + row % ("Ana", "Ana, chair", 3) + (
        row % ("Bo", "Bo, guest", 5)
    ).replace("name: Bo,", "name: Bo, review: no longer in the document: “Bo, guest”,").replace(
        "review: no longer in the document: “Bo, guest”",
        'review: "no longer in the document: “Bo, guest”"',
    )
    assert merged.sentences == ("participant “Bo”: no longer in the document: “Bo, guest”",)
    assert merged.conflicts == 1


def test_a_line_that_no_text_has_is_none() -> None:
    ours = "title: x\nignored:\n  - {quotes: [{text: Bo, line: %s}], reason: logo}\n"
    merged = merge_drafts("title: x\n", ours % ("9" * 5_000), "title: x\n", "Bo\n", "A\nBo\n")

    assert "line: 9999" in merged.text


def test_a_quote_that_stands_twice_now_gets_its_line() -> None:
    ours = 'title: x\nignored:\n  - {quotes: ["Bo, guest"], reason: logo}\n'
    merged = merge_drafts(
        "title: x\n",
        ours,
        "title: x\n",
        "Forum\nBo, guest\nEnd\n",
        "new\nForum\nBo, guest\nEnd\nBo, guest\n",
    )

    assert merged.text == ours.replace('"Bo, guest"', '{text: "Bo, guest", line: 3}')


def test_a_transcript_that_is_no_yaml_is_told_by_its_name() -> None:
    with pytest.raises(AtgraphError, match=r"programme\.yml:2"):
        merge_drafts("id: x\n", "id: x\n  y: [\n", "id: x\n")


def test_the_changes_of_a_source_are_told_with_their_lines() -> None:
    assert describe_changes(WAS, NOW) == [
        "line 2 is new: “of Harbours”",
        "line 5 of the old text, now line 6: “Bo, guest” became “Bo, visitor”",
    ]
    assert describe_changes(WAS, WAS) == []
    assert describe_changes("a\n" * 3, "b\n") == [
        "lines 1-3 of the old text, now line 1: “a a a” became “b”"
    ]


def test_a_folder_without_the_last_draft_is_refused_and_one_with_it_is_merged(
    tmp_path: Path,
) -> None:
    row = '  - {name: %s, quotes: ["%s"]}\n'
    (tmp_path / "programme.yml").write_text(
        "participants:\n" + row % ("Ann", "Ana, chair"), encoding="utf-8"
    )
    (tmp_path / "source.txt").write_text(WAS, encoding="utf-8")
    new = "participants:\n" + row % ("Ana", "Ana, chair") + row % ("Bo", "Bo, visitor")
    with pytest.raises(AtgraphError, match=r"no draft\.yml beside it"):
        merge_into(tmp_path, new, NOW)
    (tmp_path / "draft.yml").write_text(
        "participants:\n" + row % ("Ana", "Ana, chair"), encoding="utf-8"
    )
    merged = merge_into(tmp_path, new, NOW)

    assert read(merged.text)["participants"] == [
        {"name": "Ann", "quotes": ["Ana, chair"]},
        {"name": "Bo", "quotes": ["Bo, visitor"]},
    ]
    assert [sentence for sentence in merged.sentences if not sentence.startswith("document: ")] == [
        "participant “Bo”: new in this draft"
    ]
    assert merged.sentences[0] == "document: line 2 is new: “of Harbours”"
    assert count_reviews(merged.text) == 0


def unordered(data: Any) -> Any:
    """Return records without their order, which the transcript keeps as the curator has it."""
    if isinstance(data, dict):
        return {key: unordered(value) for key, value in data.items() if value != []}
    return sorted(map(unordered, data), key=repr) if isinstance(data, list) else data


@settings(max_examples=settings().max_examples * 3 // 5)
@given(drafts(), drafts(), STYLES, STYLES)
def test_where_the_curator_only_wrote_comments_the_new_draft_is_taken_whole(
    base: dict[str, Any], theirs: dict[str, Any], style: int, other: int
) -> None:
    ours = written(base, style).replace("# A draft.", "# Mine.")
    merged = merge_drafts(written(base, style), ours, written(theirs, other))

    assert unordered(read(merged.text)) == unordered(theirs)
    assert merged.text.startswith("# Mine.")
    assert merged.conflicts == 0


def test_words_that_many_records_quote_are_looked_for_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked, find_all = list[str](), Document.find_all

    def counted(document: Document, words: str) -> list[Span]:
        looked.append(words)
        return find_all(document, words)

    monkeypatch.setattr(Document, "find_all", counted)
    was, now = "Ana speaks\n" * 400, "Forum\n" + "Ana speaks\n" * 400
    rows = [f"  - {{name: Ana, quotes: [{{text: Ana speaks, line: {n}}}]}}" for n in range(1, 401)]
    moved = record_matching.anchor_quotes("\n".join(["sessions:", *rows]), was, now)

    assert [f"line: {n + 1}}}" in row for n, row in enumerate(moved.split("\n"))] == (
        [False, *[True] * 400]
    )
    assert looked == ["Ana speaks"]
