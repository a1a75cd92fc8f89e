"""atgraph sparql."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from atgraph.cli.options import open_graph, reading

RESULTS = ("table", "csv", "tsv", "json", "xml", "markdown", "ttl", "nt")


@click.command("sparql")
@click.argument("query")
@click.option("--format", "fmt", type=click.Choice(RESULTS), help="Default: a table on a terminal, else tsv; Turtle for graphs.")
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
    from atgraph.documents import read_text
    from atgraph.errors import QueryError

    if query == "-":
        return sys.stdin.read()
    if "{" in query:
        return query
    path = Path(query)
    if path.is_file():
        return read_text(path)
    raise QueryError("is neither a query nor a file; write a query, a file's name, or - for standard input", query)
