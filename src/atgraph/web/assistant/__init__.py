"""Assistants ask the graph: tools of the Model Context Protocol, at /mcp and on stdio.

What needs the extra `assistant` is imported when it is first needed, by `model_context.py` alone.
"""

from atgraph.web.assistant.model_context import routes

__all__ = ["routes"]
