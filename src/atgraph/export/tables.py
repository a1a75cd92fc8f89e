"""Rows as a table, TSV, CSV, Markdown or SPARQL JSON; nothing is cut or wrapped off a terminal.

On a terminal a table is as wide as that, and no word that fits a line of it is broken: where the
columns do not fit so, each row is a block, a line for each cell.

CSV and TSV are what people open in a spreadsheet, which takes a cell that begins with a sign of
`FORMULA` for a formula, and runs it: such a cell gets an apostrophe in front, and so does what
follows a semicolon, which ends a cell where that is the custom. Whoever needs each value as it is
takes JSON, or `atgraph sparql`.
"""

import csv
import io
import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode

from atgraph.characters import MARKS, escaped, shown
from atgraph.rdf.namespaces import XSD

Cells = Sequence[str]
Notes = Sequence[Sequence[str]]

# behind marks that nobody sees, too: what shows the text may leave them out
FORMULA = re.compile(
    f'^(?=[{MARKS}\ufeff]*[=+@＝＋－＠\t\r\n-])|(?<=;)(?=["{MARKS}\ufeff]*[=+@＝＋－＠-])'
)
NO_FORMULA = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?|-")
MOST_WRAPPED = 5_000  # rows whose cells are wrapped, at a millisecond each; more become blocks
PIECE = re.compile(r"(\s*)(\S+)")
BOM = "\ufeff"  # by which Excel knows UTF-8


def default_format() -> str:
    """Return table on a terminal, else tsv."""
    return "table" if sys.stdout.isatty() else "tsv"


def render(columns: Cells, rows: Iterable[Cells], fmt: str, notes: Notes = ()) -> str:
    """Return rows as a table, tsv, csv, excel (csv whose letters Excel gets right) or markdown.

    The notes of a row stand in lines under it (table) or in a last column (the others).
    """
    rows = [list(row) for row in rows]
    if notes and fmt != "table":
        columns, rows = with_evidence(columns, rows, notes)
    if fmt in ("csv", "excel"):
        return BOM * (fmt == "excel") + csv_text([columns, *rows])
    if fmt == "markdown":
        lines = [columns, ["---"] * len(columns), *rows]
        escaped = ([_one_line(cell).replace("|", "\\|") for cell in row] for row in lines)
        return "".join(f"| {' | '.join(row)} |\n" for row in escaped)
    if fmt == "tsv":
        safe = (map(harmless, map(_one_line, row)) for row in [columns, *rows])
        return "".join("\t".join(row) + "\n" for row in safe)
    return (_on_terminal if sys.stdout.isatty() else _aligned)(columns, rows, notes)


def with_evidence(
    columns: Cells, rows: Iterable[Cells], notes: Notes
) -> tuple[list[str], list[list[str]]]:
    """Return rows with their notes in a last column."""
    noted = [[*row, " | ".join(lines)] for row, lines in zip(rows, notes)]
    return [*columns, "evidence"], noted


def _one_line(cell: str) -> str:
    return " ".join(cell.split())


def drawn(cell: str) -> str:
    """Return a cell of a table for people, in which no value acts on their terminal."""
    return shown(_one_line(cell))


