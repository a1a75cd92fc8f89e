"""Names without posts, all on a line behind a word or a mark, or the roles run on one line."""

from layouts.edition import Edition
from layouts.facts import Session
from layouts.markup import Html, b, h3, join, lines, p
from layouts.parts import by_day, cover
from layouts.printing import ALL

GROUP = "developed"
FORMATS = ("html", "md", "txt", "docx", "pdf")
PRINTS = ALL - {"rooms", "posts", "bodies", "roles"}
WITH = {"en": "With", "fr": "Avec", "es": "Con", "de": "Mit", "it": "Con", "ru": "Спикеры:",
        "uk": "Спікери:"}  # fmt: skip


def render(edition: Edition) -> Html:
    """Print names with points, bars or commas between, in capitals, or role by role."""

    def said(slot: Session) -> Html:
        names = [edition.named(one) + edition.status(one) for one in slot.people]
        roles = "; ".join(
            f"{role}: " + ", ".join(edition.named(one) + edition.status(one) for one in found)
            for role, found in edition.by_role(slot)
        )
        *first, last = names
        with_and = f"{', '.join(first)} {edition.words['and']} {last}" if first else last
        return edition.turn(
            p(roles),
            p(" · ".join(names)),
            p(f"{WITH[edition.programme.language]} {with_and}"),
            p(" / ".join(names)),
            p(roles.replace("; ", " – ")),
            p(" | ".join(names)),
        )

    def block(slot: Session) -> Html:
        if slot.pause:
            return p(f"{edition.time(slot)} {edition.pause(slot)}")
        if edition.number % 2:
            return join((p(lines(edition.time(slot), b(edition.heading(slot)))), said(slot)), "\n")
        return join((h3(f"{edition.time(slot)} {edition.heading(slot)}"), said(slot)), "\n")

    return join((cover(edition), by_day(edition, block)), "\n")
