"""Titles in two languages by turns: below most titles stands the same in the other language."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from atgraph.curate.ingest.lines import SECOND, Line
from atgraph.curate.ingest.recognition import Lines, RecognizedLine
from atgraph.curate.ingest.told_leads import find_leads
from atgraph.curate.ingest.word_lists import BARE, CYRILLIC, words_in

LONGEST = 24  # words of a title
FEWEST, FEW, MANY = 2, 3, 8  # titles in the other language; one in so many is; is in the first


def note_second(lines: Lines) -> Iterator[Line]:
    """Yield lines, of which those have a note that repeat the title above in another language."""
    second = {line.place for line in _find(lines)}
    yield from (replace(s.raw, note=SECOND) if s.place in second else s.raw for s in lines)


def _find(lines: Lines) -> list[RecognizedLine]:
    """Return the lines below titles, where some are in a language that hardly any title is in."""
    pairs = [*_below_titles(lines)]
    firsts = Counter(filter(None, (language_of(title) for title, _ in pairs)))
    first = max(firsts, key=lambda one: firsts[one], default="")
    spoken = [(below, language_of(below)) for _, below in pairs]
    alike = sum(language == first for _, language in spoken)
    apart = sum(
        language not in ("", first) and line.people.names.read_whole(line.text) is None
        for line, language in spoken
    )
    if not first or apart < FEWEST or apart * FEW < len(pairs) or alike * MANY > len(pairs):
        return []
    return [line for line, language in spoken if language != first and not _is_known(line)]


def _below_titles(lines: Lines) -> Iterator[tuple[RecognizedLine, RecognizedLine]]:
    """Yield the titles that have a time beside them or above, and what stands below each."""
    timed = False
    for line, below in pairwise(lines):
        begins = line.has_time and not line.title
        if (timed or line.has_time) and line.title and not (begins or line.is_break):
            plain = not (below.has_time or below.has_day or _leads(below) or below.is_sentence)
            both = " / " in line.title  # “Farm Work / Le travail aux champs”
            if plain and not both and below.size <= LONGEST:
                yield line, below
        timed = begins


def _leads(line: RecognizedLine) -> bool:
    """Whether a role word leads to people: neither “Panel 2: Farms” nor “Conclusions and costs”."""
    role = line.role
    leads = role is not None and (role.marked or role.alone or line.is_person)
    told = any(not lead.start() for lead in find_leads(line.text))  # “Es spricht Ada Bek”
    return (leads and not line.session_count) or told


def _is_known(line: RecognizedLine) -> bool:
    """Whether a line surely names somebody, by what stands around the name."""
    people, is_known = (
        line.named_people if line.is_person else [],
        line.people.kinds.is_post_or_body,
    )
    return any(p.honorific or p.role or any(is_known(s.title) for s in p.posts) for p in people)


def language_of(line: RecognizedLine) -> str:
    """Return the language of a line among those of the document, by letters and small words."""
    text = line.title.casefold()
    known = line.words.languages
    is_cyrillic = len(re.findall(CYRILLIC, text)) * 2 > sum(map(str.isalpha, text))
    written = [one for one in known if (one in ("ru", "uk")) == is_cyrillic]
    if len(written) < 2 or is_cyrillic:
        return next(iter(written), "")
    words = BARE.findall(text)
    counts = {n: sum(word in words_in((n,))["common"].exact for word in words) for n in written}
    best = max(counts.values())
    leading = [language for language, count in counts.items() if count == best > 0]
    return leading[0] if len(leading) == 1 else ""
