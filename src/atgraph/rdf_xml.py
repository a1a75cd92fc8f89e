"""RDF/XML before an engine gets it: no entity that grows, nothing outside, one encoding; and the line of each subject.

Expat tells each declaration of the DOCTYPE before anything is expanded. Ontologies write namespaces as entities, so
short ones without entities in them are let through.
"""

from __future__ import annotations

import re
from pathlib import Path
from xml.parsers import expat

from atgraph.errors import UnreadableError
from atgraph.namespaces import RDF

UNBOUND_PREFIX = expat.errors.codes[expat.errors.XML_ERROR_UNBOUND_PREFIX]
MOST_ENTITIES = 100
LONGEST_ENTITY = 200
DEEPEST = 200  # an engine takes a minute for 100,000 elements inside each other


def scan(text: str, path: Path) -> tuple[list[tuple[str, str, int]], dict[str, int]]:
    """Return (prefix, namespace, line) of each declaration, and subject → line.

    Raises:
        UnreadableError: an entity that may grow, something outside, another encoding, or not well-formed XML.
    """
    if "\0" in text:
        raise UnreadableError("is not UTF-8; save it as UTF-8", path, 1)
    scanner = _Scanner(path)
    scanner.run(text)
    return [(p, ns, _attribute_line(p, ns, text) or line) for p, ns, line in scanner.declared], scanner.lines


class _Scanner:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.entities = 0
        self.depth = 0
        self.declared: list[tuple[str, str, int]] = []
        self.lines: dict[str, int] = {}
        self.parser = expat.ParserCreate(encoding="UTF-8", namespace_separator=" ")
        self.parser.XmlDeclHandler = self.xml
        self.parser.StartDoctypeDeclHandler = self.doctype
        self.parser.EntityDeclHandler = self.entity
        self.parser.StartNamespaceDeclHandler = self.namespace
        self.parser.StartElementHandler = self.element
        self.parser.EndElementHandler = self.end

    def run(self, text: str) -> None:
        """Parse the text, expanding nothing that was not allowed."""
        try:
            self.parser.Parse(text.encode(), True)
        except expat.ExpatError as exc:
            raise UnreadableError(f"is not RDF/XML: {expat.ErrorString(exc.code)}; {_remedy(exc.code)}", self.path, exc.lineno) from exc

    def refuse(self, message: str) -> UnreadableError:
        """Return a refusal of what stands at the present line."""
        return UnreadableError(message, self.path, self.parser.CurrentLineNumber)

    def xml(self, _version: str, encoding: str | None, _standalone: int) -> None:
        """Refuse an encoding in which another reader would see other text than was looked at."""
        if encoding and encoding.lower() not in {"utf-8", "us-ascii"}:
            raise self.refuse(f"says that it is in {encoding}; save it as UTF-8")

    def doctype(self, _name: str, system: str | None, public: str | None, _internal: int) -> None:
        """Refuse a document type that stands outside."""
        if system or public:
            raise self.refuse(f"takes its document type from {system or public}, which is never fetched; take that out of the DOCTYPE")

    def entity(self, name: str, parameter: int, value: str | None, _base: str | None, system: str | None, _public: str | None, _notation: str | None) -> None:
        """Refuse an entity that stands outside, that has entities in it, or that is long or one of many."""
        self.entities += 1
        if system is not None:
            raise self.refuse(f"takes the entity {name} from {system}, which is never fetched; write the text itself")
        if parameter or value is None or "&" in value or "%" in value:
            raise self.refuse(f"makes the entity {name} out of others, which may grow without end; write the text itself")
        if len(value) > LONGEST_ENTITY or self.entities > MOST_ENTITIES:
            raise self.refuse(f"declares the entity {name}: at most {MOST_ENTITIES} of {LONGEST_ENTITY} characters are read; write the text itself")

    def namespace(self, prefix: str | None, uri: str | None) -> None:
        """Keep a prefix and its namespace."""
        self.declared.append((prefix or "", uri or "", self.parser.CurrentLineNumber))

    def element(self, _name: str, attributes: dict[str, str]) -> None:
        """Keep the line of a subject."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.refuse("is nested too deep; write its things beside each other")
        if subject := attributes.get(f"{RDF} about"):
            self.lines.setdefault(subject, self.parser.CurrentLineNumber)

    def end(self, _name: str) -> None:
        """Leave an element."""
        self.depth -= 1


def _attribute_line(prefix: str, namespace: str, text: str) -> int:
    """Return the line of a declaration, which expat tells only as the line of its element."""
    found = re.search(rf"xmlns:{re.escape(prefix)}\s*=\s*[\"']{re.escape(namespace)}", text)
    return text.count("\n", 0, found.start()) + 1 if found else 0


def _remedy(code: int) -> str:
    """Say what to do about what expat found."""
    return "declare it with xmlns: on rdf:RDF, or correct its spelling" if code == UNBOUND_PREFIX else "correct it there"
