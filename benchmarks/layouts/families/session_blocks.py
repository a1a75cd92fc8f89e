"""A block a session: its time, its title and its room in lines of their own, then people."""

from layouts.edition import Edition
from layouts.markup import Html, b, h1, h2, i, join, p
from layouts.printing import ALL

GROUP = "developed"
FORMATS = ("docx", "html", "pdf", "txt", "md")
PRINTS = ALL | {"hosts"}


def render(edition: Edition) -> Html:
    """Print the blocks under the day they are on."""
    programme = edition.programme
    parts = [h1(programme.event["title"]), p(edition.days()), p(edition.where())]
    parts += [p(line) for line in edition.organized()]
    for day in programme.days:
        parts.append(h2(edition.day_head(day)))
        for slot in programme.of(day):
            parts.append(p(edition.time(slot)))
            if slot.pause:
                parts.append(p(edition.pause(slot)))
                continue
            parts += [p(b(edition.heading(slot))), p(i(slot.room)), p(slot.blurb)]
            for role, people in edition.by_role(slot):
                first, *others = map(edition.strong, people)
                parts += [p(f"{role}: ", first), *map(p, others)]
            parts += [p(i(line)) for line in edition.hosted(slot)]
    return join(parts, "\n")
