"""What the commands of `atgraph network` have in common: what counts, and what does not."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import wraps
from typing import Any

import click

from atgraph.api import KnowledgeGraph
from atgraph.cli import options, say
from atgraph.network.choice import ACTORS, ELSEWHERE, Chosen, LeftOut, kept_words
from atgraph.network.network import Link, Network
from atgraph.network.ranking import alone
from atgraph.network.ties import LEVELS

Command = Callable[..., Any]

LEVEL_HELP = (
    "How organisations stand: rolled up to the body above, as the smallest unit that a line prints,"
    " or each as printed."
)
CHOSEN = ("ties", "level", "event", "first", "last", "cap", "without", "on_request")
TIES_HELP = "Kinds of tie that count, with commas between."
TIES = options.word_option("--ties", "KINDS", TIES_HELP, default="declared,co-presence")
WITHOUT_HELP = "Leave out ties that were read elsewhere, on pages, and that no programme prints."
OPTIONS = (
    options.event_option,
    options.first_option,
    options.last_option,
    options.number_option(
        "--cap", 100, "What more actors than this have in common links nobody.", None
    ),
    click.option("--without", type=click.Choice([ELSEWHERE]), help=WITHOUT_HELP),
    options.flag_option("--include-on-request", options.INCLUDE_HELP, "--on-request", "on_request"),
    options.unread_option,
)
RUNS_HELP = "How often the events are drawn anew; by default 200 where that is quick."
runs_option = click.option("--runs", type=click.IntRange(0, 100_000), help=RUNS_HELP)
SEED_HELP = "Of the draws; the same seed gives the same numbers."
seed_option = options.number_option("--seed", 0, SEED_HELP, None)
WEIGHTED_HELP = "In chains of introductions, let a strong tie count as a short step."
weighted_option = options.flag_option("--weighted", WEIGHTED_HELP)
scores_option = options.flag_option("--scores", "With the numbers that the order rests on.")
evidence_option = options.flag_option("--evidence", "Add the quotes, with file:line.")
actors_option = options.choice_option("--actors", ACTORS, "organizations", "Who is in the network.")


def tie_options(level: str, *, theme: bool = True) -> Callable[[Command], Command]:
    """Give a command the options that choose ties; its function takes them as `chosen`.

    ``level`` is that of the hierarchy where none is chosen. Without ``theme``, --theme is an option
    of the command's own.
    """
    by_level = options.choice_option("--level", LEVELS, level, LEVEL_HELP)
    by_theme = [options.theme_option] * theme
    names = (*CHOSEN, *["theme"] * theme)

    def decorate(function: Command) -> Command:
        @wraps(function)  # also its options
        def command(**given: Any) -> object:
            chosen = {name: given.pop(name) for name in names}
            chosen["without"] = chosen["without"] or ""
            return function(chosen=chosen, **given)

        return options.with_options(TIES, *by_theme, by_level, *OPTIONS, options.reading)(command)

    return decorate


# The options that choose the network that a command counts, and the form of its table.
counting = options.with_options(tie_options("unit"), actors_option, options.format_option)
counting_in_text = options.with_options(tie_options("unit"), actors_option, options.text_option)


def open_network(chosen: Chosen, actors: str) -> tuple[KnowledgeGraph, Network]:
    """Open the graph and draw the network that the options choose."""
    kg = options.open_graph()
    return kg, kg.network(actors=actors, **chosen)


def say_what_counts(network: Network, sentences: Iterable[str] = ()) -> None:
    """Say on stderr which ties a number used, what it rests on, and what was left out."""
    say(f"{network.choice} {resting(network)}")
    for sentence in filter(None, sentences):
        say(sentence)
    say_left_out(network.left_out)


def say_left_out(left_out: LeftOut) -> None:
    """Say on stderr what does not count, and how to have it count."""
    options.say_listed(left_out.on_request)
    if others := str(replace(left_out, on_request=0)):
        say(f"left out: {others}")
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
