"""atgraph list, search and show: the things of the graph."""

from __future__ import annotations

import click

from atgraph.ask.card import Card
from atgraph.ask.inventory import list_kinds, list_things, search
from atgraph.cli.options import format_option, open_graph, reading
from atgraph.cli.render import write
from atgraph.errors import NotFoundError


@click.command("list")
@click.argument("kind", required=False)
@format_option
@reading
def list_command(kind: str | None, fmt: str | None) -> None:
    """List the things of one KIND with the number of their ties; without it, count each kind."""
    kg = open_graph()
    columns, rows = list_things(kg, kind) if kind else list_kinds(kg)
    write(columns, rows, fmt)


@click.command("search")
@click.argument("words", nargs=-1, required=True)
@format_option
@reading
def search_command(words: tuple[str, ...], fmt: str | None) -> None:
    """Look for WORDS in names and quotes; all must be there, case and accents forgiven."""
    rows = list(search(open_graph(), " ".join(words)))
    if not rows:
        raise NotFoundError(
            f"no name and no quote holds {' '.join(words)!r}; try fewer or other words"
        )
    write(("kind", "found", "where"), rows, fmt)


@click.command("show")
@click.argument("name", nargs=-1, required=True)
@reading
def show_command(name: tuple[str, ...]) -> None:
    """Show the card of NAME: names, hierarchy, and ties by kind, with their words."""
    click.echo(card_text(open_graph().entity(" ".join(name))), nl=False)


def card_text(card: Card) -> str:
    """Return a card as lines of text."""
    lines = [card.thing.label, f"  {card.thing.kind}  {card.thing.iri}"]
    lines += [f"  {name}: {value}" for name, value in card.facts]
    for kind in dict.fromkeys(t.label for t in card.ties):
        group = [t for t in card.ties if t.label == kind]
        lines += ["", f"{kind} ({len(group)})"]
        for tie in group:
            role = f"as {tie.role}" if tie.role else ""
            what = filter(None, [" · ".join(tie.others), role, *tie.details])
            lines += [f"  {', '.join(what)}", *(f"      {quoted}" for quoted in tie.evidence)]
    return "\n".join(lines) + "\n"
