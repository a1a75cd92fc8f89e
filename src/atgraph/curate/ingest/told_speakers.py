"""Who speaks, by the sentences of prose: by words that lead to names, posts, and verbs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from atgraph.curate.ingest.affiliations import PARTED
from atgraph.curate.ingest.draft_records import Person
from atgraph.curate.ingest.given_names import is_given_name
from atgraph.curate.ingest.labels import (
    PARTS,
    is_plural,
    leads_to_name,
    read_role,
)
from atgraph.curate.ingest.mentioned import is_mentioned, without_dateline
from atgraph.curate.ingest.people_reader import PeopleReader
from atgraph.curate.ingest.person_names import Name
from atgraph.curate.ingest.person_signs import ENOUGH, LISTED, SURE, shouts, with_details
from atgraph.curate.ingest.prose import LONGEST_SENTENCE, QUOTED, SINGLE
from atgraph.curate.ingest.subjects import RELATIVE, role_of, stands_at_verb
from atgraph.curate.ingest.told_beside import WITH_AND, said_beside, set_beside
from atgraph.curate.ingest.told_leads import (
    MODERATOR,
    SPEAKER,
    find_leads,
    find_moderating,
    find_openings,
    role_given,
    role_led_to,
)
from atgraph.curate.ingest.told_names import (
    FEWEST_OF_NAME,
    is_aside,
    name_at,
    part_led,
    read_represented,
    speaks_for_body,
)
from atgraph.curate.ingest.told_posts import (
    MOST_BEFORE,
    STARTS,
    are_joined,
    ends_as_post,
    ends_in_name,
    long_post_before,
    post_before,
    role_before,
    serves_another,
)
from atgraph.curate.ingest.word_lists import every, with_forms

NEXT_POINT = re.compile(r"\.\s+(?=\d{1,2}[.)]\s)")
COPULA = r"(?:[^\W\d_]+\s+){1,6}?(?:{speakers_are})\s+(?=[^\W\d_])"
BEHIND_TITLE = r"[”\"»“]\)?,?\s+(?:[^\W\d_]+\s+)?(?:{with}|{leads_to_person})\s+"
NOUN_BEHIND = r"(?i:(?<!\w)(?:{articles}))\s(?:[a-zß-ÿ]+\s)?$"  # “die frühere Köchin Ada Bek”
CALLS = r"(?<!\w)(?:{calls_on})(?!\w)"
MOST_JOINED = 4  # words between two names: “and the fair buyer”
BEHIND_LED = r"\.?$|\s+\(|,\s+(?:{articles}|{relatives})\s|,?\s+(?:{and})\s+(?=[^\W\d_a-z])"
OF_OTHERS = ("genitive", "of_body", "leads_to_topic", "in_town")  # not in front of who takes part
OPENS_WITH = r"(?i:{with})\s(?=[^\W\d_a-z]|(?i:{honorifics})\b)"
AMONG = r"^[\s,(]*(?:{among})(?!\w)[\s.,:)]*"  # “on the panel are, among others, Ada Bek”
WITH = r"(?<=[,)])\s(?:{with}|(?:{among})\s?:)\s"  # “, with B and C”, “, among them: B and C”


def find_named(sentence: str, people: PeopleReader, briefly: bool = False) -> Iterator[Person]:
    """Yield whom a sentence names with a post or a body beside the name, or with what they said.

    ``briefly`` says that a title and one name are enough for those who spoke: “Ms. Bek said”.
    """
    sentence = without_dateline(sentence, people)
    last, held = -1, list[Person]()  # where the name before ends, and who waits for the next
    for person in _speakers_in(sentence, SPEAKER, people):
        end = sentence.find(person.name) + len(person.name)
        start = sentence.rfind(person.honorific or person.name, 0, end)
        between = (f" {sentence[last:at]}" for at in (start, end - len(person.name)))
        joined = 0 <= last <= start and any(are_joined(piece, people) for piece in between)
        spoke = stands_at_verb(sentence, start, end, people)
        # “Ms. Bek said” is of one who is named in full elsewhere
        in_full = sum(word[:1].isupper() for word in person.name.split()) > 1
        in_full = in_full or (briefly and bool(person.honorific))
        if person.role == SPEAKER and person.name.casefold() in people.habits.authors:
            continue
        relative = with_forms(RELATIVE).match(sentence, end)  # “Dr. A, whose network …”
        described = relative is not None and bool(briefly or person.honorific)
        meant = described or bool(person.posts) or person.role != SPEAKER or (in_full and spoke)
        meant = meant or (briefly and in_full and _stands_free(sentence, start, person, people))
        if meant or (joined and not held and in_full):
            yield from (p for p in held if joined and (spoke or p.honorific))
            yield person
            held = []
        else:  # “Ada Bek and Ugo Lund asked”
            held = [*(held if joined else ()), person] if in_full else []
        last = said_beside(sentence, end, people)[1]


def _stands_free(sentence: str, start: int, person: Person, people: PeopleReader) -> bool:
    """Whether a report names somebody and no word makes them a topic or a part: “about Ada Bek”.

    Minutes name those who are spoken of too.
    """
    if people.habits.thanks_present or not is_given_name(person.name.split()[0]):
        return False
    *_, before = sentence[:start].split() or [""]
    beside = {before.casefold(), person.name.split()[0].casefold()}  # “Am Freitagabend”
    return all(beside.isdisjoint(every(kind).exact) for kind in OF_OTHERS)


def find_speakers(sentence: str, people: PeopleReader) -> Iterator[Person]:
    """Yield who a sentence says will speak: “With Dr. A B, lecturer at C, moderated by G H”.

    Before or behind a verb stands who does: “A will moderate the talk”, “Es moderiert A”.
    """
    sentence = without_dateline(sentence, people)
    if speaks_for_body(sentence):
        yield from find_named(sentence, people)
        return
    leads = find_leads(sentence)
    marks = list[tuple[int, str]]()
    found = find_openings(sentence, people)
    ahead = sentence[: leads[0].start()] if leads else ""
    led = any(at <= len(ahead) for at, _ in found)  # “moderated by A, featured B”
    behind = sentence[leads[-1].end() :] if ahead and not led else ""
    if behind and not any(_speakers_in(behind, SPEAKER, people, led=True)):
        named = _speakers_in(ahead, SPEAKER, people, led=True)
        yield from (p for p in named if not _is_told_of(sentence, p.name, people))
    own = read_role(sentence, people.words)
    if own and own.scheme == PARTS and sentence[: own.end].rstrip().endswith(("–", "—", ":")):
        marks.append((own.end, own.concept))  # “Moderator – the journalist A”
    name = people.names.read(sentence[own.end :].lstrip()) if own and not own.marked else None
    several = own is not None and (own.concept == MODERATOR or is_plural(own, people.words))
    if own and own.scheme == PARTS and name and name.score >= SURE and several:
        marks.append((own.end, own.concept))  # “Moderators A, judge, and B, mayor.”
    if own and own.scheme == PARTS and (is_one := with_forms(COPULA, flags=re.I).match(sentence)):
        marks.append((is_one.end(), own.concept))  # “Chair of the panel was Ada Bek”
    for at, concept in [*found, *((f.end(), role_led_to(sentence, f, people)) for f in leads)]:
        if not any(abs(at - other) < 3 for other, _ in marks):
            marks.append((at, concept))
    if verb := find_moderating(sentence):
        behind_by = leads_to_name(verb[0].casefold())  # “A and B, moderated by C”
        said = "" if behind_by else sentence[: verb.start()]
        before = list(_speakers_in(said, MODERATOR, people, led=True))
        yield from _with_roles(before, said, people)
        marks = [mark for mark in marks if not verb.start() < mark[0] <= verb.end()]
        marks += [] if before else [(verb.end(), MODERATOR)]
    led_at = min((at for at, role in marks if role == MODERATOR), default=len(sentence))
    others = with_forms(WITH, people.words).finditer(sentence, led_at)
    marks += [(found.end(), SPEAKER) for found in others]  # “moderated by A, with B and C”
    if not marks and (opens := opens_with_names(sentence, people)):
        names = _speakers_in(sentence[opens:], SPEAKER, people, led=True)
        yield from (p for p in names if p.posts or p.honorific)
    ends = (f.end() for f in with_forms(BEHIND_TITLE, flags=re.I).finditer(sentence))
    titled = (at for at in ends if _leads_to_one(sentence[at:], people))
    marks += [(at, SPEAKER) for at in titled if not any(abs(at - m) < 3 for m, _ in marks)]
    yield from _behind_marks(marks, sentence, people)


def _is_told_of(sentence: str, name: str, people: PeopleReader) -> bool:
    """Whether a sentence is on one whom it names: “Of the lives of A and B, C will speak”."""
    at = sentence.find(name)
    return is_mentioned(sentence, at, at + len(name), at + len(name), people)


def _with_roles(named: Sequence[Person], before: str, people: PeopleReader) -> list[Person]:
    """Return whom a sentence names before it says that they moderate, each with the role.

    Who does something else before them speaks: “A will open the talk, and B will moderate it”.
    """
    found, at, joined = list[Person](), len(before), True
    for person in reversed(named):
        end = before.rfind(person.name, 0, at) + len(person.name)
        between = before[said_beside(before, end, people)[1] : at]
        joined = joined and (not found or are_joined(between, people))
        at = end - len(person.name)
        found.insert(0, person if joined else replace(person, role=SPEAKER))
    return found


def _behind_marks(
    marks: Sequence[tuple[int, str]], sentence: str, people: PeopleReader
) -> Iterator[Person]:
    """Yield whom a sentence names behind places, each with the role to which that leads."""
    for (start, role), (end, _) in pairwise([*sorted(marks), (len(sentence), "")]):
        # “… 1. The list of speakers is closed. 2. …”
        said = NEXT_POINT.split(sentence[start:end], maxsplit=1)[0]
        told = list(_speakers_in(said, role, people, led=True))
        # “moderated by A, head of B, C, mayor, and D, judge”: one does, of several
        apart = role == MODERATOR and len(told) > 2 and bool(told[0].posts)
        apart = apart or is_aside(sentence, people)
        yield from part_led(told, role, said, SPEAKER) if apart else told


def _leads_to_one(text: str, people: PeopleReader) -> bool:
    """Whether a text begins with a name or a post, and no body: “del Cnca”, behind “gruppo “A””."""
    name = people.names.read(bare := people.kinds.without_article(text))
    return (name is not None and name.score > 0) or people.kinds.is_post(bare.split(",")[0])


def find_called(sentence: str, people: PeopleReader) -> Iterator[Person]:
    """Yield to whom a sentence of the chair gives the floor: “I call on Ms. A, head of B.”."""
    label, mark, said = sentence.partition(": ")
    sentence = said if mark and len(label.split()) <= MOST_BEFORE else sentence
    found = list(with_forms(CALLS, flags=re.I).finditer(sentence))
    if found:
        yield from _speakers_in(sentence[found[-1].end() :], SPEAKER, people, led=True)
    else:
        yield from find_speakers(sentence, people)


def opens_with_names(sentence: str, people: PeopleReader) -> int:
    """Return where names begin in “With A, judge, as well as B, mayor.”; 0 in others.

    As in “With A, head of B, was written the first guide.”, which goes on.
    """
    found = with_forms(OPENS_WITH, people.words).match(sentence)
    rest = sentence[found.end() :] if found else ""
    name = people.names.read(rest)
    if found is None or name is None or rest[name.end : name.end + 2] not in (", ", " ("):
        return 0
    pieces = (WITH_AND.sub("", piece) for piece in re.split(r"[,;]\s+", rest[name.end + 2 :]))
    verbs = (p for p in pieces if p[:1].islower() and len(p.split()) > FEWEST_OF_NAME)
    return found.end() if all(map(people.kinds.is_post_or_body, verbs)) else 0


def moderates(sentence: str) -> bool:
    """Whether a sentence says who moderates: “Ms. A took the Chair.”."""
    return find_moderating(sentence) is not None


def _speakers_in(text: str, role: str, people: PeopleReader, led: bool = False) -> Iterator[Person]:
    """Yield whom a sentence names; as in a list behind a semicolon, or words that have ``led``."""
    text = with_forms(AMONG, flags=re.I).sub("", text) if led else text
    for place, piece in enumerate(PARTED.split(text) if len(text) <= LONGEST_SENTENCE else ()):
        item = with_forms(r"^\s*(?:{and})\s+").sub("", piece).strip()
        told = list(_scan(item, role, people, led and not place))
        behind = with_forms(RELATIVE).split(item, maxsplit=1)[0]  # “A and B, who described …”
        named = people.read_all(behind, (), LISTED) if place or led else []
        more = len(named) > len(told)
        more = more or (len(named) == len(told) and not (told and told[0].begins(item)))
        known = (
            people.is_known(p) or any(post.title and post.organization for post in p.posts)
            for p in named
        )
        posts = [post.title for p in named for post in p.posts]
        more = more and not any(
            p.name in post for p in told for post in posts
        )  # “Law Dean Ada Bek”
        if named and more and named[0].begins(item) and all(known):
            kept = role == MODERATOR  # “moderated by A, brought together B”
            told = [replace(p, role=role if kept else p.role or role) for p in named]
        yield from told


def _scan(text: str, role: str, people: PeopleReader, led: bool) -> Iterator[Person]:
    at = last = 0  # up to where the text is read, and of the last person
    quoted = [found.span() for way in (QUOTED, SINGLE) for found in way.finditer(text)]
    while found := STARTS.search(text, at):
        at = found.end()
        inside = any(start <= at < end for start, end in quoted)  # of a title, or of what was said
        name = None if inside else name_at(text, at, people)
        beside = bool(name) and _is_led_to(text, last, at, people)
        first = led and beside
        sure = role != SPEAKER or with_forms(BEHIND_LED).match(text, at + (name.end if name else 0))
        read = read_represented(text, at, name, people) if name else None
        if name and read is None:
            joined = beside and last > 0 and 1 < len(text[last:at].split()) <= MOST_JOINED
            read = _read_beside(text, at, last, name, people, first or joined, bool(sure))
        if name is None or read is None:
            at += len(text[at:].split(maxsplit=1)[0])
            continue
        if not first and not read[2] and is_mentioned(text, at, at + name.end, read[1], people):
            at, last = max(at + name.end, read[1] - 1), read[1]
            continue
        said, last, own = read
        at, details = max(at, last - 1), people.read_details(said)  # white space begins a name
        named = with_details(name, details, name.score)
        own = own or (role_given(text[last:], people) if role == SPEAKER else "")
        yield replace(named, role=own or role, only_name=not said)


def _is_led_to(text: str, last: int, at: int, people: PeopleReader) -> bool:
    """Whether a name stands right behind words that lead to it, or a post does between.

    ``last`` is where those words end, or the person before: “moderated by the editor A, and B”.
    """
    between = WITH_AND.sub("", text[last:at].lstrip(" ,")).strip()
    bare = people.kinds.without_article(between)
    is_post = people.kinds.is_post(bare) or ends_as_post(bare, people)
    return not bare or bare in people.words["articles"].exact or is_post


def _may_open(before: str, people: PeopleReader) -> bool:
    """Whether a name behind some words may be that of who speaks: not “on Quay Street”."""
    if "de" in people.words.languages and with_forms(NOUN_BEHIND, people.words).search(before):
        return False
    *_, last = before.split() or [""]
    bare, kinds = last.casefold(), ("conjunctions", "then", "articles")
    leads = any(bare in people.words[kind].exact for kind in kinds)
    return (
        not last[-1:].isalnum()
        or last[:1].isupper()
        or leads
        or last in people.words["speech_verbs"]
    )


def _is_of_next(text: str, at: int, name: Name, first: str, people: PeopleReader) -> bool:
    """Whether a post behind a name is of the next: “the mayor, A, the head of the fund, B”."""
    behind = text.find(first, at + name.end) + len(first)
    leads = text[:at].rstrip().endswith(",") and text[behind : behind + 2] == ", "
    following = people.names.read(text[behind + 2 :]) if first and leads else None
    posted = following is not None and people.kinds.is_post(first)
    return posted and following is not None and following.score >= ENOUGH


def _opens_with_post(text: str, at: int, name: Name, title: str, people: PeopleReader) -> bool:
    """Whether a post alone stands before a name, or “who” behind: “Teacher A and pupil B told”."""
    before = people.kinds.without_article(text[:at].strip())
    told = with_forms(RELATIVE).match(text, at + name.end) is not None  # “lawyer A, who warned …”
    return told or before.casefold() == title.casefold()


def _read_beside(
    text: str, at: int, last: int, name: Name, people: PeopleReader, led: bool, sure: bool = False
) -> tuple[str, int, str] | None:
    """Return post and body beside a name, where they end, and the role that leads to the name.

    That is nothing where it is no person. ``last`` is where the words of the person before end;
    ``led`` says that words which lead to people stand right before the name, and with what is
    behind it that is ``sure`` to be one.
    """
    said, end, bracketed = set_beside(text, at + name.end, people)
    if told_as := role_of(said, people) if bracketed else "":  # “A (Moderator), judge”
        said, end, _ = set_beside(text, end + 1, people)
    first = name.text.split()[0]
    given = name.honorific or is_given_name(first) or "." in first or shouts(name.text)
    known = name.score >= SURE and given
    first, kinds = said.split(", ")[0], people.kinds
    before = (text[:at].split() or [""])[-1]  # the end of a longer name, or an article
    article = before in people.words["articles"].exact
    inside = text[at - 1 : at].isspace() and before[:1].isupper() and before[-1:].isalnum()
    speaks = stands_at_verb(text, at, at + name.end, people)
    likely = people.habits.is_told and name.score >= ENOUGH and _may_open(text[:at], people)
    tells = not text[:at].strip() and with_forms(RELATIVE).match(text, at + name.end)
    known = known or (likely and (speaks or tells is not None))  # “A, who fled, told …”
    title = post_before(text[:at], people)
    if (known or speaks) and not title:
        title = long_post_before(text[last:at], people)
    leads = title.split()[-1:] and title.split()[-1] in people.words["common"]  # “talk by Ada”
    if serves_another(text[:at], people):
        return None  # “a clerk to Judge Ada Bek”, “a solicitor with Bek Lund”
    titled = (title or name.honorific in people.words["posts"]) and not (bracketed or leads)
    if titled and any(ends_in_name(piece, people) for piece in said.split(", ")):
        said, first, end = "", "", at + name.end  # it is of the next: “judge A, mayor B”
    if title and not bracketed and _is_of_next(text, at, name, first, people):
        said, first, end = "", "", at + name.end
    title = "" if kinds.is_post(first) else title
    if title and first[:1].islower() and not (bracketed or kinds.is_body(first)):
        said, end = "", at + name.end  # the sentence goes on: “the director Ada, as was said”
    beside = kinds.is_post(first) or (bracketed and kinds.is_body(first))
    opens = people.habits.is_told and _opens_with_post(text, at, name, title, people)
    set_off = title and (bracketed or speaks or led or opens or name.score >= SURE)
    beside = beside and not (inside or (article and not known))
    beside = beside or bool(set_off or told_as)
    if inside and not (given or before in people.words["posts"]):
        return None  # “the Council for Social Care of Lenn”
    known = known or (led and name.score >= ENOUGH and (sure or first[:1].islower()))
    known = known and (led or not article or bool(title or name.honorific))  # “la Cruz del Sur”
    if not known and not (beside and name.score > 0):
        return None
    own = told_as or role_before(title, before, people)
    return ", ".join(filter(None, ("" if own else title, said))), end, own
