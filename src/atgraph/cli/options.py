"""Options that several commands share, and opening the store that they name."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from atgraph.api import KnowledgeGraph

F = TypeVar("F", bound=Callable[..., Any])

FORMATS = ("table", "csv", "tsv", "json", "markdown", "excel")

data_option = click.option(
    "--data",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Read programmes/ and registry/ from here.",
)
store_option = click.option(
    "--store", type=click.Path(path_type=Path), metavar="DIR", help="Publish the graph here."
)
read_option = click.option(
    "--store",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Read the graph that was built here.",
)
STDOUT = Path("-")
ENDPOINT, TIMEOUT = "atgraph.endpoint", "atgraph.timeout"


def _keep(ctx: click.Context, parameter: click.Parameter, value: Any) -> None:
    """Keep an option of reading for `open_graph`, so that no command has to hand it on."""
    ctx.meta[f"atgraph.{parameter.name}"] = value


endpoint_option = click.option(
    "--endpoint",
    metavar="URL",
    expose_value=False,
    callback=_keep,
    help="Ask a SPARQL server instead; also ATGRAPH_ENDPOINT.",
)
timeout_option = click.option(
    "--timeout",
    type=click.FloatRange(0, 86_400, min_open=True),
    default=30,
    show_default=True,
    metavar="SECONDS",
    expose_value=False,
    callback=_keep,
    help="Stop a free query, or one of a server, after so long.",
)
asserted_option = click.option("--asserted", is_flag=True, help="Leave out what rules derived.")
FORMAT_HELP = "Default: a table on a terminal, else tsv. csv and excel are safe in a spreadsheet; excel is CSV whose letters Excel gets right."
format_option = click.option("--format", "fmt", type=click.Choice(FORMATS), help=FORMAT_HELP)
ALLOW_SERVICE = (
    "Let SERVICE ask this server: its host, with its port if it has one. May stand several times."
)
services_option = click.option(
    "--allow-service", "allow_services", multiple=True, metavar="HOST", help=ALLOW_SERVICE
)
debug_option = click.option(
    "--debug", is_flag=True, expose_value=False, help="Show the traceback of an error."
)


def or_stdout(ctx: click.Context, parameter: click.Parameter, value: Path | None) -> Path | None:
    """Take - for standard output, where a command that has this callback writes without the option."""
    return None if value == STDOUT else value


def reading(function: F) -> F:
    """Give a command the options of one that reads the graph."""
    for option in (debug_option, asserted_option, timeout_option, endpoint_option, read_option):
        function = option(function)
    return function


def open_graph(store: Path | None, asserted: bool = False) -> KnowledgeGraph:
    """Open the store or the server that the options name; a store that is named goes before a server of the environment."""
    from atgraph.api import KnowledgeGraph

    context = click.get_current_context()
    endpoint = context.meta.get(ENDPOINT)
    if store is not None and endpoint is not None:
        raise click.UsageError("--store and --endpoint name two graphs; give one of them")
    if store is None and endpoint is None:
        endpoint = os.environ.get("ATGRAPH_ENDPOINT") or None
    kg = KnowledgeGraph.open(store, asserted=asserted, endpoint=endpoint, timeout=chosen_timeout())
    context.with_resource(kg.steady())
    return kg


def chosen_timeout() -> float:
    """Return the seconds that a query may take."""
    seconds: float = click.get_current_context().meta[TIMEOUT]
    return seconds


def tell_services(query: str) -> None:
    """Say what nobody could check where a query asked another server."""
    from atgraph.cli import say
    from atgraph.graph import sparql

    if sparql.reaches_out(query):
        say(
            "another server answered a part of this; the engine does not see whether it limits its rows, so compare with a COUNT there before you cite it"
        )


def data_folder(data: Path | None) -> Path:
    """Return the folder to read from, as short a path as the working folder allows."""
    from atgraph.files import resource_folder

    if data is not None:
        return data
    folder, here = resource_folder("data"), Path.cwd()
    return folder.relative_to(here) if here in folder.parents else folder


def store_folder(store: Path | None) -> Path:
    """Return the folder to keep the graph in."""
    from atgraph.files import default_store

    if store is not None:
        return store
    folder, here = default_store(), Path.cwd()
    return folder.relative_to(here) if here in folder.parents else folder
