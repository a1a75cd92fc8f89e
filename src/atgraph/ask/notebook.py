"""An answer as a table in a notebook: every text escaped, and behind each row the words it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING

from atgraph.graph.graph import text

if TYPE_CHECKING:
    from atgraph.ask.answer import Answer
    from atgraph.ask.evidence import Quoted

MOST = 50  # rows that are shown
STYLE = "text-align: left; vertical-align: top"  # notebooks set cells to the right, as numbers


def html_of(answer: Answer) -> str:
    """Return an answer as HTML without scripts, links to other places or ids."""
    rows = answer.rows[:MOST]
    evidence = answer.evidence_of(rows)
    columns = [*answer.shown, *(["evidence"] if any(evidence) else [])]
    head = "".join(f'<th scope="col" style="{STYLE}">{escape(column)}</th>' for column in columns)
    lines = [
        "<div><table>",
        f"<caption>{escape(answer.question.summary)}</caption>",
        f"<thead><tr>{head}</tr></thead>",
        "<tbody>",
    ]
    for row, quotes in zip(rows, evidence):
        cells = [escape(text(row, column)) for column in answer.shown] + (
            [_details(quotes)] if any(evidence) else []
        )
        written = "".join(f'<td style="{STYLE}">{cell}</td>' for cell in cells)
        lines.append(f"<tr>{written}</tr>")
    return "\n".join(
        [*lines, "</tbody></table>", f"<p>{escape('; '.join(_foot(answer)))}</p></div>"]
    )


def _details(quotes: list[Quoted]) -> str:
    """Return what a row rests on, folded up."""
    if not quotes:
        return ""
    listed = "".join(f"<li>{escape(str(quoted))}</li>" for quoted in quotes)
    return f"<details><summary>{len(quotes)} quoted</summary><ul>{listed}</ul></details>"


def _foot(answer: Answer) -> Iterator[str]:
    """Yield how many rows there are, and how to cite them."""
    total, more = len(answer), len(answer) - MOST
    yield f"{total:,} row{'' if total == 1 else 's'}" if total else "No row"
    if more > 0:
        yield f"{more:,} more {'is' if more == 1 else 'are'} not shown here: .to_pandas() and .rows have all"
    yield ".cite() gives the sentence to cite"
