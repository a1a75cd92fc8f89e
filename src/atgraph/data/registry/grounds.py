"""What a fact of the registry rests on: a page that was read, or printed words."""

import datetime as dt
from typing import Annotated, Self

from pydantic import AfterValidator, BeforeValidator, model_validator

from atgraph.data.transcript import (
    PRINTED,
    Address,
    Day,
    Entry,
    PageOrWords,
    Quotes,
    Slug,
    as_record,
)


def _not_ahead(day: dt.date) -> dt.date:
    """Return a day of reading; the clock is looked at here only, and nothing it says is kept."""
    if day > dt.date.today() + dt.timedelta(days=1):  # it may be tomorrow elsewhere
        raise ValueError("is a day to come; write the day on which the page was read")
    return day


DayRead = Annotated[Day, AfterValidator(_not_ahead)]


class Page(Entry):
    """A page that was read: a record of sources.yml."""

    url: Address
    read: DayRead
    title: str = ""
    publisher: str = ""


class Ground(Entry):
    """A page by its address, with its words, or a programme that prints it, with its quotes.

    Bare words in the place of an address, as registries had them before, are read; a shape refuses
    them.
    """

    url: PageOrWords = PRINTED
    words: str = ""
    programme: Slug = ""
    quotes: Quotes | None = None

    @model_validator(mode="after")
    def _is_one(self) -> Self:
        page = self.url != PRINTED
        if bool(self.programme) != bool(self.quotes) or (self.programme if page else self.words):
            message = "is neither a page nor printed; write {url: …, words: …}"
            raise ValueError(f"{message} or {{programme: …, quotes: […]}}")
        return self


Source = Annotated[Ground, BeforeValidator(lambda value: as_record(value, "url"))]


class Fact(Entry):
    """Something that was read, and where; ``read`` is the day where the page has no record."""

    source: Source
    read: DayRead | None = None
