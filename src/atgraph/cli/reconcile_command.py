"""atgraph reconcile."""

import datetime as dt
import gc
import sys
from collections.abc import Mapping
from pathlib import Path

import click

from atgraph.characters import shown
from atgraph.cli import options, say
from atgraph.cli.render import write
from atgraph.cli.running import say_problems
from atgraph.curate.reconcile import (
    Corpus,
    Matcher,
    WrittenDecisions,
    find_new,
    read_corpus,
    read_judgements,
    take_new,
    undo,
    write_decisions,
)
from atgraph.curate.reconcile.blocking import propose
from atgraph.curate.reconcile.interview import interview
from atgraph.curate.reconcile.name_lines import COLUMNS, as_json, iter_new_lines, iter_rows
from atgraph.errors import RegistryError, SourceError
from atgraph.text import plural

DAY = click.DateTime(["%Y-%m-%d"])
UNDO_HELP = "Take back the last decision about a printed name, or an id."
NEW_HELP = "all: take the names that nothing resembles as new, in one go."
LEAVE_HELP = "With --new: leave this name out. May stand several times."
TYPE_HELP = "With --new: the type of the bodies of which no word tells it."
DATE_HELP = "The day of the decisions, as in 2026-11-25. Default: today."
BLOCK_HELP = (
    "splink: list the candidates, and compare only names that Splink proposes by their words; "
    "for a registry of millions."
)
ON_HELP = f"With --block: let a Spark cluster propose them, not DuckDB: {options.MASTERS}."
FORMAT_HELP = "List the candidates and ask nothing. Default: ask on a terminal, else tsv."


@click.command("reconcile")
@click.argument("programmes", nargs=-1, metavar="[PROGRAMME]...")
@options.path_option(
    "--decide", "FILE", "Write the decisions of a YAML file: all of them, or none."
)
@click.option("--undo", "undone", metavar="NAME", help=UNDO_HELP)
@click.option("--session", metavar="ID", help="With --undo: the decision of this session.")
@click.option("--new", "new", type=click.Choice(["all"]), help=NEW_HELP)
@click.option("--leave", metavar="NAME", multiple=True, help=LEAVE_HELP)
@click.option("--type", "other_type", metavar="TYPE", default="", help=TYPE_HELP)
@click.option("--date", type=DAY, metavar="DATE", help=DATE_HELP)
@click.option("--format", "fmt", type=click.Choice(options.FORMATS), help=FORMAT_HELP)
@click.option("--block", type=click.Choice(["splink"]), help=BLOCK_HELP)
@options.master_option(ON_HELP)
@options.data_option
@options.debug_option
def reconcile_command(
    programmes: tuple[str, ...],
    decide: Path | None,
    undone: str | None,
    session: str | None,
    new: str | None,
    leave: tuple[str, ...],
    other_type: str,
    date: dt.datetime | None,
    fmt: str | None,
    block: str | None,
    on: str,
    data: Path | None,
) -> int:
    """Settle who is meant by the printed names that the registry does not know.

    Each name comes with candidates, a score from 0 to 1 and its reasons. A body may be found by its
    name; a person only where something else that is printed speaks for it too. What is decided (the
    same, not the same, unsure) goes into registry/decisions.yml with its reason and date, and holds
    from then on. A decision that contradicts others is refused. A name that is somebody new gets a
    record; --new all makes those of all names that nothing resembles, and lists them first, with
    the type of each body and the word that tells it. Exit codes: 0 every name is settled; 1 some
    are open, or data cannot be read; 2 refused.
    """
    things = {"--decide": decide, "--undo": undone, "--new": new, "--format": fmt}
    more = {"--leave": leave or None, "--type": other_type or None, "--session": session}
    _refuse_mixed({**things, **more, "--block": block, "--on": on or None})
    gc.disable()  # a registry holds no circles, and to look for some takes a fifth of the time
    day = date.date() if date else dt.date.today()
    corpus = read_corpus(options.data_folder(data))
    corpus.choose(programmes)
    left_out = _say_left_out(corpus, programmes)
    if returned := [] if decide else corpus.returned(programmes):
        say_problems(RegistryError.of(returned))
    if decide is not None:
        _decide(corpus, decide, day, programmes)
    elif undone is not None:
        for sentence in undo(corpus, undone, programmes, session):
            click.echo(sentence)
    elif new is not None:
        _take_all(corpus, programmes, day, leave, other_type)
    elif not (fmt or block) and sys.stdin.isatty() and sys.stdout.isatty():
        interview(corpus, programmes, day, lambda asked: input(shown(asked)), click.echo)
    else:
        count = _list(corpus, programmes, fmt, bool(block), on)
        return _say_open(count, left_out, len(returned))
    now = corpus.with_registry_read()
    waiting = len(now.returned(programmes))
    return _say_open(len(now.open_names(programmes)), left_out, waiting)


