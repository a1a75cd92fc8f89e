"""A transcript becomes the quads of its programme's graph."""

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from zoneinfo import ZoneInfo

from pyoxigraph import Literal, NamedNode

from atgraph.build.mapping.draft import CONFIRMED, ENDS, Draft, Printed, digest, join, literal
from atgraph.build.mapping.naming import Names, decision_iri
from atgraph.build.mapping.quotes import Evidence, Passage
from atgraph.build.mapping.references import write_reference
from atgraph.build.mapping.vocabulary import find_comparator, find_concept, refuse_word
from atgraph.data.dates import is_read_whole, read_printed
from atgraph.data.numbers import read_numbers, read_written
from atgraph.data.programme_checks import check_programme
from atgraph.data.records import WITHIN, Statement, iter_statements, record_class, reviews
from atgraph.data.registry import Registry
from atgraph.data.registry.grounds import Fact, Ground
from atgraph.data.transcript import PRINTED, Listing, Programme, Quote, Session
from atgraph.errors import KeyDetails
from atgraph.rdf.namespaces import ATG, LABEL, OWL, XSD, atg, atgd, graph
from atgraph.rdf.ontology import CONCEPT, Ontology, Property
from atgraph.text import clip, fold, stands_in

EVENT, THEME = ATG + "Event", ATG + "Theme"
ACTORS = {"person": ATG + "Person", "organization": ATG + "Organization"}


def map_programme(
    programme: Programme,
    registry: Registry,
    ontology: Ontology,
    hints: bool = True,
    printed: Iterable[Printed] = (),
) -> Draft:
    """Write the graph of one programme; what is wrong is in the draft, all from one run.

    ``hints`` says whether names of the registry are looked for that are like one it does not have;
    ``printed`` are the facts of the registry that rest on words of programmes.
    """
    draft = Draft(graph(f"programme/{programme.id}"), str(programme.path), ontology)
    evidence = Evidence(programme, draft)
    names = Names(programme, registry, draft, evidence, hints)
    mapper = _Mapper(programme, draft, evidence, names)
    mapper.run()
    for fact in (fact for fact in printed if fact.programme == programme.id):
        draft.path = fact.path
        passages = evidence.locate(fact.quotes)
        evidence.cite(fact.subject, passages)
        if fact.is_tie:
            draft.add(fact.subject, atg("isStatedIn"), mapper.event_of(passages))
    return draft


