"""Clock times, ranges of them and durations, as programmes print them."""

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from atgraph.curate.ingest.word_lists import (
    DocumentWords,
    every,
    is_country,
    town_zones,
    with_forms,
)
from atgraph.data.dates import find_weekday

# An hour of a time, its minutes and its half of the day; {0} is its place in a range.
HALF = (
    r"(?P<{0}h>[01]?\d|2[0-3]|24(?:(?<=[-–]24)|(?<=[-–] 24)|(?!\s?h\w{{3}})))"  # not “24 horas”
    r"(?:(?P<{0}s>\s?[:.]\s?|\s?[hHчг]\s?|·)(?P<{0}m>[0-5]\d)(?!\d|(?:st|[nr]d|th)\b)"
    r"|(?P<{0}o>\s?(?:[hHч]|uhr|heures|horas)(?![^\W\d_])))?"
    r"(?:\s*(?P<{0}x>[ap]\.?\s?m\b\.?|(?-i:[AP]M)(?=(?-i:[A-Z][a-z]))|noon\b|midday(?=\s*(?:$|[-–—,;)]|(?-i:[A-Z][A-Z]+\b)))|(?-i:m)\.(?=\s|$)"
    r"|(?<=:\d\d)[ap](?!\w)))?"  # “12:30p”
)
REGION = r"(?-i:Pacific|Mountain|Central|Eastern|UK)(?:\s(?:Standard|Daylight))?"
OF_HALF = r"(?:(?<=m[\s.][\s(])|(?<=m\s)|(?<=m\.\s\())"  # “9 a.m. Pacific”, not “9:00 UK: a view”
CLOCKS = (
    r"(?:(?-i:[A-Z]{2,4}T|[ECMP]T|GMT|UTC|MSK|BST|MES?Z|PST|CEST?)(?:\s?[+-]\s?\d+)?"
    rf"|{REGION}\s+time(?:\s\(US\s(?:and|&)\sCanada\))?(?=\s*(?:$|[,;|/()–-]))"
    rf"|{OF_HALF}{REGION}(?=\s*(?:\)?$|[,;|/()–-]\s*\d)))"
)
# “16-18 CEST” is a time, “10-12 ACT” is none
ZONED = re.compile(r"\b(?:GMT|UTC|MSK|BST|MES?Z|[CEW]ET|[CE]EST|[ECMP][SD]T)\b")
ZONE = (
    r"(?:\s*(?:(?:uhr|hrs?|hs|hours|ore|horas|heures|h|год|ч|час\w*"
    r"|onwards(?!\s+and\b)|en adelante|in poi)\b\.?|(?-i:Uhr(?=[A-ZÄÖÜ]))))?"
    rf"(?:\s*\(?{CLOCKS}\)?(?!\w)){{0,2}}"
)
COMMA = (  # “h. 10,00 Saluti”, “9,30 – 10,15: Saluti”, not “9,30 – 10,15 Euro”
    r"(?:(?<!\w)((?:{leads_to_time}|{from}|{until}|h)\.?\s(?:uhr\s)?\d\d?|[-–]\s?\d\d?)"
    r"|^(\d\d?)(?=,\d\d\s?[-–]\s?\d\d?,\d\d\s*(?:[^\w\s]|(?-i:[A-ZÀ-Þ])|$))),"
    r"(?=[0-5]\d(?!\d|(?:\s?[-–]\s?\d\d?,\d\d)?\s?(?:[$€%]|euro?s?\b)))"
)
CLOCK = r"(\d\d?[:.hH][0-5]\d)"
TWO = re.compile(rf"^{CLOCK}\s{CLOCK}(?![\d.:])")  # start and end, in columns
NOON = re.compile(r"(?<!\d )\bnoon\b", re.I)  # as long as what it is read as
# A lone digit before a time may be the first of its hour, as in “1 1 :30”: nobody can tell it.
LONE = re.compile(r"(?:^|[^\w\s.)]\s*|\d\s)[012]\s$")
TOWN = r"\((?-i:[^\W\d_a-z])[^()\d]{1,30}\)"
# “9h30/11h00”, “9h/11h”; “14:00/16:00” is once and again
SLASH = r"(?:(?<=h\d\d)|(?<=\dh))/(?=\d\d?h(?:\d\d)?(?!\w))"
GERMAN_ON = re.compile(r"\d\d? am")  # “Tag 3 am Freitag” is no hour, “10 am Begrüßung” is one
MONTH = re.compile(r"\d\d?\.(?:0[1-9]|1[0-2])(?!\s*:)")  # that of days: “5-7.05 The Title”
TIMES = (
    rf"(?<![\d.,:/+\w]){HALF.format('a')}{ZONE}(?:\s*(?:[-–—−~→]+|(?<=[\dhHч]\s)/(?=\s\d)|{SLASH}|(?P<until>{{until}})(?!\w))"
    rf"\s*(?:(?:ca|circa|etwa|approx|env)\.?\s+(?=\d\d?[:.h]\d\d))?{HALF.format('b')}{ZONE})?(?![\d/%€$]|[.,:]\d)"
)
# The same time elsewhere: “14:00 CEST (Geneva) / 15:00 (Nairobi)”, “2 PM ET | 11 AM PT”.
ELSEWHERE = re.compile(
    rf"(?:\s*{TOWN})?(?:\s*[/|;·(]\s*{HALF.format('c')}(?:\s*[-–—]\s*{HALF.format('d')})?"
    rf"\s*(?:(?:{CLOCKS}|{OF_HALF}{REGION})(?!\w)\)?|{TOWN})(?:\s*{TOWN})?)+",
    re.I,
)
OF_ZONE = re.compile(rf"\d.*\d(?:\s?[ap]\.?\s?m\b\.?)?\s*\(?{CLOCKS}\)?\s*", re.I)
IN_TOWN = re.compile(r"\s*(?:\d{1,2}[:.h]\d\d(?:\s?[ap]m)?\s+)?(?P<town>[^\W\d_][^\d()]*)", re.I)
TOWN_TIME = re.compile(
    r"\s*,?\s*\(?(?:(?:heure|hora|ora) (?:de |di |d['’])(?P<of>[^\W\d_][\w ]*?)(?=[,.;)]|$)"
    r"|(?P<town>[^\W\d_][\w ]{1,24}?) time(?!\w|\s+[^\W\d_]))\)?",
    re.I,
)
# “16:00–17:30 (local time)”, “по Москве”; the German “Wiener Zeit” has a capital
LOCAL_TIME = (
    r"\s*,?\s*\(?(?:{local_times}|(?-i:(?:[A-Z][a-z]+\s){1,3}(?:Standard|Summer|Daylight)\sTime)"
    rf"|(?:по|за) (?-i:[А-ЯЇІЄҐ])[\w-]+)(?:\s\({CLOCKS}(?=\)))?\)?(?=\s*(?:$|[,;|/)–-]))"
)
PARTED = re.compile(r"\s*[|/;·]\s*")
# “(1h30)”, in brackets of which one may be cut, and “1h” on a line of its own
LENGTH = r"[1-4]\s?[hHч](?:\s?[0-5]\d(?:\s?m(?:in)?)?)?"
LED_LENGTH = rf"(?:[^\W\d_]+\s?:?\s)?{LENGTH}"
IN_LENGTH = re.compile(rf"[(\[]{LED_LENGTH}(?:[)\]]|$)|^{LED_LENGTH}[)\]]|^{LENGTH}$")
DURATION = (
    rf"{IN_LENGTH.pattern}|"
    r"(?:(?<!\w)(?:{time_labels})\s*:?\s+)?[(\[]?(?<![\w.:])(?!(?:24|48|72)\s)\d{1,3}(?:\s*[-–]\s*\d{1,3})?"
    r"(?:\s*(?:{durations})\b\.?|\s?[’'′](?!\w))[)\]]?"
)
PLAIN = re.compile(
    # within a line no years: “1630–1654”
    r"(?:\A|(?<![\d.:/-])(?=\d{3}[05]\s*[-–—]\s*\d{3}[05]))"
    r"(?P<ah>[01]\d|2[0-3])(?P<am>[0-5]\d)\s*[-–—]\s*"
    r"(?P<bh>[01]\d|2[0-3])(?P<bm>[0-5]\d)(?:\s*(?:hrs?|h|hours))?(?![\d.]|-\d)"
)
LONE_PLAIN = re.compile(
    r"(?P<ah>[01]\d|2[0-3])(?P<am>[0-5]\d)(?:\s*(?:hrs?|h|hours))?(?=\s+[^\W\d]|$)"
)
AT_HOUR = (  # “alle ore 18”, “3 giugno 2031, ore 18”, not “Durata: ore 18”
    r"(?:(?<!\w)(?:{at_hour})|(?:(?<=[,–—\d-]\s)|^)ore)\s\d{1,2}$"
)
UNTIL_HOUR = r"(?:.*\s)?(?:{at_hour})"  # “dalle 10 alle 13”
HOUR_ENDS = (  # not “a las 12 de Vigo”
    r"\s*(?:[,.;:)](?!\d)|$|(?:{with}|{articles}|{in_town})\s|(?:{of_day})(?!\w))"
)
RANGE_ENDS = rf"{HOUR_ENDS}|\s(?:[^\W\d_a-z]|[–—-]\s)"  # not “dalle 8 alle 12 donne al giorno”
CREDITS = r"\s*(?:(?:{durations})\.?\s)?(?:{credits})(?!\w)"  # “1.25 CLE”, “6.25 hours CLE”
HALVED = re.compile(r"[ap]\.?\s?m\b|noon|midday", re.I)
HOURS = re.compile(  # none of 24: “09:00”, “9h30”, “14:00”
    r"(?!.*(?<!\d)(?:0\d|1[3-9]|2\d)[:.])\W*\d{1,2}(?:[:.]\d\d)?\s*(?:$|[-–—])"
)
MIDNIGHT = "00:00"  # in a day, “12:00 am” is noon
LAST = "07"  # the hour from which on it may be the next morning
YEARS = re.compile(r"(?:19|20)\d\d\s*[-–—]\s*(?:19|20)\d\d")  # “2018–2020” is no evening


