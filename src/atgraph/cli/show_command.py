"""atgraph show."""

import click

from atgraph.ask.card import Card
from atgraph.cli import options
from atgraph.cli.render import fitted


@click.command("show")
@click.argument("name", nargs=-1, required=True)
@options.reading
def show_command(name: tuple[str, ...]) -> None:
    """Show the card of NAME: names, hierarchy, and ties by kind, with their words."""
    click.echo(fitted(card_text(options.open_graph().entity(" ".join(name)))), nl=False)


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
