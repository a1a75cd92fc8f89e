"""The job of a document: its draft, read in a sandbox."""

from __future__ import annotations

import gc
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import IO, Any

from pydantic import TypeAdapter

from atgraph.curate.ingest.drafting import TranscriptDraft, draft_here
from atgraph.errors import AtgraphError
from atgraph.sandbox import process

UNREADABLE, TOO_DEEP = process.OF_JOB, process.OF_JOB + 1
DRAFT = TypeAdapter(TranscriptDraft)


def prepare() -> Callable[[dict[str, Any], IO[bytes]], tuple[int, str]]:
    """Return what drafts the transcript of a document."""
    gc.set_threshold(50_000, 20, 20)  # as commands do: there is little garbage to be found
    return work


def read(output: IO[bytes]) -> TranscriptDraft:
    """Read what the job has written."""
    drafted = DRAFT.validate_json(output.readline())
    return replace(drafted, original=output.read()) if drafted.original_name else drafted


def work(task: dict[str, Any], out: IO[bytes]) -> tuple[int, str]:
    """Write the draft of a document, which is one line, and below it the document as received."""
    try:
        path, *others = map(Path, task["paths"])
        drafted = draft_here(path, task["identifier"], others)
    except AtgraphError as exc:
        (problem,) = exc.problems
        return UNREADABLE, json.dumps(
            [problem.message, problem.path or task["paths"][0], problem.line]
        )
    except RecursionError:
        return TOO_DEEP, ""
    out.write(DRAFT.dump_json(replace(drafted, original=None)) + b"\n")
    out.write(drafted.original or b"")
    return process.DONE, ""
