"""Reports that tell of sessions without heads: their titles stand in quotation marks in prose."""

import re
from collections.abc import Iterator
from dataclasses import replace

from atgraph.curate.ingest.lines import Line, sentences_in
from atgraph.curate.ingest.recognition import QUOTED, Lines, RecognizedLine
from atgraph.curate.ingest.times import find_times
from atgraph.curate.ingest.told_speakers import find_named, find_speakers
from atgraph.curate.ingest.word_lists import with_forms, words_of

TOLD = "told in a sentence"
FEWEST = 2  # sessions of such a report
MOST_BEFORE = 6  # words from that for a session to its title
QUOTES = '“”"«»„ '
SHORT = 4  # letters of a word that has no other endings
SAID = (".", ",", "!", "…")  # at the end of what somebody said


def find_title(line: RecognizedLine) -> re.Match[str] | None:
    """Return the first title in a line: what stands in quotation marks and is no speech."""
    found = (f for f in QUOTED.finditer(line.text) if not f[0][1:-1].rstrip().endswith(SAID))
    title = next(found, None)
    begins = title is not None and title[0].strip(QUOTES)[:1]
    return title if begins and not begins.islower() else None


def is_led_to(line: RecognizedLine, title: re.Match[str]) -> bool:
    """Whether a word for a session or an event stands before a title: “the panel “A””."""
    before = words_of(line.text[: title.start()].casefold())[-MOST_BEFORE:]
    kinds = [line.words[kind].exact for kind in ("sessions", "events")]
    stems = tuple(w[:-1] for kind in kinds for w in kind if len(w) > SHORT and " " not in w)
    inflected = any(word.startswith(stems) for word in before)  # “на секции”
    return inflected or line.words["events"].any_in(before)


def _opens(line: RecognizedLine, title: re.Match[str]) -> bool:
    """Whether a line begins with a title that is no speech, or only a time stands before it."""
    before, behind = line.text[: title.start()], line.text[title.end() :]
    verbs, few = line.words["speech_verbs"], len(before.split()) <= MOST_BEFORE
    said = behind.startswith(",") or verbs.any_in(words_of(behind)[:1]) or verbs.any_of(before)
    timed = few and next(find_times(before, line.words), None) is not None
    return not said and (timed or not before)


def find_announced(lines: Lines) -> tuple[RecognizedLine, str] | None:
    """Return the line that invites to one event, or tells its day and time, with its title."""
    for line in lines:
        title = find_title(line)
        invites = with_forms(r"^(?:{invites})(?!\w)", flags=re.I).match(line.text)
        announces = line.told_times and any(date.day for date in line.dates)
        if title and ((invites and not line.tells) or (announces and is_led_to(line, title))):
            return line, title[0].strip(QUOTES)
    return None


def split_told(lines: Lines, text: str) -> Iterator[Line]:
    """Yield lines, before each that tells of a session its time and its title.

    Several must, to which words lead in most, and nothing else gives the sessions their times.
    """
    head = " ".join(line.text for line in lines if not line.tells)
    titles = {s.place: t for s in lines if s.tells and (t := find_title(s)) and t[0] not in head}
    titles = {place: title for place, title in titles.items() if names_somebody(lines[place])}
    led = sum(is_led_to(lines[p], t) or _opens(lines[p], t) for p, t in titles.items())
    timed = any(line.has_time and not line.tells for line in lines)
    is_report = len(titles) >= FEWEST and led * 2 > len(titles) and not timed
    for line in lines:
        if is_report and line.place in titles:
            yield from _heads(line, titles[line.place], text)
            yield _behind(line, titles[line.place], text)
        else:
            yield line.raw


def _heads(line: RecognizedLine, title: re.Match[str], text: str) -> Iterator[Line]:
    """Yield the time and the title that a line tells, where they stand in the text."""
    ends = (end for start, end in sentences_in(line.text, 0, len(line.text)) if end > title.end())
    said = line.text[: next(ends, len(line.text))]
    times = list(find_times(said, line.words))
    pieces = [said[t.at : t.to] for t in times] if len(times) == 1 else []
    for piece, note in (*((piece, "") for piece in pieces), (title[0], TOLD)):
        at = text.find(piece, line.raw.start, line.raw.end)
        start, end = (at, at + len(piece)) if at >= 0 else line.span
        bare = piece.strip(QUOTES)
        yield replace(line.raw, text=bare, start=start, end=end, strong=(), note=note, gap=True)


def _behind(line: RecognizedLine, title: re.Match[str], text: str) -> Line:
    """Return what a line says behind the title that it begins with, else all of it."""
    rest = line.text[title.end() :].strip()
    at = text.find(rest, line.raw.start, line.raw.end) if rest and _opens(line, title) else -1
    return line.raw if at < 0 else replace(line.raw, text=rest, start=at, strong=())


def names_somebody(line: RecognizedLine) -> bool:
    """Whether a sentence of a line names somebody who takes part."""
    pieces = (line.text[slice(*piece)] for piece in sentences_in(line.text, 0, len(line.text)))
    people = line.people
    return any(any(find_named(s, people)) or any(find_speakers(s, people)) for s in pieces)
