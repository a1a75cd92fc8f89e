"""atgraph ask: each question file is a command, its parameters are options; words ask one too."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from atgraph.api import KnowledgeGraph
from atgraph.ask.answer import Answer, answer
from atgraph.ask.binding import BoundQuestion, place, prepare
from atgraph.ask.citation import FORMS, RECORDS, SENTENCE
from atgraph.ask.question_search import Ranked, clear
from atgraph.cli import options, say
from atgraph.cli.render import chosen_format, print_text, write
from atgraph.errors import NotFoundError
from atgraph.export.answer_files import answer_text, answer_workbook
from atgraph.files import write_file
from atgraph.graph.query_files import (
    Question,
    american,
    british,
    by_audience,
    find_question,
    question_names,
)
from atgraph.text import find_nearest, some

WHAT = {
    "iri": "A name, acronym, alias, IRI or unmistakable part of a name.",
    "integer": "A whole number.",
    "number": "A number.",
    "xsd_date": "A date, as 2019-04-08.",
}
ASK = "atgraph ask"
OWN = "given_{}"  # the argument of a parameter; those of all commands have no such names
OFFERED = 3  # questions, where none clearly fits
NOTHING_FITS = (
    "no question fits {!r}; `atgraph ask --list` lists them all, `atgraph search` looks in names"
    " and quotes"
)
WORKBOOK = "xlsx"
ENDINGS = {".xlsx": WORKBOOK, ".csv": "csv", ".tsv": "tsv", ".json": "json", ".md": "markdown"}
OUTPUT = (
    "Write here instead of to stdout; where FILE ends in .xlsx a workbook, with the quotes. Without"
    f" --format the ending says what is written: {' '.join(ENDINGS)}."
)
CITE = (
    "Add a sentence that cites the answer: sources, versions, how to ask again. With a form, write"
    " the records of its sources and of the data instead."
)
with_flags = options.with_options(
    options.format_option,
    click.option("--cite", type=click.Choice(FORMS), metavar="[FORM]", help=CITE),
    options.flag_option("--evidence", "Add the quotes, with file:line, to each row."),
    options.flag_option("--explain", "Show the SPARQL with its parameters bound, and run nothing."),
    options.reading,
    options.services_option,
    options.output_option(OUTPUT),
    options.include_option,
)


class Questions(click.Group):
    """The questions of queries/ask/ as commands, and any words that ask one."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Leave what stands beside --list to the command that lists, and options to others."""
        if "--list" in args:
            args = ["--list", "--", *(word for word in args if word != "--list")]
        elif args and args[0].startswith("-") and args[0] not in ctx.help_option_names:
            args = ["--", *_options_last(ctx, args)]
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all questions."""
        return question_names()

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:
        """Make a command of a question."""
        return question_command(find_question(cmd_name))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find a question by its name, or the command that understands words."""
        if ctx.params["listed"]:
            return "--list", list_command, args
        if _are_words(args):
            return "WORDS", words_command, args
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the questions by user."""
        for audience, questions in by_audience().items():
            if questions:
                with formatter.section(f"For the {audience}"):
                    formatter.write_dl([(q.name, q.summary) for q in questions])


def _options_last(ctx: click.Context, args: list[str]) -> list[str]:
    """Return arguments with the options that stand before the words behind them."""
    args = _with_sentence(args)
    parser = words_command.make_parser(ctx)
    parser.allow_interspersed_args = False
    found = parser.parse_args([*args])[0]["words"]
    words = found if isinstance(found, tuple) else ()  # click has a sign of its own for no word
    end = [*words, "--"].index("--")
    return [*words[:end], *args[: len(args) - len(words)], *words[end:]]


def _with_sentence(args: list[str]) -> list[str]:
    """Return arguments in which --cite, where no form stands behind it, asks for the sentence."""
    alone = [a == "--cite" and b not in FORMS for a, b in zip(args, [*args[1:], ""])]
    return [f"{a}={SENTENCE}" if x else a for a, x in zip(args, alone)]


def _are_words(args: list[str]) -> bool:
    """Whether what is typed is no question's name, and no slip of one."""
    name, more = american(args[0]), args[1:2]
    if name in question_names():
        return bool(more) and not more[0].startswith("-") and not find_question(name).parameters
    return "-" not in name or " " in name or not find_nearest(name, question_names(), 1)


class QuestionCommand(click.Command):
    """The command of a question, for which --cite alone asks for the sentence."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments, of which the one behind --cite may be no form."""
        return super().parse_args(ctx, _with_sentence(args))


@click.group(
    cls=Questions, invoke_without_command=True, subcommand_metavar="NAME [VALUES]... | WORDS..."
)
@options.flag_option("--list", "List the questions, or those that fit words.", "listed")
@click.pass_context
def ask_command(ctx: click.Context, listed: bool) -> None:
    """Ask a named question, or in your own words; `atgraph ask NAME --help` explains one."""
    if ctx.invoked_subcommand is None:
        if listed:
            ctx.invoke(list_command, words=(), fmt=None)
        else:
            click.echo(ctx.get_help())


@click.command("--list")
@click.argument("words", nargs=-1)
@options.format_option
@options.reading
def list_command(words: tuple[str, ...], fmt: str | None) -> None:
    """List the questions that fit WORDS, with what to type; without words all of them."""
    if words:
        fitting = options.open_graph().questions(" ".join(words))
        rows = [(r.question.summary, f"{ASK} {r.asked}") for r in fitting]
    else:
        rows = [(q.summary, f"{ASK} {q.name}") for q in map(find_question, question_names())]
    if not rows:
        raise NotFoundError(NOTHING_FITS.format(" ".join(words)))
    write(("question", "command"), rows, fmt)


