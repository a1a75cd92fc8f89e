"""The pages of things, and of all else that has an address."""

from __future__ import annotations

from contextlib import suppress

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from atgraph.ask.lookup import thing_of
from atgraph.errors import AtgraphError
from atgraph.export.schema_org import read_event
from atgraph.rdf.namespaces import ATGD, ATGV
from atgraph.web.answers import light_page, reading_of
from atgraph.web.desk import Reading
from atgraph.web.history_page import moments
from atgraph.web.linked_data import find_subject, links_of
from atgraph.web.things.event_page import BY
from atgraph.web.things.known import read_contradictions, read_known
from atgraph.web.things.portrait import Portrait, draw_portrait
from atgraph.web.things.record_page import read_record

# Lines of a section, and quotes of a line, that are shown: the first that make no page too large.
SHOWN = ((20, 4), (20, 2), (10, 2), (6, 1), (3, 1))
RECORD = [{"most_values": most} for most in (400, 100, 20)]  # of a property, or of a scheme
PORTRAITS = 300  # of things that were looked at lately, which are kept as data


def show(request: Request) -> Response:
    """Answer with the page of a thing, or of another address of the graph."""
    reading, name = reading_of(request), request.path_params["name"]
    shown = [{"most_lines": lines, "most_quotes": quotes} for lines, quotes in SHOWN]

    def draw() -> Portrait:
        found = thing_of(reading.kg, ATGD + name) or thing_of(reading.kg, ATGV + name)
        if found is None:
            raise KeyError(name)
        return draw_portrait(reading, found)

    try:
        portrait = reading.answered((draw_portrait, name), draw, PORTRAITS)
    except KeyError:
        return show_record(request, name)
    since = moments(reading, portrait.thing.iri)
    found = _search_data(reading, portrait)
    answer = light_page(
        *(request, "thing", shown),
        portrait=portrait,
        related=BY,
        moments=since,
        search_data=found,
    )
    answer.headers["link"] = links_of(portrait.thing.iri)
    return answer


def _search_data(reading: Reading, portrait: Portrait) -> str:
    """Return an event as search engines read it, so that no part of it ends its element."""
    if not portrait.event:
        return ""
    kg, iri = reading.kg, portrait.thing.iri
    asked = (read_event, iri)
    return reading.answered(asked, lambda: read_event(kg, iri)).decode().replace("<", "\\u003c")


def show_record(request: Request, name: str) -> Response:
    """Answer with what is said of a statement or a concept."""
    kg = reading_of(request).kg
    iri = find_subject(kg, name)
    if not iri:
        raise HTTPException(404)
    answer = light_page(request, "record", RECORD, record=read_record(kg, iri))
    answer.headers["link"] = links_of(iri)
    return answer


def prepare(reading: Reading) -> None:
    """Read what all pages of things are made of, so that the first one need not wait for it."""
    with suppress(AtgraphError):  # told to whoever asks
        for read in (read_known, read_contradictions):
            reading.kept(read)


routes = [Route("/page/{name}", show)]
