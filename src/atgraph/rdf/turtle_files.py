"""One reader for the RDF files of the ontology folder, whoever wrote them: Turtle, N-Triples, RDF/XML, JSON-LD.

Nothing outside the file is ever read, and what would grow without end in memory is refused before
an engine sees it.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Triple, parse

from atgraph.errors import Problem, UnreadableError
from atgraph.files import list_files
from atgraph.rdf import json_ld, rdf_xml
from atgraph.rdf import turtle_lines as turtle
from atgraph.rdf.literals import impossible
from atgraph.rdf.namespaces import TYPE, prefixes, shorten
from atgraph.text import Document, decode, did_you_mean, read_bytes

FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".rdf": RdfFormat.RDF_XML,
    ".owl": RdfFormat.RDF_XML,
    ".jsonld": RdfFormat.JSON_LD,
}
SHORT = re.compile(r"(?P<prefix>[\w.-]+):(?!//)")
SCHEMES = {"urn", "tag", "info"}  # the schemes without // by which terms are named
UNDECLARED = re.compile(r"[Pp]refix (?P<prefix>[\w.-]*): ?(?:has not been declared)?")


@dataclass(frozen=True)
class RdfFile:
    """What a file says, and the line on which it says it of each subject."""

    path: Path
    triples: tuple[Triple, ...] = field(repr=False)
    text: str = field(repr=False)
    lines: Mapping[str, int] = field(default_factory=dict, repr=False)

    @cached_property
    def origins(self) -> dict[str, Problem]:
        """IRI of a subject → the line where its block begins, as far as the format tells."""
        return {iri: Problem(str(self.path), line, "") for iri, line in self.lines.items()}

    def line_of(self, words: Iterable[str], start: int = 1) -> int:
        """Return the first line from a start on that has one of some words; without any the start itself.

        A word that begins with a colon is a name behind any prefix.
        """
        pattern = re.compile(
            "|".join(
                r"(?<![\w:])" * (word[0] != ":") + re.escape(word) + r"(?![\w-])"
                for word in words
                if word
            )
        )
        rows = enumerate(self.text.split("\n")[max(start, 1) - 1 :], max(start, 1))
        return next((number for number, row in rows if pattern.search(row)), start)

    def nameless(self, triple: Triple) -> int:
        """Return the line of a thing without an address, as far as the format tells."""
        subject = getattr(triple.subject, "value", "")
        if self.path.suffix in {".ttl", ".nt"}:
            return turtle.nameless_line(self.text)
        if FORMATS[self.path.suffix] == RdfFormat.RDF_XML:
            return rdf_xml.nameless_line(self.text, self.path)
        short = shorten(triple.predicate.value)
        words = [f'"{word}"' for word in (triple.predicate.value, short, short.rpartition(":")[2])]
        return self.line_of(['"_:', *words], self.lines.get(subject, 1))


def rdf_files(
    folder: Path, formats: Collection[str] = tuple(FORMATS), *, needed: bool = False
) -> list[Path]:
    """Return the RDF files of a folder, sorted; a folder that is not there has none.

    Args:
        folder: the folder.
        formats: the endings of files that are read in it.
        needed: whether a folder without any is taken for one that lost them.

    Raises:
        UnreadableError: something is in it that is not read, so that what it says would be left out
            in silence.
    """
    if not folder.is_dir() and (folder.exists() or folder.is_symlink()):
        raise UnreadableError("is no folder; put one in its place", folder)
    found = sorted(path for path in folder.glob("*") if not path.name.startswith("."))
    for path in found:
        if reason := _no_file(path):
            raise UnreadableError(reason, path)
    files = [path for path in found if path.suffix != ".md"]
    for path in files:
        if path.suffix not in formats:
            raise UnreadableError(
                f"is no file that is read here; save it as {', '.join(formats)}, or take it out",
                path,
            )
    return files or (list_files(folder, f"*{next(iter(formats))}") if needed else [])


def _no_file(path: Path) -> str:
    """Say why something in a folder cannot be read as a file."""
    if path.is_file():
        return ""
    if path.is_dir():
        return "is a folder, whose files would not be read; move them beside the others, or take it out"
    if path.is_symlink() and not path.exists():
        return "is a link that leads to no file; mend it, or take it out"
    return "is no file but a pipe or a device; put a file in its place"


def read_rdf(path: Path) -> RdfFile:
    """Read an RDF file; its name's ending says which kind it is.

    Raises:
        UnreadableError: it is missing, not UTF-8, of no known kind or not what its name says, says
            nothing, reaches
            outside, has a value that does not exist, or takes a prefix for another namespace than
            ontology/prefixes.ttl gives it.
    """
    kind = FORMATS.get(path.suffix)
    if kind is None:
        raise UnreadableError(
            f"is of no kind that can be read; save it as {', '.join(FORMATS)}", path
        )
    raw = read_bytes(path).removeprefix(codecs.BOM_UTF8)
    text = decode(raw, path)
    declared, lines = _look_at(text, kind, path)
    triples = _parse(raw, text, kind, path)
    _check_prefixes(declared, path)
    file = RdfFile(path, triples, text, lines)
    if not triples:
        raise UnreadableError("says nothing; restore what stood in it, or take it out", path)
    if kind == RdfFormat.JSON_LD:
        _check_words(triples, path, text)
    for literal in impossible(triples):
        line = file.line_of([f'"{literal.value}"', literal.value])
        raise UnreadableError(
            f"has “{literal.value[:40]}”, which is no {shorten(literal.datatype.value)}; correct it",
            path,
            line,
        )
    return file


def _parse(raw: bytes, text: str, kind: RdfFormat, path: Path) -> tuple[Triple, ...]:
    try:
        quads = list(
            parse(raw, format=kind, rename_blank_nodes=True)
        )  # two files may have the same names for theirs
    except (SyntaxError, ValueError) as exc:
        raise _refusal(exc, kind, path) from exc
    except MemoryError as exc:
        line = turtle.longest_line(text) if path.suffix in {".ttl", ".nt"} else None
        raise UnreadableError("has a text of more than 16 MB; shorten it", path, line) from exc
    if any(not isinstance(quad.graph_name, DefaultGraph) for quad in quads):
        raise UnreadableError(
            "puts triples into graphs of its own; write them without a graph", path
        )
    return tuple(quad.triple for quad in quads)


Declared = list[tuple[str, str, int]]


def _look_at(text: str, kind: RdfFormat, path: Path) -> tuple[Declared, dict[str, int]]:
    """Return the prefixes that a file declares and the line of each subject, refusing what no engine may get."""
    if kind == RdfFormat.RDF_XML:
        return rdf_xml.scan(text, path)
    if kind == RdfFormat.JSON_LD:
        return json_ld.scan(text, path)
    return turtle.declarations(Document(path, text)), dict(reversed(list(turtle.blocks_of(text))))


def blocks(path: Path) -> Iterator[tuple[str, Problem]]:
    """Yield each term that a line of a Turtle file begins with, and where that is; the file need not be whole."""
    yield from (
        (iri, Problem(str(path), line, ""))
        for iri, line in turtle.blocks_of(path.read_text(encoding="utf-8"))
    )


def _check_prefixes(declared: Declared, path: Path) -> None:
    """Refuse a known prefix with another namespace: its terms would be strangers that no question finds."""
    for prefix, namespace, line in declared:
        right = prefixes().get(prefix, namespace)
        if namespace != right:
            message = f"declares the prefix {prefix}: as <{namespace}>, but in ontology/prefixes.ttl it stands for <{right}>; write that"
            raise UnreadableError(message, path, line)


def _check_words(triples: Iterable[Triple], path: Path, text: str) -> None:
    """Refuse what JSON-LD takes for an address because its prefix is not declared: `skoss:note` would be an IRI."""
    for triple in triples:
        terms = [triple.predicate, *([triple.object] if triple.predicate == TYPE else [])]
        for term in [*terms, triple.subject, triple.object]:
            word = SHORT.match(term.value) if isinstance(term, NamedNode) else None
            if word and (
                word["prefix"] in prefixes() or (term in terms and word["prefix"] not in SCHEMES)
            ):
                line = text.count("\n", 0, max(text.find(f'"{word[0]}'), 0)) + 1
                raise UnreadableError(
                    f"uses the prefix {word['prefix']}:, which its @context does not declare; {_remedy(word['prefix'])}",
                    path,
                    line,
                )


def _refusal(exc: Exception, kind: RdfFormat, path: Path) -> UnreadableError:
    line = getattr(exc, "lineno", None)
    if (found := UNDECLARED.search(str(exc))) and "prefix" in str(exc):
        return UnreadableError(
            f"uses the prefix {found['prefix']}:, which it does not declare; {_remedy(found['prefix'])}",
            path,
            line,
        )
    reason = re.sub(r"^Parser error at [^:]*: | \(line \d+\)$", "", str(exc))
    return UnreadableError(f"is not {kind.name}: {reason}; correct it there", path, line)


def _remedy(prefix: str) -> str:
    """Say what a prefix that is not declared was probably meant to be."""
    known = prefixes()
    if prefix in known:
        return f"declare it there as <{known[prefix]}>"
    return did_you_mean(
        prefix, known, "declare it there", shown=lambda near: f"{near}: <{known[near]}>"
    )
