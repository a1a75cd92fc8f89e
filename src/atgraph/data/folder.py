"""The data folder: every transcript and the registry, and all that is wrong in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from atgraph.data.registry import Registry, read_registry
from atgraph.data.transcript import FILE, Programme, read_programme
from atgraph.errors import AtgraphError, KeyDetails, Problem, UnreadableError
from atgraph.rdf.ontology import Ontology


@dataclass
class Reading:
    """What people wrote, as far as it could be read, and what is wrong in it."""

    programmes: list[Programme] = field(default_factory=list)
    registry: Registry = field(default_factory=lambda: Registry({}, {}, whole=False))
    problems: list[Problem] = field(default_factory=list)
    unreadable: bool = False

    def lose(self, exc: AtgraphError) -> None:
        """Note a file that could not be read."""
        self.problems += exc.problems
        self.unreadable = self.unreadable or isinstance(exc, UnreadableError)


def read_data(data: Path, ontology: Ontology) -> Reading:
    """Read every transcript and the registry, telling all that is wrong in one run.

    Raises:
        UnreadableError: there is nothing to read.
    """
    folders = sorted(
        path
        for path in (data / "programmes").glob("*")
        if path.is_dir() and not path.name.startswith(".")
    )
    if not folders:
        raise UnreadableError(
            f"holds no programme; put one at programmes/<id>/{FILE}, or name another folder with --data",
            data,
        )
    read = Reading()
    read.programmes = list(_read_programmes(folders, read))
    try:
        read.registry, found = read_registry(data / "registry", ontology)
    except AtgraphError as exc:
        read.lose(exc)
        return read
    read.problems += [
        *found,
        *_check_places(
            read.registry, {folder.name for folder in folders} | {p.id for p in read.programmes}
        ),
    ]
    read.programmes = [_known_as(programme, read.registry) for programme in read.programmes]
    return read


def _read_programmes(folders: Iterable[Path], read: Reading) -> Iterator[Programme]:
    for folder in folders:
        try:
            programme = read_programme(folder / FILE, read.problems)
        except AtgraphError as exc:
            read.lose(exc)
            continue
        if programme.id != folder.name:
            message = (
                f"the id {programme.id!r} is not the folder's name {folder.name!r}; make them equal"
            )
            about = KeyDetails("id", programme.id, wanted=folder.name)
            read.problems.append(
                Problem(str(programme.path), programme.at, message, "id-of-folder", key=about)
            )
        yield programme


def _known_as(programme: Programme, registry: Registry) -> Programme:
    """Return a programme under the name of its folder, where the registry knows it by that and not by its id.

    Otherwise each name that holds in this programme only would be told as unknown, after the one
    wrong id.
    """
    known = {d.programme for d in registry.decisions if d.programme} | {
        p for i in registry.identities.values() for p in i.programmes
    }
    folder = programme.path.parent.name
    return (
        programme.model_copy(update={"id": folder})
        if folder in known and programme.id not in known
        else programme
    )


def _check_places(registry: Registry, programmes: set[str]) -> Iterator[Problem]:
    """Yield decisions for a programme that is not there: they would decide nothing, and nobody would see it."""
    for decision in registry.decisions:
        if decision.programme and decision.programme not in programmes:
            message = (
                f"there is no programme {decision.programme!r}; correct it, or remove the decision"
            )
            about = KeyDetails("programme", decision.programme, tuple(sorted(programmes)))
            yield Problem(
                str(registry.folder / "decisions.yml"),
                decision.at,
                message,
                "unknown-programme",
                key=about,
            )
