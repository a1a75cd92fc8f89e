"""Walks through a graph: which triples are read from a node on, and from which nodes one is read.

A walk is an automaton. At a focus node it is in its first state; a hop along a property, forwards
or back, leads from one state to the next, and every triple that a hop passes is read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import islice

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

Term = NamedNode | BlankNode | Literal
# Yields the quads of a graph that have this subject, predicate and object; None is any.
Read = Callable[[Term | None, NamedNode | None, Term | None], Iterable[Quad]]
START = 0
# A property (None is any), whether it is gone along to subjects, and the states to which it leads.
Way = tuple[NamedNode | None, bool, set[int]]
FEW = 16  # quads that lead to a node: so few are read once for all properties


@dataclass
class Stride:
    """A step from one state to another.

    Attributes:
        predicate: the property that it follows; None is any.
        inverse: whether it goes from the object to the subject.
        to: the state behind it.
        most: how many triples of a node tell all; None is all of them.
    """

    predicate: NamedNode | None
    inverse: bool
    to: int
    most: int | None = None

    def triples(self, node: Term, read: Read) -> Iterable[Quad]:
        """Return the triples of a node along which it goes."""
        if self.inverse:
            return islice(read(None, self.predicate, node), self.most)
        return (
            () if isinstance(node, Literal) else islice(read(node, self.predicate, None), self.most)
        )

    def end(self, quad: Quad) -> Term:
        """Return the node of a triple to which it leads."""
        return quad.subject if self.inverse else quad.object  # type: ignore[return-value]


@dataclass
class Ahead:
    """The strides that begin in a state.

    Attributes:
        alone: each is read by itself.
        along: property → the strides of which all is read at once.
        other: those of them along any other property.
    """

    alone: list[Stride]
    along: dict[NamedNode | None, list[Stride]]
    other: list[Stride]

    @classmethod
    def of(cls, strides: list[Stride]) -> Ahead:
        """Sort strides."""
        alone, along = list[Stride](), defaultdict[NamedNode | None, list[Stride]](list)
        whole = {s.predicate for s in strides if not s.inverse and s.most is None}
        is_read = None in whole or len(whole) > 1  # all that is said of a node, whatever is asked
        for stride in strides:
            is_alone = stride.inverse or (stride.most is not None and not is_read)
            (alone if is_alone else along[stride.predicate]).append(stride)
        other = along.get(None, [])
        return cls(alone, {p: own + other * (p is not None) for p, own in along.items()}, other)

    @property
    def only(self) -> NamedNode | None:
        """The one property along which is read at once, if it is one."""
        return next(iter(self.along)) if len(self.along) == 1 else None


class Walk:
    """All that is read of a graph from a focus node on."""

    def __init__(self) -> None:
        self._hops: list[dict[tuple[NamedNode | None, bool], Stride]] = [{}]
        self._again: dict[int, set[int]] = defaultdict(set)  # state → states that it is too

    def new(self) -> int:
        """Return a new state, to which nothing leads yet."""
        self._hops.append({})
        return len(self._hops) - 1

    def join(self, states: Iterable[int], other: int) -> None:
        """Let each of these states be another one too: as where a path may begin again."""
        for state in states:
            self._again[state].add(other)

    def go(
        self,
        state: int,
        predicate: NamedNode | None,
        inverse: bool = False,
        most: int | None = None,
    ) -> int:
        """Return the state behind a hop; what begins alike is walked once."""
        hop = self._hops[state].get((predicate, inverse))
        if hop is None:
            hop = Stride(predicate, inverse, self.new(), most)
            self._hops[state][predicate, inverse] = hop
        elif hop.most is not None:
            hop.most = None if most is None else max(hop.most, most)
        return hop.to

    def cut(self, focus: Iterable[Term], read: Read) -> Iterator[Quad]:
        """Yield each quad that is read from these nodes on, some more than once."""
        waiting: list[tuple[Term, int]] = [(node, START) for node in focus]
        passed = set(waiting)
        while waiting:
            node, state = waiting.pop()
            for hop, quad in self._passed(node, state, read):
                yield quad
                if self._from[hop.to] and (ahead := (hop.end(quad), hop.to)) not in passed:
                    passed.add(ahead)
                    waiting.append(ahead)

    def affected(self, quads: Iterable[Quad], reads: Iterable[Read]) -> set[Term]:
        """Return the nodes from which one of these quads may be read.

        ``reads`` are the graphs that hold them or did: what leads there may be gone with them.
        """
        reads, found = tuple(reads), set[Term]()

        @cache
        def leading_to(node: Term) -> list[Quad]:
            return [quad for read in reads for quad in islice(read(None, None, node), FEW)]

        def ends(node: Term, predicate: NamedNode | None, inverse: bool) -> list[Term]:
            if inverse and len(quads := leading_to(node)) < FEW:  # mostly nothing leads there
                return [q.subject for q in quads if predicate in (None, q.predicate)]  # type: ignore[misc]
            hop = Stride(predicate, inverse, START)
            return [hop.end(quad) for read in reads for quad in hop.triples(node, read)]

        waiting, passed = defaultdict[Term, set[int]](set), defaultdict[Term, set[int]](set)
        for quad in quads:
            forth, back = self._along(quad.predicate)
            for node, states in ((quad.subject, forth), (quad.object, back)):
                if states:
                    waiting[node] |= states  # type: ignore[index]
        while waiting:
            node, new = waiting.popitem()
            states, ways = self._before(frozenset(new))
            passed[node] |= states
            if START in states:
                found.add(node)
            for predicate, inverse, earlier in ways:
                for end in ends(node, predicate, inverse):
                    if new := earlier - passed[end]:
                        waiting[end] |= new
        return found

    def _passed(self, node: Term, state: int, read: Read) -> Iterator[tuple[Stride, Quad]]:
        """Yield the hops that begin at a node in a state, and the quads that they pass."""
        ahead = self._from[state]
        if ahead is None:
            return
        for hop in ahead.alone:
            yield from ((hop, quad) for quad in hop.triples(node, read))
        if ahead.along and not isinstance(node, Literal):
            along, other = ahead.along, ahead.other
            for quad in read(node, ahead.only, None):  # once for all properties
                for hop in along.get(quad.predicate, other):
                    yield hop, quad

    @cached_property
    def _from(self) -> list[Ahead | None]:
        """State → the hops that begin there, if any. Nothing may be added any more."""
        found = list[Ahead | None]()
        for state in range(len(self._hops)):
            states = [state]
            for one in states:
                states += [other for other in sorted(self._again[one]) if other not in states]
            hops = [hop for one in states for hop in self._hops[one].values()]
            found.append(Ahead.of(hops) if hops else None)
        return found

    @cached_property
    def _joined(self) -> dict[int, list[int]]:
        """State → the states that are it too."""
        found = defaultdict[int, list[int]](list)
        for state, others in self._again.items():
            for other in others:
                found[other].append(state)
        return found

    @cached_property
    def _before(self) -> Callable[[frozenset[int]], tuple[set[int], list[Way]]]:
        return cache(self._ways_back)  # many nodes are in the same states

    def _ways_back(self, states: frozenset[int]) -> tuple[set[int], list[Way]]:
        """Return all states that these are too, and each way back from them."""
        closed, ways = [*states], defaultdict[tuple[NamedNode | None, bool], set[int]](set)
        for one in closed:
            closed += [other for other in self._joined.get(one, ()) if other not in closed]
            for predicate, inverse, earlier in self._into.get(one, ()):
                ways[predicate, inverse].add(earlier)
        return {*closed}, [(*hop, earlier) for hop, earlier in ways.items()]

    @cached_property
    def _into(self) -> dict[int, list[tuple[NamedNode | None, bool, int]]]:
        """State → the way back along each hop that leads there, and to which state."""
        found = defaultdict[int, list[tuple[NamedNode | None, bool, int]]](list)
        for state, hops in enumerate(self._hops):
            for hop in hops.values():
                found[hop.to].append((hop.predicate, not hop.inverse, state))
        return found

    @cached_property
    def _along(self) -> Callable[[NamedNode], tuple[set[int], set[int]]]:
        """Property → where hops along it begin: those to values, and those back."""
        begun = [(s, hop) for s, hops in enumerate(self._hops) for hop in hops.values()]

        @cache
        def along(predicate: NamedNode) -> tuple[set[int], set[int]]:
            hops = [(s, hop.inverse) for s, hop in begun if hop.predicate in (None, predicate)]
            return {s for s, inverse in hops if not inverse}, {s for s, inverse in hops if inverse}

        return along