@dataclass(frozen=True)
class TimeRange:
    """A start and an end, empty where none is printed, and where they stand."""

    start: str
    end: str
    at: int
    to: int


Timed = tuple[int, str, Sequence[TimeRange], bool]  # a line: where, what, when; whether it is a day


def begins_with_plain_time(text: str) -> bool:
    """Whether a line begins with four digits that may be a time: “0900 Opening”."""
    return LONE_PLAIN.match(text) is not None


def is_in_zone(text: str) -> bool:
    """Whether a text is a time in a zone that it names, and nothing else: “9 a.m. Pacific”."""
    return OF_ZONE.fullmatch(text) is not None


def find_times(text: str, words: DocumentWords, plain: bool = False) -> Iterator[TimeRange]:
    """Yield the times that stand in a line; ``plain`` if four digits that begin it are one."""
    yield from _times_in(text, words, plain)


@functools.lru_cache(maxsize=1024)  # several steps ask it of a line
def _times_in(text: str, words: DocumentWords, plain: bool) -> tuple[TimeRange, ...]:
    return tuple(_iter_times(text, words, plain))


def _iter_times(text: str, words: DocumentWords, plain: bool) -> Iterator[TimeRange]:
    if plain and (first := LONE_PLAIN.match(text)) and not PLAIN.match(text):
        yield TimeRange(f"{first['ah']}:{first['am']}", "", *first.span())
        return
    text = with_forms(COMMA, words, re.I).sub(r"\1\2.", NOON.sub("12pm", text))
    text = TWO.sub(r"\1-\2", text)
    found = PLAIN.search(text)
    if found and not YEARS.fullmatch(found[0]):
        start, end = f"{found['ah']}:{found['am']}", f"{found['bh']}:{found['bm']}"
        yield TimeRange(start, end, *found.span())
        return
    reached = 0
    pattern = with_forms(TIMES, words, re.I)
    for one in pattern.finditer(text):
        if one.start() < reached:
            continue
        counts = _counts(text, one, words)  # “Session 1 – 9:00 – The Title”
        found = (pattern.match(text, one.start("bh")) if counts else None) or one
        torn = len(found["ah"]) == 1 and LONE.search(text[: found.start()]) is not None
        torn = torn or _is_german_on(text, found, words)
        lengths = (m.span() for m in IN_LENGTH.finditer(text))
        torn = torn or any(a <= found.start() < b for a, b in lengths)
        if torn or _is_number(text, found, words):
            continue
        lead = with_forms(AT_HOUR, words, re.I).search(text[: found.end()])
        is_hour = lead and lead[0].casefold().split()[-2] == "ore"  # no “a las 12 de Vigo”
        at_hour = lead and (is_hour or with_forms(HOUR_ENDS, words).match(text, found.end()))
        within = with_forms(UNTIL_HOUR, words, re.I).fullmatch(found["until"] or "")
        within = within and with_forms(RANGE_ENDS, words).match(text, found.end())
        opens = not re.search(r"\w", text[: found.start()])
        opens = opens and not MONTH.match(text, found.start("bh") if found["bh"] else found.end())
        if times := _read(found, bool(within or at_hour), opens):
            times = replace(times, at=lead.start()) if lead and at_hour and not within else times
            more = ELSEWHERE.match(text, times.to)
            reached = more.end() if more else _in_towns(text, times.to, words)
            reached += text.startswith(". ", reached) and not times.at  # “9h15. The Title”
            yield replace(times, to=reached)


