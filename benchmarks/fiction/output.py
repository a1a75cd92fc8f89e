"""The invented world on the disk.

Transcripts that `atgraph build --data` takes, or the N-Quads that the build would make of them.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import yaml
from pyoxigraph import RdfFormat, parse

from atgraph.build.built_graph import BuiltGraph
from atgraph.build.describe import describe
from atgraph.build.editor_help import editor_help
from atgraph.build.mapping import Draft, map_programme, map_registry
from atgraph.build.on_request import in_own_graphs
from atgraph.build.whole import complete
from atgraph.data.registry import Registry, read_registry
from atgraph.data.transcript import Programme
from atgraph.data.yaml_lines import Record, Rows, Text
from atgraph.errors import SourceError
from atgraph.files import resource_folder
from atgraph.rdf.namespaces import atgd, graph
from atgraph.rdf.ontology import Ontology
from atgraph.rdf.serialise import sorted_lines
from atgraph.rdf.version import version_of
from fiction.programme import FILE, TEXT, VENUE, Transcript, Writer
from fiction.world import World


class Plain(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """Writes what stands twice out twice, without anchors."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def invent(programmes: int, seed: int) -> tuple[list[Transcript], dict[str, list[dict[str, Any]]]]:
    """Return transcripts, and the registry of who is who in them."""
    world = World(programmes, seed)
    transcripts = [Writer(world, number, seed).write() for number in range(1, programmes + 1)]
    people = [person for person in world.registry["people"] if person["programmes"]]
    rows = (row for listed in world.registry.values() for row in listed)
    pages = {VENUE, *(row["source"] for row in rows if "source" in row)}
    return transcripts, {
        **world.registry,
        "people": people,
        "sources": [{"url": page, "read": "2026-01-01"} for page in sorted(pages)],
        "decisions": [d for t in transcripts for d in t.decisions],
    }


def write_transcripts(programmes: int, seed: int, folder: Path) -> None:
    """Write a data folder."""
    transcripts, registry = invent(programmes, seed)
    for transcript in transcripts:
        write_text(transcript, folder)
        write_yaml(transcript.record, folder / "programmes" / transcript.id / FILE)
    write_registry(registry, folder)


def write_registry(registry: dict[str, list[dict[str, Any]]], folder: Path) -> None:
    for name, rows in registry.items():
        write_yaml(rows, folder / "registry" / f"{name}.yml")


def write_text(transcript: Transcript, folder: Path) -> None:
    path = folder / "programmes" / transcript.id / TEXT
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(transcript.text, encoding="utf-8")


def write_yaml(value: object, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        yaml.dump(value, Dumper=Plain, allow_unicode=True, sort_keys=False, width=1000),
        encoding="utf-8",
    )


def write_nquads(programmes: int, seed: int, path: Path) -> int:
    """Write the graph that the build would make of the same transcripts, parted as it is there.

    It is not looked whether it may be published. Return the number of triples.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        transcripts, registry = invent(programmes, seed)
        write_registry(registry, folder)
        for transcript in transcripts:
            write_text(transcript, folder)
        quads = dict.fromkeys(parse("".join(asserted(transcripts, folder)), RdfFormat.N_QUADS))
    ontology = Ontology.read(resource_folder("ontology"))
    listed = frozenset(atgd(p["id"]) for p in registry["people"] if "listing" in p)
    built = BuiltGraph(ontology, [Draft(graph("registry"), "", ontology, quads)], [], listed)
    complete(built, lambda step: None)
    published = [quad for quad in built.store if quad not in built.apart]
    lines = sorted_lines(published)
    about = describe(published, ontology, version_of(lines))
    about += editor_help(
        lambda name: (quad for quad in published if name in (None, quad.predicate))
    )
    lines += sorted_lines([*about, *in_own_graphs(built.apart)])
    path.write_text("".join(lines), encoding="utf-8")
    return len(lines)


def asserted(transcripts: list[Transcript], folder: Path) -> Iterator[str]:
    """Yield the lines of registry and programmes, these by several processes."""
    ontology, registry = prepare(folder)
    yield lines_of(map_registry(registry, ontology))
    with ProcessPoolExecutor(initializer=prepare, initargs=(folder,)) as workers:
        yield from workers.map(map_transcript, transcripts, chunksize=4)


WORKER: dict[str, Any] = {}


def prepare(folder: Path) -> tuple[Ontology, Registry]:
    """Read what the mapping of each programme needs, once a process."""
    ontology = Ontology.read(resource_folder("ontology"))
    registry, problems = read_registry(folder / "registry", ontology)
    if problems:
        raise SourceError.of(problems)
    WORKER.update(ontology=ontology, registry=registry, folder=folder)
    return ontology, registry


def map_transcript(transcript: Transcript) -> str:
    programme = Programme.model_validate(as_read(transcript.record))
    programme._path = WORKER["folder"] / "programmes" / transcript.id / FILE
    return lines_of(map_programme(programme, WORKER["registry"], WORKER["ontology"]))


def lines_of(draft: Draft) -> str:
    if draft.problems:
        raise SourceError.of(draft.problems)
    return "".join(sorted_lines(draft.quads))


def as_read(value: object) -> Any:
    """Return a value as it is read from a file of YAML."""
    if isinstance(value, dict):
        record = Record()
        record.update({key: as_read(item) for key, item in value.items()})
        record.lines = dict.fromkeys(value, 0)
        return record
    if isinstance(value, Iterable) and not isinstance(value, str):
        rows = Rows()
        rows.extend(map(as_read, value))
        return rows
    return Text(str(value))
