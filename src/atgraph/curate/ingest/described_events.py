"""Lists of events that say when below what goes on then, day and time or times alone."""

from collections.abc import Sequence
from itertools import pairwise

from atgraph.curate.ingest.lines import Line
from atgraph.curate.ingest.recognition import Lines, RecognizedLine
from atgraph.curate.ingest.repetition import MOST_ALIKE

LONGEST = 30  # words of a title
FEWEST = 2  # events of a list


def raise_clocks(lines: Lines) -> list[Line]:
    """Return lines in which day and time stand above the title, if they do below what it is on.

    That is so all over: “Fair Ports”, “This event looks at …”, “Monday, 6 May, 14:00”. So is a
    time alone that all over stands below a title and who speaks.
    """
    clocks = {n: _described_at(lines, n) for n, line in enumerate(lines) if line.has_time}
    order = [line.raw for line in lines]
    if _close_slots(lines, [*clocks]):
        for above, clock in pairwise((min(clocks) - 2, *clocks)):
            order.insert(above + 1, order.pop(clock))
        return order
    last = max(clocks, default=0) + 1
    again = any(_describes(lines, n) for n in range(last, len(lines)))  # titles stand below
    if len(clocks) < FEWEST or None in clocks.values() or again:
        return order
    for clock, title in clocks.items():
        if title is not None:  # each is above the next
            order.insert(title, order.pop(clock))
    return order


def _close_slots(lines: Lines, clocks: Sequence[int]) -> bool:
    """Whether times alone stand below the title and who speaks then: “Fees”, “Ada Bek”, “9–10 am”.

    The first does below a break, and nothing below the last; or else breaks are the shorter so.
    """
    alone = all(not lines[n].title and not lines[n].dates and lines[n].times[0].end for n in clocks)
    apart = all(b - a > 1 for a, b in pairwise((0, *clocks)))
    below_names = any(lines[n - 1].is_person for n in clocks)
    heads = any(
        lines[n].raw.gap and not below.raw.gap for n in clocks for below in lines[n + 1 : n + 2]
    )
    if len(clocks) <= MOST_ALIKE or heads or not (alone and apart and below_names):
        return False
    longer = [
        _minutes(lines[above]) - _minutes(lines[below])
        for above, below in pairwise(clocks)
        if below - above == 2 and lines[below - 1].is_break
    ]
    breaks_are_short = any(longer) and min(longer) >= 0
    return lines[clocks[0] - 1].is_break and (breaks_are_short or clocks[-1] == len(lines) - 1)


def _minutes(line: RecognizedLine) -> int:
    """Return how long the time of a line lasts."""
    start, end = (time.split(":") for time in (line.times[0].start, line.times[0].end))
    return (int(end[0]) - int(start[0])) * 60 + int(end[1]) - int(start[1])


def _described_at(lines: Lines, number: int) -> int | None:
    """Return where the title stands above sentences that are above a day and a time alone."""
    line, place = lines[number], number - 1
    while place >= 0 and lines[place].is_sentence and not lines[place].has_time:
        place -= 1
    described = 0 <= place < number - 1
    return place if described and line.dates and not line.title and _heads(lines[place]) else None


def _describes(lines: Lines, number: int) -> bool:
    """Whether a line is a title above a sentence, however short."""
    below = number + 1 < len(lines) and _tells(lines[number + 1])
    return below and not _tells(lines[number]) and _heads(lines[number])


def _tells(line: RecognizedLine) -> bool:
    return line.is_sentence or line.text.endswith(".")


def _heads(line: RecognizedLine) -> bool:
    when = line.has_time or line.has_day or line.dates
    names = line.role or line.is_person or line.venue or line.text.endswith(":")
    part = line.is_contents_head or line.section or line.raw.note
    return not (when or names or part) and line.size <= LONGEST
