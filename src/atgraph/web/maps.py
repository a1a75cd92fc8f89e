"""Maps: those of viz/maps/ and what is around a thing, drawn by the modules of viz/page/."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from starlette.datastructures import QueryParams
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from atgraph.ask.countries import seats
from atgraph.ask.lookup import recognize
from atgraph.data.names import key
from atgraph.errors import NotFoundError
from atgraph.files import resource_folder
from atgraph.maps.drawing import Mode, picture
from atgraph.maps.map import drawing_of, written
from atgraph.maps.map_files import map_of, read_map
from atgraph.maps.map_names import map_names, map_path
from atgraph.maps.page import MOST_BYTES, Drawing
from atgraph.network.all_things import tied_classes
from atgraph.network.choice import Choice
from atgraph.network.drawn import DrawnNetwork
from atgraph.network.drawn_reader import Facts
from atgraph.rdf.namespaces import ATGD, ATGV
from atgraph.text import some
from atgraph.web.answers import page, reading_of, site_of
from atgraph.web.desk import Reading
from atgraph.web.network_files import steps_of
from atgraph.web.policy import POLICY
from atgraph.web.rendering import HELPERS, templates, with_values
from atgraph.web.turns import answered_in_time, count_ties

KEPT = 24  # drawings, of whole maps and of parts
MOST_PICTURED = 20_000  # ties; of more, the list of maps shows no pictures, each of which is drawn
NAMES = {"theme": "theme", "event": "event", "from": "first", "to": "last", "country": "country",
         "level": "level", "ties": "ties", "around": "around"}  # fmt: skip
ROWS = 40  # of a table beside a map, until its script fills it
OF_FILES = ("theme", "event", "from", "to", "ties", "level", "country", "around", "steps")
AROUND = "around"
CAPTION = "Everything that is tied to it, and the ties among these."
EMBEDDED = POLICY.replace("frame-ancestors 'none'", "frame-ancestors *")
IN_CHARGE = "public, max-age=604800, immutable"
LIT = "Marked: what was asked for"

NARROWER = "keep to a part of it: a theme, an event, a country, one kind of tie"


def draw(reading: Reading, name: str, choice: Choice) -> Drawing:
    """Return a map of a graph, or the part of a choice; the latest are kept."""

    def drawn() -> Drawing:
        facts, kg = reading.kept(Facts), reading.kg
        if name != AROUND:
            return drawing_of(facts, read_map(map_path(name)), choice)
        label = recognize(kg, choice.around).thing.label
        shown = map_of(AROUND, f"Around {label}", CAPTION, tied_classes(kg))
        return drawing_of(facts, shown, choice)

    return answered_in_time(reading, (draw, name, choice), drawn, NARROWER, KEPT)


@dataclass(frozen=True)
class WantedMap:
    """The map that an address names: its path, query and drawing, and what it is around."""

    path: str
    query: Mapping[str, str | list[str]]
    drawing: Drawing
    around: str
    lit: str = ""

    def address(self, ending: str = "") -> str:
        """Return the address of a form of it: a file by its ending, or the page to embed."""
        return with_values(self.path + ending, self.query)


def _wanted(request: Request) -> WantedMap:
    name, thing = request.path_params.get("name"), request.path_params.get("thing")
    query = request.query_params
    around = _thing(request, thing) if thing else ""
    choice = _choice(query, around)
    path = f"/map/{name}" if name else f"/map/around/{thing}"
    drawing = draw(reading_of(request), name or AROUND, choice)
    asked = {k: v for k, v in query.items() if k in NAMES or k == "steps"}
    lights = query.getlist("light")
    lit, missing = _lit(drawing.content, lights)
    if not lights:
        return WantedMap(path, asked, drawing, choice.around)
    drawing = replace(drawing, data=_with_lit(drawing.data, lit, missing))
    return WantedMap(path, asked | {"light": lights}, drawing, choice.around, LIT)


def _thing(request: Request, name: str) -> str:
    """Return the IRI of the thing of a page, or what has a name."""
    kg = reading_of(request).kg
    for iri in (f"{ATGD}{name}", f"{ATGV}{name}"):
        with suppress(NotFoundError):
            return recognize(kg, iri).thing.iri
    return recognize(kg, name).thing.iri


def _choice(query: QueryParams, around: str) -> Choice:
    """Return the part that an address keeps to, as `atgraph map` has it."""
    given: dict[str, Any] = {NAMES[k]: v for k, v in query.items() if k in NAMES and v.strip()}
    given["around"] = around or given.get("around", "")
    return Choice(steps=steps_of(query) if given["around"] else 1, **given)


def _lit(content: DrawnNetwork, names: Iterable[str]) -> tuple[list[int], list[str]]:
    """Return the numbers of what is to be marked, by ids, addresses or names, and what is not."""
    known: dict[str, int] = {}
    for place, node in enumerate(content.nodes):
        for name in (node.iri, *map(key, (node.label, *node.acronyms, *node.names))):
            known.setdefault(name, place)
    found, missing = [], []
    for name in names:
        tried = (name, f"{ATGD}{name}", f"{ATGV}{name}", key(name))
        places = [known[one] for one in tried if one in known]
        found += places[:1]
        missing += [] if places else [name]
    return sorted({*found}), missing


def _with_lit(data: Mapping[str, Any], lit: list[int], missing: list[str]) -> dict[str, Any]:
    """Return the records of a map that opens with some things marked, and the ties among them."""
    names = some([data["nodes"][place]["label"] for place in lit], 8)
    among = {*lit}
    links = [
        place
        for place, link in enumerate(data["links"])
        if any({tie["from"], tie["to"]} <= among for tie in link["ties"])
    ]
    absent = f" Not on this map: {some(missing)}." if missing else ""
    told = f"{names}." if names else "Nothing of it is on this map."
    step = {"text": told + absent, "nodes": lit, "links": links, "fold": []}
    return {**data, "story": [step], "storyOf": ""}


def _kept_to(drawing: Drawing) -> tuple[Mapping[str, Any], str]:
    """Return the records of a drawing with as many words as open well, and what is left out."""
    for kept, notice in drawing.told():
        if len(drawing.json(kept)) <= MOST_BYTES:
            return kept, notice
    raise drawing.too_large


def index(request: Request) -> Response:
    """Answer with the list of maps."""
    maps = [read_map(map_path(name)) for name in map_names()]
    pictured = reading_of(request).kept(count_ties) <= MOST_PICTURED
    return page(request, "maps", maps=maps, pictured=pictured)


def show(request: Request) -> Response:
    """Answer with the page of a map; of one that takes long to draw, with how to keep to less."""
    asked = {name: request.query_params.get(name, "") for name in (*NAMES, "steps")}
    try:
        wanted = _wanted(request)
    except HTTPException as exc:
        if exc.status_code != 503:
            raise
        form = {"path": request.url.path, "countries": reading_of(request).kept(seats)}
        later = page(request, "map_later", 503, said=exc.detail, asked=asked, **form)
        later.headers.update(exc.headers or {})
        return later
    values = wanted.drawing.values(*_kept_to(wanted.drawing))
    told = [notice for notice in wanted.drawing.notices if notice.startswith("kept")]
    values |= {"wanted": wanted, "asked": asked, "told": told, "files": _files(wanted)}
    values["countries"] = reading_of(request).kept(seats)
    return page(request, "map", **values, open=_open(wanted), inline=False, most_rows=ROWS)


def embed(request: Request) -> Response:
    """Answer with a map alone, which other sites may frame; ``bare``, in a page of our own."""
    wanted = _wanted(request)
    values = wanted.drawing.values(*_kept_to(wanted.drawing))
    more = {"inline": False, "wanted": wanted, "open": _open(wanted), "site": site_of(request)}
    more["most_rows"] = ROWS
    more["bare"] = "bare" in request.query_params
    html = templates().get_template("embed.html.j2").render(**HELPERS, **values, **more)
    headers = {"content-security-policy": EMBEDDED, "cross-origin-opener-policy": "unsafe-none"}
    return HTMLResponse(html, headers=headers)


def _files(wanted: WantedMap) -> dict[str, str | list[str]]:
    """Return what files for other programs keep to: the same part, of all kinds of thing."""
    kept = {name: value for name, value in wanted.query.items() if name in OF_FILES}
    return {"nodes": "all", **kept, "around": wanted.around}


def _open(wanted: WantedMap) -> str:
    return "step=1" if wanted.lit else ""


def data(request: Request) -> Response:
    """Answer with what the scripts of a map read."""
    drawing = _wanted(request).drawing
    return Response(drawing.json(_kept_to(drawing)[0]), media_type="application/json")


def looks(request: Request) -> Response:
    """Answer with the colours of a map."""
    drawing = _wanted(request).drawing
    css = templates().get_template("looks.css.j2").render(**drawing.values(drawing.data, ""))
    return Response(css, media_type="text/css")


def small_picture(request: Request) -> Response:
    """Answer with the small picture of a map."""
    drawing = _wanted(request).drawing
    mode: Mode = "dark" if "dark" in request.query_params else "light"
    svg = picture(drawing.network, drawing.content, drawing.style, mode)
    return Response(svg, media_type="image/svg+xml")


def whole(request: Request) -> Response:
    """Answer with the self-contained page that `atgraph map` writes."""
    done = written(_wanted(request).drawing)
    headers = {"content-disposition": f'attachment; filename="{done.name}.html"'}
    return Response(done.html, media_type="application/octet-stream", headers=headers)


def library(request: Request) -> Response:
    """Answer with vis-network, as the package pyvis has it."""
    found = find_spec("pyvis")  # which is slow to import
    if found is None or found.origin is None:
        raise NotFoundError("the package pyvis, which draws maps, is not here")
    path = Path(found.origin).parent / "lib" / "vis-9.1.2" / "vis-network.min.js"
    return FileResponse(path, headers={"cache-control": IN_CHARGE})


def _faces(path: str) -> list[Route]:
    """Return the routes of all forms of a map; those with an ending come first."""
    files = {".json": data, ".css": looks, ".svg": small_picture, ".html": whole}
    routes = [Route(f"{path}{ending}", face) for ending, face in files.items()]
    return [*routes, Route(f"{path}/embed", embed), Route(path, show)]


routes: list[BaseRoute] = [
    Route("/map", index),
    *_faces("/map/around/{thing}"),
    *_faces("/map/{name}"),
    Route("/static/vis-network.min.js", library),
    Mount("/static/map", StaticFiles(directory=resource_folder("viz") / "page")),
]
