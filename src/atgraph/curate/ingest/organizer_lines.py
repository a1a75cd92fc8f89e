"""Lines that say who organises: behind a role word, or in a list below one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from atgraph.curate.ingest.carried import CONTACT, Carried, span
from atgraph.curate.ingest.names import Name
from atgraph.curate.ingest.organizing import EVENTS
from atgraph.curate.ingest.recognise import Seen
from atgraph.curate.ingest.records import Meeting, Organizer
from atgraph.curate.ingest.roles import Role, take_status
from atgraph.curate.ingest.words import words_of

PERSON = 2.5  # what a name without an honorific scores with a given name
MOST = 6  # words of a name that nothing but its place tells to be one
UNSURE = (
    "only its place below the word for the role says that this is a body; see whether it is one"
)


class OrganizerLines(Carried):
    """Reads organisers."""

    def takes_organizers(self, meeting: Meeting, seen: Seen, role: Role, rest: str) -> bool:
        """Read organisers behind their role word, or let it hold for the lines below."""
        if role.alone:
            if seen.size > 6 or not (
                role.marked or seen.line.level or seen.line.all_strong or seen.line.gap
            ):
                return False
            self.mode, self.organizer_role, self.open, self.heads_bodies = (
                "organizers",
                role.concept,
                None,
                seen.heads_bodies,
            )
            self.head = self.label_of(seen.line, seen.text[: role.end])
            self.loose.append(seen)
            return True
        if seen.size > 60 or (
            seen.is_sentence
            and not role.marked
            and "," in rest
            and any(w[:1].islower() and len(w) > 5 for w in rest.split(",")[1].split()[:2])
        ):
            return False
        rest, status = take_status(rest, seen.words)
        parts = (
            re.split(r";\s+(?=[^\W\d_a-z])", rest) if role.marked else [rest]
        )  # a list, and no sentence that ends
        names = [
            n
            for part in parts
            for n in self.organizations.split(self.organizing.cut(part))
            if self.organizing.is_name(n)
        ]
        if not names or (not role.marked and self.begins_with_person(seen, names)):
            return False
        more = self.organizing.further(rest)
        for name in names:
            meeting.organizers.append(
                Organizer(name, role.concept, [span(seen.line)], status, self.doubt(seen, name))
            )
        for name, concept in more:
            meeting.organizers.append(Organizer(name, concept, [span(seen.line)]))
        self.mode, self.organizer_role, self.open, self.heads_bodies = (
            ("organizers" if role.marked else ""),
            role.concept,
            None,
            False,
        )
        self.head = self.label_of(seen.line, seen.text[: role.end])
        return True

    def person(self, seen: Seen, name: str) -> Name | None:
        """Return the person whom a piece of a list of organisers names."""
        found = seen.people.names.read(name)
        sure = (
            found is not None
            and found.end >= len(name)
            and (bool(found.honorific) or found.score >= PERSON)
        )
        return found if sure and not self.organizations.read.is_body(name) else None

    def begins_with_person(self, seen: Seen, names: Sequence[str]) -> bool:
        """Whether “delivered by Ms. A, Law Clinic” says who speaks, and not who organises."""
        first = self.person(seen, names[0])
        return first is not None and (bool(first.honorific) or len(names) > 1)

    def doubt(self, seen: Seen, name: str) -> str:
        """Return what is to be seen to where an organiser may be a person."""
        return "a person by the name; see who organises" if self.person(seen, name) else ""

    def takes_body(self, meeting: Meeting, seen: Seen) -> bool:
        """Read a body in a list below “Organisers:”."""
        if seen.text.strip(" :").casefold() in seen.words["tiers"].exact:
            self.ignore(seen, "a class of sponsors")
            return True
        if (
            seen.is_contents_head
            or seen.is_sentence
            or seen.size > 18
            or not seen.text[:1].isupper()
            or seen.line.level
            or CONTACT.search(seen.text)
        ):
            self.mode = ""
            return False
        unsure = (
            bool(seen.line.gap)
            and not seen.line.item
            and not self.organizations.read.is_body(seen.text)
        )
        if unsure and not (self.heads_bodies and self.may_be_body(seen)):
            self.mode = ""
            return False
        found = seen.people.read_all(seen.text, seen.line.strong)
        if found and not self.organizations.read.is_body(seen.text.split(",")[0]):
            self.mode = ""
            return False
        quotes = [span(seen.line), *([self.head] if self.head else [])]
        for name in self.organizations.split(seen.text):
            meeting.organizers.append(
                Organizer(name, self.organizer_role, quotes, review=UNSURE if unsure else "")
            )
        return True

    def may_be_body(self, seen: Seen) -> bool:
        """Whether a paragraph below “Sponsors” can be the name of one, without a word for a body in it."""
        words = words_of(seen.text)
        if (
            any(w.casefold() in EVENTS or w in seen.words["events"] for w in words)
            or "," in seen.text
            or seen.text.endswith((":", "?", "."))
        ):
            return False
        if any(not w[:1].isupper() for w in [*(w for w in words if len(w) > 3), *words[-1:]]):
            return False  # “Register now”
        return 0 < len(words) <= MOST and not (
            seen.has_time or seen.dates or seen.is_room or seen.line.all_strong
        )
