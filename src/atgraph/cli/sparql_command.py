"""atgraph sparql."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from atgraph.cli.options import open_graph, reading

BOM = "\ufeff"
RESULTS = ("table", "csv", "tsv", "json", "xml", "markdown", "excel", "ttl", "nt", "jsonld")
FORMAT_HELP = "Default: a table on a terminal, else tsv; Turtle for graphs. csv has each value as it is, excel is safe in a spreadsheet."


@click.command("sparql")
@click.argument("query")
@click.option("--format", "fmt", type=click.Choice(RESULTS), help=FORMAT_HELP)
@reading
def command(query: str, fmt: str | None, store: Path | None, asserted: bool) -> None:
    """Run a SPARQL QUERY: its text, a file, or - for standard input.

    The prefixes of ontology/prefixes.ttl are known without being declared.
    """
    from atgraph.results import write_result

    kg = open_graph(store, asserted)
    click.echo(write_result(kg.sparql(read_query(query)), fmt), nl=False)


def read_query(query: str) -> str:
    """Return the text of a query given as text, as a file, or on standard input."""
    from atgraph.documents import decode, read_text
    from atgraph.errors import QueryError

    if query == "-":
        return decode(sys.stdin.buffer.read(), "standard input").removeprefix(BOM)
    if "{" in query or query.lstrip().upper().startswith("DESCRIBE"):
        return query
    if os.path.isfile(query):  # noqa: PTH113 -- a text too long for a name is no error here
        return read_text(Path(query)).removeprefix(BOM)
    shown = " ".join(query.split())[:100]
    raise QueryError("is neither a query nor a file; write a query, a file's name, or - for standard input", shown)
