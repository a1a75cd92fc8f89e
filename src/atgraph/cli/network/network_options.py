"""What the commands of `atgraph network` have in common: what counts, and what does not."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import click

from atgraph.api import KnowledgeGraph
from atgraph.cli import say
from atgraph.cli.options import (
    event_option,
    first_option,
    format_option,
    last_option,
    number_option,
    open_graph,
    path_option,
    reading,
    text_option,
    theme_option,
)
from atgraph.network.choice import ACTORS, ELSEWHERE, Chosen, LeftOut, kept_words
from atgraph.network.network import Link, Network
from atgraph.network.ranking import alone
from atgraph.network.ties import LEVELS

Command = Callable[..., Any]

LEVEL_HELP = (
    "How organisations stand: rolled up to the body above, as the smallest unit that a line prints,"
    " or each as printed."
)
CHOSEN = ("ties", "level", "event", "first", "last", "cap", "without", "on_request", "data")
TIES, TIES_HELP = "declared,co-presence", "Kinds of tie that count, with commas between."
WITHOUT_HELP = "Leave out ties that were read elsewhere, on pages, and that no programme prints."
OPTIONS = (
    event_option,
    first_option,
    last_option,
    number_option("--cap", 100, "What more actors than this have in common links nobody.", None),
    click.option("--without", type=click.Choice([ELSEWHERE]), help=WITHOUT_HELP),
    click.option("--on-request", is_flag=True, help="With people who are listed on request."),
    path_option("--data", metavar="DIR", help="The registry here says who is listed on request."),
)
RUNS_HELP = "How often the events are drawn anew; by default 200 where that is quick."
runs_option = click.option("--runs", type=click.IntRange(0, 100_000), help=RUNS_HELP)
SEED_HELP = "Of the draws; the same seed gives the same numbers."
seed_option = number_option("--seed", 0, SEED_HELP, None)
WEIGHTED_HELP = "In chains of introductions, let a strong tie count as a short step."
weighted_option = click.option("--weighted", is_flag=True, help=WEIGHTED_HELP)
SCORES_HELP = "With the numbers that the order rests on."
scores_option = click.option("--scores", is_flag=True, help=SCORES_HELP)
evidence_option = click.option("--evidence", is_flag=True, help="Add the quotes, with file:line.")


def actors_option(default: str, help: str) -> Command:
    """Return the option of who is looked at."""
    kinds = click.Choice(ACTORS)
    return click.option("--actors", type=kinds, default=default, show_default=True, help=help)


in_network_option = actors_option("organizations", "Who is in the network.")


def tie_options(level: str, *, theme: bool = True) -> Callable[[Command], Command]:
    """Give a command the options that choose ties; its function takes them as `chosen`.

    Args:
        level: the level of the hierarchy that stands where none is chosen.
        theme: whether --theme chooses ties; else it is an option of the command's own.
    """
    kinds = click.Choice(LEVELS)
    by_level = click.option(
        "--level", type=kinds, default=level, show_default=True, help=LEVEL_HELP
    )
    by_ties = click.option(
        "--ties", default=TIES, show_default=True, metavar="KINDS", help=TIES_HELP
    )
    options = (by_ties, *([theme_option] if theme else []), by_level, *OPTIONS)

    def decorate(function: Command) -> Command:
        def command(**given: Any) -> object:
            chosen = {name: given.pop(name) for name in (*CHOSEN, *(["theme"] if theme else []))}
            chosen["without"] = chosen["without"] or ""
            return function(chosen=chosen, **given)

        command.__doc__ = function.__doc__
        decorated: Any = reading(command)
        for option in reversed(options):
            decorated = option(decorated)
        own = getattr(function, "__click_params__", [])
        decorated.__click_params__ = [*own, *decorated.__click_params__]
        return decorated  # type: ignore[no-any-return]

    return decorate


def counting(function: Command) -> Command:
    """Give a command the options that choose the network it counts, and the form of its table."""
    return tie_options("unit")(in_network_option(format_option(function)))


def counting_in_text(function: Command) -> Command:
    """Give a command the same options, and text for reading as a format."""
    return tie_options("unit")(in_network_option(text_option(function)))


def open_network(chosen: Chosen, actors: str) -> tuple[KnowledgeGraph, Network]:
    """Open the graph and draw the network that the options choose."""
    kg = open_graph()
    return kg, kg.network(actors=actors, **chosen)


def say_what_counts(network: Network, sentences: Iterable[str] = ()) -> None:
    """Say on stderr which ties a number used, what it rests on, and what was left out."""
    say(f"{network.choice} {resting(network)}")
    for sentence in filter(None, sentences):
        say(sentence)
    say_left_out(network.left_out)


def say_left_out(left_out: LeftOut) -> None:
    """Say on stderr what does not count, and how to have it count."""
    if str(left_out):
        say(f"left out: {left_out}")
    if left_out.kept_undated:
        say(kept_words(left_out.kept_undated))
    if left_out.over_cap:
        say(f"over the cap, and --cap raises it: {'; '.join(left_out.over_cap)}")


def resting(network: Network) -> str:
    """Return in words how much of a network rests on co-presence alone."""
    kinds = [kinds for _, _, kinds in network.graph.edges(data="kinds")]
    lone = f"{sum(map(alone, kinds))} of {len(kinds)}"
    return f"{lone} links rest on co-presence alone." if kinds else "There is no link."


def described(network: Network) -> dict[str, Any]:
    """Return what each JSON document of a network begins with: its choice, and what is left out."""
    choice, left_out = str(network.choice), network.left_out
    return {"choice": choice, "rests_on": resting(network), "left_out": left_out}


def number(value: float | None, whole: bool = False) -> str:
    """Return a value as text: whole, or with four digits that count; empty where there is none."""
    if value is None:
        return ""
    return str(round(value)) if whole else f"{value:.4g}"


def days(link: Link) -> str:
    """Return the days of a link as people read them."""
    return link.first if link.first == link.last else f"{link.first} to {link.last}"
