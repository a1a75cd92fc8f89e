"""Documents are drafted in sandboxes, and written here: none harms us, or the others."""

from __future__ import annotations

import json
import os
from collections.abc import Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from queue import SimpleQueue

from atgraph.build.validation.returned import returned_in
from atgraph.curate.ingest import draft_job
from atgraph.curate.ingest.drafting import Ingested, TranscriptDraft
from atgraph.curate.ingest.formats import IN_PART, LARGEST
from atgraph.curate.ingest.transcript_writer import number_names
from atgraph.data.slugs import slug
from atgraph.errors import AtgraphError, RefusedError, UnreadableError
from atgraph.sandbox import process
from atgraph.sandbox.sandbox import Deadline, Job, Sandbox
from atgraph.sandbox.spool import Stopped

SECONDS = 50.0
MEMORY = 768 << 20
SIZE = 2 * LARGEST
FEW = 8  # documents below which a second process takes longer to start than it saves
AS_TEXT = "save what it prints as text"
JOB = Job(draft_job.__name__, MEMORY, SIZE)


def ingest(
    files: Sequence[Path], folder: Path, own: bool = False, together: bool = False
) -> Generator[Ingested, None, None]:
    """Draft each document into its folder, or the ``own`` one; yield what became of each.

    Documents ``together`` are of one event: they become one draft, named by the first.
    """
    groups = [files] if together else [[file] for file in files]
    names = number_names(slug(group[0].stem) or "programme" for group in groups)
    targets = [folder if own else folder / name for name in names]
    count = 1 if len(groups) < FEW else min(os.cpu_count() or 1, 4)
    free = SimpleQueue[Sandbox]()

    def read(group: Sequence[Path], target: Path) -> TranscriptDraft | AtgraphError:
        if target.exists() and not target.is_dir():
            return RefusedError("is a file; name a folder with --out", target)
        sandbox = free.get()
        try:
            return _read(sandbox, group, _identifier(target)[1])
        finally:
            free.put(sandbox)

    with ExitStack() as opened:
        pool = opened.enter_context(ThreadPoolExecutor(count))
        for _ in range(count):
            sandbox = opened.enter_context(Sandbox(JOB))
            sandbox.start(Deadline(SECONDS))  # before there are threads
            free.put(sandbox)
        # on Ctrl-C no document is read on
        opened.callback(pool.shutdown, wait=False, cancel_futures=True)
        for target, found in zip(targets, pool.map(read, groups, targets)):
            yield _written(target, found)


def draft(path: Path, identifier: str = "") -> TranscriptDraft:
    """Draft the transcript of a text, Markdown, HTML, PDF or DOCX file, in a sandbox of its own.

    ``identifier`` is the programme's id, else made of the file's name. A document that cannot be
    read is an UnreadableError, which says why and what to do.
    """
    with Sandbox(JOB) as sandbox:
        found = _read(sandbox, [path], identifier)
    if isinstance(found, AtgraphError):
        raise found
    return found


def _identifier(folder: Path) -> tuple[str, str]:
    """Return the name of a folder, and the id of the programme in it."""
    name = (folder.resolve() if folder.name == ".." else folder.absolute()).name
    return name, slug(name) or "programme"


def _read(
    sandbox: Sandbox, files: Sequence[Path], identifier: str
) -> TranscriptDraft | AtgraphError:
    """Return the draft of a document, or of several of one event, or why there is none."""
    task = {"paths": list(map(str, files)), "identifier": identifier}
    try:
        with sandbox.run(task, Deadline(SECONDS)) as output:
            return draft_job.read(output)
    except Stopped as exc:
        return _error(exc, files[0])


def _error(stopped: Stopped, file: Path) -> AtgraphError:
    """Say why a document was not read, and what to do."""
    larger = f"; {IN_PART}, or {AS_TEXT}"
    match stopped.code:
        case draft_job.UNREADABLE:
            return UnreadableError(*json.loads(stopped.said))
        case draft_job.TOO_DEEP:
            why = f"is nested too deep to be read; {AS_TEXT}"
        case process.NOT_STARTED:
            return RefusedError(f"cannot be read: {stopped.said}; name fewer documents", file)
        case process.TOO_LONG:
            why = f"takes more than {SECONDS:g} seconds to read, and is given up{larger}"
        case process.TOO_MUCH:
            why = f"takes more than {MEMORY >> 20} MB of memory to read, and is given up{larger}"
        case process.TOO_LARGE:
            why = f"becomes more than {SIZE >> 20} MB, and is given up{larger}"
        case _:
            why = f"ends what reads it ({stopped.said}), and is given up; {AS_TEXT}"
    return UnreadableError(why, file)


def _written(folder: Path, found: TranscriptDraft | AtgraphError) -> Ingested:
    """Write a draft into its folder, and return what became of the document."""
    if isinstance(found, AtgraphError):
        return Ingested(folder, error=found)
    name, identifier = _identifier(folder)
    try:
        written = found.write(folder)
    except AtgraphError as exc:
        return Ingested(folder, error=exc)
    try:
        returned = tuple(returned_in(folder))
    except AtgraphError:  # the registry is mended where it is read
        returned = ()
    note = "" if name == identifier else f"; its id is {identifier}, so call the folder that, too"
    needs_review = written.needs_review or bool(returned)
    return replace(written, note=note, returned=returned, needs_review=needs_review)
