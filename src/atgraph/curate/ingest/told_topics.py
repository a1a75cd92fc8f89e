"""What a session was on, as a sentence tells of it: “The second panel, on who pays, heard …”."""

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from atgraph.curate.ingest.given_names import is_given_name
from atgraph.curate.ingest.labels import leads_to_name, read_role
from atgraph.curate.ingest.lines import sentences_in
from atgraph.curate.ingest.person_signs import SURE
from atgraph.curate.ingest.recognition import RecognizedLine
from atgraph.curate.ingest.times import find_times
from atgraph.curate.ingest.word_lists import (
    DocumentWords,
    every,
    longest_first,
    with_forms,
    words_of,
)
from atgraph.data.dates import is_calendar_word

RELATIVE = r"(?<=\s)(?:{topic_relatives})$"
QUOTE = re.compile('[“”«»„"]')
SENTENCES = 2  # of a paragraph, of which one tells its topic
MOST_BEFORE = 20  # words of a sentence before the word for a session
MOST, FEWEST = 16, 2  # words of a topic; of one that no word leads to
STEM = 4  # letters of a word that has other endings
COUNTED = (  # “session 2”, “the session that followed”
    r"(?:\s+(?:\d{1,2}|[IVX]{1,4}|(?i:{ordinals}))(?!\w)|\s(?i:{topic_relatives})\s[^\W\d_]+(?=,))?"
)
FIRST = r"(?P<title>[^\W\d_a-zа-яіїєґß-ÿ][^.;“”«»]{3,100}?)\s(?i:{was_topic})(?!\w)"
ASIDE = r"(?:,\s(?=[^\W\d_A-ZÀ-ÞА-ЯІЇЄҐ])[^;:]{3,160}?(?=,)|\s\([^()]{3,120}\))?"  # “, led by A,”
LED = (  # “session 2, on …”, “the panel, chaired by A, took up …”, “a été consacrée à …”
    rf"{COUNTED}{ASIDE},?\s+(?i:(?:{{relatives}})\s+)?(?i:(?:{{was}})\s+)?(?i:{{leads_to_topic}}|{{entitled}})"
    r"(?:(?<=['’])|\s+)(?=[^\W_])"
)
IN_CAPITAL = rf"{COUNTED}\s*[,:–—-]?\s+(?=[^\W\d_a-zа-яіїєґß-ÿ])"
OF_PRINTED = r"\s+(?:{genitive})\s+(?=[^\W\d_a-zа-яіїєґß-ÿ])"  # “discussion of Debt at Sea”
TAKES_UP = r"(?<!\w)(?i:{takes_up})(?:(?<=['’])|\s+)(?=[^\W_])"
THEN_CAME = r"(?<!\w)(?i:{then_came})\s*:?\s+(?=[^\W\d_a-zа-яіїєґß-ÿ])"
LISTED = (  # “debt, consent and law”, “meet, listen, protect”
    r",\s(?!(?i:{speech_verbs}|{features}|{moderates}|{topic_ends})(?!\w))"
    r"(?=(?:[^\W\d_A-ZÀ-ÞА-ЯІЇЄҐ][\w’'-]*\s){0,3}?[^\W\d_A-ZÀ-ÞА-ЯІЇЄҐ][\w’'-]*"
    r"(?:,\s[^\W\d_A-ZÀ-ÞА-ЯІЇЄҐ]|\s(?:{and})\s[^\W\d_A-ZÀ-ÞА-ЯІЇЄҐ]|\s(?i:{topic_ends})(?!\w)))"
)
CLAUSE = (
    r"(?:(?:{speech_verbs}|{features}|{moderates}|{topic_ends}|{was}|{relatives}|{topic_relatives}"
    r"|{leads_to_person}|{with})(?!\w)|[^\W\d_A-ZÀ-ÞА-ЯІЇЄҐ][\w-]+\s(?:{leads_to_person})\s)"
)
POST_BEFORE = r"^(?:(?:{articles})\s+)?(?:[^\W\d_A-ZÀ-ÞА-ЯІЇЄҐ][\w-]+\s)?(?=[^\W\d_a-z])"
MOST_BEHIND, LONG = 7, 4  # words of a title behind a comma; letters of one in capitals
STOPS = (
    r"[.;:!–—(]|\?|\s-\s|,|\s(?=(?:{speech_verbs}|{features}|{moderates}|{topic_ends}|{was})(?!\w))"
    r"|\s(?=(?i:{leads_to_person}|{with}|{with_others})\s+(?:(?i:{articles})\s+)?"
    r"(?:[^\W\d_a-zа-яіїєґß-ÿ]|(?:{honorifics})\s))"
    r"|\s(?=(?i:{at}|{from})\s+\d)|\s(?=[^\W\d_]{1,4}\s(?:(?i:{articles})\s)?(?i:{sessions})(?!\w))"
)
CAPITAL = re.compile(r"(?<=\s)[^\W\d_a-zа-яіїєґß-ÿ]")
LAST_WORD = re.compile(r"\s+[^\W\d_A-ZÀ-ÞА-ЯІЇЄҐ][\w’'-]*$")


