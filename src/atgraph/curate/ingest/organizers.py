"""Bodies in print: lists of them, and phrases that say who brings an event about."""

import functools
import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from atgraph.curate.ingest.affiliations import AffiliationReader
from atgraph.curate.ingest.enumerations import Enumerations
from atgraph.curate.ingest.labels import ORGANIZING, any_form, contracted, forms
from atgraph.curate.ingest.segment_kinds import NAMED, cut_outside, is_closed
from atgraph.curate.ingest.word_lists import (
    DocumentWords,
    alternatives,
    begins_as_body,
    every,
    is_country,
    is_place,
    is_region,
    keeps_dot,
    with_forms,
    words_in,
    words_of,
)

LEAD = re.compile(
    r"^(?:(?:by|and|with)\s+(?=the\b|[A-Z]))?"
    r"(?:The\s+(?=[^,]*\bof\b|[^,]*\b(?:Mission|Ministry|Embassy|Government|Delegation)))?"
)
COMMA = re.compile(",")
NEXT_NAME = re.compile(r";\s+(?=[^\W\d_a-z][^:;\d]+(?:;|$))")  # “A; B”, not “A; Chair: B”
SEPARATORS = re.compile(r"\s*(?:[;|•·]|\s/\s|\n)\s*")


class Organizations:
    """Cuts lists of bodies into their names."""

    def __init__(self, affiliations: AffiliationReader) -> None:
        self.affiliations, self.kinds = affiliations, affiliations.kinds
        self.words = self.kinds.words
        self.enumerations = Enumerations(self.kinds, listed=True)
        joins = self.words.entries("conjunctions")
        divides = alternatives(w for w in joins if w != "&" and w not in every("with_others").exact)
        joined = alternatives(form for form in every("with_others").exact if " " in form)
        with_other = rf"(?:,\s+(?:{{with_others}})|\s+(?:{joined}))\s+(?=[^\W\d_])"
        self._joined = with_forms(with_other)  # “A, with B”, “A together with B”
        self._and = re.compile(rf"(?:,?\s+(?:{divides})(?:\s+by)?\s+)")
        self._begins_with_and = with_forms(r"(?:{conjunctions})\s+", self.words)
        self._of_next = with_forms(r"(?:{of_the})\s*(?=[^\W\d_a-z])")

    def split(self, text: str) -> list[str]:
        """Return the names in a list such as “the A (AA), the B and C”."""
        text = self._joined.sub("; ", text.strip(" :;,–—-*"))
        pieces = SEPARATORS.split(text if keeps_dot(text) else text.rstrip("."))
        names = [self._bare(name) for piece in pieces for name in self._commas(piece)]
        return [name for name in dict.fromkeys(names) if any(map(str.isalpha, name))]

    def split_bodies(self, text: str) -> list[str]:
        """Return bodies that stand where people do, as in “Moderator: A and B, Co-Chairs”."""
        segments = self.affiliations.segments(text) if len(text.split()) <= 25 else []
        names = self.split(segments[0]) if segments else []
        named = all(len(n.split()) < 14 and n[:1].isupper() for n in names)
        return names if named and any(map(self.kinds.is_body, names)) else []

    def _bare(self, name: str) -> str:
        """Take away what leads to a name: “by the”, “the non-governmental organization”."""
        name = LEAD.sub("", name)
        of = self._of_next.match(name)
        name = self.kinds.name_of_body(name[of.end() :] if of else name)
        described = re.match(r"(?:[^\W\d_A-Z][\w-]*\s+){2,4}(?=[^\W\d_a-z])", name)
        if described and words_of(described[0])[-1] in self.words["organizations"].exact:
            return name[described.end() :]
        return name

    def _commas(self, text: str) -> Iterator[str]:
        parts = [p for part in cut_outside(text, COMMA, "(", ")") if (p := part.strip())]
        if not parts:
            return
        parts = [*self.enumerations.part(parts, self._and, self._is_own)]
        several = len(parts) > 2 or self._and.search(parts[-1]) is not None or self._are_two(parts)
        merged: list[str] = []
        whole = set[int]()  # places of names that are one in spite of their “and”
        for part in self.enumerations.join(parts):
            if merged and (is_place(part, self.words) or not self._stands_alone(part, several)):
                merged[-1] += ", " + part
                continue
            if part not in parts:
                whole.add(len(merged))
            merged.append(part)
        for place, part in enumerate(merged):
            yield from [part] if place in whole else self._ands(part)

    def _are_two(self, parts: list[str]) -> bool:
        """Whether “A, B” are two short names, and not one with its town."""
        short = all(0 < len(p.split()) < 4 and p[:1].isupper() for p in parts)
        return len(parts) == 2 and short and not self.kinds.is_body(parts[0])

    def _stands_alone(self, part: str, several: bool) -> bool:
        begins = part.startswith(tuple(f"{w} " for w in self.words.entries("conjunctions")))
        bare = self._and.sub("", part) if begins else part
        name = self.kinds.without_article(bare)  # “Open Door, the ITF and Harbour Trust”
        bare = name if name[:1].isupper() else bare
        return self.kinds.is_body(bare) or (several and bare[:1].isupper())

    def _ands(self, text: str) -> Iterator[str]:
        """Cut at an “and” that stands between two names, not inside one."""
        lead = self._begins_with_and.match(text)
        start = lead.end() if lead else 0
        *firsts, _ = self._and.split(text[start:])
        if len(firsts) > 1 and not any(map(self.kinds.is_body, firsts)):
            yield text  # “Slavery and Human Rights Policy and Evidence Centre”
            return
        for found in self._and.finditer(text, start):
            if self._divides(text[start : found.start()], text[found.end() :]):
                yield text[start : found.start()]
                start = found.end()
        yield text[start:]

    def _short_of_both(self, left: str, right: str) -> bool:
        """Whether a short form after the “and” has letters of the words before it: one name."""
        found = re.match(r"(?P<own>[^()]*)\((?P<short>[A-Z]{3,10})\)", right)
        if not found:
            return False
        both = (left, found["own"])
        before, own = ("".join(w[0] for w in words_of(t) if w[:1].isupper()) for t in both)
        return found["short"] in before + own and found["short"] not in own

    def _is_whole(self, left: str) -> bool:
        """Whether a name is one to its end: “Justice Now”, “Mission of Norway”."""
        last = self.kinds.of.split(left)[-1]
        of_other = last != left and self.kinds.is_body(left)
        if of_other and is_country(self.kinds.without_article(last), self.words):
            return True
        links = self.words["body_links"].exact
        return begins_as_body(left, self.words) and words_of(left)[-1].casefold() in links

    def _divides(self, left: str, right: str) -> bool:
        if not is_closed(left) or self._short_of_both(left, right):
            return False
        of = self.kinds.without_article(self.kinds.of.split(left)[-1])
        if self.kinds.is_post(of) and self.kinds.is_post(right):
            return False  # “Office of the Special Representative and Co-ordinator for …”
        if right[:1].islower():
            *_, last = self.kinds.of.split(left)
            bare = self.kinds.without_article(right)
            names = self.kinds.is_body(self.kinds.of.split(self._and.split(bare)[0])[0])
            ends = (last, self.kinds.without_article(last.split()[-1]))
            if any(map(is_region, ends)) and not names:
                return False  # “Office for Asia and the Pacific”
            return bare != right or names
        return right[:1].isupper() and self._divides_names(left, self._and.split(right)[0])

    def _is_own(self, name: str) -> bool:
        """Whether it is a name of its own behind “and”: “UNODC”, “NGO «Haven»”."""
        topic = name.casefold() in every("topics_in_letters").exact
        letters = name.isupper() and name.isalpha() and len(name) > 2 and not topic
        return letters or bool(NAMED.search(name))

    def _divides_names(self, left: str, head: str) -> bool:
        is_body, kinds = self.kinds.is_body, self.words["organizations"]
        if self._is_own(head.strip(" .")):
            return True
        links = self.words["body_links"].exact  # “Verein für Kinder und Jugend e. V.”
        if is_body(left) and self.kinds.has_legal_form(head.strip(" .")):
            return links.isdisjoint(left.casefold().split())
        lefts, heads = words_of(left), words_of(head)
        last_left, last = (lefts or [""])[-1], (heads or [""])[-1]
        kind_ends = last_left in kinds and last_left[:1].isupper() and len(lefts) > 1
        kind_ends = kind_ends and (is_body(head) or not self.kinds.of.search(left))
        if lefts and (kind_ends or self._is_whole(left)):
            return True
        if not is_body(left) and len(lefts) > 2 and not self.kinds.of.search(left):
            return True
        if not is_body(left) or len(lefts) == 1:
            return is_body(head) or len(lefts) <= 2 or len(heads) <= 2
        is_kind = last in kinds and last[:1].isupper() and not last.endswith("s")
        return is_body(head) and (heads[0] in kinds or len(heads) > 2 or is_kind)


