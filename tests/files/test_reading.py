"""files: read whole, as UTF-8, or refused with their line."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from atgraph.errors import UnreadableError
from atgraph.files import read_text


def test_line_ends_become_newlines(tmp_path: Path) -> None:
    path = tmp_path / "source.txt"
    path.write_bytes("é\r\nb\rc\n".encode())

    assert read_text(path) == "é\nb\nc\n"


def test_a_byte_that_is_not_utf8_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "source.txt"
    path.write_bytes(b"one\ntwo \xe9\n")

    with pytest.raises(UnreadableError) as told:
        read_text(path)
    assert str(told.value).startswith(f"{path}:2: is not UTF-8")


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="cannot be read: No such file"):
        read_text(tmp_path / "none.txt")


def test_a_text_that_no_one_looks_through_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(1 << 40)

    with pytest.raises(UnreadableError, match="is larger than 32 MB; divide it"):
        read_text(tmp_path / "a.txt")


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")

    with pytest.raises(UnreadableError, match="is a pipe or a device, not a file"):
        read_text(tmp_path / "pipe.txt")
