"""Lines that end with a name, or hold one behind a post: “Body, General Co-ordinator Name”."""

from __future__ import annotations

import re
from collections.abc import Sequence

from atgraph.curate.ingest.lines import Stretch
from atgraph.curate.ingest.persons import ENOUGH, SENTENCE, SURE, Person, PersonReading
from atgraph.curate.ingest.words import words_of


class NameLast(PersonReading):
    """Reads a line whose name comes last, or within."""

    def _name_last(self, text: str, strong: Sequence[Stretch], expected: float) -> Person | None:
        for start, end in strong:
            name = self.names.read(text[start:end])
            if (
                name
                and name.end >= end - start - 1
                and name.score + 1.5 + expected >= SURE
                and start > 3
            ):
                said = (
                    text[:start].strip(" ,:–—-|") + ", " + text[end:].strip(" ,:–—-|.()")
                ).strip(" ,")
                return self._person(name, self.beside.read(said), name.score + 1.5 + expected)
        found = self._cut_last(text)
        if found is None:
            return self._name_within(text, expected) or self._post_then_name(text, expected)
        before, mark, said_name = found
        if SENTENCE.search(before):
            return None  # prose that a line end cut off
        name = self.names.read(said_name)
        if name and len(said_name) - name.end <= 1:
            words = words_of(before)
            post = any(True for _ in self.words["posts"].find(words))
            support = (
                1.0 * post
                + 1.0 * self.beside.is_body(before.split(",")[-1])
                + 1.0 * self.beside.is_body(before.split(",")[0])
            )
            score = name.score + support + (0.5 if mark.strip() == ":" else 0) + min(expected, 1)
            sure = name.honorific or self._looks_like_name(name)
            if sure and support and score >= SURE + 0.5 and len(words) < 40:
                return self._person(name, self.beside.read(before), score)
        return self._name_within(text, expected) or self._post_then_name(text, expected)

    def _name_within(self, text: str, expected: float) -> Person | None:
        """Read “Body, Title Ms. Name” and “Body, Ms. Name, Title”: an honorific shows where the name begins."""
        for found in re.finditer(r"(?:^|\s)(?=[^\W\d_]{1,6}\.?\s)", text):
            at = found.end()
            if not at or not re.match(r"[^\W\d_]", text[at:]):
                continue
            name = self.names.read(text[at:])
            if (
                name is None
                or not name.honorific
                or name.score < SURE
                or name.honorific.casefold().rstrip(".") in self.words["posts"]
            ):
                continue
            before, after = text[:at].strip(" ,:–—-"), text[at + name.end :].strip()
            if not before or SENTENCE.search(before):
                return None
            if (
                (after and not after.startswith((",", "(", "–", "-")))
                or self._is_prose(before)
                or len(before.split()) > 25
            ):
                return None
            if not (
                self.beside.is_body(before.split(",")[0])
                or self.beside.is_post(before.split(",")[-1])
            ):
                return None
            said = (
                f"{after.strip(' ,()–—-')}, {before}"
                if after.strip(" .,")
                else ", ".join(reversed(self.beside.segments(before)))
            )
            return self._person(name, self.beside.read(said), name.score + expected)
        return None

    @staticmethod
    def _cut_last(text: str) -> tuple[str, str, str] | None:
        at = max((text.rfind(m), m) for m in (": ", ", ", " – ", " — ", " - ", "|"))
        if at[0] <= 0:
            return None
        return text[: at[0]].strip(), at[1], text[at[0] + len(at[1]) :].strip(" .")

    def _post_then_name(self, text: str, expected: float) -> Person | None:
        """Read “Organisation, General Co-ordinator Name”: a post, and the name without a mark between."""
        bare = text.rstrip(" .")
        words = list(re.finditer(r"\S+", bare))
        for size in range(min(5, len(words) - 1), 1, -1):
            start = words[-size].start()
            before = bare[:start].rstrip()
            name = self.names.read(bare[start:])
            if name is None or name.end != len(bare) - start or before.endswith((",", ":", ";")):
                continue
            if any(w in self.words["posts"] for w in name.text.split()):
                continue
            last = words_of(before)[-1:] or [""]
            if (
                last[0] in self.words["posts"]
                and (name.honorific or self._looks_like_name(name))
                and name.score + expected >= ENOUGH
            ):
                return self._person(name, self.beside.read(before), name.score + expected + 1)
        return None
