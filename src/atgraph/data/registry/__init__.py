"""Who is who: identities with their names, hierarchy and outside identifiers, and decisions about them."""

from __future__ import annotations

from atgraph.data.registry.model import ON_REQUEST, Decision, Fact, Identity, Page, Registry
from atgraph.data.registry.reading import read_registry

__all__ = ["ON_REQUEST", "Decision", "Fact", "Identity", "Page", "Registry", "read_registry"]
