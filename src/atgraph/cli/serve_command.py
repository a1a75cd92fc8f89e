"""atgraph serve."""

import signal
from pathlib import Path

import click

from atgraph.cli import options, say
from atgraph.cli.running import end_by_ctrl_c
from atgraph.errors import RefusedError

OPEN_TO_OTHERS = (
    "others on the network can read all of it there: nothing asks who they are, and nothing is"
    " encrypted; put a web server in front, or leave out --host"
)
SHORTLIST_HELP = "Let the pages write your shortlist: keep, dismiss, note. Not with --host."
LOCAL = ("127.0.0.1", "localhost", "::1")


@click.command("serve")
@options.word_option("--host", "NAME", "Where to listen instead of 127.0.0.1.")
@options.number_option("--port", 8642, "The port; 0 for one that is free.", None)
@options.word_option("--contact", "WHERE", "Where a correction is asked for: an address or e-mail.")
@options.path_option("--shortlist", "FILE", SHORTLIST_HELP)
@options.read_option
@options.endpoint_option
@options.timeout_option
@options.include_option
@options.debug_option
def serve_command(
    host: str, port: int, contact: str, shortlist: Path | None, include: bool
) -> None:
    """Open the graph in a browser: pages, questions, sources and maps, until Ctrl-C."""
    try:
        from atgraph.web.desk import Desk
        from atgraph.web.server import serve
    except ModuleNotFoundError as exc:
        how = "install it with `pip install 'atgraph[web]'`"
        raise RefusedError(f"the explorer needs {exc.name}, which is not here; {how}") from exc
    host = host or LOCAL[0]
    if host not in LOCAL:
        say(OPEN_TO_OTHERS)
    desk = Desk(**options.graph_named(), include_on_request=include)
    said = "the explorer is at {}; Ctrl-C ends it"
    ready = lambda address: say(said.format(address))  # noqa: E731
    end_by_ctrl_c()
    serve(desk, host, port, contact=contact, shortlist=shortlist, ready=ready)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it ends already
