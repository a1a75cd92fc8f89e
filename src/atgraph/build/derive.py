"""Derived facts: what the rules of queries/derive/ make of the asserted graphs."""

from collections.abc import Iterator

from pyoxigraph import Quad, Store

from atgraph.errors import ValidationError
from atgraph.files import list_files, resource_folder
from atgraph.graph.graph import Graph
from atgraph.graph.query_files import read_question
from atgraph.rdf.namespaces import ATG, ATGD, graph
from atgraph.rdf.ontology import Ontology


def derive(store: Store, ontology: Ontology) -> Iterator[Quad]:
    """Yield what the rules of queries/derive/ make of the asserted graphs.

    Raises:
        QueryError: a rule cannot be run, or is no CONSTRUCT.
        ValidationError: a rule writes a property that is not declared as its own.
    """
    kg = Graph(store)
    for path in list_files(resource_folder("queries") / "derive", "*.rq"):
        rule = ATGD + f"rule_{path.stem}"
        for triple in kg.construct(read_question(path).text, path):
            written = triple.predicate.value
            if rule not in ontology.values(written, ATG + "isDerivedBy"):
                message = f"writes {written}, which does not say atg:isDerivedBy {rule}; declare it"
                raise ValidationError(f"{message} in ontology/atgraph.ttl", path)
            yield Quad(triple.subject, triple.predicate, triple.object, graph("derived"))
