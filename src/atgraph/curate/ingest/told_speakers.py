"""Who speaks, by the sentences of prose: by words that lead to names, posts, and verbs."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from atgraph.curate.ingest.draft_records import Person
from atgraph.curate.ingest.labels import PARTS, known_forms, leads_to_name, read_role
from atgraph.curate.ingest.person_names import APOSTROPHE, NAME_END, Name, is_given_name
from atgraph.curate.ingest.person_reader import PersonReader
from atgraph.curate.ingest.prose import LONGEST_SENTENCE, QUOTED
from atgraph.curate.ingest.subjects import find_closing
from atgraph.curate.ingest.word_lists import longest_first, with_forms, words_of

STARTS = re.compile(r"(?:^|[\s(])(?=[^\W\d_a-zа-яіїєґß-ÿ])")
PIECE_ENDS = re.compile(r"[,;]\s+|\.\s*$")
WITH_AND = with_forms(r"^(?:(?:{and})\s+)?(?:(?:{with})\s+)?")
BETWEEN = r",?\s+(?:(?:{and})\s+)?"
JOINED = r"\s+(?:{and})\s+(?=[^\W\d_a-z])"
JOINED_POST = r"\s+(?:{and})\s+(?=[^\W\d_a-z]|(?:{articles})\s)"
CAPITAL = r"[^\W\d_a-zа-яіїєґß-ÿ][^\s,;:()]*"
NAMED = rf"{CAPITAL}(?:\s+(?:(?:{{genitive}}|{{articles}}|{{and}})\s+)*{CAPITAL})*"
BEFORE_POST = r"[,;:()–—“”\"«»]\s*|(?:^|\s)(?:{and}|{articles}|{with})\s|(?<=['’])"
BEFORE_LONG_POST = r"[;:–—“”\"«»]\s*|(?<!\w)(?:{speech_verbs})(?!\w)"
MOST_BEFORE, MOST_UNKNOWN = 6, 4  # words of a post before a name; of one that no word tells
MOST_TO_POST = 3  # words of what a sentence says beside a name, among which is a post or a body
MOST_VERB = 3  # words behind a name, of which one says that somebody spoke
MOST_LEADING = 18  # words of a post and its body that lead to a name
SURE, LISTED, MAY_BE = 2.0, 1.5, 1.0
PARTED = re.compile(r"\s*;\s+")
NEXT_POINT = re.compile(r"\.\s+(?=\d{1,2}[.)]\s)")
LEADS = r"\b(?:(?:{speakers})\s+(?:{speakers_are})\b:?|(?:{features}|{talks_with})\b)"
RELATIVE = r",\s+(?:{relatives})\s"
POST_FIRST = r"(?:(?:{articles})\s+)?(?P<post>[^\W\d_A-ZÀ-ÞА-ЯІЇЄҐ][\w-]+)\s+(?=[^\W\d_a-z])"
BEFORE_NAMES = ("common", "conjunctions", "then", "moderates", "speech_verbs")
OF_BODY = r"^(?:{of_body})\s+(?:(?:{articles})\s+)?(?=[^\W\d_a-z])"
SPEAKER = "role_speaker"
MODERATES, MODERATOR = r"(?<!\w)(?:{moderates})(?!\w)", "role_moderator"
BESIDE = r"\s*(?:,\s*(?:the\s+)?|\(|(?P<of>{of_body})(?!\w)(?:\s+(?:{articles})(?!\w))?\s*)"


def find_named(sentence: str, people: PersonReader) -> Iterator[Person]:
    """Yield whom a sentence names with a post or a body beside the name, or with what they said."""
    last = -1  # the end of the name before, if that one is meant
    for person in _speakers_in(sentence, SPEAKER, people):
        end = sentence.find(person.name) + len(person.name)
        start = sentence.rfind(person.honorific or person.name, 0, end)
        joined = with_forms(BETWEEN).fullmatch(sentence, last, start) if last >= 0 else None
        spoke = joined or _stands_at_verb(sentence, start, end, people)
        # “Ms. Bek said” is of one who is named in full elsewhere
        in_full = sum(word[:1].isupper() for word in person.name.split()) > 1
        last = -1
        if person.posts or person.role != SPEAKER or (in_full and spoke):
            last = end
            yield person


def _stands_at_verb(text: str, start: int, end: int, people: PersonReader) -> bool:
    """Whether a verb that says who spoke stands right before a name or behind it: “A has said”."""
    behind = re.split(r"[^\w\s’'-]", text[end:], maxsplit=1)[0]
    verbs, before = people.words["speech_verbs"], words_of(text[:start])[-MOST_BEFORE:]
    while before and any(before[-1] in people.words[kind] for kind in ("articles", "honorifics")):
        before.pop()  # “Prende la parola la dott.ssa A”
    ends = (" ".join(before[-count:]) for count in range(1, MOST_VERB + 1))
    return any(phrase in verbs for phrase in ends) or verbs.any_in(words_of(behind)[:MOST_VERB])


def find_speakers(sentence: str, people: PersonReader) -> Iterator[Person]:
    """Yield who a sentence says will speak: “With Dr. A B, lecturer at C, moderated by G H”.

    Before or behind a verb stands who does: “A will moderate the talk”, “Es moderiert A”.
    """
    leads = list(with_forms(LEADS, flags=re.I).finditer(sentence))
    marks = [(found.end(), SPEAKER) for found in leads]
    if leads and not any(_speakers_in(sentence[leads[-1].end() :], SPEAKER, people, led=True)):
        yield from _speakers_in(sentence[: leads[0].start()], SPEAKER, people, led=True)
    own = read_role(sentence, people.words)
    if own and own.scheme == PARTS and sentence[: own.end].rstrip().endswith(("–", "—", ":")):
        marks.append((own.end, own.concept))  # “Moderator – the journalist A”
    for opening, concept in _openings(people.words.languages):
        for found in opening.finditer(sentence):
            if not any(abs(found.end() - at) < 3 for at, _ in marks):
                marks.append((found.end(), concept))
    if verb := with_forms(MODERATES, flags=re.I).search(sentence):
        before = list(_speakers_in(sentence[: verb.start()], MODERATOR, people))
        yield from before
        marks += [] if before else [(verb.end(), MODERATOR)]
    marks.sort()
    for (start, role), (end, _) in pairwise([*marks, (len(sentence), "")]):
        # “… 1. The list of speakers is closed. 2. …”
        led = NEXT_POINT.split(sentence[start:end], maxsplit=1)[0]
        yield from _speakers_in(led, role, people, led=True)


def moderates(sentence: str) -> bool:
    """Whether a sentence says who moderates: “Ms. A took the Chair.”."""
    return with_forms(MODERATES, flags=re.I).search(sentence) is not None


@functools.cache
def _openings(languages: tuple[str, ...]) -> list[tuple[re.Pattern[str], str]]:
    """Return what finds each role word of several words that leads to a name, and its concept."""
    known = known_forms(languages)
    return [
        (re.compile(rf"(?<!\w){re.escape(form).replace('é', 'ée?s?')}\s+", re.I), known[form][0])
        for form in longest_first(known)
        if known[form][1] == PARTS and " " in form and leads_to_name(form)
    ]


def _speakers_in(text: str, role: str, people: PersonReader, led: bool = False) -> Iterator[Person]:
    """Yield whom a sentence names; as in a list behind a semicolon, or words that have ``led``."""
    for place, piece in enumerate(PARTED.split(text) if len(text) <= LONGEST_SENTENCE else ()):
        item = with_forms(r"^\s*(?:{and})\s+").sub("", piece).strip()
        told = list(_scan(item, role, people, led and not place))
        behind = with_forms(RELATIVE).split(item, maxsplit=1)[0]  # “A and B, who described …”
        named = people.read_all(behind, (), LISTED) if place or led else []
        more = len(named) > len(told) or not (told and told[0].begins(item))
        known = (
            people.is_known(p) or any(post.title and post.organization for post in p.posts)
            for p in named
        )
        if named and more and named[0].begins(item) and all(known):
            told = [replace(person, role=person.role or role) for person in named]
        yield from told


def _scan(text: str, role: str, people: PersonReader, led: bool) -> Iterator[Person]:
    at = last = 0  # up to where the text is read, and of the last person
    quoted = [found.span() for found in QUOTED.finditer(text)]
    while found := STARTS.search(text, at):
        at = found.end()
        inside = any(start <= at < end for start, end in quoted)  # of a title, or of what was said
        name = None if inside else _name_at(text, at, people)
        first = led and at == 0  # right behind “… will discuss with”
        read = _read_beside(text, at, last, name, people, first) if name else None
        if name is None or read is None:
            at += len(text[at:].split(maxsplit=1)[0])
            continue
        said, last, own = read
        at, details = max(at, last - 1), people.read_details(said)  # white space begins a name
        named = replace(details, name=name.text, honorific=name.honorific, score=name.score)
        yield replace(named, role=own or role, only_name=not said)


def _name_at(text: str, at: int, people: PersonReader) -> Name | None:
    """Return the name that stands at a place of a sentence, if it may be that of a person."""
    begins, words = text[at:].split(maxsplit=1)[0].casefold(), people.words
    if any(begins in words[kind].exact for kind in BEFORE_NAMES):
        return None  # “Auch Ada Bek, Leiterin von C, …”
    name = people.names.read(text[at:])
    if (
        name is None
        or name.text.endswith(("’s", "'s"))
        or people.kinds.is_post_or_body(name.text)
        or _holds_two(name.text)
    ):
        return None
    return None if _is_of_body(text[:at], name, people) else name


def _read_beside(
    text: str, at: int, last: int, name: Name, people: PersonReader, led: bool
) -> tuple[str, int, str] | None:
    """Return post and body beside a name, where they end, and the role that leads to the name.

    That is nothing where it is no person. ``last`` is where the words of the person before end;
    ``led`` says that words which lead to people stand right before the name.
    """
    said, end = _said_beside(text, at + name.end, people)
    bare = with_forms(OF_BODY, people.words).sub("", said)  # “A, of the Body”
    first = name.text.split()[0]
    known = name.score >= SURE and (name.honorific or is_given_name(first) or "." in first)
    of = with_forms(BESIDE, people.words).match(text, at + name.end)
    bracketed = text[end : end + 1] == ")" or bare != said or bool(said and of and of["of"])
    said = bare
    first, kinds = said.split(", ")[0], people.kinds
    before = (text[:at].split() or [""])[-1]  # the end of a longer name, or an article
    article = before in people.words["articles"].exact
    inside = text[at - 1 : at].isspace() and before[:1].isupper() and before[-1:].isalnum()
    speaks = _stands_at_verb(text, at, at + name.end, people)
    title = _post_before(text[:at], people)
    if (known or speaks) and not title:
        title = _long_post_before(text[last:at], people)
    if title and not bracketed and _ends_in_name(first, people):
        said, first, end = "", "", at + name.end  # it is of the next: “judge A, mayor B”
    title = "" if kinds.is_post(first) else title
    if title and first[:1].islower() and not bracketed:
        said, end = "", at + name.end  # the sentence goes on: “the director Ada, as was said”
    beside = kinds.is_post(first) or (bracketed and kinds.is_body(first))
    beside = (beside and not (inside or (article and not known))) or bool(
        title and (bracketed or speaks or name.score >= SURE)
    )
    known = known or (led and name.score >= MAY_BE and first[:1].islower())
    known = known and not (article and not (title or name.honorific))  # “la Cruz del Sur”
    if not known and not (beside and name.score > 0):
        return None
    own = _role_of(title, people)
    return ", ".join(filter(None, ("" if own else title, said))), end, own


def _ends_in_name(text: str, people: PersonReader) -> bool:
    """Whether behind other words a text has a name, with a given name or a post before it."""
    text = with_forms(r"\s(?:{and})\s").split(text, maxsplit=1)[0]
    for at in (found.end() for found in STARTS.finditer(text) if found.end()):
        name = people.names.read(text[at:])
        if name is None or name.score <= 0 or not NAME_END.match(text[at:], name.end):
            continue
        if is_given_name(name.text.split()[0]) or people.kinds.is_post(text[:at]):
            return True
    return False


def _post_before(text: str, people: PersonReader) -> str:
    """Return the post that leads to a name: “the director Ada”, “the head of the Unit, Ada”."""
    for pattern in (BEFORE_POST, BEFORE_POST.replace("«»", "")):  # “юрист фонда «Шаг» Ада Бек”
        piece = with_forms(pattern, people.words, re.I).split(text)[-1].strip()
        piece = with_forms(r"^(?:{genitive})\s+", people.words).sub("", piece)  # “del rettore A”
        held = people.kinds.is_post(piece) or _role_of(piece, people)
        if held and 0 < len(piece.split()) <= MOST_BEFORE:
            return piece
    return ""


def _role_of(word: str, people: PersonReader) -> str:
    """Return the role that a word gives to the name behind it: “the moderator Ada Bek”."""
    role = read_role(word, people.words)
    return role.concept if role and role.alone and role.scheme == PARTS else ""


def _is_of_body(text: str, name: Name, people: PersonReader) -> bool:
    """Whether a name ends that of a body or of a place: “the mayor of San Pedro”."""
    *before, last = text.split()[-MOST_BEFORE:] or [""]
    if name.honorific or not before:
        return False
    of = people.words["genitive"].exact
    first, *more = name.text.split()
    kinds = [people.words[kind] for kind in ("organizations", "posts")]
    if more and is_given_name(first) and not any(w in kind for w in before for kind in kinds):
        return False  # “Moderiert wurde die Runde von Ada Bek”
    if last in of:
        return before[-1][:1].isupper() or before[-1] in people.words["posts"]
    return before[-1] in of and last.islower() and last in people.words["organizations"]


def _long_post_before(text: str, people: PersonReader) -> str:
    """Return the post with its body that leads to a name: “the head of the Unit for A, Ada”."""
    said = with_forms(BEFORE_LONG_POST, people.words, re.I).split(text)[-1]
    words = said.split()[-MOST_LEADING:]
    if words[-1:] and words[-1].casefold() in people.words["articles"].exact:
        words.pop()  # “the head of the Unit, the Hon. Ada”
    if not words or words[-1].casefold() in people.words["common"].exact:
        return ""
    bare = [APOSTROPHE.split(word)[-1].strip(",(") for word in words]
    first = next((n for n, word in enumerate(bare) if word in people.words["posts"]), None)
    return (
        "" if first is None else people.kinds.without_article(" ".join(words[first:]).rstrip(","))
    )


def _holds_two(name: str) -> bool:
    """Whether words for “and” part two names, the second of which begins with a given name."""
    found = with_forms(JOINED).search(name)
    return found is not None and is_given_name(name[found.end() :].split(maxsplit=1)[0])


def _said_beside(text: str, end: int, people: PersonReader) -> tuple[str, int]:
    """Return what stands beside a name in a sentence, and where the next may begin.

    That is what brackets hold, or pieces between commas up to a verb or the next person.
    """
    end += people.measure_degrees(text[end:])
    if with_forms(RELATIVE, people.words).match(text, end):
        return "", end  # “A, who leads B”
    opened = with_forms(BESIDE, people.words).match(text, end)
    if not opened:
        return "", end
    begin = reached = opened.end()
    if opened["of"]:  # “A of the Body described …”
        named = with_forms(NAMED, people.words).match(text, begin)
        goes_on = named is not None and text[named.end() :].lstrip()[:1].islower()
        text = text[: named.end()] if named and goes_on else text
    if opened[0].endswith("(") and (closed := find_closing(text, begin)) < len(text):
        return text[begin:closed], closed
    while reached < len(text):
        stop = PIECE_ENDS.search(text, reached)
        piece_end = stop.start() if stop else len(text)
        piece = with_forms(r"^(?:{and})\s+(?=[^\W\d_a-z])").sub("", text[reached:piece_end])
        joined = with_forms(JOINED_POST, people.words).finditer(text, reached, piece_end)
        cut = next((j.start() for j in joined if _begins_next(text[j.end() :], people)), None)
        of_post, of_body = (" ".join(piece.split()[:n]) for n in (MOST_TO_POST, MOST_BEFORE))
        told = people.kinds.is_post(of_post) or people.kinds.is_body(of_body)
        verb = piece[:1].islower() and not told
        following = text[stop.end() :] if stop else ""
        later = reached > begin
        bare = WITH_AND.sub("", piece)  # “…, and the head of B, C”
        if (later and verb) or ((later or bare != piece) and _begins_next(bare, people)):
            break
        if (later or piece[:1].isupper()) and _begins_person(piece, people, following):
            break
        if verb and len(piece.split()) > MOST_UNKNOWN:
            return "", begin  # “Captain A, who was held for eleven months, …”
        reached = piece_end if cut is None else cut
        if cut is not None or stop is None or stop[0].strip() != ",":
            break
        reached = stop.end()
    said = text[begin:reached].strip(" ,;.")
    return (said, reached) if len(words_of(said)) < 30 else ("", begin)


def _begins_next(text: str, people: PersonReader) -> bool:
    """Whether behind “and” the next person begins, by the name or by a post with an article."""
    post = people.kinds.without_article(text)
    titled = post != text and people.words["posts"].any_in(words_of(post)[:1])
    return titled or _begins_person(text, people)


def _begins_person(text: str, people: PersonReader, following: str = "") -> bool:
    """Whether a text begins with the name of a person, by its words or by the post behind it."""
    lead = with_forms(POST_FIRST, people.words).match(text)
    if lead and people.kinds.is_post(lead["post"]):
        text = text[lead.end() :]  # “the mayor A B”
    name = people.names.read(text)
    if name is None or people.kinds.is_post_or_body(name.text):
        return False
    likely = name.score >= SURE and (name.honorific or is_given_name(name.text.split()[0]))
    post = people.kinds.is_post(PIECE_ENDS.split(following, maxsplit=1)[0])
    whole = name.end == len(text) and name.score > 0 and not _holds_two(name.text)
    return bool(likely) or (post and whole)