CLAUSE = (  # words with which a sentence goes on after a comma
    r"the (?:side )?(?:event|session|panel|conference|seminar|workshop|meeting|webinar|round)\b"
    r"|which|who|that|speakers|will|where|on|at|in|this"
    r"|and\s+(?!the\s+(?:non-governmental\b|[A-Z]))[a-z]"
    r"|(?!(?:the|and|les|las|los|den|der|die|das|dem|gli|und|des|del|dell[aeo]|degli)\b)[a-zß-ÿ]{3,}\b(?!\s+and\s+[A-Z])"
)
VERB = (  # and without one
    r"will|is|are|has|aims|on the occasion|as part|within the framework|in the framework"
    r"|to (?!the\s+[A-Z])[a-z]|which|who|that|on (?=\d|the)|with the participation"
    r"|and (?:took|takes|brought|brings|was|were|is|are|has|had|will)"
)
ENDS = re.compile(rf"[.;](?:\s|$)|,\s+(?=(?:{CLAUSE}))|\s+(?:{VERB})\b")
ABBREVIATED = re.compile(r"\b(?:[A-Za-z]|Mr|Ms|Dr|St|Inc|Ltd|Co|Coop|e\.V|B\.V)$")
INVITES = (
    r"(?:(?:has|have) the (?:honou?r|pleasure) (?:to|of) "
    r"|(?:is|are) (?:pleased|delighted|honou?red|happy) to |(?:cordially|kindly|warmly) )?"
    r"(?:(?:invites?|(?:(?:is|are) )?inviting) you to"
    r"|(?:a|ont) (?:le plaisir|l['’]honneur) de vous (?:inviter|convier)"
    r"|[Yy]ou are (?:cordially |kindly |warmly )?invited to"
    r"|vous (?:invite|convie)(?:nt)? (?:à|au)|(?:le|les|os|lo) invitan? a"
    r"|l[aä]d(?:en|t) (?:Sie |herzlich )*(?:zu|ein)|(?:La|Vi) invitano? a"
    r"|запрошу(?:є|ють) (?:вас |всіх )?(?:на|до|взяти)"
    r"|приглаша[ею]т (?:вас |всех )?(?:на|к|принять))\b"
)
INVITATION = re.compile(
    r"(?:On the occasion of [^,]+, |À l['’]occasion d[^,]+, |Con motivo d[^,]+, "
    r"|Anlässlich [^,]+, )?"
    r"(?P<names>(?:(?:die|der|das|le|la|les|el|los|las|il|lo|gli|i|the)\s+|l['’])?"
    r"[^\W\d_a-z](?:[^.;:?!]|\.(?=\w|\s(?:and|und|et|y|e)\b)){2,300}?),?\s+" + INVITES
)
# what is invited to stands below: “… invite you to the side event”
INVITES_BELOW = re.compile(rf"{INVITES}(?:(?:\s+[\w'’-]+){{0,4}}:?|(?:\s+[\w'’-]+){{5,9}}:)$")
BEHALF = re.compile(
    r"(?:On behalf of|Au nom d[eu]s?|En nombre de|Im Namen|A nome d\w+)\s+(?P<names>[^,]+?),?\s+"
    r"(?:I|we|je|nous|wir|ich)$"
)
JOINT = r"(?P<names>(?:\bThe\s+)?[A-Z][^.;]*?)\s+(?:{joint_events})\b"
JOINT_OF = r"^\W*(?:[^\W\d_]+\s+)?(?:{joint_events})\s+(?:{genitive})\s+(?P<names>[^.;]+)"
SENTENCE_END = re.compile(r"[^\W\d_]{3,}[.!?]\s+(?=[^\W\d_a-z])")
JOINS_END = r"[\s,/]+(?:(?!&)(?:{and}))?\s*$"
WE = r"(?:I|We|we|Je|je|Nous|nous|Wir|wir|Ich|ich)"
PRONOUN = re.compile(rf"(?:^|\s){WE}$|^{WE}\s+[^\W\d_A-Z]")  # “We are pleased to”

