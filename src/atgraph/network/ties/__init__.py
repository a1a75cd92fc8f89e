"""The one reading of ties, for networks and for maps: their classes, what they say, the choice.

`read_classes` gives the classes of ties by what each declares, `read_ties` all ties of a graph,
each with its ends, and `Ties` what else is known of them: labels, roles, days, the events that
state them, their themes, what is above a body. `Levels` says as which body an organisation stands.
`Choice` is what commands and functions ask for; `choose` gives the ties that it keeps.
"""

from __future__ import annotations

from atgraph.network.ties.choice import Choice, Chosen, LeftOut, Selection, check_kinds, choose
from atgraph.network.ties.classes import KINDS, TieClass, read_classes
from atgraph.network.ties.levels import LEVELS, Levels
from atgraph.network.ties.ties import Tie, Ties, read_ties, read_values

__all__ = [
    "KINDS",
    "LEVELS",
    "Choice",
    "Chosen",
    "LeftOut",
    "Levels",
    "Selection",
    "Tie",
    "TieClass",
    "Ties",
    "check_kinds",
    "choose",
    "read_classes",
    "read_ties",
    "read_values",
]
