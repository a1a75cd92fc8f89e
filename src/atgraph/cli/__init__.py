"""The command line: each command parses, calls one function, prints."""

from __future__ import annotations

import gc
import importlib
import os
import pkgutil
import signal
import sys
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any, NoReturn

import click

from atgraph import __version__
from atgraph.errors import AtgraphError
from atgraph.text import did_you_mean

COMMANDS = {
    "build": "Build the graph from data/ and publish it.",
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
    "export": "Write the graph as a file.",
    "push": "Send the graph to a SPARQL server.",
}


STOPPED = "stopped; what was published stays as it was"


class Commands(click.Group):
    """Commands whose modules, which end in _command, are imported only when they run."""

    def __init__(
        self, *args: Any, package: str, summaries: Mapping[str, str] | None = None, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.package, self.summaries = package, summaries

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; that its reader has seen enough, as in `| head -1`, is no error."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:  # also where Python still flushes at the end
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(0)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names, in the order of the work or of the alphabet."""
        if self.summaries:
            return list(self.summaries)
        modules = pkgutil.iter_modules(importlib.import_module(self.package).__path__)
        return sorted(
            m.name.removesuffix("_command") for m in modules if m.name.endswith("_command")
        )

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command."""
        if cmd_name not in self.list_commands(ctx):
            return None
        module = importlib.import_module(f"{self.package}.{cmd_name}_command")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands, without importing them where their summaries are known."""
        if not self.summaries:
            super().format_commands(ctx, formatter)
            return
        with formatter.section("Commands"):
            formatter.write_dl(list(self.summaries.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find a command, naming the nearest when there is none."""
        name, known = args[0], self.list_commands(ctx)
        if name not in known and not name.startswith("-"):
            hint = did_you_mean(name, known, f"`{ctx.command_path} --help` lists them.")
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
    stop_while_engine_works()
    gc.set_threshold(
        50_000,
        20,
        20,
        # a command lives for seconds; to look for garbage at every 700 objects takes a fifteenth of
        # them
    )
    sys.modules.setdefault("matplotlib", None)  # type: ignore[arg-type]  # igraph takes half a second to import it, and no command draws with it
    run(lambda: app.main(prog_name="atgraph", standalone_mode=False))


def run(work: Callable[[], object]) -> NoReturn:
    """Do the work of a command and end the process with its exit code; what goes wrong is told on a line each.

    Args:
        work: gives the exit code, or nothing.
    """
    try:
        sys.exit(work() or 0)  # type: ignore[arg-type]
    except click.UsageError as exc:
        exc.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        say(STOPPED)
        sys.exit(2)
    except AtgraphError as exc:
        if "--debug" in sys.argv:
            raise
        for problem in exc.problems:
            say(str(problem), named=not problem.path)
        sys.exit(exc.exit_code)
    except OSError as exc:
        if "--debug" in sys.argv:
            raise
        say(f"the system refused: {exc}; mend that, and run it again")
        sys.exit(2)
    except Exception as exc:
        if "--debug" in sys.argv:
            raise
        say(
            f"something went wrong that should not: {type(exc).__name__}: {' '.join(str(exc).split())}; run it again with --debug and report what it prints"
        )
        sys.exit(2)
    finally:
        # what a build has made takes a tenth of a second to look through for garbage once more,
        # before all of it is given back
        gc.freeze()


def stop_while_engine_works(patience: float = 1.0) -> None:
    """End the process on Ctrl-C also while an engine works, which comes back to Python only when it is done.

    Args:
        patience: the seconds that Python has to stop by itself, cleaning up.
    """
    if os.name != "posix":
        return
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    signal.set_wakeup_fd(writer)

    def wait() -> None:
        if os.read(reader, 1):
            time.sleep(patience)
            say(STOPPED)
            os._exit(2)

    threading.Thread(target=wait, daemon=True).start()


def say(message: str, *, named: bool = True) -> None:
    """Write a notice to stderr, whole and on one line; that nobody reads it any more is no reason to stop."""
    try:
        click.echo(f"atgraph: {message}" if named else message, err=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())
