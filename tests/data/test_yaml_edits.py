"""Changes of YAML in place: what is not changed keeps its bytes, however a file is laid out."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import mini
from atgraph.data.yaml_edits import (
    LineChange,
    YamlEditor,
    append_records,
    flow,
    items,
    plain,
    take_out_records,
    value_of,
)

WORDS = st.sampled_from(["a", "Ab Cd", "no", "x: y", "# z", "“é”", "1", "it's", '"q"'])
RECORD = st.dictionaries(
    st.sampled_from(["id", "label", "names", "role"]),
    st.one_of(WORDS, st.lists(WORDS, min_size=1, max_size=3)),
    min_size=1,
)
STYLES = st.sampled_from([True, False, None])


def written(records: list[dict[str, Any]], style: bool | None, width: int) -> str:
    text: str = yaml.safe_dump(
        records, default_flow_style=style, allow_unicode=True, width=width, sort_keys=False
    )
    return text


def read(text: str) -> Any:
    return plain(YamlEditor(text).root)


@pytest.mark.slow
@given(st.lists(RECORD, min_size=1, max_size=3), STYLES, st.sampled_from([20, 80]), st.data())
def test_a_change_of_a_record_changes_that_and_nothing_else(
    records: list[dict[str, Any]], style: bool | None, width: int, data: st.DataObject
) -> None:
    text = written(records, style, width)
    editor = YamlEditor(text)
    at = data.draw(st.integers(0, len(records) - 1))
    node, wanted = items(editor.root)[at], [dict(record) for record in records]
    assert isinstance(node, yaml.MappingNode)
    key, value = data.draw(st.sampled_from(list(wanted[at]))), data.draw(WORDS)
    changes: list[tuple[LineChange | None, Any]] = [
        (editor.add_key(node, "new", flow(value), key), wanted[at] | {"new": value}),
        (editor.take_out_key(node, key), {k: v for k, v in wanted[at].items() if k != key}),
    ]
    if isinstance(held := wanted[at][key], list):
        change = editor.add_item(value_of(node, key), flow(value))
        changes.append((change, wanted[at] | {key: [*held, value]}))
    for change, record in changes:
        if change is not None:
            assert read(mini.with_lines(text, change)) == [*wanted[:at], record, *wanted[at + 1 :]]
    assert changes[0][0] is not None


def test_a_change_is_one_of_whole_lines() -> None:
    editor = YamlEditor(
        "- id: a\n  label: x  # why\n  names: [A,\n    B]\n\n# next\n- {id: b, label: y}\n"
    )
    first, second = editor.records[1], editor.records[7]

    assert editor.add_key(first, "country", "AT") == LineChange(1, 0, ("  country: AT",))
    assert editor.add_item(value_of(first, "names"), "C") == LineChange(4, 4, ("    B, C]",))
    assert editor.take_out_key(first, "names") == LineChange(3, 4, ())
    assert editor.take_out_key(first, "id") is None, "the dash would go with it"
    assert editor.take_out_key(second, "id") == LineChange(7, 7, ("- {label: y}",))
    assert editor.owners == {1: 1, 2: 1, 3: 1, 4: 1, 7: 7}


@pytest.mark.parametrize("text", ["", "- a\n", "- {id: }\n", "- id: a\n  names: []\n", "word\n"])
def test_where_nothing_can_be_added_there_is_no_change(text: str) -> None:
    editor = YamlEditor(text)
    record = editor.records.get(1)

    assert editor.add_item(value_of(record, "names"), "x") is None
    if text != "- id: a\n  names: []\n":
        assert editor.add_key(record, "label", "x") is None


def test_a_sign_of_the_encoding_at_the_beginning_moves_no_change() -> None:
    editor = YamlEditor("\ufeff- id: a\n  label: b\n")
    label = value_of(editor.records[1], "label")
    assert label is not None
    editor.replace(label, "c")

    assert editor.result() == "\ufeff- id: a\n  label: c\n"


def test_lines_of_yaml_that_no_editor_shows_have_no_records() -> None:
    assert not YamlEditor('- id: "a\u2028b"\n  label: c\n').records


@pytest.mark.slow
@given(st.lists(RECORD, max_size=3), st.lists(RECORD, min_size=1, max_size=3), STYLES)
def test_records_that_were_added_are_taken_out_without_a_trace(
    before: list[dict[str, Any]], after: list[dict[str, Any]], style: bool | None
) -> None:
    text = written(before, style, 80) if before and style is not True else ""
    count = len(items(YamlEditor(text).root))
    added = append_records(text, [f"- {flow(record)}" for record in after])

    assert read(added) == [*(read(text) or []), *after]
    assert take_out_records(added, range(count, count + len(after))) == text


def test_a_node_that_holds_itself_is_read_to_its_end() -> None:
    assert plain(yaml.compose("- &a {name: *a, other: x}")) == [{"name": "", "other": "x"}]
