"""Menus of a page: short lines in a row, of which several say what pages and buttons are called."""

from collections.abc import Sequence

from atgraph.curate.ingest.lines import Line
from atgraph.curate.ingest.recognition import Recognizer

MOST_WORDS, FEWEST = 4, 4  # words of a line of a menu; lines of one
SHARE = 3  # of so many lines one at least is known


def without_menus(lines: Sequence[Line], recognize: Recognizer) -> list[Line]:
    """Return lines without menus: “Home”, “About us”, “Our work”, “Donate” head nothing."""
    kept, row = list[Line](), list[Line]()
    for line in lines:
        if row and (line.gap or line.level or not _may_be_in_menu(line)):
            kept += [] if _is_menu(row, recognize) else row
            row = []
        if _may_be_in_menu(line):
            row.append(line)
        else:
            kept.append(line)
    return [*kept, *([] if _is_menu(row, recognize) else row)]


def _may_be_in_menu(line: Line) -> bool:
    return 0 < len(line.text.split()) <= MOST_WORDS and not line.text.endswith((".", ",", ";"))


def _is_menu(row: Sequence[Line], recognize: Recognizer) -> bool:
    """Whether a third of some lines at least are known to be of a menu, and none tells a time."""
    found = [recognize(line) for line in row]
    known = sum(line.offers or line.is_of_menu for line in found)
    several = len(row) >= FEWEST and known >= 2 and known * SHARE >= len(row)
    return several and not any(s.has_time or s.has_day or s.has_marked_role for s in found)
