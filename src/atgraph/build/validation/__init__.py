"""Shapes, checks and verbatim evidence: what a graph must pass before it is published."""

from __future__ import annotations

from atgraph.build.validation.checks import check_export_files, check_queries, check_verbatim
from atgraph.build.validation.doubts import Doubts
from atgraph.build.validation.graphs import to_rdflib
from atgraph.build.validation.shapes import check_shapes, read_shapes

__all__ = [
    "Doubts", "check_export_files", "check_queries", "check_shapes", "check_verbatim",
    "read_shapes", "to_rdflib",
]  # fmt: skip
