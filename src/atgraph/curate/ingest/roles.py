"""Role words: the part that a line, or the lines below it, give to people and bodies."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass

from atgraph.curate.ingest.labels import (
    ORGANIZING,
    PARTS,
    STATUSES,
    as_pattern,
    contracted,
    forms,
    longest_first,
    short,
)
from atgraph.curate.ingest.words import Words, words_in

LINKS = frozenset(
    [
        "and",
        "&",
        "of",
        "the",
        "by",
        "a",
        "to",
        "/",
        "et",
        "de",
        "la",
        "des",
        "du",
        "les",
        "l'",
        "und",
        "der",
        "die",
        "das",
        "von",
        "y",
        "e",
        "del",
        "los",
        "las",
        "el",
        "della",
        "dei",
        "il",
        "di",
        "и",
        "та",
        "і",
        "в",
        "with",
        "our",
        "distinguished",
        "confirmed",
        "invited",
        "guest",
        "main",
        "list",
        "from",
        "session",
        "panel",
        "event",
        "afternoon",
        "morning",
        "first",
        "second",
        "third",
        "high-level",
        "special",
        "honorable",
        "honourable",
        "lead",
        "joint",
        "featured",
        "expert",
        "keynote",
        "closing",
        "opening",
        "welcome",
        "welcoming",
        "introductory",
        "concluding",
        "technical",
        "plenary",
        "discussion",
        "follow-up",
        "resource",
        "person",
    ]
)
BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
HEAD = re.compile(r"(?P<head>[^:|\t]{2,70}?)\s*(?P<mark>[:|\t]|\s[–—-]\s|\s[–—]$)\s*")
NUMBER = re.compile(r"(?:^|\s)(?:\d+|[ivx]+)[.)]?(?=\s|$)", re.I)
WORD = re.compile(r"[^\W_]+(?:[-’'·*:/][^\W_]+)*")
_BY_END = re.compile(r"\s+(?:a cargo de|a cura di|by|par|por|von|durch|da|di|with|mit|con)$")
BY = (
    "by",
    "par",
    "por",
    "von",
    "vom",
    "durch",
    "da",
    "dal",
    "dalla",
    "di",
    "del",
    "de",
    "du",
    "a cura di",
    "a cargo de",
    "with",
    "mit",
    "from",
    "of",
    "con",
)


@dataclass(frozen=True)
class Role:
    """A role word at the beginning of a line: its concept, of which scheme, and where the rest begins."""

    concept: str
    scheme: str
    end: int
    alone: bool
    marked: bool
    form: str = ""


@functools.cache
def _part_forms(languages: tuple[str, ...]) -> Mapping[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {
        form: (concept, ORGANIZING)
        for form, concept in contracted(forms(ORGANIZING, languages)).items()
    }
    found.update(
        {form: (concept, PARTS) for form, concept in contracted(forms(PARTS, languages)).items()}
    )
    return found


def known_forms(languages: tuple[str, ...]) -> Mapping[str, tuple[str, str]]:
    """Return each role word of some languages with its concept and scheme."""
    return _part_forms(languages)


@functools.cache
def _starts(languages: tuple[str, ...]) -> re.Pattern[str]:
    known = longest_first(_part_forms(languages))
    return re.compile(
        rf"(?P<form>{'|'.join(map(as_pattern, known))})(?:\(s\)|/in)?(?!\w|[-’']\w)", re.I
    )


def meaning(phrase: str, words: Words, anywhere: bool = True) -> tuple[str, str, str] | None:
    """Return concept, scheme and label of a phrase that is a role and nothing else, such as “Distinguished Speakers”."""
    known = _part_forms(words.languages)
    bare = (
        " ".join(NUMBER.sub(" ", BRACKETS.sub("", phrase).replace("(s)", "")).split())
        .strip(" :-–—*.")
        .casefold()
    )
    whole, bare = bare, _BY_END.sub("", bare)
    if not bare:
        return None
    for form in (whole, bare, bare.removesuffix("s"), bare.replace("’", "'")):
        if form in known:
            return (*known[form], form)
    tokens = WORD.findall(bare)
    if not anywhere or not 1 < len(tokens) <= 7:
        return None
    for size in range(len(tokens) - 1, 0, -1):
        for at in range(len(tokens) - size, -1, -1):
            form = " ".join(tokens[at : at + size])
            rest = tokens[:at] + tokens[at + size :]
            if form in known and all(
                t in LINKS or t in known or t in words["sessions"] or t in words["events"]
                for t in rest
            ):
                return (*known[form], form)
    return None


def read_role(text: str, words: Words) -> Role | None:
    """Read the role word with which a line begins."""
    stripped = text.rstrip(" :–—-|")
    if len(stripped) <= 60 and (found := meaning(stripped, words)):
        return Role(found[0], found[1], len(text), True, text.rstrip().endswith(":"), found[2])
    head = HEAD.match(text)
    if head and (found := meaning(head["head"], words)):
        return Role(
            found[0], found[1], head.end(), False, head["mark"].strip() in (":", "|", ""), found[2]
        )
    start = _starts(words.languages).match(text)
    if start:
        concept, scheme = _part_forms(words.languages)[start["form"].casefold()]
        rest = text[start.end() :]
        by = start["form"].casefold().split()[-1] in BY
        follows = re.match(
            r"\s+(?:(?:by|par|por|von|durch|da|di|de|with|mit|from|of|con)\s+)?(?=[“\"]?[^\W\d_])",
            rest,
        )
        if by or (follows and len(follows[0].strip()) > 0):
            end = start.end() + (
                follows.end() if follows and not by else len(rest) - len(rest.lstrip(" :"))
            )
            return Role(concept, scheme, end, False, False, start["form"].casefold())
        if follows and start.end() > 3:
            return Role(
                concept, scheme, start.end() + follows.end(), False, False, start["form"].casefold()
            )
    return None


def is_plural(role: Role, words: Words) -> bool:
    """Whether a role word speaks of several: another label of its concept goes on with an ending of the plural."""
    form = role.form
    known = [
        other
        for other, (concept, _) in _part_forms(words.languages).items()
        if concept == role.concept and other != form
    ]
    longer = any(
        form.startswith(other[:-1] if len(other) > 5 else other) and len(form) > len(other) - 1
        for other in known
    )
    return (
        longer
        and form.endswith(("s", "en", "ы", "и", "і", "i", "innen"))
        and not form.endswith("ss")
    )


@functools.cache
def _status_pattern(languages: tuple[str, ...]) -> tuple[re.Pattern[str], Mapping[str, str]]:
    known = dict(forms(STATUSES, languages))
    known.setdefault("tbc", "status_to-be-confirmed")
    alternatives = "|".join(re.escape(k) for k in longest_first(known))
    return re.compile(
        rf"\s*(?:[(\[]\s*(?P<in>{alternatives})\.?\s*[)\]]|[,–—-]\s*(?P<end>tbc|{alternatives})\.?\s*$)\s*",
        re.I,
    ), known


@functools.cache
def _mode_pattern(languages: tuple[str, ...]) -> re.Pattern[str]:
    """Return how a line says that somebody takes part from afar: “(online)”, “– via Zoom”."""
    forms = "|".join(map(re.escape, words_in(languages).entries("remote"))) or "(?!)"
    return re.compile(rf"\s*(?:[(\[]\s*(?:{forms})\s*[)\]]|[,–—-]\s*(?:{forms})\s*$)", re.I)


def take_status(text: str, words: Words) -> tuple[str, str]:
    """Return the text without a mark such as “(TBC)” or “(online)”, and the status that the first means."""
    text = _mode_pattern(words.languages).sub("", text)
    pattern, known = _status_pattern(words.languages)
    found = pattern.search(text)
    if not found:
        return text, ""
    concept = known[(found["in"] or found["end"]).casefold()]
    kept = (
        text[: found.start()]
        + (
            " "
            if text[found.end() :] and not text[found.end() :].startswith((",", ";", ".", ")"))
            else ""
        )
        + text[found.end() :]
    ).strip()
    return kept, "" if concept == "status_confirmed" else short(concept)
