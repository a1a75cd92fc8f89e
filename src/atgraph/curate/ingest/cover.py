"""The cover: title, subtitle, edition and days of the event as a whole."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from atgraph.curate.ingest.calendar import Calendar, is_short
from atgraph.curate.ingest.draft_records import DraftCover, DraftListing
from atgraph.curate.ingest.lines import PAGE
from atgraph.curate.ingest.recognition import RecognizedLine
from atgraph.curate.ingest.segment_kinds import QUOTES, SegmentKinds
from atgraph.curate.ingest.session_state import CONTACT
from atgraph.curate.ingest.words import any_form, every

FIRST = 200  # lines among which the title is looked for
EDITION = re.compile(
    r"(?P<number>\d{1,3})(?:st|nd|rd|th|º|ª|°|-?й|-?я|-?а|e|ème|er|\.)\s+(?P<series>\S.*)", re.I
)
MARGIN = re.compile(r"^\W*(?:a\s+)?side[- ]event\b", re.I)
CONTEXT = re.compile(r"(?:the\s+)?\w+\s+(?:session|meeting|conference)\s+of\s+the\b", re.I)
FRONT = re.compile(
    r"[\"']?(?P<key>title|name|event|date|subtitle|description|summary)[\"']?:"
    r"\s*[\"']?(?P<value>.+?)[\"']?$",
    re.I,
)


@functools.cache
def _phrases(kind: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_form(kind)})\b", re.I)


def read_cover(
    lines: Sequence[RecognizedLine], calendar: Calendar, kinds: SegmentKinds
) -> DraftCover:
    """Read what stands before the first session."""
    cover = DraftCover()
    candidates = [line for line in lines[:FIRST] if _may_be_title(line)]
    front = ((s, m) for s in lines if s.raw.note == "front matter" and (m := FRONT.match(s.text)))
    named, match = next(((s, m) for s, m in front if m["key"].lower() == "title"), (None, None))
    if named is not None and match and not any(s.raw.level == 1 for s in candidates):
        cover.title, cover.quotes = match["value"], [named.span]
    elif candidates:
        weights = [_weight(s, kinds) - 0.3 * min(10, n) for n, s in enumerate(candidates)]
        number = max(range(len(candidates)), key=lambda n: (weights[n], -candidates[n].place))
        _take_title(cover, candidates[number], candidates, kinds)
    elif page := next((s for s in lines if s.raw.note == PAGE), None):
        cover.title, cover.quotes, cover.of_page = page.text, [page.span], True
    if edition := EDITION.match(cover.title):
        cover.edition, cover.series = int(edition["number"]), edition["series"]
    _take_days(cover, lines, calendar)
    return cover


def _take_title(
    cover: DraftCover,
    first: RecognizedLine,
    candidates: Sequence[RecognizedLine],
    kinds: SegmentKinds,
) -> None:
    """Give the cover its title, with what stands below as its second half or its subtitle."""
    cover.level = first.raw.level
    cover.title, cover.quotes = _title_of(first), [first.span]
    below = next((s for s in candidates if s.place > first.place), None)
    if (
        below is None
        or below.place - first.place > 2
        or kinds.is_body(below.text.split(",")[0])
        or below.is_contents_head
        or below.dates
    ):
        return
    if first.title.rstrip().endswith((":", "–")) or 0 < first.raw.level == below.raw.level:
        cover.title = f"{_title_of(first)} {_title_of(below)}"
        cover.quotes = [(first.raw.start, below.raw.end)]
    else:
        cover.subtitle = _title_of(below)
        cover.quotes.append(below.span)


def _title_of(line: RecognizedLine) -> str:
    text = line.shown.strip(" *")
    if text[:1] in QUOTES and text[-1:] in QUOTES:
        return text[1:-1].strip()
    return line.title if line.dates and len(line.title.split()) > 2 else text


def _may_be_title(line: RecognizedLine) -> bool:
    if (
        line.heads_bodies  # “Sponsors”, above their names
        or line.raw.note
        or line.has_time
        or line.is_contents_head
        or line.section
        or CONTACT.search(line.text)
        or line.is_break
    ):
        return False
    first, last = (line.text.split()[at].casefold() for at in (0, -1))
    if line.size <= 6 and first in line.words["time_labels"].exact:
        return False
    if line.dates and len(line.title.split()) < 4:
        return False
    if last in line.words["common"].exact or last in line.words["articles"].exact:
        return False  # a sentence that goes on: “… have the honour to invite you to the”
    if not line.raw.level and _phrases("invites").search(line.text):
        return False
    return (
        line.heading > 0.2
        and any(map(str.isalpha, line.text))
        and not (line.role and (line.role.marked or not line.role.alone))
        and not (line.is_room and not line.raw.level)
    )


def _weight(line: RecognizedLine, kinds: SegmentKinds) -> float:
    """Return how much speaks for the title of the whole, wherever it stands."""
    text, size = line.text, line.size
    words = {w.strip(".,:;").casefold() for w in text.split()}
    event = bool(words & (every("event_nouns").exact | every("event_titles").exact))
    margin = MARGIN.match(text) and _phrases("margins_of").search(text)
    quoted = text[:1] in QUOTES and text.rstrip(" .")[-1:] in QUOTES and size > 2
    score = float(max(0, 4 - line.raw.level)) if line.raw.level else 0.0
    shouted, edition = text.isupper() and size > 2, bool(EDITION.match(text))
    score += 1.0 * line.raw.all_strong + 0.5 * shouted + 1.2 * event + 1.0 * edition
    score -= 2.0 * bool(line.dates and line.dates[0].at == 0)
    score -= 1.5 * bool(CONTEXT.match(text))
    score -= 2.0 * bool(margin or _phrases("margins").search(text))
    score += 2.0 * quoted
    score -= 1.5 * (size == 1) + 0.8 * (size == 2 and event)
    score += 0.8 * (size >= 3) + 0.4 * (size >= 5)
    return score - 1.2 * (not event and kinds.is_body(text))


def _take_days(cover: DraftCover, lines: Sequence[RecognizedLine], calendar: Calendar) -> None:
    """Note what the cover prints of the days."""
    if calendar.bounds:
        cover.start, cover.end = calendar.bounds
    # the date of a letter is not that of the event
    above = calendar.sentence.place if calendar.sentence is not None else 0
    dated = (
        (line, date)
        for line in lines
        if line.place >= above and is_short(line)
        for date in line.dates
        if date.day
    )
    if cover.title and cover.quotes and (found := next(dated, None)):
        line, date = found
        quotes = [cover.quotes[0], line.span]
        cover.listings.append(
            DraftListing(cover.title, line.text[date.at : date.to], quotes=quotes)
        )
