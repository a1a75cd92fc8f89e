"""atgraph network flips."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from atgraph.cli.network.choosing import quoted_json
from atgraph.cli.network.counting import resting, said, seed_option, tell, telling, write
from atgraph.cli.options import open_graph

if TYPE_CHECKING:
    from atgraph.network.flips import Flip, Flips
    from atgraph.network.ties.choice import Chosen

COLUMNS = ("what", "flips", "below", "rolled_up", "sentence", "evidence")


@click.command("flips")
@click.option("--all", "everything", is_flag=True, help="Also what stays as it is.")
@click.option(
    "--top",
    type=click.IntRange(1),
    default=5,
    show_default=True,
    help="How many at the top of a ranking, and how many examples.",
)
@seed_option
@telling
def command(
    everything: bool,
    top: int,
    seed: int,
    actors: str,
    fmt: str | None,
    chosen: Chosen,
    store: Path | None,
    asserted: bool,
) -> int:
    """Tell what changes when units are rolled up.

    The network is drawn at --level and rolled up to the body above, and each finding is told with
    its figures at both: which events hang together, parts, partners, paths, ranks, cut points,
    communities. A finding flips where another answer comes out, and not only another number.
    Findings that one tie decides open its words.
    """
    from atgraph.network.flips import find_flips

    found = find_flips(open_graph(store, asserted), actors=actors, top=top, seed=seed, **chosen)
    shown = [flip for flip in found.findings if everything or flip.flips]
    write(COLUMNS, list(map(_cells, shown)), fmt, _document(found, shown), _lines(shown))
    flipping = sum(flip.flips for flip in found.findings)
    kept = len(found.findings) - flipping
    more = f"; --all shows the {kept} others" if kept and not everything else ""
    tell(
        found.below,
        (
            f"rolled up: {resting(found.rolled_up)}",
            f"{flipping} of {len(found.findings)} findings flip{more}",
        ),
    )
    return 0


def _cells(flip: Flip) -> tuple[str, ...]:
    return (
        flip.what,
        "yes" if flip.flips else "no",
        flip.below,
        flip.rolled_up,
        flip.sentence,
        " | ".join(map(str, flip.evidence)),
    )


def _lines(shown: list[Flip]) -> Iterator[str]:
    for flip in shown:
        yield f"{flip.what}: {flip.sentence}"
        yield from (f"    {quote}" for quote in flip.evidence)


def _document(found: Flips, shown: list[Flip]) -> dict[str, Any]:
    findings = [
        {
            **dict(zip(COLUMNS, _cells(flip))),
            "flips": flip.flips,
            "evidence": list(map(quoted_json, flip.evidence)),
        }
        for flip in shown
    ]
    return {"below": said(found.below), "rolled_up": said(found.rolled_up), "findings": findings}
