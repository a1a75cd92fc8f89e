"""The home page: one box for everything, three doors, and what there is."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from atgraph.ask.inventory import list_kinds
from atgraph.web.answers import page, reading_of

NOT_COUNTED = {"actors", "sources"}  # what people do not look for by itself


def home(request: Request) -> Response:
    """Answer with the home page."""
    _, kinds = reading_of(request).kept(list_kinds)
    counts = [(plural, count) for plural, count in kinds if plural not in NOT_COUNTED]
    return page(request, "home", counts=counts)


routes = [Route("/", home)]
