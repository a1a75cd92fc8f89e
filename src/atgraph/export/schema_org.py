"""Events as search engines read them: schema.org in JSON-LD, by queries/export/schema-org.rq.

The context's address is a string for those who read the file; it is never fetched. Of people there
are name and part, no address: nothing leads from a search engine to their records.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pyoxigraph import Literal, NamedNode, Store, Triple

from atgraph.characters import escaped
from atgraph.files import resource_folder
from atgraph.graph.alignments import read_alignments
from atgraph.graph.graph import Graph
from atgraph.graph.query_files import read_question
from atgraph.rdf.namespaces import ATGD, ATGV, SCHEMA, SKOS, TYPE
from atgraph.rdf.turtle_files import read_rdf

CONTEXT = "https://schema.org"
EVENT, PERSON = NamedNode(SCHEMA + "Event"), NamedNode(SCHEMA + "Person")
# How the query names any event, and the mappings of roles.
ANY = "{ UNDEF }"
MAPPED = "GRAPH <https://w3id.org/atgraph/graph/alignments> { ?role skos:closeMatch ?mapped }"
CLOSE = NamedNode(SKOS + "closeMatch")
REQUIRED = ("name", "startDate", "location")
OF_PEOPLE = ("@type", "name", "description")
Facts = dict[NamedNode, dict[str, list[Any]]]


@dataclass(frozen=True)
class SearchEvents:
    """The document, and the events that have no name, date or place."""

    nodes: tuple[dict[str, Any], ...]
    incomplete: tuple[str, ...]

    def serialize(self) -> bytes:
        """Return the document."""
        return _written({"@context": CONTEXT, "@graph": self.nodes})


def read_events(kg: Graph) -> SearchEvents:
    """Return the events of a graph in terms of schema.org; it raises what `align` raises."""
    path = resource_folder("queries") / "export" / "schema-org.rq"
    facts = _gather(_with_mappings(kg).construct(read_question(path).text, path))
    events = (node for node in sorted(facts, key=str) if EVENT in facts[node]["type"])
    nodes = [_nest(node, facts) for node in events]
    whole = tuple(node for node in nodes if all(node.get(key) for key in REQUIRED))
    without = tuple(node["@id"] for node in nodes if node not in whole)
    return SearchEvents(whole, without)


def read_event(kg: Graph, iri: str) -> bytes:
    """Return an event in terms of schema.org; nothing where it has no name, date or place.

    Raises:
        UnreadableError: the mappings to schema.org or the query cannot be read.
    """
    path = resource_folder("queries") / "export" / "schema-org.rq"
    query = read_question(path).text.replace(ANY, f"{{ <{iri}> }}")
    query = query.replace(MAPPED, f"VALUES (?role ?mapped) {{ {_mapped_roles()} }}")
    facts = _gather(kg.construct(query, path))
    node = NamedNode(iri)
    if node not in facts or EVENT not in facts[node]["type"]:
        return b""
    nested = _nest(node, facts)
    return _written({"@context": CONTEXT, **nested}) if all(map(nested.get, REQUIRED)) else b""


@lru_cache(1)
def _mapped_roles() -> str:
    """Return the pairs of our terms and what comes close to them in schema.org, for a query."""
    file = read_rdf(resource_folder("ontology") / "alignments" / "schema.ttl")
    triples = (t for t in file.triples if t.predicate == CLOSE and ATGV in str(t.subject))
    return " ".join(sorted(f"({t.subject} {t.object})" for t in triples))


def _written(document: dict[str, Any]) -> bytes:
    return escaped(json.dumps(document, ensure_ascii=False, indent=1)).encode() + b"\n"


def _with_mappings(kg: Graph) -> Graph:
    """Return the graph with the mappings to the terms of others, which say what a role is there."""
    quads = list(kg.quads())
    store = Store()
    store.extend([*quads, *read_alignments(resource_folder("ontology") / "alignments", quads)])
    return Graph(store)


def _gather(triples: Iterable[Triple]) -> Facts:
    facts: Facts = {}
    for triple in sorted(set(triples), key=str):
        assert isinstance(triple.subject, NamedNode)
        key = "type" if triple.predicate == TYPE else triple.predicate.value.removeprefix(SCHEMA)
        facts.setdefault(triple.subject, {"type": []}).setdefault(key, []).append(triple.object)
    return facts


def _nest(node: NamedNode, facts: Facts) -> dict[str, Any]:
    """Return a node with what it leads to inside it; other events are named by their address."""
    own = facts[node]
    nested: dict[str, Any] = {"@type": own["type"][0].value.removeprefix(SCHEMA)}
    if "#" not in node.value.removeprefix(ATGD):  # else the query made it for one event
        nested["@id"] = node.value
    for key, values in own.items():
        written = [_value(value, facts) for value in values]
        if key != "type":
            written.sort(key=lambda value: json.dumps(value, sort_keys=True))
            nested[key] = written[0] if len(written) == 1 else written
    if PERSON in own["type"]:
        return {key: nested[key] for key in OF_PEOPLE if key in nested}
    return nested


def _value(value: Any, facts: Facts) -> Any:
    if isinstance(value, Literal):
        return value.value
    if value not in facts or EVENT in facts[value]["type"]:
        return {"@id": value.value}
    return _nest(value, facts)
