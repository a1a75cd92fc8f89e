"""What can go wrong, by who must act.

AtgraphError                    exit code 1
├── SourceError                 a transcript or its text: the curator of the programme
├── RegistryError               identities and decisions: the curator of the registry
├── ValidationError             shapes and checks: whoever wrote the record
├── NotFoundError               a name or a map that is not there, no row: whoever asks
└── RefusedError                exit code 2
    ├── UnreadableError         a file that cannot be read: encoding, syntax, missing
    ├── QueryError              a query, its header or its parameters; an unknown question or kind
    │   ├── LateError           it was stopped, since it took longer than it may
    │   └── BusyError           others ask at the moment; it can be asked again
    ├── MapError                a map file or its query
    ├── StoreError              the folder of the store
    └── EndpointError           a remote SPARQL server
        └── IncompleteResults   it stopped early; ``partial`` holds what came, ``limit`` how many
                                rows it gives at most
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from atgraph.characters import shown

VIOLATION, WARNING, INFO = "Violation", "Warning", "Info"


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """A line of a file, from 1; 0 is the file as a whole."""

    path: str = ""
    line: int = 0


Origins = Mapping[str, Place]  # IRI of a record or term → where it was written


@dataclass(frozen=True)
class KeyDetails:
    """A key of a record, its value, and what could stand there instead."""

    key: str = ""
    value: str = ""
    known: tuple[str, ...] = ()
    wanted: str = ""
    kind: str = ""  # the class of the record
    within: str = ""  # the key of the list that holds the record
    property: str = ""  # that the key fills, an IRI
    prefix: str = ""  # how the concepts begin that the key takes
    quotes: tuple[str, ...] = ()  # of the record
    first: int = 0  # the line of another record that says the same


@dataclass(frozen=True)
class QuoteDetails:
    """Words of a source text, or those that should be, and the lines on which they stand."""

    text: str = ""
    source: str = ""
    lines: tuple[int, ...] = ()
    transcript: str = ""  # the file in which a sentence should be quoted


@dataclass(frozen=True)
class NameDetails:
    """A printed name or title, where it is printed, and who may be meant by it."""

    text: str = ""
    programme: str = ""
    session: str = ""
    registry: str = ""  # its folder
    kinds: tuple[str, ...] = ()  # the classes of what may be meant
    near: tuple[tuple[str, Place], ...] = ()  # names that are like it, and their records
    holders: tuple[str, ...] = ()


@dataclass(frozen=True)
class ResultDetails:
    """What a shape or a check found: about which node, and what it says to people."""

    name: str = ""  # of the shape, an IRI, or of the check
    focus: str = ""
    value: str = ""
    property: str = ""
    component: str = ""
    text: str = ""
    why: str = ""
    solution: str = ""
    shown: str = ""  # the row of a check


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong: where it is, what it is, what to do.

    The place and the message say all that a person needs. ``rule`` names the rule that it breaks;
    the details say what the rule was about, for the tasks and reports that are made of problems.
    """

    path: str
    line: int
    message: str
    rule: str = field(default="", compare=False)
    severity: str = field(default=VIOLATION, compare=False)
    key: KeyDetails = field(default=KeyDetails(), compare=False, repr=False)
    quote: QuoteDetails = field(default=QuoteDetails(), compare=False, repr=False)
    name: NameDetails = field(default=NameDetails(), compare=False, repr=False)
    result: ResultDetails = field(default=ResultDetails(), compare=False, repr=False)

    def __str__(self) -> str:
        place = [self.path, str(self.line)] if self.path else [f"line {self.line}"]
        where = f"{':'.join(place[: 2 if self.line else 1])}: " if self.path or self.line else ""
        return shown(where.replace("\n", " ") + " ".join(self.message.split()))


class AtgraphError(Exception):
    """Something a person must know; each problem prints on one line of its own."""

    exit_code = 1

    def __init__(
        self, message: str, path: Path | str | None = None, line: int | None = None
    ) -> None:
        self.problems: tuple[Problem, ...] = (Problem(str(path or ""), line or 0, message),)
        super().__init__(message)

    @classmethod
    def of(cls, problems: Iterable[Problem]) -> Self:
        """Make one error of many problems, sorted by place and each told once."""
        found = tuple(sorted(set(problems)))
        error = cls(found[0].message)
        error.problems = found
        return error

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))


class SourceError(AtgraphError): ...


class RegistryError(AtgraphError): ...


class ValidationError(AtgraphError): ...


class NotFoundError(AtgraphError): ...


class RefusedError(AtgraphError):
    exit_code = 2


class UnreadableError(RefusedError): ...


class QueryError(RefusedError): ...


class LateError(QueryError): ...


class BusyError(QueryError): ...


class MapError(RefusedError): ...


class StoreError(RefusedError): ...


class EndpointError(RefusedError): ...


class IncompleteResults(EndpointError):  # noqa: N818 -- it names what came, in `partial`
    def __init__(
        self, message: str, path: Path | str | None = None, *, partial: bytes = b"", limit: int = 0
    ) -> None:
        super().__init__(message, path)
        self.partial, self.limit = partial, limit
