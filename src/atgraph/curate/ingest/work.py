"""The document that is being read, and what every step of the reading goes by."""

from __future__ import annotations

import re

from atgraph.curate.ingest.affiliations import Affiliations
from atgraph.curate.ingest.body import Reader
from atgraph.curate.ingest.labels import PARTS
from atgraph.curate.ingest.lines import Extract, Line
from atgraph.curate.ingest.names import Names
from atgraph.curate.ingest.organizations import Organizations
from atgraph.curate.ingest.organizing import Organizing
from atgraph.curate.ingest.people import People
from atgraph.curate.ingest.recognise import Seen
from atgraph.curate.ingest.records import Organizer, Records
from atgraph.curate.ingest.splitting import split_line
from atgraph.curate.ingest.tables import reading_order
from atgraph.curate.ingest.words import Words

SMALL = re.compile(r"(?<![\w’'-])[^\W\d_A-ZА-Я][^\W\d_]{2,}")


class Work:
    """Holds a document, its readers and the records drafted so far."""

    def __init__(self, extract: Extract, words: Words) -> None:
        self.extract, self.words = extract, words
        names = Names(
            words, frozenset(w.casefold() for w in SMALL.findall(extract.text) if w[0].islower())
        )
        self.reads = Affiliations(words)
        self.people = People(words, names, self.reads)
        organizations = Organizations(self.reads)
        self.reader = Reader(
            organizations, Organizing(words, organizations), self.people, extract.text
        )
        self.records = Records()
        self.whole: list[Organizer] = []
        self.told_names = self.reader.told_names
        self.front_prose: list[Line] = []

    def in_order(self) -> list[Seen]:
        """Return the lines as they are read, those of tables in their order."""

        def seen(line: Line) -> Seen:
            return Seen(line, self.words, self.people)

        order = reading_order(
            self.extract,
            lambda line: seen(line).has_time,
            lambda line: seen(line).has_day,
            lambda line: seen(line).is_room,
            self.is_time_head,
            lambda line: (
                (role := seen(line).role) is not None and role.alone and role.scheme == PARTS
            ),
        )
        order = [part for line in order for part in split_line(line, self.words, self.extract.text)]
        for line in order:
            if (told := seen(line)).is_room:
                self.people.rooms.update(part for part, what in told.told if what == "room")
        return [Seen(line, self.words, self.people, place) for place, line in enumerate(order)]

    def is_time_head(self, line: Line) -> bool:
        """Whether a line heads a column of times."""
        return line.text.strip(" .:").casefold() in self.words["time_labels"].exact
