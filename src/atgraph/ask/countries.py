"""Who comes from where, in three senses that are kept apart: printed, represented and seated."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from atgraph.ask.facets import value_name
from atgraph.ask.values import country_name
from atgraph.graph.graph import Graph, text

PRINTED = """
SELECT DISTINCT ?country ?who ?label ?tie WHERE {
  ?tie atg:statedCountry ?country ; atg:hasParticipant ?who ; atg:hasStatus atgv:status_confirmed .
  ?who rdfs:label ?label .
}
"""
REPRESENTED = """
SELECT DISTINCT ?country ?state ?who ?label ?tie WHERE {
  ?state atg:hasOrganizationType atgv:organization-type_state ; rdfs:label ?country .
  ?body atg:isWithin ?state .
  ?post atg:isAffiliationWith ?body .
  ?tie atg:isInCapacityOf ?post ; atg:hasParticipant ?who ; atg:hasStatus atgv:status_confirmed .
  ?who rdfs:label ?label .
}
"""
SEATED = """
SELECT DISTINCT ?country ?who ?label WHERE {
  ?who a atg:Organization ; atg:countryCode ?country ; rdfs:label ?label .
  FILTER NOT EXISTS { ?who atg:hasOrganizationType atgv:organization-type_state }
}
"""
SEATS = "SELECT DISTINCT ?country WHERE { ?body atg:countryCode ?country }"
NO_COUNTRY = """
SELECT (COUNT(DISTINCT ?who) AS ?count) WHERE {
  ?who a atg:Organization FILTER NOT EXISTS { ?who atg:countryCode ?country }
}
"""


@dataclass(frozen=True)
class Country:
    """A country, and who is from there in one sense.

    Attributes:
        who: IRI → label.
        ties: those that say so, sorted.
        value: that of the facet by which a list is kept to them.
    """

    name: str
    who: Mapping[str, str]
    ties: tuple[str, ...]
    value: str


@dataclass(frozen=True)
class Countries:
    """Who comes from where, the countries with the most first.

    Attributes:
        printed: people, by the country printed beside their names.
        represented: people, by the state for whose body they take part.
        seated: organisations other than states, by the country of their seat.
        unknown: how many organisations have no country.
    """

    printed: list[Country]
    represented: list[Country]
    seated: list[Country]
    unknown: int


def read_countries(kg: Graph) -> Countries:
    """Return who comes from where; what is not said is not guessed."""
    unknown = next((int(text(row, "count")) for row in kg.select(NO_COUNTRY)), 0)
    seated = _by_country(kg, SEATED, country_name)
    return Countries(_by_country(kg, PRINTED), _by_country(kg, REPRESENTED), seated, unknown)


def seats(kg: Graph) -> list[tuple[str, str]]:
    """Return the countries in which bodies have their seats, by name: each name, and its code."""
    return sorted(
        (country_name(text(row, "country")), text(row, "country")) for row in kg.select(SEATS)
    )


def _by_country(kg: Graph, query: str, named: Callable[[str], str] = str) -> list[Country]:
    who: dict[str, dict[str, str]] = defaultdict(dict)
    ties: dict[str, set[str]] = defaultdict(set)
    values: dict[str, str] = {}
    for row in kg.select(query):
        country = named(text(row, "country"))
        values[country] = value_name(text(row, "state") or text(row, "country"))
        who[country][text(row, "who")] = text(row, "label")
        ties[country] |= {text(row, "tie")} - {""}
    found = (
        Country(name, _sorted(its), tuple(sorted(ties[name])), values[name])
        for name, its in who.items()
    )
    return sorted(found, key=lambda country: (-len(country.who), country.name))


def _sorted(labels: Mapping[str, str]) -> dict[str, str]:
    return dict(sorted(labels.items(), key=lambda item: (item[1].casefold(), item[0])))
