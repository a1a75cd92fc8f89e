"""Paragraphs of a report that tell of several sessions are parted before each."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from atgraph.curate.ingest.lines import Line, cut_line, sentences_in
from atgraph.curate.ingest.recognition import Lines, RecognizedLine
from atgraph.curate.ingest.subjects import read_subject
from atgraph.curate.ingest.text_lines import QUOTED
from atgraph.curate.ingest.told_sessions import (
    ALL_CAPITALS,
    FEWEST,
    MOST_BEFORE,
    MOST_LEADING,
    MOST_SOON,
    QUOTES,
    find_title,
    is_held,
    is_led_to,
    is_session,
    is_set_so,
    may_be_title,
    names_in,
    names_one,
    ways_of,
)
from atgraph.curate.ingest.told_topics import ToldTitle, find_topic
from atgraph.curate.ingest.word_lists import with_forms, words_of

PARTED = "tells of another session"
NEXT_CLAUSE = r";\s+(?:(?:{and})\s+)?|,?\s(?:{and})\s+|,\s+"


def part_told(lines: Lines, text: str) -> Iterator[Line]:
    """Yield lines, those of prose parted before each sentence that goes on to another session."""
    for line in lines[:1]:
        line.habits.title_ways = _learn_ways(lines, text)
    told = False  # whether one is told of above
    for line in lines:
        cuts = _next_sessions(line, text, told)
        for piece in cut_line(line.raw, cuts, text, PARTED):
            ends = not cuts or piece.text.endswith((".", "?", "!", "”", "»"))
            yield piece if ends else replace(piece, text=f"{piece.text}.")  # it tells on its own
        told = told or (line.tells and find_title(line) is not None)


def _learn_ways(lines: Lines, text: str) -> set[str]:
    """Return the ways in which titles stand in several sentences; words lead to italics or bold."""
    found = Counter[str]()
    for line in (line for line in lines if line.tells):
        spans = (*line.raw.slanted, *line.raw.strong)
        marked = [ToldTitle(a, b, line.text[a:b]) for a, b in spans]
        marked = [t for t in marked if " " in t.text and not names_one(line, t)]
        marked = [t for t in marked if is_led_to(line, t)]
        found.update({w for t in marked if may_be_title(line, t) for w in ways_of(line, t)})
        for _, piece in _sentences(line, text) if QUOTED.search(line.text) else ():
            said = QUOTED.finditer(piece.text)
            quoted = [ToldTitle(*f.span(), f[0].strip(QUOTES)) for f in said]
            found.update({w for t in quoted if may_be_title(piece, t) for w in ways_of(piece, t)})
    return {way for way, count in found.items() if count >= FEWEST}


def _sentences(line: RecognizedLine, text: str) -> list[tuple[int, RecognizedLine]]:
    """Return where each sentence of a line begins, and that as a line; none that is not found."""
    said = list(sentences_in(line.text, 0, len(line.text)))
    clauses = (at for start, end in said for at in _next_clauses(line, start, end))
    starts = sorted({*(start for start, _ in said), *clauses})
    pieces = list(cut_line(line.raw, starts[1:], text, PARTED))
    found = zip(starts, pieces) if len(pieces) == len(starts) else ()
    return [(at, RecognizedLine(s, line.words, line.people, line.place)) for at, s in found]


def _next_sessions(line: RecognizedLine, text: str, goes_on: bool) -> list[int]:
    """Return where sentences of a paragraph begin that tell of another session than the first."""
    sentences = _sentences(line, text) if line.tells else []
    if len(sentences) < FEWEST or line.speech:
        return []
    cuts, told = list[int](), ""  # the title of the session that is told of
    for start, sentence in sentences:
        title = find_title(sentence) or find_topic(sentence)
        if title is None or (told and not _goes_on_to(sentence, title)):
            continue
        before = line.text[(cuts or [0])[-1] : start]
        opens = not (told or goes_on) and start > 0 and _goes_on_to(sentence, title)
        if (opens or told not in ("", title.text)) and names_in(before, line.people):
            cuts.append(start)
        told = title.text
    return cuts[:-1] if cuts and not names_in(line.text[cuts[-1] :], line.people) else cuts


def _next_clauses(line: RecognizedLine, start: int, end: int) -> Iterator[int]:
    """Yield where parts of a sentence begin before titles: “… by B, and the talk “C” by D”."""
    text, ways = line.text, (QUOTED, ALL_CAPITALS)
    said = sorted((f for way in ways for f in way.finditer(text, start, end)), key=re.Match.start)
    titles = [ToldTitle(*f.span(), f[0].strip(QUOTES)) for f in said]
    for first, second in pairwise(t for t in titles if may_be_title(line, t)):
        parts = list(with_forms(NEXT_CLAUSE).finditer(text, first.end, second.start))
        led = [part for part in parts if part.end() < second.start]
        parts = [part for part in parts if ";" in part[0]] or led  # not “the second, “A””
        if parts and len(text[parts[-1].end() : second.start].split()) <= MOST_BEFORE:
            yield parts[-1].end()


def _goes_on_to(line: RecognizedLine, title: ToldTitle) -> bool:
    """Whether a sentence comes to another session: “The second, “A”, …”, “Next was “B””."""
    before = words_of(line.text[: title.start])
    then = line.words["then"].begins(line.text) and is_led_to(line, title)
    if then or line.words["nth"].any_in(before):
        return True
    if is_set_so(line, title) or is_held(line, title):
        return True
    if line.text[title.start] not in QUOTES or not is_led_to(line, title):
        return False
    inside = any(line.words[kind].any_in(before[-MOST_LEADING:]) for kind in ("in_town", "at"))
    kind = is_session(line.words, before[-MOST_LEADING:])
    return (inside and kind) or (
        len(before) <= MOST_SOON and read_subject(line.text, line.people) is None
    )
