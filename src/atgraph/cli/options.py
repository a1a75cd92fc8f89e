"""Options that several commands share, and opening the store that they name."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from atgraph.api import KnowledgeGraph
from atgraph.cli.running import say
from atgraph.files import default_store, resource_folder
from atgraph.graph import sparql

F = TypeVar("F", bound=Callable[..., Any])

FORMATS = ("table", "csv", "tsv", "json", "markdown", "excel")
STDOUT = Path("-")
FORMAT_HELP = (
    "Default: a table on a terminal, else tsv. csv and excel are safe in a spreadsheet; excel is"
    " CSV whose letters Excel gets right."
)
ALLOW_SERVICE = (
    "Let SERVICE ask this server: its host, with its port if it has one. May stand several times."
)
TEXT_HELP = "Default: text on a terminal, else tsv."
ENDPOINT_HELP = "Ask a SPARQL server instead; also ATGRAPH_ENDPOINT."
TIMEOUT_HELP = "Stop a free query, or one of a server, after so long."


def _keep(ctx: click.Context, parameter: click.Parameter, value: Any) -> None:
    """Keep an option of reading for `open_graph`, so that no command has to hand it on."""
    ctx.meta[f"atgraph.{parameter.name}"] = value


def kept(name: str) -> Any:
    """Return what an option of reading is: store, endpoint, timeout or asserted."""
    return click.get_current_context().meta.get(f"atgraph.{name}")


KEPT: Any = {"expose_value": False, "callback": _keep}


def path_option(*names: str, metavar: str, help: str, **more: Any) -> Callable[[F], F]:
    """Return an option that names a file or a folder."""
    return click.option(*names, type=click.Path(path_type=Path), metavar=metavar, help=help, **more)


def seconds_option(default: int, help: str, **more: Any) -> Callable[[F], F]:
    """Return the option of how long a request may take."""
    return click.option(
        "--timeout",
        type=click.FloatRange(0, 86_400, min_open=True),
        default=default,
        show_default=True,
        metavar="SECONDS",
        help=help,
        **more,
    )


def number_option(name: str, default: int, help: str, least: int | None = 0) -> Callable[[F], F]:
    """Return an option of a whole number."""
    kind = int if least is None else click.IntRange(least)
    return click.option(name, type=kind, default=default, show_default=True, help=help)


data_option = path_option("--data", metavar="DIR", help="Read programmes/ and registry/ from here.")
store_option = path_option("--store", metavar="DIR", help="Publish the graph here.")
read_option = path_option(
    "--store", metavar="DIR", help="Read the graph that was built here.", **KEPT
)
endpoint_option = click.option("--endpoint", metavar="URL", help=ENDPOINT_HELP, **KEPT)
timeout_option = seconds_option(30, TIMEOUT_HELP, **KEPT)
asserted_option = click.option(
    "--asserted", is_flag=True, help="Leave out what rules derived.", **KEPT
)
format_option = click.option("--format", "fmt", type=click.Choice(FORMATS), help=FORMAT_HELP)
TEXT_FORMATS = click.Choice(("text", *FORMATS))
text_option = click.option("--format", "fmt", type=TEXT_FORMATS, help=TEXT_HELP)
THEME_HELP = "Only ties that have to do with this theme."
theme_option = click.option("--theme", default="", metavar="NAME", help=THEME_HELP)
event_option = click.option(
    "--event", default="", metavar="NAME", help="Only ties of this event and its parts."
)
scores_option = click.option(
    "--scores", is_flag=True, help="Show also the numbers that the order rests on."
)
LATER, EARLIER = "Only ties of this day or later.", "Only ties of this day or earlier."
first_option = click.option("--from", "first", metavar="DATE", default="", help=LATER)
last_option = click.option("--to", "last", metavar="DATE", default="", help=EARLIER)
services_option = click.option(
    "--allow-service", "allow_services", multiple=True, metavar="HOST", help=ALLOW_SERVICE
)
debug_option = click.option(
    "--debug", is_flag=True, expose_value=False, help="Show the traceback of an error."
)


def or_stdout(ctx: click.Context, parameter: click.Parameter, value: Path | None) -> Path | None:
    """Take - for standard output, where a command writes without the option."""
    return None if value == STDOUT else value


def reading(function: F) -> F:
    """Give a command the options of one that reads the graph, which `open_graph` takes."""
    for option in (debug_option, asserted_option, timeout_option, endpoint_option, read_option):
        function = option(function)
    return function


def open_graph() -> KnowledgeGraph:
    """Open the store or server of the options; a named store goes before ATGRAPH_ENDPOINT."""
    store, endpoint, asserted = kept("store"), kept("endpoint"), kept("asserted")
    if store is not None and endpoint is not None:
        raise click.UsageError("--store and --endpoint name two graphs; give one of them")
    if store is None and endpoint is None:
        endpoint = os.environ.get("ATGRAPH_ENDPOINT") or None
    kg = KnowledgeGraph.open(store, asserted=asserted, endpoint=endpoint, timeout=kept("timeout"))
    click.get_current_context().with_resource(kg.steady())
    return kg


def say_services(query: str) -> None:
    """Say what nobody could check where a query asked another server."""
    if sparql.reaches_out(query):
        say(
            "another server answered a part of this; the engine does not see whether it limits its"
            " rows, so compare with a COUNT there before you cite it"
        )


def data_folder(data: Path | None) -> Path:
    """Return the folder to read from, as short a path as the working folder allows."""
    return data if data is not None else _short(resource_folder("data"))


def store_folder(store: Path | None) -> Path:
    """Return the folder to keep the graph in."""
    return store if store is not None else _short(default_store())


def _short(folder: Path) -> Path:
    here = Path.cwd()
    return folder.relative_to(here) if here in folder.parents else folder
