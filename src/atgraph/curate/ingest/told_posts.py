"""What a sentence says beside a name: post and body, before it or behind it."""

from __future__ import annotations

import re

from atgraph.curate.ingest.given_names import is_given_name
from atgraph.curate.ingest.lines import APOSTROPHE, OPENS_QUOTE
from atgraph.curate.ingest.people_reader import PeopleReader
from atgraph.curate.ingest.person_names import NAME_END, Name
from atgraph.curate.ingest.person_signs import ENOUGH, SURE
from atgraph.curate.ingest.subjects import (
    POST_FIRST,
    RELATIVE,
    begins_titled,
    find_closing,
    role_of,
)
from atgraph.curate.ingest.word_lists import every, is_postnominal, with_forms, words_of

STARTS = re.compile(r"(?:^|[\s(]|\b[dl]['’])(?=[^\W\d_a-zа-яіїєґß-ÿ])")
PIECE_ENDS = re.compile(r"[,;]\s+|\.\s*$")
WITH_AND = with_forms(
    r"^(?:(?:{and})\s+(?:(?:{genitive})\s+)?)?(?:(?:{with}|{with_others}|{leads_to_person})\s+)?"
)
FROM = with_forms(r"^(?:{of_body})(?:\s+|(?<=['’]))(?=[^\W\d_a-z])")
JOINED = r"\s+(?:{and})\s+(?=[^\W\d_a-z])"
JOINED_POST = r"\s+(?:{and})\s+(?=[^\W\d_a-z]|(?:{articles})\s|(?:{honorifics})\.\s)"
LIKE = 2  # letters with which words end that “and” joins: “прав и свобод”, “соціальних і трудових”
SMALL_WORD = re.compile(r"\s(?P<and>(?:и|і|й|та)\s)?(?P<word>[а-яёіїєґ’'-]{3,})(?!\w)")
CAPITAL = r"[^\W\d_a-zа-яіїєґß-ÿ][^\s,;:()]*"
NAMED = rf"{CAPITAL}(?:\s+(?:(?:(?:{{genitive}}|{{and}})\s+)+(?:(?:{{articles}})\s+)?)?{CAPITAL})*"
BEFORE_POST = r"[,;:()–—“”\"«»]\s*|(?:^|\s)(?:{and}|{articles}|{with})\s|(?<=['’])(?!s\s)"
BEFORE_LONG_POST = r"[;:–—“”\"«»]\s*|(?<!\w)(?:{speech_verbs})(?!\w)"
BEHIND_VERB = r"^.*(?<!\w)(?:{speech_verbs})\s+(?:(?:{event_nouns})\s+)?"  # “відкрила захід”
LED_POST = r"^.*(?<!\w)(?:{of_the}|{leads_to_person})\s+"
OWNS = re.compile(r"\w[’']s\s*$")  # “leaders from A and the University’s Ada Bek”
MOST_BEFORE, MOST_UNKNOWN = 6, 4  # words of a post before a name; of one that no word tells
MOST_SAID = 30  # words of what stands beside a name
MOST_TO_POST = 3  # words of what a sentence says beside a name, among which is a post or a body
NOUN_FIRST = r"(?:{articles})\s+(?P<post>[^\W\d_][\w-]+)\s+(?=[^\W\d_a-z])"
TWO_FIRST = NOUN_FIRST.replace("+)", r"+\s[^\W\d_][\w-]+)")  # “die Grüne Abgeordnete A”
CALLED = ("organizations", "awards", "common", "genitive")  # right before a name that is of another
NO_POSTS = ("no_person", "common", "then", "speech_verbs", "honorifics")
MOST_LEADING = 18  # words of a post and its body that lead to a name
OF_NEXT = (
    r"(?:(?:{and})\s+)?(?:{of_the}|{leads_to_person}|(?:{genitive})\s+(?:{articles}))"
    r"(?:\s+|(?<=['’]))"
)
OF = r"(?P<of>{of_body})(?:(?<=['’])|(?!\w))(?:\s+(?:{articles})(?!\w))?"
OF_NAMED = with_forms(r"(?:{of_body})\s+(?:(?:{articles})\s+)?(?=[^\W\d_a-z])")
DASHED = re.compile(r"\s[–—]\s(?P<within>[^–—.;]{3,90}?)\s[–—]\s")  # “Ada – judge – said”
OF_BODY = r"^(?:{of_body})\s+(?:(?:{articles})\s+)?(?=[^\W\d_a-z])"
OF_LOOSE = r"^(?:{of_body})(?:\s+|(?<=['’]))(?:(?:{articles})(?:\s+|(?<=['’])))?"
SERVES = (  # “a clerk to”, “, a solicitor with”, but not “the mayor with”
    r"(?:(?P<mark>^|[,;(]\s)|\s(?=(?:{articles})\s))"
    r"(?P<post>(?:[^\s,;()]+\s){1,4}?)(?P<link>{at}|{with}|{until})\s$"
)
UP_TO_NEXT = r"[,;]?\s+(?:(?:{and})\s+)?"
BESIDE = rf"\s*(?:,\s*(?:the\s+)?|\(|{OF}\s*)"


