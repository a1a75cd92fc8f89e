"""What the tests of the explorer share: a client that asks it as a browser without script does."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from atgraph.web.app import make_app
from atgraph.web.desk import Desk


@pytest.fixture(scope="session")
def client(store: Path) -> Iterator[TestClient]:
    """A client of the explorer over the programme of data/."""
    with TestClient(make_app(Desk(store)), follow_redirects=False) as found:
        yield found
