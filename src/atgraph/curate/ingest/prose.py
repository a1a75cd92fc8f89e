"""What prose may declare: themes by their labels, and ties by a few phrases, all of it for review."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from atgraph.curate.ingest.accounting import sentences_in
from atgraph.curate.ingest.body import Reader
from atgraph.curate.ingest.labels import INVOLVEMENT, ORGANIZING, THEMES, forms, longest_first
from atgraph.curate.ingest.lines import Line, Stretch
from atgraph.curate.ingest.organizations import Organizations
from atgraph.curate.ingest.records import Declared, Meeting, Records
from atgraph.curate.ingest.roles import BY
from atgraph.curate.ingest.words import Words, words_of

THEME_REVIEW = "proposed because the words stand here; see whether it is a theme"
TIE_REVIEW = "proposed from a phrase; see whether it says so"
LONGEST = 20_000
QUOTED = re.compile(r"[“\"«„](?P<title>[^“”\"«»]{8,200})[”\"»]")
NAME = r"(?:[Tt]he\s+)?[A-ZÀ-ÞА-ЯІЇЄҐ][^,;:–—.]*?"
WHEN = re.compile(
    r"^(?:In|Since|By|From|During|On|Today|En|Seit|Im|Depuis|Desde|Nel|С|В|У)\s+(?:[^\W\d_]+\s+)?\d{4},?\s+"
)
CHAIRED = re.compile(
    rf"(?P<group>{NAME})\s+(?:is|are|was|has been|currently)?\s*(?P<role>co-chaired|chaired)\s+by\s+(?P<names>[^.;]+)"
)
ACTIVE = re.compile(
    r"(?P<who>(?:[Tt]he\s+)?[A-Z][^,;:.]*?),?\s+(?:has\s+|have\s+|will\s+|officially\s+|jointly\s+)*(?P<how>commissioned|launch|launches|launched)\s+(?!by\b)"
    r"(?P<what>[^.;,]{3,200})"
)
MEMBER = re.compile(
    rf"(?P<member>{NAME}),?\s+(?:is|which is|are)?\s*an?\s+(?:founding\s+|associate\s+)?member\s+of\s+(?P<group>{NAME})(?=[,;.]|\s+(?:and|which|that)\b|$)"
)
MEMBERS = re.compile(
    r"\b(?:[Ii]ts|[Tt]heir|[Aa]mong its|[Tt]he)\s+members\s*(?:[-–—:]|are|include|including)\s*(?P<names>[^.;]+)"
)
GOES_ON = re.compile(r"\s+(?:that|which|who|to|for|in order|at this|during)\s|\s[-–—]\s")


@functools.cache
def _themes(languages: tuple[str, ...]) -> tuple[re.Pattern[str], Mapping[str, str]]:
    known = forms(THEMES, languages)
    alternatives = (
        "|".join(r"\s+".join(map(re.escape, form.split())) for form in longest_first(known))
        or "(?!)"
    )
    return re.compile(rf"(?<![\w-])(?:{alternatives})(?:s)?(?![\w-])", re.I), known


def read_prose(
    records: Records, reader: Reader, text: str, words: Words, whole: Sequence[Line] = ()
) -> list[Declared]:
    """Propose themes and ties; ``whole`` is prose of the event as a whole."""
    found: list[Declared] = []
    for number, meeting in enumerate(records.meetings):
        key = str(number)  # the session's id is settled later
        found += themes_of(meeting, key, text, words)
        found += _of_lines(meeting.prose, key, text, reader.organizations, words)
    if whole:
        found += themes_of(Meeting("", [], prose=list(whole)), "", text, words)
        found += _of_lines(whole, "", text, reader.organizations, words)
    return list({(repr(sorted(d.values.items(), key=str)), d.session): d for d in found}.values())


def _of_lines(
    lines: Iterable[Line], session: str, text: str, organizations: Organizations, words: Words
) -> Iterator[Declared]:
    subject = ""
    for line in lines:
        if line.end - line.start < LONGEST:
            for place in sentences_in(text, line.start, line.end):
                sentence = " ".join(text[place[0] : place[1]].replace("*", "").split())
                yield from ties_of(sentence, subject, place, session, organizations, words)
                subject = _subject(sentence, organizations) or subject


def _subject(sentence: str, organizations: Organizations) -> str:
    """Return the body with which a sentence begins."""
    found = re.match(
        rf"(?P<name>{NAME})(?=,|\s+(?:is|was|has|will|are|today|counts|brings|works)\b)",
        WHEN.sub("", sentence),
    )
    name = _bare(found["name"], organizations) if found else ""
    return name if _is_body(name, organizations) else ""


def _bare(name: str, organizations: Organizations) -> str:
    return organizations.read.name_of_body(re.sub(r"^The\s+", "", name.strip()))


def themes_of(meeting: Meeting, session: str, text: str, words: Words) -> Iterator[Declared]:
    """Propose the themes whose labels stand in a session's title or prose."""
    pattern, known = _themes(words.languages)
    seen: set[str] = set()
    title = meeting.quotes[:1]
    for start, end, review in [
        *((a, b, "") for a, b in title),
        *((line.start, line.end, THEME_REVIEW) for line in meeting.prose),
    ]:
        for found in pattern.finditer(text, start, min(end, start + LONGEST)):
            form = " ".join(found[0].casefold().split())
            concept = known.get(form) or known.get(form.removesuffix("s"))
            if concept and concept not in seen:
                seen.add(concept)
                values = {"tie": "theme", "theme": concept}
                yield Declared(values, ((found.start(), found.end()),), session, review)