class ToldTitle(NamedTuple):
    """A title in a sentence: where it stands, with its quotation marks, and its words."""

    start: int
    end: int
    text: str


def find_topic(line: RecognizedLine) -> ToldTitle | None:
    """Return what a paragraph says in its first sentences that a session was on."""
    for start, end in list(sentences_in(line.text, 0, len(line.text)))[:SENTENCES]:
        first = with_forms(FIRST, line.words).match(line.text, start, end)
        if first and _may_open(first["title"], line):
            return ToldTitle(*first.span("title"), first["title"])
        for at, least in _begins(line.text[start:end], line):
            if topic := read_topic(line, start + at, end, least):
                return topic
    return None


def _begins(sentence: str, line: RecognizedLine) -> Iterator[tuple[int, int]]:
    """Yield where topics may begin in a sentence, and how many words they have at least."""
    ways = (LED, IN_CAPITAL, OF_PRINTED)
    led, capital, genitive = (with_forms(way, line.words) for way in ways)
    for found in _sessions(line.words).finditer(sentence):
        if len(sentence[: found.start()].split()) > MOST_BEFORE:
            return
        named = capital.match(sentence, found.end())  # before “on”: “the item On the Farm”
        if named and _is_topic(named[0], sentence[named.end() :], line):
            yield named.end(), FEWEST
        elif leads := led.match(sentence, found.end()):
            yield leads.end(), 1
        elif (
            (of := genitive.match(sentence, found.end()))
            and len(of[0].split()) == 1  # “the discussion of the Palermo Protocol”
            and _is_printed(sentence[of.end() :], line)
        ):
            yield of.end(), FEWEST
    for found in with_forms(TAKES_UP, line.words).finditer(sentence):
        counts = line.words["nth"].any_of(sentence[: found.start()])  # “the second day …”
        yield found.end(), 1 if counts else FEWEST
    for found in with_forms(THEN_CAME, line.words).finditer(sentence):
        if _is_printed(sentence[found.end() :], line):
            yield found.end(), FEWEST


def _is_topic(led: str, text: str, line: RecognizedLine) -> bool:
    """Whether a text is no name; nor what a comma leads to: “In the discussion, Ada Bek (…)”."""
    return not (_is_name(text, line) or ("," in led and _begins_clause(text, line)))


@functools.cache
def _sessions(words: DocumentWords) -> re.Pattern[str]:
    """Return what finds words for sessions, with their endings where a language has them."""
    ends = r"\w{0,3}" if {"ru", "uk", "de"} & set(words.languages) else ""
    parts = every("whole_parts").exact
    known = (words["sessions"].exact | words["heads_topic"].exact) - parts
    nth = words["nth"].exact | every("nth").exact
    kinds, counted, ordinals = (
        "|".join(r"\s+".join(_with_end(w, ends) for w in f.split()) for f in longest_first(forms))
        for forms in (known, parts, nth)
    )
    return re.compile(rf"(?<!\w)(?:{kinds}|(?:{ordinals})\s(?:{counted}))(?!\w)", re.I)


def _is_printed(text: str, line: RecognizedLine) -> bool:
    """Whether a text begins with a title as printed, and nobody: small words stand in it."""
    first = re.split(r"[,.;:(–—]", text, maxsplit=1)[0]
    first = with_forms(r"\s(?:{topic_ends})(?!\w)", line.words).split(first, maxsplit=1)[0]
    small = re.search(r"\s[^\W\d_A-ZÀ-ÞА-ЯІЇЄҐ]", first) is not None
    return small and text[:1].isupper() and not _is_name(text, line)


def _with_end(word: str, ends: str) -> str:
    return re.escape(word[:-1]) + ends if ends and len(word) > STEM else re.escape(word)


def _is_name(text: str, line: RecognizedLine) -> bool:
    """Whether a text begins with somebody, with a body, a day or a month."""
    first = text.split(maxsplit=1)[0].strip(".,:;")
    name = line.people.names.read(text)
    if name is not None and (name.honorific or is_given_name(first) or name.score >= SURE):
        return True
    return is_calendar_word(first, line.words.languages) or line.words["nth"].any_in([first])


