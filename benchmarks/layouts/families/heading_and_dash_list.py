"""Markdown as sites keep it: the title a heading, time and room in italics, names in bold."""

from layouts.edition import Edition
from layouts.facts import Person, Session
from layouts.markup import Html, b, h3, i, join, p, ul
from layouts.parts import by_day, cover

GROUP = "developed"
FORMATS = ("md", "html")


def render(edition: Edition) -> Html:
    """Print a list a session."""

    def line(one: Person) -> Html:
        said = f" — {edition.post(one)}" if edition.post(one) else ""
        role = "" if one.role in ("speaker", "panellist") else f" ({edition.role(one.role)})"
        return join((b(edition.named(one)), role, said, edition.status(one)))

    def block(slot: Session) -> Html:
        if slot.pause:
            return join((h3(edition.pause(slot)), p(i(edition.time(slot)))))
        when = ", ".join(filter(None, (edition.time(slot), slot.room)))
        return join((h3(edition.heading(slot)), p(i(when)), ul(map(line, slot.people))))

    return join((cover(edition), by_day(edition, block)))
