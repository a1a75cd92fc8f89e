"""Digests that tell what changed since a build: of the program and of what people wrote."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from atgraph.files import PACKAGE, resource_folder

# Of the resources, what a build reads; what is asked of a graph later changes nothing in it.
READ = (("ontology", "**/*.ttl"), ("ontology", "*.jsonld"), ("queries", "[acde]*/*.rq"))


def program_digest() -> str:
    """Return the digest of the program: its code, ontology, shapes, rules and checks."""
    paths = sorted(PACKAGE.rglob("*.py"))
    for folder, pattern in READ:
        paths += sorted(resource_folder(folder).glob(pattern))
    return _digest(_contents(paths, Path()))


def folder_digest(folder: Path) -> str:
    """Return the digest of all files in and below a folder, by name and content."""
    return _digest(_contents(sorted(p for p in folder.rglob("*") if p.is_file()), folder))


def file_digest(path: Path) -> str:
    """Return the digest of a file; empty where it cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _contents(paths: Iterable[Path], folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in paths:
        name = str(path.relative_to(folder)) if folder != Path() else str(path)
        yield name, bytes.fromhex(file_digest(path))


def _digest(parts: Iterable[tuple[str, bytes]]) -> str:
    whole = hashlib.sha256()
    for name, content in parts:
        for part in (name.encode("utf-8", "surrogateescape"), content):
            whole.update(len(part).to_bytes(8, "little"))
            whole.update(part)
    return whole.hexdigest()
