"""Who spoke, by the lines of a record: in sentences, before a speech, and behind a label."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from atgraph.curate.ingest.draft_records import Person
from atgraph.curate.ingest.lines import Stretch, plain, sentences_in
from atgraph.curate.ingest.mentioned import is_told_elsewhere
from atgraph.curate.ingest.name_lists import MAY_BE
from atgraph.curate.ingest.people_reader import SAY_WHAT
from atgraph.curate.ingest.recognition import RecognizedLine
from atgraph.curate.ingest.subjects import read_subject
from atgraph.curate.ingest.told_speakers import find_named, find_speakers, moderates


def is_told(label: str, line: RecognizedLine) -> bool:
    """Whether a word says what people did: “Discussion”, “Spoke”."""
    return " " not in label and any(line.words[k].any_of(label) for k in SAY_WHAT)


def find_spoken(
    line: RecognizedLine, text: str, gives_floor: bool
) -> Iterator[tuple[Person, Stretch]]:
    """Yield who spoke, and where that stands; where one ``gives_floor``, within sentences too."""
    people, (label, colon, rest) = line.people, line.text.partition(": ")
    lead = f"{label}{colon}" if is_told(label.strip(), line) else ""
    if listed := _read_listed(line, rest if lead else line.text):
        yield from ((person, line.span) for person in listed)
        return
    for start, end in sentences_in(text, *line.span):
        if line.is_speech and start > line.raw.start:
            return  # what was said names others
        said = plain(text[start:end]).removeprefix(lead)  # “Discussion: Ms. A asked …”
        if is_told_elsewhere(said, people):
            continue
        subject, place = read_subject(said, people), (start, end)
        led = list(find_speakers(said, people)) if not subject or moderates(said) else []
        named = led or ([subject] if subject else [])
        if gives_floor:
            beside = (q.title or q.organization for person in led for q in person.posts)
            known = " | ".join([*(person.name for person in named), *beside])  # “head of Ada Aid”
            more = list(find_named(said, people, briefly=True))
            named = [_fullest(person, more) for person in named]
            named += (person for person in more if person.name not in known)
        if not named and start == line.raw.start:  # an initial ended the sentence
            subject, place = read_subject(line.text, people), line.span
            named = [subject] if subject else []
        yield from ((person, place) for person in named)


def _fullest(person: Person, others: Sequence[Person]) -> Person:
    """Return a person as others are read of the sentence who are named in it."""
    same = (p for p in others if p.name == person.name)
    return replace(next(same, person), role=person.role)


def _read_listed(line: RecognizedLine, text: str) -> list[Person]:
    """Read “Discussion: A (post); B (post).”, where each piece names somebody."""
    count = text.count(";") + 1
    told = len(list(sentences_in(text, 0, len(text)))) > 1  # “A spoke on fees. B asked; C replied.”
    if (count == 1 and text == line.text) or told:
        return []
    listed = line.people.read_all(text.rstrip("."), (), MAY_BE)
    begins = bool(listed) and listed[0].begins(text)  # not “With us are A (post); B (post)”
    return (
        listed if begins and len(listed) >= count and all(map(line.people.is_known, listed)) else []
    )
