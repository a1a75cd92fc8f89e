"""A graph before and after a change, and the queries that look again at what it touches."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from pyoxigraph import NamedNode

from atgraph.graph.graph import Graph
from atgraph.graph.query_files import Question
from atgraph.graph.runs import restricted, widened

AT_ONCE = 2000  # values in one query
T = TypeVar("T")
Things = Mapping[str, frozenset[NamedNode]]  # variable → what it stands for


@dataclass(frozen=True)
class Turn:
    """A graph before and after a change, and the things of which something else is said now."""

    before: Graph
    after: Graph
    touched: frozenset[NamedNode]

    def things(self, question: Question) -> Things:
        """Return variable of a rule or check → the things for which it runs again."""
        runs = question.runs
        if runs is None or runs.always:
            return {}
        things = dict.fromkeys(runs.on, self.touched)
        for name, path in runs.beneath.items():
            below = beneath(self.before, path, self.touched)
            things[name] = self.touched | below | beneath(self.after, path, self.touched)
        return things


def queries(question: Question, things: Things) -> Iterator[str]:
    """Yield the text of a query for some things, in parts; of all, where none are told."""
    if not things:
        yield question.text
    for name, found in things.items():
        yield from (restricted(question.text, name, some) for some in parts(found))


def beneath(kg: Graph, path: str, things: Iterable[NamedNode]) -> frozenset[NamedNode]:
    """Return what leads to things by a path."""
    found = set[NamedNode]()
    for some in parts(things):
        rows = kg.select(widened(path, some))
        found |= {below for row in rows if isinstance(below := row["below"], NamedNode)}
    return frozenset(found)


def parts(things: Iterable[T]) -> Iterator[Sequence[T]]:
    """Yield things in an order, so many as one query takes."""
    listed = sorted(things, key=str)
    return (listed[n : n + AT_ONCE] for n in range(0, len(listed), AT_ONCE))
