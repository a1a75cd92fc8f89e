"""The pages of things: an address for each, its page, and its data."""

from __future__ import annotations

from contextlib import suppress
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header

from atgraph.ask.lookup import thing_of
from atgraph.ask.things import Thing
from atgraph.errors import AtgraphError
from atgraph.export.thing import MEDIA_TYPES, export_thing
from atgraph.graph.graph import Graph
from atgraph.rdf.namespaces import ATGD, ATGV
from atgraph.web.answers import file, light_page, reading_of
from atgraph.web.desk import Reading
from atgraph.web.history_page import moments
from atgraph.web.rendering import name_of, page_of
from atgraph.web.things.event_page import BY
from atgraph.web.things.known import read_contradictions, read_known
from atgraph.web.things.portrait import Portrait, draw_portrait

HTML = "text/html"
# Lines of a section, and quotes of a line, that are shown: the first that make no page too large.
SHOWN = ((20, 4), (20, 2), (10, 2), (6, 1), (3, 1))
PORTRAITS = 300  # of things that were looked at lately, which are kept as data


def thing_at(kg: Graph, name: str) -> Thing:
    """Return the thing or theme whose address ends so; without one it is a status of 404."""
    found = thing_of(kg, ATGD + name) or thing_of(kg, ATGV + name)
    if found is None:
        raise HTTPException(404)
    return found


def identify(request: Request) -> Response:
    """Answer the address of a thing: see its page, or the data that a program asks for."""
    found = thing_at(reading_of(request).kg, request.path_params["name"])
    forms = {media: form for form, media in MEDIA_TYPES.items()}
    wanted = parse_accept_header(request.headers.get("accept"), MIMEAccept)
    form = forms.get(wanted.best_match((HTML, *forms), HTML) or HTML)
    address = f"/data/{quote(name_of(found.iri), safe='')}.{form}" if form else page_of(found.iri)
    return RedirectResponse(address, 303, {"vary": "accept"})


def show(request: Request) -> Response:
    """Answer with the page of a thing."""
    reading, name = reading_of(request), request.path_params["name"]
    shown = [{"most_lines": lines, "most_quotes": quotes} for lines, quotes in SHOWN]

    def draw() -> Portrait:
        return draw_portrait(reading, thing_at(reading.kg, name))

    portrait = reading.answered((draw_portrait, name), draw, PORTRAITS)
    since = moments(reading, portrait.thing.iri)
    return light_page(request, "thing", shown, portrait=portrait, related=BY, moments=since)


def prepare(reading: Reading) -> None:
    """Read what all pages of things are made of, so that the first one need not wait for it."""
    with suppress(AtgraphError):  # told to whoever asks
        for read in (read_known, read_contradictions):
            reading.kept(read)


def data(request: Request) -> Response:
    """Answer with all statements about a thing as a file."""
    name, _, form = request.path_params["file"].rpartition(".")
    if form not in MEDIA_TYPES:
        raise HTTPException(404)
    kg = reading_of(request).kg
    iri = thing_at(kg, name).iri
    return file(export_thing(kg, iri, form), MEDIA_TYPES[form], f"{name_of(iri)}.{form}")


routes = [
    Route("/id/{name}", identify),
    Route("/page/{name}", show),
    Route("/data/{file}", data),
]
