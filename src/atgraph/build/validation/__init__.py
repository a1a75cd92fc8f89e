"""Shapes, checks and verbatim evidence: what a graph must pass before it is published."""

from __future__ import annotations

from atgraph.build.validation.checks import check_queries, check_verbatim
from atgraph.build.validation.doubts import Doubts
from atgraph.build.validation.graphs import to_rdflib
from atgraph.build.validation.results import Origins, place_of
from atgraph.build.validation.shapes import check_shapes, read_shapes

__all__ = [
    "Doubts",
    "Origins",
    "check_queries",
    "check_shapes",
    "check_verbatim",
    "place_of",
    "read_shapes",
    "to_rdflib",
]
