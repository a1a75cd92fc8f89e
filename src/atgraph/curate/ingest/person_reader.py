"""Lines that name people: who, with which title, of which body, in which role."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from atgraph.curate.ingest.affiliations import AffiliationReader
from atgraph.curate.ingest.draft_records import Person, PrintedPost
from atgraph.curate.ingest.labels import PARTS
from atgraph.curate.ingest.lines import Stretches
from atgraph.curate.ingest.name_positions import (
    ENOUGH,
    NameEvidence,
    NameFirst,
    NameLast,
    NameLists,
    cut_pieces,
)
from atgraph.curate.ingest.person_names import Name, NameReader, is_given_name
from atgraph.curate.ingest.roles import meaning, take_status
from atgraph.curate.ingest.word_lists import alternatives, any_form, every

TALK = re.compile(
    r"^[“\"«„][^“”\"«»„]{3,200}[”\"»“][.,]?\s*(?:[–—:|-]|by\b|par\b|por\b|von\b|di\b)?\s*"
)
BRACKET = re.compile(r"\s*[(\[](?P<in>[^()\[\]]+)[)\]]\s*\.?$")
INNER = re.compile(r"\s*[(\[](?P<in>[^()\[\]]{4,40})[)\]]")
ENDING = re.compile(r"(?P<mark>\s[–—-]\s|,\s*|\s\|\s)(?P<in>[^,–—|]{4,30})$")


class PersonReader:
    """Reads people, with the words of the document's languages."""

    def __init__(self, names: NameReader, affiliations: AffiliationReader) -> None:
        self.words, self.names, self.affiliations = names.words, names, affiliations
        self.kinds = affiliations.kinds
        self.rooms: set[str] = set()
        self.titled: set[str] = set()  # who is named with a title and a body anywhere
        self._evidence = NameEvidence(names, affiliations)
        self._first, self._last = NameFirst(self._evidence), NameLast(self._evidence)
        self._lists = NameLists(self._evidence)
        self._unnamed = frozenset(self.words.entries("unnamed"))
        self._unnamed_heads = tuple(
            u + mark for u in self._unnamed if len(u) > 4 or "." in u for mark in (" ", ",", ".,")
        )
        joins = any_form("and")
        talks = any_form("in_conversation")
        self._joined = re.compile(rf",?\s+(?:{joins}|{talks})\s+(?=[^\W\d_])")
        self._next = re.compile(rf",\s+(?:(?:{joins})\s+)?(?=[^\W\d_a-z])")
        self._with = re.compile(
            rf"(?i:{alternatives(self.words.entries('with'))})\s+(?=[^\W\d_a-z])"
        )

    def learn_titled(self, people: Iterable[Person]) -> None:
        """Note who is named with a title and a body: elsewhere the name may stand alone."""
        titled = (p for p in people if p.kind == "person" and p.posts)
        self.titled.update(p.name.casefold() for p in titled if p.honorific or p.score >= 3)

    def is_unnamed(self, text: str) -> bool:
        """Whether a line says that nobody is named yet."""
        bare = text.strip(" ()[].*:–-").casefold()
        return bare in self._unnamed or bare.startswith(self._unnamed_heads)

    def read_all(self, text: str, strong: Stretches = (), expected: float = 0.0) -> list[Person]:
        """Read everybody whom a line names; nobody where it is not understood.

        Args:
            text: the line, without a role word before it.
            strong: stretches of it in bold.
            expected: how much speaks for a person before it is read (a role word above it).
        """
        if text[:1] == "(" and text[-1:] == ")" and text.count("(") == 1:
            text, strong = text[1:-1], [(a - 1, b - 1) for a, b in strong if a]
        if found := self._with.match(text):
            cut = found.end()
            text, strong = text[cut:], [(max(0, a - cut), b - cut) for a, b in strong if b > cut]
        if several := self._read_titled(text, expected):
            return several
        pieces = [p.strip() for p in cut_pieces(text) if p.strip()]
        if len(pieces) > 1:
            people = [self.read(p, (), expected) for p in pieces]
            if all(people):
                return [p for p in people if p]
        text = pieces[0] if len(pieces) == 1 and not text.startswith(pieces[0]) else text
        if several := self._read_joined(text, expected) or self._lists.read(text, expected):
            return several
        person = self.read(text, strong, expected)
        return [person] if person else []

    def read_names(self, text: str) -> list[Person]:
        """Read a list of names without titles: “A B, C D and E F”."""
        return self._lists.read(text, 1.0)

    def begins_with_with(self, text: str) -> bool:
        """Whether a line begins as in “With A, title, and B, title”."""
        return self._with.match(text) is not None

    def _read_titled(self, text: str, expected: float) -> list[Person]:
        """Read “Dr. A, body, Ms. B, body”: an honorific behind a comma begins the next person."""
        nexts = (
            (found, self.names.read(text[found.end() :])) for found in self._next.finditer(text)
        )
        cuts = [found for found, name in nexts if name and name.honorific and " " in name.text]
        if not cuts:
            return []
        starts, ends = [0, *(c.end() for c in cuts)], [*(c.start() for c in cuts), len(text)]
        first = self.names.read(text[: ends[0]])
        if (
            first is None
            or first.start > 2
            or not (first.honorific or self._evidence.looks_like_name(first))
            or not self.names.ends_well(text, first.end)
        ):
            return []
        found = [self.read_all(text[a:b].strip(" ,"), (), expected) for a, b in zip(starts, ends)]
        return [person for people in found for person in people] if all(found) else []

    def _read_joined(self, text: str, expected: float) -> list[Person]:
        """Read “A, title, body, and B, title, body”; A alone shares what stands beside B."""
        for found in self._joined.finditer(text):
            left, right = text[: found.start()].strip(), text[found.end() :].strip()
            second = self.names.read(right)
            if (
                left.count("(") != left.count(")")
                or second is None
                or not self.names.ends_well(right, second.end)
                or not (
                    second.honorific
                    or self._evidence.looks_like_name(second)
                    or self._are_alike(left, second, expected)
                )
            ):
                continue
            first = self.read(left, (), expected or 0.5)
            rest = self.read_all(right, (), expected or 0.5)
            if first and rest and not (first.only_name and all(p.only_name for p in rest)):
                posts = rest[-1].posts
                if first.only_name and _is_shared(posts):
                    first = replace(first, posts=posts, country=rest[-1].country, only_name=False)
                return [first, *rest]
        return []

    def _are_alike(self, left: str, second: Name, expected: float) -> bool:
        """Whether only a name stands on the left of a role's line, so that one may follow."""
        first = self.names.read_whole(left)
        return (
            expected >= 1 and second.score >= ENOUGH and first is not None and first.score >= ENOUGH
        )

    def read(self, text: str, strong: Stretches = (), expected: float = 0.0) -> Person | None:
        """Read the one person whom a line names."""
        offset = 0
        if talk := TALK.match(text):
            offset, text, expected = talk.end(), text[talk.end() :], expected + 1.5
        text, status = take_status(text, self.words)
        text, role = self.take_role(text)
        if not text or self.is_unnamed(text):
            return None
        moved = [(a - offset, b - offset) for a, b in strong if a >= offset]
        person = self._first.read(text, moved, expected)
        if person and not person.honorific and not is_given_name(person.name.split()[0]):
            person = self._last.read_within(text, expected) or person
        person = person or self._last.read(text, moved, expected)
        return replace(person, status=status, role=role or person.role) if person else None

    def take_role(self, text: str) -> tuple[str, str]:
        """Take a role that stands in brackets, or after a dash or comma, at the end."""
        found = BRACKET.search(text)
        if found and (role := self._role(found["in"])):
            return text[: found.start()].strip(), role[0]
        inner = INNER.search(text)
        if inner and (role := self._role(inner["in"], anywhere=False)):
            return (text[: inner.start()] + text[inner.end() :]).strip(), role[0]
        cut = ENDING.search(text)
        dash = cut is not None and cut["mark"].strip() in ("–", "—")
        if cut and (role := self._role(cut["in"], anywhere=dash)):
            before = text[: cut.start()]
            sure = not cut["mark"].startswith(",") or role[1] not in every("also_posts").exact
            if sure and ("," in before or self.names.read(before)):
                return before.strip(), role[0]
        return text, ""

    def _role(self, text: str, anywhere: bool = True) -> tuple[str, str] | None:
        """Return concept and label of a text that is the role of a participant."""
        found = meaning(text, self.words, anywhere=anywhere)
        return (found[0], found[2]) if found and found[1] == PARTS else None


def _is_shared(posts: Sequence[PrintedPost]) -> bool:
    """Whether posts of the second of two may be of both: a body, or a title in the plural."""
    titles = (p.title.split(",", maxsplit=1)[0].split(" of ", maxsplit=1)[0] for p in posts)
    return all(not title or title.endswith("s") for title in titles)
