"""Lists of events that describe each before they say when: title, what it is on, day and time."""

from atgraph.curate.ingest.lines import Line
from atgraph.curate.ingest.recognition import Lines, RecognizedLine

LONGEST = 30  # words of a title
FEWEST = 2  # events of a list


def raise_clocks(lines: Lines) -> list[Line]:
    """Return lines in which day and time stand above the title, if they do below what it is on.

    That is so all over: “Fair Ports”, “This event looks at …”, “Monday, 6 May, 14:00”.
    """
    clocks = {n: _described_at(lines, n) for n, line in enumerate(lines) if line.has_time}
    order = [line.raw for line in lines]
    last = max(clocks, default=0) + 1
    again = any(_describes(lines, n) for n in range(last, len(lines)))  # titles stand below
    if len(clocks) < FEWEST or None in clocks.values() or again:
        return order
    for clock, title in clocks.items():
        if title is not None:  # each is above the next
            order.insert(title, order.pop(clock))
    return order


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
