"""Lines that name several people: cut apart, or names alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from atgraph.curate.ingest.given_names import is_given
from atgraph.curate.ingest.names import INITIAL, Name
from atgraph.curate.ingest.persons import ENOUGH, SURE, Person, PersonReading
from atgraph.curate.ingest.posts import Beside
from atgraph.curate.ingest.roles import take_status

SEVERAL = re.compile(
    r"\s*;\s*|\)\s*,\s*(?:(?:and|et|y|und|e|и|та|і|&)\s+)?|\)\s+(?:and|et|y|und|e|и|та|і|&)\s+|\s*•\s*|\s+·\s+"
)


class NameLists(PersonReading):
    """Reads names that stand side by side without titles."""

    def names_only(self, text: str, expected: float) -> list[Person]:
        """Read a list of names without titles: “A B, C D and E F”."""
        bare, _ = take_status(text, self.words)
        parts = [
            p.strip(" .")
            for p in re.split(
                r",\s*(?:and|et|y|und|e|и|та|і)\s+|,\s*|\s+(?:and|et|y|und|e|и|та|і|&)\s+", bare
            )
        ]
        if len(parts) < 2 or expected < 1:
            return []
        names = [self.names.read(p) for p in parts]
        fits = all(
            n
            and n.end == len(p)
            and n.score + expected >= SURE
            and (n.honorific or self._looks_like_name(n) or n.score >= ENOUGH)
            for n, p in zip(names, parts)
        )
        untitled = [p for n, p in zip(names, parts) if not (n and n.honorific)]
        shouted = (
            any(p.split()[0].isupper() and len(p.split()[0]) > 2 for p in untitled if p.split())
            and not bare.isupper()
        )
        if (
            not fits
            or shouted
            or any(self.beside.is_post(p) or self.beside.is_body(p) for p in untitled)
        ):
            return []
        titled = [bool(n and n.honorific) for n in names]
        if any(titled) != all(titled) or (not any(titled) and not self._are_names(names, expected)):
            return []
        if (
            len(parts) == 2
            and "," in bare
            and not any(titled)
            and names[1]
            and not self._holds_given(names[1])
        ):
            return []  # “Name, X”: what stands beside the name
        return [self._person(n, Beside(), n.score + expected, only=True) for n in names if n]

    def _holds_given(self, name: Name) -> bool:
        """Whether a given name is in it, or an initial, or it is known."""
        return self._looks_like_name(name) or any(
            is_given(word) or INITIAL.match(word) for word in name.text.split()
        )

    def _are_names(self, names: Sequence[Name | None], expected: float) -> bool:
        """Whether all in a list look like names; behind a role word half of them are enough."""
        told = sum(bool(n and self._looks_like_name(n)) for n in names)
        return told == len(names) or (expected >= 1.5 and told * 2 >= len(names) > 0)


def cut_pieces(text: str) -> list[str]:
    """Cut a line that lists people, each with titles of their own."""
    pieces, start = [], 0
    for found in SEVERAL.finditer(text):
        if text[start : found.start()].count("(") - text[start : found.end()].count(")") > 0:
            continue
        end = found.start() + (1 if text[found.start()] == ")" else 0)
        pieces.append(text[start:end])
        start = found.end()
    return [*pieces, text[start:]]
