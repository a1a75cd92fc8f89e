"""What prose declares, for review: themes by labels, claims by figures, ties."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from atgraph.curate.ingest.draft_records import DraftRecords, DraftSession, DraftStatement
from atgraph.curate.ingest.labels import (
    INVOLVEMENT,
    ORGANIZING,
    THEMES,
    any_form,
    forms,
    leads_to_name,
)
from atgraph.curate.ingest.lines import Line, plain, sentences_in
from atgraph.curate.ingest.organizers import Organizations, without_opening
from atgraph.curate.ingest.printed_claims import ClaimReader
from atgraph.curate.ingest.word_lists import every, longest_first, with_forms, words_of

THEME_REVIEW = "proposed because the words stand here; see whether it is a theme"
TIE_REVIEW = "proposed from a phrase; see whether it says so"
CLAIM_REVIEW = "proposed from a figure; say what it counts, and whose claim it is"
LONGEST = 20_000
FEWEST = 2  # letters of a thing: “the F.R.E.E. Program” was cut at its dot
LONGEST_SENTENCE = 1_000  # letters: what is longer is none, and takes the square of its length
QUOTED = re.compile(r"[“\"«„](?P<title>[^“”\"«»]{8,200})[”\"»]")
SINGLE = re.compile(r"(?<![\w’'])[‘‚'](?=[^\W\d_a-z]).{4,120}?[^\W][?!]?[’'](?!\w)")
NAME = r"(?:[Tt]he\s+)?[A-ZÀ-ÞА-ЯІЇЄҐ][^,;:–—.]*?"
WHEN = re.compile(
    r"^(?:In|Since|By|From|During|On|Today|En|Seit|Im|Depuis|Desde|Nel|С|В|У)\s+"
    r"(?:[^\W\d_]+\s+)?\d{4},?\s+"
)
CHAIRED = re.compile(
    rf"(?P<group>{NAME})\s+(?:is|are|was|has been|currently)?\s*"
    r"(?P<role>co-chaired|chaired)\s+by\s+(?P<names>[^.;]+)"
)
ACTIVE = re.compile(
    r"(?P<who>(?:[Tt]he\s+)?[A-Z][^,;:.]*?),?\s+"
    r"(?:has\s+|have\s+|will\s+|officially\s+|jointly\s+)*"
    r"(?P<how>commissioned|launch|launches|launched)\s+(?!by\b)(?P<what>[^.;,]{3,200})"
)
MEMBER = re.compile(
    rf"(?P<member>{NAME}),?\s+(?:is|which is|are)?\s*an?\s+(?:founding\s+|associate\s+)?"
    rf"member\s+of\s+(?P<group>{NAME})(?=[,;.]|\s+(?:and|which|that)\b|$)"
)
MEMBERS_OF = (
    r"\b(?:{membership})\s+(?:the\s+)?(?P<group>[A-Z][^–—:,(]*?)\s*"
    r"(?:[–—:(]|\s-\s|,?\s+(?:such as|including))\s*(?P<names>[^–—)]+)"
)
NAMES_END = re.compile(
    r"[.;]\s|\s(?:to|in|on|for)\s(?=[a-z\d])(?!the\s+[A-Z])"
    r"|\s(?:as|which|that|who|is|are|will|has|have|reported|at)\s"
)
THEN_ENDS = re.compile(r",\s+(?=[a-z])|\sand\s(?=[a-z]+ed\b)|\sin\s(?=(?:[A-Z][a-z]+\s)?\d{4})")
LAST = re.compile(rf"(?:^|[,;]\s|\b(?:by|that|which|with|while)\s)(?P<names>{NAME}(?:,\s{NAME})*)$")
GOES_ON = re.compile(r"\s+(?:that|which|who|to|for|in order|at this|during)\s|\s[-–—]\s")

Values = dict[str, object]


def read_prose(
    records: DraftRecords, organizations: Organizations, text: str, whole: Sequence[Line] = ()
) -> list[DraftStatement]:
    """Propose themes, ties and claims; ``whole`` is prose of the event as a whole."""
    ties, claims = TieReader(organizations), ClaimReader(organizations.words)
    found: list[DraftStatement] = []
    for meeting in (*records.sessions, DraftSession("", [], prose=list(whole))):
        found += _themes_of(meeting, text, organizations.words.languages)
        found += _ties_of(meeting, text, ties, claims)
    unique = {(repr(sorted(s.values.items(), key=str)), id(s.session)): s for s in found}
    return list(unique.values())


# --- themes ---


@functools.cache
def _themes(languages: tuple[str, ...]) -> tuple[re.Pattern[str], Mapping[str, str]]:
    known = forms(THEMES, languages)
    labels = "|".join(r"\s+".join(map(re.escape, f.split())) for f in longest_first(known))
    return re.compile(rf"(?<![\w-])(?:{labels or '(?!)'})(?:s)?(?![\w-])", re.I), known


def _themes_of(
    meeting: DraftSession, text: str, languages: tuple[str, ...]
) -> Iterable[DraftStatement]:
    pattern, known = _themes(languages)
    proposed: dict[str, DraftStatement] = {}
    places = [*((place, "") for place in meeting.quotes[:1])]
    places += [(line.span, THEME_REVIEW) for line in meeting.prose]
    for (start, end), review in places:
        for found in pattern.finditer(text, start, min(end, start + LONGEST)):
            form = " ".join(found[0].casefold().split())
            if concept := known.get(form) or known.get(form.removesuffix("s")):
                values = {"tie": "theme", "theme": concept}
                theme = DraftStatement(values, (found.span(),), meeting, review)
                proposed.setdefault(concept, theme)
    return proposed.values()


# --- ties ---


def _ties_of(
    meeting: DraftSession, text: str, ties: TieReader, claims: ClaimReader
) -> Iterator[DraftStatement]:
    for line in (line for line in meeting.prose if line.end - line.start < LONGEST):
        for place in sentences_in(text, *line.span):
            sentence = plain(text[slice(*place)])
            if len(sentence) > LONGEST_SENTENCE:
                continue
            for values in ties.read(sentence):
                yield DraftStatement(values, (place,), meeting, TIE_REVIEW)
            for values in claims.read(sentence):
                yield DraftStatement(values, (place,), meeting, CLAIM_REVIEW)


@functools.cache
def _passives(languages: tuple[str, ...]) -> tuple[re.Pattern[str], Mapping[str, str]]:
    """Return the labels of what is done to a thing: “commissioned by”, “lancé par”."""
    labels = forms(INVOLVEMENT, languages).items()
    known = {form: role for form, role in labels if " " in form and leads_to_name(form)}
    verbs = r"(?:was|were|is|are|been|est|a été|ont été|fue|ha sido|wurde|è|è stat[ao])"
    what = rf"(?P<what>[^.;]*?)(?:,|\s{verbs})?\s+"
    how = rf"(?P<how>{any_form(known)})\s+(?P<names>[^.;]+)"
    return re.compile(what + how, re.I), known


class TieReader:
    """Proposes ties that a sentence declares."""

    def __init__(self, organizations: Organizations) -> None:
        self.organizations, self.kinds = organizations, organizations.kinds
        words = organizations.words
        self._involved_by = _passives(words.languages)
        known, kinds = forms(ORGANIZING, words.languages), ("role_partners", "role_cooperates")
        self._partners_in = [form for form in known if known[form] in kinds and " " in form]
        self._members_of = with_forms(MEMBERS_OF, words, re.I)

    def read(self, sentence: str) -> Iterator[Values]:
        """Propose the ties of a sentence."""
        yield from self._partners(sentence)
        yield from self._members(sentence)
        yield from self._chairs(sentence)
        yield from self._passive(sentence)
        yield from self._active(sentence)

    def _partners(self, sentence: str) -> Iterator[Values]:
        for form in longest_first(self._partners_in):
            at = sentence.casefold().find(form)
            if at >= 0:
                others = self._names(sentence[at + len(form) :])
                before = without_opening(sentence[:at], self.organizations.words)
                mine = self.organizations.split(_before(before))
                partners = list(dict.fromkeys(filter(self._is_body, [*mine, *others])))
                if others and partners:
                    yield {"tie": "partnership", "partners": partners}
                return

    def _members(self, sentence: str) -> Iterator[Values]:
        split = self.organizations.split
        listed: list[tuple[list[str], str]] = []  # members and their group
        found = self._members_of.search(sentence)
        if found and found["group"][:1].isupper():
            listed.append((split(found["names"]), self._bare(found["group"])))
        else:
            for found in MEMBER.finditer(sentence):
                named = _before(found["member"]) or found["member"].split(" the ")[-1]
                group = self._bare(found["group"])
                if self._is_body(group):
                    listed.append((list(filter(self._is_body, split(named)[-1:])), group))
        for name, group in ((name, group) for names, group in listed for name in names):
            if name[:1].isupper() and len(name.split()) < 8:
                yield {"tie": "membership", "member": name, "group": group, "role": "member"}

    def _chairs(self, sentence: str) -> Iterator[Values]:
        for found in CHAIRED.finditer(sentence):
            group = self._bare(_before(found["group"]) or found["group"].split(" ")[-1])
            role = "co-chair" if found["role"].startswith("co") else "chair"
            for name in self._names(found["names"]):
                if self._is_body(name) and self._is_body(group):
                    yield {"tie": "membership", "member": name, "group": group, "role": role}

    def _passive(self, sentence: str) -> Iterator[Values]:
        """Read “the report, commissioned by A”."""
        pattern, known = self._involved_by
        folded = sentence.casefold()
        if not any(form in folded for form in known):
            return  # what the pattern takes long to see
        for found in pattern.finditer(sentence):
            role = known[found["how"].casefold()].removeprefix("role_")
            yield from self._involvement(self._names(found["names"]), _thing(found["what"]), role)

    def _active(self, sentence: str) -> Iterator[Values]:
        """Read “A launched the platform”."""
        for found in ACTIVE.finditer(sentence):
            quoted = QUOTED.search(sentence[found.start("what") :])
            what = GOES_ON.split(found["what"])[0]
            what = quoted["title"] if quoted else self.kinds.without_article(what)
            who = _before(found["who"]) or re.sub(r"^The\s+", "", WHEN.sub("", found["who"]))
            role = "commissions" if found["how"].startswith("comm") else "launches"
            if len(what.split()) <= 25:
                yield from self._involvement(self.organizations.split(who), what, role)

    def _involvement(self, names: Iterable[str], what: str, role: str) -> Iterator[Values]:
        for name in filter(self._is_body, names) if len(what) > FEWEST else ():
            yield {"tie": "involvement", "involved": name, "in": what, "role": role}

    def _names(self, text: str) -> list[str]:
        """Return the names at the beginning of a text, up to where the sentence goes on."""
        cut = THEN_ENDS.split(NAMES_END.split(text.strip(), maxsplit=1)[0])[0]
        return [name for name in self.organizations.split(cut) if name[:1].isupper()]

    def _bare(self, name: str) -> str:
        return self.kinds.name_of_body(re.sub(r"^The\s+", "", name.strip()))

    def _is_body(self, name: str) -> bool:
        words = words_of(name)
        capital = sum(w[:1].isupper() for w in words)
        likely = name[:1].isupper() and 0 < len(words) < 14
        if not likely or words[-1].islower() or self._is_person(name, words):
            return False
        if len(words) == 1 and name[1:].islower():  # the first word of a sentence
            return self.kinds.is_body(name)
        return capital >= max(1, len(words) - 2) or self.kinds.is_body(name)

    def _is_person(self, name: str, words: Sequence[str]) -> bool:
        """Whether it begins with a post, or as people are addressed."""
        return words[0].casefold() in every("honorifics").exact or self.kinds.is_post(name)


def _before(text: str) -> str:
    """Return the name or names with which a text ends."""
    found = LAST.search(WHEN.sub("", text.rstrip(" ,").split(". ")[-1]))
    names = found["names"] if found else ""
    return re.sub(r"^The\s+", "", names) if len(names.split()) < 30 else ""


def _thing(text: str) -> str:
    text = text.rstrip(" ,")
    quoted = list(QUOTED.finditer(text))
    if quoted and quoted[-1].end() >= len(text) - 1:
        return quoted[-1]["title"]
    cut = r",\s|;\s|\s(?:and|that|which|with|including)\s"
    piece = re.split(cut, WHEN.sub("", text))[-1].strip()
    piece = re.sub(r"^(?:The|This|A|An|the|this|a|an)\s+", "", piece)
    return piece if 0 < len(piece.split()) <= 14 else ""