def _is_german_on(text: str, found: re.Match[str], words: DocumentWords) -> bool:
    """Whether “am” stands before a day of the week or a date."""
    if "de" not in words.languages or not GERMAN_ON.fullmatch(found[0]):
        return False
    behind = re.match(r"\s*(\d|[^\W\d_]+)", text[found.end() :])
    return behind is not None and (
        behind[1].isdigit() or find_weekday(behind[1], ("de",)) is not None
    )


def _in_towns(text: str, at: int, words: DocumentWords) -> int:
    """Return where known towns with their hours end: “8:00 London | 12:45 Kathmandu”."""
    if local := with_forms(LOCAL_TIME, words, re.I).match(text, at):
        return local.end()
    own = TOWN_TIME.match(text, at)  # “2 pm Vienna time”
    place = (own["town"] or own["of"]) if own else ""
    if own and (place.casefold() in town_zones() or is_country(place, words)):
        return own.end()
    pieces = [IN_TOWN.fullmatch(piece) for piece in PARTED.split(text[at:])]
    known = (piece and piece["town"].casefold() in town_zones() for piece in pieces)
    return len(text) if len(pieces) > 1 and all(known) else at


def _counts(text: str, found: re.Match[str], words: DocumentWords) -> bool:
    """Whether the number before a dash counts sessions or days, and is no hour."""
    bare = found["bh"] and not (found["as"] or found["ao"] or found["ax"])
    before = re.search(r"([^\W\d_]{3,})\s$", text[: found.start()]) if bare else None
    kinds = ("sessions", "days")
    return before is not None and any(before[1].casefold() in words[k].exact for k in kinds)


