"""The graph of the project's own data, built once for all tests that ask it."""

from __future__ import annotations

import fcntl
import gc
import os
import shutil
import signal
from collections.abc import Generator
from pathlib import Path

import pytest

import mini
from atgraph.api import KnowledgeGraph

# a shell that starts the tests in the background ignores it, and all they start would
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
gc.set_threshold(50_000, 20, 20)  # as commands do: graphs are many objects and no garbage

MEMORY, ROOM = Path("/dev/shm"), 4 << 30  # bytes


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Let the first of several processes compile a module; those behind it read what it kept."""
    if not isinstance(collector, pytest.Module):
        return (yield)
    with collector.path.open() as module:
        fcntl.flock(module, fcntl.LOCK_EX)
        return (yield)


def pytest_collection_finish() -> None:
    """Keep what was collected, some thousand tests, out of every search for garbage."""
    gc.freeze()


def pytest_sessionfinish() -> None:
    """Look for garbage once: as it ends, pytest looks five times at all that is not frozen."""
    gc.collect()
    gc.freeze()


def takes_files(folder: Path) -> bool:
    """Whether there is room for what tests write, and the programs among it can be run."""
    if not os.access(folder, os.W_OK) or os.statvfs(folder).f_flag & os.ST_NOEXEC:
        return False
    return shutil.disk_usage(folder).free > ROOM


# Each graph is synced as it is published: where files are in memory, the tests wait for no disk.
if takes_files(MEMORY):
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


@pytest.fixture(scope="session", autouse=True)
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that all processes of this run share, also with what `mini.once` makes."""
    own = tmp_path_factory.getbasetemp()
    mini.Shared.folder = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    return mini.Shared.folder


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publish the graph of data/ and return the folder of the store; do not write to it."""
    folder, real = tmp_path_factory.mktemp("graph"), mini.real()
    mini.publish(folder, real.store, real.version)
    return folder


@pytest.fixture(scope="session")
def kg(store: Path) -> KnowledgeGraph:
    """Open the graph of data/."""
    return KnowledgeGraph.open(store)


@pytest.fixture(scope="session")
def mini_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publish the mini programme and return the folder of the store; do not write to it."""
    folder, graph = tmp_path_factory.mktemp("mini"), mini.graph()
    mini.publish(folder, graph.store, graph.version)
    return folder
