"""The last look at a draft: no value that its quotes do not print.

Every printed sentence is in a record, ignored with a reason, or reported as not understood.
"""

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from atgraph.contact_data import without_contact_data
from atgraph.curate.ingest.draft_records import (
    DraftCover,
    DraftIgnored,
    DraftListing,
    DraftParticipant,
    DraftRecords,
    DraftSession,
    DraftStatement,
    PrintedPost,
)
from atgraph.curate.ingest.lines import COLUMN, PAGE, Extract, Line, Stretch, plain
from atgraph.curate.ingest.merge import count_reviews
from atgraph.curate.ingest.people_reader import PeopleReader
from atgraph.curate.ingest.programme_lines import only_measures
from atgraph.curate.ingest.recognition import RecognizedLine
from atgraph.data.dates import read_printed
from atgraph.data.yaml_edits import YamlEditor, walk
from atgraph.text import Document, Span, clip, stands_in

OWN_WORDS = frozenset(("tie", "role", "theme", "value"))  # whose values are not as printed
LINE_AS_TITLE = "the title is the line as printed; see what of it is the title"


class Verification:
    """Takes away from records what does not stand in their quotes as words of their own."""

    def __init__(self, text: str) -> None:
        self.text = text

    def check(self, records: DraftRecords) -> None:
        """Look at every record."""
        cover = records.cover
        cover.title = self._title(cover.title, cover.quotes) or self._first(cover.quotes)
        self._keep_printed(cover, "subtitle", "series")
        for meeting in records.sessions:
            self._check_session(meeting)
        for whole in records.wholes:
            whole.listings = [replace(listing) for listing in whole.listings]
            for listing in whole.listings:
                self._keep_printed(listing, "title", "date", "time", "room")
                listing.date = listing.date if _exists(listing.date) else ""
        records.statements = list(filter(self._prints_all, records.statements))

    def _prints_all(self, statement: DraftStatement) -> bool:
        held = (value for key, value in statement.values.items() if key not in OWN_WORDS)
        values = (v for value in held for v in (value if isinstance(value, list) else [value]))
        return all(self._printed(value, statement.quotes) for value in values)

    def _printed(self, value: str, quotes: Iterable[Stretch]) -> str:
        """Return a value that the quotes print; nothing otherwise."""
        printed = value and any(stands_in(value, self.text[start:end]) for start, end in quotes)
        return value if printed else ""

    def _title(self, title: str, quotes: Iterable[Stretch]) -> str:
        """Return a title that the quotes print; nothing of marks alone: “«”."""
        return self._printed(title, quotes) if any(map(str.isalnum, title)) else ""

    def _first(self, quotes: Sequence[Stretch]) -> str:
        return plain(self.text[slice(*quotes[0])] if quotes else "")[:300]

    def _keep_printed(self, record: DraftCover | DraftSession | DraftListing, *names: str) -> None:
        for name in names:
            setattr(record, name, self._printed(getattr(record, name), record.quotes))

    def _check_session(self, meeting: DraftSession) -> None:
        first = self.text.partition("\n")[0]  # of prose without a head
        quotes = meeting.quotes = meeting.quotes or [(0, len(first))]
        if not self._title(meeting.title, quotes):
            meeting.title = self._first(quotes)
            meeting.reviews.append(LINE_AS_TITLE)
        self._keep_printed(meeting, "room", "language")
        meeting.organizers = [o for o in meeting.organizers if self._printed(o.name, o.quotes)]
        parts = meeting.participants
        meeting.participants = [p for p in parts if self._printed(p.person.name, p.quotes)]
        for part in meeting.participants:
            self._check_participant(part)

    def _check_participant(self, part: DraftParticipant) -> None:
        person, quotes = part.person, part.quotes
        posts = (
            PrintedPost(self._printed(p.title, quotes), self._printed(p.organization, quotes))
            for p in person.posts
        )
        kept = tuple(post for post in posts if post.title or post.organization)
        honorific, country = (self._printed(v, quotes) for v in (person.honorific, person.country))
        part.person = replace(person, posts=kept, honorific=honorific, country=country)


def _exists(printed: str) -> bool:
    """Whether a printed date can be: it does not end before it starts."""
    try:
        read_printed(printed)
    except ValueError:
        return False
    return True


