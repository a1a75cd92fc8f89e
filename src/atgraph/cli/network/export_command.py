"""atgraph network export."""

from dataclasses import replace
from pathlib import Path

import click
from click.core import ParameterSource

from atgraph.api import KnowledgeGraph
from atgraph.cli import options
from atgraph.cli.network import network_options as shared
from atgraph.cli.render import write_bytes
from atgraph.export.network import ENDINGS, WRITERS, export_network, tables
from atgraph.export.network.who_what import listed_through, sheet
from atgraph.files import write_file
from atgraph.network.choice import Chosen, choose
from atgraph.network.communities import divide
from atgraph.network.measures import MEASURES, compact
from atgraph.network.network import Network

SHEET = "3w"
NOT_OF_SHEET = ("measures", "actors", "ties", "level", "event", "first", "last", "cap")
WORKBOOK = "xlsx"
FORMATS = ("graphml", "gexf", "csv", "cytoscape", "kumu", WORKBOOK, SHEET)
FORMAT_HELP = (
    "Default: as the FILE of -o ends (.graphml .gexf .csv .zip .cyjs .json .xlsx); else graphml."
)


@click.command("export")
@options.output_option("Write here instead of to stdout.")
@click.option("--format", "fmt", type=click.Choice(FORMATS), help=FORMAT_HELP)
@options.flag_option("--measures", "Add what rank and communities count of each actor.")
@shared.actors_option
@shared.tie_options("unit")
def export_command(
    output: Path | None, fmt: str | None, measures: bool, actors: str, chosen: Chosen
) -> None:
    """Write the network for other programs.

    For Gephi (graphml, gexf), Cytoscape, Kumu or a spreadsheet (csv), or as a sheet of who does
    what where (3w).

    csv is two tables, nodes and edges: in one zip, or where FILE ends in .csv beside it as
    FILE-nodes.csv and FILE-edges.csv. 3w is a sheet of organisations by what they do, theme, place
    and event, with HXL hashtags, and of all ties. A FILE that ends in .xlsx is a workbook, of the
    network or of 3w, with a link to the address of each source.
    """
    ending = output.suffix.lower() if output else ""
    if fmt is None:
        fmt = ENDINGS.get(ending, "graphml")
        if output and ending not in ENDINGS:
            raise click.UsageError(
                f"{output.name} does not say by its ending what to write; end it in"
                f" {' '.join(ENDINGS)}, or give --format"
            )
    if output and fmt != SHEET and (ending == f".{WORKBOOK}") != (fmt == WORKBOOK):
        raise click.UsageError(
            f"{output.name} cannot be {fmt}; end it otherwise, or choose another"
        )
    if fmt == SHEET:
        _check_sheet(click.get_current_context())
        write_bytes(_sheet(chosen, ending == f".{WORKBOOK}"), output)
        return
    kg, network = _open_to_hand_on(chosen, actors)
    flat = export_network(kg, network, _measured(network) if measures else None)
    if output and fmt == "csv" and ending == ".csv":
        for name, data in tables(flat).items():
            write_file(output.with_name(f"{output.stem}-{name}"), data)
    else:
        write_bytes(WRITERS[fmt](flat), output)
    empty = "" if len(network.graph) else "the network is empty: none of these ties is there"
    shared.say_what_counts(network, (empty,))


def _open_to_hand_on(chosen: Chosen, actors: str) -> tuple[KnowledgeGraph, Network]:
    """Draw the network of what is published, with who is left out of it counted."""
    whole = options.open_graph()
    kg = whole if chosen["on_request"] else whole.published()
    network = kg.network(actors=actors, **chosen)
    if kg is not whole:
        hidden = choose(whole, chosen, actors).left_out.on_request
        network = replace(network, left_out=replace(network.left_out, on_request=hidden))
    return kg, network


def _check_sheet(context: click.Context) -> None:
    """Refuse options that change nothing, so that nobody takes the sheet for less than it is."""
    given = [
        option.opts[0]
        for option in context.command.params
        if option.name in NOT_OF_SHEET
        and context.get_parameter_source(option.name) is not ParameterSource.DEFAULT
    ]
    if given:
        raise click.UsageError(
            "the sheet is of all events and days, and of what organisations do, each as printed;"
            f" leave out {', '.join(given)}"
        )


def _measured(network: Network) -> dict[str, dict[str, object]]:
    """Return actor → what is counted of it."""
    counted = compact(network.graph)
    found: dict[str, dict[str, object]] = {actor: {} for actor in network.graph}
    for measure in MEASURES.values():
        for actor, value in measure.compute(counted).items():
            number = value if value is None or not measure.whole else int(value)
            found[actor][measure.name.replace("-", "_")] = number
    for community in divide(counted).communities:
        for member in community.members:
            ambiguity = None if member.ambiguity is None else round(member.ambiguity, 6)
            found[member.actor] |= {"community": community.number, "ambiguity": ambiguity}
    return found


def _sheet(chosen: Chosen, as_workbook: bool) -> bytes:
    kg = options.open_graph()
    if not chosen["on_request"]:
        options.say_listed(listed_through(kg))
        kg = kg.published()
    return sheet(kg, as_workbook=as_workbook)
