"""A Word document without a table: time, title and room parted by tabs, names indented by one."""

import io

from docx import Document

from layouts.edition import Edition
from layouts.writers import without_clock

GROUP = "held out"
FORMATS = ("docx",)


def render(edition: Edition) -> bytes:
    """Print lines of plain paragraphs, titles in bold."""
    programme, document = edition.programme, Document()

    def say(*cells: str, bold: bool = False) -> None:
        run = document.add_paragraph().add_run("\t".join(cells))
        run.bold = bold or None

    say(programme.event["title"], bold=True)
    for line in (edition.days(), edition.where(), *edition.organized()):
        say(line)
    for day in programme.days:
        say(edition.day(day), bold=True)
        for slot in programme.of(day):
            if slot.pause:
                say(edition.time(slot), edition.pause(slot))
                continue
            say(edition.time(slot), edition.heading(slot), slot.room, bold=True)
            for role, people in edition.by_role(slot):
                for one in people:
                    say("", f"{role}:" if one is people[0] else "", edition.line(one))
    kept = io.BytesIO()
    document.save(kept)
    return without_clock(kept.getvalue())
