"""Graphs that a SPARQL server keeps: reading them, and sending them there."""

from atgraph.graph.endpoint.remote import RemoteEngine

__all__ = ["RemoteEngine"]
