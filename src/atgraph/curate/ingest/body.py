"""What stands below the head of a session: who takes part, who organises it, and what else is said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from atgraph.curate.ingest.carried import CONTACT, span
from atgraph.curate.ingest.labels import ORGANIZING
from atgraph.curate.ingest.lines import COLUMN, HEADED
from atgraph.curate.ingest.organizer_lines import OrganizerLines
from atgraph.curate.ingest.people_lines import PeopleLines
from atgraph.curate.ingest.persons import Person
from atgraph.curate.ingest.recognise import Seen
from atgraph.curate.ingest.records import Meeting, Organizer
from atgraph.curate.ingest.roles import BY, Role, is_plural, take_status
from atgraph.curate.ingest.splitting import WENT_ON
from atgraph.curate.ingest.words import words_of

ONE = frozenset(
    f"role_{name}"
    for name in (
        "moderator",
        "chair",
        "facilitator",
        "host",
        "rapporteur",
        "master-of-ceremonies",
        "convenor",
    )
)  # of whom a session has one


class Reader(PeopleLines, OrganizerLines):
    """Reads the lines of one session after another, and keeps what carries no record."""

    def read(self, meeting: Meeting, lines: Iterable[Seen]) -> None:
        """Read the lines of a session into it."""
        held = list(lines)
        for seen, self.below in zip(held, [*held[1:], None]):
            self.line(meeting, seen)

    def line(self, meeting: Meeting, seen: Seen) -> None:
        """Read one line."""
        people, text, before = seen.people, seen.text, self.added
        if self.headed and seen.line.note not in (COLUMN, HEADED, WENT_ON):
            self.role, self.head, self.mode = self.own, self.own_head, ""
        self.headed = seen.line.note == COLUMN or (
            self.headed and seen.line.note in (HEADED, WENT_ON)
        )
        if people.is_unnamed(text):
            self.open = None
            return self.ignore(seen, "nobody is named yet")
        if seen.has_time and seen.rest and seen.rest != text:
            return self.talk(meeting, seen)
        if seen.is_break:
            return self.ignore(seen, "a break, a meal or the like")
        role = seen.role
        if role and not seen.is_sentence and self.takes_role(meeting, seen, role):
            return None
        if role and role.marked and self.takes_role(meeting, seen, role):
            return None
        found = self.organizing.find(text)
        if found and not self.begins_with_person(seen, [name for name, _ in found]):
            for name, concept in found:
                meeting.organizers.append(
                    Organizer(
                        name,
                        concept,
                        [self.sentence_with(seen.line, name)],
                        review=self.doubt(seen, name),
                    )
                )
            self.open, self.mode = None, ""
            if seen.is_sentence:
                meeting.prose.append(seen.line)
            return None
        if (
            self.below
            and (found := self.organizing.inviting(text, self.below.text))
            and not self.begins_with_person(seen, [name for name, _ in found])
        ):
            meeting.organizers += [
                Organizer(
                    name,
                    concept,
                    [span(seen.line), span(self.below.line)],
                    review=self.doubt(seen, name),
                )
                for name, concept in found
            ]
            return None
        if self.mode == "organizers" and self.takes_body(meeting, seen):
            return None
        if self.is_biography(seen):
            self.open = None
            return self.ignore(seen, "biography")
        named = self.people(meeting, seen)
        self.listed = seen.line.item and (self.added > before or (named and self.listed))
        return None if named else self.other(meeting, seen)

    def talk(self, meeting: Meeting, seen: Seen) -> None:
        """Read a talk within a session: a time, and who speaks."""
        inner = replace(seen.line, text=seen.title, strong=())
        bare = Seen(inner, seen.words, seen.people, seen.place)
        before = self.added
        if seen.title and not seen.title.isspace() and not (bare.has_time):
            role, head = self.role, self.head
            self.line(meeting, bare)
            if self.added == before and not (bare.role and bare.role.alone):
                self.role, self.head = role, head
            return
        self.ignore(seen, "the time of a part of a session")

    def takes_role(self, meeting: Meeting, seen: Seen, role: Role) -> bool:
        """Read a line that begins with a role word; False where it is none after all."""
        rest = seen.text[role.end :].strip()
        if role.scheme == ORGANIZING:
            return self.takes_organizers(meeting, seen, role, rest)
        if role.alone:
            if not role.marked and seen.size > 5:
                return False
            self.set_role(seen, role)
            self.loose.append(seen)
            return True
        shift = len(seen.text) - len(seen.text[role.end :].lstrip())
        strong = [(a - shift, b - shift) for a, b in seen.line.strong if b > shift and a >= shift]
        bare, status = take_status(rest, seen.words)
        if seen.people.is_unnamed(bare) or not bare:
            self.set_role(seen, role)
            self.ignore(seen, "nobody is named yet")
            return True
        found = seen.people.read_all(rest, strong, 1.5 if role.marked else 1.0)
        if found and (
            role.marked or any(not p.only_name or p.honorific or p.score >= 3 for p in found)
        ):
            self.set_role(seen, role)
            for person in found:
                self.add(meeting, seen, person, [span(seen.line)])
            if (role.concept in ONE and not is_plural(role, seen.words)) or (
                role.form.split()[-1] in BY and not role.marked
            ):
                self.role, self.head = self.own, self.own_head
            return True
        if role.marked and (bodies := self.bodies(rest)):
            self.set_role(seen, role)
            for name in bodies:
                body = Person(name, kind="organization", status=status)
                self.add(meeting, seen, body, [span(seen.line)])
            self.open = None
            return True
        return False

    def other(self, meeting: Meeting, seen: Seen) -> None:
        """Keep a line that is no record by itself."""
        if CONTACT.search(seen.text) and not seen.is_sentence:
            return self.ignore(seen, "an address or a link")
        if seen.is_sentence or (seen.size > 14 and not seen.line.level):
            meeting.prose.append(seen.line)
            self.fresh = self.fresh and self.mode == "people"
            return None
        self.loose.append(seen)
        return None

    def is_biography(self, seen: Seen) -> bool:
        """Whether a paragraph tells the life of somebody who is named."""
        if not seen.is_sentence:
            return False
        name = seen.people.names.read(seen.text)
        if name is None:
            words = words_of(seen.text)
            pronoun = words[0].casefold() if words else ""
            return (
                pronoun
                in ("he", "she", "they", "il", "elle", "él", "ella", "er", "sie", "lui", "lei")
                and len(words) > 1
                and words[1].casefold() in seen.words["biography_verbs"]
            )
        following = words_of(seen.text[name.end :])[:1]
        known = name.text.casefold() in seen.people.names.known or any(
            k.endswith(" " + name.text.split()[-1].casefold()) for k in seen.people.names.known
        )
        verb = (
            bool(following)
            and following[0].islower()
            and following[0].casefold() in seen.words["biography_verbs"]
        )
        return verb and (known or name.score >= 2)
