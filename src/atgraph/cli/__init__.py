"""The command line: each command parses, calls one function, prints."""

import gc
import importlib
import os
import sys
from collections.abc import Mapping
from typing import Any

import click

from atgraph import __version__
from atgraph.cli.running import run, say, tune
from atgraph.text import did_you_mean

__all__ = ["COMMANDS", "Commands", "app", "main", "run", "say"]

COMMANDS = {
    "build": "Build the graph from data/ and publish it.",
    "rollback": "Publish the graph before the published one.",
    "history": "Tell what each version of the graph brought.",
    "diff": "Tell the statements in which two versions differ.",
    "backup": "Write the published graph into a file.",
    "restore": "Publish the graph of a backup.",
    "remove": "Take somebody out of everything that can be reached.",
    "listing": "Mark somebody as listed on request, or take the mark back.",
    "check": "Tell what is wrong in data/, publishing nothing.",
    "ingest": "Draft the transcript of a document.",
    "reconcile": "Settle who is meant by printed names.",
    "list": "List people, organizations, events, themes, tools …, with counts.",
    "search": "Look for words in names and quotes.",
    "show": "Show the card of a person, organisation, event or theme.",
    "ask": "Ask a named question.",
    "sparql": "Run a SPARQL query.",
    "network": "Find partners, introductions and suggestions.",
    "map": "Draw a map into one HTML file.",
    "serve": "Open the graph in a browser.",
    "mcp": "Answer an assistant by the Model Context Protocol.",
    "export": "Write the graph as a file.",
    "push": "Send the graph to a SPARQL server.",
}


class Commands(click.Group):
    """Commands whose modules are imported only when they run."""

    def __init__(self, *args: Any, package: str, summaries: Mapping[str, str], **more: Any) -> None:
        super().__init__(*args, **more)
        self.package, self.summaries = package, summaries

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; that its reader has seen enough, as in `| head -1`, is not an error."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:  # also where Python still flushes at the end
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(0)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names, in the order of the work or of the alphabet."""
        return list(self.summaries)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command."""
        if cmd_name not in self.summaries:
            return None
        module = importlib.import_module(f"{self.package}.{cmd_name}_command")
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(self.summaries.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find a command, naming the nearest when there is none."""
        name = args[0]
        if name not in self.summaries and not name.startswith("-"):
            hint = did_you_mean(name, self.summaries, f"`{ctx.command_path} --help` lists them.")
            above = f"{self.name} " if ctx.parent else ""
            raise click.UsageError(f"there is no command {above}{name!r}; {hint}", ctx)
        return super().resolve_command(ctx, args)


@click.command(
    cls=Commands,
    package=__name__,
    summaries=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="atgraph")
def app() -> None:
    """Ask a knowledge graph of those who fight human trafficking; each tie opens its printed words.

    Exit codes: 0 done; 1 the data is wrong, or there is no answer; 2 wrong usage, refused or
    unreadable.
    """


def main() -> None:
    """Run the command line and end the process with the exit code that the design promises."""
    tune()
    try:
        run(lambda: app.main(prog_name="atgraph", standalone_mode=False))
    finally:
        gc.freeze()  # as it ends, Python looks for garbage among all that there is
