"""Reconciliation queries are answered with candidates, their scores taken apart into features."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from atgraph.ask.property_values import property_id, value_keys
from atgraph.ask.things import Thing
from atgraph.curate.reconcile.published_names import Given, Match
from atgraph.rdf.namespaces import ATG
from atgraph.web.reconciliation.request_models import Named, PropertyGiven, Query
from atgraph.web.reconciliation.served_identities import Identities
from atgraph.web.rendering import name_of

USUAL, MOST = 10, 100  # candidates of a query
LONGEST = 300  # characters that are compared with names
FEATURES = {
    "name": "how far the names agree, from 0 to 100: of a person, 60 of 100 at most count",
    "whole_name": "whether the candidate has the name as a whole, but for capitals, accents and"
    " punctuation",
}
EVIDENCE = "whether the candidate has the value that was given for this property"


def answer(identities: Identities, query: Query) -> dict[str, Any]:
    """Return the result of a query: candidates, the likeliest first."""
    kinds = {iri for name in query.types for iri in identities.classes(name)}
    given = list(_given(identities, query.properties or []))
    most = int(min(max(query.limit or USUAL, 1), MOST))
    name = (query.query or "")[:LONGEST]
    if not name.strip() and len(given) < len(query.properties or []):
        return {"result": []}  # nothing has one of the properties
    found = identities.names.matches(name, kinds, given, most)
    return {"result": [_candidate(identities, match) for match in found]}


def type_of(identities: Identities, thing: Thing) -> dict[str, str]:
    """Return the type of an identity."""
    return {"id": thing.class_iri.removeprefix(ATG), "name": identities.kinds[thing.class_iri]}


def described(identities: Identities, thing: Thing) -> str:
    """Return what an identity is, in a few words: its kind and its other names."""
    others = "; ".join(thing.names[1:3])
    kind = identities.kinds[thing.class_iri]
    return f"{kind}, also called {others}" if others else kind


def _candidate(identities: Identities, match: Match) -> dict[str, Any]:
    said = described(identities, match.thing)
    return {
        "id": name_of(match.thing.iri),
        "name": match.thing.label,
        "description": f"{said} ({match.reason})" if match.reason else said,
        "type": [type_of(identities, match.thing)],
        "score": round(100 * match.score, 1),
        "match": match.is_sure,
        "features": [
            {"id": "name", "value": round(100 * match.name, 1)},
            {"id": "whole_name", "value": match.is_named},
            *({"id": property_id(iri), "value": has} for iri, has in match.evidence.items()),
        ],
    }


def _given(identities: Identities, properties: list[PropertyGiven]) -> Iterator[Given]:
    """Yield what is known of properties that things have, each with the keys of its values."""
    for one in properties:
        if values := identities.values(one.pid):
            plain = [v.model_dump() if isinstance(v, Named) else v for v in one.v]
            keys = frozenset(key for value in plain for key in value_keys(value))
            if keys:
                yield Given(values, keys)
