"""Serves the explorer on an address of this machine, until it is stopped."""

from __future__ import annotations

import asyncio
import ipaddress
import re
import signal
import socket
from collections.abc import Callable, Collection
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

import uvicorn

from atgraph.errors import AtgraphError, RefusedError
from atgraph.graph.engine import EmbeddedEngine
from atgraph.web.access_log import AccessLog, open_log
from atgraph.web.app import make_app
from atgraph.web.connection import Connection, Remembered
from atgraph.web.desk import Desk
from atgraph.web.root_path import check_root

WAITING = 2_048  # connections, until they are answered
LAST_PORT = 65_535
LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]", "::1"})
NAME = re.compile(r"[A-Za-z0-9_.-]+|\[[0-9A-Fa-f:.]+\]")
# How long it still answers what was asked: seconds after Ctrl-C, and after a request to end.
SOON, PATIENCE = 1, 10
MOMENT = 0.5  # seconds


@dataclass(frozen=True)
class Placement:
    """Where a server stands among others: by which names it is asked, behind what, and its log.

    Attributes:
        names: the host names that it answers to, beside those of this machine.
        proxies: the addresses and networks of web servers in front, whose word it takes for who
            asks, and by which protocol.
        root: the path below which those ask for it.
        log: the file that gets a line for each answer; ``-`` for standard output.
    """

    names: Collection[str] = ()
    proxies: Collection[str] = ()
    root: str = ""
    log: Path | None = None

    def __post_init__(self) -> None:
        """Raise a RefusedError if a name or an address is none."""
        for name in self.names:
            if not NAME.fullmatch(name):
                why = f"{name!r} is no name of a host"
                raise RefusedError(
                    f"{why}; write it without http:// and port: --name graph.example"
                )
        for proxy in self.proxies:
            try:
                ipaddress.ip_network(proxy)
            except ValueError as exc:
                why = f"{proxy!r} is no address of a web server in front"
                how = "write --proxy 127.0.0.1, or a network as 10.0.0.0/8"
                raise RefusedError(f"{why}; {how}") from exc
        check_root(self.root)

    @property
    def is_open(self) -> bool:
        """Whether others than this machine may ask."""
        return bool(self.names or self.proxies or self.root)

    def hosts(self, host: str) -> frozenset[str]:
        """Return the names by which it may be asked where it listens at a host; any, if none."""
        if self.names:
            return LOOPBACK | {name.casefold() for name in self.names}
        return LOOPBACK if host in LOOPBACK else frozenset()


HERE = Placement()


def serve(
    desk: Desk,
    host: str,
    port: int,
    *,
    contact: str = "",
    shortlist: Path | None = None,
    placement: Placement = HERE,
    ready: Callable[[str], None],
) -> None:
    """Serve a desk until Ctrl-C, or until it is asked to end.

    Args:
        desk: what opens the graph; that it can be opened is checked first.
        host: the name or address to listen at.
        port: the port; 0 for any that is free.
        contact: where a correction is asked for.
        shortlist: the file that readers may write a shortlist to, on this machine only.
        placement: what stands in front, and where answers are logged.
        ready: is told the address, once it answers.

    Raises:
        RefusedError: nothing can listen there, the log cannot be written, or others could write the
            shortlist.
    """
    if shortlist and (host not in LOOPBACK or placement.is_open):
        where = "behind another server" if host in LOOPBACK else f"at {host}"
        why = f"{where} others could write to the shortlist"
        raise RefusedError(f"{why}; leave out --shortlist, or what lets others in")
    desk.now()
    root = check_root(placement.root)
    app = make_app(desk, placement.hosts(host), contact, shortlist, root)
    if placement.log:
        app = AccessLog(app, open_log(placement.log))
    bound = _listen(host, port)
    shown = f"[{host}]" if ":" in host else host
    config = uvicorn.Config(
        app,
        access_log=False,
        log_level="warning",
        server_header=False,
        proxy_headers=bool(placement.proxies),  # else anybody could say who asks
        forwarded_allow_ips=[*placement.proxies],
        h11_max_incomplete_event_size=16_384,
        http=_connection(is_logged=placement.log is not None),
        timeout_graceful_shutdown=SOON,
    )
    ready(f"http://{shown}:{bound.getsockname()[1]}{root}/")
    with suppress(KeyboardInterrupt):  # before its own signals are there
        OnceStopped(config, desk).run(sockets=[bound])


def _connection(is_logged: bool) -> type[Connection]:
    """Return the connections of one server; what is logged passes through the application."""
    own = {"remembered": Remembered(), "is_remembering": not is_logged}
    return type("ServedConnection", (Connection,), own)


class OnceStopped(uvicorn.Server):
    """A server that ends by one signal: another one while it ends interrupts nothing."""

    def __init__(self, config: uvicorn.Config, desk: Desk | None = None) -> None:
        super().__init__(config)
        self.desk = desk
        self._preparing: asyncio.Task[None] | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to answer, and a moment later start what answers free queries."""
        await super().startup(sockets)
        if self.desk:
            self._preparing = asyncio.create_task(self._prepare(self.desk))

    @staticmethod
    async def _prepare(desk: Desk) -> None:
        await asyncio.sleep(MOMENT)  # the first page needs the processor
        with suppress(AtgraphError):  # whoever asks is told
            kg = (await asyncio.to_thread(desk.now)).kg
            if isinstance(kg.engine, EmbeddedEngine):
                await desk.workers.prepare(kg.engine, kg.graphs)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End, and all processes that answer queries."""
        if self._preparing:
            self._preparing.cancel()
        await super().shutdown(sockets)
        if self.desk:
            await asyncio.to_thread(self.desk.workers.close)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Begin to end: what was asked before is answered, for as long as the signal leaves."""
        if not self.should_exit:
            self.config.timeout_graceful_shutdown = PATIENCE if sig == signal.SIGTERM else SOON
            self.should_exit = True  # and nothing is raised again: it ends well


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
