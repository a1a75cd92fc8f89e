"""Phrases that say who brings an event about: “co-organized by A and B”, “under the auspices of C”."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

from atgraph.curate.ingest.labels import ORGANIZING, as_pattern, contracted, forms, longest_first
from atgraph.curate.ingest.organizations import Organizations
from atgraph.curate.ingest.words import Words, words_of

CLAUSE = (  # words with which a sentence goes on after a comma
    r"the (?:side )?(?:event|session|panel|conference|seminar)\b|which|who|that|speakers|will|where|on|at|in|this"
    r"|and\s+(?!the\s+(?:non-governmental\b|[A-Z]))[a-z]"
    r"|(?!(?:the|and|les|las|los|den|der|die|das|dem|gli|und)\b)[a-z]{3,}\b(?!\s+and\s+[A-Z])"
)
VERB = (  # and without one
    r"will|is|are|has|aims|on the occasion|as part|within the framework|in the framework|to (?!the\s+[A-Z])[a-z]|which|who|that|on (?=\d|the)"
    r"|with the participation"
)
ENDS = re.compile(rf"[.;](?:\s|$)|,\s+(?=(?:{CLAUSE}))|\s+(?:{VERB})\b")
LAST = (
    "by",
    "of",
    "par",
    "por",
    "von",
    "da",
    "durch",
    "de",
    "di",
    "with",
    "mit",
    "con",
    "avec",
    "from",
    "с",
    "со",
    "з",
    "із",
)
EVENTS = frozenset(
    [
        "event",
        "conference",
        "session",
        "webinar",
        "meeting",
        "forum",
        "workshop",
        "seminar",
        "symposium",
        "panel",
        "dialogue",
        "roundtable",
        "summit",
        "training",
        "événement",
        "evento",
        "veranstaltung",
        "tagung",
        "konferenz",
        "мероприятие",
        "конференция",
        "захід",
        "конференція",
        "convegno",
        "colloque",
        "conférence",
        "conferencia",
        "jornada",
    ]
)
SIDE = "role_jointly"
INVITATION = re.compile(
    r"(?:On the occasion of [^,]+, |À l['’]occasion d[^,]+, |Con motivo d[^,]+, |Anlässlich [^,]+, )?"
    r"(?P<names>(?:(?:die|der|das|le|la|les|el|los|las|il|lo|gli|i|the)\s+|l['’])?[^\W\d_a-z](?:[^.;:?!]|\.(?=\w|\s(?:and|und|et|y|e)\b)){2,300}?),?\s+"
    r"(?:(?:has|have) the (?:honou?r|pleasure) (?:to|of) |(?:is|are) (?:pleased|delighted|honou?red|happy) to |(?:cordially|kindly|warmly) )?"
    r"(?:invit(?:e|es|ing) you to|(?:a|ont) (?:le plaisir|l['’]honneur) de vous (?:inviter|convier)|vous (?:invite|convie)(?:nt)? (?:à|au)"
    r"|(?:le|les|os|lo) invitan? a|lad(?:en|t) (?:Sie |herzlich )+(?:zu|ein)|(?:La|Vi) invitano? a)\b"
)
BEHALF = re.compile(
    r"(?:On behalf of|Au nom d[eu]s?|En nombre de|Im Namen|A nome d\w+)\s+(?P<names>[^,]+?),?\s+(?:I|we|je|nous|wir|ich)$"
)
SENTENCE_END = re.compile(r"[^\W\d_]{3,}[.!?]\s+(?=[^\W\d_a-z])")
PRONOUN = re.compile(r"(?:^|\s)(?:I|We|we|Je|je|Nous|nous|Wir|wir|Ich|ich)$")


@functools.cache
def _inner(languages: tuple[str, ...]) -> tuple[re.Pattern[str], Mapping[str, str]]:
    """Return the phrases that name organisers also in the middle of a line: those of several words."""
    plain = {
        form: concept
        for form, concept in forms(ORGANIZING, languages).items()
        if " " in form and (form.split()[-1] in LAST or len(form.split()) > 2)
    }
    known = contracted(plain)
    alternatives = "|".join(map(as_pattern, longest_first(known))) or "(?!)"
    return re.compile(rf"(?<![\w-])(?P<form>{alternatives})(?![\w-])\s*:?\s*", re.I), known


def names_organizer(text: str, words: Words) -> bool:
    """Whether a line has a phrase that leads to an organiser: “co-organised by”."""
    pattern, _ = _inner(words.languages)
    return pattern.search(text) is not None


def _sentence_starts(text: str) -> list[int]:
    return [0, *(found.end() for found in SENTENCE_END.finditer(text))]


class Organizing:
    """Finds organisers in a line."""

    def __init__(self, words: Words, organizations: Organizations) -> None:
        self.words, self.organizations = words, organizations
        joint = "|".join(re.escape(w) for w in words.entries("joint_events")) or "(?!)"
        self._joint = re.compile(rf"(?P<names>(?:\bThe\s+)?[A-Z][^.;]*?)\s+(?:{joint})\b")
        joins = "|".join(re.escape(w) for w in words.entries("conjunctions") if " " in w) or "(?!)"
        self._goes_on = re.compile(rf"(?:{joins})\s+(?:[a-zа-яіїє]\S*\s)?[^\W\d_a-zа-яіїє]")
        self._joint_of = re.compile(
            rf"^\W*(?:[^\W\d_]+\s+)?(?:{joint})\s+(?:{'|'.join(map(re.escape, words.entries('genitive')))})\s+(?P<names>[^.;]+)",
            re.I,
        )

    def find(self, text: str) -> list[tuple[str, str]]:
        """Return names and roles of those who bring the event of a line about."""
        found = [*self._by_phrase(text), *self._joint_event(text), *self._invitation(text)]
        return list(dict.fromkeys(found))

    def where(self, text: str) -> int:
        """Return where the first phrase stands; -1 where there is none."""
        found = _inner(self.words.languages)[0].search(text)
        return found.start() if found else -1

    def _by_phrase(self, text: str) -> list[tuple[str, str]]:
        pattern, known = _inner(self.words.languages)
        marks = list(pattern.finditer(text))
        found: list[tuple[str, str]] = []
        went_on = -1
        for number, mark in enumerate(marks):
            concept = known[mark["form"].casefold()]
            before = text[: mark.start()]
            if (
                number
                and before.endswith(" / ")
                and concept == known[marks[number - 1]["form"].casefold()]
            ):
                continue  # the same in another language
            if not self._of_event(before, text, concept) and (
                went_on < 0 or ". " in text[went_on : mark.start()]
            ):
                continue
            went_on = mark.end()
            end = marks[number + 1].start() if number + 1 < len(marks) else len(text)
            names = self.organizations.split(self.cut(text[mark.end() : end]))
            found += [(name, concept) for name in names if self.is_name(name)]
        return found

    def _of_event(self, before: str, text: str, concept: str) -> bool:
        """Whether the phrase speaks of the event: it begins the line, or the word for an event stands before it."""
        words = [w.casefold() for w in words_of(before.rsplit(". ", maxsplit=1)[-1])]
        if not words:
            return concept in ("role_auspices",) or len(text.split()) < 40
        if len(words) < 10 and (
            done := [
                n for n in (1, 2, 3) if " ".join(words[:n]) in self.words["brought_about"].exact
            ]
        ):
            return before[:1].isupper() and all(
                self._goes_by(w) for w in words_of(before)[done[-1] : done[-1] + 1]
            )
        near = words[-9:] if len(text.split()) <= 20 else words[-4:]
        return (
            any(w in EVENTS or w in self.words["events"].exact for w in near) and len(words) <= 14
        )

    def _goes_by(self, word: str) -> bool:
        """Whether a word behind “held” or “delivered” is none of what was held or delivered: “by”, “dall’Accademia”, a name."""
        return (
            word in self.words["common"].exact
            or word in LAST
            or not word.isalpha()
            or word[:1].isupper()
        )

    def is_name(self, name: str) -> bool:
        """Whether a piece of a list can be the name of a body."""
        first, _, rest = name.partition(" ")
        kind = first in self.words["organizations"].exact and any(
            word[:1].isupper() for word in rest.split()
        )  # “l’association Rivages”
        return (name[:1].isupper() or name[:1].isdigit() or kind) and len(name.split()) <= 20

    def cut(self, text: str) -> str:
        """Return a list of names up to where the sentence goes on."""
        end = ENDS.search(text)
        while end and (
            (
                end[0].startswith(".")
                and re.search(r"\b(?:[A-Za-z]|Mr|Ms|Dr|St|Inc|Ltd|e\.V|B\.V)$", text[: end.start()])
            )
            or (end[0].startswith(",") and self._goes_on.match(text, end.end()))
        ):
            end = ENDS.search(text, end.end())
        pattern, _ = _inner(self.words.languages)
        further = pattern.search(text)
        stop = min(end.start() if end else len(text), further.start() if further else len(text))
        return re.sub(r"[\s,/]+(?:and|et|y|und|e)?\s*$", "", text[:stop])

    def further(self, text: str) -> list[tuple[str, str]]:
        """Return organisers in other roles that the same line goes on to name."""
        pattern, known = _inner(self.words.languages)
        found: list[tuple[str, str]] = []
        for mark in pattern.finditer(text):
            if text[: mark.start()].endswith(" / "):
                continue  # the same in another language
            names = self.organizations.split(self.cut(text[mark.end() :]))
            found += [
                (name, known[mark["form"].casefold()]) for name in names if self.is_name(name)
            ]
        return found

    def _invitation(self, text: str) -> list[tuple[str, str]]:
        """Read “A and B are pleased to invite you to …”."""
        mark = next(
            filter(None, (INVITATION.match(text, at) for at in _sentence_starts(text))), None
        )
        if not mark or len(mark["names"].split()) > 40:
            return []
        names = mark["names"]
        if behalf := BEHALF.match(names):
            names = behalf["names"]
        elif PRONOUN.search(names):
            return []
        return [
            (name, "role_convenes")
            for name in self.organizations.split(re.sub(r"^The\s+", "", names))
            if self.is_name(name)
        ]

    def inviting(self, text: str, below: str) -> list[tuple[str, str]]:
        """Read names that stand alone on a line above “cordially invite you to …”."""
        if (
            not below[:1].islower()
            or text.rstrip().endswith((".", ":", "?", "!"))
            or text.count("(") != text.count(")")
        ):
            return []
        mark = INVITATION.match(f"{text} {below}")
        return (
            self._invitation(f"{text} {below}")
            if mark and mark["names"].rstrip(" ,") == text.rstrip(" ,")
            else []
        )

    def _joint_event(self, text: str) -> list[tuple[str, str]]:
        mark = self._joint_of.match(text) or self._joint.search(text)
        if not mark or len(mark["names"].split()) > 40:
            return []
        start = max(mark["names"].rfind(". ") + 1, 0)
        names = self.organizations.split(re.sub(r"^\s*The\s+", "", mark["names"][start:]))
        return [(name, SIDE) for name in names if self.is_name(name)] if len(names) > 1 else []
