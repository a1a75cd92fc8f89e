"""What this is: whose data, which version, how it is cited, and how to be left out."""

from __future__ import annotations

import re
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from atgraph.api import KnowledgeGraph
from atgraph.ask.citation import RECORDS, dataset
from atgraph.build.describe import DATASET
from atgraph.errors import NotFoundError
from atgraph.graph.graph import text
from atgraph.web.answers import file, page, reading_of

MAIL = re.compile(r"[^\s@<>\"?&]+@[^\s@<>\"?&]+\.[^\s@<>\"?&]+")
SAID = f"""
SELECT ?licence ?creator WHERE {{
  <{DATASET.value}> dcterms:license ?licence ; dcterms:creator/foaf:name ?creator
}}
"""
FILES = {
    "bib": ("bibtex", "application/x-bibtex"),
    "ris": ("ris", "application/x-research-info-systems"),
    "json": ("csl", "application/vnd.citationstyles.csl+json"),
}


def about(request: Request) -> Response:
    """Answer with the page about this."""
    reading = reading_of(request)
    cited = dataset(reading.version, "")
    licence, creator = reading.kept(_said)
    return page(
        request,
        "about",
        licence=licence,
        creator=creator,
        cited=f"{cited.in_words()}, {cited.version}",
        contact_address=_address(request.app.state.contact),
    )


def cite(request: Request) -> Response:
    """Answer with the data as an entry of a bibliography."""
    form = request.path_params["form"]
    if form not in FILES:
        raise NotFoundError(f"there is no citation as .{form}; use .{', .'.join(FILES)}")
    name, media_type = FILES[form]
    written = RECORDS[name]([dataset(reading_of(request).version, "")])
    return file(written.encode(), media_type, f"atgraph.{form}")


def _said(kg: KnowledgeGraph) -> tuple[str, str]:
    """Return what the data say of themselves: their licence, and whose they are."""
    rows = [(text(row, "licence"), text(row, "creator")) for row in kg.select(SAID)]
    return min(rows, default=("", ""))


def _address(contact: str) -> str:
    """Return the link of a contact: an address of a page or for mail; empty for other words."""
    if contact.startswith(("https://", "http://", "mailto:")):
        return contact
    return f"mailto:{quote(contact, safe='@')}" if MAIL.fullmatch(contact) else ""


routes = [Route("/about", about), Route("/about/cite.{form}", cite)]
