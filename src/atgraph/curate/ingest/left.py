"""What no record rests on: said with its reason, the rest as not understood."""

from __future__ import annotations

from collections.abc import Sequence

from atgraph.curate.ingest.accounting import uncovered
from atgraph.curate.ingest.body import Reader
from atgraph.curate.ingest.lines import COLUMN, PAGE, Extract, Line
from atgraph.curate.ingest.recognise import Seen
from atgraph.curate.ingest.records import Left, Records
from atgraph.curate.ingest.stretches import left_stretches, stretches
from atgraph.curate.ingest.words import Words
from atgraph.text import Span

LONG = 5000
NOT_UNDERSTOOD = "not understood"
PROSE_REVIEW = "read it for ties, claims and themes that were not recognised"


def account(
    records: Records, extract: Extract, reader: Reader, words: Words, prose: Sequence[Line]
) -> None:
    """Add an entry for every sentence that nothing rests on yet."""
    heads = {(s.line.start, s.line.end): s for s in reader.loose}
    told = {(line.start, line.end) for m in records.meetings for line in m.prose} | {
        (line.start, line.end) for line in prose
    }
    taken = sorted([*stretches(records), *left_stretches(records.left)])
    pending: list[tuple[int, int]] = []
    lines = sorted(extract.lines, key=lambda line: line.start)
    at = 0
    for sentence in uncovered(extract.text, taken):
        while at < len(lines) - 1 and lines[at].end <= sentence.start:
            at += 1
        line = lines[at]
        seen = heads.get((line.start, line.end)) or Seen(line, words, reader.people_reader)
        if (line.start, line.end) in told or seen.is_sentence:
            if pending and len(pending) >= 12:
                _flush(pending, records)
            if pending and line.end - line.start > LONG and pending[-1][0] >= line.start:
                pending[-1] = (
                    pending[-1][0],
                    sentence.end,
                )  # one quote, where there are thousands of sentences
            else:
                pending.append((sentence.start, sentence.end))
            continue
        _flush(pending, records)
        records.left.append(_of_line(sentence, line, seen, reader))
    _flush(pending, records)


def _flush(pending: list[tuple[int, int]], records: Records) -> None:
    if pending:
        records.left.append(Left(tuple(pending), "prose", PROSE_REVIEW))
        pending.clear()


def _of_line(sentence: Span, line: Line, seen: Seen, reader: Reader) -> Left:
    place = ((sentence.start, sentence.end),)
    if line.note == "front matter":
        return Left(place, "front matter of the file")
    if line.note == PAGE:
        return Left(place, "the title of the page")
    if line.note == COLUMN:
        return Left(place, "heads a column of a table")
    if seen.role and seen.role.alone:
        return Left(place, "heads the names below it")
    if seen.is_contents_head or seen.section:
        return Left(place, "heads a part of the document")
    if seen.has_day or (seen.has_time and not seen.title):
        return Left(place, "a date or time that stands elsewhere too")
    if seen.is_room:
        return Left(place, "a place that stands elsewhere too")
    if seen.is_break:
        return Left(place, "a break, a meal or the like")
    if (
        seen.size <= 14
        and not line.item
        and (reader.organizations.read.is_body(seen.text) or seen.text.isupper())
    ):
        return Left(place, "a logo or a caption: it names a body and says nothing of it")
    return Left(
        place, NOT_UNDERSTOOD, f"{NOT_UNDERSTOOD}; make a record of it, or say why there is none"
    )
