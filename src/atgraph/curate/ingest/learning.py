"""What all lines of a document together tell: who is known, its rooms and habits of print."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise, takewhile

from atgraph.curate.ingest import repetition
from atgraph.curate.ingest.affiliations import AffiliationReader
from atgraph.curate.ingest.draft_records import Person
from atgraph.curate.ingest.labels import PARTS, is_plural
from atgraph.curate.ingest.line_names import is_role_alone, name_alone
from atgraph.curate.ingest.name_rows import MARKS, parts_names
from atgraph.curate.ingest.people_lines import MARKED
from atgraph.curate.ingest.people_reader import PeopleReader
from atgraph.curate.ingest.person_names import Name
from atgraph.curate.ingest.person_signs import LISTED
from atgraph.curate.ingest.recognition import Lines, RecognizedLine
from atgraph.curate.ingest.segment_kinds import BETWEEN
from atgraph.curate.ingest.times import find_afternoons
from atgraph.curate.ingest.told_lives import HOLDS, LONGEST_NAME
from atgraph.curate.ingest.word_lists import with_forms
from atgraph.curate.ingest.zones import LEADS_ON

SHORT_TIME = re.compile(r"(?P<hour>\d)\.(?P<minute>[0-5]\d)\s+[^\W\d_]")
LONGEST_BODY = 12  # words
BEHIND_TITLE = re.compile(r"\s+(?:[–—-]\s|\((?=.+\)$))")
LONGEST_HEAD = 3  # words of an unknown body
PARTING = {"dash": re.compile(r"\s+[–—-]\s"), "colon": re.compile(r"\s*:\s")}
BEGINS_WITH_DOT = re.compile(r"\d\d?\.\d\d\b")


def learn(lines: Lines, people: PeopleReader) -> None:
    """Let people be read with what all lines together tell: names, rooms, habits of print."""
    habits = people.habits
    habits.dashes_times = repetition.end_with_times(lines)
    learn_people(lines, people)
    people.names.known.update(p.name.casefold() for line in lines for p in _present(line))
    people.names.known.update(_named_on_cards(lines))
    people.names.known.update(_with_lives(lines))
    for line in lines:
        if line.is_room:
            habits.rooms.update(part for part, what in line.pieces if what == "room")
    habits.rooms |= repetition.rooms_behind(lines) | repetition.rooms_below(lines)
    habits.naming = _find_naming(lines)
    labels = Counter(s.text.strip(" :").casefold() for s in lines if s.raw.column == 1)
    known = lines[0].words["tasks"].exact if lines else frozenset()
    habits.tasks = {label for label in known if labels[label] > 1}
    habits.tracks = repetition.find_tracks(lines)
    habits.acts = repetition.find_acts(lines)
    habits.items = repetition.find_items(lines)
    leads = repetition.leads_to_times(lines)
    habits.leads = {lead for lead in leads if lead.casefold() not in habits.items}
    habits.quotes_titles = repetition.quotes_titles(lines)
    hours = ((line.raw.start, line.text, line.times, line.has_day) for line in lines)
    habits.afternoons = find_afternoons(hours)
    timed = (line.has_time and BEGINS_WITH_DOT.match(line.text) for line in lines)
    habits.dots_times = any(timed) or _begin_with_times(lines)
    said = [line for line in lines if not line.is_sentence]
    rows = [text for line in said for text in _may_be_rows(line)]
    habits.between = {mark for mark in MARKS if parts_names(mark, rows, people)}
    _learn_body_first(lines, people)
    people.habits.body_first |= {*_parting_in_lists(lines, people)}


def learn_bodies(lines: Lines, affiliations: AffiliationReader) -> None:
    """Learn what stands alone below “Organisation”: bodies, whatever they are called."""
    below = (line for line in lines if line.size < LONGEST_BODY and line.is_below_bodies)
    affiliations.know_bodies(s.text for s in below if not BETWEEN.search(s.text))


def _may_be_rows(line: RecognizedLine) -> Iterator[str]:
    """Yield what of a line may be a row of names: it, or what stands behind a role or a title."""
    text = line.title if line.has_time else line.text[line.role.end if line.role else 0 :]
    yield text
    if found := BEHIND_TITLE.search(text):
        behind = text[found.end() :]
        closed = "(" in found[0] and behind.count(")") > behind.count("(")
        yield behind.removesuffix(")") if closed else behind


def _begin_with_times(lines: Lines) -> bool:
    """Whether figures that begin lines are times: “3.00”, “3.10”, “4.30”; sections have a “3.1”."""
    found = filter(None, (SHORT_TIME.match(line.text) for line in lines))
    times = [(int(one["hour"]), int(one["minute"])) for one in found]
    apart = (minute % 5 == 0 for _, minute in times)
    return len(times) > repetition.MOST_ALIKE and all(apart) and times == sorted({*times})


def learn_people(lines: Lines, people: PeopleReader) -> None:
    """Learn who is named with a title and a body, and so is known alone; if names stand last."""
    named = [(line.text, line.named_people) for line in lines if line.is_person]
    titled = (p for _, found in named for p in found if p.kind == "person" and p.posts)
    people.habits.titled.update(p.name.casefold() for p in titled if p.honorific or p.score >= 3)
    led = {line.text for line in lines if line.role and line.role.marked}  # “Chair: Ada Bek”
    firsts = [(text, found[0]) for text, found in named if text not in led]
    ends = sum(text.endswith(person.name) and bool(person.posts) for text, person in firsts)
    begins = sum(person.begins(text) for text, person in firsts)
    people.habits.name_last = ends > 1 and ends > begins


def _find_naming(lines: Lines) -> set[str]:
    """Return unknown labels behind which people stand in most lines: “Contributors: A (B); C”."""
    said, named = Counter[str](), Counter[str]()
    for line in lines:
        found = MARKED.match(line.text) if not (line.role or line.tells) else None
        if found and not line.people.kinds.is_post_or_body(found["label"]):
            label = found["label"].casefold()
            said[label] += 1
            named[label] += any(p.is_sure(3) for p in line.people.read_all(found["rest"], (), 1.0))
    naming = {label for label, n in named.items() if n > 1 and n * 2 > said[label]}
    tasks = {label for line in lines[:1] for label in naming & line.words["tasks"].exact}
    led = any(line.role and line.role.scheme == PARTS for line in lines)
    return naming - tasks if led or naming > tasks else naming


def _named_on_cards(lines: Lines) -> Iterator[str]:
    """Yield the names that are headings with a post or body below, as in a list of speakers."""
    headings = [(line, below) for line, below in pairwise(lines) if line.raw.level]
    timed = {
        line.raw.level
        for line, below in headings
        # a time that is a heading of a higher level begins what follows
        if line.has_time or (below.times and not 0 < below.raw.level < line.raw.level)
    }
    for line, below in headings:
        may_be = line.raw.level not in timed and not (below.is_person or below.is_sentence)
        name = name_alone(line) if may_be else None
        if name and line.people.kinds.is_post_or_body(below.text):
            yield name.text.casefold()
    named = [*_named_above_roles(lines)]
    yield from (name.text.casefold() for name in named if len(named) > repetition.MOST_ALIKE)


def _with_lives(lines: Lines) -> Iterator[str]:
    """Yield whose life a paragraph tells, where a comma and the name end another line."""
    for line in lines:
        lives = with_forms(HOLDS).search(line.text, 0, LONGEST_NAME) if line.tells else None
        name = line.people.names.read_whole(line.text[: lives.start()]) if lives else None
        if name and any(other.text.endswith(f", {name.text}") for other in lines):
            yield name.text.casefold()


def _named_above_roles(lines: Lines) -> Iterator[Name]:
    """Yield names alone above a role alone and a post or a body: “Ada Bek”, “Speaker”, “Judge”."""
    for line, role, below in zip(lines, lines[1:], lines[2:]):
        kinds, other = line.people.kinds, line.is_room or line.has_time or line.role
        plural = role.role and is_plural(role.role, role.words)
        heads = role.has_marked_role or below.is_person or plural
        if is_role_alone(role) and kinds.is_post_or_body(below.text) and not (other or heads):
            name = name_alone(line)
            if name and not kinds.is_post_or_body(line.text):
                yield name


def _present(line: RecognizedLine) -> Iterator[Person]:
    """Yield whom a list of those present names: below they speak, with the name alone."""
    label, mark, listed = line.text.partition(":")
    if mark and label.casefold() in line.words["present"].exact:
        yield from line.people.read_all(listed.strip(), (), LISTED)
    elif line.text.count(";") > repetition.MOST_ALIKE:
        yield from (person for person in line.named_people if person.posts)


def _learn_body_first(lines: Lines, people: PeopleReader) -> None:
    """Learn the marks that part bodies from who speaks for them, in most lines that name people."""
    lines = [line for line in lines if not (line.is_sentence or line.has_time)]
    texts = [line.text[line.role.end :] if line.role else line.text for line in lines]
    for least in (0, 1):
        read = [people.read_behind_body(text) for text in texts]
        marks, bodies = Counter[str](), Counter[str]()
        for mark, named in filter(None, read):
            if not named[0].posts:
                continue  # “Kenya: Ada Bek”
            *own, last = named[0].posts
            titled = own and not any(post.organization for post in own)
            titled = titled and not people.is_talk(last.organization)
            marks[mark] += 1
            bodies[mark] += bool(titled or people.kinds.is_body(last.organization))
        others = [line for line, found in zip(lines, read) if line.is_person and not found]
        against = sum(people.is_known(s.named_people[0], beside=False) for s in others)
        # “Body, represented by Ada Bek” is no other way round, whoever stands first elsewhere
        most = {mark: least if mark == "words" else max(least, against * least) for mark in bodies}
        people.habits.body_first = {
            mark for mark, n in bodies.items() if n > most[mark] and n * 2 > marks[mark]
        }


def _parting_in_lists(lines: Lines, people: PeopleReader) -> Iterator[str]:
    """Yield the mark between unknown bodies and names in whole lists below “Panellists:”."""
    if people.habits.body_first:
        return
    for name, mark in PARTING.items():
        people.habits.body_first = {name}
        for items in _lists_below_roles(lines):
            read = [people.read_behind_body(line.text) for line in items]
            heads = [mark.split(line.text)[0].split() for line in items]
            # not “Who owns the sea – Ada Bek”
            short = all(len(head) <= LONGEST_HEAD and all(map(_is_capital, head)) for head in heads)
            if short and len(items) > repetition.MOST_ALIKE and all(read):
                yield name
        people.habits.body_first = set()


def _lists_below_roles(lines: Lines) -> Iterator[list[RecognizedLine]]:
    """Yield the items of each list right below words that lead to several people."""
    for head in lines:
        role = head.role
        leads = role is not None and role.scheme == PARTS and role.alone
        if leads or with_forms(LEADS_ON, head.words, re.I).search(head.text):
            yield [*takewhile(lambda line: line.raw.item, lines[head.place + 1 :])]


def _is_capital(word: str) -> bool:
    return not word[0].islower()
