"""Lines that say several things, one after another, become several lines."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import replace

from atgraph.curate.ingest.labels import as_pattern, longest_first
from atgraph.curate.ingest.lines import Line
from atgraph.curate.ingest.roles import known_forms
from atgraph.curate.ingest.words import Words

LONGEST = 5000
WENT_ON = "went on"


@functools.cache
def _marks(languages: tuple[str, ...]) -> re.Pattern[str]:
    """Return where a role word with its colon follows something else: “… Moderator: …”, “Talk – Speaker: …”."""
    forms = "|".join(as_pattern(form) for form in longest_first(known_forms(languages)))
    return re.compile(
        rf"(?P<before>[.;)»”]\s+|\s[–—|·•]\s+|\s{{2,}})(?P<form>(?:[^\W\d_]+\s)?(?:{forms})(?:\(s\))?)\s?:\s",
        re.I,
    )


@functools.cache
def _phrases(languages: tuple[str, ...]) -> re.Pattern[str]:
    forms = "|".join(
        as_pattern(form) for form in longest_first(f for f in known_forms(languages) if " " in f)
    )
    by = "|".join(
        as_pattern(form)
        for form in longest_first(f for f in known_forms(languages) if f.endswith(" by"))
    )
    return re.compile(
        rf"(?P<before>\s[|·•]\s+|\s[–—]\s+(?=(?:{by})\s))(?P<form>{forms})(?!\w)", re.I
    )


def split_line(line: Line, words: Words, text: str) -> Iterator[Line]:
    """Yield the parts of a line that holds several role words, each with its place in the text; else the line."""
    if not 12 < len(line.text) < LONGEST:
        yield line
        return
    cuts = sorted(
        {
            found.start("form")
            for pattern in (_marks(words.languages), _phrases(words.languages))
            for found in pattern.finditer(line.text)
        }
    )
    if not cuts:
        yield line
        return
    reached = line.start
    for start, end in zip([0, *cuts], [*cuts, len(line.text)]):
        piece = line.text[start:end].strip(" –—|·•;")
        if not piece:
            continue
        at = text.find(piece, reached, line.end)
        place = (at, at + len(piece)) if at >= 0 else (line.start, line.end)
        reached = place[1] if at >= 0 else reached
        strong = tuple(
            (max(a, start) - start, min(b, end) - start)
            for a, b in line.strong
            if a < end and b > start
        )
        yield replace(
            line,
            text=piece,
            start=place[0],
            end=place[1],
            strong=strong,
            gap=line.gap and start == 0,
            note=WENT_ON if start else line.note,
        )
