"""The town where an event is: printed beside its date, its venue or a country, or well known."""

import functools
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from operator import itemgetter

from atgraph.curate.ingest.draft_records import DraftPlace, DraftRecords
from atgraph.curate.ingest.lines import PINNED, sentences_in
from atgraph.curate.ingest.person_signs import SURE
from atgraph.curate.ingest.recognition import RecognizedLine
from atgraph.curate.ingest.text_lines import EDGES
from atgraph.curate.ingest.word_lists import (
    DocumentWords,
    every,
    is_country,
    is_place,
    known_languages,
    town_zones,
    with_forms,
)
from atgraph.data.dates import find_dates, is_calendar_word
from atgraph.text import stands_in

PARTS = re.compile(r"[,|;•·()]|\s[–—/-]\s")
NAME = re.compile(r"[^\W\d_][^\W\d_.'’-]*(?:[-'’. ]+[^\W\d_]+){0,3}\.?")
MARK = re.compile(r"^(?:г|м)\.\s*(?=[^\W\d_])")  # “г. Алматы”
IN_BRACKETS = re.compile(r"\s*\([^(),]*\)")
LABELS = ("date_labels", "time_labels", "venue_labels")
NO_TOWNS = (
    "remote", "contents", "minutes", "breaks", "days", "virtual", "language_marks", "time_labels",
)  # fmt: skip
SURELY, BY_FORM, PERHAPS, VENUE_ALONE = range(4)
LONGEST, SHORTEST = 22, 4  # words of a line, letters of a town
CAPITAL = r"[^\W\d_a-zа-яіїєґß-ÿ]"
SMALL = "de|del|la|sur|am|an|der|на"
TOWN = rf"(?P<town>{CAPITAL}[\w’'-]+(?:[ -](?:(?:{SMALL})[ -])*{CAPITAL}[\w’'-]+){{0,2}})"
HOUSE = r"(?P<house>[^,.;:()“”«»„\"]{3,80})"
# “at the Town Hall, Leeds, on 3 May”; “on 3 May in Leeds”
AT_HOUSE = (
    rf"{HOUSE}(?:,?\s(?:{{in_town}})|,)\s{TOWN}(?=[,.;:)]|\s(?:\d|(?:on|le|el|il|am|vom|dal)\s)|$)"
)
IN_TOWN = rf"(?<!\w)(?:{{in_town}})\s{TOWN}(?=[,.;:)]|\s[^\W_A-ZÀ-ÞА-ЯІЇЄҐ]|$)"
DATELINE = (  # “LEEDS, 3 May – …”, “Leeds, Monday 3 May 2025. …”, “3 May 2025, Leeds. …”
    rf"(?:{TOWN}(?:(?:,\s[^.–—;:]{{3,40}})?\s[–—-]\s|,\s[^.,–—;:]{{3,30}}\d{{4}}\.\s)"
    rf"|(?=.{{0,30}}\d)[^.;:–—]{{3,40}},\s{TOWN.replace('town', 'behind')}\.\s)"
)
FIRST, FEWEST = 3, 8  # sentences of a paragraph; words of one that ends in a colon
NEAR = 2  # lines between a town and its venue
NUMBERED = re.compile(r"(?:^|\s)\d+\w?$|^\d+\w?\s")
TOWN_REVIEW = "read as the town where it takes place; see whether it is"


@functools.cache
def _codes() -> Mapping[str, str]:
    """Return the names of countries in each language, and their codes."""
    from babel import Locale

    pairs = (pair for one in known_languages() for pair in Locale.parse(one).territories.items())
    return {name.casefold(): code for code, name in pairs}


def _zones_of(country: str) -> list[str]:
    """Return the time zones of a country by its name, or by a code such as “UK”."""
    from babel.core import get_global

    others = get_global("territory_aliases").get(country, [])
    code = _codes().get(country.casefold()) or next(iter(others), "")
    return [zone for zone, one in get_global("zone_territories").items() if one == code]


def find_place(
    lines: Iterable[RecognizedLine],
    dated: Collection[int],
    sure: bool = False,
    title: RecognizedLine | None = None,
) -> DraftPlace | None:
    """Return the town that lines print, rather one that is ``sure``: only such in the ``title``."""
    lines = [*lines]
    homes = {*_homes(lines)} - {place + by for place in dated for by in (-1, 1)}
    read = [
        (rank, line.place, place)
        for line in lines
        if line.place not in homes
        for rank, place in _read(line, line.place - 1 in dated or line.place + 1 in dated)
        if rank in (SURELY, VENUE_ALONE) or not (sure or line is title)
    ]
    found = [one for one in read if one[0] == SURELY or not sure]
    _, at, place = min(found, key=itemgetter(0), default=(SURELY, 0, None))
    near = (other for rank, to, other in read if rank == VENUE_ALONE and abs(to - at) <= NEAR)
    if place is None or place.venue or not (venue := next(near, None)):
        return place
    return replace(place, venue=venue.venue, quotes=[*place.quotes, *venue.quotes])


