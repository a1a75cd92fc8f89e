"""Whether the graph can be read now, for what watches over the server."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from atgraph.errors import EndpointError, QueryError, StoreError
from atgraph.web.answers import desk_of

ONE = "SELECT ?s WHERE { ?s ?p ?o } LIMIT 1"
CANNOT = "the graph cannot be read now"


def health(request: Request) -> Response:
    """Answer with the data version of the graph, or 503 where it cannot be read."""
    headers = {"cache-control": "no-store"}
    try:
        reading = desk_of(request).now()
        next(reading.kg.select(ONE), None)
        said = {"ok": True, "version": reading.version}
    except (EndpointError, QueryError, StoreError):  # why, the log of the server says elsewhere
        return JSONResponse({"ok": False, "why": CANNOT}, 503, headers)
    return JSONResponse(said, headers=headers)


routes = [Route("/health", health)]
