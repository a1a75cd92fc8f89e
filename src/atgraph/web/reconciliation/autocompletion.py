"""What fits as somebody types: identities, types and properties, and a few words about each."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

from starlette.exceptions import HTTPException

from atgraph.ask.property_values import ALSO_CALLED, property_iri
from atgraph.characters import shown
from atgraph.data.names import key
from atgraph.rdf.namespaces import ATG
from atgraph.web.reconciliation.candidates import LONGEST, described, type_of
from atgraph.web.reconciliation.served_identities import Identities
from atgraph.web.rendering import name_of

SHOWN, DEEPEST = 10, 1_000  # suggestions at once; how many may be skipped
FITS = dict[str, Any]


def suggest_entities(identities: Identities, typed: str, skip: int, types: str) -> list[FITS]:
    """Return the identities that have a name, or an id, that begins so; the best known first."""
    kinds = identities.classes(types) if types else ()
    known = identities.names.identified(typed)
    found = {known.iri: known} if known and not skip else {}
    for _, thing in identities.beginnings.find(typed[:LONGEST], skip + SHOWN, kinds)[skip:]:
        found.setdefault(thing.iri, thing)
    return [
        {
            "id": name_of(thing.iri),
            "name": thing.label,
            "description": described(identities, thing),
            "notable": [type_of(identities, thing)],
        }
        for thing in list(found.values())[:SHOWN]
    ]


def suggest_types(identities: Identities, typed: str, skip: int) -> list[FITS]:
    """Return the types whose name begins so."""
    found = [
        {"id": iri.removeprefix(ATG), "name": name}
        for iri, name in identities.kinds.items()
        if _fits(typed, (name, iri.removeprefix(ATG)))
    ]
    return found[skip : skip + SHOWN]


def suggest_properties(identities: Identities, typed: str, skip: int, types: str) -> list[FITS]:
    """Return the properties whose name begins so, of a type where it is given."""
    classes = set(identities.classes(types)) if types else set()
    also: dict[str, list[str]] = {}
    for name, local in ALSO_CALLED.items():
        also.setdefault(ATG + local, []).append(name)
    found = [
        {"id": one.id, "name": one.label, "description": one.definition}
        for one in identities.properties.values()
        if _fits(typed, (one.label, one.id, *also.get(one.iri, ())))
        and (not classes or classes & one.classes)
    ]
    return found[skip : skip + SHOWN]


def fly_out(identities: Identities, what: str, name: str) -> dict[str, str]:
    """Return a few words about an entity, a type or a property as HTML that holds no other.

    Raises:
        HTTPException: there is no such thing (404).
    """
    if what == "entity" and (thing := identities.names.identified(name)):
        return _flown(name, thing.label, described(identities, thing))
    if what == "type" and (called := identities.kinds.get(identities.classes(name)[0])):
        return _flown(name, called, "a kind of thing")
    if what == "property" and (one := identities.declared.get(property_iri(name))):
        return _flown(name, *one)
    raise HTTPException(404, f"there is no {what} {name[:80]!r}")


def _flown(name: str, called: str, said: str) -> dict[str, str]:
    html = f"<p><strong>{escape(shown(called))}</strong></p><p>{escape(shown(said))}</p>"
    return {"id": name, "html": html}


def _fits(typed: str, names: Iterable[str]) -> bool:
    """Return whether each word typed begins a word of the names."""
    words = [word for name in names for word in (*key(name).split(), key(name))]
    return all(any(word.startswith(one) for word in words) for one in key(typed).split())
