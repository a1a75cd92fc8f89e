"""Lines that name people: who, with which title, of which body, in which role."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from atgraph.curate.ingest.given_names import is_given
from atgraph.curate.ingest.labels import PARTS
from atgraph.curate.ingest.lines import Stretch
from atgraph.curate.ingest.name_first import NameFirst
from atgraph.curate.ingest.name_last import NameLast
from atgraph.curate.ingest.name_lists import NameLists, cut_pieces
from atgraph.curate.ingest.names import Name
from atgraph.curate.ingest.persons import ENOUGH, Person
from atgraph.curate.ingest.posts import Post
from atgraph.curate.ingest.roles import meaning, take_status

TALK = re.compile(
    r"^[“\"«„][^“”\"«»„]{3,200}[”\"»“][.,]?\s*(?:[–—:|-]|by\b|par\b|por\b|von\b|di\b)?\s*"
)
BRACKET = re.compile(r"\s*[(\[](?P<in>[^()\[\]]+)[)\]]\s*\.?$")
TALKS_WITH = (
    "in conversation with|en conversation avec|en conversación con|im Gespräch mit|in dialogo con"
)
JOINED = re.compile(rf",?\s+(?:and|et|y|und|e|ed|и|та|і|&|{TALKS_WITH})\s+(?=[^\W\d_])")
NEXT = re.compile(r",\s+(?:(?:and|et|y|und|e|ed|и|та|і|&)\s+)?(?=[^\W\d_a-z])")
MARKED = re.compile(
    r"(?P<label>[^\W\d_][\w’' -]{3,30}?)\s*(?:\([^()]{2,40}\)\s*)?:\s+(?P<rest>\S.+)"
)
ALSO_POSTS = frozenset(
    [
        "chair",
        "president",
        "presidente",
        "participant",
        "host",
        "trainer",
        "lecturer",
        "professor",
        "голова",
        "председатель",
        "vorsitzender",
        "vorsitzende",
        "président",
        "présidente",
        "presidenta",
        "instructor",
        "chairman",
        "chairperson",
        "docente",
        "tallerista",
        "преподаватель",
        "викладач",
        "moderatore",
        "trainers",
        "formatore",
        "formateur",
        "formador",
        "rapporteur",
    ]
)  # which after a comma are what somebody is, not what they do here


@dataclass
class People(NameFirst, NameLast, NameLists):
    """Reads people, with the words of the document's languages."""

    _unnamed: frozenset[str] = field(default=frozenset(), init=False)
    _with: re.Pattern[str] = field(default=re.compile("(?!)"), init=False)

    def __post_init__(self) -> None:
        self._unnamed = frozenset(self.words.entries("unnamed"))
        self._with = re.compile(
            rf"(?i:{'|'.join(map(re.escape, self.words.entries('with')))})\s+(?=[^\W\d_a-z])"
        )

    def is_unnamed(self, text: str) -> bool:
        """Whether a line says that nobody is named yet."""
        bare = text.strip(" ()[].*:–-").casefold()
        return bare in self._unnamed or any(
            bare.startswith((f"{u} ", f"{u},", f"{u}.,"))
            for u in self._unnamed
            if len(u) > 4 or "." in u
        )

    def read_all(
        self, text: str, strong: Sequence[Stretch] = (), expected: float = 0.0
    ) -> list[Person]:
        """Read everybody whom a line names; nobody where it is not understood.

        Args:
            text: the line, without a role word before it.
            strong: stretches of it in bold.
            expected: how much speaks for a person before it is read (a role word above it).
        """
        if text[:1] == "(" and text[-1:] == ")" and text.count("(") == 1:
            text, strong = text[1:-1], [(a - 1, b - 1) for a, b in strong if a]
        if with_ := self._with.match(text):
            text, strong = (
                text[with_.end() :],
                [(max(0, a - with_.end()), b - with_.end()) for a, b in strong if b > with_.end()],
            )
        if several := self._titled(text, expected):
            return several
        pieces = [p.strip() for p in cut_pieces(text) if p.strip()]
        if len(pieces) > 1:
            found = [self.read(p, (), expected) for p in pieces]
            if all(found):
                return [p for p in found if p]
        text = pieces[0] if len(pieces) == 1 and not text.startswith(pieces[0]) else text
        if several := self._joined(text, expected) or self.names_only(text, expected):
            return several
        person = self.read(text, strong, expected)
        return [person] if person else []

    def begins_with_with(self, text: str) -> bool:
        """Whether a line begins as in “With A, title, and B, title”."""
        return self._with.match(text) is not None

    def _titled(self, text: str, expected: float) -> list[Person]:
        """Read “Dr. A, body, Ms. B, body and Mr. C, body”: an honorific behind a comma begins the next person."""
        cuts = [
            found
            for found in NEXT.finditer(text)
            if (name := self.names.read(text[found.end() :]))
            and name.honorific
            and " " in name.text
        ]
        if not cuts:
            return []
        starts, ends = [0, *(c.end() for c in cuts)], [*(c.start() for c in cuts), len(text)]
        first = self.names.read(text[: ends[0]])
        if (
            first is None
            or first.start > 2
            or not (first.honorific or self._looks_like_name(first))
            or not self.names.ends_well(text, first.end)
        ):
            return []
        found = [self.read_all(text[a:b].strip(" ,"), (), expected) for a, b in zip(starts, ends)]
        return [person for people in found for person in people] if all(found) else []

    def _joined(self, text: str, expected: float) -> list[Person]:
        """Read “A, title, body, and B, title, body”; where A has nothing beside, it shares what stands beside B."""
        for found in JOINED.finditer(text):
            left, right = text[: found.start()].strip(), text[found.end() :].strip()
            if left.count("(") != left.count(")"):
                continue
            second = self.names.read(right)
            if second is None or not self.names.ends_well(right, second.end):
                continue
            if not (
                second.honorific
                or self._looks_like_name(second)
                or self._are_alike(left, second, expected)
            ):
                continue
            first = self.read(left, (), expected or 0.5)
            rest = self.read_all(right, (), expected or 0.5)
            if first and rest and not (first.only_name and all(p.only_name for p in rest)):
                if first.only_name and _is_shared(rest[-1].posts):
                    first = replace(
                        first, posts=rest[-1].posts, country=rest[-1].country, only_name=False
                    )
                return [first, *rest]
        return []

    def _are_alike(self, left: str, second: Name, expected: float) -> bool:
        """Whether nothing but a name stands on the left, behind a role word, so that a name may follow on the right."""
        first = self.names.read(left)
        return (
            expected >= 1
            and second.score >= ENOUGH
            and first is not None
            and first.score >= ENOUGH
            and first.end == len(left)
        )

    def read(
        self, text: str, strong: Sequence[Stretch] = (), expected: float = 0.0
    ) -> Person | None:
        """Read the one person whom a line names."""
        offset = 0
        if talk := TALK.match(text):
            offset, text, expected = talk.end(), text[talk.end() :], expected + 1.5
        text, status = take_status(text, self.words)
        text, role = self.take_role(text)
        if not text or self.is_unnamed(text):
            return None
        moved = [(a - offset, b - offset) for a, b in strong if a >= offset]
        person = self._name_first(text, moved, expected)
        if person and not person.honorific and not is_given(person.name.split()[0]):
            person = self._name_within(text, expected) or person
        person = person or self._name_last(text, moved, expected)
        return replace(person, status=status, role=role or person.role) if person else None

    def take_role(self, text: str) -> tuple[str, str]:
        """Take a role that stands in brackets, or after a dash or comma, at the end."""
        found = BRACKET.search(text)
        if found and (means := meaning(found["in"], self.words)) and means[1] == PARTS:
            return text[: found.start()].strip(), means[0]
        inner = re.search(r"\s*[(\[](?P<in>[^()\[\]]{4,40})[)\]]", text)
        if (
            inner
            and (means := meaning(inner["in"], self.words, anywhere=False))
            and means[1] == PARTS
        ):
            return (text[: inner.start()] + text[inner.end() :]).strip(), means[0]
        cut = re.search(r"(?P<mark>\s[–—-]\s|,\s*|\s\|\s)(?P<in>[^,–—|]{4,30})$", text)
        dash = cut is not None and cut["mark"].strip() in ("–", "—")
        if cut and (means := meaning(cut["in"], self.words, anywhere=dash)) and means[1] == PARTS:
            sure = not cut["mark"].startswith(",") or means[2] not in ALSO_POSTS
            if sure and (text[: cut.start()].count(",") or self.names.read(text[: cut.start()])):
                return text[: cut.start()].strip(), means[0]
        return text, ""


def _is_shared(posts: Sequence[Post]) -> bool:
    """Whether what stands beside the second of two may be that of both: a body, or a title in the plural."""
    return all(
        not p.title or p.title.split(",", maxsplit=1)[0].split(" of ", maxsplit=1)[0].endswith("s")
        for p in posts
    )
