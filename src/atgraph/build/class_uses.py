"""How the classes of a published graph use its properties, counted; kept and added to."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import chain, starmap
from typing import Any, Self

from pyoxigraph import Literal, NamedNode, Quad

from atgraph.build.counts import Readable
from atgraph.rdf.namespaces import ATG, TYPE, graph

PERSON, CONNECTS = ATG + "Person", NamedNode(ATG + "connects")
DATASET = graph("dataset")
Quads = Callable[[NamedNode | None], Iterable[Quad]]
Kinds = tuple[str, ...]
"""The classes of a thing, or the datatype of a literal."""


@dataclass
class ClassUses:
    """Which properties the things of each class have, with which values, and how many ties.

    Attributes:
        uses: classes of a subject, property, classes of its value, whether that is a literal → how
            many statements.
        ties: thing → how many, and ``tied`` its classes; people are left out.
    """

    uses: Counter[tuple[Kinds, str, Kinds, bool]] = field(default_factory=Counter)
    ties: Counter[str] = field(default_factory=Counter)
    tied: dict[str, Kinds] = field(default_factory=dict)

    @classmethod
    def of(cls, quads: Quads) -> Self:
        """Count; ``quads`` gives the quads of a property, or all where it is called with None."""
        found = cls()
        found.count(quads(None), kinds_of(quads(TYPE)), 1)
        return found

    def count(self, quads: Iterable[Quad], kinds: Callable[[object], Kinds], number: int) -> None:
        """Count quads so many times, where it is known of which kinds a thing is."""
        found = Counter[tuple[Kinds, NamedNode, Kinds | NamedNode]]()
        connected = list[object]()

        def use(quad: Quad) -> tuple[Kinds, NamedNode, Kinds | NamedNode]:
            own, said, value = kinds(quad.subject), quad.predicate, quad.object
            if own and said == CONNECTS:
                connected.append(value)
            return own, said, value.datatype if isinstance(value, Literal) else kinds(value)

        found.update(map(use, quads))
        for (own, said, its), times in found.items():
            if own:
                is_text = isinstance(its, NamedNode)
                shown = (its.value,) if isinstance(its, NamedNode) else its
                self.uses[own, said.value, shown, is_text] += times * number
        for thing in connected:
            its = kinds(thing)
            if isinstance(thing, NamedNode) and PERSON not in its:
                self.ties[thing.value] += number
                self.tied[thing.value] = its

    def change(self, came: set[Quad], went: set[Quad], before: Readable, after: Readable) -> None:
        """Count what came to a published graph and what went.

        What is said of a thing whose classes changed is counted anew.
        """
        moved = {quad.subject for quad in came | went if quad.predicate == TYPE}
        # of what is new or gone all that is said came or went
        moved = {t for t in moved if any(_about([t], before)) and any(_about([t], after))}
        old, new = went | {*_about(moved, before)}, came | {*_about(moved, after)}
        self.count(old, cache(lambda thing: _kinds(thing, before)), -1)
        self.count(new, cache(lambda thing: _kinds(thing, after)), 1)
        self.drop_none()

    def drop_none(self) -> None:
        """Forget what is counted no more."""
        self.uses, self.ties = +self.uses, +self.ties
        self.tied = {thing: self.tied[thing] for thing in self.ties}

    def kept(self) -> list[Any]:
        """Return what is kept of them, as JSON has it."""
        ties = defaultdict[Kinds, dict[str, int]](dict)
        for thing, number in sorted(self.ties.items()):
            ties[self.tied[thing]][thing] = number
        return [sorted([*use, n] for use, n in self.uses.items()), sorted(ties.items())]

    @classmethod
    def read(cls, kept: list[Any]) -> Self:
        """Return what was kept; a ValueError or TypeError if it is something else."""
        uses, ties = kept
        found = cls()
        for own, name, its, is_text, number in uses:
            found.uses[tuple(own), name, tuple(its), is_text] = number
        for its, numbers in ties:
            found.ties |= numbers
            found.tied |= dict.fromkeys(numbers, tuple(its))
        return found


def kinds_of(types: Iterable[Quad]) -> Callable[[object], Kinds]:
    """Return what tells the classes of a thing that are of the ontology, given all types."""
    kinds = dict[object, Kinds]()

    @cache  # so that things of the same classes share one tuple of them
    def with_class(found: Kinds, kind: NamedNode) -> Kinds:
        is_ours = kind.value.startswith(ATG)
        return tuple(sorted({*found, kind.value})) if is_ours else found

    for quad in types:
        if isinstance(quad.object, NamedNode):
            kinds[quad.subject] = with_class(kinds.get(quad.subject, ()), quad.object)
    return lambda thing: kinds.get(thing, ())


def _kinds(thing: object, store: Readable) -> Kinds:
    """Return those classes of a thing that are of the ontology, in order."""
    if isinstance(thing, Literal):
        return ()
    types = store.quads_for_pattern(thing, TYPE, None, None)
    found = {q.object.value for q in types if isinstance(q.object, NamedNode)}
    return tuple(sorted(kind for kind in found if kind.startswith(ATG)))


def _about(things: Iterable[Any], store: Readable) -> Iterator[Quad]:
    """Yield what a store says of things and with them, its description left out."""
    for thing in things:
        patterns = ((thing, None, None, None), (None, None, thing, None))
        quads = chain.from_iterable(starmap(store.quads_for_pattern, patterns))
        # as in counts.py, Oxigraph may give the neighbour of what was asked for
        for quad in quads:
            if quad.graph_name != DATASET and thing in (quad.subject, quad.object):
                yield quad
