"""The job of a long answer: whether it is whole, and its result as the project writes it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import IO, Any

from atgraph.errors import EndpointError, IncompleteResults
from atgraph.graph import query_job
from atgraph.graph.endpoint.response import Response
from atgraph.graph.endpoint.server_answer import read_answer
from atgraph.sandbox import process

INCOMPLETE, NOT_READ = process.OF_JOB, process.OF_JOB + 1


def prepare() -> Callable[[dict[str, Any], IO[bytes]], tuple[int, str]]:
    """Return what reads an answer."""
    return work


def work(task: dict[str, Any], out: IO[bytes]) -> tuple[int, str]:
    """Write the result of an answer; return a code, and what is wrong."""
    form = task.pop("form")
    try:
        query_job.write(read_answer(Response(**task), form), out)
    except IncompleteResults as exc:
        return INCOMPLETE, json.dumps([exc.problems[0].message, exc.limit])
    except EndpointError as exc:
        return NOT_READ, exc.problems[0].message
    return process.DONE, ""
