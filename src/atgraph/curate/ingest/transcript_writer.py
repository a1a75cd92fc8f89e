"""A draft as the text of a transcript: every record with its quotes, letter for letter."""

import functools
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

import yaml

from atgraph.contact_data import between, contact_data, cuts_within, without_contact_data
from atgraph.curate.ingest.draft_records import (
    DraftListing,
    DraftOrganizer,
    DraftParticipant,
    DraftPlace,
    DraftRecords,
    DraftSession,
    PrintedPost,
    hold_posts,
    unique_organizers,
)
from atgraph.curate.ingest.labels import short
from atgraph.curate.ingest.lines import Stretch, plain
from atgraph.curate.ingest.word_lists import every
from atgraph.data.slugs import slug
from atgraph.text import Document

try:
    from yaml import CSafeDumper as Dumper
except ImportError:  # a build of PyYAML without libyaml
    from yaml import SafeDumper as Dumper  # type: ignore[assignment]

STRING, MAPPING = "tag:yaml.org,2002:str", "tag:yaml.org,2002:map"
SPACE_ENDS = re.compile(r"[ \t]\n")
SINGLY = 8  # how often a quote is made a word wider; from there on twice as many
PRINTED = re.compile(r"\S(?:.*\S)?", re.S)
ESCAPED = re.compile(r"(?<!\\)((?:\\\\)*)\\U([0-9A-F]{8})")  # what libyaml writes for “📅”
LONGEST_ID = 60
LONGEST_TITLE = 300
ABOVE_REVIEW = "is the second body the one above the first?"
MEMBER_REVIEW = "is it a membership of this body, and no post at it?"


class _Plain(str):
    """A value that stands without quotation marks."""


class _Flow(dict[str, Any]):
    """A mapping that stands on one line."""


class _Dumper(Dumper):
    def ignore_aliases(self, data: Any) -> bool:
        """Write every value out: the reader of transcripts refuses anchors."""
        return True


def _text(dumper: Any, value: str) -> Any:
    edges = value[:1].isspace() or value.endswith("\n") or SPACE_ENDS.search(value)
    return dumper.represent_scalar(STRING, value, style="|" if "\n" in value and not edges else '"')


_Dumper.add_representer(str, _text)
_Dumper.add_representer(
    _Plain, lambda dumper, value: dumper.represent_scalar(STRING, str(value), style="")
)
_Dumper.add_representer(
    _Flow, lambda dumper, value: dumper.represent_mapping(MAPPING, value.items(), flow_style=True)
)


class _Quotes:
    """Writes stretches of the text as quotes that stand in it once."""

    def __init__(self, text: str, source: str = "") -> None:
        self.source = source  # named where it is not the first
        self.document, self.contacts = Document(Path("source.txt"), text), contact_data(text)
        self._quote, self._lines = functools.cache(self._write), functools.cache(self._find)

    def of(self, stretches: Iterable[Stretch]) -> list[Any]:
        """Return the quotes of a record: texts, with the line where one stands more than once."""
        text = self.document.text
        said = (part for stretch in stretches for part in between(text, *stretch, self.contacts))
        written = (self._quote(*part) for part in dict.fromkeys(said))
        return [quote for quote in written if quote]

    def _named(self, text: str, **line: int) -> Any:
        """Return a quote, short where its words alone tell where it stands."""
        place = _kept(**line, source=self.source)
        return _Flow({_Plain("text"): text, **place}) if place else text

    def printed(self, pattern: str, stretches: Iterable[Stretch]) -> str:
        """Return the words of a pattern as the first of some stretches prints them, or nothing."""
        texts = (self.document.text[start:end] for start, end in stretches)
        found = (re.search(pattern, text) for text in texts)
        return next((match[0] for match in found if match), "")

    def _find(self, words: str) -> Counter[int]:
        """Return how often words stand on each line."""
        return Counter(found.start_line for found in self.document.find_all(words))

    def _write(self, start: int, end: int) -> Any:
        text, tries = self.document.text, 0
        while printed := PRINTED.search(text, start, end):
            span = self.document.span(*printed.span())
            lines = self._lines(span.text)
            if lines.total() == 1:
                return self._named(span.text)
            if lines[span.start_line] < 2:
                return self._named(span.text, line=span.start_line)
            tries += 1
            words = max(1, 2 ** (tries - SINGLY))
            start, end = self._wider(span.start, span.end, words)
            if (start, end) == (span.start, span.end):
                return self._named(span.text)
        return None

    def _wider(self, start: int, end: int, words: int) -> Stretch:
        """Return a stretch with so many words more on each side, within its line."""
        text = self.document.text
        first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
        last = last if last >= 0 else len(text)
        first = max([first, *(b for _, b in cuts_within(self.contacts, first, start))])
        last = min([last, *(a for a, _ in cuts_within(self.contacts, end, last))])
        before, after = text[first:start], text[end:last]
        left, right = before.rsplit(maxsplit=words), after.split(maxsplit=words)
        kept = before[len(left[0]) if len(left) > words else 0 :].lstrip()
        added = after.removesuffix(right[words] if len(right) > words else "").rstrip()
        return start - len(kept), end + len(added)


