"""What a curator decides of printed names, in a file with the keys of `decisions.yml`."""

from pathlib import Path
from typing import Annotated, Any

from pydantic import Field
from pydantic import ValidationError as PydanticError

from atgraph.data.registry.model import NONE, Id
from atgraph.data.transcript import Day, Entry, Name, written
from atgraph.data.wrong_entries import explain
from atgraph.data.yaml_lines import Rows, read_yaml
from atgraph.errors import Problem, SourceError
from atgraph.text import fold

NEW = "new"
SINGLE_ID = r"[a-z]+(?:-[a-z]+)*_[a-z0-9]+(?:-[a-z0-9]+)*"
Outcome = Annotated[
    str, written(rf"(?:{NONE}|{NEW}|{SINGLE_ID})?", "an id of the registry, new or none")
]


class Judgement(Entry):
    """Same (`is: <id>`, `is: new`, `is: none`), not the same (`is_not`) or `unsure`, and why.

    Without a programme or session, every printed name that is written so and still open is meant.
    """

    programme: str = ""
    session: str | None = None
    name: str = ""
    id: Id | None = None
    is_: Outcome = Field(default="", alias="is")
    is_not: str = ""
    unsure: str = ""
    reason: Name
    date: Day | None = None
    kind: str = ""
    label: str = ""
    type: str = ""
    country: str = ""

    def outcome(self) -> tuple[str, str]:
        """Return the key of what was decided, and the identity."""
        said = {"is": self.is_, "is_not": self.is_not, "unsure": self.unsure}
        return next(((key, value) for key, value in said.items() if value), ("", ""))

    def problem(self) -> str:
        """Return what is wrong with its keys together, or nothing."""
        if sum(map(bool, (self.is_, self.is_not, self.unsure))) != 1:
            return "says not what was decided; write one of `is`, `is_not` and `unsure`"
        registry = "`id:` for an identity of the registry"
        if not self.name and not self.id:
            return f"names nobody; write `name:` as it is printed, or {registry}"
        if self.name and self.id and self.is_ != NEW:
            names = f"write `name:` for a printed name, {registry}"
            return f"names two; {names} (both only with `is: new`)"
        if self.id and not self.name and self.is_ in (NEW, NONE):
            return "an identity of the registry is, is not or may be another; write its id"
        return ""

    def is_about(self, programme: str, session: str, name: str) -> bool:
        """Whether it is about a printed name at a place."""
        return (
            fold(self.name) == fold(name)
            and self.programme in ("", programme)
            and self.session in (None, session)
        )


def read_judgements(path: Path) -> list[Judgement]:
    """Read a file of judgements; all that is wrong is told in one run.

    Raises:
        UnreadableError: it is not there, not UTF-8 or not YAML.
        SourceError: it is no list, or a record of it is wrong.
    """
    rows: Any = read_yaml(path)
    if not isinstance(rows, Rows):
        if rows is None:
            return []
        raise SourceError("is no list; write - {name: …, is: …, reason: …}", path, 1)
    judgements, problems = [], list[Problem]()
    for row in rows:
        try:
            judgements.append(Judgement.model_validate(row))
        except PydanticError as exc:
            problems += explain(path, row, exc, Judgement)
    wrong = [(judgement.at, judgement.problem()) for judgement in judgements]
    problems += [Problem(str(path), line, message) for line, message in wrong if message]
    if problems:
        raise SourceError.of(problems)
    return judgements
