"""atgraph history."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from atgraph.api import KnowledgeGraph
from atgraph.ask.lookup import find
from atgraph.build.history import VersionEntry, read_history
from atgraph.build.history_lines import (
    counted,
    ids_named,
    lines_of_entry,
    names_of_people,
    of_thing,
)
from atgraph.build.recording import end_of
from atgraph.cli import options
from atgraph.cli.render import write
from atgraph.errors import NotFoundError
from atgraph.text import some

COLUMNS = ("version", "after", "what", "kind", "number", "things")
OF_THING = ("version", "what", "records", "programmes")
Told = dict[str, Any]  # column → its value as JSON has it
NONE = "no history was written here yet; `atgraph build` begins one with the next change"
NOT_KNOWN = "what it brought is not known: the graph before it was not kept"


@click.command("history")
@click.argument("name", nargs=-1)
@options.text_option
@options.path_option("--store", "DIR", "Read the history of the graphs that were built here.")
@options.debug_option
def history_command(name: tuple[str, ...], fmt: str | None, store: Path | None) -> None:
    """Tell what each version of the graph brought, newest first; with NAME, when a thing did.

    People who are listed on request, or are not shown any more, are told nowhere.
    """
    folder = options.store_folder(store)
    kg = KnowledgeGraph.open(store).published()
    history = read_history(folder)
    if not history:
        raise NotFoundError(NONE)
    if name:
        told = [*_of_thing(kg, history, " ".join(name))]
        rows = [_cells(one) for one in told]
        lines = [" · ".join(filter(None, row)) for row in rows]
        write(OF_THING, rows, fmt, lines=lines, document=told)
        return
    people = names_of_people(kg)
    told = [one for entry in reversed(history) for one in _of_entry(entry, people)]
    write(COLUMNS, map(_cells, told), fmt, lines=_lines(history, people), document=told)


def _cells(told: Told) -> tuple[str, ...]:
    """Return what a row of text has of what is told."""
    return tuple(_cell(value) for value in told.values())


def _cell(value: Any) -> str:
    if isinstance(value, dict):
        return counted(value)
    return "; ".join(value) if isinstance(value, list) else "" if value is None else str(value)


def _of_entry(entry: VersionEntry, people: dict[str, str]) -> Iterator[Told]:
    head = entry.version, entry.after
    if not entry.is_known:
        yield dict(zip(COLUMNS, (*head, "not known", "", None, [])))
    for line in lines_of_entry(entry, people):
        things = [name for _, name in line.things]
        yield dict(zip(COLUMNS, (*head, line.what, line.kind, line.number, things)))


def _lines(history: Sequence[VersionEntry], people: dict[str, str]) -> Iterator[str]:
    for entry in reversed(history):
        after = f", after {entry.after[:12]}" if entry.after else ", the first"
        yield f"version {entry.version[:12]}{after}"
        if not entry.is_known:
            yield f"  {NOT_KNOWN}"
        for line in lines_of_entry(entry, people):
            things = some([name for _, name in line.things], 8) if line.things else ""
            yield f"  {line.what}: {line.kind} {line.number}{things and f' ({things})'}"
        if statements := ", ".join(f"{n:,} {what}" for what, n in entry.statements.items()):
            yield f"  statements: {statements}"


def _of_thing(kg: KnowledgeGraph, history: list[VersionEntry], name: str) -> Iterator[Told]:
    """Yield what became of a thing; of one that is gone too, unless it is a person."""
    known = ids_named(history, name)
    try:
        known = [end_of(find(kg, name).iri)]
    except NotFoundError:
        if not known:
            raise
    found = [one for thing in known for one in of_thing(history, thing)]
    if not found:
        raise NotFoundError(f"the history tells nothing of “{name}”; it began when that was there")
    for entry, change in found:
        said = entry.version[:12], change.what, change.records, list(change.programmes)
        yield dict(zip(OF_THING, said))
