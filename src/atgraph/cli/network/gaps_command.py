"""atgraph network gaps."""

from typing import Any

import click

from atgraph.cli import options
from atgraph.cli.network import network_options as shared
from atgraph.cli.render import write
from atgraph.network.choice import Chosen
from atgraph.network.gaps import GRIDS, SECTIONS, Gap, find_gaps

COLUMNS = ("section", "one", "other", "found", "what", "detail", "evidence")
KINDS = click.Choice(SECTIONS)
FEW = "what is empty says that these texts do not speak of it, not that nobody does it"
SECTION_HELP = "What is looked for; give it again for more. By default all."
GRID_HELP = (
    "Grids whose names begin so, as themes or technologies-by-purposes; give it again for more."
)
TOP_HELP = "How many findings; 0 for all, as by default with --grid. By default 10."


@click.command("gaps")
@click.option("--section", "sections", type=KINDS, multiple=True, help=SECTION_HELP)
@click.option("--grid", "grids", metavar="NAME", multiple=True, help=GRID_HELP)
@click.option("--top", type=click.IntRange(0), help=TOP_HELP)
@shared.evidence_option
@shared.seed_option
@shared.counting_in_text
def gaps_command(
    sections: tuple[str, ...], evidence: bool, fmt: str | None, chosen: Chosen, **wanted: Any
) -> int:
    """List what is missing, what concerns the most bodies first.

    Cells of a grid that nothing fills (any two lists of themes make a grid, as
    purposes-by-technologies); pairs of communities whose links all run through one actor, or that
    have none; members of one coalition who have a part in no event together and no declared tie
    besides. The column found says how much there is: 0 is a gap. An empty cell concerns the bodies
    that fill others of its row and column, a coalition its members who are apart. With --grid or
    --top 0 every cell and pair is listed, those filled too, which open their words with --evidence.
    """
    sections = sections or ((GRIDS,) if wanted["grids"] else SECTIONS)
    quotes = evidence or fmt == "json"
    found = find_gaps(options.open_graph(), sections=sections, quotes=quotes, **wanted, **chosen)
    findings = [{column: getattr(gap, column) for column in COLUMNS} for gap in found.findings]
    document = {**shared.described(found.network), "events": found.events, "findings": findings}
    columns = COLUMNS if evidence else COLUMNS[:-1]
    rows = [_cells(gap)[: len(columns)] for gap in found.findings]
    write(columns, rows, fmt, document=document, lines=found.lines(evidence))
    events = f"{found.events} events are looked at: {FEW}"
    shared.say_what_counts(found.network, (*found.notes, events))
    return 0 if found.findings else 1


def _cells(gap: Gap) -> list[str]:
    quotes = " | ".join(map(str, gap.evidence))
    return [gap.section, gap.one, gap.other, str(gap.found), gap.what, gap.detail, quotes]
