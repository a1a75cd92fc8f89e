"""atgraph push."""

import os

import click

from atgraph.api import KnowledgeGraph
from atgraph.cli import options, say
from atgraph.errors import EndpointError
from atgraph.graph.endpoint.push import push
from atgraph.graph.endpoint.remote import RemoteEngine
from atgraph.text import plural

STOPPED = (
    "the push was stopped; run it again, it goes on where it stopped. Until then readers have the"
    " old graph, or are told that there is no whole one"
)
STORE_HELP = "Where the server speaks the Graph Store Protocol, if the program does not find it."
UPDATE_HELP = "Where the server takes SPARQL Update, if the program does not find it."


@click.command("push")
@click.argument("url", required=False)
@click.option("--endpoint", metavar="URL", help="The same as URL; also ATGRAPH_ENDPOINT.")
@options.word_option("--graph-store", "URL", STORE_HELP)
@options.word_option("--update", "URL", UPDATE_HELP)
@options.include_option
@options.seconds_option(120, "Stop a request after so long.")
@options.read_option
@options.debug_option
def push_command(
    url: str | None,
    endpoint: str | None,
    graph_store: str,
    update: str,
    include: bool,
    timeout: float,
) -> None:
    """Send the graph to the SPARQL server that answers queries at URL, or what of it has changed.

    A user and password are read from ATGRAPH_USER and ATGRAPH_PASSWORD. Graphs of others stay as
    they are. What is said of people who are listed on request is not sent, and is removed from a
    server that has it. When it is stopped, run it again: it goes on where it stopped. Of two pushes
    at once one is told that the other is under way.
    """
    if url and endpoint and url != endpoint:
        raise click.UsageError("URL and --endpoint name two servers; give one of them")
    if not (target := url or endpoint or os.environ.get("ATGRAPH_ENDPOINT")):
        raise click.UsageError("name the server: atgraph push URL, or set ATGRAPH_ENDPOINT")
    whole = KnowledgeGraph.open(options.kept("store"))
    kg = whole if include else whole.published()
    try:
        with options.saying_who_is_left_out(kg):
            done = push(kg, RemoteEngine.open(target, timeout), say, graph_store, update)
    except KeyboardInterrupt:
        raise EndpointError(STOPPED, target) from None
    there = f", {done.kept} were there already" if done.kept else ""
    removed = f", {done.removed} removed" if done.removed else ""
    sent = f"{plural(done.sent, 'graph')} sent"
    say(f"{sent}{there}{removed}: {done.triples:,} triples at {target}; version {kg.version[:12]}")
