"""Parameters of a question, as people type them, become terms of the query that is sent."""

import hashlib
import shlex
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pyoxigraph import Literal, NamedNode

from atgraph.ask.lookup import recognize
from atgraph.ask.things import Recognized
from atgraph.ask.values import recognize_value
from atgraph.errors import AtgraphError, QueryError
from atgraph.graph.graph import Graph
from atgraph.graph.query_files import Question, american, find_question
from atgraph.graph.sparql import Parameter, bind
from atgraph.rdf.literals import read_literal
from atgraph.rdf.namespaces import ATG
from atgraph.text import plural


@dataclass(frozen=True)
class Binding:
    """A parameter and the term that stands in its place.

    ``value`` is what was given, or nothing where the question's default holds; ``found`` the thing
    it was taken as; ``remark`` says of a word of a vocabulary what it was taken as, if another.
    """

    parameter: Parameter
    term: NamedNode | Literal
    value: str | None = None
    found: Recognized | None = None
    remark: str = ""

    @property
    def exact(self) -> str:
        """What to type for the same term, whatever else is called so some day."""
        return self.found.thing.short if self.found else self.term.value


@dataclass(frozen=True)
class BoundQuestion:
    """A question with its parameters bound: ``query`` is the text that is sent."""

    question: Question
    bindings: tuple[Binding, ...]
    query: str = field(repr=False)
    asserted: bool = False
    allow_services: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """The SHA-256 digest of the text that is sent, in hexadecimal."""
        return hashlib.sha256(self.query.encode()).hexdigest()

    @property
    def command(self) -> str:
        """The command that asks the same again."""
        words = ["atgraph", "ask", self.question.name]
        for b in self.bindings:
            words += [f"--{b.parameter.option}", b.exact] if b.value is not None else []
        words += [word for host in self.allow_services for word in ("--allow-service", host)]
        return shlex.join([*words, *["--asserted"] * self.asserted])


def prepare(
    kg: Graph, name: str, values: Mapping[str, Any], allow_services: Iterable[str] = ()
) -> BoundQuestion:
    """Bind a question's parameters without running it; names are looked up in the graph.

    ``values`` has option (``other-organization``) → value as typed, ``allow_services`` the hosts
    that SERVICE may ask. A name that is not there is a NotFoundError; an unknown question, or a
    parameter that is missing, unknown or of the wrong type, is a QueryError.
    """
    question = find_question(name)
    values = {american(option): value for option, value in values.items()}
    options = {p.option for p in question.parameters}
    for unknown in sorted(set(values) - options):
        known = ", ".join(f"--{o}" for o in sorted(options)) or "no parameter"
        raise QueryError(f"{name} takes no --{unknown}; it takes {known}")
    services = (allow_services,) if isinstance(allow_services, str) else tuple(allow_services)
    found = (bind_parameter(kg, question, p, values.get(p.option)) for p in question.parameters)
    bound = tuple(b for b in found if b)
    query = bind(question.query, {b.parameter.variable: b.term for b in bound})
    return BoundQuestion(question, bound, query, kg.asserted, services)


def place(kg: Graph, name: str, given: Iterable[str], values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values with those added that are given by position.

    Each goes to the first parameter still open whose kind it is. Several words are one name where
    one parameter is open.

    Raises:
        NotFoundError: a text is no value of the parameter that is open.
        QueryError: more is given than the question has parameters.
    """
    question, placed, words = find_question(name), dict(values), list(given)
    ordered = sorted(question.parameters, key=lambda p: p.is_other)
    is_open = [p for p in ordered if p.option not in placed]
    needed = [p for p in is_open if p.name not in question.defaults and not p.optional] or is_open
    if len(words) > len(is_open) and len(needed) == 1:
        words = [" ".join(words)]
    if len(words) > len(is_open):
        raise QueryError(
            f"{name} takes {plural(len(is_open), 'value')}; put a name of several words in quotes"
        )
    for word in words:
        rated = [(_fit(kg, question, p, word), p) for p in is_open]
        best = max(fit for fit, _ in rated)
        parameter = next(
            p for fit, p in rated if fit == best and (best or p in needed or not needed)
        )
        placed[parameter.option] = word
        is_open.remove(parameter)
        needed = [p for p in needed if p in is_open]
    return placed


def _fit(kg: Graph, question: Question, parameter: Parameter, word: str) -> int:
    """Return 2 where a word is a value of a parameter, 1 where it is a part of one, else 0."""
    try:
        bound = bind_parameter(kg, question, parameter, word)
    except AtgraphError:
        return 0
    return 1 if bound and bound.found and not bound.found.whole else 2


def bind_parameter(
    kg: Graph, question: Question, parameter: Parameter, given: object
) -> Binding | None:
    """Return a parameter with the one RDF term that a value stands for; None for one left open.

    ``given`` is the value as typed, None for the default; errors are those of `prepare`.
    """
    value = _as_text(given, parameter) if given is not None else None
    taken = question.defaults.get(parameter.name) if value is None else value
    if taken is None:
        if parameter.optional:
            return None
        how = f"`atgraph ask {question.name} --help` explains it"
        raise QueryError(f"{question.name} needs --{parameter.option}; {how}")
    allowed = question.enumerate.get(parameter.name)
    if allowed and taken not in allowed:
        raise QueryError(f"--{parameter.option} {taken!r} is not one of {', '.join(allowed)}")
    if parameter.kind == "iri":
        found = recognize(kg, str(taken), class_of(parameter.option))
        return Binding(parameter, NamedNode(found.thing.iri), value, found)
    meant, remark = str(taken), ""
    if parameter.kind == "literal" and value is not None and not allowed:
        meant, remark = recognize_value(kg, parameter.name, value)
    term = read_literal(meant, parameter.kind, f"--{parameter.option}")
    return Binding(parameter, term, value, remark=remark)


def _as_text(value: object, parameter: Parameter) -> str:
    """Return a value from Python as somebody would type it."""
    if isinstance(value, bool):
        return str(value).lower()
    plain = getattr(value, "value", value)
    text = value.isoformat() if hasattr(value, "isoformat") else str(plain)
    if not text.isprintable() and any("\ud800" <= c <= "\udfff" for c in text):
        raise QueryError(f"--{parameter.option} {text!r} is not text in UTF-8; type it anew")
    return text


def class_of(option: str) -> str:
    """Return the class that the last word of an option names: other-organization → Organization."""
    word = option.rpartition("-")[2]
    return ATG + word[:1].upper() + word[1:]
