"""The graph of data/ on the embedded store and on each server, sent there by `atgraph push`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
import servers
from servers import Server

from atgraph.api import KnowledgeGraph
from atgraph.graph.endpoint.push import push
from atgraph.graph.endpoint.remote import RemoteEngine

REAL = {"oxigraph", "virtuoso", "engine", "server", "small_oxigraph", "small_virtuoso"}


def pytest_itemcollected(item: pytest.Item) -> None:
    if not REAL.isdisjoint(getattr(item, "fixturenames", ())):
        item.add_marker(pytest.mark.server)


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask loopback itself, and as nobody."""
    for name in [n for n in os.environ if n.lower().endswith("_proxy") or n.startswith("ATGRAPH_")]:
        monkeypatch.delenv(name)


def filled(server: Server, kg: KnowledgeGraph) -> Server:
    """Send a graph to a server."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in server.environment.items():
            patch.setenv(name, value)
        push(kg, RemoteEngine.open(server.url, 600))
    return server


@contextmanager
def with_data(running: AbstractContextManager[Server], kg: KnowledgeGraph) -> Iterator[Server]:
    """Run a server with a graph."""
    with running as server:
        yield filled(server, kg)


@pytest.fixture(scope="session")
def oxigraph(
    shared: Path, tmp_path_factory: pytest.TempPathFactory, kg: KnowledgeGraph
) -> Iterator[Server]:
    """The graph of data/ on an Oxigraph server for all processes; read it, do not write to it."""
    running = servers.oxigraph(tmp_path_factory.mktemp("oxigraph") / "store")
    with servers.shared(shared / "oxigraph.json", with_data(running, kg)) as server:
        yield server


@pytest.fixture(scope="session")
def virtuoso(
    shared: Path, tmp_path_factory: pytest.TempPathFactory, kg: KnowledgeGraph
) -> Iterator[Server]:
    """The graph of data/ on Virtuoso for all processes; read it, do not write to it."""
    running = servers.virtuoso(tmp_path_factory.mktemp("virtuoso") / "database")
    with servers.shared(shared / "virtuoso.json", with_data(running, kg)) as server:
        yield server


@pytest.fixture(params=["oxigraph", "virtuoso"])
def engine(request: pytest.FixtureRequest) -> Server:
    """Each server in turn."""
    server: Server = request.getfixturevalue(request.param)
    return server


@pytest.fixture
def remote(engine: Server) -> KnowledgeGraph:
    """The graph that each server keeps."""
    return KnowledgeGraph.open(endpoint=engine.url, timeout=600)
