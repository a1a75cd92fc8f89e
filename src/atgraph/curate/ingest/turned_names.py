"""Lists of people by their surnames: “Bek, Ada; judge” is read as “Ada Bek, judge”."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from atgraph.curate.ingest.draft_records import DraftSession
from atgraph.curate.ingest.given_names import is_given_name
from atgraph.curate.ingest.lines import Line
from atgraph.curate.ingest.person_signs import SURE
from atgraph.curate.ingest.recognition import Lines, RecognizedLine
from atgraph.curate.ingest.word_lists import is_place
from atgraph.text import stands_in

WORD = r"[^\W\d_a-zß-ÿа-яіїєґ][\w’'-]*"
TURNED = re.compile(  # “MORENO Y SANZ, LUIS”, “von der Au, Ada M. (Terra)”
    rf"(?P<last>(?:[^\W\d_]{{1,3}} )*{WORD}(?: (?:[^\W\d_]{{1,3}} )*{WORD}){{0,2}}),"
    rf" (?P<given>{WORD}(?: {WORD}\.?){{0,2}})"
    r"(?:(?P<mark>[;,]) (?P<beside>.+)|(?P<bracket> \(\D+))?"
)
FEWEST = 2  # lines that may be so by chance


def turn_names(lines: Lines) -> Iterator[Line]:
    """Yield lines, those with the given name first that begin with the surname, if most do.

    How the names are printed is kept with the habits of the document.
    """
    turned = {line.place: found for line in lines if (found := _turned(line))}
    # nothing is asked of lines that they keep: what all tell is not yet learnt
    names = (line.people.names.read(line.text) for line in lines if line.place not in turned)
    others = sum(name is not None and name.score >= SURE for name in names)
    several = len(turned) > max(FEWEST, others)
    for line in lines:
        found = turned.get(line.place) if several else None
        if not found:
            yield line.raw
            continue
        name = f"{found['given']} {found['last']}"
        line.habits.turned[name] = f"{found['last']}, {found['given']}"
        beside = f", {found['beside']}" if found["mark"] else found["bracket"] or ""
        yield replace(line.raw, text=name + beside, strong=(), slanted=())


def _turned(line: RecognizedLine) -> re.Match[str] | None:
    """Return surname, given name and what stands beside them, where a line begins so."""
    found = TURNED.fullmatch(line.text)
    if not found or not is_given_name(found["given"].split()[0]):
        return None
    last, kinds = found["last"], line.people.kinds
    first, *others = last.split()
    whole = is_given_name(first) and others and not last.isupper()  # “Ada Bek, Rosa Cano”
    is_other = kinds.is_post_or_body(last.title() if last.isupper() else last)
    return None if whole or is_other or is_place(found["given"], line.words) else found


def print_turned(sessions: Sequence[DraftSession], text: str, turned: Mapping[str, str]) -> None:
    """Give those who were turned their names as they are printed: “Bek, Ada”."""
    for part in (part for session in sessions for part in session.participants):
        printed = turned.get(part.person.name, "")
        if printed and not any(stands_in(part.person.name, text[a:b]) for a, b in part.quotes):
            part.person = replace(part.person, name=printed)
