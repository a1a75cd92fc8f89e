"""The page of what each version of the graph brought, and when a thing came into it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from atgraph.build.history import FILE, VersionEntry, read_history
from atgraph.build.history_lines import (
    HistoryLine,
    counted,
    lines_of_entry,
    names_of_people,
    of_thing,
)
from atgraph.build.recording import end_of
from atgraph.graph.graph import Graph, text
from atgraph.graph.query_files import british
from atgraph.rdf.namespaces import ATGD, ATGV
from atgraph.web.answers import light_page, reading_of
from atgraph.web.desk import Reading

MOST = 50  # versions on one page
SHOWN = ({"most_names": 12}, {"most_names": 4}, {"most_names": 0})
THERE = "SELECT ?thing WHERE { VALUES ?thing { %s } ?thing rdfs:label ?label }"


@dataclass(frozen=True)
class Version:
    """A version as its page shows it."""

    entry: VersionEntry
    lines: tuple[HistoryLine, ...]


@dataclass(frozen=True)
class Moment:
    """What a version brought to a thing."""

    version: str
    what: str
    records: str
    programmes: tuple[str, ...]


def history(request: Request) -> Response:
    """Answer with what each version brought, newest first."""
    reading = reading_of(request)
    known = entries(reading)
    people = reading.kept(names_of_people)
    shown = [Version(e, tuple(lines_of_entry(e, people))) for e in known[::-1][:MOST]]
    # as many as a page shows at most, of which the others are not linked
    names = [i for one in shown for line in one.lines for i, _ in line.things[:12]]
    there, older = _there(reading.kg, names), len(known) - len(shown)
    return light_page(request, "history", SHOWN, versions=shown, there=there, older=older)


def moments(reading: Reading, iri: str) -> list[Moment]:
    """Return which versions brought something to a thing, newest first."""
    found = of_thing(entries(reading), end_of(iri))
    return [Moment(e.version, c.what, british(counted(c.records)), c.programmes) for e, c in found]


def entries(reading: Reading) -> list[VersionEntry]:
    """Return the history of the store that is read; nothing of a server's graph."""
    published: Path | None = getattr(reading.kg.engine, "published", None)
    path = published.parent / FILE if published else None
    if path is None or not path.exists():
        return []
    found = path.stat()
    state = (FILE, found.st_mtime_ns, found.st_size)
    return reading.answered(state, lambda: read_history(path.parent), most=1)


def _there(kg: Graph, ids: Iterable[str]) -> Mapping[str, str]:
    """Return the addresses of those things that are in the graph now, by id."""
    whole = {f"{start}{one}" for one in ids for start in (ATGD, ATGV)}
    safe = sorted(iri for iri in whole if not set(iri) & set('<>"{}|^`\\ \n'))
    if not safe:
        return {}
    rows = kg.select(THERE % " ".join(f"<{iri}>" for iri in safe))
    return {end_of(text(row, "thing")): text(row, "thing") for row in rows}


routes = [Route("/history", history)]
