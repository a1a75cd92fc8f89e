"""RDF/XML before an engine gets it: no entity that grows, nothing outside, one encoding; and the line of each subject.

Expat tells each declaration of the DOCTYPE before anything is expanded. Ontologies write namespaces
as entities, so short ones without entities in them are let through.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from xml.parsers import expat

from atgraph.errors import UnreadableError
from atgraph.rdf.namespaces import RDF
from atgraph.text import Document

UNBOUND_PREFIX = expat.errors.codes[expat.errors.XML_ERROR_UNBOUND_PREFIX]
MOST_ENTITIES = 100
LONGEST_ENTITY = 200
MOST_EXPANDED = 10_000_000  # characters, in all places where entities stand
ATTRIBUTE = re.compile(r"""\bxmlns(?::(?P<prefix>[\w.-]+))?\s*=\s*["'](?P<namespace>[^"'<]*)""")
DEEPEST = 200  # an engine takes a minute for 100,000 elements inside each other


def scan(text: str, path: Path) -> tuple[list[tuple[str, str, int]], dict[str, int]]:
    """Return (prefix, namespace, line) of each declaration, and subject → line.

    Raises:
        UnreadableError: an entity that may grow, something outside, another encoding, or not
            well-formed XML.
    """
    if "\0" in text:
        raise UnreadableError("is not UTF-8; save it as UTF-8", path, 1)
    scanner = _Scanner(path)
    scanner.run(text)
    written = _attribute_lines(text)
    return [(p, ns, written.get((p, ns), line)) for p, ns, line in scanner.declared], scanner.lines


def nameless_line(text: str, path: Path) -> int:
    """Return the line of the first element that has no address."""
    scanner = _Scanner(path)
    scanner.run(text)
    return scanner.nameless


class _Scanner:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.entities: dict[str, tuple[int, int]] = {}  # name → length, line
        self.depth = 0
        self.nameless = 0
        self.text = ""
        self.declared: list[tuple[str, str, int]] = []
        self.lines: dict[str, int] = {}
        self.parser = expat.ParserCreate(encoding="UTF-8", namespace_separator=" ")
        self.parser.XmlDeclHandler = self.xml
        self.parser.StartDoctypeDeclHandler = self.doctype
        self.parser.EntityDeclHandler = self.entity
        self.parser.AttlistDeclHandler = self.attributes
        self.parser.EndDoctypeDeclHandler = self.expand
        self.parser.StartNamespaceDeclHandler = self.namespace
        self.parser.StartElementHandler = self.element
        self.parser.EndElementHandler = self.end

    def run(self, text: str) -> None:
        """Parse the text, expanding nothing that was not allowed."""
        self.text = text
        try:
            self.parser.Parse(text.encode(), True)
        except expat.ExpatError as exc:
            raise UnreadableError(
                f"is not RDF/XML: {expat.ErrorString(exc.code)}; {_remedy(exc.code)}",
                self.path,
                exc.lineno,
            ) from exc

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
            raise self.refuse(
                f"takes its document type from {system or public}, which is never fetched; take that out of the DOCTYPE"
            )

    def entity(
        self,
        name: str,
        parameter: int,
        value: str | None,
        _base: str | None,
        system: str | None,
        _public: str | None,
        _notation: str | None,
    ) -> None:
        """Refuse an entity that stands outside, that has entities in it, or that is long or one of many."""
        self.entities.setdefault(name, (len(value or ""), self.parser.CurrentLineNumber))
        if system is not None:
            raise self.refuse(
                f"takes the entity {name} from {system}, which is never fetched; write the text itself"
            )
        if parameter or value is None or "&" in value or "%" in value:
            raise self.refuse(
                f"makes the entity {name} out of others, which may grow without end; write the text itself"
            )
        if len(value) > LONGEST_ENTITY or len(self.entities) > MOST_ENTITIES:
            raise self.refuse(
                f"declares the entity {name}: at most {MOST_ENTITIES} of {LONGEST_ENTITY} characters are read; write the text itself"
            )

    def attributes(self, element: str, name: str, *_: object) -> None:
        """Refuse an attribute that stands at each element without being written there, as often as there are elements."""
        raise self.refuse(
            f"declares the attribute {name} of each {element} in the DOCTYPE; write it where it belongs"
        )

    def expand(self) -> None:
        """Refuse short entities that stand in so many places that they would fill the memory."""
        used = Counter(re.findall(r"&([\w:.-]+);", self.text))
        sizes = {name: length * used[name] for name, (length, _) in self.entities.items()}
        if sum(sizes.values()) > MOST_EXPANDED:
            name = max(sizes, key=lambda n: sizes[n])
            message = f"takes the entity {name} {used[name]:,} times: at most {MOST_EXPANDED:,} characters are made of entities; write the text itself"
            raise UnreadableError(message, self.path, self.entities[name][1])

    def namespace(self, prefix: str | None, uri: str | None) -> None:
        """Keep a prefix and its namespace."""
        self.declared.append((prefix or "", uri or "", self.parser.CurrentLineNumber))

    def element(self, _name: str, attributes: dict[str, str]) -> None:
        """Keep the line of a subject."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.refuse("is nested too deep; write its things beside each other")
        is_node = self.depth % 2 == 0 and not {f"{RDF} about", f"{RDF} ID"} & set(attributes)
        if not self.nameless and (
            is_node
            or f"{RDF} nodeID" in attributes
            or attributes.get(f"{RDF} parseType") in {"Resource", "Collection"}
        ):
            self.nameless = self.parser.CurrentLineNumber
        if subject := attributes.get(f"{RDF} about"):
            self.lines.setdefault(subject, self.parser.CurrentLineNumber)

    def end(self, _name: str) -> None:
        """Leave an element."""
        self.depth -= 1


def _attribute_lines(text: str) -> dict[tuple[str, str], int]:
    """Return (prefix, namespace) → the line of its first declaration, which expat tells only as the line of its element."""
    document = Document(Path(), text)
    found = [
        ((m["prefix"] or "", m["namespace"]), document.line_at(m.start()))
        for m in ATTRIBUTE.finditer(text)
    ]
    return dict(reversed(found))


def _remedy(code: int) -> str:
    """Say what to do about what expat found."""
    return (
        "declare it with xmlns: on rdf:RDF, or correct its spelling"
        if code == UNBOUND_PREFIX
        else "correct it there"
    )