def _homes(lines: Sequence[RecognizedLine]) -> Iterator[int]:
    """Yield the places of towns alone below a name and what that person is: who is from there."""
    named = False
    for above, line in pairwise(lines):
        named = above.is_person or (named and above.people.kinds.is_post_or_body(above.text))
        if named and line.text.casefold() in town_zones():
            yield line.place


def settle_places(records: DraftRecords) -> None:
    """Give the event the town where all of its sessions are; keep those of which one is not."""
    cover, sessions = records.cover, records.sessions
    towns = {m.place.name: m.place for m in reversed(sessions) if m.place is not None}
    if (cover.place is None or not cover.place.name) and len(towns) == 1:
        (cover.place,) = towns.values()
    whole = cover.place
    if len(sessions) == 1 and whole is not None and whole.venue and not sessions[0].room:
        sessions[0].room = whole.venue
        sessions[0].quotes += whole.quotes
    for meeting in sessions:
        if meeting.place and cover.place and meeting.place.name == cover.place.name:
            meeting.place = None


def _read_told(line: RecognizedLine) -> Iterator[tuple[int, DraftPlace]]:
    """Yield the town that sentences name with a house in it, the day, or before what they tell."""
    pieces = [*sentences_in(line.text, 0, len(line.text))][:FIRST]
    if found := with_forms(DATELINE, line.words).match(line.text):
        yield from _told(line, found["town"] or found["behind"], BY_FORM)
    for sentence in (line.text[slice(*piece)] for piece in pieces):
        dated = any(date.day for date in find_dates(sentence, line.words.languages))
        for found in with_forms(AT_HOUSE, line.words).finditer(sentence):
            house = _house_in(found["house"], line)
            before = sentence[: found.end("house") - len(house)].rstrip()
            if house and (dated or before.endswith(":")):  # else somebody may be from there
                yield from _told(line, found["town"], PERHAPS, house)
        for found in with_forms(IN_TOWN, line.words).finditer(sentence) if dated else ():
            *_, last = sentence[: found.start()].split() or [""]  # “Trafficking in Persons”
            parted = not (last[:1].isupper() and last[-1:].isalnum())
            if parted or is_calendar_word(last, line.words.languages):
                known = line.raw.level and found["town"].casefold() in town_zones()
                yield from _told(line, found["town"], SURELY if known else PERHAPS)


def _house_in(said: str, line: RecognizedLine) -> str:
    """Return the name of a house with which some words end: “invites all to the Town Hall”."""
    words, house, small = said.split(), "", ("genitive", "articles")
    for at in range(len(words) - 1, -1, -1):
        piece, first = " ".join(words[at:]), words[at]
        is_house = every("venues").any_of(piece) or line.is_place(piece)
        if first[:1].isupper() if house else is_house:
            house = piece
        elif house and not any(first.casefold() in line.words[kind].exact for kind in small):
            break
    return house


def _told(
    line: RecognizedLine, town: str, rank: int, house: str = ""
) -> Iterator[tuple[int, DraftPlace]]:
    bare = town.title() if town.isupper() else town
    if is_place(town, line.words) or not _may_be_town(bare, line):
        return
    known = town.casefold() in town_zones()
    place = DraftPlace(town, _zone(town, "", line), house, [line.span])
    yield rank, place if known or rank == BY_FORM else replace(place, review=TOWN_REVIEW)


