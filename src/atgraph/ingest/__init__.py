"""A document becomes the draft of a transcript, for a curator to review."""

from __future__ import annotations

from atgraph.ingest.draft import Draft, Written, draft
from atgraph.ingest.report import Report

__all__ = ["Draft", "Report", "Written", "draft"]
