"""Letters of invitation: above the salutation stands the date of the letter, below it a sentence says when the event is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from atgraph.curate.ingest.accounting import sentences_in
from atgraph.curate.ingest.lines import Stretch
from atgraph.curate.ingest.recognise import Seen
from atgraph.curate.ingest.records import Meeting

HEAD, NEAR = 40, 15  # lines among which a salutation is looked for, and below it the sentence
SHORT = 18  # words of a line that gives a day
CLOCK_REVIEW = "the time is read from a sentence; see whether it is that of the whole"


def dated_sentence(lines: Sequence[Seen]) -> Seen | None:
    """Return the sentence of a letter that says when the event is: below its “Dear colleagues,” the first with a day, one with a time before the others.

    Where a line of its own gives a day below the salutation, and no sentence has day and time, that
    line says more; then there is none.
    """
    salutation = next((s.place for s in lines[:HEAD] if s.size <= 8 and _greets(s)), 0)
    below = lines[salutation + 1 :] if salutation else ()
    dated = [s for s in below[:NEAR] if (s.is_sentence or s.size > SHORT) and _prints_day(s)]
    told = min(dated, key=lambda s: not s.times, default=None)
    own = any(_prints_day(s) for s in below if s.size <= SHORT and not s.is_sentence)
    return told if told is None or told.times or not own else None


def _prints_day(seen: Seen) -> bool:
    return any(date.day and date.year for date in seen.dates)


def _greets(seen: Seen) -> bool:
    begins = any(
        re.match(rf"{re.escape(word)}\b", seen.text, re.I)
        for word in seen.words.entries("salutations")
    )
    return begins and seen.text.rstrip().endswith((",", "!", ":"))


def tell_time(meeting: Meeting, seen: Seen, text: str) -> None:
    """Give a meeting the one range of time that the sentence prints which tells its day, for review."""
    ranges = [time for time in seen.times if time.is_range]
    if len(ranges) != 1 or meeting.start:
        return
    printed = seen.text[ranges[0].at : ranges[0].to].strip()
    meeting.start, meeting.end = ranges[0].start, ranges[0].end
    meeting.quotes.append(_sentence_with(seen, printed, text))
    meeting.reviews.append(CLOCK_REVIEW)


def _sentence_with(seen: Seen, printed: str, text: str) -> Stretch:
    whole = (seen.line.start, seen.line.end)
    return next(
        ((a, b) for a, b in sentences_in(text, *whole) if printed in " ".join(text[a:b].split())),
        whole,
    )
