"""Named questions: queries/ask/*.rq, each with a header, parameters as people type them, and an answer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode

from atgraph import resources
from atgraph.documents import read_text
from atgraph.errors import QueryError
from atgraph.namespaces import ATG, XSD
from atgraph.sparql import Parameter, bind, parameters

if TYPE_CHECKING:
    from atgraph.citations import Quoted
    from atgraph.knowledge import KnowledgeGraph, Row

MARK = "#+"
AUDIENCES = ("researcher", "coordinator", "analyst")
STATEMENT = re.compile(r"statements?\d*")


@dataclass(frozen=True)
class Question:
    """A query file: what it asks, for whom, and its blanks."""

    path: Path
    text: str = field(repr=False)
    summary: str
    description: str = ""
    tags: tuple[str, ...] = ()
    defaults: Mapping[str, str] = field(default_factory=dict)
    enumerate: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The name it is asked by."""
        return self.path.stem

    @cached_property
    def parameters(self) -> list[Parameter]:
        """Its blanks, in order."""
        return parameters(self.text)

    @property
    def problem(self) -> str:
        """What a check says is wrong."""
        return " ".join(self.description.partition("Problem:")[2].partition("Solution:")[0].split())

    @property
    def solution(self) -> str:
        """What a check says to do."""
        return " ".join(self.description.partition("Solution:")[2].split()) or "see the check's description"


@dataclass(frozen=True)
class Answer:
    """Columns and rows of an answered question; ``shown`` are the columns meant for reading.

    The others hold the IRIs of the statements that a row rests on.
    """

    question: Question
    columns: tuple[str, ...]
    rows: tuple[Row, ...] = field(repr=False)
    query: str = field(repr=False)
    kg: KnowledgeGraph = field(repr=False)

    @property
    def shown(self) -> list[str]:
        """The columns meant for reading."""
        return [c for c in self.columns if not STATEMENT.fullmatch(c)]

    def statements(self, row: Row) -> list[str]:
        """Return the IRIs of the statements that a row rests on, in order."""
        cells = (str(getattr(t, "value", "")) for name, t in row.items() if STATEMENT.fullmatch(name))
        return list(dict.fromkeys(sorted(iri for cell in cells for iri in cell.split())))

    @cached_property
    def evidence(self) -> list[list[Quoted]]:
        """For each row, the quotes and pages it rests on."""
        from atgraph.citations import evidence_of

        found = evidence_of(self.kg, {iri for row in self.rows for iri in self.statements(row)})
        return [sorted({q for iri in self.statements(row) for q in found.get(iri, ())}) for row in self.rows]


def read_question(path: Path) -> Question:
    """Read a query file, insisting on a header it can understand.

    Raises:
        QueryError: the header is not there, not YAML, or has unknown keys.
    """
    import yaml

    lines = read_text(path).splitlines()
    try:
        meta: Any = yaml.safe_load("\n".join(line.removeprefix(MARK) for line in lines if line.startswith(MARK)))
    except yaml.YAMLError as exc:
        raise QueryError(f"the header is not YAML: {' '.join(str(exc).split())}", path) from exc
    if not isinstance(meta, dict) or not meta.get("summary"):
        raise QueryError(f"the header has no summary; begin the file with `{MARK} summary: <the question>`", path)
    try:
        question = Question(
            path=path,
            text="\n".join(lines) + "\n",
            summary=str(meta.pop("summary")),
            description=str(meta.pop("description", "")).strip(),
            tags=_listed(meta.pop("tags", [])),
            defaults=_merged(meta.pop("defaults", [])),
            enumerate={k: _listed(v) for k, v in _merged(meta.pop("enumerate", [])).items()},
        )
    except (TypeError, AttributeError) as exc:
        raise QueryError("the header has the wrong form; write tags: [a, b], defaults: [name: value], enumerate: [name: [a, b]]", path) from exc
    if meta:
        raise QueryError(f"unknown header keys: {', '.join(sorted(map(str, meta)))}; use summary, description, tags, defaults, enumerate", path)
    return question


def _listed(values: Any) -> tuple[str, ...]:
    if not isinstance(values, list):
        raise TypeError(values)
    return tuple(map(str, values))


