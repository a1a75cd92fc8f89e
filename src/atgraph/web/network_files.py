"""The network as files for other programs: Gephi, Cytoscape, Kumu, spreadsheets."""

from __future__ import annotations

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from atgraph.api import KnowledgeGraph
from atgraph.errors import NotFoundError, QueryError
from atgraph.export.network import ENDINGS, WRITERS, draw_to_hand_on, export_network
from atgraph.network.all_things import draw_things
from atgraph.network.choice import Chosen
from atgraph.text import did_you_mean
from atgraph.web.answers import file, reading_of
from atgraph.web.cors import for_any_site

ACTORS, ALL = "actors", "all"
TYPES = {
    "graphml": "application/graphml+xml",
    "gexf": "application/gexf+xml",
    "csv": "application/zip",
    "cytoscape": "application/json",
    "kumu": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def give(request: Request) -> Response:
    """Answer with the file that `atgraph network export` writes of the same choice."""
    ending, query, reading = (
        request.path_params["ending"],
        request.query_params,
        reading_of(request),
    )
    fmt = ENDINGS.get(f".{ending}", "")
    if not fmt or ending == "csv":
        known = [name.removeprefix(".") for name in ENDINGS if name != ".csv"]
        hint = did_you_mean(ending, known, f"there are: {', '.join(known)}")
        raise NotFoundError(f"there is no file of the network that ends in {ending!r}; {hint}")
    chosen: Chosen = {"on_request": reading.includes_on_request}
    if ties := query.get("ties"):
        chosen["ties"] = ties
    if level := query.get("level"):
        chosen["level"] = level
    for theirs, own in (("theme", "theme"), ("event", "event"), ("from", "first"), ("to", "last")):
        chosen[own] = query.get(theirs, "")  # type: ignore[literal-required]  # of the four above
    whole = KnowledgeGraph(reading.kg.engine)
    nodes = query.get("nodes", ACTORS)
    if nodes == ALL:
        part = {name: query.get(name, "") for name in ("country", "around")}
        steps = steps_of(query) if part["around"] else 1
        flat = export_network(whole, draw_things(whole, **part, steps=steps, **chosen))
    elif nodes == ACTORS:
        flat = export_network(*draw_to_hand_on(whole, query.get("actors", "organizations"), chosen))
    else:
        raise QueryError(f"nodes: {nodes[:80]!r} is neither {ACTORS} nor {ALL}")
    return for_any_site(request, file(WRITERS[fmt](flat), TYPES[fmt], f"network.{ending}"))


def steps_of(query: QueryParams) -> int:
    """Return how many steps from a thing an address asks for; 1 where it does not say."""
    steps = query.get("steps", "").strip() or "1"
    if not (steps.isascii() and steps.isdigit() and len(steps) < 3):
        raise QueryError(f"steps: {steps[:80]!r} is no number of steps; write 1, 2 or 3")
    return int(steps)


routes = [Route("/network.{ending}", give)]
