"""Several names alone on a line: “A B, PhD, C D (tbc) and E F”."""

import re
from collections.abc import Sequence
from dataclasses import replace

from atgraph.curate.ingest.draft_records import Person
from atgraph.curate.ingest.given_names import is_given_name
from atgraph.curate.ingest.labels import take_status
from atgraph.curate.ingest.person_names import INITIAL, Name
from atgraph.curate.ingest.person_signs import (
    ENOUGH,
    LISTED,
    MUST_BE,
    SURE,
    PersonSigns,
    only_named,
)
from atgraph.curate.ingest.word_lists import is_postnominal, with_forms

BETWEEN_NAMES = r",\s*(?:{and})\s+|,\s*|\s+(?:{and}|{in_conversation}|{with_others})\s+"
OF_ACT = (  # “Propos d’Ada Bek”, “Gespräch mit Ada Bek”
    r"(?i:{acts}|{sessions}|{event_nouns}|{told_events})\s(?i:{genitive}|{by}|{with})"
    r"(?:\s+|(?<=['’]))(?:(?i:{articles})\s+)?(?=(?P<first>[^\W\d_a-z]\w+))"
)
ONE_WORD = re.compile(r"[^\W\d_]+(?: \([^()]+\))?")
SAINT = re.compile(r"(?:Saint|San(?:ta|to|kt)?|São|St)\b")


class NamesAlone(PersonSigns):
    """Reads lists of names beside which nothing stands but a role or a status."""

    def match_act(self, text: str) -> re.Match[str] | None:
        """Match what leads to a given name or a post: “Propos d’Ada Bek”, “Words of the Dean A”."""
        found = with_forms(OF_ACT, self.words).match(text)
        leads = found and (is_given_name(found["first"]) or found["first"] in self.words["posts"])
        return found if leads else None

    def read_names(self, text: str, share: float = 0.5) -> list[Person]:
        """Read “A, B” before “and C, body”: names alone, such a share of them known for such."""
        names = [self.names.read_whole(piece) for piece in text.split(", ")]
        found = [name for name in names if name is not None and name.score >= ENOUGH]
        posts = any(self.kinds.is_post_or_body(name.text) for name in found)
        if len(found) < max(2, len(names)) or posts:
            return []
        score = max(name.score for name in found)  # who is known speaks for the others
        people = [only_named(name, score) for name in found]
        return people if sum(map(self.is_likely, found)) >= len(found) * share else []

    def read_list(self, text: str, expected: float) -> list[Person]:
        """Read several people without titles: “A B, PhD, C D (tbc) and E F”."""
        printed = map(str.strip, with_forms(BETWEEN_NAMES).split(text))
        bare = [take_status(part, self.words) for part in printed]
        parts_of = (p.strip() if ends_in_letter(p.strip()) else p.strip(" .") for p, _ in bare)
        held = [(*self.take_bracket(p), status) for p, (_, status) in zip(parts_of, bare)]
        if any(role and is_postnominal(p) for p, role, _ in held):
            return []  # “A, RN, PhD (chair), B, MD”
        parts = [(p, r, s) for p, r, s in held if p and not is_postnominal(p)]
        names = [name for part, *_ in parts if (name := self.names.read_whole(part))]
        expected = max(expected, MUST_BE) if any(role for _, role, _ in parts) else expected
        if len(names) < max(2, len(parts)) or not self._are_names(names, expected):
            return []
        untitled = [name.text for name in names if not name.honorific]
        firsts = [name.split()[0] for name in untitled]
        shouted = any(w.isupper() and len(w) > 2 for w in firsts) and not text.isupper()
        if shouted or any(map(self.kinds.is_post_or_body, untitled)):
            return []
        alone = "," not in text or len(parts) > 2 or expected >= LISTED
        given = alone and all(map(is_given_name, firsts))  # “Dr. Ada Bek, Ugo Lund, Rosa Klein”
        given = given or self.names.known.issuperset(map(str.casefold, untitled))
        given = given and not any(self.kinds.is_body(part) for part, *_ in parts)
        if untitled and len(untitled) < len(parts) and not given:
            return []
        two = len(parts) == 2 and "," in text and bool(untitled)
        if two and not self._goes_beside(*names):
            return []  # “Name, X”: what stands beside the name
        more = expected + 0.5 * (len(names) - 2)  # many speak for each other
        people = (only_named(n, n.score + more) for n in names)
        return [replace(p, role=role, status=s) for p, (_, role, s) in zip(people, parts)]

    def is_next(self, name: Name, before: str, behind: str) -> bool:
        """Whether a name is the next one's: “A, body, Ugo Lund, Harbour Trust”."""
        kinds, beside = self.kinds, behind.removeprefix(", ").split(", ")[0]
        told = kinds.is_post(beside) or (kinds.is_body(beside) and kinds.names_one(beside))
        own = self.is_likely(name) and not kinds.is_post_or_body(name.text)
        *whole, last = before.split(", ")  # “Lecturer, Simon Fraser, School of Law” is of one
        between = kinds.is_post(beside) and not SAINT.match(name.text)  # “Mayor, Santa Rosa, …”
        bare = kinds.is_post(last) and not (kinds.of.search(last) or between)
        if not behind.strip(".") or behind.startswith(" ("):  # “A, Zazu, Ugo Lund”
            single = ONE_WORD.fullmatch(last) and not kinds.is_post_or_body(last.split(" (")[0])
            return bool(whole and single) and own and is_given_name(name.text.split()[0])
        return bool(whole) and not bare and told and own and behind.startswith(", ")

    def is_of_two(self, mark: str, name: Name) -> bool:
        """Whether a body may go on behind an “and”: “DG Health and Food Safety (DG Sante)”."""
        first, *more = name.text.split()
        goes_on = "," not in mark and self.words["fields"].any_in(more)
        return goes_on and not (name.honorific or is_given_name(first))

    def as_participant(self, text: str, status: str = "") -> Person:
        """Return one of several that stand where people do: a body, or a person beside bodies."""
        name = self.names.read_whole(text)
        if name and self.is_likely(name) and not self.kinds.is_body(text):
            return replace(only_named(name, name.score), status=status)
        return Person(text, kind="organization", status=status)

    def _goes_beside(self, first: Name, second: Name) -> bool:
        """Whether a name behind a comma is another’s: “Ada Bek, Ugo Lund”, no “…, Better Asia”."""
        if self.is_likely(second):
            return True
        both = [name.text.split() for name in (first, second)]  # “Bek Ada, Lund Ugo”
        if all(is_given_name(name[-1]) and not is_given_name(name[0]) for name in both):
            return not any(self.kinds.is_post_or_body(name.text) for name in (first, second))
        return self.begins_given(second) and not self.is_likely(first)

    def _are_names(self, names: Sequence[Name], expected: float) -> bool:
        """Whether all in a list look like names; half of them, behind a role or of three."""
        if min(n.score for n in names) < min(ENOUGH, SURE - expected) or expected > LISTED:
            return expected > LISTED and min(n.score for n in names) >= ENOUGH
        alike = sum(n.score >= SURE or self.is_likely(n) for n in names)
        several = len(names) > 2 or expected >= LISTED
        return alike == len(names) or (several and alike * 2 >= len(names))


def ends_in_letter(text: str) -> bool:
    """Whether a text ends with the first letter of a surname: “Rosa M.”."""
    return INITIAL.match(text.rpartition(" ")[2]) is not None
