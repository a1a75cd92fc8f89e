"""What a build keeps beside its graph, so that the next one does only what changed."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Self

from pyoxigraph import Quad, RdfFormat, parse

from atgraph.build.change.digests import ProgramDigests
from atgraph.build.class_uses import ClassUses
from atgraph.build.counts import DatasetCounts
from atgraph.build.plain_problems import plain, problem_of
from atgraph.build.validation.shape_results import Finding, problems_of
from atgraph.data.registry.known_records import Known, kept_of, known
from atgraph.data.transcript import Entry
from atgraph.errors import Place, Problem, ResultDetails
from atgraph.graph.store import LINK, is_published

FILE, RECORDS = "memory.json", "memory-of-%s.pickle"
FORM = 10  # of the file: another one is not read


class UnusableError(Exception):
    """What was kept cannot be used; the text says why."""


@dataclass
class KeptProgramme:
    """What is kept of a programme.

    Attributes:
        files: the digest of its folder.
        asked: the names and pages that it looks up in the registry, and the concepts.
        answers: the digest of what the registry says of these.
        texts: the names of its texts.
        advice: what reading it found, all of it advice.
    """

    files: str
    asked: list[str]
    answers: str
    texts: list[str]
    advice: list[Problem] = field(default_factory=list)


@dataclass
class Memory:
    """What is kept of a build.

    Attributes:
        program: what it was made by.
        data: the data folder as it was named, which stands in findings.
        version: of the graph beside which this lies.
        total: the sum of its version, to which lines are added.
        size: how many triples are published.
        registry: the digest of the registry, and ``texts`` what its files with records say.
        records: what was read of these, as it was kept, or ``fresh``: kept when it is written.
        programmes: name of the folder → what is kept of it.
        acting: file → its digest, and what acts on whoever shows it.
        findings: what shapes advise, and where that was written.
        style: what the style guide advises.
        apart: what is said of people who are listed on request, in the graphs that say it.
        listed: these people.
        names, titles: the words by which that is told.
        words: how often each word stands in what is published.
        counts: the numbers of the graph, and ``uses`` those that editors ask for.
    """

    program: ProgramDigests
    data: str
    version: str
    total: int
    size: int
    registry: str
    texts: dict[str, str]
    records: dict[str, bytes]
    programmes: dict[str, KeptProgramme]
    acting: dict[str, tuple[str, list[Problem]]]
    findings: list[tuple[Finding, Place]]
    style: list[Problem]
    apart: set[Quad]
    listed: list[str]
    names: list[str]
    titles: list[tuple[str, str]]
    words: Counter[str]
    counts: DatasetCounts
    uses: ClassUses
    fresh: dict[str, Sequence[Entry]] = field(default_factory=dict)

    def advice(self) -> list[Problem]:
        """Return what a curator should look at, and may leave as it is."""
        found = [p for one in self.programmes.values() for p in one.advice]
        places = {finding.about.focus: place for finding, place in self.findings}
        found += problems_of((finding for finding, _ in self.findings), places)
        found += self.style
        return [*found, *(p for _, acting in self.acting.values() for p in acting)]

    def known(self) -> Known:
        """Return the records of the registry; an UnusableError if they cannot be read."""
        try:
            return known(self.texts, self.records)
        except Exception as exc:  # what loading raises is not told
            raise UnusableError("the records that were kept cannot be read") from exc

    def write(self) -> dict[str, bytes]:
        """Return its files by name, each of which begins with a digest."""
        names = ("data", "version", "size", "registry", "texts", "listed", "names", "titles")
        kept = {name: getattr(self, name) for name in names}
        kept |= {
            "form": FORM,
            "program": asdict(self.program),
            "total": hex(self.total),
            "counts": self.counts.kept(),
        }
        kept["words"] = dict(sorted(self.words.items()))
        kept["uses"] = self.uses.kept()
        kept["programmes"] = {
            name: [one.files, one.asked, one.answers, one.texts, list(map(plain, one.advice))]
            for name, one in self.programmes.items()
        }
        kept["acting"] = {
            path: [digest, list(map(plain, found))] for path, (digest, found) in self.acting.items()
        }
        findings = [
            [plain(found.about), found.severity, found.node, place.path, place.line]
            for found, place in self.findings
        ]
        kept["findings"] = sorted(findings, key=str)  # shapes are judged in any order
        kept["style"] = list(map(plain, self.style))
        kept["apart"] = sorted(f"{quad} ." for quad in self.apart)
        said = json.dumps(kept, separators=(",", ":")).encode()
        files = {FILE: _digest(said) + said}
        for name, records in (self.records | kept_of(self.texts, self.fresh)).items():
            files[RECORDS % name] = _digest(self.texts[name].encode() + records) + records
        return files

    @classmethod
    def read(cls, graph: Path) -> Self | None:
        """Read what lies beside a graph; None where nothing does.

        It is an UnusableError if it is not as it was written, or of another form.
        """
        path = graph / FILE
        if not path.is_file():
            return None
        try:
            digest, end, said = path.read_bytes().partition(b"\n")
            if digest + end != _digest(said):
                raise UnusableError("it is damaged, or of an older version of the program")
            kept = json.loads(said)
            if kept.pop("form") != FORM:
                raise UnusableError("it is of another version of the program")
            kept["records"] = dict(_records(graph, kept["texts"]))
            return cls._read(kept)
        except (OSError, ValueError, LookupError, TypeError, AttributeError) as exc:
            raise UnusableError("it cannot be read") from exc

    @classmethod
    def _read(cls, kept: dict[str, Any]) -> Self:
        kept["program"] = ProgramDigests(**kept["program"])
        kept["total"] = int(kept["total"], 16)
        kept["programmes"] = {
            name: KeptProgramme(files, asked, answers, texts, list(map(problem_of, advice)))
            for name, (files, asked, answers, texts, advice) in kept["programmes"].items()
        }
        kept["acting"] = {
            path: (digest, list(map(problem_of, found)))
            for path, (digest, found) in kept["acting"].items()
        }
        kept["findings"] = [
            (Finding(ResultDetails(**about), severity, node), Place(path, line))
            for about, severity, node, path, line in kept["findings"]
        ]
        kept["style"] = list(map(problem_of, kept["style"]))
        kept["apart"] = _quads(kept["apart"])
        kept["titles"] = [(printed, title) for printed, title in kept["titles"]]
        kept["words"] = Counter(kept["words"])
        kept["counts"] = DatasetCounts.read(kept["counts"])
        kept["uses"] = ClassUses.read(kept["uses"])
        return cls(**kept)


def usable(store: Path, data: Path, program: ProgramDigests) -> Memory | None:
    """Return what the last build of a data folder kept in a store, if it kept anything.

    ``program`` is the one that runs. It is an UnusableError if what was kept cannot be used; that
    it is of the graph beside which it lies is looked at when that is opened.
    """
    if not is_published(store):
        return None
    graph = (store / LINK).resolve()
    memory = Memory.read(graph)
    if memory is None:
        return None
    if memory.program.code != program.code:
        raise UnusableError("the program or a rule is another")
    if memory.data != str(data):
        raise UnusableError(f"it is of another folder, {memory.data}")
    return memory


def _records(graph: Path, texts: dict[str, str]) -> Iterator[tuple[str, bytes]]:
    """Yield what is kept of the records of files that say this."""
    for name, text in texts.items():
        path = graph / (RECORDS % name)
        if path.is_file():
            digest, end, records = path.read_bytes().partition(b"\n")
            if digest + end != _digest(text.encode() + records):
                raise UnusableError("it is damaged")
            yield name, records


def _digest(said: bytes) -> bytes:
    """Return the first line of a file that says this."""
    return hashlib.sha256(said).hexdigest().encode() + b"\n"


def _quads(lines: Iterable[str]) -> set[Quad]:
    text = "\n".join(lines)
    return {q for q in parse(text, format=RdfFormat.N_QUADS) if isinstance(q, Quad)}
