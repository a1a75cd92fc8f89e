"""Names as one types: the things of which a name has words that begin so, the best known first."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from heapq import nsmallest
from itertools import chain, takewhile

from atgraph.ask.lookup import things
from atgraph.ask.things import Thing
from atgraph.data.names import key
from atgraph.graph.graph import Graph, number, text

TIES = "SELECT ?thing (COUNT(?tie) AS ?ties) WHERE { ?tie atg:connects ?thing } GROUP BY ?thing"
LOOKED_AT = 500  # names, the best known of those that fit, among which the best fits are chosen
LAST = chr(0x10FFFF)  # what no letter comes behind


class NameIndex:
    """The names of a graph, to be found by how their words begin.

    Names are numbered from those of the thing with the most ties on, so that of many that fit the
    best known are the lowest numbers.

    Attributes:
        things: all that has a name, the best known first.
    """

    def __init__(self, kg: Graph) -> None:
        ties = {text(row, "thing"): number(row, "ties") for row in kg.select(TIES)}
        self.things = sorted(things(kg), key=lambda thing: -ties.get(thing.iri, 0))
        named = ((key(name), name, thing) for thing in self.things for name in thing.names)
        self._names = [name for name in named if name[0]]
        by_key = sorted((name[0], number) for number, name in enumerate(self._names))
        self._keys, self._numbers = [k for k, _ in by_key], [n for _, n in by_key]
        self._having: dict[str, list[int]] = defaultdict(list)
        for number_, (known, *_) in enumerate(self._names):
            for word in dict.fromkeys(known.split()):
                self._having[word].append(number_)
        self._words = sorted(self._having)

    def named(self, typed: str) -> list[Thing]:
        """Return the things that have a name, whole."""
        wanted = key(typed)
        first = bisect_left(self._keys, wanted)
        numbers = takewhile(lambda at: self._keys[at] == wanted, range(first, len(self._keys)))
        found = (self._names[self._numbers[at]][2] for at in numbers)
        return list({thing.iri: thing for thing in found}.values())

    def find(
        self, typed: str, most: int = 8, kinds: Collection[str] = ()
    ) -> list[tuple[str, Thing]]:
        """Return up to so many names that fit what was typed so far, each of another thing.

        ``kinds`` are the classes that it may be of; any, where there is none.

        Whole names come first, then those that begin so, then those in which the words stand
        together, then those that have words that begin so in any order.
        """
        wanted = key(typed)
        if not wanted:
            return []
        begun = self._numbers[slice(*_beginning(self._keys, wanted))]
        fits: set[int] = set()
        for numbers in (begun, self._with_words(wanted)):
            of_kind = (n for n in numbers if not kinds or self._names[n][2].class_iri in kinds)
            fits.update(nsmallest(LOOKED_AT, of_kind))
        found: dict[str, tuple[str, Thing]] = {}
        for _, number_ in sorted((self._distance(number_, wanted), number_) for number_ in fits):
            _, name, thing = self._names[number_]
            found.setdefault(thing.iri, (name, thing))
        return list(found.values())[:most]

    def _with_words(self, wanted: str) -> Collection[int]:
        """Return the numbers of the names in which each word wanted begins one."""
        found: set[int] | None = None
        for word in sorted(wanted.split(), key=len, reverse=True):  # long words fit few
            numbers = self._with_word(word)
            found = set(numbers) if found is None else found.intersection(numbers)
            if not found:
                break
        return found or ()

    def _with_word(self, word: str) -> Iterator[int]:
        words = self._words[slice(*_beginning(self._words, word))]
        return chain.from_iterable(self._having[known] for known in words)

    def _distance(self, number_: int, wanted: str) -> int:
        """Return how far a name is from what is wanted."""
        known = self._names[number_][0]
        if known == wanted:
            return 0
        return 1 if known.startswith(wanted) else 2 if f" {wanted}" in known else 3


def _beginning(ordered: Sequence[str], start: str) -> tuple[int, int]:
    """Return between which places texts in order begin so."""
    return bisect_left(ordered, start), bisect_left(ordered, start + LAST)
