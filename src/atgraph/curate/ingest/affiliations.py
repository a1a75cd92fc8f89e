"""What stands beside a name: titles, bodies and a country, told apart segment by segment."""

from __future__ import annotations

import re

from atgraph.curate.ingest.countries import is_country
from atgraph.curate.ingest.posts import Beside, Post, PostReading
from atgraph.curate.ingest.segment_kinds import SHORT_FORM, TRAILING
from atgraph.curate.ingest.words import words_of

STATE_BODY = re.compile(r"minist|мініст|минист", re.I)
JOINS = re.compile(r"\s(?:and|&|et|y|und|e|и|та|і)\s")
WHOLE = re.compile(
    r"institut|cent(?:er|re|ro)\b|zentrum|school|minist|council|commission|agency|network|центр",
    re.I,
)


class Affiliations(PostReading):
    """Reads what stands beside names, with the words of the document's languages."""

    def read(self, text: str) -> Beside:
        """Read what stands beside a name."""
        segments = self.segments(text)
        beside = Beside()
        land = SHORT_FORM.search(segments[-1]) if segments else None
        if land and is_country(land["short"], self.words):
            beside.country, segments[-1] = land["short"], segments[-1][: land.start()]
        if len(segments) > 1 and is_country(segments[-1], self.words):
            beside.country = segments.pop()
            if not self.is_post(segments[-1]) and STATE_BODY.match(
                next(iter(words_of(segments[-1])), "")
            ):
                joined = text[text.find(segments[-1]) :]
                segments[-1] = joined[: joined.find(beside.country) + len(beside.country)]
        elif len(segments) == 1 and is_country(segments[0], self.words):
            beside.country = segments[0]
            return beside
        if segments:
            self._posts(segments, beside)
        if [bool(p.title) for p in beside.posts] == [False, True] and not beside.posts[
            1
        ].organization:
            beside.posts = [
                Post(beside.posts[1].title, beside.posts[0].organization)
            ]  # the body was printed first
        beside.posts = list(dict.fromkeys(beside.posts))
        return beside

    def segments(self, text: str) -> list[str]:
        """Cut at commas and the like outside brackets."""
        text = (
            text.strip(TRAILING[:-1]).rstrip(".")
            if not re.search(r"\b(?:[A-Z]\.)+$|Inc\.$|Ltd\.$|e\.V\.$|Co\.$|Corp\.$", text.strip())
            else text.strip(TRAILING[:-1])
        )
        if text.startswith("(") and text.endswith(")") and text.count("(") == 1:
            text = text[1:-1]
        parts, depth, current = [], 0, ""
        for at, character in enumerate(text):
            depth += (character in "([") - (character in ")]")
            cut = (
                character in ",;|"
                or (character in "–—" and text[at - 1 : at] == " ")
                or (character == "-" and text[at - 1 : at + 2] == " - ")
            )
            if cut and depth <= 0:
                parts.append(current)
                current = ""
            else:
                current += character
        parts = [part.strip() for part in [*parts, current]]
        return [
            part
            for part in self._rejoin(parts)
            if part and any(map(str.isalnum, part)) and not part.startswith("@")
        ]

    @staticmethod
    def _rejoin(parts: list[str]) -> list[str]:
        """Put back what belongs to a name in spite of its comma: Inc., Ltd."""
        joined: list[str] = []
        for part in parts:
            if joined and part.split(" ")[0].casefold() in (
                "especially",
                "particularly",
                "including",
                "notably",
            ):
                joined[-1] += ", " + part  # “… in Persons, Especially Women and Children”
            elif joined and part.rstrip(".").casefold() in (
                "inc",
                "ltd",
                "llc",
                "llp",
                "plc",
                "s.a",
                "gmbh",
                "co",
            ):
                joined[-1] += ", " + part
            else:
                joined.append(part)
        return joined

    def _posts(self, segments: list[str], beside: Beside) -> None:
        title: list[str] = []
        bodies = 0
        for number, segment in enumerate(segments):
            last = number == len(segments) - 1
            if self.is_post(segment):
                if title and not bodies and self._names_body(segment):
                    beside.posts.append(Post(", ".join(title)))
                    title = []
                elif bodies:
                    title, bodies = [], 0
                if self._take_post(segment, segments[number + 1 :], beside, title):
                    title, bodies = [], bodies + 1
            elif self.is_lower(segment) and not bodies and not self.is_body(segment):
                title.append(segment)
            elif bodies and last and not self.is_body(segment) and not self._was_unit(beside):
                continue  # the town of a body
            elif self.is_body(segment) or (last and (bodies or title)) or (last and not title):
                self._take_bodies(segment, title, beside, bodies)
                bodies += 1
                title = title if not bodies else []
            elif (
                bodies
                and beside.posts
                and JOINS.search(segment)
                and self._of_pattern.search(beside.posts[-1].organization)
                and not last
            ):
                held = beside.posts.pop()  # “Center for Gender, Sexualities and Women's Studies”
                beside.posts.append(Post(held.title, f"{held.organization}, {segment}"))
            elif bodies:
                self._take_bodies(segment, [], beside, bodies)
            else:
                title.append(segment)
        if title:
            self._take_title(", ".join(title), beside)

    def _was_unit(self, beside: Beside) -> bool:
        name = beside.posts[-1].organization if beside.posts else ""
        return self.is_unit(name) and not WHOLE.search(name)

    def _names_body(self, segment: str) -> bool:
        """Whether a post says of which body it is."""
        return bool(self._at_pattern.search(segment)) or bool(
            self._of_pattern.search(segment)
            and (
                self.is_body(self._of_pattern.split(segment, maxsplit=1)[1])
                or " to the " in segment
            )
        )
