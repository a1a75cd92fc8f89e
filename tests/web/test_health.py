"""Whether the graph can be read, for what watches over the server."""

import shutil
from pathlib import Path

from starlette.testclient import TestClient

import mini
from atgraph.graph.store import LINK
from atgraph.web.app import make_app
from atgraph.web.desk import Desk


def test_health_has_the_version_and_is_kept_by_nobody(mini_store: Path) -> None:
    with TestClient(make_app(Desk(mini_store))) as client:
        answer = client.get("/health")
    assert answer.status_code == 200
    assert answer.json() == {"ok": True, "version": mini.graph().version}
    assert answer.headers["cache-control"] == "no-store"


def test_a_store_that_cannot_be_read_is_told_until_it_can(mini_store: Path, tmp_path: Path) -> None:
    store = Path(shutil.copytree(mini_store, tmp_path / "store", symlinks=True))
    with TestClient(make_app(Desk(store))) as client:
        assert client.get("/health").status_code == 200
        (store / LINK).rename(store / "away")
        gone = client.get("/health")
        assert (gone.status_code, gone.json()["ok"]) == (503, False)
        assert str(tmp_path) not in gone.text
        (store / "away").rename(store / LINK)
        assert client.get("/health").status_code == 200
