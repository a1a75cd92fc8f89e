"""The data folder: every transcript and the registry, and all that is wrong in them."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from atgraph.data.journal import settled
from atgraph.data.registry import Registry, read_registry
from atgraph.data.registry.known_records import Known
from atgraph.data.transcript import FILE, Programme, read_programme
from atgraph.data.yaml_lines import Record
from atgraph.errors import AtgraphError, KeyDetails, Problem, UnreadableError
from atgraph.rdf.ontology import Ontology


@dataclass
class DataRead:
    """What people wrote, as far as it could be read, and what is wrong in it.

    ``ids`` are those of the programmes as they are written, of which a folder may have another.
    """

    programmes: list[Programme] = field(default_factory=list)
    registry: Registry = field(default_factory=lambda: Registry({}, {}, whole=False))
    problems: list[Problem] = field(default_factory=list)
    unreadable: bool = False
    ids: set[str] = field(default_factory=set)

    def _add_error(self, exc: AtgraphError) -> None:
        self.problems += exc.problems
        self.unreadable = self.unreadable or isinstance(exc, UnreadableError)


def read_data(
    data: Path, ontology: Ontology, only: Collection[str] | None = None, known: Known | None = None
) -> DataRead:
    """Read all transcripts (at least one) and the registry, with all that is wrong in them.

    With ``only`` no others are read than those in the folders of these names, and records of the
    registry that are ``known`` are not read again.
    """
    with settled(data):
        return _read(data, ontology, only, known)


def read_beside(folder: Path, registry: Registry) -> DataRead:
    """Read the transcript of one folder, beside a registry that was read before."""
    read = DataRead(registry=registry)
    folders = programme_folders(folder.parent.parent)
    programmes = [*_read_programmes([folder], folders, read)]
    read.ids = {programme.id for programme in programmes}
    read.programmes = [_known_as(programme, registry) for programme in programmes]
    return read


def programme_folders(data: Path) -> list[Path]:
    """Return the folder of each programme, sorted."""
    paths = (data / "programmes").glob("*")
    return sorted(path for path in paths if path.is_dir() and not path.name.startswith("."))


def _read(
    data: Path, ontology: Ontology, only: Collection[str] | None, known: Known | None
) -> DataRead:
    folders = programme_folders(data)
    if not folders:
        message = f"holds no programme; put one at programmes/<id>/{FILE}"
        raise UnreadableError(f"{message}, or name another folder with --data", data)
    read = DataRead()
    wanted = [folder for folder in folders if only is None or folder.name in only]
    read.programmes = list(_read_programmes(wanted, folders, read))
    try:
        read.registry, found = read_registry(data / "registry", ontology, known=known)
    except AtgraphError as exc:
        read._add_error(exc)
        return read
    read.ids = {p.id for p in read.programmes}
    names = {folder.name for folder in folders} | read.ids
    read.problems += [*found, *_check_programmes(read.registry, names)]
    read.programmes = [_known_as(programme, read.registry) for programme in read.programmes]
    return read


def _read_programmes(
    wanted: Sequence[Path], folders: Sequence[Path], read: DataRead
) -> Iterator[Programme]:
    for folder in wanted:
        try:
            programme = read_programme(folder / FILE, read.problems)
        except AtgraphError as exc:
            read._add_error(exc)
            continue
        if programme.id != folder.name:
            rule, owner = "id-of-folder", folder.parent / programme.id
            why = f"is not the folder's name {folder.name!r}; make them equal"
            if owner in folders:
                rule, why = "id-of-another", f"is that of {owner / FILE}; write {folder.name!r}"
            path, message = str(programme.path), f"the id {programme.id!r} {why}"
            about = KeyDetails("id", programme.id, wanted=folder.name)
            read.problems.append(Problem(path, programme.at, message, rule, key=about))
        yield programme


def _known_as(programme: Programme, registry: Registry) -> Programme:
    """Return a programme under the name of its folder, where the registry knows only that.

    Otherwise each name that holds in this programme only would be unknown, after one wrong id.
    """
    known = {d.programme for d in registry.decisions}
    known = known.union(*(i.programmes for i in registry.identities.values())) - {""}
    folder = programme.path.parent.name
    renamed = folder in known and programme.id not in known
    return programme.model_copy(update={"id": folder}) if renamed else programme


def _check_programmes(registry: Registry, programmes: set[str]) -> Iterator[Problem]:
    """Yield what names a programme that is not there: it does nothing, and it would not show."""
    decisions, facts = (str(registry.folder / name) for name in ("decisions.yml", "facts.yml"))
    drop, page = "remove the decision", "name a page"
    named = [(decisions, d.at, d.programme, drop) for d in registry.decisions]
    for one in registry.identities.values():
        named += [(registry.files[one.id], g.at, g.programme, page) for g in one.grounds()]
    for row in registry.facts:
        if isinstance(source := row.get("source"), Record):
            named.append((facts, source.line, str(source.get("programme", "")), page))
    for path, line, name, remedy in named:
        if name and name not in programmes:
            message = f"there is no programme {name!r}; correct it, or {remedy}"
            about = KeyDetails("programme", name, tuple(sorted(programmes)))
            yield Problem(path, line, message, "unknown-programme", key=about)
