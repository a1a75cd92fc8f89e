"""The words of what a graph says: names are looked for by them, and how often each stands is kept.

Where a word of a name stands nowhere, nothing needs to be looked through for that name.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from typing import Any

from pyoxigraph import NamedNode, Quad, QuerySolutions, Store

from atgraph.data.names import key
from atgraph.rdf.namespaces import ATG, ATGD, LABEL, OURS, SCHEMA, TYPE, XSD, graph
from atgraph.rdf.ontology import CONCEPT, Ontology

LEFT = {graph("ontology"), graph("derived"), graph("dataset")}
ASSERTED = f"FILTER (?g NOT IN ({', '.join(sorted(map(str, LEFT)))}))"
VALUES = f"""
SELECT ?o (COUNT(*) AS ?n) WHERE {{
  VALUES ?p {{ %s }} GRAPH ?g {{ ?s ?p ?o }} {ASSERTED}
}} GROUP BY ?o
"""


def used_properties(store: Store) -> list[NamedNode]:
    """Return the properties that a store uses."""
    return [said for (said,) in _rows(store, "SELECT DISTINCT ?p WHERE { GRAPH ?g { ?s ?p ?o } }")]


def worded(properties: Iterable[NamedNode], ontology: Ontology) -> Iterator[NamedNode]:
    """Yield the properties that people state and whose values may be words or foreign addresses.

    Those of others are classes, things and concepts of ours, numbers and days: of a million
    statements, seven eighths.
    """
    for said in {*properties} - {TYPE}:
        ranges = ontology.values(said.value, SCHEMA + "rangeIncludes")
        has_words = not ranges or not all(map(_is_wordless, ranges))
        if has_words and not ontology.values(said.value, ATG + "isDerivedBy"):
            yield said


def _is_wordless(kind: str) -> bool:
    """Whether things of a class, or values of a datatype, are never words or foreign addresses."""
    is_number = kind.startswith(XSD) and kind not in (XSD + "string", XSD + "anyURI")
    return is_number or kind.startswith(ATG) or kind == CONCEPT


def count_words(
    numbers: Counter[str], quads: Iterable[Quad], properties: Collection[NamedNode], number: int
) -> None:
    """Add to the numbers of words those of quads of some properties, or take them away."""
    for quad in quads:
        if quad.predicate in properties and quad.graph_name not in LEFT:
            value = quad.object.value  # type: ignore[union-attr]
            for word in [] if value.startswith(OURS) else _words(value):
                numbers[word] += number
            for word in _words(_id(quad.subject)) if quad.predicate == LABEL else ():
                numbers[word] += number


class StatedWords:
    """Where words stand in a store: in values of some properties, or in the ids of things.

    How often each does may be known: words that do not are not looked for.
    """

    def __init__(
        self, store: Store, properties: Collection[NamedNode], known: Counter[str] | None = None
    ) -> None:
        self._store, self._properties, self._known = store, properties, known

    @property
    def numbers(self) -> Counter[str]:
        """How often each word stands there."""
        return self._index.numbers if self._known is None else self._known

    def values(self, texts: Iterable[str]) -> set[Any]:
        """Return the values that may hold one of some texts, as names are compared."""
        return {value for word in self._rare(texts) for value in self._index.values.get(word, ())}

    def things(self, texts: Iterable[str]) -> set[NamedNode]:
        """Return the things whose label, with their id, may hold one of some texts."""
        return {thing for word in self._rare(texts) for thing in self._index.things.get(word, ())}

    def _rare(self, texts: Iterable[str]) -> Iterator[str]:
        """Yield the rarest word of each text of which all words stand somewhere."""
        for words in map(_words, texts):
            if all(word in self.numbers for word in words):
                yield min(words, key=self.numbers.__getitem__)

    @cached_property
    def _index(self) -> _Index:
        return _Index(self._store, self._properties)


class _Index:
    """Word → the values, and the things with a label by their ids, that have it."""

    def __init__(self, store: Store, properties: Collection[NamedNode]) -> None:
        self.numbers = Counter[str]()
        self.values, self.things = defaultdict[str, list[Any]](list), defaultdict[str, Any](list)
        for value, number in _rows(store, VALUES % " ".join(map(str, properties))):
            for word in [] if value.value.startswith(OURS) else _words(value.value):
                self.numbers[word] += int(number.value)
                self.values[word].append(value)
        for quad in store.quads_for_pattern(None, LABEL, None, None):
            if quad.graph_name not in LEFT:
                for word in _words(_id(quad.subject)):
                    self.numbers[word] += 1
                    self.things[word].append(quad.subject)


def _words(text: str) -> list[str]:
    """Return each word of a text, as names are compared; an empty one where it has none."""
    return [*{*key(text).split()}] or [""]


def _id(thing: Any) -> str:
    name: str = thing.value
    return name.removeprefix(ATGD)


def _rows(store: Store, query: str) -> Iterator[tuple[Any, ...]]:
    rows = store.query(query)
    assert isinstance(rows, QuerySolutions), "the query selects"
    return (tuple(row) for row in rows)
