"""An answered question: its rows, the words they rest on, and how it is cited."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal

from atgraph.ask.binding import BoundQuestion, prepare
from atgraph.ask.citation import FORMS, RECORDS, SENTENCE, dataset, references_of
from atgraph.ask.evidence import Quoted, evidence_of
from atgraph.ask.frames import to_pandas, to_polars
from atgraph.ask.notebook import MOST, html_of
from atgraph.errors import QueryError
from atgraph.graph import sparql
from atgraph.graph.graph import Graph, Row, text
from atgraph.graph.query_files import STATEMENT, Question
from atgraph.rdf.literals import Value, value_of
from atgraph.text import plural

if TYPE_CHECKING:
    import pandas
    import polars


@dataclass(frozen=True, repr=False)
class Answer:
    """Columns and rows of an answered question; ``shown`` are the columns meant for reading.

    The others hold the IRIs of the statements that a row rests on. ``rows`` has the terms as the
    graph holds them; whoever iterates gets plain values of Python, of the columns that are shown.
    """

    asked: BoundQuestion
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    kg: Graph
    state: str = ""  # of the graph that was asked: evidence is read of the same, or not at all

    @property
    def question(self) -> Question:
        """The question that was asked."""
        return self.asked.question

    @property
    def query(self) -> str:
        """The SPARQL that was sent."""
        return self.asked.query

    @property
    def shown(self) -> list[str]:
        """The columns meant for reading."""
        return [c for c in self.columns if not STATEMENT.fullmatch(c)]

    def __repr__(self) -> str:
        shown = ", ".join(self.shown)
        return f"<Answer to {self.question.name}, {plural(len(self), 'row')}: {shown}>"

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[dict[str, Value]]:
        return (self.values(row) for row in self.rows)

    def values(self, row: Row) -> dict[str, Value]:
        """Return a row as plain values: text, numbers, days …; None where it is empty."""
        return {column: value_of(row.get(column)) for column in self.shown}

    def statements(self, row: Row) -> list[str]:
        """Return the IRIs of the statements that a row rests on, in order."""
        cells = (text(row, name) for name in row if STATEMENT.fullmatch(name))
        return list(dict.fromkeys(sorted(iri for cell in cells for iri in cell.split())))

    @cached_property
    def evidence(self) -> list[list[Quoted]]:
        """For each row, the quotes and pages it rests on."""
        return self.evidence_of(self.rows)

    def evidence_of(self, rows: tuple[Row, ...]) -> list[list[Quoted]]:
        """Return for each of some rows the quotes and pages it rests on."""
        stated = [self.statements(row) for row in rows]
        with self.kg.steady(self.state):
            found = evidence_of(self.kg, {iri for iris in stated for iri in iris})
        return [sorted({q for iri in iris for q in found.get(iri, ())}) for iris in stated]

    def cite(self, form: str = SENTENCE) -> str:
        """Return the sentence that cites the answer, or the records of its sources and of the data.

        Both are the same, byte for byte, as the graph is; ``form`` is one of `citation.FORMS`, and
        any other is a QueryError.
        """
        if form not in FORMS:
            raise QueryError(f"cite: there is no form {form!r}; use one of {', '.join(FORMS)}")
        with self.kg.steady(self.state):
            return _cite(self, form)

    def to_pandas(self, *, evidence: bool = False) -> pandas.DataFrame:
        """Return the rows as a data frame of pandas; ``evidence`` adds the words of each row."""
        return to_pandas(self._frame(evidence))

    def to_polars(self, *, evidence: bool = False) -> polars.DataFrame:
        """Return the rows as a data frame of Polars; ``evidence`` adds the words of each row."""
        return to_polars(self._frame(evidence))

    def _repr_html_(self) -> str:
        rows, title = self.rows[:MOST], self.question.summary
        cells = ([text(row, column) for column in self.shown] for row in rows)
        return html_of(title, self.shown, cells, self.evidence_of(rows), len(self.rows))

    def _frame(self, evidence: bool) -> dict[str, list[Value]]:
        """Return each column that is shown, and one of the words where they are wanted."""
        columns = {n: [value_of(row.get(n)) for row in self.rows] for n in self.shown}
        if evidence:
            columns["evidence"] = ["\n".join(map(str, quotes)) for quotes in self.evidence]
        return columns


def answer(
    kg: Graph,
    name: str,
    values: Mapping[str, Any],
    allow_services: Iterable[str] = (),
    seconds: float | None = None,
) -> Answer:
    """Bind a question's parameters and run it; args and errors are those of `prepare`.

    ``seconds`` is how long it may take, as `Graph.table` has it.
    """
    with kg.steady() as state:
        asked = prepare(kg, name, values, allow_services)
        path, services = asked.question.path, asked.allow_services
        # in the file as it is written, for its lines
        sparql.refuse_reaching(asked.question.text, services, path)
        columns, rows = kg.table(asked.query, path, services, seconds)
        return Answer(asked, columns, tuple(map(_with_sorted_statements, rows)), kg, state)


def _with_sorted_statements(row: Row) -> Row:
    """Return a row whose statements are in order; each engine joins them in one of its own."""
    for name, term in row.items():
        if STATEMENT.fullmatch(name) and isinstance(term, Literal):
            row = {**row, name: Literal(" ".join(sorted(term.value.split())))}
    return row


def _cite(answer: Answer, form: str) -> str:
    asked, version = answer.asked, answer.kg.version
    stated = {iri for row in answer.rows for iri in answer.statements(row)}
    found = references_of(answer.kg, stated)
    if form != SENTENCE:
        note = f"{asked.question.summary} To ask again: {asked.command}"
        return RECORDS[form]([*found, dataset(version, note)])
    values = "; ".join(
        f"{b.parameter.option}: {f'“{b.found.thing.label}”' if b.found else b.exact}"
        for b in asked.bindings
    )
    rows = plural(len(answer), "row") if answer else "no row"
    rests = "; ".join(one.in_words() for one in found) or "no printed words"
    return (
        f"atgraph, “{asked.question.summary}”{f' ({values})' if values else ''}: {rows}, resting on"
        f" {rests}. Data version sha256:{version or 'unknown'}, query"
        f" sha256:{asked.digest}. To ask again: {asked.command}"
    )
