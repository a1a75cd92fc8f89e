"""The alignments to outside vocabularies, each mapping with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rdflib import Graph, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS

from atgraph.files import list_files, resource_folder
from atgraph.graph.query_files import read_question

from .uses import Use


@dataclass(frozen=True)
class Mapped:
    """One of the terms, what it is to terms of an outside vocabulary, and why."""

    vocabulary: str
    iri: str
    says: tuple[tuple[str, str], ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Alignment:
    """An outside vocabulary and what is mapped to it."""

    name: str
    title: str
    description: str
    mapped: tuple[Mapped, ...]


def read_alignments(graphs: Mapping[str, Graph]) -> list[Alignment]:
    """Return the alignments, sorted by name."""
    return [_alignment(name, graph) for name, graph in sorted(graphs.items())]


def _alignment(name: str, graph: Graph) -> Alignment:
    about = set(graph.subjects(RDF.type, OWL.Ontology))
    subjects = sorted(s for s in set(graph.subjects()) - about if isinstance(s, URIRef))
    mapped = (
        Mapped(
            name,
            str(s),
            tuple(_says(graph, s)),
            tuple(sorted(map(str, graph.objects(s, SKOS.editorialNote)))),
        )
        for s in subjects
    )
    titles = [
        o
        for s in sorted(about, key=str)
        for p in (DCTERMS.title, RDFS.label)
        for o in sorted(map(str, graph.objects(s, p)))
    ]
    told = [
        o
        for s in sorted(about, key=str)
        for p in (DCTERMS.description, RDFS.comment, SKOS.editorialNote)
        for o in sorted(map(str, graph.objects(s, p)))
    ]
    return Alignment(
        name,
        titles[0] if titles else name,
        told[0] if told else "",
        tuple(m for m in mapped if m.says),
    )


def _says(graph: Graph, subject: URIRef) -> list[tuple[str, str]]:
    shown = (
        (str(p), str(o))
        for p, o in graph.predicate_objects(subject)
        if p not in (SKOS.editorialNote, RDF.type) and isinstance(o, URIRef)
    )
    return sorted(shown)


def mappings_of(alignments: list[Alignment], iri: str) -> list[Mapped]:
    """Return the mappings in which a term stands on either side."""
    return [
        m for a in alignments for m in a.mapped if m.iri == iri or any(o == iri for _, o in m.says)
    ]


def read_rewritings() -> list[Use]:
    """Return the queries that write what no axiom can say in the words of others.

    Raises:
        UnreadableError: there are none, or one cannot be read.
        QueryError: a header is wrong.
    """
    paths = list_files(resource_folder("queries") / "align", "*.rq")
    return [Use("alignment", q.name, q.summary, frozenset(), q) for q in map(read_question, paths)]
