"""Names that somebody has are matched with the graph: the Reconciliation Service API 0.2."""

from atgraph.web.reconciliation.service import routes

__all__ = ["routes"]
