"""Derived facts: what the rules of queries/derive/ make of the asserted graphs."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pyoxigraph import NamedNode, Quad, Store, Triple

from atgraph.errors import QueryError, ValidationError
from atgraph.files import list_files, resource_folder
from atgraph.graph.graph import Graph
from atgraph.graph.query_files import Question, read_question
from atgraph.graph.runs import FORM, restricted, widened
from atgraph.graph.sparql import tokens
from atgraph.rdf.namespaces import ATG, ATGD, graph
from atgraph.rdf.ontology import Ontology

T = TypeVar("T")
Things = Mapping[str, frozenset[NamedNode]]  # variable → what it stands for
DERIVED = graph("derived")
AT_ONCE = 2000  # values in one query
UNDECLARED = f"the rule does not say what makes it run; add to its header {FORM}"


def derive(store: Store, ontology: Ontology) -> Iterator[Quad]:
    """Yield what the rules of queries/derive/ make of the asserted graphs.

    Raises:
        QueryError: a rule cannot be run, is no CONSTRUCT, or does not say what makes it run.
        ValidationError: a rule writes a property that is not declared as its own.
    """
    kg = Graph(store)
    for rule in read_rules():
        for triple in kg.construct(rule.text, rule.path):
            yield _derived(triple, rule.path, ontology)


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
    rule, written = ATGD + f"rule_{path.stem}", triple.predicate.value
    if rule not in ontology.values(written, ATG + "isDerivedBy"):
        message = f"writes {written}, which does not say atg:isDerivedBy {rule}; declare it"
        raise ValidationError(f"{message} in ontology/atgraph.ttl", path)
    return Quad(triple.subject, triple.predicate, triple.object, DERIVED)


@dataclass(frozen=True)
class Turn:
    """A graph before and after a change, and the things of which something else is said now."""

    before: Graph
    after: Graph
    touched: frozenset[NamedNode]


def derive_again(change: Turn, ontology: Ontology) -> tuple[set[Quad], set[Quad]]:
    """Return what rules derive after a change, of the things touched, and what they do no more.

    The first may have been derived before. It is delete and rederive (Gupta, Mumick and
    Subrahmanian, "Maintaining Views Incrementally", SIGMOD 1993): what rested on the things
    touched is taken back, save what anything else supports still.
    """
    old, new = set[Quad](), set[Quad]()
    runs = [(rule, _things(change, rule)) for rule in read_rules()]
    for rule, things in runs:
        for kg, found in ((change.before, old), (change.after, new)):
            triples = _rerun(kg, rule, things)
            found |= {_derived(triple, rule.path, ontology) for triple in triples}
    gone = old - new
    for rule, things in runs:
        own, subject = ATGD + f"rule_{rule.name}", _subject(rule)
        asked = {q for q in gone if own in ontology.values(q.predicate.value, ATG + "isDerivedBy")}
        done = things.get(subject, frozenset())  # all that the rule makes of these is known
        asked = {q for q in asked if q.subject not in done}
        gone -= {*_supported(change.after, rule, subject, asked)}
    return new, gone


def _subject(rule: Question) -> str:
    """Return the variable that stands for the subject of what a rule makes."""
    return next(t.text[1:] for t in tokens(rule.text) if t.kind == "variable")


def _things(change: Turn, rule: Question) -> Things:
    """Return variable of a rule → the things for which it runs again."""
    assert rule.runs is not None
    things = dict.fromkeys(rule.runs.on, change.touched)
    for name, path in rule.runs.beneath.items():
        below = _beneath(change.before, path, change.touched)
        things[name] = change.touched | below | _beneath(change.after, path, change.touched)
    return things


def _rerun(kg: Graph, rule: Question, things: Things) -> Iterator[Triple]:
    """Yield what a rule makes of some things; of all, where it says so."""
    if not things:
        yield from kg.construct(rule.text, rule.path)
    for name, found in things.items():
        for some in _parts(found):
            yield from kg.construct(restricted(rule.text, name, some), rule.path)


def _supported(kg: Graph, rule: Question, subject: str, quads: Collection[Quad]) -> Iterator[Quad]:
    """Yield those of some quads that a rule still makes."""
    for some in _parts({quad.subject for quad in quads}):
        for triple in kg.construct(restricted(rule.text, subject, some), rule.path):
            quad = Quad(triple.subject, triple.predicate, triple.object, DERIVED)
            if quad in quads:
                yield quad


def _beneath(kg: Graph, path: str, things: Collection[NamedNode]) -> frozenset[NamedNode]:
    found = set[NamedNode]()
    for some in _parts(things):
        rows = kg.select(widened(path, some))
        found |= {below for row in rows if isinstance(below := row["below"], NamedNode)}
    return frozenset(found)


def _parts(things: Iterable[T]) -> Iterator[Sequence[T]]:
    listed = sorted(things, key=str)
    return (listed[n : n + AT_ONCE] for n in range(0, len(listed), AT_ONCE))
