"""The network of actors, drawn from the graph by what the classes of tie declare."""

from __future__ import annotations

from atgraph.network.drawing import draw_network
from atgraph.network.model import Choice, LeftOut, Link, Network

__all__ = ["Choice", "LeftOut", "Link", "Network", "draw_network"]
