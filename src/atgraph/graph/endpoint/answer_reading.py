"""A long answer of a server is read in a sandbox, before the time of its query is up."""

from __future__ import annotations

import json

from atgraph.errors import EndpointError, IncompleteResults
from atgraph.graph.endpoint import reading_job
from atgraph.graph.endpoint.response import HEADERS, Response
from atgraph.graph.endpoint.server_answer import read_answer
from atgraph.graph.free_query import MEMORY, SIZE, read_output
from atgraph.graph.result import Result
from atgraph.sandbox import process
from atgraph.sandbox.sandbox import Deadline, Job, Sandbox
from atgraph.sandbox.spool import Stopped

SHORT = 1 << 20  # bytes of an answer that is read here: a process would start for longer
JOB = Job(reading_job.__name__, MEMORY, SIZE)


def read(response: Response, form: str, deadline: Deadline) -> Result:
    """Return the result of a query of a form that an answer holds.

    It is an IncompleteResults if the answer is not whole, an EndpointError if it takes too much.
    """
    if len(response.body) <= SHORT:
        return read_answer(response, form)
    headers = {name: response.headers[name] for name in HEADERS if name in response.headers}
    task = {**vars(response), "headers": headers, "form": form}
    try:
        with Sandbox(JOB) as sandbox:
            return read_output(sandbox.run(task, deadline))
    except Stopped as exc:
        raise _error(exc, response, deadline) from exc


def _error(stopped: Stopped, response: Response, deadline: Deadline) -> EndpointError:
    if stopped.code == reading_job.INCOMPLETE:
        why, limit = json.loads(stopped.said)
        return IncompleteResults(why, response.asked, partial=response.body, limit=limit)
    if stopped.code == reading_job.NOT_READ:
        return EndpointError(stopped.said, response.asked)
    why = {
        process.TOO_LONG: f"gave no answer that is read within {deadline.seconds:g} s",
        process.TOO_MUCH: f"gave an answer that takes more than {MEMORY >> 30} GiB to read",
        process.TOO_LARGE: f"gave a result that is larger than {SIZE / 2**30:g} GiB",
    }.get(stopped.code, f"gave an answer that cannot be read: {stopped.said}")
    waiting = ", or wait longer with --timeout" if stopped.code == process.TOO_LONG else ""
    return EndpointError(f"{why}; ask for less{waiting}", response.asked)
