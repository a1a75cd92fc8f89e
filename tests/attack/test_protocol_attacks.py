"""/sparql under attack: nothing is asked elsewhere, the right status, and the next is answered."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from forms import tries
from starlette.testclient import TestClient

from atgraph.web.app import make_app
from atgraph.web.desk import Desk
from atgraph.web.protocol import budgets, endpoint
from canary import Canary, listening
from disguises import SELECTS, UPDATES, aimed_at, disguised
from mutation import mutated

QUERY = "application/sparql-query"
MUTATED = 500
BOMBS = {
    "count": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "order": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f LIMIT 1",
    "path": "SELECT (COUNT(*) AS ?n) { ?a (!atg:x|^!atg:x)* ?b . ?c (!atg:x|^!atg:x)* ?d }",
    "pattern": (
        "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i "
        'FILTER REGEX(CONCAT(STR(?c), STR(?f)), "^(a|a?)+x(.*y){20}$") }'
    ),
    "texts": "SELECT (GROUP_CONCAT(?h) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "optional": "SELECT * { ?a ?b ?c OPTIONAL { ?d ?e ?f OPTIONAL { ?g ?h ?i } } FILTER(?a = 1) }",
}
Ask = Callable[[TestClient, str], Any]
CARRIERS: list[Ask] = [
    lambda client, text: client.get("/sparql", params={"query": text}),
    lambda client, text: client.post("/sparql", data={"query": text, "format": "csv"}),
    lambda client, text: client.post("/sparql", content=text, headers={"content-type": QUERY}),
    lambda client, text: client.get(
        "/sparql", params={"query": text}, headers={"accept": "text/html"}
    ),
]


@pytest.fixture(scope="module")
def attacked(mini_store: Path) -> Iterator[TestClient]:
    """A client that may err as often as it likes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(budgets, "ERRORS_RATE", 1e9)
        with TestClient(make_app(Desk(mini_store))) as client:
            yield client


@pytest.fixture(scope="module")
def canary() -> Iterator[Canary]:
    with listening() as found:
        yield found


def is_well(client: TestClient) -> bool:
    return client.get("/sparql", params={"query": "ASK {}"}).json() == {"head": {}, "boolean": True}


@pytest.mark.slow
@tries(short=40, long=1928)
def test_no_disguise_reaches_out(attacked: TestClient, canary: Canary, count: int) -> None:
    all_tries = [
        (carry, aimed_at(text, canary.url))
        for query in SELECTS + UPDATES
        for text in disguised(query)
        for carry in CARRIERS
    ]
    assert len(all_tries) == 1928
    for carry, text in random.Random(count).sample(all_tries, count):
        answer = carry(attacked, text)
        assert answer.status_code == 400, text
        assert "/src/" not in answer.text and "Traceback" not in answer.text
    assert canary.calls == [] and is_well(attacked)


@tries(short=15, long=482)
def test_a_dataset_of_the_request_lets_nothing_else_through(
    attacked: TestClient, canary: Canary, count: int
) -> None:
    texts = [text for query in SELECTS + UPDATES for text in disguised(query)]
    for text in random.Random(count).sample(texts, count):
        asked = {"query": aimed_at(text, canary.url), "default-graph-uri": canary.url}
        answer = attacked.get("/sparql", params=asked)
        if answer.status_code == 200:  # FROM does not count there, and nothing is in the graph
            assert answer.json()["results"]["bindings"] == []
        else:
            assert answer.status_code == 400, text
    assert canary.calls == [] and is_well(attacked)


DEEP: tuple[Callable[[int], str], ...] = (
    lambda n: "ASK { FILTER(" + "(" * n + "1" + ")" * n + ") }",
    lambda n: "ASK " + "{" * n + "}" * n,
    lambda n: "ASK { FILTER(" + "!" * n + "true) }",
    lambda n: "ASK { ?s " + "/".join(["<p>"] * n) + " ?o }",
    lambda n: '"' * n,
    lambda n: "'\\\"" * n,
)


@pytest.mark.parametrize("make", DEEP)
@tries(short=1, long=5)
def test_no_text_ends_the_server(
    attacked: TestClient, make: Callable[[int], str], count: int
) -> None:
    for size in (2_600, 1_000, 10_000, 20_000, 33_000)[:count]:
        answer = attacked.post("/sparql", content=make(size), headers={"content-type": QUERY})
        assert answer.status_code == 400
    assert is_well(attacked)


@pytest.mark.slow
@tries(short=20, long=1_000)
def test_headers_and_values_that_are_none_are_refused(attacked: TestClient, count: int) -> None:
    chance = random.Random(count)
    letters = "aA0/;=,*\"'% \\?&+.-_<>{}()[]@:!~^|`$#é\x7f"
    for _ in range(count):
        junk = "".join(chance.choices(letters, k=chance.randint(1, 60)))
        header = junk.encode("latin-1")
        for answer in (
            attacked.get("/sparql", params={"query": "ASK {}"}, headers={b"accept": header}),  # type: ignore[dict-item]
            attacked.get("/sparql?" + re.sub("[#\x7f]", "", junk)),
            attacked.get("/store", params={"graph": junk}),
            attacked.post("/sparql", content=junk.encode(), headers={b"content-type": header}),  # type: ignore[dict-item]
        ):
            assert answer.status_code in (200, 400, 403, 404, 406, 415), junk
            assert "Traceback" not in answer.text
    assert is_well(attacked)


@pytest.mark.attack
@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_ends_with_the_status_of_its_time(
    attacked: TestClient, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(endpoint, "SECONDS", 1)
    answer = attacked.get("/sparql", params={"query": BOMBS[name]})
    assert answer.status_code == 503 and answer.headers["retry-after"] == "60"
    monkeypatch.setattr(endpoint, "SECONDS", 20)
    assert is_well(attacked)


@pytest.mark.attack
def test_queries_made_worse_by_chance_have_a_status_of_their_own(
    attacked: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(endpoint, "SECONDS", 1)
    found = Counter[int]()
    for text in mutated(MUTATED, seed=19):
        sent = text.encode("utf-8", "replace")
        answer = attacked.post("/sparql", content=sent, headers={"content-type": QUERY})
        found[answer.status_code] += 1
        assert "Traceback" not in answer.text
    assert set(found) <= {200, 400, 406, 503} and found[200] > MUTATED / 50
    monkeypatch.setattr(endpoint, "SECONDS", 20)
    assert is_well(attacked)
