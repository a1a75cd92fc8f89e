"""Items of an agenda that prints no times: each is the title of a session, with who speaks."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise, takewhile

from atgraph.curate.ingest.line_names import begins_with_name
from atgraph.curate.ingest.lines import ITEM_LEVEL, Line
from atgraph.curate.ingest.parted_lines import FEWEST
from atgraph.curate.ingest.person_signs import LISTED
from atgraph.curate.ingest.recognition import Lines, RecognizedLine
from atgraph.curate.ingest.repetition import read_counts
from atgraph.curate.ingest.title_ends import title_ends


def raise_items(lines: Lines, text: str) -> Iterator[Line]:
    """Yield lines, as headings the items right below “Agenda” if most say who speaks.

    As “1) Fees (Ada Bek)”, or “• Fees” above “Ada Bek, judge”; none where times or days are.
    """
    heads = (line.place for line in lines if line.is_contents_head and line.title)
    found = (items for head in heads if (items := _items_in(lines[head + 1 :])))
    raised = {line.place for line in next(found, ())}
    for line in lines:
        is_item = line.place in raised
        yield replace(line.raw, level=ITEM_LEVEL, item=False, gap=True) if is_item else line.raw


def _items_in(lines: Lines) -> Lines:
    """Return those of the lines below a head that are counted from one, or else of one list."""
    if any(line.has_time for line in lines):
        return []  # an overview, above the programme
    below = [*takewhile(lambda line: not _begins_other(line), lines)]
    counted, listed = list[RecognizedLine](), list[RecognizedLine]()
    for line in below:
        counts = (line.raw.number, *(count for word, count in read_counts(line.text) if not word))
        counted += [line] * (len(counted) + 1 in counts)
        alike = (line.raw.item, line.raw.indent) == (True, below[0].raw.indent)
        listed += [line] * (alike and not begins_with_name(line))
    items = counted if len(counted) > FEWEST else listed
    if len(items) <= FEWEST or items[0] is not below[0]:
        return []
    inside = below[: items[-1].place + 1 - below[0].place]
    parted = any(line.has_day or line.session_word for line in inside)
    over = {a.place for a, b in pairwise(below) if _says_who(b)}
    named = [line.place in over or any(title_ends(line, LISTED)) for line in items]
    other = parted or any(line.is_sentence and not who for line, who in zip(items, named))
    return items if sum(named) * 2 >= len(items) and not other else []


def _begins_other(line: RecognizedLine) -> bool:
    """Whether a line is of another part: a heading, or words of their own that may head a list."""
    of_list = line.raw.item or line.raw.number or any(read_counts(line.text)) or _says_who(line)
    return bool(line.raw.level or line.section) or (line.raw.gap and not of_list)


def _says_who(line: RecognizedLine) -> bool:
    return begins_with_name(line) or (line.role is not None and line.role.marked)
