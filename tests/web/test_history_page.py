"""What each version brought, as the explorer shows it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import mini
from atgraph.build.history import FILE, ThingChange, VersionEntry, append
from atgraph.build.recording import record
from atgraph.web.app import make_app
from atgraph.web.desk import Desk


def later() -> VersionEntry:
    """What a second version brought to the mini programme, and took from it."""
    return VersionEntry(
        "ab" * 32,
        mini.graph().version,
        statements={"came": 1234},
        things={"tools": {"went": 1}, "people": {"went": 2}, "organizations": {"changed": 1}},
        changes=(
            ThingChange("went", "tool_<i>gone", "tools", "<i>Gone Tool"),
            ThingChange(
                "changed",
                "organization_westland",
                "organizations",
                "Westland",
                {"mentions": {"came": 2}, "organizings": {"went": 1}},
                (mini.ID,),
            ),
        ),
    )


@pytest.fixture(scope="module")
def told(mini_store: Path, tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    store = tmp_path_factory.mktemp("told") / "store"
    shutil.copytree(mini_store, store, symlinks=True)
    record(store)
    append(store, later())
    return TestClient(make_app(Desk(store)), follow_redirects=False)


def test_the_page_has_each_version_with_what_it_brought_newest_first(told: TestClient) -> None:
    page = told.get("/history").text
    assert page.index("ab" * 6) < page.index(mini.graph().version[:12] + "</code> <small>the first")
    assert "tools: 1 went" in page
    assert "&lt;i&gt;Gone Tool" in page
    assert "<i>" not in page
    assert "people: 2 went" in page
    assert "organisations: 10 came" in page
    assert "organisings: " in page and "organizings" not in page
    assert 'href="/page/tool_lantern"' in page
    assert 'href="/page/person_p0001" dir="auto">Ana Example' in page
    assert "Statements: 1,234 came; what rules conclude is not counted." in page
    assert "Muster" not in page


def test_the_page_of_a_thing_says_since_when_and_what_came_to_it(told: TestClient) -> None:
    page = told.get("/page/organization_westland").text
    section = page.partition('id="history"')[2].partition("</section>")[0]
    assert section.index("Changed in") < section.index("Since")
    assert "mentions: 2 came; organisings: 1 went · example forum 3" in section
    assert f'href="/history#v{"ab" * 6}"' in section


def test_of_what_is_not_known_nothing_is_counted(mini_store: Path, tmp_path: Path) -> None:
    store = Path(shutil.copytree(mini_store, tmp_path / "store", symlinks=True))
    append(store, VersionEntry("cd" * 32, "ab" * 32, is_known=False))
    page = TestClient(make_app(Desk(store))).get("/history").text

    assert "What it brought is not known" in page
    assert "Statements:" not in page


def test_a_store_without_history_has_a_page_that_says_so(mini_store: Path) -> None:
    assert not (mini_store / FILE).exists()
    client = TestClient(make_app(Desk(mini_store)))
    assert "Nothing was written here yet" in client.get("/history").text
    assert 'id="history"' not in client.get("/page/organization_westland").text
