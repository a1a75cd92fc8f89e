"""What on a line speaks for a person, and what belongs to a name: degrees, a role, a status."""

import re
from dataclasses import replace

from atgraph.curate.ingest.affiliations import AffiliationReader
from atgraph.curate.ingest.draft_records import Person
from atgraph.curate.ingest.given_names import PATRONYMIC, is_given_name
from atgraph.curate.ingest.habits import Habits
from atgraph.curate.ingest.labels import PARTS, read_part, read_role, take_status
from atgraph.curate.ingest.lines import Stretches
from atgraph.curate.ingest.person_names import INITIAL, RETIRED, Name, NameReader
from atgraph.curate.ingest.word_lists import (
    can_be_said,
    every,
    is_postnominal,
    with_forms,
    words_of,
)

SURE, ENOUGH = 2.0, 1.0
INITIALS = re.compile(r"(?:[^\W\d_a-zа-яіїєґ]\.){2}")
CAPITALS = 2  # of a degree
SHORTEST_SHOUT = 3  # letters of a surname in capitals: “Ada LEE”, not “Romanian OCG”
LISTED = 1.5  # what speaks for a name beforehand behind a role word, and in a list
MUST_BE = 2.5  # behind a body: one of the pieces is the name
SENTENCE = re.compile(r"[^\W\d_A-ZА-Я]{4,}\.\s+[^\W\d_a-zа-я]\w* ")
DEGREE = re.compile(r",?\s*([A-Za-zА-Яа-я][\w.-]*)(?=\s*(?:,|$|\(|[–—|;:]|\s-\s|\s[A-Z]{2}))")
LEADS_ON = ("articles", "genitive", "relatives", "common")  # before what is no verb
ENDS_POST = (  # “judge of the Court said”, “… will chair”, “… who explained”
    r"\s(?:(?:{ends_posts}|{future}|(?:{relatives})\s(?:{speech_verbs}))(?!\w)|(?:{speakers_are})$)"
)
LINK = (  # “www.terra.example”, “ORCID: 0000-0002-…”
    r"(?:(?:website|web|doi|orcid(?: id)?)\b[ :]*)?"
    r"(?:\b(?:https?://|www\.|bit\.ly/|doi\.org/|10\.\d{4}/)[^\s()\[\]<>,;]+|\b\d{4}(?:-\d{4}){2}-\d{3}[\dX])"
)
ASIDE = re.compile(  # “Ada Bek (she/her)”, “Ada Bek – www.terra.example”
    r"\s*\((?:she|he|they|elle|il|iel|ella|él|sie|er)(?:\s?/\s?\w+)+\)"
    rf"|\s*[(\[<]{LINK}[)\]>]|(?:\s*[,;|·]|\s+[–—-])?\s*{LINK}",
    re.I,
)
TITLED = r"(?<=[\w)])[.,;]\s+(?:{title_labels}):\s.+$"  # “Ada Bek, judge. Title: Fees”
BRACKET = re.compile(r"\s*[(\[](?P<in>[^()\[\]]+)[)\]]\s*\.?$")
INNER = re.compile(r"\s*[(\[](?P<in>[^()\[\]]{4,40})[)\]]")
ENDING = re.compile(r"(?P<mark>\s[–—-]\s|,\s*|\s\|\s)(?P<in>[^,–—|]{4,30})$")


