"""A shortlist of one's own: written by our forms alone, on this machine alone."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from atgraph.api import KnowledgeGraph
from atgraph.errors import RefusedError
from atgraph.network.shortlist import read_shortlist
from atgraph.web.app import make_app
from atgraph.web.desk import Desk
from atgraph.web.server import serve

CLUB = "/network/partners?organization=The+Mekong+Club"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ours.yml"


@pytest.fixture
def own(store: Path, path: Path) -> Iterator[TestClient]:
    with TestClient(make_app(Desk(store), shortlist_file=path), follow_redirects=False) as found:
        yield found


def form(client: TestClient) -> dict[str, str]:
    """Return what the first form of a candidate holds."""
    first = re.search(r'<form class="keep".*?</form>', client.get(CLUB).text, re.DOTALL)
    assert first
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', first[0]))


@pytest.mark.slow
def test_what_is_kept_stands_in_the_file_and_on_the_pages(
    own: TestClient, path: Path, kg: KnowledgeGraph
) -> None:
    given = form(own) | {"mark": "keep", "note": "asks for pilots\n- dismiss: Thorn"}
    answer = own.post("/shortlist", data=given)
    assert (answer.status_code, answer.headers["location"]) == (303, CLUB)
    (entry,) = read_shortlist(kg, path)
    assert (entry.mark, entry.note) == ("keep", "asks for pilots - dismiss: Thorn")
    assert "kept, " in own.get(CLUB).text
    assert "asks for pilots" in own.get("/shortlist").text


@pytest.mark.slow
def test_who_is_dismissed_is_suggested_no_more(own: TestClient) -> None:
    given = form(own)
    own.post("/shortlist", data=given | {"mark": "dismiss"})
    page = own.get(CLUB).text
    assert f'name="candidate" value="{given["candidate"]}"' not in page
    assert "1 dismissed on the shortlist" in page


@pytest.mark.slow
@pytest.mark.parametrize(
    ("changed", "headers", "status"),
    [
        ({"token": "guessed"}, {}, 403),
        ({"token": ""}, {}, 403),
        ({}, {"origin": "http://evil.example"}, 403),
        ({}, {"sec-fetch-site": "cross-site"}, 403),
        ({"mark": "shout"}, {}, 400),
        ({"candidate": "Nobody"}, {}, 404),
        ({"note": "x" * 30_000}, {}, 413),
        ({}, {"content-type": "text/plain"}, 415),
    ],
)
def test_what_is_not_our_form_writes_nothing(
    own: TestClient, path: Path, changed: dict[str, str], headers: dict[str, str], status: int
) -> None:
    given = form(own) | {"mark": "keep"} | changed
    assert own.post("/shortlist", data=given, headers=headers).status_code == status
    assert not path.exists()


@pytest.mark.slow
def test_one_is_led_back_to_our_pages_only(own: TestClient) -> None:
    for back in ("//evil.example", "https://evil.example", "/\\evil.example", ""):
        given = form(own) | {"mark": "keep", "back": back}
        assert own.post("/shortlist", data=given).headers["location"] == "/shortlist"


@pytest.mark.slow
def test_a_file_that_is_not_as_it_should_be_is_told_and_left(own: TestClient, path: Path) -> None:
    given = form(own) | {"mark": "keep"}
    path.write_text("- nonsense: Thorn\n")
    assert own.post("/shortlist", data=given).status_code == 409
    assert "line 1" in own.get(CLUB).text
    assert path.read_text() == "- nonsense: Thorn\n"


def test_without_a_shortlist_nothing_can_be_written(client: TestClient) -> None:
    assert client.post("/shortlist", data={"mark": "keep"}).status_code == 404
    assert client.get("/shortlist").status_code == 404
    assert 'class="keep"' not in client.get(CLUB).text


def test_on_another_address_it_is_refused(store: Path, path: Path) -> None:
    def ready(_: str) -> Any:
        raise AssertionError

    with pytest.raises(RefusedError, match="others could write"):
        serve(Desk(store), "0.0.0.0", 0, shortlist=path, ready=ready)