def ends_in_name(text: str, people: PeopleReader) -> bool:
    """Whether behind other words a text has a name, with a given name or a post before it."""
    joined = with_forms(r"\s(?:{and})\s").search(text)
    for at in (found.end() for found in STARTS.finditer(text) if found.end()):
        name = people.names.read(text[at:])
        if name is None or name.score <= 0 or not NAME_END.match(text[at:], name.end):
            continue
        if _is_called(text[:at], people):
            continue
        given = bool(name.honorific) or is_given_name(name.text.split()[0])
        post = people.kinds.is_post(text[:at])
        if joined and at > joined.start():  # “judge A and mayor B”, “Minister of Trade and Work A”
            if given and post and joined.end() < at:
                return True
        elif given or post:
            return True
    return False


def _is_called(text: str, people: PeopleReader) -> bool:
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


def said_beside(text: str, end: int, people: PeopleReader) -> tuple[str, int]:
    """Return what stands beside a name in a sentence, and where the next may begin.

    That is what brackets hold, or pieces between commas up to a verb or the next person.
    """
    end += people.measure_degrees(text[end:])
    lives = with_forms(RELATIVE, people.words).match(text, end)  # “A, who leads B”
    opened = None if lives else with_forms(BESIDE, people.words).match(text, end)
    if opened is None:
        return ("", end) if lives else _between_dashes(text, end, people)
    begin = reached = opened.end()
    text = _up_to_verb(text, begin, people) if opened["of"] else text
    if opened[0].endswith("(") and (closed := find_closing(text, begin)) < len(text):
        return text[begin:closed], closed
    while reached < len(text):
        stop = PIECE_ENDS.search(text, reached)
        piece_end = stop.start() if stop else len(text)
        whole = text[reached:piece_end]
        piece = with_forms(r"^(?:{and})\s+(?=[^\W\d_a-z])").sub("", whole)
        joined = with_forms(JOINED_POST, people.words).finditer(text, reached, piece_end)
        cut = next((j.start() for j in joined if _begins_next(text[j.end() :], people)), None)
        spoke = _tells(piece, people)
        verb = piece[:1].islower() and (spoke or not _says_of(piece, people))
        following, later = text[stop.end() :] if stop else "", reached > begin
        quoted = piece.startswith(OPENS_QUOTE) and len(piece.split()) > MOST_UNKNOWN
        turned = not later and _goes_on_post_first(text[:end], piece, people)
        if quoted or turned or _is_of_next(piece, people):
            break  # “A, “The Title of Her Talk””
        bare = WITH_AND.sub("", piece)  # “…, and the head of B, C”
        of_name = FROM.sub("", bare)  # “heard from A, from Dr. B and from C”, “de A, de B y de C”
        bare = of_name if _is_next_of(of_name, people) else bare
        if (later and verb) or ((later or bare != piece) and _begins_next(bare, people)):
            break
        # “die Ärztin Dr. Ada Bek”, but not “of West Yorkshire Trading Standards”
        noun = with_forms(NOUN_FIRST, people.words).match(piece) or begins_titled(piece, people)
        may_be = later or noun or (piece[:1].isupper() and not opened["of"])
        others = bare != whole and _is_of_others(bare, following, people)
        if others or (may_be and _begins_person(piece, people, following)):
            break
        if cut is not None and not later and _is_name(text[reached:cut], people):
            break  # “with Ada Bek, Nga Pham and Ugo Lund”
        if (spoke and not later) or (verb and len(piece.split()) > MOST_UNKNOWN):
            return "", begin  # “Captain A, who was held for eleven months, …”
        reached = piece_end if cut is None else cut
        if cut is not None or stop is None or stop[0].strip() != ",":
            break
        reached = stop.end()
    said = text[begin:reached].strip(" ,;.")
    bare = people.before_verb(said)
    few = len(words_of(bare)) < MOST_SAID
    return (bare, reached - len(said) + len(bare)) if few else ("", begin)


