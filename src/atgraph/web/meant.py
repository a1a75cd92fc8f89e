"""What may have been meant by an address that no page has: things, and pages of other addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote

from atgraph.api import KnowledgeGraph
from atgraph.ask.inventory import list_kinds
from atgraph.ask.name_index import NameIndex
from atgraph.ask.near_names import nearest
from atgraph.graph.query_files import american, british, question_names
from atgraph.maps.map_names import map_names
from atgraph.text import find_nearest
from atgraph.web.desk import Reading
from atgraph.web.rendering import page_of

ENDING = re.compile(r"\.\w{1,6}$")
SEPARATORS = re.compile(r"[\W_]+")
LONGEST = 80  # characters of what is compared with names
LIKE = 0.75

Meant = list[tuple[str, str]]


def what_is_meant(reading: Reading, path: str, fixed: Iterable[str]) -> Meant:
    """Return label and address of what may have been meant by an address, the likest first.

    Args:
        reading: the graph whose things are compared.
        path: the address, without what is asked of it.
        fixed: the addresses that each graph has.
    """
    known = sorted({*fixed, *reading.kept(_addresses)})
    wanted = american(ENDING.sub("", path[-LONGEST:])).rstrip("/").lower()
    pages = [(british(found), found) for found in find_nearest(wanted, known, 2, LIKE)]
    words = SEPARATORS.sub(" ", wanted.rpartition("/")[2]).strip()
    named = reading.kept(NameIndex).things
    kind, _, name = words.partition(" ")  # an id begins with the kind of its thing
    if name and any(kind == thing.kind.replace(" ", "") for thing in named):
        words = name
    found = nearest(words, named) if words else []
    return [*pages, *((thing.label, page_of(thing.iri)) for _, thing in found)]


def _addresses(kg: KnowledgeGraph) -> list[str]:
    """Return the addresses of lists, questions, maps and sources."""
    _, kinds = list_kinds(kg)
    return [
        *(f"/list/{plural}" for plural, _ in kinds),
        *(f"/ask/{name}" for name in question_names()),
        *(f"/map/{name}" for name in map_names()),
        *(f"/source/{quote(programme, safe='')}" for programme in kg.programmes),
    ]
