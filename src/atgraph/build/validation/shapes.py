"""The shapes of ontology/shapes/ and ontology/style/: read, checked and run."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Set
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Self

from pyoxigraph import NamedNode, Quad, Triple

from atgraph.build.validation.footprint import Footprint, Term
from atgraph.build.validation.shape_files import ShapeFiles
from atgraph.build.validation.shape_results import Finding, problems_of
from atgraph.build.validation.shape_rules import find_faults, unguarded
from atgraph.errors import WARNING, Origins, Place, Problem, UnreadableError
from atgraph.rdf.namespaces import ATG, OWL, TYPE, shorten

if TYPE_CHECKING:
    from atgraph.build.validation.shape_engine import ShapeEngine


def check_shapes(
    quads: Iterable[Quad], ontology: Iterable[Quad | Triple], shapes: Path, origins: Origins
) -> list[Problem]:
    """Validate data with the shapes of a folder, ontology and vocabularies beside it.

    Each result of the SHACL report is a problem, on the line of the record that it is about. It is
    an UnreadableError if there are no shapes, one of them cannot be read or run or would look at
    nothing, or a class of the ontology has none; file and line are told.
    """
    quads = list(quads)
    return problems_of(Shapes.read(shapes, ontology, origins, quads).judge(quads), origins)


@dataclass(frozen=True)
class Shapes:
    """The shapes of a folder, and the ontology with which they judge."""

    folder: Path
    files: ShapeFiles = field(repr=False)
    ontology: list[Quad | Triple] = field(repr=False)

    @classmethod
    def read(
        cls,
        folder: Path,
        ontology: Iterable[Quad | Triple],
        origins: Origins,
        declaring: Iterable[Quad] = (),
        is_right: bool = False,
    ) -> Self:
        """Read the shapes of a folder; ``declaring`` also say which terms there are.

        Where it is known that they are right for this ontology, they are not looked at again. It is
        an UnreadableError if there are none, one cannot be read or would look at nothing, or a
        class of the ontology has none.
        """
        files, ontology = ShapeFiles.read(folder), list(ontology)
        if is_right:
            return cls(folder, files, ontology)
        declared = (q.subject for q in (*declaring, *ontology))
        terms = {node.value for node in declared if isinstance(node, NamedNode)}
        wrong = [*_faults(files, frozenset(terms)), *_unguarded(files, ontology, folder, origins)]
        if wrong:
            raise UnreadableError.of(wrong)
        return cls(folder, files, ontology)

    @property
    def footprint(self) -> Footprint:
        """What the shapes read."""
        return _footprint(self.files)

    def prepare(self) -> None:
        """Load what takes its time before the first graph is judged here."""
        _ = self._engine, self.footprint

    @cached_property
    def _engine(self) -> ShapeEngine:
        from atgraph.build.validation.shape_engine import ShapeEngine  # slow

        return ShapeEngine(self.folder, self.files, self.ontology)

    @property
    def slow(self) -> list[Problem]:
        """Advice on the shapes of which it is not known what they read."""
        how = "so it looks at the whole graph each time; ask about one node and what joins to it"
        return [
            replace(self.files.find(node, f"the shape {why}, {how}"), severity=WARNING)
            for node, why in self.footprint.unknown.items()
        ]

    def judge(self, quads: Iterable[Quad]) -> list[Finding]:
        """Return what the shapes say of a whole graph.

        It is an UnreadableError if a shape cannot be run.
        """
        return self._engine.judge([*quads])

    def judge_cut(self, cut: Collection[Quad], focus: Set[Term]) -> list[Finding]:
        """Return what the shapes say of some nodes, by what their footprint has cut for these.

        Shapes of which the footprint is unknown say nothing. It is an UnreadableError if a shape
        cannot be run.
        """
        found = self._engine.judge(cut, self.footprint.unknown, focus)
        nodes, once = ({node.value for node in some} for some in (focus, self.footprint.once))
        return [finding for finding in found if finding.node_judged(once) in nodes]

    def judge_unknown(self, quads: Iterable[Quad]) -> list[Finding]:
        """Return what those shapes say of a whole graph of which the footprint is unknown."""
        return self._engine.judge([*quads], {*self.files.shapes} - {*self.footprint.unknown})


@lru_cache(maxsize=4)
def _footprint(files: ShapeFiles) -> Footprint:
    return Footprint.of(files)


@lru_cache(maxsize=4)
def _faults(files: ShapeFiles, terms: frozenset[str]) -> list[Problem]:
    return find_faults(files, terms)


def _unguarded(
    files: ShapeFiles, ontology: Iterable[Quad | Triple], folder: Path, origins: Origins
) -> Iterator[Problem]:
    """Yield classes that no shape looks at and that do not say why, as when a file was lost."""
    named = [(q.subject, q) for q in ontology if isinstance(q.subject, NamedNode)]
    free = {node.value for node, q in named if q.predicate.value == ATG + "unconstrainedReason"}
    kind = NamedNode(OWL + "Class")
    classes = {node.value for node, q in named if q.object == kind and q.predicate == TYPE}
    for iri in unguarded(files, {c for c in classes if c.startswith(ATG)} - free):
        place = origins.get(iri, Place())
        where = f"{folder.parent.name}/{folder.name}/"
        message = f"no shape looks at {shorten(iri)}; restore or write its file in {where}, or say"
        yield Problem(place.path, place.line, f"{message} atg:unconstrainedReason")
