"""Data extension: the values of properties of identities that somebody has matched."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from atgraph.ask.property_values import StatedValue, property_iri
from atgraph.rdf.namespaces import ATG
from atgraph.web.reconciliation.request_models import Extension, PropertyWanted
from atgraph.web.reconciliation.served_identities import Identities
from atgraph.web.rendering import name_of

WHOLE = re.compile(r"[+-]?\d{1,15}")
SETTINGS = [
    {
        "name": "limit",
        "label": "Limit",
        "type": "number",
        "default": 0,
        "help_text": "How many values of each row are given; 0 for all",
    }
]


def extend(identities: Identities, asked: Extension) -> dict[str, Any]:
    """Return the values of properties for identities, and which properties these are."""
    rows = {
        id_: {wanted.id: _cells(identities, id_, wanted) for wanted in asked.properties}
        for id_ in asked.ids
    }
    return {"meta": [_meta(identities, wanted.id) for wanted in asked.properties], "rows": rows}


def propose(identities: Identities, type_: str, limit: int) -> dict[str, Any]:
    """Return the properties that things of a type have; of all, where it is empty."""
    classes = set(identities.classes(type_)) if type_ else set()
    found = [
        {"id": one.id, "name": one.label, "description": one.definition}
        for one in identities.properties.values()
        if not classes or classes & one.classes
    ]
    return {"properties": found[: limit or None], "type": type_, "limit": limit}


def _meta(identities: Identities, name: str) -> dict[str, Any]:
    label, _ = identities.declared.get(property_iri(name), (name, ""))
    said: dict[str, Any] = {"id": name, "name": label}
    values = identities.values(name)
    known = identities.names.things
    iris = {v.iri for found in (values.of.values() if values else ()) for v in found}
    kinds = {known[iri].class_iri for iri in iris if iri in known}
    if len(kinds) == 1 and iris <= known.keys():
        (kind,) = kinds
        said["type"] = {"id": kind.removeprefix(ATG), "name": identities.kinds[kind]}
    return said


def _cells(identities: Identities, id_: str, wanted: PropertyWanted) -> list[dict[str, Any]]:
    thing, values = identities.names.identified(id_), identities.values(wanted.id)
    found: Iterable[StatedValue] = values.of.get(thing.iri, ()) if thing and values else ()
    limit = wanted.settings.get("limit", 0)
    try:
        most = max(0, int(float(limit or 0)))
    except (TypeError, ValueError, OverflowError):
        most = 0
    return [_cell(identities, value) for value in found][: most or None]


def _cell(identities: Identities, value: StatedValue) -> dict[str, Any]:
    if value.iri in identities.names.things:
        return {"id": name_of(value.iri), "name": value.text}
    kind = value.datatype.rpartition("#")[2]
    if kind == "integer" and WHOLE.fullmatch(value.text):
        return {"int": int(value.text)}
    if kind == "date" and re.fullmatch(r"\d{4}-\d\d-\d\d", value.text):
        return {"date": f"{value.text}T00:00:00Z"}
    return {"str": value.text}
