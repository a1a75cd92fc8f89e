"""Clock times, ranges of them and durations, as programmes print them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from atgraph.curate.ingest.word_lists import DocumentWords, every, with_forms

# An hour of a time, its minutes and its half of the day; {0} is its place in a range.
HALF = (
    r"(?P<{0}h>[01]?\d|2[0-4])"
    r"(?:(?P<{0}s>\s?[:.]\s?|\s?[hHчг]\s?|·)(?P<{0}m>[0-5]\d)(?!\d)"
    r"|(?P<{0}o>\s?(?:[hHч]|uhr|heures|horas)(?![^\W\d_])))?"
    r"(?:\s*(?P<{0}x>[ap]\.?\s?m\b\.?|(?-i:[AP]M)(?=(?-i:[A-Z][a-z]))|noon\b|(?-i:m)\.(?=\s|$)))?"
)
CLOCKS = r"(?-i:[A-Z]{2,4}T|[ECMP]T|GMT|UTC|MSK|BST|MEZ|PST|CEST?)(?:\s?[+-]\s?\d+)?"
ZONE = (
    r"(?:\s*(?:uhr|hrs?|hs|hours|ore|horas|heures|h|год|ч|час\w*)\b\.?)?"
    rf"(?:\s*\(?{CLOCKS}\)?(?!\w))?"
)
COMMA = r"(?<!\w)((?:{leads_to_time}|{from}|{until})\s\d\d?|[-–]\s?\d\d?),(?=[0-5]\d(?!\d))"
TWO = re.compile(r"^(\d\d?[:.][0-5]\d)\s(\d\d?[:.][0-5]\d)(?![\d.:])")  # start and end, in columns
NOON = re.compile(r"\bnoon\b", re.I)  # as long as what it is read as
# A lone digit before a time may be the first of its hour, as in “1 1 :30”: nobody can tell it.
LONE = re.compile(r"(?:^|[^\w\s.)]\s*|\d\s)[012]\s$")
TIMES = (
    rf"(?<![\d.,:/+\w]){HALF.format('a')}{ZONE}(?:\s*(?:[-–—−~]+|(?<=[\dhHч]\s)/(?=\s\d)|(?P<until>{{until}})(?!\w))"
    rf"\s*{HALF.format('b')}{ZONE})?(?![\d/%€$]|[.,:]\d)"
)
# The same time elsewhere: “14:00 CEST (Geneva) / 15:00 (Nairobi)”, “2 PM ET | 11 AM PT”.
TOWN = r"\((?-i:[^\W\d_a-z])[^()\d]{1,30}\)"
ELSEWHERE = re.compile(
    rf"(?:\s*{TOWN})?(?:\s*[/|;·(]\s*{HALF.format('c')}(?:\s*[-–—]\s*{HALF.format('d')})?"
    rf"\s*(?:{CLOCKS}(?!\w)\)?|{TOWN})(?:\s*{TOWN})?)+",
    re.I,
)
DURATION = (
    r"[(\[]?(?<![\w.:])(?!(?:24|48|72)\s)\d{1,3}(?:\s*[-–]\s*\d{1,3})?"
    r"(?:\s*(?:{durations})\b\.?|\s?[’'′](?!\w))[)\]]?"
)
PLAIN = re.compile(
    r"(?<![\d.:])(?P<ah>[01]\d|2[0-3])(?P<am>[0-5]\d)\s*[-–—]\s*"
    r"(?P<bh>[01]\d|2[0-3])(?P<bm>[0-5]\d)(?:\s*(?:hrs?|h|hours))?(?![\d.])"
)
LONE_PLAIN = re.compile(
    r"(?P<ah>[01]\d|2[0-3])(?P<am>[0-5]\d)(?:\s*(?:hrs?|h|hours))?(?=\s+[^\W\d]|$)"
)
CREDITS = r"\s*(?:(?:{durations})\.?\s)?(?:{credits})(?!\w)"  # “1.25 CLE”, “6.25 hours CLE”
YEARS = re.compile(r"(?:19|20)\d\d\s*[-–—]\s*(?:19|20)\d\d")  # “2018–2020” is no evening


@dataclass(frozen=True)
class TimeRange:
    """A start and an end, empty where none is printed, and where they stand."""

    start: str
    end: str
    at: int
    to: int


def begins_with_plain_time(text: str) -> bool:
    """Whether a line begins with four digits that may be a time: “0900 Opening”."""
    return LONE_PLAIN.match(text) is not None


def find_times(text: str, words: DocumentWords, plain: bool = False) -> Iterator[TimeRange]:
    """Yield the times that stand in a line; ``plain`` if four digits that begin it are one."""
    if plain and (first := LONE_PLAIN.match(text)) and not PLAIN.match(text):
        yield TimeRange(f"{first['ah']}:{first['am']}", "", *first.span())
        return
    text = with_forms(COMMA, words, re.I).sub(r"\1.", NOON.sub("12pm", text))
    text = TWO.sub(r"\1-\2", text)
    found = PLAIN.search(text)
    if found and not YEARS.fullmatch(found[0]):
        start, end = f"{found['ah']}:{found['am']}", f"{found['bh']}:{found['bm']}"
        yield TimeRange(start, end, *found.span())
        return
    reached = 0
    for found in with_forms(TIMES, words, re.I).finditer(text):
        if found.start() < reached:
            continue
        torn = len(found["ah"]) == 1 and LONE.search(text[: found.start()])
        if not torn and not _is_number(text, found, words) and (times := _read(found)):
            more = ELSEWHERE.match(text, times.to)
            reached = more.end() if more else times.to
            yield replace(times, to=reached)


def _is_number(text: str, found: re.Match[str], words: DocumentWords) -> bool:
    """Whether it counts something: a lone “2.14” behind a word that leads to no time; credits."""
    before = re.search(r"([^\W\d_]{2,})\.?\s$", text[: found.start()])
    lone = not found["bh"] and not found["ax"] and (found["as"] or "").strip() == "."
    if lone and with_forms(CREDITS, words, re.I).match(text, found.end()):
        return True
    return bool(before and lone and before[1].casefold() not in every("leads_to_time").exact)


def find_duration(text: str, words: DocumentWords) -> re.Match[str] | None:
    """Find a duration such as “20 min”."""
    return with_forms(DURATION, words, re.I).search(text)


def _read(found: re.Match[str]) -> TimeRange | None:
    given = found.groupdict()
    if not given["bh"]:
        marked = given["am"] or given["ao"] or given["ax"]
        start = _clock(given, "a", given["ax"]) if marked else ""
        return TimeRange(start, "", *found.span()) if start else None
    first, last = (any(given[f"{half}{mark}"] for mark in "mox") for half in "ab")
    told = given["until"] and given["am"]  # “dalle 16.45 alle 18”
    if not ((first and last) or told or given["bx"] or given["bo"]):
        return None
    start = _clock(given, "a", given["ax"] or _earlier(given))
    end = _clock(given, "b", given["bx"])
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
