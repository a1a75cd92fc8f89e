"""atgraph network compare."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from atgraph.cli.network.choosing import choosing, left_out_json, quoted_json
from atgraph.cli.network.counting import text_option, write
from atgraph.cli.options import open_graph

if TYPE_CHECKING:
    from atgraph.network.compare import Change, Comparison, Side
    from atgraph.network.ties.choice import Chosen

COLUMNS = ("change", "who", "kind", "before", "now", "sentence", "evidence_before", "evidence_now")


@click.command("compare")
@click.argument("before", required=False, default="")
@click.argument("now", required=False, default="")
@click.option(
    "--store-before",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Compare with the graph that was built here.",
)
@click.option(
    "--data-before",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The data of that graph; by default as --data.",
)
@click.option(
    "--actors",
    type=click.Choice(("organizations", "people", "both")),
    default="both",
    show_default=True,
    help="Who is compared.",
)
@text_option
@choosing(level="unit")
def command(
    before: str,
    now: str,
    store_before: Path | None,
    data_before: Path | None,
    actors: str,
    fmt: str | None,
    chosen: Chosen,
    store: Path | None,
    asserted: bool,
) -> int:
    """Tell what changed from one programme to another.

    BEFORE and NOW are two programmes of the graph, by id or name. With --store-before they are
    looked up in two builds, and without names all of the two is compared. Who is new and who left,
    whose title is another, which ties are kept, new or ended between actors who are in both, and
    which themes rose or fell, by the share of events that speak of them.
    """
    from atgraph.api import KnowledgeGraph
    from atgraph.network.compare import compare

    if not store_before and not now:
        raise click.UsageError(
            "name two programmes, as `atgraph list events` has them, or an earlier build with --store-before"
        )
    if before and chosen["when"]:
        raise click.UsageError(
            "a programme has its own events and days; leave out --event, --from and --to, or the programmes"
        )
    earlier = (
        KnowledgeGraph.open(store_before, asserted=asserted) if store_before else None
    )  # whatever server --endpoint names
    found = compare(
        open_graph(store, asserted),
        before,
        now,
        kg_before=earlier,
        data_before=data_before,
        actors=actors,
        **chosen,
    )
    write(COLUMNS, list(map(_cells, found.changes)), fmt, _document(found), _lines(found))
    _tell(found)
    return 0


def _tell(found: Comparison) -> None:
    from atgraph.cli import say
    from atgraph.cli.network.choosing import tell_left_out

    say(str(found))
    if found.is_same_build:
        say(f"both builds hold the same data, version {found.now.kg.version[:12]}")
    if found.of_others:
        say(
            f"besides, {found.of_others} tie{'s are' if found.of_others > 1 else ' is'} new or ended because one of their two actors is new or left"
        )
    say(f"{found.themes_kept} themes have the same share of the events in both. {found.now.choice}")
    if found.before.has_whole or found.now.has_whole:
        say(
            "a programme counts as one event more where its own text says something, beside its parts"
        )
    for words, edition in (("before", found.before), ("now", found.now)):
        if str(edition.network.left_out):
            say(f"{words}:")
            tell_left_out(edition.network.left_out)


def _cells(change: Change) -> tuple[str, ...]:
    quotes = (" | ".join(map(str, side.evidence)) for side in (change.before, change.now))
    return (
        change.what,
        change.who,
        change.kind,
        change.before.said,
        change.now.said,
        change.sentence,
        *quotes,
    )


def _lines(found: Comparison) -> Iterator[str]:
    last = ""
    for change in found.changes:
        if change.what != last:
            yield from [""] if last else []
            last = change.what
            yield f"{last} ({found.count(last)})"
        yield f"  {change.sentence}"
        for words, side in (("before", change.before), ("now", change.now)):
            yield from (f"      {words}: {quote}" for quote in side.evidence)


def _document(found: Comparison) -> dict[str, Any]:
    editions = {
        name: {
            "label": edition.label,
            "events": len(edition.events),
            "left_out": left_out_json(edition.network.left_out),
        }
        for name, edition in (("before", found.before), ("now", found.now))
    }
    kept = {"ties_of_newcomers_and_leavers": found.of_others, "themes_kept": found.themes_kept}
    return {
        **editions,
        "choice": str(found.now.choice),
        **kept,
        "changes": list(map(_change, found.changes)),
    }


def _change(change: Change) -> dict[str, Any]:
    told = {
        "change": change.what,
        "who": change.who,
        "iris": change.iris,
        "kind": change.kind,
        "sentence": change.sentence,
    }
    return {**told, "before": _side(change.before), "now": _side(change.now)}


def _side(side: Side) -> dict[str, Any]:
    return {
        "said": side.said,
        "statements": side.statements,
        "evidence": list(map(quoted_json, side.evidence)),
    }
