"""atgraph network path."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from atgraph.cli.network.choosing import choosing, days, left_out_json, quoted_json, tell_left_out
from atgraph.cli.network.counting import text_option
from atgraph.cli.options import open_graph

if TYPE_CHECKING:
    from atgraph.network.missing import MissingLink
    from atgraph.network.paths import Hop, PathsFound
    from atgraph.network.ties.choice import Chosen

COLUMNS = (
    "path",
    "step",
    "from",
    "to",
    "to_kind",
    "kind",
    "how",
    "role",
    "first_day",
    "last_day",
    "cost",
    "evidence",
)


@click.command("path")
@click.argument("source", metavar="ACTOR")
@click.argument("target", metavar="OTHER")
@click.option(
    "--paths", "count", type=int, default=3, show_default=True, help="How many paths at most."
)
@click.option(
    "--through",
    type=click.Choice(("any", "people", "organizations")),
    default="any",
    show_default=True,
    help="Who may stand between the two.",
)
@text_option
@choosing(level="body")
def command(
    source: str,
    target: str,
    count: int,
    through: str,
    fmt: str | None,
    chosen: Chosen,
    store: Path | None,
    asserted: bool,
) -> int:
    """Find who could introduce ACTOR to OTHER.

    The paths lead over actors, events and other things in which they meet. A declared tie costs 1,
    a part in an event 2 - 1/n where n take part, a mention 4; the path that costs least is best. At
    the level body the two stand with everything within them. Without a path the nearest missing
    link is named.
    """
    from atgraph.export.tables import default_format, render
    from atgraph.network.paths import find_paths

    found = find_paths(
        open_graph(store, asserted), source, target, count=count, through=through, **chosen
    )
    fmt = fmt or ("text" if sys.stdout.isatty() else default_format())
    tell_left_out(found.left_out)
    if fmt == "json":
        click.echo(_json(found), nl=False)
    elif not found.paths:
        click.echo("\n".join(_missing_lines(found)), err=fmt != "text")
    elif fmt == "text":
        click.echo("\n".join(_lines(found)))
    else:
        click.echo(render(COLUMNS, list(_rows(found)), fmt), nl=False)
    return 0 if found.paths else 1


def _rows(found: PathsFound) -> Iterator[list[str]]:
    """Yield a row for each link of each hop."""
    for number, path in enumerate(found.paths, 1):
        for step, hop in enumerate(path, 1):
            for link, quotes in zip(hop.links, hop.evidence):
                ends = [hop.source.label, hop.target.label, hop.target.kind]
                said = [link.kind, link.how, link.role, link.first, link.last, f"{hop.cost:.2f}"]
                yield [str(number), str(step), *ends, *said, " | ".join(map(str, quotes))]


def _lines(found: PathsFound) -> Iterator[str]:
    for number, (path, cost) in enumerate(zip(found.paths, found.costs), 1):
        yield f"{number}. {found.source.label} to {found.target.label}: {len(path)} step{'s' if len(path) > 1 else ''}, cost {cost:.2f}"
        yield f"   {found.source.label}"
        for hop in path:
            yield from _hop_lines(hop)
        if number < len(found.paths):
            yield ""


def _hop_lines(hop: Hop) -> Iterator[str]:
    for link, quotes in zip(hop.links, hop.evidence):
        how = link.how if link.kind == link.how else f"{link.how} ({link.kind})"
        yield f"     | {', '.join(filter(None, [how, link.role, days(link)]))}"
        yield from (f"     |     {quote}" for quote in quotes)
    yield f"   {hop.target.label}" + (
        f" ({hop.target.kind})" if hop.target.kind not in ("person", "organization") else ""
    )


def _missing_lines(found: PathsFound) -> Iterator[str]:
    between = {"any": "", "people": " through people", "organizations": " through organisations"}
    yield f"No path{between[found.through]} leads from {found.source.label} to {found.target.label}."
    yield from (
        f"There is one{between[other] or ' through people and organisations'}: --through {other}."
        for other in found.elsewhere
    )
    if found.missing:
        yield "The nearest missing links:"
    for missing in found.missing:
        yield f"  “{missing.source[1]}” and “{missing.target[1]}”: {missing.how}, {missing.via[1]}"
        yield from (f"      {quote}" for quote in missing.evidence)


def _json(found: PathsFound) -> str:
    document = {
        "source": vars(found.source),
        "target": vars(found.target),
        "through": found.through,
        "choice": str(found.choice),
        "paths": [
            {"cost": round(cost, 6), "hops": list(map(_hop_json, path))}
            for path, cost in zip(found.paths, found.costs)
        ],
        "missing": list(map(_missing_json, found.missing)),
        "path_through": list(found.elsewhere),
        "left_out": left_out_json(found.left_out),
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _hop_json(hop: Hop) -> dict[str, Any]:
    ties = [
        {
            **{k: v for k, v in vars(link).items() if k != "via"},
            "evidence": list(map(quoted_json, quotes)),
        }
        for link, quotes in zip(hop.links, hop.evidence)
    ]
    return {
        "from": vars(hop.source),
        "to": vars(hop.target),
        "cost": round(hop.cost, 6),
        "ties": ties,
    }


def _missing_json(missing: MissingLink) -> dict[str, Any]:
    said = {
        name: dict(zip(("iri", "label"), getattr(missing, name)))
        for name in ("source", "target", "via")
    }
    return {
        "how": missing.how,
        **said,
        "steps": missing.steps,
        "evidence": list(map(quoted_json, missing.evidence)),
    }
