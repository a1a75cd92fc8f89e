"""One line with time, title and room; people run on in one paragraph, parted by semicolons."""

from layouts.edition import Edition
from layouts.markup import Html, b, h1, h2, join, p

GROUP = "developed"
FORMATS = ("html", "txt", "docx", "pdf")


def render(edition: Edition) -> Html:
    """Print two paragraphs a session."""
    programme = edition.programme
    parts = [p(line) for line in edition.organized()]
    parts += [h1(programme.event["title"]), p(edition.days()), p(edition.where())]
    for day in programme.days:
        parts.append(h2(edition.day_head(day)))
        for slot in programme.of(day):
            if slot.pause:
                parts.append(p(f"{edition.time(slot)} – {edition.pause(slot)}"))
                continue
            parts.append(p(b(f"{edition.time(slot)} – {edition.heading(slot)} – {slot.room}")))
            said = (
                f"{role}: {'; '.join(map(edition.line, people))}."
                for role, people in edition.by_role(slot)
            )
            parts.append(p(" ".join(said)))
    return join(parts, "\n")