WORD = re.compile(r"[\w&.’'/-]+")
SMALL_WORDS = {"en", "de"}  # languages in which all but small words of names have capitals

NamedRole = tuple[str, str]  # a name and the role of its bearer


@functools.cache
def _inner(languages: tuple[str, ...]) -> tuple[re.Pattern[str], Mapping[str, str]]:
    """Return the phrases of several words that name organisers in the middle of a line too."""
    ends = every("organizing_ends").exact
    labels = {f: c for f, c in forms(ORGANIZING, languages).items() if " " in f}
    several = {f: c for f, c in labels.items() if f.split()[-1] in ends or len(f.split()) > 2}
    known = contracted(several)
    return re.compile(rf"(?<![\w-])(?P<form>{any_form(known)})(?![\w-])\s*:?\s*", re.I), known


def names_organizer(text: str, words: DocumentWords) -> bool:
    """Whether a line has a phrase that leads to an organiser: “co-organised by”."""
    return _inner(words.languages)[0].search(text) is not None


@functools.cache
def _opening(languages: tuple[str, ...]) -> tuple[re.Pattern[str], Mapping[str, str]]:
    """Return single words that open a sentence on who organises: “Organiza el Ayuntamiento …”."""
    known = {f: c for f, c in forms(ORGANIZING, languages).items() if " " not in f}
    leads = r"\s+(?:{speakers_are})\s+|\s+(?=(?:{articles})\s+[^\W\d_a-z])"
    led = with_forms(leads, words_in(languages)).pattern
    return re.compile(rf"^(?P<form>(?i:{any_form(known)}))(?:{led})"), known


