"""The process of a command: how it ends, what it says, and what makes it quick enough.

Processor time of the whole process without and with what `tune` and `gc.freeze` do, of the one
programme of data/: `build` 2.5 and 2.0 s (the bar is 2 s), `ask who-works-with --organization OSCE`
0.25 and 0.20 s (the bar is 0.25 s), `network path OSCE Thorn` 0.95 s with 96 MB and 0.31 s with
51 MB.
"""

import gc
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Mapping
from typing import NoReturn

import click

from atgraph.errors import AtgraphError
from atgraph.screen import guard_streams

UNEXPECTED = (
    "something went wrong that should not: {}; run it again with --debug and report what it prints"
)
STOPPED = "stopped; what was published stays as it was"
_is_told = threading.Event()  # that it was stopped, while Python still cleans up
_patience: dict[int, float] = {}  # signals by which the command ends, and its seconds after each


def tune() -> None:
    """Set the process up for a command that lives for seconds, and for Ctrl-C at any time."""
    guard_streams()
    _stop_while_engine_works()
    gc.set_threshold(50_000, 20, 20)  # instead of looking for garbage at every 700 objects
    # igraph imports the one where it is installed, rdflib the other; no command needs them
    for name in ("matplotlib", "html5rdf"):
        sys.modules.setdefault(name, None)  # type: ignore[arg-type]


def run(work: Callable[[], object]) -> NoReturn:
    """Do the work of a command and end the process with its exit code; each problem gets a line."""
    try:
        sys.exit(work() or 0)  # type: ignore[arg-type]
    except click.UsageError as exc:
        exc.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        _is_told.set()
        say(STOPPED)
        sys.exit(2)
    except Exception as exc:  # the last stop: a person gets one line, and a traceback on demand
        if "--debug" in sys.argv:
            raise
        if isinstance(exc, AtgraphError):
            say_problems(exc)
            sys.exit(exc.exit_code)
        what = f"{type(exc).__name__}: {' '.join(str(exc).split())}"
        refused = f"the system refused: {exc}; mend that, and run it again"
        say(refused if isinstance(exc, OSError) else UNEXPECTED.format(what))
        sys.exit(2)


def end_by(patience: Mapping[int, float]) -> None:
    """Have a command end well by signals, which is how it ends, whatever it still does then.

    Args:
        patience: how many seconds after each signal it may still do something.
    """
    _patience.update(patience)


def _stop_while_engine_works(patience: float = 1.0) -> None:
    """End the process on Ctrl-C also while an engine works, which Python waits for.

    Python has so many seconds to stop by itself, cleaning up.
    """
    if os.name != "posix":
        return
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    signal.set_wakeup_fd(writer)

    def wait() -> None:
        if sent := os.read(reader, 1):  # the number of the signal
            time.sleep(_patience.get(sent[0], patience))
            if not (_is_told.is_set() or _patience):
                say(STOPPED)
            os._exit(0 if _patience else 2)

    threading.Thread(target=wait, daemon=True).start()


def say_problems(error: AtgraphError) -> None:
    """Say what is wrong, each problem on a line, with its place or else the program's name."""
    for problem in error.problems:
        say(str(problem), named=not problem.path)


def say(message: str, *, named: bool = True) -> None:
    """Write a notice to stderr, on one line; that nobody reads it any more is no reason to stop."""
    try:
        click.echo(f"atgraph: {message}" if named else message, err=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())
