"""Posts beside a name: a title, and the bodies that it or the text behind it names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from atgraph.curate.ingest.segment_kinds import ACRONYM, ENGLISH, SegmentKinds
from atgraph.curate.ingest.words import words_in, words_of

DOTTED = re.compile(r"(?:[A-Z]\.){3,}")
MEMBERS = frozenset(["member", "miembro", "membre", "mitglied", "membro", "член"])
POST_OF_BODY = frozenset(
    [
        "member",
        "founder",
        "co-founder",
        "cofounder",
        "owner",
        "ceo",
        "president",
        "partner",
        "chair",
        "chairman",
        "chairwoman",
        "chairperson",
        "miembro",
        "membre",
        "mitglied",
        "membro",
        "fundador",
        "fundadora",
        "fondateur",
        "fondatrice",
        "fondatore",
        "fondatrice",
        "gründer",
        "gründerin",
    ]
)


@dataclass(frozen=True)
class Post:
    """A title, a body, or both, as printed."""

    title: str = ""
    organization: str = ""


@dataclass
class Beside:
    """What a line prints beside a name."""

    posts: list[Post] = field(default_factory=list)
    country: str = ""


class PostReading(SegmentKinds):
    """Reads titles and bodies, one segment after the other."""

    def _take_post(
        self, segment: str, following: Sequence[str], beside: Beside, title: list[str]
    ) -> bool:
        """Take a post; True when it named its body itself, so that nothing else belongs to it."""
        if found := self._last_at(segment):
            whole = ", ".join([*title, segment[: found.start()].strip()])
            self._take_bodies(segment[found.end() :], [whole], beside, 0)
            self._units(whole, beside)
            title.clear()
            return True
        title.append(segment)
        more = any(not self.is_post(part) or self.is_body(part) for part in following)
        if following and more and not self._is_member(segment):
            return False
        self._take_title(", ".join(title), beside)
        title.clear()
        return True

    def _last_at(self, segment: str) -> re.Match[str] | None:
        return next(iter(reversed(list(self._at_pattern.finditer(segment)))), None)

    def _is_member(self, segment: str) -> bool:
        words = words_of(segment)
        return (
            bool(words)
            and words[0].casefold() in ("member", "miembro", "membre", "mitglied", "membro")
            and bool(self._of_pattern.search(segment))
        )

    def _take_title(self, title: str, beside: Beside) -> None:
        """Take a title without a body beside it; one that names its body gives it."""
        found = self._of_pattern.search(title)
        if not found:
            beside.posts.append(Post(title))
            return
        head, rest = title[: found.start()], self.without_article(title[found.end() :])
        words = [w.casefold() for w in words_of(head)]
        simple = bool(words) and words[-1] in POST_OF_BODY and len(words) <= 4
        if simple and rest[:1].isupper() and not self._is_office(rest) and words[-1] in MEMBERS:
            self._take_bodies(rest, [head], beside, 0)
            return
        names = self._accredited(rest)
        envoy = (
            bool(words)
            and found[0].strip().casefold() not in ("for", "für", "para", "per", "pour")
            and (
                words[-1] in self.words["envoys"]
                or (
                    simple
                    and words[-1] not in ("president", "presidente", "président")
                    and not self._is_office(rest)
                )
            )
        )
        names = [
            name
            for name in names
            if (self.is_body(name) and self._is_named(name))
            or (name[:1].isupper() and envoy and len(name.split()) < 9)
        ]
        beside.posts.append(Post(title, names[0] if names else ""))
        beside.posts += [Post("", name) for name in names[1:]]

    def _accredited(self, rest: str) -> list[str]:
        """Return whom “A to the B” names: both where B is a mission, A alone where it is not, all of it where A is a mission."""
        for found in self._to_pattern.finditer(rest):
            first, second = rest[: found.start()], rest[found.end() :]
            if self.is_unit(second):
                return [first, second]
            return [rest] if self.is_unit(first) else [first]
        return [rest]

    def _is_named(self, name: str) -> bool:
        """Whether it is the name of a body and not only a kind of work that has a word of one in it."""
        words = [w for w in words_of(name) if w[:1].isupper()]
        first = words_of(name)[:1]
        begins = (
            bool(first)
            and first[0][:1].isupper()
            and first[0] in self.words["organizations"]
            and len(words_of(name)) > 1
        )
        return len(words) > 1 or begins or bool(ACRONYM.fullmatch(name.strip(".")))

    def _is_office(self, name: str) -> bool:
        return bool(
            re.match(
                r"(?:staff|board|operations|research|the board|directors|parliament|congress|state)\b",
                name,
                re.I,
            )
        )

    def _take_bodies(self, text: str, title: list[str], beside: Beside, bodies: int) -> None:
        whole = ", ".join(part for part in title if part)
        parts = [piece for part in text.split(" / ") for piece in self._heads(part)]
        for part in parts:
            name = self.name_of_body(part)
            if name:
                beside.posts.append(Post(whole if not bodies else "", name))
        if whole:
            self._units(whole, beside)

    def _heads(self, text: str) -> list[str]:
        """Cut where a second body begins without a comma: a short form, then a kind of body that in its language comes first."""
        if not DOTTED.match(text) or not self._at_home:
            return [text]
        for found in re.finditer(r"\s(?=[^\W\d_a-z])", text):
            word = text[found.end() :].split(" ", maxsplit=1)[0].casefold()
            known = any(
                word in words_in((language,))["organizations"].exact
                for language in ("es", "fr", "it")
            )
            if known and word not in ENGLISH["organizations"]:
                return [text[: found.start()], text[found.end() :]]
        return [text]

    def _units(self, title: str, beside: Beside) -> None:
        """Add the part of a body that a title names: the section of its chief."""
        last = title.rsplit(", ", maxsplit=1)[-1]
        if (foreign := self.abroad(last)) is not None:
            foreign._units(last, beside)
            return
        for found in self._of_pattern.finditer(title):
            head = words_of(title[: found.start()])
            name = self.without_article(title[found.end() :]).split(", ")[0]
            if (
                head
                and any(True for _ in self.words["unit_posts"].find(head[-2:]))
                and name[:1].isupper()
                and self.is_unit(name)
                and self._is_named(name)
            ):
                beside.posts.append(Post("", self.name_of_body(name)))
                above = self._of_pattern.split(name)[-1]
                if above != name and ACRONYM.fullmatch(above.strip()):
                    beside.posts.append(Post("", above.strip()))
                return
