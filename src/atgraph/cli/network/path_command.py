"""atgraph network path."""

from collections.abc import Iterator
from typing import Any

import click

from atgraph.cli import options
from atgraph.cli.network.network_options import days, say_left_out, tie_options
from atgraph.cli.render import chosen_format, write
from atgraph.network.choice import Chosen
from atgraph.network.paths import Hop, MissingLink, PathsFound, find_paths
from atgraph.network.steps import THROUGH
from atgraph.text import plural

BEFORE = ("path", "step", "from", "to", "to_kind", "kind", "how", "role", "first_day", "last_day")
MOST = 3  # introductions that are shown


@click.command("path")
@click.argument("source", metavar="ACTOR")
@click.argument("target", metavar="OTHER")
@options.number_option("--paths", 3, "How many paths at most.", None)
@options.choice_option("--through", THROUGH, "any", "Who may stand between the two.")
@options.scores_option
@options.text_option
@tie_options("body")
def path_command(
    source: str, target: str, paths: int, scores: bool, fmt: str | None, chosen: Chosen, **more: Any
) -> int:
    """Find who could introduce ACTOR to OTHER.

    The paths lead over actors, events and other things in which they meet. A declared tie costs 1,
    a part in an event 2 - 1/n where n take part, a mention 4; the path that costs least is best. At
    the level body the two stand with everything within them. Without a path the nearest missing
    link is named.
    """
    found = find_paths(options.open_graph(), source, target, count=paths, **more, **chosen)
    say_left_out(found.left_out)
    document = {
        "source": found.source,
        "target": found.target,
        "through": found.through,
        "choice": str(found.choice),
        "introductions": list(found.introductions),
        "paths": [
            {"cost": round(cost, 6), "hops": list(map(_hop_json, path))}
            for path, cost in zip(found.paths, found.costs)
        ],
        "missing": list(map(_missing_json, found.missing)),
        "path_through": list(found.elsewhere),
        "left_out": found.left_out,
    }
    if found.paths or fmt == "json":
        columns = (*BEFORE, *["cost"] * scores, "evidence")
        lines = _lines(found, scores)
        write(columns, _rows(found, scores), fmt, document=document, lines=lines)
    else:
        click.echo(
            "\n".join([*_introduction_lines(found), *_missing_lines(found)]),
            err=chosen_format(fmt, True) != "text",
        )
    return 0 if found.paths else 1


def _rows(found: PathsFound, scores: bool) -> Iterator[list[str]]:
    """Yield a row for each link of each hop."""
    for number, path in enumerate(found.paths, 1):
        for step, hop in enumerate(path, 1):
            for link, quotes in zip(hop.links, hop.evidence):
                ends = [hop.source.label, hop.target.label, hop.target.kind]
                said = [link.kind, link.how, link.role, link.first, link.last]
                cost = [f"{hop.cost:.2f}"] * scores
                yield [str(number), str(step), *ends, *said, *cost, " | ".join(map(str, quotes))]


def _introduction_lines(found: PathsFound) -> Iterator[str]:
    """Yield the best introductions, each with its words."""
    for one in found.introductions[:MOST]:
        yield one.sentence
        yield from (f"    {quote}" for quote in one.evidence)
    if (more := len(found.introductions) - MOST) > 0:
        yield f"{more} more: `atgraph ask who-could-introduce`"
    if found.introductions:
        yield ""


def _lines(found: PathsFound, scores: bool) -> Iterator[str]:
    yield from _introduction_lines(found)
    for number, (path, cost) in enumerate(zip(found.paths, found.costs), 1):
        costs = f", cost {cost:.2f}" if scores else ""
        ends = f"{found.source.label} to {found.target.label}"
        yield f"{number}. {ends}: {plural(len(path), 'step')}{costs}"
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
    kind = hop.target.kind
    yield f"   {hop.target.label}" + ("" if kind in ("person", "organization") else f" ({kind})")


def _missing_lines(found: PathsFound) -> Iterator[str]:
    between = {"any": "", "people": " through people", "organizations": " through organisations"}
    ends = f"from {found.source.label} to {found.target.label}"
    yield f"No path{between[found.through]} leads {ends}."
    for other in found.elsewhere:
        ways = between[other] or " through people and organisations"
        yield f"There is one{ways}: --through {other}."
    if found.missing:
        yield "The nearest missing links:"
    for missing in found.missing:
        yield f"  “{missing.source[1]}” and “{missing.target[1]}”: {missing.how}, {missing.via[1]}"
        yield from (f"      {quote}" for quote in missing.evidence)


def _hop_json(hop: Hop) -> dict[str, Any]:
    ties = [{**vars(link), "evidence": quotes} for link, quotes in zip(hop.links, hop.evidence)]
    for tie in ties:
        del tie["via"]
    return {"from": hop.source, "to": hop.target, "cost": round(hop.cost, 6), "ties": ties}


def _missing_json(missing: MissingLink) -> dict[str, Any]:
    ends = ("source", "target", "via")
    places = {name: dict(zip(("iri", "label"), getattr(missing, name))) for name in ends}
    return {**vars(missing), **places}
