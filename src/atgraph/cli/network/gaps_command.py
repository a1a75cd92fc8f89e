"""atgraph network gaps."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from atgraph.cli.network.choosing import quoted_json
from atgraph.cli.network.counting import said, seed_option, tell, telling, write
from atgraph.cli.options import open_graph

if TYPE_CHECKING:
    from atgraph.ask.evidence import Quoted
    from atgraph.network.gaps import Gap, Gaps
    from atgraph.network.ties.choice import Chosen

COLUMNS = ("section", "one", "other", "found", "what", "detail")
SECTIONS = ("grids", "communities", "members")
FEW = "what is empty says that these texts do not speak of it, not that nobody does it"


@click.command("gaps")
@click.option(
    "--section",
    "sections",
    type=click.Choice(SECTIONS),
    multiple=True,
    help="What is looked for; give it again for more. By default all.",
)
@click.option(
    "--grid",
    "grids",
    metavar="NAME",
    multiple=True,
    help="Grids whose names begin so, as themes or technologies-by-purposes; give it again for more.",
)
@click.option(
    "--top",
    type=click.IntRange(0),
    default=20,
    show_default=True,
    help="How many pairs of communities, and of members of a coalition; 0 for all.",
)
@click.option("--evidence", is_flag=True, help="Add the quotes, with file:line.")
@seed_option
@telling
def command(
    sections: tuple[str, ...],
    grids: tuple[str, ...],
    top: int,
    evidence: bool,
    seed: int,
    actors: str,
    fmt: str | None,
    chosen: Chosen,
    store: Path | None,
    asserted: bool,
) -> int:
    """List what is missing.

    Cells of a grid that nothing fills (any two lists of themes make a grid, as
    purposes-by-technologies); pairs of communities whose links all run through one actor, or that
    have none; members of one coalition who have a part in no event together and no declared tie
    besides. The column found says how much there is: 0 is a gap. A filled cell opens its words with
    --evidence.
    """
    from atgraph.network.gaps import find_gaps

    kg = open_graph(store, asserted)
    wanted = sections or (("grids",) if grids else SECTIONS)
    found = find_gaps(
        kg,
        sections=wanted,
        grids=grids,
        seed=seed,
        actors=actors,
        top=top,
        quotes=evidence or fmt == "json",
        **chosen,
    )
    rows = [
        [*_cells(finding), *([" | ".join(map(str, finding.evidence))] if evidence else [])]
        for finding in found.findings
    ]
    write(
        (*COLUMNS, "evidence") if evidence else COLUMNS,
        rows,
        fmt,
        _document(found, found.findings),
        found.lines(evidence),
    )
    tell(found.network, (*found.notes, f"{found.events} events are looked at: {FEW}"))
    return 0 if found.findings else 1


def _cells(finding: Gap) -> list[str]:
    return [
        finding.section,
        finding.one,
        finding.other,
        str(finding.found),
        finding.what,
        finding.detail,
    ]


def _document(found: Gaps, findings: list[Gap]) -> dict[str, Any]:
    return {
        **said(found.network),
        "events": found.events,
        "findings": list(map(_finding, findings)),
    }


def _finding(finding: Gap) -> dict[str, Any]:
    quotes: tuple[Quoted, ...] = finding.evidence
    return {
        **dict(zip(COLUMNS, _cells(finding))),
        "found": finding.found,
        "evidence": list(map(quoted_json, quotes)),
    }
