"""One reader for the RDF files of the ontology folder, whoever wrote them: Turtle, N-Triples, RDF/XML, JSON-LD.

Nothing outside the file is ever read, and what would grow without end in memory is refused before an engine sees it.
"""

from __future__ import annotations

import codecs
import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Triple, parse

from atgraph import json_ld, rdf_xml
from atgraph.documents import decode
from atgraph.errors import Finding, UnreadableError
from atgraph.namespaces import TYPE, prefixes

FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".rdf": RdfFormat.RDF_XML,
    ".owl": RdfFormat.RDF_XML,
    ".jsonld": RdfFormat.JSON_LD,
}
BLOCK = re.compile(r"(?:(?P<prefix>\w+):(?P<name>[\w-]+)|<(?P<iri>[^>]+)>)(?:\s|$)")
DECLARED = re.compile(r"^\s*(?:@prefix|PREFIX)\s+(?P<prefix>[\w-]*):\s*<(?P<namespace>[^>]*)>", re.MULTILINE | re.IGNORECASE)
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
    def origins(self) -> dict[str, Finding]:
        """IRI of a subject → the line where its block begins, as far as the format tells."""
        return {iri: Finding(str(self.path), line, "") for iri, line in self.lines.items()}


def rdf_files(folder: Path) -> list[Path]:
    """Return the RDF files of a folder, sorted; a folder that is not there has none.

    Raises:
        UnreadableError: a file is of another kind, so that what it says would be left out in silence.
    """
    found = sorted(path for path in folder.glob("*") if path.is_file() and not path.name.startswith(".") and path.suffix != ".md")
    for path in found:
        if path.suffix not in FORMATS:
            raise UnreadableError(f"is no file that is read here; save it as {', '.join(FORMATS)}, or take it out", path)
    return found


def read_rdf(path: Path) -> RdfFile:
    """Read an RDF file; its name's ending says which kind it is.

    Raises:
        UnreadableError: it is missing, not UTF-8, of no known kind or not what its name says, reaches outside, or
            takes a prefix for another namespace than ontology/prefixes.ttl gives it.
    """
    kind = FORMATS.get(path.suffix)
    if kind is None:
        raise UnreadableError(f"is of no kind that can be read; save it as {', '.join(FORMATS)}", path)
    try:
        raw = path.read_bytes().removeprefix(codecs.BOM_UTF8)
    except OSError as exc:
        raise UnreadableError(f"cannot be read: {exc.strerror}", path) from exc
    text = decode(raw, path)
    declared, lines = _look_at(text, kind, path)
    try:
        quads = list(parse(raw, format=kind))
    except (SyntaxError, ValueError) as exc:
        raise _refusal(exc, kind, path) from exc
    if any(not isinstance(quad.graph_name, DefaultGraph) for quad in quads):
        raise UnreadableError("puts triples into graphs of its own; write them without a graph", path)
    _check_prefixes(declared, path)
    triples = tuple(quad.triple for quad in quads)
    if kind == RdfFormat.JSON_LD:
        _check_words(triples, path, text)
    return RdfFile(path, triples, text, lines)


Declared = list[tuple[str, str, int]]


def _look_at(text: str, kind: RdfFormat, path: Path) -> tuple[Declared, dict[str, int]]:
    """Return the prefixes that a file declares and the line of each subject, refusing what no engine may get."""
    if kind == RdfFormat.RDF_XML:
        return rdf_xml.scan(text, path)
    if kind == RdfFormat.JSON_LD:
        return json_ld.scan(text, path)
    found = ((m["prefix"], m["namespace"], text.count("\n", 0, m.start("prefix")) + 1) for m in DECLARED.finditer(text))
    return list(found), dict(reversed(list(_blocks(text))))


def _blocks(text: str) -> Iterator[tuple[str, int]]:
    """Yield each term that a line of a Turtle file begins with, and the line."""
    for number, line in enumerate(text.split("\n"), 1):
        if found := BLOCK.match(line):
            yield found["iri"] or prefixes().get(found["prefix"], "") + found["name"], number


def blocks(path: Path) -> Iterator[tuple[str, Finding]]:
    """Yield each term that a line of a Turtle file begins with, and where that is; the file need not be whole."""
    yield from ((iri, Finding(str(path), line, "")) for iri, line in _blocks(path.read_text(encoding="utf-8")))


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
            if word and (word["prefix"] in prefixes() or (term in terms and word["prefix"] not in SCHEMES)):
                line = text.count("\n", 0, max(text.find(f'"{word[0]}'), 0)) + 1
                raise UnreadableError(f"uses the prefix {word['prefix']}:, which its @context does not declare; {_remedy(word['prefix'])}", path, line)


def _refusal(exc: Exception, kind: RdfFormat, path: Path) -> UnreadableError:
    line = getattr(exc, "lineno", None)
    if (found := UNDECLARED.search(str(exc))) and "prefix" in str(exc):
        return UnreadableError(f"uses the prefix {found['prefix']}:, which it does not declare; {_remedy(found['prefix'])}", path, line)
    reason = re.sub(r"^Parser error at [^:]*: | \(line \d+\)$", "", str(exc))
    return UnreadableError(f"is not {kind.name}: {reason}; correct it there", path, line)


def _remedy(prefix: str) -> str:
    """Say what a prefix that is not declared was probably meant to be."""
    known = prefixes()
    if prefix in known:
        return f"declare it there as <{known[prefix]}>"
    near = difflib.get_close_matches(prefix, known, 1, 0.5)
    return f"did you mean {near[0]}: <{known[near[0]]}>?" if near else "declare it there"
