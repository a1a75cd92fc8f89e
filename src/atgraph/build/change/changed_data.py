"""What changed in a data folder since the last build, read and mapped, and nothing else."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from pyoxigraph import NamedNode

from atgraph.build.change.digests import file_digest, folder_digest
from atgraph.build.change.memory import KeptProgramme, Memory
from atgraph.build.change.registry_answers import answers_digest
from atgraph.build.mapping import Draft, map_programme, map_registry
from atgraph.build.validation.acting import check_characters
from atgraph.build.validation.returned import check_returned, known_names, named_in, read_kept
from atgraph.data.folder import DataRead, programme_folders, read_data
from atgraph.data.registry import ON_REQUEST, Registry
from atgraph.data.transcript import Programme
from atgraph.errors import VIOLATION, Problem
from atgraph.rdf.namespaces import atgd
from atgraph.rdf.ontology import Ontology


class WrongError(Exception):
    """Something is wrong in what people wrote, or too much is new: a look at everything is best."""


@dataclass(frozen=True)
class Seen:
    """The digests of a data folder before it is read: of each programme's folder, the registry."""

    programmes: dict[str, str]
    registry: str

    @classmethod
    def of(cls, data: Path) -> Seen:
        """Look at a data folder."""
        folders = {folder.name: folder_digest(folder) for folder in programme_folders(data)}
        return cls(folders, folder_digest(data / "registry"))


@dataclass
class ChangedData:
    """The programmes of a folder that changed, and the registry.

    Attributes:
        programmes: those that were read: they are new, or something that they rest on changed.
        drafts: their quads, in the same order; ``registry`` are those of the registry.
        removed: the names of the folders that are gone.
        kept: name of each folder that is there → what is kept of it.
        registry_digest: of the registry's files.
        listed: the people who are listed on request.
        acting: file → its digest, and what acts on whoever shows it.
    """

    registry: Draft
    programmes: list[Programme] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    kept: dict[str, KeptProgramme] = field(default_factory=dict)
    registry_digest: str = ""
    registry_changed: bool = True
    listed: frozenset[NamedNode] = frozenset()
    acting: dict[str, tuple[str, list[Problem]]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether anything changed that the graph says."""
        return bool(self.programmes or self.removed or self.registry_changed)


def read_changed(data: Path, store: Path, memory: Memory, ontology: Ontology) -> ChangedData:
    """Read and map what changed in a data folder since a build whose graph is in a store.

    Raises:
        WrongError: something is wrong that only a look at everything tells.
    """
    seen = Seen.of(data)
    digests = seen.programmes
    if not digests:
        raise WrongError
    known = memory.programmes
    fresh = [n for n, files in digests.items() if n not in known or known[n].files != files]
    read = _right(read_data(data, ontology, only=fresh))
    registry = map_registry(read.registry, ontology)
    told = {
        name: answers_digest(
            name, known[name].asked, read.registry, registry.printed, ontology.concepts
        )
        for name in digests
        if name not in fresh
    }
    others = [name for name, answers in told.items() if known[name].answers != answers]
    if others:
        read.programmes += _right(read_data(data, ontology, only=others)).programmes
    mapped = [
        map_programme(p, read.registry, ontology, printed=registry.printed) for p in read.programmes
    ]
    _check_returned(read, store)
    if any(p.severity == VIOLATION for draft in (registry, *mapped) for p in draft.problems):
        raise WrongError
    found = ChangedData(registry, read.programmes, mapped, registry_digest=seen.registry)
    found.removed = sorted(known.keys() - digests.keys())
    found.registry_changed = seen.registry != memory.registry
    identities = read.registry.identities.values()
    found.listed = frozenset(atgd(i.id) for i in identities if i.listing == ON_REQUEST)
    found.kept = {name: known[name] for name in digests if name in known}
    for programme, draft in zip(read.programmes, mapped, strict=True):
        files = digests[programme.path.parent.name]
        texts = {source.text_file for source in programme.sources}
        found.kept[programme.id] = keep(programme.id, texts, draft, registry, read.registry, files)
    found.kept = dict(sorted(found.kept.items()))
    found.acting = acting_in(data, found.kept, memory.acting)
    return found


def keep(
    name: str, texts: Collection[str], draft: Draft, written: Draft, registry: Registry, files: str
) -> KeptProgramme:
    """Return what is kept of a programme that was mapped; ``written`` is the registry's draft."""
    asked = sorted(draft.asked)
    concepts = draft.ontology.concepts
    answers = answers_digest(name, asked, registry, written.printed, concepts)
    return KeptProgramme(files, asked, answers, sorted(texts), draft.problems)


def acting_in(
    data: Path, programmes: dict[str, KeptProgramme], known: dict[str, tuple[str, list[Problem]]]
) -> dict[str, tuple[str, list[Problem]]]:
    """Return what acts on whoever shows the files of a data folder; files as before are not read.

    These are all files of YAML and all texts of programmes.
    """
    found = dict[str, tuple[str, list[Problem]]]()
    for path in _looked_at(data, programmes):
        name, digest = str(path), file_digest(path)
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
