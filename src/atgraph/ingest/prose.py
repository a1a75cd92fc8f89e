"""What prose may declare: themes by their labels, and ties by a few phrases, all of it for review."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping

from atgraph.ingest.accounting import sentences_in
from atgraph.ingest.body import Reader
from atgraph.ingest.labels import ORGANIZING, THEMES, forms, longest_first
from atgraph.ingest.lines import Stretch
from atgraph.ingest.organizations import Organizations
from atgraph.ingest.records import Declared, Meeting, Records
from atgraph.ingest.words import Words, words_of

THEME_REVIEW = "proposed because the words stand here; see whether it is a theme"
TIE_REVIEW = "proposed from a phrase; see whether it says so"
LONGEST = 20_000
SUBJECT = re.compile(r"(?:^|[,;:(–—]\s*|\b(?:that|which|by|and|with|while|year|today)\s+)(?P<name>(?:[Tt]he\s+)?[A-Z][^,;:–—]*?)\s*(?:,\s*)?$")
QUOTED = re.compile(r"[“\"«„](?P<title>[^“”\"«»]{8,200})[”\"»]")
CHAIRED = re.compile(
    r"(?P<group>(?:[Tt]he\s+)?[A-Z][\w&’' ()-]*?)\s+(?:is|are|was|has been|currently)?\s*(?P<role>co-chaired|chaired)\s+by\s+(?P<names>[^.;]+)"
)
COMMISSIONED = re.compile(r"(?P<who>(?:[Tt]he\s+)?[A-Z][\w&’' ()-]*?)\s+(?:has\s+)?commissioned\s+(?P<what>[^.;]+)")
LAUNCHED = re.compile(
    r"(?P<what>[A-Z“\"][^,.;:]*?),?\s+(?:was\s+|is\s+|were\s+)?(?P<how>launched|established|founded|created|developed|implemented|led)\s+by\s+(?P<names>[^.;]+)"
)
INVOLVED = {"launched": "launches", "developed": "develops", "implemented": "runs", "led": "runs", "created": "develops"}


@functools.cache
def _themes(languages: tuple[str, ...]) -> tuple[re.Pattern[str], Mapping[str, str]]:
    known = forms(THEMES, languages)
    alternatives = "|".join(r"\s+".join(map(re.escape, form.split())) for form in longest_first(known)) or "(?!)"
    return re.compile(rf"(?<![\w-])(?:{alternatives})(?:s)?(?![\w-])", re.I), known


def read_prose(records: Records, reader: Reader, text: str, words: Words) -> list[Declared]:
    """Propose themes and ties."""
    found: list[Declared] = []
    for number, meeting in enumerate(records.meetings):
        key = str(number)  # the session's id is settled later
        found += themes_of(meeting, key, text, words)
        for line in meeting.prose:
            if line.end - line.start < LONGEST:
                for start, end in sentences_in(text, line.start, line.end):
                    found += ties_of((start, end), key, text, reader.organizations, words)
    return list({(repr(sorted(d.values.items(), key=str)), d.session): d for d in found}.values())


def themes_of(meeting: Meeting, session: str, text: str, words: Words) -> Iterator[Declared]:
    """Propose the themes whose labels stand in a session's title or prose."""
    pattern, known = _themes(words.languages)
    seen: set[str] = set()
    title = meeting.quotes[:1]
    for start, end, review in [*((a, b, "") for a, b in title), *((line.start, line.end, THEME_REVIEW) for line in meeting.prose)]:
        for found in pattern.finditer(text, start, min(end, start + LONGEST)):
            form = " ".join(found[0].casefold().split())
            concept = known.get(form) or known.get(form.removesuffix("s"))
            if concept and concept not in seen:
                seen.add(concept)
                values = {"tie": "theme", "theme": concept}
                yield Declared(values, ((found.start(), found.end()),), session, review)


