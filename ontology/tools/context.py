"""Writes ontology/context.jsonld anew, from the ontology and its shapes."""

from __future__ import annotations

from atgraph.cli import run
from atgraph.files import resource_folder_to_write, write_file
from atgraph.rdf.context import FILE, serialize_context
from atgraph.rdf.ontology import Ontology


def main() -> None:
    """Write context.jsonld into the ontology's folder.

    Raises:
        UnreadableError: the ontology is missing or cannot be read.
        RefusedError: it is that of an installed package, or cannot be written.
    """
    folder = resource_folder_to_write("ontology")
    write_file(folder / FILE, serialize_context(Ontology.read(folder), folder).encode())


if __name__ == "__main__":
    run(main)
