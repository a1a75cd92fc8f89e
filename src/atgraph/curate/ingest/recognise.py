"""What each line may be, told by small recognisers; what it is, is decided from its neighbours."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from atgraph.curate.ingest.labels import ORGANIZING, PARTS
from atgraph.curate.ingest.lines import COLUMN, PAGE
from atgraph.curate.ingest.organizing import names_organizer
from atgraph.curate.ingest.placed_lines import PlacedLine
from atgraph.curate.ingest.roles import Role, read_role
from atgraph.curate.ingest.timed_lines import EDGES
from atgraph.curate.ingest.times import find_duration

NUMBERED = re.compile(r"^\s*(?:\d{1,2}|[IVX]{1,4}|[A-Z])[.)]\s+")


@dataclass(eq=False)
class Seen(PlacedLine):
    """A line and what the recognisers say of it."""

    @cached_property
    def title(self) -> str:
        """What a line with a time, or a heading, prints as a title."""
        text = (
            self.rest
            if self.has_time or self.has_day
            else self.shown.strip(
                EDGES.replace("(", "").replace(")", "").replace("[", "").replace("]", "")
            )
        )
        room, language = self.places if self.has_time else ("", "")
        for piece in [*room.split(", "), language]:
            if piece and piece in text and text.strip(EDGES) != piece:
                text = re.sub(rf"\s*[,(|–—-]*\s*{re.escape(piece)}\s*\)?", " ", text)
            elif piece and text.strip(EDGES) == piece:
                text = ""
        if (duration := find_duration(text, self.words)) and (
            duration.start() == 0 or duration.end() == len(text) or duration[0].startswith("(")
        ):
            text = (text[: duration.start()] + " " + text[duration.end() :]).strip(EDGES)
        text = " ".join(NUMBERED.sub("", text).split()).strip(" ,;|•·–—-*").rstrip(":")
        inner = re.search(r"\s*\((?P<in>[^()]+)\)$", text)
        if inner and self.is_place(inner["in"]):
            text = text[: inner.start()]
        if text.count("(") > text.count(")"):
            text += ")"
        if self.has_time and (
            len(text) <= 2
            or (self.dates and len(text.split()) == 1)
            or text.casefold() in self.words["common"].exact
        ):
            return ""
        return text

    @cached_property
    def role(self) -> Role | None:
        """The role word with which it begins."""
        return read_role(self.text, self.words) if self.size < 200 else None

    @cached_property
    def is_break(self) -> bool:
        """Whether it is a break, a meal or the like."""
        title = self.title.casefold().strip(" .!*")
        if not title or len(title.split()) > 12:
            return False
        breaks = self.words["breaks"].exact
        if title in breaks:
            return True
        head = re.split(
            r"\s*(?:[,:;(&/–—]|\s-\s|\bby\b|\bprovided\b|\bserved\b|\bsponsored\b|\bof\b|\bde\b|\bdes\b|\bdel\b|\bdei\b|\band\b|\bet\b|\by\b|\bund\b|\be\b|\bи\b|\bта\b|\bwith\b|\bhosted\b|\boffered\b|\bat\b|\bin\b|\bfor\b)\s*",
            title,
        )
        first = head[0].split(" ")[0] if head else ""
        if (
            first in breaks
            and len(head[0].split()) <= 2
            and first in self.words["nouns_first"].exact
        ):
            return True
        return (
            bool(head)
            and (
                head[0] in breaks
                or (head[0].split(" ")[-1] in breaks and len(head[0].split()) <= 3)
            )
            and all(h in breaks or len(h.split()) <= 5 for h in head[1:3])
        )

    @cached_property
    def is_contents_head(self) -> bool:
        """Whether it is the head of an agenda or a table of contents."""
        return self.title.casefold().strip(" .:!") in self.words["contents"].exact

    @cached_property
    def section(self) -> str:
        """The kind of a section that it heads: biographies or background."""
        title = self.title.casefold().strip(" .:?,").replace("’", "'")
        for kind in ("biographies", "background"):
            if title in self.words[kind].exact:
                return kind
        if self.size <= 6 and any(
            title.startswith(f"{b} ") for b in self.words["biographies"].exact if len(b) > 5
        ):
            return "biographies"
        return ""

    @cached_property
    def is_session_head(self) -> bool:
        """Whether it begins as sessions do: “Panel 1:”, “Session II”, “Workshop A –”."""
        return bool(self.session_word)

    @cached_property
    def session_word(self) -> str:
        """The word for a session that stands with a number at its beginning."""
        sessions = "|".join(re.escape(w) for w in self.words.entries("sessions"))
        after = re.match(
            rf"(?:\w+\s+)?(?P<word>{sessions})\s*(?:no\.?\s*|n°\s*|№\s*)?(?:\d+|[IVX]+|[A-H])\b(?:\s*[:.–—-]|$|\s)",
            self.title,
            re.I,
        )
        before = re.match(
            rf"(?:\d+|[IVX]+)(?:st|nd|rd|th|ª|º|\.|e|er|ère)?\s+(?P<word>{sessions})(?:\s*[:.–—-]|$)",
            self.title,
            re.I,
        )
        found = after or before
        return found["word"].casefold() if found else ""

    @cached_property
    def title_is_generic(self) -> bool:
        """Whether its title says only which session it is: “Panel 2”, “Session A”."""
        if self.words["acts"].any_of(self.title) and not any(map(str.isdigit, self.title)):
            return False
        sessions = "|".join(re.escape(w) for w in self.words.entries("sessions"))
        return bool(
            re.fullmatch(
                rf"(?:(?:\d+|[IVX]+)(?:st|nd|rd|th|ª|º|\.)?\s+)?(?:parallel\s+)?(?:{sessions})(?:\s+(?:\d+|[IVX]+|[A-H]))?\s*[.:–—-]?",
                self.title,
                re.I,
            )
        )

    @cached_property
    def organizes(self) -> bool:
        """Whether it says who organises."""
        return names_organizer(self.text, self.words)

    @cached_property
    def heads_bodies(self) -> bool:
        """Whether it is a heading such as “Sponsors” or “Partners of the conference”; “Donor conference” is a title."""
        if self.role is None or self.role.scheme != ORGANIZING or not self.role.alone:
            return False
        text, form = self.text.casefold().replace("’", "'").strip(" :.*–—-"), self.role.form
        after = text.removeprefix(form).split() if text.startswith(f"{form} ") else []
        return text.endswith(form) or bool(after and after[0] in self.words["genitive"].exact)

    @cached_property
    def heading(self) -> float:
        """How much speaks for a heading, from 0."""
        if (
            not self.title
            or self.is_sentence
            or len(self.title.split()) > 32
            or self.text.endswith((",", ";"))
            or self.line.note in ("front matter", COLUMN, PAGE)
        ):
            return 0.0
        score = (
            1.0
            + 2.0 * bool(self.line.level)
            + 1.0 * self.line.all_strong
            + 0.5 * self.line.gap
            - 0.4 * self.line.item
        )
        score += 0.7 * (self.text.isupper() and self.size > 1) + 1.5 * self.is_session_head
        score += 0.7 * (
            not self.line.all_strong
            and any(a == 0 and b > len(self.text) * 0.5 for a, b in self.line.strong)
        )
        if (
            self.role
            and self.role.scheme == PARTS
            and (self.role.marked or self.role.alone)
            and not self.words["acts"].any_of(self.role.form)
        ):
            score -= 2.0
        if self.text.endswith(".") and self.size > 4:
            score -= 0.6
        if (
            not self.text[:1].isupper()
            and not self.text[:1].isdigit()
            and self.text[:1] not in '“"«¿¡'
        ):
            score -= 1.5
        if "@" in self.text or "http" in self.text or "www." in self.text:
            score -= 3
        return score
