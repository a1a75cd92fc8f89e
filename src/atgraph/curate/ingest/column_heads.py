"""What a cell at the head of a column or a row says that the others hold."""

import re

from atgraph.curate.ingest.recognition import RecognizedLine
from atgraph.curate.ingest.word_lists import every


def heads_those(line: RecognizedLine) -> bool:
    """Whether it is a role word alone, of who takes part or who organises."""
    return line.role is not None and line.role.alone


def heads_contacts(line: RecognizedLine) -> bool:
    """Whether it is “Contact” or the like, at the head of a column: “For information, contact”."""
    labels = map(str.strip, re.split(r"\s?[/(&]|, ", line.text.strip(" .:*").casefold()))
    return any(label in every("contacts").exact for label in labels) and line.role is None


def heads_rooms(line: RecognizedLine) -> bool:
    """Whether it is “Room” or the like, at the head of a column."""
    return line.words["venue_labels"].labels(line.text)


def heads_bodies(line: RecognizedLine) -> bool:
    """Whether it is “Organisation” or the like, at the head of a column."""
    return line.words["body_labels"].labels(line.text)
