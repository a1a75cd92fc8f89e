"""A person whose name stands behind post, body or topic: “Body, post – Name”."""

import re

from atgraph.curate.ingest.draft_records import Person
from atgraph.curate.ingest.given_names import is_given_name
from atgraph.curate.ingest.lines import Stretches
from atgraph.curate.ingest.person_names import NAME_END
from atgraph.curate.ingest.person_signs import (
    ENOUGH,
    MUST_BE,
    SENTENCE,
    SURE,
    PersonSigns,
    with_details,
)
from atgraph.curate.ingest.word_lists import with_forms, words_of

EDGES = " ,:–—-|"
BEFORE_LAST = re.compile(r": |, | [–—-] |\|")  # what may stand before a name at the end
TOPIC_ENDS = re.compile(r",\s+|\s+[–—-]\s+|:\s+")
IN_BRACKETS = re.compile(r"\s*\((?P<in>[^()]+)\)")
MOST_BEFORE = 6  # words of a post without a mark behind it
MOST_OF_GIVEN = 14  # the same, if a given name stands behind them
ESPECIALLY = r",\s(?={especially})"  # “Rapporteur on debt, especially of women Ada Bek”
MARKS = (",", ":", ";")
OF_TOPICS = ("mentions", "speech_verbs")  # words that no post has
LEAD_TO_NAME = ("common", "entitled")  # “traffickers such as”, “a survivor named”
HELD = re.compile(r"\s+\((?P<in>[^()]+)\)$")
BEHIND_COMMA = re.compile(r",\s+(?P<in>[^()]+)")


def read_name_last(
    text: str, strong: Stretches, expected: float, signs: PersonSigns
) -> Person | None:
    """Read a line that ends with a name, or holds one: “Body, General Co-ordinator Name”."""
    for start, end in strong:
        name = signs.names.read(text[start:end])
        score = name.score + 1.5 + expected if name else 0
        if name and score >= SURE and start > 3 and name.end >= end - start - 1:
            said = f"{text[:start].strip(EDGES)}, {text[end:].strip(EDGES + '.()')}"
            return with_details(name, signs.affiliations.read(said.strip(" ,")), score)
    return (
        _behind_mark(text, expected, signs)
        or read_within(text, expected, signs)
        or _behind_post(text, expected, signs)
        or (_behind_topic(text, signs) if expected >= 1 else None)  # else it may be a title
    )


def _behind_topic(text: str, signs: PersonSigns) -> Person | None:
    """Read “The topic, Name (title, body)”, and of “Body, Name (title)” the body too."""
    for found in TOPIC_ENDS.finditer(text):
        before, last = text[: found.start()], text[found.end() :]
        name = signs.names.read(last)
        beside = IN_BRACKETS.fullmatch(last, name.end) if name else None
        if name and found[0].strip() in ("–", "—", "-"):
            beside = beside or BEHIND_COMMA.fullmatch(last, name.end)
        if not name or not beside or name.score < SURE or not signs.is_likely(name):
            continue
        inner = beside["in"]
        of_body = not signs.is_prose(before) and signs.kinds.is_post_or_body(before)
        details = signs.affiliations.read(f"{inner}, {before}" if of_body else inner)
        if details.posts:
            return with_details(name, details, name.score + signs.support(inner, details))
    return None


def _behind_mark(text: str, expected: float, signs: PersonSigns) -> Person | None:
    """Read “Body, title: Name”, also with degrees behind the name."""
    for found in reversed([*BEFORE_LAST.finditer(text)]):
        before, last = text[: found.start()].strip(), text[found.end() :].strip(" .")
        if signs.measure_degrees(text[found.start() :]) < len(text) - found.start():
            break
    else:
        return None
    name, first = signs.names.read(last), signs.names.read(before)
    if name is None or name.end + signs.measure_degrees(last[name.end :]) < len(last):
        return None
    if SENTENCE.search(before):
        return None  # prose that a line end cut off
    whole = first and NAME_END.match(before, first.end)
    if first and whole and first.score >= SURE and signs.is_likely(first):
        return None  # a name is no body of another
    inner = signs.names.read(before.rsplit(": ", maxsplit=1)[-1]) if ": " in before else None
    if inner and inner.score >= SURE and signs.is_likely(inner):
        return None  # “Lead: A, B”
    words, pieces = words_of(before), before.split(",")
    support = 1.0 * signs.words["posts"].any_in(words)
    support += signs.kinds.is_body(pieces[-1]) + signs.kinds.is_body(pieces[0])
    score = name.score + support + 0.5 * (found[0].strip() == ":") + min(expected, 1)
    less = not first or first.score < name.score
    is_one = expected >= MUST_BE and less and not signs.kinds.is_post_or_body(name.text)
    known = signs.is_likely(name) or (signs.habits.name_last and name.score >= ENOUGH)
    likely = is_one or (support and known and not signs.kinds.is_body(name.text))
    if likely and score >= SURE + 0.5 and len(words) < 40:
        return with_details(name, signs.affiliations.read(before), score)
    return None