class _AllQuotes:
    """Writes stretches of texts that stand one behind another, each as a quote of its source."""

    def __init__(self, texts: Sequence[str], names: Sequence[str]) -> None:
        self.starts = [0, *accumulate(map(len, texts))]
        self.parts = [_Quotes(*part) for part in zip(texts, ["", *names[1:]])]

    def of(self, stretches: Iterable[Stretch]) -> list[Any]:
        """Return the quotes of a record."""
        return [quote for part, own in self._apart(stretches) for quote in part.of(own)]

    def printed(self, pattern: str, stretches: Iterable[Stretch]) -> str:
        """Return the words of a pattern as the first of some stretches prints them, or nothing."""
        found = (part.printed(pattern, own) for part, own in self._apart(stretches))
        return next(filter(None, found), "")

    def _apart(self, stretches: Iterable[Stretch]) -> Iterator[tuple[_Quotes, list[Stretch]]]:
        """Yield the text of each stretch, and where in it it stands."""
        for start, end in dict.fromkeys(stretches):
            place = bisect_right(self.starts, start, hi=len(self.parts)) - 1
            begun = self.starts[place]
            yield self.parts[place], [(start - begun, end - begun)]


def write_transcript(
    records: DraftRecords,
    texts: Sequence[str],
    identifier: str,
    sources: Sequence[Mapping[str, str]],
) -> str:
    """Return the text of programme.yml; the texts of its sources stand one behind another."""
    _name_sessions(records.sessions)
    cover, quotes = records.cover, _AllQuotes(texts, [source["id"] for source in sources])
    first = quotes.of(cover.quotes) or quotes.of([_first_line(texts[0])])
    ignored = (
        _kept(quotes=quotes.of(entry.quotes), reason=entry.reason, review=entry.review)
        for entry in dict.fromkeys(records.ignored)
    )
    sessions = (_session(meeting, quotes) for meeting in records.sessions)
    programme = _kept(
        id=_Plain(identifier),
        title=cover.title or _title_of(first),
        subtitle=cover.subtitle,
        quotes=first,
        edition=cover.edition or "",
        **_fields(cover, "series", "start", "end"),
        review=_reasons(cover.reviews),
        sources=[_Flow({_Plain(k): value for k, value in one.items()}) for one in sources],
        context=_quoted(_place(p, quotes) for p in [cover.place] if p and p.name),
        listings=_quoted(_listing(listing, quotes) for listing in cover.listings),
        sessions=_quoted(sessions),
        statements=_quoted(_statements(records, quotes)),
        ignored=_quoted(ignored),
    )
    dumped: str = yaml.dump(
        programme, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1_000_000
    )
    dumped = ESCAPED.sub(lambda one: one[1] + chr(int(one[2], 16)), dumped)
    return f"# Drafted by atgraph ingest. Settle each `review`, then remove it.\n\n{dumped}"


def _title_of(quotes: Sequence[Any]) -> str:
    first = quotes[0] if quotes else ""
    text = first["text"] if isinstance(first, dict) else str(first)
    return plain(text)[:LONGEST_TITLE] or "…"


def _first_line(text: str) -> Stretch:
    start, end = found.span() if (found := re.search(r".*\w.*", text)) else (0, len(text))
    return start, min(end, start + LONGEST_TITLE)


def _kept(**values: Any) -> dict[str, Any]:
    """Return what has a value, without contact data."""
    said = {_Plain(key): _said(value) for key, value in values.items()}
    return {key: value for key, value in said.items() if value not in ("", None, [], ())}


def _said(value: Any) -> Any:
    return without_contact_data(value) if type(value) is str else value


