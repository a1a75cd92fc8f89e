"""Shapes, checks and verbatim evidence: what a graph must pass before it is published."""
