"""What a sentence says before a name: post and body, and the role that they give."""

from __future__ import annotations

import re

from atgraph.curate.ingest.given_names import is_given_name
from atgraph.curate.ingest.lines import APOSTROPHE
from atgraph.curate.ingest.people_reader import PeopleReader
from atgraph.curate.ingest.person_names import NAME_END, Name
from atgraph.curate.ingest.subjects import (
    role_of,
)
from atgraph.curate.ingest.word_lists import every, is_postnominal, with_forms, words_of

STARTS = re.compile(r"(?:^|[\s(]|\b[dl]['’])(?=[^\W\d_a-zа-яіїєґß-ÿ])")
JOINED = r"\s+(?:{and})\s+(?=[^\W\d_a-z])"
BEFORE_POST = r"[,;:()–—“”\"«»]\s*|(?:^|\s)(?:{and}|{articles}|{with})\s|(?<=['’])(?!s\s)"
BEFORE_LONG_POST = r"[;:–—“”\"«»]\s*|(?<!\w)(?:{speech_verbs})(?!\w)"
BEHIND_VERB = r"^.*(?<!\w)(?:{speech_verbs})\s+(?:(?:{event_nouns})\s+)?"  # “відкрила захід”
LED_POST = r"^.*(?<!\w)(?:{of_the}|{leads_to_person})\s+"
OWNS = re.compile(r"\w[’']s\s*$")  # “leaders from A and the University’s Ada Bek”
MOST_BEFORE = 6  # words of a post before a name
MOST_TO_POST = 3  # words of what a sentence says beside a name, among which is a post or a body
CALLED = ("organizations", "awards", "common", "genitive")  # right before a name that is of another
NO_POSTS = ("no_person", "common", "then", "speech_verbs", "honorifics")
MOST_LEADING = 18  # words of a post and its body that lead to a name
SERVES = (  # “a clerk to”, “, a solicitor with”, but not “the mayor with”
    r"(?:(?P<mark>^|[,;(]\s)|\s(?=(?:{articles})\s))"
    r"(?P<post>(?:[^\s,;()]+\s){1,4}?)(?P<link>{at}|{with}|{until})\s$"
)
UP_TO_NEXT = r"[,;]?\s+(?:(?:{and})\s+)?"


def ends_in_name(text: str, people: PeopleReader) -> bool:
    """Whether behind other words a text has a name, with a given name or a post before it."""
    joined = with_forms(r"\s(?:{and})\s").search(text)
    for at in (found.end() for found in STARTS.finditer(text) if found.end()):
        name = people.names.read(text[at:])
        if name is None or name.score <= 0 or not NAME_END.match(text[at:], name.end):
            continue
        if is_called(text[:at], people):
            continue
        given = bool(name.honorific) or is_given_name(name.text.split()[0])
        post = people.kinds.is_post(text[:at])
        if joined and at > joined.start():  # “judge A and mayor B”, “Minister of Trade and Work A”
            if given and post and joined.end() < at:
                return True
        elif given or post:
            return True
    return False


def is_called(text: str, people: PeopleReader) -> bool:
    """Whether a name behind a text is of what that says: “member of the Foundation Ada Bek”."""
    last = (text.split() or [""])[-1]
    return any(last in people.words[kind] for kind in CALLED)


def post_before(text: str, people: PeopleReader) -> str:
    """Return the post that leads to a name: “the director Ada”, “the head of the Unit, Ada”."""
    if OWNS.search(text):
        return ""
    for pattern in (BEFORE_POST, BEFORE_POST.replace("«»", "")):  # “юрист фонда «Шаг» Ада Бек”
        piece = with_forms(pattern, people.words, re.I).split(text)[-1].strip()
        piece = with_forms(r"^(?:{genitive})\s+", people.words).sub("", piece)  # “del rettore A”
        piece = with_forms(BEHIND_VERB, flags=re.I).sub("", piece)  # “взял слово юрист А”
        bare = with_forms(LED_POST, people.words).sub("", piece)
        if people.kinds.is_post(bare) and not people.words["posts"].any_in(words_of(piece)[:1]):
            piece = bare  # “the address by President Ada”, “i saluti della sindaca Ada”
        held = people.kinds.is_post(piece) or bool(role_of(piece, people))
        if not held:  # “in the hall were buyer Ada”
            piece = with_forms(r"^.*(?<!\w)(?:{speakers_are})\s+", flags=re.I).sub("", piece)
            held = ends_as_post(piece, people) and not _is_where(text, piece, people)
        bare = people.kinds.without_article(piece)
        if held and 0 < len(bare.split()) <= MOST_BEFORE:
            return _with_first_post(text, bare, people)
    return ""


def _with_first_post(text: str, post: str, people: PeopleReader) -> str:
    """Return a post, with another and its body before it: “Head of A and member of B Ada”."""
    before = text[: text.rfind(post)].rstrip()
    joined = with_forms(r"\s(?:{and})$").search(before)
    held = before[: joined.start()] if joined else ""
    last = held.rpartition(", ")[2]  # not “… Ada Bek, judge and mayor Ugo Lund”
    first = last if people.kinds.is_post(last) else long_post_before(held, people)
    both = f"{first} {before[joined.start() :].strip()} {post}" if joined else ""
    return both if first and text.rstrip().endswith(both) else post


