"""Markdown: rendered to HTML, and read as that; the front matter is kept as lines."""

import re
from itertools import pairwise
from pathlib import Path
from textwrap import dedent

from atgraph.curate.ingest.formats import html, plain
from atgraph.curate.ingest.formats.dashed_tables import as_html, find_tables
from atgraph.curate.ingest.lines import Collector, Extract
from atgraph.data.dates import begins_with_day

FRONT = re.compile(r"\A(---|\+\+\+)[ \t]*\n(.*?\n)(?:\1|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
BLOCK = re.compile(r"(?m)^\w+: \|-?\n((?:[ \t]+[^\n]*\n|\n)+)")  # “schedule: |”, below it Markdown
GOES_ON = re.compile(r"(?: >-?)?\n[ \t]+(?!-\s|[\w-]+:)(?=\S)")  # “title: >”, below it the words
LONG = re.compile(r"(?m)^\w+(?:: | = )([\"'])(.{200,})\1$")  # “description: "…"”
# a line end within a sentence: a long line that nothing ends, below it small letters, and further
# down the full stop; “9:00 A long title” and below it “van der Berg, Jan” has none
WRAPPED = re.compile(
    r"(?m)(?<=[^\n]{55}[^\s.:;!?|\\])\n(?=[^\W\d_A-ZÀ-ÞА-ЯІЇЄҐ][^\W\d_])"
    r"(?=(?:[^\n]+\n){0,12}[^\n]*[^\W\d_]{3}[)”“»\"]?[.!?][)”“»\"]?(?:\s|\Z))"
)
# behind a small word any letter goes on: “… president of the” “Committee”
LINKED = re.compile(rf"(?<=[^\n]{{55}})(\s(?:{plain.LINKING_WORDS}))\n(?=[^\W\d_])")
NUMBER = re.compile(r"^( {0,3}\d{1,2})(?=\. )", re.M)
# what the maker of a site has filled in, or means for it: “{{ site.url }}”, “## Day 1 {#first}”
FILLED = re.compile(r"\{\{[^{}\n]*\}\}|\{%[^{}\n]*%\}|[ \t]*\{[:#][^{}\n]*\}[ \t]*$|\\\\$", re.M)
# what pandoc writes between two lists, and around boxes: “::: card”
UNSAID = re.compile(r"(?ms:^ *```\{=html\}\n *<!--.*?--> *\n *```$)|(?m:^ *:{3,}[^\n]*$)")
# “9:00--10:00”, “A -- B”: a dash as it is typed, no line of dashes, and none of a table
DASH = re.compile(r"(?<=[^\s|:!<-])( ?)---?\1(?=[^\s|>-])|(?m:^([ \t]+)---? (?=[^\s|-]))")
BEGINS = re.compile(r"\s*(?:[-*+>|#:<!=]|\d+[.)]\s|\\?$)")  # a list, a heading, a table, …
WIDTHS = range(60, 101)  # letters of a row, into which no more went
FEW, MOST = 3, 0.9  # rows, and part of them


def read(raw: bytes, path: Path) -> Extract:
    """Read a Markdown document."""
    from markdown_it import MarkdownIt

    text = plain.decode(raw, path)
    collector = Collector()
    if front := FRONT.match(text):
        rows, text = _part_front(front[2], text[front.end() :])
        for row in filter(str.strip, rows.split("\n")):
            collector.add_line(row, "front matter")
        collector.end_line(gap=True)
    text = FILLED.sub("", UNSAID.sub("", text))
    breaks = not _is_wrapped(text)
    text = DASH.sub(_dash, as_html(text))
    rendered = (
        MarkdownIt("commonmark", {"html": True, "breaks": breaks})
        .enable(["table", "strikethrough"])
        .render(NUMBER.sub(_day_or_entry, LINKED.sub(r"\1 ", WRAPPED.sub(" ", text))))
    )
    html.collect(rendered, collector)
    return collector.extract()


def _is_wrapped(text: str) -> bool:
    """Whether a program has wrapped all paragraphs: no line end is meant but behind a backslash."""
    rows = [row.rstrip() for row in text.split("\n")]
    for table in [*find_tables(rows)]:
        rows[table.start : table.end] = [""] * (table.end - table.start)
    pairs = [
        (len(above), len(below.split()[0]))
        for above, below in pairwise(rows)
        if above and not (BEGINS.match(below) or above.startswith(("#", "|")))
        if not (above.endswith("\\") or "](" in above)
    ]
    width = max((length for length, _ in pairs), default=0)
    full = sum(length + 1 + word > width for length, word in pairs)
    return width in WIDTHS and full >= FEW and full >= MOST * len(pairs)


def _dash(found: re.Match[str]) -> str:
    return f"{found[1]}–{found[1]}" if found[2] is None else f"{found[2]}– "


def _part_front(front: str, body: str) -> tuple[str, str]:
    """Return the rows of the front matter, and the text: blocks of Markdown are of that.

    Where nothing stands below the front matter, its long values are the text.
    """
    blocks = [dedent(block) for block in BLOCK.findall(front)]
    rows = GOES_ON.sub(" ", BLOCK.sub("", front))
    if not body.strip() and not blocks:
        blocks = [found[2] for found in LONG.finditer(rows)]
        rows = LONG.sub("", rows) if blocks else rows
    return rows, "\n\n".join([*blocks, body])


def _day_or_entry(number: re.Match[str]) -> str:
    """Return the number of a line so that Markdown takes “7. November” for a date, and no list."""
    line = number.string[number.start() :].split("\n", maxsplit=1)[0]
    return f"{number[0]}\\" if begins_with_day(line.lstrip()) else number[0]
