"""Titles of sessions that name who takes part, who organises, or what those below do."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from atgraph.curate.ingest.counted_lines import MOST_WORDS
from atgraph.curate.ingest.draft_records import DraftSession, Person
from atgraph.curate.ingest.labels import PARTS, read_part
from atgraph.curate.ingest.line_labels import Label
from atgraph.curate.ingest.line_names import is_role_alone, name_alone
from atgraph.curate.ingest.lines import BESIDE_TITLE
from atgraph.curate.ingest.name_last import BEFORE_LAST
from atgraph.curate.ingest.people_lines import PeopleLines
from atgraph.curate.ingest.people_reader import PeopleReader
from atgraph.curate.ingest.person_signs import LISTED, SENTENCE, only_named
from atgraph.curate.ingest.programme_lines import FEW
from atgraph.curate.ingest.recognition import Lines, RecognizedLine
from atgraph.curate.ingest.segments import Block
from atgraph.curate.ingest.text_lines import QUOTED
from atgraph.curate.ingest.timed_lines import ONLY_PANEL_1
from atgraph.curate.ingest.told_speakers import find_speakers
from atgraph.curate.ingest.word_lists import with_forms, words_of

BY_BEHIND = r"(?<=\w)\s+(?:{by}|{leads_to_person})$"
MOST_OF_WHO = 3  # lines that say who somebody is
BRACKET = re.compile(r"\s*[(\[](?:(?P<role>[^()\[\]:]{3,25}):\s*)?(?P<who>[^()\[\]:]{6,})[)\]]$")


def settle_titles(block: Block) -> tuple[Block, Lines]:
    """Return a session with the lines that are its title, and those that say only which it is."""
    first = block.body[: 2 if block.body and block.body[0].is_person else 1]
    titles = block.titles or [*filter(_is_act, first)]  # “Ada Bek | Opening remarks”
    kinds = [line for line in titles if line.label == Label.KIND or line.title_is_generic]
    talks = [s for s in block.body if s.size > 1 and QUOTED.fullmatch(s.text.rstrip("."))]
    talks = talks or [s for s in block.body[1:2] if first[0].is_person and _is_set(s, block)]
    last = block.titles[-1].place + 1 if block.titles else 0
    below = any(line.place == last for line in talks[:1])
    of_kind = (s in kinds or _is_kind(s, below=below) for s in block.titles)
    if block.titles and len(talks) == 1 and all(of_kind):  # “Lecture: Ada Bek”, “The Title”
        kinds, titles = titles, [*titles, *talks]
    kinds = kinds if len(kinds) < len(titles) else []
    body = [line for line in block.body if line not in titles]
    return replace(block, titles=[s for s in titles if s not in kinds], body=body), kinds


def _is_set(line: RecognizedLine, block: Block) -> bool:
    """Whether a line below who speaks is set as a title is: “Keynote: Ada Bek”, “*Fees*”."""
    return (line.raw.all_slanted or line.raw.level > 0) and _may_title(line, block)


def _is_kind(line: RecognizedLine, *, below: bool) -> bool:
    """Whether a title is a kind of session, or ends in one and a title in quotes is below it."""
    kinds, few = line.words["sessions"], len(line.title.split()) <= FEW
    ends = below and few and kinds.any_of(line.title.split()[-1])  # “Strategic session”
    return kinds.labels(line.title) or ends or (few and line.words["acts"].any_of(line.title))


def name_slots(blocks: Sequence[Block]) -> None:
    """Give slots that have no title the line that may be it, where several have a time.

    It stands right below the time, or in several slots below who speaks.
    """
    timed = [block for block in blocks if block.time]
    untitled = [block for block in timed if not block.titles and block.body]
    below = [(block, _count_speakers(block)) for block in untitled]
    behind = sum(0 < n < len(block.body) and _may_title(block.body[n], block) for block, n in below)
    for block, n in below if len(timed) > 1 else ():
        if (not n or behind > 1) and any(_may_title(s, block) for s in block.body[n : n + 1]):
            block.titles = [block.body.pop(n)]


def _count_speakers(block: Block) -> int:
    """Return how many lines right below a time say who speaks: a name, and what it is of."""
    first = block.body[0]
    if first.role or not (first.is_person or name_alone(first) is not None):
        return 0
    beside = takewhile(lambda s: s.people.kinds.is_post_or_body(s.text), block.body[1:MOST_OF_WHO])
    return 1 + sum(1 for line in beside if not line.is_person)


def _may_title(line: RecognizedLine, block: Block) -> bool:
    """Whether a line is all that may be the title of a time: “10:00”, “What fees cost.”."""
    is_kind = line.words["sessions"].begins(line.text)  # “Round table: What fees cost at sea.”
    told = line.is_sentence and not (line.raw.column or is_kind)
    labels = any(line.words[k].labels(line.text) for k in ("venue_labels", "title_labels"))
    label = labels or line.text.endswith(":") or line.is_contents_head or line.section
    is_act = line.words["sessions"].begins(line.text) or _says_of_what(line)  # “Exposé invité”
    role = line.role and not is_act
    role = role or line.people.kinds.is_post_or_body(line.text)
    who = line.is_person or line.organizes or role
    named = any(find_speakers(line.text, line.people))
    one = line.size <= MOST_WORDS and not SENTENCE.search(line.text)
    places = [above.place for above in [*block.clock, *block.rooms, *block.body]]
    beside = block.clock and line.place - 1 in places
    other = line.venue or line.raw.item or line.is_break or told or label or who or named
    return bool(beside and one and not other)


def _says_of_what(line: RecognizedLine) -> bool:
    """Whether a role word goes on with what is done: “Relatoría de las mesas”, not “… de Ada”."""
    said = words_of(line.text)
    of = line.words["genitive"].any_in(said[1:2])
    return of and all(word.islower() for word in said[2:])


def _is_act(line: RecognizedLine) -> bool:
    """Whether a line is a role word that says what is done: “Keynote Address”, not “Speakers”."""
    role = line.role if is_role_alone(line) else None
    return role is not None and line.words["acts"].any_of(role.form)


def read_title(meeting: DraftSession, block: Block, parts: PeopleLines) -> None:
    """Read the title of a session, and whom it names; behind them it may say on what they speak."""
    _TitleReader(meeting, block.titles, parts).read()
    first, _, last = meeting.title.rpartition(" ")
    words = block.titles[0].words
    if last in words["with"].exact and words["sessions"].labels(first):
        meeting.title = first  # “Podiumsgespräch mit”, above who takes part
    acts = all(s.title_is_generic or s.words["acts"].any_of(s.title) for s in block.titles)
    below = block.body[0] if block.body and acts else None
    beside = below is not None and (below.raw.note == BESIDE_TITLE or below.is_person)
    if below is not None and beside:  # “Keynote – Ada Bek: Fees at sea”
        named = below.people.read_all(below.text, (), LISTED)
        if talk := _talk_behind(below.text, named, below.people):
            meeting.title = talk
            meeting.quotes.append(below.span)


def _talk_behind(text: str, named: Sequence[Person], people: PeopleReader) -> str:
    """Return the title behind the one who is named: “Ada Bek (Terra): Fees at sea”."""
    name, colon, title = text.partition(": ")
    one = colon and len(named) == 1 and named[0].begins(name)
    return title if one and people.is_talk(title) else ""


class _TitleReader:
    """Lets a title that is a role hold for the names below it, and reads people whom it names."""

    def __init__(self, meeting: DraftSession, titles: Lines, parts: PeopleLines) -> None:
        self.meeting, self.parts = meeting, parts
        self.line, self.is_one = titles[0], len(titles) == 1
        self.people, self.state = self.line.people, parts.state

    def read(self) -> None:
        """Read the title, without a label before it: “Session title: Fair Ports”."""
        label, _, labelled = self.meeting.title.partition(": ")
        if " " in labelled and self.line.words["title_labels"].labels(label):
            self.meeting.title = labelled
        if self.is_one and (self._read_bracket() or self._read_counted()):
            return
        line, text = self.line, self.meeting.title
        raw = replace(line.raw, text=text, strong=())
        title = RecognizedLine(raw, line.words, self.people, line.place)
        role = title.role
        if role is not None and role.scheme == PARTS:
            rest = text[role.end :].strip()
            people = self.people.read_all(rest, (), 1.0) if rest and self.is_one else []
            led = find_speakers(text, self.people) if people else ()  # “Welcome by mayor A and B”
            people = max(people, [p for p in led if p.role == role.concept], key=len)
            quoted = QUOTED.search(rest)  # “Presentation of the book “A”, with Ada Bek”
            if quoted and any(map(self.people.is_known, people)):
                self._add(people)
                return
            beside = any(mark in rest for mark in ",;(–")  # “Presentation of kits to survivors”
            if any(self.people.is_known(person, beside) for person in people):
                begins = not role.marked and text[: len(role.form)].casefold() == role.form
                head = text[: len(role.form) if begins else role.end].strip(" :–—-|")
                by = with_forms(BY_BEHIND, flags=re.I).search(head)  # “Closing by”
                talk = _talk_behind(rest, people, self.people)
                self.meeting.title = talk or (head[: by.start()] if by else head)
                self.state.set_role(title, role)
                self._add(people)
                self.state.start(role.concept, line.span)
                return
            # “Closing remarks and vote of thanks”
            is_act = not people and line.words["acts"].any_of(role.form)
            if role.alone or role.marked or is_act:
                self.state.start(role.concept, line.span)
            if role.alone or role.marked:
                return
        if self.is_one and not self._read_known(text):
            named = self.people.read_all(text)
            led = () if named else find_speakers(text, self.people)  # “Talk with the mayor A here”
            begins = all(person.is_sure() and person.begins(text) for person in named[:1])
            self._add([*(named if begins else ()), *(p for p in led if p.posts or p.honorific)])

    def _add(self, people: Sequence[Person]) -> None:
        for person in people:
            self.parts.add(self.meeting, self.line, person, [self.line.span])

    def _read_bracket(self) -> bool:
        """Read “Talk (Name, title)” or “(chair: Name, title)”; leave the title without it."""
        found = BRACKET.search(self.meeting.title)
        if not found or found.start() < 3:
            return False
        title = self.meeting.title[: found.start()]
        role = read_part(found["role"] or title, self.line.words)
        named = self.people.read_all(found["who"], (), 1.0 if role else 0.5)
        led = role is not None and found["role"] is not None
        known = led or (not found["role"] and all(map(self.people.is_known, named)))
        if not named or not known:
            return False
        self.meeting.title = title
        if role:
            self.state.start(role.concept, self.line.span)
        self._add(named)
        if led:
            self.state.start()
        return True

    def _read_counted(self) -> bool:
        """Read “Talk 2: Name (Body)”; leave the title without who gives it."""
        head, _, rest = self.meeting.title.partition(": ")
        counted = with_forms(ONLY_PANEL_1, self.line.words, re.I).fullmatch(head)
        counts = rest and counted and any(map(str.isdigit, head))
        named = self.people.read_all(rest, (), LISTED) if counts else []
        known = named and all(map(self.people.is_known, named)) and named[0].begins(rest)
        beside = known and named[0].posts and rest.endswith(")")  # not “Talk 1: Hope Street”
        bodies = self.line.words["conjunctions"].any_of(rest) and not self.people.kinds.is_body(
            rest
        )
        beside = beside and not bodies  # “Talk 1: Rosa Luxemburg (Life and Work)”
        if not (beside or (known and named[0].honorific)):
            return False
        self.meeting.title = head
        self._add(named)
        return True

    def _read_known(self, text: str) -> bool:
        """Read “Talk – Name” of one who is named elsewhere too, and leave the title without it."""
        known = self.people.habits.titled | self.people.names.known
        for found in BEFORE_LAST.finditer(text):
            name = self.people.names.read_whole(text[found.end() :])
            if name and name.text.casefold() in known:
                self.meeting.title = text[: found.start()]
                self._add([only_named(name, 3)])
                return True
        return False
