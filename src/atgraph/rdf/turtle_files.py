"""The Turtle files of the ontology folder: read whole, and what engines keep no lines of found.

Engines do not say where prefixes, blocks and nameless things stand. Other formats are refused: no
file of the project has them, and each brings dangers of its own.
"""

import codecs
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import RdfFormat, Triple, parse

from atgraph.errors import Place, UnreadableError
from atgraph.files import decode, list_files, read_bytes
from atgraph.rdf.literals import impossible
from atgraph.rdf.namespaces import prefixes, shorten
from atgraph.text import Document, did_you_mean

TURTLE = ".ttl"
OTHER_RDF = {".rdf", ".owl", ".xml", ".nt", ".n3", ".jsonld", ".trig", ".nq"}
UNDECLARED = re.compile(r"[Pp]refix (?P<prefix>[\w.-]*): ?(?:has not been declared)?")
BLOCK = re.compile(r"(?:(?P<prefix>\w+):(?P<name>[\w-]+)|<(?P<iri>[^>]+)>)(?:\s|$)")
DECLARED = re.compile(
    r"^\s*(?:@prefix|PREFIX)\s+(?P<prefix>[\w-]*):\s*<(?P<namespace>[^>]*)>",
    re.MULTILINE | re.IGNORECASE,
)
TOKEN = re.compile(
    r'"""[^"\\]*(?:(?:\\.|"(?!""))[^"\\]*)*"""'
    r"|'''[^'\\]*(?:(?:\\.|'(?!''))[^'\\]*)*'''"
    r'|"[^"\\\n]*(?:\\.[^"\\\n]*)*"'
    r"|'[^'\\\n]*(?:\\.[^'\\\n]*)*'"
    r"|(?P<nameless>_:|\[|\(|<<|\{\||~)"
    r"|<[^<>\s]*>|\#[^\n]*",
    re.DOTALL,
)


@dataclass(frozen=True)
class RdfFile:
    """What a file says, and the line on which it says it of each subject."""

    path: Path
    triples: tuple[Triple, ...] = field(repr=False)
    text: str = field(repr=False)
    lines: Mapping[str, int] = field(default_factory=dict, repr=False)

    def line_of(self, words: Iterable[str], start: int = 1) -> int:
        """Return the first line from a start on that has one of some words, else the start itself.

        A word that begins with a colon is a name behind any prefix.
        """
        starts = ((r"(?<![\w:])" * (word[0] != ":") + re.escape(word)) for word in words if word)
        pattern = re.compile("|".join(rf"{start}(?![\w-])" for start in starts))
        rows = enumerate(self.text.split("\n")[max(start, 1) - 1 :], max(start, 1))
        return next((number for number, row in rows if pattern.search(row)), start)


def rdf_files(folder: Path, *, needed: bool = False) -> list[Path]:
    """Return the RDF files of a folder, sorted; a folder that is not there has none.

    If they are ``needed``, a folder without any is taken for one that lost them. It is an
    UnreadableError if something is in it that is not read, so that what it says would be left out
    in silence.
    """
    if not folder.is_dir() and (folder.exists() or folder.is_symlink()):
        raise UnreadableError("is not a folder; put one in its place", folder)
    found = sorted(path for path in folder.glob("*") if not path.name.startswith("."))
    for path in found:
        if reason := _why_no_file(path):
            raise UnreadableError(reason, path)
    files = [path for path in found if path.suffix != ".md"]
    for path in files:
        _check_kind(path)
    return files or (list_files(folder, f"*{TURTLE}") if needed else [])


def _why_no_file(path: Path) -> str:
    if path.is_file():
        return ""
    if path.is_dir():
        why = "is a folder, whose files would not be read"
        return f"{why}; move them beside the others, or take it out"
    if path.is_symlink() and not path.exists():
        return "is a link that leads to no file; mend it, or take it out"
    return "is a pipe or a device, not a file; put a file in its place"


