"""records: YAML in which every scalar is a string and every value knows its line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import mini  # noqa: F401  (the profile of hypothesis)
from atgraph.data.yaml_edits import YamlEditor
from atgraph.data.yaml_lines import Record, Rows, Text, line_of, parse_yaml, read_yaml
from atgraph.errors import SourceError, UnreadableError


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("records")


def read(folder: Path, text: str | bytes) -> Any:
    path = folder / "record.yml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_yaml(path)


@pytest.mark.parametrize(
    "scalar",
    [
        "NO",
        "no",
        "yes",
        "on",
        "null",
        "~",
        "2019-04-08",
        "13:15",
        "0x10",
        "1_000",
        "1e3",
        ".5",
        "true",
        "=",
        "1.0",
    ],
)
def test_every_scalar_stays_a_string(folder: Path, scalar: str) -> None:
    value = read(folder, f"country: {scalar}\n")["country"]

    assert value == scalar
    assert type(value) is Text


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=40))
def test_any_text_in_double_quotes_comes_back(folder: Path, text: str) -> None:
    if all(c.isprintable() for c in text):
        assert read(folder, yaml.safe_dump({"k": text}, allow_unicode=True)) == {"k": text}


def test_each_value_knows_its_line(folder: Path) -> None:
    data = read(folder, "id: a\nquotes:\n  - one\n  - {text: two,\n     line: 4}\n")

    assert (data.line, data["id"].line, data.lines["quotes"]) == (1, 1, 2)
    assert [
        line_of(data, steps)
        for steps in ([], ["quotes", 0], ["quotes", 1, "line"], ["quotes", 1, "missing"], ["none"])
    ] == [1, 3, 5, 4, 1]


def test_a_block_keeps_its_newlines(folder: Path) -> None:
    assert read(folder, "quote: |-\n  one\n  two\n")["quote"] == "one\ntwo"


def test_a_key_that_stands_twice_is_told_with_both_lines(folder: Path) -> None:
    with pytest.raises(SourceError) as told:
        read(folder, "id: a\ntitle: b\nid: c\nrows:\n  - {x: 1, x: 2}\n")
    assert [str(f).partition("record.yml:")[2] for f in told.value.problems] == [
        "3: the key 'id' stands twice, first on line 1; keep one",
        "5: the key 'x' stands twice, first on line 5; keep one",
    ]


def test_an_anchor_is_refused_also_where_it_grows(folder: Path) -> None:
    bomb = "a0: &a0 [x]\n" + "".join(
        f"a{n + 1}: &a{n + 1} [{', '.join([f'*a{n}'] * 9)}]\n" for n in range(12)
    )

    for text in ("a: &x [1]\nb: *x\n", "a: &x [*x]\n", "a: &x {k: v}\nb: {<<: *x}\n", bomb):
        with pytest.raises(SourceError, match="an anchor is used twice"):
            read(folder, text)


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("a: [1\nb: 2\n", 2, "is not YAML"),
        ("a:\n\t- b\n", 2, "is not YAML"),
        ("a: 1\n---\nb: 2\n", 2, "another document"),
        ("a: 1\nb: \x00\n", 2, "character #x0000 is not allowed"),
        (b"a: 1\nb: \xff\n", 2, "is not UTF-8"),
    ],
)
def test_what_is_no_yaml_is_told_with_its_line(
    folder: Path, text: str | bytes, line: int, what: str
) -> None:
    with pytest.raises(UnreadableError) as told:
        read(folder, text)
    assert str(told.value).startswith(f"{folder / 'record.yml'}:{line}: ")
    assert what in str(told.value)


@pytest.mark.parametrize("text", ["[" * 50_000, "- " * 5_000 + "a", "[" * 900 + "]" * 900])
def test_what_is_nested_without_end_is_told(folder: Path, text: str) -> None:
    with pytest.raises(UnreadableError, match="nest"):
        read(folder, text)


def test_a_key_that_is_no_word_is_told(folder: Path) -> None:
    with pytest.raises(SourceError, match=r"record\.yml:1: a key is a list or a mapping"):
        read(folder, "? [a, b]\n: 1\n")


def test_tags_are_not_obeyed(folder: Path) -> None:
    data = read(folder, 'a: !!python/object/apply:os.system ["false"]\nb: !!int "7"\n')

    assert data == {"a": ["false"], "b": "7"}


def test_an_empty_file_is_none_and_kinds_are_kept(folder: Path) -> None:
    assert read(folder, "# nothing\n") is None
    assert isinstance(read(folder, "[a]"), Rows)
    assert isinstance(read(folder, "a: {}")["a"], Record)


MANY = "has more than 200,000 lines and values"


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ("- a\n" * 300_000, 100_001, MANY),
        ("a:\n  [" + "b," * 300_000 + "]", 2, MANY),
        ("- a\u2028" * 300_000, 1, MANY),
        ("a: [" + ("[" * 400 + "]" * 400 + ",") * 600 + "]", 1, MANY),
        ("\n".join(["- " * 400 + "a"] * 600), 499, MANY),
        ("a: " + "b" * (33 << 20), 0, "is larger than 32 MB"),
    ],
)
def test_a_file_that_would_be_read_for_minutes_is_refused(text: str, line: int, why: str) -> None:
    with pytest.raises(UnreadableError) as told:
        parse_yaml(text, Path("a.yml"))

    (problem,) = told.value.problems
    assert (problem.path, problem.line) == ("a.yml", line)
    assert problem.message.startswith(why)
    with pytest.raises(UnreadableError, match=why):  # nor by who tells how to mend it
        YamlEditor(text)
