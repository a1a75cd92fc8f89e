"""What paragraphs tell of the lives of those who take part: “Ada Bek is a judge at the Court.”."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from atgraph.curate.ingest.draft_records import DraftParticipant, DraftSession
from atgraph.curate.ingest.labels import short
from atgraph.curate.ingest.lines import LIFE, WENT_ON, Line, Stretch, cut_line, plain, sentences_in
from atgraph.curate.ingest.people_reader import PeopleReader
from atgraph.curate.ingest.person_names import Name
from atgraph.curate.ingest.person_signs import SURE, with_details
from atgraph.curate.ingest.recognition import Lines, RecognizedLine
from atgraph.curate.ingest.told_beside import said_beside
from atgraph.curate.ingest.told_leads import SPEAKER
from atgraph.curate.ingest.told_speakers import find_named, find_speakers, moderates
from atgraph.curate.ingest.word_lists import every, with_forms

HOLDS = r",?\s(?P<verb>{biography_verbs})\s(?:(?:{currently})\s){0,2}(?:(?:{articles})\s|[ld]['’])?"
TELLS_OF = r"(?:{pronouns}|{their}|{biography_verbs})(?!\w)"  # “She wrote …”, “Ha studiato …”
SINCE = r",?\s(?:{since})\s(?:[^\W\d_]+\s)?(?:19|20)\d\d(?:\s(?:года?|року))?(?!\w)"
STAYED_AWAY = r"(?<!\w)(?:{pronouns})\s(?:\w+\s){0,4}?(?:{stayed_away})(?!\w)"  # “She died”
FEWEST = 2  # sentences of which the first is no sentence
LONGEST_NAME, MOST_BEFORE = 60, 6  # letters and words before the verb


def lend_lives(
    sessions: Sequence[DraftSession], lines: Lines, text: str
) -> Iterator[DraftParticipant]:
    """Yield those of whom a session has the name alone, with the post that a paragraph tells."""
    parts = [part for meeting in sessions for part in meeting.participants]
    bare = {p.person.name for p in parts if p.person.kind == "person" and not p.person.posts}
    names = {part.person.name for part in parts}
    known = {name.casefold(): name for name in bare}
    for end in (0, -1):  # “Ada is a judge”, “Judge Bek is …”, if there is no other
        words = [name.split()[end].casefold() for name in names]
        own = ((name.split()[end].casefold(), name) for name in bare)
        known |= {word: name for word, name in own if words.count(word) == 1}
    in_full = False  # a first name alone is of one of these only behind a life of another
    for line in lines if bare else ():
        if line.tells and (found := _read_life(line.text, line.people)):
            before, said = found
            name = line.people.names.read(before)
            whole = known.get(name.text.casefold() if name else before.casefold())
            if whole is not None and (in_full or " " in before):
                in_full = True
                place = next(sentences_in(text, *line.span))
                named = Name(whole, "", 0, len(whole), 0.0)
                yield _with_life(named, said, place, line.people)


def find_lives(prose: Sequence[Line], text: str, people: PeopleReader) -> list[DraftParticipant]:
    """Return of whom paragraphs tell the lives, each beginning with the name.

    Who was something, died or stayed away is spoken of, and does not speak.
    """
    parts = list[DraftParticipant]()
    for line in prose:
        away = with_forms(STAYED_AWAY, flags=re.I).search(line.text)
        found = _read_life(line.text, people, "was_once") if not away else None
        if found is not None:
            name = people.names.read_whole(found[0])
            place = next(sentences_in(text, *line.span))
            sure = name is not None and (name.honorific or name.score >= SURE)
            parts += [_with_life(name, found[1], place, people)] if name and sure else []
    return parts


def split_lives(lines: Lines, text: str) -> Iterator[Line]:
    """Yield lines, who speaks apart from what is told behind: “Ada Bek, judge. She wrote …”."""
    for above, line in zip([None, *lines], lines):
        cuts = _life_in(line)
        head, *told = cut_line(line.raw, cuts, text)
        led = above is not None and above.has_marked_role and line.raw.note == WENT_ON
        known = above.text if above is not None and led else ""
        goes_on = known and _is_of_life(line.text, known, line)
        is_life = goes_on and not _names_another(line.text, known, line)
        yield replace(head, note=LIFE) if is_life else head
        for one, note in zip(told, (LIFE, WENT_ON)):
            yield replace(one, item=False, note=note)


def _life_in(line: RecognizedLine) -> list[int]:
    """Return where sentences on a life begin, behind a name with a post or a body, and end."""
    if not line.text.rstrip().endswith(".") or line.speech or line.has_time:
        return []
    said = list(sentences_in(line.text, 0, len(line.text)))
    begin = line.role.end if line.role and line.role.marked else 0
    if len(said) < FEWEST or said[0][1] <= begin:
        return []
    end = said[0][1]
    first = line.text[begin:end].strip(" :.")
    named = line.people.read_all(first, (), SURE)
    if len(named) != 1 or not (named[0].posts and named[0].begins(first)):
        return []
    behind = first.partition(named[0].name)[2].strip(" ,;:–—-|(").split(",", maxsplit=1)[0]
    told = [line.text[slice(*place)] for place in said[1:]]
    names_others = [_names_another(sentence, named[0].name, line) for sentence in told]
    if names_others[0] or not _is_of_life(told[0], named[0].name, line):
        return []
    ends = [place[0] for place, other in zip(said[1:], names_others) if other][:1]
    return [end, *ends] if line.people.kinds.is_post_or_body(behind) else []


def _is_of_life(sentence: str, name: str, line: RecognizedLine) -> bool:
    """Whether a sentence goes on with somebody: “She wrote …”, “Bek joined …”, “Works on …”."""
    if moderates(sentence):
        return False
    if sentence.split(maxsplit=1)[0].casefold() in line.words["pronouns"].exact:
        return True
    titled = line.people.names.honorific(sentence, 0)  # “Her Excellency Ada Bek”
    tells = not titled and with_forms(TELLS_OF, line.words, re.I).match(sentence) is not None
    words = name.casefold().split()  # “Von Bek is …”, behind “Ada von Bek”
    ends = (" ".join(words[at:]) + " " for at in range(1, len(words)))
    return tells or sentence[titled:].strip().casefold().startswith(tuple(ends))


def _names_another(sentence: str, name: str, line: RecognizedLine) -> bool:
    """Whether a sentence names somebody else who takes part: “She is joined by Tom Reed, judge”."""
    led = [*find_speakers(sentence, line.people), *find_named(sentence, line.people)]
    begins = (p for p in line.people.read_all(sentence, (), SURE) if p.posts and p.begins(sentence))
    return any(person.name not in name and name not in person.name for person in (*led, *begins))


def tells_life(text: str, people: PeopleReader) -> bool:
    """Whether a paragraph tells which post somebody holds: “Ada Bek is a judge at the Court.”."""
    return _read_life(text, people) is not None


def held_post(text: str, name: str, people: PeopleReader) -> str:
    """Return which post a text tells that somebody holds; the text, where it tells none."""
    found = _read_life(text, people)
    return found[1] if found and found[0].split()[-1] == name.rsplit(maxsplit=1)[-1] else text


def _read_life(text: str, people: PeopleReader, but: str = "") -> tuple[str, str] | None:
    """Return who holds a post, and which, as a paragraph begins; not with some of the verbs."""
    found = with_forms(HOLDS).search(text, 0, LONGEST_NAME)
    before = text[: found.start()] if found else ""
    if found is None or (but and found["verb"] in every(but).exact) or not before[:1].isupper():
        return None
    if len(before.split()) > MOST_BEFORE:
        return None
    first = next(sentences_in(text, 0, len(text)))
    held = with_forms(SINCE, flags=re.I).sub("", plain(text[found.end() : first[1]]))
    said, _ = said_beside(f"Ada, {held}", len("Ada"), people)
    is_post = people.kinds.is_post(said.split(", ", maxsplit=1)[0])
    return (before, said) if is_post else None


def _with_life(name: Name, said: str, place: Stretch, people: PeopleReader) -> DraftParticipant:
    person = with_details(name, people.read_details(said), name.score)
    return DraftParticipant(person, short(SPEAKER), [place])
