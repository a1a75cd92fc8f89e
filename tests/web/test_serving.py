"""The server as a process: how it starts, what it answers over a socket, and how it ends."""

from __future__ import annotations

import http.client
import json
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import uvicorn

import mini
from atgraph.web.server import OnceStopped


@dataclass(frozen=True)
class Served:
    """A server that runs: its process, and where it is."""

    process: subprocess.Popen[str]
    said: str
    port: int

    def ask(self, address: str, method: str = "GET", **headers: str) -> tuple[int, bytes]:
        """Send an address as it is written; return status and body."""
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)) as asked:
            asked.putrequest(method, address, skip_host="Host" in headers)
            for name, value in headers.items():
                asked.putheader(name, value)
            asked.endheaders()
            answer = asked.getresponse()
            return answer.status, answer.read()


@contextmanager
def served(store: Path, *options: object) -> Iterator[Served]:
    """Serve a store until the end of a test."""
    command = ["serve", "--store", store, "--port", 0, *options]
    process = subprocess.Popen(
        [sys.executable, "-m", "atgraph", *map(str, command)],
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env=mini.environment(),
    )
    try:
        assert process.stderr
        said = ""
        while not (found := re.search(r" at http://\S+:(\d+)/", said)):
            line = process.stderr.readline()
            assert line, said
            said += line
        yield Served(process, said, int(found[1]))
    finally:
        process.kill()
        process.communicate()


@pytest.fixture(scope="module")
def server(mini_store: Path) -> Iterator[Served]:
    with served(mini_store) as found:
        yield found


@pytest.mark.slow
def test_it_says_where_it_is_and_answers_there(server: Served) -> None:
    assert server.said.endswith("Ctrl-C ends it\n")
    assert "others on the network" not in server.said
    status, page = server.ask("/")
    assert (status, page[:15]) == (200, b"<!doctype html>")
    assert server.ask("/", "HEAD") == (200, b"")
    assert server.ask("/about", "POST")[0] == 405
    assert server.ask("/about", "BREW")[0] == 405


@pytest.mark.parametrize(
    "address",
    [
        *("/../../etc/passwd", "/static/../../explorer.css", "/static/..%2f..%2fbase.html.j2"),
        *("/source/..%2f..%2fetc", "/%00", "/page/%00", "/page/%ff%fe", "/list/%F0%9F%92%A9"),
        *("//evil.example/", "/page/" + "a" * 3_000, "/" + "a" * 10_000, "/%7f%1b[31m"),
    ],
)
def test_an_address_that_no_page_has_is_refused_in_plain_words(
    server: Served, address: str
) -> None:
    status, page = server.ask(address)
    assert status in (400, 404, 414)
    assert b"Traceback" not in page
    assert str(mini.ROOT).encode() not in page


@pytest.mark.parametrize("asked", ["q=%00", "q=" + "%F0" * 900, "version=%00", "line=%00", "&&=&"])
def test_parameters_that_are_none_hurt_nobody(server: Served, asked: str) -> None:
    for address in ("/", f"/source/{mini.ID}", "/source", "/about", "/find"):
        assert server.ask(f"{address}?{asked}")[0] in (200, 303, 400, 404)


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "localhost.evil"])
def test_another_host_is_not_served(server: Served, host: str) -> None:
    assert server.ask("/", Host=host)[0] in (400, 421)


@pytest.mark.parametrize(
    "host", ["127.0.0.1:80", "localhost", "LOCALHOST:8642", "[::1]:8642", "[::1]"]
)
def test_this_machine_is_served_by_each_of_its_names(server: Served, host: str) -> None:
    assert server.ask("/about", Host=host)[0] == 200


@pytest.mark.slow
def test_ctrl_c_ends_it_also_while_somebody_is_connected(mini_store: Path) -> None:
    with served(mini_store) as running:
        idle = socket.create_connection(("127.0.0.1", running.port), 60)
        assert running.ask("/")[0] == 200
        running.process.send_signal(signal.SIGINT)
        _, said = running.process.communicate(timeout=60)
        idle.close()
        assert running.process.returncode == 0
        assert "Traceback" not in said
        assert said in ("", "atgraph: the explorer has ended\n")