def _is_number(text: str, found: re.Match[str], words: DocumentWords) -> bool:
    """Whether it counts something: a lone “2.14” behind a word that leads to no time; credits."""
    before = re.search(r"([^\W\d_]{2,})\.?\s$", text[: found.start()])
    lone = not found["bh"] and not found["ax"] and (found["as"] or "").strip() == "."
    if lone and with_forms(CREDITS, words, re.I).match(text, found.end()):
        return True
    return bool(before and lone and before[1].casefold() not in every("leads_to_time").exact)


def find_afternoons(lines: Iterable[Timed]) -> frozenset[int]:
    """Return where the lines stand whose hours are those after noon, though nothing says so.

    So are small hours below later ones of the day, as in “11:30” and “1:00”, and those within the
    time of the whole day: “Saturday, 4–6:30 p.m.”, and “4:15”. None are where hours go to 24.
    """
    found, whole, reached = set[int](), list[TimeRange](), ""
    for place, text, times, has_day in lines:
        reached = "" if has_day else reached
        for time in times:
            printed = text[time.at : time.to]
            if HALVED.search(printed):
                found |= {place} if time.start == MIDNIGHT and reached else set()
                whole += [time] if time.end else []
            elif not HOURS.match(printed):
                return frozenset()
            elif _is_late(time.start, reached, whole):
                found.add(place)
        if times:
            reached = in_afternoon(times[0]).start if place in found else times[0].start
    return frozenset(found)


