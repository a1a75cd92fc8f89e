"""A transcript becomes the quads of its programme's graph."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from pyoxigraph import NamedNode

from atgraph.build.mapping.draft import Draft, Term, join, record_iri, typed
from atgraph.build.mapping.events import EVENT, EventMapper
from atgraph.build.mapping.evidence import Evidence, Passage
from atgraph.build.mapping.names import Names
from atgraph.data.numbers import read_numbers
from atgraph.data.records import WITHIN, Statement, iter_statements, record_class, reviews
from atgraph.data.registry import Registry
from atgraph.data.transcript import Programme, check_programme
from atgraph.errors import KeyDetails
from atgraph.rdf.namespaces import ATG, ATGV, XSD, atg, atgd, graph
from atgraph.rdf.ontology import CONCEPT, Ontology, Property
from atgraph.text import clip, fold, stands_in

THEME = ATG + "Theme"
ACTORS = {"person": ATG + "Person", "organization": ATG + "Organization"}


def map_programme(
    programme: Programme, registry: Registry, ontology: Ontology, hints: bool = True
) -> Draft:
    """Write the graph of one programme.

    Args:
        programme: the transcript.
        registry: who is who.
        ontology: what the terms of a record mean.
        hints: whether names of the registry are looked for that are like one that it does not have.

    Returns:
        the draft, with what is wrong in it; nothing is raised, so that all is told in one run.
    """
    draft = Draft(graph(f"programme/{programme.id}"), str(programme.path), ontology)
    evidence = Evidence(programme, draft)
    names = Names(programme, registry, draft, evidence, hints)
    _Mapper(programme, draft, evidence, names, EventMapper(names)).run()
    return draft


@dataclass
class _Mapper:
    programme: Programme
    draft: Draft
    evidence: Evidence
    names: Names
    events: EventMapper

    def run(self) -> None:
        self.draft.problems += check_programme(self.programme)
        self.evidence.read_sources()
        self.events.map_whole()
        for session in self.programme.sessions:
            self.events.map_session(session)
        for statement in iter_statements(self.programme, self.draft.ontology, self.draft.problems):
            self.map_statement(statement)
        self.names.write()
        self.names.check_decisions()
        for ignored in self.programme.ignored:
            self.evidence.locate(ignored.quotes)
        self.draft.problems += self.evidence.unaccounted()
        for line, reason in reviews(self.programme):
            if reason:
                message = f"still to be reviewed: {reason}; settle it and remove `review`"
                self.draft.wrong(line, message, "review", KeyDetails("review"))

    def map_statement(self, statement: Statement) -> NamedNode:
        passages = self.evidence.locate(statement.quotes)
        affiliations, titles = self.affiliations(statement, passages)
        if titles:
            titles = [*statement.values.get("title", ()), *titles]
            values = {**statement.values, "title": tuple(titles)}
            statement = replace(statement, values=values)
        return self.write(statement, passages, affiliations)

    def affiliations(
        self, statement: Statement, passages: list[Passage]
    ) -> tuple[list[NamedNode], list[str]]:
        """Write the affiliations of a participation, and return titles that imply no body.

        A post that another part of the same person in the session prints too is one affiliation,
        with both quotes.
        """
        nodes: list[NamedNode] = []
        titles: list[str] = []
        kind = record_class(self.draft.ontology, WITHIN["affiliations"])
        for affiliation in statement.affiliations:
            values = {
                "affiliate": statement.values["participant"],
                "title": (affiliation.title,),
                "organization": (affiliation.organization,),
            }
            own = replace(
                statement,
                kind=kind,
                affiliations=(),
                position=0,
                actor="",
                line=affiliation.at,
                values={k: v for k, v in values.items() if v[0]},
            )
            words = affiliation.title or affiliation.organization
            printed = [p for p in passages if stands_in(words, p.span.text)] or passages
            body = ""
            if not affiliation.organization:
                body = self.names.implied(affiliation.title, statement.session, affiliation.at)
            if body == "none":
                titles.append(affiliation.title)
            elif body or affiliation.organization:
                nodes.append(self.write(own, printed, implied=body, beside=nodes))
        return nodes, titles

    def write(
        self,
        statement: Statement,
        passages: list[Passage],
        affiliations: Iterable[NamedNode] = (),
        implied: str = "",
        beside: Sequence[NamedNode] | None = None,
    ) -> NamedNode:
        """Write a record; one that may come again, and is not ``beside``, only gains evidence."""
        kind, draft = statement.kind, self.draft
        where, printed = join(self.programme.id, statement.session), self.printed(statement)
        node = record_iri(kind, where, printed)
        if beside is None or node in beside or node.value not in draft.origins:
            draft.mint(kind, where, printed, statement.line)
        draft.add_types(node, kind.iri)
        self.evidence.cite(node, passages)
        draft.add(node, atg("isStatedIn"), self.events.iri(statement.session))
        if kind.is_tie and "status" not in statement.values:
            draft.add(node, atg("hasStatus"), NamedNode(ATGV + "status_confirmed"))
        for prop in (p for ps in kind.properties.values() for p in ps):
            for value in statement.values.get(prop.key, ()):
                draft.add(node, NamedNode(prop.iri), self.term(prop, value, statement, passages))
            if prop.session_default and prop.key not in statement.values:
                draft.add(node, NamedNode(prop.iri), self.events.iri(statement.session))
        if implied:
            draft.add(node, NamedNode(kind.target), atgd(implied))
            self.names.note(statement.values["title"][0], statement.session, implied, passages)
        for affiliation in affiliations:
            draft.add(node, atg("isInCapacityOf"), affiliation)
        if statement.position:
            draft.add(node, atg("position"), typed(str(statement.position), XSD + "integer"))
        self.check_numbers(statement)
        return node

    def printed(self, statement: Statement) -> list[list[str]]:
        """Return what identifies a record: its ends, role and title; all keys without two ends."""
        kind = statement.kind
        keys = set(statement.values)
        if kind.source != kind.target:
            keys &= {*kind.end_keys(), "role", "title"}
        return [[key, *map(fold, statement.values[key])] for key in sorted(keys)]

    def term(
        self, prop: Property, value: str, statement: Statement, passages: list[Passage]
    ) -> Term | None:
        line, draft = statement.line, self.draft
        if not prop.is_object:
            if prop.verbatim:
                self.evidence.check_stated(prop.key, value, passages, line)
            elif prop.key == "date" and not any(value[:4] in p.span.text for p in passages):
                message = (
                    f"date: the year of {value!r} is not in the record's quotes; "
                    "quote the words that print it, or leave the date out"
                )
                if passages:
                    self.evidence.tell_unprinted(line, "date", value, passages, message)
            return draft.literal(prop, fold(value), line)
        if EVENT in prop.kinds and value in self.programme.sessions_by_id:
            return self.events.iri(value)
        if concept := draft.concept(prop, value):
            return concept
        if prop.kinds <= {CONCEPT, THEME} or (prop.prefix and value.startswith(f"{prop.prefix}_")):
            draft.wrong_concept(prop, value, line, statement.kind.iri)
            return None
        kinds: Iterable[str] = prop.kinds
        if statement.actor and prop.iri == statement.kind.source:
            kinds = [ACTORS[statement.actor]]
        return self.names.resolve(value, statement.session, kinds, passages, line)

    def check_numbers(self, statement: Statement) -> None:
        """Note a claim's value that is not the number read from what is stated."""
        stated = " ".join(statement.values.get("stated", ()))
        for value in statement.values.get("value", ()):
            read = read_numbers(stated)
            if _decimal(value) not in read:
                shown = ", ".join(format(n, "f") for n in read) or "no number"
                message = (
                    f"value: {value} is not what is stated, {clip(stated)} ({shown}); "
                    "correct it, or leave it out"
                )
                about = KeyDetails("value", value, wanted=format(read[0], "f") if read else "")
                self.draft.wrong(statement.line, message, "not-as-stated", about)


def _decimal(value: str) -> Decimal | None:
    try:
        return Decimal(value.replace(",", ""))
    except InvalidOperation:
        return None
