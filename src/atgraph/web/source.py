"""The sources, to read: each text with every passage that is quoted, and what rests on it."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from atgraph.api import KnowledgeGraph
from atgraph.ask.answer import answer
from atgraph.ask.kept_back import lines_kept_back, names_in_registry, names_kept_back
from atgraph.ask.source_texts import (
    DescribedEvent,
    Resting,
    SourcePassage,
    SourceText,
    described_events,
    passages_of,
    resting_on,
    source_texts,
)
from atgraph.errors import AtgraphError, NotFoundError
from atgraph.files import file_state, read_bytes, resource_folder
from atgraph.graph.engine import EmbeddedEngine
from atgraph.graph.graph import Graph
from atgraph.rdf.literals import Value
from atgraph.rdf.namespaces import ATG
from atgraph.text import Document, did_you_mean
from atgraph.web.answers import page, reading_of
from atgraph.web.marks import MarkedLine, marked_lines, quoted_lines
from atgraph.web.pictures import number_of_pages, picture_of
from atgraph.web.rendering import LINES_AT_ONCE, PLAIN_TEXT, source_of

KEPT = 32  # texts
PAGES_AT_ONCE = 200  # that were read elsewhere
LARGEST = 20_000_000  # bytes of a text, or of a document
# Kinds of statement whose role says what is done, so that no other word is needed.
WITH_VERBS = {
    ATG + kind for kind in ("Involvement", "KindInvolvement", "Organizing", "Presentation")
}
SAID_OF_ONE = {ATG + "Naming": "named here", ATG + "Listing": "announced here"}


@dataclass(frozen=True)
class Copy:
    """A text as pages show it: the lines of its file or, where that is not here, its quotes.

    ``document`` is the file of a PDF of which pages may be shown as pictures.
    """

    of: SourceText
    lines: Sequence[MarkedLine]
    passages: Sequence[SourcePassage]
    events: Sequence[DescribedEvent]
    is_here: bool
    document: Path | None

    @property
    def kept_back(self) -> int:
        """How many lines are not shown."""
        return sum(line.is_kept_back for line in self.lines)


class Shelf:
    """The texts that a graph quotes, each read when it is wanted first."""

    def __init__(self, kg: KnowledgeGraph) -> None:
        self.kg, self.texts = kg, source_texts(kg)
        self._whole = Graph(kg.engine)
        self._copies: OrderedDict[object, Copy] = OrderedDict()
        self._lock = threading.Lock()

    def text_of(self, programme: str, name: str) -> SourceText:
        """Return a text of a programme: of a name, or else the plain one or the first.

        It is a NotFoundError where there is none.
        """
        own = [one for one in self.texts if one.programme == programme]
        if not own:
            near = did_you_mean(programme, {one.programme for one in self.texts}, "/source has all")
            raise NotFoundError(f"no programme here is called {programme!r}; {near}")
        plain = [one for one in own if one.name == PLAIN_TEXT]
        found = [one for one in own if one.name == name] if name else plain or own
        if not found:
            raise NotFoundError(f"the programme {programme} has no text {name!r}")
        return found[0]

    def copy_of(self, text: SourceText, includes_on_request: bool) -> Copy:
        """Return a text as it may be shown."""
        path = _file(text.file)
        kept = (text.iri, path and file_state(path))
        with self._lock:
            if kept not in self._copies:
                self._copies[kept] = self._read(text, path, includes_on_request)
                if len(self._copies) > KEPT:
                    self._copies.popitem(last=False)
            self._copies.move_to_end(kept)
            return self._copies[kept]

    def _read(self, text: SourceText, path: Path | None, includes_on_request: bool) -> Copy:
        passages, events = passages_of(self.kg, text), described_events(self.kg, text)
        try:
            if path is None or (document := Document.read(path)).sha256 != text.sha256:
                return Copy(text, quoted_lines(passages), passages, events, False, None)
            names = frozenset() if includes_on_request else self._names()
        except AtgraphError:  # without the registry nobody knows who may not be named
            return Copy(text, quoted_lines(passages), passages, events, False, None)
        back = set[int]()
        if not includes_on_request:
            back.update(n for p in passages if not p.words for n in p.lines)
            back |= lines_kept_back(self._whole, text, document.text, names)
        lines = marked_lines(document.text, passages, back)
        # a picture of a page would print what its text must not
        picture = None if back else _picture(text)
        return Copy(text, lines, passages, events, True, picture)

    def _names(self) -> frozenset[str]:
        """Return whom no page may name; a server may not have been told."""
        names = names_kept_back(self._whole)
        if isinstance(self.kg.engine, EmbeddedEngine):
            return names
        return names | names_in_registry(resource_folder("data") / "registry")


def list_sources(request: Request) -> Response:
    """Answer with the sources of each programme, and what was read elsewhere."""
    documents, pages = reading_of(request).kept(_sources)
    first = _number(request, "from", 1)
    shown = pages[first - 1 : first - 1 + PAGES_AT_ONCE]
    after = first + PAGES_AT_ONCE if first - 1 + PAGES_AT_ONCE < len(pages) else 0
    before = max(1, first - PAGES_AT_ONCE) if first > 1 else 0
    return page(
        request,
        "sources",
        documents=documents,
        pages=shown,
        first=first,
        before=before,
        after=after,
        total=len(pages),
    )


def read_source(request: Request) -> Response:
    """Answer with a text, or with a part of one that is long, or a page of its document."""
    reading = reading_of(request)
    shelf = reading.kept(Shelf)
    text = shelf.text_of(request.path_params["programme"], request.query_params.get("text", ""))
    copy = shelf.copy_of(text, reading.includes_on_request)
    others = [one for one in shelf.texts if one.programme == text.programme and one != text]
    address = source_of(text.file)
    data: dict[str, Any] = {"copy": copy, "text": text, "others": others, "address": address}
    if "page" in request.query_params:
        return _with_picture(request, copy, data)
    opened = _number(request, "line", 0)
    sections = _sections(copy.lines)
    at = max(opened - 1, 0) // LINES_AT_ONCE * LINES_AT_ONCE + 1
    lines = sections.get(at, [])
    if not lines and opened:
        raise NotFoundError(f"the text has no line {opened}")
    resting: Mapping[SourcePassage, Sequence[Resting]] = {}
    line = next((line for line in lines if line.number == opened), None)
    if line:
        found = resting_on(reading.kg, line.passages)
        resting = {passage: _joined(said) for passage, said in found.items()}
    data |= {"lines": lines, "opened": opened, "resting": resting, "here": _asked(address)}
    data |= {"sections": list(sections), "section": at, "most": LINES_AT_ONCE}
    data |= {"with_verbs": WITH_VERBS, "said_of_one": SAID_OF_ONE}
    return page(request, "source", **data)


def draw_page(request: Request) -> Response:
    """Answer with the picture of a page of a document; words that are quoted are boxed."""
    reading = reading_of(request)
    shelf = reading.kept(Shelf)
    text = shelf.text_of(request.path_params["programme"], request.query_params.get("text", ""))
    copy = shelf.copy_of(text, reading.includes_on_request)
    number: int = request.path_params["page"]
    if copy.document is None or not number:
        raise NotFoundError("no page of this document can be shown as a picture here")
    quotes = tuple(dict.fromkeys(p.words for p in copy.passages if p.words))
    picture = picture_of(copy.document, text.document_sha256, number, quotes)
    return Response(picture, media_type="image/png")


def _with_picture(request: Request, copy: Copy, data: Mapping[str, Any]) -> Response:
    number = _number(request, "page", 1)
    if copy.document is None:
        raise NotFoundError("no page of this document can be shown as a picture here")
    count = number_of_pages(copy.document, copy.of.document_sha256)
    if not 0 < number <= count:
        raise NotFoundError(f"the document has no page {number}; it has {count}")
    return page(request, "source_page", **data, number=number, count=count)


def _sources(kg: KnowledgeGraph) -> tuple[list[dict[str, Value]], list[dict[str, Value]]]:
    """Return what the question of that name answers: documents, then pages read elsewhere."""
    rows = list(answer(kg, "sources", {}))
    for row in rows:  # a document without a title is called by its event and its file
        name = str(row["file"] or "").rpartition("/")[2]
        row["source"] = str(row["source"]).removesuffix(f" ({name})")
    return [r for r in rows if r["kind"] == "document"], [r for r in rows if r["kind"] == "page"]


def _joined(said: Sequence[Resting]) -> list[Resting]:
    """Return what rests on a passage, said once of all things that it joins one with."""
    found: dict[object, Resting] = {}
    for one in said:
        about = (one.kind, one.role, one.things[:1] if len(one.things) > 1 else one.things)
        if about in found:
            more = tuple(t for t in one.things[1:] if t not in found[about].things)
            found[about] = replace(found[about], things=found[about].things + more)
        else:
            found[about] = one
    return list(found.values())


def _sections(lines: Sequence[MarkedLine]) -> dict[int, list[MarkedLine]]:
    """Return the lines by what is shown at once, each part by the number of its first line."""
    found: dict[int, list[MarkedLine]] = {}
    for line in lines:
        found.setdefault((line.number - 1) // LINES_AT_ONCE * LINES_AT_ONCE + 1, []).append(line)
    return found


def _asked(address: str) -> str:
    """Return what asks the page at an address for a line, whose number is put behind."""
    _, has_query, query = address.partition("?")
    return f"?{query}&line=" if has_query else "?line="


def _number(request: Request, name: str, otherwise: int) -> int:
    """Return a whole number from 0 that a parameter says; another one where it says none."""
    said = request.query_params.get(name, "")
    return int(said) if said.isdecimal() and len(said) < 8 else otherwise


def _file(name: str) -> Path | None:
    """Return a file of the data folder, if it is here: a server may call it anything."""
    try:
        folder = resource_folder("data").resolve()
        path = (folder / name).resolve()
        if not path.is_relative_to(folder / "programmes") or not path.is_file():
            return None
        return path if path.stat().st_size <= LARGEST else None
    except (AtgraphError, OSError, ValueError):
        return None


def _picture(text: SourceText) -> Path | None:
    """Return the document of a text, if it is a PDF, is here, and is still the one received."""
    path = _file(text.document) if text.document.lower().endswith(".pdf") else None
    return path if path and _digest(*file_state(path)) == text.document_sha256 else None


@lru_cache(KEPT)
def _digest(path: Path, changed: int, size: int) -> str:
    return hashlib.sha256(read_bytes(path)).hexdigest()


routes = [
    Route("/source", list_sources),
    Route("/source/{programme}", read_source),
    Route("/source/{programme}/page/{page:int}", draw_page),
]
