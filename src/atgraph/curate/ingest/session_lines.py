"""What stands below the head of a session: who takes part, who organises it, what else is said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from atgraph.curate.ingest.draft_records import DraftSession, Person
from atgraph.curate.ingest.labels import ORGANIZING, Role, is_plural, leads_to_name, take_status
from atgraph.curate.ingest.lines import COLUMN, HEADED
from atgraph.curate.ingest.organizer_lines import OrganizerLines
from atgraph.curate.ingest.organizers import OrganizerPhrases
from atgraph.curate.ingest.people_lines import PeopleLines
from atgraph.curate.ingest.reading_order import WENT_ON
from atgraph.curate.ingest.recognition import RecognizedLine
from atgraph.curate.ingest.session_state import CONTACT, SessionState
from atgraph.curate.ingest.word_lists import every, words_of

ONE = frozenset(  # of whom a session has one
    f"role_{name}"
    for name in ("moderator", "chair", "facilitator", "host", "rapporteur", "convenor")
) | {"role_master-of-ceremonies"}


class SessionReader:
    """Reads the lines of one session after another, and keeps what carries no record."""

    def __init__(self, phrases: OrganizerPhrases, text: str) -> None:
        self.state = SessionState(text)
        self.phrases, self.organizations = phrases, phrases.organizations
        self.kinds = self.organizations.kinds
        self.people = PeopleLines(self.state, self.organizations)
        self.organizers = OrganizerLines(self.state, phrases)

    def read(self, meeting: DraftSession, lines: Iterable[RecognizedLine]) -> None:
        """Read the lines of a session into it."""
        held = list(lines)
        for line, self.state.below in zip(held, [*held[1:], None]):
            self._line(meeting, line)

    def _line(self, meeting: DraftSession, line: RecognizedLine) -> None:
        state, before = self.state, self.state.added
        if state.headed and line.raw.note not in (COLUMN, HEADED, WENT_ON):
            state.reset_role()
            state.mode = ""
        goes_on = state.headed and line.raw.note in (HEADED, WENT_ON)
        state.headed = goes_on or line.raw.note == COLUMN
        if line.people.is_unnamed(line.text):
            state.open = None
            state.ignore(line, "nobody is named yet")
        elif line.has_time and line.rest and line.rest != line.text:
            self._talk(meeting, line)
        elif line.is_break:
            state.ignore(line, "a break, a meal or the like")
        elif (
            self._takes_role(meeting, line)
            or self.organizers.take_phrase(meeting, line)
            or self.organizers.take_invitation(meeting, line)
            or (state.mode == "organizers" and self.organizers.take_body(meeting, line))
        ):
            return
        elif self._is_biography(line):
            state.open = None
            state.ignore(line, "biography")
        else:
            named = self.people.read(meeting, line)
            state.listed = line.raw.item and (state.added > before or (named and state.listed))
            if not named:
                self._other(meeting, line)

    def _talk(self, meeting: DraftSession, line: RecognizedLine) -> None:
        """Read a talk within a session: a time, and who speaks."""
        inner = replace(line.raw, text=line.title, strong=())
        bare = RecognizedLine(inner, line.words, line.people, line.place)
        if not line.title or bare.has_time:
            self.state.ignore(line, "the time of a part of a session")
            return
        state, before = self.state, self.state.added
        role, head = state.role, state.head
        self._line(meeting, bare)
        if state.added == before and not (bare.role and bare.role.alone):
            state.role, state.head = role, head

    def _takes_role(self, meeting: DraftSession, line: RecognizedLine) -> bool:
        """Read a line that begins with a role word; False where it does not after all."""
        role = line.role
        if role is None or (line.is_sentence and not role.marked):
            return False
        rest = line.text[role.end :].strip()
        if role.scheme == ORGANIZING:
            return self.organizers.take_role(meeting, line, role, rest)
        state = self.state
        if role.alone:
            if not role.marked and line.size > 5:
                return False
            state.set_role(line, role)
            state.loose.append(line)
            return True
        bare, status = take_status(rest, line.words)
        if not bare or line.people.is_unnamed(bare):
            state.set_role(line, role)
            state.ignore(line, "nobody is named yet")
            return True
        return self._people_in_role(meeting, line, role, rest, status)

    def _people_in_role(
        self, meeting: DraftSession, line: RecognizedLine, role: Role, rest: str, status: str
    ) -> bool:
        state = self.state
        shift = len(line.text) - len(line.text[role.end :].lstrip())
        strong = [(a - shift, b - shift) for a, b in line.raw.strong if b > shift and a >= shift]
        found = line.people.read_all(rest, strong, 1.5 if role.marked else 1.0)
        if found and (role.marked or any(p.is_sure(3) for p in found)):
            state.set_role(line, role)
            for person in found:
                self.people.add(meeting, line, person, [line.span])
            single = role.concept in ONE and not is_plural(role, line.words)
            if single or (leads_to_name(role.form) and not role.marked):
                state.reset_role()
            return True
        bodies = self.organizations.split_bodies(rest) if role.marked else []
        if bodies:
            state.set_role(line, role)
            for name in bodies:
                body = Person(name, kind="organization", status=status)
                self.people.add(meeting, line, body, [line.span])
            state.open = None
        return bool(bodies)

    def _other(self, meeting: DraftSession, line: RecognizedLine) -> None:
        state = self.state
        if CONTACT.search(line.text) and not line.is_sentence:
            state.ignore(line, "an address or a link")
        elif line.is_sentence or (line.size > 14 and not line.raw.level):
            meeting.prose.append(line.raw)
            state.fresh = state.fresh and state.mode == "people"
        else:
            state.loose.append(line)

    def _is_biography(self, line: RecognizedLine) -> bool:
        """Whether a paragraph tells the life of a person who is named."""
        if not line.is_sentence:
            return False
        verbs, known = line.words["biography_verbs"], line.people.names.known
        name = line.people.names.read(line.text)
        if name is None:
            first, *more = words_of(line.text) or [""]
            pronoun = first.casefold() in every("pronouns").exact
            return pronoun and bool(more) and more[0].casefold() in verbs
        last = " " + name.text.split()[-1].casefold()
        is_known = name.text.casefold() in known or any(k.endswith(last) for k in known)
        following = (words_of(line.text[name.end :]) or [""])[0]
        return following.islower() and following in verbs and (is_known or name.score >= 2)
