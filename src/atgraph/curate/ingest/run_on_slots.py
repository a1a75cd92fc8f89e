"""Programmes that run on in one paragraph are cut before each time: “9:00–9:30 Welcome 9:30 …”."""

import re
from collections.abc import Iterator

from atgraph.curate.ingest.lines import Line, cut_line
from atgraph.curate.ingest.repetition import MOST_ALIKE
from atgraph.curate.ingest.times import TimeRange, find_times
from atgraph.curate.ingest.word_lists import DocumentWords, with_forms
from atgraph.data.dates import find_dates

SHORTEST = 300  # letters of a paragraph that holds a programme
HEADS = re.compile(r"[\s:–—-]*[“„«\"‘]?[^\W\d_a-zß-ÿа-яіїєґ]")  # what stands behind a time
BEGINS_NEXT = (  # “Ms. Ada Bek”, not “Commissioner for Justice”
    r"(?<=[\w).])\s(?=[^\W\d_]{1,4}\.?\s)(?=(?:{honorifics})\.?\s[^\W\d_]\S+\s[^\W\d_])"
)
LISTS = r"[,;]\s*$"  # before a time: “9:00–10:00 Lenn, 10:00–11:00 Norda”
APART = 2  # letters between a day and the time behind it


def split_slots(line: Line, words: DocumentWords, text: str) -> Iterator[Line]:
    """Yield the parts of a line that gives several times, each with what begins then."""
    times = list(find_times(line.text, words)) if len(line.text) > SHORTEST else []
    times = [time for time in times if _heads(line.text, time)]
    listed = sum(re.search(LISTS, line.text[: time.at]) is not None for time in times)
    if sum(bool(time.end) for time in times) <= MOST_ALIKE or listed * 2 > len(times):
        yield line
        return
    starts = {time.at for time in times}
    dates = find_dates(line.text, words.languages)
    starts |= {date.at for date in dates if {*range(date.to, date.to + APART + 1)} & starts}
    common = words["common"].exact
    for found in with_forms(BEGINS_NEXT, words, re.I).finditer(line.text, min(starts)):
        if line.text[: found.start()].rpartition(" ")[2].casefold() not in common:
            starts.add(found.end())  # not “introduced by Ms. A”
    yield from cut_line(line, sorted(starts - {0}), text, "")


def _heads(text: str, time: TimeRange) -> bool:
    """Whether a time has minutes, and a word with a capital letter behind it."""
    clear = time.end or re.search(r"\d[:.h]\d\d", text[time.at : time.to])
    return bool(clear) and HEADS.match(text, time.to) is not None
