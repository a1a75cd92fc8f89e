"""What prose declares, for review: themes by labels, claims by figures, ties and speakers."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from atgraph.curate.ingest.draft_records import DraftRecords, DraftSession, DraftStatement, Person
from atgraph.curate.ingest.labels import (
    INVOLVEMENT,
    ORGANIZING,
    PARTS,
    THEMES,
    any_form,
    forms,
    known_forms,
    leads_to_name,
)
from atgraph.curate.ingest.lines import Line, plain, sentences_in
from atgraph.curate.ingest.organizers import Organizations
from atgraph.curate.ingest.person_names import NAME_END, is_given_name
from atgraph.curate.ingest.person_reader import PersonReader, find_closing
from atgraph.curate.ingest.printed_claims import ClaimReader
from atgraph.curate.ingest.word_lists import longest_first, with_forms, words_of

THEME_REVIEW = "proposed because the words stand here; see whether it is a theme"
TIE_REVIEW = "proposed from a phrase; see whether it says so"
CLAIM_REVIEW = "proposed from a figure; say what it counts, and whose claim it is"
LONGEST = 20_000
LONGEST_SENTENCE = 1_000  # letters: what is longer is none, and takes the square of its length
QUOTED = re.compile(r"[“\"«„](?P<title>[^“”\"«»]{8,200})[”\"»]")
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
STARTS = re.compile(r"(?:^|[\s(])(?=[^\W\d_a-zа-яіїєґß-ÿ])")
PIECE_ENDS = re.compile(r"[,;]\s+|\.\s*$")
JOINED = r"\s+(?:{and})\s+(?=[^\W\d_a-z])"
CAPITAL = r"[^\W\d_a-zа-яіїєґß-ÿ][^\s,;:()]*"
NAMED = rf"{CAPITAL}(?:\s+(?:(?:{{genitive}}|{{articles}}|{{and}})\s+)*{CAPITAL})*"
BEFORE_POST = r"[,;:()–—“”\"«»]\s*|(?:^|\s)(?:{and}|{articles}|{with})\s|(?<=['’])"
MOST_BETWEEN = 7  # words of a line beside the people in it
MOST_BEFORE, MOST_UNKNOWN = 6, 4  # words of a post before a name; of one that no word tells
SURE, LISTED = 2.0, 1.5
PARTED = re.compile(r"\s*;\s+")
NEXT_POINT = re.compile(r"\.\s+(?=\d{1,2}[.)]\s)")
LEADS = r"\b(?:(?:{speakers})\s+(?:{speakers_are})\b:?|(?:{features}|{talks_with})\b)"
OF_BODY = r"^(?:{of_body})\s+(?:(?:{articles})\s+)?(?=[^\W\d_a-z])"
MODERATES, MODERATOR = r"(?<!\w)(?:{moderates})(?!\w)", "role_moderator"
TALKS = r"(?<!\w)(?:{in_conversation}|{talks_with})(?!\w)"
BESIDE = r"\s*(?:,\s*(?:the\s+)?|\(|(?P<of>{of_body})(?!\w)(?:\s+(?:{articles})(?!\w))?\s*)"

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
    what = r"(?P<what>[^.;]*?)(?:,|\s(?:was|were|is|are|been|est|fue|wurde|è))?\s+"
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
                mine = self.organizations.split(_before(sentence[:at]))
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
        for name in filter(self._is_body, names) if what else ():
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
        return likely and (capital >= max(1, len(words) - 2) or self.kinds.is_body(name))


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


# --- speakers ---


def find_named(sentence: str, people: PersonReader) -> Iterator[Person]:
    """Yield whom a sentence names with a post or a body beside the name."""
    found = _speakers_in(sentence, "role_speaker", people)
    return (person for person in found if person.posts)


def find_joined(text: str, people: PersonReader) -> list[Person]:
    """Return the people of a line that says who talks with whom: “A (body) talks with B, post”."""
    found, rest = list(_speakers_in(text, "", people)), with_forms(TALKS, flags=re.I).sub("", text)
    if rest == text:
        return []
    for person in found:
        said = (part for post in person.posts for part in (post.title, post.organization))
        for part in filter(None, (person.name, person.honorific, *said)):
            rest = rest.replace(part, " ", 1)
    _, *words = words_of(rest) or [""]
    return found if len(words) < MOST_BETWEEN and all(w[:1].islower() for w in words) else []


def find_speakers(sentence: str, people: PersonReader) -> Iterator[Person]:
    """Yield who a sentence says will speak: “With Dr. A B, lecturer at C, moderated by G H”.

    Before or behind a verb stands who moderates: “A will moderate the talk”, “Es moderiert A”.
    """
    leads = with_forms(LEADS, flags=re.I).finditer(sentence)
    marks = [(found.end(), "role_speaker") for found in leads]
    for opening, concept in _openings(people.words.languages):
        for found in opening.finditer(sentence):
            if not any(abs(found.end() - at) < 3 for at, _ in marks):
                marks.append((found.end(), concept))
    if verb := with_forms(MODERATES, flags=re.I).search(sentence):
        before = list(_speakers_in(sentence[: verb.start()], MODERATOR, people))
        yield from before
        marks += [] if before else [(verb.end(), MODERATOR)]
    marks.sort()
    for (start, role), (end, _) in pairwise([*marks, (len(sentence), "")]):
        # “… 1. The list of speakers is closed. 2. …”
        led = NEXT_POINT.split(sentence[start:end], maxsplit=1)[0]
        yield from _speakers_in(led, role, people, led=True)


@functools.cache
def _openings(languages: tuple[str, ...]) -> list[tuple[re.Pattern[str], str]]:
    """Return what finds each role word of several words that leads to a name, and its concept."""
    known = known_forms(languages)
    return [
        (re.compile(rf"(?<!\w){re.escape(form).replace('é', 'ée?s?')}\s+", re.I), known[form][0])
        for form in longest_first(known)
        if known[form][1] == PARTS and " " in form and leads_to_name(form)
    ]


def _speakers_in(text: str, role: str, people: PersonReader, led: bool = False) -> Iterator[Person]:
    """Yield whom a sentence names; as in a list behind a semicolon, or words that have ``led``."""
    for place, piece in enumerate(PARTED.split(text) if len(text) <= LONGEST_SENTENCE else ()):
        item = with_forms(r"^\s*(?:{and})\s+").sub("", piece).strip()
        told = list(_scan(item, role, people))
        named = people.read_all(item, (), LISTED) if place or led else []
        more = len(named) > len(told) or not (told and _begins(item, told[0]))
        known = (
            people.is_known(p) or any(post.title and post.organization for post in p.posts)
            for p in named
        )
        if named and more and _begins(item, named[0]) and all(known):
            told = [replace(person, role=person.role or role) for person in named]
        yield from told


def _begins(text: str, person: Person) -> bool:
    return text.startswith(person.honorific or person.name)


def _scan(text: str, role: str, people: PersonReader) -> Iterator[Person]:
    at, quoted = 0, [found.span() for found in QUOTED.finditer(text)]
    while found := STARTS.search(text, at):
        at = found.end()
        name = people.names.read(text[at:])
        inside = any(start <= at < end for start, end in quoted)  # of a title, or of what was said
        if name is None or inside or people.kinds.is_post_or_body(name.text):
            at += len(text[at:].split(maxsplit=1)[0])
            continue
        said, end = _said_beside(text, at + name.end, people)
        bare = with_forms(OF_BODY, people.words).sub("", said)  # “A, of the Body”
        known = name.score >= SURE and (name.honorific or is_given_name(name.text.split()[0]))
        of = with_forms(BESIDE, people.words).match(text, at + name.end)
        bracketed = text[end : end + 1] == ")" or bare != said or bool(said and of and of["of"])
        said = bare
        first = said.split(", ")[0]
        kinds = people.kinds
        before = (text[:at].split() or [""])[-1]  # the end of a longer name, or an article
        inside = text[at - 1 : at].isspace() and before[:1].isupper() and before[-1:].isalnum()
        inside = inside or before in people.words["articles"].exact
        title = _post_before(text[:at], people)
        if title and not bracketed and _ends_in_name(first, people):
            said, first, end = "", "", at + name.end  # it is of the next: “judge A, mayor B”
        title = "" if kinds.is_post(first) else title
        beside = not inside and (kinds.is_post(first) or (bracketed and kinds.is_body(first)))
        beside = beside or bool(title and (bracketed or name.score >= SURE))
        of_body = before in people.words["articles"].exact and not (title or name.honorific)
        known = known and not of_body  # “la Cruz del Sur”
        if _holds_two(name.text) or (not known and not (beside and name.score > 0)):
            at += len(text[at:].split(maxsplit=1)[0])
            continue
        said = ", ".join(filter(None, (title, said)))
        at, details = max(at, end - 1), people.read_details(said)  # white space begins a name
        named = replace(details, name=name.text, honorific=name.honorific, score=name.score)
        yield replace(named, role=role, only_name=not said)


def _ends_in_name(text: str, people: PersonReader) -> bool:
    """Whether behind other words a text has a name, with a given name or a post before it."""
    text = with_forms(r"\s(?:{and})\s").split(text, maxsplit=1)[0]
    for at in (found.end() for found in STARTS.finditer(text) if found.end()):
        name = people.names.read(text[at:])
        if name is None or name.score <= 0 or not NAME_END.match(text[at:], name.end):
            continue
        if is_given_name(name.text.split()[0]) or people.kinds.is_post(text[:at]):
            return True
    return False


def _post_before(text: str, people: PersonReader) -> str:
    """Return the post that stands before a name in a sentence: “the director Ada Okonkwo”."""
    for pattern in (BEFORE_POST, BEFORE_POST.replace("«»", "")):  # “юрист фонда «Шаг» Ада Бек”
        piece = with_forms(pattern, people.words, re.I).split(text)[-1].strip()
        if 0 < len(piece.split()) <= MOST_BEFORE and people.kinds.is_post(piece):
            return piece
    return ""


def _holds_two(name: str) -> bool:
    """Whether words for “and” part two names, the second of which begins with a given name."""
    found = with_forms(JOINED).search(name)
    return found is not None and is_given_name(name[found.end() :].split(maxsplit=1)[0])


def _said_beside(text: str, end: int, people: PersonReader) -> tuple[str, int]:
    """Return what stands beside a name in a sentence, and where the next may begin.

    That is what brackets hold, or pieces between commas up to a verb or the next person.
    """
    end += people.measure_degrees(text[end:])
    opened = with_forms(BESIDE, people.words).match(text, end)
    if not opened:
        return "", end
    begin = reached = opened.end()
    if opened["of"]:  # “A of the Body described …”
        named = with_forms(NAMED, people.words).match(text, begin)
        goes_on = named is not None and text[named.end() :].lstrip()[:1].islower()
        text = text[: named.end()] if named and goes_on else text
    if opened[0].endswith("(") and (closed := find_closing(text, begin)) < len(text):
        return text[begin:closed], closed
    while reached < len(text):
        stop = PIECE_ENDS.search(text, reached)
        piece_end = stop.start() if stop else len(text)
        piece = with_forms(r"^(?:{and})\s+(?=[^\W\d_a-z])").sub("", text[reached:piece_end])
        joined = with_forms(JOINED).finditer(text, reached, piece_end)
        cut = next((j.start() for j in joined if _begins_person(text[j.end() :], people)), None)
        head = " ".join(piece.split()[:MOST_BEFORE])
        verb = piece[:1].islower() and not people.kinds.is_post_or_body(head)
        following = text[stop.end() :] if stop else ""
        if reached > begin and (verb or _begins_person(piece, people, following)):
            break
        if verb and len(piece.split()) > MOST_UNKNOWN:
            return "", begin  # “Captain A, who was held for eleven months, …”
        reached = piece_end if cut is None else cut
        if cut is not None or stop is None or stop[0].strip() != ",":
            break
        reached = stop.end()
    said = text[begin:reached].strip(" ,;.")
    return (said, reached) if len(words_of(said)) < 30 else ("", begin)


def _begins_person(text: str, people: PersonReader, following: str = "") -> bool:
    """Whether a text begins with the name of a person, by its words or by the post behind it."""
    name = people.names.read(text)
    if name is None or people.kinds.is_post_or_body(name.text):
        return False
    likely = name.score >= SURE and (name.honorific or is_given_name(name.text.split()[0]))
    post = people.kinds.is_post(PIECE_ENDS.split(following, maxsplit=1)[0])
    whole = name.end == len(text) and name.score > 0 and not _holds_two(name.text)
    return bool(likely) or (post and whole)
