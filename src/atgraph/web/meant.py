"""What may have been meant by an address that no page has: things, and pages of other addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import quote

from atgraph.api import KnowledgeGraph
from atgraph.ask.inventory import list_kinds
from atgraph.ask.name_index import NameIndex
from atgraph.ask.near_names import nearest
from atgraph.graph.query_files import american, british, find_question, question_names
from atgraph.maps.map_names import map_names
from atgraph.text import find_nearest
from atgraph.web.desk import Reading
from atgraph.web.rendering import page_of, with_values

ENDING = re.compile(r"\.\w{1,6}$")
SEPARATORS = re.compile(r"[\W_]+")
LONGEST = 80  # characters of what is compared with names
LIKE = 0.75
OFFER, NAME = "did you mean ", re.compile("“([^”]+)”")
OF_THINGS = frozenset({"page", "id", "data"})  # what their addresses begin with

Meant = list[tuple[str, str]]


def what_is_meant(reading: Reading, path: str, fixed: Iterable[str]) -> Meant:
    """Return label and address of what may have been meant by an address, the likest first.

    Args:
        reading: the graph whose things are compared.
        path: the address, without what is asked of it.
        fixed: the addresses that each graph has.
    """
    titles = reading.kept(_addresses)
    wanted = american(ENDING.sub("", path[-LONGEST:])).rstrip("/").lower()
    is_of_thing = wanted.lstrip("/").partition("/")[0] in OF_THINGS
    known = [] if is_of_thing else sorted({*fixed, *titles})
    near = find_nearest(wanted, known, 2, LIKE)
    pages = [(titles.get(found, british(found)), found) for found in near]
    words = SEPARATORS.sub(" ", wanted.rpartition("/")[2]).strip()
    named = reading.kept(NameIndex).things
    kind, _, name = words.partition(" ")  # an id begins with the kind of its thing
    if name and any(kind == thing.kind.replace(" ", "") for thing in named):
        words = name
    found = nearest(words, named) if words else []
    return [*pages, *((thing.label, page_of(thing.iri)) for _, thing in found)]


def offered(said: str, path: str, values: Sequence[tuple[str, str]]) -> Meant:
    """Return the names that a message offers for what was typed, each with its address.

    Args:
        said: a message; one that offers names says “did you mean X?” after what was typed.
        path: the address of which it is said.
        values: what is asked of it, by parameter.
    """
    before, offer, after = said.partition(OFFER)
    typed = next((value for _, value in values if offer and value and value in before), "")
    names = NAME.findall(after) if typed else []
    return [(name, with_values(path, _asked_with(values, typed, name))) for name in names]


def _asked_with(
    values: Iterable[tuple[str, str]], typed: str, name: str
) -> dict[str, str | list[str]]:
    """Return parameters with a name instead of what was typed."""
    asked: dict[str, list[str]] = {}
    for key, value in values:
        asked.setdefault(key, []).append(name if value == typed else value)
    return {**asked}


def _addresses(kg: KnowledgeGraph) -> Mapping[str, str]:
    """Return the addresses of lists, questions, maps and sources, and what each is called."""
    _, kinds = list_kinds(kg)
    return {
        **{f"/list/{plural}": f"The list of {british(plural)}" for plural, _ in kinds},
        **{f"/ask/{name}": find_question(name).summary for name in question_names()},
        **{f"/map/{name}": f"The map “{name.replace('-', ' ')}”" for name in map_names()},
        **{f"/source/{quote(name, safe='')}": f"The source “{name}”" for name in kg.programmes},
    }