def _quoted(records: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the records that quote something: contact data are not quoted."""
    return [record for record in records if record.get("quotes")]


def _fields(record: object, *names: str) -> dict[str, Any]:
    return {name: getattr(record, name) for name in names}


def _reasons(reviews: Sequence[str]) -> str:
    return "; ".join(dict.fromkeys(filter(None, reviews)))


def _place(place: DraftPlace, quotes: _AllQuotes) -> dict[str, Any]:
    return _kept(
        place=place.name,
        timezone=_Plain(place.timezone),
        quotes=quotes.of(place.quotes),
        review=place.review,
    )


def _session(meeting: DraftSession, quotes: _AllQuotes) -> dict[str, Any]:
    several = len(meeting.listings) > 1
    return _kept(
        id=_Plain(meeting.identifier),
        **_fields(meeting, "title", "date", "start", "end"),
        place=meeting.place.name if meeting.place else "",
        **_fields(meeting, "room", "language"),
        quotes=quotes.of(meeting.quotes),
        review=_reasons(meeting.reviews),
        listings=_quoted(_listing(one, quotes) for one in meeting.listings if several),
        organizers=_quoted(_organizer(o, quotes) for o in unique_organizers(meeting.organizers)),
        participants=_quoted(_participant(part, quotes) for part in meeting.participants),
    )


def _listing(listing: DraftListing, quotes: _AllQuotes) -> dict[str, Any]:
    return _kept(**{**vars(listing), "quotes": quotes.of(listing.quotes)})


def _organizer(organizer: DraftOrganizer, quotes: _AllQuotes) -> dict[str, Any]:
    return _kept(
        name=organizer.name,
        role=_Plain(short(organizer.role)),
        status=organizer.status,
        quotes=quotes.of(organizer.quotes),
        review=organizer.review,
    )


def _participant(part: DraftParticipant, quotes: _AllQuotes) -> dict[str, Any]:
    person, memberships = part.person, _memberships(part, quotes)
    posts = [post for post in hold_posts(person.posts)[0] if post not in memberships]
    return _kept(
        **_fields(person, "name", "honorific"),
        kind=_Plain(person.kind),
        role=_Plain(part.role),
        status=_Plain(person.status),
        title=next(iter(memberships.values()), ""),
        country=person.country,
        affiliations=[_Flow(_kept(**vars(post))) for post in posts if post != PrintedPost()],
        quotes=quotes.of(part.quotes),
        review=part.review,
    )


def _memberships(part: DraftParticipant, quotes: _AllQuotes) -> dict[PrintedPost, str]:
    """Return the first post of a person that is a membership, with its printed words.

    “Member of the Alliance” is a title that gives no post: the alliance employs nobody by it.
    """
    for post in hold_posts(part.person.posts)[0]:
        if post.organization and post.title.casefold() in every("members").exact:
            words = rf"{re.escape(post.title)}\W+(?:\w+\W+){{0,2}}{re.escape(post.organization)}"
            if printed := quotes.printed(words, part.quotes):
                return {post: printed}
    return {}


def _statements(records: DraftRecords, quotes: _AllQuotes) -> Iterator[dict[str, Any]]:
    for said in records.statements:
        session = said.session.identifier if said.session else ""
        values = {"tie": "", "session": session, **said.values}
        yield _kept(**values, quotes=quotes.of(said.quotes), review=said.review)
    # what the lines of people print around the bodies of their posts, once a session
    drafted = set[tuple[str, str, str]]()
    for session, part in ((m.identifier, p) for m in records.sessions for p in m.participants):
        for post in _memberships(part, quotes):
            values = {"member": part.person.name, "group": post.organization, "role": "member"}
            if (session, part.person.name, post.organization) not in drafted:
                drafted.add((session, part.person.name, post.organization))
                values |= {"quotes": quotes.of(part.quotes), "review": MEMBER_REVIEW}
                yield _kept(tie="membership", session=session, **values)
        for unit, parent in hold_posts(part.person.posts)[1]:
            if (session, unit, parent) not in drafted:
                drafted.add((session, unit, parent))
                values = {"unit": unit, "parent": parent, "quotes": quotes.of(part.quotes)}
                yield _kept(tie="subordination", session=session, **values, review=ABOVE_REVIEW)


def _name_sessions(meetings: Sequence[DraftSession]) -> None:
    titles = (without_contact_data(meeting.title) for meeting in meetings)
    starts = ("-".join(slug(title).split("-")[:8])[:LONGEST_ID] for title in titles)
    names = (start.strip("-") or f"session-{number}" for number, start in enumerate(starts, 1))
    for meeting, name in zip(meetings, number_names(names)):
        meeting.identifier = name


def number_names(names: Iterable[str]) -> list[str]:
    """Return names, those that stand there already with a number behind them."""
    numbered: list[str] = []
    for base in names:
        name, count = base, 2
        while name in numbered:
            name, count = f"{base}-{count}", count + 1
        numbered.append(name)
    return numbered
