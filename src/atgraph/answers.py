"""Asking a named question: parameters as people type them become terms, and the rows keep what they rest on."""

from __future__ import annotations

import hashlib
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode

from atgraph.citations import Quoted, cite, evidence_of
from atgraph.entities import Match, recognize
from atgraph.errors import QueryError
from atgraph.literals import Value, read_literal, value_of
from atgraph.namespaces import ATG
from atgraph.questions import STATEMENT, Question, find_question
from atgraph.sparql import Parameter, bind

if TYPE_CHECKING:
    import pandas
    import polars

    from atgraph.knowledge import KnowledgeGraph, Row


@dataclass(frozen=True)
class Bound:
    """A parameter and the term that stands in its place.

    ``typed`` is what somebody wrote, or nothing where the question's default holds; ``match`` the thing it was taken as.
    """

    parameter: Parameter
    term: NamedNode | Literal
    typed: str | None = None
    match: Match | None = None

    @property
    def again(self) -> str:
        """What to type for the same term, whatever else is called so some day."""
        return self.match.thing.short if self.match else self.term.value


@dataclass(frozen=True)
class Asking:
    """A question with its parameters bound: ``query`` is the text that is sent."""

    question: Question
    bound: tuple[Bound, ...]
    query: str = field(repr=False)
    asserted: bool = False

    @property
    def digest(self) -> str:
        """The SHA-256 digest of the text that is sent, in hexadecimal; the same for every engine."""
        return hashlib.sha256(self.query.encode()).hexdigest()

    @property
    def command(self) -> str:
        """The command that asks the same again."""
        typed = (word for b in self.bound if b.typed is not None for word in (f"--{b.parameter.option}", b.again))
        return shlex.join(["atgraph", "ask", self.question.name, *typed, *(["--asserted"] if self.asserted else [])])


@dataclass(frozen=True, repr=False)
class Answer:
    """Columns and rows of an answered question; ``shown`` are the columns meant for reading.

    The others hold the IRIs of the statements that a row rests on. ``rows`` has the terms as the graph holds them;
    whoever iterates gets plain values of Python, of the columns that are shown.
    """

    asking: Asking
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    kg: KnowledgeGraph

    @property
    def question(self) -> Question:
        """The question that was asked."""
        return self.asking.question

    @property
    def query(self) -> str:
        """The SPARQL that was sent."""
        return self.asking.query

    @property
    def shown(self) -> list[str]:
        """The columns meant for reading."""
        return [c for c in self.columns if not STATEMENT.fullmatch(c)]

    def __repr__(self) -> str:
        return f"<Answer to {self.question.name}, {len(self)} row{'' if len(self) == 1 else 's'}: {', '.join(self.shown)}>"

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[dict[str, Value]]:
        return (self.values(row) for row in self.rows)

    def values(self, row: Row) -> dict[str, Value]:
        """Return a row as plain values: str, int, float, Decimal, bool, date, datetime, or None where it is empty."""
        return {column: value_of(row.get(column)) for column in self.shown}

    def statements(self, row: Row) -> list[str]:
        """Return the IRIs of the statements that a row rests on, in order."""
        cells = (str(getattr(t, "value", "")) for name, t in row.items() if STATEMENT.fullmatch(name))
        return list(dict.fromkeys(sorted(iri for cell in cells for iri in cell.split())))

    @cached_property
    def evidence(self) -> list[list[Quoted]]:
        """For each row, the quotes and pages it rests on."""
        return self.evidence_of(self.rows)

    def evidence_of(self, rows: tuple[Row, ...]) -> list[list[Quoted]]:
        """Return for each of some rows the quotes and pages it rests on."""
        found = evidence_of(self.kg, {iri for row in rows for iri in self.statements(row)})
        return [sorted({q for iri in self.statements(row) for q in found.get(iri, ())}) for row in rows]

    def cite(self) -> str:
        """Return the sentence that cites the answer: what was asked, the words it rests on, and how to ask again.

        It is the same, byte for byte, as long as the graph is.
        """
        return cite(self)

    def to_pandas(self, *, evidence: bool = False) -> pandas.DataFrame:
        """Return the rows as a data frame of pandas, whole numbers and dates as such.

        Args:
            evidence: add a column with the words that each row rests on.

        Raises:
            RefusedError: pandas is not installed.
        """
        from atgraph.frames import to_pandas

        return to_pandas(self, evidence)

    def to_polars(self, *, evidence: bool = False) -> polars.DataFrame:
        """Return the rows as a data frame of Polars, whole numbers and dates as such.

        Args:
            evidence: add a column with the words that each row rests on.

        Raises:
            RefusedError: Polars is not installed.
        """
        from atgraph.frames import to_polars

        return to_polars(self, evidence)

    def _repr_html_(self) -> str:
        from atgraph.notebooks import html_of

        return html_of(self)


