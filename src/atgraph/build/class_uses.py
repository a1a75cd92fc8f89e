"""How the classes of a published graph use its properties, counted; kept and added to."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import chain, starmap
from typing import Any, Self

from pyoxigraph import NamedNode, Quad

from atgraph.build.counts import Readable
from atgraph.rdf.namespaces import ATG, RDF, TYPE, XSD, graph

PERSON, CONNECTS = ATG + "Person", f"<{ATG}connects>"
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
        found.count(lines_of(quads(None)), kinds_of(quads(TYPE)), 1)
        return found

    def count(self, lines: Iterable[str], kinds: Callable[[str], Kinds], number: int) -> None:
        """Count lines of N-Quads so many times, where it is known of which kinds a thing is.

        Each says its graph. To make terms of them takes twice as long.
        """
        found = Counter[tuple[Kinds, str, Kinds | str]]()
        connected = list[str]()

        def use(line: str) -> tuple[Kinds, str, Kinds | str]:
            thing, said, rest = line.split(" ", 2)
            value, own = rest.rsplit(" ", 2)[0], kinds(thing)
            if own and said == CONNECTS:
                connected.append(value)
            return own, said, _datatype(value) if value[0] == '"' else kinds(value)

        found.update(map(use, lines))
        for (own, said, its), times in found.items():
            if own:
                is_text = isinstance(its, str)
                shown = (its,) if isinstance(its, str) else its
                self.uses[own, said[1:-1], shown, is_text] += times * number
        for thing in connected:
            its = kinds(thing)
            if thing[0] == "<" and PERSON not in its:
                self.ties[thing[1:-1]] += number
                self.tied[thing[1:-1]] = its

    def change(self, came: set[Quad], went: set[Quad], before: Readable, after: Readable) -> None:
        """Count what came to a published graph and what went.

        What is said of a thing whose classes changed is counted anew.
        """
        moved = {quad.subject for quad in came | went if quad.predicate == TYPE}
        # of what is new or gone all that is said came or went
        moved = {t for t in moved if any(_about([t], before)) and any(_about([t], after))}
        old, new = went | {*_about(moved, before)}, came | {*_about(moved, after)}
        self.count(lines_of(old), cache(lambda thing: _kinds(thing, before)), -1)
        self.count(lines_of(new), cache(lambda thing: _kinds(thing, after)), 1)
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


def lines_of(quads: Iterable[Quad]) -> Iterator[str]:
    """Yield quads as lines of N-Quads."""
    return (f"{quad} .\n" for quad in quads)


def kinds_of(types: Iterable[Quad]) -> Callable[[str], Kinds]:
    """Return what tells the classes of a thing that are of the ontology, given all types.

    It is told as N-Quads write it.
    """
    kinds = dict[str, Kinds]()

    @cache  # so that things of the same classes share one tuple of them
    def with_class(found: Kinds, kind: NamedNode) -> Kinds:
        is_ours = kind.value.startswith(ATG)
        return tuple(sorted({*found, kind.value})) if is_ours else found

    for quad in types:
        if isinstance(quad.object, NamedNode):
            thing = str(quad.subject)
            kinds[thing] = with_class(kinds.get(thing, ()), quad.object)
    return lambda thing: kinds.get(thing, ())


def _datatype(text: str) -> str:
    """Return the datatype of a literal as N-Quads write it."""
    if text[-1] == '"':
        return XSD + "string"
    return text[text.rindex("^^<") + 3 : -1] if text[-1] == ">" else RDF + "langString"


def _kinds(thing: str, store: Readable) -> Kinds:
    """Return those classes of a thing that are of the ontology, in order."""
    if thing[0] != "<":
        return ()
    types = store.quads_for_pattern(NamedNode(thing[1:-1]), TYPE, None, None)
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
