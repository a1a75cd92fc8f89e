"""What changed in a data folder since the last build, read and mapped, and nothing else."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from pyoxigraph import NamedNode

from atgraph.build.change.changed_records import map_changed
from atgraph.build.change.digests import digest_of, file_digest, file_digests
from atgraph.build.change.memory import KeptProgramme, Memory
from atgraph.build.change.registry_answers import RegistryAnswers
from atgraph.build.mapping import Draft, map_programme, map_registry, printed_in
from atgraph.build.validation.acting import check_characters
from atgraph.build.validation.returned import check_returned, known_names, named_in, read_kept
from atgraph.data.folder import DataRead, programme_folders, read_beside, read_data
from atgraph.data.registry import ON_REQUEST, Registry
from atgraph.data.transcript import Programme
from atgraph.errors import VIOLATION, Problem
from atgraph.rdf.namespaces import atgd
from atgraph.rdf.ontology import Ontology


class WrongError(Exception):
    """Something is wrong in what people wrote, or too much is new: a look at everything is best."""


@dataclass(frozen=True)
class Seen:
    """The digests of a data folder before it is read.

    They are of each programme's folder, of the registry, and of the files in them.
    """

    programmes: dict[str, str]
    registry: str
    files: dict[Path, str]

    @classmethod
    def of(cls, data: Path) -> Seen:
        """Look at a data folder."""
        registry = data / "registry"
        files = {folder: file_digests(folder) for folder in (*programme_folders(data), registry)}
        *folders, own = [(folder.name, digest_of(files[folder], folder)) for folder in files]
        return cls(
            dict(folders), own[1], {p: d for some in files.values() for p, d in some.items()}
        )

    def is_as(self, memory: Memory) -> bool:
        """Whether the programmes and the registry are as they were at a build."""
        programmes = {name: kept.files for name, kept in memory.programmes.items()}
        return (self.programmes, self.registry) == (programmes, memory.registry)


@dataclass
class ChangedData:
    """The programmes of a folder that changed, and the registry.

    Attributes:
        registry: as it is now; ``written`` are its quads, where it or what it is read by changed.
        unwritten: quads that it had before; then ``written`` are those of what changed alone.
        programmes: those that were read: they are new, or something that they rest on changed.
        drafts: their quads, in the same order.
        removed: the names of the folders that are gone.
        kept: name of each folder that is there → what is kept of it.
        registry_digest: of the registry's files.
        listed: the people who are listed on request.
        acting: file → its digest, and what acts on whoever shows it.
    """

    registry: Registry
    written: Draft | None = None
    unwritten: Draft | None = None
    programmes: list[Programme] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    kept: dict[str, KeptProgramme] = field(default_factory=dict)
    registry_digest: str = ""
    listed: frozenset[NamedNode] = frozenset()
    acting: dict[str, tuple[str, list[Problem]]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether anything changed that the graph says."""
        return bool(self.programmes or self.removed) or self.written is not None

    @property
    def all_drafts(self) -> list[Draft]:
        """The quads of all that was mapped."""
        return self.drafts if self.written is None else [self.written, *self.drafts]


def read_changed(
    data: Path,
    store: Path,
    memory: Memory,
    ontology: Ontology,
    seen: Seen,
    is_said: bool = False,
) -> ChangedData:
    """Read and map what changed in a data folder since a build whose graph is in a store.

    The folder was ``seen`` before. ``is_said`` says that the ontology has other words or concepts
    than that graph.

    Raises:
        WrongError: something is wrong that only a look at everything tells.
    """
    digests = seen.programmes
    if not digests:
        raise WrongError
    known = memory.programmes
    fresh = [n for n, files in digests.items() if n not in known or known[n].files != files]
    read = _right(read_data(data, ontology, only=fresh, known=memory.known()))
    registry = read.registry
    if is_said or seen.registry != memory.registry:
        changed = None if is_said else map_changed(memory.texts, registry, ontology)
        written, unwritten = changed or (map_registry(registry, ontology), None)
        printed = printed_in(digests, registry, ontology)
        same = [(name, known[name]) for name in digests if name not in fresh]
    else:  # it is as it was, and right
        written, unwritten, printed, same = None, None, printed_in(fresh, registry, ontology), []
    mapped = [map_programme(p, registry, ontology, printed=printed) for p in read.programmes]
    found = ChangedData(registry, written, unwritten, read.programmes, mapped)
    identities = registry.identities.values()
    found.listed = frozenset(atgd(i.id) for i in identities if i.listing == ON_REQUEST)
    answers = RegistryAnswers(registry, printed, ontology.concepts)
    for name, kept in same:
        if answers.digest(name, kept.asked) != kept.answers:
            beside = _right(read_beside(data / "programmes" / name, registry)).programmes
            mapped += [map_programme(p, registry, ontology, printed=printed) for p in beside]
            read.programmes += beside  # as `found` has them
    _check_returned(read, store)
    found.registry_digest = seen.registry
    if any(p.severity == VIOLATION for draft in found.all_drafts for p in draft.problems):
        raise WrongError
    found.removed = sorted(known.keys() - digests.keys())
    found.kept = {name: known[name] for name in digests if name in known}
    found.kept |= _kept(found, answers, digests)
    found.kept = dict(sorted(found.kept.items()))
    found.acting = acting_in(data, found.kept, memory.acting, seen)
    return found


def _kept(
    changed: ChangedData, answers: RegistryAnswers, digests: dict[str, str]
) -> Iterator[tuple[str, KeptProgramme]]:
    """Yield the name of each programme that was read, and what is kept of it."""
    for one, draft in zip(changed.programmes, changed.drafts, strict=True):
        files, texts = digests[one.path.parent.name], {source.text_file for source in one.sources}
        yield one.id, keep(one.id, texts, draft, answers, files)


def keep(
    name: str, texts: Collection[str], draft: Draft, answers: RegistryAnswers, files: str
) -> KeptProgramme:
    """Return what is kept of a programme that was mapped, and of the digest of its files."""
    asked = sorted(draft.asked)
    return KeptProgramme(files, asked, answers.digest(name, asked), sorted(texts), draft.problems)


def acting_in(
    data: Path,
    programmes: dict[str, KeptProgramme],
    known: dict[str, tuple[str, list[Problem]]],
    seen: Seen,
) -> dict[str, tuple[str, list[Problem]]]:
    """Return what acts on whoever shows the files of a data folder; files as before are not read.

    These are all files of YAML and all texts of programmes.
    """
    found = dict[str, tuple[str, list[Problem]]]()
    for path in _looked_at(data, programmes):
        name, digest = str(path), seen.files.get(path) or file_digest(path)
        before = known.get(name)
        if before is None or before[0] != digest:
            before = digest, list(check_characters([path]))
        found[name] = before
    return found


def _looked_at(data: Path, programmes: dict[str, KeptProgramme]) -> Iterator[Path]:
    yield from sorted(data.rglob("*.yml"))
    for name, kept in programmes.items():
        yield from (data / "programmes" / name / text for text in kept.texts)


def _right(read: DataRead) -> DataRead:
    if read.unreadable or any(problem.severity == VIOLATION for problem in read.problems):
        raise WrongError
    return read


def _check_returned(read: DataRead, store: Path) -> None:
    """Raise a WrongError where somebody who was removed comes back, or more were removed."""
    removed = read.registry.removed
    if not removed:
        return
    is_known = read_kept(store).text() == removed.text()
    known = known_names(store, removed)
    named = chain.from_iterable(named_in(p, read.registry) for p in read.programmes)
    if not is_known or any(check_returned(read.registry, named, known)):
        raise WrongError
