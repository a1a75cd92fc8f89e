"""How heavy pages are: no kind of page grows with the graph, on one that is larger than ours."""

import subprocess
import sys
from collections.abc import Iterator

import pytest
from forms import tries
from pyoxigraph import RdfFormat, parse
from starlette.testclient import TestClient

import mini
from atgraph.graph.query_files import find_question, question_names
from atgraph.web import turns
from atgraph.web.answers import MOST_BYTES
from atgraph.web.app import make_app
from atgraph.web.desk import Desk
from atgraph.web.rendering import with_values

GENERATOR = mini.ROOT / "benchmarks" / "generate.py"
KINDS = {
    "organization": "organizations",
    "person": "people",
    "event": "events",
    "theme": "themes",
    "initiative": "initiatives",
    "tool": "tools",
    "work": "works",
    "place": "places",
}
SLOW = {"who-could-introduce"}  # on such a graph

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A client of the explorer over a graph of several made programmes."""
    store = tmp_path_factory.mktemp("store")
    quads = tmp_path_factory.mktemp("made") / "made.nq"
    command = [sys.executable, str(GENERATOR), "--programmes", "3", str(quads)]
    subprocess.run(command, check=True, capture_output=True, env=mini.environment())
    mini.publish(store, parse(path=quads, format=RdfFormat.N_QUADS), "made")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(turns, "MOST_TIES", 1_000_000)  # each question is answered here, to its end
        patch.setattr(turns, "WORK_SECONDS", 600)
        with TestClient(make_app(Desk(store)), follow_redirects=False) as client:
            yield client


def largest(client: TestClient, plural: str) -> str:
    """Return the address of the thing of a kind that has most ties."""
    found = client.get(f"/list/{plural}.json?sort=-ties").json()[plural]
    return str(found[0]["iri"])


def addresses(client: TestClient, every: int) -> Iterator[str]:
    """Yield the address of a page of each kind, of what has most ties, and of every such answer."""
    of = {name: largest(client, plural) for name, plural in KINDS.items()}
    one, *_, other = client.get("/list/organizations.json?sort=-ties").json()["organizations"][:9]
    ends = {"source": one["iri"], "target": other["iri"]}
    yield from ("/", "/find?q=forum", "/ask", "/source", "/network", "/map", "/about", "/sparql")
    yield from ("/countries", "/time", "/network/gaps", "/network/standing", "/network/compare")
    for name, plural in KINDS.items():
        short = of[name].rpartition("/")[2]
        yield f"/page/{short}"
        yield f"/list/{plural}?sort=-ties"
    yield with_values("/network/partners", {"organization": of["organization"]})
    yield with_values("/network/introductions", ends)
    programmes = _programmes(client)
    yield with_values("/network/compare", dict(zip(("before", "now"), programmes)))
    name = programmes[0].rpartition("event_")[2]
    theme = of["theme"].rpartition("/")[2]
    yield from (f"/time?programme=event_{name}", f"/source/{name}", f"/map/around/{theme}")
    values = {**of, "actor": one["iri"], "thing": one["iri"], "other-organization": other["iri"]}
    for question in map(find_question, question_names()[::every]):
        asked = {p.option: values[p.option] for p in question.parameters if p.option in values}
        if question.name not in SLOW:
            yield with_values(f"/ask/{question.name}", asked)


def _programmes(client: TestClient) -> list[str]:
    found = client.get("/network/compare").text
    return [part.partition('"')[0] for part in found.split('<option value="')[1:3]]


@tries(short=3, long=1)
def test_no_page_weighs_more_than_it_may(made: TestClient, count: int) -> None:
    weights = {}
    for address in addresses(made, count):
        answer = made.get(address, headers={"accept": "text/html,*/*;q=0.8"})
        assert answer.status_code in (200, 400), address  # a question may want more
        weights[address] = len(answer.content)
    assert len(weights) > (80 if count == 1 else 50)
    assert {a: weight for a, weight in weights.items() if weight > MOST_BYTES} == {}
