"""Printed names are matched against the registry, and what a curator decides of them is written into it."""

from __future__ import annotations

from atgraph.curate.reconcile.answers import Answer, read_answers
from atgraph.curate.reconcile.deciding import Settled, settle
from atgraph.curate.reconcile.matching import Candidate, Matcher
from atgraph.curate.reconcile.printed import Printed, Scene, read_scene
from atgraph.curate.reconcile.undoing import undo

__all__ = [
    "Answer",
    "Candidate",
    "Matcher",
    "Printed",
    "Scene",
    "Settled",
    "read_answers",
    "read_scene",
    "settle",
    "undo",
]
