"""What is new in the answer to a question, as an Atom feed (RFC 4287).

A row is as new as the oldest of the graphs kept here that has it without a gap. It has the moment
at which that graph was published on this machine: a graph itself holds no clock.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from starlette.requests import Request

from atgraph.ask.answer import Answer
from atgraph.ask.citation import AUTHORS
from atgraph.characters import IN_XML, NOT_IN_XML, escaped
from atgraph.errors import AtgraphError, NotFoundError
from atgraph.graph.graph import Row, text
from atgraph.rdf.namespaces import ATGD
from atgraph.web.answers import desk_of
from atgraph.web.desk import Reading
from atgraph.web.rendering import page_of, with_values

ATOM = "http://www.w3.org/2005/Atom"
MEDIA_TYPE = "application/atom+xml"
MOST = 50  # rows of a feed
Ask = Callable[[Reading], Answer]


@dataclass(frozen=True)
class FeedEntry:
    """A row of an answer, and when it was published first, as far as that is known here."""

    row: Row
    mark: str
    second: float


def feed_of(
    request: Request, reading: Reading, values: Mapping[str, str], answered: Answer, ask: Ask
) -> bytes:
    """Return the feed of an answer.

    Args:
        request: whose address the feed has.
        reading: the graph that was asked.
        values: what was asked with.
        answered: the answer.
        ask: asks the same of an earlier graph.

    Raises:
        NotFoundError: the graph is kept by a server, which does not say when it was published.
    """
    kept = desk_of(request).kept(reading)
    if not kept:
        why = "it is not known here when the graph of another server was published"
        raise NotFoundError(f"{why}; ask a server that has the store itself for its feed")
    entries = list(_entries(answered, kept, ask))
    origin = str(request.base_url).rstrip("/")
    name = answered.question.name
    asked = with_values(f"{origin}/ask/{name}", {**values})
    root = ET.Element("feed", {"xmlns": ATOM})
    _add(root, "id", asked)
    _add(root, "title", _title(answered))
    _add(root, "updated", _moment(entries[0].second if entries else kept[-1][1]))
    ET.SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": asked})
    own = with_values(f"{origin}/ask/{name}.atom", {**values})
    ET.SubElement(root, "link", {"rel": "self", "type": MEDIA_TYPE, "href": own})
    _add(ET.SubElement(root, "author"), "name", AUTHORS)
    rows = entries[:MOST]
    for entry, quotes in zip(rows, answered.evidence_of(tuple(e.row for e in rows))):
        element = ET.SubElement(root, "entry")
        _add(element, "id", f"{asked}#row-{entry.mark}")
        cells = (text(entry.row, column) for column in answered.shown)
        _add(element, "title", " – ".join(cell for cell in cells if cell) or name)
        _add(element, "updated", _moment(entry.second))
        stated = [iri for iri in answered.statements(entry.row) if iri.startswith(ATGD)]
        there = origin + page_of(stated[0]) if stated else asked
        ET.SubElement(element, "link", {"rel": "alternate", "type": "text/html", "href": there})
        words = "\n".join(map(str, quotes)) or "It is counted or concluded, and rests on no words."
        _add(element, "content", words).set("type", "text")
    body = NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", ET.tostring(root, "unicode"))
    head = '<?xml version="1.0" encoding="utf-8"?>\n'
    return f"{head}{escaped(body, IN_XML)}\n".encode()


def _entries(answered: Answer, kept: list[tuple[Reading, float]], ask: Ask) -> Iterator[FeedEntry]:
    """Yield the rows of an answer, the newest first, and else in the order of the answer."""
    since = {_mark(answered, row): kept[0][1] for row in answered.rows}
    going = set(since)
    for earlier, second in kept[1:]:
        try:
            before = ask(earlier)
        except AtgraphError:  # what is asked for was not there yet
            break
        going &= {_mark(before, row) for row in before.rows}
        since |= dict.fromkeys(going, second)
    rows = {_mark(answered, row): row for row in answered.rows}
    newest = sorted(rows, key=lambda mark: -since[mark])
    yield from (FeedEntry(rows[mark], mark, since[mark]) for mark in newest)


def _mark(answered: Answer, row: Row) -> str:
    """Return what tells a row from others: the digest of its cells and statements."""
    cells = [*(text(row, column) for column in answered.shown), *answered.statements(row)]
    return hashlib.sha256("\0".join(cells).encode()).hexdigest()[:16]


def _title(answered: Answer) -> str:
    about = [b.found.thing.label if b.found else b.value for b in answered.asked.bindings]
    named = "; ".join(value for value in about if value)
    return f"{answered.question.summary} ({named})" if named else answered.question.summary


def _moment(second: float) -> str:
    return dt.datetime.fromtimestamp(int(second), dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _add(parent: ET.Element, name: str, said: str) -> ET.Element:
    element = ET.SubElement(parent, name)
    element.text = said
    return element
