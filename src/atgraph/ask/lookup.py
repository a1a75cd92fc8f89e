"""Things by name: what there is, and which one people mean by what they type."""

from collections import defaultdict
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from atgraph.ask.namesakes import MOST, several
from atgraph.ask.near_names import ELSEWHERE, likely, near
from atgraph.ask.things import Recognized, Thing, kind_of
from atgraph.data.names import bare, key
from atgraph.errors import EndpointError, NotFoundError
from atgraph.graph.graph import Graph, text
from atgraph.graph.sparql import bind
from atgraph.rdf.namespaces import prefixes

# The classes whose things have names: the most specific ones, apart from sources.
HAS_NAMES = """
  FILTER NOT EXISTS { ?below rdfs:subClassOf ?class }
  FILTER (?class NOT IN (atg:Source, atg:SourceText))
"""
KINDS = "{ SELECT ?class WHERE { ?class atg:pluralName ?plural" + HAS_NAMES + "} }"
KIND = "FILTER EXISTS { ?class atg:pluralName ?plural }" + HAS_NAMES
# Where a class is asked for: a word of a parameter, as in --thing, may be the name of no class.
OF_CLASS = """
  FILTER (EXISTS { ?thing a <%(class)s> } || NOT EXISTS { <%(class)s> a owl:Class })
"""
NAMES = "?thing rdfs:label ?label . OPTIONAL { ?thing skos:altLabel ?name }"
NAMED = "SELECT ?thing ?label ?name ?class WHERE {" + KINDS + "%s ?thing a ?class ." + NAMES + "}"

# Each finds what a typed text may stand for; the constant comes first, so that an index is the
# start.
IDENTIFIED = """
  { VALUES ?thing { ?_iri_iri } ?thing a ?class }
  UNION { ?thing schema:sameAs ?_iri_iri ; a ?class }
"""
KEYED = "?thing atg:searchKey ?_key ; a ?class"
PARTLY = """
  ?thing atg:searchKey ?key .
  FILTER (CONTAINS(CONCAT(" ", ?key, " "), ?_part))
  ?thing a ?class
"""
FOUND = f"""
SELECT DISTINCT ?thing ?label ?name ?class WHERE {{
  %s {KIND} %s
  {NAMES}
}} ORDER BY ?label ?thing ?class LIMIT {20 * MOST}
"""
KEYS = "SELECT ?thing ?key WHERE { ?thing atg:searchKey ?key }"
LIKELY = f"""
SELECT ?thing ?label ?name ?class WHERE {{
  VALUES ?thing {{ %s }}
  ?thing a ?class .
  {KIND} %s {NAMES}
}}
"""
CLASS_LABEL = "SELECT ?label WHERE { <%s> rdfs:label ?label }"


def things(kg: Graph, class_iri: str | None = None) -> list[Thing]:
    """Return all named things, of one class where it is given, sorted by label."""
    return _gathered(kg, NAMED % _of(class_iri))


def find(kg: Graph, name: str, class_iri: str | None = None) -> Thing:
    """Return the thing that a typed name stands for, as `recognize` does."""
    return recognize(kg, name, class_iri).thing


def thing_of(kg: Graph, iri: str) -> Thing | None:
    """Return the named thing that has an IRI, if there is one."""
    return next((thing for thing in _identified(kg.with_derived(), iri) if thing.iri == iri), None)


def recognize(kg: Graph, name: str, class_iri: str | None = None) -> Recognized:
    """Return the thing that a typed text stands for.

    Tried in turn: an IRI or prefixed name, also one of another catalogue (schema:sameAs); a whole
    name, acronym or alias (case, accents, punctuation and a leading article forgiven); whole words
    that stand in the names of one thing only; the end of an id.

    It must be of the class, if the graph has that. Keys are read from all of the graph, also where
    derived facts are left out of the answer. It is a NotFoundError if no thing has the name (with
    “did you mean”), or several have (each with what sets it apart).
    """
    kg = kg.with_derived()
    if iri := _as_iri(name):
        if found := _identified(kg, iri, class_iri):
            return Recognized(name, found[0], True)
        if other := _identified(kg, iri):
            wrong = _of_another_kind(kg, other[0], class_iri or "")
            raise NotFoundError(f"“{other[0].label}” ({iri}) {wrong}")
    for whole, found in _tries(kg, name, class_iri):
        if len(found) > 1:
            raise several(kg, name, found)
        if found:
            return Recognized(name, found[0], whole)
    raise NotFoundError(_nothing_called(kg, name, class_iri))


