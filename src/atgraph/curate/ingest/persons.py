"""A person as a line prints one, and what every reading of names goes by."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from atgraph.curate.ingest.affiliations import Affiliations
from atgraph.curate.ingest.given_names import is_given
from atgraph.curate.ingest.names import Name, Names
from atgraph.curate.ingest.posts import Beside, Post
from atgraph.curate.ingest.words import Words, words_of

SENTENCE = re.compile(r"[^\W\d_A-ZА-Я]{4,}\.\s+[^\W\d_a-zа-я]\w* ")
SURE, ENOUGH = 2.0, 1.0


@dataclass(frozen=True)
class Person:
    """One who takes part, as a line prints it: a person, or a body that does."""

    name: str
    honorific: str = ""
    kind: str = "person"
    role: str = ""
    status: str = ""
    country: str = ""
    posts: tuple[Post, ...] = ()
    score: float = 0.0
    only_name: bool = False


@dataclass
class PersonReading:
    """Holds the words, names and bodies of the document, and tells what looks like a name or like prose."""

    words: Words
    names: Names
    beside: Affiliations
    rooms: set[str] = field(default_factory=set)

    def _is_prose(self, said: str) -> bool:
        """Whether what follows is a sentence and no list of titles."""
        words = words_of(said)
        if len(words) > 60:
            return True
        first = words[0].casefold() if words else ""
        return (
            bool(words)
            and first in self.words["biography_verbs"]
            and words[0].islower()
            and first not in ("a", "se")
        )

    def _looks_like_name(self, name: Name) -> bool:
        return is_given(name.text.split()[0]) or name.text.casefold() in self.names.known

    def _person(self, name: Name, beside: Beside, score: float, only: bool = False) -> Person:
        return Person(
            name.text,
            name.honorific,
            country=beside.country,
            posts=tuple(beside.posts),
            score=score,
            only_name=only,
        )
