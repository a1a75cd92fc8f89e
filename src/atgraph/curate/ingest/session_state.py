"""What carries over from line to line below the head of a session: the role, and the last name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from atgraph.curate.ingest.draft_records import DraftIgnored, DraftParticipant
from atgraph.curate.ingest.labels import Role
from atgraph.curate.ingest.lines import Line, Stretch, sentences_in
from atgraph.curate.ingest.recognition import RecognizedLine

CONTACT = re.compile(r"\w@\w|https?://|www\.|\btel\b|\bphone\b|\brsvp\b|☎", re.I)


@dataclass
class SessionState:
    """What holds for the lines that follow, and the lines that carry no record."""

    text: str
    ignored: list[DraftIgnored] = field(default_factory=list)
    loose: list[RecognizedLine] = field(default_factory=list)
    role: str = ""
    head: Stretch | None = None  # where the role stands
    own: str = ""  # the role that the title of the session gives
    own_head: Stretch | None = None
    mode: str = ""  # which list is open: "people", "organizers", or none
    organizer_role: str = ""
    heads_bodies: bool = False  # the role stands on a line of its own, above those who have it
    fresh: bool = False  # the role was just set
    headed: bool = False  # the role that holds is that of a column, and ends with its cell
    listed: bool = False  # the item above in the list names a person
    open: DraftParticipant | None = None  # who was named last, and may have a post below
    alone: int = 0  # lines of a card read so far: 1 the name alone, 2 a post below it
    added: int = 0
    below: RecognizedLine | None = None

    @property
    def following(self) -> RecognizedLine | None:
        """The line below, if it stands close by and gives no time."""
        below = self.below
        return None if below is None or below.raw.gap or below.has_time else below

    def start(self, role: str = "", head: Stretch | None = None) -> None:
        """Begin a session, whose title may be a role."""
        self.role, self.head, self.mode, self.open, self.fresh = role, head, "", None, False
        self.own, self.own_head = role, head

    def ignore(self, line: RecognizedLine, reason: str) -> None:
        """Leave a line without a record."""
        self.ignored.append(DraftIgnored((line.span,), reason))

    def set_role(self, line: RecognizedLine, role: Role) -> None:
        """Let the role hold for the people that follow."""
        self.role, self.mode, self.open, self.fresh = role.concept, "people", None, True
        self.head = self.find_label(line, role)

    def set_organizers(self, line: RecognizedLine, role: Role, mode: str, heads: bool) -> None:
        """Let the role hold for the organisers that follow."""
        self.mode, self.organizer_role, self.open = mode, role.concept, None
        self.heads_bodies, self.head = heads, self.find_label(line, role)

    def reset_role(self) -> None:
        """Let the role that the session's title gives hold again."""
        self.role, self.head = self.own, self.own_head

    def find_label(self, line: RecognizedLine, role: Role) -> Stretch:
        """Return where a role word stands."""
        label = line.text[: role.end].rstrip(" –—-|")
        at = self.text.find(label, *line.span)
        return (at, at + len(label)) if at >= 0 and label else line.span

    def sentence_with(self, line: Line, name: str) -> Stretch:
        """Return the sentence of a line that prints a name."""
        for start, end in sentences_in(self.text, *line.span):
            if name in " ".join(self.text[start:end].replace("*", "").split()):
                return start, end
        return line.span
