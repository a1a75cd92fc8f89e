"""The row of a table that says what stands in its columns: “Time”, “Session”, “Speaker”."""

from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter

from atgraph.curate.ingest.line_names import is_role_alone
from atgraph.curate.ingest.lines import Cell, Line
from atgraph.curate.ingest.recognition import Said

TITLES = ("title_labels", "sessions")
HEADS = (*TITLES, "body_labels", "post_labels", "venue_labels", "name_labels")


class ColumnHeads:
    """The cells that head the columns of a table, if any; lines are those of the document."""

    def __init__(self, cells: Sequence[Cell], said: Said, lines: Sequence[Line]) -> None:
        self.rows = [list(row) for _, row in groupby(cells, attrgetter("row"))]
        self.said, self.lines = said, lines
        self.cells = self._find()

    def _find(self) -> Sequence[Cell]:
        """Return the row of which one of the first cells is “Time”, or the first if all label."""
        for number, own in enumerate(self.rows):
            firsts = own if not number and len(own) > 2 else own[:1]
            if any(self._says(cell, "time_labels") for cell in firsts):
                return own
        first = self.rows[0] if self.rows else []
        apart = len(first) > 1 and all(cell.columns == 1 for cell in first)
        label = apart and all(map(self._labels, first))
        return first if label and not self._are_told_elsewhere() else []

    def _says(self, cell: Cell, *kinds: str) -> bool:
        """Whether a cell says only what a column is of: “Room”, “Organisation”."""
        said = self.said(cell)
        return any(line.words[kind].labels(line.text) for line in said for kind in kinds)

    def _labels(self, cell: Cell) -> bool:
        return self._says(cell, *HEADS) or [*map(is_role_alone, self.said(cell))] == [True]

    def _below(self, heads: Sequence[Cell]) -> list[Cell]:
        """Return the cells below those of the heads that say “Session” or “Topic”."""
        columns = [cell.column for cell in heads if self._says(cell, *TITLES)][:1]
        return [c for row in self.rows[1:] for c in row if c.column in columns and c.lines]

    def _are_told_elsewhere(self) -> bool:
        """Whether the titles in the table are those of an agenda outside it."""
        told = {self._words(cell) for cell in self._below(self.rows[0])}
        own = {number for row in self.rows for cell in row for number in cell.lines}
        others = (line.text for number, line in enumerate(self.lines) if number not in own)
        return any(title in text for text in others for title in told)

    def titles(self) -> list[Cell]:
        """Return the cells that are titles of sessions without a time."""
        timed = any(self._says(cell, "time_labels") for cell in self.cells)
        return [] if timed else self._below(self.cells)

    def repeated(self) -> list[Cell]:
        """Return the rows that say the same as the heads: those at the top of another page."""
        said = [*map(self._words, self.cells)]
        again = [row for row in self.rows if said and [*map(self._words, row)] == said]
        return [cell for row in again for cell in row if cell not in self.cells]

    def _words(self, cell: Cell) -> str:
        return " ".join(self.lines[n].text for n in cell.lines)