def test_another_ctrl_c_while_it_ends_interrupts_nothing() -> None:
    server = OnceStopped(uvicorn.Config("none"))
    for _ in range(2):
        server.handle_exit(signal.SIGINT, None)
    assert server.should_exit
    assert not server.force_exit


@pytest.mark.parametrize(("sent", "seconds"), [(signal.SIGINT, 1), (signal.SIGTERM, 10)])
def test_who_asks_it_to_end_says_how_long_it_answers_what_it_was_asked(
    sent: int, seconds: int
) -> None:
    server = OnceStopped(uvicorn.Config("none"))
    server.handle_exit(sent, None)
    assert server.config.timeout_graceful_shutdown == seconds


@pytest.mark.slow
def test_behind_a_proxy_it_believes_that_alone_and_ends_well_when_it_is_asked_to(
    mini_store: Path, tmp_path: Path
) -> None:
    log, config = tmp_path / "access.log", tmp_path / "serve.toml"
    config.write_text(
        f'name = ["graph.example"]\nproxy = ["127.0.0.2"]\nroot-path = "/at"\nlog = "{log}"\n',
        encoding="utf-8",
    )
    said = {"host": "graph.example", "x-forwarded-proto": "https", "x-forwarded-for": "192.0.2.7"}
    with served(mini_store, "--config", config) as running:
        pages = []
        for source in ("127.0.0.1", "127.0.0.2"):
            place = ("127.0.0.1", running.port, 60, (source, 0))
            with closing(http.client.HTTPConnection(*place)) as asked:
                asked.request("GET", "/at/about", headers=said)
                pages.append(asked.getresponse().read().decode())
        assert running.ask("/at/about", Host="evil.example")[0] == 421
        running.process.send_signal(signal.SIGTERM)
        _, ended = running.process.communicate(timeout=60)
        assert (running.process.returncode, ended) == (0, "")
    assert "http://graph.example/at/about?version=" in pages[0]
    assert "https://graph.example/at/about?version=" in pages[1]
    clients = [json.loads(line)["client"] for line in log.read_text().splitlines()]
    assert clients == ["127.0.0.0/24", "192.0.2.0/24", "127.0.0.0/24"]


def test_a_busy_port_is_told(server: Served, mini_store: Path) -> None:
    taken = mini.here("serve", "--store", mini_store, "--port", server.port)
    assert taken.code == 2
    assert f"nothing can listen at 127.0.0.1, port {server.port}: " in taken.err
    assert "choose another with --port" in taken.err


def test_a_port_or_host_that_is_none_is_told(mini_store: Path) -> None:
    for wrong in (("--port", 70_000), ("--port", -1), ("--host", "no.such.host.invalid")):
        told = mini.here("serve", "--store", mini_store, *wrong)
        assert told.code == 2
        assert len(told.lines) <= 4
        assert "something went wrong that should not" not in told.err
        assert "others on the network" not in told.err  # nobody can read it there


@pytest.mark.slow
def test_serving_to_others_is_told_with_what_it_means(mini_store: Path) -> None:
    with served(mini_store, "--host", "0.0.0.0") as running:
        assert "others on the network can read all of it there" in running.said
        assert running.ask("/", Host="some.name.example")[0] == 200


def test_where_nothing_was_built_it_says_so_and_does_not_start(tmp_path: Path) -> None:
    told = mini.here("serve", "--store", tmp_path / "none")
    assert told.code == 2
    assert "no graph was built here yet; run `atgraph build` first" in told.err


@pytest.mark.slow
def test_first_page_is_served_before_what_only_others_need_is_imported() -> None:
    heavy = "{'networkx', 'pandas', 'pydantic', 'requests', 'werkzeug', 'atgraph.web.maps'}"
    code = f"import sys, atgraph.web.server; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        encoding="utf-8",
        env=mini.environment(),
        check=True,
    )

    assert done.stdout.strip() == "[]"
