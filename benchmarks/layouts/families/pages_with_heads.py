"""A page a session, a running head and foot on each: the title, the days, the page."""

from layouts.edition import Edition
from layouts.markup import Html, Part, b, h2, join, p, tag
from layouts.parts import cover
from layouts.printing import ALL

GROUP = "developed"
FORMATS = ("pdf", "docx")
PRINTS = ALL | {"hosts"}


def render(edition: Edition) -> Html:
    """Print all of a session on its page."""
    programme = edition.programme
    parts: list[Part] = [tag("header", f"{programme.event['title']} – {edition.days()}")]
    parts += [tag("footer", f"{programme.event['venue']} · {{page}}"), cover(edition)]
    for slot in programme.sessions:
        parts += [Html("<hr>"), p(f"{edition.day(slot.day)} · {edition.time(slot)}")]
        parts += [h2(edition.heading(slot)), p(slot.room), p(slot.blurb)]
        for role, people in edition.by_role(slot):
            parts += [p(b(role)), *(p(edition.line(one)) for one in people)]
        parts += map(p, edition.hosted(slot))
    return join(parts, "\n")
