"""Where letters stand on a page says which lines, columns and tables they make."""

from __future__ import annotations

from collections.abc import Sequence

from atgraph.curate.ingest.formats.pdf_columns import iter_bands, split_columns
from atgraph.curate.ingest.formats.pdf_paragraphs import write_columns, write_paragraphs
from atgraph.curate.ingest.formats.pdf_segments import Segment, iter_rows, join_row
from atgraph.curate.ingest.formats.pdf_tables import is_table, write_table
from atgraph.curate.ingest.lines import Collector


def lay_page(segments: Sequence[Segment], body: float, collector: Collector) -> None:
    """Write what stands on a page in the order in which it is read."""
    rows = list(iter_rows(segments))
    for band, gutters in iter_bands(rows):
        if not gutters:
            write_paragraphs([join_row(row) for row in band], collector, body)
            continue
        columns = split_columns(band, gutters)
        if is_table(columns):
            write_table(columns, collector, body)
        else:
            write_columns([list(map(join_row, column)) for column in columns], collector, body)
