"""What the ontology declares about records: how a class is read, written and drawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

from pyoxigraph import BlankNode, Literal, Quad, Triple

from atgraph.errors import Place, UnreadableError
from atgraph.files import file_state
from atgraph.rdf.namespaces import (
    ATG,
    ATGV,
    LABEL,
    OWL,
    RDF,
    RDFS,
    SCHEMA,
    SKOS,
    TYPE,
    XSD,
    graph,
    shorten,
)
from atgraph.rdf.turtle_files import RdfFile, nameless_line, rdf_files, read_rdf

FOLDERS = ("vocab", "published")  # whose files are read after atgraph.ttl
CONCEPT = SKOS + "Concept"


@dataclass(frozen=True)
class Property:
    """A property that a key of a record fills."""

    iri: str
    key: str
    kinds: frozenset[str]
    is_object: bool
    prefix: str
    session_default: bool
    verbatim: bool

    @property
    def datatype(self) -> str:
        """The datatype of its literals."""
        return next((k for k in self.kinds if k.startswith(XSD)), XSD + "string")


@dataclass(frozen=True)
class RecordClass:
    """A class that records of a transcript are written as.

    ``properties`` lists, for each key, the properties that it fills (a date fills two).
    ``source`` and ``target`` are the properties of its ends, the same for an undirected clique,
    and empty for a record that is not a tie.
    """

    iri: str
    name: str
    label: str
    supers: tuple[str, ...]
    properties: dict[str, tuple[Property, ...]] = field(repr=False)
    source: str = ""
    target: str = ""

    @property
    def local(self) -> str:
        """The name in an IRI of an instance."""
        return self.iri.removeprefix(ATG).lower()

    @property
    def is_tie(self) -> bool:
        """Whether it has ends."""
        return ATG + "Tie" in self.supers

    def end_keys(self) -> list[str]:
        """Return the keys of its two ends (one for a clique)."""
        keys = {p.iri: p.key for filled in self.properties.values() for p in filled}
        return [keys[end] for end in dict.fromkeys([self.source, self.target]) if end in keys]


@dataclass(frozen=True, eq=False)
class Ontology:
    """The declarations of ontology/atgraph.ttl and of the folders of vocabularies beside it."""

    triples: tuple[Triple, ...] = field(repr=False)
    origins: Mapping[str, Place] = field(default_factory=dict, repr=False)

    @classmethod
    def read(cls, folder: Path) -> Ontology:
        """Read the ontology, vocabularies and published taxonomies; once while none changes.

        It is an UnreadableError if a file is missing or cannot be read (the line is told).
        """
        beside = (path for name in FOLDERS for path in rdf_files(folder / name))
        return _read(tuple(map(file_state, [folder / "atgraph.ttl", *beside])))

    @cached_property
    def quads(self) -> tuple[Quad, ...]:
        """Its triples in the graph that holds them; to make them takes a third of reading it."""
        name = graph("ontology")
        return tuple(Quad(t.subject, t.predicate, t.object, name) for t in self.triples)

    @cached_property
    def _index(self) -> dict[tuple[str, str], list[str]]:
        index: dict[tuple[str, str], list[str]] = {}
        for triple in self.triples:
            key = triple.subject.value, triple.predicate.value  # type: ignore[union-attr]
            index.setdefault(key, []).append(triple.object.value)  # type: ignore[union-attr]
        return index

    def values(self, subject: str, predicate: str) -> list[str]:
        """Return the values of a property, as text."""
        return self._index.get((subject, predicate), [])

    def value(self, subject: str, predicate: str, default: str = "") -> str:
        """Return the first value of a property, as text."""
        return next(iter(self.values(subject, predicate)), default)

    def subjects(self, predicate: str) -> Iterator[str]:
        """Yield whatever has a value for the property, in the order of the files."""
        return (s for s, p in self._index if p == predicate)

    def supers(self, class_iri: str) -> tuple[str, ...]:
        """Return the class itself and all above it."""
        found = [class_iri]
        for above in found:
            found += [s for s in self.values(above, RDFS + "subClassOf") if s not in found]
        return tuple(found)

    @cached_property
    def properties(self) -> tuple[Property, ...]:
        """All properties that a key fills."""
        return tuple(map(self._property, self.subjects(ATG + "recordKey")))

    def _property(self, iri: str) -> Property:
        return Property(
            iri=iri,
            key=self.value(iri, ATG + "recordKey"),
            kinds=frozenset(self.values(iri, SCHEMA + "rangeIncludes")),
            is_object=OWL + "ObjectProperty" in self.values(iri, TYPE.value),
            prefix=self.value(iri, ATG + "recordPrefix"),
            session_default=self.value(iri, ATG + "recordDefault") == "session",
            verbatim=self.value(iri, ATG + "isVerbatim") == "true",
        )

    @cached_property
    def records(self) -> dict[str, RecordClass]:
        """Record name → class."""
        classes = map(self._record_class, self.subjects(ATG + "recordName"))
        return {c.name: c for c in classes}

    def _record_class(self, iri: str) -> RecordClass:
        supers = self.supers(iri)
        keys: dict[str, tuple[Property, ...]] = {}
        for prop in self.properties:
            if not set(supers).isdisjoint(self.values(prop.iri, SCHEMA + "domainIncludes")):
                keys[prop.key] = (*keys.get(prop.key, ()), prop)
        return RecordClass(
            iri=iri,
            name=self.value(iri, ATG + "recordName"),
            label=self.value(iri, LABEL.value),
            supers=supers,
            properties=keys,
            source=self.value(iri, ATG + "edgeSource"),
            target=self.value(iri, ATG + "edgeTarget"),
        )

    @cached_property
    def plurals(self) -> dict[str, str]:
        """Plural name → class IRI."""
        return {self.value(c, ATG + "pluralName"): c for c in self.subjects(ATG + "pluralName")}

    @cached_property
    def concepts(self) -> dict[str, str]:
        """Local name → IRI of each concept of the vocabularies."""
        listed = self.subjects(SKOS + "inScheme")
        concepts = (iri for iri in listed if CONCEPT in self.values(iri, TYPE.value))
        return {iri.removeprefix(ATGV): iri for iri in concepts}


@lru_cache(maxsize=4)
def _read(states: tuple[tuple[Path, int, int], ...]) -> Ontology:
    files = [read_rdf(path) for path, _, _ in states]
    for file in files:
        check_addresses(file)
    triples = dict.fromkeys(triple for file in files for triple in file.triples)
    lines = ((iri, Place(str(file.path), n)) for file in files for iri, n in file.lines.items())
    return Ontology(tuple(triples), dict(lines))


def check_addresses(file: RdfFile) -> None:
    """Refuse blank nodes, which get another name at each reading, and RDF 1.2.

    It is an UnreadableError if there is one: no two builds would be the same.
    """
    for triple in file.triples:
        predicate, value = triple.predicate.value, triple.object
        if isinstance(value, Triple) or predicate == RDF + "reifies":
            why = "says something of a statement (RDF 1.2), which no question reads"
            message = f"{why}; give the statement an IRI of its own"
        elif isinstance(triple.subject, BlankNode) or isinstance(value, BlankNode):
            why = f"has a thing without an address (a blank node) beside {shorten(predicate)}"
            message = f"{why}; give it an IRI"
        elif isinstance(value, Literal) and value.direction:
            why = f"gives {shorten(predicate)} a direction of writing (RDF 1.2), which is not kept"
            line = file.line_of([f"@{value.language}--{value.direction}"])
            raise UnreadableError(f"{why}; leave the language alone", file.path, line or None)
        else:
            continue
        raise UnreadableError(message, file.path, nameless_line(file.text) or None)
