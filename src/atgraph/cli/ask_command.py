"""atgraph ask: each question file is a command, its parameters are options."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from atgraph.cli.options import format_option, open_graph, reading

if TYPE_CHECKING:
    from atgraph.questions import Answer, Question


class Questions(click.Group):
    """The questions of queries/ask/ as commands."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all questions."""
        from atgraph.questions import question_names

        return question_names()

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:
        """Make a command of a question."""
        from atgraph.questions import find_question

        return question_command(find_question(cmd_name))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the questions by user."""
        from atgraph.questions import by_audience

        for audience, questions in by_audience().items():
            if not questions:
                continue
            with formatter.section(f"For the {audience}"):
                formatter.write_dl([(q.name, q.summary) for q in questions])


@click.group(cls=Questions, invoke_without_command=True)
@click.pass_context
def command(ctx: click.Context) -> None:
    """Ask a named question; `atgraph ask NAME --help` explains its parameters."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def question_command(question: Question) -> click.Command:
    """Return the command that asks a question."""

    def ask(fmt: str | None, evidence: bool, store: Path | None, asserted: bool, **typed: str | None) -> None:
        values = {k.replace("_", "-"): v for k, v in typed.items() if v is not None}
        answer = open_graph(store, asserted).ask(question.name, values)
        click.echo(answer_text(answer, fmt, evidence), nl=False)

    command: Any = ask
    for parameter in reversed(question.parameters):
        default = question.defaults.get(parameter.name)
        allowed = question.enumerate.get(parameter.name)
        command = click.option(
            f"--{parameter.option}",
            parameter.name,
            type=click.Choice(allowed) if allowed else str,
            required=default is None and not parameter.optional,
            help=_help(parameter.kind, default),
        )(command)
    command = click.option("--evidence", is_flag=True, help="Add the quotes, with file:line, to each row.")(command)
    command = format_option(reading(command))
    return click.command(question.name, help=f"{question.summary}\n\n\b\n{question.description}")(command)


def _help(kind: str, default: str | None) -> str:
    what = {"iri": "A name, acronym, alias, IRI or unmistakable part of a name.", "integer": "A whole number.", "number": "A number."}
    shown = f"  [default: {default}]" if default is not None else ""
    return what.get(kind, "") + shown


def answer_text(answer: Answer, fmt: str | None, evidence: bool) -> str:
    """Return an answer as text.

    Raises:
        NotFoundError: it has no row.
    """
    from atgraph.errors import NotFoundError
    from atgraph.knowledge import text
    from atgraph.tables import default_format, render, sparql_json

    fmt = fmt or default_format()
    if fmt == "json":
        return sparql_json(answer.columns, answer.rows)
    if not answer.rows:
        raise NotFoundError("the graph has no answer to that: no row")
    rows = [[text(row, column) for column in answer.shown] for row in answer.rows]
    notes = [[str(q) for q in quotes] for quotes in answer.evidence] if evidence else []
    return render(answer.shown, rows, fmt, notes)
