"""Every link leads somewhere: to pages of things of each kind, and an address of each form."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Collection, Iterator
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from starlette.testclient import TestClient

from atgraph.web.app import make_app
from atgraph.web.desk import Desk

NAMES = re.compile(r"^/(page|data|id|map/around|source)/([a-z-]*)[^.?/]*")
"""What the addresses of one form differ in."""
ROWS = re.compile(r"^/(ask|list)/[a-z-]+(\.[a-z]+)$")
ATTRIBUTES = frozenset({"href", "src", "srcset", "data-from", "data-frame"})
LEADS = frozenset({200, 303})


class Links(HTMLParser):
    """The addresses that a page links to or loads, and its places that can be linked to."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found, self.places = set[str](), set[str]()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take what leads away, and what has an id."""
        for name, value in attrs:
            if value and name in ATTRIBUTES:
                self.found.add(value)
            if value and name == "id":
                self.places.add(value)


def form_of(address: str, closely: bool) -> str:
    """Return an address without what tells it from others of its form.

    Closely, what is asked with two things in one go is told apart by what these are, and a file of
    rows by what it lists or answers.
    """
    path, _, query = address.partition("?")
    asked = sorted({pair.partition("=")[0] for pair in query.split("&")})
    told = "&".join(asked) if closely or len(asked) < 2 else "several"
    return (NAMES if closely else ROWS).sub(r"/\1/\2", NAMES.sub(r"/\1/\2", path)) + "?" + told


def own_links(page: str, address: str) -> Iterator[tuple[str, str]]:
    """Yield the addresses of this server that a page links, sorted, each with its place."""
    for found in sorted(Links(page).found):
        if not found.startswith("data:"):
            whole, place = urldefrag(urljoin(f"http://testserver{address}", found))
            if urlsplit(whole).netloc == "testserver":
                yield whole.removeprefix("http://testserver") or "/", place


@pytest.mark.slow
@pytest.mark.parametrize(
    ("built", "closely"),
    [("mini_store", False), pytest.param("store", True, marks=pytest.mark.attack)],
)
def test_every_link_leads_somewhere(
    built: str, closely: bool, request: pytest.FixtureRequest
) -> None:
    """Closely, the pages of all things of data/; else a few of each kind of the mini programme."""
    desk = Desk(request.getfixturevalue(built))
    with TestClient(make_app(desk), follow_redirects=False) as client:
        seen, dead, nowhere = follow_links(client, closely)
    assert (dead, nowhere) == ([], [])
    assert len(seen) > (2000 if closely else 500)


def follow_links(
    client: TestClient, closely: bool
) -> tuple[Collection[str], list[str], list[tuple[str, str]]]:
    """Return the addresses that were followed, those that are dead, and links to no place."""
    to_follow, seen, forms = deque(["/"]), {"/": ""}, Counter[str]()
    dead, places, wanted = [], dict[str, set[str]](), dict[tuple[str, str], str]()
    while to_follow:
        address = to_follow.popleft()
        answer = client.get(address, headers={"accept": "text/html,*/*;q=0.8"})
        if answer.status_code not in LEADS:
            dead.append(f"{answer.status_code} {address} on {seen[address]}")
        if not answer.headers.get("content-type", "").startswith("text/html"):
            continue
        places[address] = Links(answer.text).places
        for linked, place in own_links(answer.text, address):
            if place:
                wanted.setdefault((linked, place), address)
            form = form_of(linked, closely)
            follow = closely or forms[form] < 4 if linked.startswith("/page/") else not forms[form]
            if linked not in seen and follow:
                forms[form] += 1
                seen[linked] = address
                to_follow.append(linked)
    nowhere = [w for w in wanted if w[0] in places and w[1] not in places[w[0]] | {"step=1"}]
    return seen, dead, nowhere
