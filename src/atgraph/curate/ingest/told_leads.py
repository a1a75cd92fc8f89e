"""Words of sentences that lead to who takes part: “featuring”, “moderated by”, “a welcome by”."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator

from atgraph.curate.ingest.labels import PARTS, contracted, known_forms, leads_to_name, read_role
from atgraph.curate.ingest.mentioned import MENTIONS
from atgraph.curate.ingest.people_reader import PeopleReader
from atgraph.curate.ingest.subjects import role_of
from atgraph.curate.ingest.text_lines import QUOTED
from atgraph.curate.ingest.word_lists import every, longest_first, with_forms, words_in

SPEAKER, MODERATOR = "role_speaker", "role_moderator"
LEADS = (  # “The speaker for the evening is Ada Bek”
    r"\b(?:(?:{speakers})(?:\s(?:{for}|{genitive})(?:\s[^\s,.;:]+){1,4}?|\s(?:{today}))?\s+(?:{speakers_are})\b:?"
    r"|(?:{features}|{talks_with})\b(?:\s?:)?)"
)
MODERATES = (  # “moderato dall’Avv. A”
    r"(?<!\w)(?:{moderates}|(?:{moderators})(?:\s(?!(?:{speech_verbs})\s)[^\s.,]+){0,3}?"
    r"\s(?:{became}))(?:(?<=['’])|(?!\w))"
)
ACT_BY = (  # “an introduction to the topic by Ada Bek”
    r"(?<!\w)(?P<said>[^\W\d_]{4,}(?:\s[^\W\d_]+){0,3}?)\s(?P<by>{by})\s+"
    r"(?=(?-i:[^\W\d_a-zß-ÿ])|(?:{articles})\s|(?:{honorifics})\s)"
)
USUAL = ("role_speaker", "role_presenter")  # of one who gives a talk
GIVES = (  # “, will give the keynote at noon”
    r"(?:,?\s+)?(?:{gives})\s+(?P<what>(?:[^\s,.;]+\s){0,4}?[^\s,.;]+)"
    r"(?=\s(?:{at}|{leads_to_topic})\s|[,.;]|$)"
)


@functools.lru_cache(maxsize=8192)  # several steps ask it of a sentence
def find_leads(sentence: str) -> tuple[re.Match[str], ...]:
    """Return what leads to those who speak; not within “We hear from …”, or “our interview with”.

    What is quoted, or mentioned, is said elsewhere.
    """
    return tuple(_said_here(leads_pattern().finditer(sentence), sentence))


def _said_here(found: Iterable[re.Match[str]], sentence: str) -> Iterator[re.Match[str]]:
    """Yield what is neither quoted nor mentioned: not “a study led by A”."""
    found, apart = list(found), (QUOTED, with_forms(MENTIONS, flags=re.I))
    elsewhere = [f.span() for p in apart for f in p.finditer(sentence)] if found else []
    yield from (f for f in found if not any(a < f.start() < b for a, b in elsewhere))


def find_moderating(sentence: str) -> re.Match[str] | None:
    """Return what says that somebody moderates: “A will moderate the talk”."""
    found = with_forms(MODERATES, flags=re.I).finditer(sentence)
    return next(_said_here(found, sentence), None)


@functools.cache
def leads_pattern() -> re.Pattern[str]:
    """Return what leads to those who speak, with contractions: “témoignage du capitaine A”."""
    known = contracted(dict.fromkeys(every("features").exact, ""))
    features = "|".join(map(re.escape, longest_first(known))).replace("{", "").replace("}", "")
    features = features.replace("'", "['’]")
    return with_forms(LEADS.replace("{features}", features), flags=re.I)


def find_openings(sentence: str, people: PeopleReader) -> list[tuple[int, str]]:
    """Return where names stand behind a role word that leads to them, and the role."""
    said = set(sentence.casefold().split())
    known = [
        (found.end(), _role_opened(sentence, found, concept, people))
        for opening, concept, by in _openings(people.words.languages)
        if by in said
        for found in _said_here(opening.finditer(sentence), sentence)
    ]
    return [*known, *_acts_by(sentence, people)]


@functools.cache
def _openings(languages: tuple[str, ...]) -> list[tuple[re.Pattern[str], str, str]]:
    """Return what finds each role word of several words that leads to a name, and its concept.

    With the last of the words: “by”.
    """
    told = dict.fromkeys(words_in(languages)["moderates"].exact, (MODERATOR, PARTS))
    known = {**told, **known_forms(languages)}
    leading = (
        form
        for form in longest_first(known)
        if known[form][1] == PARTS and " " in form and leads_to_name(form)
    )
    # “introduced and moderated by Ada Bek” is of who moderates
    return [
        (
            re.compile(rf"(?<!\w){_joined(form, known[form][0])}\s+", re.I),
            known[form][0],
            form.rsplit(maxsplit=1)[-1].casefold(),
        )
        for form in sorted(leading, key=lambda form: known[form][0] != MODERATOR)
    ]


def _joined(form: str, concept: str) -> str:
    """Return a pattern of words that lead to a name: “moderated by”, “moderated and led by”."""
    said, by = map(re.escape, form.rsplit(maxsplit=1))
    joins = with_forms(r"(?:\s(?:{and})\s[^\W\d_]+)?").pattern if concept == MODERATOR else ""
    return rf"{said.replace('é', 'ée?s?')}{joins}\s{by}"


def _role_opened(sentence: str, found: re.Match[str], concept: str, people: PeopleReader) -> str:
    """Return the role of words before “by”, and of the one before them: “keynote speech by”."""
    before = sentence[: found.start()].split()[-1:]
    noun = " ".join([*before, *found[0].split()[:-1]])
    return (role_of(noun, people) if before else "") or concept


def _acts_by(sentence: str, people: PeopleReader) -> Iterator[tuple[int, str]]:
    """Yield where names stand behind an act and “by”, and their role: “a welcome to all by A”."""
    of = people.words["genitive"].exact  # “the presentation of the book by Ada Bek”
    for found in with_forms(ACT_BY, people.words, re.I).finditer(sentence):
        words = found["said"].split()
        at = next((n for n, word in enumerate(words) if role_of(word, people)), None)
        if (
            at is not None
            and found["by"].casefold() not in of
            and of.isdisjoint(words[at + 1 :][:1])
        ):
            yield found.end(), role_of(words[at], people)


def role_led_to(sentence: str, lead: re.Match[str], people: PeopleReader) -> str:
    """Return the role of those to whom words lead: “Other panellists included A”."""
    before, word = sentence[: lead.start()].split()[-1:], lead[0].split()[0].strip(":")
    said = (" ".join([*before, word]), word)
    return next(filter(None, (role_of(one, people) for one in said)), SPEAKER)


def role_given(text: str, people: PeopleReader) -> str:
    """Return the role of one who gives what stands behind a name: “will give the keynote”."""
    found = with_forms(GIVES, flags=re.I).match(text)
    words = found["what"].split() if found else []
    said = (read_role(" ".join(words[at:]), people.words) for at in range(len(words)))
    role = next((r for r in said if r and r.alone and r.scheme == PARTS), None)
    return role.concept if role and role.concept not in USUAL else ""