def _say_left_out(corpus: Corpus, programmes: tuple[str, ...]) -> bool:
    """Say which programmes could not be read whole, and return whether there are any."""
    left_out = corpus.left_out_of(programmes)
    for name, problems in left_out.items():
        say_problems(SourceError.of(problems))
        say(f"{name} could not be read whole; mend that, for names may be missing here")
    return bool(left_out)


def _refuse_mixed(options: Mapping[str, object]) -> None:
    """Raise a UsageError where options do not go together; of one not given the value is None."""
    given = {name for name, value in options.items() if value is not None}
    done = {"--decide", "--undo", "--new"} & given
    if len(done | {"--format"} & given) > 1:
        raise click.UsageError(
            "--decide, --undo, --new and --format are four things to do; give one of them"
        )
    if {"--leave", "--type"} & given and "--new" not in given:
        raise click.UsageError("--leave and --type go with --new")
    if ("--on" in given and "--block" not in given) or ("--block" in given and done):
        raise click.UsageError(
            "--on goes with --block, which lists candidates: not with --decide, --undo or --new"
        )
    if "--session" in given and "--undo" not in given:
        raise click.UsageError("--session goes with --undo")


def _decide(corpus: Corpus, path: Path, day: dt.date, programmes: tuple[str, ...]) -> None:
    _say_written(write_decisions(corpus, read_judgements(path), day, programmes, path))


def _take_all(
    corpus: Corpus,
    programmes: tuple[str, ...],
    day: dt.date,
    leave: tuple[str, ...],
    other_type: str,
) -> None:
    """List the names that nothing resembles and those to look at, and take the first as new."""
    found = find_new(corpus, programmes, leave)
    for line in iter_new_lines(found.new, corpus):
        click.echo(shown(line))
    for printed, why in found.left:
        click.echo(shown(f"left  {printed.name}: {why}"))
    written = take_new(corpus, found.new, day, other_type)
    say(f"{plural(len(written.records), 'record')} made, each with its reason in decisions.yml")
    if not other_type and (untold := sum(new.lacks_type for new in found.new)):
        say(
            f"no word tells the type of {untold} of them; give each its `type` in organizations.yml"
        )


def _say_written(written: WrittenDecisions) -> None:
    for record in written.records:
        click.echo(f"new in {record.file}: {record.id}")
    for decision in written.decisions:
        click.echo(f"decided: {decision.in_words().removesuffix(' (asked for now)')}")
    for known in written.known:
        say(f"decided already: {known}")


def _list(
    corpus: Corpus, programmes: tuple[str, ...], fmt: str | None, is_blocked: bool, on: str
) -> int:
    """Write the candidates of the open names, and return how many names these are."""
    names, matcher = corpus.open_names(programmes), Matcher(corpus)
    if is_blocked:
        matcher.index.proposed = propose(matcher.index, names, on)
    found = [(printed, matcher.candidates(printed)) for printed in names]
    if fmt == "json":
        namesakes = matcher.namesakes
        document = [as_json(name, near, namesakes(name), corpus) for name, near in found]
        write(COLUMNS, (), fmt, document=document)
    elif names:
        write(COLUMNS, [row for pair in found for row in iter_rows(*pair, corpus)], fmt)
    return len(names)


def _say_open(count: int, is_read_in_part: bool, removed: int) -> int:
    which = " other" * bool(removed) + " name"
    which += " of those that could be read" if is_read_in_part else ""
    say(f"{plural(count, 'name')} to settle" if count else f"every{which} is settled")
    return int(count > 0 or is_read_in_part or removed > 0)
