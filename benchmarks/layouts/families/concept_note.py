"""A concept note: background and aims in prose, then a provisional agenda with questions."""

from layouts.edition import Edition
from layouts.facts import Session
from layouts.markup import Html, Part, b, h1, h2, i, join, lines, p, row, table, tag, ul
from layouts.parts import contact
from layouts.printing import ALL

GROUP = "held out"
FORMATS = ("pdf", "docx", "html", "md", "txt")
PRINTS = ALL | {"figures"}


def render(edition: Edition) -> Html:
    """Print the agenda as a table or as blocks, the questions below each panel."""
    programme, words = edition.programme, edition.words["concept"]
    in_table = edition.number % 2 == 0 and edition.format not in ("md", "txt")
    numbers = iter(range(1, 9))

    def head(title: str) -> Html:
        return h2(f"{next(numbers)}. {title}" if edition.number % 3 else title)

    def asked(number: int) -> list[str]:
        found = words["questions"]
        return [found[number % len(found)], found[(number + 1) % len(found)]]

    def people(slot: Session) -> list[str]:
        if edition.number % 3 == 1:  # all with a role in a paragraph
            roles = edition.by_role(slot)
            return [f"{role}: {'; '.join(map(edition.line, found))}" for role, found in roles]
        return [f"{edition.role(one.role)}: {edition.line(one)}" for one in slot.people]

    def told(slot: Session, number: int) -> list[Part]:
        has_questions = len(slot.people) > 2 and number % 2 == 0
        lead = p(i(f"{words['guiding']}:")) if has_questions else ""
        questions = asked(number) if has_questions else []
        listed: Part = (
            join(map(p, (f"• {one}" for one in questions))) if in_table else ul(questions)
        )
        return [p(slot.blurb), lead, listed if questions else "", *map(p, people(slot))]

    def entry(slot: Session, number: int) -> Html:
        if slot.pause:
            return row(edition.time(slot), i(edition.pause(slot)))
        title = p(b(edition.heading(slot)))
        where = lines(edition.time(slot), slot.room)
        return row(where, tag("td", title, *filter(None, told(slot, number))))

    def block(slot: Session, number: int) -> Html:
        if slot.pause:
            return p(f"{edition.time(slot)}  {edition.pause(slot)}")
        where = ", ".join(filter(None, (edition.time(slot), slot.room)))
        title = p(b(f"{edition.heading(slot)} ({where})"))
        return join(filter(None, (title, *told(slot, number))), "\n")

    background, aims, agenda, practical = words["heads"]
    event = programme.event
    parts: list[Part] = [p(words["kind"].upper()), h1(event["title"]), p(i(event["theme"]))]
    parts += [p(edition.days()), p(edition.where()), *map(p, edition.organized())]
    parts += [head(background), p(words["background"]), p(programme.claims[0]["text"])]
    parts += [head(aims), p(programme.blurb), ul(words["objectives"]), head(agenda)]
    number = 0
    for day in programme.days:
        parts.append(p(b(edition.day_head(day))))
        found = []
        for slot in programme.of(day):
            number += 1
            found.append(entry(slot, number) if in_table else block(slot, number))
        parts += [table(found)] if in_table else found
    parts += [head(practical), p(words["practical"]), contact(edition)]
    return join(filter(None, parts), "\n")
