"""The quads of one graph while they are written, what is wrong, and where each came from."""

import hashlib
import json
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from atgraph.data.dates import read_bounds, read_interval
from atgraph.data.numbers import read_written
from atgraph.data.transcript import Quote
from atgraph.errors import WARNING, KeyDetails, Place, Problem
from atgraph.rdf.namespaces import ATG, TYPE, XSD, atg, atgd, atgv
from atgraph.rdf.ontology import Ontology, Property, RecordClass

Term = NamedNode | Literal
Beside = Collection[NamedNode] | None
CONFIRMED = atgv("status_confirmed")
EARLIEST = ATG + "earliestDate"
# Properties that are one end of a written date, with what reads it.
ENDS = {
    EARLIEST: (read_bounds, 0),
    ATG + "latestDate": (read_bounds, 1),
    ATG + "holdsFrom": (read_interval, 0),
    ATG + "holdsUntil": (read_interval, 1),
}


@dataclass(frozen=True)
class Printed:
    """A fact of the registry that rests on words of a programme, and where it is written.

    A tie is stated by the event whose text the words stand in.
    """

    subject: NamedNode
    programme: str
    quotes: tuple[Quote, ...]
    path: str
    is_tie: bool = False


@dataclass
class Draft:
    """Quads in the order of their writing, problems, and the line that each record stands on.

    ``unresolved`` are the problems about a name that stands for nobody or for several, or about a
    title of which nobody decided which body it implies. ``asked`` are the names and the addresses
    of pages that were looked up in the registry, and the concepts in the vocabularies. Where there
    is a ``file``, the quads lie there, so many, with this sum of their version. What ``is_loaded``
    is in the store of the graph already.
    """

    graph: NamedNode
    path: str
    ontology: Ontology
    quads: dict[Quad, None] = field(default_factory=dict, repr=False)
    problems: list[Problem] = field(default_factory=list)
    unresolved: list[Problem] = field(default_factory=list, repr=False)
    origins: dict[str, Place] = field(default_factory=dict, repr=False)
    unreadable: bool = False
    doubtful: set[tuple[str, int]] = field(default_factory=set, repr=False)
    printed: list[Printed] = field(default_factory=list, repr=False)
    asked: set[str] = field(default_factory=set, repr=False)
    file: Path | None = None
    size_in_file: int = 0
    total_in_file: int = 0
    is_loaded: bool = False

    def __len__(self) -> int:
        """Return how many quads there are."""
        return len(self.quads) + self.size_in_file

    def add(self, subject: NamedNode, predicate: NamedNode, value: Term | None) -> None:
        """Add a statement, unless there is no value."""
        if value is not None:
            self.quads[Quad(subject, predicate, value, self.graph)] = None

    def add_text(self, subject: NamedNode, name: str, text: str) -> None:
        """Add a text under a property of the ontology, unless it is empty."""
        if text:
            self.add(subject, atg(name), Literal(text))

    def add_types(self, subject: NamedNode, class_iri: str) -> None:
        """Type an instance with its class and all above it."""
        for above in self.ontology.supers(class_iri):
            self.add(subject, TYPE, NamedNode(above))

    def remember(self, iri: NamedNode, line: int, path: str = "") -> None:
        """Keep where a record was written, for problems of later checks."""
        self.origins.setdefault(iri.value, Place(path or self.path, line))

    def wrong(self, line: int, message: str, rule: str = "", key: KeyDetails | None = None) -> None:
        """Note what is wrong and what to do."""
        self.problems.append(Problem(self.path, line, message, rule, key=key or KeyDetails()))

    def advise(self, line: int, message: str, rule: str, key: KeyDetails) -> None:
        """Note what a curator should look at, and may leave as it is."""
        self.problems.append(Problem(self.path, line, message, rule, WARNING, key=key))

    def doubt(self, line: int) -> None:
        """Note a record that stays incomplete because of what another problem tells."""
        self.doubtful.add((self.path, line))

    def property_value(self, prop: Property, value: str, line: int) -> Literal | None:
        """Return a literal of the property's datatype; of a date, the end that it is, if any."""
        try:
            if prop.iri in ENDS:
                read, end = ENDS[prop.iri]
                if (day := read(value)[end]) is None:
                    return None
                value = day.isoformat()
            elif prop.datatype in (XSD + "decimal", XSD + "integer"):
                value = format(read_written(value), "f")
        except ValueError as exc:
            self.wrong(line, f"{prop.key}: {exc}", "form", KeyDetails(prop.key, value))
            return None
        return literal(value, prop.datatype)

    def mint(
        self, kind: RecordClass, where: str, parts: object, line: int, beside: Beside = None
    ) -> NamedNode:
        """Return the IRI of a new record; a second one with the same digest is a problem.

        Where records may come again, only one that is ``beside`` already is a problem.
        """
        iri = record_iri(kind, where, parts)
        first = self.origins.get(iri.value)
        if first and (beside is None or iri in beside):
            why = f"stands already in {first.path}:{first.line}; write it once, with all its quotes"
            self.wrong(line, f"this {kind.name} {why}", "twice", KeyDetails(first=first.line))
        self.remember(iri, line)
        return iri


def record_iri(kind: RecordClass, where: str, parts: object) -> NamedNode:
    """Return the IRI of a record: its class, its place, and a digest of what is printed."""
    return atgd(f"{kind.local}_{where}_{digest(kind.name, parts)}")


def join(*parts: str) -> str:
    """Return the parts of a local name that are there, joined by underscores."""
    return "_".join(filter(None, parts))


def literal(value: str, datatype: str) -> Literal:
    """Return a literal of a datatype."""
    return Literal(value, datatype=NamedNode(datatype))


def digest(*parts: object) -> str:
    """Return 12 hexadecimal digits of SHA-256 over what is printed."""
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()[:12]