LONG = 5000  # letters of a line with thousands of sentences, which are one quote
MANY = 12  # sentences of prose that are one entry
RECORDED, NOT_UNDERSTOOD, PROSE = "", "not understood", "prose"  # what becomes of a sentence
PROSE_REVIEW = "read it for ties, claims and themes that were not recognised"
UNKNOWN_REVIEW = "not understood; make a record of it, or say why there is none"
LABELS = ("time_labels", "date_labels", "title_labels", "venue_labels")
LOGO = "a logo or a caption: it names a body and says nothing of it"
COUNTED = {  # the lists of a transcript: what one record of it is called, and several
    "sessions": ("session", "sessions"),
    "organizers": ("organiser", "organisers"),
    "participants": ("person or body that takes part", "people and bodies that take part"),
    "statements": ("statement", "statements"),
}
READ = "Prose without a record, or of which only a word proposes a theme; read it:"


def _is_organizing(record: yaml.MappingNode) -> bool:
    """Whether a record is a statement that a body organises or supports the whole."""
    return any((k.value, v.value) == ("tie", "organizing") for k, v in record.value)


def _recorded(records: DraftRecords, themes: bool = True) -> Iterator[Stretch]:
    """Yield what records rest on; on request without themes that are only proposed."""
    listings = (listing for whole in records.wholes for listing in whole.listings)
    statements = (s for s in records.statements if themes or not s.is_proposed_theme)
    wholes = (*records.wholes, *records.towns, *listings)
    for record in (*wholes, *records.parts, *statements):
        yield from record.quotes


def _touching(text: str, marks: Iterable[tuple[int, int, str]]) -> Iterator[tuple[Span, list[str]]]:
    """Yield each sentence, as the build counts them, with the marks of what touches it."""
    waiting = deque(sorted(marks))
    near: list[tuple[int, int, str]] = []
    for sentence in Document(Path("source.txt"), text).sentences():
        while waiting and waiting[0][0] < sentence.end:
            near.append(waiting.popleft())
        near = [stretch for stretch in near if stretch[1] > sentence.start]
        yield sentence, [mark for _, _, mark in near]


def account(
    records: DraftRecords,
    extract: Extract,
    loose: Iterable[RecognizedLine],
    people: PeopleReader,
    prose: Sequence[Line],
) -> None:
    """Add an entry for every sentence that nothing rests on yet."""
    known = {line.span: line for line in loose}
    held = {line.span for lines in (prose, *(m.prose for m in records.sessions)) for line in lines}
    ignored = (stretch for entry in records.ignored for stretch in entry.quotes)
    marked = ((start, end, "") for start, end in (*_recorded(records), *ignored))
    lines = sorted(extract.lines, key=lambda line: line.start)
    found: list[DraftIgnored] = []
    at = 0
    for sentence, marks in _touching(extract.text, marked):
        if marks:
            continue
        while at < len(lines) - 1 and lines[at].end <= sentence.start:
            at += 1
        raw, own = lines[at], (sentence.start, sentence.end)
        line = known.get(raw.span) or RecognizedLine(raw, people.words, people)
        open_entry = found[-1].quotes if found and found[-1].reason == PROSE else ()
        if raw.span not in held and not line.is_sentence:
            found.append(_ignore(own, raw, line))
        elif not 0 < len(open_entry) < MANY:
            found.append(DraftIgnored((own,), PROSE, PROSE_REVIEW))
        else:
            *before, last = open_entry
            whole = raw.end - raw.start > LONG and last[0] >= raw.start
            quotes = [*before, (last[0], sentence.end)] if whole else [*open_entry, own]
            found[-1] = replace(found[-1], quotes=tuple(quotes))
    records.ignored += found


def _is_label(line: RecognizedLine) -> bool:
    """Whether it says only what a column or a field is of: “Date & time”, “Title”."""
    said = line.text.strip(" .:").casefold()
    return any(said in line.words[kind].exact for kind in LABELS)


