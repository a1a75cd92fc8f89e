"""atgraph network flips."""

from collections.abc import Iterator

import click

from atgraph.cli import options
from atgraph.cli.network import network_options as shared
from atgraph.cli.render import write
from atgraph.network.choice import Chosen
from atgraph.network.flips import find_flips
from atgraph.network.two_levels import Flip

COLUMNS = ("what", "flips", "below", "rolled_up", "sentence", "evidence")


@click.command("flips")
@options.flag_option("--all", "Also what stays as it is.", "everything")
@options.number_option("--top", 5, "How many at the top of a ranking, and how many examples.", 1)
@shared.seed_option
@shared.counting_in_text
def flips_command(
    everything: bool, top: int, seed: int, actors: str, fmt: str | None, chosen: Chosen
) -> None:
    """Tell what changes when units are rolled up.

    The network is drawn at --level and rolled up to the body above, and each finding is told with
    its figures at both: which events hang together, parts, partners, paths, ranks, cut points,
    communities. A finding flips where another answer comes out, and not only another number.
    Findings that one tie decides open its words.
    """
    found = find_flips(options.open_graph(), actors=actors, top=top, seed=seed, **chosen)
    shown = [flip for flip in found.findings if everything or flip.flips]
    levels = {name: shared.described(getattr(found, name)) for name in ("below", "rolled_up")}
    findings = [{column: getattr(flip, column) for column in COLUMNS} for flip in shown]
    document = {**levels, "findings": findings}
    write(COLUMNS, map(_cells, shown), fmt, document=document, lines=_lines(shown))
    flipping = sum(flip.flips for flip in found.findings)
    kept = len(found.findings) - flipping
    more = f"; --all shows the {kept} others" if kept and not everything else ""
    counted = f"{flipping} of {len(found.findings)} findings flip{more}"
    shared.say_what_counts(found.below, (f"rolled up: {shared.resting(found.rolled_up)}", counted))


def _cells(flip: Flip) -> tuple[str, ...]:
    flips, quotes = "yes" if flip.flips else "no", " | ".join(map(str, flip.evidence))
    return flip.what, flips, flip.below, flip.rolled_up, flip.sentence, quotes


def _lines(shown: list[Flip]) -> Iterator[str]:
    for flip in shown:
        yield f"{flip.what}: {flip.sentence}"
        yield from (f"    {quote}" for quote in flip.evidence)