def _read(line: RecognizedLine, beside_date: bool) -> Iterator[tuple[int, DraftPlace]]:
    """Yield the town of a line that says when or where, and how sure that is."""
    tells = line.tells or (line.size > FEWEST and (line.text.endswith(":") or line.raw.level))
    if tells and not (line.venue or line.raw.note):
        yield from _read_told(line)
    pinned = line.raw.note == PINNED
    noted = bool(line.raw.note) and not pinned
    if line.is_sentence or line.size > LONGEST or line.is_person or line.role or noted:
        return
    pieces = _cut((not pinned and line.venue) or _without_time(line), line.words)
    led = with_forms(r"^(?:{at}|in)\s+", line.words, re.I)
    parts = [led.sub("", MARK.sub("", part)) for part in pieces]
    lands = [is_country(part, line.words) for part in parts] + [False]
    known = [n for n, part in enumerate(parts) if part.casefold() in town_zones()]
    if len(known) > 1:
        return  # “10:00 Vienna, 15:00 Bangkok”
    unknown = [part for n, part in enumerate(parts) if n not in known]  # “VIENNA” is no body
    bodies = [p for p in unknown if _is_venue(p, line) or line.people.kinds.is_body(p)]
    where = [part for part in bodies if not is_place(part, line.words)]  # “USA”
    venue = next((said for said in (", ".join(where), *where) if stands_in(said, line.text)), "")
    says_where = bool(line.dates) or line.venue or pinned or (beside_date and len(parts) > 1)
    has_venue = any(_is_venue(part, line) for part in parts)
    before_date = _cut(line.text[: line.dates[0].at], line.words) if line.dates else []
    for n, part in enumerate(parts):
        others = [p for k, p in enumerate(parts) if k != n and not lands[k]]
        named = n in known or bool(MARK.match(pieces[n])) or lands[n + 1]
        by_form = part != pieces[n] or before_date == [pieces[n]]
        by_form = by_form or all(_is_known(other, line) for other in others)
        rank = None
        if named and (says_where or has_venue or lands[n + 1] or not others):
            rank = SURELY
        elif (says_where or has_venue) and by_form:
            rank = BY_FORM
        elif (named or (line.venue and n)) and n == len(parts) - 1:  # “Venue: Old Mill, Lenn”
            rank = PERHAPS
        printed = stands_in(part, line.text)
        if rank is not None and printed and (n in known or _may_be_town(part, line)):
            zone, review = _zone(part, "".join(parts[n + 1 : n + 2]), line), ""
            if rank == PERHAPS:
                review = TOWN_REVIEW
            yield rank, DraftPlace(part, zone, venue, [line.span], review)
    whole = not [p for p in parts if p not in where and not NUMBERED.search(p)]  # “Elm Street 12”
    if line.venue or (has_venue and (says_where or (beside_date and line.is_room)) and whole):
        yield VENUE_ALONE, DraftPlace("", "", venue or line.venue, [line.span])


def _zone(town: str, behind: str, line: RecognizedLine) -> str:
    """Return the time zone of a town, unless what is printed behind it may be of another town."""
    known = town_zones().get(town.casefold(), "")
    if behind.casefold() in every("states").exact:
        return ""  # “Athens, Georgia”
    if is_country(behind, line.words):
        zones = _zones_of(behind)
        only = zones[0] if len(zones) == 1 else ""
        return (known if known in zones else "") if known else only
    return known if not behind or _is_known(behind, line) else ""  # “London, Ontario”


def _without_time(line: RecognizedLine) -> str:
    """Return a line without dates and times, and without whose time it is: “15:00 (Geneva)”."""
    text, marks = line.text, [(date.at, date.to) for date in line.dates]
    for time in line.times:
        of_zone = IN_BRACKETS.match(text, time.to)
        marks.append((time.at, of_zone.end() if of_zone else time.to))
    for at, to in sorted(marks, reverse=True):
        text = f"{text[:at]}|{text[to:]}"
    return text


def _cut(text: str, words: DocumentWords) -> list[str]:
    """Return the pieces of a text that hold a capital letter, but labels: “Date:”, “Venue:”."""
    labels = {label for kind in LABELS for label in words[kind].exact}
    remote = with_forms(r"\s+(?:&|\+|/|{and})\s+(?:{virtual})$", flags=re.I)  # “Oslo & online”
    pieces = (remote.sub("", piece.strip(EDGES)) for piece in PARTS.split(text))
    return [p for p in pieces if p != p.lower() and p.casefold() not in labels]


def _is_venue(text: str, line: RecognizedLine) -> bool:
    """Whether a piece names a room, or a house that is no body."""
    body = line.people.kinds.is_body(text)
    return line.is_place(text) or (not body and every("venues").any_of(text))


def _is_known(text: str, line: RecognizedLine) -> bool:
    """Whether a piece beside a town is a room, a body, or says that it is an event."""
    kinds = ("event_nouns", "event_titles", "events", "sessions")
    event = any(line.words[kind].any_of(text) for kind in kinds)
    return event or _is_venue(text, line) or line.people.kinds.is_body(text)


def _may_be_town(text: str, line: RecognizedLine) -> bool:
    """Whether a piece may be the name of a town: it is nothing else that is known."""
    words = text.split()
    if not NAME.fullmatch(text) or not (text[0].isupper() and words[-1][0].isupper()):
        return False
    if text in line.room_and_language[1] or every("by").any_in(words[:1]):
        return False
    if len(text) < SHORTEST or _is_known(text, line) or line.people.kinds.is_post(text):
        return False
    person = line.people.names.read_whole(text)
    spoken = any(line.words[kind].any_of(text) for kind in NO_TOWNS)
    dated = any(is_calendar_word(word, line.words.languages) for word in words)
    return not (spoken or dated or (person is not None and person.score >= SURE))
