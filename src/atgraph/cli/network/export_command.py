"""atgraph network export."""

from collections.abc import Collection
from pathlib import Path

import click
from click.core import ParameterSource

from atgraph.cli import options, say
from atgraph.cli.network import network_options as shared
from atgraph.cli.render import write_bytes
from atgraph.export.network import (
    ENDINGS,
    WRITERS,
    Flat,
    draw_to_hand_on,
    export_network,
    tables,
)
from atgraph.export.network.who_what import listed_through, sheet
from atgraph.files import write_file
from atgraph.network.choice import Chosen
from atgraph.network.communities import divide
from atgraph.network.measures import MEASURES, compact
from atgraph.network.network import Network

SHEET = "3w"
ACTORS_ALONE, ALL = "actors", "all"
OF_SHEET = "the sheet is of all events and days, and of what organisations do, each as printed"
NOT_OF_SHEET = ("nodes", "measures", "actors", "ties", "level", "event", "first", "last", "cap")
OF_ALL = "--nodes all writes each thing and tie by itself, and links and counts no actors"
NOT_OF_ALL = ("measures", "actors", "cap")
EMPTY = "the network is empty: none of these ties is there"
WORKBOOK = "xlsx"
FORMATS = ("graphml", "gexf", "csv", "cytoscape", "kumu", WORKBOOK, SHEET)
FORMAT_HELP = (
    "Default: as the FILE of -o ends (.graphml .gexf .csv .zip .cyjs .json .xlsx); else graphml."
)

NODES_HELP = "Actors; or all: also events, themes, tools and works, with each tie, as maps draw it."


@click.command("export")
@options.output_option("Write here instead of to stdout.")
@click.option("--format", "fmt", type=click.Choice(FORMATS), help=FORMAT_HELP)
@options.choice_option("--nodes", (ACTORS_ALONE, ALL), ACTORS_ALONE, NODES_HELP)
@options.flag_option("--measures", "Add what rank and communities count of each actor.")
@shared.actors_option
@shared.tie_options("unit")
def export_command(
    output: Path | None, fmt: str | None, nodes: str, measures: bool, actors: str, chosen: Chosen
) -> None:
    """Write the network for other programs.

    For Gephi (graphml, gexf), Cytoscape, Kumu or a spreadsheet (csv), or as a sheet of who does
    what where (3w).

    csv is two tables, nodes and edges: in one zip, or where FILE ends in .csv beside it as
    FILE-nodes.csv and FILE-edges.csv. 3w is a sheet of organisations by what they do, theme, place
    and event, with HXL hashtags, and of all ties. A FILE that ends in .xlsx is a workbook, of the
    network or of 3w, with a link to the address of each source.

    With --nodes all, every kind of tie is written unless --ties names some, as `atgraph map` does.
    """
    fmt = _format(output, fmt)
    if fmt == SHEET:
        _refuse(NOT_OF_SHEET, OF_SHEET)
        write_bytes(_sheet(chosen, output is not None and output.suffix.lower() == ".xlsx"), output)
    elif nodes == ALL:
        _refuse(NOT_OF_ALL, OF_ALL)
        _write_things(chosen, output, fmt)
    else:
        kg, network = draw_to_hand_on(options.open_graph(), actors, chosen)
        _write(export_network(kg, network, _measured(network) if measures else None), output, fmt)
        shared.say_what_counts(network, ("" if len(network.graph) else EMPTY,))


def _format(output: Path | None, fmt: str | None) -> str:
    """Return what to write, as chosen or as the name of the file says."""
    ending = output.suffix.lower() if output else ""
    if output and fmt is None and ending not in ENDINGS:
        raise click.UsageError(
            f"{output.name} does not say by its ending what to write; end it in"
            f" {' '.join(ENDINGS)}, or give --format"
        )
    fmt = fmt or ENDINGS.get(ending, "graphml")
    if output and fmt != SHEET and (ending == f".{WORKBOOK}") != (fmt == WORKBOOK):
        raise click.UsageError(
            f"{output.name} cannot be {fmt}; end it otherwise, or choose another"
        )
    return fmt


def _given(names: Collection[str]) -> list[str]:
    """Return those options that were typed."""
    context = click.get_current_context()
    there = {o.name: o.opts[0] for o in context.command.params if o.name in names}
    source = context.get_parameter_source
    return [typed for name, typed in there.items() if source(name) is not ParameterSource.DEFAULT]


def _refuse(names: Collection[str], why: str) -> None:
    """Refuse options that change nothing, so that nobody takes a file for less than it is."""
    if given := _given(names):
        raise click.UsageError(f"{why}; leave out {', '.join(given)}")


def _write(flat: Flat, output: Path | None, fmt: str) -> None:
    if output and fmt == "csv" and output.suffix.lower() == ".csv":
        for name, data in tables(flat).items():
            write_file(output.with_name(f"{output.stem}-{name}"), data)
    else:
        write_bytes(WRITERS[fmt](flat), output)


def _write_things(chosen: Chosen, output: Path | None, fmt: str) -> None:
    from atgraph.network.all_things import draw_things  # slow

    if not _given(["ties"]):
        chosen["ties"] = ()
    kg = options.open_graph()
    drawn = draw_things(kg, **chosen)
    _write(export_network(kg, drawn), output, fmt)
    say(drawn.words if drawn.nodes else f"{drawn.words} {EMPTY}")
    shared.say_left_out(drawn.left_out)


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
