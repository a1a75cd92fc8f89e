"""Every printed sentence is in a record, ignored with a reason, or reported as not understood."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from atgraph.curate.ingest.draft_records import DraftIgnored, DraftRecords
from atgraph.curate.ingest.lines import COLUMN, PAGE, Extract, Line, Stretch
from atgraph.curate.ingest.person_reader import PersonReader
from atgraph.curate.ingest.recognition import RecognizedLine
from atgraph.text import Document, Span, clip

LONG = 5000  # letters of a line with thousands of sentences, which are one quote
MANY = 12  # sentences of prose that are one entry
NOT_UNDERSTOOD, PROSE = "not understood", "prose"
PROSE_REVIEW = "read it for ties, claims and themes that were not recognised"
UNKNOWN_REVIEW = "not understood; make a record of it, or say why there is none"
LOGO = "a logo or a caption: it names a body and says nothing of it"
SINGULAR = {
    "sessions": "session",
    "organisers": "organiser",
    "people and bodies that take part": "person or body that takes part",
    "statements": "statement",
}
READ = "Prose without a record, or of which only a word proposes a theme; read it:"


def _recorded(records: DraftRecords, themes: bool = True) -> Iterator[Stretch]:
    """Yield what records rest on; on request without themes that are only proposed."""
    for whole in records.wholes:
        yield from whole.quotes
        yield from (stretch for listing in whole.listings for stretch in listing.quotes)
    for part in records.parts:
        yield from part.quotes
    for statement in records.statements:
        if themes or not statement.is_proposed_theme:
            yield from statement.quotes


def uncovered(text: str, covered: Iterable[Stretch]) -> list[Span]:
    """Return the sentences that no stretch touches, as the build counts them."""
    stretches = sorted(covered)
    found, at, reached = [], 0, 0
    for sentence in Document(Path("source.txt"), text).sentences():
        while at < len(stretches) and stretches[at][0] < sentence.end:
            reached = max(reached, stretches[at][1])
            at += 1
        if reached <= sentence.start:
            found.append(sentence)
    return found


def account(
    records: DraftRecords,
    extract: Extract,
    loose: Iterable[RecognizedLine],
    people: PersonReader,
    prose: Sequence[Line],
) -> None:
    """Add an entry for every sentence that nothing rests on yet."""
    known = {line.span: line for line in loose}
    held = {line.span for lines in (prose, *(m.prose for m in records.sessions)) for line in lines}
    ignored = (stretch for entry in records.ignored for stretch in entry.quotes)
    lines = sorted(extract.lines, key=lambda line: line.start)
    pending: list[Stretch] = []
    at = 0

    def flush() -> None:
        if pending:
            records.ignored.append(DraftIgnored(tuple(pending), PROSE, PROSE_REVIEW))
            pending.clear()

    for sentence in uncovered(extract.text, [*_recorded(records), *ignored]):
        while at < len(lines) - 1 and lines[at].end <= sentence.start:
            at += 1
        raw = lines[at]
        line = known.get(raw.span) or RecognizedLine(raw, people.words, people)
        if raw.span not in held and not line.is_sentence:
            flush()
            records.ignored.append(_ignore(sentence, raw, line))
            continue
        if len(pending) >= MANY:
            flush()
        if pending and raw.end - raw.start > LONG and pending[-1][0] >= raw.start:
            pending[-1] = (pending[-1][0], sentence.end)
        else:
            pending.append((sentence.start, sentence.end))
    flush()


def _ignore(sentence: Span, raw: Line, line: RecognizedLine) -> DraftIgnored:
    """Return why nothing rests on a sentence, by the line that it is of."""
    is_role = line.role is not None and line.role.alone
    is_short = line.size <= 14 and not raw.item
    reasons = (
        (raw.note == "front matter", "front matter of the file"),
        (raw.note == PAGE, "the title of the page"),
        (raw.note == COLUMN, "heads a column of a table"),
        (is_role, "heads the names below it"),
        (line.is_contents_head or line.section, "heads a part of the document"),
        (
            line.has_day or (line.has_time and not line.title),
            "a date or time that stands elsewhere too",
        ),
        (line.is_room, "a place that stands elsewhere too"),
        (line.is_break, "a break, a meal or the like"),
        (is_short and (line.people.kinds.is_body(line.text) or line.text.isupper()), LOGO),
    )
    reason = next((reason for holds, reason in reasons if holds), NOT_UNDERSTOOD)
    review = "" if reason != NOT_UNDERSTOOD else UNKNOWN_REVIEW
    return DraftIgnored(((sentence.start, sentence.end),), reason, review)


@dataclass(frozen=True)
class Report:
    """The fate of every printed sentence, and what waits for review."""

    sentences: int
    recorded: int
    ignored: dict[str, int] = field(default_factory=dict)
    not_understood: tuple[tuple[int, str], ...] = ()
    prose: tuple[tuple[int, str], ...] = ()
    reviews: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Write it for a person."""
        share = f" ({self.recorded / self.sentences:.0%})" if self.sentences else ""
        lines = [
            ", ".join(
                f"{count} {SINGULAR.get(what, what) if count == 1 else what}"
                for what, count in self.counts.items()
            ),
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


def build_report(records: DraftRecords, text: str, notes: Sequence[str]) -> Report:
    """Count the fate of every sentence.

    A theme that is proposed from a word or two says nothing of the rest of its sentence: where
    nothing else rests on it, the sentence is reported as prose that a person must read.
    """
    proposed = (s for s in records.statements if s.is_proposed_theme)
    stretches = sorted(
        [(a, b, "") for a, b in _recorded(records, themes=False)]
        + [(a, b, "\0" + entry.reason) for entry in records.ignored for a, b in entry.quotes]
        + [(a, b, "\0" + PROSE) for statement in proposed for a, b in statement.quotes]
    )
    ignored: Counter[str] = Counter()
    listed: dict[str, list[tuple[int, str]]] = {NOT_UNDERSTOOD: [], PROSE: []}
    recorded = total = at = 0
    touching: list[tuple[int, int, str]] = []
    for sentence in Document(Path("source.txt"), text).sentences():
        total += 1
        while at < len(stretches) and stretches[at][0] < sentence.end:
            touching.append(stretches[at])
            at += 1
        touching = [s for s in touching if s[1] > sentence.start]
        reasons = [s[2] for s in touching]
        reason = reasons[0][1:] if reasons else NOT_UNDERSTOOD
        if "" in reasons:
            recorded += 1
        elif reason in listed:
            listed[reason].append((sentence.start_line, clip(sentence.text, 120)))
        else:
            ignored[reason] += 1
    counts = {
        "sessions": len(records.sessions),
        "organisers": sum(len(m.organizers) for m in records.sessions),
        "people and bodies that take part": sum(len(m.participants) for m in records.sessions),
        "statements": len(records.statements),
    }
    return Report(
        total,
        recorded,
        dict(sorted(ignored.items())),
        tuple(listed[NOT_UNDERSTOOD]),
        tuple(listed[PROSE]),
        records.count_reviews(),
        counts,
        tuple(notes),
    )
