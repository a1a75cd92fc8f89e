"""The invented mini programme of tests/programmes/.

And the command line as a process whose output is piped.
"""

from __future__ import annotations

import atexit
import fcntl
import io
import json
import os
import pickle
import resource
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any, TypeVar

import pytest
import yaml
from hypothesis import settings
from pyoxigraph import Quad, RdfFormat, Store

from atgraph.api import KnowledgeGraph
from atgraph.build.built_graph import BuiltGraph
from atgraph.build.mapping import Draft, map_programme
from atgraph.build.publish import writing
from atgraph.build.whole import build_graph
from atgraph.cli import app, run
from atgraph.data.registry import read_registry
from atgraph.data.transcript import FILE, read_programme
from atgraph.data.yaml_edits import LineChange
from atgraph.export.rdf import as_nquads
from atgraph.export.rdf import export as export_graph
from atgraph.rdf.ontology import Ontology

ROOT = Path(__file__).resolve().parent.parent
MINI = ROOT / "tests" / "programmes" / "data"
REAL = ROOT / "data"
ID = "example-forum-3"
LEFT_OUT = "atgraph: left out: 1 person listed on request; --include-on-request brings them in"

T = TypeVar("T")

settings.register_profile("quick", max_examples=20, deadline=None)
settings.register_profile("full", max_examples=40, deadline=None)
settings.register_profile("long", max_examples=500, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "full"))


class Shared:
    """Where the processes of a run of the tests share what takes long to make."""

    folder: Path | None = None


def once(name: str, make: Callable[[], T]) -> T:
    """Return what a function makes; one process of a run of the tests makes it, for all of them."""
    if Shared.folder is None:  # outside a run
        return make()
    path = Shared.folder / f"{name}.pickle"
    with path.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            rough = path.with_suffix(".rough")
            rough.write_bytes(pickle.dumps(make()))
            rough.rename(path)
    made: T = pickle.loads(path.read_bytes())
    return made


def copy_data(folder: Path) -> Path:
    """Copy the mini programme and its registry to where a test may change them."""
    return Path(shutil.copytree(MINI, folder / "data"))


def change(path: Path, old: str, new: str, count: int = 1) -> int:
    """Replace the first place of a text, insisting that it is there; return its line."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) >= count, f"{old!r} is not in {path.name}"
    path.write_text(text.replace(old, new, count), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def with_lines(text: str, change: LineChange) -> str:
    """Return a text with a change of lines made, as a curator pastes it."""
    old = text.rstrip("\n").split("\n")
    end = change.last or change.first or len(old)
    begin = change.first - 1 if change.last else end
    return "\n".join([*old[:begin], *change.lines, *old[end:]]) + "\n"


def home_with(file: str, old: str, new: str, home: Path) -> Path:
    """Lay out the project's ontology and queries with a change of one file; return that file."""
    for name in ("ontology", "queries"):
        shutil.copytree(ROOT / name, home / name, copy_function=os.symlink)
    (home / file).unlink()
    path = Path(shutil.copy(ROOT / file, home / file))
    change(path, old, new)
    return path


def transcript(data: Path) -> Path:
    """Return where the transcript of the mini programme stands in a data folder."""
    return data / "programmes" / ID / FILE


def rewrite(path: Path, change: Any) -> None:
    """Change a file as plain lists and mappings of texts: order and layout carry no meaning."""
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    change(data)
    path.write_text(
        yaml.dump(data, Dumper=Plain, allow_unicode=True, sort_keys=False, width=1000),
        encoding="utf-8",
    )


class Plain(yaml.SafeDumper):
    """Writes what stands twice out twice."""

    def ignore_aliases(self, data: object) -> bool:
        """Use no anchors."""
        return True


@cache
def ontology() -> Ontology:
    """Return the declarations of the ontology."""
    return Ontology.read(ROOT / "ontology")


def draft(data: Path) -> Draft:
    """Map the mini programme of a data folder, and nothing more."""
    registry, problems = read_registry(data / "registry", ontology())
    made = map_programme(read_programme(transcript(data)), registry, ontology())
    made.problems += problems
    return made


def built(data: Path) -> BuiltGraph:
    """Build a graph in memory for all tests, also where one of them has a home of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("ATGRAPH_HOME", raising=False)
        return build_graph(data)


@cache
def graph() -> BuiltGraph:
    """Build the mini programme in memory."""
    return built(MINI)


def publish(store: Path, quads: Iterable[Quad], version: str) -> Path:
    """Publish quads in a store folder, as a build does; return the new folder."""
    with writing(store) as unfinished:
        unfinished.begin(lambda disk: disk.bulk_extend(quads))
        return unfinished.publish(version)


def export(store: Path) -> bytes:
    """Return what a reader of a store sees, as sorted N-Quads."""
    return export_graph(KnowledgeGraph.open(store))


@cache
def real() -> KnowledgeGraph:
    """Open the data of the project for asking, in memory; they are built once in a run."""
    store = Store()
    store.bulk_load(once("real", lambda: as_nquads([*built(REAL).store])), RdfFormat.N_QUADS)
    return KnowledgeGraph(store)


@dataclass(frozen=True)
class Run:
    """How a command ended, and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.err.splitlines()


