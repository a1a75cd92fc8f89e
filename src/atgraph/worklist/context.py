"""What tasks and offers are made of: findings, the files as they stand, the ontology, the shapes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from atgraph.errors import Finding
from atgraph.namespaces import ATG, SKOS
from atgraph.ontology import Ontology
from atgraph.worklist.files import Files

REGISTRY_KEYS = {"label": "label", "hasOrganizationType": "type", "countryCode": "country", "startTime": "start", "earliestDate": "date", "latestDate": "date"}


@dataclass
class Context:
    """What offers are made of: the files as they stand, the ontology, the shapes."""

    files: Files
    ontology: Ontology
    shapes: Path
    findings: Collection[Finding] = field(default=(), repr=False)

    def places(self, finding: Finding) -> tuple[int, ...]:
        """Return the lines to show: the first of the record, and the one that is wrong."""
        if not finding.path or not finding.line:
            return ()
        start = self.files.record(finding.path, finding.line)
        key = self.key_of(finding)
        value = "" if finding.rule == "shape" else finding.given.get("value", "")
        at = self.files.key(finding.path, finding.line, key, value) if key else 0
        return tuple(sorted({start, finding.line, at or finding.line}))

    def key_of(self, finding: Finding) -> str:
        """Return the key of the record that a finding is about."""
        if finding.rule != "shape":
            return finding.given.get("key", "")
        path = finding.given["path"] or ATG + finding.given["shape"].rpartition("-")[2]
        return self.ontology.value(path, ATG + "recordKey") or REGISTRY_KEYS.get(path.rpartition("#")[2] or path, "")

    def words(self, prefix: str, path: str, kind: str) -> list[str]:
        """Return the words that a key takes: those of the scheme that the class asks for, else all with the prefix."""
        start = prefix + "_"
        known = [name for name in self.ontology.concepts if name.startswith(start)]
        if scheme := self.schemes.get((kind, path)):
            inside = [n for n in known if scheme in self.ontology.values(self.ontology.concepts[n], SKOS + "inScheme")]
            known = inside or known
        return sorted(name.removeprefix(start) for name in known)

    def asked(self, taken: Finding) -> set[str]:
        """Return the ids that records ask for in vain, of the kind of one that is taken."""
        vain = (f for f in self.findings if f.rule == "unknown-id")
        if "first" in taken.given:
            return {f.given["value"] for f in vain if (f.path, f.given["key"]) == (taken.path, "session")}
        return {f.given["value"] for f in vain if f.given["value"].partition("_")[0] == taken.given["value"].partition("_")[0]}

    def missing(self, unknown: Finding) -> str:
        """Return the key that is missing in the record of an unknown one, which may be what is meant."""
        record = self.files.record(unknown.path, unknown.line)
        missing = [f.given["key"] for f in self.findings if (f.rule, f.path) == ("missing-key", unknown.path) and f.line in (record, unknown.line)]
        return missing[0] if len(missing) == 1 else ""

    @cached_property
    def schemes(self) -> dict[tuple[str, str], str]:
        """(class, property) → the concept scheme that its shape asks for."""
        from rdflib import SH
        from rdflib.collection import Collection

        from atgraph.validation.shapes import read_shapes

        graph, found = read_shapes(self.shapes), {}
        for node, kind in graph.subject_objects(SH.targetClass):
            for rule in graph.objects(node, SH.property):
                for part in (p for branch in graph.objects(rule, SH["and"]) for p in Collection(graph, branch)):
                    if scheme := graph.value(part, SH.hasValue):
                        found[str(kind), str(graph.value(rule, SH.path))] = str(scheme)
        return found

    def prefix(self, path: str) -> str:
        """Return how the concepts of a property begin."""
        return self.ontology.value(path, ATG + "recordPrefix")
