"""Bodies come first, and behind or below each who speaks for it."""

from layouts.edition import Edition
from layouts.facts import Person, Session
from layouts.markup import Html, Part, b, h3, i, join, lines, p, row, table, ul
from layouts.parts import by_day, cover

GROUP = "developed"
FORMATS = ("docx", "html", "md", "pdf", "txt")
BY = {
    "en": "represented by", "fr": "représenté par", "es": "representado por",
    "de": "vertreten durch", "it": "rappresentato da", "ru": "представляет",
    "uk": "представляє",
}  # fmt: skip


def settle(edition: Edition) -> Edition:
    """Let commas stand behind names."""
    return edition.but(behind=", ")


def render(edition: Edition) -> Html:
    """Print bodies as labels, in a column, above the name, with a word or a mark between."""
    by = BY[edition.programme.language]

    def placed(one: Person) -> str:
        return ", ".join(filter(None, (edition.body(one), one.place)))

    def behind(one: Person, opening: str = ", ", closing: str = "") -> str:
        post = f"{opening}{one.post}{closing}" if one.post else ""
        return edition.named(one) + post + edition.status(one)

    def line(one: Person) -> Part:
        body = placed(one)
        if not body:
            return behind(one)
        return edition.turn(
            join((b(body), f": {behind(one)}")),
            lines(b(body), behind(one)),
            f"{body} – {behind(one, ' (', ')')}",
            f"{body}, {by} {behind(one)}",
            join((i(body), f" | {behind(one)}")),
            f"{body} ({behind(one)})",
        )

    def block(slot: Session) -> Html:
        time, room = edition.time(slot), p(i(slot.room))
        if slot.pause:
            return h3(f"{time} {edition.pause(slot)}")
        parts: list[Part] = [h3(f"{time} {edition.heading(slot)}"), room]
        for role, people in edition.by_role(slot):
            if edition.number == 1:
                parts += [p(b(role)), *(p(line(one)) for one in people)]
            elif edition.number == 3 and len(people) > 1:
                rows = [row(placed(one) or "–", behind(one)) for one in people]
                parts += [p(role), table(rows)]
            else:
                parts += [p(role), ul(map(line, people))]
        return join(filter(None, parts), "\n")

    return join((cover(edition), by_day(edition, block)), "\n")
