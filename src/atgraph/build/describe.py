"""The description of the dataset in VoID and DCAT 3, counted from the graph.

It stands in a graph of its own, which it does not count. No clock enters it, and no address from
which nothing can be downloaded.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from pyoxigraph import Literal, NamedNode, Quad, Store

from atgraph.build.counts import LINKS, DatasetCounts
from atgraph.rdf.namespaces import (
    ATGD,
    DCTERMS,
    FOAF,
    GRAPH,
    LABEL,
    ONTOLOGY,
    OURS,
    OWL,
    SHACL,
    TYPE,
    XSD,
    graph,
    prefixes,
    shorten,
)
from atgraph.rdf.ontology import Ontology

VOID = "http://rdfs.org/ns/void#"
DCAT = "http://www.w3.org/ns/dcat#"
DATASET = graph("dataset")
TITLE = "atgraph"
DESCRIPTION = (
    "A knowledge graph of those who fight human trafficking, in which every tie opens the "
    "printed words it rests on. "
    "The counts are of all its graphs but this description."
)
RIGHTS = "What is said of people who are listed on request is no part of it."
LANGUAGES = "http://id.loc.gov/vocabulary/iso639-1/"
MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
DISTRIBUTIONS = {
    "nq": ("N-Quads", "application/n-quads"),
    "ttl": ("Turtle, without the names of the graphs", "text/turtle"),
    "jsonld": ("JSON-LD", "application/ld+json"),
}

Statement = tuple[NamedNode, str, NamedNode | Literal]


def describe(quads: Iterable[Quad], ontology: Ontology, version: str) -> list[Quad]:
    """Return the description of a graph with the digest ``version``, licensed as its ontology."""
    store = Store()
    store.extend(quads)
    return describe_counted(DatasetCounts.of(store), ontology, version)


def describe_counted(counts: DatasetCounts, ontology: Ontology, version: str) -> list[Quad]:
    """Return the description of a graph of which the numbers are known."""
    parts = (_numbers, _graphs, _partitions, _linksets, _coverage, _vocabularies)
    said = [*_card(ontology, version), *_distributions(ontology)]
    said += [statement for part in parts for statement in part(counts)]
    return [Quad(s, NamedNode(p), o, DATASET) for s, p, o in said]


def part_of_dataset(kind: str, iri: str) -> NamedNode:
    """Return the address of a part of the description: by its short name, or by a digest."""
    name = shorten(iri).replace(":", "-")
    if name.startswith("<"):
        name = hashlib.sha256(iri.encode()).hexdigest()[:12]
    return NamedNode(f"{DATASET.value}#{kind}-{name}")


def _text(text: str) -> Literal:
    return Literal(text, language="en")


def _card(ontology: Ontology, version: str) -> Iterator[Statement]:
    """Yield what the dataset is, whose, under which licence, in which version."""
    for kind in (VOID, DCAT):
        yield DATASET, TYPE.value, NamedNode(kind + "Dataset")
    for name in (LABEL.value, DCTERMS + "title"):
        yield DATASET, name, _text(TITLE)
    yield DATASET, DCTERMS + "description", _text(DESCRIPTION)
    yield DATASET, DCTERMS + "accessRights", _text(RIGHTS)
    for name in (OWL + "versionInfo", DCAT + "version"):
        yield DATASET, name, Literal(version)
    for role in (DCTERMS + "creator", DCTERMS + "publisher"):
        for who in ontology.values(ONTOLOGY, role):
            name = "-".join(re.findall(r"[a-z0-9]+", who.lower()))
            agent = NamedNode(f"{DATASET.value}#agent-{name}")
            yield DATASET, role, agent
            yield agent, TYPE.value, NamedNode(FOAF + "Agent")
            yield agent, FOAF + "name", Literal(who)
    for iri in ontology.values(ONTOLOGY, DCTERMS + "license"):
        yield DATASET, DCTERMS + "license", NamedNode(iri)
    for iri in ontology.values(ONTOLOGY, OWL + "versionIRI"):
        yield DATASET, DCTERMS + "conformsTo", NamedNode(iri)


def _numbers(counts: DatasetCounts) -> Iterator[Statement]:
    numbers = {
        "triples": counts.graphs.total(),
        "entities": counts.entities,
        "classes": len(counts.instances),
        "properties": len(counts.properties),
        "distinctSubjects": counts.subjects,
        "distinctObjects": counts.objects,
    }
    yield from ((DATASET, VOID + name, Literal(number)) for name, number in numbers.items())
    yield DATASET, VOID + "uriSpace", Literal(ATGD)


def _graphs(counts: DatasetCounts) -> Iterator[Statement]:
    """Yield each named graph with its size."""
    for name, number in sorted(counts.graphs.items()):
        part = NamedNode(name)
        yield DATASET, DCTERMS + "hasPart", part
        yield part, TYPE.value, NamedNode(VOID + "Dataset")
        yield part, DCTERMS + "title", Literal(name.removeprefix(GRAPH))
        yield part, VOID + "triples", Literal(number)


def _partitions(counts: DatasetCounts) -> Iterator[Statement]:
    """Yield how many things are of each class, and how many triples have each property."""
    rows = (("class", "entities", counts.instances), ("property", "triples", counts.properties))
    for kind, unit, found in rows:
        for iri, number in sorted(found.items()):
            part = part_of_dataset(kind, iri)
            yield DATASET, f"{VOID}{kind}Partition", part
            yield part, VOID + kind, NamedNode(iri)
            yield part, VOID + unit, Literal(number)


def _linksets(counts: DatasetCounts) -> Iterator[Statement]:
    """Yield how many links of a kind lead to each other host."""
    links = defaultdict[tuple[str, str], list[str]](list)
    for predicate in LINKS:
        for _, target in counts.values.get(predicate, ()):
            if not target.startswith(OURS) and (host := urlsplit(target).netloc):
                links[predicate, host].append(f"{urlsplit(target).scheme}://{host}/")
    for (predicate, host), origins in sorted(links.items()):
        part = NamedNode(f"{part_of_dataset('links', predicate).value}-{host.replace(':', '-')}")
        yield DATASET, VOID + "subset", part
        yield part, TYPE.value, NamedNode(VOID + "Linkset")
        yield part, VOID + "linkPredicate", NamedNode(predicate)
        yield part, VOID + "subjectsTarget", DATASET
        yield part, VOID + "objectsTarget", NamedNode(max(origins))
        yield part, VOID + "triples", Literal(len(origins))


def _coverage(counts: DatasetCounts) -> Iterator[Statement]:
    """Yield from which documents it comes, and which places, days and languages it is about."""
    for name, prop in (("source", "isTextOf"), ("spatial", "takesPlaceIn")):
        for iri in sorted({value for _, value in counts.among(prop)}):
            yield DATASET, DCTERMS + name, NamedNode(iri)
    for code in sorted(counts.languages):
        if len(code) == 2:
            yield DATASET, DCTERMS + "language", NamedNode(LANGUAGES + code)
    if days := counts.days:
        period = NamedNode(f"{DATASET.value}#period")
        yield DATASET, DCTERMS + "temporal", period
        yield period, TYPE.value, NamedNode(DCTERMS + "PeriodOfTime")
        for name, day in (("startDate", min(days)), ("endDate", max(days))):
            yield period, DCAT + name, Literal(day, datatype=NamedNode(XSD + "date"))


def _vocabularies(counts: DatasetCounts) -> Iterator[Statement]:
    """Yield the vocabularies that are used, the prefixes of their names, and a first event."""
    used = [*counts.instances, *counts.properties]
    for prefix, namespace in sorted(prefixes().items()):
        declared = NamedNode(f"{DATASET.value}#prefix-{prefix}")
        yield DATASET, SHACL + "declare", declared
        yield declared, SHACL + "prefix", Literal(prefix)
        yield declared, SHACL + "namespace", Literal(namespace, datatype=NamedNode(XSD + "anyURI"))
        if any(iri.startswith(namespace) for iri in used):
            yield DATASET, VOID + "vocabulary", NamedNode(namespace)
    if counts.whole:
        yield DATASET, VOID + "exampleResource", NamedNode(min(counts.whole))


def _distributions(ontology: Ontology) -> Iterator[Statement]:
    """Yield the formats that `atgraph export` writes."""
    for name, (title, media_type) in DISTRIBUTIONS.items():
        part = NamedNode(f"{DATASET.value}#distribution-{name}")
        yield DATASET, DCAT + "distribution", part
        yield part, TYPE.value, NamedNode(DCAT + "Distribution")
        yield part, DCTERMS + "title", _text(title)
        yield part, DCTERMS + "description", _text(f"Written by `atgraph export --format {name}`.")
        yield part, DCAT + "mediaType", NamedNode(MEDIA_TYPES + media_type)
        for iri in ontology.values(ONTOLOGY, DCTERMS + "license"):
            yield part, DCTERMS + "license", NamedNode(iri)
