"""An agenda with names and bodies, then a biography of each speaker, who names others."""

from layouts.edition import Edition
from layouts.facts import Session
from layouts.markup import Html, b, h2, join, p
from layouts.parts import biographies, by_day, committee, contact, cover

GROUP = "developed"
FORMATS = ("pdf", "docx", "html", "md")


def render(edition: Edition) -> Html:
    """Print the agenda and what is behind it."""

    def block(slot: Session) -> Html:
        if slot.pause:
            return p(f"{edition.time(slot)}  {edition.pause(slot)}")
        parts = [p(b(f"{edition.time(slot)}  {edition.heading(slot)}")), p(slot.room)]
        for role, people in edition.by_role(slot):
            said = (edition.named(one) + edition.beside(one, edition.body(one)) for one in people)
            first, *others = said
            parts += [p(f"{role}: {first}"), *map(p, others)]
        return join(parts, "\n")

    agenda = join((h2(edition.words["agenda"]), by_day(edition, block)))
    after = (biographies(edition), committee(edition), contact(edition))
    return join((cover(edition), agenda, "\n", *after), "\n")
