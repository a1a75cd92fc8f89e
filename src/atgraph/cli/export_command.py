"""atgraph export."""

from pathlib import Path

import click

from atgraph.api import KnowledgeGraph
from atgraph.cli import options, say
from atgraph.cli.render import write_bytes
from atgraph.export.parts import write_parts
from atgraph.export.rdf import FORMATS, PROFILES, SCHEMA_ORG, SPARQL_EXAMPLES, check_format, export
from atgraph.export.schema_org import read_events
from atgraph.export.sparql_examples import (
    TARGET,
    check_target,
    example_files,
    read_examples,
    write_examples,
)
from atgraph.text import plural

VOID = "void"  # it tells of no people
ENDINGS = {".nq": "nq", ".ttl": "ttl", ".jsonld": "jsonld", ".json": "jsonld"}
FORMAT_HELP = "Default: as the FILE of -o ends; else nq or what the profile is in."
PARTS_HELP = "Write N-Quads into this folder, a file for each graph, for a bulk loader."
TARGET_HELP = "For sparql-examples: the address of the endpoint that they are for."


@click.command("export")
@options.choice_option("--profile", PROFILES, "all", "What is written.")
@click.option("--format", "fmt", type=click.Choice(FORMATS), help=FORMAT_HELP)
@click.option("--target", metavar="URL", help=TARGET_HELP)
@options.path_option("--parts", "DIR", PARTS_HELP)
@options.output_option("Write here instead of to stdout; for sparql-examples a folder.")
@options.include_option
@options.unread_option
@options.reading
def export_command(
    profile: str,
    fmt: str | None,
    target: str | None,
    parts: Path | None,
    output: Path | None,
    include: bool,
) -> None:
    """Write the graph as a file.

    As sorted N-Quads (nq), JSON-LD (jsonld), or Turtle without the graphs' names (ttl). The profile
    is the whole graph (all), the same with the terms of other vocabularies (aligned), the
    description of the dataset in VoID and DCAT (void), its events as search engines read them
    (schema.org), or the questions as SIB sparql-examples (sparql-examples), a file each.
    """
    if parts is not None and (output is not None or profile != "all" or fmt not in {None, "nq"}):
        raise click.UsageError(
            "--parts writes the whole graph as nq; leave out what says otherwise"
        )
    if fmt is None and output is not None:
        fmt = ENDINGS.get(output.suffix.lower())
    check_format(profile, fmt)
    if output is not None and output.is_dir() and profile != SPARQL_EXAMPLES:
        raise click.BadParameter(f"{str(output)!r} is a folder; name a file", param_hint="-o")
    kg = options.open_published(include or profile == VOID)
    if parts is not None:
        with options.saying_who_is_left_out(kg), kg.steady():
            files = write_parts(kg, parts)
        say(f"{plural(len(files), 'file')} in {parts}, to be loaded all")
        return
    if profile == SPARQL_EXAMPLES:
        _examples(kg, target, output)
        return
    with options.saying_who_is_left_out(kg):
        with kg.steady():
            written = _events(kg) if profile == SCHEMA_ORG else export(kg, profile, fmt)
        write_bytes(written, output)


def _events(kg: KnowledgeGraph) -> bytes:
    events = read_events(kg)
    for event in events.incomplete:
        say(f"left out: {event}, of which search engines want a name, a date and a place")
    return events.serialize()


def _examples(kg: KnowledgeGraph, target: str | None, folder: Path | None) -> None:
    address = check_target(target or TARGET)
    with options.saying_who_is_left_out(kg):
        examples, without = read_examples(kg)
    if without:
        say(f"left out: {', '.join(without)}, to which the graph has no answer")
    if folder is None:
        click.echo("\n".join(example_files(examples, address).values()), nl=False)
    else:
        write_examples(examples, address, folder)
