"""The registry becomes the quads of its graph: identities, facts read elsewhere, decisions."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError
from pyoxigraph import Literal, NamedNode

from atgraph.build.mapping.draft import CONFIRMED, Draft, Printed, Term, literal
from atgraph.build.mapping.naming import decision_iri
from atgraph.build.mapping.references import source_iri, write_page, write_reference
from atgraph.build.mapping.vocabulary import find_concept, refuse_word
from atgraph.data.records import record_class, record_property
from atgraph.data.registry import Decision, Identity, Registry, Relation
from atgraph.data.registry.grounds import Fact
from atgraph.data.transcript import PRINTED
from atgraph.data.wrong_entries import explain
from atgraph.data.yaml_lines import Record
from atgraph.errors import KeyDetails
from atgraph.rdf.namespaces import ALT_LABEL, ATG, HOMEPAGE, LABEL, SAME_AS, XSD, atg, atgd, graph
from atgraph.rdf.ontology import Ontology, Property, RecordClass
from atgraph.text import fold

Values = dict[str, tuple[str, ...]]
COUNTRY, KIND = atg("countryCode"), atg("hasOrganizationType")


def printed_in(
    programmes: Collection[str] | None, registry: Registry, ontology: Ontology
) -> list[Printed]:
    """Return the facts of a registry that rest on words of some programmes, or of any.

    No others are read.
    """

    def is_asked(programme: object) -> bool:
        return bool(programme) and (programmes is None or programme in programmes)

    mapper = _Mapper(registry, Draft(graph("registry"), str(registry.folder), ontology))
    for identity in registry.identities.values():
        if any(is_asked(ground.programme) for ground in identity.grounds()):
            mapper.map_identity(identity)
    for row in registry.facts:
        if isinstance(source := row.get("source"), Record) and source.get("programme"):
            mapper.map_fact(row)
    return [fact for fact in mapper.draft.printed if is_asked(fact.programme)]


def map_registry(registry: Registry, ontology: Ontology, part: Registry | None = None) -> Draft:
    """Write the graph of the registry; what is wrong is in the draft.

    With a ``part`` of its records, what these say alone.
    """
    part = part or registry
    draft = Draft(graph("registry"), str(registry.folder), ontology)
    mapper = _Mapper(registry, draft)
    draft.path = str(registry.folder / "sources.yml")
    for page in part.pages.values():
        write_page(draft, page.url, page, page.at)
    for identity in part.identities.values():
        mapper.map_identity(identity)
    for row in part.facts:
        mapper.map_fact(row)
    for decision in part.decisions:
        mapper.map_decision(decision)
    return draft


@dataclass
class _Mapper:
    registry: Registry
    draft: Draft

    def map_identity(self, identity: Identity) -> None:
        node, draft, line = atgd(identity.id), self.draft, identity.at
        draft.path = self.registry.files[identity.id]
        draft.remember(node, line)
        draft.add_types(node, self.registry.classes[identity.id])
        draft.add(node, LABEL, Literal(fold(identity.label)))
        for name in identity.all_names()[1:]:
            draft.add(node, ALT_LABEL, Literal(name))
        for acronym in identity.acronyms:
            draft.add_text(node, "acronym", fold(acronym))
        if identity.described:
            draft.add(node, atg("described"), literal("true", XSD + "boolean"))
        self.map_type(node, identity)
        for prop, pages in ((HOMEPAGE, identity.pages), (SAME_AS, identity.identifiers)):
            for page in pages:
                draft.add(node, prop, NamedNode(page.url))
                self.refer(node, page, line, prop)
        for name, facts in (("isBasedOn", identity.based_on), ("isAbout", identity.about)):
            for fact in facts:
                if fact.is_ not in self.registry.identities:
                    draft.doubt(line)
                draft.add(node, atg(name), atgd(fact.is_))
                self.refer(node, fact, line, atg(name))
        for fact in identity.within:
            self.subordinate(identity.id, fact.is_, fact)
        for fact in identity.units:
            self.subordinate(fact.is_, identity.id, fact)

    def map_type(self, node: NamedNode, identity: Identity) -> None:
        """Write type and country and their page, or that of the name where neither is known."""
        draft, kind, read = self.draft, self.registry.classes[identity.id], []
        if identity.type:
            prop = record_property(draft.ontology, KIND.value)
            if concept := find_concept(draft, prop, identity.type):
                draft.add(node, KIND, concept)
                read.append(KIND)
            else:
                refuse_word(draft, prop, identity.type, identity.at, kind)
        if identity.country:
            draft.add(node, COUNTRY, Literal(identity.country))
            read.append(COUNTRY)
        self.refer(node, identity, identity.at, *read)

    def refer(self, node: NamedNode, fact: Fact, line: int, *read: NamedNode) -> None:
        """Write what says the values of some properties."""
        if fact.source.programme:
            self.quote(node, fact)
        elif fact.source.url != PRINTED:
            write_reference(self.draft, self.registry, fact, line, node, *read)

    def quote(self, node: NamedNode, fact: Fact, is_tie: bool = False) -> None:
        """Note the quotes of a fact, which are looked for when their programme is mapped."""
        programme, quotes = fact.source.programme, fact.source.quotes or ()
        self.draft.printed.append(Printed(node, programme, quotes, self.draft.path, is_tie))

    def subordinate(self, unit: str, parent: str, fact: Relation) -> None:
        if not {unit, parent} <= self.registry.identities.keys():
            self.draft.doubt(fact.at)
            return  # told when the registry was read
        kind = record_class(self.draft.ontology, "subordination")
        self.tie(kind, {"unit": (unit,), "parent": (parent,)}, fact, fact.at)

    def tie(self, kind: RecordClass, values: Values, fact: Fact, line: int) -> None:
        draft, keys = self.draft, {*kind.end_keys(), "role", "title"}
        parts = [[key, *values[key]] for key in sorted(keys & values.keys())]
        node = draft.mint(kind, "registry", parts, line)
        draft.add_types(node, kind.iri)
        if fact.source.programme:
            self.quote(node, fact, is_tie=True)
        else:
            reference = write_reference(draft, self.registry, fact, line)
            draft.add(node, atg("hasEvidence"), reference)
            draft.add(node, atg("isStatedIn"), source_iri(fact.source.url))
        draft.add(node, atg("hasStatus"), CONFIRMED)
        for prop in (p for ps in kind.properties.values() for p in ps):
            for value in values.get(prop.key, ()):
                draft.add(node, NamedNode(prop.iri), self.end(prop, value, line))

    def end(self, prop: Property, value: str, line: int) -> Term | None:
        if not prop.is_object:
            return self.draft.property_value(prop, value, line)
        value = self.registry.known_as(value)
        if value in self.registry.identities:
            return atgd(value)
        if concept := find_concept(self.draft, prop, value):
            return concept
        self.draft.doubt(line)
        if self.registry.whole:
            why = f"there is no {value!r} in the registry or the vocabularies; write an id"
            about = KeyDetails(prop.key, value, tuple(self.registry.identities))
            self.draft.wrong(line, f"{prop.key}: {why}", "unknown-id", about)
        return None

    def map_fact(self, row: Record) -> None:
        draft, name = self.draft, row.get("tie")
        draft.path = str(self.registry.folder / "facts.yml")
        kind = draft.ontology.records.get(str(name))
        if kind is None:
            why = "is no kind of tie; write a record name of the ontology"
            draft.wrong(row.line, f"tie: {name!r} {why}")
            return
        known = (*kind.properties, "tie", "source", "read")
        unknown = sorted(set(row).difference(known))
        missing = [k for k in (*kind.end_keys(), "source") if not row.get(k)]
        for key in unknown:
            message = f"the key {key!r} is not known in a {kind.name}; correct or remove it"
            draft.wrong(row.lines[key], message, "unknown-key", KeyDetails(key, known=known))
        for key in missing:
            about = KeyDetails(key, kind=kind.iri)
            draft.wrong(row.line, f"the key {key!r} is missing; add it", "missing-key", about)
        if unknown or missing:
            return
        try:
            fact = Fact.model_validate({key: row[key] for key in ("source", "read") if key in row})
        except ValidationError as exc:
            draft.problems += explain(Path(draft.path), row, exc, Fact)
            return
        given = {key: row[key] for key in row if key in kind.properties}
        values = {k: tuple(map(str, v if isinstance(v, list) else [v])) for k, v in given.items()}
        self.tie(kind, values, fact, row.line)

    def map_decision(self, decision: Decision) -> None:
        """Write what was decided; what a curator was unsure of is no part of the graph."""
        if decision.unsure:
            return
        self.draft.path = str(self.registry.folder / "decisions.yml")
        what = f"“{fold(decision.name)}”" if decision.name else decision.id or decision.about
        # of what it is, one decision holds; of what it is not, there may be more
        about = f"{decision.name or decision.about} {decision.id} {decision.is_not}"
        node = decision_iri(decision.programme, decision.session, about)
        outcome = decision.is_ or f"not {decision.is_not}"
        self.draft.remember(node, decision.at)
        self.draft.add_types(node, ATG + "Decision")
        self.draft.add_text(node, "outcome", f"{what} is {outcome}")
        self.draft.add_text(node, "reason", decision.reason)
        self.draft.add(node, atg("dateDecided"), literal(decision.date.isoformat(), XSD + "date"))
