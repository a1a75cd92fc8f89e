"""Published graphs without somebody: what is left is loaded anew, for an engine forgets nothing.

What leads to whoever goes is found in the index; the lines of the rest are copied as bytes, and
only those with a name in them are read. Then the rules derive anew, and the description counts.
"""

from __future__ import annotations

import tempfile
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse

from atgraph.build.derive import derive
from atgraph.build.describe import describe
from atgraph.build.editor_help import editor_help
from atgraph.build.on_request import GROUNDS, SPARED, in_own_graphs
from atgraph.build.publish import finished_graphs, writing
from atgraph.curate.removal.forms import Forms
from atgraph.curate.removal.transcripts import Moved
from atgraph.graph.store import LINK, open_graph
from atgraph.rdf.namespaces import (
    ALT_LABEL,
    APART,
    ATGD,
    LABEL,
    ON_REQUEST_DERIVED,
    TYPE,
    atg,
    atgd,
    graph,
)
from atgraph.rdf.ontology import Ontology
from atgraph.rdf.version import SetHash

DATASET, DERIVED = graph("dataset"), graph("derived")
SOURCE, TEXT_OF, DIGEST = atg("Source"), atg("isPassageOf"), atg("sha256")
NAMED = (LABEL, ALT_LABEL)
EVIDENCE, NAMING = atg("hasEvidence"), atg("Naming")
PART_IN, POSITION = atg("isParticipationIn"), atg("position")
EXACT, START, END = atg("exactText"), atg("startOffset"), atg("endOffset")
STATEMENT_ALONE = {*SPARED, atg("isInCapacityOf"), atg("hasEvidence")}
OWN = tuple(f" {one} .\n".encode() for one in APART)
MADE = tuple(f" {one} .\n".encode() for one in (DERIVED, ON_REQUEST_DERIVED, DATASET))
TERMS = f" {graph('ontology')} .\n".encode()  # their examples are invented
DESCRIBED = f"{DATASET} ".encode()
MANY = 20_000  # lines that are copied together


@dataclass(frozen=True)
class TextChange:
    """A source whose text is another now: (programme, source), its text, and its changed keys."""

    programme: str
    source: str
    moved: Moved
    keys: Mapping[str, str]


