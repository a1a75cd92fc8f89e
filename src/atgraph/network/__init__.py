"""The network of actors, drawn from the graph by what the classes of tie declare."""

from atgraph.network.choice import Choice, LeftOut
from atgraph.network.network import Link, Network, draw_network

__all__ = ["Choice", "LeftOut", "Link", "Network", "draw_network"]
