"""By what the things of a kind are told apart in a list: their type, country, themes, roles."""

from collections.abc import Mapping
from dataclasses import dataclass

from atgraph.ask.evidence import select_of
from atgraph.ask.things import kind_of
from atgraph.ask.values import country_name
from atgraph.graph.graph import Graph, text
from atgraph.rdf.namespaces import ATG

# What a thing has of a facet, in one scan; most rows say the same of many ties.
VALUES = "SELECT DISTINCT ?thing ?value WHERE { %s ?thing a <%s> }"
WEB = ("http://", "https://")
OF_CLASS = "?_class"  # in a pattern: the class that the things are of
LABELS = "SELECT ?value ?label WHERE { VALUES ?value { %s } ?value rdfs:label ?label }"


@dataclass(frozen=True)
class Facet:
    """One way to tell things of a kind apart.

    Attributes:
        name: what stands for it in an address and a file.
        heading: what it is called on a page.
        pattern: what binds ?thing and ?value, in SPARQL.
        is_country: whether its values are codes of countries.
        is_year: whether of its values, which are days, only the year counts.
    """

    name: str
    heading: str
    pattern: str
    is_country: bool = False
    is_year: bool = False

    @property
    def is_time(self) -> bool:
        """Whether its values are days or years."""
        return self.name in ("day", "year")

    def values(self, kg: Graph, class_iri: str) -> tuple[dict[str, str], dict[str, set[str]]]:
        """Return value → label, and thing → its values, of the things of a class."""
        of: dict[str, set[str]] = {}
        terms: dict[str, str] = {}
        pattern = self.pattern.replace(OF_CLASS, f"<{class_iri}>")
        for row in kg.select(VALUES % (pattern, class_iri)):
            term = text(row, "value")
            value = term[:4] if self.is_year else value_name(term)
            terms[value] = min(term, terms.get(value, term))
            of.setdefault(text(row, "thing"), set()).add(value)
        return self._labels(kg, terms), of

    def _labels(self, kg: Graph, terms: Mapping[str, str]) -> dict[str, str]:
        """Return value → label, of values and what stands for them in the graph."""
        if self.is_country:
            return {value: country_name(value) for value in terms}
        iris = [term for term in terms.values() if term.startswith(WEB)]
        rows = select_of(kg, LABELS, iris)
        named = {text(row, "value"): text(row, "label") for row in rows}
        return {value: named.get(term, value) for value, term in terms.items()}


def value_name(term: str) -> str:
    """Return what stands for a value in an address: of an IRI its end without the kind it is of."""
    if not term.startswith(WEB):
        return term
    if term.startswith(ATG):
        return kind_of(term).replace(" ", "-")
    local = term.rpartition("/")[2]
    return local.partition("_")[2] or local


PROGRAMMES = "?event atg:isWithin ?value . ?value atg:isDescribedIn ?document ."
# each event once: many ties are stated in it
STATED = (
    f"{{ SELECT DISTINCT ?thing ?event {{ ?thing a {OF_CLASS} ."
    " ?tie atg:connects ?thing ; atg:isStatedIn ?event } }"
)
TIE_KIND = Facet(
    "tie", "Kind of tie", "?tie atg:connects ?thing ; a ?value . FILTER (?value != atg:Tie)"
)
ROLE = Facet("role", "Role", "?tie atg:connects ?thing ; atg:hasRole ?value .")
PROGRAMME = Facet("programme", "Programme", f"{STATED} {PROGRAMMES}")
YEAR = Facet(
    "year", "Year of the programme", "?tie atg:connects ?thing ; atg:statedOn ?value .",
    is_year=True,
)  # fmt: skip
COMMON = (PROGRAMME, YEAR, TIE_KIND)
COUNTRY = Facet("country", "Country or seat", "?thing atg:countryCode ?value .", True)
THEME = Facet("theme", "Theme", "?thing atg:hasTheme ?value .")
WORKS_ON = Facet("theme", "Works on", "?thing atg:worksOn ?value .")
CONVENES_ON = Facet("convenes", "Brings events about on", "?thing atg:convenesOn ?value .")
IN_THE_ROOM = Facet("room", "In the room for", "?thing atg:isPresentFor ?value .")
INVOLVED = Facet(
    "country",
    "Country of those involved",
    "?tie atg:isInvolvementIn ?thing ; atg:hasInvolved ?actor . ?actor atg:countryCode ?value .",
    True,
)
MADE = (THEME, ROLE, INVOLVED, *COMMON)
STATE = "atg:hasOrganizationType atgv:organization-type_state"

FACETS: Mapping[str, tuple[Facet, ...]] = {
    f"{ATG}Organization": (
        Facet("type", "Type", "?thing atg:hasOrganizationType ?value ."),
        COUNTRY,
        WORKS_ON,
        CONVENES_ON,
        IN_THE_ROOM,
        ROLE,
        *COMMON,
    ),
    f"{ATG}Person": (
        Facet("organization", "Body", "?thing atg:isAffiliatedWith ?value ."),
        Facet("role", "Role", "?tie atg:hasParticipant ?thing ; atg:hasRole ?value ."),
        Facet(
            "body",
            "Type of their body",
            "?thing atg:isAffiliatedWith ?body . ?body atg:hasOrganizationType ?value .",
        ),
        Facet(
            "state",
            "State that their body is part of",
            f"?thing atg:isAffiliatedWith ?body . ?body atg:rollsUpTo ?value . ?value {STATE} .",
        ),
        Facet(
            "country",
            "Country or seat of their body",
            "?thing atg:isAffiliatedWith ?body . ?body atg:countryCode ?value .",
            True,
        ),
        Facet(
            "printed",
            "Country printed beside them",
            "?tie atg:hasParticipant ?thing ; atg:statedCountry ?value .",
        ),
        WORKS_ON,
        IN_THE_ROOM,
        *COMMON,
    ),
    f"{ATG}Event": (
        THEME,
        Facet("place", "Place", "?thing atg:isWithin ?whole . ?whole atg:takesPlaceIn ?value ."),
        Facet(
            "country",
            "Country of the place",
            "?thing atg:isWithin ?whole . ?whole atg:takesPlaceIn ?place . "
            "?place atg:countryCode ?value .",
            True,
        ),
        Facet(
            "programme",
            "Programme",
            "?thing atg:isWithin ?value . ?value atg:isDescribedIn ?document .",
        ),
        Facet("series", "Series", "?thing atg:isInSeries ?value ."),
        Facet("year", "Year", "?thing atg:earliestDate ?value .", is_year=True),
        Facet("day", "First day", "?thing atg:earliestDate ?value ."),
        TIE_KIND,
    ),
    f"{ATG}Initiative": MADE,
    f"{ATG}Tool": MADE,
    f"{ATG}Work": MADE,
    f"{ATG}Theme": (
        Facet("type", "Type", "?thing skos:inScheme ?value ."),
        Facet("broader", "Part of the theme", "?thing skos:broader ?value ."),
        *COMMON,
    ),
    f"{ATG}Place": (
        COUNTRY,
        Facet("programme", "Programme", f"?event atg:takesPlaceIn ?thing . {PROGRAMMES}"),
        Facet(
            "year",
            "Year of the programme",
            "?event atg:takesPlaceIn ?thing ; atg:earliestDate ?value .",
            is_year=True,
        ),
    ),
    f"{ATG}EventSeries": (
        Facet("programme", "Programme", f"?event atg:isInSeries ?thing . {PROGRAMMES}"),
        Facet(
            "year",
            "Year of the programme",
            "?event atg:isInSeries ?thing ; atg:earliestDate ?value .",
            is_year=True,
        ),
    ),
}
