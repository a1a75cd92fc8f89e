"""atgraph ask: each question file is a command, its parameters are options."""

from __future__ import annotations

from typing import Any

import click
from pyoxigraph import Literal

from atgraph.ask.answer import Answer, answer
from atgraph.ask.binding import BoundQuestion, place, prepare
from atgraph.ask.citation import FORMS, RECORDS, SENTENCE
from atgraph.cli import say
from atgraph.cli.options import format_option, open_graph, reading, say_services, services_option
from atgraph.cli.render import chosen_format
from atgraph.errors import NotFoundError
from atgraph.export.tables import render, sparql_json, with_evidence
from atgraph.graph.graph import text
from atgraph.graph.query_files import Question, british, by_audience, find_question, question_names
from atgraph.graph.sparql import Parameter

WHAT = {
    "iri": "A name, acronym, alias, IRI or unmistakable part of a name.",
    "integer": "A whole number.",
    "number": "A number.",
    "xsd_date": "A date, as 2019-04-08.",
}
# In the order in which the options are added, the last first in the help.
CITE = (
    "Add a sentence that cites the answer: sources, versions, how to ask again. With a form, write"
    " the records of its sources and of the data instead."
)
FLAGS = {
    "--explain": "Show the SPARQL with its parameters bound, and run nothing.",
    "--evidence": "Add the quotes, with file:line, to each row.",
}


class Questions(click.Group):
    """The questions of queries/ask/ as commands."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all questions."""
        return question_names()

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:
        """Make a command of a question."""
        return question_command(find_question(cmd_name))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the questions by user."""
        for audience, questions in by_audience().items():
            if questions:
                with formatter.section(f"For the {audience}"):
                    formatter.write_dl([(q.name, q.summary) for q in questions])


class QuestionCommand(click.Command):
    """The command of a question, for which --cite alone asks for the sentence."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments, of which the one behind --cite may be no form."""
        alone = [a == "--cite" and b not in FORMS for a, b in zip(args, [*args[1:], ""])]
        return super().parse_args(ctx, [f"{a}={SENTENCE}" if x else a for a, x in zip(args, alone)])


@click.group(cls=Questions, invoke_without_command=True)
@click.pass_context
def ask_command(ctx: click.Context) -> None:
    """Ask a named question; `atgraph ask NAME --help` explains its parameters."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def question_command(question: Question) -> click.Command:
    """Return the command that asks a question."""

    def ask(
        explain: bool,
        cite: str | None,
        allow_services: tuple[str, ...],
        names: tuple[str, ...] = (),
        **given: Any,
    ) -> None:
        if cite in RECORDS and (given["fmt"] or given["evidence"]):
            raise click.UsageError(f"--cite {cite} writes records and no rows; give it alone")
        options = {p.option: given.pop(_destination(p)) for p in question.parameters}
        values = {option: value for option, value in options.items() if value is not None}
        kg = open_graph()
        values = place(kg, question.name, names, values)
        if explain:
            prepared = prepare(kg, question.name, values)
            _say_what_is_taken(prepared)
            click.echo(prepared.query, nl=False)
            return
        answered = answer(kg, question.name, values, allow_services)
        _say_what_is_taken(answered.asked)
        say_services(answered.query)
        if cite in RECORDS:
            click.echo(answered.cite(cite), nl=False)
        else:
            click.echo(answer_text(answered, **given, cite=bool(cite)), nl=False)
        if not answered:
            raise NotFoundError("the graph has no answer to that: no row")

    command: Any = reading(services_option(ask))
    for flag, meaning in FLAGS.items():
        command = click.option(flag, is_flag=True, help=meaning)(command)
    forms = click.Choice(FORMS)
    command = click.option("--cite", type=forms, metavar="[FORM]", help=CITE)(command)
    command = format_option(command)
    for parameter in reversed(question.parameters):
        default = question.defaults.get(parameter.name)
        allowed = question.enumerate.get(parameter.name)
        shown = f"  [default: {default}]" if default is not None else "  [required]"
        shown = "" if parameter.optional else shown
        command = click.option(
            *dict.fromkeys([f"--{parameter.option}", f"--{british(parameter.option)}"]),
            _destination(parameter),
            type=click.Choice(allowed) if allowed else str,
            help=WHAT.get(parameter.kind, "") + shown,
        )(command)
    if question.parameters:
        command = click.argument("names", nargs=-1, metavar="[VALUES]...")(command)
    explained = f"{question.summary}\n\n\b\n{question.description}"
    return click.command(question.name, cls=QuestionCommand, help=explained)(command)


def _destination(parameter: Parameter) -> str:
    """Return the argument that holds a parameter; the command's own have no such names."""
    return f"given_{parameter.name}"


def _say_what_is_taken(asked: BoundQuestion) -> None:
    """Say what each part of a name is taken as, for another may be meant."""
    for bound in asked.bindings:
        if (found := bound.found) and not found.whole:
            thing = found.thing
            taken = f"“{thing.label}” ({thing.kind}, {thing.short})"
            say(f"--{bound.parameter.option} {found.text!r} is taken as {taken}")
        if bound.remark:
            say(f"--{bound.parameter.option} {bound.value!r} {bound.remark}")


def answer_text(answer: Answer, fmt: str | None, evidence: bool, cite: bool = False) -> str:
    """Return an answer as text; nothing but its citation where it has no row, save in JSON.

    Evidence and citation stand under what people read, and in columns of their own in what programs
    read.
    """
    fmt = chosen_format(fmt)
    notes = [[str(q) for q in quotes] for quotes in answer.evidence] if evidence else []
    sentence = answer.cite() if cite else ""
    if fmt == "json":
        return _json(answer, notes, sentence)
    columns = answer.shown
    rows = [[text(row, column) for column in columns] for row in answer.rows]
    if fmt in ("table", "markdown"):
        under = f"{chr(10) if rows else ''}{sentence}\n" if cite else ""
        return (render(columns, rows, fmt, notes) if rows else "") + under
    if evidence:
        columns, rows = with_evidence(columns, rows, notes)
    if cite:
        columns, rows = [*columns, "citation"], [[*row, sentence] for row in rows]
    return render(columns, rows, fmt) if rows else ""


def _json(answer: Answer, notes: list[list[str]], sentence: str) -> str:
    added = {"evidence": ["\n".join(lines) for lines in notes]} if notes else {}
    added |= {"citation": [sentence] * len(answer.rows)} if sentence else {}
    rows = [
        {**row, **{name: Literal(cells[n]) for name, cells in added.items()}}
        for n, row in enumerate(answer.rows)
    ]
    return sparql_json([*answer.columns, *added], rows)