def read_within(text: str, expected: float, signs: PersonSigns) -> Person | None:
    """Read “Body, Title Ms. Name” and “Body, Ms. Name, Title”."""
    for found in re.finditer(r"\s(?=[^\W\d_]{1,6}\.?[ªº]?\s)", text):
        at = found.end()
        name = signs.names.read(text[at:])
        if name is None or not name.honorific or name.score < SURE:
            continue
        if name.honorific.casefold().rstrip(".") in signs.words["posts"]:
            continue
        before, after = text[:at].strip(" ,:–—-"), text[at + name.end :].strip()
        if not before or SENTENCE.search(before) or signs.is_prose(before):
            return None
        if after and not after.startswith((",", "(", "–", "-")):
            return None
        if signs.names.honorific(after.lstrip(", "), 0):
            return None  # “Body: Ms. A, Mr. B”
        pieces = before.split(",")
        if not (signs.kinds.is_body(pieces[0]) or signs.kinds.is_post(pieces[-1])):
            return None
        said = f"{after.strip(' ,()–—-')}, {before}"
        if not after.strip(" .,"):
            said = ", ".join(reversed(signs.affiliations.segments(before)))
        return with_details(name, signs.affiliations.read(said), name.score + expected)
    return None


def _behind_post(text: str, expected: float, signs: PersonSigns) -> Person | None:
    """Read “Organisation, General Co-ordinator Name (body)”: no mark between post and name."""
    bare, posts = text.rstrip(" ."), signs.words["posts"]
    held = HELD.search(bare)
    bare, body = (bare[: held.start()], held["in"]) if held else (bare, "")
    if SENTENCE.search(bare) or "). " in bare or signs.words["asks"].begins(bare):
        return None  # “What a Border Officer Can See”
    starts = [found.start() for found in re.finditer(r"\S+", bare)]
    for start in starts[-min(5, len(starts) - 1) : -1]:
        before = bare[:start].rstrip()
        name = signs.names.read(bare[start:])
        if name is None or not signs.ends_with(name, bare[start:]) or before.endswith(MARKS):
            continue
        if name.text[:1].islower() and not name.honorific.endswith("."):
            continue  # “Directora General de Migraciones”
        if signs.ends_post(before, name):
            continue
        score = name.score + expected
        last = words_of(before)[-2:] or [""]
        is_behind = last[-1] in posts or " ".join(last) in posts
        given = is_given_name(name.text.split()[0])
        most, first = (MOST_OF_GIVEN, 3) if given else (MOST_BEFORE, 2)
        short = "(" not in before and len(before.split()) <= most and signs.is_likely(name)
        short = short and (len(before.split()) <= MOST_BEFORE or _is_one_post(before, signs))
        one = with_forms(ESPECIALLY, signs.words).sub(" ", before)
        post = "," not in one and posts.any_in(words_of(before)[:first])
        of = [signs.words[kind] for kind in ("genitive", "articles")[: 1 + (not name.honorific)]]
        post = post and not any(w.any_in(words_of(before)[-1:]) for w in of)  # “of (the) Lenn Name”
        posted = short and (body or post)  # “the mayor of Lenn Name”
        is_behind = is_behind or bool(posted and signs.kinds.is_post(before))
        is_behind = is_behind and score >= ENOUGH
        has_post = any(word in posts for word in name.text.split())
        if is_behind and not has_post and signs.is_likely(name):
            said = ", ".join(filter(None, (before, body)))
            return with_details(name, signs.affiliations.read(said), score + 1)
    return None


def _is_one_post(text: str, signs: PersonSigns) -> bool:
    """Whether many words are a post and its body, and not what a talk is about.

    As in “Head of the unit for debt and of the Office for Ports”, but not “Judges and the case”.
    """
    words, lists = text.casefold().split(), signs.words
    if any(lists[kind].any_of(text) for kind in OF_TOPICS):
        return False
    if any(words[-1] in lists[kind].exact for kind in LEAD_TO_NAME):
        return False
    small = [word.islower() for word in text.split()][1:]
    articles, genitive = lists["articles"].exact, lists["genitive"].exact
    return not any(
        word in articles and behind and before not in genitive
        for before, word, behind in zip(["", *words], words, small, strict=False)
    )