@dataclass
class Leftover:
    """What is left of one graph without somebody.

    Attributes:
        store: the graph, which is only read.
        ids: of whoever goes.
        forms: what must stand nowhere any more.
        texts: the sources whose text is another now.
        decisions: of the registry that are taken out.
        labels: names by which whoever goes is found in graphs that know another id.
    """

    store: Store
    ids: tuple[str, ...]
    forms: Forms
    texts: tuple[TextChange, ...] = ()
    decisions: tuple[NamedNode, ...] = ()
    labels: tuple[str, ...] = ()
    gone: set[object] = field(default_factory=set)
    dropped: set[Quad] = field(default_factory=set)
    words: dict[Quad, Quad] = field(default_factory=dict)  # statements that say something else now

    def __post_init__(self) -> None:
        self._find_gone()
        for change in self.texts:
            self._move_text(change)
        self._move_digests()
        self._move_positions()

    def _match(self, s: object = None, p: object = None, o: object = None) -> Iterator[Quad]:
        return self.store.quads_for_pattern(s, p, o, None)  # type: ignore[arg-type]

    def _find_gone(self) -> None:
        """Find the records that lead to somebody, and what rests on nothing else."""
        self.gone |= {atgd(one) for one in self.ids} | {*self.decisions}
        for label in self.labels:
            named = (q.subject for p in NAMED for q in self._match(p=p, o=Literal(label)))
            self.gone |= {one for one in named if self._is_thing(one)}
        for one in list(self.gone):
            for quad in self._match(o=one):
                if self._is_thing(quad.subject) or quad.predicate in STATEMENT_ALONE:
                    self.dropped.add(quad)
                else:
                    self.gone.add(quad.subject)
        self._find_unprinted()
        for one in list(self.gone):  # a part in the capacity of a post that goes
            self.dropped.update(q for q in self._match(o=one) if q.subject not in self.gone)
        front = list(self.gone)
        while front:
            beside = {q.object for one in front for q in self._match(one)} - self.gone
            front = [one for one in beside if self._rests_on_nothing(one)]
            self.gone.update(front)

    def _find_unprinted(self) -> None:
        """Find the namings of others that rest only on the words of records that go."""
        passages = {q.object for one in self.gone for q in self._match(one, EVIDENCE)}
        for passage in passages:
            cited = [q for q in self._match(p=EVIDENCE, o=passage) if q.subject not in self.gone]
            if all(any(self._match(quad.subject, TYPE, NAMING)) for quad in cited):
                self.dropped.update(cited)
        for naming in {quad.subject for quad in self.dropped if quad.predicate == EVIDENCE}:
            if all(quad in self.dropped for quad in self._match(naming, EVIDENCE)):
                self.gone.add(naming)

    def _move_positions(self) -> None:
        """Count those anew who take part behind one who goes."""
        for one in list(self.gone):
            for event in [q.object for q in self._match(one, PART_IN)]:
                parts = {q.subject for q in self._match(p=PART_IN, o=event)}
                held = {part: self._number(part, POSITION) for part in parts}
                out = sorted(held[part] for part in parts if part in self.gone)
                for part in parts - self.gone:
                    place = held[part] - bisect_left(out, held[part])
                    for quad in self._match(part, POSITION):
                        kind = quad.object.datatype  # type: ignore[union-attr]
                        self.words[quad] = _with_object(quad, Literal(str(place), datatype=kind))

    def _is_thing(self, subject: object) -> bool:
        """Whether it is a thing of its own, which loses a statement and stays."""
        is_page = any(self._match(subject, TYPE, SOURCE))
        return any(self._match(subject, LABEL)) and not is_page

    def _rests_on_nothing(self, one: object) -> bool:
        """Whether it is a ground of records that all go."""
        if not isinstance(one, NamedNode) or not one.value.startswith(ATGD):
            return False
        if not any(q.object in GROUNDS for q in self._match(one, TYPE)):
            return False
        return all(q.subject in self.gone or q in self.dropped for q in self._match(o=one))

    def _move_text(self, change: TextChange) -> None:
        """Give the passages of a text the words that now stand in their place."""
        text = atgd(f"text_{change.programme}_{change.source}")
        before, after = change.moved.before, change.moved.after
        if not any(q.object == Literal(before.sha256) for q in self._match(text, DIGEST)):
            return  # an older graph of another text: names are masked wherever they stand
        for quad in self._match(p=TEXT_OF, o=text):
            passage = quad.subject
            offsets = [self._number(passage, named) for named in (START, END)]
            words = Literal(after.text[slice(*offsets)])
            for said in self._match(passage, EXACT):
                if said.object == Literal(before.text[slice(*offsets)]) != words:
                    self.words[said] = _with_object(said, words)
        self._reword(text, DIGEST, before.sha256, after.sha256)

    def _number(self, subject: object, named: NamedNode) -> int:
        return next((int(q.object.value) for q in self._match(subject, named)), 0)  # type: ignore[union-attr]

    def _move_digests(self) -> None:
        """Name the file and the digest of each document as its transcript now does."""
        for change in self.texts:
            source = atgd(f"source_{change.programme}_{change.source}")
            digests = list(self._match(source, DIGEST))
            for quad in digests:
                self.words[quad] = _with_object(quad, Literal(change.keys["sha256"]))
            if "file" in change.keys:
                folder = f"programmes/{change.programme}/"
                for quad in self._match(source, atg("file")):
                    file = quad.object.value  # type: ignore[union-attr]
                    self.words[quad] = _with_object(quad, Literal(folder + change.keys["file"]))
                    old, new = f" ({Path(file).name})", f" ({change.keys['file']})"
                    for label in self._match(source, LABEL):
                        said = label.object.value.replace(old, new)  # type: ignore[union-attr]
                        self.words[label] = _with_object(label, Literal(said))

    def _reword(self, subject: NamedNode, named: NamedNode, old: str, new: str) -> None:
        for quad in self._match(subject, named, Literal(old)):
            self.words[quad] = _with_object(quad, Literal(new))

    # --- the lines ---

    def lines(self, dump: Iterable[bytes]) -> Iterator[bytes]:
        """Yield the asserted lines of a dump that stay."""
        gone = {str(one).encode() for one in self.gone}
        other = {_line(old): _line(new) for old, new in self.words.items()}
        dropped = {_line(quad) for quad in self.dropped}
        for line in dump:
            if line.endswith(MADE) or line in dropped:
                continue
            subject, _, rest = line.split(b" ", 2)
            if subject in gone or (rest[:1] == b"<" and rest.rsplit(b" ", 2)[0] in gone):
                continue
            kept = other.get(line, line)
            if not kept.endswith(TERMS) and self.forms.may_stand_in(kept):
                yield from self._masked(kept)
            else:
                yield kept

    def _masked(self, line: bytes) -> Iterator[bytes]:
        """Yield a line with marks in its text; one with an address that names somebody goes."""
        for quad in parse(line, format=RdfFormat.N_QUADS):
            said = quad.object
            if not self.forms.stand_in(getattr(said, "value", "")):
                yield line
            elif isinstance(said, Literal):
                masked = self.forms.masked(said.value)
                kind = None if said.language else said.datatype
                word = Literal(masked, datatype=kind, language=said.language)
                yield _line(_with_object(quad, word))


