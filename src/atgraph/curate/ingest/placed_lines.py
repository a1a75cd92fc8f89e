"""Rooms and languages that a line gives."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from atgraph.curate.ingest.timed_lines import EDGES, TimedLine
from atgraph.curate.ingest.words import Words, words_of

LABELLED = re.compile(r"^(?P<label>[^\W\d_][\w ]{2,20}?)\s*[:–-]\s*(?P<rest>.+)$")
LETTERED = re.compile(
    r"[^\W\d_a-z][^\W\d_]{2,} (?:[A-Z]|\d{1,3}[A-Z]?)"
)  # “Studio A”, “Pavilion 3”
VIRTUAL = frozenset(["online", "virtual", "hybrid", "virtuel", "virtuelle", "virtuale", "онлайн"])


@dataclass(eq=False)
class PlacedLine(TimedLine):
    """A line, and where and in which language it says that something is."""

    @cached_property
    def places(self) -> tuple[str, str]:
        """Room and language that the line prints beside its time, or as a line of their own."""
        told = self.told
        room, language = (
            ", ".join(part for part, what in told if what == kind) for kind in ("room", "language")
        )
        label, mark, rest = language.partition(":")
        return room, rest.strip() if mark and self.words["language_marks"].any_of(
            label
        ) else language

    @cached_property
    def told(self) -> list[tuple[str, str]]:
        """Return the pieces of the line and what each is: a room, a language, or nothing known."""
        told: list[tuple[str, str]] = []
        for part in self._parts():
            what = "language" if self.is_language(part) else "room" if self.is_place(part) else ""
            if (
                what == "room"
                and self.words["floors"].any_of(part)
                and len(told) == 1
                and not told[0][1]
                and len(told[0][0].split()) <= 3
            ):
                told[0] = (told[0][0], "room")  # the name of a hall, beside its floor
            told.append((part, what))
        return told

    def _parts(self) -> list[str]:
        labelled = LABELLED.match(self.rest)
        if labelled and labelled["label"].casefold() in self.words["venue_labels"].exact:
            return [labelled["rest"].split(" (", maxsplit=1)[0]]
        return [
            part.strip(EDGES)
            for part in re.split(r"[,|;•]|\s[–—-]\s|[()]", self.rest)
            if part.strip(EDGES)
        ]

    def is_place(self, text: str) -> bool:
        """Whether a piece of a line is a room."""
        words = words_of(text)
        labelled = LABELLED.match(self.rest)
        if (
            labelled
            and text == labelled["rest"].split(" (", maxsplit=1)[0]
            and labelled["label"].casefold() in self.words["venue_labels"].exact
        ):
            return True
        if text in self.people.rooms:
            return True
        if (
            self.has_time
            and LETTERED.fullmatch(text)
            and not any(w in self.words["sessions"] or w in self.words["parallel"] for w in words)
        ):
            return True
        if (
            len(text.split()) > 8
            or not words
            or sum(w.casefold() in self.words["common"].exact for w in words) > 2
        ):
            return False
        if any(w in self.words["from"].exact for w in words[1:-1]):
            return False  # “Questions from the floor”
        at = next(self.words["rooms"].find(words), None)
        if (
            at is not None
            and len(words) > 4
            and 0 < at < len(words) - 1
            and not any(map(str.isdigit, text))
        ):
            return False  # a word of a sentence or a title
        if (
            at == 0
            and len(words) > 2
            and words[0].casefold() in VIRTUAL
            and not any(map(str.isdigit, text))
        ):
            return False  # “Online recruitment in Asia”
        if (
            at is not None
            and 0 < at < len(words) - 1
            and words[at].casefold() in VIRTUAL
            and not any(w in self.words["rooms"] for w in words[:at])
        ):
            return False  # “Trends in online recruitment”
        return (
            at is not None
            and (text[:1].isupper() or text[:1].isdigit())
            and not self.words["posts"].any_of(text)
            and not any(w in self.words["sessions"] for w in words)
        )

    def is_language(self, text: str) -> bool:
        """Whether a piece of a line says in which language a session is held."""
        if len(text.split()) > 8 or any(
            w.casefold() in self.words["sessions"].exact for w in words_of(text)[:1]
        ):
            return False
        spoken = [w for w in words_of(text) if w.casefold() not in self.words["conjunctions"].exact]
        if len(spoken) > 1 and all(is_language_name(w, self.words) for w in spoken):
            return True
        return self.words["language_marks"].any_of(text) and any(
            is_language_name(w, self.words) or w.casefold() in self.words["language_marks"]
            for w in words_of(text)
        )

    @cached_property
    def is_room(self) -> bool:
        """Whether the line says where, and in which language, and nothing else."""
        if self.size > 16 or self.is_sentence or (self.line.level and self.size > 5):
            return False
        told = [bool(what) for _, what in self.told]
        return bool(told) and told[0] and sum(told) >= len(told) / 2


def is_language_name(word: str, words: Words) -> bool:
    """Whether a word is the name of a language."""
    return word.casefold() in _languages(words.languages)


def _languages(languages: tuple[str, ...]) -> frozenset[str]:
    if languages not in _KNOWN:
        from babel import Locale

        _KNOWN[languages] = frozenset(
            name.casefold()
            for language in languages
            for name in Locale.parse(language).languages.values()
        )
    return _KNOWN[languages]


_KNOWN: dict[tuple[str, ...], frozenset[str]] = {}
