"""The releases of the ontology: the terms of each, and what may change from one to the next."""

from __future__ import annotations

from releases.comparison import Step, compare, needed_step, raised, step
from releases.terms import (
    Release,
    Term,
    as_table,
    last_release,
    read_present,
    read_release,
    read_releases,
    terms,
)
from releases.writing import write_release

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
