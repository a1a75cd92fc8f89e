"""Two languages by turns: line by line, at either side of the people, or one behind the other."""

from layouts.edition import Edition
from layouts.facts import Programme, Session, read_words
from layouts.markup import Html, Part, b, h1, h2, h3, i, join, lines, p, row, table, tag

GROUP = "held out"
FORMATS = ("pdf", "html", "docx", "md", "txt")


def suits(programme: Programme) -> bool:
    """Say whether all sessions have a title in a second language."""
    return programme.second is not None


def render(edition: Edition) -> Html:
    """Print roles in both languages at once, or a second part that is all in the other."""
    programme = edition.programme
    second = dict(programme.second or {})
    other = edition.but(words=read_words()[second["language"]], honorifics=False)
    other = other.of_language(second["language"])
    in_parts, abreast = edition.number in (2, 4), edition.number == 1

    def role(name: str, several: bool) -> str:
        both = (edition.role(name, several), other.role(name, several))
        return " / ".join(dict.fromkeys(both))

    def people(slot: Session, one: Edition | None = None) -> list[str]:
        if one:  # in one language alone, who has a role on a line
            found = ((said, [*map(one.line, those)]) for said, those in one.by_role(slot))
            return [f"{said}: {'; '.join(those)}" for said, those in found]
        return [f"{role(x.role, False)}: {edition.line(x)}" for x in slot.people]

    def pause(slot: Session) -> str:
        return " / ".join(dict.fromkeys((edition.pause(slot), other.pause(slot))))

    def by_turns(slot: Session) -> list[Part]:
        time = edition.time(slot)
        if slot.pause:
            return [p(f"{time} {pause(slot)}")]
        where = p(f"{time} | {slot.room}")
        if edition.number == 3:
            titles = [p(lines(b(slot.title), b(i(slot.second))))]
            return [where, *titles, *map(p, people(slot))]
        return [h3(slot.title), p(i(slot.second)), where, *map(p, people(slot))]

    def at_sides(slot: Session) -> Html:
        time = edition.time(slot)
        if slot.pause:
            return row(edition.pause(slot), time, other.pause(slot))
        middle = tag("td", p(time), p(slot.room), *map(p, people(slot)))
        return row(b(slot.title), middle, b(slot.second))

    def part(one: Edition, slot: Session) -> list[Part]:
        title, time = (slot.title if one is edition else slot.second), one.time(slot)
        if slot.pause:
            return [p(f"{time} {one.pause(slot)}")]
        head = (p(b(f"{time} {title}")), p(i(slot.room)))
        names_people = one is edition or edition.number == 4
        return [*head, *(map(p, people(slot, one)) if names_people else ())]

    title = programme.event["title"]
    parts: list[Part] = [h1(title)] if in_parts else [h1(title), p(b(second["title"]))]
    parts += [p(edition.days())] if in_parts else [p(f"{edition.days()} / {other.days()}")]
    parts += [p(edition.where()), *map(p, edition.organized())]
    for day in programme.days:
        slots = programme.of(day)
        both = f"{edition.day(day)} / {other.day(day)}"
        parts.append(h2(edition.day(day) if in_parts else both))
        if abreast:
            parts.append(table(map(at_sides, slots)))
        else:
            parts += [
                x for slot in slots for x in (part(edition, slot) if in_parts else by_turns(slot))
            ]
    if in_parts:
        whole = other.words["agenda"] if edition.number == 4 else other.words["in_brief"]
        parts += [Html("<hr>"), h1(second["title"]), p(f"{whole} – {other.days()}")]
        for day in programme.days:
            parts += [h2(other.day(day)), *(x for s in programme.of(day) for x in part(other, s))]
    return join(filter(None, parts), "\n")
