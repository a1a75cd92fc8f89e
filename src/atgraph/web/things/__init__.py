"""A page for each thing: whatever the graph says of it, each line with its words."""

from atgraph.web.things.pages import routes

__all__ = ["routes"]
