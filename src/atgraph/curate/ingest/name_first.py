"""Lines that begin with a name: “Name, title, body” and the like."""

from __future__ import annotations

import re
from collections.abc import Sequence

from atgraph.curate.ingest.lines import Stretch
from atgraph.curate.ingest.names import Name
from atgraph.curate.ingest.persons import SURE, Person, PersonReading
from atgraph.curate.ingest.posts import Beside
from atgraph.curate.ingest.words import words_of

AFTER = re.compile(r"\s*(?:[,:;|–—]|\s-\s?|-\s|\(|/)\s*")
OF = re.compile(
    r"\s+(?:from|of|at|with|de|du|von|vom|bei|di|del|della|from the|of the|at the|für)\s+(?:the\s+|l['’]|la\s+|le\s+)?(?=[^\W\d_])"
)


class NameFirst(PersonReading):
    """Reads a line whose name comes first."""

    def _name_first(self, text: str, strong: Sequence[Stretch], expected: float) -> Person | None:
        name = self.names.read(text)
        if name is None or name.start > 2:
            return None
        rest = text[name.end :]
        rest, after = self._postnominals(rest)
        score = name.score + expected + self._emphasis(name, strong, not rest.strip(" .,"))
        if not self.names.ends_well(text, name.end + after):
            follows = OF.match(rest)
            if not follows or score < SURE:
                return None
            beside = self.beside.read(rest[follows.end() :])
            return self._person(name, beside, score) if score >= SURE and len(rest) < 200 else None
        if not rest.strip(" .,"):
            return self._person(name, Beside(), score, only=True) if score >= SURE else None
        mark = AFTER.match(rest)
        said = self._beside(rest, mark.end() if mark else 0)
        if self._is_prose(said):
            return None
        beside = self.beside.read(said)
        support = self._supports(said, beside)
        score += support
        if (
            support < 0.5
            and expected < 1
            and not name.honorific
            and not any(p.title for p in beside.posts)
        ):
            return None
        return (
            self._person(name, beside, score)
            if score >= SURE and (beside.posts or beside.country)
            else None
        )

    def _beside(self, rest: str, at: int) -> str:
        """Return what stands beside a name, the brackets around all of it taken away."""
        said = rest[at:].strip()
        opened = rest[:at].rstrip().endswith("(")
        if opened and said.endswith(")"):
            return said[:-1]
        if opened and ")" in said:
            inner, _, more = said.partition(")")
            more = more.strip(" ,–—-:")
            if self._is_talk(more) and self.beside.is_body(inner.split(",")[-1]):
                return inner
            return f"{inner}, {more}" if more.strip(".") else inner
        cut = said.rfind(" – ")
        talk = said[cut + 3 :] if cut > 0 else ""
        if len(talk.split()) > 1 and not (self.beside.is_post(talk) or self.beside.is_body(talk)):
            return said[:cut]  # the title of the talk
        return said

    def _is_talk(self, text: str) -> bool:
        """Whether it is the title of a talk: in quotation marks, or neither a post nor a body."""
        first = text.split(",", maxsplit=1)[0]
        return text[:1] in '“"«„' or (
            len(text.split()) > 2 and not (self.beside.is_post(first) or self.beside.is_body(first))
        )

    def _postnominals(self, rest: str) -> tuple[str, int]:
        """Pass over letters of degrees and orders after a name."""
        taken = 0
        if retired := re.match(r"\s*\((?:Ret|ret|retd|Retd)\.?\)", rest):
            rest, taken = rest[retired.end() :], retired.end()
            return rest, taken
        while found := re.match(
            r",?\s*([A-Za-zА-Яа-я][\w.]*)(?=\s*(?:,|$|\(|[–—|;:]|\s-\s|\s[A-Z]{2}))", rest[taken:]
        ):
            if (
                found[1].casefold().rstrip(".") not in self.words["postnominals"].exact
                or found[1].islower()
            ):
                break
            taken += found.end()
        return rest[taken:], taken

    def _emphasis(self, name: Name, strong: Sequence[Stretch], alone: bool = False) -> float:
        if not any(abs(a - name.start) <= 2 and abs(b - name.end) <= 2 for a, b in strong):
            return 0.0
        return (
            0.5 if alone and not name.honorific else 1.5
        )  # a bold line of two words may as well be a heading

    def _supports(self, said: str, beside: Beside) -> float:
        """Return how much titles and bodies beside a name speak for it."""
        words = words_of(said)
        capital = [w for w in words if w[:1].isupper()]
        post = any(True for _ in self.words["posts"].find(words[:8]))
        body = any(self.beside.is_body(p.organization) for p in beside.posts if p.organization)
        lower = sum(w[:1].islower() for w in words)
        long = len(words) > 14 and lower > len(capital)
        return (
            1.5 * post
            + 1.0 * body
            + (0.5 if beside.country else 0)
            - (1.5 if long and not post else 0)
        )
