"""A list of all sessions with their times, then a part on each with its people."""

from layouts.edition import Edition
from layouts.markup import Html, Part, h2, h3, i, join, p, tag, ul
from layouts.parts import cover
from layouts.printing import ALL

GROUP = "developed"
FORMATS = ("pdf", "docx", "html", "md")
PRINTS = ALL | {"hosts"}


def render(edition: Edition) -> Html:
    """Print every session twice."""
    programme, words = edition.programme, edition.words
    parts: list[Part] = [cover(edition), h2(words["contents"])]
    for day in programme.days:
        listed = (
            f"{edition.time(slot)} {edition.pause(slot) if slot.pause else slot.title}"
            for slot in programme.of(day)
        )
        parts += [h3(edition.day_head(day)), ul(listed)]
    for slot in programme.sessions:
        parts += [tag("hr"), h2(edition.heading(slot))]
        parts += [p(f"{edition.day(slot.day)}, {edition.time(slot)}"), p(slot.room)]
        parts += [p(i(slot.blurb))]
        for role, people in edition.by_role(slot):
            parts += [p(f"{role}:"), ul(map(edition.line, people))]
        parts += [p(i(line)) for line in edition.hosted(slot)]
    return Html(join(parts, "\n").replace("<hr></hr>", "<hr>"))
