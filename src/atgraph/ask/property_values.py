"""Properties of things and their values: what is said of each, and who has a value."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from atgraph.ask.lookup import HAS_NAMES
from atgraph.ask.values import country_name
from atgraph.data.names import key
from atgraph.graph.graph import Graph, text
from atgraph.rdf.namespaces import ATG, ATGD, ATGV, prefixes, shorten

COUNTRY, TITLE = f"{ATG}countryCode", f"{ATG}statedTitle"
# What engines need, and what says where words stand: nothing that a table of things has a column
# for.
OF_ENGINES = {f"{ATG}{name}" for name in ("hasEvidence", "searchKey", "isWithin", "rollsUpTo")}
# A title is printed of a post and of a part, not of the person.
PATHS = {TITLE: "atg:statedTitle|^atg:hasAffiliate/atg:statedTitle|^atg:hasParticipant/"
         "atg:statedTitle"}  # fmt: skip
USED = f"""
SELECT DISTINCT ?class WHERE {{ ?thing <%s> ?value ; a ?class . {{ SELECT ?class WHERE {{
  ?class atg:pluralName ?plural . {HAS_NAMES}
}} }} }}
"""
PROPERTIES = """
SELECT ?property ?label ?definition ?rule WHERE {
  ?property a ?kind ; rdfs:label ?label .
  VALUES ?kind { owl:ObjectProperty owl:DatatypeProperty owl:AnnotationProperty }
  OPTIONAL { ?property skos:definition ?definition }
  OPTIONAL { ?property atg:isDerivedBy ?rule }
}
"""
PEOPLE_WITH_TITLES = "SELECT ?tie { ?tie atg:statedTitle ?title ; atg:connects ?who } LIMIT 1"
VALUES = """
SELECT DISTINCT ?thing ?value ?label WHERE {
  ?thing %s ?value .
  OPTIONAL { ?value rdfs:label ?label }
}
"""
WITHIN = "SELECT ?inner ?outer WHERE { ?inner atg:isWithin ?outer FILTER (?inner != ?outer) }"
# What people call properties.
ALSO_CALLED = {
    "country": "countryCode",
    "affiliation": "isAffiliatedWith",
    "parent": "isUnitOf",
    "type": "hasOrganizationType",
    "title": "statedTitle",
}
# Properties of other vocabularies, of which our ontology says nothing.
OTHERS = {
    "schema:sameAs": ("same as", "The address of the same thing in another catalogue."),
    "schema:url": ("address", "The address of the thing on the web."),
    "foaf:homepage": ("home page", "The home page of the thing."),
    "rdfs:label": ("name", "The one name by which the thing is shown."),
    "skos:altLabel": ("other name", "Another name of the thing."),
}


@dataclass(frozen=True)
class ThingProperty:
    """A property that things have.

    Attributes:
        iri: its address.
        label: its name.
        definition: what it says; of one that is derived, that it is.
        classes: the classes of the things that have it.
    """

    iri: str
    label: str
    definition: str
    classes: frozenset[str]

    @property
    def id(self) -> str:
        """The name by which it is asked for."""
        return property_id(self.iri)


@dataclass(frozen=True, order=True)
class StatedValue:
    """A value of a property: its words, and the thing or concept that it is, if it is one."""

    text: str
    iri: str = ""
    datatype: str = ""


def property_id(iri: str) -> str:
    """Return the name by which a property is asked for: one of ours without its prefix."""
    return shorten(iri).removeprefix("atg:").strip("<>")


def property_iri(name: str) -> str:
    """Return the address of a property by its name, its prefixed name or its address."""
    name = ALSO_CALLED.get(name.casefold(), name)
    if name.startswith(("http://", "https://")):
        return name
    prefix, colon, local = name.partition(":")
    return prefixes().get(prefix, "") + local if colon else ATG + name


def declared(kg: Graph) -> dict[str, tuple[str, str]]:
    """Return address → label and definition of each property that a thing may have."""
    told: dict[str, tuple[str, str]] = {}
    for row in kg.select(PROPERTIES):
        rule = " Derived from what is stated." if "rule" in row else ""
        told[text(row, "property")] = text(row, "label"), text(row, "definition") + rule
    told |= {property_iri(name): said for name, said in OTHERS.items()}
    return {iri: said for iri, said in told.items() if iri not in OF_ENGINES}


def read_properties(kg: Graph) -> list[ThingProperty]:
    """Return the properties that named things have, by name."""
    found = []
    for iri, (label, definition) in declared(kg).items():
        classes = {text(row, "class") for row in kg.select(USED % iri)}
        if iri == TITLE and any(kg.select(PEOPLE_WITH_TITLES)):
            classes.add(f"{ATG}Person")
        if classes:
            found.append(ThingProperty(iri, label, definition, frozenset(classes)))
    return sorted(found, key=lambda p: (p.label, p.iri))


def read_above(kg: Graph) -> dict[str, set[str]]:
    """Return thing → all that it is within, without itself."""
    above: dict[str, set[str]] = defaultdict(set)
    for row in kg.select(WITHIN):
        above[text(row, "inner")].add(text(row, "outer"))
    return above


class PropertyValues:
    """The values that things have for one property, to be looked up from both ends.

    Args:
        kg: the graph.
        iri: the address of the property.
        names: thing → its names, by which a value that is a thing may be written.
        above: thing → what it is within: who belongs to a part belongs to the whole.
    """

    def __init__(
        self,
        kg: Graph,
        iri: str,
        names: Mapping[str, Collection[str]],
        above: Mapping[str, Collection[str]],
    ) -> None:
        self.iri, self._names, self._above = iri, names, above
        found: dict[str, set[StatedValue]] = defaultdict(set)
        try:
            path = PATHS.get(iri) or str(NamedNode(iri))
        except ValueError:  # it is no address, so nothing has it
            path = ""
        for row in kg.select(VALUES % path) if path else ():
            if (thing := text(row, "thing")) in names:
                found[thing].add(_value(row.get("value"), text(row, "label")))
        self.of = {thing: tuple(sorted(values)) for thing, values in found.items()}
        self._keys = {
            thing: frozenset(key for value in values for key in self._keys_of(value))
            for thing, values in self.of.items()
        }
        self.having: dict[str, set[str]] = defaultdict(set)
        for thing, keys in self._keys.items():
            for one in keys:
                self.having[one].add(thing)

    def agrees(self, thing: str, wanted: Iterable[str]) -> bool | None:
        """Return whether a thing has one of the values, given by keys; None if it has no value."""
        keys = self._keys.get(thing)
        return None if keys is None else not keys.isdisjoint(wanted)

    def _keys_of(self, value: StatedValue) -> Iterable[str]:
        """Yield what a value is found by: names and addresses, also of what it is within."""
        yield key(value.text)
        if self.iri == COUNTRY:
            yield key(country_name(value.text))
        for iri in (value.iri, *self._above.get(value.iri, ())) if value.iri else ():
            yield iri
            yield from map(key, self._names.get(iri, ()))


def value_keys(typed: object) -> set[str]:
    """Return what a value that somebody gives is looked for by: a text, a number, or an id."""
    if isinstance(typed, Mapping):
        name = str(typed.get("id", ""))
        return {name, ATGD + name, ATGV + name, key(str(typed.get("name", "")))} - {""}
    said = ("true" if typed else "false") if isinstance(typed, bool) else str(typed).strip()
    return {said, ATGD + said, ATGV + said, key(said)} - {""}


def _value(term: object, label: str) -> StatedValue:
    if isinstance(term, Literal):
        return StatedValue(term.value, datatype=term.datatype.value)
    iri = str(getattr(term, "value", ""))
    return StatedValue(label or iri, iri)
