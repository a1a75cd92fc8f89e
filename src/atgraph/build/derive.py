"""Derived facts: what the rules of queries/derive/ make of the asserted graphs."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from itertools import tee
from pathlib import Path
from typing import TypeVar

from pyoxigraph import NamedNode, Quad, QueryTriples, RdfFormat, Store, Triple

from atgraph.build.again import Things, Turn, parts, queries
from atgraph.errors import QueryError, ValidationError
from atgraph.files import list_files, resource_folder
from atgraph.graph.graph import Graph
from atgraph.graph.query_files import Question, read_question
from atgraph.graph.runs import restricted
from atgraph.graph.sparql import tokens
from atgraph.rdf.namespaces import ATG, ATGD, graph
from atgraph.rdf.ontology import Ontology

DERIVED = graph("derived")
IN_DERIVED = str(DERIVED).encode()
Run = tuple[Question, Things]  # a rule, and of what it is asked
T = TypeVar("T")
VARIABLE_PROPERTY = re.compile(r"\bCONSTRUCT\s*\{\s*\?\w+\s+\?(\w+)")
UNDECLARED = (
    "the rule does not say what makes it run; add to its header runs: {for: [variable]}, with"
    " beneath: {variable: path} where that is a hierarchy, or runs: whole; queries/README.md shows"
    " how"
)


def derive(
    store: Store, ontology: Ontology, rules: Iterable[Question] | None = None
) -> Iterator[Quad]:
    """Yield what rules, those of queries/derive/ or some of them, make of the asserted graphs.

    Raises:
        QueryError: a rule cannot be run, is no CONSTRUCT, or does not say what makes it run.
        ValidationError: a rule writes a property that is not declared as its own.
    """
    kg = Graph(store)
    for rule in read_rules() if rules is None else rules:
        for triple in kg.construct(rule.text, rule.path):
            yield _derived(triple, rule.path, ontology)


def derived_lines(store: Store, ontology: Ontology, rules: Iterable[Question]) -> Iterator[bytes]:
    """Yield what `derive` does as lines of N-Quads, in five sixths of the time."""
    kg = Graph(store)
    for rule in rules:
        known = set[bytes]()
        for line in BytesIO(_made_by_rule(kg, rule)):
            said = line.split(b" ", 2)[1]
            if said not in known:
                _check_declared(said[1:-1].decode(), rule.path, ontology)
                known.add(said)
            yield b"%b%b .\n" % (line[:-2], IN_DERIVED)


def _made_by_rule(kg: Graph, rule: Question) -> bytes:
    """Return what a rule makes as N-Triples."""
    made = kg.construct(rule.text, rule.path)
    assert isinstance(made, QueryTriples), "a store answers"
    try:
        return made.serialize(format=RdfFormat.N_TRIPLES) or b""
    finally:
        del made  # what an error keeps may be freed in another thread: the engine forbids it


def read_rules() -> list[Question]:
    """Read the rules; one that does not say what makes it run is a QueryError."""
    rules = []
    for path in list_files(resource_folder("queries") / "derive", "*.rq"):
        rule = read_question(path)
        if rule.runs is None or rule.runs.always == "ontology":
            raise QueryError(UNDECLARED, path)
        rules.append(rule)
    return rules


def _derived(triple: Triple, path: Path, ontology: Ontology) -> Quad:
    _check_declared(triple.predicate.value, path, ontology)
    return Quad(triple.subject, triple.predicate, triple.object, DERIVED)


def _check_declared(written: str, path: Path, ontology: Ontology) -> None:
    rule = ATGD + f"rule_{path.stem}"
    if rule not in ontology.values(written, ATG + "isDerivedBy"):
        message = f"writes {written}, which does not say atg:isDerivedBy {rule}; declare it"
        raise ValidationError(f"{message} in ontology/atgraph.ttl", path)


def derive_again(turn: Turn, ontology: Ontology) -> tuple[set[Quad], set[Quad]]:
    """Return what rules derive after a change, of the things touched, and what they do no more.

    The first may have been derived before. It is delete and rederive (Gupta, Mumick and
    Subrahmanian, "Maintaining Views Incrementally", SIGMOD 1993): what rested on the things
    touched is taken back, save what anything else supports still.
    """
    rules = read_rules()
    runs, comes = tee((rule, turn.comes(rule)) for rule in rules)  # one is told while others run
    new = _derived_of(turn.after, runs, ontology)
    gone = _derived_of(turn.before, ((r, turn.goes(r)) for r in rules), ontology) - new

    def asked() -> Iterator[tuple[Question, set[Quad]]]:
        for rule, things in comes:
            done = things.get(_subject(rule), frozenset())  # all that is made of these is known
            left = {q for q in _made_by(rule, gone, ontology) if q.subject not in done}
            for some in _halves({q.subject for q in left}):
                yield rule, {q for q in left if q.subject in some}

    def supported(ask: tuple[Question, set[Quad]]) -> set[Quad]:
        rule, quads = ask
        return {*_supported(turn.after, rule, _subject(rule), quads)}

    return new, gone - _of_each(supported, asked())


def _halves(things: Collection[T]) -> Iterator[set[T]]:
    """Yield things in two sets: two queries take as long as one, and end together with others."""
    listed = sorted(things, key=str)
    yield from ({*listed[n::2]} for n in range(2))


def derived_by(said: Collection[Quad], store: Store, ontology: Ontology) -> set[Quad]:
    """Return what rules derive of a store only because of some quads in it.

    These are taken out meanwhile, which no other may see.
    """
    kg, rules = Graph(store), read_rules()
    turn = Turn(kg, kg, said, ())
    found = _derived_of(kg, [(rule, turn.comes(rule)) for rule in rules], ontology)
    for quad in said:
        store.remove(quad)
    for rule in rules:
        found -= {*_supported(kg, rule, _subject(rule), _made_by(rule, found, ontology))}
    store.extend(said)
    return found


def derive_of(turn: Turn, ontology: Ontology) -> set[Quad]:
    """Return what rules derive after a change that rests on what came; it may not be new."""
    return _derived_of(turn.after, ((rule, turn.comes(rule)) for rule in read_rules()), ontology)


def _derived_of(kg: Graph, runs: Iterable[Run], ontology: Ontology) -> set[Quad]:
    """Return what rules derive of some things."""

    def derived(run: Run) -> set[Quad]:
        rule, things = run
        triples = (t for text in queries(rule, things) for t in kg.construct(text, rule.path))
        return {_derived(triple, rule.path, ontology) for triple in triples}

    return _of_each(derived, runs)


def _of_each(make: Callable[[T], set[Quad]], runs: Iterable[T]) -> set[Quad]:
    """Return what is made of all rules, of two at a time: the engine needs no Python meanwhile."""
    with ThreadPoolExecutor(2) as pool:
        return set().union(*pool.map(make, runs))


def _made_by(rule: Question, quads: Collection[Quad], ontology: Ontology) -> set[Quad]:
    """Return those of some quads that a rule may make."""
    made = {p for p in {quad.predicate for quad in quads} if may_make(rule, p, ontology)}
    return {quad for quad in quads if quad.predicate in made}


def may_make(rule: Question, predicate: NamedNode, ontology: Ontology) -> bool:
    """Whether a property says that a rule derives it."""
    return ATGD + f"rule_{rule.name}" in ontology.values(predicate.value, ATG + "isDerivedBy")


def _subject(rule: Question) -> str:
    """Return the variable that stands for the subject of what a rule makes."""
    return next(t.text[1:] for t in tokens(rule.text) if t.kind == "variable")


def _supported(kg: Graph, rule: Question, subject: str, quads: Collection[Quad]) -> Iterator[Quad]:
    """Yield those of some quads that a rule still makes.

    Where a variable stands for the property, it is asked for too: else engines look at all that the
    rule may make of each thing, which takes six times as long.
    """
    said = VARIABLE_PROPERTY.search(rule.text)
    beside = said[1] if said else ""
    pairs = {f"({q.subject} {q.predicate})" if said else q.subject for q in quads}
    for some in parts(pairs):
        for triple in kg.construct(restricted(rule.text, subject, some, beside), rule.path):
            quad = Quad(triple.subject, triple.predicate, triple.object, DERIVED)
            if quad in quads:
                yield quad
