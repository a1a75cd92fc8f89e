"""The result that an answer of a server holds, as the project writes it."""

from __future__ import annotations

import re

from pyoxigraph import (
    Literal,
    NamedNode,
    QueryResultsFormat,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)

from atgraph.errors import EndpointError, IncompleteResults
from atgraph.graph.endpoint.response import JSON_TYPES, TRIPLES, Response, check_complete
from atgraph.graph.result import Result
from atgraph.rdf.namespaces import XSD
from atgraph.text import first_line

BOOLEAN = NamedNode(XSD + "boolean")
TRUTHS = {"1": "true", "0": "false"}  # some servers make 1 of true
OBJECT = re.compile(rb"\{[^{}]*+\}")
NUMBER = re.compile(rb'("value"\s*:\s*)"([01])"')
IS_TRUTH = b'XMLSchema#boolean"'


def read_answer(response: Response, form: str) -> Result:
    """Return the result of a query of a form (SELECT, ASK, CONSTRUCT or DESCRIBE).

    It is an IncompleteResults if the answer is not whole, an EndpointError if it is of a format
    that is not read.
    """
    check_complete(response)
    if response.media_type not in (*JSON_TYPES, TRIPLES, "text/plain", ""):
        why = f"answers with {response.media_type}, which is not read here; correct the address"
        how = "ask for its results as JSON and its triples as N-Triples where it is set up"
        raise EndpointError(f"{why}, or {how}", response.asked)
    try:
        if form in ("CONSTRUCT", "DESCRIBE"):
            quads = parse(response.body, format=RdfFormat.N_TRIPLES)
            return iter([_canonical(quad.triple) for quad in quads])
        return parse_query_results(_canonical_json(response.body), format=QueryResultsFormat.JSON)
    except (SyntaxError, ValueError, LookupError, TypeError, AttributeError) as exc:
        why = f"the answer cannot be read: {first_line(exc)}; it may be cut off"
        raise IncompleteResults(why, response.asked, partial=response.body) from exc


def _canonical(triple: Triple) -> Triple:
    """Return a triple with a truth as the project writes it."""
    value = triple.object
    if not isinstance(value, Literal) or value.datatype != BOOLEAN or value.value not in TRUTHS:
        return triple
    truth = Literal(TRUTHS[value.value], datatype=BOOLEAN)
    return Triple(triple.subject, triple.predicate, truth)


def _canonical_json(body: bytes) -> bytes:
    """Return a table with truths as the project writes them."""

    def mend(found: re.Match[bytes]) -> bytes:
        if IS_TRUTH not in found[0]:
            return found[0]
        return NUMBER.sub(lambda m: b'%b"%b"' % (m[1], TRUTHS[m[2].decode()].encode()), found[0])

    return OBJECT.sub(mend, body) if IS_TRUTH in body else body
