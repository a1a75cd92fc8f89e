"""What can go wrong, by who must act.

AtgraphError            exit code 1
├── SourceError         a transcript or its text: the curator of the programme
├── RegistryError       identities and decisions: the curator of the registry
├── ValidationError     shapes and checks: whoever wrote the record
├── NotFoundError       a name or question that is not there: whoever asks
└── RefusedError        exit code 2
├── UnreadableError a file that cannot be read: encoding, syntax, missing
├── QueryError      a query, its header or its parameters
├── MapError        a map file or its query
├── StoreError      the folder of the store
└── EndpointError   a remote SPARQL server
    └── IncompleteResults   it stopped early; ``partial`` holds what came, ``limit`` how many rows it gives at most
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

VIOLATION, WARNING, INFO = "Violation", "Warning", "Info"
CONTROL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f]"
)  # all but tab and line end: what a source text holds must not act on the terminal


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong: where it is, what it is, what to do.

    ``rule`` names the rule that it breaks, and ``given`` what the rule was about (a name, a quote,
    a shape), for those who make tasks and reports of problems. The place and the message say all
    that a person needs.
    """

    path: str
    line: int
    message: str
    rule: str = field(default="", compare=False)
    given: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)
    severity: str = field(default=VIOLATION, compare=False)

    def __str__(self) -> str:
        place = [self.path, str(self.line)] if self.path else [f"line {self.line}"]
        where = f"{':'.join(place[: 2 if self.line else 1])}: " if self.path or self.line else ""
        return where + CONTROL.sub("\N{REPLACEMENT CHARACTER}", " ".join(self.message.split()))


class AtgraphError(Exception):
    """Something a person must know; each problem prints on one line of its own."""

    exit_code = 1

    def __init__(
        self,
        message: str,
        path: Path | str | None = None,
        line: int | None = None,
        rule: str = "",
        given: Mapping[str, str] | None = None,
    ) -> None:
        self.problems: tuple[Problem, ...] = (
            Problem(str(path or ""), line or 0, message, rule, given or {}),
        )
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


class SourceError(AtgraphError):
    pass


class RegistryError(AtgraphError):
    pass


class ValidationError(AtgraphError):
    pass


class NotFoundError(AtgraphError):
    pass


class RefusedError(AtgraphError):
    exit_code = 2


class UnreadableError(RefusedError):
    pass


class QueryError(RefusedError):
    pass


class MapError(RefusedError):
    pass


class StoreError(RefusedError):
    pass


class EndpointError(RefusedError):
    pass


class IncompleteResults(EndpointError):
    def __init__(
        self, message: str, path: Path | str | None = None, *, partial: bytes = b"", limit: int = 0
    ) -> None:
        super().__init__(message, path)
        self.partial, self.limit = partial, limit
