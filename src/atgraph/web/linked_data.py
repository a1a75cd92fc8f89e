"""Linked data: the address of each thing, term, shape and concept leads to what is said of it.

Which form that has is said by the Accept of who asks, or by the ending of the address. Sources: the
W3C notes “Cool URIs for the Semantic Web” and “Best Practice Recipes for Publishing RDF
Vocabularies”.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import quote

from pyoxigraph import Triple
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from atgraph.ask.lookup import thing_of
from atgraph.export.terms import (
    ontology_triples,
    scheme_triples,
    shape_triples,
    vocabulary_triples,
)
from atgraph.export.thing import MEDIA_TYPES, export_thing, write_triples
from atgraph.graph.graph import Graph, text
from atgraph.rdf.namespaces import ATGD, ATGV, ONTOLOGY
from atgraph.web.answers import file, light_page, reading_of
from atgraph.web.cors import for_any_site
from atgraph.web.negotiation import accepted
from atgraph.web.rendering import name_of, page_of
from atgraph.web.term_lists import TermList, list_shapes, list_terms, list_vocabularies

HTML = "html"
FORMS = {HTML: "text/html", **MEDIA_TYPES}
"""Form of an answer → its media type; the first is given where anything is taken."""
ALSO = {"application/json": "jsonld", "text/plain": "nt"}
NOT_IN_IRI = re.compile(r"[\x00-\x20<>\"{}|\\^`]")  # SPARQL 1.1, rule IRIREF
SHOWN = ({"most_notes": 9}, {"most_notes": 1}, {"most_notes": 0})  # that make a page light enough
KNOWN = "SELECT ?p WHERE {{ <{}> ?p ?o }} LIMIT 1"
IN_VERSION = f"SELECT ?version WHERE {{ <{ONTOLOGY}> owl:versionInfo ?version }}"


# --- things, statements and concepts ---


def find_subject(kg: Graph, name: str) -> str:
    """Return the address, by its end, of what the graph says something of; empty if of nothing."""
    if NOT_IN_IRI.search(name):
        return ""
    return next((i for i in (ATGD + name, ATGV + name) if any(kg.select(KNOWN.format(i)))), "")


def identify(request: Request) -> Response:
    """Answer the address of a thing: see its page, or the data that a program asks for.

    An ending that is that of a form stands for the Accept.
    """
    kg, name = reading_of(request).kg, request.path_params["name"]
    base, _, ending = name.rpartition(".")
    iri, form = find_subject(kg, name), ""
    if not iri and ending in FORMS:
        iri, form = find_subject(kg, base), ending
    if not iri:
        raise HTTPException(404)
    headers = {} if form else {"vary": "accept"}
    form = form or accepted(request, FORMS, ALSO)
    address = page_of(iri) if form == HTML else data_of(iri, form)
    headers["link"] = links_of(iri)
    return for_any_site(request, RedirectResponse(address, 303, headers))


def data_of(iri: str, form: str) -> str:
    """Return the address of what is said of a thing, in a form."""
    return f"/data/{quote(name_of(iri), safe='')}.{form}"


def links_of(iri: str) -> str:
    """Return the header that links all forms of what is said of a thing."""
    addresses = {form: data_of(iri, form) for form in MEDIA_TYPES} | {HTML: page_of(iri)}
    return _links(addresses)


def _links(addresses: Mapping[str, str]) -> str:
    return ", ".join(
        f'<{address}>; rel="alternate"; type="{FORMS[form]}"' for form, address in addresses.items()
    )


def data(request: Request) -> Response:
    """Answer with all statements about a thing as a file; of a concept, as SKOS tools read it."""
    name, _, form = request.path_params["file"].rpartition(".")
    if form not in MEDIA_TYPES:
        raise HTTPException(404)
    kg = reading_of(request).kg
    iri = find_subject(kg, name)
    if not iri:
        raise HTTPException(404)
    if iri.startswith(ATGV) and not thing_of(kg, iri):
        written = write_triples(scheme_triples(kg, iri), form)
    else:
        written = export_thing(kg, iri, form)
    answer = file(written, MEDIA_TYPES[form], f"{name_of(iri)}.{form}")
    answer.headers["link"] = f'<{iri}>; rel="describes", {links_of(iri)}'
    return for_any_site(request, answer)


# --- the ontology, its shapes, and the vocabularies ---


@dataclass(frozen=True)
class TermDocument:
    """A document in which each term has its place, behind a # of its address.

    Attributes:
        name: the end of its address.
        triples: what its files say.
        listed: what its page shows.
    """

    name: str
    triples: Callable[[Graph], Iterable[Triple]]
    listed: Callable[[Graph], TermList]

    def answer(self, request: Request) -> Response:
        """Answer with the form of it that is taken best."""
        return self.in_form(request, accepted(request, FORMS, ALSO), {"vary": "accept"})

    def file(self, request: Request) -> Response:
        """Answer with the form of it that the ending of the address names."""
        form = request.path_params["form"]
        if form not in FORMS:
            raise HTTPException(404)
        return self.in_form(request, form)

    def in_form(
        self, request: Request, form: str, headers: Mapping[str, str] = MappingProxyType({})
    ) -> Response:
        """Answer with it in a form."""
        reading = reading_of(request)
        if form == HTML:
            answer = light_page(request, "terms", SHOWN, listed=self.listed(reading.kg))
        else:
            asked = (TermDocument, self.name, form)
            written = reading.answered(asked, lambda: write_triples(self.triples(reading.kg), form))
            answer = Response(written, media_type=MEDIA_TYPES[form])
        answer.headers.update(headers)
        answer.headers["link"] = _links({form: f"/{self.name}.{form}" for form in FORMS})
        if headers:
            answer.headers["content-location"] = f"/{self.name}.{form}"
        return for_any_site(request, answer)


ONTOLOGY_DOCUMENT = TermDocument("ontology", ontology_triples, list_terms)
DOCUMENTS = (
    ONTOLOGY_DOCUMENT,
    TermDocument("shapes", lambda _: shape_triples(), lambda _: list_shapes()),
    TermDocument("vocab", vocabulary_triples, list_vocabularies),
)


def version_of_ontology(request: Request) -> Response:
    """Answer the address of a version of the ontology, if that is the one of the graph."""
    held = [text(row, "version") for row in reading_of(request).kg.select(IN_VERSION)]
    if request.path_params["version"] not in held:
        why = f"Here is version {', '.join(held)} of the ontology; others are in its repository."
        raise HTTPException(404, why)
    return ONTOLOGY_DOCUMENT.answer(request)


routes = [
    Route("/id/{name}", identify),
    Route("/vocab/{name}", identify),
    Route("/data/{file}", data),
    *(Route(f"/{document.name}", document.answer) for document in DOCUMENTS),
    *(Route(f"/{document.name}.{{form}}", document.file) for document in DOCUMENTS),
    Route("/ontology/{version}", version_of_ontology),
]
