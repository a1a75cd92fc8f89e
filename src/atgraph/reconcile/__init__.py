"""Printed names are matched against the registry, and what a curator decides of them is written into it."""

from __future__ import annotations

from atgraph.reconcile.answers import Answer, read_answers
from atgraph.reconcile.deciding import Settled, settle
from atgraph.reconcile.matching import Candidate, Matcher
from atgraph.reconcile.printed import Printed, Scene, read_scene
from atgraph.reconcile.undoing import undo

__all__ = ["Answer", "Candidate", "Matcher", "Printed", "Scene", "Settled", "read_answers", "read_scene", "settle", "undo"]
