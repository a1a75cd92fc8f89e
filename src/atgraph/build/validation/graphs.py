"""Graphs as rdflib holds them, and as the engine of shapes reads them fastest."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any

import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, QuerySolutions, Store, Triple, Variable
from rdflib.namespace import NamespaceManager
from rdflib.plugins.stores.memory import SimpleMemory
from rdflib.query import Result

from atgraph.build.validation.shape_files import ShapeFiles
from atgraph.build.validation.shape_rules import strings_of
from atgraph.graph.asked_patterns import UNKNOWN, asked_patterns

# The store has no named graph, and BOUND is false for a term that it is given.
DIFFERS = re.compile(r"\bGRAPH\b|\bBOUND\s*\(\s*[$?]this\b", re.IGNORECASE)


class _Triples(SimpleMemory):
    """The triples of one graph without contexts: half of the time to fill, less to read.

    pyshacl wraps a graph into a dataset, which insists on a store that could hold several graphs
    and then asks this one only. Things are found by a value only of a property that is asked for.
    """

    context_aware = True
    graph_aware = True

    def __init__(self, quads: Iterable[Quad | Triple]) -> None:
        super().__init__()
        self._quads = quads
        self._things = defaultdict[Any, dict[Any, dict[Any, None]]](dict)  # → property → values
        self._pairs = defaultdict[Any, list[tuple[Any, Any]]](list)  # property → thing and value
        self._holders = dict[Any, dict[Any, list[Any]]]()  # property → value → things
        self._beyond = defaultdict[Any, dict[Any, list[Any]]](dict)  # → thing → what it leads to
        self._fill((_term(q.subject), _term(q.predicate), _term(q.object)) for q in quads)

    def add(self, triple: Any, context: Any = None, quoted: bool = False) -> None:
        self._fill([triple])
        self._forget(triple[1])

    def _fill(self, triples: Iterable[Any]) -> None:
        things, pairs = self._things, self._pairs
        for subject, predicate, value in triples:
            said = things[subject]
            if predicate not in said:
                said[predicate] = {value: None}
            elif value in said[predicate]:
                continue
            else:
                said[predicate][value] = None
            pairs[predicate].append((subject, value))

    def remove(self, pattern: Any, context: Any = None) -> None:
        for (subject, predicate, value), _ in [*self.triples(pattern)]:
            del self._things[subject][predicate][value]
            self._pairs[predicate].remove((subject, value))
            self._forget(predicate)

    def _forget(self, predicate: Any) -> None:
        """Forget what was found by a property that now says something else."""
        self._holders.pop(predicate, None)
        self._beyond.pop(predicate, None)

    def triples(self, pattern: Any, context: Any = None) -> Iterator[Any]:
        """Yield the triples of a pattern, and of which graphs they are: none."""
        subject, predicate, value = pattern
        if subject is not None:
            said = self._things.get(subject, {})
            names = [*said] if predicate is None else [predicate]
            found = [(subject, name, one) for name in names for one in said.get(name, ())]
        elif predicate is None:
            found = [(s, name, one) for name, pairs in self._pairs.items() for s, one in pairs]
        elif value is None:
            found = [(s, predicate, one) for s, one in self._pairs.get(predicate, ())]
        else:
            found = [(s, predicate, value) for s in self._with(predicate).get(value, ())]
        return ((one, iter(())) for one in found if value is None or one[2] == value)

    def _with(self, predicate: Any) -> dict[Any, list[Any]]:
        """Return value of a property → what has it."""
        if predicate not in self._holders:
            holders = self._holders[predicate] = defaultdict[Any, list[Any]](list)
            for subject, value in self._pairs.get(predicate, ()):
                holders[value].append(subject)
        return self._holders[predicate]

    def values(self, subject: Any, predicate: Any) -> Iterator[Any]:
        """Return the values of a property of a thing."""
        said = self._things.get(subject)
        return iter([*said.get(predicate, ())] if said else ())

    def ties(self, predicate: Any) -> Iterator[tuple[Any, Any]]:
        """Yield what has a property, with each value."""
        return iter([*self._pairs.get(predicate, ())])

    def beyond(self, subject: Any, predicate: Any) -> Iterator[Any]:
        """Return a thing and what it leads to by a property, however far."""
        known = self._beyond[predicate]
        if subject not in known:
            found = known[subject] = [subject]
            for one in found:
                found += [other for other in self.values(one, predicate) if other not in found]
        return iter([*known[subject]])

    def __len__(self, context: Any = None) -> int:
        """Return how many there are; the engine asks at each result, where rdflib counts anew."""
        return sum(map(len, self._pairs.values()))

    def close(self, commit_pending_transaction: bool = False) -> None:
        """Forget all: the engine leaves cycles that hold a graph, also when nobody needs it."""
        for known in (self._things, self._pairs, self._holders, self._beyond):
            known.clear()
        self._quads = ()
        for name in ("_left", "_engine"):
            vars(self).pop(name, None)

    @cached_property
    def _left(self) -> dict[Any, list[Quad | Triple]]:
        """Property → what the engine has not been asked of yet."""
        left = defaultdict[Any, list[Quad | Triple]](list)
        for quad in self._quads:
            left[quad.predicate].append(quad)
        return left

    @cached_property
    def _engine(self) -> Store:
        return Store()

    def _holding(self, query: str) -> Store:
        """Return the engine with all that a query reads: mostly a third of all."""
        asked = asked_patterns(query)
        names = {pattern.predicate for pattern in asked.there | asked.absent}
        is_known = all(name and not name.value.startswith(UNKNOWN) for name in names)
        for name in names if is_known else [*self._left]:
            some = self._left.pop(name, ())
            self._engine.bulk_extend(Quad(q.subject, q.predicate, q.object) for q in some)
        return self._engine

    def query(
        self,
        query: Any,
        initNs: Any,  # noqa: N803
        initBindings: Mapping[str, Any],  # noqa: N803
        queryGraph: str,  # noqa: N803
        **more: Any,
    ) -> Result:
        """Answer a SELECT of a shape with the embedded store: rdflib takes a third of a build.

        What the store does not take or reads otherwise is left to rdflib, which tells what is
        wrong. Numbers come back in their shortest form. The graph may not change any more.
        """
        named = all(isinstance(term, rdflib.URIRef) for term in initBindings.values())
        if not named or DIFFERS.search(query) or not all(map(_is_pattern, strings_of(query))):
            raise NotImplementedError
        try:
            known: dict[Variable, Any]
            known = {Variable(name): NamedNode(term) for name, term in initBindings.items()}
            found = self._holding(query).query(query, prefixes=initNs, substitutions=known)
        except (SyntaxError, ValueError, RuntimeError) as exc:
            raise NotImplementedError from exc
        if not isinstance(found, QuerySolutions):
            raise NotImplementedError
        answer = Result("SELECT")
        answer.vars = [rdflib.Variable(v.value) for v in found.variables]
        answer.bindings = [
            {v: _term(term) for v, term in zip(answer.vars, row, strict=True) if term is not None}
            for row in found
        ]
        return answer


@cache
def _is_pattern(text: str) -> bool:
    """Return whether the store reads a text as a regular expression; else it finds nothing."""
    read = f"ASK {{ BIND (REGEX('', {Literal(text)}) AS ?found) FILTER BOUND(?found) }}"
    return bool(Store().query(read))


class _Graph(rdflib.Graph):
    """Gives the engine values at once: most of what it asks, for which rdflib takes four steps."""

    store: _Triples

    def objects(self, subject: Any = None, predicate: Any = None, unique: bool = False) -> Any:
        if subject is None or predicate is None:
            return super().objects(subject, predicate, unique)
        return self.store.values(subject, predicate)

    def subject_objects(self, predicate: Any = None, unique: bool = False) -> Any:
        if predicate is None or not isinstance(predicate, rdflib.URIRef):
            return super().subject_objects(predicate, unique)
        return self.store.ties(predicate)

    def transitive_objects(self, subject: Any, predicate: Any, remember: Any = None) -> Any:
        if remember is not None or predicate is None:
            return super().transitive_objects(subject, predicate, remember)
        return self.store.beyond(subject, predicate)


class _Addresses(NamespaceManager):
    """Leaves addresses whole: pyshacl shortens them in a text that is not read."""

    def normalizeUri(self, rdfTerm: str) -> str:  # noqa: N802, N803
        return f"<{rdfTerm}>"

    def bind(self, *args: Any, **more: Any) -> None:
        """Bind no further prefix."""


def judged(quads: Iterable[Quad | Triple]) -> rdflib.Graph:
    """Return triples, or those of quads, as a graph for the engine of shapes."""
    graph = _Graph(store=_Triples([*quads]))
    # binds the usual prefixes, without which a query in a shape may lean on none
    _ = graph.namespace_manager
    graph.namespace_manager = _Addresses(graph, "none")
    return graph


def to_rdflib(quads: Iterable[Quad | Triple]) -> rdflib.Graph:
    """Return triples, or those of quads, as an rdflib graph like any other."""
    graph = rdflib.Graph()
    graph.addN((_term(q.subject), _term(q.predicate), _term(q.object), graph) for q in quads)
    return graph


def read_shapes(folder: Path) -> rdflib.Graph:
    """Read the shapes of a folder into one graph; without any, it is an UnreadableError."""
    return to_rdflib(ShapeFiles.read(folder).triples)


# the library checks each address that it makes, and shapes and style look at the same ontology
@lru_cache(maxsize=1 << 16)
def _term(value: object) -> rdflib.term.Identifier:
    if isinstance(value, Literal):
        datatype = None if value.language else rdflib.URIRef(value.datatype.value)
        if datatype == rdflib.XSD.string:
            datatype = None
        return rdflib.Literal(value.value, lang=value.language, datatype=datatype)
    if isinstance(value, BlankNode):
        return rdflib.BNode(value.value)
    assert isinstance(value, NamedNode)
    return rdflib.URIRef(value.value)
