"""The graph of the project's own data, built once for all tests that ask it."""

from __future__ import annotations

import gc
import signal
from pathlib import Path

import pytest

from atgraph.api import KnowledgeGraph
from atgraph.build.build import build

# a shell that starts the tests in the background ignores it, and all they start would
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
gc.set_threshold(50_000, 20, 20)  # as commands do: graphs are many objects and no garbage
ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build data/ and return the folder of the store; read it, do not write to it."""
    folder = tmp_path_factory.mktemp("graph") / "store"
    build(ROOT / "data", folder)
    return folder


@pytest.fixture(scope="session")
def kg(store: Path) -> KnowledgeGraph:
    """Open the graph of data/."""
    return KnowledgeGraph.open(store)


@pytest.fixture(scope="session")
def mini_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the mini programme and return the folder of the store; read it, do not write to it."""
    folder = tmp_path_factory.mktemp("mini") / "store"
    build(ROOT / "tests" / "programmes" / "data", folder)
    return folder