def _is_where(text: str, piece: str, people: PeopleReader) -> bool:
    """Whether an article parts a noun from more than a verb: “Across the border Ada saw …”."""
    lead = text[: text.rfind(piece)].casefold().split()
    if not lead or lead.pop() not in people.words["articles"].exact:
        return False
    says = ("speech_verbs", "with", "and")
    return bool(lead) and not any(lead[-1] in people.words[kind].exact for kind in says)


def ends_as_post(text: str, people: PeopleReader) -> bool:
    """Whether a few words in small letters end as words for what people do: “buyer”, “cueilleur”.

    German writes those in capitals.
    """
    *before, last = text.split() or [""]
    words, noun = people.words, "de" in people.words.languages
    small = all(word.islower() or word.isupper() for word in before) and (last.islower() or noun)
    if before and {"es", "fr", "it"} & set(words.languages) and last not in words["post_ends"]:
        last = before[0]  # “antropóloga boliviana”
    other = any(last.casefold() in words[kind].exact for kind in NO_POSTS)
    return len(before) < MOST_TO_POST and small and last in words["post_ends"] and not other


def long_post_before(text: str, people: PeopleReader) -> str:
    """Return the post with its body that leads to a name: “the head of the Unit for A, Ada”."""
    if OWNS.search(text):
        return ""
    said = with_forms(BEFORE_LONG_POST, people.words, re.I).split(text)[-1]
    words = said.split()[-MOST_LEADING:]
    if words[-1:] and words[-1].casefold() in people.words["articles"].exact:
        words.pop()  # “the head of the Unit, the Hon. Ada”
    if not words or words[-1].casefold() in people.words["common"].exact:
        return ""
    bare = [APOSTROPHE.split(word)[-1].strip(",(") for word in words]
    first = next((n for n, word in enumerate(bare) if word in people.words["posts"]), None)
    if first is None:
        return ""
    german = "de" in people.words.languages  # all nouns are in capitals: “im Rathaus Rektorin A”
    while first and not german and _begins_post(words[first - 1], people):
        first -= 1
    return people.kinds.without_article(" ".join(words[first:]).rstrip(","))


def _begins_post(word: str, people: PeopleReader) -> bool:
    """Whether a word before one for a post is of the post: “Special”, “First”, “OSCE”."""
    small = any(word.casefold() in people.words[kind].exact for kind in ("common", "then"))
    return word[:1].isupper() and word[-1:].isalnum() and not (small or is_given_name(word))


def serves_another(text: str, people: PeopleReader) -> bool:
    """Whether a text leads from a post to the name of another: “a clerk to Judge Ada Bek”."""
    found = with_forms(SERVES, people.words).search(text)
    if found is None or (found["link"] in people.words["with"].exact and not found["mark"]):
        return False
    post, posts = people.kinds.without_article(found["post"].strip()), people.words["posts"]
    last = post.split()[-2:]  # not “the moderator put questions to”, “the judge spoke with”
    held = last[-1:] and (last[-1] in posts or " ".join(last) in posts)
    return bool(held) and people.kinds.is_post(post)


def are_joined(between: str, people: PeopleReader) -> bool:
    """Whether only “and” stands between two names, or a post too: “A and State Secretary B”."""
    found = with_forms(UP_TO_NEXT).match(between.replace(" )", "", 1))
    post = people.kinds.without_article(between[found.end() :]) if found else ""
    bare = not post or post in people.words["articles"].exact
    return found is not None and (bare or people.kinds.is_post(post))


def begins_post(text: str, name: Name, people: PeopleReader) -> bool:
    """Whether words read as a name begin a post: “Ada Bek Professor”, “Ada Bek Law Clerk”."""
    first, *more = [word.strip(",;.") for word in text[name.end :].split()[:2]] or [""]
    opens = text[name.end : name.end + 1] == " " and first[:1].isupper()
    titled = any(word.istitle() and word in people.words["posts"] for word in (first, *more))
    other = is_postnominal(first) or is_given_name(first) or name.honorific
    return opens and titled and not other


def holds_two(name: str) -> bool:
    """Whether words for “and” part two names, the second of which begins with a given name."""
    found = with_forms(JOINED).search(name)
    return found is not None and is_given_name(name[found.end() :].split(maxsplit=1)[0])


def role_before(title: str, before: str, people: PeopleReader) -> str:
    """Return the role that a post before a name gives, or the word right before the name."""
    if title.casefold() in every("presidents").exact and not people.habits.has_speeches:
        return ""  # “la intervención del presidente, A”: he is that of a body
    own, is_post = role_of(title, people), people.kinds.is_post(before)
    if own or not (is_post or ends_as_post(before, people)):
        return own
    return role_of(before, people)  # “kudos to moderator Ada Bek”, not “to welcome Ada Bek”
