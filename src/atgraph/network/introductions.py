"""The way from one body to others, along which somebody could introduce them."""

from __future__ import annotations

from itertools import pairwise

from atgraph.network.steps import ANY, Steps
from atgraph.network.ties.ties import Tie
from atgraph.network.typed import TypedGraph


class Introductions:
    """The cheapest ways from one body, as `atgraph network path` finds them; nobody listed on request stands on one."""

    def __init__(self, typed: TypedGraph, iri: str) -> None:
        self.iri = iri
        self.steps = Steps(
            typed.read, typed.counted, (iri, iri), ANY, typed.kinds, typed.levels, typed.cap
        )

    def to(self, body: str) -> list[tuple[str, list[Tie]]]:
        """Return each stop after the first, with the ties of the step to it; nothing where there is no way."""
        paths = self.steps.shortest(self.iri, body, 1)
        return (
            [
                (stop, list(self.steps.ties[min(last, stop), max(last, stop)]))
                for last, stop in pairwise(paths[0])
            ]
            if paths
            else []
        )
