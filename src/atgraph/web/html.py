"""How data become a page: templates of viz/web/, and the addresses that pages link to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from atgraph import __version__
from atgraph.ask.evidence import Quoted
from atgraph.files import resource_folder
from atgraph.rdf.namespaces import ATGD, ATGV
from atgraph.templates import environment

PROGRAMMES = "programmes/"


@dataclass(frozen=True)
class Site:
    """What every page says of itself: whose data they are, and where the reader stands.

    Attributes:
        version: the digest of the graph's data.
        left_out: how many people are not shown, because they are listed on request.
        includes_on_request: whether they are shown.
        query: what stands in the box that finds.
        contact: where a correction is asked for; empty where nobody configured it.
        path: the page's address, without what is asked of it.
    """

    version: str
    left_out: int = 0
    includes_on_request: bool = False
    query: str = ""
    contact: str = ""
    path: str = ""


def render(template: str, site: Site, **data: Any) -> str:
    """Return a page of its data; the same data give the same page."""
    found = environment(resource_folder("viz") / "web").get_template(f"{template}.html.j2")
    return found.render(site=site, **HELPERS, **data)


def page_of(iri: str) -> str:
    """Return the address of the page of a thing or theme; of what is not ours, its own."""
    for ours in (ATGD, ATGV):
        if iri.startswith(ours):
            return f"/page/{quote(iri.removeprefix(ours), safe='')}"
    return iri


def line_of(quoted: Quoted) -> str:
    """Return the address of the line of a quote in its source; of a page that was read, its own."""
    if quoted.read_elsewhere:
        return quoted.address
    programme = quoted.file.removeprefix(PROGRAMMES).partition("/")[0]
    return f"/source/{quote(programme, safe='')}#line-{quoted.line}"


def with_values(path: str, values: Mapping[str, str | list[str]]) -> str:
    """Return an address with those of its parameters that have a value."""
    kept = {name: value for name, value in values.items() if value}
    return f"{path}?{urlencode(kept, doseq=True)}" if kept else path


HELPERS = {
    "page_of": page_of,
    "line_of": line_of,
    "with_values": with_values,
    "program_version": __version__,
}
