"""What a question answers now: the rows of its tested cases, asked of the graph."""

from __future__ import annotations

import itertools
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from atgraph.errors import NotFoundError
from atgraph.files import home
from atgraph.graph.graph import text
from atgraph.graph.query_files import Question
from atgraph.rdf.namespaces import ATGD, ATGV, prefixes, shorten

from .material import Material

MOST_CASES = 2
MOST_ROWS = 6
MOST_QUOTES = 4
BEGINNING = "# atgraph ask "


@dataclass(frozen=True)
class Shown:
    """The first rows of an answer, and the words that the first row rests on."""

    command: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    count: int
    quotes: tuple[str, ...]


def answers_to(material: Material, question: Question) -> Iterator[Shown]:
    """Yield the first rows of a question, or of its first tested case whose names are known."""
    return itertools.islice(_answered(material, question), MOST_CASES)


def _answered(material: Material, question: Question) -> Iterator[Shown]:
    commands = list(dict.fromkeys(_tested(question.name)))
    if not commands and all(p.optional or p.name in question.defaults for p in question.parameters):
        commands = [question.name]
    for command in commands:
        name, *options = shlex.split(command)
        try:
            answer = material.kg.ask(
                name, {o.removeprefix("--"): v for o, v in zip(options[::2], options[1::2])}
            )
        except NotFoundError:  # a case of another programme's data
            continue
        rows = tuple(
            tuple(_cell(text(row, column)) for column in answer.shown)
            for row in answer.rows[:MOST_ROWS]
        )
        quotes = tuple(str(quote) for quote in answer.evidence[0][:MOST_QUOTES]) if rows else ()
        yield Shown(f"atgraph ask {command}", tuple(answer.shown), rows, len(answer.rows), quotes)


def _cell(value: str) -> str:
    return (
        shorten(value)
        if value.startswith((ATGD, ATGV)) or value in prefixes().values()
        else " ".join(value.split())
    )


def _tested(name: str) -> Iterator[str]:
    """Yield the commands of the expected answers of a question, without their beginning."""
    folder = home() / "tests" / "answers"
    for path in sorted((*folder.glob(f"*/{name}.tsv"), *folder.glob(f"*/{name}--*.tsv"))):
        first = Path(path).read_text(encoding="utf-8").split("\n", 1)[0]
        if first.startswith(BEGINNING):
            yield first.removeprefix(BEGINNING)
