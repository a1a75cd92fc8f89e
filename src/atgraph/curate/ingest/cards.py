"""Boxes of a page that each hold a session: in which order their lines are read."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, zip_longest
from operator import attrgetter

from atgraph.curate.ingest.line_names import is_role_alone, name_alone
from atgraph.curate.ingest.lines import FOOTER, Line
from atgraph.curate.ingest.recognition import RecognizedLine, Recognizer

MOST_ON_CARD = 5  # lines below the name of somebody
FEW = 3  # cards, and what stands outside them


def heads_first(lines: Sequence[Line], recognize: Recognizer) -> Iterator[Line]:
    """Yield lines, in each card that names people above its one time the title and the time first.

    The title is a heading, where no names are set as one too, or the first line. A time alone over
    a card that has it too is left out, and those over a title below which they stand again with
    their ends.
    """
    said = [*map(recognize, lines)]
    over = {s.raw for s, *below in zip(said, said[1:], said[2:]) if _is_over_range(s, below)}
    lines = [line for line in lines if line not in over or len(over) < FEW]
    rows = [(card, list(row)) for card, row in groupby(lines, attrgetter("card"))]
    rows = [*rows[:-1], *((card, _below_cards(row, rows, recognize)) for card, row in rows[-1:])]
    for (card, row), (_, below) in zip_longest(rows, rows[1:], fillvalue=(0, [])):
        again = not card and _is_time_again(recognize(row[-1]), map(recognize, below))
        held = row[:-1] if again else row
        said = [recognize(line) for line in held] if card else []
        named = [s for s in said if not (is_role_alone(s) or s.is_person or s.has_time)]
        heads = [s for s in named if s.raw.level]
        of_names = {s.raw.level for s in said if s.is_person}
        apart = [s for s in heads if s.raw.level not in of_names]
        titles = apart or [s for s in said[:1] if s in named] or heads
        times = [s for s in said if s.has_time]
        if titles and len(times) == 1:
            above = said[: said.index(times[0])]
            below_title = above[said.index(titles[0]) :]
            if any(s.is_person for s in above) or any(map(is_role_alone, below_title)):
                first = [titles[0], *times]
                held = [s.raw for s in (*first, *(s for s in said if s not in first))]
        yield from held


def beside_names(lines: Sequence[Line], recognize: Recognizer) -> Iterator[Line]:
    """Yield lines, a role alone below a heading that names somebody behind the name.

    As on cards of “Ada Bek”, “Director, Open Door” and “Moderator”, under a heading each.
    """
    said = [*map(recognize, lines)]
    heads = [n for n, s in enumerate(said) if s.raw.level and (s.is_person or name_alone(s))]
    alike = [s for s in said if heads and s.raw.level == said[heads[0]].raw.level]
    above = heads and heads[0] and _is_role(said[heads[0] - 1])
    if len(heads) < FEW or len(heads) * 3 < len(alike) * 2 or above:
        heads = []  # roles stand above the names, or few headings are names
    roles: dict[int, Line] = {}
    for head, following in zip(heads, [*heads[1:], len(said)]):
        levels = range(1, said[head].raw.level + 1)
        ends = (n for n in range(head + 1, following) if said[n].raw.level in levels)
        inside = said[head + 1 : next(ends, following)]
        last = inside[-1] if 1 < len(inside) <= MOST_ON_CARD else None
        others = inside[:-1] if last else []
        # “9:00: Welcome” is the session of somebody, and a role in the middle heads who is below
        if last and _is_role(last) and not any(s.has_time or _is_role(s) for s in others):
            roles[head] = last.raw
    for number, line in enumerate(lines):
        if role := roles.get(number):
            yield replace(line, text=f"{line.text} ({role.text})", end=role.end)
        elif line not in roles.values():
            yield line


def _is_role(line: RecognizedLine) -> bool:
    """Whether a line is a role alone, and no heading."""
    return is_role_alone(line) and not (line.raw.level or line.text.endswith(":"))


def _below_cards(
    lines: list[Line], rows: Sequence[tuple[int, list[Line]]], recognize: Recognizer
) -> list[Line]:
    """Return the last lines as the foot of a page, up to a heading, if cards hold its sessions."""
    cards = [card for card, _ in rows]
    first = next((n for n, card in enumerate(cards) if card), len(cards))
    between = [line for card, row in rows[first:-1] if not card for line in row]
    said = [*map(recognize, lines)]
    alone = all(s.has_time or s.has_day for s in map(recognize, between))
    if cards[-1] or len({*cards}) < FEW or not alone or any(s.has_time for s in said):
        return lines
    ends = (n for n, s in enumerate(said) if s.raw.level or s.organizes or ":" in s.text)
    end = next(ends, len(lines))
    return [replace(line, note=FOOTER) if n < end else line for n, line in enumerate(lines)]


def _is_over_range(line: RecognizedLine, below: Sequence[RecognizedLine]) -> bool:
    """Whether a time alone comes again with its end, below the title: “9:00”, “9:00 – 9:30”."""
    title, again = below
    ends = again.has_time and not again.title and again.times[0].end and not title.has_time
    return bool(ends) and _is_time_again(line, [again]) and not line.times[0].end


def _is_time_again(line: RecognizedLine, card: Iterable[RecognizedLine]) -> bool:
    """Whether a line is a time alone, at which what stands in the card below it begins."""
    if not line.has_time or line.title or line.has_day:
        return False
    return any(s.has_time and s.times[0].start == line.times[0].start for s in card)
