"""The cover: title, subtitle, edition and days of the event as a whole."""

from __future__ import annotations

import re
from collections.abc import Sequence

from atgraph.curate.ingest.affiliations import Affiliations
from atgraph.curate.ingest.calendar import Calendar
from atgraph.curate.ingest.carried import CONTACT, span
from atgraph.curate.ingest.lines import PAGE
from atgraph.curate.ingest.organizing import EVENTS
from atgraph.curate.ingest.recognise import Seen
from atgraph.curate.ingest.records import Cover, Place
from atgraph.curate.ingest.segment_kinds import QUOTES

FIRST = 200  # lines among which the title is looked for
EDITION = re.compile(
    r"(?P<number>\d{1,3})(?:st|nd|rd|th|º|ª|°|-?й|-?я|-?а|e|ème|er|\.)\s+(?P<series>\S.*)", re.I
)
MARGIN = re.compile(
    r"^\W*(?:a\s+)?side[- ]event\b.*\b(?:on|in|at) the (?:margins|occasion|sidelines|framework) of\b|\ben marge d|\bal margen d|\bam rande d|\ba margine d",
    re.I,
)
INVITES = re.compile(
    r"\b(?:invites?|together with|vous invite(?:nt)?|(?:le|les|os|lo) invitan?|lad(?:en|t) (?:Sie |herzlich )|vi invita(?:no)?)\b|приглаша|запрошу",
    re.I,
)
CONTEXT = re.compile(r"(?:the\s+)?\w+\s+(?:session|meeting|conference)\s+of\s+the\b", re.I)
FRONT = re.compile(
    r"[\"']?(?P<key>title|name|event|date|subtitle|description|summary)[\"']?:\s*[\"']?(?P<value>.+?)[\"']?$",
    re.I,
)
MORE_EVENTS = EVENTS | frozenset(
    [
        "alliance",
        "congress",
        "symposium",
        "programme",
        "program",
        "agenda",
        "session",
        "consultation",
        "training",
        "debate",
        "briefing",
        "launch",
        "high-level",
        "series",
        "day",
        "week",
        "days",
        "commemoration",
        "course",
        "round",
        "table",
    ]
)


def read_cover(lines: Sequence[Seen], calendar: Calendar, reads: Affiliations) -> Cover:
    """Read what stands before the first session."""
    cover = Cover()
    candidates = [seen for seen in lines[:FIRST] if _may_be_title(seen)]
    front = next(
        (
            s
            for s in lines
            if s.line.note == "front matter"
            and (m := FRONT.match(s.text))
            and m["key"].lower() == "title"
        ),
        None,
    )
    ranked = sorted(candidates, key=lambda s: (-_weight(s, reads, candidates), s.place))
    if front is not None and not any(s.line.level == 1 for s in candidates):
        match = FRONT.match(front.text)
        cover.title, cover.quotes = match["value"] if match else front.text, [span(front.line)]
    elif ranked:
        first = ranked[0]
        cover.level = first.line.level
        cover.title, cover.quotes = _title_of(first), [span(first.line)]
        below = next((s for s in candidates if s.place > first.place), None)
        if (
            below is not None
            and below.place - first.place <= 2
            and not reads.is_body(below.text.split(",")[0])
            and not below.is_contents_head
            and not below.dates
        ):
            if first.title.rstrip().endswith((":", "–")) or (
                below.line.level == first.line.level and below.line.level
            ):
                cover.title, cover.quotes = (
                    f"{_title_of(first)} {_title_of(below)}",
                    [(first.line.start, below.line.end)],
                )
            else:
                cover.subtitle = _title_of(below)
                cover.quotes.append(span(below.line))
    elif page := next((s for s in lines if s.line.note == PAGE), None):
        cover.title, cover.quotes, cover.of_page = page.text, [span(page.line)], True
    if edition := EDITION.match(cover.title):
        cover.edition, cover.series = int(edition["number"]), edition["series"]
    _places(cover, lines, calendar)
    return cover


def _title_of(seen: Seen) -> str:
    text = seen.shown.strip(" *")
    if text[:1] in QUOTES and text[-1:] in QUOTES:
        return text[1:-1].strip()
    return seen.title if seen.dates and len(seen.title.split()) > 2 else text


def _may_be_title(seen: Seen) -> bool:
    if seen.heads_bodies:
        return False  # “Sponsors”, above their names
    if (
        seen.line.note
        or seen.has_time
        or seen.is_contents_head
        or seen.section
        or CONTACT.search(seen.text)
        or seen.is_break
    ):
        return False
    if seen.size <= 6 and seen.text.split()[0].casefold() in seen.words["time_labels"].exact:
        return False
    if seen.dates and len(seen.title.split()) < 4:
        return False
    last = seen.text.split()[-1].casefold()
    if last in seen.words["common"].exact or last in seen.words["articles"].exact:
        return False  # a sentence that goes on: “… have the honour to invite you to the”
    if INVITES.search(seen.text) and not seen.line.level:
        return False
    return (
        seen.heading > 0.2
        and any(map(str.isalpha, seen.text))
        and not (seen.role and (seen.role.marked or not seen.role.alone))
        and not (seen.is_room and not seen.line.level)
    )


def _weight(seen: Seen, reads: Affiliations, candidates: Sequence[Seen]) -> float:
    words = {w.strip(".,:;").casefold() for w in seen.text.split()}
    score = 0.0
    if seen.line.level:
        score += max(0, 4 - seen.line.level)
    score += (
        1.0 * seen.line.all_strong
        + 0.5 * (seen.text.isupper() and seen.size > 2)
        + 1.2 * bool(words & MORE_EVENTS)
        + 1.0 * bool(EDITION.match(seen.text))
    )
    score -= 2.0 * bool(seen.dates and seen.dates[0].at == 0)
    score -= 1.5 * bool(CONTEXT.match(seen.text))
    score -= 2.0 * bool(MARGIN.search(seen.text))
    score += 2.0 * (
        seen.text[:1] in QUOTES and seen.text.rstrip(" .")[-1:] in QUOTES and seen.size > 2
    )
    score -= 1.5 * (seen.size == 1) + 0.8 * (seen.size == 2 and bool(words & MORE_EVENTS))
    score += 0.8 * (seen.size >= 3) + 0.4 * (seen.size >= 5)
    if reads.is_body(seen.text) and not words & MORE_EVENTS:
        score -= 1.2
    return score - 0.3 * min(10, next(n for n, one in enumerate(candidates) if one is seen))


def _places(cover: Cover, lines: Sequence[Seen], calendar: Calendar) -> None:
    """Note what the cover prints of the days."""
    if calendar.bounds:
        cover.start, cover.end = calendar.bounds
    above = (
        calendar.told.place if calendar.told is not None else 0
    )  # the date of a letter is not that of the event
    dated = next(
        (
            s
            for s in lines
            if s.place >= above
            and s.dates
            and s.size <= 18
            and not s.is_sentence
            and (any(d.day for d in s.dates))
        ),
        None,
    )
    if dated is not None and cover.title and cover.quotes:
        date = next(d for d in dated.dates if d.day)
        cover.places.append(
            Place(
                cover.title,
                dated.text[date.at : date.to],
                quotes=[cover.quotes[0], span(dated.line)],
            )
        )
