"""characters and screen: what acts on a reader, and texts and streams without it."""

from __future__ import annotations

import io
import json
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atgraph.characters import ACTING, MARKS, escaped, named, shown
from atgraph.screen import Filter, Screen, beneath, guard_streams

BIDI = ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
TEXTS = st.text(st.characters() | st.sampled_from("\x1b\x9b\x07\r\n\t\u202e\u2066\u200f\u2028é国"))


@pytest.mark.slow
def test_every_control_character_acts_and_every_one_that_turns_writing_around() -> None:
    acting = {c for c in map(chr, range(0x110000)) if ACTING.fullmatch(c)}
    controls = {c for c in map(chr, range(0x100)) if unicodedata.category(c) == "Cc"}
    turning = {c for c in map(chr, range(0x110000)) if unicodedata.bidirectional(c) in BIDI}

    assert controls - acting == {"\t", "\n"}
    assert turning | set(MARKS) <= acting
    assert not any(c.isalnum() or c.isspace() for c in acting - controls)


def test_a_line_end_of_two_characters_is_one() -> None:
    assert shown("a\r\nb\rc") == "a\r\nb\N{REPLACEMENT CHARACTER}c"


@given(TEXTS)
def test_what_is_shown_does_not_act_and_the_rest_stays(text: str) -> None:
    assert not ACTING.search(shown(text))
    assert shown(shown(text)) == shown(text)
    if not ACTING.search(text):
        assert shown(text) == escaped(text) == text


@given(TEXTS)
def test_json_that_is_escaped_says_the_same(text: str) -> None:
    written = escaped(json.dumps({text: [text]}, ensure_ascii=False))

    assert not ACTING.search(written)
    assert json.loads(written) == {text: [text]}


def test_a_character_is_named_by_its_number() -> None:
    text = "a\x1b\u202e\x1b"

    assert list(named(text)) == ["U+001B (control character)", "U+202E (right-to-left override)"]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 100])
def test_bytes_are_changed_by_whole_characters(size: int) -> None:
    out, data = io.BytesIO(), "é\u202e国\x9b31m\r\nb".encode()
    stream = Filter(out, shown)
    for start in range(0, len(data), size):
        assert stream.write(data[start : start + size]) == len(data[start : start + size])

    sign = "\N{REPLACEMENT CHARACTER}"
    assert out.getvalue().decode() == f"é{sign}国{sign}31m\r\nb"


@pytest.mark.parametrize("terminal", [True, False])
def test_text_is_legible_everywhere_and_bytes_on_a_terminal(terminal: bool) -> None:
    data = io.BytesIO()
    stream = io.TextIOWrapper(data, encoding="utf-8", write_through=True)
    stream.isatty = lambda: terminal  # type: ignore[method-assign]
    screen = Screen(stream)
    screen.write("\x1b[1mtext")
    screen.buffer.write(b"\x1b[1mdata")
    beneath(screen).write("\x1b[1mours")  # type: ignore[arg-type]

    sign = "\N{REPLACEMENT CHARACTER}"
    held = f"{sign if terminal else chr(27)}[1mdata"
    assert data.getvalue().decode() == f"{sign}[1mtext{held}\x1b[1mours"


def test_a_stream_that_was_closed_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout", None)
    monkeypatch.setattr("sys.stderr", io.TextIOWrapper(io.BytesIO()))
    guard_streams()

    assert sys.stdout is None
    assert isinstance(sys.stderr, Screen)
