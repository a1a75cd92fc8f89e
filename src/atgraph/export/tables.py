"""Rows as a table, TSV, CSV, Markdown or SPARQL JSON; nothing is cut or wrapped off a terminal.

CSV is what people open in a spreadsheet, which takes a cell that begins with one of `FORMULA` for a
formula, and runs it: such a cell gets an apostrophe in front. Whoever needs each value as it is
takes TSV or JSON, or `atgraph sparql`.
"""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode

from atgraph.errors import CONTROL
from atgraph.rdf.namespaces import XSD

Cells = Sequence[str]
Notes = Sequence[Sequence[str]]

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?")
MOST_DRAWN = 5_000  # rows that are fitted to a terminal, at a millisecond each
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
        out = io.StringIO()
        out.write(BOM * (fmt == "excel"))
        harmless_rows = (map(harmless, row) for row in [columns, *rows])
        csv.writer(out, lineterminator="\r\n").writerows(harmless_rows)
        return out.getvalue()
    if fmt == "markdown":
        lines = [columns, ["---"] * len(columns), *rows]
        escaped = ([_one_line(cell).replace("|", "\\|") for cell in row] for row in lines)
        return "".join(f"| {' | '.join(row)} |\n" for row in escaped)
    if fmt == "tsv":
        return "".join("\t".join(map(_one_line, row)) + "\n" for row in [columns, *rows])
    is_drawn = sys.stdout.isatty() and len(rows) <= MOST_DRAWN
    return (_rich if is_drawn else _aligned)(columns, rows, notes)


def with_evidence(
    columns: Cells, rows: Iterable[Cells], notes: Notes
) -> tuple[list[str], list[list[str]]]:
    """Return rows with their notes in a last column."""
    noted = [[*row, " | ".join(lines)] for row, lines in zip(rows, notes)]
    return [*columns, "evidence"], noted


def _one_line(cell: str) -> str:
    return " ".join(cell.split())


def _drawn(cell: str) -> str:
    """Return a cell of a table for people, in which no value acts on their terminal."""
    return CONTROL.sub("\N{REPLACEMENT CHARACTER}", _one_line(cell))


def harmless(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula; numbers stay numbers."""
    return f"'{cell}" if cell.startswith(FORMULA) and not NUMBER.fullmatch(cell) else cell


def _aligned(columns: Cells, rows: Sequence[Cells], notes: Notes) -> str:
    lines = [[_drawn(c) for c in row] for row in [columns, *rows]]
    widths = [max(map(len, column)) for column in zip(*lines)]
    under = [[], *notes, *([[]] * len(lines))]
    out = []
    for line, extra in zip(lines, under):
        out.append("  ".join(c.ljust(w) for c, w in zip(line, widths)).rstrip())
        out += [f"    {_drawn(note)}" for note in extra]
    return "\n".join(out) + "\n"


def _rich(columns: Cells, rows: Sequence[Cells], notes: Notes) -> str:
    from rich import box
    from rich.console import Console
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(Text(CONTROL.sub("\N{REPLACEMENT CHARACTER}", cell)) for cell in row))
    console = Console()
    with console.capture() as capture:
        if not any(notes):
            console.print(table)
        for row, lines in zip(rows, notes):
            console.print(Text("  ".join(_drawn(c) for c in row if c), style="bold"))
            for line in lines:
                console.print(Padding(Text(_drawn(line)), (0, 0, 0, 4)), style="dim")
    return capture.get()


def sparql_json(columns: Cells, rows: Iterable[dict[str, Any]]) -> str:
    """Return rows of terms as SPARQL 1.1 Query Results JSON."""
    bindings = [{name: _json_term(row[name]) for name in columns if name in row} for row in rows]
    document = {"head": {"vars": list(columns)}, "results": {"bindings": bindings}}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _json_term(term: NamedNode | BlankNode | Literal) -> dict[str, str]:
    if not isinstance(term, Literal):
        return {"type": "uri" if isinstance(term, NamedNode) else "bnode", "value": term.value}
    found = {"type": "literal", "value": term.value}
    if term.language:
        found["xml:lang"] = term.language
    elif term.datatype.value != XSD + "string":
        found["datatype"] = term.datatype.value
    return found
