"""What shapes read: told from the shapes, so that a change asks only for what it touches."""

from atgraph.build.validation.footprint.footprint import JUDGED, Footprint, judged_quads
from atgraph.build.validation.footprint.walk import Read, Term

__all__ = ["JUDGED", "Footprint", "Read", "Term", "judged_quads"]
