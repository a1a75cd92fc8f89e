"""Writing a release, which is never written anew."""

from __future__ import annotations

from pathlib import Path

from atgraph.errors import ValidationError
from atgraph.files import write_file
from releases.comparison import compare
from releases.terms import as_table, last_release, read_present


def write_release(folder: Path) -> Path:
    """Write the terms of the present version to releases/<version>.tsv in the ontology's folder.

    Raises:
        ValidationError: the version may not follow the last one as it is.
        UnreadableError: a file is missing or cannot be read.
        RefusedError: the file cannot be written.
    """
    now = read_present(folder)
    if found := compare(last_release(folder), now):
        raise ValidationError.of(found)
    path = folder / "releases" / f"{now.version}.tsv"
    write_file(path, as_table(now.terms.values()).encode())
    return path