def without_opening(text: str, words: DocumentWords) -> str:
    """Return a sentence without the word that opens it: “Organiza el A con la ayuda de B”."""
    return _opening(words.languages)[0].sub("", text)


class OrganizerPhrases:
    """Finds organisers in a line."""

    def __init__(self, organizations: Organizations) -> None:
        self.words, self.organizations = organizations.words, organizations
        words = self.words
        self._pattern, self._known = _inner(words.languages)
        self._joint = with_forms(JOINT, words)
        self._joint_of = with_forms(JOINT_OF, words, re.I)
        small = ("articles", "genitive", "conjunctions", "at", "with_others", "body_links")
        kinds = ("common", *small)
        self._links = {w for kind in kinds for form in words.entries(kind) for w in form.split()}
        self._of_names = self._links | words["organizations"].exact | words["fields"].exact
        joins = alternatives(w for w in words.entries("conjunctions") if " " in w)
        self._goes_on = re.compile(rf"(?:{joins})\s+(?:[a-zа-яіїє]\S*\s)?[^\W\d_a-zа-яіїє]")

    def find(self, text: str) -> list[NamedRole]:
        """Return names and roles of those who bring the event of a line about."""
        found = [*self._opened(text), *self.find_phrases(text)]
        found += [*self._joint_event(text), *self._invitation(text)]
        return list(dict.fromkeys(found))

    def read_names(self, text: str) -> list[str]:
        """Return the names of bodies with which a text begins, up to where the sentence goes on."""
        names = list[str]()
        for part in NEXT_NAME.split(text):
            own = self._cut(part)
            names += filter(self._is_name, self.organizations.split(own))
            if own != part:
                break
        return names

    def find_phrases(self, text: str, anywhere: bool = False) -> Iterator[NamedRole]:
        """Yield whom phrases name: those that say it of the event, or all behind a role word."""
        went_on = -1
        for mark in self._pattern.finditer(text):
            concept, before = self._known[mark["form"].casefold()], text[: mark.start()]
            if before.endswith(" / "):
                continue  # the same in another language
            goes_on = went_on >= 0 and ". " not in before[went_on:]
            if anywhere or goes_on or self._is_of_event(before, text, concept):
                went_on = mark.end()
                yield from ((name, concept) for name in self.read_names(text[went_on:]))

    def _opened(self, text: str) -> list[NamedRole]:
        """Read “Organiza el A”, “Veranstalter sind die A und der B”."""
        opening, known = _opening(self.words.languages)
        if not (mark := opening.match(text)):
            return []
        concept, rest = known[mark["form"].casefold()], text[mark.end() :]
        named = [(name, concept) for name in self.read_names(rest)]
        return [*named, *self.find_phrases(rest, anywhere=True)] if named else []

    def _is_of_event(self, before: str, text: str, concept: str) -> bool:
        """Whether the phrase begins the line, or the word for an event stands before it."""
        words = [w.casefold() for w in words_of(before.rsplit(". ", maxsplit=1)[-1])]
        if not words:
            return concept == "role_auspices" or len(text.split()) < 40
        brought = self.words["brought_about"].exact
        done = [n for n in (1, 2, 3) if " ".join(words[:n]) in brought] if len(words) < 10 else []
        if done:
            # behind “held” is nothing that was held, but “by”, “dall’Accademia” or a name
            small = self.words["common"].exact | every("organizing_ends").exact
            after = words_of(before)[done[-1] : done[-1] + 1]
            by = all(w in small or not w.isalpha() or w[:1].isupper() for w in after)
            return before[:1].isupper() and by
        near = words[-9:] if len(text.split()) <= 20 else words[-4:]
        events = every("event_nouns").exact | self.words["events"].exact
        return len(words) <= 14 and any(w in events for w in near)

    def _is_name(self, name: str) -> bool:
        first, *rest = name.split() or [""]
        if not rest and first.casefold() in every("honorifics").exact:
            return False  # “Hosted by: Rep. Ada Bek”
        kind = first in self.words["organizations"].exact  # “l’association Rivages”
        kind = kind and any(word[:1].isupper() for word in rest)
        return (name[:1].isupper() or name[:1].isdigit() or kind) and len(rest) < 20

    def _cut(self, text: str) -> str:
        """Return a list of names up to where the sentence goes on."""
        end = ENDS.search(text)
        while end and (
            (end[0].startswith(".") and ABBREVIATED.search(text[: end.start()]))
            or (end[0].startswith(",") and self._goes_on.match(text, end.end()))
        ):
            end = ENDS.search(text, end.end())
        stops = [found.start() for found in (end, self._pattern.search(text)) if found]
        stops += filter(None, [self._verb(text)])
        names = text[: min(stops, default=len(text))].rstrip().split(" ")
        while names and names[-1] in self._links:
            names.pop()
        return with_forms(JOINS_END).sub("", " ".join(names))

    def _verb(self, text: str) -> int:
        """Return where a small word stands right behind a name and is not of it, or 0.

        As in “Open Door some forty judges met”; in other languages kinds of bodies are small, too.
        """
        words = [*WORD.finditer(text)] if set(self.words.languages) <= SMALL_WORDS else []
        behind = (b for a, b in pairwise(words) if a[0] != a[0].lower() and b[0].islower())
        return next((w.start() for w in behind if w[0].isalpha() and w[0] not in self._of_names), 0)

    def _invitation(self, text: str) -> list[NamedRole]:
        """Read “A and B are pleased to invite you to …”."""
        starts = (0, *(found.end() for found in SENTENCE_END.finditer(text)))
        mark = next(filter(None, (INVITATION.match(text, at) for at in starts)), None)
        names = mark["names"] if mark else ""
        if behalf := BEHALF.match(names):
            names = behalf["names"]
        if len(names.split()) > 40 or PRONOUN.search(names):
            return []
        return [(name, "role_convenes") for name in self._split(names) if self._is_name(name)]

    def _split(self, names: str) -> list[str]:
        first, _, rest = names.strip().partition(" ")
        articles, kinds = self.words["articles"].exact, self.organizations.kinds
        if first == "The" or (first.casefold() in articles and kinds.is_body(rest)):
            return self.organizations.split(rest)  # “Die Stiftung A lädt ein”
        return self.organizations.split(names)

    def inviting(self, text: str, below: str) -> list[NamedRole]:
        """Read names that stand alone on a line above “cordially invite you to …”."""
        ends = text.rstrip().endswith((".", ":", "?", "!"))
        if ends or not below[:1].islower() or text.count("(") != text.count(")"):
            return []
        mark = INVITATION.match(f"{text} {below}")
        is_whole = mark and mark["names"].rstrip(" ,") == text.rstrip(" ,")
        return self._invitation(f"{text} {below}") if is_whole else []

    def _joint_event(self, text: str) -> list[NamedRole]:
        """Read “joint side event of A and B”."""
        mark = self._joint_of.match(text) or self._joint.search(text)
        if not mark or len(mark["names"].split()) > 40:
            return []
        names = self._split(mark["names"].rsplit(". ", maxsplit=1)[-1])
        return [(n, "role_jointly") for n in names if self._is_name(n) and len(names) > 1]
