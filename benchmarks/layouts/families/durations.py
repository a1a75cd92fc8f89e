"""How long each session takes instead of when it is; the hour of the beginning stands above."""

from layouts.edition import Edition
from layouts.facts import Programme, Session
from layouts.markup import Html, b, join, p, ul
from layouts.parts import cover
from layouts.printing import ALL

GROUP = "held out"
FORMATS = ("md", "docx", "html", "txt")
PRINTS = ALL - {"starts", "ends", "rooms"}
HOUR = 60


def suits(programme: Programme) -> bool:
    """Say whether the event is on one day, without parallel sessions."""
    return len(programme.days) == 1


def _minutes(time: str) -> int:
    hours, minutes = map(int, time.split(":"))
    return hours * HOUR + minutes


def render(edition: Edition) -> Html:
    """Print a list a session."""
    minutes = edition.words["minutes"]

    def block(slot: Session) -> Html:
        taken = f" ({_minutes(slot.end) - _minutes(slot.start)} {minutes})"
        if slot.pause:
            return p(edition.pause(slot) + taken)
        said = [f"{edition.role(one.role)}: {edition.line(one)}" for one in slot.people]
        return join((p(b(edition.heading(slot)), taken), ul(said)))

    slots = edition.programme.slots
    begins = p(f"{edition.day(slots[0].day)}, {edition.hour(slots[0].start)}")
    return join((cover(edition), begins, *map(block, slots)), "\n")
