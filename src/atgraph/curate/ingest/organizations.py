"""Lists of bodies in print: who organises, who are members, who are partners."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from atgraph.curate.ingest.affiliations import AffiliationReader, SegmentKinds
from atgraph.curate.ingest.draft_records import DraftRecords
from atgraph.curate.ingest.word_lists import (
    alternatives,
    any_form,
    begins_as_body,
    every,
    is_country,
    words_of,
)

ABBREVIATED = re.compile(r"(?:\b[A-Z]|\b(?:Inc|Ltd|Co|Corp))\.$")
LEAD = re.compile(
    r"^(?:(?:by|and|with)\s+(?=the\b|[A-Z]))?"
    r"(?:The\s+(?=[^,]*\bof\b|[^,]*\b(?:Mission|Ministry|Embassy|Government|Delegation)))?"
)
SEPARATORS = re.compile(r"\s*(?:[;|•·]|\s/\s|\n)\s*")


class Organizations:
    """Cuts lists of bodies into their names."""

    def __init__(self, affiliations: AffiliationReader) -> None:
        self.affiliations, self.kinds = affiliations, affiliations.kinds
        self.words = self.kinds.words
        joins = self.words.entries("conjunctions")
        divides = alternatives(w for w in joins if w != "&" and w not in every("with_others").exact)
        self._and = re.compile(rf"(?:,?\s+(?:{divides})(?:\s+by)?\s+)")
        self._begins_with_and = re.compile(rf"(?:{alternatives(joins)})\s+")
        self._of_next = re.compile(rf"(?:{any_form('of_the')})\s*(?=[^\W\d_a-z])")

    def split(self, text: str) -> list[str]:
        """Return the names in a list such as “the A (AA), the B and C”."""
        text = text.strip(" :;,–—-*")
        pieces = SEPARATORS.split(text.rstrip(".") + ("." if ABBREVIATED.search(text) else ""))
        names = [self._bare(name) for piece in pieces for name in self._commas(piece)]
        return [name for name in dict.fromkeys(names) if any(map(str.isalpha, name))]

    def split_bodies(self, text: str) -> list[str]:
        """Return bodies that stand where people do, as in “Moderator: A and B, Co-Chairs”."""
        first = self.affiliations.segments(text)
        if not first or len(text.split()) > 25:
            return []
        names = self.split(first[0])
        named = all(len(n.split()) < 14 and n[:1].isupper() for n in names)
        return names if named and any(map(self.kinds.is_body, names)) else []

    def _bare(self, name: str) -> str:
        """Take away what leads to a name: “by the”, “the non-governmental organization”."""
        name = LEAD.sub("", name)
        of = self._of_next.match(name)
        name = self.kinds.name_of_body(name[of.end() :] if of else name)
        described = re.match(r"(?:[^\W\d_A-Z][\w-]*\s+){2,4}(?=[^\W\d_a-z])", name)
        if described and words_of(described[0])[-1] in self.words["organizations"].exact:
            return name[described.end() :]
        return name

    def _commas(self, text: str) -> Iterator[str]:
        parts, depth = [""], 0
        for character in text:
            depth += (character == "(") - (character == ")")
            if character == "," and depth <= 0:
                parts.append("")
            else:
                parts[-1] += character
        parts = [part.strip() for part in parts]
        merged: list[str] = []
        several = len(parts) > 2 or self._and.search(parts[-1]) is not None or self._are_two(parts)
        for part in filter(None, parts):
            if merged and (is_country(part, self.words) or not self._stands_alone(part, several)):
                merged[-1] += ", " + part
            else:
                merged.append(part)
        for part in merged:
            yield from self._ands(part)

    def _are_two(self, parts: list[str]) -> bool:
        """Whether “A, B” are two short names, and not one with its town."""
        short = all(0 < len(p.split()) < 4 and p[:1].isupper() for p in parts)
        return len(parts) == 2 and short and not self.kinds.is_body(parts[0])

    def _stands_alone(self, part: str, several: bool) -> bool:
        begins = part.startswith(tuple(f"{w} " for w in self.words.entries("conjunctions")))
        bare = self._and.sub("", part) if begins else part
        return self.kinds.is_body(bare) or (several and bare[:1].isupper())

    def _ands(self, text: str) -> Iterator[str]:
        """Cut at an “and” that stands between two names, not inside one."""
        if lead := self._begins_with_and.match(text):
            text = text[lead.end() :]
        start = 0
        for found in self._and.finditer(text):
            if self._divides(text[start : found.start()], text[found.end() :]):
                yield text[start : found.start()]
                start = found.end()
        yield text[start:]

    def _short_of_both(self, left: str, right: str) -> bool:
        """Whether a short form after the “and” has letters of the words before it: one name."""
        found = re.match(r"(?P<own>[^()]*)\((?P<short>[A-Z]{3,10})\)", right)
        if not found:
            return False

        def initials(text: str) -> str:
            return "".join(w[0] for w in words_of(text) if w[:1].isupper())

        own = initials(found["own"])
        return found["short"] in initials(left) + own and found["short"] not in own

    def _is_whole(self, left: str) -> bool:
        """Whether a name is one to its end: “Justice Now”, “Mission of Norway”."""
        *_, last = self.kinds.of.split(left)
        if last != left and self.kinds.is_body(left) and self._is_land(last):
            return True
        return (
            begins_as_body(left, self.words)
            and words_of(left)[-1].casefold() in self.words["body_links"].exact
        )

    def _is_land(self, text: str) -> bool:
        return is_country(self.kinds.without_article(text), self.words)

    def _divides(self, left: str, right: str) -> bool:
        """Whether the “and” between two texts stands between two names."""
        if left.count("(") != left.count(")"):
            return False
        after = self._of_next.match(right)
        if left.rstrip().endswith(")") or (
            after and self.kinds.is_body(self._and.split(right[after.end() :])[0])
        ):
            return True  # “del Consejo y de la Fundación”
        if self._short_of_both(left, right):
            return False
        first = right.split(" ", maxsplit=1)[0]
        if (first.casefold() in self.words["articles"] and first.islower()) or re.match(
            r"[ld]['’][^\W\d_]", right
        ):
            return True
        if not right[:1].isupper():
            return False
        head = self._and.split(right)[0]
        return self._divides_names(left, head)

    def _divides_names(self, left: str, head: str) -> bool:
        """Whether two texts that begin in capitals are two names."""
        is_body, kinds = self.kinds.is_body, self.words["organizations"]
        lefts, heads = words_of(left), words_of(head)
        last_left, last = (lefts or [""])[-1], (heads or [""])[-1]
        kind_ends = last_left in kinds and last_left[:1].isupper() and len(lefts) > 1
        if lefts and (kind_ends or self._is_whole(left)):
            return True
        if not is_body(left):
            if len(lefts) > 1 and last in self.words["units"] and last[:1].isupper():
                return False  # “Human Trafficking and Migrant Smuggling Section”
            if len(lefts) > 2 and not self.kinds.of.search(left):
                return True
            is_name = left.isupper() or is_country(left, self.words)
            if len(lefts) == 2 and last in kinds and not is_name:
                return False
        if not is_body(left) or len(lefts) == 1:
            return is_body(head) or len(lefts) <= 2 or len(heads) <= 2
        if is_country(head, self.words) or self._is_land(left):
            return True
        if len(heads) == 2 and last in kinds and last[:1].isupper() and not last.endswith("s"):
            return True
        whole = heads[:1] and (heads[0] in kinds or len(heads) > 2 or head.isupper())
        return bool(whole) and is_body(head)


def divide_known(records: DraftRecords, kinds: SegmentKinds) -> None:
    """Cut organisers such as “Office on Crime and Free Works” where a person is of Free Works."""
    known = set(_named_bodies(records))
    words = [w for w in kinds.words.entries("conjunctions") if " " not in w and w != "&"]
    joins = re.compile(rf"\s+(?:{alternatives(words)})\s+")

    def cut(name: str) -> list[str]:
        for found in joins.finditer(name) if name not in known else ():
            left, right = name[: found.start()], kinds.without_article(name[found.end() :])
            if right in known and (
                left in known or (len(left.split()) > 1 and kinds.is_body(left))
            ):
                return [left, right]
        return [name]

    for meeting in records.sessions:
        organizers = meeting.organizers
        meeting.organizers = [replace(o, name=name) for o in organizers for name in cut(o.name)]
    records.statements = [
        replace(s, values={**s.values, "organizer": name}) if "organizer" in s.values else s
        for s in records.statements
        for name in cut(str(s.values.get("organizer", "")))
    ]


def _named_bodies(records: DraftRecords) -> Iterator[str]:
    """Yield the bodies that stand beside people or take part."""
    for part in (p for m in records.sessions for p in m.participants):
        if part.person.kind == "organization":
            yield part.person.name
        for post in part.person.posts:
            if len(post.organization.split()) > 1:
                yield post.organization
