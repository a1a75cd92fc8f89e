"""What a sentence says behind a name: the post and the body, up to a verb or the next person."""

from __future__ import annotations

import re

from atgraph.curate.ingest.given_names import is_given_name
from atgraph.curate.ingest.lines import OPENS_QUOTE
from atgraph.curate.ingest.people_reader import PeopleReader
from atgraph.curate.ingest.person_signs import ENOUGH, SURE
from atgraph.curate.ingest.subjects import (
    POST_FIRST,
    RELATIVE,
    begins_titled,
    find_closing,
)
from atgraph.curate.ingest.told_posts import (
    MOST_BEFORE,
    MOST_TO_POST,
    STARTS,
    begins_post,
    ends_as_post,
    holds_two,
    is_called,
    long_post_before,
    post_before,
)
from atgraph.curate.ingest.word_lists import with_forms, words_of

PIECE_ENDS = re.compile(r"[,;]\s+|\.\s*$")
WITH_AND = with_forms(
    r"^(?:(?:{and})\s+(?:(?:{genitive})\s+)?)?(?:(?:{with}|{with_others}|{leads_to_person})\s+)?"
)
FROM = with_forms(r"^(?:{of_body})(?:\s+|(?<=['’]))(?=[^\W\d_a-z])")
AND_NEXT = r"^(?:{and})\s+(?=[^\W\d_a-z])"
JOINED_POST = r"\s+(?:{and})\s+(?=[^\W\d_a-z]|(?:{articles})\s|(?:{honorifics})\.\s)"
LIKE = 2  # letters with which words end that “and” joins: “прав и свобод”, “соціальних і трудових”
SMALL_WORD = re.compile(r"\s(?P<and>(?:и|і|й|та)\s)?(?P<word>[а-яёіїєґ’'-]{3,})(?!\w)")
CAPITAL = r"[^\W\d_a-zа-яіїєґß-ÿ][^\s,;:()]*"
NAMED = rf"{CAPITAL}(?:\s+(?:(?:(?:{{genitive}}|{{and}})\s+)+(?:(?:{{articles}})\s+)?)?{CAPITAL})*"
MOST_UNKNOWN = 4  # words of one that no word tells
MOST_SAID = 30  # words of what stands beside a name
NOUN_FIRST = r"(?:{articles})\s+(?P<post>[^\W\d_][\w-]+)\s+(?=[^\W\d_a-z])"
TWO_FIRST = NOUN_FIRST.replace("+)", r"+\s[^\W\d_][\w-]+)")  # “die Grüne Abgeordnete A”
OF_NEXT = (
    r"(?:(?:{and})\s+)?(?:{of_the}|{leads_to_person}|(?:{genitive})\s+(?:{articles}))"
    r"(?:\s+|(?<=['’]))"
)
OF = r"(?P<of>{of_body})(?:(?<=['’])|(?!\w))(?:\s+(?:{articles})(?!\w))?"
OF_NAMED = with_forms(r"(?:{of_body})\s+(?:(?:{articles})\s+)?(?=[^\W\d_a-z])")
DASHED = re.compile(r"\s[–—]\s(?P<within>[^–—.;]{3,90}?)\s[–—]\s")  # “Ada – judge – said”
OF_BODY = r"^(?:{of_body})\s+(?:(?:{articles})\s+)?(?=[^\W\d_a-z])"
OF_LOOSE = r"^(?:{of_body})(?:\s+|(?<=['’]))(?:(?:{articles})(?:\s+|(?<=['’])))?"
BESIDE = rf"\s*(?:,\s*(?:the\s+)?|\(|{OF}\s*)"


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
        piece = with_forms(AND_NEXT).sub("", whole := text[reached:piece_end])
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
    starts = (at for at in starts if with_body or not is_called(said[:at].casefold(), people))
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
