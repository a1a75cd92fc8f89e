"""What carries over from line to line below the head of a session: the role that holds, and who was named last."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from atgraph.curate.ingest.accounting import sentences_in
from atgraph.curate.ingest.lines import Line, Stretch
from atgraph.curate.ingest.organizations import Organizations
from atgraph.curate.ingest.organizing import Organizing
from atgraph.curate.ingest.people import People
from atgraph.curate.ingest.recognise import Seen
from atgraph.curate.ingest.records import Left, Part
from atgraph.curate.ingest.roles import Role

CONTACT = re.compile(r"\w@\w|https?://|www\.|\btel\b|\bphone\b|\brsvp\b|☎", re.I)


@dataclass
class Carried:
    """Keeps what holds for the lines that follow, and what carries no record."""

    organizations: Organizations
    organizing: Organizing
    people_reader: People
    text: str
    left: list[Left] = field(default_factory=list)
    loose: list[Seen] = field(default_factory=list)
    role: str = ""
    head: Stretch | None = None
    fresh: bool = False
    mode: str = ""
    organizer_role: str = ""
    heads_bodies: bool = False  # the role stands on a line of its own, above those who have it
    open: Part | None = None
    added: int = 0
    below: Seen | None = None
    alone: int = 0
    headed: bool = False  # the role that holds is that of a column, and ends with its cell
    listed: bool = False  # the item above in the list names somebody
    told_names: set[str] = field(default_factory=set)
    own: str = ""
    own_head: Stretch | None = None

    def start(self, role: str = "", head: Stretch | None = None) -> None:
        """Begin a session, whose title may be a role."""
        self.role, self.head, self.mode, self.open, self.fresh = role, head, "", None, False
        self.own, self.own_head = role, head

    def ignore(self, seen: Seen, reason: str, review: str = "") -> None:
        """Leave a line without a record."""
        self.left.append(Left((span(seen.line),), reason, review))

    def set_role(self, seen: Seen, role: Role) -> None:
        """Let the role hold for the names that follow."""
        self.role, self.mode, self.open, self.fresh = role.concept, "people", None, True
        self.head = self.label_of(seen.line, seen.text[: role.end])

    def label_of(self, line: Line, label: str) -> Stretch:
        """Return where a role word stands."""
        label = label.rstrip(" –—-|")
        at = self.text.find(label, line.start, line.end)
        return (at, at + len(label)) if at >= 0 and label else span(line)

    def bodies(self, rest: str) -> list[str]:
        """Return bodies that stand where people are expected, as in “Moderator: A and B, Co-Chairs”."""
        first = self.organizations.read.segments(rest)
        if not first or len(rest.split()) > 25:
            return []
        names = self.organizations.split(first[0])
        sure = [self.organizations.read.is_body(name) for name in names]
        return (
            names
            if names and any(sure) and all(len(n.split()) < 14 and n[:1].isupper() for n in names)
            else []
        )

    def sentence_with(self, line: Line, name: str) -> Stretch:
        """Return the sentence of a line that prints a name."""
        for start, end in sentences_in(self.text, line.start, line.end):
            if name in " ".join(self.text[start:end].replace("*", "").split()):
                return start, end
        return span(line)


def span(line: Line) -> Stretch:
    """Return where a line stands."""
    return line.start, line.end
