"""What the words of a name tell of its bearer: person or body, and of what type a body is."""

import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from atgraph.curate.ingest.given_names import is_given_name
from atgraph.curate.ingest.word_lists import every, is_country, known_languages, words_in
from atgraph.curate.reconcile.words import SMALL, is_acronym
from atgraph.data.latin import is_latin
from atgraph.data.yaml_lines import read_yaml

KINDS = "kinds"  # the key of the words for what is no body
BETWEEN_STATES = ("united-nations-entity", "intergovernmental-organization")
STATE, BODY, PERSON = "state", "organization", "person"
LINKS = SMALL | {"against", "without", "contre", "gegen", "contra", "contro", "против", "проти"}
HEAD_ENDS = re.compile(rf"[,;:(«“„\"]|\s[-–—/]\s|\s(?:{'|'.join(sorted(LINKS))}|по|з|при)\s")
OFFICES = ("unit", "government-agency")  # begin names of others: “Управління поліції”
Found = tuple[re.Match[str], str]  # a word, and the type that it tells
NAME_LENGTH = 2, 4  # words of a person's name


@dataclass(frozen=True)
class Guess:
    """What a name seems to be, and what speaks for it."""

    value: str = ""
    why: str = ""


def guess_type(name: str) -> Guess:
    """Return the type of a body that a word of its name tells; nothing where none does."""
    types, _ = _patterns()
    told = _told(name, types)
    # “European Union” is among the names of countries, and “Russian Federation” has a word
    if told.value not in BETWEEN_STATES and is_country(name, words_in(known_languages())):
        return Guess(STATE, "the name of a country")
    return told


def guess_kind(name: str, kinds: Iterable[str]) -> Guess:
    """Return which of several kinds the bearer of a name is, as far as its words tell.

    Two to four capitalised words, none of them a body's, may be a person's name or a body's.
    """
    possible, (_, others) = set(kinds), _patterns()
    body, other, words = guess_type(name), _told(name, others), name.split()
    if other.value in possible and not body.value:
        return other
    if PERSON in possible and not body.value and _is_like_a_person(words):
        given = is_given_name(words[0])
        return Guess(PERSON, f"the given name “{words[0]}”") if given else Guess()
    if BODY in possible:
        return Guess(BODY, body.why or ("an acronym" if is_acronym(name) else ""))
    return Guess()


def guess_body_of_title(title: str) -> Guess:
    """Return the type of the body that is printed where a title should be; nothing for a post."""
    types, _ = _patterns()
    head = title[: end.start()] if (end := HEAD_ENDS.search(title, 1)) else title
    return Guess() if every("posts").any_of(title) else _told(head, types)


def _is_like_a_person(words: list[str]) -> bool:
    first, last = NAME_LENGTH
    capitalised = all(word[:1].isupper() or word in LINKS for word in words)
    return first <= len(words) <= last and capitalised and not every("organizations").any_in(words)


def _told(name: str, patterns: Mapping[str, re.Pattern[str]]) -> Guess:
    """Return whose word is the noun of a name: in its head the last, or the first in Cyrillic."""
    found = [
        (match, value) for value, pattern in patterns.items() for match in pattern.finditer(name)
    ]
    end = HEAD_ENDS.search(name, 1)
    head = [(match, value) for match, value in found if not end or match.start() < end.start()]
    if not found:
        return Guess()
    match, value = max(head or found, key=_last if is_latin(name) else _first)
    return Guess(value, f"the word “{match[0]}”")


def _last(found: Found) -> tuple[int, int]:
    match, _ = found
    return match.end(), len(match[0])


def _first(found: Found) -> tuple[bool, int, int]:
    match, value = found
    return value not in OFFICES, -match.start(), len(match[0])


@functools.cache
def _patterns() -> tuple[dict[str, re.Pattern[str]], dict[str, re.Pattern[str]]]:
    """Return the words of each type of body, and of each kind that is no body."""
    rows: dict[str, Any] = dict(read_yaml(Path(__file__).with_name("body_words.yml")))
    kinds = rows.pop(KINDS)
    both = ({key: _pattern(words) for key, words in found.items()} for found in (rows, kinds))
    types, others = both
    return types, others


def _pattern(words: Iterable[Any]) -> re.Pattern[str]:
    entries = sorted(map(str, words), key=len, reverse=True)
    parts = [
        ("{}" if entry.isupper() else "(?i:{})").format(re.escape(entry).replace(r"\*", r"\w*"))
        for entry in entries
    ]
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)")