def set_beside(text: str, at: int, people: PeopleReader) -> tuple[str, int, bool]:
    """Return what stands beside a name, where that ends, and if brackets or “of” lead to it."""
    said, end = said_beside(text, at, people)
    bare = with_forms(OF_BODY, people.words).sub("", said)  # “A, of the Body”
    loose = with_forms(OF_LOOSE, people.words).sub("", said)  # “A, de l’université de B”
    bare = loose if bare == said and people.kinds.is_body(loose.split(", ")[0]) else bare
    of = with_forms(BESIDE, people.words).match(text, at)
    return bare, end, text[end : end + 1] == ")" or bare != said or bool(said and of and of["of"])


def _between_dashes(text: str, end: int, people: PeopleReader) -> tuple[str, int]:
    """Return what dashes hold behind a name, if that is a post or a body, and where it ends."""
    dashed = DASHED.match(text, end)
    held = dashed is not None and people.kinds.is_post_or_body(dashed["within"])
    return (dashed["within"], dashed.end() - 1) if dashed and held else ("", end)


def _is_of_others(text: str, following: str, people: PeopleReader) -> bool:
    """Whether what stands behind “and” is of several who are not named, or of the next person.

    As in “…, and experts from the fields” and “…, and Special Envoy, Ada Bek”, beside whom no other
    post stands.
    """
    first, posts = text.split(" ", maxsplit=1)[0], people.words["posts"].exact
    if first.endswith("s") and first not in posts and first[:-1] in posts:
        return True
    name = people.names.read(following) if people.kinds.is_post(text) else None
    if name is None or name.score < SURE:
        return False
    return not following[name.end :].lstrip().startswith((",", "("))


def _is_name(text: str, people: PeopleReader) -> bool:
    """Whether a text is a name and nothing else, and that of no body."""
    name = people.names.read_whole(text)
    return name is not None and name.score > ENOUGH and not people.kinds.is_post_or_body(text)


def _is_of_next(piece: str, people: PeopleReader) -> bool:
    """Whether a piece has the post of the next: “saluti del rettore, A, e della sindaca, B”."""
    found = with_forms(OF_NEXT, people.words).match(piece)
    return found is not None and people.words["posts"].any_in(words_of(piece[found.end() :])[:1])


def _goes_on_post_first(text: str, piece: str, people: PeopleReader) -> bool:
    """Whether a piece is the next one behind a name with its post before it: “judge A, mayor B”."""
    said, before = piece.rstrip(" ."), text.rsplit(" ", maxsplit=2)[0]
    led = long_post_before(before, people) or post_before(before, people)
    if not (led and people.kinds.is_post(piece)):
        return False
    # “head of the Unit A, judge of the Court B”
    own = led.rpartition(", ")[2].casefold()
    with_body = people.words["organizations"].any_in(words_of(own))
    starts = (found.end() for found in STARTS.finditer(said) if found.end())
    # behind a post alone “directora de la Fundación Carlos Ruiz” is a post and a body
    starts = (at for at in starts if with_body or not _is_called(said[:at].casefold(), people))
    names = filter(None, (people.names.read_whole(said[at:]) for at in starts))
    return any(map(people.begins_given, names))


def _says_of(piece: str, people: PeopleReader) -> bool:
    """Whether a piece beside a name begins with a post or a body, or is “of the Open Door”."""
    of = people.kinds.without_article(piece).split()  # “A, a journalist with B”
    of_post, of_body = (" ".join(of[:n]) for n in (MOST_TO_POST, MOST_BEFORE))
    told = people.kinds.is_post(of_post) or people.kinds.is_body(of_body)
    return told or OF_NAMED.match(piece) is not None


