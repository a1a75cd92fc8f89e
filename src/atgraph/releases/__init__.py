"""The releases of the ontology: the terms of each, and what may change from one to the next."""

from __future__ import annotations

from atgraph.releases.comparison import Step, compare, needed_step, raised, step
from atgraph.releases.terms import Release, Term, as_table, last_release, read_present, read_release, read_releases, terms
from atgraph.releases.writing import write_release

__all__ = [
    "Release",
    "Step",
    "Term",
    "as_table",
    "compare",
    "last_release",
    "needed_step",
    "raised",
    "read_present",
    "read_release",
    "read_releases",
    "step",
    "terms",
    "write_release",
]