def _is_late(start: str, reached: str, whole: Sequence[TimeRange]) -> bool:
    late = _later(start)
    held = any(w.start <= late < w.end and not w.start <= start for w in whole)
    return held or (start < reached <= late and start < LAST)


def in_afternoon(time: TimeRange) -> TimeRange:
    """Return a time with its hours after noon."""
    return replace(time, start=_later(time.start), end=_later(time.end))


def _later(clock: str) -> str:
    return f"{int(clock[:2]) + 12}{clock[2:]}" if clock and clock < "12" else clock


def find_duration(text: str, words: DocumentWords) -> re.Match[str] | None:
    """Find a duration such as “20 min”."""
    return with_forms(DURATION, words, re.I).search(text)


def _read(found: re.Match[str], at_hour: bool, opens: bool) -> TimeRange | None:
    given = found.groupdict()
    if not given["bh"]:
        marked = given["am"] or given["ao"] or given["ax"] or at_hour
        start = _clock(given, "a", given["ax"]) if marked else ""
        return TimeRange(start, "", *found.span()) if start else None
    first, last = (any(given[f"{half}{mark}"] for mark in "mox") for half in "ab")
    told = given["until"] and (given["am"] or at_hour)  # “dalle 16.45 alle 18”
    told = told or (opens and (given["am"] or given["bm"]))  # “9-10.30: The Title”
    told = told or ZONED.search(found[0]) is not None
    if not ((first and last) or told or given["bx"] or given["bo"]):
        return None
    start = _clock(given, "a", given["ax"] or _earlier(given))
    end = _clock(given, "b", given["bx"])
    if end == MIDNIGHT and "00" < start < "12":
        end = _later(end)  # “10:00 am – 12:00 am”
    if not (given["ax"] or given["bx"]) and end < LAST and end < start < "13":
        end = _later(end)  # “11:30–1:00”
    return TimeRange(start, end, *found.span()) if start and end else None


def _earlier(given: dict[str, str]) -> str:
    """Return the half of the day of a start that prints none: that of the end, if that fits."""
    if not given["bx"]:
        return ""
    start, end = ((int(given[f"{half}h"]) % 12, int(given[f"{half}m"] or 0)) for half in "ab")
    return "am" if "p" in given["bx"].lower() and start > end else given["bx"]


def _clock(given: dict[str, str], half: str, meridiem: str) -> str:
    hour, minute = int(given[f"{half}h"]), int(given[f"{half}m"] or 0)
    mark = (meridiem or "").lower()
    if mark.startswith("noon"):
        return "12:00"
    if mark[:1] in ("a", "p") and 1 <= hour <= 12:
        hour = hour % 12 + (12 if mark.startswith("p") else 0)
    if hour == 24 and minute == 0:
        hour, minute = 23, 59
    return f"{hour:02}:{minute:02}" if hour <= 23 else ""
