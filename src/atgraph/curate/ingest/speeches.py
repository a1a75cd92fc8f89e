"""Verbatim records: before each speech a label says who speaks, by name or by the chair’s role."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from atgraph.curate.ingest.draft_records import Person
from atgraph.curate.ingest.labels import OF_ONE, PARTS, Role, read_part
from atgraph.curate.ingest.lines import SENTENCE_ENDS, Line, Stretch
from atgraph.curate.ingest.people_reader import PeopleReader
from atgraph.curate.ingest.person_signs import ENOUGH, SURE, with_details
from atgraph.curate.ingest.word_lists import every, with_forms

LABEL = re.compile(
    r"(?P<label>[^\W\d_][^:.!?()–—]{0,4}(?:\.[^:!?()–—]{1,50}|[^:.!?()–—]{1,60})?)"
    r"(?P<beside>(?:\s*\([^()]{2,120}\)){0,2})\s?(?::|\.\s?[–—])\s+(?=\S)"
)
WITH_POST = re.compile(  # “Ms. Ada Bek, Head of the Unit, Ministry of Labour and Trade: Thank you.”
    r"(?P<label>[^:!?,()–—]{3,50},\s[^:!?()–—]{2,140})(?P<beside>):\s+(?=\S)"
)
IN_CAPITALS = re.compile(  # “ADA BEK, presidente del Fondo. Grazie …”, “PRESIDENTE. Prego.”
    r"(?P<label>[^\W\d_a-zß-ÿа-яіїєґ]{2}[^\W\d_a-zß-ÿа-яіїєґ’'-]*"
    r"(?:\s[^\W\d_a-zß-ÿа-яіїєґ][^\W\d_a-zß-ÿа-яіїєґ’'-]*){0,4}(?:,\s[^.:()]{3,90})?)"
    r"(?P<beside>(?:\s?\([^()]{2,120}\))?)\.\s+(?=[^\W\d_a-z«“])"
)
TITLED_CAPITALS = re.compile(  # “Senator BEK. How many?”, “The CHAIR. Good morning.”
    r"(?P<label>(?:[^\W\d_a-z][^\W\d_]*\.?\s){1,2}?[^\W\d_a-zß-ÿа-яіїєґ]{2}[^\W\d_a-zß-ÿа-яіїєґ’'-]*"
    r"(?:\s[^\W\d_a-zß-ÿа-яіїєґ]{2}[^\W\d_a-zß-ÿа-яіїєґ’'-]*)?)(?P<beside>(?:\s?\([^()]{2,120}\))?)"
    r"\.\s+(?=[^\W\d_a-z«“])"
)
WITH_INITIALS = re.compile(  # “Бек А.Т. (фонд). Спасибо.”
    r"(?P<label>[А-ЯЁІЇЄҐ][\w’'-]+\s(?:[А-ЯЁІЇЄҐ]\.\s?){1,2}(?<=\.))"
    r"(?P<beside>(?:\s?\([^()]{2,120}\))?)\.?\s+(?=[А-ЯЁІЇЄҐ«][\w’'-]*[\w\s,])"
)
ROLE_ALONE = re.compile(r"(?P<label>[^\W\d_a-z]\w{4,})(?P<beside>)\.\s+(?=[^\W\d_a-z])")
WITHIN = (  # “Mme la présidente Ada Bek”
    r"(?P<title>[^\W\d_]+\.?)\s+(?i:{articles})\s+(?P<role>[^\W\d_]+)"
    r"(?P<ends>\.(?:\s[–—])?)?\s+(?=[^\W\d_a-z])"
)
PRESIDED = r"(?:{presided_by})\s*:?\s+(?=[^\W\d_])"  # “Présidence de Mme Bek (Pays)”
QUESTION = re.compile(r"^Q?\d{1,3}[.)]?\s+(?=[^\W\d_a-z])")  # “Q12. Mr. Bek: …”
INTERRUPTED = re.compile(r"\s*[\[(][^\[\]()]{3,60}[\])]$")  # “[Laughter.]”
IN_BRACKETS = re.compile(r"\(([^()]+)\)")
TITLE = re.compile(r"[“\"«„][^“”\"«»„.]{3,120}[”\"»“]")  # of a talk: “Ada Bek: “What we know””
FEWEST = 3  # speeches of a record
FEWEST_SAID = 4  # words of a speech that tells a record by
MOST_WORDS = 9  # of a label
MOST_OF_POST = 12  # words

Holder = tuple[Person, Stretch]  # who has a role, and where that stands


class Speech(NamedTuple):
    """Who speaks, as the label says, the role by which somebody is named, and what is said."""

    person: Person | None
    role: Role | None
    said: str


def read_speech(text: str, people: PeopleReader) -> Speech | None:
    """Read “Ms. A (Body) (spoke in French): …”, “THE CHAIR (Mr. B): …”; None for other lines."""
    text = QUESTION.sub("", text)
    within = with_forms(WITHIN, people.words).match(text)
    if within and (role := _read_role(within["role"], people)):
        if within["ends"]:  # “Mme la présidente. La parole est à M. A.”
            return Speech(None, role, text[within.end() :])
        named = read_speech(f"{within['title']} {text[within.end() :]}", people)
        return named and named._replace(role=role)
    found = LABEL.match(text) or _match_name(text, people)
    alone = ROLE_ALONE.match(text)
    if not found and alone and _read_role(alone["label"], people):
        found = alone  # “Председательствующий. Добрый день.”
    if not found and (posted := WITH_POST.match(text)):
        first = posted["label"].split(", ")[1]
        found = posted if people.kinds.is_post_or_body(first) else None
    ways = (IN_CAPITALS, TITLED_CAPITALS, WITH_INITIALS)
    found = found or next(filter(None, (way.match(text) for way in ways)), None)
    said = INTERRUPTED.sub("", text[found.end() :]) if found else ""
    words = found["label"].partition(",")[0].split() if found else []
    if not found or len(words) > MOST_WORDS or not said.rstrip().endswith(SENTENCE_ENDS):
        return None
    label, brackets = found["label"].strip(), IN_BRACKETS.findall(found["beside"])
    role = _read_role(label, people)
    if role is not None:
        inside = (_read_name(piece, [], people, ENOUGH) for piece in brackets)
        return Speech(next(filter(None, inside), None), role, said)
    initials = found.re is WITH_INITIALS
    person = _read_name(label, brackets, people, 0.0 if initials else SURE)
    if person is None and label.isupper() and (titled := _read_titled(label, people)):
        return titled._replace(said=said)
    role = _role_before(label, people) if person else None
    return Speech(person, role, said) if person else None


def _read_titled(label: str, people: PeopleReader) -> Speech | None:
    """Read a role and a surname in capitals: “CHAIR BEK”, “VICE CHAIR LUND”."""
    before, _, surname = label.rpartition(" ")
    role = _read_role(before, people) if before else None
    if role is None or len(surname) < FEWEST - 1:
        return None
    return Speech(Person(surname, role=role.concept, score=SURE + 1), role, "")


def _role_before(label: str, people: PeopleReader) -> Role | None:
    """Return the role with which a label begins: “Vorsitzende Dr. Ada Bek”."""
    first, _, rest = label.partition(" ")
    return _read_role(first, people) if rest else None


def _match_name(text: str, people: PeopleReader) -> re.Match[str] | None:
    """Match a name with a title that a full stop ends: “Mme A B (body). Nous recevons …”."""
    name = people.names.read(text)
    if name is None or not name.honorific or name.start:
        return None
    return re.compile(
        rf"(?P<label>.{{{name.end}}})(?P<beside>(?:\s*\([^()]{{2,120}}\))?)\.\s+(?=[^\W\d_a-z«“])"
    ).match(text)


def _read_role(label: str, people: PeopleReader) -> Role | None:
    bare = _without_article(label, people)
    if bare.casefold() in every("presidents").exact:
        return Role("role_chair", PARTS, bare.casefold())
    role = read_part(bare, people.words, anywhere=False)
    return role if role is not None and OF_ONE.fullmatch(role.concept) else None


def _without_article(text: str, people: PeopleReader) -> str:
    first, _, rest = text.partition(" ")
    return rest if rest and first.casefold() in people.words["articles"].exact else text


def _read_name(
    text: str, brackets: Sequence[str], people: PeopleReader, least: float = SURE
) -> Person | None:
    """Read “Ms. A, post” and what brackets say of her."""
    bare, _, beside = _without_article(text, people).partition(", ")
    name = people.names.read_whole(bare.strip())
    sure = name is not None and (name.honorific or name.score >= least)
    likely = name is not None and name.score >= ENOUGH
    sure = sure or (likely and any(s[:1].isupper() for s in brackets))
    if name is None or not (sure or name.text.casefold() in people.names.known):
        return None
    kinds = people.kinds
    says = [s for s in brackets if s[:1].isupper() or kinds.is_post(s)]  # not “(spoke in French)”
    said = ", ".join(filter(None, (beside, *says[:1])))
    details = people.read_details(said) if said else Person("")
    return with_details(name, details, name.score + 1)


def find_speeches(texts: Iterable[str], people: PeopleReader) -> int:
    """Return how many speeches lines hold; 0 where those are too few, or one alone speaks."""
    read = ((text, read_speech(text, people)) for text in texts)
    found = [one for text, one in read if one and not _is_with_post(text, one.said, people)]
    long = (one for one in found if len(one.said.split()) >= FEWEST_SAID)
    speeches = [one for one in long if not _begins_with_name(one.said, people)]
    who = {one.role.concept if one.role else one.person and one.person.name for one in speeches}
    named = any(one.person for one in speeches)
    # each has a talk, or few have two: in a record the same speak again and again
    talks = len(who) * 2 > len(speeches) and all(TITLE.fullmatch(one.said) for one in speeches)
    if len(speeches) < FEWEST or len(who) < FEWEST - 1 or not named or talks:
        return 0
    people.names.known.update(one.person.name.casefold() for one in speeches if one.person)
    return len(speeches)


def find_holders(lines: Iterable[Line], people: PeopleReader) -> dict[str, list[Holder]]:
    """Return who has a role of one, where lines say so: “President: Mr. A (Country)”."""
    holders: dict[str, list[Holder]] = {}
    for line in lines:
        if presided := with_forms(PRESIDED, flags=re.I).match(line.text):
            for person in people.read_all(line.text[presided.end() :].rstrip("."), (), SURE)[:1]:
                holders.setdefault("role_chair", []).append((person, line.span))
        found = LABEL.match(line.text)
        if found and found["label"].casefold() in people.words["present"].exact:
            for person in people.read_all(line.text[found.end() :].rstrip("."), (), SURE):
                if OF_ONE.fullmatch(person.role):  # “Present: Ms. A (Chair), B”
                    holders.setdefault(person.role, []).append((person, line.span))
        role = _read_role(found["label"].strip(), people) if found else None
        if found is None or role is None:
            continue
        speech, behind = read_speech(line.text, people), line.text[found.end() :].strip()
        named = [speech.person] if speech and speech.person else []
        if not named and _begins_with_name(behind, people):
            named = people.read_all(behind.rstrip("."), (), SURE)[:1]
        said = line.text.rstrip().endswith(SENTENCE_ENDS)  # “The President: Mr. A, please.”
        for person in named if not (said and role.concept in holders) else ():
            holders.setdefault(role.concept, []).append((person, line.span))
    return holders


def held_at(holders: Sequence[Holder], at: int) -> Holder | None:
    """Return who had a role at a place of the text: of whom it was said last."""
    above = [holder for holder in holders if holder[1][0] <= at]
    return next(iter(above[-1:] or holders[:1]), None)


def _is_with_post(text: str, said: str, people: PeopleReader) -> bool:
    """Whether posts and bodies alone stand behind a name: “Ada Bek. Nurse at the City Clinic.”.

    No address does: “Mme Bek. Ministre, je vous remercie.”
    """
    parts, behind_dot = said.rstrip(" .").split(", "), text.partition(said)[0].rstrip()[-1:] == "."
    is_short = len(said.split()) <= MOST_OF_POST and _without_article(said, people) == said
    return behind_dot and is_short and all(map(people.kinds.is_post_or_body, parts))


def _begins_with_name(text: str, people: PeopleReader) -> bool:
    name = people.names.read(text)
    likely = name is not None and (name.honorific or name.score >= ENOUGH)
    behind = text[name.end :].lstrip() if name else ""
    return bool(likely) and (not behind or behind[0] in ",(;.–—-")
