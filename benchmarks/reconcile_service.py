"""Matches 1,000 names in batches against 50,000 identities, over HTTP.

`python benchmarks/reconcile_service.py` writes the figures into benchmarks/README.md. The
identities and the names are those of reconcile.py. Every second person is asked for with the title
of a post, which is stated of them; the others by name alone, and must not be a match.
"""

from __future__ import annotations

import http.client
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from math import inf
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from atgraph.build.built_graph import BuiltGraph
from atgraph.build.describe import describe
from atgraph.build.mapping import Draft, map_programme, map_registry
from atgraph.build.whole import complete
from atgraph.data.registry import read_registry
from atgraph.data.transcript import FILE, read_programme
from atgraph.files import resource_folder
from atgraph.rdf.namespaces import graph
from atgraph.rdf.ontology import Ontology
from atgraph.rdf.serialise import sorted_lines
from atgraph.rdf.version import version_of
from reconcile import BODIES, PEOPLE, PRINTED, World, write
from run import ATGRAPH, README, Figure, table
from scale import LOAD
from web import Served

BAR, BATCH = 15.0, 100  # seconds; names of a request
BEGIN, END = "<!-- written by reconcile_service.py -->\n", "<!-- end of reconcile_service.py -->"
Queries = dict[str, dict[str, Any]]


def build(folder: Path, world: World) -> tuple[Path, list[str]]:
    """Publish the registry and the earlier programme.

    Return the store, and the people of whom the programme prints a post.
    """
    answers = write(folder / "data", world)
    by_name = {name: one for one, name in world.people.items()}
    speakers = [by_name[n] for n, (_, way) in answers.items() if way.startswith("a person")]
    ontology = Ontology.read(resource_folder("ontology"))
    registry, _ = read_registry(folder / "data" / "registry", ontology)
    path = folder / "data" / "programmes" / "earlier-forum" / FILE
    programme = read_programme(path, [])
    drafts = [map_registry(registry, ontology), map_programme(programme, registry, ontology)]
    quads = {quad: None for draft in drafts for quad in draft.quads}
    built = BuiltGraph(ontology, [Draft(graph("registry"), "", ontology, quads)], [], frozenset())
    complete(built, lambda step: None)
    lines = sorted_lines(built.store)
    lines += sorted_lines(describe(list(built.store), ontology, version_of(lines)))
    made, store = folder / "made.nq", folder / "store"
    made.write_text("".join(lines), encoding="utf-8")
    store.mkdir()
    subprocess.run([sys.executable, "-c", LOAD, str(made), str(store)], check=True)
    return store, speakers


def queries(world: World, speakers: list[str]) -> tuple[Queries, dict[str, str]]:
    """Return the queries by key, and key → who is meant, empty where nobody can be told."""
    asked: Queries = {}
    meant: dict[str, str] = {}
    for one in world.chance.sample(sorted(world.bodies), PRINTED * 7 // 10):
        name, _ = world.printed(one)
        asked[f"q{len(asked)}"] = {"query": name, "type": "Organization"}
        meant[f"q{len(meant)}"] = one
    for number, one in enumerate(speakers):
        query: dict[str, Any] = {"query": world.people[one], "type": "Person"}
        if number % 2:
            query["properties"] = [{"pid": "statedTitle", "v": world.posts[one]}]
        asked[f"q{len(asked)}"] = query
        meant[f"q{len(meant)}"] = one
    while len(asked) < PRINTED:
        name = f"{world.word().capitalize()} {world.word().capitalize()}"
        meant[f"q{len(meant)}"] = ""
        asked[f"q{len(asked)}"] = {"query": name, "type": "Organization"}
    return asked, meant


def post(served: Served, batch: Queries) -> dict[str, Any]:
    """Return the answer to a batch."""
    with closing(http.client.HTTPConnection("127.0.0.1", served.port, timeout=120)) as client:
        form = urlencode({"queries": json.dumps(batch)})
        client.request(
            "POST", "/reconcile", form, {"content-type": "application/x-www-form-urlencoded"}
        )
        answer = client.getresponse()
        body = answer.read()
    if answer.status != 200:
        raise SystemExit(f"a batch is answered with {answer.status}: {body[:200]!r}")
    found: dict[str, Any] = json.loads(body)
    return found


def measure(folder: Path) -> Iterator[Figure]:
    """Yield all figures."""
    world = World()
    store, speakers = build(folder, world)
    asked, meant = queries(world, speakers)
    serve = (*ATGRAPH, "serve", "--port", "PORT", "--store", store)
    with Served(*serve, first="/health") as served:
        begun, worked = time.perf_counter(), processor(served)
        post(served, {"q": {"query": "Ministry of Labour"}})
        first = time.perf_counter() - begun
        yield Figure("the first answer after publishing", first, 10, f"{first:.1f} s", "10 s")
        yield on_the_processor(processor(served) - worked)
        keys, found = list(asked), dict[str, Any]()
        begun, worked = time.perf_counter(), processor(served)
        for start in range(0, len(keys), BATCH):
            found |= post(served, {key: asked[key] for key in keys[start : start + BATCH]})
        taken = time.perf_counter() - begun
        what = f"{len(asked):,} names in batches of {BATCH} against {BODIES + PEOPLE:,} identities"
        yield Figure(what, taken, BAR, f"{taken:.1f} s", f"{BAR:g} s")
        yield on_the_processor(processor(served) - worked)
        yield from judged(asked, meant, found)
        memory = served.megabytes
        yield Figure("largest memory", memory, 700, f"{memory:,.0f} MB", "700 MB")


def processor(served: Served) -> float:
    """Return the seconds of processor that a server has taken."""
    said = Path(f"/proc/{served.process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(said[11]) + int(said[12])) / os.sysconf("SC_CLK_TCK")


def on_the_processor(taken: float) -> Figure:
    """Return how long a server worked, which others on the machine do not lengthen."""
    return Figure("… its time on the processor", taken, inf, f"{taken:.1f} s", "none")


def judged(asked: Queries, meant: dict[str, str], found: dict[str, Any]) -> Iterator[Figure]:
    """Yield how well the answers say who is meant."""
    first = {key: (found[key]["result"] or [{"id": ""}])[0]["id"] for key in asked}
    right = sum(first[key] == one for key, one in meant.items() if one)
    known = sum(map(bool, meant.values()))
    yield Figure("… right first", -right / known, -0.9, f"{right / known:.3f}", "0.900")
    sure = {k: c["id"] for k in asked for c in found[k]["result"] if c["match"]}
    wrong = sum(one != meant[key] for key, one in sure.items())
    yield Figure(f"… wrong among {len(sure)} matches", wrong, 0, str(wrong), "0")
    alone = [k for k in sure if asked[k].get("type") == "Person" and "properties" not in asked[k]]
    yield Figure("… people matched by name alone", len(alone), 0, str(len(alone)), "0")


def main() -> None:
    """Measure, write the table, and exit with 1 when a bar is missed."""
    with tempfile.TemporaryDirectory() as name:
        figures = []
        for figure in measure(Path(name)):
            print(figure.line(), file=sys.stderr, flush=True)
            figures.append(figure)
    written = table(figures)
    before, _, rest = README.read_text(encoding="utf-8").partition(BEGIN)
    README.write_text(before + BEGIN + written + END + rest.partition(END)[2], encoding="utf-8")
    sys.exit(any(f.value > f.bar for f in figures))


if __name__ == "__main__":
    main()
