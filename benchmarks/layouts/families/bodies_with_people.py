"""Bodies stand first, with their people below, behind in brackets, or in the next column."""

from itertools import groupby

from layouts.edition import Edition
from layouts.facts import Person, Session
from layouts.markup import Html, Part, b, h2, h3, i, join, lines, p, row, table, tag, ul
from layouts.parts import by_day, cover

GROUP = "held out"
FORMATS = ("docx", "html", "pdf", "txt", "md")


def render(edition: Edition) -> Html:
    """Print lists within lists, tables, runs on a line, definitions, or plates of three lines."""
    words = edition.words

    def body(one: Person) -> str:
        return ", ".join(filter(None, (one.body, one.unit, one.place))) if one.body else ""

    def post(one: Person) -> str:
        return one.post if one.body else ", ".join(filter(None, (one.post, one.place)))

    def whom(one: Person, apart: str = ", {}") -> str:
        said = apart.format(post(one)) if apart and one.post else ""
        return edition.named(one) + said + edition.status(one)

    def bullets(found: list[Person]) -> Html:
        groups = [(name, list(those)) for name, those in groupby(found, body)]
        return ul(
            join((name, ul(map(whom, those)))) if name else join(map(whom, those))
            for name, those in groups
        )

    def run(found: list[Person]) -> str:
        return "; ".join(
            f"{body(one)} ({edition.named(one)}, {one.post}){edition.status(one)}"
            if body(one)
            else whom(one)
            for one in found
        )

    def plates(found: list[Person]) -> list[Part]:
        return [
            p(lines(b(body(one)), edition.named(one) + edition.status(one), i(post(one))))
            for one in found
        ]

    def defined(found: list[Person]) -> Html:
        pairs = (
            (tag("dt", b(body(one))), tag("dd", whom(one, " – {}"))) if body(one)
            else (tag("dd", whom(one, " – {}")),)
            for one in found
        )  # fmt: skip
        return tag("dl", *(part for pair in pairs for part in pair))

    def seated(slot: Session) -> Html:
        heads = (words["role"], words["body"], words["represented"], words["post"])
        rows = (
            row(edition.role(one.role), body(one) or "–", whom(one, ""), post(one))
            for one in slot.people
        )
        return table([row(*heads, head=True), *rows])

    def block(slot: Session) -> Html:
        time = edition.time(slot)
        if slot.pause:
            return p(f"{time} {edition.pause(slot)}")
        parts: list[Part] = [h3(f"{time} {edition.heading(slot)}"), p(i(slot.room))]
        if edition.number == 1:
            return join(filter(None, (*parts, seated(slot))), "\n")
        for role, found in edition.by_role(slot):
            if edition.number in (2, 5):
                parts.append(p(b(f"{role}:"), f" {run(found)}"))
            elif edition.number == 3:
                parts += [p(role), defined(found)]
            elif edition.number == 4:
                parts += [p(f"{role}:"), *plates(found)]
            else:
                parts += [p(b(role)), bullets(found)]
        return join(filter(None, parts), "\n")

    def whole(slot: Session) -> list[Html]:
        """Return the rows of a session in a table of all: the first has its time and title."""
        if slot.pause:
            return [row(edition.time(slot), edition.pause(slot), "", "")]
        first: tuple[Part, Part] = (edition.time(slot), lines(b(edition.heading(slot)), slot.room))
        heads = [first, *[("", "")] * (len(slot.people) - 1)]
        return [
            row(*head, body(one), f"{edition.role(one.role)}: {whom(one)}")
            for head, one in zip(heads, slot.people)
        ]

    if edition.number == 5:
        heads = row(words["time"], words["title"], words["body"], words["represented"], head=True)
        parts: list[Part] = [cover(edition)]
        for day in edition.programme.days:
            rows = [one for slot in edition.programme.of(day) for one in whole(slot)]
            parts += [h2(edition.day_head(day)), table([heads, *rows])]
        return join(parts, "\n")
    return join((cover(edition), by_day(edition, block)), "\n")
