"""Everything that the pages show, read once, and where each thing has its page."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from rdflib import URIRef
from rdflib.namespace import DCTERMS, RDF, RDFS

from atgraph.files import list_files, resource_folder
from atgraph.graph.query_files import AUDIENCES
from atgraph.rdf.namespaces import ATG, atgd, prefixes, shorten

from .guards import Guard, read_guards
from .mappings import Alignment, read_alignments, read_rewritings
from .material import Material
from .terms import DOMAIN, Said, Term, read_terms
from .uses import Use, read_uses
from .vocabularies import Scheme, read_schemes, walk


@dataclass(frozen=True)
class Content:
    """The terms, shapes, queries, vocabularies and mappings."""

    material: Material = field(repr=False)
    terms: dict[str, Term] = field(repr=False)
    guards: list[Guard] = field(repr=False)
    uses: list[Use] = field(repr=False)
    schemes: list[Scheme] = field(repr=False)
    mappings: list[Alignment] = field(repr=False)
    rewritings: list[Use] = field(repr=False)

    @classmethod
    def read(cls, material: Material) -> Content:
        """Read everything out of the material.

        Raises:
            UnreadableError: queries/ or viz/maps/ is missing, or a file in it cannot be read.
            QueryError: a question, rule or check, or its header, is not understood.
            MapError: a map file is wrong.
        """
        return cls(
            material,
            read_terms(material),
            read_guards(material.shapes),
            read_uses(),
            read_schemes(material),
            read_alignments(material.alignments),
            read_rewritings(),
        )

    @property
    def title(self) -> str:
        """The title of the ontology."""
        return self.material.value(self.material.header, DCTERMS.title)

    @property
    def version(self) -> str:
        """The version of the ontology."""
        return self.material.version

    @property
    def concept_count(self) -> int:
        """How many concepts there are; one that stands in two schemes is one."""
        return len({concept.iri for scheme in self.schemes for concept in walk(scheme.top)})

    @property
    def description(self) -> str:
        """What the ontology is for."""
        return self.material.value(self.material.header, DCTERMS.description)

    @property
    def prefixes(self) -> dict[str, str]:
        """Prefix → namespace."""
        return prefixes()

    @cached_property
    def header(self) -> list[Said]:
        """What the ontology says of itself, title and description apart."""
        rdf, node = self.material.rdf, self.material.header
        shown = {str(p) for p in rdf.predicates(node)} - {
            str(DCTERMS.title),
            str(DCTERMS.description),
            str(RDF.type),
        }
        listed = sorted(shown, key=lambda p: shorten(p).rpartition(":")[2].casefold())
        return [Said(shorten(p), tuple(self.material.values(node, URIRef(p))), p) for p in listed]

    @cached_property
    def lists(self) -> dict[str, str]:
        """The pages that list everything of one kind: name → title."""
        return {
            "terms": "Terms",
            "vocabularies": "Vocabularies",
            "questions": "Questions",
            "shapes": "Shapes",
            "checks": "Checks and rules",
            "mappings": "Mappings",
        }

    @cached_property
    def files(self) -> dict[str, Path]:
        """The files of the ontology that stand beside the pages: name → path."""
        folder = resource_folder("ontology")
        kinds = ("*.ttl", "*.jsonld", "CHANGES.md")
        return {
            path.relative_to(folder).as_posix(): path
            for kind in kinds
            for path in list_files(folder, f"**/{kind}")
        }

    def of_kind(self, kind: str) -> list[Term]:
        """Return the terms of a kind."""
        return [term for term in self.terms.values() if term.kind == kind]

    def uses_of(self, kind: str) -> list[Use]:
        """Return the queries of a kind."""
        return [use for use in self.uses if use.kind == kind]

    @cached_property
    def audiences(self) -> dict[str, list[Use]]:
        """Each user and the questions for them."""
        questions = [u for u in self.uses_of("question") if u.question]
        return {
            a: [
                u
                for u in questions
                if u.question
                and (next((t for t in u.question.tags if t in AUDIENCES), AUDIENCES[0])) == a
            ]
            for a in AUDIENCES
        }

    @cached_property
    def addresses(self) -> dict[str, str]:
        """IRI → its page; a concept of several schemes stands where it is defined."""
        found = {iri: term.address for iri, term in self.terms.items()}
        found |= {guard.iri: guard.address for guard in self.guards}
        found |= {atgd(f"rule_{use.name}").value: use.address for use in self.uses_of("rule")}
        for scheme in self.schemes:
            found[scheme.iri] = scheme.address
            for concept in walk(scheme.top):
                home = scheme.iri in self.material.values(concept.iri, RDFS.isDefinedBy)
                if home or concept.iri not in found:
                    found[concept.iri] = f"{scheme.address}#{concept.anchor}"
        return found

    @cached_property
    def guarded(self) -> dict[str, list[Guard]]:
        """Shape file by shape file, the shapes: class → its shapes."""
        found: dict[str, list[Guard]] = {}
        for guard in self.guards:
            found.setdefault(guard.local.partition("-")[0], []).append(guard)
        return found

    def guards_of(self, term: Term) -> list[tuple[Guard, str]]:
        """Return the shapes that guard a term, each with the class above from which it comes."""
        if term.kind != "class":
            return [(guard, "") for guard in self.guards if term.iri in guard.mentioned]
        own = [
            (guard, "" if c == term.iri else c)
            for c in self.material.above(term.iri)
            for guard in self.guards
            if c in guard.classes
        ]
        return [*own, *((guard, "") for guard in self.guards if term.iri in guard.mentioned)]

    def records_with(self, term: Term) -> list[str]:
        """Return the words of the records in a transcript that have a key for the property."""
        domains = set(self.material.values(term.iri, DOMAIN))
        named = (
            (self.material.value(c.iri, URIRef(ATG + "recordName")), c)
            for c in self.of_kind("class")
        )
        return [name for name, c in named if name and domains & set(self.material.above(c.iri))]