def _merged(rows: Any) -> dict[str, Any]:
    """Return grlc's list of single pairs as one mapping."""
    return dict(rows) if isinstance(rows, dict) else {k: v for row in rows for k, v in row.items()}


def question_names() -> list[str]:
    """Return the names of all questions."""
    return [path.stem for path in resources.files(resources.folder("queries") / "ask", "*.rq")]


def find_question(name: str) -> Question:
    """Return the question of a name.

    Raises:
        QueryError: there is none, with the nearest names.
    """
    path = resources.folder("queries") / "ask" / f"{name}.rq"
    if name not in question_names():
        import difflib

        near = difflib.get_close_matches(name, question_names(), 3, 0.5)
        hint = f"; did you mean {' or '.join(near)}?" if near else "; `atgraph ask` lists them all"
        raise QueryError(f"there is no question {name!r}{hint}")
    return read_question(path)


def by_audience() -> dict[str, list[Question]]:
    """Return each audience and its questions; one without an audience is for the researcher."""
    questions = [find_question(name) for name in question_names()]
    return {a: [q for q in questions if (next((t for t in q.tags if t in AUDIENCES), AUDIENCES[0])) == a] for a in AUDIENCES}


def answer(kg: KnowledgeGraph, name: str, values: Mapping[str, str]) -> Answer:
    """Bind a question's parameters and run it.

    Args:
        kg: the graph.
        name: the question's file name without its ending.
        values: option name (``other-organization``) → value as typed.

    Raises:
        NotFoundError: a name is not in the graph.
        QueryError: an unknown question, or a parameter that is missing, unknown or of the wrong type.
    """
    question = find_question(name)
    options = {p.option for p in question.parameters}
    for unknown in sorted(set(values) - options):
        raise QueryError(f"{name} takes no --{unknown}; it takes {', '.join(f'--{o}' for o in sorted(options)) or 'no parameter'}")
    bound = {p.variable: term for p in question.parameters if (term := _term(kg, question, p, values)) is not None}
    text = bind(question.text, bound)
    columns, rows = kg.table(text, question.path)
    return Answer(question, columns, tuple(rows), text, kg)


def _term(kg: KnowledgeGraph, question: Question, parameter: Parameter, values: Mapping[str, str]) -> NamedNode | Literal | None:
    """Return the one RDF term that a typed value stands for; None for one left open."""
    typed = values.get(parameter.option, question.defaults.get(parameter.name))
    if typed is None:
        if parameter.optional:
            return None
        raise QueryError(f"{question.name} needs --{parameter.option}; `atgraph ask {question.name} --help` explains it")
    allowed = question.enumerate.get(parameter.name)
    if allowed and typed not in allowed:
        raise QueryError(f"--{parameter.option} {typed!r} is not one of {', '.join(allowed)}")
    if parameter.kind == "iri":
        return _named(kg, parameter, str(typed))
    return _literal(parameter, str(typed))


def _named(kg: KnowledgeGraph, parameter: Parameter, typed: str) -> NamedNode:
    from atgraph.entities import find

    return find(kg, typed, class_of(kg, parameter.name))


def class_of(kg: KnowledgeGraph, name: str) -> str | None:
    """Return the class that a parameter's last word names: other_organization → atg:Organization."""
    word = name.rsplit("_", maxsplit=1)[-1]
    iri = ATG + word[:1].upper() + word[1:]
    return iri if any(kg.select(f"SELECT ?c WHERE {{ VALUES ?c {{ <{iri}> }} ?c a owl:Class }}")) else None


def _literal(parameter: Parameter, typed: str) -> Literal:
    patterns = {"integer": (r"[+-]?\d+", "integer"), "number": (r"[+-]?\d+(?:\.\d+)?", "decimal")}
    pattern, datatype = patterns.get(parameter.kind, (r"(?s).*", "string"))
    if parameter.kind.startswith("xsd_"):
        datatype = parameter.kind.removeprefix("xsd_")
        pattern = {"date": r"\d{4}-\d{2}-\d{2}", "boolean": "true|false"}.get(datatype, pattern)
    if not re.fullmatch(pattern, typed):
        raise QueryError(f"--{parameter.option} {typed!r} is no {datatype}; write one")
    if datatype == "string":
        return Literal(typed)
    return Literal(typed, datatype=NamedNode(XSD + datatype))