def answer(kg: KnowledgeGraph, name: str, values: Mapping[str, Any]) -> Answer:
    """Bind a question's parameters and run it.

    Args:
        kg: the graph.
        name: the question's file name without its ending.
        values: option name (``other-organization``) → value as typed.

    Raises:
        NotFoundError: a name is not in the graph.
        QueryError: an unknown question, or a parameter that is missing, unknown or of the wrong type.
    """
    asking = prepare(kg, name, values)
    columns, rows = kg.table(asking.query, asking.question.path)
    return Answer(asking, columns, tuple(rows), kg)


def prepare(kg: KnowledgeGraph, name: str, values: Mapping[str, Any]) -> Asking:
    """Bind a question's parameters without running it; names are looked up in the graph.

    Args and errors are those of `answer`.
    """
    question = find_question(name)
    options = {p.option for p in question.parameters}
    for unknown in sorted(set(values) - options):
        raise QueryError(f"{name} takes no --{unknown}; it takes {', '.join(f'--{o}' for o in sorted(options)) or 'no parameter'}")
    bound = tuple(b for p in question.parameters if (b := _bound(kg, question, p, values.get(p.option))))
    return Asking(question, bound, bind(question.query, {b.parameter.variable: b.term for b in bound}), kg.asserted)


def _bound(kg: KnowledgeGraph, question: Question, parameter: Parameter, given: object) -> Bound | None:
    """Return a parameter with the one RDF term that a value stands for; None for one left open."""
    typed = _as_typed(given, parameter) if given is not None else None
    taken = question.defaults.get(parameter.name) if typed is None else typed
    if taken is None:
        if parameter.optional:
            return None
        raise QueryError(f"{question.name} needs --{parameter.option}; `atgraph ask {question.name} --help` explains it")
    allowed = question.enumerate.get(parameter.name)
    if allowed and taken not in allowed:
        raise QueryError(f"--{parameter.option} {taken!r} is not one of {', '.join(allowed)}")
    if parameter.kind == "iri":
        match = recognize(kg, str(taken), class_of(kg, parameter.name))
        return Bound(parameter, NamedNode(match.thing.iri), typed, match)
    return Bound(parameter, read_literal(str(taken), parameter.kind, f"--{parameter.option}"), typed)


def _as_typed(value: object, parameter: Parameter) -> str:
    """Return a value from Python as somebody would type it."""
    if isinstance(value, bool):
        return str(value).lower()
    typed = value.isoformat() if hasattr(value, "isoformat") else str(getattr(value, "value", value))
    if not typed.isprintable() and any("\ud800" <= c <= "\udfff" for c in typed):
        raise QueryError(f"--{parameter.option} {typed!r} is no text in UTF-8; type it anew")
    return typed


def class_of(kg: KnowledgeGraph, name: str) -> str | None:
    """Return the class that a parameter's last word names: other_organization → atg:Organization."""
    word = name.rsplit("_", maxsplit=1)[-1]
    iri = ATG + word[:1].upper() + word[1:]
    return iri if any(kg.select(f"SELECT ?c WHERE {{ VALUES ?c {{ <{iri}> }} ?c a owl:Class }}")) else None