class PersonSigns:
    """Weighs what stands on a line, with the words of the document's languages and its habits."""

    def __init__(self, names: NameReader, affiliations: AffiliationReader) -> None:
        self.names, self.affiliations = names, affiliations
        self.words, self.kinds = names.words, affiliations.kinds
        self.habits = Habits()
        self._unnamed = frozenset(self.words.entries("unnamed"))
        self._unnamed_heads = tuple(
            u + mark for u in self._unnamed if len(u) > 4 or "." in u for mark in (" ", ",", ".,")
        )

    def is_unnamed(self, text: str) -> bool:
        """Whether a line says that nobody is named yet."""
        bare = text.replace(" :", ":").strip(" ()[].*:–-").casefold()  # “Participants : Ada Bek”
        return bare in self._unnamed or bare.startswith(self._unnamed_heads)

    def without_labelled(self, text: str) -> str:
        """Return somebody without the title of a talk that a label tells, any other text whole."""
        bare = with_forms(TITLED, self.words, re.I).sub("", text)
        return bare if self.names.read(bare) else text

    def is_known(self, person: Person, beside: bool = True) -> bool:
        """Whether more than its place speaks for the name of a person, or what stands beside it."""
        words = person.name.split()
        given = any(is_given_name(word) or INITIAL.match(word) for word in words)
        given = given or shouts(person.name)
        known = given or person.name.casefold() in self.names.known | self.habits.titled
        posts = (p.title or p.organization for p in person.posts if beside)
        likely = known or bool(person.country) or any(map(self.kinds.is_post_or_body, posts))
        if person.honorific or person.role:
            return True
        return likely and not self.kinds.is_post_or_body(person.name)

    def is_likely(self, name: Name) -> bool:
        """Whether it begins with an honorific or a given name, or stands as a name elsewhere."""
        known = name.text.casefold() in self.names.known
        return known or bool(name.honorific) or is_given_name(name.text.split()[0])

    def begins_given(self, name: Name) -> bool:
        """Whether a given name or an initial begins it, or it is known, and it is no body."""
        first, *others = name.text.split()  # “Centro Maya”, “Safe Streets Bradford”
        given = self.is_likely(name) or INITIAL.match(first) is not None
        given = given or any(map(PATRONYMIC.fullmatch, others))
        given = given or bool(others and INITIALS.fullmatch(others[-1]))  # “Асадов Н.М.”
        return given and not any(word in every("organizations") for word in (first, *others))

    def begins_person(self, piece: str) -> bool:
        """Whether a piece between marks begins with a likely name, and something stands behind."""
        name = self.names.read(piece)
        if name is None or not self.is_likely(name):
            return False
        return piece[name.end :].strip()[:1] in (",", "(", "–", "—")

    @staticmethod
    def begins_next(name: Name) -> bool:
        """Whether a name behind a comma surely is one: titled, or with its surname in capitals."""
        first, _, last = name.text.partition(" ")
        return bool(last) and (bool(name.honorific) or (shouts(name.text) and is_given_name(first)))

    def is_held(self, text: str) -> bool:
        """Whether it is “Ada Bek, Harbour College”, before “and Ugo Lund, Open Door”."""
        first, comma, beside = text.partition(", ")
        name = self.names.read_whole(first)
        return bool(comma and name and self.is_likely(name) and self.kinds.is_post_or_body(beside))

    def ends_post(self, before: str, name: Name) -> bool:
        """Whether an honorific is the end of a post: “Secretary General Ada Bek”."""
        last = before.rsplit(maxsplit=1)[-1:] if name.honorific else []
        return bool(last) and f"{last[0]} {name.honorific}" in self.words["posts"]

    def is_prose(self, said: str) -> bool:
        """Whether what follows is a sentence and no list of titles."""
        first, *more = words_of(said) or [""]
        is_verb = first.islower() and first in self.words["biography_verbs"]
        return len(more) >= 60 or (is_verb and first not in ("a", "se"))

    def before_verb(self, said: str) -> str:
        """Return the post of “judge of the Court were among the speakers”."""
        verb = with_forms(ENDS_POST, self.words).search(said.partition(". ")[0])
        post = said[: verb.start()] if verb else ""
        *_, last = post.split() or [""]
        leads = any(last in self.words[kind].exact for kind in LEADS_ON)  # “the unit that told”
        opened = leads or not post or not set("“«„").isdisjoint(post)
        ends = (post, post.rpartition(", ")[2])  # “head of the Fund for Law, Work and Youth said”
        return post if not opened and any(map(self.kinds.is_post_or_body, ends)) else said

    def is_talk(self, text: str) -> bool:
        """Whether it is the title of a talk: in quotation marks, or neither a post nor a body."""
        unknown = not self.kinds.is_post_or_body(text.split(",", maxsplit=1)[0])
        unknown = unknown or self.words["asks"].begins(text)
        return text[:1] in '“"«„' or (len(text.split()) > 2 and unknown)

    def support(self, said: str, details: Person) -> float:
        """Return how much what stands beside a name speaks for a person."""
        words = words_of(said)
        capital = sum(w[:1].isupper() for w in words)
        lower = sum(w[:1].islower() for w in words)
        post = self.words["posts"].any_in(words[:8])
        body = any(map(self.kinds.is_body, (said, *(p.organization for p in details.posts))))
        long = len(words) > 14 and lower > capital and not post
        return 1.5 * post + 1.0 * body + 0.5 * bool(details.country) - 1.5 * long

    def emphasis(self, name: Name, strong: Stretches, alone: bool) -> float:
        """Return how much bold print speaks for a name."""
        bold = any(abs(a - name.start) <= 2 and abs(b - name.end) <= 2 for a, b in strong)
        # a bold line of two words may as well be a heading
        return bold * (0.5 if alone and not name.honorific else 1.5)

    def measure_degrees(self, rest: str) -> int:
        """Return where degrees behind a name end."""
        if retired := RETIRED.match(rest):
            return retired.end()
        taken = at = 0
        while found := DEGREE.match(rest, at):
            at = found.end()
            if is_postnominal(found[1]):
                taken = at
            elif found[0][0] != "," or sum(map(str.isupper, found[1])) < CAPITALS:
                break  # what is in short is one, too, where a known one follows: “, MMed, Ph.D.”
            elif found[1].isalpha() and found[1].isupper():
                break  # “Ada Bek, OSCE, PhD”
        return taken

    def ends_with(self, name: Name, text: str) -> bool:
        """Whether a text ends with a name, or with degrees behind it."""
        return name.end + self.measure_degrees(text[name.end :]) == len(text)

    def bare_name(self, text: str) -> str:
        """Return a line without a status, and without degrees behind the name that it is."""
        bare, _ = take_status(text, self.words)
        name = self.names.read(bare)
        return bare[: name.end] if name and self.ends_with(name, bare) else bare

    def take_role(self, text: str) -> tuple[str, str]:
        """Take a role in brackets, or after a dash or comma at the end; “moderator Ada Bek”."""
        first = read_role(text, self.words) if text[:1].islower() else None
        rest = text[first.end :].strip() if first and first.scheme == PARTS else ""
        if first and rest and self.names.read(rest):
            return rest, first.concept
        for pattern, anywhere in ((BRACKET, True), (INNER, False)):
            found = pattern.search(text)
            if found and (role := read_part(found["in"], self.words, anywhere)):
                return (text[: found.start()] + text[found.end() :]).strip(), role.concept
        cut = ENDING.search(text)
        dash = cut is not None and cut["mark"].strip() in ("–", "—")
        if cut and (role := read_part(cut["in"], self.words, anywhere=dash)):
            before = text[: cut.start()]
            alone = self.names.read_whole(text[: cut.start()]) is not None  # “Ada Bek, Chair”
            english = self.words.languages == ("en",)  # “Presidente” is a post as well
            leads = alone and english and role.concept == "role_chair"
            sure = not cut["mark"].startswith(",") or role.form not in every("also_posts").exact
            if (sure or leads) and ("," in before or self.names.read(before)):
                return before.strip(), role.concept
        return text, ""

    def take_bracket(self, text: str) -> tuple[str, str]:
        """Take a role that stands in brackets behind one of a list: “A (chair), B, C”."""
        found = BRACKET.search(text)
        role = read_part(found["in"], self.words) if found else None
        return (text[: found.start()], role.concept) if found and role else (text, "")


def trimmed(text: str) -> str:
    """Return a text without what is no part of a person or a place: pronouns, a link."""
    may_be = "/" in text or "www." in text or "000" in text  # most lines are not searched
    return ASIDE.sub("", text) if may_be else text


def shouts(name: str) -> bool:
    """Whether only the surname is in capitals: “Ada OKORO”."""
    first, _, last = name.partition(" ")
    long = len(last) > SHORTEST_SHOUT or (len(last) == SHORTEST_SHOUT and is_given_name(first))
    return last.isupper() and long and not first.isupper() and can_be_said(last)


def only_named(name: Name, score: float) -> Person:
    """Return the person of a name beside which nothing stands."""
    return Person(name.text, name.honorific, score=score, only_name=True)


def with_details(name: Name, details: Person, score: float) -> Person:
    """Return the person of a name, with what stands beside it and how much speaks for it."""
    return replace(details, name=name.text, honorific=name.honorific, score=score)
