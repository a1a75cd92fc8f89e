"""Options that several commands share, and opening the store that they name."""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from atgraph.api import KnowledgeGraph
from atgraph.cli.running import say
from atgraph.errors import NotFoundError
from atgraph.files import default_store, resource_folder
from atgraph.graph import sparql
from atgraph.sandbox.cores import cores
from atgraph.text import people

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
ENDPOINT_HELP = "Ask a SPARQL server instead; also ATGRAPH_ENDPOINT."
TIMEOUT_HELP = "Stop a free query, or one of a server, after so long."


class FilePath(click.Path):
    """The path of a file or folder; an empty text, as of an unset variable, is none."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return it as a path."""
        if value == "":
            self.fail("it is empty; name a file or a folder", param, ctx)
        return super().convert(value, param, ctx)


PATH = FilePath()


def _keep(ctx: click.Context, parameter: click.Parameter, value: Any) -> None:
    """Keep an option of reading for `open_graph`, so that no command has to hand it on."""
    ctx.meta[f"atgraph.{parameter.name}"] = value


def kept(name: str) -> Any:
    """Return what an option of reading is: store, endpoint, timeout or asserted."""
    return click.get_current_context().meta.get(f"atgraph.{name}")


KEPT: Any = {"expose_value": False, "callback": _keep}


def with_options(*chosen: Callable[[Any], Any]) -> Callable[[F], F]:
    """Return what gives a command options, which its help lists in this order."""

    def decorate(function: F) -> F:
        for option in reversed(chosen):
            function = option(function)
        return function

    return decorate


def path_option(name: str, metavar: str, help: str, *into: str, **more: Any) -> Callable[[F], F]:
    """Return an option that names a file or a folder."""
    return click.option(name, *into, type=PATH, metavar=metavar, help=help, **more)


def output_option(help: str) -> Callable[[F], F]:
    """Return the option of the file to write; - is standard output, as without the option."""

    def or_stdout(ctx: click.Context, option: click.Parameter, value: Path | None) -> Path | None:
        return None if value == STDOUT else value

    return path_option("-o", "FILE", help, "output", callback=or_stdout)


def word_option(
    name: str, metavar: str, help: str, *into: str, default: str = "", **more: Any
) -> Callable[[F], F]:
    """Return an option of a text."""
    said: Any = {"metavar": metavar, "help": help, "show_default": bool(default), **more}
    return click.option(name, *into, default=default, **said)


def master_option(help: str) -> Callable[[F], F]:
    """Return the option of a Spark cluster; a wrong name is told also where nothing needs one."""

    def checked(ctx: click.Context, option: click.Parameter, value: str) -> str:
        if value:
            from atgraph.build.spark import check_name

            check_name(value)
        return value

    return word_option("--on", "MASTER", help, callback=checked)


def words_option(name: str, metavar: str, help: str, into: str) -> Callable[[F], F]:
    """Return an option of a text that may stand several times."""
    return click.option(name, into, multiple=True, metavar=metavar, help=help)


def flag_option(name: str, help: str, *into: str, **more: Any) -> Callable[[F], F]:
    """Return an option without a value."""
    return click.option(name, *into, is_flag=True, help=help, **more)


def choice_option(name: str, of: Iterable[str], default: str, help: str) -> Callable[[F], F]:
    """Return an option of one of several words."""
    kind = click.Choice(of)
    return click.option(name, type=kind, default=default, show_default=True, help=help)


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


data_option = path_option("--data", "DIR", "Read programmes/ and registry/ from here.")
# of scripts written when the registry was read beside the graph
unread_option = click.option("--data", "--data-before", hidden=True, expose_value=False)
store_option = path_option("--store", "DIR", "Publish the graph here.")
jobs_option = click.option(
    "--jobs",
    metavar="N",
    type=click.IntRange(1),
    default=cores,
    help="Work on a large graph with so many processes. Default: as many as there are cores.",
)
MASTERS = "spark://HOST:PORT, or local[2] for two processes of this machine"
on_option = master_option(f"Map and validate on a Spark cluster: {MASTERS}.")
read_option = path_option("--store", "DIR", "Read the graph that was built here.", **KEPT)
endpoint_option = click.option("--endpoint", metavar="URL", help=ENDPOINT_HELP, **KEPT)
timeout_option = seconds_option(30, TIMEOUT_HELP, **KEPT)
asserted_option = flag_option("--asserted", "Leave out what rules derived.", **KEPT)
format_option = click.option("--format", "fmt", type=click.Choice(FORMATS), help=FORMAT_HELP)
READ, READ_HELP = click.Choice(("text", *FORMATS)), "Default: text on a terminal, else tsv."
text_option = click.option("--format", "fmt", type=READ, help=READ_HELP)
theme_option = word_option("--theme", "NAME", "Only ties that have to do with this theme.")
event_option = word_option("--event", "NAME", "Only ties of this event and its parts.")
first_option = word_option("--from", "DATE", "Only ties of this day or later.", "first")
last_option = word_option("--to", "DATE", "Only ties of this day or earlier.", "last")
scores_option = flag_option("--scores", "Show also the numbers that the order rests on.")
services_option = click.option(
    "--allow-service", "allow_services", multiple=True, metavar="HOST", help=ALLOW_SERVICE
)
INCLUDE_HELP = "With people who are listed on request."
include_option = flag_option("--include-on-request", INCLUDE_HELP, "include")
debug_option = flag_option("--debug", "Show the traceback of an error.", expose_value=False)


# Of a command that reads the graph; `open_graph` takes them.
reading = with_options(read_option, endpoint_option, timeout_option, asserted_option, debug_option)


def graph_named() -> dict[str, Any]:
    """Return which graph the options name; a named store goes before ATGRAPH_ENDPOINT."""
    store, endpoint = kept("store"), kept("endpoint")
    if store is not None and endpoint is not None:
        raise click.UsageError("--store and --endpoint name two graphs; give one of them")
    if store is None:
        endpoint = endpoint or os.environ.get("ATGRAPH_ENDPOINT") or None
    return {"folder": store, "endpoint": endpoint, "timeout": kept("timeout")}


def open_graph() -> KnowledgeGraph:
    """Open the store or server of the options."""
    kg = KnowledgeGraph.open(**graph_named(), asserted=kept("asserted"))
    click.get_current_context().with_resource(kg.steady())
    return kg


def open_published(include: bool) -> KnowledgeGraph:
    """Open the graph for what is handed on, without people who are listed on request."""
    return open_graph() if include else open_graph().published()


@contextmanager
def saying_who_is_left_out(kg: KnowledgeGraph) -> Iterator[None]:
    """Say how many people are left out when something is made of a graph, or nothing is found."""
    try:
        yield
    except NotFoundError:
        say_listed(kg.left_out)
        raise
    say_listed(kg.left_out)


def say_listed(count: int) -> None:
    """Say how many people are left out because they are listed on request, if there are some."""
    if count:
        say(f"left out: {people(count)} listed on request; --include-on-request brings them in")


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
