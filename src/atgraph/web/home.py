"""The home page: one box for everything, three doors, and what there is."""

from __future__ import annotations

from typing import Any

from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from atgraph.api import KnowledgeGraph
from atgraph.ask.listing import kinds_listed
from atgraph.ask.overview import count_claims, last_day, read_examples, read_programmes
from atgraph.web.answers import page, reading_of

ORDER = (
    *("organizations", "people", "events", "event-series", "initiatives", "tools", "works"),
    *("themes", "places"),
)
MOST_PROGRAMMES = 12


def home(request: Request) -> Response:
    """Answer with the home page, and meanwhile prepare what its box looks through."""
    reading = reading_of(request)
    answer = page(request, "home", **reading.kept(overview))
    answer.background = BackgroundTask(request.app.state.prepare, reading)
    return answer


def overview(kg: KnowledgeGraph) -> dict[str, Any]:
    """Return what the home page says of a graph."""
    kinds, programmes = kinds_listed(kg), read_programmes(kg)
    return {
        "counts": [(plural, kinds[plural][1]) for plural in ORDER if plural in kinds],
        "claims": count_claims(kg),
        "examples": read_examples(kg),
        "programmes": programmes[:MOST_PROGRAMMES],
        "more_programmes": max(0, len(programmes) - MOST_PROGRAMMES),
        "last_day": last_day(kg),
    }


routes = [Route("/", home)]