def _check_kind(path: Path) -> None:
    if path.suffix in OTHER_RDF:
        command = f"rdfpipe -o turtle {path.name} > {path.stem}{TURTLE}"
        remedy = f"save it as Turtle, for example with `{command}`, and take it out"
        raise UnreadableError(f"is RDF in a format that is not read here; {remedy}", path)
    if path.suffix != TURTLE:
        message = f"is not a file that is read here; save it as {TURTLE}, or take it out"
        raise UnreadableError(message, path)


def read_rdf(path: Path) -> RdfFile:
    """Read a Turtle file.

    It is an UnreadableError if it is missing, not UTF-8, not Turtle, says nothing, has a value that
    does not exist, or takes a prefix for another namespace than ontology/prefixes.ttl gives it.
    """
    _check_kind(path)
    raw = read_bytes(path).removeprefix(codecs.BOM_UTF8)
    text = decode(raw, path)
    try:  # blank nodes are renamed: two files may have the same names for theirs
        quads = list(parse(raw, format=RdfFormat.TURTLE, rename_blank_nodes=True))
    except (SyntaxError, ValueError) as exc:
        raise _refusal(exc, path) from exc
    except MemoryError as exc:
        line = _longest_line(text)
        raise UnreadableError("has a text of more than 16 MB; shorten it", path, line) from exc
    _check_prefixes(Document(path, text))
    if not quads:
        raise UnreadableError("says nothing; restore what stood in it, or take it out", path)
    triples = tuple(quad.triple for quad in quads)
    file = RdfFile(path, triples, text, dict(reversed(list(_blocks_of(text)))))
    for literal in impossible(triples):
        line = file.line_of([f'"{literal.value}"', literal.value])
        why = f"has “{literal.value[:40]}”, which is not an {shorten(literal.datatype.value)}"
        raise UnreadableError(f"{why}; correct it", path, line)
    return file


def blocks(path: Path) -> Iterator[tuple[str, Place]]:
    """Yield each term that a line of a Turtle file begins with, and where; it need not be whole."""
    for iri, line in _blocks_of(path.read_text(encoding="utf-8")):
        yield iri, Place(str(path), line)


def nameless_line(text: str) -> int:
    """Return the line of the first thing without an address: a blank node, a list, a statement."""
    found = next((token for token in TOKEN.finditer(text) if token["nameless"]), None)
    return Document(Path(), text).line_at(found.start()) if found else 0


def _longest_line(text: str) -> int:
    """Return the line on which the longest text, address or comment begins."""
    longest = max(TOKEN.finditer(text), key=lambda token: token.end() - token.start(), default=None)
    return Document(Path(), text).line_at(longest.start()) if longest else 0


def _blocks_of(text: str) -> Iterator[tuple[str, int]]:
    for number, line in enumerate(text.split("\n"), 1):
        if found := BLOCK.match(line):
            yield found["iri"] or prefixes().get(found["prefix"], "") + found["name"], number


def _check_prefixes(document: Document) -> None:
    """Refuse a known prefix with another namespace: its terms would be strangers to all questions.

    Those of the queries in a file are looked at too.
    """
    for found in DECLARED.finditer(document.text):
        prefix, namespace = found["prefix"], found["namespace"]
        if namespace != (right := prefixes().get(prefix, namespace)):
            why = f"declares the prefix {prefix}: as <{namespace}>"
            meant = f"but in ontology/prefixes.ttl it stands for <{right}>; write that"
            line = document.line_at(found.start("prefix"))
            raise UnreadableError(f"{why}, {meant}", document.path, line)


def _refusal(exc: Exception, path: Path) -> UnreadableError:
    line = getattr(exc, "lineno", None)
    if (found := UNDECLARED.search(str(exc))) and "prefix" in str(exc):
        prefix, known = found["prefix"], prefixes()
        what = f"uses the prefix {prefix}:, which it does not declare"
        if prefix in known:
            return UnreadableError(f"{what}; declare it there as <{known[prefix]}>", path, line)
        remedy = did_you_mean(
            prefix, known, "declare it there", shown=lambda near: f"{near}: <{known[near]}>"
        )
        return UnreadableError(f"{what}; {remedy}", path, line)
    reason = re.sub(r"^Parser error at [^:]*: | \(line \d+\)$", "", str(exc))
    return UnreadableError(f"is not Turtle: {reason}; correct it there", path, line)
