"""What the site is made of: ontology, shapes, alignments, questions, a graph in memory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from rdflib import BNode, Graph, URIRef
from rdflib.namespace import OWL, RDF, RDFS
from rdflib.term import Node

from atgraph.api import KnowledgeGraph
from atgraph.ask.evidence import Quoted, evidence_of
from atgraph.build.validation.graphs import read_shapes, to_rdflib
from atgraph.build.whole import build_graph
from atgraph.data.names import bare
from atgraph.errors import Place
from atgraph.files import list_files, resource_folder
from atgraph.graph.graph import text
from atgraph.rdf.namespaces import ATGD, ON_REQUEST, shorten
from atgraph.rdf.turtle_files import read_rdf
from releases import read_releases

NAMES = f"""SELECT ?name {{ GRAPH <{ON_REQUEST.value}> {{
  ?any rdfs:label|skos:altLabel|atg:statedName|atg:statedTitle ?name }} }}"""


@dataclass(frozen=True)
class Material:
    """Everything that pages are written from.

    ``rdf`` holds the ontology and the vocabularies, ``alignments`` one graph for each outside
    vocabulary, ``releases`` for each released version, the oldest first, the terms and their
    definitions. The graph ``kg`` is without the people who are listed on request, if they are left
    out: then ``hidden`` are their ids, names and titles.
    """

    data: Path
    rdf: Graph = field(repr=False)
    shapes: Graph = field(repr=False)
    alignments: Mapping[str, Graph] = field(repr=False)
    releases: Mapping[str, Mapping[str, str]] = field(repr=False)
    kg: KnowledgeGraph = field(repr=False)
    origins: Mapping[str, Place] = field(repr=False)
    hidden: frozenset[str] = field(repr=False)

    @classmethod
    def read(cls, data: Path | None = None, *, include_on_request: bool = False) -> Material:
        """Read the files and build the graph of a data folder.

        Raises:
            UnreadableError: a file is missing or cannot be read.
            SourceError: a transcript is wrong.
            RegistryError: an identity or a decision is wrong.
            ValidationError: the graph does not keep its shapes or checks.
            QueryError: a rule or check is not understood.
        """
        data = data or resource_folder("data")
        folder, built = resource_folder("ontology"), build_graph(data)
        kg = KnowledgeGraph(built.store)
        kept = kg if include_on_request else kg.published()
        listed = kg.listed if kept is not kg else frozenset[str]()
        names = {text(row, "name") for row in kg.select(NAMES)} if listed else set[str]()
        return cls(
            data=data,
            rdf=to_rdflib(built.ontology.quads),
            shapes=read_shapes(folder / "shapes") + read_shapes(folder / "style"),
            alignments={
                path.stem: to_rdflib(read_rdf(path).triples)
                for path in list_files(folder / "alignments", "*.ttl")
            },
            releases={
                r.version: {name: term.definition for name, term in r.terms.items()}
                for r in read_releases(folder)
            },
            kg=kept,
            origins=built.origins,
            hidden=frozenset(names | {iri.removeprefix(ATGD) for iri in listed}),
        )

    @property
    def header(self) -> Node:
        """The ontology itself."""
        return min(self.rdf.subjects(RDF.type, OWL.Ontology), key=str)

    @property
    def version(self) -> str:
        """The version of the ontology."""
        return self.value(self.header, OWL.versionInfo)

    def value(self, subject: Node | str, predicate: Node) -> str:
        """Return the first value of a property as text, an English one before others."""
        found = sorted(
            self.rdf.objects(URIRef(str(subject)), URIRef(str(predicate))),
            key=lambda o: (getattr(o, "language", None) != "en", str(o)),
        )
        return str(found[0]) if found else ""

    def values(self, subject: Node | str, predicate: Node) -> list[str]:
        """Return the values of a property as text, sorted; a blank node has no name that stays."""
        return sorted(
            str(o)
            for o in self.rdf.objects(URIRef(str(subject)), URIRef(str(predicate)))
            if not isinstance(o, BNode)
        )

    def label(self, iri: str) -> str:
        """Return what a term, concept or thing is called; its short form where it has no name."""
        return self.value(iri, RDFS.label) or self.names.get(iri) or shorten(iri)

    @cached_property
    def names(self) -> dict[str, str]:
        """IRI → label of whatever has one in the graph."""
        return {
            text(row, "thing"): text(row, "name")
            for row in self.kg.select(
                "SELECT ?thing ?name WHERE { ?thing rdfs:label ?name } ORDER BY DESC(?name)"
            )
        }

    @cached_property
    def evidence(self) -> dict[str, list[Quoted]]:
        """IRI of a record → what it rests on, printed words first."""
        rows = self.kg.select("SELECT DISTINCT ?s WHERE { ?s atg:hasEvidence ?e }")
        found = evidence_of(self.kg, [text(row, "s") for row in rows])
        whole = {iri: [q for q in quotes if q.text.strip()] for iri, quotes in found.items()}
        return {
            iri: sorted(quotes, key=lambda q: (q.read_elsewhere, q))
            for iri, quotes in sorted(whole.items())
            if quotes
        }

    def tells(self, words: str) -> bool:
        """Return whether words hold the name of somebody who is listed on request only."""
        return holds_name(words, self.hidden)

    def below(self, class_iri: str) -> set[str]:
        """Return a class and all below it."""
        return set(map(str, self.rdf.transitive_subjects(RDFS.subClassOf, URIRef(class_iri))))

    def above(self, class_iri: str) -> list[str]:
        """Return a class and all above it, the nearest first."""
        return list(map(str, self.rdf.transitive_objects(URIRef(class_iri), RDFS.subClassOf)))


def holds_name(words: str, names: frozenset[str]) -> bool:
    """Return whether a text holds one of these names, whatever its case, accents and line ends."""
    plain = bare(words)
    return any(bare(name) in plain for name in names)
