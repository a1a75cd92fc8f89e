"""Who takes part in the one event that prose tells of, as its sentences say."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from atgraph.curate.ingest import told_speakers
from atgraph.curate.ingest.draft_records import DraftParticipant, DraftSession, Person
from atgraph.curate.ingest.labels import short
from atgraph.curate.ingest.lines import (
    APOSTROPHE,
    BULLET,
    OPENS_QUOTE,
    SENTENCE_ENDS,
    Line,
    Stretch,
    plain,
    sentences_in,
)
from atgraph.curate.ingest.mentioned import is_mentioned
from atgraph.curate.ingest.people_reader import PeopleReader
from atgraph.curate.ingest.person_names import Name
from atgraph.curate.ingest.person_signs import ENOUGH, SURE, only_named
from atgraph.curate.ingest.subjects import read_doers, says_who_spoke, stands_at_verb
from atgraph.curate.ingest.text_lines import QUOTED
from atgraph.curate.ingest.told_leads import MODERATOR, SPEAKER
from atgraph.curate.ingest.told_lives import find_lives
from atgraph.curate.ingest.told_names import find_names
from atgraph.curate.ingest.told_sessions import announces, tells_of_event
from atgraph.curate.ingest.word_lists import with_forms

SHORTEST = 60  # letters of a paragraph that says of what the document tells
FEW_QUOTED = 5  # words of a title in quotation marks
MOST_OPENING = 3  # sentences at the top that may say that an event will be
HEAD_OF_RELEASE = 300  # letters among which a document says that it is one for the press
CLOSES_QUOTE = ("”", "»", '"')
SAID = re.compile(r"[,.!?]\s?[”\"»]")  # the end of what somebody said, however long
LONG_QUOTE = 60  # letters from which on a quote is a sentence
SPEAKER_REVIEW = "named in a sentence; see whether this person takes part, and as what"
# “Ada Bek picked for three summers. She spoke softly”
PRONOUN = r"(?:{pronouns})\s(?:\w+\s){0,2}?(?:{speech_verbs})(?!\w)"
ONE_NAME = re.compile(r"(?<![\w’'-])[^\W\d_a-zß-ÿа-яіїєґ][\w’'-]+(?![\w’'-])")


def find_told(
    meeting: DraftSession,
    held: Sequence[DraftParticipant],
    prose: Sequence[Line],
    text: str,
    people: PeopleReader,
    background: Collection[Stretch],
) -> list[DraftParticipant]:
    """Return whom sentences name; beside those that lines name, whom words lead to."""
    places = [place for line in prose for place in sentences_in(text, *line.span)]
    apart = {p for s in prose if s.span in background for p in sentences_in(text, *s.span)}
    said = [(place, _without_bullet(plain(text[slice(*place)]))) for place in places]
    led = [_find_led(sentence, people) for _, sentence in said]
    # where no word leads to those who speak, the first paragraph must tell of an event;
    # who has a post is one of several, or a verb says that somebody spoke
    verbs = people.words["speech_verbs"]
    moderated = any(person.role == MODERATOR for those in led for person in those)
    is_told_of = moderated or _is_told_of(prose, text, people)
    if any(led) and _is_release(text, [sentence for _, sentence in said], people):
        apart |= {place for place, sentence in said if says_quote(sentence)}
    known = dict[str, DraftParticipant]()
    told, alone = any(led) or is_told_of, any(led) or bool(held)  # one may be the only one
    listed = _are_listed(held, text, people)
    for (place, sentence), leading in zip(said, led):
        only_led = listed or place in apart
        named = [*leading, *(told_speakers.find_named(sentence, people) if not only_led else ())]
        several = bool(meeting.start) and len(named) > 1
        spoke = is_told_of and verbs.any_of(sentence)
        held_by = (p.role != SPEAKER or (p.posts and p.posts[0].title) for p in named)
        titled = told and any(held_by)
        begins = is_told_of and not spoke and says_who_spoke(sentence, people)
        for person in named:
            sure = any(post.title or (leading and person.honorific) for post in person.posts[:1])
            review = "" if sure or person.role != SPEAKER else SPEAKER_REVIEW
            part = DraftParticipant(person, short(person.role), [place], review)
            if leading or several or spoke or titled or (begins and person.posts):
                same = known.setdefault(person.name.casefold(), part)
                _add_bodies([same], {person.name.casefold(): part})
                alone = alone or spoke
    again = _named_again([(p, s) for p, s in said if p not in apart], people) if is_told_of else ()
    for part in (*again, *(_all_in_bold(prose, people) if not held else ())):
        known.setdefault(part.person.name.casefold(), part)
    roles = {part.role for part in (*held, *known.values())}
    if is_told_of and short(SPEAKER) not in roles:
        for part in _told_lives([s for s in prose if s.span not in background], text, people):
            known.setdefault(part.person.name.casefold(), part)
    _add_bodies(held, known)
    own = [f" {part.person.name.casefold()}" for part in held]
    new = (name for name in known if not any(one.endswith(f" {name}") for one in own))
    return [known[name] for name in new] if alone or len(known) > 1 else []


def _find_led(sentence: str, people: PeopleReader) -> list[Person]:
    """Return to whom words lead in a sentence, or with whom it begins who will do so."""
    if led := list(told_speakers.find_speakers(sentence, people)):
        return led
    doers = read_doers(sentence, people)
    named = {p.name: p for p in told_speakers.find_named(sentence, people)} if doers else {}
    # also as what: “will give the keynote”
    return [named.get(one.name, replace(one, role=one.role or SPEAKER)) for one in doers]


def _told_lives(
    prose: Sequence[Line], text: str, people: PeopleReader
) -> Iterator[DraftParticipant]:
    """Yield of whom paragraphs tell the lives, for review, if these are several."""
    lives = find_lives(prose, text, people)
    yield from (replace(part, review=SPEAKER_REVIEW) for part in lives if len(lives) > 1)


def _is_release(text: str, sentences: Sequence[str], people: PeopleReader) -> bool:
    """Whether a text says that it is for the press, or begins by saying what will be."""
    told = people.words["press_releases"].any_of(text[:HEAD_OF_RELEASE])
    return told or any(_looks_ahead(sentence, people) for sentence in sentences[:MOST_OPENING])


def _looks_ahead(sentence: str, people: PeopleReader) -> bool:
    """Whether a sentence says that an event will be: those who are quoted then invite to it."""
    return people.words["future"].any_of(sentence) and tells_of_event(sentence, people.words)


def _without_bullet(sentence: str) -> str:
    bullet = BULLET.match(sentence)
    return sentence[bullet.end() :] if bullet else sentence


def _add_bodies(held: Sequence[DraftParticipant], known: Mapping[str, DraftParticipant]) -> None:
    """Give those whom lines name the body that a sentence has: “opened by the director Ada Bek”.

    ``known`` are whom sentences name, by name.
    """
    for one in held:
        twin = known.get(one.person.name.casefold())
        if twin is not None and _names_body(twin) and not _names_body(one):
            one.person = replace(one.person, posts=twin.person.posts)
            one.quotes += [quote for quote in twin.quotes if quote not in one.quotes]


def _names_body(part: DraftParticipant) -> bool:
    return any(post.organization for post in part.person.posts)


def _is_told_of(prose: Sequence[Line], text: str, people: PeopleReader) -> bool:
    """Whether a text tells of an event up to the end of its first paragraph, or announces one.

    News that say what people said announce none, for a title, a day and a time: a raid on “A”.
    """
    words = people.words
    long = (line for line in prose if line.end - line.start > SHORTEST)
    first = next((line for line in long if line.text.endswith(SENTENCE_ENDS)), None)
    head = APOSTROPHE.sub(" ", text[: first.end if first else len(text)])
    if tells_of_event(head, words) or first is None or not announces(first.text, words):
        return tells_of_event(head, words)
    said = (text[slice(*place)] for line in prose for place in sentences_in(text, *line.span))
    quoting = filter(words["speech_verbs"].any_of, map(plain, said))
    return not any(any(told_speakers.find_named(sentence, people)) for sentence in quoting)


def _are_listed(held: Sequence[DraftParticipant], text: str, people: PeopleReader) -> bool:
    """Whether a line and no sentence names one of those who take part."""
    verbs = people.words["speech_verbs"]
    quoted = (text[slice(*one.quotes[0])].rstrip() for one in held)
    return any(
        not said.endswith((*SENTENCE_ENDS, ":"))  # “Moderated by Ada Bek, the panel featured:”
        or (len(said) < LONG_QUOTE and not (told_speakers.moderates(said) or verbs.any_of(said)))
        for said in quoted
        if not said.startswith(OPENS_QUOTE)  # ““We see the doors.” — Ada Bek”
    )


def _named_again(
    said: Sequence[tuple[Stretch, str]], people: PeopleReader
) -> Iterator[DraftParticipant]:
    """Yield whom a sentence names in full, and a later one by one name that said something."""
    spoke = {
        (n, found[0].casefold())
        for n, (_, sentence) in enumerate(said)
        for found in ONE_NAME.finditer(sentence)
        if stands_at_verb(sentence, *found.span(), people)
    }
    pronoun = with_forms(PRONOUN, flags=re.I)
    goes_on = {n for n, (_, sentence) in enumerate(said) if pronoun.match(sentence)}
    for n, (place, sentence) in enumerate(said):
        for at, name in find_names(sentence, people):
            words = {word.casefold() for word in name.text.split()}
            later = any(m > n and word in words for m, word in spoke)
            later = later or (not at and n + 1 in goes_on)
            end = at + name.end
            if later and name.score >= SURE and not is_mentioned(sentence, at, end, end, people):
                yield _named_at(name, place)


def _all_in_bold(prose: Sequence[Line], people: PeopleReader) -> list[DraftParticipant]:
    """Return those whose names sentences set in bold, if these are several."""
    found = [part for line in prose for part in _set_in_bold(line, people)]
    return found if len({part.person.name for part in found}) > 1 else []


def _set_in_bold(line: Line, people: PeopleReader) -> Iterator[DraftParticipant]:
    """Yield those whose names a sentence sets in bold: “**Ada Bek** teaches here.”."""
    for start, end in line.strong if not line.all_strong else ():
        name = people.names.read_whole(line.text[start:end].strip(" ,.:"))
        if name is not None and name.score >= ENOUGH and not people.kinds.is_body(name.text):
            yield _named_at(name, line.span)


def _named_at(name: Name, place: Stretch) -> DraftParticipant:
    """Return who is named in a sentence, with nothing beside the name, for review."""
    person = only_named(name, name.score)
    return DraftParticipant(person, short(SPEAKER), [place], review=SPEAKER_REVIEW)


def says_quote(sentence: str) -> bool:
    """Whether a sentence quotes what somebody said, as those who invite in a press release."""
    long = any(len(said[0].split()) > FEW_QUOTED for said in QUOTED.finditer(sentence))
    whole = sentence.startswith(OPENS_QUOTE) and sentence.rstrip(".").endswith(CLOSES_QUOTE)
    return long or whole or SAID.search(sentence) is not None