def _ignore(place: Stretch, raw: Line, line: RecognizedLine) -> DraftIgnored:
    is_role = line.role is not None and line.role.alone
    is_short = line.size <= 14 and not raw.item
    is_clock = line.has_day or (line.has_time and not line.title)
    reasons = (
        (raw.note == "front matter", "front matter of the file"),
        (raw.note == PAGE, "the title of the page"),
        (raw.note == COLUMN or _is_label(line), "heads a column of a table"),
        (is_role, "heads the names below it"),
        (line.is_contents_head or line.section, "heads a part of the document"),
        (only_measures(line), "how long something takes"),
        (line.text.isdigit(), "a number that stands alone"),
        (is_clock, "a date or time that stands elsewhere too"),
        (line.offers, "what a link or a button offers"),
        (line.is_room, "a place that stands elsewhere too"),
        (line.is_break, "a break, a meal or the like"),
        (is_short and (line.people.kinds.is_body(line.text) or line.text.isupper()), LOGO),
    )
    reason = next((reason for holds, reason in reasons if holds), NOT_UNDERSTOOD)
    review = "" if reason != NOT_UNDERSTOOD else UNKNOWN_REVIEW
    return DraftIgnored((place,), reason, review)


@dataclass(frozen=True)
class Report:
    """The fate of every printed sentence, and what waits for review."""

    sentences: int
    recorded: int
    ignored: Mapping[str, int]  # reason → sentences
    not_understood: tuple[tuple[int, str], ...]  # line and sentence
    prose: tuple[tuple[int, str], ...]
    reviews: int
    counts: Mapping[str, int]  # list of the transcript → records
    notes: tuple[str, ...]
    kinds: tuple[str, ...] = ()  # what each document seems to be

    def __str__(self) -> str:
        """Write it for a person."""
        share = f" ({self.recorded / self.sentences:.0%})" if self.sentences else ""
        counted = ", ".join(f"{n} {COUNTED[name][n != 1]}" for name, n in self.counts.items())
        lines = [
            f"Seems to be {'; '.join(self.kinds)}: {counted}" if self.kinds else counted,
            f"printed sentences: {self.sentences}, of which {self.recorded} in records{share}",
            *(f"  {count} ignored: {reason}" for reason, count in self.ignored.items()),
            *(f"Note: {note}" for note in self.notes),
        ]
        for heading, rows in ((READ, self.prose), ("Not understood:", self.not_understood)):
            if rows:
                lines += ["", heading, *(f"  line {number}: {text}" for number, text in rows)]
        wait = {0: "Nothing waits for review", 1: "1 record waits for review"}
        lines += ["", wait.get(self.reviews, f"{self.reviews} records wait for review")]
        return "\n".join(lines) + "\n"


def build_report(
    records: DraftRecords,
    transcript: str,
    texts: Mapping[str, str],
    notes: Sequence[str],
    kinds: Sequence[str] = (),
) -> Report:
    """Count the fate of every sentence, and the records of the transcript that was written.

    A theme that is proposed from a word or two says nothing of the rest of its sentence: where
    nothing else rests on it, the sentence is reported as prose that a person must read.
    """
    proposed = (s for s in records.statements if s.is_proposed_theme)
    marked = [(a, b, RECORDED) for a, b in _recorded(records, themes=False)]
    marked += [(a, b, entry.reason) for entry in records.ignored for a, b in entry.quotes]
    marked += [(a, b, PROSE) for statement in proposed for a, b in statement.quotes]
    fates: Counter[str] = Counter()
    listed: dict[str, list[tuple[int, str]]] = {NOT_UNDERSTOOD: [], PROSE: []}
    begun = 0
    for name, text in texts.items():
        own = ((start - begun, end - begun, mark) for start, end, mark in marked)
        for sentence, marks in _touching(text, own):
            fate = RECORDED if RECORDED in marks else next(iter(marks), NOT_UNDERSTOOD)
            fates[fate] += 1
            if fate in listed:
                where = f" in {name}" if len(texts) > 1 else ""
                shown = clip(without_contact_data(sentence.text), 120) + where
                listed[fate].append((sentence.start_line, shown))
        begun += len(text)
    held = walk(YamlEditor(transcript).root)
    written = Counter("organizers" if _is_organizing(record) else name for record, name in held)
    return Report(
        sentences=fates.total(),
        recorded=fates[RECORDED],
        ignored={f: fates[f] for f in sorted(fates) if f not in (RECORDED, *listed)},
        not_understood=tuple(listed[NOT_UNDERSTOOD]),
        prose=tuple(listed[PROSE]),
        reviews=count_reviews(transcript),
        counts={name: written[name] for name in COUNTED},
        notes=tuple(notes),
        kinds=tuple(kinds),
    )
