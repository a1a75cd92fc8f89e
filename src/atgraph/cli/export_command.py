"""atgraph export."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from atgraph.cli.options import data_folder, open_graph, reading

if TYPE_CHECKING:
    from atgraph.knowledge import KnowledgeGraph

PROFILES = ("all", "aligned", "void", "schema.org")
FORMATS = ("nq", "ttl", "jsonld")
ENDINGS = {".nq": "nq", ".ttl": "ttl", ".jsonld": "jsonld", ".json": "jsonld"}


@click.command("export")
@click.option("--profile", type=click.Choice(PROFILES), default="all", show_default=True, help="What is written.")
@click.option("--format", "fmt", type=click.Choice(FORMATS), help="Default: as the FILE of -o ends; else nq, for void ttl, for schema.org jsonld.")
@click.option("--data", type=click.Path(path_type=Path), metavar="DIR", help="For schema.org: the registry here says who is listed on request.")
@click.option("-o", "output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Write here instead of to stdout.")
@reading
def command(profile: str, fmt: str | None, data: Path | None, output: Path | None, store: Path | None, asserted: bool) -> None:
    """Write the graph: as sorted N-Quads (nq), JSON-LD (jsonld), or Turtle without the graphs' names (ttl).

    The profile is the whole graph (all), the same with the terms of other vocabularies (aligned), the description of
    the dataset in VoID and DCAT (void), or its events as search engines read them (schema.org).
    """
    from atgraph.export import SCHEMA_ORG, check_format, export
    from atgraph.files import write_file

    if fmt is None and output is not None:
        fmt = ENDINGS.get(output.suffix.lower())
    check_format(profile, fmt)
    kg = open_graph(store, asserted)
    written = _events(kg, data_folder(data)) if profile == SCHEMA_ORG else export(kg, profile, fmt)
    if output is None:
        sys.stdout.buffer.write(written)
    else:
        write_file(output, written)


def _events(kg: KnowledgeGraph, data: Path) -> bytes:
    from atgraph.cli import say
    from atgraph.schema_org import read_events

    events = read_events(kg, data / "registry")
    if events.unlisted:
        say(f"left out: {events.unlisted} {'person' if events.unlisted == 1 else 'people'} listed on request")
    for event in events.incomplete:
        say(f"left out: {event}, of which search engines want a name, a date and a place")
    return events.serialize()
