"""What each line may be, told by small recognisers; what it is, is decided from its neighbours."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from atgraph.ingest.dates import PrintedDate, find_dates
from atgraph.ingest.labels import PARTS
from atgraph.ingest.lines import COLUMN, PAGE, Line
from atgraph.ingest.organizing import names_organizer
from atgraph.ingest.people import People
from atgraph.ingest.roles import Role, read_role
from atgraph.ingest.times import TimeRange, find_duration, find_times
from atgraph.ingest.words import Words, words_of

LEADERS = re.compile(r"\s*(?:(?:\.\s?){4,}|…{2,}|_{4,})\s*\d*\s*$|\s*…+\s*\d+\s*$|\s*(?:\.\s?){4,}\s*")
NUMBERED = re.compile(r"^\s*(?:\d{1,2}|[IVX]{1,4}|[A-Z])[.)]\s+")
LABELLED = re.compile(r"^(?P<label>[^\W\d_][\w ]{2,20}?)\s*[:–-]\s*(?P<rest>.+)$")
EDGES = " ,;:–—-|•·()[]*/@"
VIRTUAL = frozenset(["online", "virtual", "hybrid", "virtuel", "virtuelle", "virtuale", "онлайн"])


@dataclass(eq=False)
class Seen:
    """A line and what the recognisers say of it."""

    line: Line
    words: Words
    people: People = field(repr=False)
    place: int = 0

    @property
    def text(self) -> str:
        """The words of the line, without number and dot leaders."""
        return self.line.text

    @cached_property
    def size(self) -> int:
        """How many words it has."""
        return len(self.text.split())

    @cached_property
    def shown(self) -> str:
        """The line without dot leaders and its number in a list."""
        return " ".join(LEADERS.sub(" ", self.text).split())

    @cached_property
    def times(self) -> list[TimeRange]:
        """Times that stand in a short line."""
        return list(find_times(self.text, self.words)) if self.size < 60 else []

    @cached_property
    def dates(self) -> list[PrintedDate]:
        """Dates that stand in a line."""
        return list(find_dates(self.text, self.words)) if self.size < 200 else []

    @cached_property
    def has_time(self) -> bool:
        """Whether the line gives the time of a session: a time at its beginning, or in a line that says little else."""
        if not self.times or self.is_deadline:
            return False
        first = self.times[0]
        before = self.without(self.text[: first.at]).strip(EDGES)
        label = before.rstrip(":").casefold() in self.words["time_labels"].exact
        if not before or label or (before.casefold() in self.words["from"].exact):
            return bool(before) or first.is_range or ":" in self.text[first.at : first.to] or self._clearly(first)
        said = sum(w.casefold() in self.words["common"].exact for w in words_of(before))
        return first.is_range and self.size < 22 and not self.is_sentence and said < 3 and len(words_of(self.rest)) < 14

    def _clearly(self, found: TimeRange) -> bool:
        """Whether a lone time is one and no number of a section."""
        return bool(re.search(r"[hHчap]|\d{2}\.\d{2}", self.text[found.at : found.to])) or not self.text[found.to :].strip()

    def without(self, text: str) -> str:
        """Take dates out of a text."""
        for date in reversed(list(find_dates(text, self.words))):
            text = text[: date.at] + text[date.to :]
        return text

    @cached_property
    def has_day(self) -> bool:
        """Whether the line is the head of a day, or says little but a date."""
        if self.day_number:
            return True
        if not self.dates or self.size > 16:
            return False
        return len(words_of(self._rest(dates=True))) <= 3 + 2 * bool(self.line.level)

    @cached_property
    def day_number(self) -> int:
        """The number in “Day One”, 0 where there is none."""
        text = self.text.strip(EDGES + ".").casefold()
        for days, names, first in zip(self.words.ordered("days"), self.words.ordered("ordinals"), self.words.ordered("first")):
            for day in days:
                if found := re.match(rf"{day}\s+(\d|[^\W\d]+)\b", text):
                    word = found[1]
                    if word.isdigit() or word in names or word in ("i", "ii", "iii", "iv"):
                        return int(word) if word.isdigit() else names.index(word) + 1 if word in names else ("i", "ii", "iii", "iv").index(word) + 1
                if (found := re.match(rf"([^\W\d]+)\s+{day}\b", text)) and found[1] in first:
                    return first.index(found[1]) % 7 + 1
        return 0

    @cached_property
    def rest(self) -> str:
        """The line without its times, dates and what is said of place and language."""
        return self._rest(dates=True)

    def _rest(self, dates: bool) -> str:
        text = self.text
        marks = [(t.at, t.to) for t in self.times]
        marks += [(d.at, d.to) for d in self.dates] if dates and self.size <= 22 else []
        for start, end in sorted(marks, reverse=True):
            text = text[:start] + " | " + text[end:]
        parts = [p.strip(EDGES) for p in LEADERS.sub(" ", text).split("|")]
        between = ", " if re.search(r",\s*\|\s*,", text) else " "
        return between.join(
            p for p in parts if p and p.casefold() not in self.words["time_labels"].exact and p.casefold() not in self.words["date_labels"].exact
        ).strip(EDGES)

    @cached_property
    def places(self) -> tuple[str, str]:
        """Room and language that the line prints beside its time, or as a line of their own."""
        told = self.told
        room, language = (", ".join(part for part, what in told if what == kind) for kind in ("room", "language"))
        label, mark, rest = language.partition(":")
        return room, rest.strip() if mark and self.words["language_marks"].any_of(label) else language

    @cached_property
    def told(self) -> list[tuple[str, str]]:
        """Return the pieces of the line and what each is: a room, a language, or nothing known."""
        told: list[tuple[str, str]] = []
        for part in self._parts():
            what = "language" if self.is_language(part) else "room" if self.is_place(part) else ""
            if what == "room" and self.words["floors"].any_of(part) and len(told) == 1 and not told[0][1] and len(told[0][0].split()) <= 3:
                told[0] = (told[0][0], "room")  # the name of a hall, beside its floor
            told.append((part, what))
        return told

    def _parts(self) -> list[str]:
        labelled = LABELLED.match(self.rest)
        if labelled and labelled["label"].casefold() in self.words["venue_labels"].exact:
            return [labelled["rest"].split(" (", maxsplit=1)[0]]
        return [part.strip(EDGES) for part in re.split(r"[,|;•]|\s[–—-]\s|[()]", self.rest) if part.strip(EDGES)]

    def is_place(self, text: str) -> bool:
        """Whether a piece of a line is a room."""
        words = words_of(text)
        labelled = LABELLED.match(self.rest)
        if labelled and text == labelled["rest"].split(" (", maxsplit=1)[0] and labelled["label"].casefold() in self.words["venue_labels"].exact:
            return True
        if text in self.people.rooms:
            return True
        if len(text.split()) > 8 or not words or sum(w.casefold() in self.words["common"].exact for w in words) > 2:
            return False
        at = next(self.words["rooms"].find(words), None)
        if at is not None and len(words) > 4 and 0 < at < len(words) - 1 and not any(map(str.isdigit, text)):
            return False  # a word of a sentence or a title
        if at == 0 and len(words) > 2 and words[0].casefold() in VIRTUAL and not any(map(str.isdigit, text)):
            return False  # “Online recruitment in Asia”
        return (
            at is not None
            and (text[:1].isupper() or text[:1].isdigit())
            and not self.words["posts"].any_of(text)
            and not any(w in self.words["sessions"] for w in words)
        )

    def is_language(self, text: str) -> bool:
        """Whether a piece of a line says in which language a session is held."""
        if len(text.split()) > 8:
            return False
        spoken = [w for w in words_of(text) if w.casefold() not in self.words["conjunctions"].exact]
        if len(spoken) > 1 and all(is_language_name(w, self.words) for w in spoken):
            return True
        return self.words["language_marks"].any_of(text) and any(
            is_language_name(w, self.words) or w.casefold() in self.words["language_marks"] for w in words_of(text)
        )

    @cached_property
    def is_room(self) -> bool:
        """Whether the line says where, and in which language, and nothing else."""
        if self.size > 16 or self.is_sentence or (self.line.level and self.size > 5):
            return False
        told = [bool(what) for _, what in self.told]
        return bool(told) and told[0] and sum(told) >= len(told) / 2

    @cached_property
    def title(self) -> str:
        """What a line with a time, or a heading, prints as a title."""
        text = self.rest if self.has_time or self.has_day else self.shown.strip(EDGES.replace("(", "").replace(")", "").replace("[", "").replace("]", ""))
        room, language = self.places if self.has_time else ("", "")
        for piece in [*room.split(", "), language]:
            if piece and piece in text and text.strip(EDGES) != piece:
                text = re.sub(rf"\s*[,(|–—-]*\s*{re.escape(piece)}\s*\)?", " ", text)
            elif piece and text.strip(EDGES) == piece:
                text = ""
        if (duration := find_duration(text, self.words)) and (duration.start() == 0 or duration.end() == len(text) or duration[0].startswith("(")):
            text = (text[: duration.start()] + " " + text[duration.end() :]).strip(EDGES)
        text = " ".join(NUMBERED.sub("", text).split()).strip(" ,;|•·–—-*").rstrip(":")
        inner = re.search(r"\s*\((?P<in>[^()]+)\)$", text)
        if inner and self.is_place(inner["in"]):
            text = text[: inner.start()]
        if text.count("(") > text.count(")"):
            text += ")"
        if self.has_time and (len(text) <= 2 or (self.dates and len(text.split()) == 1) or text.casefold() in self.words["common"].exact):
            return ""
        return text

    @cached_property
    def role(self) -> Role | None:
        """The role word with which it begins."""
        return read_role(self.text, self.words) if self.size < 200 else None

    @cached_property
    def is_sentence(self) -> bool:
        """Whether it is a sentence of prose."""
        return (self.size > 8 and self.text.rstrip('”"»)').endswith((".", "!", "…", "?")) and self.text[:1].isupper() and self._has_verb) or self.size > 60

    @cached_property
    def _has_verb(self) -> bool:
        common = sum(w in self.words["common"].exact for w in (x.casefold() for x in words_of(self.text)))
        return common >= max(2, self.size * 0.2)

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
        if first in breaks and len(head[0].split()) <= 2 and first in self.words["nouns_first"].exact:
            return True
        return (
            bool(head)
            and (head[0] in breaks or (head[0].split(" ")[-1] in breaks and len(head[0].split()) <= 3))
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
        if self.size <= 6 and any(title.startswith(f"{b} ") for b in self.words["biographies"].exact if len(b) > 5):
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
        after = re.match(rf"(?:\w+\s+)?(?P<word>{sessions})\s*(?:no\.?\s*|n°\s*|№\s*)?(?:\d+|[IVX]+|[A-H])\b(?:\s*[:.–—-]|$|\s)", self.title, re.I)
        before = re.match(rf"(?:\d+|[IVX]+)(?:st|nd|rd|th|ª|º|\.|e|er|ère)?\s+(?P<word>{sessions})(?:\s*[:.–—-]|$)", self.title, re.I)
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
                rf"(?:(?:\d+|[IVX]+)(?:st|nd|rd|th|ª|º|\.)?\s+)?(?:parallel\s+)?(?:{sessions})(?:\s+(?:\d+|[IVX]+|[A-H]))?\s*[.:–—-]?", self.title, re.I
            )
        )

    @cached_property
    def is_deadline(self) -> bool:
        """Whether its time is that of a deadline: the last minute of a day."""
        return bool(self.times) and not self.times[0].is_range and self.times[0].start in ("23:59", "00:00")

    @cached_property
    def organizes(self) -> bool:
        """Whether it says who organises."""
        return names_organizer(self.text, self.words)

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
        score = 1.0 + 2.0 * bool(self.line.level) + 1.0 * self.line.all_strong + 0.5 * self.line.gap - 0.4 * self.line.item
        score += 0.7 * (self.text.isupper() and self.size > 1) + 1.5 * self.is_session_head
        score += 0.7 * (not self.line.all_strong and any(a == 0 and b > len(self.text) * 0.5 for a, b in self.line.strong))
        if self.role and self.role.scheme == PARTS and (self.role.marked or self.role.alone) and not self.words["acts"].any_of(self.role.form):
            score -= 2.0
        if self.text.endswith(".") and self.size > 4:
            score -= 0.6
        if not self.text[:1].isupper() and not self.text[:1].isdigit() and self.text[:1] not in '“"«¿¡':
            score -= 1.5
        if "@" in self.text or "http" in self.text or "www." in self.text:
            score -= 3
        return score


def is_language_name(word: str, words: Words) -> bool:
    """Whether a word is the name of a language."""
    return word.casefold() in _languages(words.languages)


def _languages(languages: tuple[str, ...]) -> frozenset[str]:
    if languages not in _KNOWN:
        from babel import Locale

        _KNOWN[languages] = frozenset(name.casefold() for language in languages for name in Locale.parse(language).languages.values())
    return _KNOWN[languages]


_KNOWN: dict[tuple[str, ...], frozenset[str]] = {}
