"""Options by which every command of `atgraph network` chooses what counts; the notice of the rest."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from atgraph.cli.options import reading

if TYPE_CHECKING:
    from atgraph.ask.evidence import Quoted
    from atgraph.network.projection import Link
    from atgraph.network.ties.choice import Chosen, LeftOut

TIES = "declared,co-presence"
LEVELS = ("body", "unit", "printed")
THEME_HELP = "Only ties that have to do with this theme."
LEVEL_HELP = (
    "How organisations stand: rolled up to the body above, as the smallest unit that a line prints,"
    " or each as printed."
)


def choosing(level: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Give a command the options that choose ties; its function takes them as `chosen`.

    Args:
        level: the level of the hierarchy that stands where none is chosen.
    """
    options = (
        click.option(
            "--ties",
            default=TIES,
            show_default=True,
            metavar="KINDS",
            help="Kinds of tie that count, with commas between.",
        ),
        click.option("--theme", default="", metavar="NAME", help=THEME_HELP),
        click.option(
            "--level", type=click.Choice(LEVELS), default=level, show_default=True, help=LEVEL_HELP
        ),
        click.option("--event", metavar="NAME", help="Only ties of this event and its parts."),
        click.option(
            "--from", "first", metavar="DATE", default="", help="Only ties of this day or later."
        ),
        click.option(
            "--to", "last", metavar="DATE", default="", help="Only ties of this day or earlier."
        ),
        click.option(
            "--cap",
            type=int,
            default=100,
            show_default=True,
            help="What more actors than this have in common links nobody.",
        ),
        click.option("--on-request", is_flag=True, help="With people who are listed on request."),
        click.option(
            "--data",
            type=click.Path(path_type=Path),
            metavar="DIR",
            help="The registry here says who is listed on request.",
        ),
    )

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        has_theme = "theme" in function.__annotations__  # an option of its own

        def command(
            ties: str,
            level: str,
            event: str | None,
            first: str,
            last: str,
            cap: int,
            on_request: bool,
            data: Path | None,
            **rest: Any,
        ) -> object:
            if event and (first or last):
                raise click.UsageError(
                    "an event has its own days; give --event, or --from and --to"
                )
            when = event or ((first, last) if first or last else None)
            kinds = tuple(kind.strip() for kind in ties.split(",") if kind.strip())
            chosen: Chosen = {
                "ties": kinds,
                "level": level,
                "when": when,
                "cap": cap,
                "on_request": on_request,
                "data": data,
                "theme": "" if has_theme else rest.pop("theme"),
            }
            return function(chosen=chosen, **rest)

        command.__doc__ = function.__doc__
        decorated: Callable[..., Any] = reading(command)
        for option in reversed(options[:1] + options[1 + has_theme :]):
            decorated = option(decorated)
        own = getattr(function, "__click_params__", [])
        decorated.__click_params__ = [*own, *decorated.__click_params__]  # type: ignore[attr-defined]
        return decorated

    return decorate


def tell_left_out(left_out: LeftOut) -> None:
    """Say on stderr what does not count, and how to have it count."""
    from atgraph.cli import say

    if str(left_out):
        say(f"left out: {left_out}")
    if left_out.over_cap:
        say(f"over the cap, and --cap raises it: {'; '.join(left_out.over_cap)}")


def quoted_json(quote: Quoted) -> dict[str, object]:
    """Return what a tie rests on as JSON has it."""
    if quote.read_elsewhere:
        return {"page": quote.text}
    return {"file": quote.file, "line": quote.line, "text": quote.text}


def left_out_json(left_out: LeftOut) -> dict[str, object]:
    """Return what does not count as JSON has it."""
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in vars(left_out).items()
    }


def days(link: Link) -> str:
    """Return the days of a link as people read them."""
    return link.first if link.first == link.last else f"{link.first} to {link.last}"
