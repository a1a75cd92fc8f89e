"""Where in the text records stand, and what is left without one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from atgraph.curate.ingest.lines import Stretch
from atgraph.curate.ingest.records import Left, Records


def stretches(records: Records, themes: bool = True) -> Iterable[Stretch]:
    """Yield what records rest on; without ``themes``, what a theme that is only proposed rests on is left out."""
    cover = records.cover
    yield from cover.quotes
    for place in cover.places:
        yield from place.quotes
    for meeting in records.meetings:
        yield from meeting.quotes
        for quotes in (
            [held.quotes for held in meeting.places]
            + [held.quotes for held in meeting.organizers]
            + [held.quotes for held in meeting.parts]
        ):
            yield from quotes
    for declared in records.declared:
        if themes or declared.values.get("tie") != "theme" or not declared.review:
            yield from declared.quotes


def left_stretches(left: Sequence[Left]) -> Iterable[Stretch]:
    """Yield what is left without a record."""
    for entry in left:
        yield from entry.quotes
