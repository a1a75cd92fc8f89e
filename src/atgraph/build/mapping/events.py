"""The programme and its sessions as events, with what the document prints about them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from pyoxigraph import Literal, NamedNode

from atgraph.build.mapping.draft import digest, join, typed
from atgraph.build.mapping.evidence import Passage
from atgraph.build.mapping.names import Names, decision_iri
from atgraph.data.dates import read_printed
from atgraph.data.transcript import Listing, Quote, Session
from atgraph.errors import KeyDetails
from atgraph.rdf.namespaces import ATG, LABEL, XSD, atg, atgd
from atgraph.text import fold

EVENT = ATG + "Event"


@dataclass
class EventMapper:
    """Writes the events of one programme."""

    names: Names

    def __post_init__(self) -> None:
        self.programme, self.draft = self.names.programme, self.names.draft
        self.evidence = self.names.evidence

    def iri(self, session: str = "") -> NamedNode:
        """Return the IRI of a session, or of the programme as a whole."""
        return atgd(join("event", self.programme.id, session))

    def map_whole(self) -> None:
        """Write the programme as an event."""
        whole, draft = self.programme, self.draft
        event = self.iri()
        passages = self.start_event(event, whole.title, whole.quotes, whole.at)
        self.add_dates(event, whole.start, whole.end)
        self.state(event, "statedSubtitle", "subtitle", whole.subtitle, passages, whole.at)
        if whole.edition is not None:
            draft.add(event, atg("edition"), typed(str(whole.edition), XSD + "integer"))
            if passages and not any(str(whole.edition) in p.span.text for p in passages):
                message = (
                    f"edition: {whole.edition} is not in the programme's quotes; "
                    "quote the words that print it"
                )
                edition = str(whole.edition)
                self.evidence.tell_unprinted(whole.at, "edition", edition, passages, message)
        if whole.series:
            kinds = [ATG + "EventSeries"]
            series = self.names.resolve(whole.series, "", kinds, passages, whole.at)
            draft.add(event, atg("isInSeries"), series)
        for source in whole.sources:
            draft.add(event, atg("isDescribedIn"), self.evidence.source_iri(source.id))
        for context in whole.context:
            place = self.names.resolve(context.place, "", [ATG + "Place"], None, context.at)
            draft.add(event, atg("takesPlaceIn"), place)
            draft.add_text(event, "timezone", context.timezone)
        self.decide_date(event, "")
        for listing in whole.listings:
            self.map_listing(listing, event, "")

    def map_session(self, session: Session) -> None:
        """Write a session as an event within it."""
        event, draft = self.iri(session.id), self.draft
        passages = self.start_event(event, session.title, session.quotes, session.at)
        draft.add(event, atg("isPartOfEvent"), self.iri())
        day = session.date or self.programme.start
        self.add_dates(event, day, session.date or self.programme.end)
        self.state(event, "statedRoom", "room", session.room, passages, session.at)
        self.state(event, "statedLanguage", "language", session.language, passages, session.at)
        for name, clock in (("startTime", session.start), ("endTime", session.end)):
            if clock:
                draft.add(event, atg(name), typed(self.moment(day, clock), XSD + "dateTime"))
        self.decide_date(event, session.id)
        for listing in session.listings:
            self.map_listing(listing, event, session.id)

    def start_event(
        self, event: NamedNode, title: str, quotes: Iterable[Quote], line: int
    ) -> list[Passage]:
        """Write type, label and evidence of an event."""
        passages = self.evidence.locate(quotes)
        self.draft.remember(event, line)
        self.draft.add_types(event, EVENT)
        self.draft.add(event, LABEL, Literal(fold(title)))
        self.evidence.check_stated("title", title, passages, line)
        self.evidence.cite(event, passages)
        return passages

    def state(
        self,
        subject: NamedNode,
        name: str,
        key: str,
        value: str,
        passages: list[Passage],
        line: int,
    ) -> None:
        """Write a printed value, looking for it in the quotes."""
        self.draft.add_text(subject, name, fold(value))
        self.evidence.check_stated(key, value, passages, line)

    def add_dates(self, subject: NamedNode, first: dt.date, last: dt.date) -> None:
        """Write the two bounds of a date."""
        for name, day in (("earliestDate", first), ("latestDate", last)):
            self.draft.add(subject, atg(name), typed(day.isoformat(), XSD + "date"))

    def moment(self, day: dt.date, clock: str) -> str:
        """Return a day and a clock time with its offset from UTC."""
        zone = next((c.timezone for c in self.programme.context), "UTC")
        return dt.datetime.combine(day, dt.time.fromisoformat(clock), ZoneInfo(zone)).isoformat()

    def decide_date(self, event: NamedNode, session: str) -> None:
        """Link an event to what was decided about its date."""
        if (self.programme.id, session) in self.names.registry.dated:
            decision = decision_iri(self.programme.id, session, "date")
            self.draft.add(event, atg("isDecidedBy"), decision)

    def map_listing(self, listing: Listing, event: NamedNode, session: str) -> None:
        """Write what one place of the document prints about an event."""
        passages = self.evidence.locate(listing.quotes)
        printed = {
            "title": listing.title,
            "date": listing.date,
            "time": listing.time,
            "room": listing.room,
        }
        first = min((p.span.start for p in passages), default=0)
        node = atgd(join("listing", self.programme.id, session, digest(printed, first)))
        self.draft.remember(node, listing.at)
        self.draft.add_types(node, ATG + "Listing")
        self.draft.add(node, atg("isListingOf"), event)
        self.evidence.cite(node, passages)
        for key, value in printed.items():
            self.state(node, f"stated{key.capitalize()}", key, value, passages, listing.at)
        try:
            bounds = read_printed(listing.date, (self.programme.start, self.programme.end))
            if bounds:
                self.add_dates(node, *bounds)
            elif listing.date:
                message = (
                    f"date: {listing.date!r} is no date that can be read, so this place of the "
                    "document has none; check it against the quote, or leave the key out"
                )
                self.draft.advise(listing.at, message)
        except ValueError as exc:
            about = KeyDetails("date", listing.date)
            self.draft.wrong(listing.at, f"date: {exc}", "form", about)
