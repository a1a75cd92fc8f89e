"""atgraph push."""

import os
from contextlib import suppress

import click

from atgraph.api import KnowledgeGraph
from atgraph.build.versions import kept_version
from atgraph.cli import options, say
from atgraph.errors import EndpointError, NotFoundError, StoreError
from atgraph.files import default_store
from atgraph.graph.endpoint.push import push
from atgraph.graph.endpoint.push_plan import Base
from atgraph.graph.endpoint.remote import RemoteEngine
from atgraph.graph.graph import Graph
from atgraph.text import plural

STOPPED = (
    "the push was stopped; run it again, it goes on where it stopped. Until then readers have the"
    " old graph, or are told that there is no whole one"
)
STORE_HELP = "Where the server speaks the Graph Store Protocol, if the program does not find it."
UPDATE_HELP = "Where the server takes SPARQL Update, if the program does not find it."

ANEW_HELP = "Read and compare each graph there, also where the server says which version it has."


@click.command("push")
@click.argument("url", required=False)
@click.option("--endpoint", metavar="URL", help="The same as URL; also ATGRAPH_ENDPOINT.")
@options.word_option("--graph-store", "URL", STORE_HELP)
@options.word_option("--update", "URL", UPDATE_HELP)
@options.flag_option("--anew", ANEW_HELP)
@options.include_option
@options.seconds_option(120, "Stop a request after so long.")
@options.read_option
@options.debug_option
def push_command(
    url: str | None,
    endpoint: str | None,
    graph_store: str,
    update: str,
    anew: bool,
    include: bool,
    timeout: float,
) -> None:
    """Send the graph to the SPARQL server that answers queries at URL, or what of it has changed.

    What has changed is read here, where the version that the server has is still kept; otherwise
    each graph there is read and compared.

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
            remote = RemoteEngine.open(target, timeout)
            done = push(kg, remote, say, graph_store, update, _base(anew))
    except KeyboardInterrupt:
        raise EndpointError(STOPPED, target) from None
    there = f", {done.kept} were there already" if done.kept else ""
    removed = f", {done.removed} removed" if done.removed else ""
    changes = f" ({done.edited} as what changed)" if done.edited else ""
    sent = f"{plural(done.sent, 'graph')} sent{changes}"
    say(f"{sent}{there}{removed}: {done.triples:,} triples at {target}; version {kg.version[:12]}")


def _base(anew: bool) -> Base:
    """Return what finds the graph of a version in the store that is pushed, if it is kept there."""
    folder = options.kept("store") or default_store()

    def find(version: str) -> Graph | None:
        with suppress(NotFoundError, StoreError, OSError):
            return None if anew else kept_version(folder, version).published()
        return None

    return find
