"""One programme at a time: which findings are its own, and which are those of others alone."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import NamedNode

from atgraph.build.mapped import MappedProgramme
from atgraph.data.folder import DataRead
from atgraph.data.registry import Registry
from atgraph.errors import VIOLATION, NotFoundError, Problem
from atgraph.rdf.namespaces import ATGD
from atgraph.text import did_you_mean


@dataclass
class Scope:
    """The programmes that are looked at, of all in a folder; without names, all of them.

    A finding in the registry is of a programme that uses the identity or is decided about. ``left``
    are the findings that are not shown.
    """

    data: Path
    names: Collection[str] = ()
    left: list[Problem] = field(default_factory=list)
    _used: set[str] = field(default_factory=set)
    _by_others: set[str] = field(default_factory=set)
    _records: dict[str, dict[int, str]] = field(default_factory=dict)  # file → line → of whom

    def check_names(self) -> None:
        """Raise a NotFoundError for a name that is no programme of the folder."""
        programmes = self.data / "programmes"
        folders = sorted(p.name for p in programmes.glob("[!.]*") if p.is_dir())
        for name in self.names:
            if name not in folders:
                hint = did_you_mean(name, folders, f"use one of {', '.join(folders)}")
                raise NotFoundError(f"there is no programme {name!r}; {hint}", programmes)

    def could_be_read(self, read: DataRead) -> bool:
        """Whether all that is looked at could be read: the registry and the chosen programmes."""
        if not self.names:
            return not read.unreadable
        folders = {programme.path.parent.name for programme in read.programmes}
        return read.registry.folder != Path() and folders.issuperset(self.names)

    def use(self, registry: Registry, programmes: Iterable[MappedProgramme]) -> None:
        """Note which identities the chosen programmes name, and which others do."""
        for one in programmes if self.names else ():
            used = self._used if self.has(str(one.path)) else self._by_others
            ends = (q.object for q in one.draft.quads if isinstance(q.object, NamedNode))
            used |= {end.value.removeprefix(ATGD) for end in ends}
        for identity in registry.identities.values():
            self._records.setdefault(registry.files[identity.id], {})[identity.at] = identity.id
        path = str(registry.folder / "decisions.yml")
        for decision in registry.decisions:
            self._records.setdefault(path, {})[decision.at] = decision.programme

    def has(self, path: str) -> bool:
        """Whether a file is of a chosen programme, or of none."""
        folder = self.data / "programmes"
        if not self.names or not Path(path).is_relative_to(folder):
            return True
        return Path(path).relative_to(folder).parts[:1] in {(name,) for name in self.names}

    def keep(self, problems: Iterable[Problem]) -> list[Problem]:
        """Return the findings that are of the chosen programmes or of nobody in particular."""
        kept = list[Problem]()
        for problem in problems:
            (kept if self._is_own(problem) else self.left).append(problem)
        return kept

    def wrong_others(self, problems: Iterable[Problem]) -> set[Path]:
        """Return the folders of other programmes that are not right: they are left out."""
        wrong = {p.path for p in problems if p.severity == VIOLATION}
        return {Path(path).parent for path in wrong if not self.has(path)}

    def _is_own(self, problem: Problem) -> bool:
        if not self.names:
            return True
        if not self.has(problem.path):
            return False
        lines = self._records.get(problem.path, {})
        whose = lines.get(max((line for line in lines if line <= problem.line), default=0), "")
        if problem.path.endswith("decisions.yml"):
            return whose in ("", *self.names)
        return whose in self._used or whose not in self._by_others
