"""Digests that tell what changed since a build: of the program and of what people wrote."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from atgraph.files import PACKAGE, home, resource_folder

# Of the resources, what a build reads.
RULES = ("ontology/prefixes.ttl", "queries/derive/*.rq")
TERMS = ("ontology/atgraph.ttl", "ontology/vocab/*", "ontology/published/*")
SHAPES = ("ontology/shapes/*",)
CHECKS = ("queries/checks/*",)
OTHERS = (
    *("ontology/style/*", "ontology/alignments/*", "ontology/*.jsonld"),
    *("queries/align/*", "queries/export/*", "queries/ask/*"),
)


@dataclass(frozen=True)
class ProgramDigests:
    """What a graph is made by, as digests.

    Attributes:
        code: the code and the rules; with others nothing is as it was.
        terms: the ontology and its vocabularies.
        shapes: what each record is judged by.
        checks: the queries that find what is wrong.
        others: what a graph is only described or asked by.
    """

    code: str
    terms: str
    shapes: str
    checks: str
    others: str

    @classmethod
    def of_now(cls) -> "ProgramDigests":
        """Look at the program that runs; an UnreadableError if it has no ontology or queries."""
        rules, *others = map(_resources, (RULES, TERMS, SHAPES, CHECKS, OTHERS))
        return cls(_digest([*_code(), *rules]), *map(_digest, others))


@cache  # what a process runs stays what it was
def _code() -> tuple[tuple[str, bytes], ...]:
    return tuple(_contents(sorted(PACKAGE.rglob("*.py")), PACKAGE))


def _resources(patterns: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    for pattern in patterns:
        folder, _, name = pattern.partition("/")
        yield from _contents(sorted(resource_folder(folder).glob(name)), home())


def folder_digest(folder: Path) -> str:
    """Return the digest of all files in and below a folder, by name and content."""
    return digest_of(file_digests(folder), folder)


def file_digests(folder: Path) -> dict[Path, str]:
    """Return the digest of each file in and below a folder, in order."""
    return {path: file_digest(path) for path in sorted(folder.rglob("*")) if path.is_file()}


def digest_of(files: Mapping[Path, str], folder: Path) -> str:
    """Return the digest of a folder in which these files are, and of each this digest."""
    return _digest((str(path.relative_to(folder)), bytes.fromhex(d)) for path, d in files.items())


def file_digest(path: Path) -> str:
    """Return the digest of a file; empty where it cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _contents(paths: Iterable[Path], folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in paths:
        yield str(path.relative_to(folder)), bytes.fromhex(file_digest(path))


def _digest(parts: Iterable[tuple[str, bytes]]) -> str:
    whole = hashlib.sha256()
    for name, content in parts:
        for part in (name.encode("utf-8", "surrogateescape"), content):
            whole.update(len(part).to_bytes(8, "little"))
            whole.update(part)
    return whole.hexdigest()
