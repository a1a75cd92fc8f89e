"""Writes the invented programme of the lesson anew: `python docs/lesson/document.py`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from fpdf import FPDF

# Style, size in points, text.
LINES = (
    ("B", 16, "2nd River Forum against Exploitation"),
    ("", 11, "Rivertown, 12 May 2026"),
    ("", 11, ""),
    ("B", 13, "Session 1: Safe Work on the River"),
    ("", 11, "10:00 - 10:45, Hall A"),
    ("", 11, "Organized by the River Alliance and Lantern Institute"),
    ("", 11, "Moderator: Ms. Ana Example, Director, River Alliance"),
    ("", 11, "Speakers:"),
    ("", 11, "Mr. Bo Muster, Head of Research, Lantern Institute"),
    ("", 11, "Ms. Cy Probe, Labour Inspector, Ministry of Labour of Riverland"),
    ("", 11, ""),
    ("B", 13, "Session 2: Tools for Inspectors"),
    ("", 11, "14:00 - 15:30, Hall B"),
    ("", 11, "Organized by Quayside Bank"),
    ("", 11, "Moderator: Mr. Bo Muster, Head of Research, Lantern Institute"),
    ("", 11, "Speakers:"),
    ("", 11, "Ms. Dee Beispiel"),
    ("", 11, "Mr. Emil Sample"),
)


def write(path: Path) -> None:
    """Write the document; the same bytes each time."""
    page = FPDF()
    page.set_creation_date(dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    page.add_page()
    for style, size, text in LINES:
        page.set_font("Helvetica", style, size)
        page.cell(0, 8, text, new_x="LMARGIN", new_y="NEXT")
    page.output(str(path))


if __name__ == "__main__":
    write(Path(__file__).with_name("river-forum.pdf"))
