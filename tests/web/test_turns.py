"""Questions of a large graph: asked apart, with the same answer, and ended when they take long."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from pathlib import Path

import pytest
from starlette.exceptions import HTTPException
from starlette.testclient import TestClient

from atgraph.api import KnowledgeGraph
from atgraph.errors import NotFoundError
from atgraph.web import turns
from atgraph.web.app import make_app
from atgraph.web.desk import Desk

ASKED = "/ask/who-works-with.json?organization=OSCE"
WAY = "/network/introductions?source=The+Mekong+Club&target=OSCE"


@pytest.fixture
def large(store: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """A client of the explorer that takes its graph for a large one."""
    monkeypatch.setattr(turns, "MOST_TIES", 0)
    with TestClient(make_app(Desk(store)), follow_redirects=False) as found:
        yield found


def test_the_answer_is_the_same_as_of_a_small_graph(client: TestClient, large: TestClient) -> None:
    assert large.get(ASKED).content == client.get(ASKED).content


def test_a_question_that_takes_too_long_is_ended_and_its_page_says_what_to_narrow(
    large: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "QUESTION_SECONDS", 1e-6)
    page = large.get(ASKED.replace(".json", ""))

    assert page.status_code == 504
    assert "name one organisation, event or\ntheme" in page.text


def test_ways_are_shown_where_it_takes_too_long_to_find_who_introduces(
    large: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "QUESTION_SECONDS", 1e-6)
    page = large.get(WAY)

    assert page.status_code == 200
    assert "Name a part of either" in page.text
    assert 'class="way"' in page.text


def test_a_question_that_finds_all_turns_taken_is_told_to_come_again(
    large: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "PATIENCE", 0.01)
    taken = [turns._turns.acquire(blocking=False) for _ in range(turns.AT_ONCE)]
    try:
        page = large.get(ASKED)
    finally:
        for _ in taken:
            turns._turns.release()

    assert all(taken)
    assert page.status_code == 503
    assert "ask again in a moment" in page.text


def test_what_takes_long_to_make_goes_on_while_others_are_told_to_come_again(
    large: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading = large.app.app.state.desk.now()  # type: ignore[attr-defined]
    begun, may_end, times = threading.Event(), threading.Event(), list[int]()

    def make(_: KnowledgeGraph) -> object:
        begun.set()
        assert may_end.wait(60)
        times.append(1)
        return times

    monkeypatch.setattr(turns, "WORK_SECONDS", 60)
    with ThreadPoolExecutor(1) as others:
        first = others.submit(turns.kept_in_time, reading, make)
        assert begun.wait(60)
        with monkeypatch.context() as patch:
            patch.setattr(turns, "WORK_SECONDS", 1e-6)
            with pytest.raises(HTTPException, match="ask again in a minute"):
                turns.kept_in_time(reading, make)
        may_end.set()
        first.exception(60)  # it may have begun to wait when that was no longer allowed
    assert turns.kept_in_time(reading, make) == [1]


@contextmanager
def workers_held() -> Iterator[None]:
    """Give all workers something else to do meanwhile."""
    may_end, begun = threading.Event(), threading.Barrier(turns.WORKERS + 1)

    def hold() -> None:
        begun.wait(60)
        may_end.wait(60)

    held = [turns._workers.submit(hold) for _ in range(turns.WORKERS)]
    begun.wait(60)
    try:
        yield
    finally:
        may_end.set()
        wait(held)


def test_an_answer_that_takes_long_is_there_later_and_until_then_it_is_said_what_to_narrow(
    large: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading = large.app.app.state.desk.now()  # type: ignore[attr-defined]
    begun, may_end, times = threading.Event(), threading.Event(), list[int]()

    def make() -> object:
        begun.set()
        assert may_end.wait(60)
        times.append(1)
        return times

    def ask() -> object:
        return turns.answered_in_time(reading, ("sort", "name"), make, "name a part of it")

    monkeypatch.setattr(turns, "WORK_SECONDS", 60)
    with ThreadPoolExecutor(1) as others:
        first = others.submit(ask)
        assert begun.wait(60)
        with monkeypatch.context() as patch:
            patch.setattr(turns, "WORK_SECONDS", 1e-6)
            with pytest.raises(HTTPException, match="in a minute, or name a part of it"):
                ask()
        may_end.set()
        first.exception(60)  # it may have begun to wait when that was no longer allowed
    assert ask() == [1]


def test_that_nothing_is_found_is_an_answer_that_is_kept(large: TestClient) -> None:
    reading = large.app.app.state.desk.now()  # type: ignore[attr-defined]
    asked = []

    def make() -> object:
        asked.append(1)
        raise NotFoundError("there is no tie")

    for _ in range(2):
        with pytest.raises(NotFoundError, match="there is no tie"):
            turns.answered_in_time(reading, ("sort", "nothing"), make, "")
    assert len(asked) == 1


@pytest.mark.slow
@pytest.mark.parametrize(
    "address",
    [
        "/network/partners?organization=OSCE",
        WAY,
        "/network/gaps",
        "/network/standing",
        "/map/actors",
        "/map/around/theme_technology",
        "/countries",
        "/time",
    ],
)
def test_nobody_waits_for_long_while_all_is_busy(
    large: TestClient, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    with workers_held(), monkeypatch.context() as patch:
        patch.setattr(turns, "WORK_SECONDS", 1e-6)
        busy = large.get(address)
    assert busy.status_code == 503
    assert "ask again in a moment" in busy.text
    monkeypatch.setattr(turns, "WORK_SECONDS", 60)
    assert large.get(address).status_code == 200


def test_a_map_that_takes_long_offers_to_keep_to_a_part_of_it(
    large: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    with workers_held(), monkeypatch.context() as patch:
        patch.setattr(turns, "WORK_SECONDS", 1e-6)
        page = large.get("/map/actors?theme=technology")

    assert page.headers["retry-after"]
    assert 'action="/map/actors"' in page.text
    assert 'name="theme" value="technology"' in page.text