def candidates(kg: Graph, name: str, class_iri: str | None = None) -> list[Thing]:
    """Return what a typed text may stand for: several things where `recognize` knows not which."""
    tries = _tries(kg.with_derived(), name, class_iri)
    return next((found for _, found in tries if found), [])


def _nothing_called(kg: Graph, name: str, class_iri: str | None) -> str:
    """Return a message: that the name is that of another kind of thing, or which come nearest."""
    if class_iri and (other := _found(kg, bind(KEYED, {"?_key": Literal(key(name))}))):
        return f"“{other[0].label}” {_of_another_kind(kg, other[0], class_iri)}"
    return f"nothing is called {name!r} here{hint_for(kg, name, class_iri)}"


def hint_for(kg: Graph, name: str, class_iri: str | None = None, elsewhere: str = ELSEWHERE) -> str:
    """Return the end of a message about a name that is not there: the nearest, or where to look.

    Nobody who is listed on request is offered.
    """
    try:
        kg, listed = kg.with_derived(), kg.listed
        return near(
            name, [t for t in _likely(kg, name, class_iri) if t.iri not in listed], elsewhere
        )
    except EndpointError:
        return "; the server gives no whole list of names to compare it with"


def _likely(kg: Graph, name: str, class_iri: str | None) -> list[Thing]:
    """Return the things among which the nearest names are."""
    keyed: dict[str, list[str]] = {}
    for row in kg.select(KEYS):
        if not (found := text(row, "key")).startswith("_"):  # the end of an id
            keyed.setdefault(found, []).append(text(row, "thing"))
    iris = sorted({iri for found in likely(name, keyed) for iri in keyed[found]})
    listed = " ".join(f"<{iri}>" for iri in iris)
    return _gathered(kg, LIKELY % (listed, _of(class_iri))) if iris else []


def _of_another_kind(kg: Graph, other: Thing, class_iri: str) -> str:
    return f"is {_a(kg, other.class_iri)}, not {_a(kg, class_iri)}; name another"


def _a(kg: Graph, class_iri: str) -> str:
    """Return the label of a class with its article: a person, an organisation."""
    labels = [text(row, "label") for row in kg.select(CLASS_LABEL % class_iri)]
    label = labels[0] if labels else kind_of(class_iri)
    return f"{'an' if label[:1] in 'aeiou' else 'a'} {label}"


def _tries(kg: Graph, name: str, class_iri: str | None) -> Iterator[tuple[bool, list[Thing]]]:
    """Yield what fits, in turn, and whether it fits as a whole."""
    if not (wanted := key(name)):
        return
    yield True, _found(kg, bind(KEYED, {"?_key": Literal(wanted)}), class_iri)
    yield False, _found(kg, bind(PARTLY, {"?_part": Literal(f" {wanted} ")}), class_iri)
    end = f"_{name.strip().casefold()}"
    yield True, _found(kg, bind(KEYED, {"?_key": Literal(end)}), class_iri)


def _as_iri(name: str) -> str:
    name = name.strip()
    if name.startswith("<") and name.endswith(">"):
        return name[1:-1]
    prefix, colon, local = name.partition(":")
    if colon and prefix in prefixes():
        return prefixes()[prefix] + local
    return name if name.startswith(("http://", "https://")) else ""


def _identified(kg: Graph, iri: str, class_iri: str | None = None) -> list[Thing]:
    try:
        return _found(kg, bind(IDENTIFIED, {"?_iri_iri": NamedNode(iri)}), class_iri)
    except ValueError:  # it is not an IRI
        return []


def _found(kg: Graph, pattern: str, class_iri: str | None = None) -> list[Thing]:
    """Return the things that a pattern finds, sorted by label, with all their names."""
    return _gathered(kg, FOUND % (pattern, _of(class_iri)))[:MOST]


def _of(class_iri: str | None) -> str:
    return OF_CLASS % {"class": class_iri} if class_iri else ""


def _gathered(kg: Graph, query: str) -> list[Thing]:
    """Return the things of a query for names, sorted by label."""
    labels: dict[str, set[str]] = defaultdict(set)
    others: dict[str, set[str]] = defaultdict(set)
    classes: dict[str, str] = {}
    for row in kg.select(query):
        iri = text(row, "thing")
        labels[iri].add(text(row, "label"))
        others[iri] |= {text(row, "name")} - {""}
        classes[iri] = max(text(row, "class"), classes.get(iri, ""))
    names = {iri: (*sorted(own), *sorted(others[iri] - own)) for iri, own in labels.items()}
    found = [Thing(iri, classes[iri], named) for iri, named in names.items()]
    return sorted(found, key=lambda t: (bare(t.label), t.iri))
