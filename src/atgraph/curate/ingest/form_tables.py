"""Tables that are forms: labels beside their values, above them, or at the head of the columns."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from operator import attrgetter

from atgraph.curate.ingest.form_labels import ALONE, LONGEST, Kind, kind_of
from atgraph.curate.ingest.lines import FIELD, Cell, Extract, Line, Stretch, Stretches
from atgraph.curate.ingest.word_lists import DocumentWords

FIELDS = re.compile(r"[^\t\n]*[^\s][^\t\n]*")
FEWEST = 2  # labels whose meaning is known
WHEN_AND_WHERE = {Kind.TIME, Kind.DATE, Kind.ROOM}
Pair = tuple[Cell | None, Cell]  # a label and its value


def find_typed(extract: Extract, words: DocumentWords) -> Extract:
    """Return a document in which rows typed with tabs below labels are tables."""
    if extract.tables or "\t" not in extract.text:
        return extract
    tables: list[list[Cell]] = []
    lines: list[Line] = []
    typed: list[Stretch] = []
    for block in _typed_blocks(extract.text):
        cells, own = _type(extract.text, block, len(lines))
        form = _Form(cells, [*lines, *own], words)
        if form.below_heads() or form.tells_of_people():
            tables.append(cells)
            lines += own
            typed.append((own[0].start, own[-1].end))
    others = [s for s in extract.lines if not any(a <= s.start < b for a, b in typed)]
    placed = sorted([*lines, *others], key=attrgetter("start"))
    moved = {id(line): number for number, line in enumerate(placed)}
    told = tuple(
        tuple(replace(cell, lines=tuple(moved[id(lines[n])] for n in cell.lines)) for cell in table)
        for table in tables
    )
    return replace(extract, lines=tuple(placed), tables=told) if tables else extract


def _typed_blocks(text: str) -> Iterator[list[list[Stretch]]]:
    """Yield rows below each other that have as many fields, where each field stands."""
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    rows = [
        [found.span() for found in FIELDS.finditer(text, start, end)]
        for start, end in zip(starts, [*(at - 1 for at in starts[1:]), len(text)])
    ]
    for count, block in groupby(rows, len):
        if count > FEWEST:
            yield list(block)


def _type(text: str, block: Sequence[Stretches], first: int) -> tuple[list[Cell], list[Line]]:
    """Return rows as cells and their lines, which are counted from the first."""
    spans = [(r, c, *span) for r, own in enumerate(block) for c, span in enumerate(own)]
    lines = [Line(" ".join(text[a:b].split()), a, b, gap=not column) for _, column, a, b in spans]
    cells = [Cell(r, c, 1, 1, (first + n,)) for n, (r, c, *_) in enumerate(spans)]
    return cells, lines


def read_form_table(
    cells: Sequence[Cell], lines: Sequence[Line], words: DocumentWords
) -> list[Line] | None:
    """Return the lines of a table, each label before its value; nothing if it is no form."""
    form = _Form(cells, lines, words)
    pairs = form.beside() or form.above() or form.below_heads()
    return [*form.text(pairs)] if pairs else [*form.untitled()] or None


class _Form:
    """Reads the cells of a table as labels and values."""

    def __init__(self, cells: Sequence[Cell], lines: Sequence[Line], words: DocumentWords) -> None:
        self.lines, self.words = lines, words
        ordered = sorted(cells, key=attrgetter("row", "column"))
        self.rows = [list(row) for _, row in groupby(ordered, attrgetter("row"))]

    def kind(self, cell: Cell) -> str:
        """Return what a cell is the label of; nothing if it cannot be one."""
        text = self.lines[cell.lines[0]].text if len(cell.lines) == 1 else ""
        found = ALONE.match(text)
        if not found or len(text.split()) > LONGEST:
            return ""
        return kind_of(found["label"], self.words)

    def _tell(self, labels: Sequence[Cell]) -> bool:
        """Whether cells are all labels, of which those of titles and another are known."""
        kinds = [self.kind(cell) for cell in labels]
        known = [kind for kind in kinds if kind not in ("", Kind.OTHER)]
        return all(kinds) and len(set(known)) >= FEWEST and Kind.TITLE in known

    def tells_of_people(self) -> bool:
        """Whether a column is headed “Organisation” or “Position”, and the others as well."""
        kinds = [self.kind(cell) for cell in self.rows[0]]
        return all(kinds) and Kind.BODY in kinds and len({*kinds} - {Kind.OTHER}) >= FEWEST

    def beside(self) -> list[Pair]:
        """Return labels and the values to the right of them."""
        pairs: list[Pair] = []
        for row in self.rows:
            held = [cell for cell in row if cell.lines]
            while held:
                cell, *held = held
                label = cell if self.kind(cell) and (held or len(row) > 1) else None
                if label and held and held[0].column == label.column + label.columns:
                    cell, *held = held
                    pairs.append((label, cell))
                elif label is None and len(row) > 1:
                    return []
                else:
                    pairs += [(None, cell)] if label is None else []
        labels = [label for label, _ in pairs if label]
        told = [value for label, value in pairs if label]
        return pairs if self._tell(labels) and not self._tell(told) else []

    def above(self) -> list[Pair]:
        """Return labels and the values in the row below them, in rows by turns."""
        heads, values = self.rows[::2], self.rows[1::2]
        labels = [cell for row in heads for cell in row if cell.lines]
        timed = len(heads) == 1 and self.kind(heads[0][0]) == Kind.TIME  # a table as others
        if len(heads) != len(values) or timed or not self._tell(labels):
            return []
        pairs: list[Pair] = []
        for row, below in zip(heads, values):
            own = {cell.column: cell for cell in below}
            pairs += [(cell, own[cell.column]) for cell in row if cell.column in own]
        told = [cell for _, cell in pairs if cell.lines]
        return pairs if len(pairs) >= len(labels) and not self._tell(told) else []

    def below_heads(self) -> list[Pair]:
        """Return for each row what heads its columns, and its cells."""
        heads, *body = self.rows
        heads = [cell for cell in heads if cell.lines]
        if not body or not self._tell(heads) or self.kind(heads[0]) == Kind.TIME:
            return []
        if any(cell.rows > 1 for row in body for cell in row):
            return []
        named = {cell.column: cell for cell in heads}
        title = next(cell.column for cell in heads if self.kind(cell) == Kind.TITLE)
        when = [c.column for c in heads if self.kind(c) in (Kind.TIME, Kind.END, Kind.DATE)]
        told = [{c.column: " ".join(self.lines[n].text for n in c.lines) for c in r} for r in body]
        several = len({said.get(title) for said in told}) >= FEWEST
        pairs: list[Pair] = []
        for row, said, above in zip(body, told, [{}, *told]):
            same = all(said.get(column) == above.get(column) for column in (title, *when))
            again = several and same
            held = [cell for cell in row if cell.lines]
            labels = named if len(held) > 1 else {}
            more = [c for c in held if not (again and said[c.column] == above.get(c.column))]
            more.sort(key=lambda cell: cell.column != title)
            pairs += [(labels.get(cell.column), cell) for cell in more]
        return pairs

    def untitled(self) -> Iterator[Line]:
        """Yield rows of a label and its value as a line each, if they say when and where.

        What they are of stands above the table.
        """
        rows = [held for row in self.rows if (held := [cell for cell in row if cell.lines])]
        kinds = {self.kind(row[0]) for row in rows}
        if "" in kinds or len(kinds & WHEN_AND_WHERE) < FEWEST or any(len(r) != 2 for r in rows):
            return
        for label, value in rows:
            first, *more = [self.lines[n] for n in value.lines]
            own = self.lines[label.lines[0]]
            text = f"{own.text.rstrip(' :')}: {first.text}"
            yield Line(text, own.start, first.end, gap=label is rows[0][0])
            yield from more

    def text(self, pairs: Sequence[Pair]) -> Iterator[Line]:
        """Yield labels and values as lines."""
        for label, value in pairs:
            if not value.lines:
                continue
            if label is not None and label.lines:
                yield replace(self.lines[label.lines[0]], note=FIELD, gap=True)
            for number in value.lines:
                yield replace(self.lines[number], gap=label is None, column=value.column + 1)
