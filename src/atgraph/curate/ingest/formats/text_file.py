"""Text files: columns side by side are a page of which all letters are equally wide."""

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

from atgraph.curate.ingest.formats import plain
from atgraph.curate.ingest.formats.aligned_rows import FIELD, unwrap_rows
from atgraph.curate.ingest.formats.dashed_tables import read_dashed_tables
from atgraph.curate.ingest.formats.pdf_layout import Layout
from atgraph.curate.ingest.formats.pdf_segments import Segment
from atgraph.curate.ingest.formats.running_lines import RUNNING, drop_running_lines
from atgraph.curate.ingest.formats.timed_rows import read_timed_rows
from atgraph.curate.ingest.formats.typed_tables import read_typed_tables
from atgraph.curate.ingest.lines import Collector, Extract

SIZE, WIDTH, HEIGHT = 20, 10, 28  # of a letter and a row, in points
LABELLED = re.compile(rf"(?:{FIELD.pattern}:\s+)?{FIELD.pattern}")  # “Chair:     Ada Bek”
FEWEST = 3  # rows that have a field at the same place


def read(raw: bytes, path: Path) -> Extract:
    """Read a text file."""
    decoded = plain.decode(raw, path)
    extract = _read(text := drop_running_lines(decoded))
    left = _count_rows(decoded) - _count_rows(text)
    return replace(extract, notes=(*extract.notes, f"{RUNNING}: {left}")) if left else extract


def _count_rows(text: str) -> int:
    return sum(bool(row.strip()) for row in text.split("\n"))


def _read(text: str) -> Extract:
    if tables := read_dashed_tables(text) or read_typed_tables(text) or read_timed_rows(text):
        return tables
    return _read_columns(text) if stands_in_columns(text) else plain.read(unwrap_rows(text))


def stands_in_columns(text: str) -> bool:
    """Whether several columns go on over rows in which nothing stands in the first."""
    rows = [[found.start() for found in FIELD.finditer(row)] for row in text.split("\n")]
    starts = Counter(start for row in rows for start in row[1:])
    columns = {start for start, count in starts.items() if count >= FEWEST}
    return sum(len(columns.intersection(row)) > 1 and row[0] in columns for row in rows) >= FEWEST


def _read_columns(text: str) -> Extract:
    collector, segments = Collector(), list[Segment]()
    for number, row in enumerate(text.split("\n")):
        top = -number * HEIGHT
        for found in LABELLED.finditer(row):
            left, right = found.start() * WIDTH, found.end() * WIDTH
            said = " ".join(found[0].split())
            segments.append(Segment(said, left, right, top - SIZE, top, SIZE, bold=False))
    Layout(collector, SIZE).page(segments, [])
    return collector.extract()
