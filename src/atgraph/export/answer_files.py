"""An answered question as text and as a workbook: the same wherever it is asked."""

import json
from decimal import Decimal

from pyoxigraph import Literal

from atgraph.ask.answer import Answer
from atgraph.ask.evidence import Quoted
from atgraph.characters import escaped, shown
from atgraph.export.tables import render, sparql_json, with_evidence
from atgraph.export.workbook import GROUNDS, grounds, quoted_lines, workbook
from atgraph.graph.graph import text


def answer_text(answer: Answer, fmt: str, evidence: bool = False, cite: bool = False) -> str:
    """Return an answer as text; nothing but its citation where it has no row, save in JSON.

    Evidence and citation stand under what people read, and in columns of their own in what programs
    read.
    """
    notes = [[str(q) for q in quotes] for quotes in answer.evidence] if evidence else []
    sentence = answer.cite() if cite else ""
    if fmt == "json":
        return _json(answer, notes, sentence)
    columns = answer.shown
    rows = [[text(row, column) for column in columns] for row in answer.rows]
    if fmt in ("table", "markdown"):
        under = f"{chr(10) if rows else ''}{shown(sentence)}\n" if cite else ""
        return (render(columns, rows, fmt, notes) if rows else "") + under
    if evidence:
        columns, rows = with_evidence(columns, rows, notes)
    if cite:
        columns, rows = [*columns, "citation"], [[*row, sentence] for row in rows]
    return render(columns, rows, fmt) if rows else ""


def answer_rows(answer: Answer) -> bytes:
    """Return an answer as a JSON array with an object for each row, as data frames are read.

    An object has the columns that are shown, with numbers as numbers and days as ISO dates, the
    addresses of the statements that the row rests on, and their quotes, each with its place.
    """
    rows = [
        {
            **answer.values(row),
            "statements": answer.statements(row),
            "quotes": list(map(_quote, quotes)),
        }
        for row, quotes in zip(answer.rows, answer.evidence)
    ]
    return escaped(json.dumps(rows, ensure_ascii=False, indent=1, default=_plain)).encode() + b"\n"


def _quote(quoted: Quoted) -> dict[str, str | int]:
    said: dict[str, str | int] = {"words": quoted.printed, "address": quoted.address}
    if quoted.read_elsewhere:
        said |= {"words": quoted.words, "page": quoted.page, "read": quoted.day}
        return {"kind": "read elsewhere", **said}
    return {"kind": "printed", **said, "file": quoted.file, "line": quoted.line}


def _plain(value: object) -> str | float:
    return float(value) if isinstance(value, Decimal) else str(value)


def answer_workbook(answer: Answer, cite: bool = False) -> bytes:
    """Return an answer as a workbook: its rows with their words, and each quote by itself."""
    rows = [
        [*answer.values(row).values(), *grounds(quotes)]
        for row, quotes in zip(answer.rows, answer.evidence)
    ]
    table = [[*answer.shown, *GROUNDS], *rows]
    sheets = {"answer": table, "evidence": quoted_lines(answer.evidence)}
    if cite:
        sheets["citation"] = [["citation"], [answer.cite()]]
    return workbook(sheets)


def _json(answer: Answer, notes: list[list[str]], sentence: str) -> str:
    added = {"evidence": ["\n".join(lines) for lines in notes]} if notes else {}
    added |= {"citation": [sentence] * len(answer.rows)} if sentence else {}
    rows = [
        {**row, **{name: Literal(cells[n]) for name, cells in added.items()}}
        for n, row in enumerate(answer.rows)
    ]
    return sparql_json([*answer.columns, *added], rows)
