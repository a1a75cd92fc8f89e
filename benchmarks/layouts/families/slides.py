"""A slide a session: title large, when and where small, bullets with name and body."""

from layouts.edition import Edition
from layouts.markup import Html, Part, h1, h2, join, lines, p, tag, ul
from layouts.printing import ALL

GROUP = "held out"
FORMATS = ("pdf", "md", "html", "docx")
PRINTS = ALL - {"roles", "posts"}


def render(edition: Edition) -> Html:
    """Print a slide of the title, one for each break, and one of thanks."""
    programme = edition.programme
    parts: list[Part] = [tag("footer", f"{programme.event['title']}  {{page}}")]
    parts += [h1(programme.event["title"]), p(programme.event["theme"])]
    parts += [p(lines(edition.days(), edition.where()))]
    for slot in programme.slots:
        when = f"{edition.day(slot.day)} | {edition.time(slot)}"
        parts += [Html("<hr>"), h2(edition.pause(slot) if slot.pause else slot.title)]
        parts.append(p(" | ".join(filter(None, (when, slot.room)))))
        if slot.people:
            parts.append(
                ul(
                    edition.named(one) + edition.beside(one, edition.body(one) or one.post)
                    for one in slot.people
                )
            )
    parts += [Html("<hr>"), *map(p, edition.organized())]
    return join(parts, "\n")
