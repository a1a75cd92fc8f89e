"""Plain text as in an e-mail: columns made of blanks, lines broken at seventy-eight letters."""

import textwrap
from collections.abc import Iterator

from layouts.edition import Edition
from layouts.facts import Session

GROUP = "held out"
FORMATS = ("txt",)
WIDTH = 78


def _filled(text: str, first: str, indent: int) -> str:
    after = " " * indent
    start = first.ljust(indent)
    return textwrap.fill(
        text, WIDTH, initial_indent=start, subsequent_indent=after, break_on_hyphens=False
    )


def _said(edition: Edition, slot: Session) -> Iterator[str]:
    title = edition.pause(slot) if slot.pause else edition.heading(slot)
    yield _filled(title, edition.time(slot), 20)
    if slot.room:
        yield _filled(slot.room, "", 20)
    for role, people in edition.by_role(slot):
        yield _filled(f"{role}:", "", 20)
        for one in people:
            yield _filled(edition.line(one), "", 22)
    yield ""


def render(edition: Edition) -> bytes:
    """Print the programme between rules, and a signature."""
    programme = edition.programme
    rule, event = "=" * WIDTH, programme.event
    said = [rule, event["title"].center(WIDTH).rstrip(), edition.days().center(WIDTH).rstrip()]
    said += [edition.where().center(WIDTH).rstrip(), rule, ""]
    for line in edition.organized():
        said.append(_filled(line, "", 0))
    for day in programme.days:
        said += ["", edition.day(day), "-" * len(edition.day(day)), ""]
        for slot in programme.of(day):
            said += _said(edition, slot)
    contact = event["contact"]
    said += ["-- ", contact["name"], contact["phone"], contact["email"]]
    return ("\n".join(said) + "\n").encode()
