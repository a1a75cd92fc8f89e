"""The explorer on a port of this machine, in a thread of the tests."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn

from atgraph.web.app import make_app
from atgraph.web.desk import Desk


@contextmanager
def served_here(store: Path) -> Iterator[str]:
    """Serve a store, and yield the address without a slash at its end."""
    config = uvicorn.Config(make_app(Desk(store)), port=0, log_level="error", access_log=False)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            time.sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()
