"""Values that are words of a vocabulary, in any language: roles, types, countries and others."""

import functools
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from atgraph.ask.near_names import near
from atgraph.ask.things import Thing
from atgraph.data.names import key
from atgraph.errors import NotFoundError
from atgraph.graph.graph import Graph, text
from atgraph.rdf.namespaces import ATGV
from atgraph.text import some

LANGUAGES = ("en", "de", "es", "fr", "it", "ru", "uk")  # those of the vocabularies
NO_COUNTRIES = ("EU", "EZ", "UN", "XA", "XB", "ZZ")
# Languages that do not tell a country, and adjectives that are no language, or that of others too.
SPREAD = ("ar", "en", "pt")
ADJECTIVES = {
    "American": "US", "Austrian": "AT", "British": "GB", "Portuguese": "PT", "Swiss": "CH",
}  # fmt: skip
CONCEPTS = """
SELECT ?iri ?label ?name ?other WHERE {
  ?iri a skos:Concept ; rdfs:label ?label .
  FILTER (STRSTARTS(STR(?iri), "%s"))
  { ?iri rdfs:label|skos:altLabel ?name } UNION { ?iri skos:prefLabel ?other }
}
"""
TIE_CLASSES = """
SELECT ?iri ?label ?name WHERE { ?iri atg:recordName ?name ; rdfs:label ?label }
"""
PROPERTIES = """
SELECT ?iri ?label ?name WHERE {
  VALUES ?class { owl:ObjectProperty owl:DatatypeProperty owl:AnnotationProperty }
  ?iri a ?class ; rdfs:label ?label
  BIND (?label AS ?name)
}
"""
STATES = """
SELECT ?iri ?label ?name ?code WHERE {
  ?iri atg:hasOrganizationType atgv:organization-type_state ; rdfs:label ?label .
  OPTIONAL { ?iri skos:altLabel ?name }
  OPTIONAL { ?iri atg:countryCode ?code }
}
"""
PRINTED = "SELECT DISTINCT ?name WHERE { ?part atg:statedCountry ?name }"
HAS_ROLE = "SELECT ?tie WHERE { ?tie atg:hasRole <%s> } LIMIT 1"


@dataclass(frozen=True)
class Value:
    """A value of a parameter: ``text`` is what the query compares, ``names`` what people call it.

    The query itself knows those of its names that are ``written``, in lower case.
    """

    text: str
    iri: str
    names: tuple[str, ...]
    written: frozenset[str] = frozenset()

    @property
    def label(self) -> str:
        """Its label."""
        return self.names[0]


def values_of(kg: Graph, parameter: str) -> list[Value]:
    """Return the values of a parameter by its name; none where any text will do."""
    kg = kg.with_derived()
    if parameter in ("role", "type", "status"):
        scheme = "organization-type" if parameter == "type" else parameter
        return _concepts(kg, f"{ATGV}{scheme}_")
    if parameter == "country":
        return _countries(kg)
    if parameter in ("kind", "property"):
        rows = kg.select(TIE_CLASSES if parameter == "kind" else PROPERTIES)
        found = {(text(r, "iri"), text(r, "label"), text(r, "name")) for r in rows}
        return [Value(n, iri, (label, n), frozenset([n])) for iri, label, n in sorted(found)]
    return []


def recognize_value(kg: Graph, parameter: str, typed: str) -> tuple[str, str]:
    """Return the text to compare with that a typed one means, and a remark where it is another.

    A whole name, also in the plural, goes before whole words that stand in the names of one value
    only. A role that nobody has stands for the one of that word that somebody has. It is a
    NotFoundError if nothing of this kind is called so, or several are.
    """
    known, wanted = values_of(kg, parameter), _singular(typed)
    if not known or not wanted:
        return typed, ""
    found = [v for v in known if wanted in map(_singular, (*v.names, v.text))]
    if not found:
        part = _with_words(known, wanted)
        if len(part) != 1:
            raise NotFoundError(_nothing(parameter, typed, part or known))
        return part[0].text, f"is taken as “{part[0].label}”"
    if parameter == "role" and not _in_use(kg, found):
        others = [v for v in _with_words(known, _singular(found[0].label)) if v not in found]
        return _like_it(typed, [v for v in others if _in_use(kg, [v])])
    return typed if any(typed.lower() in v.written for v in found) else found[0].text, ""