def _with_object(quad: Quad, word: Literal) -> Quad:
    return Quad(quad.subject, quad.predicate, word, quad.graph_name)


def _line(quad: Quad) -> bytes:
    return f"{quad} .\n".encode()


# --- loaded anew ---


def load_anew(leftover: Leftover, disk: Store, ontology: Ontology, folder: Path) -> str:
    """Fill a store with what is left of a graph, derived and described anew; return its version.

    The lines are written meanwhile into files of a folder that nobody can open.
    """
    with tempfile.TemporaryFile(dir=folder) as dump, tempfile.TemporaryFile(dir=folder) as kept:
        leftover.store.dump(dump, format=RdfFormat.N_QUADS)
        dump.seek(0)
        version, apart, declared = SetHash(), list[bytes](), list[bytes]()
        lines = leftover.lines(dump)
        while many := [*islice(lines, MANY)]:
            shown = [line for line in many if not line.endswith(OWN)]
            for line in (line for line in many if line.endswith(OWN)):
                (declared if line.startswith(DESCRIBED) else apart).append(line)
            version.add(line.decode() for line in shown)
            kept.writelines(shown)
        kept.seek(0)
        disk.bulk_load(kept, format=RdfFormat.N_QUADS)
    derived = [*derive(disk, ontology)]
    disk.bulk_extend(derived)
    version.add(_line(quad).decode() for quad in derived)

    def of_property(name: NamedNode | None) -> Iterable[Quad]:
        return disk.quads_for_pattern(None, name, None, None)

    described = [*describe(disk, ontology, version.version), *editor_help(of_property)]
    disk.bulk_extend(described)
    if apart:
        shown_too = set(derived)
        derived_too = str(ON_REQUEST_DERIVED).encode()
        said = [line for line in declared if derived_too not in line]
        disk.bulk_load(b"".join([*said, *apart]), format=RdfFormat.N_QUADS)
        own = (quad for quad in derive(disk, ontology) if quad not in shown_too)
        disk.bulk_extend(in_own_graphs(own))
    return version.version


def load_stores_anew(
    folder: Path, make: Callable[[Store], Leftover], ontology: Ontology
) -> Iterator[Path]:
    """Load every graph of a store folder anew, the published one first; yield each new folder.

    Call it with the lock held. It is a StoreError if a graph cannot be read or written.
    """
    current = (folder / LINK).resolve()
    graphs = sorted(finished_graphs(folder).items(), reverse=True)
    paths = sorted((path for _, path in graphs), key=lambda path: path.resolve() != current)
    for path in paths:
        with writing(folder) as unfinished:
            versions = list[str]()

            def fill(disk: Store, path: Path = path, versions: list[str] = versions) -> None:
                leftover = make(open_graph(path))
                versions.append(load_anew(leftover, disk, ontology, folder))

            unfinished.begin(fill)
            unfinished.wait()
            yield unfinished.replace(path, versions[0])
