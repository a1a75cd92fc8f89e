"""Fields on tab stops in text: time, title and room, then role, name, post and body."""

import io
from collections.abc import Iterator

from layouts.edition import Edition
from layouts.facts import Session
from layouts.writers import without_clock

GROUP = "developed"
FORMATS = ("txt", "docx")


def _said(edition: Edition, slot: Session) -> Iterator[str]:
    time, title = edition.time(slot), edition.pause(slot) if slot.pause else edition.heading(slot)
    head = edition.turn(
        (time, title, slot.room),
        (time, slot.room, title),
        (title, time, slot.room),
        (time, "", title, slot.room),
        (slot.room, time, title),
    )
    yield "\t".join(field for n, field in enumerate(head) if field or n == 1).rstrip()
    for one in slot.people:
        name, role = edition.named(one) + edition.status(one), edition.role(one.role)
        yield edition.turn(
            f"\t{role}\t{name}\t{edition.post(one)}",
            f"\t{role}:\t{name}, {edition.post(one)}",
            f"\t{name}\t{edition.post(one)}\t{role}",
        )


def render(edition: Edition) -> bytes:
    """Print a paragraph a session."""
    programme = edition.programme
    said = [programme.event["title"], edition.days(), edition.where(), "", *edition.organized(), ""]
    for day in programme.days:
        said += [edition.day_head(day), ""]
        for slot in programme.of(day):
            said += [*_said(edition, slot), ""]
    if edition.format == "txt":
        return ("\n".join(said) + "\n").encode()
    from docx import Document

    document, file = Document(), io.BytesIO()
    for line in said:
        document.add_paragraph(line)
    document.save(file)
    return without_clock(file.getvalue())
