"""Runs `atgraph ingest` on documents, in this process: what it imports is heavy."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click
from click.testing import CliRunner

from atgraph.cli import app
from atgraph.errors import AtgraphError


@dataclass(frozen=True)
class Ran:
    """How a command ended, and what it said on standard error."""

    code: int
    told: str


def ingest(document: Path, folder: Path, *more: object) -> Ran:
    """Draft the transcript of a document into a folder, with more documents and options."""
    result = CliRunner().invoke(
        app,
        ["ingest", str(document), *map(str, more), "--out", str(folder)],
        standalone_mode=False,
    )
    match result.exception:
        case None:
            return Ran(int(result.return_value or 0), result.stderr)
        case AtgraphError() as exc:
            return Ran(exc.exit_code, f"{result.stderr}{exc}")
        case click.exceptions.Exit() | SystemExit() as exc:
            return Ran(int(getattr(exc, "exit_code", getattr(exc, "code", 0)) or 0), result.stderr)
        case click.ClickException() as exc:
            return Ran(2, f"{result.stderr}{exc.format_message()}")
    raise result.exception
