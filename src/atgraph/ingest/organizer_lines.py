"""Lines that say who organises: behind a role word, or in a list below one."""

from __future__ import annotations

import re

from atgraph.ingest.carried import CONTACT, Carried, span
from atgraph.ingest.recognise import Seen
from atgraph.ingest.records import Meeting, Organizer
from atgraph.ingest.roles import Role, take_status


class OrganizerLines(Carried):
    """Reads organisers."""

    def takes_organizers(self, meeting: Meeting, seen: Seen, role: Role, rest: str) -> bool:
        """Read organisers behind their role word, or let it hold for the lines below."""
        if role.alone:
            if seen.size > 6 or not (role.marked or seen.line.level or seen.line.all_strong or seen.line.gap):
                return False
            self.mode, self.organizer_role, self.open = "organizers", role.concept, None
            self.head = self.label_of(seen.line, seen.text[: role.end])
            self.loose.append(seen)
            return True
        if seen.size > 60 or (
            seen.is_sentence and not role.marked and "," in rest and any(w[:1].islower() and len(w) > 5 for w in rest.split(",")[1].split()[:2])
        ):
            return False
        rest, status = take_status(rest, seen.words)
        parts = re.split(r";\s+(?=[^\W\d_a-z])", rest) if role.marked else [rest]  # a list, and no sentence that ends
        names = [n for part in parts for n in self.organizations.split(self.organizing.cut(part)) if n[:1].isupper() or n[:1].isdigit()]
        if not names:
            return False
        more = self.organizing.further(rest)
        for name in names:
            meeting.organizers.append(Organizer(name, role.concept, [span(seen.line)], status))
        for name, concept in more:
            meeting.organizers.append(Organizer(name, concept, [span(seen.line)]))
        self.mode, self.organizer_role, self.open = ("organizers" if role.marked else ""), role.concept, None
        self.head = self.label_of(seen.line, seen.text[: role.end])
        return True

    def takes_body(self, meeting: Meeting, seen: Seen) -> bool:
        """Read a body in a list below “Organisers:”."""
        if seen.is_contents_head or seen.is_sentence or seen.size > 18 or not seen.text[:1].isupper() or seen.line.level or CONTACT.search(seen.text):
            self.mode = ""
            return False
        if not (seen.line.item or not seen.line.gap or self.organizations.read.is_body(seen.text)):
            self.mode = ""
            return False
        found = seen.people.read_all(seen.text, seen.line.strong)
        if found and not self.organizations.read.is_body(seen.text.split(",")[0]):
            self.mode = ""
            return False
        quotes = [span(seen.line), *([self.head] if self.head else [])]
        for name in self.organizations.split(seen.text):
            meeting.organizers.append(Organizer(name, self.organizer_role, quotes))
        return True
