"""What tasks and offers are made of: problems, the files as they stand, the ontology, the shapes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from atgraph.curate.worklist.files import Files
from atgraph.curate.worklist.layout import values
from atgraph.curate.worklist.sources import Sources
from atgraph.errors import Problem
from atgraph.rdf.namespaces import ATG, SKOS
from atgraph.rdf.ontology import Ontology
from atgraph.text import LIKE, find_nearest, fold

if TYPE_CHECKING:
    import rdflib

SHOWN = 4  # words of a vocabulary that are told beside the nearest
EFFORT = 100_000  # comparisons of names, a second or two in all

# The properties that code fills itself have no atg:recordKey: here is where a curator finds them.
REGISTRY_KEYS = {
    "label": "label",
    "acronym": "acronyms",
    "hasOrganizationType": "type",
    "countryCode": "country",
    "isAbout": "about",
    "isBasedOn": "based_on",
    "described": "described",
    "startTime": "start",
    "endTime": "end",
    "earliestDate": "date",
    "latestDate": "date",
}


@dataclass
class Context:
    """What offers are made of: the files as they stand, the ontology, the shapes."""

    files: Files
    ontology: Ontology
    shapes: Path
    problems: Collection[Problem] = field(default=(), repr=False)
    sources: Sources = field(default_factory=Sources, repr=False)
    new_ids: dict[tuple[str, str], str] = field(default_factory=dict, repr=False)
    newest: dict[str, tuple[int, str, int]] = field(default_factory=dict, repr=False)
    _words: dict[tuple[str, str, str], list[str]] = field(default_factory=dict, repr=False)
    _nearest: dict[tuple[str, tuple[str, ...], int], list[str]] = field(
        default_factory=dict, repr=False
    )
    _ids: dict[str, set[str]] = field(default_factory=dict, repr=False)
    _effort: int = 0

    def places(self, problem: Problem) -> tuple[int, ...]:
        """Return the lines to show: the first of the record, and the one that is wrong."""
        if not problem.path or not problem.line:
            return ()
        start = self.files.record(problem.path, problem.line)
        key = self.key_of(problem)
        value = "" if problem.rule == "shape" else problem.given.get("value", "")
        at = self.files.key(problem.path, problem.line, key, value) if key else 0
        return tuple(
            sorted(
                {start, problem.line, at or problem.line, self.bound_at(problem) or problem.line}
            )
        )

    def bound_at(self, problem: Problem) -> int:
        """Return the line of the value that another may not be beyond, in the same record; 0 if there is none."""
        from rdflib import SH, URIRef

        shape = problem.given.get("shape", "")
        if (
            problem.rule != "shape"
            or not problem.given["component"].endswith("#LessThanOrEqualsConstraintComponent")
            or self.path_of(shape)
        ):
            return 0
        key = self.key(str(self.graph.value(URIRef(shape), SH.lessThanOrEquals)))
        return self.files.key(problem.path, problem.line, key) if key else 0

    def key_of(self, problem: Problem) -> str:
        """Return the key of the record that a problem is about."""
        if problem.rule != "shape":
            return problem.given.get("key", "")
        path = problem.given["path"] or next(reversed(self.path_of(problem.given["shape"])), "")
        return self.key(path)

    def key(self, path: str) -> str:
        """Return the key of a record that fills a property."""
        return self.ontology.value(path, ATG + "recordKey") or REGISTRY_KEYS.get(
            path.rpartition("#")[2] or path, ""
        )

    def words(self, prefix: str, path: str, kind: str) -> list[str]:
        """Return the words that a key takes: those of the scheme that the class asks for, else all with the prefix."""
        if (prefix, path, kind) not in self._words:
            start = prefix + "_"
            known = [name for name in self.ontology.concepts if name.startswith(start)]
            if scheme := self.schemes.get((kind, path)):
                inside = [
                    n
                    for n in known
                    if scheme in self.ontology.values(self.ontology.concepts[n], SKOS + "inScheme")
                ]
                known = inside or known
            self._words[prefix, path, kind] = sorted(name.removeprefix(start) for name in known)
        return self._words[prefix, path, kind]

    def other_words(self, prefix: str, words: list[str], value: str) -> str:
        """Return the words that come nearest to a value after the first, and where all of them are explained."""
        ranked = self.nearest(value, words, len(words), 0.0)
        first = (
            self.ontology.origins.get(self.ontology.concepts.get(f"{prefix}_{ranked[0]}", ""))
            if ranked
            else None
        )
        where = f" in {'/'.join(Path(first.path).parts[-3:])}" if first else ""
        more = len(ranked) - SHOWN
        return f"{', '.join(ranked[:SHOWN])}{f' … {more} more{where}' if more > 0 else ''}"

    def nearest(
        self, value: str, known: Sequence[str], number: int = 1, like: float = LIKE
    ) -> list[str]:
        """Return the names that are most like a value, the best first; none after some seconds' work: then a file is lost, not a letter."""
        asked = (value, tuple(known), number)
        if asked not in self._nearest:
            self._effort += len(known)
            self._nearest[asked] = (
                find_nearest(value, known, number, like) if self._effort < EFFORT else []
            )
        return self._nearest[asked]

    def asked(self, taken: Problem) -> set[str]:
        """Return the ids that records ask for in vain, of the kind of one that is taken."""
        if "first" in taken.given:
            return self._vain.get(f"{taken.path}\tsession", set())
        return self._vain.get(taken.given["value"].partition("_")[0], set())

    @cached_property
    def _vain(self) -> dict[str, set[str]]:
        vain: dict[str, set[str]] = {}
        for problem in (f for f in self.problems if f.rule == "unknown-id"):
            for kind in (
                f"{problem.path}\t{problem.given['key']}",
                problem.given["value"].partition("_")[0],
            ):
                vain.setdefault(kind, set()).add(problem.given["value"])
        return vain

    def missing(self, unknown: Problem) -> str:
        """Return the key that is missing in the record of an unknown one, which may be what is meant."""
        lines = {self.files.record(unknown.path, unknown.line), unknown.line}
        missing = [key for line in lines for key in self._missing.get((unknown.path, line), ())]
        return missing[0] if len(missing) == 1 else ""

    @cached_property
    def _missing(self) -> dict[tuple[str, int], list[str]]:
        missing: dict[tuple[str, int], list[str]] = {}
        for problem in (f for f in self.problems if f.rule == "missing-key"):
            missing.setdefault((problem.path, problem.line), []).append(problem.given["key"])
        return missing

    @cached_property
    def meant(self) -> list[tuple[Problem, str, range]]:
        """Each quote that was not found: the words that it means, its own and the nearest in the source, and their lines there."""
        return [
            (f, *self._meant(f))
            for f in self.problems
            if f.rule.startswith("quote-") and "quote" in f.given
        ]

    def _meant(self, problem: Problem) -> tuple[str, range]:
        quote, text = problem.given["quote"], self.sources.document(problem.given["source"]).text
        found = self.sources.words_like(quote, text) if problem.rule == "quote-nowhere" else None
        if not found:
            return fold(quote), range(0)
        words = f"{fold(quote)} {fold(text[slice(*found)])}"
        return words, range(text.count("\n", 0, found[0]) + 1, text.count("\n", 0, found[1]) + 2)

    def ids(self, path: str) -> set[str]:
        """Return the ids that are taken in a file."""
        if path not in self._ids:
            found = (values(node).get("id") for node in self.files.layout(path).starts.values())
            self._ids[path] = {node.value for node in found if node}
        return self._ids[path]

    @cached_property
    def schemes(self) -> dict[tuple[str, str], str]:
        """(class, property) → the concept scheme that its shape asks for."""
        from rdflib import SH
        from rdflib.collection import Collection

        graph, found = self.graph, {}
        for node, kind in graph.subject_objects(SH.targetClass):
            for rule in graph.objects(node, SH.property):
                for part in (
                    p
                    for branch in graph.objects(rule, SH["and"])
                    for p in Collection(graph, branch)
                ):
                    if scheme := graph.value(part, SH.hasValue):
                        found[str(kind), str(graph.value(rule, SH.path))] = str(scheme)
        return found

    @cached_property
    def graph(self) -> rdflib.Graph:
        """All shapes."""
        from atgraph.build.validation.shapes import read_shapes

        return read_shapes(self.shapes)

    @cached_property
    def classes(self) -> dict[str, str]:
        """Property shape → the class whose shape it belongs to."""
        from rdflib import SH

        targets = self.graph.subject_objects(SH.targetClass)
        return {
            str(shape): str(kind)
            for node, kind in targets
            for shape in self.graph.objects(node, SH.property)
        }

    @cached_property
    def groups(self) -> dict[str, str]:
        """Shape → the local name of the group that it says it belongs to."""
        from rdflib import SH

        return {
            str(shape): str(group).rpartition("#")[2]
            for shape, group in self.graph.subject_objects(SH.group)
        }

    def path_of(self, shape: str) -> list[str]:
        """Return the properties of a path that is a list; an inverse step is empty."""
        from rdflib import RDF, SH, URIRef
        from rdflib.collection import Collection

        path = self.graph.value(URIRef(shape), SH.path)
        steps = (
            Collection(self.graph, path)
            if path is not None and (path, RDF.first, None) in self.graph
            else ()
        )
        return [str(step) if isinstance(step, URIRef) else "" for step in steps]

    def prefix(self, path: str) -> str:
        """Return how the concepts of a property begin."""
        return self.ontology.value(path, ATG + "recordPrefix")
