"""How every command writes what it found: a table, TSV, CSV, Markdown, JSON, or text to read."""

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from shutil import get_terminal_size
from typing import Any

import click

from atgraph.ask.evidence import Quoted
from atgraph.characters import escaped
from atgraph.export.tables import default_format, filled, render
from atgraph.files import write_file
from atgraph.screen import beneath


def write(
    columns: Sequence[str],
    rows: Iterable[Sequence[str]],
    fmt: str | None,
    *,
    document: Mapping[str, Any] | Sequence[Any] | None = None,
    lines: Iterable[str] | None = None,
    notes: Sequence[Sequence[str]] = (),
) -> None:
    """Print what a command found; without a format as text on a terminal where there are lines.

    JSON has the document, or else the rows as objects; text has the lines. The notes of a row stand
    under it or in a last column.
    """
    fmt = chosen_format(fmt, lines is not None)
    if fmt == "text":
        shown = fitted("".join(f"{line}\n" for line in lines or ()))
    elif fmt == "json":
        found = [dict(zip(columns, row)) for row in rows] if document is None else document
        found = json.dumps(found, ensure_ascii=False, indent=1, allow_nan=False, default=plain)
        shown = escaped(found) + "\n"
    else:
        shown = render(columns, rows, fmt, notes)
    print_text(shown, fmt)


def print_text(text: str, fmt: str) -> None:
    """Print what a command found; the styles of a table act, for its cells do not."""
    click.echo(text, nl=False, file=beneath(sys.stdout) if fmt == "table" else None)


def fitted(text: str) -> str:
    """Return a text whose lines go on further in where a terminal is too narrow for them."""
    if not sys.stdout.isatty():
        return text
    width = get_terminal_size().columns
    lines = ((line, len(line) - len(line.lstrip(" |"))) for line in text.split("\n"))
    return "\n".join(part for line, at in lines for part in filled(line, width, at + 4))


def write_bytes(data: bytes, output: Path | None) -> None:
    """Write a whole file, or to standard output where none is named; no archive to a terminal."""
    if output is None:
        if b"\0" in data and sys.stdout.isatty():
            raise click.UsageError(
                "this is no text, which a terminal could show; name a file with -o"
            )
        sys.stdout.buffer.write(data)
    else:
        write_file(output, data)


def chosen_format(fmt: str | None, has_text: bool = False) -> str:
    """Return the format to write in: on a terminal text where there is some, else the usual one."""
    return fmt or ("text" if has_text and sys.stdout.isatty() else default_format())


def plain(value: Any) -> dict[str, Any]:
    """Return what JSON has of a value: the fields of a record, and of a quote where it stands."""
    if not isinstance(value, Quoted):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    if value.read_elsewhere:
        return {"page": value.text}
    return {"file": value.file, "line": value.line, "text": value.text}
