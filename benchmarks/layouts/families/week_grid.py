"""A grid of days: each a column or a row, the times beside, above, or within the cells."""

from layouts.edition import Edition
from layouts.facts import Programme, Session
from layouts.markup import Html, Part, b, i, join, p, row, table, tag
from layouts.parts import cover

GROUP = "developed"
FORMATS = ("html", "docx", "pdf")


def suits(programme: Programme) -> bool:
    """Say whether there is more than a day."""
    return len(programme.days) > 1


def render(edition: Edition) -> Html:
    """Print days as columns with the times within, or at the left, or days as rows."""
    programme = edition.programme
    days = programme.days

    def said(slot: Session, clock: bool) -> Html:
        time = edition.time(slot)
        if slot.pause:
            return join((p(f"{time} {edition.pause(slot)}" if clock else edition.pause(slot)),))
        parts: list[Part] = [p(b(time)) if clock else "", p(b(edition.heading(slot)))]
        parts += [p(i(slot.room)) if slot.room else ""]
        parts += [p(f"{edition.role(one.role)}: {edition.line(one)}") for one in slot.people]
        return join(filter(None, parts))

    def at(day: object, time: str, clock: bool) -> Html:
        found = [slot for slot in programme.slots if slot.day == day and edition.time(slot) == time]
        return tag("td", *(said(slot, clock) for slot in found))

    times = [edition.time(slot) for slot in sorted(programme.slots, key=lambda s: (s.start, s.end))]
    times = list(dict.fromkeys(times))
    heads = [edition.day(day) for day in days]
    if edition.number == 0:  # times at the left, a column a day
        rows = [row("", *heads, head=True)]
        rows += [row(b(time), *(at(day, time, False) for day in days)) for time in times]
    elif edition.number == 1:  # a column a day, each cell with its own time
        most = max(len(programme.of(day)) for day in days)
        rows = [row(*heads, head=True)]
        for number in range(most):
            cells = [programme.of(day)[number : number + 1] for day in days]
            rows.append(row(*(tag("td", *(said(slot, True) for slot in found)) for found in cells)))
    elif edition.number == 2:  # a row a day, all of it in a cell
        rows = [
            row(tag("td", b(head)), tag("td", *(said(slot, True) for slot in programme.of(day))))
            for day, head in zip(days, heads)
        ]
    else:  # a column a day, all of it in a cell
        whole = (tag("td", *(said(slot, True) for slot in programme.of(day))) for day in days)
        rows = [row(*heads, head=True), row(*whole)]
    return join((cover(edition), table(rows)), "\n")