def ties_of(
    sentence: str,
    subject: str,
    place: Stretch,
    session: str,
    organizations: Organizations,
    words: Words,
) -> Iterator[Declared]:
    """Propose ties that a sentence declares; ``subject`` is the body of which the sentences before it speak."""
    found = (
        *_partners(sentence, organizations, words),
        *_members(sentence, subject, organizations, words),
        *_chairs(sentence, organizations),
        *_involved(sentence, organizations, words),
        *_active(sentence, organizations),
    )
    for values in found:
        yield Declared(values, (place,), session, TIE_REVIEW)


def _partners(
    sentence: str, organizations: Organizations, words: Words
) -> Iterator[dict[str, object]]:
    known = forms(ORGANIZING, words.languages)
    for form in longest_first(
        f for f, c in known.items() if c in ("role_partners", "role_cooperates") and " " in f
    ):
        at = sentence.casefold().find(form)
        if at < 0:
            continue
        others = _names(sentence[at + len(form) :], organizations)
        mine = [
            n for n in organizations.split(_before(sentence[:at])) if _is_body(n, organizations)
        ]
        partners = [*mine, *(n for n in others if _is_body(n, organizations))]
        if others and partners:
            yield {"tie": "partnership", "partners": list(dict.fromkeys(partners))}
        return


def _before(text: str) -> str:
    """Return the names that stand last before a phrase."""
    text = WHEN.sub("", text.rstrip(" ,").split(". ")[-1])
    found = re.search(
        rf"(?:^|,\s|;\s|\b(?:by|that|which|with|while)\s)(?P<names>{NAME}(?:,\s{NAME})*)$", text
    )
    return (
        re.sub(r"^The\s+", "", found["names"]) if found and len(found["names"].split()) < 30 else ""
    )


def _members(
    sentence: str, subject: str, organizations: Organizations, words: Words
) -> Iterator[dict[str, object]]:
    for phrase in words.entries("membership"):
        pattern = rf"\b{re.escape(phrase)}\s+(?:the\s+)?(?P<group>[A-Z][^–—:,(]*?)\s*(?:[–—:(]|\s-\s|,?\s+(?:such as|including))\s*(?P<names>[^–—)]+)"
        found = re.search(pattern, sentence, re.I)
        if found and found["group"][:1].isupper():
            yield from _membership(
                organizations.split(found["names"]), _bare(found["group"], organizations)
            )
            return
    if subject and (listed := MEMBERS.search(sentence)):
        yield from _membership(organizations.split(GOES_ON.split(listed["names"])[0]), subject)
    for found in MEMBER.finditer(sentence):
        member = organizations.split(
            _before(found["member"]) or found["member"].split(" the ")[-1]
        )[-1:]
        group = _bare(found["group"], organizations)
        if member and _is_body(member[0], organizations) and _is_body(group, organizations):
            yield from _membership(member, group)


