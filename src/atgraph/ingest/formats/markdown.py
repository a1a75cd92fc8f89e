"""Markdown: rendered to HTML, and read as that; the front matter is kept as lines."""

from __future__ import annotations

import re
from pathlib import Path

from atgraph.ingest.formats import html, plain
from atgraph.ingest.lines import Collector, Extract

FRONT = re.compile(r"\A---\n(.*?\n)(?:---|\.\.\.)\n", re.S)
FIELD = re.compile(r"[\w-]+:\s+\S|\s+-\s+\S|-\s+\S")


def read(raw: bytes, path: Path) -> Extract:
    """Read a Markdown document."""
    from markdown_it import MarkdownIt

    text = plain.decode(raw, path)
    collector = Collector()
    if front := FRONT.match(text):
        text = text[front.end() :]
        for row in front[1].split("\n"):
            if row.strip():
                collector.write(row)
                collector.end_line()
                collector.lines[-1] = html.with_note(collector.lines[-1], "front matter")
        collector.end_line(gap=True)
    rendered = MarkdownIt("commonmark", {"html": True, "breaks": True}).enable(["table", "strikethrough"]).render(text)
    html.collect(rendered, collector)
    return collector.extract()
