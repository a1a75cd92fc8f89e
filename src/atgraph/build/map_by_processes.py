"""The programmes of a large data folder are read and mapped by several processes.

None of it stays in memory but what later steps need: the quads go into files.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import count, islice
from pathlib import Path
from threading import Lock

from atgraph.build import map_job
from atgraph.build.change.digests import folder_digest
from atgraph.build.map_on_cluster import SharedFiles, map_there
from atgraph.build.mapped import MappedFolder, MappedProgramme
from atgraph.build.shared_work import SECONDS, SharedWork, refusal
from atgraph.build.spark import Cluster
from atgraph.data.folder import DataRead, programme_folders
from atgraph.data.journal import settled
from atgraph.data.registry import Registry
from atgraph.data.registry.known_records import kept_of
from atgraph.rdf.ontology import Ontology
from atgraph.sandbox.sandbox import Deadline, Job, Sandbox

MANY = 50  # programmes from which on it is quicker than one by one, and the quads are too many
MEMORY = 1 << 30  # bytes that a programme may take, beside what a process has from the beginning
SIZE = 1 << 30  # bytes of N-Quads, and of what else is told of a programme

Tell = Callable[[int, int], object]
Load = Callable[[Path], None]


def map_by_processes(
    data: Path,
    read: DataRead,
    ontology: Ontology,
    files: Path,
    jobs: int,
    tell: Tell,
    on: Cluster | None = None,
    load: Load | None = None,
) -> list[MappedProgramme]:
    """Read and map the programmes of a data folder of which the registry was ``read``.

    What is wrong is added to what was read. N-Quads are written into a folder for ``files``.
    ``tell`` is called with the number of programmes that are mapped, and of all. The processes are
    so many ``jobs``, or those ``on`` a Spark cluster, which see the folder under the same name.
    While they work, ``load`` is called with the files of programmes, in order; each is marked.

    Raises:
        RefusedError: a process ended before it was done, or sees another folder.
    """
    folders = programme_folders(data)
    work = _Work(data, folders, ontology, files, tell, load)
    with settled(data):
        if on:
            work.spread(on)
        else:
            work.share(min(jobs, len(folders)), read.registry)
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
        self,
        data: Path,
        folders: list[Path],
        ontology: Ontology,
        files: Path,
        tell: Tell,
        load: Load | None = None,
    ) -> None:
        self.found = dict[Path, MappedFolder]()
        self._data, self._ontology, self._files, self._tell = data, ontology, files, tell
        self._of, self._count = len(folders), count()
        self._folders = SharedWork(folders)
        self._load, self._loading, self._waiting = load, Lock(), iter(folders)
        self._next = next(self._waiting, None)

    def share(self, jobs: int, registry: Registry) -> None:
        """Let so many processes work, which read no record of the registry again."""
        records = kept_of(registry.texts, registry.records)
        given = {"data": str(self._data), "texts": registry.texts, "records": records}
        job = Job(map_job.__name__, memory=MEMORY, size=SIZE, given=given)
        self._folders.share(
            jobs, job, self._do, lambda stopped: refusal(stopped, job, "reads programmes", "one")
        )

    def spread(self, on: Cluster) -> None:
        """Let a cluster work, so many programmes at a time that none of its workers waits."""
        given = on.give(SharedFiles.of(self._data))
        while some := list(islice(self._folders, on.width)):
            tasks = [(str(folder), folder_digest(folder)) for folder in some]
            for folder, (written, quads) in zip(some, on.run(map_there, given, tasks), strict=True):
                file = self._file()
                file.write_bytes(quads)
                self.found[folder] = MappedFolder.of_written(written, self._ontology)
                for programme in self.found[folder].programmes:
                    programme.draft.file = file
            self._tell(len(self.found), self._of)

    def _do(self, sandbox: Sandbox) -> None:
        for folder in self._folders:
            task = {"folder": str(folder), "file": str(self._file())}
            with sandbox.run(task, Deadline(SECONDS)) as output:
                self.found[folder] = MappedFolder.of_written(output.read(), self._ontology)
            self._tell(len(self.found), self._of)
            self._load_found()

    def _load_found(self) -> None:
        """Load what is next in order and there, unless another thread does; some may be left.

        The order in which programmes are mapped is not always the same, and that of the graph is.
        """
        if self._load is None or not self._loading.acquire(blocking=False):
            return
        try:
            while self._next in self.found:
                for programme in self.found[self._next].programmes:
                    if programme.draft.file:
                        self._load(programme.draft.file)
                        programme.draft.is_loaded = True
                self._next = next(self._waiting, None)
        finally:
            self._loading.release()

    def _file(self) -> Path:
        return self._files / f"{next(self._count)}.nq"