def harmless(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula; numbers stay numbers."""
    return cell if NO_FORMULA.fullmatch(cell) else FORMULA.sub("'", cell)


def csv_text(rows: Iterable[Iterable[str]]) -> str:
    """Return rows as CSV (RFC 4180) in which no cell is a formula."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(map(harmless, row) for row in rows)
    return out.getvalue()


def _aligned(columns: Cells, rows: Sequence[Cells], notes: Notes) -> str:
    lines = [[drawn(c) for c in row] for row in [columns, *rows]]
    widths = [max(map(len, column)) for column in zip(*lines)]
    under = [[], *notes, *([[]] * len(lines))]
    out = []
    for line, extra in zip(lines, under):
        out.append("  ".join(c.ljust(w) for c, w in zip(line, widths)).rstrip())
        out += [f"    {drawn(note)}" for note in extra]
    return "\n".join(out) + "\n"


def filled(line: str, width: int, indent: int) -> list[str]:
    """Return a line as lines of a terminal, broken at white space alone.

    Those after the first begin at the indent, or as far left as their first word needs. A word that
    is wider than the terminal stays whole.
    """
    from rich.cells import cell_len

    lines = [""]
    for gap, word in PIECE.findall(line):
        if cell_len(lines[-1] + gap + word) <= width:
            lines[-1] += gap + word
        else:
            lines += [""] * bool(lines[-1])
            lines[-1] = " " * min(indent, max(0, width - cell_len(word))) + word
    return lines


def _on_terminal(columns: Cells, rows: Sequence[Cells], notes: Notes) -> str:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console()
    columns, *rows = ([drawn(cell) for cell in row] for row in [columns, *rows])
    if any(notes):
        lines = _noted(rows, notes, console.width, is_styled=not console.is_dumb_terminal)
        return "".join(f"{line}\n" for line in lines)
    is_long = len(rows) > MOST_WRAPPED
    widths = _widths([columns, *rows], console.width, wrap=not is_long)
    if not widths:
        return "".join(f"{line}\n" for line in _blocks(columns, rows, console.width))
    if is_long:
        return _aligned(columns, rows, notes)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    headings, *cells = (
        [Text("\n".join(filled(cell, width, 0))) for cell, width in zip(row, widths)]
        for row in [columns, *rows]
    )
    for heading, width in zip(headings, widths):
        table.add_column(heading, width=width, no_wrap=True)
    for row in cells:
        table.add_row(*row)
    with console.capture() as capture:
        console.print(table)
    return capture.get()


def _noted(rows: Iterable[Cells], notes: Notes, width: int, *, is_styled: bool) -> Iterator[str]:
    """Yield each row in bold on a line of its own, and its notes dim under it."""
    from rich.style import Style

    bold, dim = (Style(bold=True), Style(dim=True)) if is_styled else (Style(), Style())
    for row, under in zip(rows, notes):
        for part in filled("  ".join(filter(None, row)), width, 2):
            yield bold.render(part)
        for note in under:
            for part in filled(f"    {drawn(note)}", width, 4):
                yield dim.render(part)


def _blocks(columns: Cells, rows: Iterable[Cells], width: int) -> Iterator[str]:
    """Yield an empty line for each row, and one for each of its cells that has something."""
    named = max(map(len, columns), default=0) + 2
    for row in rows:
        yield ""
        for column, cell in zip(columns, row):
            if cell:
                yield from filled(column.ljust(named) + cell, width, named)


def _widths(lines: Iterable[Cells], width: int, *, wrap: bool) -> list[int]:
    """Return the widths of columns, wrapped or not, that break no word; none if all is too wide."""
    from rich.cells import cell_len

    columns = list(zip(*lines))
    words = [max(map(cell_len, " ".join(column).split()), default=0) for column in columns]
    whole = [max(map(cell_len, column)) for column in columns]
    room = width - (3 * len(columns) - 1)  # two cells at each edge, three between
    for most in range(width, 0, -1) if wrap else [width]:
        widths = [max(word, min(cells, most)) for word, cells in zip(words, whole)]
        if sum(widths) <= room:
            return widths
    return []


def sparql_json(columns: Cells, rows: Iterable[dict[str, Any]]) -> str:
    """Return rows of terms as SPARQL 1.1 Query Results JSON."""
    bindings = [{name: _json_term(row[name]) for name in columns if name in row} for row in rows]
    document = {"head": {"vars": list(columns)}, "results": {"bindings": bindings}}
    return escaped(json.dumps(document, ensure_ascii=False, indent=1)) + "\n"


def _json_term(term: NamedNode | BlankNode | Literal) -> dict[str, str]:
    if not isinstance(term, Literal):
        return {"type": "uri" if isinstance(term, NamedNode) else "bnode", "value": term.value}
    found = {"type": "literal", "value": term.value}
    if term.language:
        found["xml:lang"] = term.language
    elif term.datatype.value != XSD + "string":
        found["datatype"] = term.datatype.value
    return found
