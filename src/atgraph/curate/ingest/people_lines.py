"""Lines below the head of a session that name who takes part in it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from atgraph.curate.ingest.below_names import LONGEST_NAME, SURE, BelowNames
from atgraph.curate.ingest.draft_records import DraftParticipant, DraftSession, Person, PrintedPost
from atgraph.curate.ingest.labels import PARTS, Role, leads_to_name, read_role, short
from atgraph.curate.ingest.line_labels import Label
from atgraph.curate.ingest.line_names import name_before
from atgraph.curate.ingest.lines import BESIDE_TITLE, BETWEEN, Stretch, plain, sentences_in
from atgraph.curate.ingest.name_lists import BESIDE, MAY_BE, NAME, OTHER
from atgraph.curate.ingest.people_reader import PeopleReader
from atgraph.curate.ingest.person_signs import LISTED, SENTENCE, shouts, with_details
from atgraph.curate.ingest.recognition import RecognizedLine
from atgraph.curate.ingest.record_lines import find_spoken
from atgraph.curate.ingest.subjects import read_doers, read_subject
from atgraph.curate.ingest.text_lines import TALKS
from atgraph.curate.ingest.told_beside import said_beside
from atgraph.curate.ingest.told_leads import SPEAKER, find_leads
from atgraph.curate.ingest.told_lives import HOLDS
from atgraph.curate.ingest.told_names import speaks_for_body
from atgraph.curate.ingest.told_speakers import (
    BEHIND_TITLE,
    find_named,
    find_speakers,
    moderates,
    opens_with_names,
)
from atgraph.curate.ingest.word_lists import every, is_country, with_forms
from atgraph.text import clip

MARKED = re.compile(
    r"(?P<label>[^\W\d_][\w’', -]{3,90}?)\s*(?:\([^()]{2,40}\)\s*)?:\s+(?P<rest>\S.+)"
)
OF_OTHER = re.compile(r",\s+(?=[^\W\d_A-ZÀ-ÞА-ЯІЇЄҐ]+\s)|\s[–—]\s|;")  # “…, where she teaches”
OPENS_TITLED = rf"[“\"«„][^“”\"«»]+{BEHIND_TITLE}"  # ““The Talk” by A”
MOST_TO_LEAD = 4  # words before those that lead to who speaks: “With contributions from”
LONGEST_WORD = 30  # letters of what may be a role
REGISTERS = r"\W*(?:please\s+)?(?:{registers})(?!\w)"  # “Please register with Ms. A.”
UNSURE_NAME = 1.5  # the margin below which a name in a list is for review
LABELS = {BESIDE: "a title or a body", OTHER: "something else", NAME: "a name"}
UNREAD = "{} stands beside it and was not read; see whether it is a name"
BEHIND_TOPIC = with_forms(r"\s*[–—|:,-]\s+|\s(?:{leads_to_person})\s+")
BEHIND_TALK = with_forms(r"\s\((?=[^()]+\)$)|\s[/|]\s|,?\s(?:{leads_to_person})\s")
UNKNOWN_ROLE = "the role “{}” is in no vocabulary; say which it is"
WEAK = "little speaks for a name here; see whether it is one"


def _is_asked(line: RecognizedLine) -> bool:
    """Whether its label says whom one asks, or who has something to do: “Contact person: A”."""
    label, colon, _ = line.text.partition(":")
    said, words = label.strip().casefold(), line.words
    task = said in words["tasks"].exact and said not in line.habits.naming
    task = task and not (said in words["posts"] or read_role(label, words))
    asked = bool(with_forms("(?:{contact_labels})$", flags=re.I).match(label))
    label = label.rpartition(". ")[2]  # “Held with the help of B. Contact for the press: A”
    short = len(label.split()) < LONGEST_NAME
    asked = asked or (line.raw.reaches and short and not read_role(f"{label}:", words))
    return bool(colon and (asked or task or said in every("contacts").exact))


def _behind_talk(text: str, people: PeopleReader) -> list[Person]:
    """Read who speaks behind the title of a talk: “What we know (Ada Bek, Terra)”."""
    for mark in BEHIND_TALK.finditer(text):
        title, rest = text[: mark.start()], text[mark.end() :]
        name, in_brackets = people.names.read(title), mark[0].endswith("(")
        is_talk = people.is_talk(title) or in_brackets  # “The road to justice (A, B)” is no post
        if not is_talk or (name is not None and people.is_likely(name)):
            continue
        rest = rest.removesuffix(")") if in_brackets else rest
        found = people.read_all(rest, (), LISTED)
        if not found or not found[0].posts:
            continue  # who made it: “The Quay, by A”, “The Quay (A)”
        if found[0].begins(rest) and people.is_known(found[0]):
            return found
    return []


class PeopleLines(BelowNames):
    """Reads people, and bodies that take part as people do."""

    gives_floor = False  # also within: “the floor was given to A, head of B”

    def read(self, meeting: DraftSession, line: RecognizedLine) -> bool:
        """Read people without a role word of their own."""
        state = self.state
        said = line.is_sentence or line.text.endswith((".", "?", "!"))
        if _is_asked(line):
            return False
        if said and with_forms(REGISTERS, flags=re.I).match(line.text):
            return False
        if self.tells and said and self._read_record(meeting, line):
            return True
        if line.is_sentence:
            return self._read_below_role(meeting, line) or self._read_led(meeting, line)
        topic = self._behind_topic(meeting, line) or self._behind_post(line)
        if not (topic or line.has_marked_role) and self._read_marked(meeting, line):
            return True
        listed = self.listed(line)
        may_go_on = not topic and listed != NAME and state.open
        is_open = may_go_on and may_go_on.person.kind == "person"
        is_open = is_open and not (line.is_person and (name_before(line) or self._shouts(line)))
        shown = line.words["told_events"].any_of(meeting.title)  # what is read or played there
        talk = [] if shown or not meeting.start else _behind_talk(line.text, line.people)
        if (is_open and not talk and self.read_beside_last(line)) or line.is_below_bodies:
            return True
        found = self._named_in(line, said, topic) or talk
        for person in found:
            head = [state.head] if state.head and state.role and not person.role else []
            self.add(meeting, line, person, [line.span, *head])
        if found and said and line.tells:
            state.open = None  # “The panel was moderated by Ada Bek.”
        self.mark_unread(meeting, line, found)
        return bool(found) or self._read_bodies(meeting, line)

    @staticmethod
    def _shouts(line: RecognizedLine) -> bool:
        """Whether a line begins with a surname in capitals: “Ada BEK Director of Terra”."""
        name = line.people.names.read(line.text)
        return name is not None and shouts(name.text) and name.score >= SURE

    def _expects(self, line: RecognizedLine) -> float:
        """Return how much the place of a line speaks for a name."""
        state = self.state
        if self.listed(line) == NAME and not line.is_person:
            return MAY_BE
        if state.mode == "people" or line.raw.note == BESIDE_TITLE:
            return 1.5
        counts = line.raw.number > 0 or (state.listed and line.raw.item)
        return 1.0 if counts else 0.5 if state.own else 0.0

    def _named_in(self, line: RecognizedLine, said: bool, topic: list[Person]) -> list[Person]:
        """Return whom a line names: behind a ``topic``, as lines or (``said``) sentences do."""
        state, people, listed = self.state, line.people, self.listed(line)
        found = topic or people.read_all(line.text, line.raw.strong, self._expects(line))
        if not found and line.label == Label.TALK and line.has_time:  # “9:10 Ada Bek, judge”
            beside = line.text[line.times[0].to :].strip(BETWEEN + ":")
            found = people.read_all(beside, (), LISTED)
            found = found if found and found[0].begins(beside) else []
        told = find_spoken(line, state.text, True) if line.tells else ()
        torn = SENTENCE.search(line.text) is not None and not said  # prose that a line end cut off
        spoken = [person for person, _ in told]
        spoken = spoken or ([] if torn else list(find_speakers(line.text, people)))
        led = any(not lead.start() for lead in find_leads(line.text))  # “On the panel are A and B”
        ways = (spoken, found) if led else (found, spoken)
        found = max(ways, key=lambda those: len({person.name for person in those}))
        found = found or self._named_on_card(line)
        if state.own and not found:
            found = people.read_list(line.text, 1.0)  # “Closing”, and below it “A and B”
        found = [p for p in found if p.role or state.role or listed == NAME or p.is_sure(SURE)]
        if len(found) > 1 and not state.role and with_forms(TALKS).search(line.text):
            found = [replace(person, role=person.role or SPEAKER) for person in found]
        return found

    def _behind_topic(self, meeting: DraftSession, line: RecognizedLine) -> list[Person]:
        """Read who speaks behind a topic in bold or in italics: “*The Topic* – Name (Body)”."""
        firsts = (end for start, end in (*line.raw.strong, *line.raw.slanted) if not start)
        end = next(firsts, 0)
        topic, mark = line.text[:end].strip(BETWEEN), BEHIND_TOPIC.match(line.text, end)
        people, rest = line.people, line.text[mark.end() if mark else end :]
        if not end or not mark or len(topic.split()) < 2 or people.habits.body_first:
            return []
        by = mark[0].strip()[-1:].isalpha()  # “*Open Networks* by Ada Bek”
        if by and line.words["told_events"].any_of(meeting.title):
            return []  # what is read, shown or played there
        if not by and (people.names.read_whole(topic) or self.kinds.is_post_or_body(topic)):
            return []
        rest, _ = line.part_room(rest)
        found = people.read_all(rest, (), LISTED)
        return found if found and found[0].begins(rest) else []

    def _behind_post(self, line: RecognizedLine) -> list[Person]:
        """Read an item below “Participants” that ends with a name: “head of …, Ada Bek;”."""
        below = self.state.below
        listed = self.state.mode == "people" or (below and below.raw.item and below.is_person)
        if line.is_person or not (line.raw.item and listed):
            return []
        said = line.text.rstrip(" ;.")
        found = [p for p in find_named(said, line.people) if said.endswith(p.name)]
        return [replace(p, role="") for p in found if p.posts and p.posts[0].title]

    @staticmethod
    def mark_unread(meeting: DraftSession, line: RecognizedLine, found: Sequence[Person]) -> None:
        """Mark the last of several behind semicolons where a piece between them was not read."""
        pieces = filter(None, map(str.strip, line.text.split(";")))
        unread = [piece for piece in pieces if not any(p.name in piece for p in found)]
        if len(found) > 1 and ";" in line.text and unread:
            meeting.participants[-1].review = UNREAD.format(clip(unread[0]))

    def _read_below_role(self, meeting: DraftSession, line: RecognizedLine) -> bool:
        """Read who is below “Speakers”, by a sentence of a life: “A is head of B.”."""
        name = line.people.names.read(line.text) if self.state.mode == "people" else None
        if name is None or name.score < SURE or not self.state.role:
            return False
        place = next(iter(sentences_in(self.state.text, *line.span)))
        said = plain(self.state.text[slice(*place)])
        lives = with_forms(HOLDS, line.words).match(said, name.end)
        if not lives:
            return False
        post = OF_OTHER.split(said[lives.end() :], maxsplit=1)[0]
        details = line.people.read_details(post) if self.kinds.is_post(post) else Person("")
        self.add(meeting, line, with_details(name, details, name.score), [place])
        self.state.open = None
        meeting.prose.append(line.raw)
        return True

    def _read_led(self, meeting: DraftSession, line: RecognizedLine) -> bool:
        """Read who speaks, by sentences that soon say who does; no life is told there."""
        before = len(meeting.participants)
        for start, end in sentences_in(self.state.text, *line.span):
            for person in self._find_led(plain(self.state.text[start:end]), line):
                self.add(meeting, line, person, [(start, end)])
                self.state.open = None
        found = len(meeting.participants) > before
        meeting.prose += [line.raw] if found else []
        return found

    def _find_led(self, said: str, line: RecognizedLine) -> list[Person]:
        """Return to whom words soon lead in a sentence, or with whom it begins who will do so."""
        lead = next(iter(find_leads(said)), None)
        soon = lead is not None and len(said[: lead.start()].split()) <= MOST_TO_LEAD
        subject = read_subject(said, line.people) if lead is None or lead.start() else None
        told = (soon or moderates(said) or speaks_for_body(said)) and not subject
        role = read_role(said, line.words)
        told = told or bool(role and leads_to_name(role.form))  # “Chaired by A, this panel …”
        doers = read_doers(said, line.people) if subject else []
        titled = with_forms(OPENS_TITLED, flags=re.I).match(said)
        if not (told or doers or titled or opens_with_names(said, line.people)):
            return []
        found = list(find_speakers(said, line.people)) or doers or list(filter(None, [subject]))
        if titled and found and not (told or doers):  # not ““The Book” by A is a novel”
            at = said.casefold().rfind(found[-1].name.casefold()) + len(found[-1].name)
            found = [] if said[said_beside(said, at, line.people)[1] :].strip(" .)") else found
        return found

    def _read_record(self, meeting: DraftSession, line: RecognizedLine) -> bool:
        """Read who spoke, by the sentences of a record; they stay prose."""
        apart = line.text.replace(meeting.title, "", 1)  # “the panel What Buyers Can Ask of Us”
        spoken = find_spoken(line, self.state.text, self.gives_floor)
        found = [(p, at) for p, at in spoken if p.name in apart or p.name not in meeting.title]
        for person, place in found:
            self.add(meeting, line, person, [place])
            self.state.open = None
        if found:
            meeting.prose.append(line.raw)
        return bool(found)

    def _read_bodies(self, meeting: DraftSession, line: RecognizedLine) -> bool:
        """Read “A and B (moderators)”: bodies with their role in brackets behind them."""
        text, role = line.people.take_role(line.text)
        names = self.organizations.split_bodies(text) if role else []
        for name in names:
            one = line.people.as_participant(name)
            self.add(meeting, line, replace(one, role=role), [line.span])
        return bool(names)

    def _read_marked(self, meeting: DraftSession, line: RecognizedLine) -> bool:
        """Read “Word: Name, title” where the word is none that the vocabularies have."""
        found = MARKED.match(line.text)
        of_body = "colon" in line.people.habits.body_first
        if not found or of_body or line.people.with_names.match(line.text):
            return False
        label, rest = found["label"], found["rest"].rstrip(".")
        name = line.people.names.read_whole(label.partition(", ")[0])
        if name is not None and line.people.begins_given(name):
            return False  # “Ada Bek: Outreach Coordinator, Harbour Trust”
        if (role := read_role(rest, line.words)) and role.scheme == PARTS and not role.alone:
            return self._read_group(meeting, line, rest, role)
        land = label if is_country(label, line.words) else ""  # “Estonia: Ms. A”
        topic = len(label) > LONGEST_WORD or len(label.split()) > 4  # “The Topic of All: A and B”
        if topic:
            one = [p for p in line.people.read_all(rest, (), 1.0)[:1] if p.posts and p.is_sure(3)]
            known = filter(line.people.is_known, one)
            told = [*find_speakers(line.text, line.people)]  # “On 3 June there spoke: A; B”
            told = told if all(p.name in rest for p in told) else []  # not “Books read by A: B; C”
            people = line.people.read_list(rest, 1.0) or max([*known], told, key=len)
        else:
            least = 0 if label.casefold() in line.habits.naming else 3
            people = [p for p in line.people.read_all(rest, (), 1.0) if p.is_sure(least)]
        several = len(people) > 1 and not self.kinds.is_body(label)  # “Workshop leaders: A; B”
        held = people and any(post.organization for post in people[0].posts)
        of_talk = topic and held  # “A hotline in two languages: Ada Bek (Terra)”
        if not people or (self.kinds.is_post_or_body(label) and not (several or of_talk)):
            return False
        if with_forms("{contact_labels}", flags=re.I).search(label):
            return False
        is_role = not (topic or land or label.casefold() in line.words["remote"].exact)
        named = is_role and len(label.split()) < 3  # a longer one is a topic
        if is_role:
            self.state.reset_role()
        if named:
            self.state.role, self.state.head = "", None
        talks = line.words["sessions"].any_of(label)  # “Conversation: A with B”
        for person in people:
            own = replace(person, role=SPEAKER) if talks and not person.role else person
            self.add(meeting, line, replace(own, country=own.country or land), [line.span])
            if named and not talks:
                meeting.participants[-1].review = UNKNOWN_ROLE.format(label)
        if is_role:
            self.state.reset_role()
        return True

    def _read_group(
        self, meeting: DraftSession, line: RecognizedLine, rest: str, role: Role
    ) -> bool:
        """Read “Group A (judges): facilitator Ms. B”."""
        found = line.people.read_all(rest[role.end :], (), LISTED)
        begins = bool(found) and found[0].begins(rest[role.end :])
        for person in found if begins else ():
            self.add(meeting, line, replace(person, role=role.concept), [line.span])
        return begins

    def add(
        self, meeting: DraftSession, line: RecognizedLine, person: Person, quotes: list[Stretch]
    ) -> None:
        """Add who takes part."""
        state = self.state
        concept = person.role or state.role
        role, review = short(concept or SPEAKER), self._doubt(line)
        again = next((p for p in meeting.participants if p.is_again(person, role)), None)
        if again is not None and (again.person.posts or not person.posts):
            if line.raw.item and any(s.span == again.quotes[0] and s.tells for s in state.lines):
                again.quotes.append(line.span)  # in a sentence, and then in the list below it
            else:
                state.ignore(line, "names again who is named above in the session")
            return
        if again is not None:  # “Ada Bek”, and below it “Ada Bek, Harbour Trust”
            named = again.person
            again.person = replace(named, posts=person.posts, only_name=False)
            again.quotes += quotes
            return
        if person.score < SURE and state.mode != "people":
            review = WEAK
        if state.unknown and not person.role:
            review = UNKNOWN_ROLE.format(state.unknown)
        if state.of_body is not None and person.kind == "person":
            person, quotes = self._of_body(person, state.of_body), [*quotes, state.of_body.span]
        several = state.several and not person.role
        part = DraftParticipant(person, role, quotes, review, bool(concept), several)
        meeting.participants.append(part)
        state.everyone.append(part)
        state.added += 1
        if state.of_one and not person.role and not state.has_second:
            state.reset_role()
        state.alone = int(person.only_name)
        done = len(person.posts) > 1 or any(post.organization for post in person.posts)
        state.open = None if done else part
        line.people.names.known.add(person.name.casefold())

    def _of_body(self, person: Person, head: RecognizedLine) -> Person:
        """Return a person with the body that stands above, where no other stands beside."""
        details = self.affiliations.read(head.text.strip(" :"))
        person = replace(person, country=person.country or details.country)
        *own, last = person.posts or (PrintedPost(),)
        held = last.organization
        own_one = held and (self.kinds.is_body(held) or not self.kinds.is_unit(held))
        alone = head.words["independent"].any_of(last.title)  # “freelance journalist”
        if not details.posts or own_one or alone:
            return person
        body, *around = details.posts
        if not (held or last.title or body.organization):
            last = body  # “Former Minister”
        joined = (last, body) if held else (replace(last, organization=body.organization),)
        return replace(person, posts=(*own, *joined, *around), only_name=False)

    def _doubt(self, line: RecognizedLine) -> str:
        """Return what is in doubt of a name in a list that nearly was read in another way."""
        decision = self.lists.get(line.place)
        if decision is None or decision.label != NAME or decision.margin >= UNSURE_NAME:
            return ""
        return f"“{line.bare}” may be {LABELS[decision.runner_up]}; see whether it is a name"
