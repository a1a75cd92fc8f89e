"""atgraph sparql."""

import os
import sys
from pathlib import Path

import click

from atgraph.cli import options
from atgraph.errors import QueryError
from atgraph.export.results import print_result
from atgraph.files import decode, read_text
from atgraph.screen import beneath

BOM = "\ufeff"
RESULTS = ("table", "csv", "tsv", "json", "xml", "markdown", "excel", "ttl", "nt", "jsonld")
FORMAT_HELP = (
    "Default: a table on a terminal, else tsv; Turtle for graphs. csv has each value as it is,"
    " excel is safe in a spreadsheet."
)


@click.command("sparql")
@click.argument("query")
@click.option("--format", "fmt", type=click.Choice(RESULTS), help=FORMAT_HELP)
@options.services_option
@options.reading
def sparql_command(query: str, fmt: str | None, allow_services: tuple[str, ...]) -> None:
    """Run a SPARQL QUERY: its text, a file, or - for standard input.

    The prefixes of ontology/prefixes.ttl are known without being declared. The query runs in a
    process of its own, which ends when it takes too long or too much memory; then no row is
    printed.
    """
    kg = options.open_graph()
    text = read_query(query)
    result = kg.sparql(text, timeout=options.kept("timeout"), allow_services=allow_services)
    options.say_services(text)
    print_result(result, fmt, sys.stdout.buffer, beneath(sys.stdout).buffer)


def read_query(query: str) -> str:
    """Return the text of a query given as text, as a file, or on standard input."""
    if query == "-":
        return decode(sys.stdin.buffer.read(), "standard input").removeprefix(BOM)
    if "{" in query or query.lstrip().upper().startswith("DESCRIBE"):
        return query
    if os.path.isfile(query):  # noqa: PTH113 -- a text too long for a name is not an error here
        return read_text(Path(query)).removeprefix(BOM)
    shown = " ".join(query.split())[:100]
    raise QueryError(
        "is neither a query nor a file; write a query, a file's name, or - for standard input",
        shown,
    )
