"""A table in a notebook: every text escaped, and behind each row the words it rests on."""

from collections.abc import Iterable
from html import escape

from atgraph.ask.evidence import Quoted
from atgraph.characters import shown

MOST = 50  # rows that are shown
STYLE = "text-align: left; vertical-align: top"  # notebooks set cells to the right, as numbers


def html_of(
    title: str,
    columns: list[str],
    rows: Iterable[list[str]],
    evidence: list[list[Quoted]],
    total: int,
) -> str:
    """Return a table as HTML without scripts, links to other places or ids.

    ``rows`` are those that are shown, of ``total``; ``evidence`` has the words of each.
    """
    heads = [*columns, *(["evidence"] if any(evidence) else [])]
    head = "".join(f'<th scope="col" style="{STYLE}">{_text(column)}</th>' for column in heads)
    caption = f"<caption>{_text(title)}</caption>"
    lines = ["<div><table>", caption, f"<thead><tr>{head}</tr></thead>", "<tbody>"]
    for row, quotes in zip(rows, evidence):
        cells = [*map(_text, row), *([_details(quotes)] if any(evidence) else [])]
        written = "".join(f'<td style="{STYLE}">{cell}</td>' for cell in cells)
        lines.append(f"<tr>{written}</tr>")
    foot = f"{total:,} row{'' if total == 1 else 's'}" if total else "No row"
    if more := max(0, total - MOST):
        are = "is" if more == 1 else "are"
        foot += f"; {more:,} more {are} not shown here: .to_pandas() and .rows have all"
    foot += "; .cite() gives the sentence to cite"
    return "\n".join([*lines, "</tbody></table>", f"<p>{foot}</p></div>"])


def _text(text: str) -> str:
    return escape(shown(text))


def _details(quotes: list[Quoted]) -> str:
    """Return what a row rests on, folded up."""
    if not quotes:
        return ""
    listed = "".join(f"<li>{_text(str(quoted))}</li>" for quoted in quotes)
    return f"<details><summary>{len(quotes)} quoted</summary><ul>{listed}</ul></details>"
