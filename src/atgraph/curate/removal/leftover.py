"""What of a published graph is left without somebody: the statements that go, and those that come.

What leads to whoever goes is found in the index. Of all other lines only those are read in which a
word of a name stands.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse

from atgraph.build.on_request import GROUNDS, SPARED
from atgraph.curate.removal.forms import Forms
from atgraph.curate.removal.transcripts import Moved
from atgraph.rdf.namespaces import (
    ALT_LABEL,
    ATGD,
    LABEL,
    ON_REQUEST_DERIVED,
    TYPE,
    atg,
    atgd,
    graph,
)

DATASET, DERIVED = graph("dataset"), graph("derived")
SOURCE, TEXT_OF, DIGEST = atg("Source"), atg("isPassageOf"), atg("sha256")
NAMED = (LABEL, ALT_LABEL)
EVIDENCE, NAMING = atg("hasEvidence"), atg("Naming")
PART_IN, POSITION = atg("isParticipationIn"), atg("position")
EXACT, START, END = atg("exactText"), atg("startOffset"), atg("endOffset")
STATEMENT_ALONE = {*SPARED, atg("isInCapacityOf"), atg("hasEvidence")}
MADE = {DERIVED, ON_REQUEST_DERIVED, DATASET}
TERMS = graph("ontology")
CODES = {atg("countryCode"), atg("timezone")}
NOT_ASCII = rb"[\x80-\xff]"
MANY = 1 << 24  # bytes that are looked through together


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
        was_removed: whether they were taken out before.
    """

    store: Store
    ids: tuple[str, ...]
    forms: Forms
    texts: tuple[TextChange, ...] = ()
    decisions: tuple[NamedNode, ...] = ()
    labels: tuple[str, ...] = ()
    was_removed: bool = False
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
        quads = self.store.quads_for_pattern(s, p, o, None)  # type: ignore[arg-type]
        # Oxigraph 0.5 on disk may give the next object, too
        return (quad for quad in quads if o in (None, quad.object) and s in (None, quad.subject))

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

    # --- the statements ---

    def change(self, dump: Path) -> tuple[set[Quad], set[Quad]]:
        """Return the statements that go, and those that come in their place.

        What rules derived goes where it leads to whoever goes, or says a name. The description goes
        as a whole, and is left out here. ``dump`` has the graph as N-Quads.
        """
        went, came = {*self.dropped}, set[Quad]()
        for one in self.gone:
            went.update(self._match(o=one))
            went.update(self._match(one))
        for old, new in self.words.items():
            if old not in went:
                went.add(old)
                came.add(new)
        for quad in parse(b"".join(lines_with(dump, self.forms)), format=RdfFormat.N_QUADS):
            if quad not in went and self._names(quad):
                went.add(quad)
                if isinstance(quad.object, Literal) and quad.graph_name not in MADE:
                    came.add(quad)
        came = {self._masked(quad) if self._names(quad) else quad for quad in came}
        went = {quad for quad in went if quad.graph_name != DATASET}
        return went - came, {quad for quad in came if quad not in self.store}

    def _names(self, quad: Quad) -> bool:
        """Whether a statement says a name; examples of terms are invented, and codes no names."""
        if quad.graph_name == TERMS or quad.predicate in CODES:
            return False
        return self.forms.stand_in(getattr(quad.object, "value", ""))

    def _masked(self, quad: Quad) -> Quad:
        said = quad.object
        assert isinstance(said, Literal), "an address has no marks"
        kind = None if said.language else said.datatype
        word = Literal(self.forms.masked(said.value), datatype=kind, language=said.language)
        return _with_object(quad, word)


def lines_with(path: Path, forms: Forms) -> Iterator[bytes]:
    """Yield the lines of a file in which one of some names may stand."""
    hints = [re.escape(hint).encode() for hint in forms.hints if hint.isascii()]
    sought = [re.compile(one) for one in (*hints, NOT_ASCII)]
    with path.open("rb") as file:
        while part := file.read(MANY):
            part += file.readline()
            small, found = part.lower(), set[int]()
            for pattern in sought:
                at = 0
                while (stands := pattern.search(small, at)) and at >= 0:
                    found.add(part.rfind(b"\n", 0, stands.start()) + 1)
                    at = part.find(b"\n", stands.start())
            for start in sorted(found):
                line = part[start : part.find(b"\n", start) + 1]
                if forms.may_stand_in(line.decode()):
                    yield line


def _with_object(quad: Quad, word: Literal) -> Quad:
    return Quad(quad.subject, quad.predicate, word, quad.graph_name)