@click.command("WORDS", cls=QuestionCommand)
@click.argument("words", nargs=-1, required=True)
@with_flags
def words_command(words: tuple[str, ...], **given: Any) -> None:
    """Ask in your own words."""
    kg = options.open_graph()
    fitting = kg.questions(" ".join(words))
    if not fitting:
        raise NotFoundError(NOTHING_FITS.format(" ".join(words)))
    if chosen := clear(fitting):
        aside = f"; left aside: {some(chosen.left)}" if chosen.left else ""
        say(f"understood: {chosen.asked}{aside}")
        values = {option: value.exact for option, value in chosen.values.items()}
        try:
            _ask(kg, chosen.question.name, values, **given)
        except NotFoundError:
            _offer(fitting[1:], "other questions that come near:")
            raise
    else:
        _offer(fitting, "these questions come nearest; type the one that you mean:")
        click.get_current_context().exit(1)


def _offer(ranked: Sequence[Ranked], saying: str) -> None:
    """Show the first of some questions with what to type."""
    if ranked:
        say(saying)
    for question in ranked[:OFFERED]:
        say(f"  {ASK} {question.asked}\n      {question.question.summary}", named=False)


def question_command(question: Question) -> click.Command:
    """Return the command that asks a question."""

    def ask(names: tuple[str, ...] = (), **given: Any) -> None:
        taken = {p.option: given.pop(OWN.format(p.name)) for p in question.parameters}
        values = {option: value for option, value in taken.items() if value is not None}
        kg = options.open_graph()
        _ask(kg, question.name, place(kg, question.name, names, values), **given)

    command: Any = with_flags(ask)
    for parameter in reversed(question.parameters):
        default = question.defaults.get(parameter.name)
        allowed = question.enumerate.get(parameter.name)
        shown = "  [required]" if default is None else f"  [default: {default}]"
        command = click.option(
            *dict.fromkeys([f"--{parameter.option}", f"--{british(parameter.option)}"]),
            OWN.format(parameter.name),
            type=click.Choice(allowed) if allowed else str,
            help=WHAT.get(parameter.kind, "") + ("" if parameter.optional else shown),
        )(command)
    if question.parameters:
        command = click.argument("names", nargs=-1, metavar="[VALUES]...")(command)
    explained = f"{question.summary}\n\n\b\n{question.description}"
    return click.command(question.name, cls=QuestionCommand, help=explained)(command)


def _ask(
    kg: KnowledgeGraph,
    name: str,
    values: Mapping[str, Any],
    *,
    explain: bool,
    cite: str | None,
    allow_services: tuple[str, ...],
    output: Path | None,
    include: bool,
    **given: Any,
) -> None:
    """Ask a question and print the answer, its records, or the SPARQL alone."""
    if cite in RECORDS and (given["fmt"] or given["evidence"]):
        raise click.UsageError(f"--cite {cite} writes records and no rows; give it alone")
    if output is not None and cite not in RECORDS:
        given["fmt"] = _format_of(output, given["fmt"])
    if explain:
        prepared = prepare(kg, name, values)
        _say_what_is_taken(prepared)
        click.echo(prepared.query, nl=False)
        return
    if output is None or include:
        answered = answer(kg, name, values, allow_services)
    else:
        answered = _answer_to_hand_on(kg, name, values, allow_services)
    _say_what_is_taken(answered.asked)
    options.say_services(answered.query)
    fmt = "" if cite in RECORDS else chosen_format(given.pop("fmt"))
    if cite in RECORDS:
        written = answered.cite(cite).encode()
    elif fmt == WORKBOOK:
        written = answer_workbook(answered, cite=bool(cite))
    else:
        written = answer_text(answered, fmt, **given, cite=bool(cite)).encode()
    if output is None:
        print_text(written.decode(), fmt)
    elif answered:
        write_file(output, written)
    if not answered:
        raise NotFoundError("the graph has no answer to that: no row")


def _answer_to_hand_on(
    kg: KnowledgeGraph, name: str, values: Mapping[str, Any], allow_services: tuple[str, ...]
) -> Answer:
    """Answer without people who are listed on request, and say so where there are more rows."""
    published = kg.published()
    try:
        answered = answer(published, name, values, allow_services)
    except NotFoundError:
        options.say_listed(published.left_out)
        raise
    if published is not kg and answered.rows != answer(kg, name, values, allow_services).rows:
        options.say_listed(published.left_out)
    return answered


def _format_of(output: Path, fmt: str | None) -> str:
    """Return in what format a file is written; a workbook is nothing else."""
    said = ENDINGS.get(output.suffix.lower())
    if said == WORKBOOK and fmt:
        why = "is a workbook; leave out --format, or end it otherwise"
    elif fmt == "table":
        why = "is no terminal, for which a table is; use --format markdown or tsv"
    elif not (said or fmt):
        why = f"does not say what to write; end it in {' '.join(ENDINGS)}, or give --format"
    else:
        return fmt or str(said)
    raise click.UsageError(f"{output.name} {why}")


def _say_what_is_taken(asked: BoundQuestion) -> None:
    """Say what each part of a name is taken as, for another may be meant."""
    for bound in asked.bindings:
        if (found := bound.found) and not found.whole:
            thing = found.thing
            taken = f"“{thing.label}” ({thing.kind}, {thing.short})"
            say(f"--{bound.parameter.option} {found.text!r} is taken as {taken}")
        if bound.remark:
            say(f"--{bound.parameter.option} {bound.value!r} {bound.remark}")
