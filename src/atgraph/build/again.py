"""A graph before and after a change, and the queries that look again at what it touches.

A row comes where what it asks to be there came, or what it asks to be absent went.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from pyoxigraph import NamedNode, Quad

from atgraph.graph.asked_patterns import Pattern, asked_patterns
from atgraph.graph.graph import Graph
from atgraph.graph.query_files import Question
from atgraph.graph.runs import restricted, widened

AT_ONCE = 2000  # values in one query
T = TypeVar("T")
Things = Mapping[str, frozenset[NamedNode]]  # variable → what it stands for


@dataclass(frozen=True)
class Turn:
    """A graph before and after a change, and the quads that came and went."""

    before: Graph
    after: Graph
    came: Collection[Quad]
    went: Collection[Quad]

    def comes(self, question: Question) -> Things:
        """Return variable of a rule or check → the things of which it may find more now."""
        return _things(question, (self._came, self.after), (self._went, self.before))

    def goes(self, question: Question) -> Things:
        """Return variable of a rule or check → the things of which it may find less now."""
        return _things(question, (self._went, self.before), (self._came, self.after))

    @cached_property
    def _came(self) -> "Subjects":
        return _by_pattern(self.came)

    @cached_property
    def _went(self) -> "Subjects":
        return _by_pattern(self.went)


Asked = tuple[NamedNode | None, NamedNode | None]  # property and value; None is any
Subjects = Mapping[Asked, set[NamedNode]]  # → of what it is said
Said = tuple[Subjects, Graph]  # by statements that the other graph does not have, and theirs


def _things(question: Question, there: Said, absent: Said) -> Things:
    """Return variable → the things of which rows rest on what is there, or was kept away by others.

    What a row rests on stands in one graph, and what kept it away all in the other. Of what is said
    in the pattern of one of the variables nothing is asked of the others.
    """
    runs = question.runs
    if runs is None or runs.always:
        return {}
    asks = asked_patterns(question.text)
    names = {*runs.on, *runs.beneath, *runs.absent}
    held, lacked = _subjects(there[0], asks.there), _subjects(absent[0], asks.absent)

    def near(some: Mapping[str | None, set[NamedNode]], name: str) -> set[NamedNode]:
        others = (found for of, found in some.items() if of == name or of not in names)
        return set[NamedNode]().union(*others)

    things = {name: near(lacked, name) for name in names}
    for name in (*runs.on, *runs.beneath):
        things[name] |= near(held, name)
    all_held, all_lacked = (set[NamedNode]().union(*some.values()) for some in (held, lacked))
    for name, path in runs.beneath.items():
        things[name] |= beneath(there[1], path, all_held)
    for name, path in (*runs.beneath.items(), *runs.absent.items()):
        things[name] |= beneath(absent[1], path, all_lacked)
    return {name: frozenset(found) for name, found in things.items()}


def _by_pattern(quads: Iterable[Quad]) -> Subjects:
    """Return of what quads say something: anything, by property, by value, and by both."""
    found = defaultdict[Asked, set[NamedNode]](set)
    for subject, predicate, value, _ in quads:
        if isinstance(subject, NamedNode):
            for said in (None, predicate):
                found[said, None].add(subject)
                if isinstance(value, NamedNode):
                    found[said, value].add(subject)
    return found


def _subjects(said: Subjects, patterns: Iterable[Pattern]) -> dict[str | None, set[NamedNode]]:
    """Return variable, or None for what is not one → of what something is said by its patterns."""
    found = defaultdict[str | None, set[NamedNode]](set)
    for pattern in patterns:
        found[pattern.subject] |= said.get((pattern.predicate, pattern.value), set())
    return found


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
