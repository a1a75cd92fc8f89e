"""Titles and names on one line, either first, or names below behind a dash: nothing else."""

from layouts.edition import Edition
from layouts.facts import Session
from layouts.markup import Html, b, h2, i, join, lines, p, row, table, ul
from layouts.parts import cover
from layouts.printing import ALL

GROUP = "developed"
FORMATS = ("html", "pdf", "docx", "txt", "md")
PRINTS = ALL - {"rooms", "roles", "posts", "bodies"}


def settle(edition: Edition) -> Edition:
    """Print no honorifics in two of three."""
    return edition.but(honorifics=edition.number % 3 == 1)


def render(edition: Edition) -> Html:
    """Print a line a session, in paragraphs, in a list, or in a table."""
    programme, words = edition.programme, edition.words

    def said(slot: Session) -> Html:
        names = [edition.named(one) + edition.status(one) for one in slot.people]
        *first, last = names
        listed = f"{', '.join(first)} {words['and']} {last}" if first else last
        return edition.turn(
            join((b(slot.title), f" – {listed}")),
            lines(slot.title, f"— {', '.join(names)}"),
            join((slot.title, " ", i(f"({', '.join(names)})"))),
            join((slot.title, f" — {' & '.join(names)}")),
            join((b(" / ".join(names)), f": {slot.title}")),
            join((b(slot.title), lines("", " "), f"– {' – '.join(names)}")),
        )

    def of(day_slots: tuple[Session, ...]) -> Html:
        each = [
            (edition.time(slot), edition.pause(slot) if slot.pause else said(slot))
            for slot in day_slots
        ]
        if edition.number in (0, 3):
            return table(row(time, one) for time, one in each)
        if edition.number == 2:
            return ul(join((time, " ", one)) for time, one in each)
        return join((p(join((time, " ", one))) for time, one in each), "\n")

    days = [(h2(edition.day_head(day)), of(programme.of(day))) for day in programme.days]
    return join((cover(edition), *(part for day in days for part in day)), "\n")
