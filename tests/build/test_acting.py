"""Characters in data that act on a reader: `check` names each with its place; nothing stops."""

from __future__ import annotations

from pathlib import Path

import pytest

import mini
from atgraph.build.validation.acting import RULE, check_characters
from atgraph.build.whole import inspect
from atgraph.errors import WARNING


def found(*paths: Path) -> list[tuple[str, int, str]]:
    advice = list(check_characters(paths))
    assert {(one.rule, one.severity) for one in advice} <= {(RULE, WARNING)}
    return [(Path(one.path).name, one.line, one.key.value) for one in advice]


def test_a_character_is_found_as_it_is_and_as_yaml_writes_it(tmp_path: Path) -> None:
    text, records = tmp_path / "source.txt", tmp_path / "people.yml"
    text.write_text("one\ntwo \x1b[1m \\u202e\nthree \u2066", encoding="utf-8")
    records.write_text(
        '# \u202e in a comment\n- label: "a\\u202Eb"\n  "k\\e": [x, "\\x9b", \'\\e\', "\\\\e"]\n',
        "utf-8",
    )

    assert found(text, records) == [
        ("source.txt", 2, "U+001B (control character)"),
        ("source.txt", 3, "U+2066 (left-to-right isolate)"),
        ("people.yml", 1, "U+202E (right-to-left override)"),
        ("people.yml", 2, "U+202E (right-to-left override)"),
        ("people.yml", 3, "U+001B (control character)"),
        ("people.yml", 3, "U+009B (control character)"),
    ]


def test_what_stands_for_much_is_looked_at_once(tmp_path: Path) -> None:
    path = tmp_path / "people.yml"
    more = (
        f"{a}: &{a} [*{b}, *{b}, *{b}, *{b}]\n"
        for a, b in zip("bcdefghijklmnop", "abcdefghijklmno")
    )
    path.write_text('a: &a "\\e"\n' + "".join(more), "utf-8")

    assert found(path) == [("people.yml", 1, "U+001B (control character)")]


def test_what_cannot_be_read_is_told_elsewhere(tmp_path: Path) -> None:
    broken = tmp_path / "people.yml"
    broken.write_text('a: ["\\e"', "utf-8")
    (latin := tmp_path / "source.txt").write_bytes(b"\xff\x1b")

    assert found(broken, latin, tmp_path / "missing.yml") == []


@pytest.mark.slow
def test_check_names_it_and_the_graph_is_still_built(tmp_path: Path) -> None:
    data = mini.copy_data(tmp_path)
    people = data / "registry" / "people.yml"
    line = mini.change(
        people, "label: Ana Example,", 'label: "Ana \\u202EExample", names: [Ana Example],'
    )
    built = inspect(data)

    assert not built.violations
    assert [(p.path, p.line) for p in built.warnings if p.rule == RULE] == [(str(people), line)]
    run = mini.atgraph("check", "--data", data)
    assert run.code == 0
    assert f"{people}:{line}" in run.out
    assert "U+202E (right-to-left override)" in run.out
    assert "take it out" in run.out
