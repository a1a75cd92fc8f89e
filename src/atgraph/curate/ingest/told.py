"""People whom a sentence names as speakers: “with Dr. A B, lecturer at C, and D E of F, moderated by G H”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from atgraph.curate.ingest.given_names import is_given
from atgraph.curate.ingest.labels import PARTS, longest_first
from atgraph.curate.ingest.people import People
from atgraph.curate.ingest.persons import Person
from atgraph.curate.ingest.roles import BY, known_forms
from atgraph.curate.ingest.words import words_of

REVIEW = "named in a sentence; see whether this person takes part, and as what"
LEADS = re.compile(
    r"\b(?:speakers?|panellists?|panelists?|presenters?|guests?)\s+(?:are|is|include|includes|will be|will include)\b:?"
    r"|\bfeaturing\b|\bfeatures\b|\bjoined by\b"
    r"|\b(?:conversation|discussion|talk|webinar|dialogue|interview)\s+with\b|\b(?:intervenants?|ponentes|relatori|referenten|referentinnen)\s+(?:sont|son|sono|sind)\b",
    re.I,
)
STARTS = re.compile(r"(?:^|[\s(])(?=[^\W\d_a-zа-яіїєґß-ÿ])")
ENDS = re.compile(
    r"(?:,\s+and\s+|\s+and\s+|,\s+|;\s+)(?=[^\W\d_a-z])|\.(?:\s|$)|,?\s+(?:moderated|chaired|will|who|which|to\s+(?:discuss|talk|explore))\b"
)


def people_told(sentence: str, people: People) -> Iterator[Person]:
    """Yield the people whom a sentence says to speak, each with the role that it says."""
    marks = [(found.end(), "role_speaker") for found in LEADS.finditer(sentence)]
    known = {
        form: concept
        for form, (concept, scheme) in known_forms(people.words.languages).items()
        if scheme == PARTS and form.split()[-1] in BY and " " in form
    }
    for form in longest_first(known):
        for found in re.finditer(rf"(?<!\w){re.escape(form)}\s+", sentence, re.I):
            if not any(abs(found.end() - at) < 3 for at, _ in marks):
                marks.append((found.end(), known[form]))
    marks.sort()
    for number, (start, role) in enumerate(marks):
        end = marks[number + 1][0] if number + 1 < len(marks) else len(sentence)
        yield from _within(sentence[start:end], role, people)


def _within(text: str, role: str, people: People) -> Iterator[Person]:
    at = 0
    while found := STARTS.search(text, at):
        begin = found.end()
        name = people.names.read(text[begin:])
        if (
            name is None
            or name.score < 2
            or not (name.honorific or is_given(name.text.split()[0]))
            or people.beside.is_body(name.text)
        ):
            at = begin + len(re.match(r"\S*", text[begin:])[0])  # type: ignore[index]
            continue
        end = begin + name.end
        said, at = _said(text, end)
        beside = people.beside.read(said)
        yield Person(
            name.text,
            name.honorific,
            role=role,
            posts=tuple(beside.posts),
            country=beside.country,
            score=name.score,
        )


def _said(text: str, end: int) -> tuple[str, int]:
    """Return what stands beside a name in a sentence, and where the next may begin."""
    rest = text[end:]
    if not re.match(r"\s*(?:,|\(|of\b|from\b|at\b)", rest):
        return "", end
    opened = re.match(r"\s*(?:,\s*(?:the\s+)?|\(|(?:of|from|at)\s+(?:the\s+)?)", rest)
    begin = opened.end() if opened else 0
    bracket = rest.find(")", begin) if rest[:begin].rstrip().endswith("(") else -1
    stop = ENDS.search(rest, begin)
    reached = bracket if bracket > 0 else stop.start() if stop else len(rest)
    said = rest[begin:reached]
    return (said, end + reached) if len(words_of(said)) < 20 else ("", end + begin)
