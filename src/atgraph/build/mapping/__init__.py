"""Transcript and registry become quads, driven by what the ontology declares of each class."""

from atgraph.build.mapping.draft import Draft, Printed
from atgraph.build.mapping.identities import map_registry, printed_in
from atgraph.build.mapping.transcript import map_programme

__all__ = ["Draft", "Printed", "map_programme", "map_registry", "printed_in"]