def _singular(name: str) -> str:
    return key(name).removesuffix("s")


def _with_words(known: Iterable[Value], words: str) -> list[Value]:
    return [v for v in known if any(f" {words} " in f" {_singular(n)} " for n in v.names)]


def _in_use(kg: Graph, roles: Iterable[Value]) -> bool:
    return any(any(kg.select(HAS_ROLE % role.iri)) for role in roles)


def _like_it(typed: str, used: list[Value]) -> tuple[str, str]:
    """Return the one role of that word that somebody has; else what was typed has no row."""
    if len(used) == 1:
        return used[0].text, f"is a role that nobody has; taken as “{used[0].label}”"
    others = f"; there is {some([f'“{v.label}”' for v in used])}" if used else ""
    return typed, f"is a role that nobody has{others}"


def _nothing(parameter: str, typed: str, known: list[Value]) -> str:
    """Return a message: which values of the same kind come nearest, or which there are."""
    otherwise = f"there is {some([v.label for v in known])}"
    hint = near(typed, [Thing(v.iri, "", v.names) for v in known], otherwise)
    return f"no {parameter} is called {typed!r}{hint}"


def _concepts(kg: Graph, prefix: str) -> list[Value]:
    names: dict[str, tuple[str, ...]] = {}
    written: dict[str, set[str]] = {}
    for row in kg.select(CONCEPTS % prefix):
        iri, own = text(row, "iri"), text(row, "name")
        names[iri] = (*names.get(iri, (text(row, "label"),)), own, text(row, "other"))
        written.setdefault(iri, {iri.removeprefix(prefix)}).add(own.lower())
    return [
        Value(iri.removeprefix(prefix), iri, _once(names[iri]), frozenset(written[iri] - {""}))
        for iri in sorted(names)
    ]


def _countries(kg: Graph) -> list[Value]:
    """Return the countries that the graph prints or has a state of, then all others."""
    states: dict[str, Value] = {}
    codes: set[str] = set()
    for row in kg.select(STATES):
        iri, label, code = text(row, "iri"), text(row, "label"), text(row, "code")
        before = states[iri].names if iri in states else (label,)
        names = _once((*before, text(row, "name"), code, *_country_names().get(code, ())))
        states[iri] = Value(label, iri, names, frozenset({label.lower(), code.lower()} - {""}))
        codes.add(code)
    printed = sorted({text(r, "name") for r in kg.select(PRINTED)})
    return [
        *(states[iri] for iri in sorted(states)),
        *(Value(name, name, (name,), frozenset([name.lower()])) for name in printed),
        *(
            Value(code, code, (*names, code), frozenset([code.lower()]))
            for code, names in _country_names().items()
            if code not in codes
        ),
    ]


def country_name(code: str) -> str:
    """Return the English name of a country; its two letters where no country has these."""
    return _country_names().get(code, (code,))[0].removesuffix(" SAR China")  # as people say it


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, names)))


@functools.cache
def _country_names() -> Mapping[str, tuple[str, ...]]:
    """Return the code of each country → its names in the languages of the vocabularies.

    Of what is of a country also the English adjective, where a language is called so.
    """
    from babel import Locale  # slow to import
    from babel.core import get_global

    names: dict[str, dict[str, None]] = defaultdict(dict)
    for language in LANGUAGES:
        for code, name in Locale.parse(language).territories.items():
            if len(code) == 2 and code.isalpha() and code not in NO_COUNTRIES:
                names[code][name] = None
    homes = get_global("likely_subtags")  # es is es_Latn_ES where nothing else is said
    for language, name in Locale.parse("en").languages.items():
        home = str(homes.get(language, "")).rpartition("_")[2]
        if language not in SPREAD and len(language) == 2 and home in names:
            names[home][name] = None  # Spanish
    for name, code in ADJECTIVES.items():
        names[code][name] = None
    return {code: tuple(names[code]) for code in sorted(names)}
