"""The programmes of a large data folder are read and mapped by several processes.

None of it stays in memory but what later steps need: the quads go into files.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from queue import Empty, SimpleQueue

from atgraph.build import map_job
from atgraph.build.change.digests import folder_digest
from atgraph.build.map_on_cluster import SharedFiles, map_there
from atgraph.build.mapped import MappedFolder, MappedProgramme
from atgraph.build.spark import Cluster
from atgraph.data.folder import DataRead, programme_folders
from atgraph.data.journal import settled
from atgraph.errors import RefusedError
from atgraph.rdf.ontology import Ontology
from atgraph.sandbox import process
from atgraph.sandbox.sandbox import Deadline, Job, Sandbox
from atgraph.sandbox.spool import Stopped

MANY = 50  # programmes from which on it is quicker than one by one, and the quads are too many
MEMORY = 1 << 30  # bytes that a programme may take, beside what a process has from the beginning
SIZE = 1 << 30  # bytes of N-Quads, and of what else is told of a programme
SECONDS = 600.0  # for a programme
DO = "nothing was published; close other programs, or let fewer work at once with --jobs"

Tell = Callable[[int, int], object]


def map_by_processes(
    data: Path,
    read: DataRead,
    ontology: Ontology,
    files: Path,
    jobs: int,
    tell: Tell,
    on: Cluster | None = None,
) -> list[MappedProgramme]:
    """Read and map the programmes of a data folder of which the registry was ``read``.

    What is wrong is added to what was read. N-Quads are written into a folder for ``files``.
    ``tell`` is called with the number of programmes that are mapped, and of all. The processes are
    so many ``jobs``, or those ``on`` a Spark cluster, which see the folder under the same name.

    Raises:
        RefusedError: a process ended before it was done, or sees another folder.
    """
    folders = programme_folders(data)
    work = _Work(data, folders, ontology, files, tell)
    with settled(data):
        if on:
            work.spread(on)
        else:
            work.share(min(jobs, len(folders)))
    found = [work.found[folder] for folder in folders]
    read.ids = set().union(*(one.read.ids for one in found))
    of_registry = [
        p for p in read.problems if p.rule != "unknown-programme" or p.key.value not in read.ids
    ]
    read.problems = [*(p for one in found for p in one.read.problems), *of_registry]
    read.unreadable = read.unreadable or any(one.read.unreadable for one in found)
    return [programme for one in found for programme in one.programmes]


class _Work:
    """Folders of programmes, of which each is read once."""

    def __init__(
        self, data: Path, folders: list[Path], ontology: Ontology, files: Path, tell: Tell
    ) -> None:
        self.found = dict[Path, MappedFolder]()
        self._data, self._ontology, self._files, self._tell = data, ontology, files, tell
        self._of, self._count = len(folders), count()
        self._left = SimpleQueue[Path]()
        for folder in folders:
            self._left.put(folder)

    def share(self, jobs: int) -> None:
        """Let so many processes work, with a thread for each."""
        with ThreadPoolExecutor(jobs) as pool:
            tasks = [pool.submit(self._by_process) for _ in range(jobs)]
            try:
                for task in tasks:
                    task.result()
            except BaseException:
                self._drop()
                raise

    def spread(self, on: Cluster) -> None:
        """Let a cluster work, so many programmes at a time that none of its workers waits."""
        given = on.give(SharedFiles.of(self._data))
        while some := [self._left.get() for _ in range(min(on.width, self._left.qsize()))]:
            tasks = [(str(folder), folder_digest(folder)) for folder in some]
            for folder, (written, quads) in zip(some, on.run(map_there, given, tasks), strict=True):
                file = self._files / f"{next(self._count)}.nq"
                file.write_bytes(quads)
                self.found[folder] = MappedFolder.of_written(written, self._ontology)
                for programme in self.found[folder].programmes:
                    programme.draft.file = file
            self._tell(len(self.found), self._of)

    def _drop(self) -> None:
        """Leave what is left, so that nobody waits for it."""
        while not self._left.empty():
            self._left.get()

    def _by_process(self) -> None:
        given = {"data": str(self._data)}
        job = Job(map_job.__name__, memory=MEMORY, size=SIZE, given=given)
        try:
            with Sandbox(job) as sandbox:
                self._do(sandbox)
        except Stopped as exc:
            self._drop()
            raise RefusedError(f"a process that reads programmes {_why(exc)}; {DO}") from exc

    def _do(self, sandbox: Sandbox) -> None:
        while True:
            try:
                folder = self._left.get_nowait()
            except Empty:
                return
            task = {"folder": str(folder), "file": str(self._files / f"{next(self._count)}.nq")}
            with sandbox.run(task, Deadline(SECONDS)) as output:
                self.found[folder] = MappedFolder.of_written(output.read(), self._ontology)
            self._tell(len(self.found), self._of)


def _why(stopped: Stopped) -> str:
    return {
        process.TOO_LONG: f"takes more than {SECONDS:g} seconds for one",
        process.TOO_MUCH: f"takes more than {MEMORY >> 20} MB of memory for one",
        process.NOT_STARTED: f"cannot be started: {stopped.said}",
    }.get(stopped.code, f"ended before it was done ({stopped.said})")