def environment(**more: str) -> dict[str, str]:
    """Return the environment in which the checkout's own code runs."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("ATGRAPH")}
    return {**kept, "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1", **more}


def atgraph(
    *arguments: object, stdin: str = "", kill_after: float | None = None, **env: str
) -> Run:
    """Run the command line as a process, its output piped, and kill it after some seconds if asked.

    The process is forked from one that has imported everything and built once, which saves most of
    the time. One that needs an interpreter of its own is started by `fresh`.
    """
    ends = [os.pipe(), os.pipe(), os.pipe()]
    os.write(ends[0][1], stdin.encode())
    os.close(ends[0][1])
    given = [ends[0][0], ends[1][1], ends[2][1]]
    job = {"argv": list(map(str, arguments)), "env": environment(**env)}
    warm = _warm()
    socket.send_fds(warm, [json.dumps(job).encode()], given)
    for end in given:
        os.close(end)
    child = int(warm.recv(16))
    if kill_after is not None and not select.select([warm], [], [], kill_after)[0]:
        with suppress(ProcessLookupError):  # it has ended just now
            os.kill(child, signal.SIGKILL)
    with ThreadPoolExecutor(2) as readers:
        out, err = readers.map(_read, [ends[1][0], ends[2][0]])
    return Run(int(warm.recv(16)), out, err)


def _read(end: int) -> str:
    with open(end, encoding="utf-8") as pipe:
        return pipe.read()


def here(*arguments: object) -> Run:
    """Run the command line in this process, for a test of what it tells and not of how it runs."""
    written, err, argv = io.BytesIO(), io.StringIO(), list(map(str, arguments))
    out = io.TextIOWrapper(written, encoding="utf-8", newline="", write_through=True)
    with redirect_stdout(out), redirect_stderr(err):
        try:
            run(lambda: app.main(argv, prog_name="atgraph", standalone_mode=False))
        except SystemExit as end:
            return Run(int(end.code or 0), written.getvalue().decode(), err.getvalue())


def fresh(*arguments: object, size: int | None = None, **env: str) -> Run:
    """Run the command line in a new interpreter; a largest size of files stands for a full disk."""
    # where files are cut, what Python keeps of a module would be cut, too
    bytecode = ("-B",) if size else ()
    command = [sys.executable, *bytecode, "-m", "atgraph", *map(str, arguments)]
    limit = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (size or 0, size or 0))
    done = subprocess.run(
        command,
        capture_output=True,
        encoding="utf-8",
        env=environment(**env),
        preexec_fn=limit if size else None,
        timeout=120,
        check=False,
    )
    return Run(done.returncode, done.stdout, done.stderr)


def install(program: Path) -> None:
    """Write a program that does what `atgraph` does, for shells: forked as `atgraph` above is.

    One at a time: of two that wait for each other, neither would end.
    """
    _warm()
    program.parent.mkdir(exist_ok=True)
    text = f"#!{sys.executable} -IS\n{PROGRAM.replace('ADDRESS', repr(str(_address())))}"
    program.write_text(text, encoding="utf-8")
    program.chmod(0o755)


@cache
def _address() -> Path:
    folder = tempfile.mkdtemp(dir=Shared.folder)  # which goes with the run, however it ends
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder, "warm")


@cache
def _warm() -> socket.socket:
    """Start the process that the others are forked from; it ends when this one does."""
    ours, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as door:
        door.bind(str(_address()))
        door.listen()
        ends = [its.fileno(), door.fileno()]
        command = [sys.executable, "-c", WARM, *map(str, ends), str(MINI)]
        process = subprocess.Popen(
            command, pass_fds=ends, env=environment(), stdin=subprocess.DEVNULL
        )
    its.close()
    atexit.register(process.wait)
    atexit.register(ours.close)  # called first
    return ours


PROGRAM = """
import json, os, socket, sys

warm = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
warm.connect(ADDRESS)
job = {"argv": sys.argv[1:], "env": dict(os.environ), "cwd": os.getcwd()}
socket.send_fds(warm, [json.dumps(job).encode()], [0, 1, 2])
warm.recv(16)
sys.exit(int(warm.recv(16)))
"""


WARM = """
import gc, json, os, pathlib, select, socket, sys, traceback
sys.modules["matplotlib"] = None  # igraph would import it, and no command lets it
import igraph, jinja2, pyshacl, pyvis.network, rdflib
import atgraph.build.whole, atgraph.ask.card, atgraph.maps.layout, atgraph.maps.page
import atgraph.graph.query_files, atgraph.export.results
from atgraph.cli import COMMANDS, app, main

for command in COMMANDS:
    app.get_command(None, command)
atgraph.build.whole.inspect(pathlib.Path(sys.argv[3]))
atgraph.rdf.namespaces.prefixes.cache_clear()  # a command may have a home of its own
channel, door = (socket.socket(fileno=int(end)) for end in sys.argv[1:3])
gc.collect()
while True:
    ready, _, _ = select.select([channel, door], [], [])
    asking = channel if channel in ready else door.accept()[0]
    job, given, _, _ = socket.recv_fds(asking, 1_000_000, 3)
    if not job:
        break
    child = os.fork()
    if child == 0:
        for number, end in enumerate(given):
            os.dup2(end, number)
        job = json.loads(job)
        os.chdir(job.get("cwd", "."))
        os.environ.clear()
        os.environ.update(job["env"])
        sys.argv = ["atgraph", *job["argv"]]
        code = 1
        try:
            main()
        except SystemExit as end:
            code = end.code
        except BaseException:
            traceback.print_exc()
        try:
            sys.stdout.flush()
        finally:
            os._exit(code)
    for end in given:
        os.close(end)
    asking.send(str(child).encode())
    asking.send(str(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])).encode())
"""
