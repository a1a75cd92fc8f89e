"""What holds for the lines of a session that follow, as they are read one by one."""

from dataclasses import dataclass, field

from atgraph.curate.ingest.draft_records import DraftIgnored, DraftParticipant
from atgraph.curate.ingest.labels import OF_ONE, Role, is_of_one, is_plural, leads_to_name
from atgraph.curate.ingest.lines import Stretch
from atgraph.curate.ingest.recognition import Lines, Look, RecognizedLine

LEADS = ("role_moderator", "role_chair")
LONGEST_LABEL = 5  # words; a longer line is the title of a talk


def how_set(line: RecognizedLine) -> Look:
    """Return how a line is set apart, as a heading, in bold or in italics; nothing if not."""
    raw, slanted = line.raw, line.raw.all_slanted
    return (raw.level, raw.all_strong, slanted) if raw.level or raw.all_strong or slanted else ()


@dataclass
class SessionState:
    """What holds for the lines that follow, and the lines that carry no record."""

    text: str
    ignored: list[DraftIgnored] = field(default_factory=list)
    loose: list[RecognizedLine] = field(default_factory=list)
    everyone: list[DraftParticipant] = field(default_factory=list)  # of all sessions and lists
    role: str = ""
    head: Stretch | None = None  # where the role stands
    of_one: bool = False  # it is that of the next alone: “Moderator”
    several: bool = False  # its label speaks of more than one: “Moderators”, “moderated by”
    set_so: Look = ()  # how the line is set on which the role stands alone, if apart from text
    unknown: str = ""  # what stands set so where a role would: “In dialogue with the author”
    own: str = ""  # the role that the title of the session gives
    own_head: Stretch | None = None
    mode: str = ""  # which list is open: "people", "organizers", or none
    organizer_role: str = ""
    heads_bodies: bool = False  # the role stands on a line of its own, above those who have it
    roles_behind: bool = False  # a role alone on a line is of the name above it
    headed: bool = False  # the role that holds is that of a column, and ends with its cell
    listed: bool = False  # the item above in the list names a person
    open: DraftParticipant | None = None  # who was named last, and may have a post below
    alone: int = 0  # lines of a card read so far: 1 the name alone, 2 a post below it
    added: int = 0
    added_above: int = 0  # in the sessions above
    of_body: RecognizedLine | None = None  # the body that stands above those who speak for it
    lines: Lines = ()  # of the session
    number: int = 0  # of the line that is read

    @property
    def below(self) -> RecognizedLine | None:
        """The line below."""
        return next(iter(self.lines[self.number + 1 : self.number + 2]), None)

    @property
    def has_second(self) -> bool:
        """Whether the line and the next are the last items of a list: two who lead together."""
        here = self.lines[self.number : self.number + 3]
        items = [line.raw.item and line.role is None for line in here]
        return all(items[:2]) and len(items) > 1 and not any(items[2:])

    @property
    def following(self) -> RecognizedLine | None:
        """The line below, if it stands close by and gives no time."""
        below = self.below
        return None if below is None or below.raw.gap or below.has_time else below

    def goes_on(self, line: RecognizedLine) -> bool:
        """Whether those below a line have its role too, by a mark, as its items, or up to others.

        As in “Moderators: Ada Bek,”, and where “Speakers:” stands below those who moderate.
        """
        joins = line.text.rpartition(" ")[2] in line.words["conjunctions"].exact
        items = self.below is not None and self.below.raw.item and not line.raw.item
        marked = (s for s in self.lines[self.number + 1 :] if s.has_marked_role)
        roles = (s.role for s in marked if s.role and s.role.concept not in LEADS)
        several = any(is_plural(role, line.words) for role in roles)
        return line.text.endswith((",", ";")) or joins or items or several

    def is_led_on(self, line: RecognizedLine) -> bool:
        """Whether a line only goes on with the role above: “Panellists”, “With”, and then who."""
        above = self.lines[self.number - 1].role if self.number else None
        heads = bool(self.role and above and above.alone)
        return heads and line.words["with"].labels(line.text)

    def start(self, role: str = "", head: Stretch | None = None) -> None:
        """Begin a session, whose title may be a role."""
        self.role, self.head, self.mode, self.open = role, head, "", None
        self.own, self.own_head, self.set_so, self.unknown = role, head, (), ""
        self.of_body, self.several, self.added_above = None, False, self.added

    def ignore(self, line: RecognizedLine, reason: str) -> None:
        """Leave a line without a record."""
        self.ignored.append(DraftIgnored((line.span,), reason))

    def set_role(self, line: RecognizedLine, role: Role) -> None:
        """Let the role hold for the people that follow."""
        self.role, self.mode, self.open = role.concept, "people", None
        of = self.of_body  # it holds for “Moderator: Ada Bek” right below it, and what goes on
        near = of is not None and not (line.raw.gap and line.place != of.place + 1)
        if role.alone or not (near and line.habits.heads_roles):
            self.of_body = None
        self.head, self.unknown = self.find_label(line, role), ""
        self.of_one = role.alone and is_of_one(role, line.words)
        told = leads_to_name(role.form) or role.form in line.words["moderates"].exact
        self.several = told or is_plural(role, line.words)
        self.set_so = how_set(line) if role.alone else ()

    def set_organizers(self, line: RecognizedLine, role: Role, mode: str, heads: bool) -> None:
        """Let the role hold for the organisers that follow."""
        self.mode, self.organizer_role, self.open = mode, role.concept, None
        self.heads_bodies, self.head = heads, self.find_label(line, role)

    def reset_role(self) -> None:
        """Let the role that the session's title gives hold again; not that of one, who is named."""
        is_first = self.added == self.added_above
        again = is_first or not OF_ONE.fullmatch(self.own)  # “Introduced and chaired by”
        self.role, self.head = (self.own, self.own_head) if again else ("", None)
        self.of_one = False
        self.several = False
        self.unknown = ""

    def end_role(self, line: RecognizedLine) -> None:
        """End the role at a line that is set as those with roles are, and is none that is known."""
        alike = self.set_so and how_set(line) == self.set_so and line.size <= LONGEST_LABEL
        titled = line.words["articles"].any_in(line.text.casefold().split()[:1])  # “The price”
        other = titled or line.is_place(line.text) or line.people.kinds.is_body(line.text)
        if alike and not other:
            self.reset_role()
            self.role, self.head, self.unknown = "", None, line.text.strip(" :")

    def find_label(self, line: RecognizedLine, role: Role) -> Stretch:
        """Return where a role word stands."""
        label = line.text[: role.end].rstrip(" –—-|")
        at = self.text.find(label, *line.span)
        return (at, at + len(label)) if at >= 0 and label else line.span
