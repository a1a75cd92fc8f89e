"""Workbooks for spreadsheets: text stays text, addresses are links, the same bytes each time."""

import io
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from atgraph.ask.evidence import Quoted
from atgraph.characters import shown
from atgraph.errors import QueryError

Lines = Sequence[Sequence[Any]]

GROUNDS = ("evidence", "file", "line", "source")
MOST_ROWS, MOST_LETTERS = 1_048_576, 32_767  # what a sheet and a cell of it can hold
MOST_LINKS = 65_530  # those beyond stay text
MOST_EXACT = 10**15  # what is larger, and what is no number, stands there as text
LINK = re.compile(r"https?://\S{1,2000}")
UNREADABLE = re.compile("[\ufffe\uffff]")
BEGINNING = datetime(1980, 1, 1)  # of no clock
INSTEAD = "; choose csv or tsv instead"


def workbook(sheets: Mapping[str, Lines], heads: int = 1) -> bytes:
    """Return a workbook of named sheets with headings; a QueryError if one cannot hold all."""
    from xlsxwriter import Workbook  # slow, and few commands write one

    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True})
    book.set_properties({"created": BEGINNING})
    bold, link = book.add_format({"bold": True}), book.get_default_url_format()
    for name, lines in sheets.items():
        if len(lines) > MOST_ROWS:
            raise QueryError(f"a sheet holds {MOST_ROWS:,} rows, and these are more{INSTEAD}")
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(heads, 0)
        links = 0
        for row, line in enumerate(lines):
            for column, cell in enumerate(line):
                if isinstance(cell, int | float) and abs(cell) < MOST_EXACT:
                    sheet.write(row, column, cell)
                    continue
                text = "" if cell is None else shown(str(cell))
                text = UNREADABLE.sub("\N{REPLACEMENT CHARACTER}", text)
                if len(text) > MOST_LETTERS:
                    where = f"row {row + 1} of {line[0]!r}"
                    raise QueryError(
                        f"a cell holds {MOST_LETTERS:,} letters, {where} more{INSTEAD}"
                    )
                if LINK.fullmatch(text) and links < MOST_LINKS:
                    links += 1
                    sheet.write_url(row, column, text, link, text)
                elif text:
                    sheet.write_string(row, column, text, bold if row < heads else None)
    book.close()
    return out.getvalue()


def grounds(quotes: Sequence[Quoted]) -> list[Any]:
    """Return the cells of `GROUNDS`: all that is quoted; file, line and address of the first."""
    if not quotes:
        return [""] * len(GROUNDS)
    first = quotes[0]
    return ["\n".join(map(str, quotes)), first.file, first.line or "", first.address]


def quoted_lines(evidence: Sequence[Sequence[Quoted]]) -> list[list[Any]]:
    """Return the lines of a sheet that has each quote of each row by itself, by number of row."""
    said = (
        [number, quote.text, quote.file, quote.line or "", quote.address]
        for number, quotes in enumerate(evidence, 2)
        for quote in quotes
    )
    return [["row", *GROUNDS], *said]
