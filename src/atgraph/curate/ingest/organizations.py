"""Lists of bodies in print: who organises, who are members, who are partners."""

from __future__ import annotations

import re
from collections.abc import Iterator

from atgraph.curate.ingest.affiliations import Affiliations
from atgraph.curate.ingest.countries import is_country
from atgraph.curate.ingest.words import begins_as_body, words_of

BRACKET = re.compile(r"\)\s*(?:,|and\b|&|et\b|y\b|und\b|e\b|и\b|та\b|і\b)\s*")
ABBREVIATED = re.compile(r"(?:\b[A-Z]|\b(?:Inc|Ltd|Co|Corp))\.$")
LEAD = re.compile(
    r"^(?:(?:by|and|with)\s+(?=the\b|[A-Z]))?(?:The\s+(?=[^,]*\bof\b|[^,]*\b(?:Mission|Ministry|Embassy|Government|Delegation)))?"
)
OF_NEXT = r"(?:de (?:la|los|las|l['’])|del|du|des|de l['’]|della|dello|dell['’]|dei|degli|delle|von der|vom|von dem)\s*(?=[^\W\d_a-z])"
SEPARATORS = re.compile(r"\s*(?:[;|•·]|\s/\s|\n)\s*")


class Organizations:
    """Cuts lists of bodies into their names."""

    def __init__(self, affiliations: Affiliations) -> None:
        self.read = affiliations
        words = [
            w
            for w in affiliations.words.entries("conjunctions")
            if w not in ("with", "avec", "con", "mit", "с", "з")
        ]
        words = [w for w in words if w != "&"]
        self._and = re.compile(rf"(?:,?\s+(?:{'|'.join(map(re.escape, words))})(?:\s+by)?\s+)")

    def split(self, text: str) -> list[str]:
        """Return the names in a list such as “the A (AA), the B and C”."""
        names: list[str] = []
        for piece in SEPARATORS.split(
            text.strip(" :;,–—-*").rstrip(".")
            + ("." if ABBREVIATED.search(text.strip(" :;,–—-*")) else "")
        ):
            names += self._commas(piece)
        found = [
            self._bare(self.read.name_of_body(re.sub(f"^{OF_NEXT}", "", LEAD.sub("", name))))
            for name in names
        ]
        return [name for name in dict.fromkeys(found) if name and any(map(str.isalpha, name))]

    def _bare(self, name: str) -> str:
        """Take away what describes a body in small letters before its name: “the non-governmental organization A”."""
        described = re.match(r"(?:[^\W\d_A-Z][\w-]*\s+){2,4}(?=[^\W\d_a-z])", name)
        kind = words_of(described[0])[-1] if described else ""
        return (
            name[described.end() :]
            if described and kind in self.read.words["organizations"].exact
            else name
        )

    def _commas(self, text: str) -> Iterator[str]:
        parts: list[str] = []
        depth, current = 0, ""
        for character in text:
            depth += (character == "(") - (character == ")")
            if character == "," and depth <= 0:
                parts.append(current.strip())
                current = ""
            else:
                current += character
        parts.append(current.strip())
        merged: list[str] = []
        several = len(parts) > 2 or self._and.search(parts[-1]) is not None or self._are_two(parts)
        for part in filter(None, parts):
            if merged and (
                is_country(part, self.read.words) or not self._stands_alone(part, several)
            ):
                merged[-1] += ", " + part
            else:
                merged.append(part)
        for part in merged:
            yield from self._ands(part)

    def _are_two(self, parts: list[str]) -> bool:
        """Whether “A, B” are two short names, and not one with its town."""
        return (
            len(parts) == 2
            and all(0 < len(p.split()) < 4 and p[:1].isupper() for p in parts)
            and not self.read.is_body(parts[0])
        )

    def _stands_alone(self, part: str, several: bool) -> bool:
        bare = (
            self._and.sub("", part)
            if part.startswith(tuple(f"{w} " for w in self.read.words.entries("conjunctions")))
            else part
        )
        return self.read.is_body(bare) or (several and bare[:1].isupper())

    def _ands(self, text: str) -> Iterator[str]:
        """Cut at an “and” that stands between two names, not inside one."""
        text = re.sub(
            rf"^(?:{'|'.join(map(re.escape, self.read.words.entries('conjunctions')))})\s+",
            "",
            text,
        )
        start = 0
        for found in self._and.finditer(text):
            left, right = text[start : found.start()], text[found.end() :]
            if self._divides(left, right):
                yield left
                start = found.end()
        yield text[start:]

    def _short_of_both(self, left: str, right: str) -> bool:
        """Whether a short form after the “and” has letters of the words before it: one name with an “and” in it."""
        found = re.match(r"[^()]*\((?P<short>[A-Z]{3,10})\)", right)
        if not found:
            return False
        initials = "".join(
            w[0] for w in words_of(f"{left} {found[0].split('(')[0]}") if w[:1].isupper()
        )
        own = "".join(w[0] for w in words_of(found[0].split("(")[0]) if w[:1].isupper())
        return found["short"] in initials and found["short"] not in own

    def _is_whole(self, left: str) -> bool:
        """Whether a name is one to its end: “Justice Now”, “Mission of Norway”."""
        of = list(self.read._of_pattern.finditer(left))
        if (
            of
            and self.read.is_body(left)
            and is_country(self.read.without_article(left[of[-1].end() :]), self.read.words)
        ):
            return True
        return (
            begins_as_body(left, self.read.words)
            and words_of(left)[-1].casefold() in self.read.words["body_links"].exact
        )

    def _divides(self, left: str, right: str) -> bool:
        if left.count("(") != left.count(")"):
            return False
        after = re.match(OF_NEXT, right)
        if left.rstrip().endswith(")") or (
            after and self.read.is_body(self._and.split(right[after.end() :])[0])
        ):
            return True  # “del Consejo y de la Fundación”
        if self._short_of_both(left, right):
            return False
        first = right.split(" ", maxsplit=1)[0]
        if (first.casefold() in self.read.words["articles"] and first.islower()) or re.match(
            r"[ld]['’][^\W\d_]", right
        ):
            return True
        head = self._and.split(right)[0]
        if not right[:1].isupper():
            return False
        left_words, head_words = words_of(left), words_of(head)
        bodies = self.read.words["organizations"]
        if left_words and (
            (left_words[-1] in bodies and left_words[-1][:1].isupper() and len(left_words) > 1)
            or self._is_whole(left)
        ):
            return True
        open_left = self.read._of_pattern.search(left) is not None
        if (
            not self.read.is_body(left)
            and len(left_words) > 1
            and head_words
            and head_words[-1] in self.read.words["units"]
            and head_words[-1][:1].isupper()
        ):
            return False  # “Human Trafficking and Migrant Smuggling Section”
        if not self.read.is_body(left) and len(left_words) > 2 and not open_left:
            return True
        if (
            not self.read.is_body(left)
            and 1 < len(left_words) <= 2
            and head_words
            and head_words[-1] in bodies
            and not left.isupper()
            and not is_country(left, self.read.words)
        ):
            return False
        if not self.read.is_body(left) or len(left_words) == 1:
            return self.read.is_body(head) or len(left_words) <= 2 or len(head_words) <= 2
        if is_country(head, self.read.words) or is_country(
            self.read.without_article(left), self.read.words
        ):
            return True
        if (
            self.read.is_body(left)
            and len(head_words) == 2
            and head_words[-1] in bodies
            and head_words[-1][:1].isupper()
            and not head_words[-1].endswith("s")
        ):
            return True
        tail_is_body = (
            self.read.is_body(head)
            and head_words
            and (
                head_words[0] in self.read.words["organizations"]
                or len(head_words) > 2
                or head.isupper()
            )
        )
        return bool(tail_is_body)
