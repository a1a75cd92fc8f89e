"""Below a path of another server every address that is sent has that path before it."""

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from atgraph.errors import RefusedError
from atgraph.web.app import make_app
from atgraph.web.desk import Desk
from atgraph.web.root_path import check_root

ROOT = "/data/atgraph"
LEADS = re.compile(r'\s(?:href|src|srcset|action|formaction)="(/[^"]*)"')


@pytest.fixture(scope="module")
def below(mini_store: Path) -> TestClient:
    return TestClient(make_app(Desk(mini_store), root=ROOT), follow_redirects=False)


PAGES = ("/", "/list/organizations", "/source/example-forum-3", "/map", "/sparql", "/nothing")


@pytest.mark.parametrize("path", PAGES)
def test_every_address_of_a_page_is_below_the_path(below: TestClient, path: str) -> None:
    page = below.get(f"{ROOT}{path}", headers={"accept": "text/html"})
    found = LEADS.findall(page.text)
    assert found
    assert [one for one in found if not one.startswith(f"{ROOT}/") and one[1] != "/"] == []
    assert ROOT * 2 not in page.text
    own = next(one for one in found if "/static/" in one)
    assert below.get(own).status_code == 200


def test_it_is_the_same_whether_the_server_in_front_takes_the_path_off(below: TestClient) -> None:
    assert below.get("/about").content == below.get(f"{ROOT}/about").content
    assert below.get(ROOT).content == below.get("/").content
    head = below.head(f"{ROOT}/about")
    assert (head.status_code, head.content) == (200, b"")


def test_redirects_and_what_is_cited_lead_below_it(below: TestClient) -> None:
    assert below.get(f"{ROOT}/find").headers["location"] == f"{ROOT}/"
    assert f"http://testserver{ROOT}/?version=" in below.get(f"{ROOT}/").text


def test_what_is_no_page_stays_as_it_is(below: TestClient, mini_store: Path) -> None:
    above = TestClient(make_app(Desk(mini_store)))
    for path in ("/list/organizations.csv", "/static/find.js", "/health"):
        assert below.get(f"{ROOT}{path}").content == above.get(path).content


def test_a_path_that_only_begins_so_is_another(below: TestClient) -> None:
    assert below.get(f"{ROOT}s/about").status_code == 404


@pytest.mark.parametrize(
    "wrong", ["atgraph", "//evil.example", "/a/../b", "/a b", '/"x', "/ä", "/a//b", "http://x/"]
)
def test_a_root_that_is_no_path_is_refused(wrong: str) -> None:
    with pytest.raises(RefusedError, match="write --root-path as /atgraph"):
        check_root(wrong)


def test_no_script_asks_an_address_that_is_not_below_it() -> None:
    scripts = sorted((Path(__file__).parents[2] / "viz" / "web" / "static").glob("*.js"))
    asked = re.compile(r"(?:fetch|import|assign|replace|loadLibrary)\(\s*[\"'`]/|location\.origin")
    assert scripts
    assert [p.name for p in scripts if asked.search(p.read_text(encoding="utf-8"))] == []
