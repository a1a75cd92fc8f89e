"""What the words of a name tell of its bearer: person or body, and of what type a body is."""

import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from atgraph.curate.ingest.person_names import is_given_name
from atgraph.curate.ingest.word_lists import is_country, known_languages, words_in
from atgraph.curate.reconcile.latin import is_latin
from atgraph.curate.reconcile.words import SMALL, is_acronym
from atgraph.data.yaml_lines import read_yaml

KINDS = "kinds"  # the key of the words for what is no body
BETWEEN_STATES = ("united-nations-entity", "intergovernmental-organization")
STATE, BODY, PERSON = "state", "organization", "person"
LINKS = SMALL | {"against", "without", "contre", "gegen", "contra", "contro", "против", "проти"}
HEAD_ENDS = re.compile(rf"[,;:(«“„\"]|\s[-–—/]\s|\s(?:{'|'.join(sorted(LINKS))}|по|з|при)\s")
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
    """Return which of several kinds the bearer of a name is, as far as its words tell."""
    possible, (_, others) = set(kinds), _patterns()
    body, other = guess_type(name), _told(name, others)
    words = name.split()
    if BODY in possible and body.value:
        return Guess(BODY, body.why)
    if other.value in possible:
        return other
    if BODY in possible and is_acronym(name):
        return Guess(BODY, "an acronym")
    first, last = NAME_LENGTH
    if PERSON in possible and first <= len(words) <= last and is_given_name(words[0]):
        return Guess(PERSON, f"the given name “{words[0]}”")
    return Guess()


def _told(name: str, patterns: Mapping[str, re.Pattern[str]]) -> Guess:
    """Return whose word is the noun of a name: in its head the last, or the first in Cyrillic."""
    found = [
        (match.start(), len(match[0]), value, match[0])
        for value, pattern in patterns.items()
        for match in pattern.finditer(name)
    ]
    end = HEAD_ENDS.search(name, 1)
    head = [one for one in found if not end or one[0] < end.start()]
    chosen = sorted(head or found, key=lambda one: (one[0] if is_latin(name) else -one[0], one[1]))
    return Guess(chosen[-1][2], f"the word “{chosen[-1][3]}”") if chosen else Guess()


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
