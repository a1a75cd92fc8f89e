"""The build: strict reading → mapping → rules → validation → publication.

Whatever is wrong is told in one run, and then the last good graph stays published.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, QueryTriples, Store, Triple

from atgraph import resources
from atgraph.documents import Document
from atgraph.errors import AtgraphError, Finding, QueryError, SourceError, UnreadableError, ValidationError
from atgraph.export import digest_of
from atgraph.knowledge import KnowledgeGraph
from atgraph.mapping import Draft, map_programme, map_registry
from atgraph.namespaces import ATG, DCTERMS, GRAPH, LABEL, OWL, TYPE, atgd, graph
from atgraph.ontology import Ontology
from atgraph.programme import FILE, Programme, read_programme
from atgraph.questions import read_question
from atgraph.registry import Registry, read_registry
from atgraph.store import build_lock, publish
from atgraph.style import check_style
from atgraph.validation import Origins, check_queries, check_shapes, check_verbatim

Tick = Callable[[str], None]
STEPS = ("read", "map", "derive", "validate", "check", "publish")


@dataclass
class Graph:
    """A graph in memory, ready to be published: its quads, and where each record was written."""

    ontology: Ontology
    drafts: list[Draft]
    programmes: list[Programme]
    store: Store = field(default_factory=Store, repr=False)
    version: str = ""

    @property
    def asserted(self) -> list[Quad]:
        """The quads of registry and programmes."""
        return [quad for draft in self.drafts for quad in draft.quads]

    @property
    def origins(self) -> Origins:
        """IRI of a record or term → the line it was written on."""
        return {**self.ontology.origins, **{iri: place for draft in self.drafts for iri, place in draft.origins.items()}}

    def __len__(self) -> int:
        return len(self.store)


def build(data: Path, store: Path, tick: Tick = lambda step: None) -> Graph:
    """Build the graph of a data folder and publish it.

    Args:
        data: the folder that holds programmes/ and registry/.
        store: the store's folder.
        tick: called with each step of STEPS when it begins.

    Raises:
        AtgraphError: with every finding; nothing was published.
    """
    with build_lock(store):
        built = build_graph(data, tick)
        tick("publish")
        publish(store, built.store, built.version)
        return built


def build_graph(data: Path, tick: Tick = lambda step: None) -> Graph:
    """Build the graph of a data folder in memory and validate it.

    Raises:
        AtgraphError: with every finding.
    """
    tick("read")
    ontology = Ontology.read(resources.folder("ontology"))
    programmes, registry = read_data(data, ontology)
    tick("map")
    drafts = [map_registry(registry, ontology), *(map_programme(p, registry, ontology) for p in programmes)]
    refuse([], drafts)
    built = Graph(ontology, drafts, programmes)
    built.store.extend(dict.fromkeys([*ontology.quads, *built.asserted]))
    tick("derive")
    built.store.extend(list(derive(built.store, ontology)))
    tick("validate")
    folder = resources.folder("ontology")
    findings = check_shapes(built.asserted, ontology.quads, folder / "shapes", built.origins)
    findings += check_style(ontology, folder / "style")
    tick("check")
    kg = KnowledgeGraph(built.store)
    findings += check_queries(kg, resources.folder("queries") / "checks", built.origins)
    findings += check_verbatim(kg, texts_of(programmes))
    if findings:
        raise ValidationError.of(findings)
    built.version = digest_of(built.store)
    built.store.extend(describe(built))
    return built


def read_data(data: Path, ontology: Ontology) -> tuple[list[Programme], Registry]:
    """Read every transcript and the registry, telling all that is wrong in one run.

    Raises:
        UnreadableError: there is nothing to read.
        AtgraphError: with every finding.
    """
    folders = sorted(path for path in (data / "programmes").glob("*") if path.is_dir() and not path.name.startswith("."))
    if not folders:
        raise UnreadableError(f"holds no programme; put one at programmes/<id>/{FILE}, or name another folder with --data", data)
    found: list[Finding] = []
    errors: list[AtgraphError] = []
    programmes = list(_read_all(folders, found, errors))
    registry = Registry({}, {})
    try:
        registry, findings = read_registry(data / "registry", ontology)
        found += [*findings, *_check_places(registry, {folder.name for folder in folders})]
    except AtgraphError as exc:
        errors.append(exc)
    found += [f for e in errors for f in e.findings]
    if any(isinstance(e, UnreadableError) for e in errors):
        raise UnreadableError.of(found)
    if found:
        own = [map_registry(registry, ontology)] if registry.whole else []
        refuse(found, [*own, *(map_programme(p, registry, ontology) for p in programmes)])
    return programmes, registry


def _check_places(registry: Registry, programmes: set[str]) -> Iterator[Finding]:
    """Yield decisions for a programme that is not there: they would decide nothing, and nobody would see it."""
    for decision in registry.decisions:
        if decision.programme not in programmes:
            message = f"there is no programme {decision.programme!r}; correct it, or remove the decision"
            yield Finding(str(registry.folder / "decisions.yml"), decision.at, message)


def refuse(findings: Iterable[Finding], drafts: Iterable[Draft]) -> None:
    """Raise what was found together with what is wrong in the drafts, if anything is."""
    drafts = list(drafts)
    found = [*findings, *(f for draft in drafts for f in draft.findings)]
    if found:
        raise (UnreadableError if any(draft.unreadable for draft in drafts) else SourceError).of(found)


def _read_all(folders: Iterable[Path], found: list[Finding], errors: list[AtgraphError]) -> Iterator[Programme]:
    for folder in folders:
        try:
            yield read_programme(folder / FILE, found)
        except AtgraphError as exc:
            errors.append(exc)


def texts_of(programmes: Iterable[Programme]) -> dict[str, str]:
    """Return IRI → text of every source text."""
    return {
        atgd(f"text_{p.id}_{s.id}").value: Document.read(p.path.parent / s.text_file).text for p in programmes for s in p.sources
    }


def derive(store: Store, ontology: Ontology) -> Iterator[Quad]:
    """Yield what the rules of queries/derive/ make of the asserted graphs.

    Raises:
        QueryError: a rule cannot be run, or is no CONSTRUCT.
        ValidationError: a rule writes a property that is not declared as its own.
    """
    kg = KnowledgeGraph(store)
    for path in resources.files(resources.folder("queries") / "derive", "*.rq"):
        rule = atgd(f"rule_{path.stem}")
        own = {iri for iri in ontology.subjects(ATG + "isDerivedBy") if rule.value in ontology.values(iri, ATG + "isDerivedBy")}
        triples = kg.query(read_question(path).text, path)
        if not isinstance(triples, QueryTriples):
            raise QueryError("gives no triples; write a CONSTRUCT", path)
        for triple in triples:
            if triple.predicate.value not in own:
                message = f"writes {triple.predicate.value}, which does not say atg:isDerivedBy {rule.value}; declare it in ontology/atgraph.ttl"
                raise ValidationError(message, path)
            yield Quad(triple.subject, triple.predicate, triple.object, graph("derived"))


def describe(built: Graph) -> Iterator[Quad]:
    """Yield the description of the dataset: its version and its graphs. No clock enters it."""
    dataset, where = NamedNode(GRAPH + "dataset"), graph("dataset")
    triples = [
        Triple(dataset, TYPE, NamedNode("http://rdfs.org/ns/void#Dataset")),
        Triple(dataset, LABEL, Literal("atgraph", language="en")),
        Triple(dataset, NamedNode(OWL + "versionInfo"), Literal(built.version)),
    ]
    triples += [Triple(dataset, NamedNode(DCTERMS + "hasPart"), draft.graph) for draft in built.drafts]
    return (Quad(t.subject, t.predicate, t.object, where) for t in triples)
