"""What a transcript holds: what the source prints, each record with its quotes."""

from __future__ import annotations

import datetime as dt
import os
import re
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Self
from zoneinfo import ZoneInfo

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ModelWrapValidatorHandler,
    PrivateAttr,
    model_validator,
)

from atgraph.data.yaml_lines import Record, Text

# --- the kinds of values in a record ---


def written(pattern: str, words: str) -> AfterValidator:
    """Return the check of a text against a pattern; its message says in words what to write."""
    form = re.compile(pattern)

    def check(value: str) -> str:
        if not form.fullmatch(value):
            raise ValueError(f"has the wrong form; write {words}")
        return value

    return AfterValidator(check)


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as exc:
        raise ValueError("is no time zone; write one as in Europe/Vienna") from exc
    return name


def _plain_date(value: Any) -> Any:
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        raise ValueError("is no date; write year-month-day as in 2019-04-08")
    try:
        return dt.date.fromisoformat(value)
    except ValueError as exc:
        raise ValueError("does not exist; correct the date") from exc


Name = Annotated[str, Field(min_length=1)]
FileName = Annotated[str, written(r"[^\x00-\x1f]*", "the name of the file, on one line")]
Slug = Annotated[
    str, written(r"[a-z0-9]+(?:-[a-z0-9]+)*", "small letters, digits and hyphens, as in ict-tools")
]
Clock = Annotated[
    str, written(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]", 'hours and minutes of 24 hours, as in "09:30"')
]
Day = Annotated[dt.date, BeforeValidator(_plain_date)]
Zone = Annotated[str, BeforeValidator(_known_zone)]


# --- records ---


class Entry(BaseModel):
    """A record that refuses unknown keys and knows its line."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    _line: int = PrivateAttr(default=0)

    @model_validator(mode="wrap")
    @classmethod
    def _keep_line(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        entry = handler(data)
        entry._line = getattr(data, "line", 0)
        return entry

    @property
    def at(self) -> int:
        """The line of the file on which the record begins."""
        return self._line


class Drafted(Entry):
    """A record that may still wait for review; the build stops on it."""

    review: str = ""


def as_quote(value: Any) -> Any:
    """Return a quote written as plain text in the form that holds text and line."""
    if not isinstance(value, Text):
        return value
    quote = Record(value.line)
    quote["text"] = value
    return quote


class Quote(Entry):
    """Words of the source, with the line where they stand more than once."""

    text: Name
    line: int | None = None
    source: str = ""


Quotes = Annotated[tuple[Annotated[Quote, BeforeValidator(as_quote)], ...], Field(min_length=1)]


class SourceFile(Entry):
    """The document as received, or its text."""

    id: Slug
    file: Annotated[FileName, Field(min_length=1)]
    sha256: Annotated[str, written(r"[0-9a-f]{64}", "the 64 digits that sha256sum prints")]
    text: FileName = ""
    title: str = ""
    publisher: str = ""
    url: str = ""
    retrieved: Day | None = None
    licence: str = ""

    @property
    def text_file(self) -> str:
        """The file that holds its text: itself for a text document."""
        return self.text or (self.file if self.file.endswith(".txt") else "source.txt")


class Setting(Entry):
    """Where the programme takes place, read elsewhere."""

    place: Name
    timezone: Zone = "UTC"
    source: Name


class Listing(Drafted):
    """What one place in the document prints about an event."""

    title: str = ""
    date: str = ""
    time: str = ""
    room: str = ""
    quotes: Quotes


class Affiliation(Entry):
    """A post as printed; the organisation may be missing."""

    title: str = ""
    organization: str = ""


class Organizer(Drafted):
    """Who brings an event about."""

    name: Name
    role: Name
    status: str = ""
    quotes: Quotes


class Participant(Drafted):
    """Who takes part, as one line prints it."""

    name: Name
    honorific: str = ""
    kind: Annotated[str, written("person|organization", "person or organization")] = "person"
    role: Name
    status: str = ""
    title: str = ""
    country: str = ""
    affiliations: tuple[Affiliation, ...] = ()
    quotes: Quotes


class Session(Drafted):
    """A side event or session."""

    id: Slug
    title: Name
    date: Day | None = None
    start: Clock | None = None
    end: Clock | None = None
    room: str = ""
    language: str = ""
    quotes: Quotes
    listings: tuple[Listing, ...] = ()
    organizers: tuple[Organizer, ...] = ()
    participants: tuple[Participant, ...] = ()


class Ignored(Drafted):
    """Printed sentences that carry no record."""

    quotes: Quotes
    reason: Name


class Programme(Drafted):
    """A whole transcript. Statements stay raw: the ontology says which keys they take.

    It is not whole where a value was wrong and left out; then what is missing in it is no news.
    """

    id: Slug
    title: Name
    subtitle: str = ""
    quotes: Quotes
    edition: int | None = None
    series: str = ""
    start: Day
    end: Day
    sources: Annotated[tuple[SourceFile, ...], Field(min_length=1)]
    context: tuple[Setting, ...] = ()
    listings: tuple[Listing, ...] = ()
    sessions: tuple[Session, ...] = ()
    statements: tuple[Any, ...] = ()
    ignored: tuple[Ignored, ...] = ()
    _path: Path = PrivateAttr(default=Path())
    _whole: bool = PrivateAttr(default=True)

    @property
    def path(self) -> Path:
        """The file that it was read from."""
        return self._path

    @property
    def whole(self) -> bool:
        """Whether every value could be read."""
        return self._whole

    def holds(self, file: str) -> bool:
        """Whether a file lies in the folder of the transcript, links followed."""
        folder = os.path.realpath(self.path.parent)
        return os.path.realpath(Path(folder, file)).startswith(folder + os.sep)

    @cached_property
    def sessions_by_id(self) -> dict[str, Session]:
        """Id → session."""
        return {s.id: s for s in self.sessions}
