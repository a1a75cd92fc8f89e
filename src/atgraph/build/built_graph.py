"""A graph that was built, in memory or on the disk, and the numbers of what is published of it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import TypeVar

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, serialize

from atgraph.build.class_uses import ClassUses, kinds_of, lines_of
from atgraph.build.counts import DatasetCounts
from atgraph.build.derive import DERIVED
from atgraph.build.mapped import MappedProgramme
from atgraph.build.mapping import Draft
from atgraph.build.on_request import Telling, in_own_graphs
from atgraph.build.recording import graph_digests
from atgraph.build.scope import Scope
from atgraph.build.validation.shape_results import Finding
from atgraph.data.registry import Registry
from atgraph.data.removed import Removed
from atgraph.errors import VIOLATION, AtgraphError, Origins, Problem, SourceError, ValidationError
from atgraph.rdf.namespaces import TYPE, atg
from atgraph.rdf.ontology import Ontology
from atgraph.rdf.version import SetHash

AT_ONCE = 1 << 11  # quads
Thing = TypeVar("Thing")


@dataclass
class BuiltGraph:
    """A graph to be published: its quads, and where each record was written.

    ``listed`` are the people who are listed on request, and ``apart`` what is said of them.
    """

    ontology: Ontology
    drafts: list[Draft]
    programmes: list[MappedProgramme]
    listed: frozenset[NamedNode] = frozenset()
    store: Store = field(default_factory=Store, repr=False)
    apart: set[Quad] = field(default_factory=set, repr=False)
    version: str = ""
    problems: list[Problem] = field(default_factory=list, repr=False)
    error: type[AtgraphError] = SourceError
    scope: Scope = field(default_factory=lambda: Scope(Path()), repr=False)
    registry: Registry = field(default_factory=lambda: Registry({}, {}), repr=False)
    removed: Removed = field(default_factory=Removed.none, repr=False)
    digests: dict[str, str] = field(default_factory=dict, repr=False)  # of the graphs
    telling: Telling = field(default_factory=Telling, repr=False)
    findings: list[Finding] = field(default_factory=list, repr=False)  # of shapes
    style: list[Problem] = field(default_factory=list, repr=False)
    total: int = field(default=0, repr=False)  # of the version
    counts: DatasetCounts = field(default_factory=DatasetCounts, repr=False)
    uses: ClassUses = field(default_factory=ClassUses, repr=False)
    words: Counter[str] = field(default_factory=Counter, repr=False)
    texts: list[Path] = field(default_factory=list, repr=False)
    acting: dict[Path, list[Problem]] = field(default_factory=dict, repr=False)  # in each file
    is_on_disk: bool = field(default=False, repr=False)
    derived_files: list[Path] = field(default_factory=list, repr=False)  # by rules, as N-Quads

    @property
    def people(self) -> set[NamedNode]:
        """The people who are shown."""
        found = self.store.quads_for_pattern(None, TYPE, atg("Person"), None)
        return {q.subject for q in found if isinstance(q.subject, NamedNode)} - self.listed

    @property
    def understood(self) -> bool:
        """Whether everything that people wrote was understood, so that all was looked at."""
        return self.error is ValidationError

    @property
    def violations(self) -> list[Problem]:
        """What must be mended before the graph is published."""
        return [f for f in self.problems if f.severity == VIOLATION]

    @property
    def warnings(self) -> list[Problem]:
        """What a curator should look at, and may leave as it is."""
        return [f for f in self.problems if f.severity != VIOLATION]

    @property
    def acting_problems(self) -> list[Problem]:
        """Advice on the characters that act on whoever shows a file."""
        return [problem for found in self.acting.values() for problem in found]

    @property
    def asserted(self) -> list[Quad]:
        """The quads of registry and programmes."""
        return [quad for draft in self.drafts for quad in draft.quads]

    def published(self, predicate: NamedNode | None = None) -> Iterator[Quad]:
        """Yield the quads that are published, or those of a property.

        What is said of people listed on request is left out.
        """
        quads = self.store.quads_for_pattern(None, predicate, None, None)
        return (quad for quad in quads if quad not in self.apart)

    def lines_in_files(self) -> Iterator[bytes]:
        """Yield the N-Quads of what is published of the programmes that lie in files."""
        return self._lines_of([draft.file for draft in self.drafts if draft.file])

    def _lines_of(self, files: Iterable[Path]) -> Iterator[bytes]:
        apart = {serialize([quad], format=RdfFormat.N_QUADS) for quad in self.apart}
        for path in files:
            with path.open("rb") as file:
                yield from (line for line in file if line not in apart)

    def other_lines(self, more: Iterable[Quad]) -> Iterator[bytes]:
        """Yield, in pieces, those of what else is published, and of more quads."""
        files = {*self._in_files}
        if self.derived_files:  # to read them of the store takes ten times as long
            yield from self._lines_of(self.derived_files)
            files.add(DERIVED)
        rest = (self._published_in(name) for name in self._graphs if name not in files)
        for some in batches(chain(*rest, more)):
            yield serialize(some, format=RdfFormat.N_QUADS) or b""

    @property
    def _graphs(self) -> list[NamedNode]:
        names = (name for name in self.store.named_graphs() if isinstance(name, NamedNode))
        return sorted(names, key=lambda name: name.value)  # what is kept has the order of counting

    def _published_in(self, name: NamedNode) -> Iterator[Quad]:
        quads = self.store.quads_for_pattern(None, None, None, name)
        return (quad for quad in quads if quad not in self.apart)

    @property
    def _in_files(self) -> dict[NamedNode, Draft]:
        """Graph → the draft whose quads lie in a file."""
        return {draft.graph: draft for draft in self.drafts if draft.file}

    @property
    def origins(self) -> Origins:
        """IRI of a record or term → the line it was written on."""
        found = {**self.ontology.origins}
        for draft in self.drafts:
            found |= draft.origins
        return found

    def __len__(self) -> int:
        """Return how many quads are published."""
        return len(self.store) - len(in_own_graphs(self.apart))

    def count(self) -> None:
        """Digest what is published of a graph, and count it."""
        files, kinds = self._in_files, kinds_of(self.published(TYPE))
        hashes = {name: SetHash(draft.total_in_file) for name, draft in files.items()}
        for name in self._graphs:
            if name in files:
                with files[name].file.open(encoding="utf-8", newline="\n") as lines:  # type: ignore[union-attr]
                    self.uses.count(lines, kinds, 1)
            else:
                quads = self.store.quads_for_pattern(None, None, None, name)
                for some in batches(lines_of(quads)):
                    hashes.setdefault(name, SetHash()).add(some)
                    self.uses.count(some, kinds, 1)
        for quad in self.apart:  # afterwards, for to look for each quad among these takes its time
            hashes[quad.graph_name].remove(lines_of([quad]))  # type: ignore[index]
        self.uses.count(lines_of(self.apart), kinds, -1)
        self.uses.drop_none()
        self.counts = DatasetCounts.of(self.store, self.apart)
        hashes = {name: one for name, one in hashes.items() if name.value in self.counts.graphs}
        hashed = SetHash(sum(one.total for one in hashes.values()))
        self.version, self.total = hashed.version, hashed.total
        self.digests = graph_digests(hashes)


def batches(things: Iterable[Thing]) -> Iterator[list[Thing]]:
    """Yield quads or lines, so many at a time as take little memory."""
    rest = iter(things)
    return iter(lambda: list(islice(rest, AT_ONCE)), [])
