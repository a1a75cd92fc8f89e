"""The transcript of a programme: what the source prints, each record with its quotes."""

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
    model_validator,
)
from pydantic import ValidationError as PydanticError
from pyoxigraph import NamedNode

from atgraph.data.wrong_entries import explain, steps_of
from atgraph.data.yaml_lines import Record, Text, read_yaml
from atgraph.errors import Problem, SourceError

FILE = "programme.yml"

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
        return ZoneInfo(name).key
    except (KeyError, ValueError, OSError) as exc:
        raise ValueError("is not a time zone; write one as in Europe/Vienna") from exc


def _address(value: str) -> str:
    """Return a text, which must be an address where it looks like one."""
    try:
        return NamedNode(value).value if re.fullmatch(ADDRESS, value) else value
    except ValueError as exc:
        raise ValueError("is not an address; copy it from the browser") from exc


def _plain_date(value: Any) -> Any:
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        raise ValueError("is not a date; write year-month-day as in 2019-04-08")
    try:
        return dt.date.fromisoformat(value)
    except ValueError as exc:
        raise ValueError("does not exist; correct the date") from exc


ADDRESS = r"https?://[^\s<>\"{}|\\^`]+"  # what the shape of a source asks for
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
Address = Annotated[
    str,
    written(ADDRESS, "an address that begins with https:// or http://, as the browser shows it"),
    AfterValidator(_address),
]
PageOrWords = Annotated[Name, AfterValidator(_address)]
PRINTED = "printed"  # in the place of a page
Published = Annotated[
    str, written(r"\d{4}(?:-\d{2}(?:-\d{2})?)?", "a year, month or day, as in 2019-04-08")
]


# --- records ---


class Entry(BaseModel):
    """A record that refuses unknown keys and knows its line."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    _line: int = 0

    @model_validator(mode="wrap")
    @classmethod
    def _keep_line(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        entry = handler(data)
        entry._line = getattr(data, "line", 0)
        return entry

    @property
    def at(self) -> int:
        """The line of the file on which the record begins."""
        private = self.__pydantic_private__  # to ask for `_line` takes ten times as long
        return int(private["_line"]) if private else 0

    def __getstate__(self) -> Any:
        """Return what is pickled: the same bytes, whatever order a set of names has."""
        return vars(self), tuple(sorted(self.model_fields_set)), self.__pydantic_private__

    def __setstate__(self, state: Any) -> None:
        """Take what was pickled, in less time than by the names of its parts."""
        values, told, private = state
        keep = object.__setattr__  # for the record is frozen
        keep(self, "__dict__", values)
        keep(self, "__pydantic_fields_set__", {*told})
        keep(self, "__pydantic_extra__", None)
        keep(self, "__pydantic_private__", private)

    def move(self, lines: int) -> None:
        """Let the record, and all that it holds, stand so many lines further down."""
        private = self.__pydantic_private__  # as in `at`
        if not lines or not private or not private["_line"]:
            return
        private["_line"] += lines
        for value in vars(self).values():
            for part in value if isinstance(value, tuple) else (value,):
                if isinstance(part, Entry):
                    part.move(lines)


class Drafted(Entry):
    """A record that may still wait for review; the build stops on it."""

    review: str = ""


def as_record(value: Any, key: str) -> Any:
    """Return a record that is written as plain text, the value of one key, in its long form."""
    if not isinstance(value, Text):
        return value
    record = Record(value.line)
    record[key] = value
    return record


class Quote(Entry):
    """Words of the source, with the line where they stand more than once."""

    text: Name
    line: int | None = None
    source: str = ""


AnyQuote = Annotated[Quote, BeforeValidator(lambda value: as_record(value, "text"))]
Quotes = Annotated[tuple[AnyQuote, ...], Field(min_length=1)]


class SourceFile(Entry):
    """The document as received, or its text."""

    id: Slug
    file: Annotated[FileName, Field(min_length=1)]
    sha256: Annotated[str, written(r"[0-9a-f]{64}", "the 64 digits that sha256sum prints")]
    text: FileName = ""
    title: str = ""
    publisher: str = ""
    place: str = ""
    date: Published | None = None
    url: Address | None = None
    retrieved: Day | None = None
    licence: str = ""

    @property
    def text_file(self) -> str:
        """The file that holds its text: itself for a text document."""
        return self.text or (self.file if self.file.endswith(".txt") else "source.txt")


class Setting(Drafted):
    """Where the programme takes place, as its quotes print it, or as a page says with its words."""

    place: Name
    timezone: Zone = ""
    source: PageOrWords = PRINTED
    words: str = ""
    quotes: Quotes | None = None

    @model_validator(mode="after")
    def _is_one(self) -> Self:
        if bool(self.quotes) == ("source" in self.model_fields_set):
            message = "is either read on a page or printed"
            raise ValueError(f"{message}; write source: https://… with words: …, or quotes: […]")
        return self


class Listing(Drafted):
    """What one place in the document prints about an event."""

    title: str = ""
    date: str = ""
    time: str = ""
    room: str = ""
    organizers: tuple[Name, ...] = ()
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
    place: str = ""
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
    _path: Path = Path()
    _whole: bool = True

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


# --- reading ---


def read_programme(path: Path, problems: list[Problem] | None = None) -> Programme:
    """Read a transcript; wrong values that the rest can be read without are added to problems.

    Raises:
        SourceError: with all that is wrong, each with its line, where no list of problems is given,
            or nothing can be read without it.
        UnreadableError: the file is not UTF-8 or not YAML.
    """
    data = read_yaml(path)
    if not isinstance(data, Record):
        raise SourceError("is not a mapping; begin with `id:` and `title:`", path)
    try:
        programme = Programme.model_validate(data)
    except PydanticError as exc:
        found, rest = explain(path, data, exc, Programme), _read_rest(data, exc)
        if rest is None or problems is None:
            raise SourceError.of(found) from exc
        problems += found
        programme = rest
        programme._whole = False
    programme._path = path
    return programme


def _read_rest(data: Record, exc: PydanticError) -> Programme | None:
    """Read a transcript without the scalars that are wrong; None if one says how to read others."""
    for error in exc.errors(include_url=False):
        *way, key = steps_of(error["loc"])
        record: Any = data
        for step in way:
            record = record[step]
        scalar = record.pop(str(key), None) if isinstance(record, Record) else None
        if key in ("kind", "line") or not isinstance(scalar, Text):
            return None
    try:
        return Programme.model_validate(data)
    except PydanticError:
        return None