@dataclass
class _Mapper:
    programme: Programme
    draft: Draft
    evidence: Evidence
    names: Names
    quoting: dict[tuple[str, int], set[str]] = field(default_factory=dict)  # line → sessions

    def run(self) -> None:
        self.draft.problems += check_programme(self.programme)
        self.evidence.read_sources()
        self.map_whole()
        for session in self.programme.sessions:
            self.map_session(session)
        for statement in iter_statements(self.programme, self.draft.ontology, self.draft.problems):
            self.map_statement(statement)
        self.names.write()
        self.names.check_decisions()
        for ignored in self.programme.ignored:
            self.evidence.locate(ignored.quotes)
        self.draft.problems += self.evidence.unaccounted()
        for line, reason in reviews(self.programme):
            message = f"still to be reviewed: {reason}; settle it and remove `review`"
            self.draft.wrong(line, message, "review", KeyDetails("review"))

    def map_statement(self, statement: Statement) -> NamedNode:
        passages = self.evidence.locate(statement.quotes)
        affiliations, titles = self.affiliations(statement, passages)
        if titles:
            titles = [*statement.values.get("title", ()), *titles]
            statement = replace(statement, values={**statement.values, "title": tuple(titles)})
        return self.write(statement, passages, affiliations)

    def affiliations(
        self, statement: Statement, passages: list[Passage]
    ) -> tuple[list[NamedNode], list[str]]:
        """Write the affiliations of a participation, and return titles that imply no body.

        A post that another part of the same person in the session prints too is one affiliation,
        with both quotes.
        """
        nodes, titles = list[NamedNode](), list[str]()
        kind = record_class(self.draft.ontology, WITHIN["affiliations"])
        for affiliation in statement.affiliations:
            title, organization, line = affiliation.title, affiliation.organization, affiliation.at
            ends = {"title": (title,), "organization": (organization,)}
            values = {"affiliate": statement.values["participant"]}
            values |= {key: value for key, value in ends.items() if value[0]}
            own = Statement(kind, values, statement.session, statement.quotes, line)
            words = title or organization
            printed = [p for p in passages if stands_in(words, p.span.text)] or passages
            body = "" if organization else self.names.implied(title, statement.session, line)
            if body == "none":
                titles.append(title)
            elif body or organization:
                post = self.write(own, printed, implied=body, beside=nodes, record=passages)
                nodes.append(post)
        return nodes, titles

    def write(
        self,
        statement: Statement,
        passages: list[Passage],
        affiliations: Iterable[NamedNode] = (),
        implied: str = "",
        beside: Collection[NamedNode] | None = None,
        record: list[Passage] | None = None,
    ) -> NamedNode:
        """Write a record; one that may come again, and is not ``beside``, only gains evidence.

        Of a part of a ``record``, whose it is may stand in any of the record's passages.
        """
        kind, draft = statement.kind, self.draft
        where, printed = join(self.programme.id, statement.session), self.printed(statement)
        node = draft.mint(kind, where, printed, statement.line, beside)
        draft.add_types(node, kind.iri)
        self.evidence.cite(node, passages)
        for line in _lines(passages if statement.session else ()):
            self.quoting.setdefault(line, set()).add(statement.session)
        draft.add(node, atg("isStatedIn"), self.event_iri(statement.session))
        if kind.is_tie and "status" not in statement.values:
            draft.add(node, atg("hasStatus"), CONFIRMED)
        for prop in (p for ps in kind.properties.values() for p in ps):
            near = record if record is not None and prop.iri == kind.source else passages
            for value in statement.values.get(prop.key, ()):
                draft.add(node, NamedNode(prop.iri), self.term(prop, value, statement, near))
            if prop.session_default and prop.key not in statement.values:
                draft.add(node, NamedNode(prop.iri), self.event_iri(statement.session))
        if implied:
            draft.add(node, NamedNode(kind.target), atgd(implied))
            self.names.note(statement.values["title"][0], statement.session, implied, passages)
        for affiliation in affiliations:
            draft.add(node, atg("isInCapacityOf"), affiliation)
        if statement.position:
            draft.add(node, atg("position"), literal(str(statement.position), XSD + "integer"))
        self.read_number(statement, node, passages)
        return node

    def printed(self, statement: Statement) -> list[list[str]]:
        """Return what identifies a record: ends, role, title, by whom; of a clique all keys."""
        kind = statement.kind
        keys = set(statement.values)
        if kind.source != kind.target:
            keys &= {*kind.end_keys(), "role", "title", "by"}
        return [[key, *map(fold, statement.values[key])] for key in sorted(keys)]

    def term(
        self, prop: Property, value: str, statement: Statement, passages: list[Passage]
    ) -> NamedNode | Literal | None:
        line, draft = statement.line, self.draft
        if not prop.is_object:
            if prop.verbatim:
                self.evidence.check_stated(prop.key, value, passages, line)
            elif prop.iri in ENDS and passages and not _prints_years(value, passages):
                message = f"the year of {value!r} is not in the record's quotes; quote the words"
                message += " that print it, or leave the date out"
                self.evidence.tell_unprinted(line, prop.key, value, passages, message, "")
            return draft.property_value(prop, fold(value), line)
        if OWL + "Class" in prop.kinds:
            return self.counted(prop.key, value, line)
        if EVENT in prop.kinds and value in self.programme.sessions_by_id:
            return self.event_iri(value)
        if concept := find_concept(draft, prop, value):
            return concept
        if prop.kinds <= {CONCEPT, THEME} or (prop.prefix and value.startswith(f"{prop.prefix}_")):
            refuse_word(draft, prop, value, line, statement.kind.iri)
            return None
        kinds: Iterable[str] = prop.kinds
        if statement.actor and prop.iri == statement.kind.source:
            kinds = [ACTORS[statement.actor]]
        beside = [v for key, vs in statement.values.items() if key != prop.key for v in vs]
        return self.names.resolve(value, statement.session, kinds, passages, line, beside)

    def counted(self, key: str, value: str, line: int) -> NamedNode | None:
        """Return the class of ties that a record name stands for."""
        ties = {name: kind.iri for name, kind in self.draft.ontology.records.items() if kind.is_tie}
        if value in ties:
            return NamedNode(ties[value])
        message = f"{key}: {value!r} is not a kind of tie; write one of {', '.join(sorted(ties))}"
        self.draft.wrong(line, message, "unknown-tie", KeyDetails(key, value, tuple(sorted(ties))))
        return None

    def read_number(self, statement: Statement, node: NamedNode, passages: list[Passage]) -> None:
        """Write what a claim's number can be at least and at most, or what does not fit in it."""
        stated = " ".join(statement.values.get("stated", ()))
        comparator = " ".join(statement.values.get("comparator", ()))
        for value in statement.values.get("value", ()):
            number, read = _decimal(value), read_numbers(stated)
            meant = find_comparator(self.draft.ontology, comparator) if comparator else "exactly"
            why = ""
            if not meant:
                why = "does not say how a number is meant; correct it, or add it to "
                why += "ontology/vocab/comparators.ttl"
            elif not _stand_together(comparator, stated, passages):
                why = f"does not stand with {clip(stated)} in the record's quotes; write the words "
                why += "that are printed with the number"
            if why:
                about, message = KeyDetails("comparator", comparator), f"{clip(comparator)} {why}"
                self.draft.wrong(statement.line, f"comparator: {message}", "comparator", about)
            elif number is not None:
                limit = literal(format(number, "f"), XSD + "decimal")
                for name, known in (("minimum", "at-least"), ("maximum", "at-most")):
                    self.draft.add(node, atg(name), limit if meant in (known, "exactly") else None)
            if number not in read:
                shown = ", ".join(format(n, "f") for n in read) or "no number"
                message = f"value: {value} is not what is stated, {clip(stated)} ({shown}); "
                message += "correct it, or leave it out"
                about = KeyDetails("value", value, wanted=format(read[0], "f") if read else "")
                self.draft.wrong(statement.line, message, "not-as-stated", about)

    # --- events ---

    def event_iri(self, session: str = "") -> NamedNode:
        """Return the IRI of a session, or of the programme as a whole."""
        return atgd(join("event", self.programme.id, session))

    def event_of(self, passages: list[Passage]) -> NamedNode:
        """Return the session whose records alone quote these lines, or the programme as a whole."""
        quoting = set().union(*(self.quoting.get(line, ()) for line in _lines(passages)))
        return self.event_iri(quoting.pop() if len(quoting) == 1 else "")

    def map_whole(self) -> None:
        whole, draft = self.programme, self.draft
        event = self.event_iri()
        passages = self._start(event, whole.title, whole.quotes, whole.at)
        self._add_dates(event, whole.start, whole.end)
        self._state(event, "subtitle", whole.subtitle, passages, whole.at)
        if whole.edition is not None:
            edition = str(whole.edition)
            draft.add(event, atg("edition"), literal(edition, XSD + "integer"))
            if passages and not any(edition in p.span.text for p in passages):
                why = f"{edition} is not in the programme's quotes; quote the words that print it"
                self.evidence.tell_unprinted(whole.at, "edition", edition, passages, why, "")
        if whole.series:
            kinds = [ATG + "EventSeries"]
            series = self.names.resolve(whole.series, "", kinds, passages, whole.at)
            draft.add(event, atg("isInSeries"), series)
        for source in whole.sources:
            draft.add(event, atg("isDescribedIn"), self.evidence.source_iri(source.id))
        for context in whole.context:
            printed = self.evidence.locate(context.quotes) if context.quotes else None
            self._add_place(event, "", context.place, printed, context.at)
            draft.add_text(event, "timezone", context.timezone)
            self.evidence.cite(event, printed or ())
            if context.source != PRINTED:
                fact = Fact(source=Ground(url=context.source, words=context.words))
                registry, in_place = self.names.registry, atg("takesPlaceIn")
                write_reference(draft, registry, fact, context.at, event, in_place)
        self._decide_date(event, "")
        for listing in whole.listings:
            self._map_listing(listing, event, "")

    def map_session(self, session: Session) -> None:
        event, draft = self.event_iri(session.id), self.draft
        passages = self._start(event, session.title, session.quotes, session.at)
        draft.add(event, atg("isPartOfEvent"), self.event_iri())
        day = session.date or self.programme.start
        self._add_dates(event, day, session.date or self.programme.end)
        if session.place:
            self._add_place(event, session.id, session.place, passages, session.at)
        self._state(event, "room", session.room, passages, session.at)
        self._state(event, "language", session.language, passages, session.at)
        zones = (c.timezone for c in self.programme.context if c.timezone)
        zone = ZoneInfo(next(zones, "UTC"))
        for name, clock in (("startTime", session.start), ("endTime", session.end)):
            if clock:
                moment = dt.datetime.combine(day, dt.time.fromisoformat(clock), zone).isoformat()
                draft.add(event, atg(name), literal(moment, XSD + "dateTime"))
        self._decide_date(event, session.id)
        for listing in session.listings:
            self._map_listing(listing, event, session.id)

    def _add_place(
        self, event: NamedNode, session: str, place: str, printed: list[Passage] | None, line: int
    ) -> None:
        """Write in which place an event is; what was read on a page is printed nowhere."""
        iri = self.names.resolve(place, session, [ATG + "Place"], printed, line)
        self.draft.add(event, atg("takesPlaceIn"), iri)

    def _start(
        self, event: NamedNode, title: str, quotes: Iterable[Quote], line: int
    ) -> list[Passage]:
        passages = self.evidence.locate(quotes)
        self.draft.remember(event, line)
        self.draft.add_types(event, EVENT)
        self.draft.add(event, LABEL, Literal(fold(title)))
        self.evidence.check_stated("title", title, passages, line)
        self.evidence.cite(event, passages)
        return passages

    def _state(
        self, subject: NamedNode, key: str, value: str, passages: list[Passage], line: int
    ) -> None:
        """Write a printed value, looking for it in the quotes."""
        self.draft.add_text(subject, f"stated{key.capitalize()}", fold(value))
        self.evidence.check_stated(key, value, passages, line)

    def _add_dates(self, subject: NamedNode, first: dt.date, last: dt.date) -> None:
        for name, day in (("earliestDate", first), ("latestDate", last)):
            self.draft.add(subject, atg(name), literal(day.isoformat(), XSD + "date"))

    def _decide_date(self, event: NamedNode, session: str) -> None:
        if (self.programme.id, session) in self.names.registry.dated:
            decision = decision_iri(self.programme.id, session, "date")
            self.draft.add(event, atg("isDecidedBy"), decision)

    def _map_listing(self, listing: Listing, event: NamedNode, session: str) -> None:
        """Write what one place of the document prints about an event."""
        passages = self.evidence.locate(listing.quotes)
        printed = {key: getattr(listing, key) for key in ("title", "date", "time", "room")}
        first = min((p.span.start for p in passages), default=0)
        parts = (printed, first, *listing.organizers)
        node = atgd(join("listing", self.programme.id, session, digest(*parts)))
        self.draft.remember(node, listing.at)
        self.draft.add_types(node, ATG + "Listing")
        self.draft.add(node, atg("isListingOf"), event)
        self.evidence.cite(node, passages)
        for key, value in printed.items():
            self._state(node, key, value, passages, listing.at)
        for organizer in listing.organizers:
            self._state(node, "organizer", organizer, passages, listing.at)
        if listing.date:
            self._date_listing(node, listing)

    def _date_listing(self, node: NamedNode, listing: Listing) -> None:
        """Write the days that are printed, and tell what of them cannot be read."""
        about, line = KeyDetails("date", listing.date), listing.at
        try:
            bounds = read_printed(listing.date, (self.programme.start, self.programme.end))
        except ValueError as exc:
            self.draft.wrong(line, f"date: {exc}", "form", about)
            return
        if not bounds:
            message = f"date: {listing.date!r} is no date that can be read, so this place of "
            message += "the document has none; check it against the quote, or leave the key out"
            self.draft.advise(line, message, "printed-date", about)
            return
        self._add_dates(node, *bounds)
        if not is_read_whole(listing.date):
            read = " to ".join(dict.fromkeys(day.isoformat() for day in bounds))
            message = f"date: of {listing.date!r} only {read} is read, and other numbers are not; "
            message += "write only the words of the date"
            self.draft.advise(line, message, "printed-date-in-part", about)


def _lines(passages: Iterable[Passage]) -> Iterator[tuple[str, int]]:
    """Yield the lines of passages, each with its source."""
    for passage in passages:
        for line in range(passage.span.start_line, passage.span.end_line + 1):
            yield passage.source, line


def _stand_together(comparator: str, stated: str, passages: Iterable[Passage]) -> bool:
    """Whether a comparator stands with its number: within three words of what is stated."""
    one, other = (re.escape(fold(words)) for words in (comparator, stated))
    if comparator in stated or not passages:
        return True
    near = re.compile(rf"{one}\W+(?:\w+\W+){{0,2}}{other}|{other}\W+(?:\w+\W+){{0,2}}{one}", re.I)
    return any(near.search(fold(p.span.text)) for p in passages)


def _prints_years(date: str, passages: Iterable[Passage]) -> bool:
    """Whether each year of a written date stands in one of the passages."""
    years = re.findall(r"(?<![\d-])\d{4}", date)
    return all(any(year in p.span.text for p in passages) for year in years)


def _decimal(value: str) -> Decimal | None:
    try:
        return read_written(value)
    except ValueError:
        return None
