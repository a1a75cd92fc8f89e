"""The kind of a session on its own line above the title, the zone of time behind the times."""

from layouts.edition import Edition
from layouts.facts import Session
from layouts.markup import Html, Part, h2, h3, join, p
from layouts.parts import by_day, cover

GROUP = "developed"
FORMATS = ("html", "docx", "md", "pdf", "txt")
ZONES = {"en": "GMT", "ru": "время местное", "uk": "за Києвом", "de": "MEZ"}


def render(edition: Edition) -> Html:
    """Print kind, title, when and where in lines of their own."""
    zone = ZONES.get(edition.programme.language, "CET")

    def block(slot: Session) -> Html:
        when = f"{edition.time(slot)} ({zone})"
        if slot.pause:
            return join((h3(edition.pause(slot)), p(when)))
        parts: list[Part] = [p(slot.kind), h3(slot.title), p(when), p(slot.room), p(slot.blurb)]
        for role, people in edition.by_role(slot):
            first, *others = map(edition.strong, people)
            parts += [p(f"{role}: ", first), *map(p, others)]
        return join(parts, "\n")

    return join((cover(edition), h2(edition.words["agenda"]), by_day(edition, block)), "\n")


def settle(edition: Edition) -> Edition:
    """Let no other brackets stand behind the times."""
    return edition.but(behind=", ")
