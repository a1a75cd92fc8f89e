"""Printed names are matched against the registry, and what a curator decides is written into it."""

from atgraph.curate.reconcile.decision_file import Judgement, read_judgements
from atgraph.curate.reconcile.decisions import WrittenDecisions, undo, write_decisions
from atgraph.curate.reconcile.matching import Candidate, Matcher
from atgraph.curate.reconcile.new_names import NewName, NewNames, find_new, take_new
from atgraph.curate.reconcile.open_names import Corpus, OpenName, read_corpus

__all__ = [
    "Candidate", "Corpus", "Judgement", "Matcher", "NewName", "NewNames", "OpenName",
    "WrittenDecisions", "find_new", "read_corpus", "read_judgements", "take_new", "undo",
    "write_decisions",
]  # fmt: skip
