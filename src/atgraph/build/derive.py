"""Derived facts: what the rules of queries/derive/ make of the asserted graphs."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from pyoxigraph import Quad, RdfFormat, Store, serialize
from atgraph.files import list_files, resource_folder
from atgraph.build.describe import describe
from atgraph.text import Document
from atgraph.errors import (
    VIOLATION,
    AtgraphError,
    Finding,
    SourceError,
    UnreadableError,
    ValidationError,
)
from atgraph.rdf.serialise import digest_of
from atgraph.build.validation.export_files import check_export_files
from atgraph.graph.graph import Graph
from atgraph.build.mapping import Draft, map_programme, map_registry
from atgraph.rdf.namespaces import ATG, atg, atgd, graph
from atgraph.rdf.ontology import Ontology
from atgraph.data.transcript import Programme
from atgraph.build.publish import build_lock, writing
from atgraph.graph.query_files import read_question
from atgraph.data.folder import read_data
from atgraph.build.validation.style import check_style
from atgraph.build.validation import Doubts, Origins, check_queries, check_shapes, check_verbatim


def derive(store: Store, ontology: Ontology) -> Iterator[Quad]:
    """Yield what the rules of queries/derive/ make of the asserted graphs.

    Raises:
        QueryError: a rule cannot be run, or is no CONSTRUCT.
        ValidationError: a rule writes a property that is not declared as its own.
    """
    kg = Graph(store)
    for path in list_files(resource_folder("queries") / "derive", "*.rq"):
        rule = atgd(f"rule_{path.stem}")
        own = {
            iri
            for iri in ontology.subjects(ATG + "isDerivedBy")
            if rule.value in ontology.values(iri, ATG + "isDerivedBy")
        }
        for triple in kg.construct(read_question(path).text, path):
            if triple.predicate.value not in own:
                message = f"writes {triple.predicate.value}, which does not say atg:isDerivedBy {rule.value}; declare it in ontology/atgraph.ttl"
                raise ValidationError(message, path)
            yield Quad(triple.subject, triple.predicate, triple.object, graph("derived"))
