"""Names as they stand on a map: a few short lines."""

from __future__ import annotations

import textwrap

LINE_LENGTH = 24
MOST_LINES = 3


def wrap(text: str) -> str:
    """Break a name into short lines, cut where there would be too many."""
    clean = "".join(c if c.isprintable() else " " for c in text)
    return "\n".join(textwrap.wrap(clean, LINE_LENGTH, max_lines=MOST_LINES, placeholder=" …"))