def ties_of(place: Stretch, session: str, text: str, organizations: Organizations, words: Words) -> Iterator[Declared]:
    """Propose ties that a sentence declares."""
    sentence = " ".join(text[place[0] : place[1]].replace("*", "").split())
    for values in (
        *_partners(sentence, organizations, words),
        *_members(sentence, organizations, words),
        *_chairs(sentence, organizations),
        *_involved(sentence, organizations),
    ):
        yield Declared(values, (place,), session, TIE_REVIEW)


def _partners(sentence: str, organizations: Organizations, words: Words) -> Iterator[dict[str, object]]:
    known = forms(ORGANIZING, words.languages)
    for form in longest_first(f for f, c in known.items() if c in ("role_partners", "role_cooperates") and " " in f):
        at = sentence.casefold().find(form)
        if at < 0:
            continue
        subject = SUBJECT.search(sentence[:at].rstrip(" ,"))
        others = _names(sentence[at + len(form) :], organizations)
        mine = organizations.split(re.sub(r"^The\s+", "", subject["name"])) if subject else []
        partners = [n for n in [*mine, *others] if _is_body(n, organizations)]
        if mine and others and len(partners) > 1:
            yield {"tie": "partnership", "partners": partners}
        return


def _members(sentence: str, organizations: Organizations, words: Words) -> Iterator[dict[str, object]]:
    for phrase in words.entries("membership"):
        found = re.search(
            rf"\b{re.escape(phrase)}\s+(?:the\s+)?(?P<group>[A-Z][^–—:,(]*?)\s*(?:[–—:(]|\s-\s|,?\s+(?:such as|including))\s*(?P<names>[^–—)]+)", sentence, re.I
        )
        if found and found["group"][:1].isupper():
            for name in organizations.split(found["names"]):
                if name[:1].isupper() and len(name.split()) < 8:
                    yield {"tie": "membership", "member": name, "group": organizations.read.name_of_body(found["group"]), "role": "member"}
            return


def _chairs(sentence: str, organizations: Organizations) -> Iterator[dict[str, object]]:
    for found in CHAIRED.finditer(sentence):
        group = organizations.read.name_of_body(found["group"])
        for name in _names(found["names"], organizations):
            if _is_body(name, organizations) and _is_body(group, organizations):
                yield {"tie": "membership", "member": name, "group": group, "role": "co-chair" if found["role"].startswith("co") else "chair"}


def _involved(sentence: str, organizations: Organizations) -> Iterator[dict[str, object]]:
    for found in COMMISSIONED.finditer(sentence):
        quoted = QUOTED.search(found["what"])
        who = organizations.read.name_of_body(found["who"])
        if _is_body(who, organizations):
            what = quoted["title"] if quoted else " ".join(found["what"].split(" which ")[0].split(" that ")[0].split()[:10])
            yield {"tie": "involvement", "involved": who, "in": what, "role": "commissions"}
    for found in LAUNCHED.finditer(sentence):
        role = INVOLVED.get(found["how"])
        quoted = QUOTED.search(found["what"])
        what = quoted["title"] if quoted else organizations.read.without_article(found["what"].strip(' “"'))
        if role and len(what.split()) <= 14:
            for name in _names(found["names"], organizations):
                if _is_body(name, organizations):
                    yield {"tie": "involvement", "involved": name, "in": what, "role": role}


def _names(text: str, organizations: Organizations) -> list[str]:
    """Return the names at the beginning of a text, up to where the sentence goes on."""
    cut = re.split(
        r"[.;]\s|\s(?:to|in|on|for)\s(?=[a-z\d])(?!the\s+[A-Z])|\s(?:as|which|that|who|is|are|will|has|have|reported|at)\s", text.strip(), maxsplit=1
    )[0]
    cut = re.split(r",\s+(?=[a-z])", cut)[0]
    return [name for name in organizations.split(cut) if name[:1].isupper()]


def _is_body(name: str, organizations: Organizations) -> bool:
    words = words_of(name)
    return (
        bool(words)
        and name[:1].isupper()
        and len(words) < 14
        and (organizations.read.is_body(name) or sum(w[:1].isupper() for w in words) >= max(1, len(words) - 2))
    )
