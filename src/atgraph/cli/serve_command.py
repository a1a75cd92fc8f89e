"""atgraph serve."""

import signal
from pathlib import Path

import click

from atgraph.cli import options, say
from atgraph.cli.running import end_by
from atgraph.cli.settings_file import config_option
from atgraph.errors import RefusedError

OPEN_TO_OTHERS = (
    "others on the network can read all of it there: nothing asks who they are, and nothing is"
    " encrypted; put a web server in front, or leave out --host"
)
SHORTLIST_HELP = "Let the pages write your shortlist: keep, dismiss, note. Not with --host."
NAME_HELP = "Answer to this host name, and to no other; may stand several times."
PROXY_HELP = (
    "Believe what a web server at this address, or in this network, says of who asks. May stand"
    " several times."
)
ROOT_HELP = "The path below which a web server in front has it."
LOG_HELP = "Write a line of JSON for each answer to this file, or to - for standard output."
LOCAL = ("127.0.0.1", "localhost", "::1")


@click.command("serve")
@options.word_option("--host", "NAME", "Where to listen instead of 127.0.0.1.")
@options.number_option("--port", 8642, "The port; 0 for one that is free.", None)
@options.word_option("--contact", "WHERE", "Where a correction is asked for: an address or e-mail.")
@options.path_option("--shortlist", "FILE", SHORTLIST_HELP)
@options.words_option("--name", "HOST", NAME_HELP, "names")
@options.words_option("--proxy", "ADDRESS", PROXY_HELP, "proxies")
@options.word_option("--root-path", "PATH", ROOT_HELP)
@options.path_option("--log", "FILE", LOG_HELP)
@config_option
@options.read_option
@options.endpoint_option
@options.timeout_option
@options.include_option
@options.debug_option
def serve_command(
    host: str,
    port: int,
    contact: str,
    shortlist: Path | None,
    names: tuple[str, ...],
    proxies: tuple[str, ...],
    root_path: str,
    log: Path | None,
    include: bool,
) -> None:
    """Open the graph in a browser: pages, questions, sources and maps, until Ctrl-C."""
    try:
        from atgraph.web.desk import Desk
        from atgraph.web.server import PATIENCE, SOON, Placement, serve
    except ModuleNotFoundError as exc:
        how = "install it with `pip install 'atgraph[web]'`"
        raise RefusedError(f"the explorer needs {exc.name}, which is not here; {how}") from exc
    placement = Placement(names, proxies, root_path, log)
    host = host or LOCAL[0]
    desk = Desk(**options.graph_named(), include_on_request=include)

    def ready(address: str) -> None:
        if host not in LOCAL:
            say(OPEN_TO_OTHERS)
        say(f"the explorer is at {address}; Ctrl-C ends it")

    end_by({signal.SIGINT: SOON, signal.SIGTERM: PATIENCE + SOON})
    serve(desk, host, port, contact=contact, shortlist=shortlist, placement=placement, ready=ready)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it ends already
