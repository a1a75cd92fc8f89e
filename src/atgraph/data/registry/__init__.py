"""Who is who: identities with their names, hierarchy and identifiers, and decisions about them."""

from atgraph.data.registry.model import ON_REQUEST, Decision, Identity, Registry, Relation, WebPage
from atgraph.data.registry.reading import read_registry

__all__ = ["ON_REQUEST", "Decision", "Identity", "Registry", "Relation", "WebPage", "read_registry"]
