"""Names alone in one paragraph a session, each role before them: “Moderator: A. Speakers: B, C.”"""

from layouts.edition import Edition
from layouts.facts import Person, Session
from layouts.markup import Html, b, join, p
from layouts.parts import by_day, cover
from layouts.printing import ALL

GROUP = "held out"
FORMATS = ("pdf", "docx", "html", "txt")
PRINTS = ALL - {"posts", "bodies", "rooms"}


def render(edition: Edition) -> Html:
    """Print time and title, and the people behind each other."""
    joined = f" {edition.words['and']} "

    def listed(people: list[Person]) -> str:
        names = [edition.named(one) + edition.status(one) for one in people]
        return joined.join(filter(None, (", ".join(names[:-1]), names[-1])))

    def block(slot: Session) -> Html:
        if slot.pause:
            return p(f"{edition.time(slot)} – {edition.pause(slot)}")
        said = (f"{role}: {listed(people)}." for role, people in edition.by_role(slot))
        title = p(b(f"{edition.time(slot)} – {edition.heading(slot)}"))
        return join((title, p(" ".join(said))), "\n")

    return join((cover(edition), by_day(edition, block)), "\n")
