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
from atgraph.curate.ingest.told_leads import SPEAKER
from atgraph.curate.ingest.told_posts import said_beside
from atgraph.curate.ingest.told_speakers import moderates
from atgraph.curate.ingest.word_lists import every, with_forms

HOLDS = r",?\s(?P<verb>{biography_verbs})\s(?:(?:{currently})\s){0,2}(?:(?:{articles})\s|[ld]['’])?"
TELLS_OF = r"(?:{pronouns}|{their}|{biography_verbs})(?!\w)"  # “She wrote …”, “Ha studiato …”
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
    tells = with_forms(TELLS_OF, lines[0].words, re.I) if lines else None
    for above, line in zip([None, *lines], lines):
        ends = _details_end(line)
        head, *told = cut_line(line.raw, [ends] if ends else [], text)
        led = above is not None and above.has_marked_role and line.raw.note == WENT_ON
        goes_on = led and tells is not None and tells.match(line.text) is not None
        yield replace(head, note=LIFE) if goes_on else head
        yield from (replace(one, item=False, note=LIFE) for one in told)


def _details_end(line: RecognizedLine) -> int:
    """Return where a sentence ends that is a name with a post or a body, before what is told."""
    if not line.text.rstrip().endswith(".") or line.speech or line.has_time:
        return 0
    said = list(sentences_in(line.text, 0, len(line.text)))
    begin = line.role.end if line.role and line.role.marked else 0
    if len(said) < FEWEST or said[0][1] <= begin:
        return 0
    (_, end), (start, stop), *_ = said
    first, rest = line.text[begin:end].strip(" :."), line.text[start:stop]
    named = line.people.read_all(first, (), SURE)
    if len(named) != 1 or not (named[0].posts and named[0].begins(first)):
        return 0
    behind = first.partition(named[0].name)[2].strip(" ,;:–—-|(").split(",", maxsplit=1)[0]
    if moderates(rest) or rest.split()[0].endswith(":"):
        return 0
    goes_on = any(word in rest.split()[:3] for word in named[0].name.split())
    tells = goes_on or with_forms(TELLS_OF, line.words, re.I).match(rest) is not None
    return end if tells and line.people.kinds.is_post_or_body(behind) else 0


def tells_life(text: str, people: PeopleReader) -> bool:
    """Whether a paragraph tells which post somebody holds: “Ada Bek is a judge at the Court.”."""
    return _read_life(text, people) is not None


def _read_life(text: str, people: PeopleReader, but: str = "") -> tuple[str, str] | None:
    """Return who holds a post, and which, as a paragraph begins; not with some of the verbs."""
    found = with_forms(HOLDS).search(text, 0, LONGEST_NAME)
    before = text[: found.start()] if found else ""
    if found is None or (but and found["verb"] in every(but).exact) or not before[:1].isupper():
        return None
    if len(before.split()) > MOST_BEFORE:
        return None
    first = next(sentences_in(text, 0, len(text)))
    said, _ = said_beside(f"Ada, {plain(text[found.end() : first[1]])}", len("Ada"), people)
    is_post = people.kinds.is_post(said.split(", ", maxsplit=1)[0])
    return (before, said) if is_post else None


def _with_life(name: Name, said: str, place: Stretch, people: PeopleReader) -> DraftParticipant:
    person = with_details(name, people.read_details(said), name.score)
    return DraftParticipant(person, short(SPEAKER), [place])
