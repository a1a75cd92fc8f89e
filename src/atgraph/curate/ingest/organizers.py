"""Phrases that say who brings an event about: “co-organized by A and B”, “hosted by C”."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping

from atgraph.curate.ingest.labels import ORGANIZING, as_pattern, contracted, forms
from atgraph.curate.ingest.organizations import Organizations
from atgraph.curate.ingest.word_lists import (
    DocumentWords,
    alternatives,
    every,
    longest_first,
    words_of,
)

CLAUSE = (  # words with which a sentence goes on after a comma
    r"the (?:side )?(?:event|session|panel|conference|seminar)\b"
    r"|which|who|that|speakers|will|where|on|at|in|this"
    r"|and\s+(?!the\s+(?:non-governmental\b|[A-Z]))[a-z]"
    r"|(?!(?:the|and|les|las|los|den|der|die|das|dem|gli|und)\b)[a-z]{3,}\b(?!\s+and\s+[A-Z])"
)
VERB = (  # and without one
    r"will|is|are|has|aims|on the occasion|as part|within the framework|in the framework"
    r"|to (?!the\s+[A-Z])[a-z]|which|who|that|on (?=\d|the)|with the participation"
)
ENDS = re.compile(rf"[.;](?:\s|$)|,\s+(?=(?:{CLAUSE}))|\s+(?:{VERB})\b")
ABBREVIATED = re.compile(r"\b(?:[A-Za-z]|Mr|Ms|Dr|St|Inc|Ltd|e\.V|B\.V)$")
INVITATION = re.compile(
    r"(?:On the occasion of [^,]+, |À l['’]occasion d[^,]+, |Con motivo d[^,]+, "
    r"|Anlässlich [^,]+, )?"
    r"(?P<names>(?:(?:die|der|das|le|la|les|el|los|las|il|lo|gli|i|the)\s+|l['’])?"
    r"[^\W\d_a-z](?:[^.;:?!]|\.(?=\w|\s(?:and|und|et|y|e)\b)){2,300}?),?\s+"
    r"(?:(?:has|have) the (?:honou?r|pleasure) (?:to|of) "
    r"|(?:is|are) (?:pleased|delighted|honou?red|happy) to |(?:cordially|kindly|warmly) )?"
    r"(?:invit(?:e|es|ing) you to|(?:a|ont) (?:le plaisir|l['’]honneur) de vous (?:inviter|convier)"
    r"|vous (?:invite|convie)(?:nt)? (?:à|au)|(?:le|les|os|lo) invitan? a"
    r"|lad(?:en|t) (?:Sie |herzlich )+(?:zu|ein)|(?:La|Vi) invitano? a)\b"
)
BEHALF = re.compile(
    r"(?:On behalf of|Au nom d[eu]s?|En nombre de|Im Namen|A nome d\w+)\s+(?P<names>[^,]+?),?\s+"
    r"(?:I|we|je|nous|wir|ich)$"
)
SENTENCE_END = re.compile(r"[^\W\d_]{3,}[.!?]\s+(?=[^\W\d_a-z])")
PRONOUN = re.compile(r"(?:^|\s)(?:I|We|we|Je|je|Nous|nous|Wir|wir|Ich|ich)$")

NamedRole = tuple[str, str]  # a name and the role of its bearer


@functools.cache
def _inner(languages: tuple[str, ...]) -> tuple[re.Pattern[str], Mapping[str, str]]:
    """Return the phrases of several words that name organisers in the middle of a line too."""
    ends = every("organizing_ends").exact
    plain = {
        form: concept
        for form, concept in forms(ORGANIZING, languages).items()
        if " " in form and (form.split()[-1] in ends or len(form.split()) > 2)
    }
    known = contracted(plain)
    phrases = "|".join(map(as_pattern, longest_first(known))) or "(?!)"
    return re.compile(rf"(?<![\w-])(?P<form>{phrases})(?![\w-])\s*:?\s*", re.I), known


def names_organizer(text: str, words: DocumentWords) -> bool:
    """Whether a line has a phrase that leads to an organiser: “co-organised by”."""
    return _inner(words.languages)[0].search(text) is not None


@functools.cache
def _joins_end() -> re.Pattern[str]:
    return re.compile(rf"[\s,/]+(?:{alternatives(every('and').exact - {'&'})})?\s*$")


class OrganizerPhrases:
    """Finds organisers in a line."""

    def __init__(self, organizations: Organizations) -> None:
        self.words, self.organizations = organizations.words, organizations
        words = self.words
        self._pattern, self._known = _inner(words.languages)
        joint = alternatives(words.entries("joint_events"))
        self._joint = re.compile(rf"(?P<names>(?:\bThe\s+)?[A-Z][^.;]*?)\s+(?:{joint})\b")
        of = alternatives(words.entries("genitive"))
        self._joint_of = re.compile(
            rf"^\W*(?:[^\W\d_]+\s+)?(?:{joint})\s+(?:{of})\s+(?P<names>[^.;]+)", re.I
        )
        joins = alternatives(w for w in words.entries("conjunctions") if " " in w)
        self._goes_on = re.compile(rf"(?:{joins})\s+(?:[a-zа-яіїє]\S*\s)?[^\W\d_a-zа-яіїє]")

    def find(self, text: str) -> list[NamedRole]:
        """Return names and roles of those who bring the event of a line about."""
        found = [*self._by_phrase(text), *self._joint_event(text), *self._invitation(text)]
        return list(dict.fromkeys(found))

    def where(self, text: str) -> int:
        """Return where the first phrase stands; -1 where there is none."""
        found = self._pattern.search(text)
        return found.start() if found else -1

    def read_names(self, text: str) -> list[str]:
        """Return the names of bodies with which a text begins, up to where the sentence goes on."""
        return [n for n in self.organizations.split(self._cut(text)) if self._is_name(n)]

    def _by_phrase(self, text: str) -> Iterator[NamedRole]:
        marks = list(self._pattern.finditer(text))
        went_on = -1
        for number, mark in enumerate(marks):
            concept = self._concept(mark)
            before = text[: mark.start()]
            if number and before.endswith(" / ") and concept == self._concept(marks[number - 1]):
                continue  # the same in another language
            if not self._is_of_event(before, text, concept) and (
                went_on < 0 or ". " in text[went_on : mark.start()]
            ):
                continue
            went_on = mark.end()
            end = marks[number + 1].start() if number + 1 < len(marks) else len(text)
            yield from ((name, concept) for name in self.read_names(text[mark.end() : end]))

    def _concept(self, mark: re.Match[str]) -> str:
        return self._known[mark["form"].casefold()]

    def _is_of_event(self, before: str, text: str, concept: str) -> bool:
        """Whether the phrase begins the line, or the word for an event stands before it."""
        words = [w.casefold() for w in words_of(before.rsplit(". ", maxsplit=1)[-1])]
        if not words:
            return concept == "role_auspices" or len(text.split()) < 40
        brought = self.words["brought_about"].exact
        done = [n for n in (1, 2, 3) if " ".join(words[:n]) in brought] if len(words) < 10 else []
        if done:
            after = words_of(before)[done[-1] : done[-1] + 1]
            return before[:1].isupper() and all(map(self._goes_by, after))
        near = words[-9:] if len(text.split()) <= 20 else words[-4:]
        events = every("event_nouns").exact | self.words["events"].exact
        return len(words) <= 14 and any(w in events for w in near)

    def _goes_by(self, word: str) -> bool:
        """Whether a word behind “held” is none of what was held: “by”, “dall’Accademia”, a name."""
        small = self.words["common"].exact | every("organizing_ends").exact
        return word in small or not word.isalpha() or word[:1].isupper()

    def _is_name(self, name: str) -> bool:
        """Whether a piece of a list can be the name of a body."""
        first, _, rest = name.partition(" ")
        kind = first in self.words["organizations"].exact and any(
            word[:1].isupper() for word in rest.split()
        )  # “l’association Rivages”
        return (name[:1].isupper() or name[:1].isdigit() or kind) and len(name.split()) <= 20

    def _cut(self, text: str) -> str:
        """Return a list of names up to where the sentence goes on."""
        end = ENDS.search(text)
        while end and (
            (end[0].startswith(".") and ABBREVIATED.search(text[: end.start()]))
            or (end[0].startswith(",") and self._goes_on.match(text, end.end()))
        ):
            end = ENDS.search(text, end.end())
        stops = [found.start() for found in (end, self._pattern.search(text)) if found]
        return _joins_end().sub("", text[: min(stops, default=len(text))])

    def further(self, text: str) -> list[NamedRole]:
        """Return organisers in other roles that the same line goes on to name."""
        return [
            (name, self._concept(mark))
            for mark in self._pattern.finditer(text)
            if not text[: mark.start()].endswith(" / ")  # the same in another language
            for name in self.read_names(text[mark.end() :])
        ]

    def _invitation(self, text: str) -> list[NamedRole]:
        """Read “A and B are pleased to invite you to …”."""
        starts = (0, *(found.end() for found in SENTENCE_END.finditer(text)))
        mark = next(filter(None, (INVITATION.match(text, at) for at in starts)), None)
        if not mark or len(mark["names"].split()) > 40:
            return []
        names = mark["names"]
        if behalf := BEHALF.match(names):
            names = behalf["names"]
        elif PRONOUN.search(names):
            return []
        return self._in_role(names, "role_convenes")

    def _in_role(self, names: str, role: str) -> list[NamedRole]:
        split = self.organizations.split(re.sub(r"^\s*The\s+", "", names))
        return [(name, role) for name in split if self._is_name(name)]

    def inviting(self, text: str, below: str) -> list[NamedRole]:
        """Read names that stand alone on a line above “cordially invite you to …”."""
        ends = text.rstrip().endswith((".", ":", "?", "!"))
        if ends or not below[:1].islower() or text.count("(") != text.count(")"):
            return []
        mark = INVITATION.match(f"{text} {below}")
        if not mark or mark["names"].rstrip(" ,") != text.rstrip(" ,"):
            return []
        return self._invitation(f"{text} {below}")

    def _joint_event(self, text: str) -> list[NamedRole]:
        """Read “joint side event of A and B”."""
        mark = self._joint_of.match(text) or self._joint.search(text)
        if not mark or len(mark["names"].split()) > 40:
            return []
        named = mark["names"][mark["names"].rfind(". ") + 1 :]
        found = self._in_role(named, "role_jointly")
        several = len(self.organizations.split(re.sub(r"^\s*The\s+", "", named))) > 1
        return found if several else []
