"""The graph in the terms of others, by ontology/alignments/ and the rules of queries/align/."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from pyoxigraph import BlankNode, Quad, Store, Triple

from atgraph.errors import Problem, ValidationError
from atgraph.files import list_files, resource_folder
from atgraph.graph.graph import Graph
from atgraph.graph.query_files import read_question
from atgraph.rdf.namespaces import ATG, OURS, OWL, RDFS, SKOS, graph, shorten
from atgraph.rdf.ontology import check_addresses
from atgraph.rdf.turtle_files import rdf_files, read_rdf

ONTOLOGY = graph("ontology")
ALIGNED = graph("aligned")
ALIGNMENTS = graph("alignments")
HEADERS = OURS + "alignments/"
NOTE = SKOS + "editorialNote"
MAPPINGS = (
    *(RDFS + "subClassOf", RDFS + "subPropertyOf", OWL + "equivalentClass"),
    *(OWL + "equivalentProperty", SKOS + "closeMatch"),
)


def align(kg: Graph) -> list[Quad]:
    """Return the quads of a graph and, in a graph of its own, what others would say of the same.

    Nothing is said twice: what stands in the graph already is not added.

    Raises:
        UnreadableError: the alignments or the rules are missing, or a file cannot be read (the line
            is told).
        ValidationError: an alignment names a term that is not there, or a rule adds what it must
            not.
        QueryError: a rule is not understood, or is not a CONSTRUCT.
    """
    quads = list(kg.quads())
    store = Store()
    store.extend(quads)
    store.extend(read_alignments(resource_folder("ontology") / "alignments", quads))
    known = {quad.triple for quad in quads}
    added = {triple for triple in apply_rules(Graph(store)) if triple not in known}
    aligned = [Quad(t.subject, t.predicate, t.object, ALIGNED) for t in added]
    return sorted([*quads, *aligned], key=str)


def read_alignments(folder: Path, quads: Iterable[Quad]) -> list[Quad]:
    """Read the mappings of every alignment file of a folder, one an outside vocabulary.

    Raises:
        UnreadableError: there are none, or one cannot be read or has a blank node.
        ValidationError: with every mapping of a term that the quads have not, and every property
            that maps nothing.
    """
    terms = {quad.subject.value for quad in quads if quad.graph_name == ONTOLOGY}  # type: ignore[union-attr]
    found: list[Quad] = []
    wrong: list[Problem] = []
    for path in rdf_files(folder, needed=True):
        file = read_rdf(path)
        check_addresses(file)
        for triple in file.triples:
            subject = triple.subject.value  # type: ignore[union-attr]
            if message := _wrong_with(subject, triple.predicate.value, terms):
                wrong.append(Problem(str(path), file.lines.get(subject, 0), message))
            found.append(Quad(triple.subject, triple.predicate, triple.object, ALIGNMENTS))
    if wrong:
        raise ValidationError.of(wrong)
    return found


def _wrong_with(subject: str, predicate: str, terms: set[str]) -> str:
    if subject.startswith(HEADERS):
        return ""
    if subject not in terms:
        why = f"aligns {shorten(subject)}, which neither ontology/atgraph.ttl nor a vocabulary has"
        return f"{why}; correct its name, or take the block out"
    if predicate not in {*MAPPINGS, NOTE}:
        allowed = f"{', '.join(map(shorten, MAPPINGS))}, and the reason as {shorten(NOTE)}"
        said = f"says {shorten(predicate)} of {shorten(subject)}"
        return f"{said}, which maps nothing; write one of {allowed}"
    return ""


def apply_rules(kg: Graph) -> Iterator[Triple]:
    """Yield what the rules of queries/align/ make of a graph that holds the alignments too.

    Raises:
        QueryError: a rule is not understood, or is not a CONSTRUCT.
        ValidationError: a rule writes a property of our own, or a blank node.
    """
    for path in list_files(resource_folder("queries") / "align", "*.rq"):
        for triple in kg.construct(read_question(path).text, path):
            if triple.predicate.value.startswith(ATG):
                name = shorten(triple.predicate.value)
                why = f"writes {name}; an alignment adds terms of others only"
                raise ValidationError(why, path)
            if isinstance(triple.subject, BlankNode) or isinstance(triple.object, BlankNode):
                why = "writes a blank node, which has another name each time"
                raise ValidationError(f"{why}; make an IRI of what is known", path)
            yield triple