def _up_to_verb(text: str, at: int, people: PeopleReader) -> str:
    """Return a sentence up to the end of the body named there: “A of the Body described …”."""
    named = with_forms(NAMED, people.words).match(text, at)
    goes_on = named is not None and text[named.end() :].lstrip()[:1].islower()
    return text[: _declined_end(text, named.end(), people)] if named and goes_on else text


def _tells(piece: str, people: PeopleReader) -> bool:
    """Whether a piece goes on with what was done: “read from it”, “взяли участь”."""
    spoke = people.words["speech_verbs"].any_in(words_of(piece)[:1])
    return spoke or people.words["features"].begins(piece)


def _declined_end(text: str, at: int, people: PeopleReader) -> int:
    """Return where the name of a body ends whose words may be in small letters.

    So it is in Russian and Ukrainian, up to a verb or the next person: “Центру прав людини та А”.
    """
    last = text[:at].rsplit(maxsplit=1)[-1]
    while found := SMALL_WORD.match(text, at):
        both, word = found["and"], found["word"]
        verb = word in people.words["speech_verbs"] or word in people.words["features"]
        if verb or (both and last[-LIKE:] != word[-LIKE:]) or people.kinds.is_post(word):
            break
        last, at = word, found.end()
    return at


def _is_next_of(text: str, people: PeopleReader) -> bool:
    """Whether behind a small word stands the next one: with an honorific, or a name alone."""
    name = people.names.read(text)
    if name is None or name.honorific:
        return name is not None
    alone = with_forms(r"\.?$|\s(?:{and})\s").match(text, name.end)
    return (
        bool(alone) and is_given_name(text.split(maxsplit=1)[0]) and not people.kinds.is_body(text)
    )


def _begins_next(text: str, people: PeopleReader) -> bool:
    """Whether behind “and” the next person begins, by the name or by a post with an article."""
    post = people.kinds.without_article(text)
    titled = post != text and people.words["posts"].any_in(words_of(post)[:1])
    return titled or _begins_person(text, people)


def _begins_person(text: str, people: PeopleReader, following: str = "") -> bool:
    """Whether a text begins with the name of a person, by its words or by the post behind it."""
    lead = with_forms(POST_FIRST, people.words).match(text)
    titled = lead is not None and people.kinds.is_post(lead["post"].strip())
    if lead and titled:
        text = text[lead.end() :]  # “the mayor A B”
    for noun in (with_forms(one, people.words).match(text) for one in (NOUN_FIRST, TWO_FIRST)):
        if noun and (ends_as_post(noun["post"], people) or people.kinds.is_post(noun["post"])):
            text = text[noun.end() :]  # “die Ärztin Dr. A”
            break
    name = people.names.read(text)
    if name is None or people.kinds.is_post_or_body(name.text) or begins_post(text, name, people):
        return False
    likely = name.score >= SURE and (name.honorific or is_given_name(name.text.split()[0]))
    post = people.kinds.is_post(PIECE_ENDS.split(following, maxsplit=1)[0])
    whole = name.end == len(text) and name.score > 0 and not holds_two(name.text)
    titled = titled and name.score >= ENOUGH
    behind = text[name.end :].lstrip()
    beside = behind.startswith("(") and people.kinds.is_post_or_body(behind[1:].split(")")[0])
    beside = beside or (behind[:2] == ", " and people.kinds.is_post(behind[2:].split(",")[0]))
    of = name.score > ENOUGH and OF_NAMED.match(behind)
    beside = beside or bool(of)  # “and Li Wen from the Open Door”
    return bool(likely) or (post and whole) or titled or (beside and name.score >= ENOUGH)


def role_before(title: str, before: str, people: PeopleReader) -> str:
    """Return the role that a post before a name gives, or the word right before the name."""
    if title.casefold() in every("presidents").exact and not people.habits.has_speeches:
        return ""  # “la intervención del presidente, A”: he is that of a body
    own, is_post = role_of(title, people), people.kinds.is_post(before)
    if own or not (is_post or ends_as_post(before, people)):
        return own
    return role_of(before, people)  # “kudos to moderator Ada Bek”, not “to welcome Ada Bek”
