"""Serves the explorer on an address of this machine, until it is stopped."""

from __future__ import annotations

import socket
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path
from types import FrameType

import uvicorn

from atgraph.errors import RefusedError
from atgraph.web.app import make_app
from atgraph.web.desk import Desk

WAITING = 2_048  # connections, until they are answered
LAST_PORT = 65_535
LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]", "::1"})


def serve(
    desk: Desk,
    host: str,
    port: int,
    *,
    contact: str = "",
    shortlist: Path | None = None,
    ready: Callable[[str], None],
) -> None:
    """Serve a desk until Ctrl-C.

    Args:
        desk: what opens the graph; that it can be opened is checked first.
        host: the name or address to listen at.
        port: the port; 0 for any that is free.
        contact: where a correction is asked for.
        shortlist: the file that readers may write a shortlist to, on this machine only.
        ready: is told the address, once it answers.

    Raises:
        RefusedError: nothing can listen there, or others could write the shortlist.
    """
    if shortlist and host not in LOOPBACK:
        why = f"at {host} others could write to the shortlist"
        raise RefusedError(f"{why}; leave out --host or --shortlist")
    desk.now()
    bound = _listen(host, port)
    shown = f"[{host}]" if ":" in host else host
    config = uvicorn.Config(
        make_app(desk, LOOPBACK if host in LOOPBACK else frozenset(), contact, shortlist),
        access_log=False,
        log_level="warning",
        server_header=False,
        h11_max_incomplete_event_size=16_384,
        timeout_graceful_shutdown=1,
    )
    ready(f"http://{shown}:{bound.getsockname()[1]}/")
    with suppress(KeyboardInterrupt):  # which is how it ends
        OnceStopped(config).run(sockets=[bound])


class OnceStopped(uvicorn.Server):
    """A server that ends by one Ctrl-C: another one while it ends interrupts nothing."""

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Begin to end."""
        if not self.should_exit:
            super().handle_exit(sig, frame)


def _listen(host: str, port: int) -> socket.socket:
    if not 0 <= port <= LAST_PORT:  # the system takes others for what is left of them
        raise RefusedError(f"there is no port {port}; choose one from 1 to {LAST_PORT}")
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with ExitStack() as opened:
            # Only what is named as TCP asyncio sends at once; else each answer waits 40 ms.
            tcp = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
            bound = opened.enter_context(tcp)
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            bound.bind(address)
            bound.listen(WAITING)  # before it is said: who comes at once waits
            opened.pop_all()
    except OSError as exc:
        why = f"nothing can listen at {host}, port {port}: {exc.strerror}"
        raise RefusedError(f"{why}; choose another with --port or --host") from exc
    return bound
