"""What the commands that count have in common: whom they count, how they are written, and what is said with each number."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from atgraph.cli.network.choosing import choosing, left_out_json, tell_left_out
from atgraph.cli.options import FORMATS, format_option, open_graph

if TYPE_CHECKING:
    from atgraph.api import KnowledgeGraph
    from atgraph.network.network import Network
    from atgraph.network.ranking import RankedActor
    from atgraph.network.ties.choice import Chosen

F = TypeVar("F", bound=Callable[..., Any])
ACTORS = ("organizations", "people", "both")

actors_option = click.option(
    "--actors",
    type=click.Choice(ACTORS),
    default="organizations",
    show_default=True,
    help="Who is in the network.",
)
runs_option = click.option(
    "--runs",
    type=click.IntRange(0, 100_000),
    help="How often the events are drawn anew; by default 200 where that is quick.",
)
seed_option = click.option(
    "--seed",
    type=int,
    default=0,
    show_default=True,
    help="Of the draws; the same seed gives the same numbers.",
)
weighted_option = click.option(
    "--weighted",
    is_flag=True,
    help="In chains of introductions, let a strong tie count as a short step.",
)


text_option = click.option(
    "--format",
    "fmt",
    type=click.Choice(("text", *FORMATS)),
    help="Default: text on a terminal, else tsv.",
)


def counting(function: F) -> Callable[..., Any]:
    """Give a command the options that choose the network which it counts, and how a table of it is written."""
    return choosing(level="unit")(actors_option(format_option(function)))


def telling(function: F) -> Callable[..., Any]:
    """Give a command the same options, and text for reading as a format."""
    return choosing(level="unit")(actors_option(text_option(function)))


def open_network(
    store: Path | None, asserted: bool, chosen: Chosen, actors: str
) -> tuple[KnowledgeGraph, Network]:
    """Open the graph and draw the network that the options choose."""
    kg = open_graph(store, asserted)
    return kg, kg.network(actors=actors, **chosen)


def tell(network: Network, sentences: Iterable[str] = ()) -> None:
    """Say on stderr which ties a number used, how much of it rests on co-presence alone, what was left out, and what to doubt."""
    from atgraph.cli import say

    say(f"{network.choice} {resting(network)}")
    for sentence in filter(None, sentences):
        say(sentence)
    tell_left_out(network.left_out)


def resting(network: Network) -> str:
    """Return in words how much of a network rests on co-presence alone."""
    from atgraph.network.ranking import alone

    kinds = [kinds for _, _, kinds in network.graph.edges(data="kinds")]
    lone = sum(map(alone, kinds))
    return (
        f"{lone} of {len(kinds)} links rest on co-presence alone." if kinds else "There is no link."
    )


def write(
    columns: Sequence[str],
    rows: Iterable[Sequence[str]],
    fmt: str | None,
    document: Mapping[str, Any],
    lines: Iterable[str] | None = None,
) -> None:
    """Print rows as a table, the whole document as JSON, or lines of text where a command has them."""
    from atgraph.export.tables import default_format, render

    fmt = fmt or ("text" if lines is not None and sys.stdout.isatty() else default_format())
    if fmt == "text":
        click.echo("".join(f"{line}\n" for line in lines or ()), nl=False)
    elif fmt == "json":
        click.echo(json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False))
    else:
        click.echo(render(columns, rows, fmt), nl=False)


def said(network: Network) -> dict[str, Any]:
    """Return what stands in each JSON document of a network: what it was drawn by, what it rests on, what is left out."""
    return {
        "choice": str(network.choice),
        "rests_on": resting(network),
        "left_out": left_out_json(network.left_out),
    }


def number(value: float | None, whole: bool = False) -> str:
    """Return a value as text: whole, or with four digits that count; empty where there is none."""
    if value is None:
        return ""
    return str(round(value)) if whole else f"{value:.4g}"


def lone(row: RankedActor) -> str:
    """Return how many of an actor's links rest on co-presence alone."""
    return f"{row.co_presence} of {row.links}"
