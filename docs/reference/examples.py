"""Examples from the graph: an instance, the words it rests on, the lines it was written as."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rdflib import URIRef

from atgraph.ask.evidence import Quoted
from atgraph.data.yaml_lines import extent
from atgraph.files import read_text
from atgraph.graph.graph import text
from atgraph.rdf.namespaces import ATG, GRAPH, RDF, RDFS, shorten

from .material import Material
from .terms import Said

MOST_VALUES = 5
MOST_QUOTES = 3
MOST_LINES = 24
NOT_SHOWN = {RDF + "type", RDFS + "label", RDFS + "isDefinedBy"}

INSTANCES = "SELECT ?s (COUNT(DISTINCT ?p) AS ?n) WHERE { ?s a <%s> ; ?p ?o } GROUP BY ?s"
VALUES = "SELECT ?p ?o ?g WHERE { GRAPH ?g { <%s> ?p ?o } } ORDER BY ?p ?o"
PAIRS = "SELECT ?s ?o ?g WHERE { GRAPH ?g { ?s <%s> ?o } }"
SHORTENED = """
SELECT ?tie ?s WHERE {
  ?class atg:edgeShortcut <%s> ; atg:edgeSource ?from ; atg:edgeTarget ?to .
  ?tie a ?class ; atg:hasStatus atgv:status_confirmed ; ?from ?s ; ?to ?o FILTER (?s != ?o)
}
"""
ABOUT = "SELECT DISTINCT ?s WHERE { ?s ?p <%s> ; atg:hasEvidence ?e FILTER (?p != rdf:type) }"
PASSAGE = (
    "SELECT ?words ?line ?file WHERE { <%s> atg:exactText ?words ; atg:startLine ?line ;"
    " atg:isPassageOf/atg:file ?file }"
)
NAMED = (
    "SELECT ?name WHERE { <%s> ?p ?thing . ?thing rdfs:label ?name FILTER (?p != rdf:type)"
    " } ORDER BY ?p ?name"
)
ENDS = (
    "SELECT ?label ?from ?to WHERE { <%s> a ?c . ?c rdfs:label ?label ; atg:edgeSource ?from"
    " ; atg:edgeTarget ?to }"
)


@dataclass(frozen=True)
class Example:
    """A thing of the graph: its name, its values, its printed words, and its lines in the data."""

    iri: str
    title: str
    facts: tuple[Said, ...]
    quotes: tuple[Quoted, ...]
    through: str = ""
    place: str = ""
    lines: tuple[str, ...] = ()
    key: str = ""
    count: int = 0


def example_of_class(material: Material, class_iri: str) -> Example | None:
    """Return the instance that shows most, of those that rest on printed words."""
    rows = [
        (text(row, "s"), int(text(row, "n"))) for row in material.kg.select(INSTANCES % class_iri)
    ]
    for iri, _ in sorted(rows, key=lambda row: (_rank(material, row[0]), -row[1], row[0])):
        if found := example_of_thing(material, iri, count=len(rows)):
            return found
    return None


def example_of_property(material: Material, property_iri: str) -> Example | None:
    """Return one printed statement with the property; of a derived one, the tie it follows from."""
    rows = [(text(row, "s"), text(row, "o")) for row in material.kg.select(PAIRS % property_iri)]
    ties = [
        (text(row, "tie"), text(row, "s")) for row in material.kg.select(SHORTENED % property_iri)
    ]
    for tie, iri in sorted(ties, key=lambda row: (_rank(material, row[0]), *row)):
        if found := example_of_thing(material, iri, only=property_iri, count=len(rows), record=tie):
            return found
    for iri, _ in sorted(rows, key=lambda row: (_rank(material, row[0]), *row)):
        if found := example_of_thing(material, iri, only=property_iri, count=len(rows)):
            return found
    return None


def _rank(material: Material, iri: str) -> int:
    quotes = material.evidence.get(iri)
    return 2 if not quotes else int(quotes[0].read_elsewhere)


def example_of_thing(
    material: Material, iri: str, only: str = "", count: int = 0, record: str = ""
) -> Example | None:
    """Return an instance as an example, unless its lines name a person listed on request only.

    Args:
        material: what the site is made of.
        iri: the instance.
        only: the one property to show.
        count: how many examples there are.
        record: the statement whose words and lines stand for those of the instance.
    """
    place, lines = written(material, record or iri)
    facts = tuple(_facts(material, iri, only))
    quotes, through = _quotes(material, record or iri)
    through = through or (title_of(material, record) if record else "")
    shown = [
        *lines,
        *(value for fact in facts for value in fact.values),
        *(quote.text for quote in quotes),
    ]
    if material.tells("\n".join(shown)):
        return None
    key = material.value(only, URIRef(ATG + "recordKey")) if only else ""
    return Example(iri, title_of(material, iri), facts, quotes, through, place, lines, key, count)


def _facts(material: Material, iri: str, only: str) -> Iterator[Said]:
    found: dict[tuple[str, bool], list[str]] = {}
    for row in material.kg.select(VALUES % iri):
        if text(row, "p") == only or (not only and text(row, "p") not in NOT_SHOWN):
            found.setdefault((text(row, "p"), text(row, "g") == GRAPH + "derived"), []).append(
                " ".join(text(row, "o").split())
            )
    for (predicate, derived), values in found.items():
        more = [f"… and {len(values) - MOST_VALUES} more"] if len(values) > MOST_VALUES else []
        name = shorten(predicate) + (" (derived)" if derived else "")
        yield Said(name, (*values[:MOST_VALUES], *more), predicate)


def _quotes(material: Material, iri: str) -> tuple[tuple[Quoted, ...], str]:
    """Return what an instance rests on, or else what the first record about it rests on."""
    if own := passage(material, iri) or material.evidence.get(iri):
        return tuple(own[:MOST_QUOTES]), ""
    about = [text(row, "s") for row in material.kg.select(ABOUT % iri)]
    for record in sorted(about, key=lambda r: (_rank(material, r), r)):
        if found := material.evidence.get(record):
            return tuple(found[:1]), title_of(material, record)
    return (), ""


def passage(material: Material, iri: str) -> list[Quoted]:
    """Return the words of a passage, nothing for anything else."""
    rows = material.kg.select(PASSAGE % iri)
    return [Quoted(text(row, "file"), int(text(row, "line")), text(row, "words")) for row in rows]


def title_of(material: Material, iri: str) -> str:
    """Return the name of a thing, the class and ends of a tie, or the place of a passage."""
    if name := material.names.get(iri):
        return name
    for quote in passage(material, iri):
        return f"{quote.file}:{quote.line}"
    for row in material.kg.select(ENDS % iri):
        ends = [
            sorted(
                material.kg.select(f"SELECT ?x WHERE {{ <{iri}> <{text(row, end)}> ?x }}"),
                key=lambda r: text(r, "x"),
            )
            for end in ("from", "to")
        ]
        if text(row, "from") == text(row, "to"):
            return (
                f"{text(row, 'label')}:"
                f" {' and '.join(material.label(text(r, 'x')) for r in ends[0])}"
            )
        return (
            f"{text(row, 'label')}: {material.label(text(ends[0][0], 'x'))} →"
            f" {material.label(text(ends[1][0], 'x'))}"
        )
    kinds = [
        text(row, "kind") for row in material.kg.select(f"SELECT ?kind WHERE {{ <{iri}> a ?kind }}")
    ]
    named = dict.fromkeys(text(row, "name") for row in material.kg.select(NAMED % iri))
    kind = max(kinds, key=lambda k: (len(material.above(k)), k), default="")
    return f"{material.label(kind)}: {', '.join([*named][:2])}" if named else shorten(iri)


def written(material: Material, iri: str) -> tuple[str, tuple[str, ...]]:
    """Return where a record is written in the data, and the lines of its item."""
    origin = material.origins.get(iri)
    if not origin or not origin.line or not str(origin.path).endswith(".yml"):
        return "", ()
    lines = read_text(Path(origin.path)).splitlines()
    first = lines[origin.line - 1]
    before, _, _ = first.partition("- ")
    if before.strip() or before == first:
        return "", ()
    block = [
        line.removeprefix(before) for line in lines[origin.line - 1 : extent(lines, origin.line)]
    ]
    path = origin.path.partition(f"{material.data.name}/")
    return f"{path[1]}{path[2]}:{origin.line}", tuple(
        [*block[:MOST_LINES], "  …"] if len(block) > MOST_LINES else block
    )
