"""Several documents at once, each into the folder of its programme."""

from __future__ import annotations

import math
import os
import signal
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from pathlib import Path

from atgraph.curate.ingest.drafting import draft
from atgraph.curate.ingest.transcript_writer import number_names
from atgraph.data.slugs import slug
from atgraph.errors import AtgraphError, RefusedError, UnreadableError
from atgraph.graph.worker.process import end_in_time

FEW = 8  # documents below which a second process takes longer to start than it saves


@dataclass(frozen=True)
class Ingested:
    """What became of one document."""

    folder: Path
    report: str = ""
    needs_review: bool = False
    error: AtgraphError | None = None
    note: str = ""


def ingest(
    files: Sequence[Path], folder: Path, own: bool = False
) -> Generator[Ingested, None, None]:
    """Draft the transcript of each document, and yield what became of it, in their order.

    Args:
        files: the documents.
        folder: where each programme gets a folder of its own.
        own: the folder is itself that of the one programme.
    """
    names = number_names(slug(file.stem) or "programme" for file in files)
    targets = [folder if own else folder / name for name in names]
    if len(files) < FEW or (os.cpu_count() or 1) < 2:
        yield from map(_ingest, files, targets)
        return
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    with ProcessPoolExecutor(min(os.cpu_count() or 1, 4), initializer=_end_at_once) as pool:
        try:
            yield from pool.map(_ingest, files, targets, chunksize=4)
        except BrokenProcessPool as exc:
            raise RefusedError(
                "the system ended a process that was reading, as when memory is short; "
                "name fewer documents at once",
                folder,
            ) from exc


def _end_at_once() -> None:
    """Let a process of the pool end with Ctrl-C, and when the command is gone.

    Else it waits for ever to hand over what it read.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    end_in_time(os.getppid(), math.inf)


def _ingest(file: Path, folder: Path) -> Ingested:
    try:
        if folder.exists() and not folder.is_dir():
            # before minutes go into reading
            raise RefusedError("is a file; name a folder with --out", folder)
        name = (folder.resolve() if folder.name == ".." else folder.absolute()).name
        identifier = slug(name) or "programme"
        written = draft(file, identifier).write(folder)
    except AtgraphError as exc:
        return Ingested(folder, error=exc)
    except (RecursionError, MemoryError) as exc:
        reason = (
            f"is nested too deep or too large to be read ({type(exc).__name__}); save it as text"
        )
        return Ingested(folder, error=UnreadableError(reason, file))
    except OSError as exc:
        return Ingested(folder, error=RefusedError(f"the system refused: {exc.strerror}", file))
    note = "" if name == identifier else f"; its id is {identifier}, so call the folder that, too"
    return Ingested(folder, written.report, written.needs_review, note=note)