def read_topic(line: RecognizedLine, start: int, end: int, least: int = 1) -> ToldTitle | None:
    """Return the topic that begins at a place of a line, up to where the sentence goes on."""
    text, at = line.text, end
    listed, relative = with_forms(LISTED, line.words), with_forms(RELATIVE, line.words, re.I)
    printed = not text[start : start + 1].islower()  # with the capital letter of a title
    for stop in with_forms(STOPS, line.words).finditer(text, start, end):
        mark = stop[0].strip()
        if mark == "," and listed.match(text, stop.start()):
            continue
        if not mark and relative.search(text, start, stop.start()):
            continue  # “children who came back alone”
        if mark in (",", ":") and printed and _goes_on(line, stop.end(), end, mark):
            continue
        at = stop.end() if mark == "?" else stop.start()
        break
    at = _before_name(line, start, at)
    topic = text[start:at].strip(" ,.")
    is_other = QUOTE.search(topic) or _is_name(topic, line) or _says_when(topic, line)
    if is_other or not least <= len(words_of(topic)) <= MOST:
        return None
    return ToldTitle(start, start + len(text[start:at].rstrip(" ,.")), topic)


def _goes_on(line: RecognizedLine, at: int, end: int, mark: str) -> bool:
    """Whether a printed title goes on behind a comma or a colon: “Brokers, Loans and Debt”."""
    text = line.text
    at += len(text[at:end]) - len(text[at:end].lstrip())
    stop = with_forms(STOPS, line.words).search(text, at, end)
    words = words_of(text[at : stop.start() if stop else end])
    piece_end = stop.start() if stop else end
    capitals = CAPITAL.finditer(text, at, piece_end)
    named = any(_is_name(text[found.start() : end], line) for found in capitals)
    if named or _begins_clause(text[at:end], line) or not 0 < len(words) <= MOST_BEHIND:
        return False
    ends = stop[0].strip() if stop else "."
    if mark == "," and ends == "," and words[0].islower() and len(words) >= LONG:
        return False  # “…, belonged to Ada Bek, editor of C”
    if ends in (",", ":"):
        behind = stop.end() if stop else end
        return _begins_clause(text[behind:end].lstrip(), line) or _goes_on(line, behind, end, mark)
    subject = words[0].casefold() in line.words["articles"].exact
    joined = line.words["and"].any_in(words)
    long = [word for word in words if len(word) >= LONG]
    capital = bool(long) and all(word[:1].isupper() for word in long)
    if mark == ":" or ends == "?":
        return True
    led = words[0].islower() and len(words) > FEWEST  # “On the Farm, in the Plant”
    if ends == ".":
        return joined or (capital and (len(words) >= LONG or led))
    return not ends and (not subject or capital)


def _begins_clause(text: str, line: RecognizedLine) -> bool:
    """Whether somebody is named at the beginning of a text, or a verb or “who” stands there."""
    role = read_role(text, line.words)
    if with_forms(CLAUSE, line.words).match(text) or (role and leads_to_name(role.form)):
        return True  # “…: Moderated by A, this panel …”
    bare = with_forms(POST_BEFORE, line.words).sub("", text)
    name = line.people.names.read(bare) if bare else None
    beside = name is not None and bare[name.end :].lstrip()[:1] in ("(", ",")
    return bool(bare) and (_is_name(bare, line) or (beside and bool(name and name.score >= 0)))


def _before_name(line: RecognizedLine, start: int, end: int) -> int:
    """Return where a topic ends before a verb and a name: “on who pays answered Ada Bek”."""
    for found in CAPITAL.finditer(line.text, start + 1, end):
        verb = LAST_WORD.search(line.text[start : found.start()].rstrip())
        small = verb and verb[0].strip().casefold() in line.words["common"].exact
        if verb and not small and _is_name(line.text[found.start() : end], line):
            return start + verb.start()
    return end


def _may_open(title: str, line: RecognizedLine) -> bool:
    """Whether words before “was the subject of” are a topic, and nobody: not “This”, “Ada Bek”."""
    first, small = title.split(maxsplit=1)[0].casefold(), line.words["common"].exact
    pronoun = first in small - line.words["articles"].exact
    return not (pronoun or _is_name(title, line) or _says_when(title, line))


def _says_when(topic: str, line: RecognizedLine) -> bool:
    first = [w for w in words_of(topic) if w.casefold() not in every("articles").exact][:1]
    timed = next(find_times(topic, line.words), None) is not None
    named = any(line.words[kind].any_in(first) for kind in ("days", "nth"))
    return timed or named or any(is_calendar_word(w, line.words.languages) for w in first)
