"""The form of a question: what is typed into it, what may be chosen, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from atgraph.ask.binding import bind_parameter, class_of
from atgraph.ask.lookup import candidates
from atgraph.ask.namesakes import SHOWN, differences
from atgraph.ask.things import Thing
from atgraph.ask.values import values_of
from atgraph.characters import shown
from atgraph.errors import AtgraphError, NotFoundError
from atgraph.graph.graph import Graph
from atgraph.graph.query_files import Question, british
from atgraph.graph.sparql import Parameter
from atgraph.web.answers import on_page

# What a parameter is called where its name says too little, and its choices so.
CALLED = {"level": "Count units", "least": "At least", "since": "From", "until": "Until"}
CHOICES = {"parent": "with their body", "unit": "each for itself"}
TYPES = {"integer": "number", "xsd_date": "date"}
DAYS = ("1900-01-01", "2999-12-31")  # defaults that stand for no bound


@dataclass(frozen=True)
class OfferedName:
    """A value that may be chosen, and what it is called; of a thing also what sets it apart."""

    value: str
    label: str
    apart: str = ""


@dataclass(frozen=True)
class Field:
    """One blank of a question: what it is called, and what stands in it.

    Attributes:
        option: the name of its parameter.
        label: what people read.
        value: what was typed.
        kind: the kind of thing that is looked for (organization), or empty.
        type: of the box: text, number or date.
        choices: what may be chosen, where that is a list.
        needed: whether there is no answer without it.
        default: what holds where nothing is typed.
        problem: what is wrong with what was typed.
        meant: the things that it may mean, where they are several.
    """

    option: str
    label: str
    value: str
    kind: str = ""
    type: str = "text"
    choices: tuple[OfferedName, ...] = ()
    needed: bool = False
    default: str = ""
    problem: str = ""
    meant: tuple[OfferedName, ...] = ()

    @property
    def is_wrong(self) -> bool:
        """Whether there is no answer as long as it stands so."""
        return bool(self.problem) or (self.needed and not self.value)

    @property
    def on_page(self) -> str:
        """What is wrong, for people who have a page before them."""
        return on_page(self.problem)

    @property
    def said(self) -> str:
        """What is wrong, on one line, by the name of its parameter."""
        names = ", ".join(f"“{one.label}” ({one.apart})" for one in self.meant)
        return f"{self.option}: {self.problem or 'is missing'}{names and f' {names}'}"


class Vocabularies:
    """The values of the parameters that are words of a vocabulary, read once for a graph."""

    def __init__(self, kg: Graph) -> None:
        self.kg = kg
        self._known: dict[str, tuple[OfferedName, ...]] = {}

    def of(self, parameter: str) -> tuple[OfferedName, ...]:
        """Return the values of a parameter by its name, sorted by what they are called."""
        if parameter not in self._known:
            # of countries those that the graph names; all others have their code as address
            values = (
                v for v in values_of(self.kg, parameter) if v.text != v.iri or len(v.names) == 1
            )
            named = {v.text: v.label for v in values}
            ordered = sorted(named.items(), key=lambda pair: (pair[1].casefold(), pair[0]))
            self._known[parameter] = tuple(OfferedName(*pair) for pair in ordered)
        return self._known[parameter]


def fields_of(known: Vocabularies, question: Question, values: Mapping[str, str]) -> list[Field]:
    """Return the fields of a question's form, those that people name first in front."""
    ordered = sorted(question.parameters, key=lambda p: (p.name in question.defaults, p.is_other))
    return [_field(known, question, p, values.get(p.option, "")) for p in ordered]


def _field(known: Vocabularies, question: Question, parameter: Parameter, value: str) -> Field:
    default = str(question.defaults.get(parameter.name, ""))
    return Field(
        option=parameter.option,
        label=CALLED.get(parameter.option) or british(parameter.option).replace("-", " "),
        value=value,
        kind=parameter.option.rpartition("-")[2] if parameter.kind == "iri" else "",
        type=TYPES.get(parameter.kind, "text"),
        choices=_choices(known, question, parameter, value or default),
        needed=not (parameter.optional or default),
        default="" if default in DAYS else default,
    )


def checked(kg: Graph, question: Question, fields: Iterable[Field]) -> list[Field]:
    """Return fields with what is wrong with each that is filled in."""
    parameters = {p.option: p for p in question.parameters}
    found = []
    for field in fields:
        problem, meant = "", tuple[OfferedName, ...]()
        if field.value:
            problem, meant = _wrong(kg, question, parameters[field.option], field.value)
        found.append(replace(field, problem=problem, meant=meant))
    return found


def _choices(
    known: Vocabularies, question: Question, parameter: Parameter, value: str
) -> tuple[OfferedName, ...]:
    """Return what may be chosen: what the question lists, or words of a vocabulary."""
    allowed = question.enumerate.get(parameter.name)
    if allowed:
        return tuple(OfferedName(a, CHOICES.get(a, british(a))) for a in allowed)
    if parameter.kind != "literal":
        return ()
    choices = known.of(parameter.name)
    if choices and value and value not in [choice.value for choice in choices]:
        return (OfferedName(value, value), *choices)
    return choices


def _wrong(
    kg: Graph, question: Question, parameter: Parameter, value: str
) -> tuple[str, tuple[OfferedName, ...]]:
    """Return the problem with what was typed, empty if none, and the things that may be meant."""
    try:
        bind_parameter(kg, question, parameter, value)
    except AtgraphError as exc:
        problem = exc.problems[0].message.removeprefix(f"--{parameter.option} ")
        is_name = parameter.kind == "iri" and isinstance(exc, NotFoundError)
        found = candidates(kg, value, class_of(parameter.option)) if is_name else []
        if len(found) > 1:
            return f"“{shown(value)}” may mean any of several:", _apart(kg, found)
        return problem, ()
    return "", ()


def _apart(kg: Graph, found: list[Thing]) -> tuple[OfferedName, ...]:
    first = found[:SHOWN]
    apart = differences(kg, first)
    return tuple(OfferedName(t.short, t.label, "; ".join([t.kind, *apart[t.iri]])) for t in first)