def _membership(members: Iterable[str], group: str) -> Iterator[dict[str, object]]:
    for name in members:
        if name[:1].isupper() and len(name.split()) < 8:
            yield {"tie": "membership", "member": name, "group": group, "role": "member"}


def _chairs(sentence: str, organizations: Organizations) -> Iterator[dict[str, object]]:
    for found in CHAIRED.finditer(sentence):
        group = _bare(_before(found["group"]) or found["group"].split(" ")[-1], organizations)
        for name in _names(found["names"], organizations):
            if _is_body(name, organizations) and _is_body(group, organizations):
                yield {
                    "tie": "membership",
                    "member": name,
                    "group": group,
                    "role": "co-chair" if found["role"].startswith("co") else "chair",
                }


@functools.cache
def _passives(languages: tuple[str, ...]) -> tuple[re.Pattern[str], Mapping[str, str]]:
    """Return the labels of what is done to a thing by somebody: “commissioned by”, “lancé par”."""
    known = {
        form: concept
        for form, concept in forms(INVOLVEMENT, languages).items()
        if " " in form and form.split()[-1] in BY
    }
    alternatives = "|".join(map(re.escape, longest_first(known))) or "(?!)"
    return re.compile(
        rf"(?P<what>[^.;]*?)(?:,|\s(?:was|were|is|are|been|est|fue|wurde|è))?\s+(?P<how>{alternatives})\s+(?P<names>[^.;]+)",
        re.I,
    ), known


def _involved(
    sentence: str, organizations: Organizations, words: Words
) -> Iterator[dict[str, object]]:
    pattern, known = _passives(words.languages)
    for found in pattern.finditer(sentence):
        what = _thing(found["what"], organizations)
        for name in _names(found["names"], organizations) if what else ():
            if _is_body(name, organizations):
                yield {
                    "tie": "involvement",
                    "involved": name,
                    "in": what,
                    "role": known[found["how"].casefold()].removeprefix("role_"),
                }


def _active(sentence: str, organizations: Organizations) -> Iterator[dict[str, object]]:
    for found in ACTIVE.finditer(sentence):
        quoted = QUOTED.search(sentence[found.start("what") :])
        what = (
            quoted["title"]
            if quoted
            else organizations.read.without_article(GOES_ON.split(found["what"])[0])
        )
        what = what if len(what.split()) <= 25 else ""
        for who in organizations.split(
            _before(found["who"]) or re.sub(r"^The\s+", "", WHEN.sub("", found["who"]))
        ):
            if what and _is_body(who, organizations):
                yield {
                    "tie": "involvement",
                    "involved": who,
                    "in": what,
                    "role": "commissions" if found["how"].startswith("comm") else "launches",
                }


def _thing(text: str, organizations: Organizations) -> str:
    """Return the thing that stands last before a phrase."""
    quoted = list(QUOTED.finditer(text))
    if quoted and quoted[-1].end() >= len(text.rstrip(" ,")) - 1:
        return quoted[-1]["title"]
    piece = re.split(
        r",\s|;\s|\s(?:and|that|which|with|including)\s", WHEN.sub("", text.rstrip(" ,"))
    )[-1].strip()
    piece = re.sub(r"^(?:The|This|A|An|the|this|a|an)\s+", "", piece)
    return piece if 0 < len(piece.split()) <= 14 else ""


def _names(text: str, organizations: Organizations) -> list[str]:
    """Return the names at the beginning of a text, up to where the sentence goes on."""
    cut = re.split(
        r"[.;]\s|\s(?:to|in|on|for)\s(?=[a-z\d])(?!the\s+[A-Z])|\s(?:as|which|that|who|is|are|will|has|have|reported|at)\s",
        text.strip(),
        maxsplit=1,
    )[0]
    cut = re.split(r",\s+(?=[a-z])|\sand\s(?=[a-z]+ed\b)|\sin\s(?=(?:[A-Z][a-z]+\s)?\d{4})", cut)[0]
    return [name for name in organizations.split(cut) if name[:1].isupper()]


def _is_body(name: str, organizations: Organizations) -> bool:
    words = words_of(name)
    return (
        bool(words)
        and name[:1].isupper()
        and len(words) < 14
        and (
            organizations.read.is_body(name)
            or sum(w[:1].isupper() for w in words) >= max(1, len(words) - 2)
        )
    )
