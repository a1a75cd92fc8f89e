"""What is served here, in RDF: SPARQL 1.1 Service Description, VoID and DCAT 3.

Counts are those that the build wrote into the graph; only addresses are added.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from atgraph.build.describe import DATASET, DCAT, VOID
from atgraph.graph.answer_job import write
from atgraph.rdf.namespaces import DCTERMS, OWL, TYPE, prefixes
from atgraph.web.desk import Reading
from atgraph.web.protocol.endpoint import Answered
from atgraph.web.protocol.formats import content_type
from atgraph.web.protocol.graph_store import DUMPS
from atgraph.web.protocol.replies import Headers, Reply, etag_of

SD = "http://www.w3.org/ns/sparql-service-description#"
FORMATS = "http://www.w3.org/ns/formats/"
SPARQL_PROTOCOL = "http://www.w3.org/TR/sparql11-protocol/"
# The names of the formats that are written, in the list of unique URIs for file formats of the W3C.
RESULT_FORMATS = (
    *("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"),
    *("Turtle", "N-Triples", "N-Quads", "JSON-LD", "RDF_XML"),
)
MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
MOST = 1_000_000  # triples of a description


@dataclass(frozen=True)
class Description:
    """Triples that describe what is served."""

    triples: tuple[Triple, ...]

    def written(self, fmt: str, version: str) -> Answered:
        """Return it in a format."""
        etag = etag_of((version, fmt, *self.triples))
        headers: Headers = [
            ("content-type", content_type(fmt)),
            ("vary", "accept, accept-encoding"),
            ("cache-control", "no-cache"),
            ("etag", etag),
        ]
        _, body = write(iter(self.triples), fmt, MOST, prefixes())
        return Answered(etag, Reply(200, headers, body))


Said = tuple[NamedNode, str, NamedNode | Literal]


def service(reading: Reading, address: str) -> Description:
    """Return the description of the SPARQL service at an address; it asks no other one."""
    return _described(_service(reading, address))


def void(reading: Reading, address: str) -> Description:
    """Return the description of the dataset, with where it is asked and got at an address."""
    own = [quad.triple for quad in reading.kg.quads(DATASET)]
    return Description((*own, *_described(_places(address, reading.version)).triples))


def _described(said: Iterator[Said]) -> Description:
    return Description(tuple(Triple(s, NamedNode(p), o) for s, p, o in said))


def _service(reading: Reading, address: str) -> Iterator[Said]:
    endpoint = NamedNode(f"{address}/sparql")
    dataset, merged = (NamedNode(f"{endpoint.value}#{name}") for name in ("dataset", "default"))
    yield endpoint, TYPE.value, NamedNode(SD + "Service")
    yield endpoint, SD + "endpoint", endpoint
    yield endpoint, SD + "supportedLanguage", NamedNode(SD + "SPARQL11Query")
    yield endpoint, SD + "feature", NamedNode(SD + "UnionDefaultGraph")
    for name in RESULT_FORMATS:
        yield endpoint, SD + "resultFormat", NamedNode(FORMATS + name)
    yield endpoint, SD + "defaultDataset", dataset
    yield dataset, TYPE.value, NamedNode(SD + "Dataset")
    yield dataset, SD + "defaultGraph", merged
    yield merged, TYPE.value, NamedNode(SD + "Graph")
    sizes = _sizes(reading)
    yield merged, VOID + "triples", Literal(sum(sizes.values()))
    for graph in reading.kg.graphs:
        named = NamedNode(f"{endpoint.value}#graph-{graph.value.rpartition('/graph/')[2]}")
        yield dataset, SD + "namedGraph", named
        yield named, TYPE.value, NamedNode(SD + "NamedGraph")
        yield named, SD + "name", graph
        if graph.value in sizes:
            held = NamedNode(f"{named.value}-triples")
            yield named, SD + "graph", held
            yield held, TYPE.value, NamedNode(SD + "Graph")
            yield held, VOID + "triples", Literal(sizes[graph.value])


def _sizes(reading: Reading) -> dict[str, int]:
    """Return graph → its triples, as the build counted them, and those of the description."""
    found, own = dict[str, int](), 0
    names = {graph.value for graph in reading.kg.graphs}
    for quad in reading.kg.quads(DATASET):
        own += 1
        name = getattr(quad.subject, "value", "")
        if quad.predicate.value == VOID + "triples" and name in names:
            found[name] = int(getattr(quad.object, "value", "0"))
    return {**found, DATASET.value: own} if own else found


def _places(address: str, version: str) -> Iterator[Said]:
    """Yield where the dataset is asked and got."""
    endpoint = NamedNode(f"{address}/sparql")
    yield DATASET, VOID + "sparqlEndpoint", endpoint
    yield endpoint, TYPE.value, NamedNode(DCAT + "DataService")
    yield endpoint, DCTERMS + "title", Literal("SPARQL", language="en")
    yield endpoint, DCTERMS + "conformsTo", NamedNode(SPARQL_PROTOCOL)
    yield endpoint, DCAT + "endpointURL", endpoint
    yield endpoint, DCAT + "endpointDescription", endpoint
    yield endpoint, DCAT + "servesDataset", DATASET
    for fmt, mime in DUMPS.items():
        file = NamedNode(f"{address}/dumps/atgraph.{fmt}.gz")
        part = NamedNode(f"{file.value}#distribution")
        yield DATASET, VOID + "dataDump", file
        yield DATASET, DCAT + "distribution", part
        yield part, TYPE.value, NamedNode(DCAT + "Distribution")
        yield part, DCTERMS + "title", Literal(f"All graphs ({fmt})", language="en")
        yield part, DCAT + "downloadURL", file
        yield part, DCAT + "mediaType", NamedNode(MEDIA_TYPES + mime)
        yield part, DCAT + "compressFormat", NamedNode(f"{MEDIA_TYPES}application/gzip")
        yield part, OWL + "versionInfo", Literal(version)
