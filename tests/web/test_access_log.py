"""What is written of each answer: nobody's words, and nobody's whole address."""

import json
import logging
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from atgraph.errors import RefusedError
from atgraph.web.access_log import LOGGER, AccessLog, network_of, open_log
from atgraph.web.app import make_app
from atgraph.web.desk import Desk


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    yield
    log = logging.getLogger(LOGGER)
    for handler in log.handlers[:]:
        log.removeHandler(handler)
        with suppress(OSError):  # of a full disk
            handler.close()


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_a_line_has_no_words_of_a_query_and_no_whole_address(
    mini_store: Path, tmp_path: Path
) -> None:
    file = tmp_path / "access.log"
    app = AccessLog(make_app(Desk(mini_store)), open_log(file))
    with TestClient(app, client=("203.0.113.77", 5)) as client:
        page = client.get("/find?q=Ana+Example", follow_redirects=False)
        client.get("/nobody/Ana%20Example%1b[31m")
        client.post("/sparql", data={"query": "ASK { ?secret ?p ?o }"})
    first, second, third = lines(file)
    assert first.pop("time")
    assert float(str(first.pop("seconds"))) >= 0
    assert first == {
        "client": "203.0.113.0/24",
        "method": "GET",
        "path": "/find",
        "status": page.status_code,
        "bytes": len(page.content),
    }
    assert second["path"] == "/nobody/..."
    assert third["path"] == "/sparql"
    written = file.read_text(encoding="utf-8")
    assert not [word for word in ("Ana", "secret", "ASK", "203.0.113.77") if word in written]


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.200", "192.0.2.0/24"),
        ("2001:db8:1:2::3", "2001:db8:1::/48"),
        ("::ffff:192.0.2.9", "192.0.2.0/24"),
        ("fe80::1%eth0", "fe80::/48"),
        ("nobody\n", ""),
        ("", ""),
    ],
)
def test_an_address_is_shortened_to_its_network(address: str, network: str) -> None:
    assert network_of(address) == network


def test_a_log_that_was_moved_away_goes_on_in_a_new_file(tmp_path: Path) -> None:
    log = open_log(tmp_path / "access.log")
    log.info("before")
    (tmp_path / "access.log").rename(tmp_path / "access.log.1")
    log.info("after")
    assert (tmp_path / "access.log.1").read_text(encoding="utf-8") == "before\n"
    assert (tmp_path / "access.log").read_text(encoding="utf-8") == "after\n"


def test_a_log_that_cannot_be_written_is_told_before_it_serves(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="choose another file with --log"):
        open_log(tmp_path / "none" / "access.log")


def test_a_disk_that_is_full_is_told_once_and_ends_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("there is no /dev/full, which a full disk is played by")
    log = open_log(full)
    log.info("one")
    log.info("two")
    assert [r.getMessage().partition(": ")[0] for r in caplog.records] == [
        "/dev/full cannot be written"
    ]
