"""atgraph search."""

import click

from atgraph.ask.inventory import search
from atgraph.ask.lookup import hint_for
from atgraph.cli import options
from atgraph.cli.render import write
from atgraph.errors import NotFoundError


@click.command("search")
@click.argument("words", nargs=-1, required=True)
@options.format_option
@options.reading
def search_command(words: tuple[str, ...], fmt: str | None) -> None:
    """Look for WORDS in names and quotes; all must be there, case and accents forgiven."""
    kg, sought = options.open_graph(), " ".join(words)
    rows = list(search(kg, sought))
    if not rows:
        hint = hint_for(kg, sought, elsewhere="try fewer or other words")
        raise NotFoundError(f"no name and no quote holds {sought!r}{hint}")
    write(("kind", "found", "where"), rows, fmt)
