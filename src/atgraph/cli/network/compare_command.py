"""atgraph network compare."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import click

from atgraph.api import KnowledgeGraph
from atgraph.cli import options, say
from atgraph.cli.network.network_options import say_left_out, tie_options
from atgraph.cli.render import write
from atgraph.network.choice import ACTORS, Chosen
from atgraph.network.compare import Change, Comparison, compare

COLUMNS = ("change", "who", "kind", "before", "now", "sentence", "evidence_before", "evidence_now")
NAME_TWO = (
    "name two programmes, as `atgraph list events` has them, or an earlier build with"
    " --store-before"
)
OWN_DAYS = (
    "a programme has its own events and days; leave out --event, --from and --to, or the programmes"
)


@click.command("compare")
@click.argument("before", required=False, default="")
@click.argument("now", required=False, default="")
@options.path_option("--store-before", "DIR", "Compare with the graph that was built here.")
@options.choice_option("--actors", ACTORS, "both", "Who is compared.")
@options.text_option
@tie_options("unit")
def compare_command(
    before: str, now: str, store_before: Path | None, fmt: str | None, chosen: Chosen, **more: Any
) -> None:
    """Tell what changed from one programme to another.

    BEFORE and NOW are two programmes of the graph, by id or name. With --store-before they are
    looked up in two builds, and without names all of the two is compared. Who is new and who left,
    whose title is another, which ties are kept, new or ended between actors who are in both, and
    which themes rose or fell, by the share of events that speak of them.
    """
    if not store_before and not now:
        raise click.UsageError(NAME_TWO)
    if before and any(chosen[name] for name in ("event", "first", "last")):
        raise click.UsageError(OWN_DAYS)
    earlier = None  # a store, whatever server --endpoint names
    if store_before:
        earlier = KnowledgeGraph.open(store_before, asserted=options.kept("asserted"))
    found = compare(options.open_graph(), before, now, kg_before=earlier, **more, **chosen)
    rows = map(_cells, found.changes)
    write(COLUMNS, rows, fmt, document=_document(found), lines=_lines(found))
    _say_what_counts(found)


def _say_what_counts(found: Comparison) -> None:
    say(str(found))
    if found.is_same_build:
        say(f"both builds hold the same data, version {found.now.kg.version[:12]}")
    if found.of_others:
        ties = f"tie{'s are' if found.of_others > 1 else ' is'}"
        say(
            f"besides, {found.of_others} {ties} new or ended because one of their two actors is new"
            " or left"
        )
    say(f"{found.themes_kept} themes have the same share of the events in both. {found.now.choice}")
    if found.before.has_whole or found.now.has_whole:
        say(
            "a programme counts as one event more where its own text says something, beside its"
            " parts"
        )
    for words, edition in (("before", found.before), ("now", found.now)):
        if str(edition.network.left_out):
            say(f"{words}:")
            say_left_out(edition.network.left_out)


def _cells(change: Change) -> tuple[str, ...]:
    quotes = (" | ".join(map(str, side.evidence)) for side in (change.before, change.now))
    said = (change.before.said, change.now.said)
    return (change.what, change.who, change.kind, *said, change.sentence, *quotes)


def _lines(found: Comparison) -> Iterator[str]:
    for number, (what, changes) in enumerate(groupby(found.changes, lambda change: change.what)):
        yield from [""] if number else []
        yield f"{what} ({found.count(what)})"
        for change in changes:
            yield f"  {change.sentence}"
            for words, side in (("before", change.before), ("now", change.now)):
                yield from (f"      {words}: {quote}" for quote in side.evidence)


def _document(found: Comparison) -> dict[str, Any]:
    editions = {
        name: {"label": one.label, "events": len(one.events), "left_out": one.network.left_out}
        for name, one in (("before", found.before), ("now", found.now))
    }
    parts = ("who", "iris", "kind", "sentence", "before", "now")
    changes = [
        {"change": change.what, **{part: getattr(change, part) for part in parts}}
        for change in found.changes
    ]
    return {
        **editions,
        "choice": str(found.now.choice),
        "ties_of_newcomers_and_leavers": found.of_others,
        "themes_kept": found.themes_kept,
        "changes": changes,
    }
