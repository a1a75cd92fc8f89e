"""Columns of a table that say who takes part: roles, names, posts and bodies."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from operator import attrgetter

from atgraph.curate.ingest.line_names import begins_with_name, is_role_alone, name_alone
from atgraph.curate.ingest.lines import Cell
from atgraph.curate.ingest.recognition import RecognizedLine, Said
from atgraph.curate.ingest.word_lists import DocumentWords, alternatives

ROLE, NAME, POST, BODY, OTHER = range(5)  # the order in which they are read
KNOWN = {"post_labels": POST, "body_labels": BODY}
OTHERS = ("time_labels", "date_labels", "title_labels", "venue_labels")


def tell_columns(head: str, words: DocumentWords) -> set[int]:
    """Return whether posts, bodies or both stand below a head: “Title and organisation”."""
    both = re.compile(rf"\s*[/,&]\s*|\s+{alternatives(words.entries('and'))}\s+")
    bare = head.strip(" .:").casefold()
    parts = [bare, *both.split(bare)]
    return {kind for label, kind in KNOWN.items() if any(map(words[label].labels, parts))}


class PersonColumns:
    """The columns of a table with heads that tell of people, and in which order they are read."""

    def __init__(
        self, cells: Sequence[Cell], heads: Sequence[Cell], roles: Collection[int], said: Said
    ) -> None:
        self.cells, self.said = cells, said
        kinds = {h.column: NAME if h.column in roles else self._kind_of(h) for h in heads}
        names = [column for column in sorted(kinds) if kinds[column] == NAME]
        # of several names in a row each goes with what stands behind it, of one name all of the
        # row; a body before several, or before names with bodies, may be the host of the session
        alone = len(names) == 1 and not self._have_posts(names[0])
        begin = names[0] if names and not alone else 0
        self.places = {
            column: (max((n for n in names if n <= column), default=names[0]), kind)
            for column, kind in kinds.items()
            if names and kind is not None and (column >= begin or kind == ROLE)
        }

    def _below(self, column: int, row: int = 0) -> list[Sequence[RecognizedLine]]:
        """Return the lines of each cell below the heads."""
        own = (c for c in self.cells if c.column == column and c.row > row)
        return [lines for lines in map(self.said, own) if lines]

    def _have_posts(self, column: int) -> bool:
        """Whether the cells of a column say who somebody is, behind the name."""
        return any(p.posts for lines in self._below(column) for p in lines[0].named_people[:1])

    def _kind_of(self, head: Cell) -> int | None:
        """Return what a column says of people, by its head or by all that stands below it."""
        below = self._below(head.column, head.row)
        if below and all(len(lines) == 1 and is_role_alone(lines[0]) for lines in below):
            return ROLE  # in Italian “Ruolo” heads posts as well
        told = [tell_columns(line.text, line.words) for line in self.said(head)]
        if any(POST in kinds for kinds in told):  # in hearings “Position” is for or against
            known = (line.people.kinds.is_post(line.text) for lines in below for line in lines[:1])
            return POST if any(known) else OTHER
        if any(BODY in kinds for kinds in told):
            return BODY
        if any(line.words[o].labels(line.text) for line in self.said(head) for o in OTHERS):
            return None
        firsts = [lines[0] for lines in below]
        named = all(name_alone(line) or begins_with_name(line) for line in firsts)
        return NAME if firsts and named else None

    def rows_with_roles(self) -> set[int]:
        """Return the rows in which a cell says the role of who is named in another."""
        roles = {column for column, (_, kind) in self.places.items() if kind == ROLE}
        return {cell.row for cell in self.cells if cell.column in roles and cell.lines}

    def arranged(self) -> list[Cell]:
        """Return the cells of each row, those of people last: role, name, post and body."""

        def place(cell: Cell) -> tuple[int, tuple[int, int]]:
            own = self.places.get(cell.column, (-1, 0)) if cell.columns == 1 else (-1, 0)
            return cell.row, own

        return sorted(self._without_repeats(), key=place)

    def _without_repeats(self) -> Iterator[Cell]:
        """Yield the cells, but of a row for another person no title and time again."""
        above: list[str] = []
        for _, row in groupby(self.cells, attrgetter("row")):
            own = [*row]
            rest = [cell for cell in own if cell.column not in self.places]
            told = [" ".join(line.text for line in self.said(cell)) for cell in rest]
            again = len(rest) < len(own) and any(told) and told == above
            above = told
            yield from (replace(c, lines=()) if again and c in rest else c for c in own)
