"""Lines below the head of a session that name who organises it."""

import re
from collections.abc import Sequence

from atgraph.curate.ingest.draft_records import DraftOrganizer, DraftSession
from atgraph.curate.ingest.labels import Role, take_status
from atgraph.curate.ingest.lines import plain, sentences_in
from atgraph.curate.ingest.organizers import OrganizerPhrases, names_organizer
from atgraph.curate.ingest.person_names import Name
from atgraph.curate.ingest.recognition import RecognizedLine
from atgraph.curate.ingest.session_state import SessionState
from atgraph.curate.ingest.text_lines import CONTACT
from atgraph.curate.ingest.word_lists import every, with_forms, words_of

PERSON = 2.5  # what a name without an honorific scores with a given name
MOST = 6  # words of a name that nothing but its place tells to be one
DATED = r"(?:{dated})\b"  # “Register by 30 September at”
LEADING = "the line says with whom; see whether it is this body that organises"
DOUBT = "a person by the name; see who organises"
UNSURE = (
    "only its place below the word for the role says that this is a body; see whether it is one"
)


class OrganizerLines:
    """Reads organisers."""

    def __init__(self, state: SessionState, phrases: OrganizerPhrases) -> None:
        self.state, self.phrases = state, phrases
        self.organizations, self.kinds = phrases.organizations, phrases.organizations.kinds
        self._are = with_forms(r"^(?:{speakers_are})\s+", self.kinds.words)

    def take_role(self, meeting: DraftSession, line: RecognizedLine, role: Role, rest: str) -> bool:
        """Read organisers behind their role word, or let it hold for the lines below."""
        state, raw = self.state, line.raw
        if role.alone:
            apart = role.marked or raw.level or raw.all_strong or raw.gap
            if line.size > 6 or not (apart or state.mode == "organizers"):
                return False
            state.set_organizers(line, role, "organizers", line.heads_bodies)
            state.loose.append(line)
            return True
        after = rest.split(",")[1].split()[:2] if "," in rest else ()
        goes_on = any(w[:1].islower() and len(w) > 5 for w in after)
        if line.size > 60 or (line.is_sentence and not role.marked and goes_on):
            return False
        rest, status = take_status(rest, line.words)
        rest = self._are.sub("", rest)  # “Veranstalter sind A und B”
        # a list, and no sentence that ends
        parts = re.split(r";\s+(?=[^\W\d_a-z])", rest) if role.marked else [rest]
        names = [name for part in parts for name in self.phrases.read_names(part)]
        if not names or (not role.marked and self._begins_with_person(line, names)):
            return False
        meeting.organizers += [
            DraftOrganizer(name, role.concept, [line.span], status, self._doubt(line, name))
            for name in names
        ]
        further = self.phrases.find_phrases(rest, anywhere=True)  # in other roles
        meeting.organizers += [DraftOrganizer(n, concept, [line.span]) for n, concept in further]
        if not role.marked and rest.endswith(names[-1]):
            meeting.organizers += self._leading(line)
        state.set_organizers(line, role, "organizers" if role.marked else "", False)
        return True

    def _leading(self, line: RecognizedLine) -> list[DraftOrganizer]:
        """Return whose event it is in “A and B,”, which leads to “in cooperation with C”."""
        above = self.state.lines[self.state.number - 1] if self.state.number else None
        names = self.organizations.split(above.text) if above and above.text.endswith(",") else []
        told = above is None or above.role or names_organizer(above.text, above.words)
        if above is None or told or not all(map(self.kinds.is_body, names)):
            return []
        quotes = [above.span, line.span]
        return [DraftOrganizer(n, "role_organizes", [*quotes], review=LEADING) for n in names]

    def take_phrase(self, meeting: DraftSession, line: RecognizedLine) -> bool:
        """Read “co-organised by A and B” within a line."""
        found = self.phrases.find(line.text)
        if not found or self._begins_with_person(line, [name for name, _ in found]):
            return False
        for name, concept in found:
            sentences = sentences_in(self.state.text, *line.span)
            printing = (s for s in sentences if name in plain(self.state.text[slice(*s)]))
            quotes, doubt = [next(printing, line.span)], self._doubt(line, name)
            meeting.organizers.append(DraftOrganizer(name, concept, quotes, review=doubt))
        self.state.open, self.state.mode = None, ""
        if line.is_sentence:
            meeting.prose.append(line.raw)
        return True

    def take_invitation(self, meeting: DraftSession, line: RecognizedLine) -> bool:
        """Read names that stand on lines of their own above “cordially invite you to …”."""
        below = self._invitation_below(line)
        found = self.phrases.inviting(line.text, below.text) if below else []
        if not below or not found or self._begins_with_person(line, [name for name, _ in found]):
            return False
        for name, concept in found:
            quotes, doubt = [line.span, below.span], self._doubt(line, name)
            meeting.organizers.append(DraftOrganizer(name, concept, quotes, review=doubt))
        return True

    def _invitation_below(self, line: RecognizedLine) -> RecognizedLine | None:
        """Return the line that invites, below lines that stand close together."""
        for below in self.state.lines[self.state.number + 1 :]:
            if self.phrases.inviting(line.text, below.text):
                return below
            if below.raw.gap or below.is_sentence:
                break
        return None

    def _person(self, line: RecognizedLine, name: str) -> Name | None:
        found = line.people.names.read_whole(name)
        is_one = found and (found.honorific or found.score >= PERSON)
        return found if is_one and not self.kinds.is_body(name) else None

    def _begins_with_person(self, line: RecognizedLine, names: Sequence[str]) -> bool:
        """Whether “delivered by Ms. A, Law Clinic” says who speaks, and not who organises."""
        first = self._person(line, names[0])
        led = line.people.with_names.match(line.text) if line.is_person else None
        named = line.people.read_all(line.text[led.end() :]) if led else []
        if any(not self.kinds.is_body(person.name) for person in named):
            return True  # “a cura di Ada Bek, giurista”
        return first is not None and (bool(first.honorific) or len(names) > 1)

    def _doubt(self, line: RecognizedLine, name: str) -> str:
        return DOUBT if self._person(line, name) else ""

    def take_body(self, meeting: DraftSession, line: RecognizedLine) -> bool:
        """Read a body in a list below “Organisers:”."""
        state, raw, text = self.state, line.raw, line.text
        if line.words["tiers"].labels(text):
            state.ignore(line, "a class of sponsors")
            return True
        unsure = raw.gap and not raw.item and not self.kinds.is_body(text)
        is_body = self.kinds.is_body(text.split(",")[0])
        label, colon, _ = text.partition(": ")  # “Interpretation: English, French”
        if (
            (bool(colon) and not self.kinds.is_body(label))
            or (line.is_contents_head or line.is_sentence or line.size > 18 or raw.level > 0)
            or (not text[:1].isupper() or CONTACT.search(text) or line.has_time)
            or with_forms(DATED, line.words, re.I).match(text)
            or (unsure and not (state.heads_bodies and self._may_be_body(line)))
            or (not is_body and line.people.read_all(text, raw.strong))
        ):
            state.mode = ""
            return False
        quotes = [line.span, *([state.head] if state.head else [])]
        review = UNSURE if unsure else ""
        names, role = self.organizations.split(text), state.organizer_role
        meeting.organizers += [DraftOrganizer(name, role, quotes, review=review) for name in names]
        return True

    def _may_be_body(self, line: RecognizedLine) -> bool:
        """Whether a paragraph below “Sponsors” can be the name of one without a word of a body."""
        words = words_of(line.text)
        events = every("event_nouns").exact
        has_event = any(w.casefold() in events or w in line.words["events"] for w in words)
        if has_event or "," in line.text or line.text.endswith((":", "?", ".")):
            return False
        if any(not w[:1].isupper() for w in [*(w for w in words if len(w) > 3), *words[-1:]]):
            return False  # “Register now”
        other = line.has_time or line.dates or line.is_room or line.raw.all_strong
        return 0 < len(words) <= MOST and not other
